// markup: see markup.h.
//
// The tags are found by hand: a feed reader needs attributes that hold addresses and nothing else
// of HTML, and most contents have none that is relative.  What is taken for a tag wrongly (inside a
// comment or script) costs a changed address there, nothing else.
#include "feed/markup.h"

#include <string.h>

#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "feed/scan.h"
#include "text/html_entities.h"

// Attributes that hold one address (HTML standard, "Attributes" index), on whatever element; by
// length.
static const struct str address_attributes[] = {
    S_INIT("src"),      S_INIT("cite"),     S_INIT("data"),       S_INIT("href"),
    S_INIT("action"),   S_INIT("poster"),   S_INIT("usemap"),     S_INIT("profile"),
    S_INIT("codebase"), S_INIT("longdesc"), S_INIT("background"),
};

bool feed_markup_is_address(struct str name)
{
    char first = name.n ? ascii_lower(name.p[0]) : 0;
    for (size_t i = 0; i < COUNT_OF(address_attributes) && address_attributes[i].n <= name.n; i++) {
        struct str address = address_attributes[i];
        if (address.n == name.n && address.p[0] == first && str_eq_nocase(address, name))
            return true;
    }
    return false;
}

// The reference for a character that has to be one, or an empty view.
static struct str reference_of(char c, bool in_attribute)
{
    return c == '&'                    ? S("&amp;")
           : c == '<'                  ? S("&lt;")
           : c == '>'                  ? S("&gt;")
           : c == '"' && in_attribute  ? S("&quot;")
           : c == '\'' && in_attribute ? S("&#39;")
                                       : (struct str){0};
}

struct str feed_markup_escape(struct arena *a, struct str s, bool in_attribute)
{
    size_t n = scan_any(s, '&', '<', '>', in_attribute ? '"' : '&');
    if (in_attribute)
        n = str_find_byte(str_take(s, n), '\'');
    if (n == s.n)
        return s;
    char *out = arena_alloc_raw(a, 6 * s.n);
    memcpy(out, s.p, n);
    for (size_t i = n; i < s.n; i++) {
        struct str reference = reference_of(s.p[i], in_attribute);
        if (!reference.n)
            reference = str_sub(s, i, i + 1);
        memcpy(out + n, reference.p, reference.n);
        n += reference.n;
    }
    return (struct str){out, n};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// --- addresses ----------------------------------------------------------------------------------

void feed_markup_set_base(struct arena *a, struct markup_base *b, struct str base)
{
    if (b->base.p == base.p && b->base.n == base.n)
        return;
    b->base = base;
    b->root = (struct str){0};
    size_t scheme = url_scheme_of(base).n, n = scheme + 1;
    struct str rest = str_drop(base, n);
    if (!scheme || !str_starts(rest, S("/"))) // nothing is relative to "mailto:x"
        return;
    if (str_starts(rest, S("//")))
        n += 2 + scan_any(str_drop(rest, 2), '/', '?', '#', '#');
    b->root = feed_markup_escape(a, str_take(base, n), true);
}

// "/img/1.jpg": a path from the root without dots, and nothing that markup writes as a reference.
static bool is_plain_path(struct str s)
{
    if (!str_starts(s, S("/")) || str_starts(s, S("//")))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '&' || s.p[i] == '"' || s.p[i] == '\'' ||
            s.p[i] == '<' || s.p[i] == '>' || (s.p[i] == '.' && s.p[i - 1] == '/'))
            return false;
    return true;
}

bool feed_markup_resolve_address(struct arena *a, struct markup_base *b, struct str raw,
                                 struct str before, struct pieces *out)
{
    struct str trimmed = str_trim(raw);
    size_t cost = b->base.n + raw.n;
    if (!trimmed.n || url_scheme_of(trimmed).n || cost > b->budget)
        return false;
    b->budget -= cost;
    pieces_add(a, out, before);
    if (is_plain_path(raw)) {
        pieces_add(a, out, b->root);
        pieces_add(a, out, raw);
        return true;
    }
    struct str ref = html_decoded(a, raw, HTML_DECODE_REFERENCES | HTML_DECODE_ATTRIBUTE);
    pieces_add(a, out, feed_markup_escape(a, url_resolve(a, b->base, ref), true));
    return true;
}

struct edit {
    struct arena *a;
    struct markup_base *base;
    struct str html;
    struct pieces *out; // the result up to html[copied]
    size_t copied;
    bool has_xlink;    // its namespace has been declared
    bool has_quote[2]; // may '"' and '\'' still close a value?  So each is looked for in vain once
};

