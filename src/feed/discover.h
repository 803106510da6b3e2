// discover: the feeds of a site, as its pages name them.
#ifndef FEED_DISCOVER_H
#define FEED_DISCOVER_H

#include "base/arena.h"

// How sure it is that an address is a feed, best first.
enum feed_clue {
    FEED_CLUE_ALTERNATE, // <link rel=alternate type="application/rss+xml">
    FEED_CLUE_ANCHOR,    // a link in the page whose address looks like a feed's
    FEED_CLUE_COMMENTS,  // an alternate that only has the comments
    FEED_CLUE_PATH,      // a path where feeds often are
};

struct feed_candidate {
    struct str url, title;
    enum feed_clue clue;
};

// Candidates in the page `html` (UTF-8) at address `url`, each once, best first; the common paths
// of the site come last.  At most FEED_CANDIDATES_MAX.  O(n); lives in `a`.
enum { FEED_CANDIDATES_MAX = 64 };
size_t feed_discover(struct arena *a, struct str html, struct str url, struct feed_candidate **out);

#endif
