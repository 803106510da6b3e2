// fold: tables for ASCII and U+0600..06FF (fold_table.c), which are nearly all of our text, in one
// loop that never writes more bytes than it reads; everything else goes the slow way through
// utf8proc (NFKC, case folding, marks stripped), one code point at a time.
#include "text/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { ARABIC = 0x600 };

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

enum char_class char_class_other(uint32_t c)
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
            p = arabic_folded[p - ARABIC];
        if (p && !is_invisible(p))
            buf_add_point(out, p);
    }
}

static void fold_point(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_add_byte(out, ascii_lower((char)c));
    } else if (c >= ARABIC && c <= 0x6FF) {
        if (arabic_folded[c - ARABIC])
            buf_add_point(out, arabic_folded[c - ARABIC]);
    } else if (c == 0xA0) {
        buf_add_byte(out, ' ');
    } else if (!is_invisible(c)) {
        fold_slow(out, c);
    }
}

// Takes what the tables know off *raw and writes it folded: at most as many bytes as it takes.
static size_t fold_known(struct str *raw, char *out)
{
    if (raw->n == 0) // and raw->p may be NULL
        return 0;
    const unsigned char *p = (const unsigned char *)raw->p, *end = p + raw->n;
    char *to = out;
    for (; p < end; p++) {
        if (*p < 0x80) {
            *to++ = ascii_lower((char)*p);
            continue;
        }
        if (*p < 0xD8 || *p > 0xDB || end - p < 2)
            break;
        unsigned c = arabic_folded[((unsigned)*p & 3) << 6 | (p[1] & 0x3F)];
        p++;
        if (c >= ARABIC) {
            *to++ = (char)(0xC0 | c >> 6);
            *to++ = (char)(0x80 | (c & 0x3F));
        } else if (c) {
            *to++ = (char)c; // a digit or a point
        }
    }
    *raw = str_drop(*raw, (size_t)((const char *)p - raw->p));
    return (size_t)(to - out);
}

void fold_add(struct buf *out, struct str raw)
{
    uint32_t c;
    do {
        char *room = buf_room(out, raw.n);
        if (!room)
            return;
        out->n += fold_known(&raw, room);
        if (utf8_next(&raw, &c))
            fold_point(out, c);
    } while (raw.n);
}

struct str fold(struct arena *a, struct str raw)
{
    char *out = arena_alloc_raw(a, raw.n + 1);
    struct str rest = raw;
    size_t n = fold_known(&rest, out);
    if (rest.n == 0) {
        out[n] = '\0'; // as arena_str does
        return (struct str){out, n};
    }
    struct buf b = {0};
    buf_add(&b, (struct str){out, n});
    fold_add(&b, rest);
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
