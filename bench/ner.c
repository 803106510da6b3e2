// bench/ner FILE: tokens per second and µs per article of entities_read over NDJSON with "text".
#include <jansson.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "read/entities.h"
#include "read/ner_cache.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    struct line_reader in;
    struct str line;
    if (argc < 2 || lines_open(&in, argv[1], NULL)) {
        fprintf(stderr, "usage: ner FILE.ndjson\n");
        return 2;
    }
    struct arena a = {0};
    struct token_cache *cache = token_cache_new();
    struct entity_context context = {.cache = ner_cache_new(NULL)};
    double seconds = 0;
    size_t articles = 0, tokens = 0, found = 0;
    while (lines_next(&in, &line)) {
        json_t *row = json_line(line, NULL);
        struct str text = utf8_repair(&a, json_get_str(row, "text"));
        struct doc d = doc_of_text(&a, cache, text);
        struct entity *v;
        size_t n;
        double start = now();
        entities_read(&a, &d, &context, &v, &n);
        seconds += now() - start;
        articles++;
        tokens += d.tokens.n;
        found += n;
        json_decref(row);
        arena_reset(&a);
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf(
        "entities %.0f tokens/s, %.0f µs an article of %.0f tokens (%zu articles, %zu entities), "
        "peak %ld MB\n",
        (double)tokens / seconds, 1e6 * seconds / (double)articles,
        (double)tokens / (double)articles, articles, found, use.ru_maxrss / 1024);
    token_cache_free(cache);
    ner_cache_free(context.cache);
    lines_close(&in);
    arena_release(&a);
    return 0;
}
