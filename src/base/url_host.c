// url_host: the host parser of the WHATWG URL standard: domains, IPv4 in all its spellings, IPv6.
// What is written 0x7f.1 or １２７.０.０.１ must come out as 127.0.0.1, or a guard that looks at
// the text could be walked around.  Domains go through the mapping of UTS #46 as far as utf8proc's
// tables carry it (NFKC, case folding, ignorables), then punycode (RFC 3492).
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/url_int.h"
#include "base/utf8.h"
#include "base/vec.h"

// --- IPv4 ---------------------------------------------------------------------------------------

// "IPv4 number parser"; values past 2^32 are cut to 2^32, which no place accepts.
static bool ipv4_number(struct str s, uint64_t *out)
{
    unsigned radix = 10;
    uint64_t value = 0;
    if (s.n == 0)
        return false;
    if (str_starts_nocase(s, S("0x"))) {
        radix = 16;
        s = str_drop(s, 2);
    } else if (s.n > 1 && s.p[0] == '0') {
        radix = 8;
        s = str_drop(s, 1);
    }
    for (size_t i = 0; i < s.n; i++) {
        char c = ascii_lower(s.p[i]);
        unsigned digit = is_ascii_digit(c)        ? (unsigned)(c - '0')
                         : (c >= 'a' && c <= 'f') ? (unsigned)(c - 'a' + 10)
                                                  : 99;
        if (digit >= radix)
            return false;
        value = value * radix + digit;
        if (value > UINT32_MAX)
            value = (uint64_t)UINT32_MAX + 1;
    }
    *out = value;
    return true;
}

// "Ends in a number checker".
static bool ends_in_number(struct str domain)
{
    if (str_ends(domain, S(".")))
        domain.n--;
    size_t start = domain.n;
    while (start > 0 && domain.p[start - 1] != '.')
        start--;
    struct str last = str_drop(domain, start);
    bool digits = last.n > 0;
    for (size_t i = 0; i < last.n; i++)
        digits &= is_ascii_digit(last.p[i]);
    uint64_t value;
    return digits || ipv4_number(last, &value);
}

static bool parse_ipv4(struct arena *a, struct str domain, struct str *out)
{
    uint64_t parts[4], address = 0;
    size_t n = 0;
    bool more = true;
    if (str_ends(domain, S(".")))
        domain.n--;
    while (more) {
        struct str part;
        more = str_cut(domain, '.', &part, &domain);
        if (n == 4 || !ipv4_number(part, &parts[n++]))
            return false;
    }
    for (size_t i = 0; i + 1 < n; i++) {
        if (parts[i] > 255)
            return false;
        address |= parts[i] << (24 - 8 * i);
    }
    if (parts[n - 1] >= (uint64_t)1 << (8 * (5 - n)))
        return false;
    address |= parts[n - 1];
    *out =
        arena_printf(a, "%u.%u.%u.%u", (unsigned)(address >> 24), (unsigned)(address >> 16) & 255,
                     (unsigned)(address >> 8) & 255, (unsigned)address & 255);
    return true;
}

// --- IPv6 ---------------------------------------------------------------------------------------

// The dotted tail of an IPv6 address, strict.
static bool ipv6_tail(struct str s, uint16_t pieces[2])
{
    uint32_t address = 0;
    for (int i = 0; i < 4; i++) {
        struct str part;
        size_t value;
        bool more = str_cut(s, '.', &part, &s);
        if (more != (i < 3) || part.n > 3 || (part.n > 1 && part.p[0] == '0') ||
            !str_to_size(part, 255, &value))
            return false;
        address = address << 8 | (uint32_t)value;
    }
    pieces[0] = (uint16_t)(address >> 16);
    pieces[1] = (uint16_t)address;
    return true;
}

