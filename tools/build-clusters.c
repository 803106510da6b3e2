// build-clusters CORPUS.jsonl[.gz] > src/gen/cluster_table.c
//
// Groups words by the words that stand beside them, so that the name tagger knows something of a
// word that its training text lacks.  Exchange algorithm for class bigrams (Kneser and Ney 1993;
// Martin, Liermann, Ney 1998): start from classes by frequency, move each word to the class that
// raises the likelihood of the class bigrams most, several times over.  Run twice, for fine and for
// coarse classes.  The shipped table comes from Arabic News Texts (Apache-2.0).
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "gen/cluster_table.h"
#include "text/doc.h"

enum { MIN_COUNT = 3, ROUNDS = 12, CLASSES_MAX = 256 };

struct neighbour {
    uint32_t word, count;
};

struct word {
    struct str text;
    uint32_t count, self; // self: times beside itself
    VEC(struct neighbour) left, right;
};

struct corpus {
    struct arena a;
    struct map index;
    VEC(struct word) words; // 0: sentence boundary, 1: rare word
    VEC(uint32_t) text;
};

static uint32_t word_at(struct corpus *c, struct str s)
{
    size_t known = map_get(&c->index, s);
    if (known == MAP_NONE) {
        known = c->words.n;
        s = arena_str(&c->a, s);
        *map_at(&c->index, s, known) = known;
        vec_push(&c->a, &c->words)->text = s;
    }
    return (uint32_t)known;
}

static void read_text(struct corpus *c, struct arena *scratch, struct str text)
{
    struct doc d = doc_of_text(scratch, NULL, utf8_repair(scratch, text));
    for (size_t s = 0; s < d.sentence_count; s++) {
        *vec_push(&c->a, &c->text) = 0;
        for (size_t i = d.sentences[s].first; i < d.sentences[s].end; i++) {
            const struct token *t = &d.tokens.v[i];
            struct str s1 = t->kind == TOKEN_NUMBER ? S("0") : t->norm;
            *vec_push(&c->a, &c->text) = word_at(c, s1.n ? s1 : S("_"));
        }
    }
    *vec_push(&c->a, &c->text) = 0;
}

static bool read_corpus(struct corpus *c, const char *path)
{
    struct line_reader r;
    struct str line;
    struct arena scratch = {0};
    if (lines_open(&r, path, NULL))
        return false;
    while (lines_next(&r, &line)) {
        json_t *o = json_line(line, NULL);
        read_text(c, &scratch, json_get_str(o, "title"));
        read_text(c, &scratch, json_get_str(o, "text"));
        json_decref(o);
        arena_reset(&scratch);
    }
    lines_close(&r);
    arena_release(&scratch);
    return true;
}

static int by_word(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

// The neighbours of each word, counted.
static void count_pairs(struct corpus *c)
{
    size_t n = c->text.n - 1;
    uint64_t *pairs = malloc(n * sizeof *pairs);
    for (size_t i = 0; i < c->text.n; i++)
        c->words.v[c->text.v[i]].count++;
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.v[i] > 1 && c->words.v[c->text.v[i]].count < MIN_COUNT)
            c->text.v[i] = 1;
    for (size_t i = 0; i < n; i++)
        pairs[i] = (uint64_t)c->text.v[i] << 32 | c->text.v[i + 1];
    qsort(pairs, n, sizeof *pairs, by_word);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i; k < n && pairs[k] == pairs[i];)
            k++;
        uint32_t left = (uint32_t)(pairs[i] >> 32), right = (uint32_t)pairs[i];
        struct neighbour to = {right, (uint32_t)(k - i)}, from = {left, (uint32_t)(k - i)};
        if (left == right)
            c->words.v[left].self = to.count;
        *vec_push(&c->a, &c->words.v[left].right) = to;
        *vec_push(&c->a, &c->words.v[right].left) = from;
    }
    free(pairs);
    for (size_t i = 0; i < c->words.n; i++)
        c->words.v[i].count = 0;
    for (size_t i = 0; i < c->text.n; i++)
        c->words.v[c->text.v[i]].count++;
}

struct classes {
    size_t count;
    uint16_t *of; // of each word
    double (*pair)[CLASSES_MAX];
    double all[CLASSES_MAX];
};

static double xlogx(double x)
{
    return x > 0 ? x * log(x) : 0;
}

// Adds (sign 1) or takes (sign -1) a word's counts to or from its class.
static void place(struct corpus *c, struct classes *k, size_t word, uint16_t class, double sign)
{
    const struct word *w = &c->words.v[word];
    k->of[word] = class;
    k->all[class] += sign * w->count;
    for (size_t i = 0; i < w->right.n; i++)
        k->pair[class][k->of[w->right.v[i].word]] += sign * w->right.v[i].count;
    for (size_t i = 0; i < w->left.n; i++)
        if (w->left.v[i].word != word)
            k->pair[k->of[w->left.v[i].word]][class] += sign * w->left.v[i].count;
}