// SVG and MathML inside HTML need no namespaces.  They get them, so that the markup can be taken
// over into XML as it is, like markup that came as XML (collect.c).
enum { HAS_NAMESPACE = 1, HAS_XLINK = 2, USES_XLINK = 4 };

static unsigned namespaces_in(struct str attribute)
{
    if (!attribute.n || attribute.p[0] != 'x')
        return 0;
    return str_eq(attribute, S("xmlns"))         ? HAS_NAMESPACE
           : str_eq(attribute, S("xmlns:xlink")) ? HAS_XLINK
           : str_starts(attribute, S("xlink:"))  ? USES_XLINK
                                                 : 0;
}

// One attribute at html[i], which is no blank; returns where it ends.
static size_t read_attribute(struct edit *e, size_t i, unsigned *namespaces)
{
    struct str h = e->html;
    size_t name = i, start, end;
    while (i < h.n && (unsigned char)h.p[i] > ' ' && h.p[i] != '=' && h.p[i] != '>')
        i++;
    struct str attribute = str_sub(h, name, i);
    *namespaces |= namespaces_in(attribute);
    while (i < h.n && is_blank(h.p[i]))
        i++;
    if (i >= h.n || h.p[i] != '=')
        return i > name ? i : i + 1;
    i++;
    while (i < h.n && is_blank(h.p[i]))
        i++;
    if (i < h.n && (h.p[i] == '"' || h.p[i] == '\'')) {
        bool single = h.p[i] == '\'';
        struct str rest = str_drop(h, i + 1);
        start = i + 1;
        end = e->has_quote[single] ? start + scan_any(rest, h.p[i], h.p[i], h.p[i], h.p[i]) : h.n;
        e->has_quote[single] = end < h.n;
        if (end == h.n)
            return start;
        i = end + 1;
    } else {
        start = i;
        while (i < h.n && !is_blank(h.p[i]) && h.p[i] != '>')
            i++;
        end = i;
    }
    if (e->base->root.p && feed_markup_is_address(attribute) &&
        feed_markup_resolve_address(e->a, e->base, str_sub(h, start, end),
                                    str_sub(h, e->copied, start), e->out))
        e->copied = end;
    return i;
}

// Adds what the tag `name` lacks at html[at], behind its last attribute.
static void add_namespaces(struct edit *e, struct str name, unsigned found, size_t at)
{
    struct str own = found & HAS_NAMESPACE     ? (struct str){0}
                     : str_eq(name, S("svg"))  ? S(" xmlns=\"http://www.w3.org/2000/svg\"")
                     : str_eq(name, S("math")) ? S(" xmlns=\"http://www.w3.org/1998/Math/MathML\"")
                                               : (struct str){0};
    bool xlink = (found & USES_XLINK) && !(found & HAS_XLINK) && !e->has_xlink;
    e->has_xlink |= found & HAS_XLINK;
    if (!own.n && !xlink)
        return;
    pieces_add(e->a, e->out, str_sub(e->html, e->copied, at));
    pieces_add(e->a, e->out, own);
    if (xlink)
        pieces_add(e->a, e->out, S(" xmlns:xlink=\"http://www.w3.org/1999/xlink\""));
    e->copied = at;
}

// The tag whose name starts at html[i]; returns where it ends.
static size_t read_tag(struct edit *e, size_t i)
{
    struct str h = e->html;
    size_t start = i, end;
    unsigned found = 0;
    while (i < h.n && is_ascii_alpha(h.p[i]))
        i++;
    struct str name = str_sub(h, start, i);
    for (end = i; i < h.n && h.p[i] != '>' && h.p[i] != '<';) {
        if (is_blank(h.p[i]) || h.p[i] == '/')
            i++;
        else
            end = i = read_attribute(e, i, &found);
    }
    if (found || (name.n && (name.p[0] == 's' || name.p[0] == 'm')))
        add_namespaces(e, name, found, end);
    return i;
}

struct str feed_markup_resolve(struct arena *a, struct markup_base *b, struct str html,
                               struct pieces *out)
{
    struct edit e = {
        .a = a, .base = b, .html = html, .out = out, .has_quote = {true, true}
    };
    pieces_reset(out);
    for (size_t i = str_find_byte(html, '<'); i + 1 < html.n;) {
        i++;
        if (is_ascii_alpha(html.p[i]))
            i = read_tag(&e, i);
        i += str_find_byte(str_drop(html, i), '<');
    }
    if (!e.copied)
        return html;
    pieces_add(a, out, str_drop(html, e.copied));
    return pieces_join(a, out);
}

