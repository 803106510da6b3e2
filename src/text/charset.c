// charset: see charset.h.
//
// The bytes themselves are the best witness for UTF-8: text in another encoding is hardly ever
// valid UTF-8 beyond ASCII, so valid is believed against any header, and a page that is nearly all
// valid stays UTF-8 with its few broken characters marked.  For the rest the claim counts, unless
// the letters speak against it: an "iso-8859-1" whose high bytes come in long runs is no Western
// text. Windows-1256 and ISO-8859-6 are told apart by the frequent letters of Arabic, which lie at
// different bytes; uchardet is asked last.
// Single-byte encodings are decoded by the exact tables of the WHATWG standard (glibc leaves bytes
// open that the standard defines); the East Asian ones by iconv.
// Source: WHATWG encoding standard; HTML standard, section 13.2.3.
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "gen/charsets.h"
#include "text/charset_twice.h"

enum {
    DECLARATION = 1024, // bytes searched for the end of an XML declaration
    GUESS = 65536,      // bytes looked at for a guess
};

// --- labels -------------------------------------------------------------------------------------

struct str charset_name(struct str label)
{
    char lower[24];
    label = str_trim(label);
    if (label.n > sizeof lower)
        return (struct str){0};
    for (size_t i = 0; i < label.n; i++)
        lower[i] = ascii_lower(label.p[i]);
    struct str key = {lower, label.n};
    size_t low = 0, high = CHARSET_LABEL_COUNT;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = str_cmp(str_from_cstr(charset_labels[mid].label), key);
        if (order == 0)
            return str_from_cstr(charset_labels[mid].name);
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return (struct str){0};
}

// HTML standard, 2.5.5: the encoding named in a Content-Type or the content of a meta element.
struct str charset_of_content_type(struct str s)
{
    for (;;) {
        size_t at = 0;
        while (at < s.n && !str_starts_nocase(str_drop(s, at), S("charset")))
            at++;
        if (at >= s.n)
            return (struct str){0};
        s = str_trim(str_drop(s, at + 7));
        if (s.n && s.p[0] == '=')
            break;
    }
    s = str_trim(str_drop(s, 1));
    if (s.n && (s.p[0] == '"' || s.p[0] == '\'')) {
        size_t end = str_find_byte(str_drop(s, 1), s.p[0]);
        return charset_name(str_sub(s, 1, 1 + end));
    }
    size_t end = 0;
    while (end < s.n && !is_ascii_space(s.p[end]) && s.p[end] != ';' && s.p[end] != ',')
        end++;
    return charset_name(str_take(s, end));
}

struct str charset_of_xml_declaration(struct str bytes)
{
    struct str start = str_take(bytes, DECLARATION);
    if (!str_starts(start, S("<?xml")))
        return (struct str){0};
    struct str rest = str_take(start, str_find_byte(start, '>'));
    rest = str_drop(rest, str_find(rest, S("encoding")) + 8);
    while (rest.n && (is_ascii_space(rest.p[0]) || rest.p[0] == '='))
        rest = str_drop(rest, 1);
    if (!rest.n || (rest.p[0] != '"' && rest.p[0] != '\''))
        return (struct str){0};
    struct str label = str_drop(rest, 1);
    return charset_name(str_take(label, str_find_byte(label, rest.p[0])));
}

// --- converting ---------------------------------------------------------------------------------

static struct str convert_single(struct arena *a, struct str bytes, const uint16_t *points,
                                 size_t *replaced)
{
    char *out = arena_alloc_raw(a, 3 * bytes.n);
    size_t n = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c < 0x80) {
            out[n++] = bytes.p[i];
            continue;
        }
        *replaced += points[c - 0x80] == UTF8_REPLACEMENT;
        n += utf8_encode(points[c - 0x80], out + n);
    }
    return (struct str){out, n};
}

static struct str convert_utf16(struct arena *a, struct str bytes, bool big, size_t *replaced)
{
    const unsigned char *u = (const unsigned char *)bytes.p;
    size_t units = bytes.n / 2, n = 0;
    char *out = arena_alloc_raw(a, 3 * units + 3);
    for (size_t i = 0; i < units; i++) {
        uint32_t c =
            big ? (uint32_t)u[2 * i] << 8 | u[2 * i + 1] : (uint32_t)u[2 * i + 1] << 8 | u[2 * i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < units) {
            uint32_t low = big ? (uint32_t)u[2 * i + 2] << 8 | u[2 * i + 3]
                               : (uint32_t)u[2 * i + 3] << 8 | u[2 * i + 2];
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i++;
            }
        }
        *replaced += c >= 0xD800 && c < 0xE000;
        n += utf8_encode(c, out + n);
    }
    if (bytes.n % 2) {
        n += utf8_encode(UTF8_REPLACEMENT, out + n);
        ++*replaced;
    }
    return (struct str){out, n};
}

