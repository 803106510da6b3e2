// robots: what a site's robots.txt allows our agent to fetch (RFC 9309).
//
// Decides as Google's matcher does, which is the de facto reading of the standard: groups of the
// same agent are merged, the longest matching pattern wins, allow wins ties, an agent with a group
// of its own is not bound by "*", missing colons and common typos are understood.
#ifndef FEED_ROBOTS_H
#define FEED_ROBOTS_H

#include "base/arena.h"

struct robots_rule {
    struct str pattern; // escaped: see robots_escape
    bool allow;
};

// The rules that bind one agent.
struct robots {
    struct robots_rule *rules;
    size_t rule_count;
    int64_t delay_ms;     // Crawl-delay of the group (no part of the standard), 0: none
    struct str *sitemaps; // of the whole file, as written; at most ROBOTS_SITEMAPS_MAX
    size_t sitemap_count;
};

enum {
    ROBOTS_BYTES_MAX = 512 * 1024, // what lies behind is not read (the standard: at least 500 KiB)
    ROBOTS_LINE_MAX = 16663,       // bytes of a line, as in Google's parser
    ROBOTS_SITEMAPS_MAX = 1000,
};

// Any bytes; agent is a product token ("IsnadBot"), a version behind '/' is left out.  The result
// lives in `a`.  O(n).
struct robots robots_parse(struct arena *a, struct str bytes, struct str agent);
// May `url` (absolute, percent-encoded) be fetched?  O(url + patterns) whatever the patterns hold.
bool robots_allowed(const struct robots *r, struct str url);

// The part of a URL that rules are matched against: path, parameters and query; "/" at least.
struct str robots_path_of(struct arena *a, struct str url);
// A pattern with bytes past ASCII percent-encoded and escapes in upper case.
struct str robots_escape(struct arena *a, struct str pattern);
// Is this a product token that a group can name: letters, '-', '_'?
bool robots_is_agent(struct str agent);

#endif
