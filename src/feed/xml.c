// xml: see xml.h.
//
// Why not expat: it stops at the first error, so a second, tolerant reader was needed anyway, and
// its plain pass over a feed (345 MB/s, bench/feeds) is slower than all of this room's work.  One
// reader for both kinds means that a feed with one bad byte is not read by other rules than the
// same feed without it.  The tests hold this scanner against expat on well-formed input.
// (docs/decisions/0022-own-xml-scanner.md)
//
// Views into the document are returned raw: most of a feed is long text that nobody has to touch.
#include "feed/xml.h"

#include <string.h>

#include "base/utf8.h"
#include "feed/scan.h"

// Bits of xml.never.
enum { NEVER_COMMENT = 1, NEVER_CDATA = 2, NEVER_PI = 4, NEVER_QUOTE = 8, NEVER_APOSTROPHE = 16 };

static void release_scratch(void *scratch)
{
    buf_release(scratch);
}

void xml_init(struct xml *x, struct arena *a, struct str document)
{
    memset(x, 0, sizeof *x);
    x->a = a;
    x->rest = document;
    x->size = document.n;
    x->has_cr = true;
    x->attributes = arena_alloc_raw(a, XML_ATTRIBUTES_MAX * sizeof *x->attributes);
    map_init(&x->entities, a, 0);
    arena_defer(a, release_scratch, &x->scratch);
}

void xml_split_name(struct str name, struct str *prefix, struct str *local)
{
    size_t colon = str_find_byte(name, ':');
    bool prefixed = colon > 0 && colon + 1 < name.n;
    *prefix = prefixed ? str_take(name, colon) : (struct str){0};
    *local = prefixed ? str_drop(name, colon + 1) : name;
}

// What a byte may be: a blank; part of a name (N: digits, "-."); also the start of one (L: letters,
// "_" and everything past ASCII), the colon of a prefix (C).  One row for each high half.
enum { NAME = 1, START = 2, BLANK = 4, COLON = 8 };
enum { B = BLANK, N = NAME, L = NAME | START, C = NAME | START | COLON };
// clang-format off
static const uint8_t kinds[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, B, B, 0, 0, B, 0, 0, // 00
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 10
    B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N, N, 0, // 20
    N, N, N, N, N, N, N, N, N, N, C, 0, 0, 0, 0, 0, // 30
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 40
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, L, // 50
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 60
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, // 70
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 80
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 90
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // A0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // B0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // C0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // D0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // E0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // F0
};
// clang-format on

static bool is_name_byte(char c)
{
    return kinds[(unsigned char)c] & NAME;
}

static bool is_name_start(char c)
{
    return kinds[(unsigned char)c] & START;
}

static bool is_blank(char c)
{
    return kinds[(unsigned char)c] & BLANK;
}

static inline struct str take_name(struct str *s, bool *has_colon)
{
    const char *start = s->p, *p = start, *end = start + s->n;
    unsigned seen = 0;
    for (; p < end && is_name_byte(*p); p++)
        seen |= kinds[(unsigned char)*p];
    *has_colon = seen & COLON;
    s->p = p;
    s->n = (size_t)(end - p);
    return (struct str){start, (size_t)(p - start)};
}

static void skip_blanks(struct str *s)
{
    while (s->n && is_blank(s->p[0])) {
        s->p++;
        s->n--;
    }
}

// --- declarations, comments, instructions, CDATA -------------------------------------------------

size_t xml_find(struct str s, struct str end)
{
    size_t at = 0;
    for (;;) {
        at += str_find_byte(str_drop(s, at), end.p[0]);
        if (at + end.n > s.n)
            return s.n;
        if (s.p[at + 1] == end.p[1] && memcmp(s.p + at, end.p, end.n) == 0)
            return at;
        at++;
    }
}

