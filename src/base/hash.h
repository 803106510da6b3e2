// hash: 64-bit hashes of bytes (XXH3).  Stable across runs and machines, so they may be stored.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

uint64_t hash_str(struct str s);
uint64_t hash_str_seed(struct str s, uint64_t seed);
// Mixes a 64-bit value (the finaliser of splitmix64): for hashing integers.
static inline uint64_t hash_mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

#endif
