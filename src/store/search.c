// search: from the query tree to an FTS5 expression of our own terms, one walk, and the results.
//
// FTS5 finds the matching rows (AND, OR, NOT, NEAR, phrases are its); our function isnad_hit is
// called for each and does the rest (scorer.c).  Filters do not go into the expression: outlet,
// language and date are columns in RAM, the others sorted lists of rows.  Dates also bound the
// rows that are walked, because rows are in order of arrival.
#include "store/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/vec.h"
#include "store/df.h"
#include "store/scorer.h"
#include "store/store_int.h"
#include "text/fold.h"

enum { POSTINGS_OF_ANY = 100000 };

// What the very form typed and the words in the order typed add, with "any" (bench/quality search:
// MRR .800 without, .805 with the forms, .809 with both).
static const double form_share = 0.4, order_share = 0.2;

struct search {
    struct store *s;
    struct arena *a;
    const struct search_options *options;
    struct query *q;
    struct scorer sc;
    struct buf match; // the FTS5 expression
    double *df;       // by query term
    bool *dropped;    // by query term: too common, in `any`
};

// --- expression ---------------------------------------------------------------------------------

static double term_df(struct store *s, const struct query_node *t, size_t articles)
{
    if (t->prefix)
        return (double)articles / 100;
    double least = (double)articles;
    struct buf b = {0};
    for (size_t i = 0; i < t->word_count; i++) {
        buf_reset(&b);
        if (t->exact)
            terms_add(&b, (struct str){0}, t->words[i].norm);
        else
            terms_add(&b, t->words[i].stem, (struct str){0});
        double df = df_of(s, str_take(buf_str(&b), b.n - 1), articles);
        least = df < least ? df : least;
    }
    buf_release(&b);
    return least;
}

// Robertson's idf, never below a small positive value.
static double idf(double df, size_t articles)
{
    double n = (double)articles;
    double value = log(1 + (n - df + 0.5) / (df + 0.5));
    return value > 0.01 ? value : 0.01;
}

static size_t term_number(const struct search *x, const struct query_node *t)
{
    for (size_t i = 0; i < x->q->term_count; i++)
        if (x->q->terms[i] == t)
            return i;
    return 0;
}

// With "any", the postings of the commonest words are most of the work and say least: the rarest
// words are taken as long as their postings stay below a sum that is walked in some 20 ms.
static void weigh_terms(struct search *x)
{
    size_t articles = x->s->columns.articles, n = x->q->term_count;
    x->df = arena_new(x->a, double, n);
    x->dropped = arena_new(x->a, bool, n);
    for (size_t i = 0; i < n; i++)
        x->df[i] = term_df(x->s, x->q->terms[i], articles);
    if (!x->options->query.any)
        return;
    double sum = 0;
    bool *taken = arena_new(x->a, bool, n), full = false;
    for (size_t round = 0; round < n; round++) {
        size_t rarest = SIZE_MAX;
        for (size_t i = 0; i < n; i++)
            if (!taken[i] && !x->q->terms[i]->negated &&
                (rarest == SIZE_MAX || x->df[i] < x->df[rarest]))
                rarest = i;
        if (rarest == SIZE_MAX)
            break;
        full = full || (sum > 0 && sum + x->df[rarest] > POSTINGS_OF_ANY);
        taken[rarest] = true;
        x->dropped[rarest] = full;
        sum += x->df[rarest];
    }
}

static bool is_dropped(const struct search *x, const struct query_node *n)
{
    if (n->kind == QUERY_TERM)
        return x->dropped[term_number(x, n)];
    for (size_t i = 0; i < n->child_count; i++)
        if (!is_dropped(x, n->child[i]))
            return false;
    return true;
}

// "term\nterm"; our terms hold no quotation marks, but a doubled one would be right.
static void emit_words(struct search *x, const struct query_node *t)
{
    buf_add(&x->match, S("\""));
    for (size_t i = 0; i < t->word_count; i++) {
        if (t->exact || (t->prefix && i + 1 == t->word_count))
            terms_add(&x->match, (struct str){0}, t->words[i].norm);
        else
            terms_add(&x->match, t->words[i].stem, (struct str){0});
    }
    x->match.n--; // the last line end, so that a prefix ends the string
    buf_add(&x->match, t->prefix ? S("\"*") : S("\""));
    size_t i = term_number(x, t);
    x->sc.weights[x->sc.phrases++] =
        t->negated ? 0 : idf(x->df[i], x->s->columns.articles) * (double)t->word_count;
}

