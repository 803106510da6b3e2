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

// --- entries in the making ----------------------------------------------------------------------

void feed_draft_finish(const struct draft *d, struct feed_entry *out)
{
    *out = d->e;
    out->contents = d->contents.v;
    out->content_count = d->contents.n;
    out->links = d->links.v;
    out->link_count = d->links.n;
    out->authors = d->authors.v;
    out->author_count = d->authors.n;
    out->contributors = d->contributors.v;
    out->contributor_count = d->contributors.n;
    out->categories = d->categories.v;
    out->category_count = d->categories.n;
    out->extras = d->extras.v;
    out->extra_count = d->extras.n;
}

enum {
    EXTRAS_MAX = 64,
    ADDRESS_GROWTH = 8, // bytes of addresses made absolute, for each byte of the document
    ADDRESS_FREE = 1 << 20,
};

void feed_draft_add_extra(struct reader *r, struct str name, struct str value)
{
    if (r->draft->extras.n >= EXTRAS_MAX)
        return;
    *feed_draft_push(r->a, &r->draft->extras) =
        (struct feed_extra){name, value, r->extra_attributes, r->extra_attribute_count};
}

// --- elements -----------------------------------------------------------------------------------

void feed_keep_attributes(struct reader *r)
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

// "dc:date" for a name of the document.
static struct str usual_name(struct reader *r, struct str prefix, struct str local)
{
    if (!prefix.n)
        return local;
    char *name = arena_alloc_raw(r->a, prefix.n + 1 + local.n);
    memcpy(name, prefix.p, prefix.n);
    name[prefix.n] = ':';
    memcpy(name + prefix.n + 1, local.p, local.n);
    return (struct str){name, prefix.n + 1 + local.n};
}

// A feed has some twenty names, over and over.
static const struct memo *meaning_of(struct reader *r, struct str name)
{
    uint32_t key = (uint32_t)name.n << 24 | (uint32_t)(unsigned char)name.p[0] << 16 |
                   (uint32_t)(unsigned char)name.p[name.n / 2] << 8 |
                   (unsigned char)name.p[name.n - 1];
    struct memo *m = &r->memos[key * 0x9E3779B1u >> (32 - MEMO_BITS)];
    if (m->namespaces == r->scope.namespaces && str_eq(m->name, name))
        return m;
    struct str own, local, prefix;
    xml_split_name(name, &own, &local);
    prefix = feed_scope_usual(r, own);
    *m = (struct memo){.name = name,
                       .namespaces = r->scope.namespaces,
                       .element = feed_element_find(prefix, local)};
    m->usual = m->element ? m->element->name : usual_name(r, prefix, local);
    return m;
}

static void start_element(struct reader *r)
{
    r->depth++;
    feed_scope_enter(r);
    if (r->collecting) {
        feed_collect_start(r);
        return;
    }
    const struct memo *m = meaning_of(r, r->x.name);
    const struct element *e = m->element;
    r->frames[r->depth - 1] = (struct frame){e, m->usual, r->draft, r->person};
    pieces_reset(&r->text);
    r->leaf = true;
    r->extra_attribute_count = 0;
    if (!e || !e->end)
        feed_keep_attributes(r);
    if (e && e->mode != MODE_LEAF)
        feed_collect_begin(r, e);
    if (e && e->start)
        e->start(r, e);
}

static void end_extra(struct reader *r, const struct frame *f, struct str text)
{
    bool structure = str_starts(f->name, S("rdf:"));
    if (r->leaf && !structure && (text.n || r->extra_attribute_count))
        feed_draft_add_extra(r, f->name, text);
}

static void end_element(struct reader *r, bool was_empty)
{
    if (r->collecting && r->depth > r->collect_depth) {
        feed_collect_end(r, was_empty);
    } else {
        const struct frame *f = &r->frames[r->depth - 1];
        struct str text = {0};
        if (r->collecting)
            text = feed_collect_finish(r);
        else if (r->leaf)
            text = feed_text_take(r);
        if (f->element && f->element->end)
            f->element->end(r, f->element, text);
        else
            end_extra(r, f, text);
        pieces_reset(&r->text);
        r->leaf = false;
        r->draft = f->draft;
        r->person = f->person;
    }
    feed_scope_leave(r);
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
                feed_collect_text(r);
            else if (r->leaf)
                feed_text_add(r, xml_text(&r->x));
            break;
        case XML_DONE: return;
        }
    }
}

void feed_read_xml(struct arena *a, struct str text, bool has_cr, const struct feed_hints *hints,
                   struct feed *feed)
{
    struct reader *r = arena_new(a, struct reader, 1);
    r->a = a;
    r->frames = arena_alloc_raw(a, XML_DEPTH_MAX * sizeof *r->frames);
    r->links.budget = ADDRESS_GROWTH * text.n + ADDRESS_FREE;
    r->feed = feed;
    r->hints = hints;
    r->update_frequency = 1;
    r->scope.namespaces = r->last_namespaces = 1; // 0 is an empty memo
    r->scope.base = hints->url;
    r->scope.language = r->head.e.language = hints->language;
    r->draft = &r->head;
    xml_init(&r->x, a, text);
    r->x.has_cr = has_cr;
    read_tokens(r);
    if (!feed->ttl_s)
        feed->ttl_s = (int64_t)(r->update_period_s / r->update_frequency);
    feed_draft_finish(&r->head, &feed->head);
    feed->items = r->items.v;
    feed->item_count = r->items.n;
    feed->faults = r->x.faults;
}
