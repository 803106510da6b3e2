// search: one walk over the postings of a query, and what comes of it: hits, count, facets, bars.
//
// FTS5 finds the matching rows (AND, OR, NOT, NEAR, phrases are its, match.c writes the
// expression); our function isnad_hit is called for each and does the rest (scorer.c).  Filters are
// no part of the expression (filter.c).  Dates bound the rows that are walked, because rows are in
// order of arrival.
#include "store/search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/vec.h"
#include "store/df.h"
#include "store/search_int.h"

// Of the stems that candidates for `similar` are found by: some 10 ms.
enum { POSTINGS_OF_STEMS = 50000 };

// --- the walk -----------------------------------------------------------------------------------

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static enum err_code walk_postings(struct search *x, struct search_result *out, struct err *e)
{
    bool newest = x->options->sort == SORT_NEWEST;
    bool early = newest && x->options->no_total && !x->options->facets && !x->options->histogram;
    int64_t first, last, deadline = now_ms() + LIMIT_SEARCH_MS;
    columns_range(x->sc.columns, x->sc.since, x->sc.until, &first, &last);
    sqlite3_stmt *st = store_statement(x->s, newest ? SQL_MATCH_NEWEST : SQL_MATCH, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_pointer(st, 1, &x->sc, "isnad-scorer", NULL);
    store_bind(st, 2, buf_str(&x->match));
    sqlite3_bind_int64(st, 3, x->sc.dated ? first : 0);
    sqlite3_bind_int64(st, 4, x->sc.dated ? last : INT64_MAX);
    int code;
    for (size_t n = 1; (code = sqlite3_step(st)) == SQLITE_ROW; n++) {
        if (early && scorer_is_done(&x->sc, sqlite3_column_int64(st, 0))) {
            out->total_is_exact = false;
            break;
        }
        if (n % 4096 == 0 && now_ms() > deadline) {
            out->partial = true;
            out->total_is_exact = false;
            break;
        }
    }
    enum err_code failed =
        code == SQLITE_DONE || code == SQLITE_ROW ? ERR_NONE : store_failed(x->s, e);
    sqlite3_reset(st);
    return failed;
}

// A query of filters only: every article that they let through.
static void walk_rows(struct search *x, struct search_result *out)
{
    x->sc.sort = SORT_NEWEST;
    bool early = x->options->no_total && !x->options->facets && !x->options->histogram;
    for (int64_t row = (int64_t)x->sc.columns->n - 1; row > 0; row--) {
        if (early && scorer_is_done(&x->sc, row)) {
            out->total_is_exact = false;
            break;
        }
        if (scorer_lets_through(&x->sc, row))
            scorer_take(&x->sc, row, 0);
    }
}

// --- results ------------------------------------------------------------------------------------

static int most_first(const void *x, const void *y)
{
    const struct search_count *a = x, *b = y;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : str_cmp(a->name, b->name);
}

static void fill_facets(struct search *x, struct search_result *out)
{
    VEC(struct search_count) outlets = {0}, langs = {0};
    assert(x->sc.outlet_counts && x->sc.lang_counts);
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(x->s->db, "SELECT outlet, name FROM outlets", -1, &st, NULL) ==
        SQLITE_OK)
        while (sqlite3_step(st) == SQLITE_ROW) {
            int64_t outlet = sqlite3_column_int64(st, 0);
            if (outlet <= UINT16_MAX && x->sc.outlet_counts[outlet])
                *vec_push(x->a, &outlets) =
                    (struct search_count){store_column(x->a, st, 1), x->sc.outlet_counts[outlet]};
        }
    sqlite3_finalize(st);
    for (size_t i = 1; i <= x->sc.columns->lang_count; i++)
        if (x->sc.lang_counts[i])
            *vec_push(x->a, &langs) = (struct search_count){
                arena_str(x->a, str_from_cstr(x->sc.columns->langs[i])), x->sc.lang_counts[i]};
    if (outlets.n)
        qsort(outlets.v, outlets.n, sizeof *outlets.v, most_first);
    if (langs.n)
        qsort(langs.v, langs.n, sizeof *langs.v, most_first);
    out->outlets = outlets.v;
    out->outlet_count = outlets.n;
    out->langs = langs.v;
    out->lang_count = langs.n;
}

// Days where they are few, else months, else years.
static void fill_histogram(struct search *x, struct search_result *out)
{
    uint32_t first = 0, last = x->sc.day_cap;
    while (first < last && !x->sc.day_counts[first])
        first++;
    while (last > first && !x->sc.day_counts[last - 1])
        last--;
    int unit = last - first <= 92 ? 10 : last - first <= 366 * 12 ? 7 : 4; // bytes of the name
    VEC(struct search_count) bars = {0};
    for (uint32_t d = first; d < last; d++) {
        struct civil c = civil_from_days((int64_t)x->sc.first_day + d);
        struct str name =
            str_take(arena_printf(x->a, "%04d-%02d-%02d", c.year, c.month, c.day), (size_t)unit);
        if (bars.n == 0 || !str_eq(bars.v[bars.n - 1].name, name)) {
            if (bars.n == 400)
                break;
            *vec_push(x->a, &bars) = (struct search_count){.name = name};
        }
        bars.v[bars.n - 1].count += x->sc.day_counts[d];
    }
    out->days = bars.v;
    out->day_count = bars.n;
}

