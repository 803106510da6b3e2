// reader: see reader.h.
//
// One pass over the tokens with a stack of frames.  An element either collects all that stands in
// it (titles, summaries, contents: markup inside is written out again, without prefixes and
// namespaces), or is a leaf with a text, or holds others.  What nobody knows is a leaf, too, and
// becomes an "extra", or is passed through, so that items inside unknown wrappers are found.
// The order of precedence (nearer to the root, then later) is feedparser's, whose test suite is the
// collected experience of two decades of feeds.
#include "feed/reader.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"

// --- entries in the making ----------------------------------------------------------------------

struct feed_entry feed_draft_finish(struct draft *d)
{
    struct feed_entry e = d->e;
    e.contents = d->contents.v;
    e.content_count = d->contents.n;
    e.links = d->links.v;
    e.link_count = d->links.n;
    e.authors = d->authors.v;
    e.author_count = d->authors.n;
    e.contributors = d->contributors.v;
    e.contributor_count = d->contributors.n;
    e.categories = d->categories.v;
    e.category_count = d->categories.n;
    e.extras = d->extras.v;
    e.extra_count = d->extras.n;
    return e;
}

enum { EXTRAS_MAX = 64 };

void feed_draft_add_extra(struct reader *r, struct str name, struct str value)
{
    if (r->draft->extras.n >= EXTRAS_MAX)
        return;
    *vec_push(r->a, &r->draft->extras) =
        (struct feed_extra){name, value, r->extra_attributes, r->extra_attribute_count};
}

// --- names --------------------------------------------------------------------------------------

// The usual prefix for a prefix in scope.  One that was never declared counts as the vocabulary
// that usually has it.
static struct str usual_prefix(struct reader *r, struct str prefix)
{
    for (size_t i = r->bindings.n; i-- > 0;)
        if (str_eq(r->bindings.v[i].prefix, prefix))
            return r->bindings.v[i].usual;
    if (prefix.n && !str_eq_nocase(prefix, S("xml")))
        r->x.faults |= XML_FAULT_TAGS;
    return str_eq_nocase(prefix, S("atom")) ? S("") : prefix;
}

enum { BINDINGS_MAX = 1024, BASE_BYTES_MAX = 8192, RESOLVED_FREE = 1 << 20 };

static void bind(struct reader *r, struct str prefix, struct str uri)
{
    struct str usual = feed_namespace_prefix(uri);
    enum feed_format format = feed_namespace_format(uri, prefix.n == 0);
    if (r->feed->format == FEED_UNKNOWN)
        r->feed->format = format;
    if (r->bindings.n >= BINDINGS_MAX)
        return;
    r->scope = ++r->last_scope;
    // An unknown default namespace changes nothing: feeds have many of them.
    *vec_push(r->a, &r->bindings) = (struct binding){prefix, usual.p ? usual : prefix, uri};
}

struct str feed_resolve(struct reader *r, struct str ref)
{
    ref = str_trim(ref);
    // A long base before many short references would grow without bound.
    size_t cost = r->base.n + ref.n;
    if (url_scheme_of(ref).n || r->resolved_bytes + cost > 8 * r->x.size + RESOLVED_FREE)
        return ref;
    r->resolved_bytes += cost;
    return url_resolve(r->a, r->base, ref);
}

// "http:///example.com/" has a slash too many: what follows "//" is the host.
static struct str single_authority(struct arena *a, struct str base)
{
    struct str scheme = url_scheme_of(base), rest = str_drop(base, scheme.n + 1);
    size_t slashes = 0;
    while (slashes < rest.n && rest.p[slashes] == '/')
        slashes++;
    if (!scheme.n || slashes < 3 || str_eq_nocase(scheme, S("file")))
        return base;
    return arena_printf(a, "%.*s://%.*s", STR_ARGS(scheme), STR_ARGS(str_drop(rest, slashes)));
}

// Namespaces, xml:base and xml:lang of a start tag.
static void enter_scope(struct reader *r)
{
    struct str base = {0}, language = {0};
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        struct str name = r->x.attributes[i].name, value = r->x.attributes[i].value;
        if (!name.n || str_find_byte(S("xblBL"), name.p[0]) == 5)
            continue;
        if (str_starts(name, S("xmlns"))) {
            if (name.n == 5 || name.p[5] == ':')
                bind(r, str_drop(name, 6), xml_value(&r->x, value));
        } else if (str_eq(name, S("xml:base")) || (str_eq_nocase(name, S("base")) && !base.p)) {
            base = xml_value(&r->x, value);
        } else if (str_eq(name, S("xml:lang")) || (str_eq(name, S("lang")) && !language.p)) {
            language = str_trim(xml_value(&r->x, value));
            language.p = language.p ? language.p : "";
        }
    }
    if (base.n) {
        struct str resolved = feed_resolve(r, single_authority(r->a, base));
        struct str scheme = url_scheme_of(resolved);
        bool usable = !scheme.n || str_eq_nocase(scheme, S("http")) ||
                      str_eq_nocase(scheme, S("https")) || str_eq_nocase(scheme, S("ftp"));
        if (usable && resolved.n <= BASE_BYTES_MAX)
            r->base = resolved;
    }
    if (language.p)
        r->language = language;
}

