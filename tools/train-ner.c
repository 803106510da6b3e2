// train-ner train CORPUS TRAIN TEST MODEL [FILE…]   trains the shipped model and tests it
// train-ner test MODEL FILE…                        figures of a model
// train-ner folds FILE                              five folds over FILE; nothing is written
//
// Trains the linear-chain model of read/ner.h: conditional likelihood by AdaGrad.  The shipped
// model, in three minutes of processor time, from the folder of the project:
//
//     train-ner train ant.jsonl.gz data/annotations/entities/ant-{train,test}.jsonl
//         data/models/ner-ar.bin
//
// FILE has a word and its tag on each line.  It learns from TRAIN and from data/annotations/essays.
// What keeps the model from learning one outlet by heart: features are left out at random, those of
// the word itself most; in some readings names are replaced by others of their type from
// data/gazetteers, and words are made unknown; the weights are the mean of several runs; and in the
// end it learns from the rest of the corpus too, as a first model tagged it.
#include <math.h>
#include <string.h>

#include "ner_samples.h"

enum { SLOTS = 1 << 24, FOLDS = 5 };
enum { MODEL_BUCKETS = 46875 };    // 3 MB
static const float WEIGHT_MAX = 4; // greater ones are cut
// Chosen on ant-test, cleananercorp-train and aqmar-train.
enum { EPOCHS = 8, EPOCHS_REST = 2, GOLD_TIMES = 3, ESSAY_TIMES = 2, RUNS = 4 };
static const float RATE = 0.1F, DECAY = 1e-5F; // AdaGrad's step; share of a weight that is lost
static const float DROP[] = {0.6F, 0.1F, 0.1F, 0.1F, 0.1F, 0.1F}; // by enum ner_group
static const float REPLACE = 0.3F;                                // texts read with other names
static const float FORGET = 0.15F;                                // words made unknown

struct weights {
    uint32_t key; // feature; 0: empty
    uint32_t count;
    float w[NER_TAGS], g[NER_TAGS];
};

// Sums over several runs.
struct sums {
    uint32_t key, count;
    float w[NER_TAGS];
};

struct trainer {
    struct arena keep, scratch;
    struct token_cache *cache;
    struct weights *slots;
    size_t used;
    struct sums *sums;
    size_t runs;
    float transition_sum[NER_TAGS + 1][NER_TAGS];
    float transition[NER_TAGS + 1][NER_TAGS], transition_g[NER_TAGS + 1][NER_TAGS];
    struct name_lists names;
    uint64_t seed;
};

static double uniform(struct trainer *t)
{
    t->seed = hash_mix(t->seed + 0x9E3779B97F4A7C15u);
    return (double)(t->seed >> 11) / (double)(UINT64_C(1) << 53);
}

static size_t choose(struct trainer *t, size_t n)
{
    return (size_t)(uniform(t) * (double)n);
}

static struct weights *weights_at(struct trainer *t, uint32_t feature)
{
    uint32_t key = feature ? feature : 1;
    for (uint32_t at = key % SLOTS;; at = (at + 1) % SLOTS) {
        struct weights *w = &t->slots[at];
        if (w->key == key)
            return w;
        if (!w->key) {
            if (t->used > SLOTS / 8 * 7)
                abort();
            t->used++;
            w->key = key;
            return w;
        }
    }
}

// --- names replaced ---

static struct str any(struct trainer *t, enum gazetteer_class class)
{
    size_t n = t->names.of[class].n;
    return n ? t->names.of[class].v[choose(t, n)] : S("");
}

static struct str person(struct trainer *t, size_t words)
{
    bool foreign = uniform(t) < 0.5;
    struct str given = any(t, foreign ? GAZETTEER_FOREIGN_GIVEN : GAZETTEER_GIVEN);
    struct str family = any(t, GAZETTEER_FAMILY);
    if (words == 1)
        return uniform(t) < 0.7 ? family : given;
    if (words == 2 || foreign)
        return arena_printf(&t->scratch, "%.*s %.*s", STR_ARGS(given), STR_ARGS(family));
    struct str second = any(t, GAZETTEER_GIVEN);
    return arena_printf(&t->scratch, "%.*s %.*s %.*s", STR_ARGS(given), STR_ARGS(second),
                        STR_ARGS(family));
}

