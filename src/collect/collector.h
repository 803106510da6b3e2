// collector: fetches what is due, takes it apart, stores it.
//
// One thread runs the client and the store; the processes of a crew do the pure part (harvest.h).
// A feed's validators, its items and their articles go into one transaction, so that whatever is
// killed when, the next look brings what is missing and nothing twice.
#ifndef COLLECT_COLLECTOR_H
#define COLLECT_COLLECTOR_H

#include <stdatomic.h>

#include "base/err.h"
#include "net/client.h"

struct collect_options {
    const char *store;
    struct client_options client;
    size_t workers;         // >= 1
    bool once;              // ends when nothing is due or in flight
    bool all;               // with once: every feed, due or not
    const char *agent;      // product token for robots.txt, "isnad"
    bool sandbox;           // no exec, no file outside the store's folder, for good (sandbox.h)
    const char *public_url; // where `isnad serve` is reached from outside; NULL: no WebSub
    const char *warc;       // file that fetched answers are appended to; NULL: none
};

// Counted since the start.
struct collect_counts {
    size_t feeds, unchanged, failed, refused, pages, articles, known, edits;
};

// Called after every feed and page, once what it brought is safe: for logs and progress bars.
typedef void (*collect_event_fn)(void *context, const char *url, int status, const char *error,
                                 size_t new_articles, const struct collect_counts *counts);

// Runs until *stop is set, or as options->once says.  When *stop is set, what is being stored is
// finished and the rest left for next time (a few seconds at most).
WARN_UNUSED enum err_code collect_run(const struct collect_options *options, atomic_bool *stop,
                                      collect_event_fn event, void *context,
                                      struct collect_counts *counts, struct err *e);

#endif