struct str feed_markup_repair(struct arena *a, struct str html)
{
    size_t at = str_find_byte(html, '&'), done = 0;
    struct buf out = {0};
    for (; at < html.n; at += 1 + str_find_byte(str_drop(html, at + 1), '&')) {
        struct str number = str_sub(html, at, at + 6);
        char characters[8];
        size_t len;
        // "&#128;" to "&#159;"
        if (number.n < 6 || number.p[1] != '#' || number.p[2] != '1' || number.p[5] != ';' ||
            str_cmp(number, S("&#128;")) < 0 || str_cmp(number, S("&#159;")) > 0 ||
            html_reference(number, false, characters, &len) != number.n)
            continue;
        uint32_t point = 0;
        struct str character = {characters, len};
        utf8_next(&character, &point);
        buf_add(&out, str_sub(html, done, at));
        buf_printf(&out, "&#x%x;", (unsigned)point);
        done = at + number.n;
    }
    struct str repaired = html;
    if (done) {
        buf_add(&out, str_drop(html, done));
        repaired = arena_str(a, buf_str(&out));
    }
    buf_release(&out);
    return repaired;
}

// --- text or markup -----------------------------------------------------------------------------

// Elements of HTML that feeds put into titles and descriptions; sorted.
static const struct str html_elements[] = {
    S_INIT("a"),       S_INIT("abbr"),       S_INIT("acronym"), S_INIT("address"),
    S_INIT("article"), S_INIT("aside"),      S_INIT("audio"),   S_INIT("b"),
    S_INIT("big"),     S_INIT("blockquote"), S_INIT("br"),      S_INIT("caption"),
    S_INIT("center"),  S_INIT("cite"),       S_INIT("code"),    S_INIT("dd"),
    S_INIT("del"),     S_INIT("div"),        S_INIT("dl"),      S_INIT("dt"),
    S_INIT("em"),      S_INIT("figcaption"), S_INIT("figure"),  S_INIT("font"),
    S_INIT("footer"),  S_INIT("h1"),         S_INIT("h2"),      S_INIT("h3"),
    S_INIT("h4"),      S_INIT("h5"),         S_INIT("h6"),      S_INIT("header"),
    S_INIT("hr"),      S_INIT("i"),          S_INIT("img"),     S_INIT("ins"),
    S_INIT("kbd"),     S_INIT("li"),         S_INIT("map"),     S_INIT("nobr"),
    S_INIT("ol"),      S_INIT("p"),          S_INIT("pre"),     S_INIT("q"),
    S_INIT("s"),       S_INIT("samp"),       S_INIT("section"), S_INIT("small"),
    S_INIT("span"),    S_INIT("strike"),     S_INIT("strong"),  S_INIT("sub"),
    S_INIT("sup"),     S_INIT("table"),      S_INIT("tbody"),   S_INIT("td"),
    S_INIT("tfoot"),   S_INIT("th"),         S_INIT("thead"),   S_INIT("time"),
    S_INIT("tr"),      S_INIT("tt"),         S_INIT("u"),       S_INIT("ul"),
    S_INIT("var"),     S_INIT("video"),
};

static bool is_html_element(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(html_elements); i++)
        if (str_eq_nocase(html_elements[i], name))
            return true;
    return false;
}

bool feed_markup_looks_like_html(struct str s)
{
    bool evidence = false;
    size_t i = scan_any(s, '<', '&', '<', '&');
    while (i < s.n) {
        char next = i + 1 < s.n ? s.p[i + 1] : ' ';
        bool closes = next == '/';
        if (s.p[i] == '<' && (closes || is_ascii_alpha(next) || is_ascii_digit(next))) {
            size_t start = i + 1 + closes, end = start;
            while (end < s.n && (is_ascii_alpha(s.p[end]) || is_ascii_digit(s.p[end])))
                end++;
            if (end > start && !is_html_element(str_sub(s, start, end)))
                return false;
            evidence |= closes && end > start && end < s.n && s.p[end] == '>';
            i = end;
        } else if (s.p[i] == '&' && (next == '#' || is_ascii_alpha(next))) {
            char characters[8];
            size_t len, n = html_reference(str_drop(s, i), false, characters, &len);
            evidence |= n > 0 && s.p[i + n - 1] == ';';
            i += n ? n : 1;
        } else {
            i++;
        }
        i += scan_any(str_drop(s, i), '<', '&', '<', '&');
    }
    return evidence;
}