// The same word in the very form typed: adds no article, but weight.
static void emit_form(struct search *x, const struct query_node *t)
{
    if (t->exact || t->prefix || t->negated || t->word_count != 1)
        return;
    buf_add(&x->match, t->title ? S(" OR title : \"") : S(" OR \""));
    size_t start = x->match.n;
    terms_add(&x->match, (struct str){0}, t->words[0].norm);
    struct str term = str_sub(buf_str(&x->match), start, --x->match.n);
    double df = df_of(x->s, term, x->s->columns.articles);
    x->sc.weights[x->sc.phrases++] = form_share * idf(df, x->s->columns.articles);
    buf_add_byte(&x->match, '"');
}

static void emit_term(struct search *x, const struct query_node *t)
{
    if (t->title)
        buf_add(&x->match, S("title : "));
    emit_words(x, t);
}

// Of a query that is nothing but words, any of which may occur: neighbours in their order.
static void emit_neighbours(struct search *x)
{
    for (size_t i = 0; i + 1 < x->q->term_count; i++) {
        const struct query_node *a = x->q->terms[i], *b = x->q->terms[i + 1];
        if (a->word_count != 1 || b->word_count != 1 || a->exact || b->exact || a->prefix ||
            b->prefix || a->title || b->title || x->dropped[i] || x->dropped[i + 1])
            continue;
        buf_add(&x->match, S(" OR \""));
        terms_add(&x->match, a->words[0].stem, (struct str){0});
        terms_add(&x->match, b->words[0].stem, (struct str){0});
        x->match.n--;
        buf_add_byte(&x->match, '"');
        double df = x->df[i] < x->df[i + 1] ? x->df[i] : x->df[i + 1];
        x->sc.weights[x->sc.phrases++] = order_share * idf(df, x->s->columns.articles);
    }
}

static bool is_words_only(const struct query_node *n)
{
    for (size_t i = 0; i < n->child_count; i++)
        if (n->child[i]->kind != QUERY_TERM || n->child[i]->negated)
            return false;
    return n->kind == QUERY_OR;
}

static void emit(struct search *x, const struct query_node *n)
{
    if (n->kind == QUERY_TERM) {
        emit_term(x, n);
        return;
    }
    if (n->kind == QUERY_NEAR) {
        buf_add(&x->match, n->child[0]->title ? S("title : NEAR(") : S("NEAR("));
        for (size_t i = 0; i < n->child_count; i++) {
            emit_words(x, n->child[i]);
            buf_add_byte(&x->match, ' ');
        }
        buf_printf(&x->match, ", %zu)", n->distance);
        return;
    }
    static const char *const operators[] = {
        [QUERY_AND] = " AND ", [QUERY_OR] = " OR ", [QUERY_NOT] = " NOT "};
    bool first = true;
    buf_add_byte(&x->match, '(');
    for (size_t i = 0; i < n->child_count; i++) {
        if (n->kind == QUERY_OR && is_dropped(x, n->child[i]) && !is_dropped(x, n))
            continue;
        if (!first)
            buf_add(&x->match, str_from_cstr(operators[n->kind]));
        emit(x, n->child[i]);
        if (n->kind == QUERY_OR && n->child[i]->kind == QUERY_TERM && x->options->query.any)
            emit_form(x, n->child[i]);
        first = false;
    }
    if (n == x->q->root && x->options->query.any && is_words_only(n))
        emit_neighbours(x);
    buf_add_byte(&x->match, ')');
}

// --- filters ------------------------------------------------------------------------------------

// Fields that are looked up as rows.  Order: by field.  `like` is for a name of which only some
// words were given.
static const struct set_row {
    enum query_field field;
    const char *equal, *like;
} set_rows[] = {
    {FIELD_SPEAKER, "SELECT DISTINCT row FROM quotes WHERE speaker_folded = ?1 ORDER BY row",
     "SELECT DISTINCT row FROM quotes WHERE ' ' || speaker_folded || ' ' LIKE ?1 ORDER BY row"  },
    {FIELD_ENTITY,  "SELECT row FROM entities WHERE folded = ?1 ORDER BY row",
     "SELECT row FROM entities WHERE ' ' || folded || ' ' LIKE ?1 ORDER BY row"                 },
    {FIELD_PLACE,   "SELECT row FROM entities WHERE folded = ?1 AND type = 'LOC' ORDER BY row",
     "SELECT row FROM entities WHERE type = 'LOC' AND ' ' || folded || ' ' LIKE ?1 ORDER BY row"},
};

static enum err_code read_rows(struct search *x, const char *sql, struct str value,
                               struct row_set *out, struct err *e)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(x->s->db, sql, -1, &st, NULL) != SQLITE_OK)
        return store_failed(x->s, e);
    store_bind(st, 1, value);
    VEC(int64_t) rows = {0};
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        int64_t row = sqlite3_column_int64(st, 0);
        if (rows.n == 0 || rows.v[rows.n - 1] != row)
            *vec_push(x->a, &rows) = row;
    }
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(x->s, e);
    sqlite3_finalize(st);
    out->rows = rows.v;
    out->n = rows.n;
    return failed;
}

