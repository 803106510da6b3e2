// find: from an address that a person typed to the feed behind it.
//
// What comes is read in a process that can do nothing else (crew.h).
#ifndef COLLECT_FIND_H
#define COLLECT_FIND_H

#include "base/arena.h"
#include "net/client.h"
#include "store/feeds.h"

struct finder;

// Forks: to be called before a store is opened.
WARN_UNUSED enum err_code finder_new(struct finder **out, const struct client_options *client,
                                     bool sandbox, struct err *e);
void finder_free(struct finder *f);

// Fetches `url`; a feed or sitemap is taken as it is, a page is searched for its feeds, of which
// the first that is one is taken (at most 6 are tried); where it has none, the sitemaps that the
// site's robots.txt names are tried the same way, those of news first.  Fills url, title and site.
// ERR_NET, ERR_REFUSED, or ERR_NOT_FOUND with a sentence that says what to do.
WARN_UNUSED enum err_code find_feed(struct finder *f, struct arena *a, struct str url,
                                    struct feed_row *out, struct err *e);

#endif
