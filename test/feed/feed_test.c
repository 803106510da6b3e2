// Feeds: golden cases (feeds and what was read), and the rules that have no case of their own.
#include "feed/feed.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "harness.h"

static void line(struct buf *out, const char *name, struct str value)
{
    if (!value.p)
        return;
    buf_printf(out, "%s: ", name);
    dump_visible(out, value);
    buf_add_byte(out, '\n');
}

static void time_line(struct buf *out, const char *name, const struct feed_time *t)
{
    if (!t->text.p)
        return;
    buf_printf(out, "%s: ", name);
    if (t->known)
        rfc3339_add(out, t->at);
    else
        buf_add(out, S("unknown"));
    buf_add_byte(out, '\n');
}

static void dump_entry(struct buf *out, const struct feed_entry *e)
{
    line(out, "id", e->id);
    line(out, "link", e->link);
    line(out, "title", e->title.value);
    line(out, "subtitle", e->subtitle.value);
    line(out, "summary", e->summary.value);
    for (size_t i = 0; i < e->content_count; i++)
        line(out, "content", e->contents[i].value);
    for (size_t i = 0; i < e->author_count; i++)
        buf_printf(out, "author: %.*s <%.*s> %.*s\n", STR_ARGS(e->authors[i].name),
                   STR_ARGS(e->authors[i].email), STR_ARGS(e->authors[i].url));
    for (size_t i = 0; i < e->category_count; i++)
        line(out, "category", e->categories[i].term);
    for (size_t i = 0; i < e->link_count; i++)
        if (str_eq(e->links[i].rel, S("enclosure")))
            line(out, "enclosure", e->links[i].href);
    time_line(out, "published", &e->published);
    time_line(out, "updated", &e->updated);
    line(out, "language", e->language);
    line(out, "image", e->image.url);
    line(out, "comments", e->comments);
    for (size_t i = 0; i < e->place.point_count; i++)
        buf_printf(out, "place: %.4f %.4f\n", e->place.points[i].longitude,
                   e->place.points[i].latitude);
    if (e->source)
        line(out, "source", e->source->title.value);
    for (size_t i = 0; i < e->extra_count; i++)
        buf_printf(out, "extra %.*s: %.*s\n", STR_ARGS(e->extras[i].name),
                   STR_ARGS(e->extras[i].value));
}

static void dump_feed(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct feed_hints hints = {.url = str_trim(golden_section(c, "url")),
                               .content_type = str_trim(golden_section(c, "content_type"))};
    struct feed f = feed_parse(a, golden_section(c, "feed"), &hints);
    buf_printf(out, "format: %.*s\n", STR_ARGS(feed_format_name(f.format)));
    buf_printf(out, "well_formed: %s\n", f.well_formed ? "yes" : "no");
    if (f.ttl_s)
        buf_printf(out, "ttl_s: %lld\n", (long long)f.ttl_s);
    line(out, "hub", f.hub);
    line(out, "self", f.self);
    line(out, "moved_to", f.moved_to);
    dump_entry(out, &f.head);
    for (size_t i = 0; i < f.item_count; i++) {
        buf_printf(out, "\nitem %zu\n", i);
        dump_entry(out, &f.items[i]);
    }
}
GOLDEN(feed, dump_feed)