static bool read_ipv6(struct str s, uint16_t pieces[8])
{
    size_t count = 0, gap = SIZE_MAX;
    if (str_starts(s, S("::"))) {
        gap = 0;
        s = str_drop(s, 2);
    } else if (str_starts(s, S(":"))) {
        return false;
    }
    while (s.n) {
        if (count == 8)
            return false;
        if (s.p[0] == ':') {
            if (gap != SIZE_MAX)
                return false;
            gap = count;
            s = str_drop(s, 1);
            continue;
        }
        unsigned value = 0;
        size_t n = 0;
        while (n < 4 && n < s.n && hex_value(s.p[n]) >= 0)
            value = value * 16 + (unsigned)hex_value(s.p[n++]);
        if (n < s.n && s.p[n] == '.') {
            if (count > 6 || !ipv6_tail(s, pieces + count))
                return false;
            count += 2;
            break;
        }
        if (n == 0 || (n < s.n && s.p[n] != ':') || (n + 1 == s.n))
            return false;
        pieces[count++] = (uint16_t)value;
        s = str_drop(s, n < s.n ? n + 1 : n);
    }
    if (gap == SIZE_MAX)
        return count == 8;
    if (count == 8)
        return false;
    memmove(pieces + gap + (8 - count), pieces + gap, (count - gap) * sizeof *pieces);
    memset(pieces + gap, 0, (8 - count) * sizeof *pieces);
    return true;
}

