// df: the number comes from FTS5's own vocabulary table, which walks the postings of the term (a
// few ms for a word in every fifth of 300,000 articles); hence the memory.  Direct-mapped like the
// token cache: bounded, and a miss only costs time.
#include "store/df.h"

#include <stdlib.h>

#include "base/hash.h"
#include "store/store_int.h"

enum { DF_SLOTS = 4096 };

struct df_cache {
    struct {
        uint64_t hash;
        size_t articles;
        double df;
    } slots[DF_SLOTS];
};

struct df_cache *df_cache_new(void)
{
    struct df_cache *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    return c;
}

void df_cache_free(struct df_cache *c)
{
    free(c);
}

double df_of(struct store *s, struct str term, size_t articles)
{
    uint64_t hash = hash_str(term) | 1;
    size_t at = (hash >> 1) % DF_SLOTS, then = s->df->slots[at].articles;
    if (s->df->slots[at].hash == hash && then <= articles && articles - then <= then / 8)
        return s->df->slots[at].df * (double)articles / (double)(then ? then : 1);
    struct err ignored;
    sqlite3_stmt *st = store_statement(s, SQL_DF, &ignored);
    if (!st)
        return 0;
    store_bind(st, 1, term);
    double df = (double)store_number(s, st, 0);
    s->df->slots[at].hash = hash;
    s->df->slots[at].articles = articles;
    s->df->slots[at].df = df;
    return df;
}
