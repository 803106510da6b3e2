// hash: see hash.h.
#include "base/hash.h"

#include <xxhash.h>

uint64_t hash_str(struct str s)
{
    return XXH3_64bits(s.n ? s.p : "", s.n);
}

uint64_t hash_str_seed(struct str s, uint64_t seed)
{
    return XXH3_64bits_withSeed(s.n ? s.p : "", s.n, seed);
}
