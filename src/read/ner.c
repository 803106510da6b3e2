// ner: see ner.h.
//
// Two passes.  The first gives for each word the probability of each tag (forward and backward over
// the sentence).  A word that stands several times in the text gets, in the second, a share of what
// its other places say: "ويلسون" behind "السيناتور جو" is a person, and then so is the one that
// only "قال" stands before.  The second pass is Viterbi.
#include "read/ner.h"

#include <string.h>

#include "base/hash.h"
#include "read/ner_cache.h"

// What the other places of a word count.  Chosen on cleananercorp-train and ant-test.
static const float OTHERS = 0.6F;
// The least probability that a tag is left beside the best one of its word.
enum { SCORE_RANGE = 60 };

extern const char ner_model_bytes[], ner_model_end[];

const struct ner_model *ner_model_shipped(void)
{
    static _Thread_local struct ner_model model;
    if (!model.buckets &&
        !ner_model_view((struct str){ner_model_bytes, (size_t)(ner_model_end - ner_model_bytes)},
                        &model))
        return NULL;
    return &model;
}

bool ner_model_view(struct str bytes, struct ner_model *out)
{
    struct ner_model_head head;
    _Static_assert(sizeof head <= NER_HEAD, "the head has room");
    if (bytes.n < NER_HEAD)
        return false;
    memcpy(&head, bytes.p, sizeof head);
    if (memcmp(head.magic, "isnadner", 8) != 0 || head.bucket_count == 0 ||
        bytes.n != NER_HEAD + head.bucket_count * sizeof(struct ner_bucket))
        return false;
    out->buckets = (const struct ner_bucket *)(const void *)(bytes.p + NER_HEAD);
    out->bucket_count = head.bucket_count;
    out->scale = head.scale;
    memcpy(out->transition, head.transition, sizeof head.transition);
    return true;
}

bool ner_may_follow(int from, int to)
{
    if (!NER_IS_INSIDE(to))
        return true;
    return from != NER_TAGS && from != NER_OUT && NER_TYPE(from) == NER_TYPE(to);
}

// --- the chain ---

// A word is taken for no name, whatever stands around it, from this share of "no name" on.
static const float CERTAIN = 1 - 1e-6F;

// The scores of one word as factors that sum to 1.
static void factors(const struct ner_tables *tables, const int32_t scores[NER_TAGS - 1],
                    float out[NER_LANES])
{
    int32_t top = 0, most = (int32_t)(SCORE_RANGE / tables->model->scale);
    if (most >= NER_EXP_STEPS * NER_EXP_STEPS)
        most = NER_EXP_STEPS * NER_EXP_STEPS - 1;
    for (int k = 0; k < NER_TAGS - 1; k++)
        top = scores[k] > top ? scores[k] : top;
    for (int tag = 0; tag < NER_TAGS; tag++) {
        int32_t below = top - (tag ? scores[tag - 1] : 0);
        below = below < most ? below : most;
        out[tag] = tables->high[below / NER_EXP_STEPS] * tables->low[below % NER_EXP_STEPS];
    }
}

static void scale_to_one(float v[NER_LANES])
{
    float sum = 0;
    for (int tag = 0; tag < NER_TAGS; tag++)
        sum += v[tag];
    if (!(sum > 1e-30F)) {
        memset(v, 0, NER_LANES * sizeof *v);
        v[NER_OUT] = sum = 1;
    }
    float share = 1 / sum;
    for (int k = 0; k < NER_LANES; k++)
        v[k] *= share;
}

// to = from * matrix
static void step(const float from[NER_LANES], const float (*matrix)[NER_LANES], float to[NER_LANES])
{
    float sum[NER_LANES];
    if (from[NER_OUT] > CERTAIN) {
        memcpy(to, matrix[NER_OUT], sizeof sum);
        return;
    }
    memset(sum, 0, sizeof sum);
    for (int f = 0; f < NER_TAGS; f++)
        for (int k = 0; k < NER_LANES; k++)
            sum[k] += from[f] * matrix[f][k];
    memcpy(to, sum, sizeof sum);
}

static void times(float v[NER_LANES], const float by[NER_LANES])
{
    for (int k = 0; k < NER_LANES; k++)
        v[k] *= by[k];
}

// Probabilities of the tags of n words, into `out`: forward and backward, each word scaled to one.
static void marginals(struct arena *a, const struct ner_tables *t,
                      const int32_t (*scores)[NER_TAGS - 1], size_t n, float (*out)[NER_LANES])
{
    float(*factor)[NER_LANES] = (float(*)[NER_LANES])arena_alloc_array(a, n, sizeof *factor);
    float back[NER_LANES];
    for (size_t i = 0; i < n; i++) {
        factors(t, scores[i], factor[i]);
        if (i)
            step(out[i - 1], t->factor, out[i]);
        else
            memcpy(out[0], t->factor[NER_TAGS], sizeof out[0]);
        times(out[i], factor[i]);
        scale_to_one(out[i]);
    }
    for (int k = 0; k < NER_LANES; k++)
        back[k] = 1;
    for (size_t i = n; i-- > 0;) {
        times(out[i], back);
        scale_to_one(out[i]);
        times(factor[i], back);
        scale_to_one(factor[i]);
        step(factor[i], t->factor_back, back);
    }
}