// --- text ---------------------------------------------------------------------------------------

static void text_reset(struct reader *r)
{
    r->text = r->verbatim = (struct str){0};
    r->many = r->is_verbatim = false;
    buf_reset(&r->pieces);
}

// The view of the document becomes the first piece of a text that has to be put together.
static void leave_verbatim(struct reader *r)
{
    if (!r->is_verbatim)
        return;
    r->is_verbatim = false;
    if (r->verbatim.p) {
        r->text = r->verbatim;
        r->many = false;
    }
}

// Takes the current token as it is, if all before it was taken so.
static bool text_add_verbatim(struct reader *r)
{
    if (!r->is_verbatim)
        return false;
    if (!r->verbatim.p)
        r->verbatim.p = r->x.raw.p;
    if (r->verbatim.p + r->verbatim.n != r->x.raw.p) { // something was left out in between
        leave_verbatim(r);
        return false;
    }
    r->verbatim.n += r->x.raw.n;
    return true;
}

static void text_add(struct reader *r, struct str s)
{
    leave_verbatim(r);
    if (!r->text.p && !r->many) {
        r->text = s;
        return;
    }
    if (!r->many) {
        buf_add(&r->pieces, r->text);
        r->many = true;
    }
    buf_add(&r->pieces, s);
}

static struct str text_take(struct reader *r)
{
    if (r->is_verbatim)
        return str_trim(r->verbatim);
    return str_trim(r->many ? arena_str(r->a, str_trim(buf_str(&r->pieces))) : r->text);
}

// Adds characters as XML text.
static void text_add_escaped(struct reader *r, struct str s, bool attribute)
{
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        struct str escaped = s.p[i] == '&'                ? S("&amp;")
                             : s.p[i] == '<'              ? S("&lt;")
                             : s.p[i] == '>'              ? S("&gt;")
                             : attribute && s.p[i] == '"' ? S("&quot;")
                                                          : (struct str){0};
        if (!escaped.n)
            continue;
        text_add(r, str_sub(s, done, i));
        text_add(r, escaped);
        done = i + 1;
    }
    text_add(r, str_drop(s, done));
}

// --- markup inside content ----------------------------------------------------------------------

static bool is_xml_type(struct str type)
{
    return str_ends(type, S("xml"));
}

// SVG and MathML keep their namespace, as they lose their prefix.
static void collect_namespace(struct reader *r, struct str prefix, struct str local)
{
    if (!str_eq(local, S("svg")) && !str_eq(local, S("math")))
        return;
    for (size_t i = r->bindings.n; i-- > 0;)
        if (str_eq(r->bindings.v[i].prefix, prefix)) {
            if (str_eq(r->bindings.v[i].usual, local)) {
                text_add(r, S(" xmlns=\""));
                text_add_escaped(r, r->bindings.v[i].uri, true);
                text_add(r, S("\""));
            }
            return;
        }
}

// Would the current start tag be written as it stands in the document?
static bool tag_is_verbatim(struct reader *r, struct str prefix)
{
    size_t n = r->x.name.n + 2;
    if (prefix.n || r->x.empty)
        return false;
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        const struct xml_attribute *at = &r->x.attributes[i];
        if (str_find_byte(at->name, ':') < at->name.n || str_starts(at->name, S("xmlns")))
            return false;
        for (size_t k = 0; k < at->value.n; k++)
            if (str_find_byte(S("&<>\r\""), at->value.p[k]) < 5)
                return false;
        n += at->name.n + at->value.n + 4;
        // Quoted with '"': the byte before the value.
        if (at->value.p == NULL || at->value.p[-1] != '"')
            return false;
    }
    return n == r->x.raw.n;
}

