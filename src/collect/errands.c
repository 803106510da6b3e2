// errands: requests on their way: feeds, the sitemaps of an index, pages behind their robots.txt.
#include <stdlib.h>

#include "collect/collector_int.h"
#include "feed/robots.h"

void errand_free(struct errand *errand)
{
    errand->c->in_flight--;
    arena_release(&errand->a);
    free(errand);
}

// For one that leaves no job behind.
void errand_drop(struct errand *errand)
{
    if (errand->kind == ERRAND_PAGE)
        let_go(&errand->c->pages, errand->page.page);
    else if (errand->kind == ERRAND_FEED && errand->depth == 0 && !errand->pushed)
        let_go(&errand->c->feeds, errand->feed.feed);
    errand_free(errand);
}

static const char *status_text(struct arena *a, const struct fetched *f)
{
    if (f->outcome != FETCH_OK)
        return f->error;
    return arena_printf(a, "the server answered %d", f->status).p;
}

static void feed_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    struct feed_row *feed = &errand->feed;
    if (f->outcome == FETCH_PUT_OFF) {
        if (errand->depth == 0)
            keep_put_off(c, feed->feed, f->retry_after);
        errand_drop(errand);
        return;
    }
    if (f->outcome == FETCH_OK && f->status == 200) {
        c->counts->feeds += errand->depth == 0;
        jobs_add(c, errand, f);
        errand_free(errand);
        return;
    }
    if (errand->depth > 0) {
        collector_tell(c, f->url, f->status, status_text(&errand->a, f), 0);
        errand_drop(errand);
        return;
    }
    c->counts->feeds++;
    bool asked = feed->etag.n || feed->last_modified.n;
    if (f->outcome == FETCH_OK && f->status == 304 && asked)
        keep_unchanged(c, feed, f);
    else if (f->outcome == FETCH_OK && f->status == 304)
        keep_failure(c, feed, f, "the server answered 304, though it was not asked for changes");
    else
        keep_failure(c, feed, f, status_text(&errand->a, f));
    errand_drop(errand);
}

// Its host wants no request now: later again, which is no failure.
static void page_put_off(struct collector *c, struct errand *errand, int64_t seconds)
{
    int64_t until = collector_now() + seconds + 1;
    if (collector_begin(c))
        (void)!store_page_put_off(c->store, errand->page.page, until, &c->failure);
    errand_drop(errand);
}

// A page that did not come: later again, or, in the end, with what the feed said of it.
static void page_failed(struct collector *c, struct errand *errand, const struct fetched *f)
{
    struct page_due *p = &errand->page;
    bool final = f->outcome == FETCH_REFUSED || f->outcome == FETCH_TOO_LARGE ||
                 (f->status >= 400 && f->status < 500 && f->status != 429) ||
                 ++p->tries >= PAGE_TRIES_MAX;
    if (final) {
        jobs_add(c, errand, f);
        errand_free(errand);
        return;
    }
    int64_t now = collector_now();
    p->due_at = schedule_retry(SCHEDULE_MIN_S, p->tries, f->retry_after, (int64_t)p->guid, now);
    if (collector_begin(c) && !store_page_done(c->store, p->page, &c->failure) &&
        store_feed_known(c->store, p->feed))
        (void)!store_page_plan(c->store, p, &c->failure);
    collector_tell(c, p->url, f->status, status_text(&errand->a, f), 0);
    errand_drop(errand);
}

static void page_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    if (f->outcome == FETCH_OK && f->status == 200) {
        jobs_add(c, errand, f);
        errand_free(errand);
    } else if (f->outcome == FETCH_PUT_OFF) {
        page_put_off(c, errand, f->retry_after);
    } else {
        page_failed(c, errand, f);
    }
}

static void send_page(struct collector *c, struct errand *errand);

// RFC 9309, section 2.3.1: 4xx means everything is allowed, 5xx and no answer that nothing is; so
// is 429, which says nothing about the rules.
static void robots_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    struct asking *asking = errand->asking, **at = &c->asking;
    bool put_off = f->outcome == FETCH_PUT_OFF;
    int status = f->outcome == FETCH_OK && f->status != 429 ? f->status : 599;
    struct str body = status == 200 ? str_take(f->body, ROBOTS_BYTES_MAX) : (struct str){0};
    if (!put_off && collector_begin(c))
        (void)!store_robots_set(c->store, asking->origin, status, body, collector_now(),
                                &c->failure);
    while (*at != asking)
        at = &(*at)->next;
    *at = asking->next;
    for (struct errand *page = asking->pages, *next; page; page = next) {
        next = page->next;
        if (put_off)
            page_put_off(c, page, f->retry_after);
        else
            send_page(c, page);
    }
    errand_free(errand);
}

