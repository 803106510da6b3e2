// find: see find.h.
#include "collect/find.h"

#include "base/utf8.h"
#include "feed/discover.h"
#include "feed/feed.h"
#include "feed/robots.h"
#include "feed/sitemap.h"

enum { TRIES_MAX = 6 };

// True where the answer is a feed; fills *out.
static bool take_feed(struct arena *a, const struct fetched *f, struct feed_row *out)
{
    if (f->outcome != FETCH_OK || f->status != 200)
        return false;
    struct feed_hints hints = {.content_type = f->content_type, .url = f->url};
    struct feed feed = feed_parse(a, f->body, &hints);
    if (feed.format == FEED_UNKNOWN)
        return false;
    out->url = f->url;
    out->title = feed.head.title.value;
    out->site = feed.head.link;
    return true;
}

// True where the answer is a sitemap or an index of sitemaps; fills *out.
static bool take_sitemap(struct arena *a, const struct fetched *f, struct feed_row *out)
{
    if (f->outcome != FETCH_OK || f->status != 200)
        return false;
    struct sitemap map = sitemap_parse(a, f->body, f->url);
    if (map.entry_count == 0)
        return false;
    out->url = f->url;
    out->title = map.entries[0].outlet;
    return true;
}

// A site without a feed may name sitemaps in its robots.txt; those of news come first.
static bool find_sitemap(struct client *client, struct arena *a, struct str site,
                         struct feed_row *out)
{
    struct url base, u;
    if (!url_parse(a, site, NULL, &base) || !url_parse(a, S("/robots.txt"), &base, &u))
        return false;
    struct fetched f = client_fetch_one(client, a, url_href(a, &u));
    if (f.outcome != FETCH_OK || f.status != 200)
        return false;
    struct robots robots = robots_parse(a, str_take(f.body, ROBOTS_BYTES_MAX), S("isnad"));
    for (int news = 1; news >= 0; news--) {
        for (size_t i = 0, tries = 0; i < robots.sitemap_count && tries < TRIES_MAX; i++) {
            bool is_news =
                str_has(robots.sitemaps[i], S("news")) || str_has(robots.sitemaps[i], S("News"));
            if (is_news != (news == 1) || !url_parse(a, robots.sitemaps[i], &base, &u))
                continue;
            tries++;
            struct fetched g = client_fetch_one(client, a, url_href(a, &u));
            if (take_sitemap(a, &g, out))
                return true;
        }
    }
    return false;
}

enum err_code find_feed(struct client *client, struct arena *a, struct str url,
                        struct feed_row *out, struct err *e)
{
    if (!str_has(url, S("://")))
        url = arena_printf(a, "https://%.*s", STR_ARGS(url));
    struct fetched f = client_fetch_one(client, a, url);
    if (take_feed(a, &f, out))
        return ERR_NONE;
    if (f.outcome == FETCH_REFUSED)
        return err_set(e, ERR_REFUSED, "%.*s is not fetched: %s", STR_ARGS(url), f.error);
    if (f.outcome != FETCH_OK)
        return err_set(e, ERR_NET, "%.*s: %s", STR_ARGS(url), f.error);
    if (f.status != 200)
        return err_set(e, ERR_NET, "%.*s: the server answered %d", STR_ARGS(url), f.status);
    if (take_sitemap(a, &f, out))
        return ERR_NONE;
    struct feed_candidate *candidates;
    size_t count = feed_discover(a, utf8_repair(a, f.body), f.url, &candidates);
    for (size_t i = 0; i < count && i < TRIES_MAX; i++) {
        struct fetched g = client_fetch_one(client, a, candidates[i].url);
        if (take_feed(a, &g, out))
            return ERR_NONE;
    }
    if (find_sitemap(client, a, f.url, out))
        return ERR_NONE;
    return err_set(e, ERR_NOT_FOUND,
                   "%.*s names no feed and no sitemap; look for one on the site (often /feed or "
                   "/rss) and give its "
                   "address",
                   STR_ARGS(url));
}
