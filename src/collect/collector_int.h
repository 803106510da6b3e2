// collector_int: what the files of the collector share.  All of it runs in the collector's thread.
#ifndef COLLECT_COLLECTOR_INT_H
#define COLLECT_COLLECTOR_INT_H

#include <time.h>

#include "base/limits.h"
#include "base/vec.h"
#include "collect/collector.h"
#include "collect/crew.h"
#include "collect/harvest.h"
#include "warc/writer.h"

enum {
    FEEDS_MAX = 1024, // handed out at once
    PAGES_MAX = 1024,
    HOST_PAGES_MAX = 16, // of one host; the rest is put off, so that no host takes all places
    LEASE_S = 120,
    PUT_OFF_S = 30,
    IDLE_MS = 250,
    COMMIT_GAP_MS = 40,
    READY_MAX = 64, // answers that wait for workers, before requests are held
    READY_BYTES_MAX = 64 << 20,
    ROBOTS_AGE_S = 24 * 3600, // RFC 9309, section 2.4
    ROBOTS_BAD_AGE_S = 600,   // of one that could not be had
    PAGE_TRIES_MAX = 5,
    BATCH_MAX = 1000,
    FREE_JOBS_MAX = 64,
    DRAIN_MS = 3000,      // for what the workers have when all is to end
    NEW_A_DAY_MAX = 2000, // items of one feed (threats.md P12)
    DISK_LOOK_S = 5,      // between two looks at the free space, or two tries to write
};

// Below this nothing is fetched: 512 MiB, or on a small disk 5 % of it.
#define DISK_FREE_MIN (512 * MIB)

struct collector;

// A request on its way; what it is for.
struct errand {
    struct collector *c;
    enum { ERRAND_FEED, ERRAND_PAGE, ERRAND_ROBOTS, ERRAND_HUB } kind;
    struct arena a;
    struct feed_row feed;
    struct page_due page;
    int depth;             // ERRAND_FEED: below an index of sitemaps
    bool first;            // ERRAND_FEED: the feed has never been read
    bool pushed;           // ERRAND_FEED: a hub has sent it
    int64_t letter;        // the same: its number in the inbox
    struct asking *asking; // ERRAND_ROBOTS
    struct str token;      // ERRAND_HUB: of the subscription
    struct errand *next;   // in asking.pages
};

// An origin whose robots.txt is on its way, and the pages that wait for it.
struct asking {
    struct asking *next;
    struct str origin; // in the arena of its errand
    struct errand *pages;
    size_t page_count;
};

// An event that waits for its batch to be committed.
struct told {
    const char *url, *error;
    int status;
    size_t fresh;
};

// Rows that are in hand, in no order.
struct in_hand {
    int64_t rows[FEEDS_MAX + PAGES_MAX];
    size_t n;
};

struct collector {
    const struct collect_options *options;
    struct collect_counts *counts;
    collect_event_fn event;
    void *event_context;
    struct store *store;
    struct client *client;
    struct crew *crew; // who reads the answers
    struct warc_writer *warc;
    struct harvest *free_jobs;
    size_t free_count;
    struct harvest *ready, *ready_last; // answers that wait for workers
    size_t ready_count, ready_bytes;
    size_t at_work;    // jobs the workers have
    size_t work_bytes; // of their bodies
    struct arena scratch, told_arena, packing;
    VEC(struct told) told;
    size_t in_flight; // errands and jobs
    struct in_hand feeds, pages;
    struct asking *asking;
    struct inbox *inbox;         // NULL: no hub has sent anything yet
    int64_t letters_taken;       // the last one's number
    VEC(int64_t) letters_done;   // of the batch; in told_arena
    bool more_feeds, more_pages; // due, but left for when there is room
    bool in_batch, stalled, ending;
    size_t batch;
    int64_t batch_started, looked_at_disk, tidied_at;
    struct clock_watch clock;
    int64_t counters[COLLECT_COUNTERS]; // not committed yet
    struct err failure;                 // of the store
};

static inline int64_t collector_now(void)
{
    return (int64_t)time(NULL);
}

static inline bool is_in_hand(const struct in_hand *list, int64_t row)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i] == row)
            return true;
    return false;
}

static inline bool take_in_hand(struct in_hand *list, int64_t row)
{
    if (list->n == COUNT_OF(list->rows) || is_in_hand(list, row))
        return false;
    list->rows[list->n++] = row;
    return true;
}

static inline void let_go(struct in_hand *list, int64_t row)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->rows[i] == row)
            list->rows[i] = list->rows[--list->n];
}

// keep.c: what the store is told.  Errors go into c->failure, after which nothing is written.
bool collector_begin(struct collector *c); // a batch, where none is open; false: the store failed
void collector_commit(struct collector *c);
void collector_count(struct collector *c, const struct fetched *f);
void collector_tell(struct collector *c, struct str url, int status, const char *error,
                    size_t fresh);
void keep_failure(struct collector *c, struct feed_row *f, const struct fetched *answer,
                  const char *why);
void keep_unchanged(struct collector *c, struct feed_row *f, const struct fetched *answer);
// The host of a feed has asked for a pause of so many seconds.
void keep_put_off(struct collector *c, int64_t feed, int64_t seconds);
void keep_harvest(struct collector *c, struct harvest *h);
// A feed or page that could not be read, and why; it is not tried again soon.
void keep_lost(struct collector *c, struct harvest *h, const char *why);

// jobs.c: answers on their way through the workers.
void jobs_add(struct collector *c, const struct errand *errand, const struct fetched *f);
void jobs_go_on(struct collector *c);
struct harvest *jobs_take(struct collector *c); // the oldest that waits
void jobs_free(struct collector *c, struct harvest *h);
bool jobs_done(void *context, void *job, struct str answer, const char *lost); // crew_options.done

// errands.c: what is leased, asked and answered.
void errands_lease_feeds(struct collector *c, int64_t now);
void errands_lease_pages(struct collector *c, int64_t now);
void errand_answered(void *context, const struct fetched *f); // a client_done_fn
void errand_drop(struct errand *errand);
void errand_free(struct errand *errand); // of one whose job goes on
struct errand *errand_new(struct collector *c);
struct errand *errand_of_feed(struct collector *c, const struct feed_row *row);
void errand_send(struct collector *c, struct errand *errand, struct fetch f);
// Asks for a sitemap that the index of a feed names; its items are the feed's.
void errand_send_child(struct collector *c, const struct harvest *h, struct str url);

// push.c: what hubs are asked and send.
void push_want(struct collector *c, const struct harvest *h); // in the batch of a feed's answer
bool push_is_due(struct collector *c, int64_t now);
void push_ask(struct collector *c, int64_t now); // hubs that are due; commits
void push_answered(struct collector *c, struct errand *errand, const struct fetched *f);
bool push_take_letters(struct collector *c);                // whether there were any
void push_letter_done(struct collector *c, int64_t letter); // to be dropped with the next commit
void push_committed(struct collector *c, bool safe);

#endif
