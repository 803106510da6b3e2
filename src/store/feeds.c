// feeds: see feeds.h.  What is touched for each feed, item or page has a kept statement
// (store_int.h); the rest is prepared for each call.
#include "store/feeds.h"

#include "base/vec.h"
#include "store/store_int.h"
#include "store/subscriptions.h"

// --- feeds --------------------------------------------------------------------------------------

#define FEED_COLUMNS                                                                               \
    "feed, url, title, site, outlet, etag, last_modified, error, added_at, next_at, tried_at,"     \
    " good_at, new_at, interval_s, status, failures, gone, items,"                                 \
    " (SELECT lease_until FROM subscriptions u WHERE u.feed = feeds.feed)"

static void read_feed(struct arena *a, sqlite3_stmt *st, struct feed_row *out)
{
    struct str *const texts[] = {&out->url,  &out->title,         &out->site, &out->outlet,
                                 &out->etag, &out->last_modified, &out->error};
    int64_t *const times[] = {&out->added_at, &out->next_at, &out->tried_at, &out->good_at,
                              &out->new_at};
    out->feed = sqlite3_column_int64(st, 0);
    for (int i = 0; i < (int)COUNT_OF(texts); i++)
        *texts[i] = store_column(a, st, 1 + i);
    for (int i = 0; i < (int)COUNT_OF(times); i++)
        *times[i] = store_column_time(st, 8 + i);
    out->interval_s = sqlite3_column_int64(st, 13);
    out->status = sqlite3_column_int(st, 14);
    out->failures = sqlite3_column_int(st, 15);
    out->gone = sqlite3_column_int(st, 16) != 0;
    out->items = sqlite3_column_int64(st, 17);
    out->pushed_until = store_column_time(st, 18);
}

enum err_code store_feed_add(struct store *s, struct feed_row *row, bool *known, struct err *e)
{
    sqlite3_stmt *st = store_sql(s,
                                 "INSERT OR IGNORE INTO feeds(url, title, site, outlet, added_at,"
                                 " next_at, interval_s) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                 e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, row->url);
    store_bind(st, 2, row->title);
    store_bind(st, 3, row->site);
    store_bind(st, 4, row->outlet);
    sqlite3_bind_int64(st, 5, row->added_at);
    sqlite3_bind_int64(st, 6, row->next_at);
    sqlite3_bind_int64(st, 7, row->interval_s);
    enum err_code code = store_run_once(s, st, e);
    *known = !code && sqlite3_changes(s->db) == 0;
    row->feed = sqlite3_last_insert_rowid(s->db);
    return code;
}

enum err_code store_feed_remove(struct store *s, struct str url, struct err *e)
{
    static const char *const deletions[] = {
        "DELETE FROM feed_items WHERE feed = ?1",
        "DELETE FROM pages_due WHERE feed = ?1",
        "DELETE FROM feeds WHERE feed = ?1",
    };
    sqlite3_stmt *st = store_sql(s, "SELECT feed FROM feeds WHERE url = ?1", e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, url);
    int64_t feed = store_number(s, st, 0);
    sqlite3_finalize(st);
    if (!feed)
        return err_set(e, ERR_NOT_FOUND, "%.*s is not followed", STR_ARGS(url));
    enum err_code code = store_subscription_leave(s, feed, e);
    for (size_t i = 0; i < COUNT_OF(deletions) && !code; i++) {
        st = store_sql(s, deletions[i], e);
        if (!st)
            return ERR_STORE;
        sqlite3_bind_int64(st, 1, feed);
        code = store_run_once(s, st, e);
    }
    return code;
}

static enum err_code list_feeds(struct store *s, struct arena *a, sqlite3_stmt *st,
                                struct feed_row **out, size_t *count, struct err *e)
{
    VEC(struct feed_row) list = {0};
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        struct feed_row *row = vec_push(a, &list);
        read_feed(a, st, row);
    }
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_finalize(st);
    *out = list.v;
    *count = list.n;
    return failed;
}

enum err_code store_feeds(struct store *s, struct arena *a, struct feed_row **out, size_t *count,
                          struct err *e)
{
    sqlite3_stmt *st = store_sql(s, "SELECT " FEED_COLUMNS " FROM feeds ORDER BY url", e);
    return st ? list_feeds(s, a, st, out, count, e) : ERR_STORE;
}

enum err_code store_feeds_due(struct store *s, struct arena *a, int64_t now, size_t limit,
                              struct feed_row **out, size_t *count, struct err *e)
{
    sqlite3_stmt *st = store_sql(s,
                                 "SELECT " FEED_COLUMNS " FROM feeds WHERE gone = 0 AND"
                                 " next_at <= coalesce(?1, next_at) ORDER BY next_at LIMIT ?2",
                                 e);
    if (!st)
        return ERR_STORE;
    store_bind_time(st, 1, now);
    sqlite3_bind_int64(st, 2, (int64_t)limit);
    return list_feeds(s, a, st, out, count, e);
}