// The distance to `end`, or SIZE_MAX.  Once it was not found it is never looked for again.
static size_t distance(struct xml *x, struct str end, unsigned never)
{
    size_t at = x->never & never ? x->rest.n : xml_find(x->rest, end);
    if (at < x->rest.n)
        return at;
    x->never |= never;
    x->faults |= XML_FAULT_MARKUP;
    return SIZE_MAX;
}

// A comment or instruction that is cut off ends at the next '>'.
static void skip_to(struct xml *x, size_t start, struct str end, unsigned never)
{
    x->rest = str_drop(x->rest, start);
    size_t at = distance(x, end, never);
    if (at == SIZE_MAX)
        x->rest = str_drop(x->rest, str_find_byte(x->rest, '>') + 1);
    else
        x->rest = str_drop(x->rest, at + end.n);
}

// "<!DOCTYPE name … [ subset ]>" or another declaration.
static void skip_declaration(struct xml *x)
{
    size_t i = 2;
    struct str s = x->rest;
    while (i < s.n && s.p[i] != '>' && s.p[i] != '[')
        i++;
    if (!x->seen_root)
        x->doctype = str_take(s, i);
    if (i < s.n && s.p[i] == '[') {
        size_t end = str_find(str_drop(s, i), S("]>"));
        size_t blank_end = str_find(str_take(str_drop(s, i), end), S("] "));
        if (blank_end < end && str_starts(str_trim(str_drop(s, i + blank_end + 1)), S(">")))
            end = blank_end;
        xml_read_entities(x, str_sub(s, i + 1, i + end));
        i += end;
        i += str_find_byte(str_drop(s, i), '>');
    }
    if (i >= s.n)
        x->faults |= XML_FAULT_MARKUP;
    x->rest = str_drop(s, i + 1);
}

// A CDATA section that is cut off ends where its element ends.
static void read_cdata(struct xml *x)
{
    x->rest = str_drop(x->rest, 9);
    size_t at = distance(x, S("]]>"), NEVER_CDATA), skip = 3;
    if (at == SIZE_MAX) {
        at = str_find(x->rest, S("</"));
        struct str name = x->depth ? x->open[x->depth - 1] : S("");
        if (!str_starts(str_drop(x->rest, at + 2), name))
            at = x->rest.n;
        skip = 0;
    }
    x->kind = XML_TEXT;
    x->literal = true;
    x->plain = false;
    x->text = str_take(x->rest, at);
    x->rest = str_drop(x->rest, at + skip);
}

// --- tags ---------------------------------------------------------------------------------------

static struct str take_quoted(struct xml *x, struct str *s)
{
    char quote = s->p[0];
    unsigned never = quote == '"' ? NEVER_QUOTE : NEVER_APOSTROPHE;
    struct str rest = str_drop(*s, 1);
    size_t end = x->never & never ? rest.n : scan_any(rest, quote, quote, quote, quote);
    if (end == rest.n) { // never closed: the tag's end closes it
        x->never |= never;
        x->faults |= XML_FAULT_ATTRIBUTES;
        end = str_find_byte(rest, '>');
        *s = str_drop(rest, end);
        return str_take(rest, end);
    }
    *s = str_drop(rest, end + 1);
    return str_take(rest, end);
}

static struct str take_unquoted(struct xml *x, struct str *s)
{
    size_t n = 0;
    while (n < s->n && !is_blank(s->p[n]) && s->p[n] != '>' &&
           (x->html || s->p[n] != '/' || n + 1 == s->n || s->p[n + 1] != '>'))
        n++;
    struct str value = str_take(*s, n);
    x->faults |= XML_FAULT_ATTRIBUTES;
    *s = str_drop(*s, n);
    return value;
}

static bool is_known(struct xml *x, struct str name)
{
    for (size_t i = 0; i < x->attribute_count; i++)
        if (str_eq(x->attributes[i].name, name))
            return true;
    x->compared += x->attribute_count;
    return false;
}

