// crew_int: what the two sides of a crew share.
#ifndef COLLECT_CREW_INT_H
#define COLLECT_CREW_INT_H

#include "base/buf.h"
#include "base/limits.h"
#include "collect/crew.h"
#include "collect/sandbox.h"

// Of an answer: a body's items with their texts, terms and readings.
#define CREW_ANSWER_MAX (128 * MIB)

enum {
    CREW_SLOWNESS = SANDBOX_IS_SANITIZED ? 20 : 1, // sanitizers make everything slow
    CREW_WALL_S = 60 * CREW_SLOWNESS,              // for one that uses no processor, …
    CREW_WALL_TIMES = 4,                           // and for others' share of the processor
    CREW_SERVED_MAX = 2000, // jobs, so that one who was taken over lies about no more
    CREW_EXIT_SANDBOX = 71,
    CREW_EXIT_LARGE = 72,
};

// The seconds of processor that a job of so many bytes may take.
static inline size_t crew_seconds(const struct crew_options *options, size_t bytes)
{
    return CREW_SLOWNESS * (options->seconds + options->seconds * bytes / MIB);
}

// Empty, without memory that only a large frame needed.
static inline void buf_trim(struct buf *b)
{
    if (b->cap > MIB)
        buf_release(b);
    buf_reset(b);
}

#endif
