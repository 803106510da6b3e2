// collector: see collector.h.
//
// The loop: lease what is due (feeds first, then pages), hand it to the client, hand answers to the
// workers, store what they made, commit at most every second.  A lease is a due time in the near
// future: if this process dies, the feed is due again then, and nobody has to clean up.
#include "collect/collector.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/pool.h"
#include "base/vec.h"
#include "collect/harvest.h"
#include "collect/sandbox.h"
#include "feed/robots.h"
#include "warc/writer.h"

enum {
    IN_FLIGHT_MAX = 2048, // feeds and pages handed out at once
    LEASE_S = 300,
    IDLE_MS = 250,
    ROBOTS_AGE_S = 24 * 3600, // RFC 9309, section 2.4
    PAGE_TRIES_MAX = 5,
    BATCH_MAX = 1000
};

struct collector;

// A request on its way; what it is for.
struct errand {
    struct collector *c;
    enum { ERRAND_FEED, ERRAND_PAGE, ERRAND_ROBOTS } kind;
    struct arena a;
    struct feed_row feed;
    struct page_due page;
    struct asking *asking; // ERRAND_ROBOTS
    struct errand *next;   // in asking.pages
};

// An origin whose robots.txt is on its way, and the pages that wait for it.
struct asking {
    struct asking *next;
    struct str origin; // in the arena of its errand
    struct errand *pages;
};

struct collector {
    const struct collect_options *options;
    struct collect_counts *counts;
    collect_event_fn event;
    void *event_context;
    struct store *store;
    struct client *client;
    struct pool *pool;
    struct pipeline **pipelines;
    struct warc_writer *warc;
    struct harvest *free_jobs;
    struct arena scratch;
    size_t in_flight; // errands and jobs
    struct asking *asking;
    bool in_batch, leased_all;
    size_t batch;
    int64_t batch_started;
    struct err failure; // of the store: everything stops
};

static int64_t now_seconds(void)
{
    return (int64_t)time(NULL);
}

// --- the store ----------------------------------------------------------------------------------

static bool batch_begin(struct collector *c)
{
    if (!c->failure.code && !c->in_batch) {
        c->in_batch = store_begin(c->store, &c->failure) == 0;
        c->batch = 0;
        c->batch_started = now_seconds();
    }
    return !c->failure.code;
}

static void batch_commit(struct collector *c)
{
    if (c->in_batch && !c->failure.code)
        (void)!store_commit(c->store, &c->failure);
    c->in_batch = false;
}

static void tell(struct collector *c, struct str url, int status, const char *error, size_t fresh)
{
    char text[600];
    snprintf(text, sizeof text, "%.*s", STR_ARGS(str_take(url, sizeof text - 1)));
    if (c->event)
        c->event(c->event_context, text, status, error, fresh, c->counts);
}

static void store_failure(struct collector *c, struct feed_row *f, const struct fetched *answer,
                          const char *why)
{
    int64_t now = now_seconds();
    f->tried_at = now;
    f->status = answer->status;
    f->failures++;
    f->error = str_from_cstr(why);
    f->gone = answer->status == 410;
    f->next_at = schedule_retry(f->interval_s, f->failures, answer->retry_after, f->feed, now);
    c->counts->failed++;
    if (batch_begin(c))
        (void)!store_feed_update(c->store, f, &c->failure);
    tell(c, f->url, answer->status, why, 0);
}

static void store_unchanged(struct collector *c, struct feed_row *f, const struct fetched *answer)
{
    int64_t now = now_seconds();
    struct pace pace = {.interval_s = f->interval_s};
    f->tried_at = f->good_at = now;
    f->status = answer->status;
    f->failures = 0;
    f->error = (struct str){0};
    f->interval_s = schedule_interval(&pace, now);
    f->next_at = schedule_next(&pace, f->interval_s, f->feed, now);
    if (answer->moved.n)
        f->url = answer->moved;
    c->counts->unchanged++;
    if (batch_begin(c))
        (void)!store_feed_update(c->store, f, &c->failure);
    tell(c, f->url, answer->status, NULL, 0);
}