static uint32_t load_32(const char *p, bool big)
{
    const unsigned char *u = (const unsigned char *)p;
    return big ? (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3]
               : (uint32_t)u[3] << 24 | (uint32_t)u[2] << 16 | (uint32_t)u[1] << 8 | u[0];
}

static struct str convert_utf32(struct arena *a, struct str bytes, bool big, size_t *replaced)
{
    char *out = arena_alloc_raw(a, bytes.n + 3);
    size_t n = 0;
    for (size_t i = 0; i + 4 <= bytes.n; i += 4) {
        uint32_t c = load_32(bytes.p + i, big);
        *replaced += c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
        n += utf8_encode(c, out + n);
    }
    if (bytes.n % 4) {
        n += utf8_encode(UTF8_REPLACEMENT, out + n);
        ++*replaced;
    }
    return (struct str){out, n};
}

static struct str convert_utf8(struct arena *a, struct str bytes, size_t *replaced)
{
    struct str rest = bytes, text = utf8_repair(a, bytes);
    if (text.p == bytes.p)
        return text;
    while (rest.n) {
        size_t len;
        if (utf8_decode(rest, &len) == UTF8_REPLACEMENT && !str_starts(rest, S("\xEF\xBF\xBD")))
            ++*replaced;
        rest = str_drop(rest, len);
    }
    return text;
}

// glibc's names for what the standard calls gbk …, in the order of their superset.
static const char *iconv_name(struct str name)
{
    static const struct {
        struct str name;
        const char *glibc;
    } names[] = {
        {S_INIT("gbk"),         "GB18030"    },
        {S_INIT("gb18030"),     "GB18030"    },
        {S_INIT("big5"),        "BIG5-HKSCS" },
        {S_INIT("euc-jp"),      "EUC-JP-MS"  },
        {S_INIT("iso-2022-jp"), "ISO-2022-JP"},
        {S_INIT("shift_jis"),   "CP932"      },
        {S_INIT("euc-kr"),      "UHC"        },
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_eq(names[i].name, name))
            return names[i].glibc;
    return NULL;
}

// Converts with iconv; a byte that fits nowhere gives one U+FFFD.
static struct str convert_iconv(struct arena *a, struct str bytes, const char *name,
                                size_t *replaced)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return convert_utf8(a, bytes, replaced);
    size_t room = 3 * bytes.n + 16;
    char *out = arena_alloc_raw(a, room), *to = out;
    char *from = (char *)(uintptr_t)bytes.p; // iconv does not write there
    size_t left = bytes.n;
    while (left && iconv(converter, &from, &left, &to, &room) == (size_t)-1 && room >= 3) {
        size_t n = utf8_encode(UTF8_REPLACEMENT, to);
        to += n;
        room -= n;
        from++;
        left--;
        ++*replaced;
    }
    iconv_close(converter);
    return utf8_repair(a, (struct str){out, (size_t)(to - out)});
}

struct str charset_convert(struct arena *a, struct str bytes, struct str name, size_t *replaced)
{
    *replaced = 0;
    if (str_starts(name, S("utf-16")))
        return convert_utf16(a, bytes, str_eq(name, S("utf-16be")), replaced);
    if (str_starts(name, S("utf-32")))
        return convert_utf32(a, bytes, str_eq(name, S("utf-32be")), replaced);
    for (size_t i = 0; i < CHARSET_TABLE_COUNT; i++)
        if (str_eq(name, str_from_cstr(charset_tables[i].name)))
            return convert_single(a, bytes, charset_tables[i].points, replaced);
    const char *glibc = iconv_name(name);
    return glibc ? convert_iconv(a, bytes, glibc, replaced) : convert_utf8(a, bytes, replaced);
}

// --- what the bytes look like -------------------------------------------------------------------

