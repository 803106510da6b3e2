// build-background CORPUS.jsonl[.gz] > src/gen/background_table.c
//
// Counts in how many documents each folded word, each stem and each pair of neighbouring stems
// stands, and writes the table that text/background.h reads.  CORPUS has one object a line with
// "title" and "text".  The shipped table comes from Arabic News Texts (Apache-2.0):
//
//     make build/release/tools/build-background
//     build/release/tools/build-background CORPUS > table && mv table src/gen/background_table.c
//
// Clitics are split by the table of the program that runs, so build and run twice after a change.
//
// Pairs are counted only where both words are Arabic and no mark stands between them.
//
// The leaning of a word (verb or noun) comes from what stands before and behind it, mostly function
// words: naive Bayes over these contexts.  What verbs and nouns have around them is first counted
// on seeds (common_verbs; words that take the article), then again on the words that were sure.
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "gen/word_classes.h"
#include "text/background.h"
#include "text/token.h"

struct counts {
    struct map df, last; // key -> documents, key -> last document that had it
    uint32_t min_df;
};

static void counts_init(struct counts *c, struct arena *a, uint32_t min_df)
{
    map_init(&c->df, a, 1);
    map_init(&c->last, a, 2);
    c->min_df = min_df;
}

static void count(struct counts *c, struct arena *a, uint32_t key, size_t document)
{
    struct str bytes = {(const char *)&key, sizeof key};
    size_t known = map_get(&c->last, bytes);
    if (known == document)
        return;
    if (known == MAP_NONE)
        bytes = arena_str(a, bytes);
    *map_at(&c->last, bytes, document) = document;
    ++*map_at(&c->df, bytes, 0);
}

// --- leanings -----------------------------------------------------------------------------------

enum { CONTEXTS = 2000, ROUNDS = 3 };
enum context { EDGE, NUMBER, ARTICLE, OTHER, FIRST_FUNCTION };
enum usage { NOUN, VERB };

struct usage_counts {
    double prev[2][CONTEXTS], next[2][CONTEXTS], all[2];
};

struct word_use {
    uint32_t key;
    bool seed, al; // takes the article
    enum usage seed_usage;
    double sum, count; // log odds of the contexts
    double shape;      // log odds of the form alone
};

struct leanings {
    struct map places; // key -> index into v
    VEC(struct word_use) v;
    struct usage_counts counts, fresh;
};

static struct str without_conjunction(const struct token *t)
{
    return str_drop(t->norm, t->clitics.conjunction);
}

static size_t context_of(const struct tokens *t, size_t i, bool before)
{
    if (i >= t->n || t->v[i].kind == TOKEN_MARK || (!before && t->v[i].line_start))
        return EDGE;
    const struct clitics *c = &t->v[i].clitics;
    if (t->v[i].kind == TOKEN_NUMBER)
        return NUMBER;
    if (c->article)
        return ARTICLE;
    size_t place = SIZE_MAX;
    if (c->classes & CLASS_FUNCTION)
        place = clitic_word_place(without_conjunction(&t->v[i]));
    return place == SIZE_MAX ? OTHER : FIRST_FUNCTION + place;
}

static struct word_use *use_of(struct leanings *l, struct arena *keep, struct str word)
{
    uint32_t key = background_key(word);
    struct str bytes = {(const char *)&key, sizeof key};
    size_t place = map_get(&l->places, bytes);
    if (place != MAP_NONE)
        return &l->v.v[place];
    *map_at(&l->places, arena_str(keep, bytes), 0) = l->v.n;
    struct word_use *u = vec_push(keep, &l->v);
    size_t classed = clitic_word_place(word);
    bool verb = classed != SIZE_MAX && classed_words[classed].classes & CLASS_COMMON_VERB;
    uint32_t bare = background_word_df(word), al = 0;
    char joined[256] = "ال";
    if (word.n < 200) {
        memcpy(joined + 4, word.p, word.n);
        al = background_word_df((struct str){joined, 4 + word.n});
    }
    bool present = str_starts(word, S("ي")) || str_starts(word, S("ن")) || str_starts(word, S("ت"));
    u->key = key;
    u->seed = verb || (al >= 5 && al * 4 >= bare && !str_starts(word, S("ي")));
    u->seed_usage = verb ? VERB : NOUN;
    u->shape = al * 20 >= bare && al ? -1.5 - log2(1.0 + al) / 2 : present ? 1.0 : 0;
    if (str_ends(word, S("وا")) && word.n > 6)
        u->shape += 3;
    return u;
}

