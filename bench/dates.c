// bench/dates FILE: µs per article of dates_read and numbers_read over NDJSON with "text", in
// processor time; each article is read ROUNDS times, so that the clock does not count.
#include <jansson.h>
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "text/dates.h"
#include "text/numbers.h"

enum { ROUNDS = 10 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    struct line_reader in;
    struct str line;
    if (argc < 2 || lines_open(&in, argv[1], &e)) {
        fprintf(stderr, "usage: dates FILE.ndjson\n");
        return 2;
    }
    struct arena a = {0};
    struct token_cache *cache = token_cache_new();
    double dates = 0, numbers = 0;
    size_t articles = 0, words = 0, found = 0, counted = 0;
    while (lines_next(&in, &line)) {
        json_t *row = json_line(line, &e);
        struct str text = utf8_repair(&a, json_get_str(row, "text"));
        struct doc d = doc_of_text(&a, cache, text);
        struct date_context c = {.has_anchor = true, .anchor = 1500000000};
        struct date_mention *m;
        struct number_mention *n;
        size_t count;
        double start = now();
        for (int k = 0; k < ROUNDS; k++)
            dates_read(&a, &d, &c, &m, &count);
        double middle = now();
        found += count;
        for (int k = 0; k < ROUNDS; k++)
            numbers_read(&a, &d, &n, &count);
        numbers += now() - middle;
        dates += middle - start;
        counted += count;
        articles++;
        words += d.tokens.n;
        json_decref(row);
        arena_reset(&a);
    }
    double per = 1e6 / (double)articles / ROUNDS;
    printf("dates %.1f µs, numbers %.1f µs an article of %.0f tokens (%zu articles, %zu dates, %zu "
           "numbers)\n",
           dates * per, numbers * per, (double)words / (double)articles, articles, found, counted);
    token_cache_free(cache);
    lines_close(&in);
    arena_release(&a);
    return 0;
}