// Another name for tokens [first, end), .p NULL: none.
static struct str other_name(struct trainer *t, const struct ner_text *x, enum entity_type type,
                             size_t first, size_t end)
{
    static const enum gazetteer_class places[] = {GAZETTEER_COUNTRY, GAZETTEER_CITY, GAZETTEER_CITY,
                                                  GAZETTEER_PLACE};
    static const enum gazetteer_class orgs[] = {GAZETTEER_ORG, GAZETTEER_MEDIA, GAZETTEER_COMPANY,
                                                GAZETTEER_CLUB};
    uint32_t listed = x->hits[first].begin;
    struct str name = {0};
    if (type == ENTITY_PERSON)
        return uniform(t) < 0.15 ? any(t, GAZETTEER_PERSON) : person(t, end - first);
    if (type == ENTITY_PLACE && !(listed & GAZETTEER_BIT(GAZETTEER_PLACE_HEAD)))
        name = any(t, places[choose(t, COUNT_OF(places))]);
    if (type == ENTITY_ORG && !(listed & GAZETTEER_BIT(GAZETTEER_ORG_HEAD))) {
        for (size_t i = 0; i < COUNT_OF(orgs); i++)
            if (listed & GAZETTEER_BIT(orgs[i]))
                name = any(t, orgs[i]);
        if (!name.p)
            name = any(t, orgs[choose(t, COUNT_OF(orgs))]);
    }
    return name;
}

// Appends `name` with the clitics that stand before the word `raw` in its form `form`.
static void add_with_clitics(struct arena *a, struct buf *out, struct str raw, struct str folded,
                             size_t form, struct str name)
{
    struct name_forms f = name_forms_of(a, folded);
    size_t letters = (size_t)f.conjunction[form] + f.preposition[form];
    struct str clitics = str_take(raw, letters * 2);
    buf_add(out, clitics);
    if (str_ends(clitics, S("ل")) && str_starts(name, S("ال"))) {
        buf_add(out, S("ل"));
        name = str_drop(name, 4);
    }
    buf_add(out, name);
}

// A copy of the sample in which about half of the names are others.
static struct sample replaced(struct trainer *t, const struct sample *x)
{
    struct doc d = doc_of_text(&t->scratch, t->cache, x->text);
    struct ner_text n = ner_text_of(&t->scratch, NULL, &d);
    struct buf text = {0};
    struct sample out = {0};
    size_t at = 0;
    for (size_t i = 0; i < x->mentions.n; i++) {
        struct mention m = x->mentions.v[i];
        size_t first = doc_token_at(&d, m.at.start), end = first;
        while (end < d.tokens.n && d.tokens.v[end].start < m.at.end)
            end++;
        struct str name = {0};
        if (uniform(t) < 0.5 && first < end)
            name = other_name(t, &n, m.type, first, end);
        buf_add(&text, str_sub(x->text, at, m.at.start));
        at = m.at.end;
        size_t start = text.n;
        if (name.n)
            add_with_clitics(&t->scratch, &text, token_text(x->text, &d.tokens.v[first]),
                             d.tokens.v[first].norm, n.types[first]->word.form, name);
        else
            buf_add(&text, str_sub(x->text, m.at.start, m.at.end));
        m.at = (struct span){start, text.n};
        *vec_push(&t->scratch, &out.mentions) = m;
    }
    buf_add(&text, str_drop(x->text, at));
    out.text = arena_str(&t->scratch, buf_str(&text));
    buf_release(&text);
    return out;
}

// --- likelihood and its gradient for one sentence ---

struct lattice {
    size_t n;
    struct weights ***features; // of each token, those that count
    size_t *counts;
    float (*unary)[NER_TAGS], (*forward)[NER_TAGS], (*backward)[NER_TAGS];
};

static float log_sum(const float v[NER_TAGS])
{
    float top = v[0], sum = 0;
    for (int i = 1; i < NER_TAGS; i++)
        top = v[i] > top ? v[i] : top;
    for (int i = 0; i < NER_TAGS; i++)
        sum += expf(v[i] - top);
    return top + logf(sum);
}

