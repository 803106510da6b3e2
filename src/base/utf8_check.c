// utf8_check: is this UTF-8, 16 bytes at a time.
//
// Every text that enters the program is checked once, and a byte-wise check costs more than reading
// the text's markup.  Here each byte and the one before it look up in three tables of 16 what kinds
// of error they could be part of; an error is what all three agree on.  Lengths of sequences follow
// from the bytes two and three before.  About ten times as fast on Arabic feeds (bench/feeds).
// Source: John Keiser, Daniel Lemire, "Validating UTF-8 in less than one instruction per byte",
// Software: Practice and Experience 51 (2021), the "lookup" algorithm; bit names are theirs.
// Where the machine is no x86-64 with SSSE3, utf8_is_valid goes on byte by byte.
#include "base/utf8_check.h"

#include <string.h>

#ifdef __x86_64__

#include <tmmintrin.h>

enum {
    TOO_SHORT = 1,       // a lead byte, then no continuation
    TOO_LONG = 2,        // ASCII, then a continuation
    OVERLONG_3 = 4,      // E0, then 80 to 9F
    TOO_LARGE = 8,       // F4, then 90 or more; F5 and up
    SURROGATE = 16,      // ED, then A0 or more
    OVERLONG_2 = 32,     // C0, C1
    TOO_LARGE_1000 = 64, // F5 and up, then 80 to 8F
    OVERLONG_4 = 64,     // F0, then 80 to 8F
    TWO_CONTS = 128,     // two continuations: right in a sequence of three or four
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS,
    LARGE = CARRY | TOO_LARGE | TOO_LARGE_1000,
    CONT_8 = TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
    CONT_9 = TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE,
    CONT_AB = TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE,
};

// By the high half of the first byte, the low half of the first, the high half of the second.
static const uint8_t first_high[16] = {
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TOO_LONG,
    TWO_CONTS,
    TWO_CONTS,
    TWO_CONTS,
    TWO_CONTS,
    TOO_SHORT | OVERLONG_2,
    TOO_SHORT,
    TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4,
};
static const uint8_t first_low[16] = {
    CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
    CARRY | OVERLONG_2,
    CARRY,
    CARRY,
    CARRY | TOO_LARGE,
    LARGE,
    LARGE,
    LARGE,
    LARGE,
    LARGE,
    LARGE,
    LARGE,
    LARGE,
    LARGE | SURROGATE,
    LARGE,
    LARGE,
};
static const uint8_t second_high[16] = {
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    CONT_8,    CONT_9,    CONT_AB,   CONT_AB,   TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
};

#define SSSE3 __attribute__((target("ssse3")))

SSSE3 static __m128i load(const uint8_t *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

SSSE3 static __m128i high_half(__m128i v)
{
    return _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(0x0F));
}

// The errors in `in`, whose predecessor was `before`.
SSSE3 static __m128i errors_in(__m128i in, __m128i before)
{
    __m128i prev1 = _mm_alignr_epi8(in, before, 15), prev2 = _mm_alignr_epi8(in, before, 14),
            prev3 = _mm_alignr_epi8(in, before, 13);
    __m128i kinds = _mm_and_si128(
        _mm_and_si128(_mm_shuffle_epi8(load(first_high), high_half(prev1)),
                      _mm_shuffle_epi8(load(first_low), _mm_and_si128(prev1, _mm_set1_epi8(0x0F)))),
        _mm_shuffle_epi8(load(second_high), high_half(in)));
    // 0x80 where a byte must be the third or fourth of a sequence.
    __m128i third = _mm_subs_epu8(prev2, _mm_set1_epi8(0xE0 - 0x80));
    __m128i fourth = _mm_subs_epu8(prev3, _mm_set1_epi8((char)(0xF0 - 0x80)));
    __m128i must = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8((char)0x80));
    return _mm_xor_si128(must, kinds);
}

SSSE3 static bool check(const uint8_t *p, size_t n)
{
    __m128i error = _mm_setzero_si128(), before = error;
    uint8_t tail[32] = {0}; // the rest, then zeros, which end what is open
    size_t whole = n / 16 * 16;
    memcpy(tail, p + whole, n - whole);
    for (size_t i = 0; i < whole + 32; i += 16) {
        __m128i in = load(i < whole ? p + i : tail + (i - whole));
        if (i < whole && _mm_movemask_epi8(_mm_or_si128(in, before)) == 0) {
            before = in;
            continue;
        }
        error = _mm_or_si128(error, errors_in(in, before));
        before = in;
    }
    return _mm_movemask_epi8(_mm_cmpeq_epi8(error, _mm_setzero_si128())) == 0xFFFF;
}

bool utf8_check(struct str s, bool *valid)
{
    if (s.n < 64 || !__builtin_cpu_supports("ssse3"))
        return false;
    *valid = check((const uint8_t *)s.p, s.n);
    return true;
}

#else

bool utf8_check(struct str s, bool *valid)
{
    (void)s;
    (void)valid;
    return false;
}

#endif
