// map: from byte strings to numbers, open addressing, inside an arena.
//
// Keys are views and must outlive the map.  No deletion: a map lives as long as its document.
// Hashes are seeded per map by its address-free `seed`, so that hostile keys cannot be prepared
// for it when a random seed is given.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

struct map_slot {
    struct str key; // .p == NULL: empty
    size_t value;
};

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t count, cap; // cap is a power of two or 0
    uint64_t seed;
};

#define MAP_NONE SIZE_MAX

void map_init(struct map *m, struct arena *a, uint64_t seed);
// The value of key, or MAP_NONE.
size_t map_get(const struct map *m, struct str key);
// The place of key's value; a new key gets `fresh`.  Good until the next map_at.
size_t *map_at(struct map *m, struct str key, size_t fresh);

#endif
