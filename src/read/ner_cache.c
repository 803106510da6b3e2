// ner_cache: see ner_cache.h.
//
// A row of the model is eight bytes, a weight for each tag but NER_OUT, whose weights are taken off
// the others: a chain only asks for differences.  Weights are stored as unsigned bytes around 128,
// so that the eight are added in two 64-bit additions of four 16-bit lanes each, and the surplus is
// taken off once at the end.  A feature can only be in one bucket of one cache line.
//
// The cache has sets of four slots.  A slot that serves the text at hand is never overwritten, so
// that pointers stay good without copies; where a set is full of such, the word is worked out in
// the arena.  Words are told apart by a 64-bit hash alone.
#include "read/ner_cache.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { SETS = 1 << 12, WAYS = 4, LIST_BITS = 32 };
_Static_assert((int)GAZETTEER_CLASS_COUNT <= (int)LIST_BITS, "each class has a weight of its own");

struct ner_cache {
    struct ner_tables tables;
    struct ner_type edge;
    uint64_t lists[NER_LIST_SETS][LIST_BITS]; // rows of the features of the lists
    uint32_t text;                            // number of the text at hand, from 1
    uint64_t keys[SETS][WAYS];                // 0: empty
    uint32_t used[SETS][WAYS];                // the last text that it served
    struct ner_type types[SETS][WAYS];
};

// --- sums of rows ---

static const uint64_t LANES = UINT64_C(0x00FF00FF00FF00FF), NOTHING = UINT64_C(0x8080808080808080);

struct sum {
    uint64_t even, odd; // four lanes each: tags 1, 3, 5, 7 and 2, 4, 6, 8
    uint32_t rows;
};

static void sum_add(struct sum *s, uint64_t row)
{
    s->even += row & LANES;
    s->odd += row >> 8 & LANES;
    s->rows++;
}

// Rows of a sum: at most 256, or a lane overflows into the next.
_Static_assert(NER_FEATURES_MAX * 255 < 1 << 16, "lanes are 16 bits");

static int32_t sum_of_tag(const struct sum *s, int tag)
{
    uint64_t lanes = tag & 1 ? s->even : s->odd;
    return (int32_t)(lanes >> 16 * ((tag - 1) / 2) & 0xFFFF) - 128 * (int32_t)s->rows;
}

// The place of the lowest 16-bit lane of x that is `check`, 4: none is.
static unsigned lane_of(uint64_t x, uint64_t check)
{
    const uint64_t ones = UINT64_C(0x0001000100010001);
    uint64_t differs = x ^ check * ones;
    uint64_t zero = (differs - ones) & ~differs & ones << 15;
    return zero ? (unsigned)__builtin_ctzll(zero) / 16 : 4;
}

static uint64_t row_find(const struct ner_model *m, uint32_t feature)
{
    const struct ner_bucket *b = &m->buckets[ner_bucket_of(feature, m->bucket_count)];
    uint64_t checks[2];
    memcpy(checks, b->check, sizeof checks);
    unsigned at = lane_of(checks[0], ner_check(feature));
    if (at == 4)
        at += lane_of(checks[1], ner_check(feature));
    return at < NER_BUCKET_ROWS ? b->weights[at] : NOTHING;
}

int ner_weight(const struct ner_model *m, uint32_t feature, int tag)
{
    return (int)(row_find(m, feature) >> 8 * (tag - 1) & 0xFF) - 128;
}

static void sum_add_all(struct sum *s, const struct ner_model *m, const struct ner_features *f)
{
    for (size_t i = 0; i < f->n; i++)
        sum_add(s, row_find(m, f->v[i]));
}

// --- words ---

static void score_type(const struct ner_model *m, struct ner_type *type)
{
    struct ner_features f;
    for (size_t place = 0; place < NER_WINDOW; place++) {
        struct sum s = {0};
        f.n = 0;
        ner_word_features(&type->word, place, &f);
        sum_add_all(&s, m, &f);
        for (int tag = 1; tag < NER_TAGS; tag++)
            type->scores[place][tag - 1] = (int16_t)sum_of_tag(&s, tag);
    }
}

static void fill_tables(struct ner_tables *t, const struct ner_model *m)
{
    t->model = m;
    for (int from = 0; from <= NER_TAGS; from++)
        for (int to = 0; to < NER_LANES; to++) {
            float move = to < NER_TAGS ? m->transition[from][to] : -1e6F;
            t->move[from][to] = move;
            t->factor[from][to] = expf(move);
            if (from < NER_TAGS && to < NER_TAGS)
                t->factor_back[to][from] = expf(move);
        }
    for (int from = 1; from < NER_TAGS; from++)
        for (int to = 0; to < NER_TAGS; to++)
            if (!NER_IS_INSIDE(to))
                t->lead = fmaxf(t->lead, m->transition[from][to] - m->transition[NER_OUT][to]);
    for (int i = 0; i < NER_EXP_STEPS; i++) {
        t->high[i] = expf(-m->scale * (float)(i * NER_EXP_STEPS));
        t->low[i] = expf(-m->scale * (float)i);
    }
}

