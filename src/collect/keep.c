// keep: what the store is told of answers: a feed's items, articles, edits and validators in one
// transaction.
#include <string.h>

#include "base/vec.h"
#include "collect/collector_int.h"
#include "store/subscriptions.h"
#include "store/versions.h"

bool collector_begin(struct collector *c)
{
    if (!c->failure.code && !c->in_batch) {
        c->in_batch = store_begin(c->store, &c->failure) == 0;
        c->batch = 0;
        c->batch_started = collector_now();
    }
    return !c->failure.code;
}

// What was told of a batch is said once it is safe; nothing is said of one that failed.
static void say_told(struct collector *c, bool safe)
{
    for (size_t i = 0; i < c->told.n && safe && c->event; i++) {
        const struct told *t = &c->told.v[i];
        c->event(c->event_context, t->url, t->status, t->error, t->fresh, c->counts);
    }
    c->told.v = NULL;
    c->told.n = c->told.cap = 0;
    arena_reset(&c->told_arena);
}

void collector_commit(struct collector *c)
{
    if (!c->in_batch)
        return;
    bool safe = !c->failure.code && !store_counters_add(c->store, c->counters, &c->failure) &&
                !store_commit(c->store, &c->failure);
    if (safe)
        memset(c->counters, 0, sizeof c->counters);
    c->in_batch = false;
    push_committed(c, safe);
    say_told(c, safe);
}

void collector_count(struct collector *c, const struct fetched *f)
{
    static const enum collect_counter errors[] = {
        [FETCH_REFUSED] = COLLECT_ERRORS_REFUSED,
        [FETCH_FAILED] = COLLECT_ERRORS_NETWORK,
        [FETCH_TOO_LARGE] = COLLECT_ERRORS_TOO_LARGE,
    };
    if (f->outcome == FETCH_PUT_OFF) // it was not sent
        return;
    c->counters[COLLECT_FETCHES]++;
    c->counters[COLLECT_BYTES] += (int64_t)f->wire_bytes;
    c->counts->refused += f->outcome == FETCH_REFUSED;
    if (f->outcome != FETCH_OK)
        c->counters[errors[f->outcome]]++;
    else if (f->status == 304)
        c->counters[COLLECT_UNCHANGED]++;
    else if (f->status != 200)
        c->counters[COLLECT_ERRORS_HTTP]++;
}

void collector_tell(struct collector *c, struct str url, int status, const char *error,
                    size_t fresh)
{
    struct arena *a = &c->told_arena;
    *vec_push(a, &c->told) = (struct told){
        .url = arena_str(a, str_take(url, 600)).p,
        .status = status,
        .error = error ? arena_str(a, str_from_cstr(error)).p : NULL,
        .fresh = fresh,
    };
    if (!c->in_batch)
        say_told(c, !c->failure.code);
}

void keep_failure(struct collector *c, struct feed_row *f, const struct fetched *answer,
                  const char *why)
{
    int64_t now = collector_now();
    f->tried_at = now;
    f->status = answer->status;
    f->failures++;
    f->error = str_from_cstr(why);
    f->gone = answer->status == 410;
    if (f->gone && collector_begin(c))
        (void)!store_subscription_leave(c->store, f->feed, &c->failure);
    f->next_at = schedule_retry(f->interval_s, f->failures, answer->retry_after, f->feed, now);
    c->counts->failed++;
    if (collector_begin(c))
        (void)!store_feed_update(c->store, f, &c->failure);
    collector_tell(c, f->url, answer->status, why, 0);
}

void keep_unchanged(struct collector *c, struct feed_row *f, const struct fetched *answer)
{
    int64_t now = collector_now();
    struct pace pace = {.interval_s = f->interval_s, .pushed = f->pushed_until > now};
    f->tried_at = f->good_at = now;
    f->status = answer->status;
    f->failures = 0;
    f->error = (struct str){0};
    f->interval_s = schedule_interval(&pace, now);
    f->next_at = schedule_next(&pace, f->interval_s, f->feed, now);
    if (answer->moved.n)
        f->url = answer->moved;
    c->counts->unchanged++;
    if (collector_begin(c))
        (void)!store_feed_update(c->store, f, &c->failure);
    collector_tell(c, f->url, answer->status, NULL, 0);
}

