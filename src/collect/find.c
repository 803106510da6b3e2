// find: see find.h.
#include "collect/find.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "base/wire.h"
#include "collect/crew.h"
#include "collect/harvest.h"
#include "feed/discover.h"
#include "feed/feed.h"
#include "feed/robots.h"
#include "feed/sitemap.h"

enum {
    TRIES_MAX = 6, // feeds of a page; sitemaps of news, and others
    READ_MS = 2 * 60 * 1000,
};

struct finder {
    struct client *client;
    struct crew *crew;
};

// One body and what it is.
struct find {
    struct arena *a;
    // In.
    bool is_robots;
    struct str url, content_type, body;
    // Out.
    enum { FOUND_NOTHING, FOUND_FEED, FOUND_SITEMAP } what;
    struct str title, site;
    struct str *others; // addresses that it names, to be tried
    size_t other_count;
    const char *lost; // it could not be read, and why
};

// --- in another process -------------------------------------------------------------------------

static const struct wire_field body_fields[] = {
    WIRE_NUMBER_OF(struct find, is_robots, true),
    WIRE_BYTES_OF(struct find, url, LIMIT_DECODED),
    WIRE_BYTES_OF(struct find, content_type, LIMIT_DECODED),
    WIRE_BYTES_OF(struct find, body, LIMIT_DECODED),
};
static const struct wire_table body_table = WIRE_TABLE(struct find, body_fields, NULL);

static const struct wire_field found_fields[] = {
    WIRE_NUMBER_OF(struct find, what, FOUND_SITEMAP),
    WIRE_TEXT_OF(struct find, title, LIMIT_DECODED),
    WIRE_TEXT_OF(struct find, site, LIMIT_DECODED),
    WIRE_LIST_OF(struct find, others, other_count, (size_t)2 * TRIES_MAX, &wire_texts),
};
static const struct wire_table found_table = WIRE_TABLE(struct find, found_fields, NULL);

// Those of news come first.
static void read_robots(struct arena *a, struct find *f)
{
    struct url base, u;
    struct robots robots = robots_parse(a, str_take(f->body, ROBOTS_BYTES_MAX), S("isnad"));
    if (!url_parse(a, f->url, NULL, &base))
        return;
    for (int news = 1; news >= 0; news--)
        for (size_t i = 0, tries = 0; i < robots.sitemap_count && tries < TRIES_MAX; i++) {
            struct str map = robots.sitemaps[i];
            bool is_news = str_has(map, S("news")) || str_has(map, S("News"));
            if (is_news != (news == 1) || !url_parse(a, map, &base, &u))
                continue;
            tries++;
            f->others[f->other_count++] = url_href(a, &u);
        }
}

static void read_body(struct arena *a, struct find *f)
{
    struct feed_hints hints = {.content_type = f->content_type, .url = f->url};
    struct feed feed = feed_parse(a, f->body, &hints);
    if (feed.format != FEED_UNKNOWN) {
        f->what = FOUND_FEED;
        f->title = feed.head.title.value;
        f->site = feed.head.link;
        return;
    }
    struct sitemap map = sitemap_parse(a, f->body, f->url);
    if (map.entry_count) {
        f->what = FOUND_SITEMAP;
        f->title = map.entries[0].outlet;
        return;
    }
    struct feed_candidate *candidates;
    size_t count = feed_discover(a, utf8_repair(a, f->body), f->url, &candidates);
    for (size_t i = 0; i < count && i < TRIES_MAX; i++)
        f->others[f->other_count++] = candidates[i].url;
}

static void *start(void)
{
    return calloc(1, sizeof(struct arena));
}

static void serve(void *state, struct str job, struct buf *answer)
{
    struct arena *a = state;
    struct find f = {.others = arena_new(a, struct str, (size_t)2 * TRIES_MAX)};
    if (wire_read(a, &job, &body_table, &f)) {
        if (f.is_robots)
            read_robots(a, &f);
        else
            read_body(a, &f);
        wire_write(answer, &found_table, &f);
    }
    arena_reset(a);
}

// --- here ---------------------------------------------------------------------------------------

static void write_find(void *find, struct buf *out)
{
    wire_write(out, &body_table, find);
}

