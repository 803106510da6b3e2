// pool: N worker threads over an ordered stream of jobs.
//
// The caller submits jobs; workers run `work` on them in any order; `done` is called in the
// caller's thread in the order of submission.  At most `depth` jobs are in flight, so memory is
// bounded.  Safe to use from one thread only.
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

struct pool;

// work(worker_context[i], job) runs in worker i.  done(context, job) runs in pool_submit and
// pool_finish.
typedef void (*pool_work_fn)(void *worker, void *job);
typedef void (*pool_done_fn)(void *context, void *job);

// workers >= 1 threads; worker_contexts is an array of that many pointers (or NULL).
struct pool *pool_new(size_t workers, size_t depth, void **worker_contexts, pool_work_fn work,
                      pool_done_fn done, void *context);
// Hands in one job; may first call `done` for finished ones to make room.
void pool_submit(struct pool *p, void *job);
// Waits for all jobs and calls `done` for each.
void pool_finish(struct pool *p);
void pool_free(struct pool *p);
// Cores this process may use, at least 1.
size_t pool_cores(void);

#endif