// A start tag inside a collecting element, written without prefix and namespaces.
static void collect_start(struct reader *r)
{
    struct str prefix, local;
    size_t level = r->depth - r->collect_depth;
    xml_split_name(r->x.name, &prefix, &local);
    if (level == 1 && r->top_elements == 0 && !r->top_text)
        r->first_is_div = str_eq(local, S("div"));
    if (!is_xml_type(r->content.type)) {
        // Said to be text or escaped markup, but it is not.
        if (str_eq(local, S("div")))
            return;
        r->content.type = S("application/xhtml+xml");
    }
    if (tag_is_verbatim(r, prefix) && text_add_verbatim(r))
        return;
    text_add(r, S("<"));
    text_add(r, local);
    collect_namespace(r, prefix, local);
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        const struct xml_attribute *at = &r->x.attributes[i];
        struct str attribute_prefix, name;
        xml_split_name(at->name, &attribute_prefix, &name);
        if (str_starts(at->name, S("xmlns")) && (at->name.n == 5 || at->name.p[5] == ':'))
            continue;
        bool prefixed = str_eq(attribute_prefix, S("xml")) || str_eq(attribute_prefix, S("xlink"));
        text_add(r, S(" "));
        text_add(r, prefixed ? at->name : name);
        text_add(r, S("=\""));
        text_add_escaped(r, xml_value(&r->x, at->value), true);
        text_add(r, S("\""));
        if (str_eq(attribute_prefix, S("xlink")))
            text_add(r, S(" xmlns:xlink=\"http://www.w3.org/1999/xlink\""));
    }
    text_add(r, r->x.empty ? S(" />") : S(">"));
}

static void collect_end(struct reader *r, bool was_empty)
{
    struct str prefix, local;
    size_t level = r->depth - r->collect_depth; // of the element that ends
    xml_split_name(r->x.name, &prefix, &local);
    r->top_elements += level == 1;
    if (!is_xml_type(r->content.type) || was_empty)
        return;
    if (!prefix.n && str_eq(str_drop(str_take(r->x.raw, local.n + 2), 2), local) &&
        r->x.raw.n == local.n + 3 && text_add_verbatim(r))
        return;
    text_add(r, S("</"));
    text_add(r, local);
    text_add(r, S(">"));
}

static void collect_text(struct reader *r)
{
    struct str raw = r->x.text;
    bool plain = !r->x.literal && raw.n && !memchr(raw.p, '&', raw.n) &&
                 !memchr(raw.p, '>', raw.n) && !memchr(raw.p, '\r', raw.n) && raw.p[0] != '<';
    bool xml = is_xml_type(r->content.type);
    if (r->depth == r->collect_depth && !r->top_text && str_trim(raw).n)
        r->top_text = true;
    if (plain && xml && text_add_verbatim(r))
        return;
    struct str s = xml_text(&r->x);
    if (xml && !plain)
        text_add_escaped(r, s, false);
    else
        text_add(r, s);
}

// Atom 1.0 wraps XHTML in a div that is no part of the content (RFC 4287, 3.1.1.3).
static struct str without_div(struct reader *r, struct str s)
{
    bool wrapped = r->feed->format == FEED_ATOM_10 && is_xml_type(r->content.type) &&
                   r->first_is_div && r->top_elements == 1 && !r->top_text;
    if (!wrapped || !str_ends(s, S("</div>")))
        return s;
    s.n -= 6;
    return str_trim(str_drop(s, str_find_byte(s, '>') + 1));
}

// --- media types --------------------------------------------------------------------------------

static struct str media_type(struct str type)
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

static void start_collecting(struct reader *r, const struct element *e)
{
    struct str type = {0};
    r->collecting = true;
    r->collect_depth = r->depth;
    r->content = (struct feed_text){.base = r->base, .language = r->language};
    r->top_elements = 0;
    r->top_text = r->first_is_div = r->base64 = false;
    r->is_verbatim = true;
    if (e->mode == MODE_CONTENT) {
        type = media_type(xml_attribute(&r->x, S("type")));
        r->content.src = xml_attribute(&r->x, S("src"));
    }
    r->content.type = type.p ? type : e->type;
    if (e->mode == MODE_CONTENT)
        r->base64 = is_base64(r->content.type, xml_attribute(&r->x, S("mode")));
}

// --- elements -----------------------------------------------------------------------------------

// The attributes of an element that may become an extra.
static void keep_attributes(struct reader *r)
{
    size_t n = 0;
    r->extra_attribute_count = 0;
    if (!r->x.attribute_count)
        return;
    r->extra_attributes = arena_new(r->a, struct str, 2 * r->x.attribute_count);
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        struct str name = r->x.attributes[i].name;
        if (str_starts(name, S("xmlns")))
            continue;
        r->extra_attributes[n++] = name;
        r->extra_attributes[n++] = str_trim(xml_value(&r->x, r->x.attributes[i].value));
    }
    r->extra_attribute_count = n / 2;
}

