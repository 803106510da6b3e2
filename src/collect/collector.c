// collector: see collector.h.
//
// The loop: lease what is due (feeds first, then pages), hand it to the client, hand answers to the
// workers, store what they made, commit at most every second.  A lease is a due time in the near
// future: if this process dies, the feed is due again then, and nobody has to clean up.  What is in
// hand here is not taken again, however long its host lets it wait.
//
// The loop never stays away from the client for long: answers wait in a list until workers have
// room, and while that list is long no request is started.  Where the store cannot be written (the
// disk is full), what was not committed is forgotten with the validators it came with, and the loop
// waits until writing works again.
#include "collect/collector.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <time.h>

#include "base/log.h"
#include "collect/collector_int.h"
#include "collect/sandbox.h"
#include "store/inbox.h"

// --- begin and end ------------------------------------------------------------------------------

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

// A socket a request, and the connections that are kept.
static void raise_file_limit(size_t parallel)
{
    struct rlimit limit;
    rlim_t wanted = 2 * parallel + 256;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    (void)!setrlimit(RLIMIT_NOFILE, &limit);
}

static enum err_code collector_init(struct collector *c, struct err *e)
{
    const struct collect_options *o = c->options;
    const struct crew_options crew = {.workers = o->workers,
                                      .sandbox = o->sandbox,
                                      .seconds = HARVEST_SECONDS,
                                      .start = harvest_start,
                                      .serve = harvest_serve,
                                      .write = harvest_write,
                                      .done = jobs_done,
                                      .context = c};
    if (crew_new(&c->crew, &crew, e)) // before there is anything that workers must not have
        return e->code;
    enum err_code code = store_open(&c->store, o->store, STORE_WRITE, e);
    if (!code && o->warc)
        code = warc_writer_open(&c->warc, o->warc, e);
    if (code)
        return code;
    if (o->sandbox)
        code = enter_sandbox(c, e);
    if (!code && o->all)
        code = store_feeds_all_due(c->store, collector_now(), e);
    if (code)
        return code;
    raise_file_limit(o->client.parallel ? o->client.parallel : 256);
    c->client = client_new(&o->client);
    return ERR_NONE;
}

static void drop_request(void *context, const struct fetched *f)
{
    (void)context;
    errand_drop(f->data);
}

// Forgets all requests and answers: their leases run out, and they come again.
static void forget_all(struct collector *c)
{
    while (c->ready)
        jobs_free(c, jobs_take(c));
    // The pages that wait for a robots.txt first: the list lives in the errand of its request.
    for (struct asking *asking = c->asking; asking; asking = asking->next)
        for (struct errand *page = asking->pages, *next; page; page = next) {
            next = page->next;
            errand_drop(page);
        }
    c->asking = NULL;
    client_cancel(c->client, drop_request, c);
}

static void collector_release(struct collector *c)
{
    c->ending = true;
    crew_finish(c->crew, DRAIN_MS); // what the workers have is stored
    collector_commit(c);
    crew_free(c->crew);
    forget_all(c);
    client_free(c->client);
    for (struct harvest *h = c->free_jobs, *next; h; h = next) {
        next = h->next;
        arena_release(&h->a);
        free(h);
    }
    inbox_close(c->inbox);
    warc_writer_close(c->warc);
    arena_release(&c->scratch);
    arena_release(&c->told_arena);
    arena_release(&c->packing);
    store_close(c->store);
}

// --- a store that cannot be written --------------------------------------------------------------

static void look_at_disk(struct collector *c, int64_t now)
{
    struct statvfs disk;
    if (now - c->looked_at_disk < DISK_LOOK_S || c->failure.code)
        return;
    c->looked_at_disk = now;
    struct str file = store_path(&c->scratch, c->options->store);
    if (statvfs(file.p, &disk) != 0)
        return;
    size_t free_bytes = (size_t)disk.f_bavail * disk.f_frsize;
    size_t least = (size_t)disk.f_blocks * disk.f_frsize / 20;
    least = least < DISK_FREE_MIN ? least : DISK_FREE_MIN;
    if (free_bytes < least)
        err_set(&c->failure, ERR_IO, "%s: the disk has only %zu MiB free", file.p,
                free_bytes / MIB);
}

static void stall(struct collector *c)
{
    log_line(LOG_ERROR, "%s; nothing is fetched until the store can be written", c->failure.text);
    c->stalled = true;
    store_rollback(c->store);
    c->in_batch = true; // for collector_commit to forget what was told
    collector_commit(c);
    c->letters_taken = 0; // they are all there still
    crew_finish(c->crew, DRAIN_MS);
    forget_all(c);
    memset(c->counters, 0, sizeof c->counters);
    c->failure = (struct err){0};
    c->looked_at_disk = collector_now();
}