// The counts of a word's neighbours by class, those above zero only.
static size_t by_class(const struct corpus *c, const struct classes *k, size_t word, bool left,
                       uint16_t *ids, double *counts)
{
    static double sum[CLASSES_MAX];
    const struct word *w = &c->words.v[word];
    size_t n = 0, all = left ? w->left.n : w->right.n;
    const struct neighbour *v = left ? w->left.v : w->right.v;
    for (size_t i = 0; i < all; i++) {
        if (v[i].word == word)
            continue;
        uint16_t class = k->of[v[i].word];
        if (sum[class] == 0)
            ids[n++] = class;
        sum[class] += v[i].count;
    }
    for (size_t i = 0; i < n; i++) {
        counts[i] = sum[ids[i]];
        sum[ids[i]] = 0;
    }
    return n;
}

// Moves a word, which is in no class now, to the best one.
static uint16_t best_class(const struct corpus *c, const struct classes *k, size_t word)
{
    static uint16_t left[CLASSES_MAX], right[CLASSES_MAX];
    static double left_n[CLASSES_MAX], right_n[CLASSES_MAX];
    size_t lefts = by_class(c, k, word, true, left, left_n);
    size_t rights = by_class(c, k, word, false, right, right_n);
    double top = -INFINITY, own = c->words.v[word].count, self = c->words.v[word].self;
    uint16_t best = 0;
    for (uint16_t class = 0; class < k->count; class ++) {
        double gain = -2 * (xlogx(k->all[class] + own) - xlogx(k->all[class]));
        for (size_t i = 0; i < rights; i++) {
            double was = k->pair[class][right[i]];
            double add = right_n[i] + (right[i] == class ? self : 0);
            gain += xlogx(was + add) - xlogx(was);
        }
        for (size_t i = 0; i < lefts; i++) {
            double was = k->pair[left[i]][class];
            gain += xlogx(was + left_n[i]) - xlogx(was);
        }
        if (gain > top) {
            top = gain;
            best = class;
        }
    }
    return best;
}

static void cluster(struct corpus *c, struct classes *k, const size_t *order, size_t n)
{
    k->of = arena_new(&c->a, uint16_t, c->words.n);
    k->pair = (double(*)[CLASSES_MAX])arena_alloc_array(&c->a, CLASSES_MAX, sizeof *k->pair);
    for (size_t i = 0; i < n; i++)
        k->of[order[i]] = (uint16_t)(i % k->count);
    for (size_t i = 0; i < c->words.n; i++) {
        const struct word *w = &c->words.v[i];
        k->all[k->of[i]] += w->count;
        for (size_t r = 0; r < w->right.n; r++)
            k->pair[k->of[i]][k->of[w->right.v[r].word]] += w->right.v[r].count;
    }
    for (int round = 0; round < ROUNDS; round++) {
        size_t moved = 0;
        for (size_t i = 0; i < n; i++) {
            uint16_t before = k->of[order[i]];
            place(c, k, order[i], before, -1);
            uint16_t after = best_class(c, k, order[i]);
            place(c, k, order[i], after, 1);
            moved += after != before;
        }
        fprintf(stderr, "%zu classes, round %d: %zu of %zu moved\n", k->count, round + 1, moved, n);
        if (moved * 200 < n)
            break;
    }
}

static const struct corpus *sorted_corpus;
static int by_count(const void *a, const void *b)
{
    uint32_t x = sorted_corpus->words.v[*(const size_t *)a].count;
    uint32_t y = sorted_corpus->words.v[*(const size_t *)b].count;
    return (x < y) - (x > y);
}

struct row {
    uint32_t key, value;
};

static int by_key(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void print_table(struct corpus *c, const struct classes *fine, const struct classes *coarse,
                        const size_t *order, size_t n)
{
    struct row *rows = arena_new(&c->a, struct row, n);
    for (size_t i = 0; i < n; i++) {
        rows[i].key = (uint32_t)(hash_str(c->words.v[order[i]].text) >> 32);
        rows[i].value = 1u + fine->of[order[i]] + coarse->of[order[i]] * (uint32_t)CLUSTER_FINE;
    }
    qsort(rows, n, sizeof *rows, by_key);
    puts("// Generated by tools/build-clusters.c, which names the data; do not edit.\n"
         "#include \"gen/cluster_table.h\"\n");
    printf("const size_t cluster_count = %zu;\nconst uint32_t cluster_keys[] = {", n);
    for (size_t i = 0; i < n; i++)
        printf("%s%u,", i % 16 ? "" : "\n", rows[i].key);
    printf("\n};\nconst uint16_t cluster_values[] = {");
    for (size_t i = 0; i < n; i++)
        printf("%s%u,", i % 24 ? "" : "\n", rows[i].value);
    puts("\n};");
}

int main(int argc, char **argv)
{
    static struct corpus c;
    map_init(&c.index, &c.a, 0);
    word_at(&c, S("\001"));
    word_at(&c, S("\002"));
    if (argc != 2 || !read_corpus(&c, argv[1]))
        return 2;
    count_pairs(&c);
    size_t *order = arena_new(&c.a, size_t, c.words.n), n = 0;
    for (size_t i = 0; i < c.words.n; i++)
        if (i < 2 || c.words.v[i].count >= MIN_COUNT)
            order[n++] = i;
    sorted_corpus = &c;
    qsort(order, n, sizeof *order, by_count);
    static struct classes fine = {.count = CLUSTER_FINE}, coarse = {.count = CLUSTER_COARSE};
    cluster(&c, &fine, order, n);
    cluster(&c, &coarse, order, n);
    print_table(&c, &fine, &coarse, order, n);
    arena_release(&c.a);
    return 0;
}