// "dc:date" for the name of the current tag.
static struct str usual_name(struct reader *r, struct str prefix, struct str name)
{
    struct str own, local;
    xml_split_name(name, &own, &local);
    return prefix.n ? arena_printf(r->a, "%.*s:%.*s", STR_ARGS(prefix), STR_ARGS(local)) : local;
}

// A feed has some twenty names, over and over.
static const struct memo *meaning_of(struct reader *r, struct str name)
{
    size_t key = name.n * 7 + (unsigned char)name.p[0] * 3 + (unsigned char)name.p[name.n - 1] +
                 (unsigned char)name.p[name.n / 2] * 5;
    struct memo *m = &r->memos[key % MEMO_COUNT];
    if (m->name.p && m->scope == r->scope && str_eq(m->name, name))
        return m;
    struct str prefix, local;
    xml_split_name(name, &prefix, &local);
    *m = (struct memo){.name = name, .scope = r->scope, .prefix = usual_prefix(r, prefix)};
    m->element = feed_element_find(m->prefix, local);
    return m;
}

static void start_element(struct reader *r)
{
    struct frame *f = &r->frames[r->depth++];
    *f = (struct frame){.bindings = r->bindings.n,
                        .scope = r->scope,
                        .draft = r->draft,
                        .person = r->person,
                        .base = r->base,
                        .language = r->language};
    enter_scope(r);
    if (r->collecting) {
        collect_start(r);
        return;
    }
    const struct memo *m = meaning_of(r, r->x.name);
    f->element = m->element;
    text_reset(r);
    r->leaf = true;
    r->extra_attribute_count = 0;
    if (!f->element || !f->element->end) {
        f->name = usual_name(r, m->prefix, r->x.name);
        keep_attributes(r);
    }
    if (f->element && f->element->mode != MODE_LEAF)
        start_collecting(r, f->element);
    if (f->element && f->element->start)
        f->element->start(r, f->element);
}

static void end_extra(struct reader *r, const struct frame *f, struct str text)
{
    bool structure = str_starts(f->name, S("rdf:"));
    if (r->leaf && !structure && (text.n || r->extra_attribute_count))
        feed_draft_add_extra(r, f->name, text);
}

static void end_element(struct reader *r, bool was_empty)
{
    struct frame *f = &r->frames[r->depth - 1];
    if (r->collecting && r->depth > r->collect_depth) {
        collect_end(r, was_empty);
    } else {
        struct str text = {0};
        if (r->collecting) {
            r->collecting = false;
            text = without_div(r, text_take(r));
        } else if (r->leaf) {
            text = text_take(r);
        }
        if (f->element && f->element->end)
            f->element->end(r, f->element, text);
        else
            end_extra(r, f, text);
        text_reset(r);
        r->leaf = false;
        r->draft = f->draft;
        r->person = f->person;
    }
    r->bindings.n = f->bindings;
    r->scope = f->scope;
    r->base = f->base;
    r->language = f->language;
    r->depth--;
}

static void read_tokens(struct reader *r)
{
    size_t too_deep = 0;
    bool was_empty = false;
    while (!r->feed->cut) {
        switch (xml_next(&r->x)) {
        case XML_START:
            was_empty = r->x.empty;
            if (r->depth == XML_DEPTH_MAX)
                too_deep++;
            else
                start_element(r);
            break;
        case XML_END:
            if (too_deep)
                too_deep--;
            else
                end_element(r, was_empty);
            was_empty = false;
            break;
        case XML_TEXT:
            was_empty = false;
            if (r->collecting)
                collect_text(r);
            else if (r->leaf)
                text_add(r, xml_text(&r->x));
            break;
        case XML_DONE: return;
        }
    }
}

void feed_read_xml(struct arena *a, struct str text, const struct feed_hints *hints,
                   struct feed *feed)
{
    struct reader *r = arena_new(a, struct reader, 1);
    r->a = a;
    r->feed = feed;
    r->hints = hints;
    r->update_frequency = 1;
    r->base = hints->url;
    r->language = r->head.e.language = hints->language;
    r->draft = &r->head;
    xml_init(&r->x, a, text);
    read_tokens(r);
    buf_release(&r->pieces);
    if (!feed->ttl_s)
        feed->ttl_s = (int64_t)(r->update_period_s / r->update_frequency);
    feed->head = feed_draft_finish(&r->head);
    feed->items = r->items.v;
    feed->item_count = r->items.n;
    feed->faults = r->x.faults;
}