// "IPv6 serializer": the first longest run of zeros, of two or more, is left out.
static struct str ipv6_text(struct arena *a, const uint16_t pieces[8])
{
    size_t best = 8, best_n = 1;
    for (size_t i = 0; i < 8; i++) {
        size_t n = 0;
        while (i + n < 8 && pieces[i + n] == 0)
            n++;
        if (n > best_n) {
            best = i;
            best_n = n;
        }
    }
    struct buf b = {0};
    buf_add_byte(&b, '[');
    for (size_t i = 0; i < 8; i++) {
        if (i == best) {
            buf_add(&b, i == 0 ? S("::") : S(":"));
            i += best_n - 1;
            continue;
        }
        buf_printf(&b, "%x%s", pieces[i], i < 7 ? ":" : "");
    }
    buf_add_byte(&b, ']');
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

// --- domains ------------------------------------------------------------------------------------

enum { PUNY_BASE = 36, PUNY_TMIN = 1, PUNY_TMAX = 26, PUNY_SKEW = 38, PUNY_DAMP = 700 };
enum { LABEL_POINTS_MAX = 256 }; // a longer label is no domain name (63 bytes in the DNS)

static uint32_t puny_adapt(uint32_t delta, uint32_t count, bool first)
{
    delta = first ? delta / PUNY_DAMP : delta / 2;
    delta += delta / count;
    uint32_t k = 0;
    for (; delta > (PUNY_BASE - PUNY_TMIN) * PUNY_TMAX / 2; k += PUNY_BASE)
        delta /= PUNY_BASE - PUNY_TMIN;
    return k + (PUNY_BASE - PUNY_TMIN + 1) * delta / (delta + PUNY_SKEW);
}

static uint32_t puny_threshold(uint32_t k, uint32_t bias)
{
    return k <= bias ? PUNY_TMIN : k >= bias + PUNY_TMAX ? PUNY_TMAX : k - bias;
}

// RFC 3492 section 6.3.
static void puny_encode(struct buf *out, const uint32_t *points, uint32_t count)
{
    uint32_t n = 128, delta = 0, bias = 72, basic = 0;
    for (uint32_t i = 0; i < count; i++)
        if (points[i] < 128) {
            buf_add_byte(out, (char)points[i]);
            basic++;
        }
    if (basic)
        buf_add_byte(out, '-');
    for (uint32_t done = basic; done < count;) {
        uint32_t next = UINT32_MAX;
        for (uint32_t i = 0; i < count; i++)
            if (points[i] >= n && points[i] < next)
                next = points[i];
        delta += (next - n) * (done + 1);
        n = next;
        for (uint32_t i = 0; i < count; i++) {
            delta += points[i] < n;
            if (points[i] != n)
                continue;
            uint32_t q = delta;
            for (uint32_t k = PUNY_BASE;; k += PUNY_BASE) {
                uint32_t t = puny_threshold(k, bias);
                uint32_t digit = q < t ? q : t + (q - t) % (PUNY_BASE - t);
                buf_add_byte(out, (char)(digit < 26 ? 'a' + digit : '0' + digit - 26));
                if (q < t)
                    break;
                q = (q - t) / (PUNY_BASE - t);
            }
            bias = puny_adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
        delta++;
        n++;
    }
}

// RFC 3492 section 6.2.  0: ill-formed or too long.
static uint32_t puny_decode(struct str s, uint32_t points[LABEL_POINTS_MAX])
{
    uint32_t n = 128, i = 0, bias = 72, count = 0;
    size_t dash = s.n;
    while (dash > 0 && s.p[dash - 1] != '-')
        dash--;
    if (dash > LABEL_POINTS_MAX)
        return 0;
    for (size_t k = 0; k + 1 < dash; k++)
        points[count++] = (unsigned char)s.p[k];
    for (s = str_drop(s, dash); s.n;) {
        uint32_t old = i, weight = 1;
        for (uint32_t k = PUNY_BASE;; k += PUNY_BASE) {
            if (!s.n)
                return 0;
            char c = ascii_lower(s.p[0]);
            uint32_t digit = c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a')
                             : is_ascii_digit(c)  ? (uint32_t)(c - '0' + 26)
                                                  : PUNY_BASE;
            s = str_drop(s, 1);
            if (digit >= PUNY_BASE || digit > (0x7FFFFFFF - i) / weight)
                return 0;
            i += digit * weight;
            uint32_t t = puny_threshold(k, bias);
            if (digit < t)
                break;
            if (weight > 0x7FFFFFFF / (PUNY_BASE - t))
                return 0;
            weight *= PUNY_BASE - t;
        }
        if (count == LABEL_POINTS_MAX)
            return 0;
        bias = puny_adapt(i - old, ++count, old == 0);
        n += i / count;
        i %= count;
        if (n > 0x10FFFF)
            return 0;
        memmove(points + i + 1, points + i, (count - 1 - i) * sizeof *points);
        points[i++] = n;
    }
    return count;
}

// Code points that UTS #46 maps to themselves although NFKC case folding would change them.
static bool is_kept(uint32_t c)
{
    return c == 0xDF || c == 0x3C2 || c == 0x200C || c == 0x200D;
}

static bool is_disallowed(uint32_t c)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    return c == 0xFFFD || (c >= 0x80 && !is_kept(c) &&
                           (kind == UTF8PROC_CATEGORY_CN || kind == UTF8PROC_CATEGORY_CS ||
                            kind == UTF8PROC_CATEGORY_CO || kind == UTF8PROC_CATEGORY_CC ||
                            kind == UTF8PROC_CATEGORY_CF || kind == UTF8PROC_CATEGORY_ZL ||
                            kind == UTF8PROC_CATEGORY_ZP || kind == UTF8PROC_CATEGORY_ZS));
}

static bool map_piece(struct buf *out, struct str s)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &mapped,
                                      UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                          UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    if (n < 0)
        return false;
    buf_add(out, (struct str){(const char *)mapped, (size_t)n});
    free(mapped);
    return true;
}

// The mapping step of UTS #46, then NFC.
static bool map_domain(struct buf *out, struct str s)
{
    struct str piece = {s.p, 0};
    while (s.n) {
        size_t len;
        uint32_t c = utf8_decode(s, &len);
        bool dot = c == 0x3002 || c == 0xFF0E || c == 0xFF61;
        if (dot || is_kept(c) || c == 0x1E9E) {
            if (!map_piece(out, piece))
                return false;
            buf_add_point(out, dot ? '.' : c == 0x1E9E ? 0xDF : c);
            piece = (struct str){s.p + len, 0};
        } else {
            piece.n += len;
        }
        s = str_drop(s, len);
    }
    return map_piece(out, piece);
}

static bool starts_with_mark(const uint32_t *points)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)points[0]);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
           kind == UTF8PROC_CATEGORY_ME;
}

