// str: see str.h.  Everything here is plain byte work; Unicode lives in utf8.c and text/.
//
// str_find: most needles are words of a table and most haystacks lines, for which memmem spends
// more on its preparations than on the search.  There the first and the last byte of the needle are
// looked for at 16 places at a time (Wojciech Mula, "SIMD-friendly algorithms for substring
// searching", 2018); longer needles, where that could be quadratic, go to memmem.
#include "base/str.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct str str_from_cstr(const char *s)
{
    return s ? (struct str){s, strlen(s)} : (struct str){0};
}

bool str_eq_nocase(struct str a, struct str b)
{
    return a.n == b.n && str_starts_nocase(a, b);
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order != 0)
        return order;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts_nocase(struct str s, struct str prefix)
{
    if (s.n < prefix.n)
        return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (s.p[i] != prefix.p[i] && ascii_lower(s.p[i]) != ascii_lower(prefix.p[i]))
            return false;
    return true;
}

#ifdef __SSE2__
enum { SHORT_NEEDLE = 32 }; // bytes; bounds the comparison at each place

static __m128i load(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

// Of the 16 places from p on, the first where the needle stands; 16: none.
static size_t find_in_16(const char *p, struct str needle)
{
    __m128i first = _mm_set1_epi8(needle.p[0]), last = _mm_set1_epi8(needle.p[needle.n - 1]);
    __m128i both =
        _mm_and_si128(_mm_cmpeq_epi8(load(p), first), _mm_cmpeq_epi8(load(p + needle.n - 1), last));
    for (unsigned mask = (unsigned)_mm_movemask_epi8(both); mask; mask &= mask - 1) {
        size_t at = (size_t)__builtin_ctz(mask);
        if (memcmp(p + at, needle.p, needle.n) == 0)
            return at;
    }
    return 16;
}

static size_t find_short(struct str s, struct str needle)
{
    if (s.n < needle.n)
        return s.n;
    size_t places = s.n - needle.n + 1, at = 0;
    for (size_t in; at + 16 <= places; at += 16)
        if ((in = find_in_16(s.p + at, needle)) < 16)
            return at + in;
    for (; at < places; at++)
        if (s.p[at] == needle.p[0] && memcmp(s.p + at, needle.p, needle.n) == 0)
            return at;
    return s.n;
}
#endif

size_t str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
#ifdef __SSE2__
    if (needle.n > 1 && needle.n <= SHORT_NEEDLE)
        return find_short(s, needle);
#endif
    const char *at = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
    return at ? (size_t)(at - s.p) : s.n;
}

bool str_has(struct str s, struct str needle)
{
    return needle.n == 0 || str_find(s, needle) < s.n;
}

struct str str_trim(struct str s)
{
    if (!s.n)
        return s;
    const char *p = s.p, *end = p + s.n;
    while (p < end && is_ascii_space(*p))
        p++;
    while (p < end && is_ascii_space(end[-1]))
        end--;
    return (struct str){p, (size_t)(end - p)};
}

// The byte length of a blank or invisible mark at the start of s, else 0.
static size_t blank_len(struct str s)
{
    if (s.n == 0)
        return 0;
    const unsigned char *u = (const unsigned char *)s.p;
    if (is_ascii_space(s.p[0]))
        return 1;
    if (s.n >= 2 && u[0] == 0xC2 && u[1] == 0xA0)
        return 2;
    if (s.n < 3)
        return 0;
    if (u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF)
        return 3;
    if (u[0] != 0xE2)
        return 0;
    bool general =
        u[1] == 0x80 && ((u[2] >= 0x80 && u[2] <= 0x8F) || (u[2] >= 0xAA && u[2] <= 0xAF));
    bool isolate = u[1] == 0x81 && (u[2] == 0xA0 || (u[2] >= 0xA6 && u[2] <= 0xA9));
    return general || isolate ? 3 : 0;
}

struct str str_trim_wide(struct str s)
{
    for (size_t k; (k = blank_len(s)) > 0;)
        s = str_drop(s, k);
    for (;;) {
        size_t k = 0;
        for (size_t back = 1; back <= 3 && back <= s.n && k == 0; back++)
            if (blank_len(str_drop(s, s.n - back)) == back)
                k = back;
        if (k == 0)
            return s;
        s.n -= k;
    }
}

bool str_cut(struct str s, char sep, struct str *head, struct str *tail)
{
    size_t at = str_find_byte(s, sep);
    *head = str_take(s, at);
    *tail = str_drop(s, at < s.n ? at + 1 : at);
    return at < s.n;
}

bool str_next_line(struct str *rest, struct str *line)
{
    if (rest->n == 0)
        return false;
    str_cut(*rest, '\n', line, rest);
    if (line->n && line->p[line->n - 1] == '\r')
        line->n--;
    return true;
}

bool str_to_size(struct str s, size_t max, size_t *out)
{
    size_t value = 0;
    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!is_ascii_digit(s.p[i]))
            return false;
        size_t digit = (size_t)(s.p[i] - '0');
        if (digit > max || value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

bool str_is_in(struct str s, const struct str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(s, list[i]))
            return true;
    return false;
}
