// formula: a count-min sketch (Cormode, Muthukrishnan 2005) of two rows over (5-gram, outlet), and
// a set of the 5-grams that have passed the limit.  The sketch can only count too many, by chance
// collisions; two rows keep that rare up to some 10 million different 5-grams.
#include "relate/formula.h"

#include <stdlib.h>

#include "base/hash.h"

enum { ROW_MIN = 1 << 14, ROW_MAX = 1 << 24, ROW_PER_ARTICLE = 128, ROWS = 2 };

// Chosen on bench/quality relate: 3 loses copies, from 5 on formulas
// are let through.  Without outlets a
// 5-gram of many articles may be a report that many carry, hence the higher limit.
enum { USES_BY_OUTLET = 4, USES_BY_ALL = 20 };

struct formulas {
    uint8_t *counts; // ROWS x row
    size_t row;
    uint64_t *set; // open addressing, 0: empty
    size_t cap, n;
};

struct formulas *formulas_new(size_t articles)
{
    size_t row = ROW_MIN;
    while (row < ROW_MAX && row / ROW_PER_ARTICLE < articles)
        row *= 2;
    struct formulas *f = calloc(1, sizeof *f);
    uint8_t *counts = calloc(ROWS, row);
    if (!f || !counts)
        abort();
    f->counts = counts;
    f->row = row;
    return f;
}

void formulas_free(struct formulas *f)
{
    if (!f)
        return;
    free(f->counts);
    free(f->set);
    free(f);
}

void formulas_age(struct formulas *f)
{
    for (size_t i = 0; i < ROWS * f->row; i++)
        f->counts[i] /= 2;
    free(f->set);
    f->set = NULL;
    f->cap = f->n = 0;
}

static size_t set_slot(const struct formulas *f, uint64_t shingle)
{
    size_t at = hash_mix(shingle) & (f->cap - 1);
    while (f->set[at] && f->set[at] != shingle)
        at = (at + 1) & (f->cap - 1);
    return at;
}

static void set_add(struct formulas *f, uint64_t shingle)
{
    if (2 * (f->n + 1) > f->cap) {
        uint64_t *old = f->set;
        size_t old_cap = f->cap;
        f->cap = old_cap ? old_cap * 2 : 1024;
        f->set = calloc(f->cap, sizeof *f->set);
        if (!f->set)
            abort();
        for (size_t i = 0; i < old_cap; i++)
            if (old[i])
                f->set[set_slot(f, old[i])] = old[i];
        free(old);
    }
    size_t at = set_slot(f, shingle);
    f->n += f->set[at] == 0;
    f->set[at] = shingle;
}

bool formulas_has(const struct formulas *f, uint64_t shingle)
{
    return f->cap && f->set[set_slot(f, shingle)] == shingle;
}

void formulas_count(struct formulas *f, struct word_hashes shingles, struct str outlet)
{
    uint64_t salt = outlet.n ? hash_str(outlet) : 0;
    uint8_t limit = outlet.n ? USES_BY_OUTLET : USES_BY_ALL;
    for (size_t i = 0; i < shingles.n; i++) {
        uint64_t h = hash_mix(shingles.v[i] ^ salt);
        uint8_t *x = &f->counts[h % f->row], *y = &f->counts[f->row + (h >> 32) % f->row];
        uint8_t least = *x < *y ? *x : *y;
        // Conservative update: only the counters that hold the minimum rise.
        if (least < UINT8_MAX) {
            *x = (uint8_t)(*x + (*x == least));
            *y = (uint8_t)(*y + (*y == least));
        }
        if (least + 1 > limit && shingles.v[i])
            set_add(f, shingles.v[i]);
    }
}