static void add_attribute(struct xml *x, const struct xml_attribute *at)
{
    if (x->attribute_count == XML_ATTRIBUTES_MAX)
        x->faults |= XML_FAULT_LIMITS;
    else if (x->compared <= x->size && is_known(x, at->name))
        x->faults |= XML_FAULT_ATTRIBUTES;
    else
        x->attributes[x->attribute_count++] = *at;
}

// `="value"` or what is meant by it.
static struct str take_value(struct xml *x, struct str *s)
{
    skip_blanks(s);
    if (!s->n || s->p[0] != '=') {
        x->faults |= XML_FAULT_ATTRIBUTES;
        return (struct str){0};
    }
    *s = str_drop(*s, 1);
    skip_blanks(s);
    return s->n && (s->p[0] == '"' || s->p[0] == '\'') ? take_quoted(x, s) : take_unquoted(x, s);
}

// Attributes up to and with the '>'.
static void read_attributes(struct xml *x, struct str s)
{
    x->attribute_count = 0;
    x->empty = false;
    for (;;) {
        skip_blanks(&s);
        if (!s.n || s.p[0] == '<') { // cut off: the tag ends here
            x->faults |= XML_FAULT_MARKUP;
            break;
        }
        if (s.p[0] == '>') {
            s = str_drop(s, 1);
            break;
        }
        if (s.p[0] == '/' && s.n > 1 && s.p[1] == '>') {
            x->empty = true;
            s = str_drop(s, 2);
            break;
        }
        struct xml_attribute at;
        at.name = take_name(&s, &at.has_colon);
        if (!at.name.n) {
            x->faults |= XML_FAULT_ATTRIBUTES;
            s = str_drop(s, 1);
            continue;
        }
        at.value = take_value(x, &s);
        add_attribute(x, &at);
    }
    x->rest = s;
}

static void read_start(struct xml *x)
{
    struct str s = str_drop(x->rest, 1), name = take_name(&s, &x->has_colon);
    if (x->depth == 0 && x->seen_root)
        x->faults |= XML_FAULT_MARKUP;
    x->seen_root = true;
    x->kind = XML_START;
    x->name = name;
    if (x->depth < XML_DEPTH_MAX) {
        x->open[x->depth++] = name;
    } else {
        x->too_deep++;
        x->faults |= XML_FAULT_LIMITS;
    }
    read_attributes(x, s);
    x->pending_ends = x->empty;
}

// The end tag at the start of the rest is taken if it is that of the innermost element, to the
// letter.
static bool read_expected_end(struct xml *x)
{
    struct str s = str_drop(x->rest, 2), open = x->depth ? x->open[x->depth - 1] : (struct str){0};
    if (x->too_deep || s.n <= open.n || s.p[open.n] != '>' || !str_starts(s, open) || !open.n)
        return false;
    x->rest = str_drop(s, open.n + 1);
    x->pending_ends = 1;
    return x->is_exact = true;
}

// true: the token is an XML_END (more may be owed); false: the tag closes nothing.
static bool read_end(struct xml *x)
{
    struct str s = str_drop(x->rest, 2);
    size_t end = 0;
    x->kind = XML_END;
    if (read_expected_end(x))
        return true;
    struct str name = take_name(&s, &x->has_colon);
    while (end < s.n && s.p[end] != '>' && s.p[end] != '<')
        end++;
    bool closed = end < s.n && s.p[end] == '>';
    if (!closed)
        x->faults |= XML_FAULT_MARKUP;
    x->rest = str_drop(s, end + closed);
    if (x->too_deep) {
        x->pending_ends = 1;
        return true;
    }
    size_t level = x->depth;
    while (level > 0 && x->compared <= x->size && !str_eq(x->open[level - 1], name)) {
        level--;
        x->compared++;
    }
    if (level != x->depth)
        x->faults |= XML_FAULT_TAGS;
    if (level == 0 || !str_eq(x->open[level - 1], name))
        return false;
    x->pending_ends = x->depth - level + 1;
    return true;
}

