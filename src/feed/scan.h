// scan: where the next byte of interest stands, 16 bytes at a time.  Internal to feed/.
//
// Most of a feed is long text with a '<' or '&' here and there.  memchr finds one byte; these find
// the first of several in the same pass.  SSE2 belongs to every x86-64; elsewhere the plain loops,
// which end the work anyway, do all of it.
#ifndef FEED_SCAN_H
#define FEED_SCAN_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>

static inline __m128i scan_load(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

// Bit i: byte i of the 16 is one of the four.
static inline unsigned scan_hits(__m128i in, char a, char b, char c, char d)
{
    __m128i ab =
        _mm_or_si128(_mm_cmpeq_epi8(in, _mm_set1_epi8(a)), _mm_cmpeq_epi8(in, _mm_set1_epi8(b)));
    __m128i cd =
        _mm_or_si128(_mm_cmpeq_epi8(in, _mm_set1_epi8(c)), _mm_cmpeq_epi8(in, _mm_set1_epi8(d)));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(ab, cd));
}
#endif

// Position of the first byte that is one of the four (name one twice where fewer are wanted), or
// s.n where there is none.
static inline size_t scan_any(struct str s, char a, char b, char c, char d)
{
    size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= s.n; i += 16) {
        unsigned hits = scan_hits(scan_load(s.p + i), a, b, c, d);
        if (hits)
            return i + (size_t)__builtin_ctz(hits);
    }
#endif
    while (i < s.n && s.p[i] != a && s.p[i] != b && s.p[i] != c && s.p[i] != d)
        i++;
    return i;
}

// Copies s up to its first a or b, or all of it, and returns how much that was.  `to` has room for
// s.n bytes.
static inline size_t scan_copy(char *to, struct str s, char a, char b)
{
    size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= s.n; i += 16) {
        __m128i in = scan_load(s.p + i);
        _mm_storeu_si128((__m128i *)(void *)(to + i), in); // what is past the end is overwritten
        unsigned hits = scan_hits(in, a, b, a, b);
        if (hits)
            return i + (size_t)__builtin_ctz(hits);
    }
#endif
    for (; i < s.n && s.p[i] != a && s.p[i] != b; i++)
        to[i] = s.p[i];
    return i;
}

// Position of the first byte beyond ASCII, or s.n.
static inline size_t scan_beyond_ascii(struct str s)
{
    size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= s.n; i += 16) {
        unsigned hits = (unsigned)_mm_movemask_epi8(scan_load(s.p + i));
        if (hits)
            return i + (size_t)__builtin_ctz(hits);
    }
#endif
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i;
}

#endif