// One round over a text: adds the contexts of its bare words to their words, and those of words
// that are sure to `fresh`.
static void lean_text(struct leanings *l, struct arena *keep, struct arena *a, struct str text)
{
    struct tokens t = tokens_of(a, NULL, utf8_repair(a, text));
    for (size_t i = 0; i < t.n; i++) {
        const struct token *w = &t.v[i];
        const struct clitics *c = &w->clitics;
        if (!w->arabic || c->classes & CLASS_FUNCTION || c->article || c->preposition || c->future)
            continue;
        struct word_use *u = use_of(l, keep, without_conjunction(w));
        size_t prev = i == 0 || w->line_start ? EDGE : context_of(&t, i - 1, true);
        size_t next = context_of(&t, i + 1, false);
        const struct usage_counts *k = &l->counts;
        if (k->all[VERB] > 0) {
            u->sum += log((k->prev[VERB][prev] + 1) / (k->all[VERB] + CONTEXTS)) -
                      log((k->prev[NOUN][prev] + 1) / (k->all[NOUN] + CONTEXTS)) +
                      log((k->next[VERB][next] + 1) / (k->all[VERB] + CONTEXTS)) -
                      log((k->next[NOUN][next] + 1) / (k->all[NOUN] + CONTEXTS));
            u->count++;
        }
        if (u->seed) {
            l->fresh.prev[u->seed_usage][prev]++;
            l->fresh.next[u->seed_usage][next]++;
            l->fresh.all[u->seed_usage]++;
        }
    }
}

// Ten times the log odds: the mean of the contexts, counted at most 20 times, and the form.
static int leaning_of(const struct word_use *u)
{
    double many = u->count < 20 ? u->count : 20;
    double odds = u->shape + (u->count > 0 ? u->sum / u->count * many * 0.6 : 0);
    long v = lround(odds * 10);
    return v > 100 ? 100 : v < -100 ? -100 : v == 0 ? 1 : (int)v;
}

// What was counted becomes what is known; sure words become seeds.
static void lean_round_end(struct leanings *l, bool last)
{
    l->counts = l->fresh;
    l->fresh = (struct usage_counts){0};
    for (size_t i = 0; i < l->v.n; i++) {
        struct word_use *u = &l->v.v[i];
        if (u->count > 0 && abs(leaning_of(u)) >= 50) {
            u->seed = true;
            u->seed_usage = leaning_of(u) > 0 ? VERB : NOUN;
        }
        if (!last)
            u->sum = u->count = 0;
    }
}

struct corpus {
    struct arena keep;
    struct counts words, stems, pairs;
    struct leanings leanings;
    size_t documents;
};

static void count_text(struct corpus *c, struct arena *a, struct str text)
{
    struct tokens t = tokens_of(a, NULL, utf8_repair(a, text));
    for (size_t i = 0; i < t.n; i++) {
        const struct token *w = &t.v[i];
        if (w->kind != TOKEN_WORD || !w->arabic)
            continue;
        count(&c->words, &c->keep, background_key(w->norm), c->documents);
        count(&c->stems, &c->keep, background_key(w->stem), c->documents);
        const struct token *next = w + 1;
        if (i + 1 < t.n && next->kind == TOKEN_WORD && next->arabic && !next->line_start)
            count(&c->pairs, &c->keep, background_pair_key(w->stem, next->stem), c->documents);
    }
}

struct entry {
    uint32_t key, df;
};

