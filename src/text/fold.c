// fold: a table for U+0600..06FF, which is nearly all of our text; everything else goes the slow
// way through utf8proc (NFKC, case folding, marks stripped).
#include "text/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { ARABIC = 0x600, DELETED = 1 };

// Entries that differ from "itself".  Order: by code point.
static const struct {
    uint16_t from, to;
} folded_letters[] = {
    {0x0622, 0x0627 }, // آ
    {0x0623, 0x0627 }, // أ
    {0x0625, 0x0627 }, // إ
    {0x0629, 0x0647 }, // ة
    {0x0640, DELETED}, // tatweel
    {0x0649, 0x064A }, // ى
    {0x066B, '.'    },
    {0x066C, DELETED}, // thousands separator
    {0x0670, DELETED}, // superscript alef
    {0x0671, 0x0627 }, // ٱ
    {0x06A9, 0x0643 }, // Persian kaf
    {0x06AA, 0x0643 }, // swash kaf
    {0x06C0, 0x0647 }, // ۀ
    {0x06C1, 0x0647 }, // Urdu heh goal
    {0x06CC, 0x064A }, // Persian yeh
    {0x06D2, 0x064A }, // Urdu yeh barree
    {0x06D5, 0x0647 }, // Kurdish ae
};

// Code point of U+0600..06FF -> its folded form; DELETED = none.
static uint32_t fold_arabic(uint32_t c)
{
    if ((c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9))
        return '0' + (c & 0xF);
    if ((c >= 0x0610 && c <= 0x061C) || (c >= 0x064B && c <= 0x065F) ||
        (c >= 0x06D6 && c <= 0x06ED && c != 0x06DD && c != 0x06DE && c != 0x06E9 && c != 0x06E5 &&
         c != 0x06E6))
        return DELETED;
    size_t low = 0, high = COUNT_OF(folded_letters);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (folded_letters[mid].from < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < COUNT_OF(folded_letters) && folded_letters[low].from == c ? folded_letters[low].to
                                                                           : c;
}

bool is_arabic_point(uint32_t c)
{
    return (c >= 0x600 && c <= 0x6FF) || (c >= 0x750 && c <= 0x77F) || (c >= 0x8A0 && c <= 0x8FF) ||
           (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

static bool is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x061C;
}

static enum char_class slow_class(uint32_t c)
{
    if (is_invisible(c))
        return CHAR_INVISIBLE;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return CHAR_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return CHAR_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return CHAR_MARK;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return CHAR_SPACE;
    default: return CHAR_OTHER;
    }
}

enum char_class char_class_of(uint32_t c)
{
    if (c < 0x80) {
        if (is_ascii_alpha((char)c))
            return CHAR_LETTER;
        if (is_ascii_digit((char)c))
            return CHAR_DIGIT;
        return is_ascii_space((char)c) ? CHAR_SPACE : CHAR_OTHER;
    }
    if (c >= 0x0621 && c <= 0x064A)
        return c == 0x0640 ? CHAR_MARK : CHAR_LETTER;
    if (c >= 0x064B && c <= 0x065F)
        return CHAR_MARK;
    return slow_class(c);
}

// NFKC with case folding and accents stripped, then the Arabic table over what comes out.
static void fold_slow(struct buf *out, uint32_t c)
{
    utf8proc_int32_t points[64];
    int boundary = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)c, points, 64,
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
                                &boundary);
    if (n < 0 || n > 64) {
        buf_add_point(out, c);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        uint32_t p = (uint32_t)points[i];
        if (p >= ARABIC && p <= 0x6FF)
            p = fold_arabic(p);
        if (p != DELETED && !is_invisible(p))
            buf_add_point(out, p);
    }
}

static void fold_point(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_add_byte(out, ascii_lower((char)c));
    } else if (c >= ARABIC && c <= 0x6FF) {
        uint32_t to = fold_arabic(c);
        if (to != DELETED && !is_invisible(to))
            buf_add_point(out, to);
    } else if (c == 0xA0) {
        buf_add_byte(out, ' ');
    } else if (!is_invisible(c)) {
        fold_slow(out, c);
    }
}

void fold_add(struct buf *out, struct str raw)
{
    uint32_t c;
    while (utf8_next(&raw, &c))
        fold_point(out, c);
}

struct str fold(struct arena *a, struct str raw)
{
    struct buf b = {0};
    fold_add(&b, raw);
    struct str s = arena_str(a, buf_str(&b));
    buf_release(&b);
    return s;
}

struct folded fold_text(struct arena *a, struct str raw)
{
    struct buf b = {0}, offsets = {0};
    struct str rest = raw;
    uint32_t c;
    for (uint32_t at = 0; utf8_next(&rest, &c); at = (uint32_t)(raw.n - rest.n)) {
        size_t before = b.n;
        fold_point(&b, c);
        for (size_t i = before; i < b.n; i++)
            buf_add(&offsets, (struct str){(char *)&at, sizeof at});
    }
    struct folded f = {.text = arena_str(a, buf_str(&b))};
    f.raw_at = arena_new(a, uint32_t, f.text.n + 1);
    if (offsets.n)
        memcpy(f.raw_at, offsets.p, offsets.n);
    f.raw_at[f.text.n] = (uint32_t)raw.n;
    buf_release(&b);
    buf_release(&offsets);
    return f;
}
