// phrases: see phrases.h.
//
// Nothing is counted when articles come in: the phrases of the last articles of one outlet are a
// thousand short rows behind an index, read in a millisecond when an article is shown.
#include "store/phrases.h"

#include "base/map.h"
#include "base/vec.h"
#include "read/keyphrases.h"
#include "store/search.h"
#include "store/store_int.h"
#include "text/fold.h"

struct outlet_phrases {
    struct store *s;
    struct map counts; // folded phrase -> articles
    size_t articles;
};

static double df(void *data, struct str stem, size_t *documents)
{
    const struct outlet_phrases *o = data;
    return store_df(o->s, stem, documents);
}

static size_t outlet_df(void *data, struct str phrase, size_t *articles)
{
    const struct outlet_phrases *o = data;
    size_t count = map_get(&o->counts, phrase);
    *articles = o->articles;
    return count == MAP_NONE ? 0 : count;
}

static struct str text_at(struct arena *a, sqlite3_stmt *st, int column)
{
    const char *text = (const char *)sqlite3_column_text(st, column);
    return arena_str(a, (struct str){text, (size_t)sqlite3_column_bytes(st, column)});
}

// The phrases of the other recent articles of the outlet of `row`.
static enum err_code count_outlet(struct store *s, struct arena *a, int64_t row,
                                  struct outlet_phrases *o, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_OUTLET_PHRASES, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    int64_t last = 0;
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        o->articles += sqlite3_column_int64(st, 0) != last;
        last = sqlite3_column_int64(st, 0);
        ++*map_at(&o->counts, fold(a, text_at(a, st, 1)), 0);
    }
    sqlite3_reset(st);
    return code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
}

enum err_code store_keyphrases(struct store *s, struct arena *a, int64_t row,
                               struct keyphrase **out, size_t *count, struct err *e)
{
    VEC(struct keyphrase) found = {0};
    sqlite3_stmt *st = store_statement(s, SQL_PHRASES, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        *vec_push(a, &found) =
            (struct keyphrase){.text = text_at(a, st, 0), .score = sqlite3_column_double(st, 1)};
    sqlite3_reset(st);
    if (code != SQLITE_DONE)
        return store_failed(s, e);
    struct outlet_phrases o = {.s = s};
    map_init(&o.counts, a, 0);
    if (count_outlet(s, a, row, &o, e))
        return ERR_STORE;
    keyphrases_weigh(a, &(struct keyphrase_store){df, outlet_df, &o}, found.v, found.n);
    *out = found.v;
    *count = found.n;
    return ERR_NONE;
}