static enum xml_kind pay_end(struct xml *x)
{
    x->pending_ends--;
    x->kind = XML_END;
    if (x->too_deep)
        x->too_deep--;
    else
        x->name = x->open[--x->depth];
    return XML_END;
}

// --- tokens -------------------------------------------------------------------------------------

// Does the '<' at the start of s start something?
static inline bool starts_markup(struct str s)
{
    char c = s.n > 1 ? s.p[1] : 0;
    return is_name_start(c) || c == '?' || c == '!' ||
           (c == '/' && s.n > 2 && is_name_start(s.p[2]));
}

// Where the next '<' stands that starts something, from `at` on; others are text.
static size_t find_markup(struct xml *x, size_t at)
{
    struct str s = x->rest;
    for (;; at++) {
        at += str_find_byte(str_drop(s, at), '<');
        if (at == s.n || starts_markup(str_drop(s, at)))
            return at;
        x->faults |= XML_FAULT_MARKUP;
        while (str_starts(str_drop(s, at), S("<<<")))
            at++; // runs of them are attacks; the last one may start something
    }
}

static void read_text(struct xml *x)
{
    struct str s = x->rest;
    size_t end = scan_any(s, '<', '&', '>', '\r');
    x->plain = end == s.n || (s.p[end] == '<' && starts_markup(str_drop(s, end)));
    if (!x->plain)
        end = find_markup(x, end);
    x->kind = XML_TEXT;
    x->literal = false;
    x->text = str_take(s, end);
    x->rest = str_drop(s, end);
    if (x->depth == 0 && str_trim(x->text).n)
        x->faults |= XML_FAULT_MARKUP;
}

// One construct that starts with '<'.  false: it gave no token.
static bool read_markup(struct xml *x)
{
    struct str s = x->rest;
    char c = s.n > 1 ? s.p[1] : 0;
    if (is_name_start(c)) {
        read_start(x);
        return true;
    }
    if (c == '/' && s.n > 2 && is_name_start(s.p[2]))
        return read_end(x);
    if (c == '?') {
        skip_to(x, 2, S("?>"), NEVER_PI);
        return false;
    }
    if (str_starts(s, S("<!--"))) {
        skip_to(x, 4, S("-->"), NEVER_COMMENT);
        return false;
    }
    if (str_starts(s, S("<![CDATA["))) {
        read_cdata(x);
        return true;
    }
    if (c == '!') {
        skip_declaration(x);
        return false;
    }
    read_text(x); // a '<' that starts nothing
    return true;
}

enum xml_kind xml_next(struct xml *x)
{
    x->raw = (struct str){x->rest.p, 0};
    x->is_exact = false;
    if (x->pending_ends)
        return pay_end(x);
    while (x->rest.n) {
        const char *start = x->rest.p;
        bool token = true;
        if (start[0] != '<')
            read_text(x);
        else
            token = read_markup(x);
        x->raw = (struct str){start, (size_t)(x->rest.p - start)};
        if (token)
            return x->kind == XML_END ? pay_end(x) : x->kind;
    }
    if (x->depth || x->too_deep) {
        x->faults |= XML_FAULT_TAGS;
        x->pending_ends = 1;
        return pay_end(x);
    }
    if (!x->seen_root)
        x->faults |= XML_FAULT_MARKUP;
    return x->kind = XML_DONE;
}

// Is `local` (lower case) the name, in any case, or what stands behind its prefix?
static bool is_local_name(const struct xml_attribute *at, struct str local)
{
    struct str name = at->name, prefix;
    if (at->has_colon) {
        xml_split_name(name, &prefix, &name);
        if (str_eq(prefix, S("xmlns")))
            return false;
    }
    return name.n == local.n && ascii_lower(name.p[0]) == local.p[0] && str_eq_nocase(name, local);
}

struct str xml_attribute_find(struct xml *x, struct str local)
{
    for (size_t i = 0; i < x->attribute_count; i++)
        if (is_local_name(&x->attributes[i], local))
            return xml_value(x, x->attributes[i].value);
    return (struct str){0};
}
