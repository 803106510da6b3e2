// crew: processes that take bodies apart, so that a fault in a parser meets nothing worth having.
//
// A worker can read jobs from and write answers to one socket, take memory and use the processor,
// each within limits, and nothing else (sandbox_shut).  One that crashes, hangs or wants too much
// costs the body it had, and another takes its place.  Jobs and answers are bytes here; what they
// mean is the caller's, who must not believe an answer.  A crew belongs to one thread.
#ifndef COLLECT_CREW_H
#define COLLECT_CREW_H

#include "base/buf.h"
#include "base/err.h"

struct crew;

struct crew_options {
    size_t workers; // 1 to CREW_WORKERS_MAX
    bool sandbox;
    size_t seconds; // of processor that a job may take, and again for each MiB of it
    // In the workers: what `serve` is given with each job; made once, before they are forked.
    void *(*start)(void);
    void (*serve)(void *state, struct str job, struct buf *answer);
    // In the caller's process: a job as bytes; and its end, from crew_poll and crew_finish. `lost`:
    // NULL, or a sentence part that says why there is no answer.  done returns false for an answer
    // that is none: it then comes again as lost, and its worker goes.
    void (*write)(void *job, struct buf *out);
    bool (*done)(void *context, void *job, struct str answer, const char *lost);
    void *context;
};

enum {
    CREW_WORKERS_MAX = 64,
    CREW_DEPTH = 4, // jobs that one worker may have at once, so that it never waits for us
};

// Forks; so to be called before anything is opened that workers must not have, and before threads
// are started.  The options are copied.
WARN_UNUSED enum err_code crew_new(struct crew **out, const struct crew_options *options,
                                   struct err *e);
bool crew_has_room(const struct crew *c);
void crew_submit(struct crew *c, void *job); // where there is room
// Moves what can be moved without waiting; fails where no worker can be started any more.
WARN_UNUSED enum err_code crew_poll(struct crew *c, struct err *e);
// Waits until all jobs are done, at most timeout_ms; those that are left then are lost.
void crew_finish(struct crew *c, int timeout_ms);
void crew_free(struct crew *c); // forgets what jobs it has

#endif
