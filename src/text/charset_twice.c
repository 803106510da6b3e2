// charset_twice: see charset_twice.h.
//
// A UTF-8 character of two to four bytes that was encoded twice begins with one of U+00C2 to U+00F4
// and goes on with characters that stand for the bytes 80 to BF in windows-1252 (or Latin-1, for
// the bytes that windows-1252 leaves open).  In real text such a pair ("Ã©", "Ø§") hardly occurs,
// so a page that has several and nearly no other accented capital or small letter is repaired. Each
// sequence is judged on its own, because pages mix parts that were broken with parts that were not.
#include "text/charset_twice.h"

#include <string.h>

#include "base/utf8.h"

// Byte of a character in windows-1252, else in Latin-1; -1: none.
static int byte_of(uint32_t c)
{
    static const uint16_t specials[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };
    if (c < 0x100)
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (specials[i] == c)
            return 0x80 + i;
    return -1;
}

// A twice encoded character at the start of s: how many bytes of s it takes, 0 where there is none.
// Writes the character, 2 to 4 bytes, to out and its length to *len.
static size_t twice_encoded(struct str s, char out[4], size_t *len)
{
    struct str rest = s;
    uint32_t c = 0;
    utf8_next(&rest, &c);
    if (c < 0xC2 || c > 0xF4)
        return 0;
    size_t need = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    out[0] = (char)c;
    for (size_t i = 1; i < need; i++) {
        int byte = utf8_next(&rest, &c) ? byte_of(c) : -1;
        if (byte < 0x80 || byte > 0xBF)
            return 0;
        out[i] = (char)byte;
    }
    *len = need;
    return utf8_is_valid((struct str){out, need}) ? s.n - rest.n : 0;
}

// U+00C2 to U+00F4 have the lead byte C3.
static size_t next_lead(struct str s, size_t from)
{
    const char *p = from < s.n ? memchr(s.p + from, 0xC3, s.n - from) : NULL;
    return p ? (size_t)(p - s.p) : s.n;
}

static size_t count_twice(struct str text)
{
    size_t good = 0, bad = 0, len, used;
    char out[4];
    for (size_t at = next_lead(text, 0); at < text.n;
         at = next_lead(text, at + (used ? used : 2))) {
        used = twice_encoded(str_drop(text, at), out, &len);
        good += used > 0;
        bad += used == 0;
    }
    return good >= 3 && good > 8 * bad ? good : 0;
}

struct str charset_undo_twice(struct arena *a, struct str text, size_t *undone)
{
    *undone = count_twice(text);
    if (!*undone)
        return text;
    char *out = arena_alloc_raw(a, text.n);
    size_t n = 0, from = 0, len, used;
    for (size_t at = next_lead(text, 0); at < text.n; at = next_lead(text, from)) {
        memcpy(out + n, text.p + from, at - from);
        n += at - from;
        char value[4];
        used = twice_encoded(str_drop(text, at), value, &len);
        if (used)
            memcpy(out + n, value, len);
        else
            memcpy(out + n, text.p + at, len = used = 2);
        n += len;
        from = at + used;
    }
    memcpy(out + n, text.p + from, text.n - from);
    return (struct str){out, n + text.n - from};
}