// Sets one time of one row.
static enum err_code set_time(struct store *s, enum sql which, int64_t at, int64_t id,
                              struct err *e)
{
    sqlite3_stmt *st = store_statement(s, which, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, at);
    sqlite3_bind_int64(st, 2, id);
    return store_run(s, st, e);
}

enum err_code store_feeds_lease(struct store *s, struct arena *a, int64_t now, int64_t until,
                                size_t limit, struct feed_row **out, size_t *count, struct err *e)
{
    enum err_code code = store_feeds_due(s, a, now, limit, out, count, e);
    for (size_t i = 0; i < *count && !code; i++)
        code = set_time(s, SQL_FEED_PUT_OFF, until, (*out)[i].feed, e);
    return code;
}

enum err_code store_feed_put_off(struct store *s, int64_t feed, int64_t until, struct err *e)
{
    return set_time(s, SQL_FEED_PUT_OFF, until, feed, e);
}

enum err_code store_feed_news(struct store *s, int64_t feed, int64_t now, struct err *e)
{
    return set_time(s, SQL_FEED_NEWS, now, feed, e);
}

enum err_code store_feeds_all_due(struct store *s, int64_t now, struct err *e)
{
    sqlite3_stmt *st = store_sql(s, "UPDATE feeds SET next_at = ?1 WHERE gone = 0", e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, now);
    return store_run_once(s, st, e);
}

bool store_feed_get(struct store *s, struct arena *a, int64_t feed, struct feed_row *out)
{
    struct err ignored;
    sqlite3_stmt *st = store_sql(s, "SELECT " FEED_COLUMNS " FROM feeds WHERE feed = ?1", &ignored);
    if (!st)
        return false;
    sqlite3_bind_int64(st, 1, feed);
    bool found = sqlite3_step(st) == SQLITE_ROW;
    if (found)
        read_feed(a, st, out);
    sqlite3_finalize(st);
    return found;
}

bool store_feed_known(struct store *s, int64_t feed)
{
    struct err ignored;
    sqlite3_stmt *st = store_statement(s, SQL_FEED_KNOWN, &ignored);
    if (st)
        sqlite3_bind_int64(st, 1, feed);
    return store_number(s, st, 0) != 0;
}

enum err_code store_next_due(struct store *s, int64_t *out, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_NEXT_DUE, e);
    if (!st)
        return ERR_STORE;
    *out = sqlite3_step(st) == SQLITE_ROW ? store_column_time(st, 0) : STORE_NO_TIME;
    sqlite3_reset(st);
    return ERR_NONE;
}

enum err_code store_feed_update(struct store *s, const struct feed_row *row, struct err *e)
{
    // A feed that moved to an address that is followed already keeps its old one.
    sqlite3_stmt *st = store_statement(s, SQL_FEED_UPDATE, e);
    if (!st)
        return ERR_STORE;
    const struct str *const texts[] = {&row->url,  &row->title,         &row->site, &row->outlet,
                                       &row->etag, &row->last_modified, &row->error};
    const int64_t times[] = {row->next_at, row->tried_at, row->good_at, row->new_at};
    sqlite3_bind_int64(st, 1, row->feed);
    for (int i = 0; i < (int)COUNT_OF(texts); i++)
        store_bind(st, 2 + i, *texts[i]);
    for (int i = 0; i < (int)COUNT_OF(times); i++)
        store_bind_time(st, 9 + i, times[i]);
    sqlite3_bind_int64(st, 13, row->interval_s);
    sqlite3_bind_int(st, 14, row->status);
    sqlite3_bind_int(st, 15, row->failures);
    sqlite3_bind_int(st, 16, row->gone);
    return store_run(s, st, e);
}

// --- items --------------------------------------------------------------------------------------

enum err_code store_feed_items(struct store *s, struct arena *a, int64_t feed,
                               struct feed_item **out, size_t *count, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FEED_ITEMS, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, feed);
    VEC(struct feed_item) list = {0};
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        *vec_push(a, &list) = (struct feed_item){
            (uint64_t)sqlite3_column_int64(st, 0), (uint64_t)sqlite3_column_int64(st, 1),
            sqlite3_column_int64(st, 2), store_column_time(st, 3)};
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_reset(st);
    *out = list.v;
    *count = list.n;
    return failed;
}

