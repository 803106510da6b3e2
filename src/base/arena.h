// arena: memory that lives as long as one named thing (a page, an article, a request) and is
// released as a whole.
//
// An arena never returns NULL: out of memory, or past its limit, the process stops with a message.
// That must be unreachable from outside data: each parser states its worst case as k * input, input
// is capped where it enters, and the limit lies above that.  Built with -DARENA_DEBUG every
// allocation is a malloc of its own, so that AddressSanitizer sees each overrun.
// An arena belongs to one thread at a time.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_block;
struct arena_deferred;

// Zeroed is a valid empty arena.
struct arena {
    struct arena_block *blocks; // newest first
    struct arena_block *spare;  // kept by arena_reset, unused yet
    struct arena_deferred *deferred;
    size_t used;  // bytes handed out since the last reset
    size_t limit; // most bytes that may be handed out; 0 = ARENA_LIMIT_DEFAULT
};

// Runs what was deferred (newest first) and keeps up to 8 MiB for the next user.
void arena_reset(struct arena *a);
// Runs what was deferred and frees everything.
void arena_release(struct arena *a);

// size bytes, aligned for any type, contents zeroed.  size 0 gives a valid pointer.
void *arena_alloc(struct arena *a, size_t size);
// As arena_alloc, contents undefined.
void *arena_alloc_raw(struct arena *a, size_t size);
// count zeroed objects of type T.
#define arena_new(a, T, count) ((T *)arena_alloc_array((a), (count), sizeof(T)))
void *arena_alloc_array(struct arena *a, size_t count, size_t size);
// A copy of old_size bytes at `old` in a new place of new_size >= old_size; the rest is zeroed.
// Grows in place where `old` is the newest allocation.
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);

// A copy of s in the arena; it has a NUL behind it, so that .p serves as a C string.
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Calls fn(ptr) at reset or release.  For foreign objects (statements, handles) only.
void arena_defer(struct arena *a, void (*fn)(void *), void *ptr);

#endif
