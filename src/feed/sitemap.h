// sitemap: the pages a site lists (sitemaps.org protocol 0.9), with Google's news sitemaps.
#ifndef FEED_SITEMAP_H
#define FEED_SITEMAP_H

#include "base/arena.h"

struct sitemap_entry {
    struct str url;      // absolute, http or https
    int64_t modified_at; // seconds UTC, from lastmod
    bool has_modified;
    // News sitemaps; .p NULL where there are none.
    struct str title, outlet, language;
    int64_t published_at;
    bool has_published;
};

struct sitemap {
    bool is_index; // the entries are sitemaps
    struct sitemap_entry *entries;
    size_t entry_count;
    bool cut; // more than SITEMAP_ENTRIES_MAX
};

enum { SITEMAP_ENTRIES_MAX = 50000, SITEMAP_BYTES_MAX = 50 << 20 };

// XML (urlset or sitemapindex), a text file of one address a line, either of them in gzip.  `url`:
// where it is from, for relative addresses.  Never fails; lives in `a`; O(n).
struct sitemap sitemap_parse(struct arena *a, struct str bytes, struct str url);

#endif
