// background: see background.h.
//
// The tables have to stay small, since they are in every copy of the program: three bytes an entry.
// The upper bits of the hash are implied by the bucket, and the document frequency is kept as a
// level of a logarithmic scale of 16 steps to the octave.
#include "text/background.h"

#include <math.h>

#include "base/hash.h"
#include "gen/background_table.h"

enum { STEPS = 16 };

static uint32_t key_of(uint64_t hash)
{
    return (uint32_t)(hash >> (64 - BACKGROUND_KEY_BITS));
}

static uint32_t pair_key_of(uint64_t first, uint64_t second)
{
    return key_of(hash_mix(hash_mix(first + 0x9E3779B97F4A7C15u) ^ second));
}

uint32_t background_key(struct str s)
{
    return key_of(hash_str(s));
}

uint32_t background_pair_key(struct str first, struct str second)
{
    return pair_key_of(hash_str(first), hash_str(second));
}

uint8_t background_level(uint32_t df)
{
    long level = lround(log2((double)(df ? df : 1)) * STEPS);
    return level > 255 ? 255 : (uint8_t)level;
}

// The place of a key, or UINT32_MAX.
static uint32_t place_of(const struct background_set *set, uint32_t key)
{
    uint32_t bucket = key >> BACKGROUND_LOW_BITS;
    uint16_t low = (uint16_t)key;
    uint32_t first = set->start[bucket], end = set->start[bucket + 1];
    while (first < end) {
        uint32_t mid = (first + end) / 2;
        if (set->low[mid] < low)
            first = mid + 1;
        else
            end = mid;
    }
    return first < set->start[bucket + 1] && set->low[first] == low ? first : UINT32_MAX;
}

static uint32_t df_at(const struct background_set *set, uint32_t key)
{
    uint32_t place = place_of(set, key);
    if (place == UINT32_MAX)
        return 0;
    return (uint32_t)lroundf(exp2f((float)set->level[place] / STEPS));
}

int background_leaning(struct str folded)
{
    uint32_t place = place_of(&background_words, background_key(folded));
    return place == UINT32_MAX ? 0 : background_words.leaning[place];
}

uint32_t background_documents(void)
{
    return background_table_documents;
}

uint32_t background_df(struct str stem)
{
    return df_at(&background_stems, background_key(stem));
}

uint32_t background_word_df(struct str folded)
{
    return df_at(&background_words, background_key(folded));
}

uint32_t background_pair_df(struct str first, struct str second)
{
    return background_pair_df_hashed(hash_str(first), hash_str(second));
}

uint32_t background_pair_df_hashed(uint64_t first, uint64_t second)
{
    return df_at(&background_pairs, pair_key_of(first, second));
}

float background_idf(struct str stem)
{
    return background_idf_hashed(hash_str(stem));
}

float background_idf_hashed(uint64_t stem)
{
    uint32_t place = place_of(&background_stems, key_of(stem));
    if (place == UINT32_MAX)
        return logf(((float)background_table_documents + 1) / 0.5F);
    return background_table_idf[background_stems.level[place]];
}