// The best tag before each tag of a word, and how good the way is up to it.  An inside tag follows
// only the two of its type; every other one follows all, most often "no name", and where that leads
// by more than any move can make up for, no other is looked at.
static void step_best(const struct ner_tables *t, float score[NER_LANES], uint8_t from_of[NER_TAGS])
{
    float next[NER_LANES] = {0}, second = score[1];
    for (int tag = 2; tag < NER_TAGS; tag++)
        second = score[tag] > second ? score[tag] : second;
    int froms = score[NER_OUT] - second > t->lead ? 1 : NER_TAGS;
    for (int to = 0; to < NER_TAGS; to++) {
        bool inside = NER_IS_INSIDE(to);
        int best = inside ? to - 1 : NER_OUT, end = inside ? to + 1 : froms;
        float top = score[best] + t->move[best][to];
        for (int from = best + 1; from < end; from++) {
            float s = score[from] + t->move[from][to];
            best = s > top ? from : best;
            top = s > top ? s : top;
        }
        next[to] = top;
        from_of[to] = (uint8_t)best;
    }
    memcpy(score, next, sizeof next);
}

static void viterbi(struct arena *a, const struct ner_tables *t, float (*unary)[NER_LANES],
                    size_t n, uint8_t *tags)
{
    uint8_t(*from_of)[NER_TAGS] = (uint8_t(*)[NER_TAGS])arena_alloc_array(a, n, NER_TAGS);
    float score[NER_LANES];
    memcpy(score, t->move[NER_TAGS], sizeof score);
    for (size_t i = 0; i < n; i++) {
        if (i)
            step_best(t, score, from_of[i]);
        for (int k = 0; k < NER_LANES; k++)
            score[k] += unary[i][k];
    }
    int best = 0;
    for (int tag = 1; tag < NER_TAGS; tag++)
        best = score[tag] > score[best] ? tag : best;
    for (size_t i = n; i-- > 0;) {
        tags[i] = (uint8_t)best;
        best = from_of[i][best];
    }
}

// --- other places of a word ---

// Natural logarithm of x > 0 to within 0.0002: exponent, and a polynomial of the mantissa.
static float log_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    float exponent = (float)(int32_t)(bits >> 23) - 127, m;
    bits = (bits & 0x007FFFFF) | 0x3F800000;
    memcpy(&m, &bits, sizeof m);
    float p = -0.056570851F;
    p = p * m + 0.44717955F;
    p = p * m - 1.4699568F;
    p = p * m + 2.8212026F;
    p = p * m - 1.7417939F;
    return exponent * 0.69314718F + p;
}

// What all places of one word say together.
struct places {
    uint32_t word, count; // hash of the word; places, 0: an empty slot
    float sum[NER_LANES];
};

static struct places *places_of(struct places *all, size_t mask, uint32_t word)
{
    size_t at = hash_mix(word) & mask;
    while (all[at].count && all[at].word != word)
        at = (at + 1) & mask;
    all[at].word = word;
    return &all[at];
}

// Adds what the other places of a word say.
static void share(const struct places *p, const float own[NER_LANES], float out[NER_LANES])
{
    const float least = 0.02F;
    float by = 1 / (float)(p->count - 1), none = (p->sum[NER_OUT] - own[NER_OUT]) * by;
    if (none > 0.9999F) { // nearly always
        out[NER_OUT] += OTHERS * (log_of(1 + least) - log_of(least));
        return;
    }
    for (int tag = 0; tag < NER_TAGS; tag++) {
        float others = (p->sum[tag] - own[tag]) * by;
        out[tag] += OTHERS * log_of((others > 0 ? others : 0) + least);
    }
}

// Scores of all tags as logarithms, with what the other places of a repeated word say.
static float (*shared_scores(struct arena *a, const struct ner_model *m, const struct ner_text *t,
                             const int32_t (*scores)[NER_TAGS - 1],
                             float (*probability)[NER_LANES]))[NER_LANES]
{
    size_t n = t->d->tokens.n, slots = 16;
    while (slots < 2 * n)
        slots *= 2;
    struct places *all = arena_new(a, struct places, slots), **of;
    of = arena_new(a, struct places *, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (t->d->tokens.v[i].kind != TOKEN_WORD)
            continue;
        of[i] = places_of(all, slots - 1, t->types[i]->word.base);
        of[i]->count++;
        for (int k = 0; k < NER_LANES; k++)
            of[i]->sum[k] += probability[i][k];
    }
    float(*out)[NER_LANES] = (float(*)[NER_LANES])arena_alloc_array(a, n + 1, sizeof *out);
    for (size_t i = 0; i < n; i++) {
        for (int k = 0; k < NER_TAGS - 1; k++)
            out[i][k + 1] = (float)scores[i][k] * m->scale;
        if (of[i] && of[i]->count > 1)
            share(of[i], probability[i], out[i]);
    }
    return out;
}