static void forward_backward(const struct trainer *t, struct lattice *l)
{
    for (size_t i = 0; i < l->n; i++)
        for (int to = 0; to < NER_TAGS; to++) {
            float v[NER_TAGS];
            for (int from = 0; from < NER_TAGS; from++)
                v[from] = i == 0 ? -1e6F : l->forward[i - 1][from] + t->transition[from][to];
            if (i == 0)
                v[0] = t->transition[NER_TAGS][to];
            l->forward[i][to] = log_sum(v) + l->unary[i][to];
        }
    for (size_t i = l->n; i-- > 0;)
        for (int from = 0; from < NER_TAGS && i + 1 < l->n; from++) {
            float v[NER_TAGS];
            for (int to = 0; to < NER_TAGS; to++)
                v[to] = t->transition[from][to] + l->unary[i + 1][to] + l->backward[i + 1][to];
            l->backward[i][from] = log_sum(v);
        }
}

static void adagrad(float *w, float *g, float gradient)
{
    *g += gradient * gradient;
    *w += RATE * gradient / sqrtf(*g + 1e-6F);
    *w *= 1 - DECAY;
}

static void gather(struct trainer *t, const struct ner_text *x, const struct sentence *s,
                   struct lattice *l)
{
    struct ner_features f;
    for (size_t i = 0; i < l->n; i++) {
        struct ner_window window = ner_window_at(x, s, s->first + i, &ner_edge);
        ner_features_of(&window, &f);
        l->features[i] = arena_new(&t->scratch, struct weights *, f.n);
        for (size_t k = 0; k < f.n; k++) {
            struct weights *w = weights_at(t, f.v[k]);
            w->count++;
            bool lexical = f.group[k] == NER_LEXICAL;
            if (w->count < 2 || uniform(t) < (double)DROP[f.group[k]] ||
                (lexical && x->types[s->first + i]->word.forgotten))
                continue;
            l->features[i][l->counts[i]++] = w;
            for (int tag = 0; tag < NER_TAGS; tag++)
                l->unary[i][tag] += w->w[tag];
        }
    }
}

static void update(struct trainer *t, const struct lattice *l, const uint8_t *gold)
{
    float all = log_sum(l->forward[l->n - 1]);
    for (size_t i = 0; i < l->n; i++) {
        float gradient[NER_TAGS];
        for (int tag = 0; tag < NER_TAGS; tag++) {
            gradient[tag] =
                (float)(gold[i] == tag) - expf(l->forward[i][tag] + l->backward[i][tag] - all);
            if (fabsf(gradient[tag]) < 1e-4F)
                gradient[tag] = 0;
        }
        for (size_t k = 0; k < l->counts[i]; k++)
            for (int tag = 0; tag < NER_TAGS; tag++)
                if (gradient[tag] != 0)
                    adagrad(&l->features[i][k]->w[tag], &l->features[i][k]->g[tag], gradient[tag]);
        int before = i ? gold[i - 1] : NER_TAGS;
        for (int from = 0; from <= NER_TAGS; from++)
            for (int to = 0; to < NER_TAGS; to++) {
                if (!ner_may_follow(from, to) || (from == NER_TAGS) != (i == 0))
                    continue;
                float p = i == 0 ? expf(l->forward[0][to] + l->backward[0][to] - all)
                                 : expf(l->forward[i - 1][from] + t->transition[from][to] +
                                        l->unary[i][to] + l->backward[i][to] - all);
                adagrad(&t->transition[from][to], &t->transition_g[from][to],
                        0.1F * ((float)(before == from && gold[i] == to) - p));
            }
    }
}

static void learn_sentence(struct trainer *t, const struct ner_text *x, const struct sentence *s,
                           const uint8_t *gold)
{
    struct arena *a = &t->scratch;
    struct lattice l = {.n = s->end - s->first};
    l.features = arena_new(a, struct weights **, l.n);
    l.counts = arena_new(a, size_t, l.n);
    l.unary = (float(*)[NER_TAGS])arena_alloc_array(a, l.n, sizeof *l.unary);
    l.forward = (float(*)[NER_TAGS])arena_alloc_array(a, l.n, sizeof *l.unary);
    l.backward = (float(*)[NER_TAGS])arena_alloc_array(a, l.n, sizeof *l.unary);
    gather(t, x, s, &l);
    forward_backward(t, &l);
    update(t, &l, gold);
}