static bool find_done(void *context, void *find, struct str answer, const char *lost)
{
    (void)context;
    struct find *f = find, found = {0};
    f->lost = lost ? arena_str(f->a, str_from_cstr(lost)).p : NULL;
    if (lost)
        return true;
    struct str rest = arena_str(f->a, answer);
    if (!wire_read(f->a, &rest, &found_table, &found) || rest.n)
        return false;
    f->what = found.what;
    f->title = found.title;
    f->site = found.site;
    f->others = found.others;
    f->other_count = found.other_count;
    return true;
}

enum err_code finder_new(struct finder **out, const struct client_options *client, bool sandbox,
                         struct err *e)
{
    struct finder *f = calloc(1, sizeof *f);
    const struct crew_options crew = {.workers = 1,
                                      .sandbox = sandbox,
                                      .seconds = HARVEST_SECONDS,
                                      .start = start,
                                      .serve = serve,
                                      .write = write_find,
                                      .done = find_done};
    if (!f)
        abort();
    if (crew_new(&f->crew, &crew, e)) {
        free(f);
        return e->code;
    }
    f->client = client_new(client);
    *out = f;
    return ERR_NONE;
}

void finder_free(struct finder *f)
{
    if (!f)
        return;
    client_free(f->client);
    crew_free(f->crew);
    free(f);
}

// What is at an address; FOUND_NOTHING where nothing comes.
static struct find look_at(struct finder *f, struct arena *a, struct str url, bool is_robots,
                           struct fetched *answer)
{
    *answer = client_fetch_one(f->client, a, url);
    struct find find = {.a = a,
                        .is_robots = is_robots,
                        .url = answer->url,
                        .content_type = answer->content_type,
                        .body = answer->body};
    if (answer->outcome == FETCH_OK && answer->status == 200 && crew_has_room(f->crew)) {
        crew_submit(f->crew, &find);
        crew_finish(f->crew, READ_MS);
    }
    return find;
}

static bool take(const struct find *find, struct feed_row *out)
{
    if (find->what == FOUND_NOTHING)
        return false;
    out->url = find->url;
    out->title = find->title;
    out->site = find->site;
    return true;
}

// The first of the addresses that is what is looked for.
static bool try_others(struct finder *f, struct arena *a, const struct find *find, int what,
                       struct feed_row *out)
{
    for (size_t i = 0; i < find->other_count; i++) {
        struct fetched answer;
        struct find other = look_at(f, a, find->others[i], false, &answer);
        if ((int)other.what == what && take(&other, out))
            return true;
    }
    return false;
}

// A site without a feed may name sitemaps in its robots.txt.
static bool try_sitemaps(struct finder *f, struct arena *a, struct str site, struct feed_row *out)
{
    struct url base, u;
    struct fetched answer;
    if (!url_parse(a, site, NULL, &base) || !url_parse(a, S("/robots.txt"), &base, &u))
        return false;
    struct find robots = look_at(f, a, url_href(a, &u), true, &answer);
    return try_others(f, a, &robots, FOUND_SITEMAP, out);
}

enum err_code find_feed(struct finder *f, struct arena *a, struct str url, struct feed_row *out,
                        struct err *e)
{
    struct fetched answer;
    if (!str_has(url, S("://")))
        url = arena_printf(a, "https://%.*s", STR_ARGS(url));
    struct find find = look_at(f, a, url, false, &answer);
    if (answer.outcome == FETCH_REFUSED)
        return err_set(e, ERR_REFUSED, "%.*s is not fetched: %s", STR_ARGS(url), answer.error);
    if (answer.outcome != FETCH_OK)
        return err_set(e, ERR_NET, "%.*s: %s", STR_ARGS(url), answer.error);
    if (answer.status != 200)
        return err_set(e, ERR_NET, "%.*s: the server answered %d", STR_ARGS(url), answer.status);
    if (find.lost)
        return err_set(e, ERR_BAD_INPUT, "%.*s: %s", STR_ARGS(url), find.lost);
    if (take(&find, out) || try_others(f, a, &find, FOUND_FEED, out) ||
        try_sitemaps(f, a, answer.url, out))
        return ERR_NONE;
    return err_set(e, ERR_NOT_FOUND,
                   "%.*s names no feed and no sitemap; look for one on the site (often /feed or "
                   "/rss) and give its address",
                   STR_ARGS(url));
}
