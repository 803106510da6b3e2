// jobs: answers wait in a list until workers have room for them; while the list is long, no request
// is started.  Workers do the pure part (harvest.h), the collector's thread stores it.
#include <stdlib.h>

#include "collect/collector_int.h"
#include "store/versions.h"

void jobs_free(struct collector *c, struct harvest *h)
{
    if (h->kind == HARVEST_PAGE)
        let_go(&c->pages, h->page.page);
    else if (h->depth == 0 && !h->pushed)
        let_go(&c->feeds, h->feed.feed);
    c->in_flight--;
    if (c->free_count >= FREE_JOBS_MAX) {
        arena_release(&h->a);
        free(h);
        return;
    }
    arena_reset(&h->a);
    h->next = c->free_jobs;
    c->free_jobs = h;
    c->free_count++;
}

static void wait_for_worker(struct collector *c, struct harvest *h)
{
    h->next = NULL;
    if (c->ready)
        c->ready_last->next = h;
    else
        c->ready = h;
    c->ready_last = h;
    c->ready_count++;
    c->ready_bytes += h->answer.body.n;
}

// True where the harvest goes on without its body: what a feed said of a page is the article then,
// as of a page that cannot be had.
static bool lose(struct collector *c, struct harvest *h, const char *why)
{
    if (c->stalled || c->ending)
        return false;
    keep_lost(c, h, why);
    if (h->kind == HARVEST_FEED || !h->answer.body.n)
        return false;
    h->answer.body = S("");
    h->answer.status = 0;
    wait_for_worker(c, h);
    return true;
}

bool jobs_done(void *context, void *job, struct str answer, const char *lost)
{
    struct collector *c = context;
    struct harvest *h = job;
    if (!lost && !harvest_read(h, answer))
        return false;
    c->at_work--;
    c->work_bytes -= h->answer.body.n;
    if (lost && lose(c, h, lost))
        return true;
    if (!lost && !c->stalled)
        keep_harvest(c, h);
    jobs_free(c, h);
    if (c->batch >= BATCH_MAX)
        collector_commit(c);
    return true;
}

static struct harvest *new_job(struct collector *c)
{
    struct harvest *h = c->free_jobs;
    if (h) {
        c->free_jobs = h->next;
        c->free_count--;
    } else {
        h = calloc(1, sizeof *h);
    }
    if (!h)
        abort();
    struct arena a = h->a;
    *h = (struct harvest){.a = a, .now = collector_now()};
    return h;
}

static struct str keep(struct harvest *h, struct str s)
{
    return s.p ? arena_str(&h->a, s) : s;
}

// Copies an errand and its answer into a job that waits for the workers.
void jobs_add(struct collector *c, const struct errand *errand, const struct fetched *f)
{
    struct harvest *h = new_job(c);
    h->kind = errand->kind == ERRAND_FEED ? HARVEST_FEED : HARVEST_PAGE;
    h->answer = *f;
    struct str *const answers[] = {
        &h->answer.url,  &h->answer.moved,         &h->answer.body, &h->answer.content_type,
        &h->answer.etag, &h->answer.last_modified, &h->answer.links};
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
    h->depth = errand->depth;
    h->first = errand->first;
    h->pushed = errand->pushed;
    h->letter = errand->letter;
    wait_for_worker(c, h);
    c->in_flight++;
}

// What the store knows of the feed or page, for the job to compare with.
static void load_known(struct collector *c, struct harvest *h)
{
    struct record stored;
    struct version latest;
    struct err ignored;
    if (h->kind == HARVEST_FEED) {
        (void)!store_feed_items(c->store, &h->a, h->feed.feed, &h->known, &h->known_count,
                                &c->failure);
        return;
    }
    (void)store_feed_get(c->store, &h->a, h->page.feed, &h->feed); // else it is not followed
    if (!h->page.row || store_get_row(c->store, &h->a, h->page.row, &stored, &ignored))
        return;
    h->stored_title = stored.title;
    h->stored_text = stored.text;
    if (store_version_latest(c->store, &h->a, h->page.row, &latest)) {
        h->stored_title = latest.title;
        h->stored_text = latest.text;
    }
}

struct harvest *jobs_take(struct collector *c)
{
    struct harvest *h = c->ready;
    c->ready = h->next;
    c->ready_count--;
    c->ready_bytes -= h->answer.body.n;
    return h;
}

static void poll_crew(struct collector *c)
{
    if (!c->failure.code)
        (void)!crew_poll(c->crew, &c->failure);
}

// Gives the workers as much as they have room for; holds the client while too much is waiting.
void jobs_go_on(struct collector *c)
{
    poll_crew(c);
    while (c->ready && crew_has_room(c->crew) && !c->failure.code) {
        struct harvest *h = jobs_take(c);
        load_known(c, h);
        c->at_work++;
        c->work_bytes += h->answer.body.n;
        crew_submit(c->crew, h);
    }
    poll_crew(c);
    client_hold(c->client, c->ready_count >= READY_MAX || c->ready_bytes >= READY_BYTES_MAX);
    size_t ours = c->ready_bytes + c->work_bytes;
    client_bound(c->client, ours < LIMIT_IN_FLIGHT ? LIMIT_IN_FLIGHT - ours : 0);
}