void keep_put_off(struct collector *c, int64_t feed, int64_t seconds)
{
    int64_t until = collector_now() + seconds + 1;
    if (collector_begin(c))
        (void)!store_feed_put_off(c->store, feed, until, &c->failure);
}

void keep_lost(struct collector *c, struct harvest *h, const char *why)
{
    bool is_feed = h->kind == HARVEST_FEED && h->depth == 0 && !h->pushed;
    c->counters[COLLECT_ERRORS_LOST]++;
    if (is_feed && collector_begin(c) && store_feed_known(c->store, h->feed.feed)) {
        h->answer.retry_after = SCHEDULE_BACKOFF_MAX_S; // it is likely to be the same for a while
        keep_failure(c, &h->feed, &h->answer, why);
        return;
    }
    if (h->pushed && collector_begin(c))
        push_letter_done(c, h->letter);
    // A page that even without its body cannot be read is done with.
    if (h->kind == HARVEST_PAGE && !h->answer.body.n && collector_begin(c))
        (void)!store_page_done(c->store, h->page.page, &c->failure);
    struct str url = h->kind == HARVEST_PAGE ? h->page.url : h->answer.url;
    collector_tell(c, url, h->answer.status, why, 0);
}

// One item of a feed or page: article, edit, plan; the item's row goes with them.
static void keep_item(struct collector *c, const struct harvest *h, struct harvest_item *i,
                      size_t *fresh)
{
    struct err *e = &c->failure;
    if (i->article && !e->code) {
        enum added added;
        arena_reset(&c->packing);
        store_prepare_rest(&c->packing, i->article, h->now);
        store_prepared_publisher(&c->packing, i->article, h->feed.url);
        if (store_add(c->store, i->article, &added, &i->item.row, e))
            return;
        *fresh += added == ADDED_NEW;
        c->counts->articles += added == ADDED_NEW;
        c->counts->known += added == ADDED_KNOWN;
        c->counters[COLLECT_ARTICLES] += added == ADDED_NEW;
    }
    c->batch++;
    if (i->edited && i->item.row && !e->code) {
        (void)!store_version_add(c->store, i->item.row, h->now, i->version_title, i->version_text,
                                 e);
        c->counts->edits++;
        c->counters[COLLECT_EDITS]++;
    }
    i->page.row = i->item.row;
    if (i->planned && !e->code && (h->kind == HARVEST_FEED || i->item.row))
        (void)!store_page_plan(c->store, &i->page, e);
    if (!e->code)
        (void)!store_feed_item_set(c->store, h->feed.feed, &i->item, i->noted ? 0 : h->now, e);
}

// The items of a feed, as many new ones as it may bring a day; false: there were more.
static bool keep_items(struct collector *c, struct harvest *h, size_t *fresh)
{
    size_t today = store_feed_items_since(c->store, h->feed.feed, h->now - 86400);
    size_t room = today < NEW_A_DAY_MAX ? NEW_A_DAY_MAX - today : 0;
    bool all = true;
    int64_t taken = 0;
    for (size_t i = 0; i < h->item_count && !c->failure.code; i++) {
        struct harvest_item *item = &h->items[i];
        bool is_new = !item->item.row && !item->noted;
        if (is_new && room == 0) {
            all = false;
            continue;
        }
        room -= is_new;
        taken += is_new;
        c->counters[COLLECT_ITEMS] += is_new;
        keep_item(c, h, item, fresh);
    }
    if (taken && !c->failure.code)
        (void)!store_feed_count_items(c->store, h->feed.feed, taken, &c->failure);
    return all;
}

