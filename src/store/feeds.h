// feeds: what is collected, when next, and what was seen (docs/SCHEMA.md, version 2).
//
// Writes stand between store_begin and store_commit, together with the articles they brought: the
// validators of a feed never run ahead of its items (threats.md I3).
#ifndef STORE_FEEDS_H
#define STORE_FEEDS_H

#include "store/store.h"

struct feed_row {
    int64_t feed; // 0: not stored yet
    struct str url, title, site, outlet;
    struct str etag, last_modified;
    int64_t added_at, next_at;         // seconds UTC
    int64_t tried_at, good_at, new_at; // STORE_NO_TIME: never
    int64_t interval_s;
    int status;           // HTTP of the last try; 0: no answer
    int failures;         // in a row
    struct str error;     // of the last try; empty: none
    bool gone;            // 410, or given up: not tried any more
    int64_t items;        // taken in all
    int64_t pushed_until; // a hub sends what is new, until then; STORE_NO_TIME: none does
};

// A page that is to be fetched: a new item whose feed has a summary only, or one to look at again.
struct page_due {
    int64_t page; // 0: new
    int64_t due_at, feed;
    uint64_t guid;
    struct str url, title, summary, byline;
    int64_t published_at;
    int64_t row;      // the article to compare with; 0: a new one
    int round, tries; // round: how often it was looked at again
};
// Makes the feed known; *known where its address already is.  Sets row->feed.
WARN_UNUSED enum err_code store_feed_add(struct store *s, struct feed_row *row, bool *known,
                                         struct err *e);
// Takes it off the list; its articles stay.  ERR_NOT_FOUND.
WARN_UNUSED enum err_code store_feed_remove(struct store *s, struct str url, struct err *e);
// All feeds in order of their address.
WARN_UNUSED enum err_code store_feeds(struct store *s, struct arena *a, struct feed_row **out,
                                      size_t *count, struct err *e);
// Those that are due at `now`, longest due first, at most `limit`; with STORE_NO_TIME all that are
// not gone.
WARN_UNUSED enum err_code store_feeds_due(struct store *s, struct arena *a, int64_t now,
                                          size_t limit, struct feed_row **out, size_t *count,
                                          struct err *e);
// The same, and puts them off until `until`, so that no other look takes them meanwhile; if this
// process dies, they are due again then.
WARN_UNUSED enum err_code store_feeds_lease(struct store *s, struct arena *a, int64_t now,
                                            int64_t until, size_t limit, struct feed_row **out,
                                            size_t *count, struct err *e);
WARN_UNUSED enum err_code store_pages_lease(struct store *s, struct arena *a, int64_t now,
                                            int64_t until, size_t limit, struct page_due **out,
                                            size_t *count, struct err *e);
WARN_UNUSED enum err_code store_feed_put_off(struct store *s, int64_t feed, int64_t until,
                                             struct err *e);
// The time of the next due feed or page; STORE_NO_TIME: nothing is waited for.
WARN_UNUSED enum err_code store_next_due(struct store *s, int64_t *out, struct err *e);
// Makes all that are not gone due.
WARN_UNUSED enum err_code store_feeds_all_due(struct store *s, int64_t now, struct err *e);
// One of them.  false: it is not followed.
bool store_feed_get(struct store *s, struct arena *a, int64_t feed, struct feed_row *out);
// Whether it is still followed.
bool store_feed_known(struct store *s, int64_t feed);
// Writes everything but added_at back.  A feed that moved to an address that is followed already
// keeps its old one.
WARN_UNUSED enum err_code store_feed_update(struct store *s, const struct feed_row *row,
                                            struct err *e);

struct feed_item {
    uint64_t guid, content; // hashes
    int64_t row;            // of its article; 0: none yet
    int64_t left_at;        // when it was last known to be in the feed; STORE_NO_TIME: it is there
};
// The items seen of a feed and not forgotten, in order of guid.
WARN_UNUSED enum err_code store_feed_items(struct store *s, struct arena *a, int64_t feed,
                                           struct feed_item **out, size_t *count, struct err *e);
// How many were first seen after `since`.
size_t store_feed_items_since(struct store *s, int64_t feed, int64_t since);
// Makes the item known, or sets content and row of one that is.  now: 0 for one that is only
// noted, not taken (the archive of a sitemap).
WARN_UNUSED enum err_code store_feed_item_set(struct store *s, int64_t feed,
                                              const struct feed_item *item, int64_t now,
                                              struct err *e);
