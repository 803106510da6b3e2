// bench/search STORE [COUNT]: latency of each kind of query (search.md section 4) over a store.
//
// Words come from the store's own vocabulary, by how many articles have them: common 5–25 %, mid
// 0.5–3 %.  Each kind is run COUNT times (60) after one round to warm up; printed are median, p95
// and the mean number of hits.
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/vec.h"
#include "store/search.h"
#include "store/similar.h"
#include "store/snippet.h"

struct words {
    struct str *v;
    size_t n, cap;
};

static struct arena names;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

// Stems that between `low` and `high` of the articles have, spread over the range.
static struct words words_between(struct store *s, double low, double high, size_t count)
{
    struct words all = {0}, out = {0};
    struct store_stats stats;
    struct err e = {0};
    if (store_stats(s, &stats, &e))
        exit(1);
    sqlite3_stmt *st = NULL;
    sqlite3_prepare_v2(store_db(s),
                       "SELECT term FROM word_counts WHERE doc BETWEEN ?1 AND ?2 AND term > 'ء'"
                       " AND length(term) > 2 ORDER BY doc DESC",
                       -1, &st, NULL);
    sqlite3_bind_double(st, 1, low * (double)stats.articles);
    sqlite3_bind_double(st, 2, high * (double)stats.articles);
    while (sqlite3_step(st) == SQLITE_ROW)
        *vec_push(&names, &all) =
            arena_str(&names, str_from_cstr((const char *)sqlite3_column_text(st, 0)));
    sqlite3_finalize(st);
    for (size_t i = 0; i < count && all.n; i++)
        *vec_push(&names, &out) = all.v[i * all.n / count];
    return out;
}

static int rising(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

struct kind {
    const char *name;
    const char *format; // %s: words from the list
    bool common;
    struct search_options options;
};

static void run_kind(struct store *s, const struct kind *k, const struct words *w, size_t count)
{
    double *times = calloc(count, sizeof *times), hits = 0;
    for (size_t round = 0; w->n && times && round < 2; round++) {
        hits = 0;
        for (size_t i = 0; i < count; i++) {
            struct arena a = {0};
            struct err e = {0};
            struct search_result r = {0};
            struct str text = arena_printf(&a, "%.*s%s", STR_ARGS(w->v[i % w->n]), k->format);
            struct buf query = {0};
            buf_add(&query, text);
            // '+' stands for one more word, '|' for OR and one more.
            for (size_t at = 0, next = i; at < query.n; at++)
                if (query.p[at] == '+') {
                    struct str word = w->v[(next += 7) % w->n];
                    struct str rest = arena_str(&a, str_drop(buf_str(&query), at + 1));
                    query.n = at;
                    buf_add(&query, word);
                    buf_add(&query, rest);
                }
            double start = now_ms();
            if (store_search(s, &a, buf_str(&query), &k->options, &r, &e))
                fprintf(stderr, "bench/search: %s\n", e.text);
            times[i] = now_ms() - start;
            hits += (double)r.total;
            buf_release(&query);
            arena_release(&a);
        }
    }
    if (w->n && times) {
        qsort(times, count, sizeof *times, rising);
        printf("%-44s %8.2f %8.2f %10.0f\n", k->name, times[count / 2], times[count * 95 / 100],
               hits / (double)count);
    }
    free(times);
}

static void run_similar(struct store *s, size_t count)
{
    double *times = calloc(count, sizeof *times);
    struct store_stats stats;
    struct err e = {0};
    if (!times || store_stats(s, &stats, &e))
        exit(1);
    for (size_t i = 0; i < count; i++) {
        struct arena a = {0};
        struct similar_result r;
        double start = now_ms();
        if (store_similar(s, &a, 1 + (int64_t)i * stats.articles / (int64_t)count, 10, &r, &e))
            fprintf(stderr, "bench/search: %s\n", e.text);
        times[i] = now_ms() - start;
        arena_release(&a);
    }
    qsort(times, count, sizeof *times, rising);
    printf("%-44s %8.2f %8.2f\n", "similar (cold)", times[count / 2], times[count * 95 / 100]);
    free(times);
}

int main(int argc, char **argv)
{
    static const struct kind kinds[] = {
        {"a  BM25 best 10, common word",     "",                             true,  {.limit = 10}                     },
        {"b  BM25 best 10, 3 mid words OR",  " OR + OR +",                   false, {.limit = 10}                     },
        {"c  3 words AND, mid",              " + +",                         false, {.limit = 10}                     },
        {"d  two words in a row, common",    " NEAR/0 +",                    true,  {.limit = 10}                     },
        {"e  newest 20, common, no total",
         "",                                                                 true,
         {.limit = 20, .sort = SORT_NEWEST, .no_total = true}                                                         },
        {"e' newest 20, common, with total", "",                             true,  {.limit = 20, .sort = SORT_NEWEST}},
        {"f  best 10, common, one month",    " since:2017-05 until:2017-05", true,  {.limit = 10}                     },
        {"g  facet by outlet, common",       "",                             true,  {.limit = 10, .facets = true}     },
        {"h  histogram, common",             "",                             true,  {.limit = 10, .histogram = true}  },
        {"i  prefix",                        "*",                            false, {.limit = 10}                     },
        {"j  --any, 3 common and mid words", " + +",                         true,  {.limit = 10, .query.any = true}  },
        {"x  exact, common",                 "",                             true,  {.limit = 10, .query.exact = true}},
    };
    struct err e = {0};
    struct store *s = NULL;
    if (argc < 2 || store_open(&s, argv[1], STORE_READ, &e)) {
        fprintf(stderr, "bench/search: %s\n", argc < 2 ? "give a store" : e.text);
        return 1;
    }
    size_t count = 60;
    if (argc > 2 && (!str_to_size(str_from_cstr(argv[2]), 100000, &count) || count == 0))
        return 2;
    struct words common = words_between(s, 0.05, 0.25, count);
    struct words mid = words_between(s, 0.005, 0.03, count);
    double start = now_ms();
    struct store_stats stats;
    if (store_stats(s, &stats, &e))
        return 1;
    printf("%lld articles; %-27s %8s %8s %10s\n", (long long)stats.articles, "", "median", "p95 ms",
           "hits");
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        run_kind(s, &kinds[i], kinds[i].common ? &common : &mid, count);
    run_similar(s, count);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory %.1f MB, all in %.1f s\n", (double)usage.ru_maxrss / 1024,
           (now_ms() - start) / 1e3);
    store_close(s);
    arena_release(&names);
    return 0;
}