// One item of a feed or page: article, edit, plan; the item's row goes with them.
static void store_item(struct collector *c, const struct harvest *h, struct harvest_item *i,
                       size_t *fresh)
{
    struct err *e = &c->failure;
    if (i->article && !e->code) {
        enum added added;
        if (store_add(c->store, i->article, &added, &i->item.row, e))
            return;
        *fresh += added == ADDED_NEW;
        c->counts->articles += added == ADDED_NEW;
        c->counts->known += added == ADDED_KNOWN;
        c->batch++;
    }
    if (i->edited && i->item.row && !e->code) {
        (void)!store_version_add(c->store, i->item.row, h->now, i->version_title, i->version_text,
                                 e);
        c->counts->edits++;
    }
    i->page.row = i->item.row;
    if (i->planned && !e->code && (h->kind == HARVEST_FEED || i->item.row))
        (void)!store_page_plan(c->store, &i->page, e);
    if (!e->code)
        (void)!store_feed_item_set(c->store, h->feed.feed, &i->item, h->now, e);
}

static void store_harvest(struct collector *c, struct harvest *h)
{
    size_t fresh = 0;
    if (h->no_feed) {
        store_failure(c, &h->feed, &h->answer, "the answer is no feed");
        return;
    }
    if (!batch_begin(c))
        return;
    if (h->kind == HARVEST_PAGE && !c->failure.code)
        (void)!store_page_done(c->store, h->page.page, &c->failure);
    for (size_t i = 0; i < h->item_count && !c->failure.code; i++)
        store_item(c, h, &h->items[i], &fresh);
    if (h->kind == HARVEST_PAGE) {
        c->counts->pages++;
        tell(c, h->page.url, h->answer.status, NULL, fresh);
        return;
    }
    struct feed_row *f = &h->feed;
    f->tried_at = f->good_at = h->now;
    if (h->item_count)
        f->new_at = h->now;
    f->status = h->answer.status;
    f->failures = 0;
    f->error = (struct str){0};
    f->etag = h->answer.etag;
    f->last_modified = h->answer.last_modified;
    if (h->answer.moved.n)
        f->url = h->answer.moved;
    if (!c->failure.code)
        (void)!store_feed_update(c->store, f, &c->failure);
    tell(c, f->url, h->answer.status, NULL, fresh);
}

// --- workers ------------------------------------------------------------------------------------

static void work(void *worker, void *job)
{
    harvest_work(job, worker);
}

static void work_done(void *context, void *job)
{
    struct collector *c = context;
    struct harvest *h = job;
    store_harvest(c, h);
    c->in_flight--;
    arena_reset(&h->a);
    h->next_free = c->free_jobs;
    c->free_jobs = h;
    if (c->batch >= BATCH_MAX)
        batch_commit(c);
}

static struct harvest *new_job(struct collector *c)
{
    struct harvest *h = c->free_jobs;
    if (h)
        c->free_jobs = h->next_free;
    else
        h = calloc(1, sizeof *h);
    if (!h)
        abort();
    struct arena a = h->a;
    *h = (struct harvest){.a = a, .now = now_seconds()};
    return h;
}

static struct str keep(struct harvest *h, struct str s)
{
    return s.p ? arena_str(&h->a, s) : s;
}

// Copies an errand and its answer into a job and hands it to the workers.
static void submit(struct collector *c, const struct errand *errand, const struct fetched *f)
{
    struct harvest *h = new_job(c);
    h->kind = errand->kind == ERRAND_FEED ? HARVEST_FEED : HARVEST_PAGE;
    h->answer = *f;
    struct str *const answers[] = {&h->answer.url,  &h->answer.moved,
                                   &h->answer.body, &h->answer.content_type,
                                   &h->answer.etag, &h->answer.last_modified};
    for (size_t i = 0; i < COUNT_OF(answers); i++)
        *answers[i] = keep(h, *answers[i]);
    h->feed = errand->feed;
    struct str *const feeds[] = {&h->feed.url,    &h->feed.title, &h->feed.site,
                                 &h->feed.outlet, &h->feed.etag,  &h->feed.last_modified};
    for (size_t i = 0; i < COUNT_OF(feeds); i++)
        *feeds[i] = keep(h, *feeds[i]);
    h->page = errand->page;
    struct str *const pages[] = {&h->page.url, &h->page.title, &h->page.summary, &h->page.byline};
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        *pages[i] = keep(h, *pages[i]);
    if (h->kind == HARVEST_PAGE)
        h->feed.feed = h->page.feed;
    struct record stored;
    struct err ignored;
    if (h->kind == HARVEST_FEED)
        (void)!store_feed_items(c->store, &h->a, h->feed.feed, &h->known, &h->known_count,
                                &c->failure);
    else if (h->page.row && store_get_row(c->store, &h->a, h->page.row, &stored, &ignored) == 0)
        h->stored_text = stored.text;
    c->in_flight++;
    pool_submit(c->pool, h);
}