size_t store_feed_items_since(struct store *s, int64_t feed, int64_t since)
{
    struct err ignored;
    sqlite3_stmt *st = store_statement(s, SQL_FEED_ITEMS_SINCE, &ignored);
    if (st) {
        sqlite3_bind_int64(st, 1, feed);
        sqlite3_bind_int64(st, 2, since);
    }
    return (size_t)store_number(s, st, 0);
}

enum err_code store_feed_item_set(struct store *s, int64_t feed, const struct feed_item *item,
                                  int64_t now, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FEED_ITEM_SET, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, feed);
    sqlite3_bind_int64(st, 2, (int64_t)item->guid);
    sqlite3_bind_int64(st, 3, (int64_t)item->content);
    if (item->row)
        sqlite3_bind_int64(st, 4, item->row);
    sqlite3_bind_int64(st, 5, now);
    store_bind_time(st, 6, item->left_at);
    return store_run(s, st, e);
}

enum err_code store_feed_item_left(struct store *s, int64_t feed, uint64_t guid, int64_t left_at,
                                   struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FEED_ITEM_LEFT, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, feed);
    sqlite3_bind_int64(st, 2, (int64_t)guid);
    store_bind_time(st, 3, left_at);
    return store_run(s, st, e);
}

enum err_code store_feed_item_forget(struct store *s, int64_t feed, uint64_t guid, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FEED_ITEM_FORGET, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, feed);
    sqlite3_bind_int64(st, 2, (int64_t)guid);
    return store_run(s, st, e);
}

enum err_code store_feed_count_items(struct store *s, int64_t feed, int64_t taken, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FEED_COUNT_ITEMS, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, taken);
    sqlite3_bind_int64(st, 2, feed);
    return store_run(s, st, e);
}

// --- pages --------------------------------------------------------------------------------------

enum err_code store_page_plan(struct store *s, const struct page_due *p, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_PAGE_PLAN, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, p->due_at);
    sqlite3_bind_int64(st, 2, p->feed);
    sqlite3_bind_int64(st, 3, (int64_t)p->guid);
    store_bind(st, 4, p->url);
    store_bind(st, 5, p->title);
    store_bind(st, 6, p->summary);
    store_bind(st, 7, p->byline);
    store_bind_time(st, 8, p->published_at);
    if (p->row)
        sqlite3_bind_int64(st, 9, p->row);
    sqlite3_bind_int(st, 10, p->round);
    sqlite3_bind_int(st, 11, p->tries);
    return store_run(s, st, e);
}

enum err_code store_page_done(struct store *s, int64_t page, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_PAGE_DONE, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, page);
    return store_run(s, st, e);
}

enum err_code store_page_put_off(struct store *s, int64_t page, int64_t until, struct err *e)
{
    return set_time(s, SQL_PAGE_PUT_OFF, until, page, e);
}

static enum err_code pages_due(struct store *s, struct arena *a, int64_t now, size_t limit,
                               struct page_due **out, size_t *count, struct err *e)
{
    sqlite3_stmt *st =
        store_sql(s,
                  "SELECT page, due_at, feed, guid, url, title, summary, byline, published_at, row,"
                  " round, tries FROM pages_due WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2",
                  e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, now);
    sqlite3_bind_int64(st, 2, (int64_t)limit);
    VEC(struct page_due) list = {0};
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        struct page_due *p = vec_push(a, &list);
        *p = (struct page_due){.page = sqlite3_column_int64(st, 0),
                               .due_at = sqlite3_column_int64(st, 1),
                               .feed = sqlite3_column_int64(st, 2),
                               .guid = (uint64_t)sqlite3_column_int64(st, 3),
                               .url = store_column(a, st, 4),
                               .title = store_column(a, st, 5),
                               .summary = store_column(a, st, 6),
                               .byline = store_column(a, st, 7),
                               .published_at = store_column_time(st, 8),
                               .row = sqlite3_column_int64(st, 9),
                               .round = sqlite3_column_int(st, 10),
                               .tries = sqlite3_column_int(st, 11)};
    }
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_finalize(st);
    *out = list.v;
    *count = list.n;
    return failed;
}

enum err_code store_pages_lease(struct store *s, struct arena *a, int64_t now, int64_t until,
                                size_t limit, struct page_due **out, size_t *count, struct err *e)
{
    enum err_code code = pages_due(s, a, now, limit, out, count, e);
    for (size_t i = 0; i < *count && !code; i++)
        code = set_time(s, SQL_PAGE_PUT_OFF, until, (*out)[i].page, e);
    return code;
}

// --- robots -------------------------------------------------------------------------------------

