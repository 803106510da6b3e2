// pool: a ring of job slots guarded by one mutex.  Jobs here cost 50 µs and more (a page, an
// article), so one lock per job is nothing, and order of output comes for free.
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum slot_state { SLOT_EMPTY, SLOT_WAITING, SLOT_RUNNING, SLOT_DONE };

struct slot {
    void *job;
    enum slot_state state;
};

struct pool_worker {
    struct pool *pool;
    void *context;
    pthread_t thread;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t has_work, has_done;
    struct slot *slots;
    size_t depth, first, count; // ring: `count` slots from `first`
    size_t next;                // offset from `first` of the next waiting slot
    bool closing;
    size_t worker_count;
    struct pool_worker *workers;
    pool_work_fn work;
    pool_done_fn done;
    void *context;
};

static struct slot *slot_at(struct pool *p, size_t offset)
{
    return &p->slots[(p->first + offset) % p->depth];
}

static void *worker_main(void *arg)
{
    struct pool_worker *w = arg;
    struct pool *p = w->pool;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->next == p->count && !p->closing)
            pthread_cond_wait(&p->has_work, &p->lock);
        if (p->next == p->count)
            break;
        struct slot *s = slot_at(p, p->next++);
        s->state = SLOT_RUNNING;
        pthread_mutex_unlock(&p->lock);
        p->work(w->context, s->job);
        pthread_mutex_lock(&p->lock);
        s->state = SLOT_DONE;
        pthread_cond_signal(&p->has_done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

struct pool *pool_new(size_t workers, size_t depth, void **worker_contexts, pool_work_fn work,
                      pool_done_fn done, void *context)
{
    assert(workers > 0 && depth > 0);
    struct pool *p = calloc(1, sizeof *p);
    struct slot *slots = calloc(depth, sizeof *slots);
    struct pool_worker *list = calloc(workers, sizeof *list);
    if (!p || !slots || !list)
        abort();
    *p = (struct pool){.slots = slots,
                       .depth = depth,
                       .worker_count = workers,
                       .workers = list,
                       .work = work,
                       .done = done,
                       .context = context};
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->has_work, NULL);
    pthread_cond_init(&p->has_done, NULL);
    for (size_t i = 0; i < workers; i++) {
        list[i] =
            (struct pool_worker){.pool = p, .context = worker_contexts ? worker_contexts[i] : NULL};
        if (pthread_create(&list[i].thread, NULL, worker_main, &list[i]) != 0) {
            fputs("isnad: cannot start a thread\n", stderr);
            abort();
        }
    }
    return p;
}

// Waits for the oldest job and hands it to `done`.  Called with the lock held and count > 0.
static void retire_first(struct pool *p)
{
    while (slot_at(p, 0)->state != SLOT_DONE)
        pthread_cond_wait(&p->has_done, &p->lock);
    void *job = slot_at(p, 0)->job;
    slot_at(p, 0)->state = SLOT_EMPTY;
    p->first = (p->first + 1) % p->depth;
    p->count--;
    p->next--;
    pthread_mutex_unlock(&p->lock);
    p->done(p->context, job);
    pthread_mutex_lock(&p->lock);
}

void pool_submit(struct pool *p, void *job)
{
    pthread_mutex_lock(&p->lock);
    while (p->count > 0 && (p->count == p->depth || slot_at(p, 0)->state == SLOT_DONE))
        retire_first(p);
    *slot_at(p, p->count) = (struct slot){job, SLOT_WAITING};
    p->count++;
    pthread_cond_signal(&p->has_work);
    pthread_mutex_unlock(&p->lock);
}

void pool_finish(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    while (p->count > 0)
        retire_first(p);
    pthread_mutex_unlock(&p->lock);
}

void pool_free(struct pool *p)
{
    if (!p)
        return;
    pool_finish(p);
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->has_work);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->worker_count; i++)
        pthread_join(p->workers[i].thread, NULL);
    pthread_cond_destroy(&p->has_work);
    pthread_cond_destroy(&p->has_done);
    pthread_mutex_destroy(&p->lock);
    free(p->workers);
    free(p->slots);
    free(p);
}

size_t pool_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (size_t)n : 1;
}