// A number of [0, 1) that is the same for all places of a word in this reading of the text.
static double word_uniform(uint64_t salt, uint32_t word)
{
    return (double)(hash_mix(word ^ salt) >> 11) / (double)(UINT64_C(1) << 53);
}

// The background and the clusters come from the corpus that is trained on, so that there no word is
// unknown.  Elsewhere many are, and most of those are no names: here some words are made unknown.
static void forget_words(struct trainer *t, struct ner_text *x)
{
    size_t n = x->d->tokens.n;
    const struct ner_type **types = arena_new(&t->scratch, const struct ner_type *, n + 1);
    uint64_t salt = hash_mix(t->seed);
    for (size_t i = 0; i < n; i++) {
        types[i] = x->types[i];
        if (x->d->tokens.v[i].kind != TOKEN_WORD ||
            word_uniform(salt, types[i]->word.base) >= (double)FORGET)
            continue;
        struct ner_type *copy = arena_new(&t->scratch, struct ner_type, 1);
        *copy = *x->types[i];
        ner_word_forget(&copy->word);
        types[i] = copy;
    }
    x->types = types;
}

static void learn(struct trainer *t, const struct sample *x)
{
    struct sample other;
    if (uniform(t) < (double)REPLACE) {
        other = replaced(t, x);
        x = &other;
    }
    struct doc d = doc_of_text(&t->scratch, t->cache, x->text);
    struct ner_text n = ner_text_of(&t->scratch, NULL, &d);
    const uint8_t *gold = gold_tags(&t->scratch, x, &d);
    forget_words(t, &n);
    for (size_t s = 0; s < d.sentence_count; s++)
        learn_sentence(t, &n, &d.sentences[s], gold + d.sentences[s].first);
    arena_reset(&t->scratch);
}

static void begin_training(struct trainer *t)
{
    memset(t->slots, 0, SLOTS * sizeof *t->slots);
    memset(t->transition_g, 0, sizeof t->transition_g);
    t->used = 0;
    for (int from = 0; from <= NER_TAGS; from++)
        for (int to = 0; to < NER_TAGS; to++)
            t->transition[from][to] = ner_may_follow(from, to) ? 0 : -1e6F;
}

static void train_run(struct trainer *t, const struct sample *const *v, size_t n, int epochs)
{
    const struct sample **order = arena_new(&t->keep, const struct sample *, n);
    memcpy(order, v, n * sizeof *order);
    for (int epoch = 0; epoch < epochs; epoch++) {
        for (size_t i = n; i > 1; i--) {
            size_t k = choose(t, i);
            const struct sample *swap = order[i - 1];
            order[i - 1] = order[k];
            order[k] = swap;
        }
        for (size_t i = 0; i < n; i++)
            learn(t, order[i]);
        fprintf(stderr, "epoch %d of %d: %zu features\n", epoch + 1, epochs, t->used);
    }
}

// --- the mean of several runs: what one run learns by chance, the others do not ---

static void add_run(struct trainer *t)
{
    for (size_t i = 0; i < SLOTS; i++) {
        const struct weights *w = &t->slots[i];
        if (!w->key || w->count < 2)
            continue;
        size_t at = w->key % SLOTS;
        while (t->sums[at].key && t->sums[at].key != w->key)
            at = (at + 1) % SLOTS;
        t->sums[at].key = w->key;
        for (int tag = 0; tag < NER_TAGS; tag++)
            t->sums[at].w[tag] += w->w[tag];
    }
    for (int from = 0; from <= NER_TAGS; from++)
        for (int to = 0; to < NER_TAGS; to++)
            t->transition_sum[from][to] += t->transition[from][to];
    t->runs++;
}

static void forget_runs(struct trainer *t)
{
    memset(t->sums, 0, SLOTS * sizeof *t->sums);
    memset(t->transition_sum, 0, sizeof t->transition_sum);
    t->runs = 0;
}

// --- the model file ---

// What a feature says is the difference to "no name".
static float weight_of(const struct sums *w, int tag)
{
    return w->w[tag] - w->w[NER_OUT];
}

static int by_weight(const void *a, const void *b)
{
    const struct sums *const *x = a, *const *y = b;
    float u = 0, v = 0;
    for (int i = 0; i < NER_TAGS; i++) {
        u += fabsf((*x)->w[i]);
        v += fabsf((*y)->w[i]);
    }
    return (u < v) - (u > v);
}

