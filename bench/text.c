// bench/text [FILE.ndjson]: µs per article of the light steps, one after the other, over NDJSON
// with "text" (gzip read through), in processor time; short texts are joined to articles of some
// 320 words.  Default:
// ../shared/data/corpus/ant.jsonl.gz.
//
// Goals (design.md section 11): all light steps <= 100 µs an article of 320 words; keyphrases 40,
// language 15.  bench/peers-text measures other programs on the same articles.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "read/keyphrases.h"
#include "text/fold.h"
#include "text/language.h"

enum { ARTICLE_BYTES = 2700 }; // about 320 words: short texts are joined

struct corpus {
    struct arena a;
    VEC(struct str) texts;
    size_t words;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void load(struct corpus *c, const char *path)
{
    struct line_reader in;
    struct err e;
    struct str line;
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "bench/text: %s\n", e.text);
        exit(1);
    }
    struct buf joined = {0};
    while (lines_next(&in, &line)) {
        json_t *o = json_line(line, &e);
        buf_add(&joined, utf8_repair(&c->a, json_get_str(o, "text")));
        buf_add_byte(&joined, '\n');
        json_decref(o);
        if (joined.n < ARTICLE_BYTES)
            continue;
        *vec_push(&c->a, &c->texts) = arena_str(&c->a, buf_str(&joined));
        buf_reset(&joined);
    }
    buf_release(&joined);
    lines_close(&in);
}

static void step_fold(struct arena *a, struct token_cache *cache, struct str text)
{
    (void)cache;
    fold(a, text);
}

static void step_tokens(struct arena *a, struct token_cache *cache, struct str text)
{
    tokens_of(a, cache, text);
}

static void step_doc(struct arena *a, struct token_cache *cache, struct str text)
{
    doc_of_text(a, cache, text);
}

static void step_language(struct arena *a, struct token_cache *cache, struct str text)
{
    (void)a;
    (void)cache;
    language_of(text);
}

static void step_keyphrases(struct arena *a, struct token_cache *cache, struct str text)
{
    struct doc d = doc_of_text(a, cache, text);
    struct keyphrases_context context = {0};
    struct keyphrase *found;
    size_t count;
    keyphrases_read(a, &d, &context, &found, &count);
}

static double run(struct corpus *c, struct token_cache *cache,
                  void (*step)(struct arena *, struct token_cache *, struct str))
{
    struct arena a = {0};
    double start = now();
    for (size_t i = 0; i < c->texts.n; i++) {
        step(&a, cache, c->texts.v[i]);
        arena_reset(&a);
    }
    double seconds = now() - start;
    arena_release(&a);
    return seconds;
}

int main(int argc, char **argv)
{
    struct corpus c = {0};
    load(&c, argc > 1 ? argv[1] : "../shared/data/corpus/ant.jsonl.gz");
    struct token_cache *cache = token_cache_new();
    struct arena a = {0};
    for (size_t i = 0; i < c.texts.n; i++) {
        struct tokens t = tokens_of(&a, cache, c.texts.v[i]);
        for (size_t k = 0; k < t.n; k++)
            c.words += t.v[k].kind != TOKEN_MARK;
        arena_reset(&a);
    }
    double n = (double)c.texts.n, words = (double)c.words;
    printf("%zu articles, %.0f words each\n", c.texts.n, words / n);
    static const struct {
        const char *name;
        void (*step)(struct arena *, struct token_cache *, struct str);
    } steps[] = {
        {"fold",                       step_fold      },
        {"tokens, stems, clitics",     step_tokens    },
        {"the same and sentences",     step_doc       },
        {"language",                   step_language  },
        {"keyphrases, with the above", step_keyphrases},
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        double s = run(&c, cache, steps[i].step);
        printf("%-28s %7.1f µs an article, %6.1f ns a word\n", steps[i].name, s / n * 1e6,
               s / words * 1e9);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory %ld MiB\n", usage.ru_maxrss / 1024);
    token_cache_free(cache);
    arena_release(&a);
    arena_release(&c.a);
    return 0;
}