static void keep_marks(struct collector *c, const struct harvest *h)
{
    for (size_t i = 0; i < h->mark_count && !c->failure.code; i++) {
        const struct item_mark *m = &h->marks[i];
        if (m->forget)
            (void)!store_feed_item_forget(c->store, h->feed.feed, m->guid, &c->failure);
        else
            (void)!store_feed_item_left(c->store, h->feed.feed, m->guid, m->left_at, &c->failure);
    }
}

// Whether a document ends with the end of its root, as far as its last bytes tell.
static bool has_end(struct str body)
{
    static const struct str ends[] = {S_INIT("</rss"), S_INIT("</feed"), S_INIT("</rdf:rdf"),
                                      S_INIT("</urlset"), S_INIT("</sitemapindex")};
    body = str_trim(body);
    struct str last = str_drop(body, body.n < 256 ? 0 : body.n - 256);
    for (; last.n; last = str_drop(last, 1))
        for (size_t i = 0; i < COUNT_OF(ends); i++)
            if (str_starts_nocase(last, ends[i]))
                return true;
    return body.n && body.p[body.n - 1] == '}';
}

static void keep_feed(struct collector *c, struct harvest *h)
{
    size_t fresh = 0;
    bool all = keep_items(c, h, &fresh);
    keep_marks(c, h);
    const char *flag = all ? NULL : "more new items than a feed may bring a day; the rest later";
    for (size_t i = 0; i < h->child_count && !c->failure.code; i++)
        errand_send_child(c, h, h->children[i]);
    struct feed_row *f = &h->feed;
    if (h->pushed) {
        if (h->item_count && !c->failure.code)
            (void)!store_feed_news(c->store, f->feed, h->now, &c->failure);
        push_letter_done(c, h->letter);
    }
    if (h->depth > 0 || h->pushed) {
        collector_tell(c, h->answer.url, h->answer.status, flag, fresh);
        return;
    }
    f->tried_at = f->good_at = h->now;
    if (h->item_count)
        f->new_at = h->now;
    f->status = h->answer.status;
    f->failures = 0;
    f->error = flag ? str_from_cstr(flag) : (struct str){0};
    // Validators stand for all that was served: not where items were left for later, nor for the
    // sitemaps of an index, which have not come yet, nor for half a document.
    bool whole = all && h->child_count == 0 && (h->answer.end_is_told || has_end(h->answer.body));
    f->etag = whole ? h->answer.etag : (struct str){0};
    f->last_modified = whole ? h->answer.last_modified : (struct str){0};
    if (h->answer.moved.n)
        f->url = h->answer.moved;
    if (!c->failure.code)
        (void)!store_feed_update(c->store, f, &c->failure);
    push_want(c, h);
    collector_tell(c, f->url, h->answer.status, flag, fresh);
}

static void keep_page(struct collector *c, struct harvest *h)
{
    size_t fresh = 0;
    (void)!store_page_done(c->store, h->page.page, &c->failure);
    for (size_t i = 0; i < h->item_count && !c->failure.code; i++)
        keep_item(c, h, &h->items[i], &fresh);
    c->counts->pages++;
    collector_tell(c, h->page.url, h->answer.status, NULL, fresh);
}

void keep_harvest(struct collector *c, struct harvest *h)
{
    if (h->no_feed) {
        c->counters[COLLECT_ERRORS_FORMAT]++;
        if (h->pushed && collector_begin(c))
            push_letter_done(c, h->letter);
        if (h->pushed)
            collector_tell(c, h->answer.url, h->answer.status, "what the hub sent is no feed", 0);
        else if (h->depth > 0)
            collector_tell(c, h->answer.url, h->answer.status, "the answer is no sitemap", 0);
        else
            keep_failure(c, &h->feed, &h->answer, "the answer is no feed");
        return;
    }
    // Its number may be another feed's later on, so nothing is kept of one that was unfollowed.
    if (!collector_begin(c))
        return;
    if (!store_feed_known(c->store, h->feed.feed)) {
        if (h->pushed)
            push_letter_done(c, h->letter);
        return;
    }
    if (h->kind == HARVEST_PAGE)
        keep_page(c, h);
    else
        keep_feed(c, h);
}
