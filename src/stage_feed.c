// stage_feed: adapters of the stages `feed` and `robots`.
//
// Beside the fields of the contract (design.md, section 7) an entry has what else was read; fields
// that are absent in the feed are null or left out.
#include "stage.h"

#include <jansson.h>

#include "base/buf.h"
#include "base/civil.h"
#include "feed/feed.h"
#include "feed/robots.h"

static void put_time(struct json *j, const char *key, const struct feed_time *t)
{
    json_put_time(j, key, t->known ? t->at : TIME_NONE);
}

static void put_if(struct json *j, const char *key, struct str s)
{
    if (s.n)
        json_put_str(j, key, s);
}

static void put_persons(struct json *j, const char *key, const struct feed_person *v, size_t n)
{
    if (n == 0)
        return;
    json_key(j, key);
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        put_if(j, "name", v[i].name);
        put_if(j, "email", v[i].email);
        put_if(j, "url", v[i].url);
        json_end_object(j);
    }
    json_end_array(j);
}

static void add_text(struct json *j, const struct feed_text *t)
{
    json_begin_object(j);
    json_put_str(j, "value", t->value);
    put_if(j, "type", t->type);
    put_if(j, "src", t->src);
    put_if(j, "language", t->language);
    put_if(j, "base", t->base);
    json_end_object(j);
}

static void put_text(struct json *j, const char *key, const struct feed_text *t)
{
    if (!t->value.p)
        return;
    json_key(j, key);
    add_text(j, t);
}

