// harvest: what a fetched feed or page is worth: the pure part of collecting, run in processes of
// its own.
//
// A feed gives its new items.  One with its full text becomes an article at once; one with a
// summary only is planned as a page to fetch.  A sitemap is a feed without texts; an index of
// sitemaps gives those that are to be fetched.  A page gives an article, or is compared with the
// one stored.
#ifndef COLLECT_HARVEST_H
#define COLLECT_HARVEST_H

#include "collect/schedule.h"
#include "net/client.h"
#include "pipeline.h"
#include "store/feeds.h"

enum harvest_kind { HARVEST_FEED, HARVEST_PAGE };

struct harvest_item {
    struct feed_item item;
    struct str bytes;         // what harvest_work made of an article, as it travels (base/wire.h)
    struct prepared *article; // the same where it has arrived; NULL: a page is planned instead, …
    bool planned;
    bool noted;           // only written down as seen: the archive of a sitemap
    struct page_due page; // what to fetch, now or again later
    bool edited;          // the text of item.row has changed; version_*
    struct str version_title, version_text;
};

// What to do with an item that is known: it has left the feed's document at `left_at`, or is back
// (STORE_NO_TIME), or left it so long ago that it is forgotten.
struct item_mark {
    uint64_t guid;
    bool forget;
    int64_t left_at;
};

// One job; everything lives in its arena.  A new field must be listed in harvest_wire.c.
struct harvest {
    struct arena a, item; // item: what one item needs, until it is done
    enum harvest_kind kind;
    int64_t now;
    // In: the answer, copied.
    struct feed_row feed; // of a page, too
    struct page_due page;
    struct fetched answer;
    struct feed_item *known; // of the feed, in order of guid
    size_t known_count;
    struct str stored_title, stored_text; // of page.row: its newest version
    int depth;                            // below an index of sitemaps
    bool first;                           // the feed has never been read
    bool pushed;                          // by a hub: no whole document, and no look
    int64_t letter;                       // the hub's, of the inbox
    // Out.
    struct harvest_item *items;
    size_t item_count;
    struct str *children; // sitemaps of an index, newest first
    size_t child_count;
    struct item_mark *marks;
    size_t mark_count;
    struct str hub, self; // what the feed says about WebSub
    bool no_feed;         // the answer is no feed
    struct harvest *next;
};

enum {
    SITEMAP_FIRST = 200,      // pages taken of a sitemap that is new; the rest is only noted
    SITEMAP_CHILDREN = 20,    // sitemaps fetched of an index at one look
    SITEMAP_DEPTH = 2,        // indexes of indexes
    ITEM_KEPT_S = 30 * 86400, // an item is remembered after it has left its feed
    // Of processor, and again for each MiB (threats.md P2: 2 s a document; a MiB of a feed is some
    // hundred articles).
    HARVEST_SECONDS = 2,
};

void harvest_work(struct harvest *h, struct pipeline *p);
// The item of the feed that is known by this guid, or NULL.
const struct feed_item *harvest_known(const struct harvest *h, uint64_t guid);
// Whether it has left the feed so long ago that it may be forgotten.
bool harvest_is_long_gone(const struct harvest *h, const struct feed_item *known);
// The left_at of an item that is new in the document at hand.
int64_t harvest_left_at(const struct harvest *h);
// Plans the next look at a page for edits, if there is one.
void harvest_plan_round(const struct harvest *h, struct harvest_item *out);

// harvest_wire.c: the same in another process.  harvest_write writes a harvest's "in" as bytes;
// harvest_serve does the work there, with what harvest_start gave, and writes its "out";
// harvest_read takes that into the first process's harvest.  false: it is no answer to this harvest
// (nothing is believed, see there), and *h is as it was.
void harvest_write(void *harvest, struct buf *out);
void *harvest_start(void);
void harvest_serve(void *pipeline, struct str job, struct buf *answer);
WARN_UNUSED bool harvest_read(struct harvest *h, struct str answer);

#endif