bool store_robots_get(struct store *s, struct arena *a, struct str origin, struct robots_row *out)
{
    struct err ignored;
    sqlite3_stmt *st = store_statement(s, SQL_ROBOTS_GET, &ignored);
    if (!st)
        return false;
    store_bind(st, 1, origin);
    bool found = sqlite3_step(st) == SQLITE_ROW;
    if (found)
        *out = (struct robots_row){.status = sqlite3_column_int(st, 0),
                                   .body = store_column(a, st, 1),
                                   .fetched_at = sqlite3_column_int64(st, 2)};
    sqlite3_reset(st);
    return found;
}

enum err_code store_robots_set(struct store *s, struct str origin, int status, struct str body,
                               int64_t now, struct err *e)
{
    sqlite3_stmt *st = store_sql(
        s, "INSERT OR REPLACE INTO robots(origin, status, body, fetched_at) VALUES(?1, ?2, ?3, ?4)",
        e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, origin);
    sqlite3_bind_int(st, 2, status);
    store_bind(st, 3, body);
    sqlite3_bind_int64(st, 4, now);
    return store_run_once(s, st, e);
}

// --- care ---------------------------------------------------------------------------------------

enum { ROBOTS_KEPT_S = 7 * 86400 };

enum err_code store_collect_tidy(struct store *s, int64_t now, struct err *e)
{
    sqlite3_stmt *st = store_sql(s, "DELETE FROM robots WHERE fetched_at < ?1", e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, now - ROBOTS_KEPT_S);
    enum err_code code = store_run_once(s, st, e);
    st = code
             ? NULL
             : store_sql(s, "DELETE FROM subscriptions WHERE feed IS NULL AND lease_until < ?1", e);
    if (!st)
        return e->code;
    sqlite3_bind_int64(st, 1, now);
    return store_run_once(s, st, e);
}

enum err_code store_collect_shift(struct store *s, int64_t seconds, struct err *e)
{
    static const char *const moves[] = {
        "UPDATE feeds SET next_at = next_at + ?1",
        "UPDATE pages_due SET due_at = due_at + ?1",
        "UPDATE robots SET fetched_at = fetched_at + ?1",
        "UPDATE subscriptions SET next_at = next_at + ?1, lease_until = lease_until + ?1",
    };
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < COUNT_OF(moves) && !code; i++) {
        sqlite3_stmt *st = store_sql(s, moves[i], e);
        if (!st)
            return ERR_STORE;
        sqlite3_bind_int64(st, 1, seconds);
        code = store_run_once(s, st, e);
    }
    return code;
}

// --- counters -----------------------------------------------------------------------------------

const char *const collect_counter_names[COLLECT_COUNTERS] = {
#define X(name, text) text,
    COLLECT_COUNTER_LIST(X)
#undef X
};

enum err_code store_counters_add(struct store *s, const int64_t more[COLLECT_COUNTERS],
                                 struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < COLLECT_COUNTERS && !code; i++) {
        char name[64];
        if (more[i] == 0)
            continue;
        sqlite3_stmt *st = store_statement(s, SQL_COUNT_UP, e);
        if (!st)
            return ERR_STORE;
        snprintf(name, sizeof name, "collect_%s", collect_counter_names[i]);
        store_bind(st, 1, str_from_cstr(name));
        sqlite3_bind_int64(st, 2, more[i]);
        code = store_run(s, st, e);
    }
    return code;
}

enum err_code store_collect_state(struct store *s, int64_t now, struct collect_state *out,
                                  struct err *e)
{
    sqlite3_stmt *st = store_sql(s,
                                 "SELECT count(*), coalesce(sum(gone = 0 AND next_at <= ?1), 0),"
                                 " coalesce(sum(gone = 0 AND failures > 0), 0),"
                                 " coalesce(sum(gone), 0),"
                                 " (SELECT count(*) FROM pages_due WHERE due_at <= ?1) FROM feeds",
                                 e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, now);
    *out = (struct collect_state){0};
    int64_t *const gauges[] = {&out->feeds, &out->due, &out->failing, &out->gone, &out->pages_due};
    if (sqlite3_step(st) == SQLITE_ROW)
        for (int i = 0; i < (int)COUNT_OF(gauges); i++)
            *gauges[i] = sqlite3_column_int64(st, i);
    sqlite3_finalize(st);
    st = store_sql(s, "SELECT value FROM meta WHERE name = 'collect_' || ?1", e);
    if (!st)
        return ERR_STORE;
    for (size_t i = 0; i < COLLECT_COUNTERS; i++) {
        store_bind(st, 1, str_from_cstr(collect_counter_names[i]));
        out->counters[i] = store_number(s, st, 0);
    }
    sqlite3_finalize(st);
    return ERR_NONE;
}
