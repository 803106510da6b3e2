// quotes: how fast quotations are read.
//
//     bench/quotes [FILE]     microseconds for 320 words on one core, texts already tokenised;
//                             FILE: NDJSON with "text", default
//                             $ISNAD_SHARED_DATA/corpus/ant.jsonl.gz
//     bench/quotes --hostile  time of hostile texts of 256 KiB, and of twice that
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "read/quotes.h"

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static long peak_kib(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

static int measure_corpus(const char *path)
{
    struct line_reader in;
    struct err e = {0};
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "quotes: %s\n", e.text);
        return 1;
    }
    struct arena a = {0};
    struct token_cache *cache = token_cache_new();
    struct str line;
    size_t words = 0, found = 0, articles = 0, bytes = 0;
    double spent = 0;
    while (lines_next(&in, &line)) {
        json_t *object = json_line(line, &e);
        struct str text = json_get_str(object, "text");
        struct doc d = doc_of_text(&a, cache, text);
        for (size_t i = 0; i < d.tokens.n; i++)
            words += d.tokens.v[i].kind != TOKEN_MARK;
        struct quote *quotes;
        size_t count;
        double start = seconds();
        quotes_read(&a, &d, NULL, &quotes, &count);
        spent += seconds() - start;
        found += count;
        bytes += text.n;
        articles++;
        json_decref(object);
        arena_reset(&a);
    }
    lines_close(&in);
    printf("quotes: %zu articles, %zu words, %zu quotations; %.1f us for 320 words, %.1f MB/s, "
           "peak %ld KiB\n",
           articles, words, found, spent * 1e6 * 320 / (double)words, (double)bytes / spent / 1e6,
           peak_kib());
    token_cache_free(cache);
    arena_release(&a);
    return 0;
}

static double hostile_seconds(const char *piece, size_t size)
{
    struct arena a = {0};
    struct buf b = {0};
    while (b.n < size)
        buf_add(&b, str_from_cstr(piece));
    struct doc d = doc_of_text(&a, NULL, buf_str(&b));
    struct quote *quotes;
    size_t count;
    double start = seconds();
    quotes_read(&a, &d, NULL, &quotes, &count);
    double spent = seconds() - start;
    buf_release(&b);
    arena_release(&a);
    return spent;
}

static int measure_hostile(void)
{
    static const char *const pieces[] = {
        "قال الوزير محمد علي إن ",   "قال ",         "\" و\" ",   "\"قال ",
        "بحسب ما أكده الوزير ",      "وزير محمد ",   "مؤكدا أن ", "قالوا: ",
        "رئيس الجمهورية محمد علي، ", "المصدر نفسه ", "(قال ",     "قال الوزير: كلمة\" ",
    };
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        double once = hostile_seconds(pieces[i], 256 * 1024);
        double twice = hostile_seconds(pieces[i], 512 * 1024);
        printf("%8.1f ms  %8.1f ms  x%.1f  %s\n", once * 1e3, twice * 1e3, twice / once, pieces[i]);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--hostile") == 0)
        return measure_hostile();
    if (argc > 1)
        return measure_corpus(argv[1]);
    const char *shared = getenv("ISNAD_SHARED_DATA");
    char path[1024];
    snprintf(path, sizeof path, "%s/corpus/ant.jsonl.gz", shared ? shared : "../shared/data");
    return measure_corpus(path);
}