struct look {
    size_t high;      // bytes past ASCII
    size_t runs;      // runs of them
    size_t sequences; // well-formed UTF-8 characters past ASCII
    size_t broken;    // ill-formed UTF-8 sequences
};

static struct look look_at(struct str s)
{
    struct look l = {0};
    bool before = false;
    while (s.n) {
        size_t len = 1;
        bool high = (unsigned char)s.p[0] >= 0x80;
        if (high) {
            uint32_t c = utf8_decode(s, &len);
            bool good = c != UTF8_REPLACEMENT || str_starts(s, S("\xEF\xBF\xBD"));
            l.sequences += good;
            l.broken += !good;
            l.high += len;
            l.runs += !before;
        }
        before = high;
        s.p += len;
        s.n -= len;
    }
    return l;
}

// Share of the letters of Arabic running text that the five most frequent ones (alef, lam, yeh,
// meem, noon: about 45 %) have, if the bytes were of this encoding.
static double arabic_share(struct str s, const unsigned char frequent[5], unsigned char first)
{
    size_t letters = 0, hits = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        letters += c >= first;
        hits += c >= first && memchr(frequent, c, 5) != NULL;
    }
    return letters ? (double)hits / (double)letters : 0;
}

static struct str guess_arabic(struct str s)
{
    static const unsigned char in_1256[5] = {0xC7, 0xE1, 0xED, 0xE3, 0xE4};
    static const unsigned char in_6[5] = {0xC7, 0xE4, 0xEA, 0xE5, 0xE6};
    double windows = arabic_share(s, in_1256, 0xC0), iso = arabic_share(s, in_6, 0xC0);
    if (windows < 0.33 && iso < 0.33)
        return (struct str){0};
    return windows >= iso ? S("windows-1256") : S("iso-8859-6");
}

static struct str guess_uchardet(struct str s)
{
    uchardet_t detector = uchardet_new();
    struct str name = {0};
    if (uchardet_handle_data(detector, s.p, s.n) == 0) {
        uchardet_data_end(detector);
        name = str_from_cstr(uchardet_get_charset(detector));
        // What Microsoft made of EUC-KR is no label of the standard, but what the standard's means.
        name = charset_name(str_eq(name, S("UHC")) ? S("euc-kr") : name);
    }
    uchardet_delete(detector);
    return name;
}

// Could this be East Asian text of two bytes a character?  A byte past ASCII and the one behind it
// are a pair there; in other encodings every other word ends in the middle of one.
static bool reads_in_pairs(struct str s)
{
    size_t pairs = 0, halves = 0;
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] < 0x80)
            continue;
        bool whole = i + 1 < s.n && (unsigned char)s.p[i + 1] >= 0x40;
        pairs += whole;
        halves += !whole;
        i += whole;
    }
    return pairs >= 8 && pairs > 50 * halves;
}

static struct str guess_double_byte(struct arena *a, struct str s)
{
    static const struct str names[] = {S_INIT("big5"), S_INIT("euc-jp"), S_INIT("euc-kr"),
                                       S_INIT("gb18030"), S_INIT("gbk")};
    struct str name = reads_in_pairs(s) ? guess_uchardet(s) : (struct str){0};
    size_t replaced = 1;
    if (str_is_in(name, names, COUNT_OF(names)))
        charset_convert(a, s, name, &replaced);
    return replaced ? (struct str){0} : name;
}

// Only the lines that hold high bytes say anything; markup is mostly ASCII.
static struct str guess(struct arena *a, struct str bytes)
{
    char *sample = arena_alloc_raw(a, GUESS);
    size_t n = 0;
    for (size_t i = 0; i < bytes.n && n + 2 < GUESS; i++) {
        if ((unsigned char)bytes.p[i] < 0x80)
            continue;
        while (i < bytes.n && n + 2 < GUESS && bytes.p[i] != '<' && bytes.p[i] != '\n')
            sample[n++] = bytes.p[i++];
        sample[n++] = '\n';
    }
    struct str s = {sample, n};
    struct look l = look_at(s);
    struct str name = {0};
    if (l.high > 2 * l.runs) { // long runs: no Western text
        name = guess_double_byte(a, s);
        name = name.n ? name : guess_arabic(s);
    }
    if (!name.n)
        name = guess_uchardet(s);
    return name.n && !str_starts(name, S("utf-")) ? name : S("windows-1252");
}

