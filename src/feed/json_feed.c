// json_feed: see json_feed.h.  jansson reads the JSON; nesting and number of values are looked at
// before, as jansson goes down 2,048 levels and this format has five.
#include "feed/json_feed.h"

#include <jansson.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/url.h"
#include "base/vec.h"
#include "feed/date.h"
#include "feed/markup.h"
#include "feed/xml.h"

enum { LIST_MAX = 64 };

enum { VALUES_MAX = 100000, RESOLVED_FREE = 1 << 20 };

struct source {
    struct arena *a;
    struct markup_base links;
    struct pieces edited;
};

// A string member as text of the arena; numbers, which ids often are, as they are written.
static struct str member(struct source *s, const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (json_is_integer(value))
        return arena_printf(s->a, "%lld", (long long)json_integer_value(value));
    if (json_is_real(value))
        return arena_printf(s->a, "%.17g", json_real_value(value));
    struct str text = json_get_str(object, key);
    return text.p ? str_trim(arena_str(s->a, text)) : text;
}

static struct str address(struct source *s, const json_t *object, const char *key)
{
    struct str value = member(s, object, key);
    size_t cost = s->links.base.n + value.n;
    if (!value.n || cost > s->links.budget)
        return value;
    s->links.budget -= cost;
    return url_resolve(s->a, s->links.base, value);
}

static struct feed_text text_member(struct source *s, const json_t *object, const char *key,
                                    bool html)
{
    struct feed_text t = {.value = member(s, object, key), .base = s->links.base};
    if (!t.value.p)
        return t;
    t.kind = html ? FEED_TEXT_HTML : FEED_TEXT_PLAIN;
    t.type = html ? S("text/html") : S("text/plain");
    if (html)
        t.value = feed_markup_resolve(s->a, &s->links, t.value, &s->edited);
    return t;
}

static struct feed_time time_member(struct source *s, const json_t *object, const char *key)
{
    struct feed_time t = {.text = member(s, object, key)};
    t.known = t.text.n && feed_date_parse(t.text, &t.at);
    return t;
}

static struct feed_person person(struct source *s, const json_t *object)
{
    return (struct feed_person){.name = member(s, object, "name"),
                                .url = address(s, object, "url")};
}

// "authors" of 1.1, "author" of 1.0.
static void read_authors(struct source *s, const json_t *object, struct feed_entry *e)
{
    VEC(struct feed_person) authors = {0};
    const json_t *list = json_object_get(object, "authors"), *one;
    size_t i;
    json_array_foreach(list, i, one) if (json_is_object(one) && i < LIST_MAX) *
        vec_push(s->a, &authors) = person(s, one);
    one = json_object_get(object, "author");
    if (!authors.n && json_is_object(one))
        *vec_push(s->a, &authors) = person(s, one);
    e->authors = authors.v;
    e->author_count = authors.n;
}

static struct str size_text(struct source *s, const json_t *object)
{
    return member(s, object, "size_in_bytes");
}

static void read_links(struct source *s, const json_t *object, struct feed_entry *e)
{
    VEC(struct feed_link) links = {0};
    struct str external = address(s, object, "external_url");
    const json_t *list = json_object_get(object, "attachments"), *one;
    size_t i;
    if (e->link.n)
        *vec_push(s->a, &links) =
            (struct feed_link){.href = e->link, .rel = S("alternate"), .type = S("text/html")};
    if (external.n)
        *vec_push(s->a, &links) = (struct feed_link){.href = external, .rel = S("related")};
    json_array_foreach(list, i, one) if (json_is_object(one) && i < LIST_MAX) *
        vec_push(s->a, &links) = (struct feed_link){.href = address(s, one, "url"),
                                                    .rel = S("enclosure"),
                                                    .type = member(s, one, "mime_type"),
                                                    .title = member(s, one, "title"),
                                                    .length = size_text(s, one)};
    e->links = links.v;
    e->link_count = links.n;
}

