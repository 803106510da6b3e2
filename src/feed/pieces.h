// pieces: a text in the making, as views that are put together once.  Internal to feed/.
//
// What feeds say mostly stands in the document in one run, or in a few with a changed address or
// a tag left out in between.  Views that follow each other in memory join; a text of one view is
// never copied, any other one once.
#ifndef FEED_PIECES_H
#define FEED_PIECES_H

#include <assert.h>

#include "base/vec.h"

// Zeroed is a valid empty text.  One struct serves many texts: the list keeps its memory.
struct pieces {
    VEC(struct str) list;
    size_t total; // bytes
};

static inline void pieces_reset(struct pieces *p)
{
    p->list.n = p->total = 0;
}

static inline void pieces_add(struct arena *a, struct pieces *p, struct str s)
{
    struct str *last = p->list.n ? &p->list.v[p->list.n - 1] : NULL;
    if (s.n == 0)
        return;
    assert(p->list.v || p->list.cap == 0);
    p->total += s.n;
    if (last && last->p + last->n == s.p)
        last->n += s.n;
    else
        *vec_push(a, &p->list) = s;
}

// The whole text: empty, a view, or new in the arena.
static inline struct str pieces_join(struct arena *a, const struct pieces *p)
{
    size_t n = 0;
    if (p->list.n == 0)
        return (struct str){0};
    if (p->list.n == 1)
        return p->list.v[0];
    char *out = arena_alloc_raw(a, p->total);
    for (size_t i = 0; i < p->list.n; i++) {
        memcpy(out + n, p->list.v[i].p, p->list.v[i].n);
        n += p->list.v[i].n;
    }
    return (struct str){out, n};
}

#endif
