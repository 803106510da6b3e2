// train-speakers DATA… > src/gen/speaker_table.c
// train-speakers --cross [--show] DATA…
//
// Trains the choice among speakers (read/choice.h): conditional logistic regression over the
// candidates of each quotation, weights shared and of each context, gradient descent on the whole;
// no chance in it.  The articles are read twice: first with the rules' choice of who spoke before,
// then with the one learnt.  Files hold articles as `tools/annotate-quotes join` prints them.
// A quotation counts the less the more of its speaker stand before it in the article.
// --cross learns and judges in ten folds over the articles; --show lists what was won and lost
// against the rules and, with every candidate and its features, what is still wrong.
//
// The shipped table: data/quotes (development half), and ant-dev and ant-train of
// data/annotations/quotes, in this order.
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "read/choice.h"
#include "read/entities.h"
#include "read/ner_cache.h"
#include "read/quotes.h"
#include "text/fold.h"

enum { EPOCHS = 150, SETS = 8, WEIGHTS = (1 + CHOICE_CONTEXTS) * CHOICE_FEATURE_COUNT, FOLDS = 10 };
static const double RATE = 0.1;
// Chosen by ten-fold cross-validation over the articles.
static const double DECAY = 4, DECAY_CONTEXT = 8; // towards zero, of shared weights and others
static const double PRIOR = 3.5;                  // of the rules' answer

struct gold {
    struct span at;
    bool indirect;
    struct str speaker; // folded
    bool rules_right;
};

struct sample {
    struct arena a;
    struct str id;
    struct doc d;
    struct entity *entities;
    size_t entity_count, fold;
    VEC(struct gold) golds;
    struct quote *quotes;
    size_t quote_count;
    struct choice_training training;
    size_t set;
};

struct example {
    const struct choices *c;
    uint32_t right; // bits of the candidates
    double weight;
};

struct model {
    double w[WEIGHTS], squares[WEIGHTS];
    int16_t rounded[CHOICE_CONTEXTS][CHOICE_FEATURE_COUNT];
};

static VEC(struct sample *) articles;
static struct arena everything;
static const char *feature_names[] = {
#define X(name) #name,
    CHOICE_FEATURES(X)
#undef X
};

// Folded, without quotation marks, blanks collapsed.
static struct str plain(struct arena *a, struct str s)
{
    struct buf b = {0};
    struct str f = fold(a, s);
    bool blank = false;
    while (f.n) {
        size_t len;
        uint32_t c = utf8_decode(f, &len);
        if (c == ' ' || c == '\t' || c == '\n' || c == '"' || c == 0xAB || c == 0xBB ||
            c == 0x201C || c == 0x201D || c == 0xA0) {
            blank = true;
        } else {
            if (blank && b.n)
                buf_add_byte(&b, ' ');
            blank = false;
            buf_add(&b, str_take(f, len));
        }
        f = str_drop(f, len);
    }
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

static void load_quotes(struct sample *x, const json_t *quotes)
{
    struct cpmap map;
    cpmap_init(&map, &x->a, x->d.text);
    size_t i;
    json_t *q;
    json_array_foreach(quotes, i, q)
    {
        struct str kind = json_get_str(q, "kind"), who = json_get_str(q, "speaker");
        if (str_eq(kind, S("not")) || str_eq(kind, S("either")))
            continue;
        size_t start = (size_t)json_integer_value(json_object_get(q, "start"));
        size_t end = (size_t)json_integer_value(json_object_get(q, "end"));
        struct gold g = {
            .at = {cpmap_byte(&map, start), cpmap_byte(&map, end)},
            .indirect = str_eq(kind, S("indirect"))
        };
        if (who.n)
            g.speaker = plain(&x->a, who);
        *vec_push(&x->a, &x->golds) = g;
    }
}

static size_t fold_of(struct str id)
{
    uint64_t h = 5381;
    for (size_t k = 0; k < id.n; k++)
        h = h * 33 + (unsigned char)id.p[k];
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9ULL;
    return (h >> 32) % FOLDS;
}

static void load(const char *path, size_t set, struct ner_cache *cache)
{
    struct line_reader in;
    struct err e = {0};
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "%s\n", e.text);
        exit(1);
    }
    struct str line;
    while (lines_next(&in, &line)) {
        json_t *row = json_loadb(line.p, line.n, 0, NULL);
        struct sample *x = calloc(1, sizeof *x);
        if (!row || !x)
            exit(1);
        *vec_push(&everything, &articles) = x;
        x->set = set;
        x->id = arena_str(&x->a, json_get_str(row, "id"));
        x->fold = fold_of(x->id);
        x->d = doc_of_text(&x->a, NULL, arena_str(&x->a, json_get_str(row, "text")));
        entities_read(&x->a, &x->d, &(struct entity_context){.cache = cache}, &x->entities,
                      &x->entity_count);
        load_quotes(x, json_object_get(row, "quotes"));
        json_decref(row);
    }
    lines_close(&in);
}

