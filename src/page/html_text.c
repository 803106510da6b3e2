// html_text: see html_text.h.  Most bytes of a page's text are letters of words with one space
// between; they are copied 16 at a time, and only further blanks, '&', controls and the few
// characters from C2, E2 and EF that may be invisible are looked at one by one.
#include "page/html_text.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "text/html_entities.h"

// 0: copied without a look; 1: looked at; 2: a blank.
static const uint8_t kind_of[256] = {
    1, 1, 1, 1, 1, 1, 1, 1,         1,          2,          2,          1,          2,
    2, 1, 1, 1, 1, 1, 1, 1,         1,          1,          1,          1,          1,
    1, 1, 1, 1, 1, 1, 2, ['&'] = 1, [0x7F] = 1, [0xC2] = 1, [0xE2] = 1, [0xEF] = 1,
};

void html_text_space(struct buf *out)
{
    if (out->n && out->p[out->n - 1] != ' ' && out->p[out->n - 1] != '\n')
        buf_add_byte(out, ' ');
}

// Where html_text_add writes; there is room for all it can add.
struct pen {
    char *p;        // the next byte
    bool after_gap; // a space now would be one too many
};

static void put_space(struct pen *pen)
{
    if (!pen->after_gap)
        *pen->p++ = ' ';
    pen->after_gap = true;
}

static void put_bytes(struct pen *pen, const char *p, size_t n)
{
    memcpy(pen->p, p, n);
    pen->p += n;
    pen->after_gap = false;
}

// Writes the character at the start of s, which begins with C2, E2 or EF; returns its bytes.
static size_t put_special(struct pen *pen, struct str s)
{
    static const struct {
        struct str bytes;
        bool blank;
    } specials[] = {
        {S_INIT("\xC2\xA0"),     true }, // no-break space
        {S_INIT("\xC2\xAD"),     false}, // soft hyphen
        {S_INIT("\xE2\x80\x8B"), false}, // zero-width space
        {S_INIT("\xE2\x80\x82"), true }, // en space
        {S_INIT("\xE2\x80\x83"), true }, // em space
        {S_INIT("\xE2\x80\x89"), true }, // thin space
        {S_INIT("\xE2\x80\xA8"), true }, // line separator
        {S_INIT("\xE2\x80\xAF"), true }, // narrow no-break space
        {S_INIT("\xEF\xBB\xBF"), false}, // BOM
    };
    for (size_t i = 0; i < COUNT_OF(specials); i++) {
        if (!str_starts(s, specials[i].bytes))
            continue;
        if (specials[i].blank)
            put_space(pen);
        return specials[i].bytes.n;
    }
    if ((unsigned char)s.p[0] == 0xC2 && s.n > 1 && (unsigned char)s.p[1] < 0xA0)
        return 2; // a C1 control
    put_bytes(pen, s.p, 1);
    return 1;
}

static size_t put_reference(struct pen *pen, struct str s, bool references)
{
    char value[8];
    size_t len = 1, used = references ? html_reference(s, false, value, &len) : 0;
    if (used == 0) {
        put_bytes(pen, "&", 1);
        return 1;
    }
    struct str decoded = {value, len};
    while (decoded.n) {
        unsigned char c = (unsigned char)decoded.p[0];
        size_t n = 1;
        if (kind_of[c] == 0 || c == '&')
            put_bytes(pen, decoded.p, 1);
        else if (kind_of[c] == 2)
            put_space(pen);
        else if (c >= 0x80)
            n = put_special(pen, decoded);
        decoded = str_drop(decoded, n);
    }
    return used;
}

#ifdef __SSE2__
static __m128i eq(__m128i v, int byte)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8((char)byte));
}

// Copies the bytes at p, of which there are 16 or more, up to the first that needs a look; returns
// how many.  A space needs none where it is the only one.
static size_t put_plain(struct pen *pen, const char *p)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i look = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x20)), v); // <= ' '
    look = _mm_or_si128(look, _mm_or_si128(eq(v, '&'), eq(v, 0x7F)));
    look = _mm_or_si128(look, _mm_or_si128(eq(v, 0xC2), _mm_or_si128(eq(v, 0xE2), eq(v, 0xEF))));
    unsigned looks = (unsigned)_mm_movemask_epi8(look);
    unsigned spaces = (unsigned)_mm_movemask_epi8(eq(v, ' '));
    looks &= ~(spaces & ~(looks << 1 | pen->after_gap));
    size_t n = looks ? (size_t)__builtin_ctz(looks) : 16;
    _mm_storeu_si128((__m128i *)(void *)pen->p, v);
    pen->p += n;
    if (n)
        pen->after_gap = p[n - 1] == ' ';
    return n;
}
#endif

// Copies the bytes at the start of s up to the first that needs a look; returns how many.
static size_t put_run(struct pen *pen, struct str s)
{
    size_t n = 0;
#ifdef __SSE2__
    for (size_t k = 16; k == 16 && s.n - n >= 16; n += k)
        k = put_plain(pen, s.p + n);
    if (n < s.n && kind_of[(unsigned char)s.p[n]] != 0)
        return n;
#endif
    size_t run = n;
    while (run < s.n && kind_of[(unsigned char)s.p[run]] == 0)
        run++;
    if (run > n)
        put_bytes(pen, s.p + n, run - n);
    return run;
}

void html_text_add(struct buf *out, struct str s, bool references)
{
    char *start = buf_room(out, HTML_DECODE_ROOM(s.n));
    if (!start)
        return;
    bool gap = out->n == 0 || out->p[out->n - 1] == ' ' || out->p[out->n - 1] == '\n';
    struct pen pen = {start, gap};
    for (size_t i = 0; i < s.n;) {
        i += put_run(&pen, str_drop(s, i));
        if (i == s.n)
            break;
        unsigned char c = (unsigned char)s.p[i];
        if (kind_of[c] == 2) {
            put_space(&pen);
            i++;
        } else if (c == '&')
            i += put_reference(&pen, str_drop(s, i), references);
        else if (c >= 0x80)
            i += put_special(&pen, str_drop(s, i));
        else
            i++; // a control character
    }
    out->n += (size_t)(pen.p - start);
}