static void put_links(struct json *j, const struct feed_entry *e)
{
    if (e->link_count == 0)
        return;
    json_key(j, "links");
    json_begin_array(j);
    for (size_t i = 0; i < e->link_count; i++) {
        const struct feed_link *l = &e->links[i];
        json_begin_object(j);
        put_if(j, "href", l->href);
        put_if(j, "rel", l->rel);
        put_if(j, "type", l->type);
        put_if(j, "title", l->title);
        put_if(j, "hreflang", l->hreflang);
        put_if(j, "length", l->length);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_categories(struct json *j, const struct feed_entry *e)
{
    if (e->category_count == 0)
        return;
    json_key(j, "categories");
    json_begin_array(j);
    for (size_t i = 0; i < e->category_count; i++) {
        const struct feed_category *c = &e->categories[i];
        json_begin_object(j);
        put_if(j, "term", c->term);
        put_if(j, "scheme", c->scheme);
        put_if(j, "label", c->label);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_image(struct json *j, const char *key, const struct feed_image *image)
{
    if (!image->url.n && !image->title.n && !image->link.n && !image->name.n)
        return;
    json_key(j, key);
    json_begin_object(j);
    put_if(j, "url", image->url);
    put_if(j, "title", image->title);
    put_if(j, "link", image->link);
    put_if(j, "description", image->description);
    put_if(j, "width", image->width);
    put_if(j, "height", image->height);
    put_if(j, "name", image->name);
    json_end_object(j);
}

static void put_generator(struct json *j, const struct feed_generator *g)
{
    if (!g->name.n && !g->url.n)
        return;
    json_key(j, "generator");
    json_begin_object(j);
    put_if(j, "name", g->name);
    put_if(j, "url", g->url);
    put_if(j, "version", g->version);
    json_end_object(j);
}

static void add_point(struct json *j, const struct feed_point *p)
{
    json_begin_array(j);
    json_add_real(j, p->longitude, 7);
    json_add_real(j, p->latitude, 7);
    json_end_array(j);
}

// A GeoJSON geometry (RFC 7946); a box as the line between its corners.
static void put_place(struct json *j, const struct feed_place *place)
{
    static const char *const types[] = {"", "Point", "LineString", "Polygon", "LineString"};
    bool list = place->kind != FEED_PLACE_POINT, ring = place->kind == FEED_PLACE_POLYGON;
    if (place->kind == FEED_PLACE_NONE)
        return;
    json_key(j, "where");
    json_begin_object(j);
    json_put_str(j, "type", str_from_cstr(types[place->kind]));
    json_key(j, "coordinates");
    for (int i = 0; i < list + ring; i++)
        json_begin_array(j);
    for (size_t i = 0; i < (list ? place->point_count : 1); i++)
        add_point(j, &place->points[i]);
    for (int i = 0; i < list + ring; i++)
        json_end_array(j);
    json_end_object(j);
}

static void put_extras(struct json *j, const struct feed_entry *e)
{
    if (e->extra_count == 0)
        return;
    json_key(j, "extras");
    json_begin_array(j);
    for (size_t i = 0; i < e->extra_count; i++) {
        const struct feed_extra *x = &e->extras[i];
        json_begin_object(j);
        json_put_str(j, "name", x->name);
        json_put_str(j, "value", x->value);
        for (size_t k = 0; k < x->attribute_count; k++) {
            if (k == 0) {
                json_key(j, "attributes");
                json_begin_array(j);
            }
            json_begin_array(j);
            json_add_str(j, x->attributes[2 * k]);
            json_add_str(j, x->attributes[2 * k + 1]);
            json_end_array(j);
            if (k + 1 == x->attribute_count)
                json_end_array(j);
        }
        json_end_object(j);
    }
    json_end_array(j);
}

static struct str first_author(const struct feed_entry *e)
{
    for (size_t i = 0; i < e->author_count; i++)
        if (e->authors[i].name.n)
            return e->authors[i].name;
    return e->author_count && e->authors[0].email.n ? e->authors[0].email : (struct str){0};
}

// The members that heads, items and sources share.
static void put_entry(struct json *j, const struct feed_entry *e)
{
    json_put_str_or_null(j, "id", e->id);
    json_put_str_or_null(j, "title", e->title.value);
    json_put_str_or_null(j, "link", e->link);
    json_put_str_or_null(j, "author", first_author(e));
    put_time(j, "published", &e->published);
    put_time(j, "updated", &e->updated);
    if (e->created.known)
        put_time(j, "created", &e->created);
    if (e->expired.known)
        put_time(j, "expired", &e->expired);
    put_text(j, "title_detail", &e->title);
    put_text(j, "summary_detail", &e->summary);
    put_text(j, "subtitle_detail", &e->subtitle);
    put_text(j, "rights", &e->rights);
    put_text(j, "info", &e->info);
    put_links(j, e);
    put_persons(j, "authors", e->authors, e->author_count);
    put_persons(j, "contributors", e->contributors, e->contributor_count);
    bool has_publisher = e->publisher.name.n || e->publisher.email.n || e->publisher.url.n;
    put_persons(j, "publisher", &e->publisher, has_publisher);
    put_categories(j, e);
    put_generator(j, &e->generator);
    put_if(j, "comments", e->comments);
    put_if(j, "icon", e->icon);
    put_if(j, "logo", e->logo);
    put_image(j, "image", &e->image);
    put_place(j, &e->place);
    put_extras(j, e);
}

static void add_item(struct json *j, const struct feed_entry *e)
{
    json_begin_object(j);
    put_entry(j, e);
    json_put_str_or_null(j, "summary", e->summary.value);
    json_put_str_or_null(j, "content", e->content_count ? e->contents[0].value : (struct str){0});
    put_if(j, "language", e->language);
    json_put_bool(j, "id_is_link", e->id_is_link);
    if (e->content_count) {
        json_key(j, "contents");
        json_begin_array(j);
        for (size_t i = 0; i < e->content_count; i++)
            add_text(j, &e->contents[i]);
        json_end_array(j);
    }
    if (e->source) {
        json_key(j, "source");
        json_begin_object(j);
        put_entry(j, e->source);
        json_end_object(j);
    }
    json_end_object(j);
}

static void put_feed(struct json *j, const struct feed *f)
{
    const struct feed_entry *head = &f->head;
    put_entry(j, head);
    struct str description = head->subtitle.value.p ? head->subtitle.value : head->summary.value;
    json_put_str_or_null(j, "description", description);
    json_put_str_or_null(j, "language", head->language);
    json_put_str(j, "format", feed_format_name(f->format));
    json_put_str(j, "charset", f->charset);
    json_put_bool(j, "well_formed", f->well_formed);
    put_image(j, "text_input", &f->text_input);
    if (f->ttl_s)
        json_put_int(j, "ttl_s", f->ttl_s);
    if (f->skip_hours)
        json_put_int(j, "skip_hours", f->skip_hours);
    if (f->skip_days)
        json_put_int(j, "skip_days", f->skip_days);
    put_if(j, "moved_to", f->moved_to);
    put_if(j, "hub", f->hub);
    put_if(j, "self", f->self);
    json_key(j, "items");
    json_begin_array(j);
    for (size_t i = 0; i < f->item_count; i++)
        add_item(j, &f->items[i]);
    json_end_array(j);
}

enum err_code stage_feed(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e)
{
    struct str bytes;
    enum err_code code = stage_bytes(c, in, &bytes, e);
    if (code)
        return code;
    struct feed_hints hints = {
        .content_type = json_get_str(in, "content_type"),
        .url = json_get_str(in, "url"),
        .language = json_get_str(in, "content_language"),
    };
    struct feed feed = feed_parse(c->a, bytes, &hints);
    put_feed(out, &feed);
    return ERR_NONE;
}

enum err_code stage_robots(struct stage_context *c, const struct json_t *in, struct json *out,
                           struct err *e)
{
    struct str url = json_get_str(in, "url"), bytes = json_get_str(in, "robots");
    enum err_code code = bytes.p ? ERR_NONE : stage_bytes(c, in, &bytes, e);
    if (code)
        return code;
    if (!url.p)
        return err_set(e, ERR_BAD_INPUT, "the line has no \"url\"");
    struct robots robots = robots_parse(c->a, bytes, json_get_str(in, "agent"));
    json_put_bool(out, "allowed", robots_allowed(&robots, url));
    if (robots.delay_ms)
        json_put_int(out, "delay_ms", robots.delay_ms);
    return ERR_NONE;
}
