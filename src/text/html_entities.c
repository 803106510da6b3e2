// html_entities: see html_entities.h.
//
// A name is looked up whole, up to its ';', by one perfect-hash probe; only where that fails are
// the 106 names tried that also stand without ';', longest first (they have 2 to 6 letters).  That
// finds the longest match the standard asks for, since no name with ';' is a prefix of another.
// Source: HTML standard, sections 13.2.5.72 to 13.2.5.80.
#include "text/html_entities.h"

#include <string.h>

#include "base/utf8.h"
#include "gen/html_entities.h"

enum { NAME_MAX_LEN = 32, LEGACY_MIN = 2, LEGACY_MAX = 6 };

static uint32_t fnv(struct str s, uint32_t seed)
{
    uint32_t h = 2166136261u ^ seed;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h ^ (h >> 15);
}

static const struct html_entity *entity_find(struct str name)
{
    uint32_t shift = html_entity_shift[fnv(name, 0) % HTML_ENTITY_BUCKETS];
    const struct html_entity *e = &html_entity_slots[fnv(name, shift) % HTML_ENTITY_SLOTS];
    return e->name_len == name.n && memcmp(e->name, name.p, name.n) == 0 ? e : NULL;
}

static bool is_alnum(char c)
{
    return is_ascii_alpha(c) || is_ascii_digit(c);
}

static size_t named(struct str s, bool in_attribute, char out[8], size_t *out_len)
{
    struct str name = str_drop(s, 1);
    size_t run = 0;
    while (run < name.n && run < NAME_MAX_LEN && is_alnum(name.p[run]))
        run++;
    const struct html_entity *e = NULL;
    if (run < name.n && name.p[run] == ';')
        e = entity_find(str_take(name, run + 1));
    for (size_t n = run < LEGACY_MAX ? run : LEGACY_MAX; !e && n >= LEGACY_MIN; n--) {
        e = entity_find(str_take(name, n));
        if (e && in_attribute && n < name.n && (name.p[n] == '=' || is_alnum(name.p[n])))
            return 0;
    }
    if (!e)
        return 0;
    memcpy(out, e->value, 8);
    *out_len = e->value_len;
    return 1 + (size_t)e->name_len;
}

// 13.2.5.80: what a number stands for; windows-1252 for the C1 controls.
static uint32_t numeric_point(uint32_t value)
{
    static const uint16_t c1[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
    };
    if (value == 0)
        return UTF8_REPLACEMENT;
    return value >= 0x80 && value < 0xA0 ? c1[value - 0x80] : value;
}

static size_t numeric(struct str s, char out[8], size_t *out_len)
{
    unsigned base = 10;
    size_t i = 2, first;
    if (i < s.n && ascii_lower(s.p[i]) == 'x') {
        base = 16;
        i++;
    }
    uint32_t value = 0;
    for (first = i; i < s.n && (unsigned)hex_value(s.p[i]) < base; i++)
        if (value <= 0x10FFFF)
            value = value * base + (unsigned)hex_value(s.p[i]);
    if (i == first)
        return 0;
    *out_len = utf8_encode(numeric_point(value), out);
    return i < s.n && s.p[i] == ';' ? i + 1 : i;
}

size_t html_reference(struct str s, bool in_attribute, char out[8], size_t *out_len)
{
    if (s.n < 2)
        return 0;
    if (s.p[1] == '#')
        return numeric(s, out, out_len);
    return is_alnum(s.p[1]) ? named(s, in_attribute, out, out_len) : 0;
}

// Length of the run at the start of s that is copied as it is.
static size_t plain_run(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != '&' && s.p[n] != '\r' && s.p[n] != 0)
        n++;
    return n;
}

size_t html_decode(char *out, struct str raw, unsigned how)
{
    char *to = out;
    while (raw.n) {
        size_t n = plain_run(raw);
        memcpy(to, raw.p, n);
        to += n;
        raw = str_drop(raw, n);
        if (raw.n == 0)
            break;
        size_t used = 0, len = 1;
        char value[8] = {raw.p[0]};
        if (raw.p[0] == '&' && (how & HTML_DECODE_REFERENCES))
            used = html_reference(raw, how & HTML_DECODE_ATTRIBUTE, value, &len);
        if (used == 0) {
            used = raw.p[0] == '\r' && raw.n > 1 && raw.p[1] == '\n' ? 2 : 1;
            value[0] = raw.p[0] == '\r' ? '\n' : raw.p[0];
            len = 1;
            if (raw.p[0] == 0 && !(how & HTML_DECODE_KEEP_NUL))
                len = utf8_encode(UTF8_REPLACEMENT, value);
        }
        memcpy(to, value, len);
        to += len;
        raw = str_drop(raw, used);
    }
    return (size_t)(to - out);
}

struct str html_decoded(struct arena *a, struct str raw, unsigned how)
{
    if (plain_run(raw) == raw.n)
        return raw;
    char *out = arena_alloc_raw(a, HTML_DECODE_ROOM(raw.n));
    return (struct str){out, html_decode(out, raw, how)};
}
