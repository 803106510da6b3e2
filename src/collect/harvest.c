// harvest: see harvest.h.
#include "collect/harvest.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/wire.h"
#include "feed/feed.h"
#include "feed/sitemap.h"
#include "page/page.h"
#include "store/record.h"
#include "text/fold.h"

// A body shorter than this is a summary: three sentences (chosen by eye on the feeds of suites/).
enum { FULL_TEXT_BYTES = 900 };

// Seconds after the first reading at which a page is looked at again for edits: 1 h, 24 h, 7 d.
static const int64_t rounds[] = {3600, 24 * 3600, 7 * 24 * 3600};

const struct feed_item *harvest_known(const struct harvest *h, uint64_t guid)
{
    size_t low = 0, high = h->known_count;
    while (low < high) {
        // The store sorts them as signed numbers.
        size_t mid = (low + high) / 2;
        if ((int64_t)h->known[mid].guid < (int64_t)guid)
            low = mid + 1;
        else
            high = mid;
    }
    return low < h->known_count && h->known[low].guid == guid ? &h->known[low] : NULL;
}

// --- items that have left ------------------------------------------------------------------------

bool harvest_is_long_gone(const struct harvest *h, const struct feed_item *known)
{
    return known->left_at != STORE_NO_TIME && known->left_at < h->now - ITEM_KEPT_S;
}

int64_t harvest_left_at(const struct harvest *h)
{
    return h->depth > 0 ? h->now : STORE_NO_TIME;
}

// Which of the known items (in order of guid) the document at hand has.
static bool *note_present(struct harvest *h, const uint64_t *guids, size_t count)
{
    bool *present = arena_new(&h->a, bool, h->known_count);
    for (size_t i = 0; i < count; i++) {
        const struct feed_item *known = harvest_known(h, guids[i]);
        if (known)
            present[known - h->known] = true;
    }
    return present;
}

// An item is remembered for a month after it has left the feed's document, so that one that comes
// and goes is not new each time, and the list of items does not grow for ever.  Of a sitemap below
// an index nobody sees all documents at once: there an item is touched once a day while it is seen,
// and forgotten at a look at the index.
static void mark_known(struct harvest *h, const uint64_t *guids, size_t count, bool is_index)
{
    VEC(struct item_mark) marks = {0};
    if (h->pushed)
        return;
    bool *present = note_present(h, guids, count);
    for (size_t i = 0; i < h->known_count; i++) {
        const struct feed_item *known = &h->known[i];
        struct item_mark mark = {known->guid, false, h->now};
        bool left = known->left_at != STORE_NO_TIME;
        if (h->depth > 0 && present[i] && (!left || known->left_at < h->now - 86400))
            *vec_push(&h->a, &marks) = mark;
        if (h->depth > 0)
            continue;
        mark.forget = !present[i] && harvest_is_long_gone(h, known);
        mark.left_at = present[i] ? STORE_NO_TIME : h->now;
        if (mark.forget || (left && present[i]) || (!left && !present[i] && !is_index))
            *vec_push(&h->a, &marks) = mark;
    }
    h->marks = marks.v;
    h->mark_count = marks.n;
}

// --- feeds --------------------------------------------------------------------------------------

// Hash of the words, so that an edit of blanks or marks is none.
static uint64_t content_hash(struct arena *a, struct str title, struct str text)
{
    return hash_str_seed(fold(a, text), hash_str(fold(a, title)));
}

static struct str kept(struct harvest *h, struct str s)
{
    return s.p ? arena_str(&h->a, s) : s;
}

// Reading an article takes a hundred times its length; only what travels of it is kept.
static void read_record(struct harvest *h, struct pipeline *p, struct record *r,
                        struct harvest_item *out)
{
    struct buf bytes = {0};
    r->added_at = h->now;
    if (!r->outlet.n)
        r->outlet = h->feed.outlet.n ? h->feed.outlet : h->feed.title;
    if (!r->reading.n) // an article of a page has been read with the page
        record_read(p, &h->item, r);
    wire_write(&bytes, &store_prepared_wire, store_prepare_part(&h->item, pipeline_cache(p), r));
    out->bytes = arena_str(&h->a, buf_str(&bytes));
    buf_release(&bytes);
}

