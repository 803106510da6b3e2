// record: from what the pipeline makes of a document to what the store takes.
//
// Pure, safe in any thread with its own arena and pipeline.
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "store/store.h"

struct pipeline;
struct feed;
struct feed_entry;

// Article `i` of a page that was read (or not: then without facts).  The first article has the
// page's address; the others are known by it and their number, as guid.  The outlet may stay empty,
// added_at is 0: the caller's to fill.
struct record record_of_article(struct arena *a, const struct page *page, size_t i);
// An item of a feed, not read yet (record_read): its content, else its summary, as running text;
// the feed's title as outlet.  Without text where the feed gives a title only.
struct record record_of_item(struct pipeline *p, struct arena *a, const struct feed *feed,
                             const struct feed_entry *item);
// Reads an article that came as bare text (r->text, with what else is known): fills facts, reading,
// and language and date where they are missing.
void record_read(struct pipeline *p, struct arena *a, struct record *r);

#endif
