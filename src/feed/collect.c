// collect: the text of an element, and the markup of titles, summaries and contents.
//
// Text and tags that would be written as they stand in the document are taken as views of it, and
// neighbours join (pieces.h): XHTML content that needs no change is one view, whatever it holds.
// Addresses are made absolute here where the content is XML, as the scanner has the attributes at
// hand; HTML inside text (CDATA, escaped) goes through markup.c when it is complete.
#include <string.h>

#include "feed/markup.h"
#include "feed/reader.h"
#include "feed/scan.h"

// Twice what is kept of one content (fields.c), for white space and a wrapping <div>.
enum { TEXT_MAX = 2 << 20 };

void feed_text_add(struct reader *r, struct str s)
{
    if (r->text.total < TEXT_MAX)
        pieces_add(r->a, &r->text, s);
}

struct str feed_text_take(struct reader *r)
{
    return str_trim(pieces_join(r->a, &r->text));
}

// --- media types --------------------------------------------------------------------------------

struct str feed_text_type(enum feed_text_kind kind)
{
    static const struct str types[] = {
        [FEED_TEXT_PLAIN] = S_INIT("text/plain"),
        [FEED_TEXT_HTML] = S_INIT("text/html"),
        [FEED_TEXT_XHTML] = S_INIT("application/xhtml+xml"),
        [FEED_TEXT_OTHER] = S_INIT(""),
    };
    return types[kind];
}

static enum feed_text_kind kind_of_type(struct str type)
{
    return str_eq_nocase(type, S("application/xhtml+xml")) ? FEED_TEXT_XHTML
           : str_eq_nocase(type, S("text/html"))           ? FEED_TEXT_HTML
           : !type.n || str_starts_nocase(type, S("text")) ? FEED_TEXT_PLAIN
                                                           : FEED_TEXT_OTHER;
}

static struct str full_type(struct str type)
{
    if (str_eq_nocase(type, S("text")) || str_eq_nocase(type, S("plain")))
        return S("text/plain");
    if (str_eq_nocase(type, S("html")))
        return S("text/html");
    if (str_eq_nocase(type, S("xhtml")))
        return S("application/xhtml+xml");
    return type;
}

static bool is_base64(struct str type, struct str mode)
{
    if (str_eq_nocase(mode, S("base64")))
        return true;
    return type.n && !str_starts_nocase(type, S("text/")) && !str_ends(type, S("+xml")) &&
           !str_ends(type, S("/xml"));
}

void feed_collect_begin(struct reader *r, const struct element *e)
{
    struct feed_text *t = &r->content;
    r->collecting = true;
    r->collect_depth = r->depth;
    *t = (struct feed_text){.kind = e->kind, .base = r->scope.base, .language = r->scope.language};
    r->top_elements = 0;
    r->top_text = r->first_is_div = r->base64 = false;
    if (e->mode == MODE_CONTENT) {
        struct str type = xml_attribute(&r->x, S("type"));
        t->src = xml_attribute(&r->x, S("src"));
        t->type = type.p ? full_type(type) : feed_text_type(e->kind);
        t->kind = type.p ? kind_of_type(t->type) : e->kind;
        r->base64 = r->x.attribute_count && is_base64(t->type, xml_attribute(&r->x, S("mode")));
    }
    feed_markup_set_base(r->a, &r->links, t->base);
    r->as_xml = str_ends(t->type, S("xml"));
    r->is_resolved = r->as_xml && t->kind == FEED_TEXT_XHTML && r->links.root.p;
}

// --- written as it stands, or anew --------------------------------------------------------------

// Would the raw text or attribute value, resolved and escaped again, be the same?
static bool is_canonical(struct str raw, bool in_attribute)
{
    for (;;) {
        raw = str_drop(raw, scan_any(raw, '&', '<', '>', '\r'));
        if (!raw.n)
            return true;
        if (!str_starts(raw, S("&amp;")) && !str_starts(raw, S("&lt;")) &&
            !str_starts(raw, S("&gt;")) && !(in_attribute && str_starts(raw, S("&quot;"))))
            return false;
        raw = str_drop(raw, 1);
    }
}

// Does the current start tag stand as it would be written: double quotes, one blank before each
// attribute, nothing to escape, no namespaces?
static bool tag_is_canonical(const struct xml *x)
{
    struct str raw = x->raw;
    size_t n = x->name.n + 2;
    if (raw.p[raw.n - 1] != '>' || x->has_colon)
        return false;
    if (x->empty) // "/>" or " />"
        n += raw.p[raw.n - 3] == ' ' ? 2 : 1;
    for (size_t i = 0; i < x->attribute_count; i++) {
        const struct xml_attribute *at = &x->attributes[i];
        if (!at->value.p || at->value.p[-1] != '"' || at->has_colon ||
            str_starts(at->name, S("xmlns")) || !is_canonical(at->value, true))
            return false;
        n += at->name.n + at->value.n + 4;
    }
    return n == raw.n;
}

