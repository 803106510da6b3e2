// harvest_wire: a harvest's way to the process that works on it, and back.
//
// There go the answer and what the store knows; back come items and articles.  Who sends them may
// have been taken over by the body it read, so what it says is used only where a feed or page could
// have said the same: rows, guids, addresses of known pages and times are the collector's own.
#include "base/limits.h"
#include "base/wire.h"
#include "collect/harvest.h"
#include "feed/sitemap.h"

#define PART_MAX LIMIT_DECODED

// --- there --------------------------------------------------------------------------------------

static const struct wire_field known_fields[] = {
    WIRE_RAW_OF(struct feed_item, guid),
    WIRE_RAW_OF(struct feed_item, content),
    WIRE_RAW_OF(struct feed_item, row),
    WIRE_RAW_OF(struct feed_item, left_at),
};
static const struct wire_table known_table = WIRE_TABLE(struct feed_item, known_fields, NULL);

// Texts of an answer may be any bytes.
static const struct wire_field job_fields[] = {
    WIRE_NUMBER_OF(struct harvest, kind, HARVEST_PAGE),
    WIRE_RAW_OF(struct harvest, now),
    WIRE_RAW_OF(struct harvest, feed.feed),
    WIRE_BYTES_OF(struct harvest, feed.title, PART_MAX),
    WIRE_BYTES_OF(struct harvest, feed.site, PART_MAX),
    WIRE_BYTES_OF(struct harvest, feed.outlet, PART_MAX),
    WIRE_RAW_OF(struct harvest, feed.good_at),
    WIRE_RAW_OF(struct harvest, feed.interval_s),
    WIRE_RAW_OF(struct harvest, feed.pushed_until),
    WIRE_RAW_OF(struct harvest, page.guid),
    WIRE_BYTES_OF(struct harvest, page.url, PART_MAX),
    WIRE_BYTES_OF(struct harvest, page.title, PART_MAX),
    WIRE_BYTES_OF(struct harvest, page.summary, PART_MAX),
    WIRE_BYTES_OF(struct harvest, page.byline, PART_MAX),
    WIRE_RAW_OF(struct harvest, page.published_at),
    WIRE_RAW_OF(struct harvest, page.row),
    WIRE_RAW_OF(struct harvest, answer.status),
    WIRE_BYTES_OF(struct harvest, answer.url, PART_MAX),
    WIRE_BYTES_OF(struct harvest, answer.body, PART_MAX),
    WIRE_BYTES_OF(struct harvest, answer.content_type, PART_MAX),
    WIRE_LIST_OF(struct harvest, known, known_count, UINT32_MAX, &known_table),
    WIRE_BYTES_OF(struct harvest, stored_title, PART_MAX),
    WIRE_BYTES_OF(struct harvest, stored_text, PART_MAX),
    WIRE_RAW_OF(struct harvest, depth),
    WIRE_NUMBER_OF(struct harvest, first, true),
    WIRE_NUMBER_OF(struct harvest, pushed, true),
};
static const struct wire_table job_table = WIRE_TABLE(struct harvest, job_fields, NULL);

void harvest_write(void *job, struct buf *out)
{
    wire_write(out, &job_table, job);
}

// --- back ---------------------------------------------------------------------------------------

static const struct wire_field item_fields[] = {
    WIRE_RAW_OF(struct harvest_item, item.guid),
    WIRE_RAW_OF(struct harvest_item, item.content),
    WIRE_BYTES_OF(struct harvest_item, bytes, PART_MAX),
    WIRE_NUMBER_OF(struct harvest_item, planned, true),
    WIRE_NUMBER_OF(struct harvest_item, noted, true),
    WIRE_NUMBER_OF(struct harvest_item, edited, true),
    WIRE_TEXT_OF(struct harvest_item, page.url, PART_MAX),
    WIRE_TEXT_OF(struct harvest_item, page.title, PART_MAX),
    WIRE_TEXT_OF(struct harvest_item, page.summary, PART_MAX),
    WIRE_TEXT_OF(struct harvest_item, page.byline, PART_MAX),
    WIRE_RAW_OF(struct harvest_item, page.published_at),
    WIRE_TEXT_OF(struct harvest_item, version_title, PART_MAX),
    WIRE_TEXT_OF(struct harvest_item, version_text, PART_MAX),
};

static bool item_is_fit(const void *item)
{
    const struct harvest_item *i = item;
    return !i->planned || i->page.url.p != NULL;
}

static const struct wire_table item_table =
    WIRE_TABLE(struct harvest_item, item_fields, item_is_fit);

static const struct wire_field mark_fields[] = {
    WIRE_RAW_OF(struct item_mark, guid),
    WIRE_NUMBER_OF(struct item_mark, forget, true),
    WIRE_RAW_OF(struct item_mark, left_at),
};
static const struct wire_table mark_table = WIRE_TABLE(struct item_mark, mark_fields, NULL);