// --- answers ------------------------------------------------------------------------------------

static void errand_free(struct errand *errand)
{
    errand->c->in_flight--;
    arena_release(&errand->a);
    free(errand);
}

static const char *status_text(struct arena *a, const struct fetched *f)
{
    if (f->outcome != FETCH_OK)
        return f->error;
    return arena_printf(a, "the server answered %d", f->status).p;
}

static void feed_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    c->counts->feeds++;
    c->counts->refused += f->outcome == FETCH_REFUSED;
    if (f->outcome == FETCH_OK && f->status == 304)
        store_unchanged(c, &errand->feed, f);
    else if (f->outcome == FETCH_OK && f->status == 200)
        submit(c, errand, f);
    else
        store_failure(c, &errand->feed, f, status_text(&errand->a, f));
}

// A page that did not come: later again, or, in the end, with what the feed said of it.
static void page_failed(struct collector *c, struct errand *errand, const struct fetched *f)
{
    struct page_due *p = &errand->page;
    bool final = f->outcome == FETCH_REFUSED || f->outcome == FETCH_TOO_LARGE ||
                 (f->status >= 400 && f->status < 500 && f->status != 429) ||
                 ++p->tries >= PAGE_TRIES_MAX;
    if (final) {
        submit(c, errand, f);
        return;
    }
    int64_t now = now_seconds();
    p->due_at = schedule_retry(SCHEDULE_MIN_S, p->tries, f->retry_after, (int64_t)p->guid, now);
    if (batch_begin(c) && !store_page_done(c->store, p->page, &c->failure))
        (void)!store_page_plan(c->store, p, &c->failure);
    tell(c, p->url, f->status, status_text(&errand->a, f), 0);
}

static void page_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    if (f->outcome == FETCH_OK && f->status == 200)
        submit(c, errand, f);
    else
        page_failed(c, errand, f);
}

static void send_page(struct collector *c, struct errand *errand);

// RFC 9309, section 2.3.1: 4xx means everything is allowed, 5xx and no answer that nothing is.
static void robots_answered(struct collector *c, struct errand *errand, const struct fetched *f)
{
    struct asking *asking = errand->asking, **at = &c->asking;
    int status = f->outcome == FETCH_OK ? f->status : 599;
    struct str body = status == 200 ? str_take(f->body, ROBOTS_BYTES_MAX) : (struct str){0};
    if (batch_begin(c))
        (void)!store_robots_set(c->store, asking->origin, status, body, now_seconds(), &c->failure);
    while (*at != asking)
        at = &(*at)->next;
    *at = asking->next;
    for (struct errand *page = asking->pages, *next; page; page = next) {
        next = page->next;
        send_page(c, page);
    }
}

static void answered(void *context, const struct fetched *f)
{
    struct collector *c = context;
    struct errand *errand = f->data;
    if (c->warc && f->outcome == FETCH_OK && f->status == 200)
        warc_write_response(c->warc, f->url, now_seconds(), f->content_type, f->body);
    switch (errand->kind) {
    case ERRAND_FEED: feed_answered(c, errand, f); break;
    case ERRAND_PAGE: page_answered(c, errand, f); break;
    case ERRAND_ROBOTS: robots_answered(c, errand, f); break;
    }
    errand_free(errand);
}

// --- sending ------------------------------------------------------------------------------------