// The value as a LIKE pattern for whole words; % and _ stand for no letter of a name.
static struct str like_pattern(struct arena *a, struct str folded)
{
    struct str out = arena_printf(a, "%% %.*s %%", STR_ARGS(folded));
    char *p = arena_alloc_raw(a, out.n);
    for (size_t i = 0; i < out.n; i++)
        p[i] = i > 0 && i + 1 < out.n && (out.p[i] == '%' || out.p[i] == '_') ? ' ' : out.p[i];
    return (struct str){p, out.n};
}

static enum err_code add_set(struct search *x, const struct query_filter *f, struct err *e)
{
    for (size_t i = 0; i < COUNT_OF(set_rows); i++) {
        if (set_rows[i].field != f->field)
            continue;
        struct row_set *set = &x->sc.sets[x->sc.set_count++];
        set->negated = f->negated;
        enum err_code code = read_rows(x, set_rows[i].equal, f->folded, set, e);
        if (!code && set->n == 0)
            code = read_rows(x, set_rows[i].like, like_pattern(x->a, f->folded), set, e);
        return code;
    }
    return err_set(e, ERR_USAGE, "this store has no stories to search in");
}

static uint32_t minute_of(int64_t seconds)
{
    int64_t minute = seconds / 60;
    return minute < 1 ? 1 : minute > UINT32_MAX ? UINT32_MAX : (uint32_t)minute;
}

// Marks outlets whose folded name is the value or has it as words: "اليوم" is also "بغداد اليوم".
static enum err_code mark_outlets(struct search *x, const struct query_filter *f, struct err *e)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(x->s->db, "SELECT outlet, name FROM outlets", -1, &st, NULL) !=
        SQLITE_OK)
        return store_failed(x->s, e);
    struct arena scratch = {0};
    struct str value = arena_printf(&scratch, " %.*s ", STR_ARGS(f->folded));
    while (sqlite3_step(st) == SQLITE_ROW) {
        int64_t outlet = sqlite3_column_int64(st, 0);
        struct str name = fold(&scratch, store_column(&scratch, st, 1));
        name = arena_printf(&scratch, " %.*s ", STR_ARGS(name));
        if (outlet <= UINT16_MAX && str_has(name, value))
            x->sc.outlets[outlet] = !f->negated;
    }
    arena_release(&scratch);
    sqlite3_finalize(st);
    return ERR_NONE;
}

static enum err_code add_filter(struct search *x, const struct query_filter *f, struct err *e)
{
    struct scorer *sc = &x->sc;
    if (f->field == FIELD_SINCE || f->field == FIELD_UNTIL) {
        sc->dated = true;
        bool since = (f->field == FIELD_SINCE) != f->negated;
        uint32_t minute = minute_of(f->seconds);
        if (since)
            sc->since = minute > sc->since ? minute : sc->since;
        else
            sc->until = minute < sc->until ? minute : sc->until;
        return ERR_NONE;
    }
    if (f->field == FIELD_OUTLET) {
        if (!sc->outlets) {
            sc->outlets = arena_new(x->a, uint8_t, UINT16_MAX + 1);
            memset(sc->outlets, f->negated, UINT16_MAX + 1);
        }
        return mark_outlets(x, f, e);
    }
    if (f->field == FIELD_LANG) {
        if (!sc->langs) {
            sc->langs = arena_new(x->a, uint8_t, 256);
            memset(sc->langs, f->negated, 256);
        }
        uint8_t lang = columns_lang(&x->s->columns, f->folded);
        if (lang)
            sc->langs[lang] = !f->negated;
        return ERR_NONE;
    }
    return add_set(x, f, e);
}

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
        code = add_filter(&x, &out->query.filters[i], e);
    if (code)
        return code;
    prepare_counts(&x);
    if (out->query.root) {
        weigh_terms(&x);
        emit(&x, out->query.root);
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
    for (size_t i = 0; i < stems->n && i < LIMIT_QUERY_TERMS; i++) {
        buf_add(&x.match, i ? S(" OR \"") : S("\""));
        size_t start = x.match.n;
        terms_add(&x.match, stems->v[i], (struct str){0});
        x.match.n--;
        struct str term = str_sub(buf_str(&x.match), start, x.match.n);
        x.sc.weights[x.sc.phrases++] =
            idf(df_of(s, term, s->columns.articles), s->columns.articles);
        buf_add_byte(&x.match, '"');
    }
    code = walk_postings(&x, &result, e);
    buf_release(&x.match);
    scorer_sort(&x.sc);
    *out = x.sc.heap;
    *count = x.sc.heap_count;
    return code;
}