// An item's key: its id within its feed, so that no feed can touch another's rows (threats.md P12).
static uint64_t guid_of(const struct feed_entry *item)
{
    struct str key = item->id.n ? item->id : item->link.n ? item->link : item->title.value;
    return hash_str(key);
}

static void plan_page(struct harvest *h, const struct record *r, struct harvest_item *out)
{
    out->planned = true;
    out->page = (struct page_due){.due_at = h->now,
                                  .feed = h->feed.feed,
                                  .guid = out->item.guid,
                                  .url = kept(h, r->url),
                                  .title = kept(h, r->title),
                                  .summary = kept(h, r->text),
                                  .byline = kept(h, utf8_take(r->byline, LIMIT_NAME_POINTS)),
                                  .published_at = r->published_at};
}

static void harvest_feed_item(struct harvest *h, struct pipeline *p, const struct feed *feed,
                              const struct feed_entry *entry, struct harvest_item *out)
{
    arena_reset(&h->item);
    struct record r = record_of_item(p, &h->item, feed, entry);
    out->item = (struct feed_item){.guid = guid_of(entry),
                                   .content = content_hash(&h->item, r.title, r.text),
                                   .left_at = harvest_left_at(h)};
    const struct feed_item *known = harvest_known(h, out->item.guid);
    bool is_summary = r.text.n < FULL_TEXT_BYTES && r.url.n;
    if (known) {
        out->item.row = known->row;
        if (known->content == out->item.content)
            return;
        // An edited summary says that the page may have been edited.
        if (is_summary)
            plan_page(h, &r, out);
        out->edited = !is_summary && known->row != 0;
        out->version_title = kept(h, r.title);
        out->version_text = kept(h, r.text);
        return;
    }
    if (is_summary)
        plan_page(h, &r, out);
    else if (r.text.n || r.title.n)
        read_record(h, p, &r, out);
}

static void set_pace(struct harvest *h, const struct feed *feed, size_t new_items)
{
    VEC(int64_t) times = {0};
    for (size_t i = 0; i < feed->item_count; i++) {
        const struct feed_entry *e = &feed->items[i];
        if (e->published.known)
            *vec_push(&h->a, &times) = e->published.at;
        else if (e->updated.known)
            *vec_push(&h->a, &times) = e->updated.at;
    }
    struct pace pace = {.interval_s = h->feed.interval_s,
                        .item_at = times.v,
                        .item_count = times.n,
                        .new_items = new_items,
                        .ttl_s = feed->ttl_s,
                        .skip_hours = feed->skip_hours,
                        .skip_days = feed->skip_days,
                        .pushed = h->feed.pushed_until > h->now};
    h->feed.interval_s = schedule_interval(&pace, h->now);
    h->feed.next_at = schedule_next(&pace, h->feed.interval_s, h->feed.feed, h->now);
}

static int64_t sitemap_time(const struct sitemap_entry *e)
{
    return e->has_published ? e->published_at : e->has_modified ? e->modified_at : INT64_MIN;
}

// Newest first; those without a time last, as the site has them.
static int by_time(const void *a, const void *b)
{
    const struct sitemap_entry *x = *(struct sitemap_entry *const *)a,
                               *y = *(struct sitemap_entry *const *)b;
    int64_t s = sitemap_time(x), t = sitemap_time(y);
    if (s == t)
        return (x > y) - (x < y);
    return s > t ? -1 : 1;
}

