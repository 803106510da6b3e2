// utf8: see utf8.h.  The decoder follows table 3-7 of the Unicode standard.
#include "base/utf8.h"

#include <string.h>

#include "base/utf8_check.h"

static bool is_continuation(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

uint32_t utf8_decode_any(struct str s, size_t *len)
{
    const unsigned char *u = (const unsigned char *)s.p;
    unsigned char c = u[0];
    *len = 1;
    if (c < 0x80)
        return c;
    if (c < 0xC2 || c > 0xF4)
        return UTF8_REPLACEMENT;
    size_t need = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    uint32_t point = c & (0x3Fu >> need);
    unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i <= need; i++) {
        if (i >= s.n || u[i] < low || u[i] > high)
            return UTF8_REPLACEMENT;
        point = (point << 6) | (u[i] & 0x3Fu);
        *len = i + 1;
        low = 0x80;
        high = 0xBF;
    }
    return point;
}

uint32_t utf8_before(struct str s, size_t at, size_t *len)
{
    size_t back = 1;
    while (back < 4 && back < at && is_continuation((unsigned char)s.p[at - back]))
        back++;
    uint32_t point = utf8_decode((struct str){s.p + at - back, back}, len);
    if (*len != back) {
        *len = 1;
        return UTF8_REPLACEMENT;
    }
    return point;
}

size_t utf8_encode(uint32_t point, char out[4])
{
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        point = UTF8_REPLACEMENT;
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = tail; i > 0; i--) {
        out[i] = (char)(0x80u | (point & 0x3Fu));
        point >>= 6;
    }
    out[0] = (char)(lead[tail] | point);
    return tail + 1;
}

// Length of the ASCII at the start of s, looked at 32 bytes at a time.
static size_t ascii_run(struct str s)
{
    size_t n = 0;
    for (; n + 32 <= s.n; n += 32) {
        uint64_t v[4];
        memcpy(v, s.p + n, sizeof v);
        if ((v[0] | v[1] | v[2] | v[3]) & 0x8080808080808080u)
            break;
    }
    while (n < s.n && (unsigned char)s.p[n] < 0x80)
        n++;
    return n;
}

bool utf8_is_valid(struct str s)
{
    bool valid;
    if (utf8_check(s, &valid))
        return valid;
    while (s.n) {
        unsigned char c = (unsigned char)s.p[0];
        size_t len = 1;
        if (c < 0x80)
            len = ascii_run(s);
        else if (c >= 0xC2 && c < 0xE0 && s.n > 1 && is_continuation((unsigned char)s.p[1]))
            len = 2;
        // A real U+FFFD has three bytes; the mark for ill-formed input never consumes its own form.
        else if (utf8_decode(s, &len) == UTF8_REPLACEMENT && !str_starts(s, S("\xEF\xBF\xBD")))
            return false;
        s.p += len;
        s.n -= len;
    }
    return true;
}

struct str utf8_repair(struct arena *a, struct str s)
{
    if (utf8_is_valid(s))
        return s;
    char *out = arena_alloc_raw(a, 3 * s.n); // each bad byte may become three
    size_t n = 0;
    uint32_t point;
    while (utf8_next(&s, &point))
        n += utf8_encode(point, out + n);
    return (struct str){out, n};
}

size_t utf8_count(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += !is_continuation((unsigned char)s.p[i]);
    return count;
}

struct str utf8_take(struct str s, size_t points)
{
    size_t i = 0;
    for (; i < s.n; i++)
        if (!is_continuation((unsigned char)s.p[i]) && points-- == 0)
            break;
    return str_take(s, i);
}

struct str utf8_take_bytes(struct str s, size_t bytes)
{
    size_t n = bytes;
    if (s.n <= bytes)
        return s;
    while (n > 0 && is_continuation((unsigned char)s.p[n]))
        n--;
    return str_take(s, n);
}

void cpmap_init(struct cpmap *m, struct arena *a, struct str text)
{
    m->text = text;
    m->blocks = arena_new(a, uint32_t, text.n / 64 + 1);
    size_t before = 0;
    for (size_t i = 0; i * 64 <= text.n; i++) {
        m->blocks[i] = (uint32_t)before;
        before += utf8_count(str_sub(text, i * 64, i * 64 + 64));
    }
}

size_t cpmap_point(const struct cpmap *m, size_t at)
{
    if (at > m->text.n)
        at = m->text.n;
    size_t block = at / 64;
    return m->blocks[block] + utf8_count(str_sub(m->text, block * 64, at));
}

size_t cpmap_byte(const struct cpmap *m, size_t point)
{
    size_t low = 0, high = m->text.n / 64; // the last block that starts at or before `point`
    while (low < high) {
        size_t mid = (low + high + 1) / 2;
        if (m->blocks[mid] <= point)
            low = mid;
        else
            high = mid - 1;
    }
    struct str rest = str_drop(m->text, low * 64);
    size_t skip = 0; // bytes that belong to a code point begun in the block before
    while (skip < rest.n && is_continuation((unsigned char)rest.p[skip]))
        skip++;
    rest = str_drop(rest, skip);
    return low * 64 + skip + utf8_take(rest, point - m->blocks[low]).n;
}