// Reads x with the weights of m; NULL: by the rules alone.
static void read_article(struct sample *x, const struct model *m)
{
    const int16_t(*w)[CHOICE_FEATURE_COUNT] =
        m ? (const int16_t(*)[CHOICE_FEATURE_COUNT])m->rounded : NULL;
    x->training = (struct choice_training){.a = &x->a, .weights = w};
    struct quote_context c = {
        .entities = x->entities, .entity_count = x->entity_count, .training = &x->training};
    quotes_read(&x->a, &x->d, &c, &x->quotes, &x->quote_count);
}

static double overlap(struct span a, struct span b)
{
    size_t first = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    size_t l = a.end - a.start > b.end - b.start ? a.end - a.start : b.end - b.start;
    return end > first ? (double)(end - first) / (double)l : 0;
}

static const struct quote *quote_for(const struct sample *x, const struct gold *g)
{
    const struct quote *best = NULL;
    double most = .9;
    for (size_t i = 0; i < x->quote_count; i++)
        if ((x->quotes[i].kind == QUOTE_INDIRECT) == g->indirect &&
            overlap(g->at, x->quotes[i].at) >= most)
            best = &x->quotes[i], most = overlap(g->at, best->at);
    return best;
}

static const struct choices *choices_for(const struct sample *x, const struct quote *q)
{
    if (!q->cue.n)
        return NULL;
    size_t at = (size_t)(q->cue.p - x->d.text.p);
    for (size_t i = x->training.made.n; i-- > 0;)
        if (x->d.tokens.v[x->training.made.v[i].cue.at.first].start == at)
            return &x->training.made.v[i];
    return NULL;
}

struct example_list {
    struct example *v;
    size_t n, cap;
};

static void add_examples(struct sample *x, struct example_list *l)
{
    for (size_t i = 0; i < x->golds.n; i++) {
        const struct gold *g = &x->golds.v[i];
        const struct quote *q = g->speaker.n ? quote_for(x, g) : NULL;
        const struct choices *c = q ? choices_for(x, q) : NULL;
        if (!c)
            continue;
        struct example e = {.c = c, .weight = 1};
        for (size_t k = 0; k < c->n; k++)
            if (str_eq(plain(&x->a, c->names[k]), g->speaker))
                e.right |= 1u << k;
        size_t again = 0;
        for (size_t k = 0; k < i; k++)
            again += str_eq(x->golds.v[k].speaker, g->speaker);
        e.weight /= 1 + (double)again;
        if (e.right)
            *vec_push(&everything, l) = e;
    }
}

static void print_table(const struct model *m)
{
    static const char *const contexts[] = {"a subject is written", "a verb without a subject",
                                           "a participle or verbal noun", "an attribution"};
    puts("// Generated by tools/train-speakers.c from quotations annotated for this project (CC0;\n"
         "// data/annotations/quotes, and data/quotes), 2026-11-24.  Do not edit.\n"
         "#include \"gen/speaker_table.h\"\n\n"
         "const int16_t speaker_weights[SPEAKER_CONTEXTS][SPEAKER_FEATURES] = {");
    for (size_t k = 0; k < CHOICE_CONTEXTS; k++) {
        printf("    { // %s\n", contexts[k]);
        for (size_t f = 0; f < CHOICE_FEATURE_COUNT; f++)
            if (m->rounded[k][f] && f < CHOICE_RULES)
                printf("        [%zu] = %d, // %s\n", f, m->rounded[k][f], feature_names[f]);
            else if (m->rounded[k][f])
                printf("        [%zu] = %d, // rule %zu\n", f, m->rounded[k][f], f - CHOICE_RULES);
        puts("    },");
    }
    puts("};");
}

static double score_of(const double *w, const struct choices *l, const struct choice *c)
{
    double sum = 0;
    for (size_t part = 0; part < CHOICE_PARTS; part++)
        for (uint64_t bits = c->features[part]; bits; bits &= bits - 1) {
            size_t f = part * 64 + (size_t)__builtin_ctzll(bits);
            sum += w[f] + w[(1 + l->context) * CHOICE_FEATURE_COUNT + f];
        }
    return sum;
}

static void add_gradient(const double *w, double *gradient, const struct example *e)
{
    double p[CHOICES_MAX], most = -1e9, total = 0, good = 0;
    for (size_t i = 0; i < e->c->n; i++) {
        p[i] = score_of(w, e->c, &e->c->v[i]);
        most = p[i] > most ? p[i] : most;
    }
    for (size_t i = 0; i < e->c->n; i++) {
        total += p[i] = exp(p[i] - most);
        good += e->right >> i & 1 ? p[i] : 0;
    }
    for (size_t i = 0; i < e->c->n; i++) {
        double d = e->weight * (p[i] / total - (e->right >> i & 1 ? p[i] / (good + 1e-300) : 0));
        for (size_t part = 0; part < CHOICE_PARTS; part++)
            for (uint64_t bits = e->c->v[i].features[part]; bits; bits &= bits - 1) {
                size_t f = part * 64 + (size_t)__builtin_ctzll(bits);
                gradient[f] += d;
                gradient[(1 + e->c->context) * CHOICE_FEATURE_COUNT + f] += d;
            }
    }
}