static void prepare_counts(struct search *x)
{
    struct scorer *sc = &x->sc;
    if (x->options->facets) {
        sc->outlet_counts = arena_new(x->a, uint32_t, UINT16_MAX + 1);
        sc->lang_counts = arena_new(x->a, uint32_t, 256);
    }
    if (!x->options->histogram)
        return;
    uint32_t low = UINT32_MAX, high = 0;
    for (size_t r = 1; r < sc->columns->n; r++) {
        uint32_t minute = sc->columns->minute[r];
        if (!minute || !sc->columns->length[r])
            continue;
        low = minute < low ? minute : low;
        high = minute > high ? minute : high;
    }
    if (high) {
        sc->first_day = low / 1440;
        sc->day_cap = high / 1440 - low / 1440 + 1;
    }
    // A date far off must not make the array huge: 400 years.
    if (sc->day_cap > 146000)
        sc->day_cap = 146000;
    sc->day_counts = arena_new(x->a, uint32_t, sc->day_cap + 1);
}

static enum err_code load_hits(struct search *x, struct search_result *out, struct err *e)
{
    scorer_sort(&x->sc);
    size_t skip = x->options->offset < x->sc.heap_count ? x->options->offset : x->sc.heap_count;
    out->hits = arena_new(x->a, struct search_hit, x->sc.heap_count - skip);
    for (size_t i = skip; i < x->sc.heap_count; i++) {
        struct search_hit *hit = &out->hits[out->hit_count];
        enum err_code code = store_head(x->s, x->a, x->sc.heap[i].row, &hit->article, e);
        if (code == ERR_NOT_FOUND)
            continue; // deleted in between
        if (code)
            return code;
        hit->score = x->sc.heap[i].score;
        out->hit_count++;
    }
    return ERR_NONE;
}

static void scorer_prepare(struct search *x, enum search_sort sort, size_t limit)
{
    const struct columns *c = &x->s->columns;
    x->sc.columns = c;
    x->sc.sort = sort;
    x->sc.until = UINT32_MAX;
    x->sc.average = c->articles && c->words ? (double)c->words / (double)c->articles : 1;
    x->sc.heap_cap = limit < LIMIT_RESULTS ? limit : LIMIT_RESULTS;
    x->sc.heap = arena_new(x->a, struct scored_row, x->sc.heap_cap);
}

enum err_code store_search(struct store *s, struct arena *a, struct str text,
                           const struct search_options *options, struct search_result *out,
                           struct err *e)
{
    *out = (struct search_result){.query = query_parse(a, s->cache, text, options->query),
                                  .total_is_exact = true};
    if (out->query.problem.p)
        return err_set(e, ERR_USAGE, "%.*s", STR_ARGS(out->query.problem));
    enum err_code code = columns_refresh(s, e);
    struct search x = {.s = s, .a = a, .options = options, .q = &out->query};
    scorer_prepare(&x, options->sort, options->limit + options->offset);
    for (size_t i = 0; i < out->query.filter_count && !code; i++)
        code = filter_add(&x, &out->query.filters[i], e);
    if (code)
        return code;
    prepare_counts(&x);
    if (out->query.root) {
        match_build(&x);
        code = walk_postings(&x, out, e);
        buf_release(&x.match);
    } else {
        walk_rows(&x, out);
    }
    out->total = x.sc.total;
    if (!code && options->facets)
        fill_facets(&x, out);
    if (!code && options->histogram)
        fill_histogram(&x, out);
    return code ? code : load_hits(&x, out, e);
}

double store_df(struct store *s, struct str stem, size_t *articles)
{
    struct err ignored;
    *articles = columns_refresh(s, &ignored) ? 0 : s->columns.articles;
    struct buf b = {0};
    terms_add(&b, stem, (struct str){0});
    double df = df_of(s, str_take(buf_str(&b), b.n - 1), *articles);
    buf_release(&b);
    return df;
}

enum err_code store_search_stems(struct store *s, struct arena *a, const struct strs *stems,
                                 size_t limit, struct scored_row **out, size_t *count,
                                 struct err *e)
{
    struct search_options options = {.no_total = true};
    struct search_result result = {0};
    struct search x = {.s = s, .a = a, .options = &options};
    *count = 0;
    enum err_code code = columns_refresh(s, e);
    if (code || stems->n == 0)
        return code;
    scorer_prepare(&x, SORT_RELEVANCE, limit);
    double articles = (double)s->columns.articles, sum = 0;
    for (size_t i = 0; i < stems->n && x.sc.phrases < LIMIT_QUERY_TERMS; i++) {
        size_t before = x.match.n;
        buf_add(&x.match, before ? S(" OR \"") : S("\""));
        size_t start = x.match.n;
        terms_add(&x.match, stems->v[i], (struct str){0});
        struct str term = str_sub(buf_str(&x.match), start, --x.match.n);
        double df = df_of(s, term, s->columns.articles);
        if (before && sum + df > POSTINGS_OF_STEMS && df > articles / 1000) {
            x.match.n = before;
            continue;
        }
        sum += df;
        x.sc.weights[x.sc.phrases++] = match_idf(df, s->columns.articles);
        buf_add_byte(&x.match, '"');
    }
    code = walk_postings(&x, &result, e);
    buf_release(&x.match);
    scorer_sort(&x.sc);
    *out = x.sc.heap;
    *count = x.sc.heap_count;
    return code;
}