static void harvest_index(struct harvest *h, struct sitemap_entry **entries, size_t count)
{
    // Those that have not changed since the last good look have nothing new.  Two days are left for
    // sitemaps that could not be fetched then and for clocks.
    int64_t since = h->first ? INT64_MIN : h->feed.good_at - 2 * 86400;
    h->children = arena_new(&h->a, struct str, SITEMAP_CHILDREN);
    for (size_t i = 0; i < count && h->child_count < SITEMAP_CHILDREN; i++) {
        int64_t at = sitemap_time(entries[i]);
        if (h->depth < SITEMAP_DEPTH && (at == INT64_MIN || at >= since))
            h->children[h->child_count++] = entries[i]->url;
    }
}

static void harvest_entry(struct harvest *h, const struct sitemap_entry *entry, size_t taken,
                          struct harvest_item *out)
{
    *out = (struct harvest_item){
        .item = {.guid = hash_str(entry->url),
                 .content = content_hash(&h->a, entry->title, S("")),
                 .left_at = harvest_left_at(h)}
    };
    if (harvest_known(h, out->item.guid))
        return;
    // What is older than items are remembered may have been seen and forgotten.
    int64_t at = sitemap_time(entry);
    out->noted = (h->first && taken >= SITEMAP_FIRST) ||
                 (!h->first && at != INT64_MIN && at < h->now - ITEM_KEPT_S);
    if (out->noted)
        return;
    struct record r = {
        .url = entry->url,
        .title = entry->title,
        .published_at = entry->has_published ? entry->published_at : STORE_NO_TIME,
    };
    plan_page(h, &r, out);
}

static void harvest_sitemap(struct harvest *h)
{
    struct sitemap map = sitemap_parse(&h->a, h->answer.body, h->answer.url);
    h->no_feed = map.entry_count == 0;
    struct sitemap_entry **order = arena_new(&h->a, struct sitemap_entry *, map.entry_count);
    uint64_t *guids = arena_new(&h->a, uint64_t, map.entry_count);
    VEC(int64_t) times = {0};
    for (size_t i = 0; i < map.entry_count; i++) {
        order[i] = &map.entries[i];
        if (sitemap_time(order[i]) != INT64_MIN)
            *vec_push(&h->a, &times) = sitemap_time(order[i]);
    }
    if (map.entry_count)
        qsort(order, map.entry_count, sizeof(struct sitemap_entry *), by_time);
    size_t fresh = 0;
    if (map.is_index) {
        harvest_index(h, order, map.entry_count);
        fresh = h->child_count;
    } else {
        h->items = arena_new(&h->a, struct harvest_item, map.entry_count);
        for (size_t i = 0; i < map.entry_count; i++) {
            struct harvest_item *out = &h->items[h->item_count];
            harvest_entry(h, order[i], fresh, out);
            guids[i] = out->item.guid;
            fresh += out->planned;
            h->item_count += out->planned || out->noted;
        }
    }
    if (map.entry_count)
        mark_known(h, guids, map.is_index ? 0 : map.entry_count, map.is_index);
    if (!h->feed.title.n && map.entry_count && map.entries[0].outlet.n)
        h->feed.title = map.entries[0].outlet;
    struct pace pace = {.interval_s = h->feed.interval_s,
                        .item_at = times.v,
                        .item_count = times.n,
                        .new_items = fresh};
    h->feed.interval_s = schedule_interval(&pace, h->now);
    h->feed.next_at = schedule_next(&pace, h->feed.interval_s, h->feed.feed, h->now);
}