// It has left the feed (STORE_NO_TIME: it has not).
WARN_UNUSED enum err_code store_feed_item_left(struct store *s, int64_t feed, uint64_t guid,
                                               int64_t left_at, struct err *e);
WARN_UNUSED enum err_code store_feed_item_forget(struct store *s, int64_t feed, uint64_t guid,
                                                 struct err *e);
// The feed has brought something at `now`, without a look at it.
WARN_UNUSED enum err_code store_feed_news(struct store *s, int64_t feed, int64_t now,
                                          struct err *e);
// `taken` more items of the feed were taken.
WARN_UNUSED enum err_code store_feed_count_items(struct store *s, int64_t feed, int64_t taken,
                                                 struct err *e);

// Replaces what was planned for the same item.
WARN_UNUSED enum err_code store_page_plan(struct store *s, const struct page_due *page,
                                          struct err *e);
WARN_UNUSED enum err_code store_page_done(struct store *s, int64_t page, struct err *e);
WARN_UNUSED enum err_code store_page_put_off(struct store *s, int64_t page, int64_t until,
                                             struct err *e);

// robots.txt of an origin ("https://host:port").
struct robots_row {
    int status; // HTTP; 599: no answer
    struct str body;
    int64_t fetched_at;
};
// false: not known.
bool store_robots_get(struct store *s, struct arena *a, struct str origin, struct robots_row *out);
WARN_UNUSED enum err_code store_robots_set(struct store *s, struct str origin, int status,
                                           struct str body, int64_t now, struct err *e);

// Drops what nobody will ask for again: rules of sites that were not asked for a week, and
// subscriptions that are being left and have run out.
WARN_UNUSED enum err_code store_collect_tidy(struct store *s, int64_t now, struct err *e);
// The clock was set forward by so many seconds (< 0: back): moves all that is due with it.
WARN_UNUSED enum err_code store_collect_shift(struct store *s, int64_t seconds, struct err *e);

// What was collected since the store was made; X(NAME, its name in meta and in /metrics).
#define COLLECT_COUNTER_LIST(X)                                                                    \
    X(COLLECT_FETCHES, "fetches")                                                                  \
    X(COLLECT_UNCHANGED, "unchanged")                                                              \
    X(COLLECT_BYTES, "bytes")   /* of bodies, as they travelled */                                 \
    X(COLLECT_PUSHES, "pushes") /* sent by hubs */                                                 \
    X(COLLECT_ITEMS, "items")   /* new ones */                                                     \
    X(COLLECT_ARTICLES, "articles")                                                                \
    X(COLLECT_EDITS, "edits")                                                                      \
    X(COLLECT_ERRORS_NETWORK, "errors_network")     /* no connection, time-out, broken answer */   \
    X(COLLECT_ERRORS_HTTP, "errors_http")           /* a status other than 200 and 304 */          \
    X(COLLECT_ERRORS_TOO_LARGE, "errors_too_large") /* past a limit */                             \
    X(COLLECT_ERRORS_REFUSED, "errors_refused")     /* by the guard or robots.txt */               \
    X(COLLECT_ERRORS_FORMAT, "errors_format")       /* no feed */                                  \
    X(COLLECT_ERRORS_LOST, "errors_lost")           /* whose reading crashed or took too much */   \
    X(COLLECT_STALLS, "stalls")                     /* times that the store could not be written */
enum collect_counter {
#define X(name, text) name,
    COLLECT_COUNTER_LIST(X)
#undef X
        COLLECT_COUNTERS
};
extern const char *const collect_counter_names[COLLECT_COUNTERS];

// Within a transaction.
WARN_UNUSED enum err_code store_counters_add(struct store *s, const int64_t more[COLLECT_COUNTERS],
                                             struct err *e);

// For /metrics.
struct collect_state {
    int64_t feeds, due, failing, gone, pages_due; // now; failing: the last try was bad
    int64_t counters[COLLECT_COUNTERS];
};
WARN_UNUSED enum err_code store_collect_state(struct store *s, int64_t now,
                                              struct collect_state *out, struct err *e);

#endif
