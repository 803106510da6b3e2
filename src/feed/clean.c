// clean: see clean.h.
//
// Nearly every document is clean, and it is copied anyway (what is read from it are views of the
// copy), so the copy is made first and looked at on the way; only where something is wrong it is
// made again, byte by byte.
#include "feed/clean.h"

#include <string.h>

#include "feed/scan.h"
#include "text/charset.h"

enum { LEAD_C1 = 0xC2 }; // U+0080 to U+009F are C2 80 to C2 9F

static bool is_control(unsigned char c)
{
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

static struct str cleaned(struct arena *a, struct str s, bool *dropped)
{
    char *out = arena_alloc_raw(a, s.n * 3 / 2 + 4);
    struct str meant[32]; // by windows-1252, 80 to 9F
    size_t n = 0, replaced;
    for (size_t i = 0; i < COUNT_OF(meant); i++) {
        char byte = (char)(0x80 + i);
        meant[i] = charset_convert(a, (struct str){&byte, 1}, S("windows-1252"), &replaced);
    }
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned char next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0xFF;
        if (is_control(c)) {
            *dropped = true;
        } else if (c == LEAD_C1 && next < 0xA0) {
            struct str one = meant[next & 0x1F];
            memcpy(out + n, one.p, one.n);
            n += one.n;
            i++;
        } else {
            out[n++] = s.p[i];
        }
    }
    return (struct str){out, n};
}

// What a copy met.
struct sight {
    bool control, cr;
};

static void look_at(struct sight *seen, unsigned char before, unsigned char c)
{
    seen->control |= is_control(c) || (before == LEAD_C1 && c < 0xA0);
    seen->cr |= c == '\r';
}

#ifdef __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 static __m256i is_byte(__m256i v, int c)
{
    return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c));
}

// Unsigned.
AVX2 static __m256i is_at_most(__m256i v, int limit)
{
    return _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8((char)limit)), v);
}

// Copies from `at`, which is not 0, in whole blocks; returns where it stopped.
AVX2 static size_t copy_blocks(char *to, struct str s, size_t at, struct sight *seen)
{
    __m256i control = _mm256_setzero_si256(), cr = control;
    for (; at + 32 <= s.n; at += 32) {
        __m256i in = _mm256_loadu_si256((const __m256i *)(const void *)(s.p + at));
        __m256i before = _mm256_loadu_si256((const __m256i *)(const void *)(s.p + at - 1));
        _mm256_storeu_si256((__m256i *)(void *)(to + at), in);
        __m256i is_cr = is_byte(in, '\r');
        __m256i blank =
            _mm256_or_si256(is_cr, _mm256_or_si256(is_byte(in, '\n'), is_byte(in, '\t')));
        __m256i c0 = _mm256_andnot_si256(blank, is_at_most(in, ' ' - 1));
        __m256i c1 = _mm256_and_si256(is_byte(before, LEAD_C1), is_at_most(in, 0x9F));
        control = _mm256_or_si256(control, _mm256_or_si256(c0, c1));
        cr = _mm256_or_si256(cr, is_cr);
    }
    seen->control |= !_mm256_testz_si256(control, control);
    seen->cr |= !_mm256_testz_si256(cr, cr);
    return at;
}

static bool has_blocks(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
static size_t copy_blocks(char *to, struct str s, size_t at, struct sight *seen)
{
    (void)to, (void)s, (void)seen;
    return at;
}

static bool has_blocks(void)
{
    return false;
}
#endif

struct str feed_clean(struct arena *a, struct str s, bool *dropped, bool *has_cr)
{
    char *out = arena_alloc_raw(a, s.n);
    struct sight seen = {0};
    for (size_t i = 0; i < s.n; i++) {
        look_at(&seen, i ? (unsigned char)s.p[i - 1] : 0, (unsigned char)s.p[i]);
        out[i] = s.p[i];
        if (i == 0 && has_blocks())
            i = copy_blocks(out, s, 1, &seen) - 1;
    }
    *dropped = false;
    *has_cr = seen.cr;
    return seen.control ? cleaned(a, s, dropped) : (struct str){out, s.n};
}
