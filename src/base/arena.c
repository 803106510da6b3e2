// arena: bump allocation in blocks that double up to 1 MiB.
//
// A reset keeps some blocks: memory fresh from the system costs more than most of what is done with
// it (a fault for each 4 KiB, a third of the time of a large page).
//
// Why not malloc and free: a stage makes thousands of small objects that all die with the document.
// One pointer bump per object, one walk over a few blocks at the end, and no leak is possible.
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { ALIGN = 16, BLOCK_MIN = 16 * 1024, BLOCK_MAX = 1024 * 1024, KEEP_MAX = 8 * BLOCK_MAX };

struct arena_block {
    struct arena_block *next;
    size_t size, used; // bytes behind the header
};

struct arena_deferred {
    struct arena_deferred *next;
    void (*fn)(void *);
    void *ptr;
};

static size_t round_up(size_t n)
{
    return (n + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
}

static char *block_data(struct arena_block *b)
{
    return (char *)b + round_up(sizeof *b);
}

static _Noreturn void die(const char *what, size_t n)
{
    fprintf(stderr, "isnad: %s (%zu bytes)\n", what, n);
    abort();
}

static void run_deferred(struct arena *a)
{
    while (a->deferred) {
        struct arena_deferred *d = a->deferred;
        a->deferred = d->next;
        d->fn(d->ptr);
    }
}

static void free_blocks(struct arena_block *b)
{
    for (struct arena_block *next; b; b = next) {
        next = b->next;
        free(b);
    }
}

void arena_release(struct arena *a)
{
    run_deferred(a);
    free_blocks(a->blocks);
    free_blocks(a->spare);
    a->blocks = a->spare = NULL;
    a->used = 0;
}

void arena_reset(struct arena *a)
{
    run_deferred(a);
#ifdef ARENA_DEBUG
    arena_release(a);
#else
    struct arena_block *keep = NULL, *drop = NULL;
    size_t kept = 0;
    struct arena_block *lists[] = {a->blocks, a->spare};
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        for (struct arena_block *b = lists[i], *next; b; b = next) {
            next = b->next;
            bool stays = b->size <= KEEP_MAX - kept;
            struct arena_block **to = stays ? &keep : &drop;
            kept += stays ? b->size : 0;
            b->used = 0;
            b->next = *to;
            *to = b;
        }
    free_blocks(drop);
    a->blocks = keep;
    a->spare = keep ? keep->next : NULL;
    if (keep)
        keep->next = NULL;
    a->used = 0;
#endif
}

// A kept block of that size or more, taken out of the list; NULL where there is none.
static struct arena_block *take_spare(struct arena *a, size_t need)
{
    for (struct arena_block **at = &a->spare; *at; at = &(*at)->next) {
        struct arena_block *b = *at;
        if (b->size < need)
            continue;
        *at = b->next;
        return b;
    }
    return NULL;
}

static struct arena_block *add_block(struct arena *a, size_t need)
{
    size_t size = BLOCK_MIN;
    if (a->blocks && a->blocks->size >= size)
        size = a->blocks->size < BLOCK_MAX ? a->blocks->size * 2 : BLOCK_MAX;
#ifdef ARENA_DEBUG
    size = need;
#endif
    if (size < need)
        size = need;
    struct arena_block *b = take_spare(a, need);
    if (!b) {
        b = malloc(round_up(sizeof *b) + size);
        if (!b)
            die("out of memory", size);
        *b = (struct arena_block){.size = size};
    }
    b->next = a->blocks;
    a->blocks = b;
    return b;
}

void *arena_alloc_raw(struct arena *a, size_t size)
{
    size_t limit = a->limit ? a->limit : ARENA_LIMIT_DEFAULT;
    if (size > limit || a->used > limit - size)
        die("a document needed more memory than its limit", size);
#ifdef ARENA_DEBUG
    size_t need = size ? size : 1; // exact, so that the byte behind it is poisoned
#else
    size_t need = round_up(size ? size : 1);
#endif
    struct arena_block *b = a->blocks;
    if (!b || b->size - b->used < need)
        b = add_block(a, need);
    char *p = block_data(b) + b->used;
    b->used += need;
    a->used += need;
    return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *p = arena_alloc_raw(a, size);
    memset(p, 0, size);
    return p;
}

void *arena_alloc_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        die("an array was too long", count);
    return arena_alloc(a, count * size);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
#ifndef ARENA_DEBUG
    struct arena_block *b = a->blocks;
    size_t had = round_up(old_size ? old_size : 1);
    size_t more = round_up(new_size ? new_size : 1) - had;
    size_t limit = a->limit ? a->limit : ARENA_LIMIT_DEFAULT;
    if (old && b && b->used >= had && block_data(b) + b->used - had == (char *)old &&
        b->size - b->used >= more && a->used <= limit - more) {
        b->used += more;
        a->used += more;
        memset((char *)old + old_size, 0, new_size - old_size);
        return old;
    }
#endif
    char *p = arena_alloc_raw(a, new_size);
    if (old_size)
        memcpy(p, old, old_size);
    memset(p + old_size, 0, new_size - old_size);
    return p;
}

struct str arena_str(struct arena *a, struct str s)
{
    char *p = arena_alloc_raw(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t size = n < 0 ? 0 : (size_t)n;
    char *p = arena_alloc(a, size + 1);
    if (n > 0)
        vsnprintf(p, size + 1, format, again);
    va_end(again);
    return (struct str){p, size};
}

void arena_defer(struct arena *a, void (*fn)(void *), void *ptr)
{
    struct arena_deferred *d = arena_new(a, struct arena_deferred, 1);
    *d = (struct arena_deferred){a->deferred, fn, ptr};
    a->deferred = d;
}