// An "xn--" label must decode to what mapping would leave unchanged, and not to plain ASCII.
static bool is_valid_ace(struct str label)
{
    uint32_t points[LABEL_POINTS_MAX];
    uint32_t count = puny_decode(str_drop(label, 4), points);
    bool ascii = true, ok = count > 0 && !starts_with_mark(points);
    struct buf text = {0}, mapped = {0};
    for (uint32_t i = 0; i < count; i++) {
        ascii &= points[i] < 0x80;
        ok &= !is_disallowed(points[i]) && points[i] != '.';
        buf_add_point(&text, points[i]);
    }
    ok = ok && !ascii && map_domain(&mapped, buf_str(&text)) &&
         str_eq(buf_str(&mapped), buf_str(&text));
    buf_release(&text);
    buf_release(&mapped);
    return ok;
}

static bool add_label(struct buf *out, struct str label)
{
    uint32_t points[LABEL_POINTS_MAX], count = 0, c;
    bool ascii = true;
    if (str_starts(label, S("xn--")) && !is_valid_ace(label))
        return false;
    struct str rest = label;
    while (utf8_next(&rest, &c)) {
        ascii &= c < 0x80;
        if (is_disallowed(c) || (!ascii && count == LABEL_POINTS_MAX))
            return false;
        if (count < LABEL_POINTS_MAX)
            points[count++] = c;
    }
    if (ascii) {
        buf_add(out, label);
        return true;
    }
    if (starts_with_mark(points) || utf8_count(label) > LABEL_POINTS_MAX)
        return false;
    buf_add(out, S("xn--"));
    puny_encode(out, points, count);
    return true;
}

// Domain to ASCII (UTS #46, non-transitional; labels as punycode).  false: not a domain.
// Reads lower case, ideographic dots and full-width forms as UTS #46 maps them, with the tables of
// utf8proc; bidi and joiner rules are not checked.
static bool domain_to_ascii(struct arena *a, struct str domain, struct str *out)
{
    struct buf mapped = {0}, ascii = {0};
    bool ok = utf8_is_valid(domain) && map_domain(&mapped, domain), more = true;
    struct str rest = buf_str(&mapped), label;
    while (ok && more) {
        more = str_cut(rest, '.', &label, &rest);
        ok = add_label(&ascii, label);
        if (more)
            buf_add_byte(&ascii, '.');
    }
    if (ok)
        *out = arena_str(a, buf_str(&ascii));
    buf_release(&mapped);
    buf_release(&ascii);
    return ok && out->n > 0;
}

// --- hosts --------------------------------------------------------------------------------------

static struct str percent_decode(struct arena *a, struct str s)
{
    char *out = arena_alloc_raw(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool encoded = s.p[i] == '%' && i + 2 < s.n && hex_value(s.p[i + 1]) >= 0 &&
                       hex_value(s.p[i + 2]) >= 0;
        out[n++] = encoded ? (char)(hex_value(s.p[i + 1]) * 16 + hex_value(s.p[i + 2])) : s.p[i];
        i += encoded ? 2 : 0;
    }
    return (struct str){out, n};
}

static bool has_forbidden(struct str host, bool domain)
{
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];
        if (c == 0 || strchr("\t\n\r #/:<>?@[\\]^|", c))
            return true;
        if (domain && ((unsigned char)c < 0x20 || c == '%' || c == 0x7F))
            return true;
    }
    return false;
}

bool url_parse_host(struct arena *a, struct str host, bool special, struct str *out)
{
    if (host.n && host.p[0] == '[') {
        uint16_t pieces[8];
        if (!str_ends(host, S("]")) || !read_ipv6(str_sub(host, 1, host.n - 1), pieces))
            return false;
        *out = ipv6_text(a, pieces);
        return true;
    }
    if (!special) {
        if (has_forbidden(host, false))
            return false;
        *out = url_encode(a, host, "");
        return true;
    }
    struct str domain;
    if (!domain_to_ascii(a, percent_decode(a, host), &domain) || has_forbidden(domain, true))
        return false;
    if (ends_in_number(domain))
        return parse_ipv4(a, domain, out);
    *out = domain;
    return true;
}
