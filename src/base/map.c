// map: see map.h.  Linear probing at a load of at most 1/2.
#include "base/map.h"

#include "base/hash.h"

void map_init(struct map *m, struct arena *a, uint64_t seed)
{
    *m = (struct map){.arena = a, .seed = seed};
}

// The slot that holds key, or the empty one where it would go.  cap > 0.
static struct map_slot *find_slot(const struct map *m, struct str key)
{
    size_t mask = m->cap - 1;
    size_t i = (size_t)hash_str_seed(key, m->seed) & mask;
    while (m->slots[i].key.p && !str_eq(m->slots[i].key, key))
        i = (i + 1) & mask;
    return &m->slots[i];
}

size_t map_get(const struct map *m, struct str key)
{
    if (m->cap == 0)
        return MAP_NONE;
    const struct map_slot *slot = find_slot(m, key);
    return slot->key.p ? slot->value : MAP_NONE;
}

static void grow(struct map *m)
{
    struct map old = *m;
    m->cap = old.cap ? old.cap * 2 : 32;
    m->slots = arena_new(m->arena, struct map_slot, m->cap);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].key.p)
            *find_slot(m, old.slots[i].key) = old.slots[i];
}

size_t *map_at(struct map *m, struct str key, size_t fresh)
{
    if (key.p == NULL)
        key.p = "";
    if (2 * (m->count + 1) > m->cap)
        grow(m);
    struct map_slot *slot = find_slot(m, key);
    if (!slot->key.p) {
        *slot = (struct map_slot){key, fresh};
        m->count++;
    }
    return &slot->value;
}
