// utf8: code points in and out of UTF-8, and the map from bytes to code points.
//
// Ill-formed input is read as the Unicode standard recommends (section 3.9, maximal subparts, as
// the WHATWG encoding standard does): one U+FFFD for each.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFDu

// The code point at the start of s (s.n > 0) and, in *len, its bytes (>= 1).  The usual cases are
// inline: ASCII, and two bytes (Arabic among them).
uint32_t utf8_decode_any(struct str s, size_t *len);
static inline uint32_t utf8_decode(struct str s, size_t *len)
{
    unsigned first = (unsigned char)s.p[0];
    if (first < 0x80) {
        *len = 1;
        return first;
    }
    if (first >= 0xC2 && first < 0xE0 && s.n > 1 && ((unsigned char)s.p[1] & 0xC0) == 0x80) {
        *len = 2;
        return (first & 0x1F) << 6 | ((unsigned char)s.p[1] & 0x3F);
    }
    return utf8_decode_any(s, len);
}
// Takes the next code point off *s; false at the end.
static inline bool utf8_next(struct str *s, uint32_t *point)
{
    if (s->n == 0)
        return false;
    size_t len;
    *point = utf8_decode(*s, &len);
    *s = (struct str){s->p + len, s->n - len};
    return true;
}
// The code point that ends at byte `at` of s (0 < at <= s.n) and its bytes.
uint32_t utf8_before(struct str s, size_t at, size_t *len);
// Writes 1 to 4 bytes, returns how many.  Surrogates and values past U+10FFFF give U+FFFD.
size_t utf8_encode(uint32_t point, char out[4]);
bool utf8_is_valid(struct str s);
// s itself where it is valid, else a copy with U+FFFD for each ill-formed part.
struct str utf8_repair(struct arena *a, struct str s);
// Number of code points of valid UTF-8.
size_t utf8_count(struct str s);
// The longest prefix of at most `points` code points.
struct str utf8_take(struct str s, size_t points);
// The longest prefix of at most `bytes` bytes that ends between two code points.
struct str utf8_take_bytes(struct str s, size_t bytes);

// Byte offset -> code point offset in one text, O(1) after an O(n) set-up; n/64 * 4 bytes.
struct cpmap {
    struct str text;
    uint32_t *blocks; // code points before each 64-byte block
};
// Views into `text`, which must outlive the map and be valid UTF-8.
void cpmap_init(struct cpmap *m, struct arena *a, struct str text);
// Code points before byte `at` (clamped to the text).
size_t cpmap_point(const struct cpmap *m, size_t at);
// The byte at which code point `point` starts (clamped to the end of the text); O(log n).
size_t cpmap_byte(const struct cpmap *m, size_t point);

#endif