// UTF-32 without a byte order mark starts with a '<'; UTF-16: every other byte of its markup is
// zero.
static struct str guess_wide(struct str bytes)
{
    if (bytes.n >= 8 && load_32(bytes.p, true) == '<')
        return S("utf-32be");
    if (bytes.n >= 8 && load_32(bytes.p, false) == '<')
        return S("utf-32le");
    struct str s = str_take(bytes, 1024);
    size_t even = 0, odd = 0;
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        even += s.p[i] == 0;
        odd += s.p[i + 1] == 0;
    }
    if (s.n < 8 || even + odd < s.n / 8)
        return (struct str){0};
    if (odd > 8 * even)
        return S("utf-16le");
    return even > 8 * odd ? S("utf-16be") : (struct str){0};
}

// --- deciding -----------------------------------------------------------------------------------

static bool is_western(struct str name)
{
    return str_eq(name, S("windows-1252")) || str_eq(name, S("iso-8859-15")) ||
           str_eq(name, S("windows-1254"));
}

// Fills in charset and from, for bytes without a byte order mark that are not valid UTF-8.
static void decide_broken(struct arena *a, struct decoded *d, struct str bytes, struct str claim)
{
    struct look l = look_at(bytes);
    bool mostly_utf8 = l.sequences > 20 * l.broken;
    bool claims_utf8 = claim.n == 0 || str_eq(claim, S("utf-8"));
    if (mostly_utf8) {
        if (!claims_utf8)
            d->from = S("recovered");
        d->charset = S("utf-8");
    } else if (claims_utf8) {
        d->charset = guess(a, bytes);
        d->from = claim.n ? S("recovered") : S("guess");
    } else if (is_western(claim) && l.high > 64 && l.high > 3 * l.runs) {
        struct str arabic = guess_arabic(bytes);
        if (arabic.n) {
            d->charset = arabic;
            d->from = S("recovered");
        }
    }
}

static bool decode_bom(struct arena *a, struct str bytes, struct decoded *d)
{
    static const struct {
        struct str mark, name;
    } marks[] = {
        {S_INIT("\xEF\xBB\xBF"), S_INIT("utf-8")   },
        {S_INIT("\0\0\xFE\xFF"), S_INIT("utf-32be")},
        {S_INIT("\xFF\xFE\0\0"), S_INIT("utf-32le")},
        {S_INIT("\xFE\xFF"),     S_INIT("utf-16be")},
        {S_INIT("\xFF\xFE"),     S_INIT("utf-16le")},
    };
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (!str_starts(bytes, marks[i].mark))
            continue;
        d->charset = marks[i].name;
        d->from = S("bom");
        d->text = charset_convert(a, str_drop(bytes, marks[i].mark.n), d->charset, &d->replaced);
        return true;
    }
    return false;
}

static struct decoded decode_once(struct arena *a, struct str bytes, struct str content_type,
                                  struct str declared)
{
    struct decoded d = {0};
    if (decode_bom(a, bytes, &d))
        return d;
    d.from = S("http");
    struct str claim = charset_of_content_type(content_type);
    if (!claim.n) {
        claim = declared;
        d.from = claim.n ? S("meta") : S("guess");
    }
    d.charset = claim.n ? claim : S("utf-8");
    struct str wide = guess_wide(bytes);
    if (wide.n) {
        d.from = str_eq(claim, wide) ? d.from : S("guess");
        d.charset = wide;
    } else if (!utf8_is_valid(bytes)) {
        decide_broken(a, &d, bytes, claim);
    } else if (!str_eq(d.charset, S("iso-2022-jp"))) {
        // Valid UTF-8 is that, whatever was said; plain ASCII needs no conversion under any name.
        if (!str_eq(d.charset, S("utf-8")) && look_at(bytes).high) {
            d.charset = S("utf-8");
            d.from = S("recovered");
        }
        d.text = bytes;
        return d;
    }
    d.text = charset_convert(a, bytes, d.charset, &d.replaced);
    return d;
}

struct decoded charset_decode(struct arena *a, struct str bytes, struct str content_type,
                              struct str declared)
{
    struct decoded d = decode_once(a, bytes, content_type, declared);
    if (!str_eq(d.charset, S("utf-8")))
        return d;
    size_t undone;
    d.text = charset_undo_twice(a, d.text, &undone);
    if (undone)
        d.from = S("recovered");
    return d;
}