static struct errand *new_errand(struct collector *c)
{
    struct errand *errand = calloc(1, sizeof *errand);
    if (!errand)
        abort();
    errand->c = c;
    c->in_flight++;
    return errand;
}

static void send(struct collector *c, struct errand *errand, struct fetch f)
{
    f.data = errand;
    client_add(c->client, &f);
}

static void send_feed(struct collector *c, const struct feed_row *row)
{
    struct errand *errand = new_errand(c);
    errand->kind = ERRAND_FEED;
    errand->feed = *row;
    struct str *const texts[] = {&errand->feed.url,  &errand->feed.title,
                                 &errand->feed.site, &errand->feed.outlet,
                                 &errand->feed.etag, &errand->feed.last_modified};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = texts[i]->p ? arena_str(&errand->a, *texts[i]) : *texts[i];
    send(c, errand,
         (struct fetch){.url = errand->feed.url,
                        .etag = row->etag,
                        .last_modified = row->last_modified,
                        .accept =
                            S("application/atom+xml, application/rss+xml, application/feed+json,"
                              " application/xml;q=0.9, */*;q=0.5")});
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
        struct errand *errand = new_errand(c);
        errand->kind = ERRAND_ROBOTS;
        asking = errand->asking = arena_new(&errand->a, struct asking, 1);
        asking->origin = arena_str(&errand->a, origin);
        asking->next = c->asking;
        c->asking = asking;
        struct str url = arena_printf(&errand->a, "%.*s/robots.txt", STR_ARGS(origin));
        send(c, errand, (struct fetch){.url = url, .max_bytes = MIB});
    }
    page->next = asking->pages;
    asking->pages = page;
}

// Sends a page whose site allows it; asks the site first where it has not said.
static void send_page(struct collector *c, struct errand *errand)
{
    int status;
    struct str body, origin = origin_of(&errand->a, errand->page.url);
    errand->next = NULL;
    if (origin.n && !store_robots_get(c->store, &errand->a, origin, now_seconds(), ROBOTS_AGE_S,
                                      &status, &body)) {
        ask_robots(c, errand, origin);
        return;
    }
    bool allowed = true;
    if (origin.n && status == 200) {
        struct robots rules = robots_parse(&errand->a, body, str_from_cstr(c->options->agent));
        allowed = robots_allowed(&rules, errand->page.url);
    } else if (origin.n && status >= 500) {
        allowed = false;
    }
    if (allowed) {
        send(c, errand,
             (struct fetch){.url = errand->page.url,
                            .accept = S("text/html, application/xhtml+xml, */*;q=0.5")});
        return;
    }
    // Not to be fetched: the feed's own summary is the article.
    struct fetched none = {
        .outcome = FETCH_REFUSED, .error = "robots.txt forbids it", .retry_after = -1};
    c->counts->refused++;
    submit(c, errand, &none);
    errand_free(errand);
}

static void lease_feeds(struct collector *c, int64_t now)
{
    struct feed_row *feeds;
    size_t count;
    bool everything = c->options->all && !c->leased_all;
    size_t room = everything ? SIZE_MAX / 2 : IN_FLIGHT_MAX - c->in_flight;
    if (!batch_begin(c) ||
        store_feeds_lease(c->store, &c->scratch, everything ? STORE_NO_TIME : now, now + LEASE_S,
                          room, &feeds, &count, &c->failure))
        return;
    c->leased_all = true;
    for (size_t i = 0; i < count; i++)
        send_feed(c, &feeds[i]);
}

static void lease_pages(struct collector *c, int64_t now)
{
    struct page_due *pages;
    size_t count;
    if (c->in_flight >= IN_FLIGHT_MAX || !batch_begin(c) ||
        store_pages_lease(c->store, &c->scratch, now, now + LEASE_S, IN_FLIGHT_MAX - c->in_flight,
                          &pages, &count, &c->failure))
        return;
    for (size_t i = 0; i < count; i++) {
        struct errand *errand = new_errand(c);
        errand->kind = ERRAND_PAGE;
        errand->page = pages[i];
        struct str *const texts[] = {&errand->page.url, &errand->page.title, &errand->page.summary,
                                     &errand->page.byline};
        for (size_t k = 0; k < COUNT_OF(texts); k++)
            *texts[k] = texts[k]->p ? arena_str(&errand->a, *texts[k]) : *texts[k];
        send_page(c, errand);
    }
}