// Puts a feature into its bucket; a full one has the heavier ones already.
static bool put_row(struct ner_bucket *buckets, const struct sums *w, float scale)
{
    struct ner_bucket *b = &buckets[ner_bucket_of(w->key, MODEL_BUCKETS)];
    for (size_t row = 0; row < NER_BUCKET_ROWS; row++) {
        if (b->check[row])
            continue;
        b->check[row] = ner_check(w->key);
        for (int tag = 1; tag < NER_TAGS; tag++) {
            float v = fmaxf(-127, fminf(127, roundf(weight_of(w, tag) / scale)));
            b->weights[row] |= (uint64_t)(uint8_t)(128 + (int)v) << 8 * (tag - 1);
        }
        return true;
    }
    return false;
}

static struct str model_bytes(struct trainer *t)
{
    VEC(const struct sums *) kept = {0};
    for (size_t i = 0; i < SLOTS; i++)
        if (t->sums[i].key)
            *vec_push(&t->keep, &kept) = &t->sums[i];
    qsort(kept.v, kept.n, sizeof *kept.v, by_weight);
    struct ner_model_head head = {.magic = "isnadner", .bucket_count = MODEL_BUCKETS};
    head.scale = WEIGHT_MAX / 127;
    for (int from = 0; from <= NER_TAGS; from++)
        for (int to = 0; to < NER_TAGS; to++)
            head.transition[from][to] = t->transition_sum[from][to] / (float)t->runs;
    struct ner_bucket *buckets = arena_new(&t->keep, struct ner_bucket, MODEL_BUCKETS);
    size_t n = 0;
    for (size_t i = 0; i < kept.n; i++)
        n += put_row(buckets, kept.v[i], head.scale * (float)t->runs);
    char begin[NER_HEAD] = {0};
    memcpy(begin, &head, sizeof head);
    struct buf out = {0};
    buf_add(&out, (struct str){begin, sizeof begin});
    buf_add(&out, (struct str){(const char *)buckets, MODEL_BUCKETS * sizeof *buckets});
    struct str bytes = arena_str(&t->keep, buf_str(&out));
    buf_release(&out);
    fprintf(stderr, "%zu of %zu features kept\n", n, kept.n);
    return bytes;
}

// --- figures ---

struct tally {
    size_t hit[4], gold[4], out[4];
};

static void count_spans(const uint8_t *tags, const uint8_t *others, size_t n, size_t *all,
                        size_t *both)
{
    for (size_t i = 0; i < n; i++) {
        if (!tags[i] || NER_IS_INSIDE(tags[i]))
            continue;
        size_t end = i + 1;
        while (end < n && NER_IS_INSIDE(tags[end]))
            end++;
        all[NER_TYPE(tags[i])]++;
        bool same = true;
        for (size_t k = i; k < end; k++)
            same &= others[k] == tags[k];
        same &= end == n || !NER_IS_INSIDE(others[end]);
        both[NER_TYPE(tags[i])] += same;
    }
}

static void measure(struct trainer *t, struct ner_cache *cache, const struct sample *x,
                    struct tally *tally)
{
    struct doc d = doc_of_text(&t->scratch, t->cache, x->text);
    struct ner_text n = ner_text_of(&t->scratch, cache, &d);
    const uint8_t *gold = gold_tags(&t->scratch, x, &d);
    const uint8_t *out = ner_tag(&t->scratch, cache, &n);
    size_t again[4] = {0};
    count_spans(gold, out, d.tokens.n, tally->gold, tally->hit);
    count_spans(out, gold, d.tokens.n, tally->out, again);
    arena_reset(&t->scratch);
}

static double f1(double hit, double gold, double out)
{
    return 200 * hit / (gold + out + 1e-9);
}

static void print_tally(const char *name, const struct tally *t)
{
    static const char *const types[] = {"PERS", "LOC", "ORG", "MISC"};
    double hit = 0, gold = 0, out = 0;
    printf("%s", name);
    for (int i = 0; i < 4; i++) {
        printf("  %s %.1f", types[i], f1((double)t->hit[i], (double)t->gold[i], (double)t->out[i]));
        if (i == ENTITY_OTHER)
            break;
        hit += (double)t->hit[i];
        gold += (double)t->gold[i];
        out += (double)t->out[i];
    }
    printf("  PERS+LOC+ORG F1 %.2f P %.1f R %.1f (%.0f)\n", f1(hit, gold, out),
           100 * hit / (out + 1e-9), 100 * hit / (gold + 1e-9), gold);
}