struct ner_cache *ner_cache_new(const struct ner_model *m)
{
    struct ner_cache *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    m = m ? m : ner_model_shipped();
    fill_tables(&c->tables, m);
    c->edge = ner_edge;
    score_type(m, &c->edge);
    for (size_t set = 0; set < NER_LIST_SETS; set++)
        for (uint32_t bit = 0; bit < LIST_BITS; bit++)
            c->lists[set][bit] = row_find(m, ner_list_feature(set, bit));
    return c;
}

void ner_cache_free(struct ner_cache *c)
{
    free(c);
}

const struct ner_tables *ner_cache_tables(const struct ner_cache *c)
{
    return &c->tables;
}

void ner_cache_begin(struct ner_cache *c)
{
    if (!c)
        return;
    if (++c->text == 0) { // the numbers begin anew: forget all
        memset(c->keys, 0, sizeof c->keys);
        memset(c->used, 0, sizeof c->used);
        c->text = 1;
    }
}

// A slot of the set that does not serve the text at hand, the one longest unused; WAYS: none.
static size_t slot_to_fill(const struct ner_cache *c, size_t set)
{
    size_t best = WAYS;
    for (size_t way = 0; way < WAYS; way++)
        if (c->used[set][way] != c->text &&
            (best == WAYS || c->used[set][way] < c->used[set][best]))
            best = way;
    return best;
}

const struct ner_type *ner_type_of(struct arena *a, struct ner_cache *c, const struct doc *d,
                                   size_t token, size_t form)
{
    if (!c) {
        struct ner_type *type = arena_new(a, struct ner_type, 1);
        ner_describe(a, d, token, form, type);
        return type;
    }
    const struct token *t = &d->tokens.v[token];
    uint64_t key = hash_str_seed(token_text(d->text, t), form + 1);
    key = key ? key : 1;
    size_t set = key % SETS;
    for (size_t way = 0; way < WAYS; way++)
        if (c->keys[set][way] == key) {
            c->used[set][way] = c->text;
            return &c->types[set][way];
        }
    size_t way = slot_to_fill(c, set);
    struct ner_type *type = way < WAYS ? &c->types[set][way] : arena_new(a, struct ner_type, 1);
    ner_describe(a, d, token, form, type);
    score_type(c->tables.model, type);
    if (way < WAYS) {
        c->keys[set][way] = key;
        c->used[set][way] = c->text;
    }
    return type;
}

// --- a place in a text ---

static void score_token(const struct ner_cache *c, const struct ner_window *x,
                        int32_t out[NER_TAGS - 1])
{
    int16_t words[NER_TAGS - 1] = {0};
    for (size_t place = 0; place < NER_WINDOW; place++)
        for (int k = 0; k < NER_TAGS - 1; k++)
            words[k] = (int16_t)(words[k] + x->types[place]->scores[place][k]);
    struct sum sum = {0};
    uint32_t sets[NER_LIST_SETS];
    ner_list_sets(x, sets);
    for (size_t set = 0; set < NER_LIST_SETS; set++)
        for (uint32_t left = sets[set]; left; left &= left - 1)
            sum_add(&sum, c->lists[set][__builtin_ctz(left)]);
    struct ner_features f;
    f.n = 0;
    ner_pair_features(x, &f);
    sum_add_all(&sum, c->tables.model, &f);
    for (int tag = 1; tag < NER_TAGS; tag++)
        out[tag - 1] = words[tag - 1] + sum_of_tag(&sum, tag);
}

const int32_t (*ner_scores(struct arena *a, const struct ner_cache *c,
                           const struct ner_text *t))[NER_TAGS - 1]
{
    int32_t(*out)[NER_TAGS - 1] =
        (int32_t(*)[NER_TAGS - 1]) arena_alloc_array(a, t->d->tokens.n + 1, sizeof *out);
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        const struct sentence *sentence = &t->d->sentences[s];
        for (size_t i = sentence->first; i < sentence->end; i++) {
            struct ner_window x = ner_window_at(t, sentence, i, &c->edge);
            score_token(c, &x, out[i]);
        }
    }
    return (const int32_t(*)[NER_TAGS - 1]) out;
}