// --- the loop -----------------------------------------------------------------------------------

// Behind the opened store and archive; before any thread or request.
static enum err_code enter_sandbox(struct collector *c, struct err *e)
{
    struct str file = store_path(&c->scratch, c->options->store);
    size_t cut = file.n;
    while (cut > 0 && file.p[cut - 1] != '/')
        cut--;
    struct str folder = cut ? arena_str(&c->scratch, str_take(file, cut)) : S(".");
    const char *missing, *const folders[] = {folder.p};
    enum err_code code = sandbox_enter(folders, COUNT_OF(folders), &missing, e);
    if (!code && missing)
        log_line(LOG_WARN, "%s", missing);
    return code;
}

static enum err_code collector_init(struct collector *c, struct err *e)
{
    const struct collect_options *o = c->options;
    enum err_code code = store_open(&c->store, o->store, STORE_WRITE, e);
    if (!code && o->warc)
        code = warc_writer_open(&c->warc, o->warc, e);
    if (code)
        return code;
    if (o->sandbox)
        code = enter_sandbox(c, e);
    if (code)
        return code;
    c->client = client_new(&o->client);
    c->pipelines = calloc(o->workers, sizeof *c->pipelines);
    if (!c->pipelines)
        abort();
    for (size_t i = 0; i < o->workers; i++)
        c->pipelines[i] = pipeline_new();
    c->pool = pool_new(o->workers, 64, (void **)c->pipelines, work, work_done, c);
    return ERR_NONE;
}

static void drop_errand(void *context, const struct fetched *f)
{
    (void)context;
    errand_free(f->data);
}

static void collector_release(struct collector *c)
{
    pool_free(c->pool); // what the workers have is stored
    batch_commit(c);
    if (c->client)
        client_cancel(c->client, drop_errand, c);
    while (c->asking) { // pages that still waited for a robots.txt
        for (struct errand *page = c->asking->pages, *next; page; page = next) {
            next = page->next;
            errand_free(page);
        }
        c->asking = c->asking->next;
    }
    client_free(c->client);
    for (size_t i = 0; i < c->options->workers && c->pipelines; i++)
        pipeline_free(c->pipelines[i]);
    free(c->pipelines);
    for (struct harvest *h = c->free_jobs, *next; h; h = next) {
        next = h->next_free;
        arena_release(&h->a);
        free(h);
    }
    warc_writer_close(c->warc);
    arena_release(&c->scratch);
    store_close(c->store);
}

// Whether anything is due by now that was not leased.
static bool is_idle(struct collector *c, int64_t now)
{
    int64_t next = STORE_NO_TIME;
    if (c->in_flight || store_next_due(c->store, &next, &c->failure))
        return false;
    return next == STORE_NO_TIME || next > now;
}

enum err_code collect_run(const struct collect_options *options, atomic_bool *stop,
                          collect_event_fn event, void *context, struct collect_counts *counts,
                          struct err *e)
{
    struct collector c = {
        .options = options, .counts = counts, .event = event, .event_context = context};
    *counts = (struct collect_counts){0};
    enum err_code code = collector_init(&c, e);
    int64_t looked = 0;
    while (!code && !atomic_load(stop) && !c.failure.code) {
        int64_t now = now_seconds();
        if (c.in_flight < IN_FLIGHT_MAX / 2 && (now != looked || c.in_flight == 0)) {
            arena_reset(&c.scratch);
            lease_feeds(&c, now);
            lease_pages(&c, now);
            looked = now;
        }
        client_run(c.client, c.in_flight ? 20 : IDLE_MS, answered, &c);
        pool_poll(c.pool);
        if (c.in_batch && (now_seconds() != c.batch_started || c.in_flight == 0))
            batch_commit(&c);
        if (options->once && is_idle(&c, now))
            break;
    }
    if (!code)
        collector_release(&c);
    if (!code && c.failure.code) {
        *e = c.failure;
        code = e->code;
    }
    return code;
}