// --- repairs ---

static bool is_mark(const struct doc *d, size_t i)
{
    return d->tokens.v[i].kind == TOKEN_MARK;
}

// Marks at the ends of a name do not belong to it.
static void trim(const struct doc *d, uint8_t *tags)
{
    for (size_t i = 0, end; i < d->tokens.n; i = end) {
        end = i + 1;
        if (tags[i] == NER_OUT)
            continue;
        while (end < d->tokens.n && NER_IS_INSIDE(tags[end]))
            end++;
        size_t first = i, last = end;
        enum entity_type type = NER_TYPE(tags[i]);
        while (last > first && is_mark(d, last - 1))
            tags[--last] = NER_OUT;
        while (first < last && is_mark(d, first))
            tags[first++] = NER_OUT;
        if (first < last)
            tags[first] = (uint8_t)NER_BEGIN(type);
    }
}

static const uint32_t person_lists =
    GAZETTEER_BIT(GAZETTEER_GIVEN) | GAZETTEER_BIT(GAZETTEER_FAMILY) |
    GAZETTEER_BIT(GAZETTEER_FOREIGN_GIVEN) | GAZETTEER_BIT(GAZETTEER_PERSON);

static bool is_person(uint8_t tag)
{
    return tag != NER_OUT && NER_TYPE(tag) == ENTITY_PERSON;
}

// عبدالرحمن وعباس are two persons: a listed name behind و begins one.  Two names side by side are
// one.
static void split_and_join(const struct ner_text *t, uint8_t *tags)
{
    for (size_t i = 1; i < t->d->tokens.n; i++) {
        if (!is_person(tags[i]) || !is_person(tags[i - 1]) || !t->d->tokens.v[i].norm.n)
            continue;
        const struct gazetteer_word *w = &t->types[i]->listed;
        uint8_t form = t->types[i]->word.form;
        bool conjunction = w->conjunction >> form & 1, preposition = w->preposition >> form & 1;
        if (conjunction && (t->hits[i].begin & person_lists))
            tags[i] = (uint8_t)NER_BEGIN(ENTITY_PERSON);
        else if (!conjunction && !preposition && !t->d->tokens.v[i].line_start)
            tags[i] = (uint8_t)NER_INSIDE(ENTITY_PERSON);
    }
}

static bool is_link(struct str norm)
{
    return str_eq(norm, S("بن")) || str_eq(norm, S("ابن")) || str_eq(norm, S("بنت")) ||
           str_eq(norm, S("ولد"));
}

// What بن stands between is one name.
static void link_patronymics(const struct ner_text *t, uint8_t *tags)
{
    const struct token *v = t->d->tokens.v;
    for (size_t i = 1; i + 1 < t->d->tokens.n; i++) {
        if (v[i].kind != TOKEN_WORD || !is_link(v[i].norm) || v[i + 1].kind != TOKEN_WORD)
            continue;
        bool left = is_person(tags[i - 1]), right = is_person(tags[i + 1]);
        if (!left && right && (t->hits[i - 1].single & GAZETTEER_BIT(GAZETTEER_GIVEN))) {
            tags[i - 1] = (uint8_t)NER_BEGIN(ENTITY_PERSON);
            left = true;
        }
        if (!left || !(right || (t->hits[i + 1].single & person_lists)))
            continue;
        tags[i] = tags[i + 1] = (uint8_t)NER_INSIDE(ENTITY_PERSON);
        // What the second half of a name of another type leaves behind.
        for (size_t k = i + 2; k < t->d->tokens.n && NER_IS_INSIDE(tags[k]) && !is_person(tags[k]);
             k++)
            tags[k] = NER_OUT;
    }
}

uint8_t *ner_tag(struct arena *a, const struct ner_cache *c, const struct ner_text *t)
{
    const struct ner_tables *tables = ner_cache_tables(c);
    size_t n = t->d->tokens.n;
    uint8_t *tags = arena_new(a, uint8_t, n + 1);
    const int32_t(*scores)[NER_TAGS - 1] = ner_scores(a, c, t);
    float(*probability)[NER_LANES] =
        (float(*)[NER_LANES])arena_alloc_array(a, n + 1, sizeof *probability);
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        size_t first = t->d->sentences[s].first, end = t->d->sentences[s].end;
        marginals(a, tables, scores + first, end - first, probability + first);
    }
    float(*unary)[NER_LANES] = shared_scores(a, tables->model, t, scores, probability);
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        size_t first = t->d->sentences[s].first, end = t->d->sentences[s].end;
        if (end > first)
            viterbi(a, tables, unary + first, end - first, tags + first);
    }
    trim(t->d, tags);
    link_patronymics(t, tags);
    split_and_join(t, tags);
    return tags;
}
