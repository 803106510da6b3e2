// bench/add [FILE.ndjson.gz]: what the light steps cost an article, and how many articles a second
// are stored durably (WAL, synchronous=FULL, commits of 1,000) with those steps alone.
//
// Default input: ../shared/data/corpus/ant.jsonl.gz.  Goal (design.md section 11): light steps
// <= 100 µs an article of 320 words, >= 1,500 articles a second on 2 cores.
#include <jansson.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/pool.h"
#include "base/vec.h"
#include "relate/fingerprint.h"
#include "store/key.h"
#include "store/store.h"
#include "text/token.h"

struct corpus {
    struct arena a;
    struct record *v;
    size_t n, cap, words;
};

struct job {
    struct arena a;
    const struct record *record;
    struct prepared *prepared;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void load(struct corpus *c, const char *path)
{
    struct line_reader in;
    struct err e = {0};
    struct str line;
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "bench/add: %s\n", e.text);
        exit(1);
    }
    while (lines_next(&in, &line)) {
        json_t *o = json_line(line, &e);
        struct record *r = vec_push(&c->a, c);
        *r = (struct record){.id = arena_str(&c->a, json_get_str(o, "id")),
                             .url = arena_str(&c->a, json_get_str(o, "url")),
                             .title = arena_str(&c->a, json_get_str(o, "title")),
                             .outlet = arena_str(&c->a, json_get_str(o, "outlet")),
                             .text = arena_str(&c->a, json_get_str(o, "text")),
                             .published_at = STORE_NO_TIME,
                             .added_at = 1};
        r->guid = r->id;
        json_decref(o);
    }
    lines_close(&in);
}

enum step { STEP_TOKENS, STEP_SIGNATURE, STEP_FINGERPRINTS, STEP_KEY, STEP_PREPARE, STEP_COUNT };
static const char *const step_names[] = {"normalise, tokenise, stem", "signature", "fingerprints",
                                         "key", "prepare (all of it, index terms, zstd)"};

static size_t run_step(enum step step, struct arena *a, struct token_cache *cache,
                       const struct record *r, struct tokens tokens, struct word_hashes shingles)
{
    struct signature s;
    switch (step) {
    case STEP_TOKENS: return tokens_of(a, cache, r->text).n;
    case STEP_SIGNATURE:
        signature_of(&s, shingles_of(a, word_hashes_of(a, &tokens)));
        return s.bins[0];
    case STEP_FINGERPRINTS: return fingerprints_of(a, shingles).n;
    case STEP_KEY: return key_of(a, r, S("")).bytes[0];
    case STEP_PREPARE: return store_prepare(a, cache, r) != NULL;
    case STEP_COUNT: break;
    }
    return 0;
}

// Processor time of the whole program: other work on the machine does not count.
static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Each step over the whole corpus, its inputs made outside the clock.
static void time_steps(struct corpus *c)
{
    struct token_cache *cache = token_cache_new();
    double seconds[STEP_COUNT] = {0};
    size_t sink = 0;
    for (enum step step = 0; step < STEP_COUNT; step++) {
        struct arena a = {0};
        for (size_t i = 0; i < c->n; i++) {
            struct tokens tokens = tokens_of(&a, cache, c->v[i].text);
            struct word_hashes shingles = shingles_of(&a, word_hashes_of(&a, &tokens));
            c->words += step == 0 ? tokens.n : 0;
            double start = cpu();
            sink += run_step(step, &a, cache, &c->v[i], tokens, shingles);
            seconds[step] += cpu() - start;
            arena_reset(&a);
        }
        arena_release(&a);
    }
    printf("%zu articles, %.0f tokens each (%zu)\n", c->n, (double)c->words / (double)c->n,
           sink % 7);
    for (enum step step = 0; step < STEP_COUNT; step++)
        printf("%-40s %7.1f µs an article\n", step_names[step], seconds[step] * 1e6 / (double)c->n);
    token_cache_free(cache);
}

struct writer {
    struct store *store;
    size_t batch;
    struct job *jobs;
};

static void prepare(void *cache, void *job_pointer)
{
    struct job *job = job_pointer;
    job->prepared = store_prepare(&job->a, cache, job->record);
}

static void must(enum err_code code, const struct err *e)
{
    if (code) {
        fprintf(stderr, "bench/add: %s\n", e->text);
        exit(1);
    }
}

static void write_job(void *context, void *job_pointer)
{
    struct writer *w = context;
    struct job *job = job_pointer;
    struct err e = {0};
    enum added added;
    int64_t row;
    if (w->batch == 0)
        must(store_begin(w->store, &e), &e);
    must(store_add(w->store, job->prepared, &added, &row, &e), &e);
    if (++w->batch == 1000) {
        must(store_commit(w->store, &e), &e);
        w->batch = 0;
    }
    arena_reset(&job->a);
}

static void time_add(struct corpus *c, const char *folder)
{
    struct err e = {0};
    struct writer w = {0};
    enum { DEPTH = 128 };
    size_t workers = pool_cores();
    void **caches = calloc(workers, sizeof *caches);
    struct job *jobs = calloc(2 * DEPTH, sizeof *jobs);
    if (!caches || !jobs)
        abort();
    must(store_open(&w.store, folder, STORE_WRITE, &e), &e);
    for (size_t i = 0; i < workers; i++)
        caches[i] = token_cache_new();
    double start = now(), cpu_start = cpu();
    struct pool *pool = pool_new(workers, DEPTH, caches, prepare, write_job, &w);
    // A slot is free again long before its turn comes: DEPTH jobs at most are in flight.
    for (size_t i = 0; i < c->n; i++) {
        struct job *job = &jobs[i % (2 * DEPTH)];
        job->record = &c->v[i];
        pool_submit(pool, job);
    }
    pool_free(pool);
    if (w.batch)
        must(store_commit(w.store, &e), &e);
    double seconds = now() - start, cpu_seconds = cpu() - cpu_start;
    struct store_stats stats;
    must(store_stats(w.store, &stats, &e), &e);
    printf("durable add, %zu workers and a writer     %7.0f articles/s (%lld stored)\n", workers,
           (double)c->n / seconds, (long long)stats.articles);
    printf("… processor time of all threads          %7.1f µs an article\n",
           cpu_seconds * 1e6 / (double)c->n);
    printf("store                                    %7.0f bytes an article, index %.0f\n",
           (double)stats.bytes / (double)stats.articles,
           (double)stats.index_bytes / (double)stats.articles);
    store_close(w.store);
    for (size_t i = 0; i < 2 * DEPTH; i++)
        arena_release(&jobs[i].a);
    for (size_t i = 0; i < workers; i++)
        token_cache_free(caches[i]);
    free(caches);
    free(jobs);
}

int main(int argc, char **argv)
{
    static struct corpus c;
    char folder[] = "/tmp/isnad-bench-XXXXXX", path[128];
    load(&c, argc > 1 ? argv[1] : "../shared/data/corpus/ant.jsonl.gz");
    time_steps(&c);
    if (!mkdtemp(folder))
        return 1;
    time_add(&c, folder);
    static const char *const files[] = {"isnad.db", "isnad.db-wal", "isnad.db-shm"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    rmdir(folder);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory                              %7.1f MB\n", (double)usage.ru_maxrss / 1024);
    arena_release(&c.a);
    return 0;
}