static void read_tags(struct source *s, const json_t *object, struct feed_entry *e)
{
    VEC(struct feed_category) tags = {0};
    const json_t *list = json_object_get(object, "tags"), *one;
    size_t i;
    json_array_foreach(list, i, one) if (json_is_string(one) && i < LIST_MAX) *
        vec_push(s->a, &tags) = (struct feed_category){
        .term = arena_str(s->a, (struct str){json_string_value(one), json_string_length(one)})};
    e->categories = tags.v;
    e->category_count = tags.n;
}

static void read_item(struct source *s, const json_t *object, struct feed_entry *e)
{
    e->id = member(s, object, "id");
    e->link = address(s, object, "url");
    e->title = text_member(s, object, "title", false);
    e->summary = text_member(s, object, "summary", false);
    e->language = member(s, object, "language");
    e->published = time_member(s, object, "date_published");
    e->updated = time_member(s, object, "date_modified");
    if (!e->published.known && e->updated.known)
        e->published = e->updated;
    e->image.url = address(s, object, "image");
    if (!e->image.url.n)
        e->image.url = address(s, object, "banner_image");
    struct feed_text html = text_member(s, object, "content_html", true);
    struct feed_text plain = text_member(s, object, "content_text", false);
    e->contents = arena_new(s->a, struct feed_text, 2);
    if (html.value.p)
        e->contents[e->content_count++] = html;
    if (plain.value.p)
        e->contents[e->content_count++] = plain;
    read_authors(s, object, e);
    read_links(s, object, e);
    read_tags(s, object, e);
}

static void read_head(struct source *s, const json_t *object, struct feed *feed)
{
    struct feed_entry *head = &feed->head;
    struct str version = json_get_str(object, "version");
    feed->format = str_ends(version, S("/1.1")) ? FEED_JSON_11 : FEED_JSON_1;
    head->title = text_member(s, object, "title", false);
    head->subtitle = text_member(s, object, "description", false);
    head->link = address(s, object, "home_page_url");
    head->language = member(s, object, "language");
    head->icon = address(s, object, "favicon");
    head->logo = address(s, object, "icon");
    feed->self = address(s, object, "feed_url");
    const json_t *hubs = json_object_get(object, "hubs"), *hub;
    size_t i;
    json_array_foreach(hubs, i, hub) if (json_is_object(hub) && !feed->hub.n) feed->hub =
        address(s, hub, "url");
    read_authors(s, object, head);
    read_links(s, object, head);
}

// Is the text nested less deep, and of fewer values, than the limits?  jansson takes up to a
// hundred bytes for each byte of "[{},{},…".
static bool is_bounded(struct str text)
{
    size_t depth = 0, deepest = 0, values = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (in_string) {
            i += c == '\\';
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == ',') {
            values++;
        } else if (c == '{' || c == '[') {
            values++;
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if ((c == '}' || c == ']') && depth) {
            depth--;
        }
    }
    return deepest <= LIMIT_JSON_DEPTH && values <= VALUES_MAX;
}

void feed_read_json(struct arena *a, struct str text, const struct feed_hints *hints,
                    struct feed *feed)
{
    json_t *object = NULL, *one;
    struct source s = {.a = a, .links.budget = 8 * text.n + RESOLVED_FREE};
    size_t i;
    feed_markup_set_base(a, &s.links, hints->url);
    if (is_bounded(text))
        object = json_loadb(text.p, text.n, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, NULL);
    const json_t *items = json_object_get(object, "items");
    bool is_feed =
        json_is_array(items) || str_has(json_get_str(object, "version"), S("jsonfeed.org"));
    if (!is_feed) {
        feed->faults |= XML_FAULT_MARKUP;
        json_decref(object);
        return;
    }
    read_head(&s, object, feed);
    if (!feed->head.language.n)
        feed->head.language = hints->language;
    size_t count = json_array_size(items);
    feed->cut = count > LIMIT_FEED_ITEMS;
    feed->items =
        arena_new(a, struct feed_entry, count < LIMIT_FEED_ITEMS ? count : LIMIT_FEED_ITEMS);
    json_array_foreach(items, i,
                       one) if (json_is_object(one) && feed->item_count < LIMIT_FEED_ITEMS)
        read_item(&s, one, &feed->items[feed->item_count++]);
    json_decref(object);
}