// Tries to write, now and then; the try is the counter of stalls.
static void try_again(struct collector *c)
{
    int64_t now = collector_now();
    nanosleep(&(struct timespec){0, IDLE_MS * 1000 * 1000}, NULL);
    if (now - c->looked_at_disk < DISK_LOOK_S)
        return;
    look_at_disk(c, now);
    arena_reset(&c->scratch);
    if (!c->failure.code && collector_begin(c)) {
        c->counters[COLLECT_STALLS] = 1;
        collector_commit(c);
    }
    if (c->failure.code) {
        store_rollback(c->store);
        c->in_batch = false;
        c->failure = (struct err){0};
        return;
    }
    c->stalled = false;
    log_line(LOG_WARN, "the store can be written again; collecting goes on");
}

// --- the loop -----------------------------------------------------------------------------------

// Whether anything is due by now, without a transaction: an idle collector holds no lock.
static bool is_due(struct collector *c, int64_t now)
{
    int64_t next = STORE_NO_TIME;
    if (push_is_due(c, now))
        return true;
    if (c->failure.code || store_next_due(c->store, &next, &c->failure))
        return false;
    return next != STORE_NO_TIME && next <= now;
}

// Commits every second, and then leaves a moment to others who want to write.
static void commit_in_time(struct collector *c)
{
    bool is_over = collector_now() != c->batch_started;
    if (!c->in_batch || (!is_over && c->in_flight))
        return;
    collector_commit(c);
    if (c->in_flight)
        nanosleep(&(struct timespec){0, COMMIT_GAP_MS * 1000 * 1000}, NULL);
}

// A clock that is set forward makes nothing due, one that is set back puts nothing off: all that is
// due moves with it.
static void watch_clock(struct collector *c, int64_t now)
{
    struct timespec t;
    clock_gettime(CLOCK_BOOTTIME, &t);
    int64_t jump = schedule_clock_jump(&c->clock, now, (int64_t)t.tv_sec);
    if (jump == 0)
        return;
    log_line(LOG_WARN, "the clock was set by %lld s; what is due moves with it", (long long)jump);
    if (collector_begin(c))
        (void)!store_collect_shift(c->store, jump, &c->failure);
    c->looked_at_disk = c->tidied_at = 0;
}

static void tidy(struct collector *c, int64_t now)
{
    if (now - c->tidied_at < 86400)
        return;
    c->tidied_at = now;
    if (collector_begin(c))
        (void)!store_collect_tidy(c->store, now, &c->failure);
}

// Every second, and as soon as there is room for what the last look had to leave.
static bool is_time_to_look(const struct collector *c, bool new_second)
{
    return new_second || c->in_flight == 0 || (c->more_feeds && c->feeds.n < FEEDS_MAX / 2) ||
           (c->more_pages && c->pages.n < PAGES_MAX / 2);
}

static void look_once(struct collector *c, int64_t now, int64_t *looked)
{
    look_at_disk(c, now);
    if (is_time_to_look(c, now != *looked)) {
        arena_reset(&c->scratch);
        watch_clock(c, now);
        tidy(c, now);
        push_take_letters(c);
        if (is_due(c, now)) {
            push_ask(c, now);
            errands_lease_feeds(c, now);
            errands_lease_pages(c, now);
        }
        *looked = now;
    }
    bool busy = c->ready || c->at_work;
    int wait_ms = busy ? 2 : c->in_flight ? 20 : IDLE_MS;
    client_run(c->client, wait_ms, errand_answered, c);
    jobs_go_on(c);
    commit_in_time(c);
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
    while (!code && !atomic_load(stop)) {
        int64_t now = collector_now();
        bool may_wait = c.failure.code == ERR_IO || c.failure.code == ERR_BUSY;
        if (c.failure.code && (options->once || !may_wait))
            break;
        if (c.failure.code)
            stall(&c);
        if (c.stalled) {
            try_again(&c);
            continue;
        }
        look_once(&c, now, &looked);
        if (options->once && !c.failure.code && c.in_flight == 0 && !is_due(&c, now))
            break;
    }
    if (!code)
        collector_release(&c);
    else
        crew_free(c.crew);
    if (!code && c.failure.code) {
        *e = c.failure;
        code = e->code;
    }
    return code;
}
