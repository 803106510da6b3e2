// html_key: up to eight bytes of a name as a number, for perfect and open hashing of short words.
#ifndef PAGE_HTML_KEY_H
#define PAGE_HTML_KEY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Bytes p[0..n) as a little-endian number, n <= 8, without a loop and without reading past them.
static inline uint64_t html_key(const char *p, size_t n)
{
    if (n >= 4) {
        uint32_t low, high;
        memcpy(&low, p, 4);
        memcpy(&high, p + n - 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        low = __builtin_bswap32(low);
        high = __builtin_bswap32(high);
#endif
        return low | (uint64_t)high << 8 * (n - 4);
    }
    if (n == 0)
        return 0;
    // The first, the middle and the last byte, of which two may be the same one.
    size_t middle = n / 2, last = n - 1;
    return (unsigned char)p[0] | (uint64_t)(unsigned char)p[middle] << 8 * middle |
           (uint64_t)(unsigned char)p[last] << 8 * last;
}

#endif
