// repeats: see repeats.h.
#include "store/repeats.h"

#include <string.h>

#include "relate/signature.h"
#include "store/store_int.h"
#include "text/fold.h"

enum { SAME_TITLE_HOURS = 12 };
static const double least_jaccard = 0.5;

struct compared {
    const struct record *article;
    struct str title; // folded
    struct signature signature;
};

// Leaves the signature of an empty article, which is like nothing, where none can be read.
static void load_signature(sqlite3_stmt *st, int64_t row, struct signature *out)
{
    sqlite3_bind_int64(st, 1, row);
    if (sqlite3_step(st) == SQLITE_ROW && sqlite3_column_bytes(st, 1) == (int)sizeof out->bins) {
        out->shingles = (uint32_t)sqlite3_column_int64(st, 0);
        memcpy(out->bins, sqlite3_column_blob(st, 1), sizeof out->bins);
    }
    sqlite3_reset(st);
}

static bool is_same_title(const struct compared *x, const struct compared *y)
{
    if (!x->title.n || !str_eq(x->title, y->title) || !x->article->outlet.n ||
        !str_eq(x->article->outlet, y->article->outlet))
        return false;
    if (x->article->published_at == STORE_NO_TIME || y->article->published_at == STORE_NO_TIME)
        return true;
    int64_t gap = x->article->published_at - y->article->published_at;
    return gap < SAME_TITLE_HOURS * 3600 && gap > -SAME_TITLE_HOURS * 3600;
}

void store_repeats(struct store *s, struct arena *a, const struct record *const *list, size_t count,
                   size_t *out)
{
    struct compared *v = arena_new(a, struct compared, count);
    sqlite3_stmt *st = NULL;
    // Without the statement nothing repeats anything: a list is worth showing all the same.
    if (sqlite3_prepare_v2(store_db(s), "SELECT shingles, bins FROM signatures WHERE row = ?1", -1,
                           &st, NULL) != SQLITE_OK)
        st = NULL;
    for (size_t i = 0; i < count; i++) {
        v[i] = (struct compared){.article = list[i], .title = fold(a, list[i]->title)};
        if (st)
            load_signature(st, list[i]->row, &v[i].signature);
        out[i] = i;
        for (size_t k = 0; k < i && out[i] == i; k++)
            if (out[k] == k &&
                (is_same_title(&v[i], &v[k]) ||
                 signature_jaccard(&v[i].signature, &v[k].signature) >= least_jaccard))
                out[i] = k;
    }
    sqlite3_finalize(st);
}