static void harvest_feed(struct harvest *h, struct pipeline *p)
{
    struct feed_hints hints = {.content_type = h->answer.content_type, .url = h->answer.url};
    struct feed feed = feed_parse(&h->a, h->answer.body, &hints);
    if (feed.format == FEED_UNKNOWN) {
        harvest_sitemap(h);
        return;
    }
    if (!h->feed.title.n)
        h->feed.title = feed.head.title.value;
    if (!h->feed.site.n)
        h->feed.site = str_take(feed.head.link, LIMIT_URL);
    if (feed.hub.n <= LIMIT_URL && feed.self.n <= LIMIT_URL) {
        h->hub = feed.hub;
        h->self = feed.self;
    }
    h->items = arena_new(&h->a, struct harvest_item, feed.item_count);
    uint64_t *guids = arena_new(&h->a, uint64_t, feed.item_count);
    size_t fresh = 0;
    for (size_t i = 0; i < feed.item_count; i++) {
        struct harvest_item *out = &h->items[h->item_count];
        *out = (struct harvest_item){0};
        harvest_feed_item(h, p, &feed, &feed.items[i], out);
        guids[i] = out->item.guid;
        fresh += out->bytes.n || out->planned;
        h->item_count += out->bytes.n || out->planned || out->edited;
    }
    mark_known(h, guids, feed.item_count, false);
    set_pace(h, &feed, fresh);
}

void harvest_plan_round(const struct harvest *h, struct harvest_item *out)
{
    out->page = h->page;
    out->page.page = 0;
    out->page.tries = 0;
    if ((size_t)h->page.round >= COUNT_OF(rounds))
        return;
    out->page.due_at = h->now + rounds[h->page.round];
    out->page.round = h->page.round + 1;
    out->planned = true;
}

static bool differs(struct harvest *h, struct str stored, struct str found)
{
    return found.n && !str_eq(fold(&h->a, found), fold(&h->a, stored));
}

// `r` is what the page itself says: a summary or a page that cannot be had is no edit.
static void compare_page(struct harvest *h, const struct record *r, struct harvest_item *out)
{
    out->item.row = h->page.row;
    out->version_title = h->stored_title;
    if (h->answer.status == 404 || h->answer.status == 410) {
        out->version_text = S("");
        out->edited = h->stored_text.n > 0;
        return;
    }
    struct str title = utf8_take(r->title, LIMIT_TITLE_POINTS),
               text = utf8_take_bytes(r->text, LIMIT_ARTICLE_TEXT);
    out->edited =
        text.n && (differs(h, utf8_take_bytes(h->stored_text, LIMIT_ARTICLE_TEXT), text) ||
                   differs(h, h->stored_title, title));
    out->version_text = text;
    if (title.n)
        out->version_title = title;
}

static void harvest_page(struct harvest *h, struct pipeline *p)
{
    struct harvest_item *out = arena_new(&h->a, struct harvest_item, 1);
    h->items = out;
    h->item_count = 1;
    out->item.guid = h->page.guid;
    out->item.left_at = STORE_NO_TIME; // of one that is known it stays as it is
    struct record r = {.published_at = STORE_NO_TIME};
    if (h->answer.status == 200) {
        struct page_input in = {
            .bytes = h->answer.body, .url = h->answer.url, .content_type = h->answer.content_type};
        struct page page = pipeline_page(p, &h->a, &in);
        if (page.article_count > 1)
            page.article_count = 1; // the first is the page's own
        if (!h->page.row)
            pipeline_read(p, &h->a, &page);
        if (page.article_count)
            r = record_of_article(&h->a, &page, 0);
    }
    struct record own = r;
    // What the feed said fills what the page lacks; a page without an article is its summary.
    if (r.text.n < h->page.summary.n) {
        r = (struct record){.text = h->page.summary, .published_at = STORE_NO_TIME};
    }
    if (!r.title.n)
        r.title = h->page.title;
    if (!r.byline.n)
        r.byline = h->page.byline;
    if (h->page.published_at != STORE_NO_TIME)
        r.published_at = h->page.published_at;
    r.url = h->page.url;
    out->item.content = content_hash(&h->a, h->page.title, h->page.summary);
    harvest_plan_round(h, out);
    if (h->page.row)
        compare_page(h, &own, out);
    else if (r.text.n || r.title.n)
        read_record(h, p, &r, out);
}

void harvest_work(struct harvest *h, struct pipeline *p)
{
    if (h->kind == HARVEST_FEED)
        harvest_feed(h, p);
    else
        harvest_page(h, p);
}
