// json_feed: JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1).  Internal to feed/.
#ifndef FEED_JSON_FEED_H
#define FEED_JSON_FEED_H

#include "feed/feed.h"

// `text` is UTF-8.  Text that is no JSON object leaves the feed FEED_UNKNOWN and ill-formed.
void feed_read_json(struct arena *a, struct str text, const struct feed_hints *hints,
                    struct feed *feed);

#endif
