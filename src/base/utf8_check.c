// utf8_check: is this UTF-8, 32 bytes at a time.
//
// Every text that enters the program is checked once, and a byte-wise check costs more than reading
// the text's markup.  Here each byte and the one before it look up in three tables of 16 what kinds
// of error they could be part of; an error is what all three agree on.  Lengths of sequences follow
// from the bytes two and three before.  About ten times as fast on Arabic feeds (bench/feeds).
// Source: John Keiser, Daniel Lemire, "Validating UTF-8 in less than one instruction per byte",
// Software: Practice and Experience 51 (2021), the "lookup" algorithm; bit names are theirs.
// Where the machine is no x86-64 with AVX2, utf8_is_valid goes on byte by byte.
#include "base/utf8_check.h"

#include <string.h>

#ifdef __x86_64__

#include <immintrin.h>

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

#define AVX2 __attribute__((target("avx2")))

AVX2 static __m256i load(const uint8_t *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

// What a table says for each of 32 low halves of bytes.
AVX2 static __m256i look_up(const uint8_t table[16], __m256i halves)
{
    __m128i once = _mm_loadu_si128((const __m128i *)(const void *)table);
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(once), halves);
}

AVX2 static __m256i low_half(__m256i v)
{
    return _mm256_and_si256(v, _mm256_set1_epi8(0x0F));
}

AVX2 static __m256i high_half(__m256i v)
{
    return low_half(_mm256_srli_epi16(v, 4));
}

// The errors in `in`, whose predecessor was `before`.
AVX2 static __m256i errors_in(__m256i in, __m256i before)
{
    // alignr works on each half by itself: what stands before the halves of `in`.
    __m256i joint = _mm256_permute2x128_si256(before, in, 0x21);
    __m256i prev1 = _mm256_alignr_epi8(in, joint, 15), prev2 = _mm256_alignr_epi8(in, joint, 14),
            prev3 = _mm256_alignr_epi8(in, joint, 13);
    __m256i kinds = _mm256_and_si256(_mm256_and_si256(look_up(first_high, high_half(prev1)),
                                                      look_up(first_low, low_half(prev1))),
                                     look_up(second_high, high_half(in)));
    // 0x80 where a byte must be the third or fourth of a sequence.
    __m256i third = _mm256_subs_epu8(prev2, _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(prev3, _mm256_set1_epi8((char)(0xF0 - 0x80)));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(must, kinds);
}

AVX2 static bool check(const uint8_t *p, size_t n)
{
    __m256i error = _mm256_setzero_si256(), before = error;
    uint8_t tail[64] = {0}; // the rest, then zeros, which end what is open
    size_t whole = n / 32 * 32;
    memcpy(tail, p + whole, n - whole);
    for (size_t i = 0; i < whole + 64; i += 32) {
        __m256i in = load(i < whole ? p + i : tail + (i - whole));
        if (i < whole && _mm256_movemask_epi8(_mm256_or_si256(in, before)) == 0) {
            before = in;
            continue;
        }
        error = _mm256_or_si256(error, errors_in(in, before));
        before = in;
    }
    return _mm256_testz_si256(error, error);
}

bool utf8_check(struct str s, bool *valid)
{
    if (s.n < 64 || !__builtin_cpu_supports("avx2"))
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