static const struct wire_field answer_fields[] = {
    WIRE_LIST_OF(struct harvest, items, item_count, SITEMAP_ENTRIES_MAX, &item_table),
    WIRE_LIST_OF(struct harvest, marks, mark_count, UINT32_MAX, &mark_table),
    WIRE_TEXT_OF(struct harvest, hub, LIMIT_URL),
    WIRE_TEXT_OF(struct harvest, self, LIMIT_URL),
    WIRE_LIST_OF(struct harvest, children, child_count, SITEMAP_CHILDREN, &wire_texts),
    WIRE_NUMBER_OF(struct harvest, no_feed, true),
    WIRE_TEXT_OF(struct harvest, feed.title, PART_MAX),
    WIRE_TEXT_OF(struct harvest, feed.site, PART_MAX),
    WIRE_RAW_OF(struct harvest, feed.interval_s),
    WIRE_RAW_OF(struct harvest, feed.next_at),
};
static const struct wire_table answer_table = WIRE_TABLE(struct harvest, answer_fields, NULL);
_Static_assert((int)SITEMAP_ENTRIES_MAX >= (int)LIMIT_FEED_ITEMS, "items of both");

void *harvest_start(void)
{
    return pipeline_new();
}

void harvest_serve(void *pipeline, struct str job, struct buf *answer)
{
    static struct harvest h; // its arenas keep a block
    h = (struct harvest){.a = h.a, .item = h.item};
    if (wire_read(&h.a, &job, &job_table, &h)) {
        harvest_work(&h, pipeline);
        wire_write(answer, &answer_table, &h);
    }
    arena_reset(&h.a);
    arena_reset(&h.item);
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

static void take_pace(struct harvest *h, const struct harvest *got)
{
    int64_t longest = SCHEDULE_MAX_S + SCHEDULE_MAX_S / 10 + 7 * 86400; // hours that are skipped
    h->feed.interval_s = clamp(got->feed.interval_s, SCHEDULE_MIN_S, SCHEDULE_MAX_S);
    h->feed.next_at = clamp(got->feed.next_at, h->now, h->now + longest);
    if (!h->feed.title.n)
        h->feed.title = got->feed.title;
    if (!h->feed.site.n)
        h->feed.site = got->feed.site;
}

static void take_feed_item(struct harvest *h, struct harvest_item *i)
{
    const struct feed_item *known = harvest_known(h, i->item.guid);
    i->item.row = known ? known->row : 0;
    i->item.left_at = harvest_left_at(h);
    i->edited = i->edited && i->item.row;
    i->page.due_at = h->now;
    i->page.feed = h->feed.feed;
    i->page.guid = i->item.guid;
}

// Marks of items that are known, at the time that is now; what was there lately is not forgotten.
static void take_marks(struct harvest *h, const struct harvest *got)
{
    h->marks = got->marks;
    for (size_t i = 0; i < got->mark_count && !h->pushed; i++) {
        struct item_mark m = got->marks[i];
        const struct feed_item *known = harvest_known(h, m.guid);
        m.left_at = m.left_at == STORE_NO_TIME ? STORE_NO_TIME : h->now;
        m.forget = m.forget && known && harvest_is_long_gone(h, known);
        if (known)
            h->marks[h->mark_count++] = m;
    }
}

static void take_page_item(struct harvest *h, struct harvest_item *i)
{
    i->item.guid = h->page.guid;
    i->item.row = h->page.row;
    i->item.left_at = STORE_NO_TIME;
    i->noted = i->planned = false;
    harvest_plan_round(h, i);
}

// The articles, which are views of the answer until they are stored.
static bool take_articles(struct harvest *h, const struct harvest *got)
{
    for (size_t i = 0; i < got->item_count; i++) {
        struct harvest_item *item = &got->items[i];
        struct str bytes = item->bytes;
        if (!bytes.p)
            continue;
        item->article = store_prepared_new(&h->a, &bytes);
        if (!item->article || bytes.n)
            return false;
    }
    return true;
}

bool harvest_read(struct harvest *h, struct str answer)
{
    struct str rest = arena_str(&h->a, answer);
    struct harvest got = {0};
    bool is_whole = wire_read(&h->a, &rest, &answer_table, &got) && rest.n == 0;
    bool is_page = h->kind == HARVEST_PAGE;
    if (!is_whole || !take_articles(h, &got) ||
        (is_page && (got.item_count != 1 || got.child_count || got.no_feed)))
        return false;
    h->items = got.items;
    h->item_count = got.item_count;
    h->children = got.children;
    h->child_count = got.child_count;
    h->no_feed = got.no_feed;
    for (size_t i = 0; i < h->item_count; i++) {
        if (is_page)
            take_page_item(h, &h->items[i]);
        else
            take_feed_item(h, &h->items[i]);
    }
    if (!is_page && !h->no_feed) {
        take_pace(h, &got);
        take_marks(h, &got);
        h->hub = got.hub;
        h->self = got.self;
    }
    return true;
}