static int by_key(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void print_array(const char *type, const char *name, const char *part, const struct entry *v,
                        size_t n, int (*value)(const struct entry *))
{
    printf("static const %s %s_%s[] = {", type, name, part);
    for (size_t i = 0; i < n; i++)
        printf("%s%d,", i % 24 ? "" : "\n", value(&v[i]));
    puts("\n};");
}

static int low_of(const struct entry *e)
{
    return (int)(e->key & 0xFFFF);
}

static int level_of(const struct entry *e)
{
    return background_level(e->df);
}

static const struct leanings *shown; // for leaning_at, which print_array calls

static int leaning_at(const struct entry *e)
{
    size_t place = map_get(&shown->places, (struct str){(const char *)&e->key, sizeof e->key});
    return place == MAP_NONE ? 0 : leaning_of(&shown->v.v[place]);
}

static void print_set(struct arena *a, const struct counts *c, const char *name,
                      const struct leanings *leanings)
{
    VEC(struct entry) kept = {0};
    for (size_t i = 0; i < c->df.cap; i++) {
        const struct map_slot *s = &c->df.slots[i];
        if (!s->key.p || s->value < c->min_df)
            continue;
        struct entry *e = vec_push(a, &kept);
        memcpy(&e->key, s->key.p, sizeof e->key);
        e->df = (uint32_t)s->value;
    }
    qsort(kept.v, kept.n, sizeof *kept.v, by_key);
    fprintf(stderr, "%s: %zu of %zu\n", name, kept.n, c->df.count);
    print_array("uint16_t", name, "low", kept.v, kept.n, low_of);
    print_array("uint8_t", name, "level", kept.v, kept.n, level_of);
    shown = leanings;
    if (leanings)
        print_array("int8_t", name, "leaning", kept.v, kept.n, leaning_at);
    printf("static const uint32_t %s_start[] = {", name);
    size_t at = 0;
    for (uint32_t bucket = 0; bucket <= BACKGROUND_BUCKETS; bucket++) {
        while (at < kept.n && kept.v[at].key >> BACKGROUND_LOW_BITS < bucket)
            at++;
        printf("%s%zu,", bucket % 24 ? "" : "\n", at);
    }
    printf("\n};\nconst struct background_set background_%s = {\n    %s_start, %s_low, %s_level, "
           "%s%s};\n",
           name, name, name, name, leanings ? name : "NULL", leanings ? "_leaning" : "");
}

// Calls count_text or lean_text on each title and text.
static bool read_corpus(struct corpus *c, const char *path, bool counting)
{
    struct line_reader in;
    struct err e = {0};
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "build-background: %s\n", e.text);
        return false;
    }
    struct arena a = {0};
    struct str line;
    while (lines_next(&in, &line)) {
        json_t *o = json_line(line, &e);
        if (!o)
            continue;
        const char *const members[] = {"title", "text"};
        for (size_t i = 0; i < COUNT_OF(members); i++) {
            if (counting)
                count_text(c, &a, json_get_str(o, members[i]));
            else
                lean_text(&c->leanings, &c->keep, &a, json_get_str(o, members[i]));
        }
        c->documents += counting;
        json_decref(o);
        arena_reset(&a);
    }
    lines_close(&in);
    arena_release(&a);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: build-background CORPUS.jsonl[.gz]\n", stderr);
        return 2;
    }
    struct corpus c = {0};
    counts_init(&c.words, &c.keep, 1);
    counts_init(&c.stems, &c.keep, 2);
    counts_init(&c.pairs, &c.keep, 3);
    map_init(&c.leanings.places, &c.keep, 4);
    if (!read_corpus(&c, argv[1], true))
        return 1;
    for (int round = 0; round < ROUNDS; round++) {
        if (!read_corpus(&c, argv[1], false))
            return 1;
        lean_round_end(&c.leanings, round == ROUNDS - 1);
    }
    printf(
        "// Generated by tools/build-background.c; do not edit.  Document frequencies in Arabic\n"
        "// News Texts (Apache-2.0); hashes and counts only, no text.\n"
        "#include \"gen/background_table.h\"\n\n"
        "const uint32_t background_table_documents = %zu;\n",
        c.documents);
    printf("const float background_table_idf[256] = {");
    for (int level = 0; level < 256; level++)
        printf("%s%.4fF,", level % 12 ? "" : "\n",
               log(((double)c.documents + 1) / (round(exp2(level / 16.0)) + 0.5)));
    puts("\n};");
    struct arena a = {0};
    print_set(&a, &c.words, "words", &c.leanings);
    print_set(&a, &c.stems, "stems", NULL);
    print_set(&a, &c.pairs, "pairs", NULL);
    arena_release(&a);
    arena_release(&c.keep);
    return 0;
}