// Adds the value of an attribute that is written as `name`, and what stands before it, if it is an
// address that has to be made absolute.
static bool add_address(struct reader *r, struct str name, struct str value, struct str before)
{
    return r->is_resolved && r->text.total < TEXT_MAX && feed_markup_is_address(name) &&
           feed_markup_resolve_address(r->a, &r->links, value, before, &r->text);
}

static void add_tag_as_it_stands(struct reader *r)
{
    const char *done = r->x.raw.p, *end = done + r->x.raw.n;
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        struct str name = r->x.attributes[i].name, value = r->x.attributes[i].value;
        if (add_address(r, name, value, (struct str){done, (size_t)(value.p - done)}))
            done = value.p + value.n;
    }
    feed_text_add(r, (struct str){done, (size_t)(end - done)});
}

// SVG and MathML keep their namespace, as they lose their prefix.
static void add_namespace(struct reader *r, struct str prefix, struct str local)
{
    if (!str_eq(local, S("svg")) && !str_eq(local, S("math")))
        return;
    const struct binding *b = feed_scope_find(r, prefix);
    if (!b || !str_eq(b->usual, local))
        return;
    feed_text_add(r, S(" xmlns=\""));
    feed_text_add(r, feed_markup_escape(r->a, b->uri, true));
    feed_text_add(r, S("\""));
}

// Without prefix and namespaces.
static void add_tag_anew(struct reader *r, struct str prefix, struct str local)
{
    feed_text_add(r, S("<"));
    feed_text_add(r, local);
    add_namespace(r, prefix, local);
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        const struct xml_attribute *at = &r->x.attributes[i];
        struct str attribute_prefix, name;
        xml_split_name(at->name, &attribute_prefix, &name);
        if (str_starts(at->name, S("xmlns")) && (at->name.n == 5 || at->name.p[5] == ':'))
            continue;
        bool xlink = str_eq(attribute_prefix, S("xlink"));
        if (xlink || str_eq(attribute_prefix, S("xml")))
            name = at->name;
        feed_text_add(r, S(" "));
        feed_text_add(r, name);
        if (!add_address(r, name, at->value, S("=\""))) {
            feed_text_add(r, S("=\""));
            feed_text_add(r, feed_markup_escape(r->a, xml_value(&r->x, at->value), true));
        }
        feed_text_add(r, S("\""));
        if (xlink)
            feed_text_add(r, S(" xmlns:xlink=\"http://www.w3.org/1999/xlink\""));
    }
    feed_text_add(r, r->x.empty ? S(" />") : S(">"));
}

// --- tokens -------------------------------------------------------------------------------------

void feed_collect_start(struct reader *r)
{
    struct str prefix = {0}, local = r->x.name;
    if (r->x.has_colon)
        xml_split_name(r->x.name, &prefix, &local);
    if (r->depth == r->collect_depth + 1 && r->top_elements == 0 && !r->top_text)
        r->first_is_div = str_eq(local, S("div"));
    if (!r->as_xml) {
        // Said to be text or escaped markup, but it is not.
        if (str_eq(local, S("div")))
            return;
        r->content.kind = FEED_TEXT_XHTML;
        r->content.type = feed_text_type(FEED_TEXT_XHTML);
        r->as_xml = true;
    }
    if (tag_is_canonical(&r->x))
        add_tag_as_it_stands(r);
    else
        add_tag_anew(r, prefix, local);
}

void feed_collect_end(struct reader *r, bool was_empty)
{
    struct str prefix, local;
    r->top_elements += r->depth == r->collect_depth + 1;
    if (!r->as_xml || was_empty)
        return;
    xml_split_name(r->x.name, &prefix, &local);
    if (r->x.is_exact && !prefix.n) {
        feed_text_add(r, r->x.raw);
        return;
    }
    feed_text_add(r, S("</"));
    feed_text_add(r, local);
    feed_text_add(r, S(">"));
}

void feed_collect_text(struct reader *r)
{
    struct str raw = r->x.text;
    if (r->depth == r->collect_depth && !r->top_text && str_trim(raw).n)
        r->top_text = true;
    if (!r->as_xml)
        feed_text_add(r, xml_text(&r->x));
    else if (!r->x.literal && (r->x.plain || is_canonical(raw, false)))
        feed_text_add(r, raw);
    else
        feed_text_add(r, feed_markup_escape(r->a, xml_text(&r->x), false));
}

// Atom 1.0 wraps XHTML in a div that is no part of the content (RFC 4287, 3.1.1.3).
static struct str without_div(struct reader *r, struct str s)
{
    bool wrapped = r->feed->format == FEED_ATOM_10 && r->as_xml && r->first_is_div &&
                   r->top_elements == 1 && !r->top_text;
    if (!wrapped || !str_ends(s, S("</div>")))
        return s;
    s.n -= 6;
    return str_trim(str_drop(s, str_find_byte(s, '>') + 1));
}

struct str feed_collect_finish(struct reader *r)
{
    r->collecting = false;
    return without_div(r, feed_text_take(r));
}