// Gradient descent on the whole, each weight with a step of its own (AdaGrad).
static void learn(struct model *m, const struct example_list *l)
{
    static double gradient[WEIGHTS];
    memset(m, 0, sizeof *m);
    m->w[CHOICE_RULE] = PRIOR;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        memset(gradient, 0, sizeof gradient);
        for (size_t i = 0; i < l->n; i++)
            add_gradient(m->w, gradient, &l->v[i]);
        for (size_t f = 0; f < WEIGHTS; f++) {
            double decay = f < CHOICE_FEATURE_COUNT ? DECAY : DECAY_CONTEXT;
            double g = gradient[f] + decay * (m->w[f] - (f == CHOICE_RULE ? PRIOR : 0));
            m->squares[f] = .9 * m->squares[f] + .1 * g * g;
            m->w[f] -= RATE / (1 + .05 * epoch) * g / (sqrt(m->squares[f]) + 1e-3);
        }
    }
    for (size_t k = 0; k < CHOICE_CONTEXTS; k++)
        for (size_t f = 0; f < CHOICE_FEATURE_COUNT; f++)
            m->rounded[k][f] =
                (int16_t)lround(100 * (m->w[f] + m->w[(1 + k) * CHOICE_FEATURE_COUNT + f]));
}

struct tally {
    size_t n, right, possible;
};

static void show_difference(struct sample *x, const struct gold *g, const struct quote *q)
{
    const struct choices *c = choices_for(x, q);
    struct str got = plain(&x->a, q->speaker.name);
    bool right = str_eq(got, g->speaker);
    printf("%s %.*s want %.*s | got %.*s | %s [%.*s] context %d\n",
           right            ? "WON"
           : g->rules_right ? "LOST"
                            : "STILL",
           (int)x->id.n, x->id.p, (int)g->speaker.n, g->speaker.p, (int)got.n, got.p,
           q->speaker_why, (int)q->cue.n, q->cue.p, c ? (int)c->context : -1);
    for (size_t k = 0; c && k < c->n; k++) {
        printf("      %.*s:", (int)c->names[k].n, c->names[k].p);
        for (unsigned f = 0; f < CHOICE_FEATURE_COUNT; f++)
            if (choice_has(&c->v[k], f) && f < CHOICE_RULES)
                printf(" %s", feature_names[f]);
            else if (choice_has(&c->v[k], f))
                printf(" RULE_%u", f - CHOICE_RULES);
        puts("");
    }
}

static void judge(struct sample *x, struct tally *t, bool show, bool learnt)
{
    for (size_t i = 0; i < x->golds.n; i++) {
        struct gold *g = &x->golds.v[i];
        const struct quote *q = g->speaker.n ? quote_for(x, g) : NULL;
        if (!q)
            continue;
        const struct choices *c = choices_for(x, q);
        bool right = str_eq(plain(&x->a, q->speaker.name), g->speaker), possible = right;
        for (size_t k = 0; c && k < c->n; k++)
            possible |= str_eq(plain(&x->a, c->names[k]), g->speaker);
        if (!learnt)
            g->rules_right = right;
        t->n++;
        t->right += right;
        t->possible += possible;
        if (show && (!right || !g->rules_right))
            show_difference(x, g, q);
    }
}

// Learns from every article outside `fold`, twice.
static void train(struct model *m, size_t fold)
{
    struct example_list l = {0};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < articles.n; i++)
            if (articles.v[i]->fold != fold) {
                read_article(articles.v[i], round ? m : NULL);
                add_examples(articles.v[i], &l);
            }
        learn(m, &l);
    }
}

static void cross_validate(struct model *m, size_t sets, bool show)
{
    struct tally before[SETS] = {0}, after[SETS] = {0};
    for (size_t i = 0; i < articles.n; i++) {
        read_article(articles.v[i], NULL);
        judge(articles.v[i], &before[articles.v[i]->set], false, false);
    }
    for (size_t fold = 0; fold < FOLDS; fold++) {
        train(m, fold);
        for (size_t i = 0; i < articles.n; i++)
            if (articles.v[i]->fold == fold) {
                read_article(articles.v[i], m);
                judge(articles.v[i], &after[articles.v[i]->set], show, true);
            }
    }
    for (size_t s = 0; s < sets; s++)
        printf("set %zu: %zu speakers, rules %.3f, chosen %.3f, among the candidates %.3f\n", s,
               before[s].n, (double)before[s].right / (double)before[s].n,
               (double)after[s].right / (double)before[s].n,
               (double)before[s].possible / (double)before[s].n);
}

int main(int argc, char **argv)
{
    bool cross = false, show = false;
    size_t sets = 0;
    struct ner_cache *cache = ner_cache_new(NULL);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--cross") == 0)
            cross = true;
        else if (strcmp(argv[i], "--show") == 0)
            show = true;
        else if (sets < SETS)
            load(argv[i], sets++, cache);
    }
    struct model *m = calloc(1, sizeof *m);
    if (m && cross) {
        cross_validate(m, sets, show);
    } else if (m) {
        train(m, FOLDS);
        print_table(m);
    }
    free(m);
    ner_cache_free(cache);
    return 0;
}
