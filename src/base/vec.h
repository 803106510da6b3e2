// vec: arrays that grow inside an arena.
//
//     VEC(struct token) tokens = {0};
//     *vec_push(a, &tokens) = (struct token){…};
//
// The old place of a grown array stays valid, but stale: keep indexes, not pointers.
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *v;                                                                                      \
        size_t n, cap;                                                                             \
    }

// A pointer to one more, zeroed, element.
#define vec_push(a, vec)                                                                           \
    ((vec)->n == (vec)->cap ? ((vec)->v = vec_grow((a), (vec)->v, &(vec)->cap, sizeof *(vec)->v),  \
                               &(vec)->v[(vec)->n++])                                              \
                            : &(vec)->v[(vec)->n++])

static inline void *vec_grow(struct arena *a, void *v, size_t *cap, size_t size)
{
    size_t old = *cap;
    *cap = old ? old * 2 : 8;
    return arena_grow(a, v, old * size, *cap * size);
}

#endif