void errand_answered(void *context, const struct fetched *f)
{
    struct collector *c = context;
    struct errand *errand = f->data;
    collector_count(c, f);
    if (c->warc && errand->kind != ERRAND_HUB && f->outcome == FETCH_OK && f->status == 200)
        warc_write_response(c->warc, f->url, collector_now(), f->content_type, f->body);
    switch (errand->kind) {
    case ERRAND_FEED: feed_answered(c, errand, f); break;
    case ERRAND_PAGE: page_answered(c, errand, f); break;
    case ERRAND_ROBOTS: robots_answered(c, errand, f); break;
    case ERRAND_HUB:
        push_answered(c, errand, f);
        errand_free(errand);
        break;
    }
}

// --- sending ------------------------------------------------------------------------------------

struct errand *errand_new(struct collector *c)
{
    struct errand *errand = calloc(1, sizeof *errand);
    if (!errand)
        abort();
    errand->c = c;
    c->in_flight++;
    return errand;
}

void errand_send(struct collector *c, struct errand *errand, struct fetch f)
{
    f.data = errand;
    client_add(c->client, &f);
}

static const struct str feed_types =
    S_INIT("application/atom+xml, application/rss+xml, application/feed+json,"
           " application/xml;q=0.9, */*;q=0.5");

struct errand *errand_of_feed(struct collector *c, const struct feed_row *row)
{
    struct errand *errand = errand_new(c);
    errand->kind = ERRAND_FEED;
    errand->feed = *row;
    struct str *const texts[] = {&errand->feed.url,  &errand->feed.title,
                                 &errand->feed.site, &errand->feed.outlet,
                                 &errand->feed.etag, &errand->feed.last_modified};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = texts[i]->p ? arena_str(&errand->a, *texts[i]) : *texts[i];
    return errand;
}

static void send_feed(struct collector *c, const struct feed_row *row)
{
    struct errand *errand = errand_of_feed(c, row);
    errand->first = row->good_at == STORE_NO_TIME;
    errand_send(c, errand,
                (struct fetch){.url = errand->feed.url,
                               .etag = row->etag,
                               .last_modified = row->last_modified,
                               .accept = feed_types});
}

void errand_send_child(struct collector *c, const struct harvest *h, struct str url)
{
    struct errand *errand = errand_of_feed(c, &h->feed);
    errand->depth = h->depth + 1;
    errand->first = h->first;
    errand_send(c, errand, (struct fetch){.url = url, .accept = feed_types});
}

// "https://host:port" of a page; empty where its address is none.
static struct str origin_of(struct arena *a, struct str text)
{
    struct url u;
    if (!url_parse(a, text, NULL, &u) || !url_is_http(&u))
        return S("");
    return arena_printf(a, "%.*s://%.*s:%d", STR_ARGS(u.scheme), STR_ARGS(u.host), url_port(&u));
}

static void ask_robots(struct collector *c, struct errand *page, struct str origin)
{
    struct asking *asking = c->asking;
    while (asking && !str_eq(asking->origin, origin))
        asking = asking->next;
    if (!asking) {
        struct errand *errand = errand_new(c);
        errand->kind = ERRAND_ROBOTS;
        asking = errand->asking = arena_new(&errand->a, struct asking, 1);
        asking->origin = arena_str(&errand->a, origin);
        asking->next = c->asking;
        c->asking = asking;
        struct str url = arena_printf(&errand->a, "%.*s/robots.txt", STR_ARGS(origin));
        errand_send(c, errand, (struct fetch){.url = url, .max_bytes = MIB});
    }
    page->next = asking->pages;
    asking->pages = page;
    asking->page_count++;
}

// Reads the rules of an origin, where they are known well enough.
static bool robots_known(struct collector *c, struct arena *a, struct str origin,
                         struct robots_row *out)
{
    if (!store_robots_get(c->store, a, origin, out))
        return false;
    return collector_now() - out->fetched_at <
           (out->status >= 500 ? ROBOTS_BAD_AGE_S : ROBOTS_AGE_S);
}

