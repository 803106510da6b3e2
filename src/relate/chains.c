// chains: see chains.h.  Links are one array, so that a generation of articles is freed at once.
#include "relate/chains.h"

#include <stdlib.h>

#include "base/hash.h"

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

static size_t slot_of(const struct chains *x, uint64_t key)
{
    size_t at = hash_mix(key) & (x->cap - 1);
    while (x->keys[at] && x->keys[at] != key)
        at = (at + 1) & (x->cap - 1);
    return at;
}

static void grow(struct chains *x)
{
    struct chains old = *x;
    x->cap = old.cap ? old.cap * 2 : 1024;
    x->keys = must(calloc(x->cap, sizeof *x->keys));
    x->heads = must(calloc(x->cap, sizeof *x->heads));
    for (size_t i = 0; i < old.cap; i++) {
        if (!old.keys[i])
            continue;
        size_t at = slot_of(x, old.keys[i]);
        x->keys[at] = old.keys[i];
        x->heads[at] = old.heads[i];
    }
    free(old.keys);
    free(old.heads);
}

void chains_add(struct chains *x, uint64_t key, size_t item)
{
    key |= key == 0;
    if (2 * (x->count + 1) > x->cap)
        grow(x);
    if (x->link_count == x->link_cap) {
        x->link_cap = x->link_cap ? x->link_cap * 2 : 4096;
        x->links = must(realloc(x->links, x->link_cap * sizeof *x->links));
    }
    size_t at = slot_of(x, key);
    x->count += x->keys[at] == 0;
    x->keys[at] = key;
    x->links[x->link_count++] = (struct chain_link){(uint32_t)item, x->heads[at]};
    x->heads[at] = (uint32_t)x->link_count;
}

const struct chain_link *chains_first(const struct chains *x, uint64_t key)
{
    key |= key == 0;
    uint32_t head = x->cap ? x->heads[slot_of(x, key)] : 0;
    return head ? &x->links[head - 1] : NULL;
}

const struct chain_link *chains_next(const struct chains *x, const struct chain_link *link)
{
    return link->next ? &x->links[link->next - 1] : NULL;
}

void chains_release(struct chains *x)
{
    free(x->keys);
    free(x->heads);
    free(x->links);
    *x = (struct chains){0};
}