static void test_file(struct trainer *t, const struct ner_model *m, const char *corpus,
                      const char *path, size_t per_text)
{
    struct samples s = {.a = &t->keep};
    bool ok = str_ends(str_from_cstr(path), S(".jsonl")) ? read_offsets(&s, corpus, path)
                                                         : read_columns(&s, path, per_text);
    if (!ok) {
        fprintf(stderr, "train-ner: cannot read %s\n", path);
        exit(1);
    }
    struct tally tally = {0};
    struct ner_cache *cache = ner_cache_new(m);
    for (size_t i = 0; i < s.v.n; i++)
        measure(t, cache, &s.v.v[i], &tally);
    ner_cache_free(cache);
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    print_tally(arena_printf(&t->keep, "%s by %zu", name, per_text).p, &tally);
}

static struct ner_model model_now(struct trainer *t)
{
    struct ner_model m;
    if (!ner_model_view(model_bytes(t), &m))
        abort();
    return m;
}

// Folds of neighbouring sentences, so that an article is not on both sides of a fold; one run each.
static int folds(struct trainer *t, const char *path)
{
    struct samples s = {.a = &t->keep};
    if (!read_columns(&s, path, 1))
        return 1;
    const struct sample **part = arena_new(&t->keep, const struct sample *, s.v.n);
    struct tally tally = {0};
    for (size_t fold = 0; fold < FOLDS; fold++) {
        size_t n = 0;
        for (size_t i = 0; i < s.v.n; i++)
            if (i * FOLDS / s.v.n != fold)
                part[n++] = &s.v.v[i];
        forget_runs(t);
        begin_training(t);
        train_run(t, part, n, EPOCHS);
        add_run(t);
        struct ner_model m = model_now(t);
        struct ner_cache *cache = ner_cache_new(&m);
        for (size_t i = 0; i < s.v.n; i++)
            if (i * FOLDS / s.v.n == fold)
                measure(t, cache, &s.v.v[i], &tally);
        ner_cache_free(cache);
        print_tally("folds so far", &tally);
    }
    return 0;
}

// --- the rest of the corpus, tagged by the model of the annotated part ---

static void add_tagged(struct trainer *t, struct samples *out, struct ner_cache *cache,
                       struct str text)
{
    struct doc d = doc_of_text(&t->scratch, t->cache, text);
    struct ner_text n = ner_text_of(&t->scratch, cache, &d);
    const uint8_t *tags = ner_tag(&t->scratch, cache, &n);
    struct sample *x = vec_push(out->a, &out->v);
    x->text = text;
    for (size_t i = 0; i < d.tokens.n; i++) {
        if (tags[i] == NER_OUT || NER_IS_INSIDE(tags[i]))
            continue;
        struct mention *mention = vec_push(out->a, &x->mentions);
        mention->type = NER_TYPE(tags[i]);
        mention->at.start = d.tokens.v[i].start;
        while (i + 1 < d.tokens.n && NER_IS_INSIDE(tags[i + 1]))
            i++;
        mention->at.end = d.tokens.v[i].end;
    }
    arena_reset(&t->scratch);
}

// `known`: ids that are annotated, of the test part too.
static void tag_rest(struct trainer *t, struct samples *out, const char *corpus,
                     const struct map *known, const struct ner_model *m)
{
    struct line_reader r;
    struct str line;
    if (lines_open(&r, corpus, NULL))
        exit(1);
    struct ner_cache *cache = ner_cache_new(m);
    while (lines_next(&r, &line)) {
        json_t *article = json_line(line, NULL);
        if (article && map_get(known, json_get_str(article, "id")) == MAP_NONE) {
            struct str title = arena_str(out->a, json_get_str(article, "title"));
            struct str text = arena_str(out->a, json_get_str(article, "text"));
            add_tagged(t, out, cache, utf8_repair(out->a, title));
            add_tagged(t, out, cache, utf8_repair(out->a, text));
        }
        json_decref(article);
    }
    ner_cache_free(cache);
    lines_close(&r);
}