// Sends a page whose site allows it; asks the site first where it has not said.
static void send_page(struct collector *c, struct errand *errand)
{
    struct robots_row row = {0};
    struct str origin = origin_of(&errand->a, errand->page.url);
    errand->next = NULL;
    if (origin.n && !robots_known(c, &errand->a, origin, &row)) {
        ask_robots(c, errand, origin);
        return;
    }
    if (row.status >= 500) { // nothing is allowed until it is known what is
        page_failed(c, errand,
                    &(struct fetched){.outcome = FETCH_FAILED,
                                      .error = "the site's robots.txt cannot be had",
                                      .retry_after = ROBOTS_BAD_AGE_S});
        return;
    }
    struct robots rules = {0};
    if (row.status == 200)
        rules = robots_parse(&errand->a, row.body, str_from_cstr(c->options->agent));
    // Rules are matched against the form that is requested: percent-encoded.
    struct url u;
    bool parsed = url_parse(&errand->a, errand->page.url, NULL, &u);
    struct str target = parsed ? url_href(&errand->a, &u) : errand->page.url;
    if (robots_allowed(&rules, target)) {
        errand_send(c, errand,
                    (struct fetch){.url = errand->page.url,
                                   .is_page = true,
                                   .pause_ms = rules.delay_ms,
                                   .accept = S("text/html, application/xhtml+xml, */*;q=0.5")});
        return;
    }
    // Not to be fetched: the feed's own summary is the article.
    c->counts->refused++;
    c->counters[COLLECT_ERRORS_REFUSED]++;
    page_failed(c, errand,
                &(struct fetched){
                    .outcome = FETCH_REFUSED, .error = "robots.txt forbids it", .retry_after = -1});
}

void errands_lease_feeds(struct collector *c, int64_t now)
{
    struct feed_row *feeds;
    size_t count;
    if (c->feeds.n >= FEEDS_MAX / 2 || !collector_begin(c) ||
        store_feeds_lease(c->store, &c->scratch, now, now + LEASE_S, FEEDS_MAX - c->feeds.n, &feeds,
                          &count, &c->failure))
        return;
    c->more_feeds = count == FEEDS_MAX - c->feeds.n;
    for (size_t i = 0; i < count; i++)
        if (take_in_hand(&c->feeds, feeds[i].feed))
            send_feed(c, &feeds[i]);
}

// Pages that wait for the host of `text`.
static size_t waiting_at(struct collector *c, struct arena *a, struct str text)
{
    struct url u;
    struct str origin = origin_of(a, text);
    for (const struct asking *asking = c->asking; asking; asking = asking->next)
        if (str_eq(asking->origin, origin))
            return asking->page_count;
    return url_parse(a, text, NULL, &u) ? client_queued(c->client, &u) : 0;
}

void errands_lease_pages(struct collector *c, int64_t now)
{
    struct page_due *pages;
    size_t count;
    if (c->pages.n >= PAGES_MAX / 2 || !collector_begin(c) ||
        store_pages_lease(c->store, &c->scratch, now, now + LEASE_S, PAGES_MAX - c->pages.n, &pages,
                          &count, &c->failure))
        return;
    c->more_pages = count == PAGES_MAX - c->pages.n;
    for (size_t i = 0; i < count && !c->failure.code; i++) {
        // `once` has no later.
        if (!c->options->once && waiting_at(c, &c->scratch, pages[i].url) >= HOST_PAGES_MAX) {
            (void)!store_page_put_off(c->store, pages[i].page, now + PUT_OFF_S, &c->failure);
            continue;
        }
        if (!take_in_hand(&c->pages, pages[i].page))
            continue;
        struct errand *errand = errand_new(c);
        errand->kind = ERRAND_PAGE;
        errand->page = pages[i];
        struct str *const texts[] = {&errand->page.url, &errand->page.title, &errand->page.summary,
                                     &errand->page.byline};
        for (size_t k = 0; k < COUNT_OF(texts); k++)
            *texts[k] = texts[k]->p ? arena_str(&errand->a, *texts[k]) : *texts[k];
        send_page(c, errand);
    }
}
