// harvest: see harvest.h.
#include "collect/harvest.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "feed/feed.h"
#include "page/page.h"
#include "store/record.h"
#include "text/fold.h"

// A body shorter than this is a summary: three sentences (chosen by eye on the feeds of suites/).
enum { FULL_TEXT_BYTES = 900 };

// Seconds after the first reading at which a page is looked at again for edits: 1 h, 24 h, 7 d.
static const int64_t rounds[] = {3600, 24 * 3600, 7 * 24 * 3600};

static const struct feed_item *find_known(const struct harvest *h, uint64_t guid)
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

// Hash of the words, so that an edit of blanks or marks is none.
static uint64_t content_hash(struct arena *a, struct str title, struct str text)
{
    return hash_str_seed(fold(a, text), hash_str(fold(a, title)));
}

static void read_record(struct harvest *h, struct pipeline *p, struct record *r,
                        struct harvest_item *out)
{
    r->added_at = h->now;
    if (!r->outlet.n)
        r->outlet = h->feed.outlet.n ? h->feed.outlet : h->feed.title;
    if (!r->reading.n) // an article of a page has been read with the page
        record_read(p, &h->a, r);
    out->article = store_prepare(&h->a, pipeline_cache(p), r);
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
                                  .url = r->url,
                                  .title = r->title,
                                  .summary = r->text,
                                  .byline = r->byline,
                                  .published_at = r->published_at};
}

static void harvest_feed_item(struct harvest *h, struct pipeline *p, const struct feed *feed,
                              const struct feed_entry *entry, struct harvest_item *out)
{
    struct record r = record_of_item(p, &h->a, feed, entry);
    out->item =
        (struct feed_item){.guid = guid_of(entry), .content = content_hash(&h->a, r.title, r.text)};
    const struct feed_item *known = find_known(h, out->item.guid);
    if (known) {
        out->item.row = known->row;
        out->edited = known->content != out->item.content && known->row != 0;
        out->version_title = r.title;
        out->version_text = r.text;
        return;
    }
    if (r.text.n < FULL_TEXT_BYTES && r.url.n)
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
    struct pace pace = {h->feed.interval_s, times.v,          times.n,        new_items,
                        feed->ttl_s,        feed->skip_hours, feed->skip_days};
    h->feed.interval_s = schedule_interval(&pace, h->now);
    h->feed.next_at = schedule_next(&pace, h->feed.interval_s, h->feed.feed, h->now);
}

static void harvest_feed(struct harvest *h, struct pipeline *p)
{
    struct feed_hints hints = {.content_type = h->answer.content_type, .url = h->answer.url};
    struct feed feed = feed_parse(&h->a, h->answer.body, &hints);
    h->no_feed = feed.format == FEED_UNKNOWN;
    if (h->no_feed)
        return;
    if (!h->feed.title.n)
        h->feed.title = feed.head.title.value;
    if (!h->feed.site.n)
        h->feed.site = feed.head.link;
    h->items = arena_new(&h->a, struct harvest_item, feed.item_count);
    size_t fresh = 0;
    for (size_t i = 0; i < feed.item_count; i++) {
        struct harvest_item *out = &h->items[h->item_count];
        *out = (struct harvest_item){0};
        harvest_feed_item(h, p, &feed, &feed.items[i], out);
        fresh += out->article || out->planned;
        h->item_count += out->article || out->planned || out->edited;
    }
    set_pace(h, &feed, fresh);
}

// Plans the next look at a page for edits, if there is one.
static void plan_round(const struct harvest *h, struct harvest_item *out)
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

static void compare_page(struct harvest *h, const struct record *r, struct harvest_item *out)
{
    out->item.row = h->page.row;
    out->edited = h->answer.status == 404 || h->answer.status == 410 ||
                  (r->text.n && !str_eq(fold(&h->a, r->text), fold(&h->a, h->stored_text)));
    out->version_title = r->title;
    out->version_text = r->text;
}

static void harvest_page(struct harvest *h, struct pipeline *p)
{
    struct harvest_item *out = arena_new(&h->a, struct harvest_item, 1);
    h->items = out;
    h->item_count = 1;
    out->item.guid = h->page.guid;
    struct record r = {.published_at = STORE_NO_TIME};
    if (h->answer.status == 200) {
        struct page_input in = {
            .bytes = h->answer.body, .url = h->answer.url, .content_type = h->answer.content_type};
        struct page page = pipeline_page(p, &h->a, &in);
        if (!h->page.row)
            pipeline_read(p, &h->a, &page);
        if (page.article_count)
            r = record_of_article(&h->a, &page, 0);
    }
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
    plan_round(h, out);
    if (h->page.row)
        compare_page(h, &r, out);
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