static bool read_ids(struct trainer *t, struct map *ids, const char *path)
{
    struct line_reader r;
    struct str line;
    if (lines_open(&r, path, NULL))
        return false;
    while (lines_next(&r, &line)) {
        json_t *row = json_line(line, NULL);
        *map_at(ids, arena_str(&t->keep, json_get_str(row, "id")), 1) = 1;
        json_decref(row);
    }
    lines_close(&r);
    return true;
}

// Trains anew on the annotated samples and on the rest of the corpus as the last model tagged it.
// Once: a second round gains nothing.
static void train_on_rest(struct trainer *t, const struct sample *const *gold, size_t n,
                          const char *corpus, const struct map *known)
{
    struct ner_model m = model_now(t);
    struct samples rest = {.a = &t->keep};
    size_t k = 0;
    tag_rest(t, &rest, corpus, known, &m);
    const struct sample **both =
        arena_new(&t->keep, const struct sample *, n *GOLD_TIMES + rest.v.n);
    for (; k < n * GOLD_TIMES; k++)
        both[k] = gold[k % n];
    for (size_t i = 0; i < rest.v.n; i++)
        both[k++] = &rest.v.v[i];
    forget_runs(t);
    for (int run = 0; run < RUNS; run++) {
        begin_training(t);
        train_run(t, both, k, EPOCHS_REST);
        train_run(t, gold, n, 1);
        add_run(t);
    }
}

static void train_shipped(struct trainer *t, const struct samples *gold,
                          const struct samples *essays, const char *corpus, const struct map *known)
{
    size_t n = 0;
    const struct sample **all =
        arena_new(&t->keep, const struct sample *, gold->v.n + ESSAY_TIMES * essays->v.n);
    for (size_t i = 0; i < gold->v.n; i++)
        all[n++] = &gold->v.v[i];
    for (size_t i = 0; i < ESSAY_TIMES * essays->v.n; i++)
        all[n++] = &essays->v.v[i % essays->v.n];
    for (int run = 0; run < RUNS; run++) {
        begin_training(t);
        train_run(t, all, n, EPOCHS);
        add_run(t);
    }
    train_on_rest(t, all, n, corpus, known);
}

static int run_train(struct trainer *t, int argc, char **argv)
{
    struct samples s = {.a = &t->keep}, essays = {.a = &t->keep};
    struct map known;
    map_init(&known, &t->keep, 0);
    if (!read_essays(&essays) || !read_offsets(&s, argv[2], argv[3]) ||
        !read_ids(t, &known, argv[3]) || !read_ids(t, &known, argv[4]))
        return 1;
    train_shipped(t, &s, &essays, argv[2], &known);
    struct str bytes = model_bytes(t);
    struct ner_model m;
    FILE *f = fopen(argv[5], "wb");
    if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) || !ner_model_view(bytes, &m))
        return 1;
    test_file(t, &m, argv[2], argv[4], 1);
    for (int i = 6; i < argc; i++)
        test_file(t, &m, argv[2], argv[i], 1);
    return 0;
}

static int run_test(struct trainer *t, int argc, char **argv)
{
    struct str bytes;
    struct ner_model m;
    if (file_read(&t->keep, argv[2], 16 * MIB, &bytes, NULL) || !ner_model_view(bytes, &m))
        return 1;
    for (int i = 3; i < argc; i++)
        test_file(t, &m, NULL, argv[i], 1);
    return 0;
}

int main(int argc, char **argv)
{
    struct trainer t = {.cache = token_cache_new(),
                        .slots = calloc(SLOTS, sizeof *t.slots),
                        .sums = calloc(SLOTS, sizeof *t.sums)};
    int status = 2;
    if (t.slots && t.sums && argc > 2) {
        read_names(&t.keep, &t.names);
        if (strcmp(argv[1], "folds") == 0)
            status = folds(&t, argv[2]);
        else if (strcmp(argv[1], "test") == 0)
            status = run_test(&t, argc, argv);
        else if (strcmp(argv[1], "train") == 0 && argc > 5)
            status = run_train(&t, argc, argv);
    }
    token_cache_free(t.cache);
    arena_release(&t.scratch);
    arena_release(&t.keep);
    free(t.slots);
    free(t.sums);
    return status;
}
