// ner: see ner.h.
//
// Two passes.  The first gives for each word the probability of each tag (forward and backward over
// the sentence).  A word that stands several times in the text gets, in the second, a share of what
// its other places say: "ويلسون" behind "السيناتور جو" is a person, and then so is the one that
// only "قال" stands before.  The second pass is Viterbi.
#include "read/ner.h"

#include <math.h>
#include <string.h>

#include "base/map.h"

// What the other places of a word count.  Chosen on cleananercorp-train and ant-test.
static const float OTHERS = 0.6F;
static const float NEVER = -1e6F;

struct model_head {
    char magic[8];
    uint32_t row_count;
    float scale;
    float transition[NER_TAGS + 1][NER_TAGS];
};

extern const char ner_model_bytes[], ner_model_end[];

const struct ner_model *ner_model_shipped(void)
{
    static _Thread_local struct ner_model model;
    if (!model.rows &&
        !ner_model_view((struct str){ner_model_bytes, (size_t)(ner_model_end - ner_model_bytes)},
                        &model))
        return NULL;
    return &model;
}

bool ner_model_view(struct str bytes, struct ner_model *out)
{
    struct model_head head;
    if (bytes.n < sizeof head)
        return false;
    memcpy(&head, bytes.p, sizeof head);
    if (memcmp(head.magic, "isnadner", 8) != 0 || head.row_count == 0 ||
        bytes.n != sizeof head + head.row_count * sizeof(struct ner_row))
        return false;
    out->rows = (const struct ner_row *)(const void *)(bytes.p + sizeof head);
    out->row_count = head.row_count;
    out->scale = head.scale;
    memcpy(out->transition, head.transition, sizeof head.transition);
    return true;
}

uint32_t ner_row_home(uint32_t feature, uint32_t row_count)
{
    return (uint32_t)(((uint64_t)feature * row_count) >> 32);
}

bool ner_may_follow(int from, int to)
{
    if (!NER_IS_INSIDE(to))
        return true;
    return from != NER_TAGS && from != NER_OUT && NER_TYPE(from) == NER_TYPE(to);
}

static const struct ner_row *row_find(const struct ner_model *m, uint32_t feature)
{
    uint32_t at = ner_row_home(feature, m->row_count);
    while (m->rows[at].used) {
        if (m->rows[at].check == (uint16_t)feature)
            return &m->rows[at];
        if (++at == m->row_count)
            at = 0;
    }
    return NULL;
}

// Scores of the tags of each token, NER_TAGS a token.
static float *unary_scores(struct arena *a, const struct ner_model *m, const struct ner_text *t)
{
    float *out = arena_new(a, float, (t->d->tokens.n + 1) * NER_TAGS);
    struct ner_features f;
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        const struct sentence *sentence = &t->d->sentences[s];
        for (size_t i = sentence->first; i < sentence->end; i++) {
            int32_t sum[NER_TAGS] = {0};
            ner_features_of(t, sentence->first, sentence->end, i, &f);
            for (size_t k = 0; k < f.n; k++) {
                const struct ner_row *row = row_find(m, f.v[k]);
                for (int tag = 0; row && tag < NER_TAGS; tag++)
                    sum[tag] += row->weight[tag];
            }
            for (int tag = 0; tag < NER_TAGS; tag++)
                out[i * NER_TAGS + (size_t)tag] = (float)sum[tag] * m->scale;
        }
    }
    return out;
}

static float log_sum(const float v[NER_TAGS])
{
    float top = v[0], sum = 0;
    for (int i = 1; i < NER_TAGS; i++)
        top = v[i] > top ? v[i] : top;
    for (int i = 0; i < NER_TAGS; i++)
        sum += expf(v[i] - top);
    return top + logf(sum);
}

// Probabilities of the tags of n tokens whose scores are `unary`, into `out`.
static void marginals(struct arena *a, const struct ner_model *m, const float *unary, size_t n,
                      float *out)
{
    float(*forward)[NER_TAGS] = (float(*)[NER_TAGS])arena_alloc_array(a, n, sizeof *forward);
    float back[NER_TAGS] = {0};
    for (size_t i = 0; i < n; i++) {
        for (int to = 0; to < NER_TAGS; to++) {
            float v[NER_TAGS];
            for (int from = 0; from < NER_TAGS; from++)
                v[from] = i == 0 ? NEVER : forward[i - 1][from] + m->transition[from][to];
            if (i == 0)
                v[0] = m->transition[NER_TAGS][to];
            forward[i][to] = log_sum(v) + unary[i * NER_TAGS + (size_t)to];
        }
    }
    for (size_t i = n; i-- > 0;) {
        float v[NER_TAGS], next[NER_TAGS];
        for (int tag = 0; tag < NER_TAGS; tag++)
            v[tag] = forward[i][tag] + back[tag];
        float all = log_sum(v);
        for (int tag = 0; tag < NER_TAGS; tag++)
            out[i * NER_TAGS + (size_t)tag] = expf(v[tag] - all);
        for (int from = 0; from < NER_TAGS; from++) {
            for (int to = 0; to < NER_TAGS; to++)
                v[to] = m->transition[from][to] + unary[i * NER_TAGS + (size_t)to] + back[to];
            next[from] = log_sum(v);
        }
        memcpy(back, next, sizeof back);
    }
}

static void viterbi(struct arena *a, const struct ner_model *m, const float *unary, size_t n,
                    uint8_t *tags)
{
    uint8_t(*from_of)[NER_TAGS] = (uint8_t(*)[NER_TAGS])arena_alloc_array(a, n, NER_TAGS);
    float score[NER_TAGS] = {0};
    for (size_t i = 0; i < n; i++) {
        float next[NER_TAGS];
        for (int to = 0; to < NER_TAGS; to++) {
            int best = i == 0 ? NER_TAGS : 0;
            float top = (i == 0 ? 0 : score[0]) + m->transition[best][to];
            for (int from = 1; i > 0 && from < NER_TAGS; from++) {
                float s = score[from] + m->transition[from][to];
                if (s > top) {
                    top = s;
                    best = from;
                }
            }
            from_of[i][to] = (uint8_t)best;
            next[to] = top + unary[i * NER_TAGS + (size_t)to];
        }
        memcpy(score, next, sizeof score);
    }
    int best = 0;
    for (int tag = 1; tag < NER_TAGS; tag++)
        best = score[tag] > score[best] ? tag : best;
    for (size_t i = n; i-- > 0;) {
        tags[i] = (uint8_t)best;
        best = from_of[i][best];
    }
}

// What all places of one word say together.
struct places {
    float sum[NER_TAGS];
    size_t count;
};

// Adds to the scores of each repeated word what its other places say.
static void share(struct arena *a, const struct ner_text *t, const float *probability, float *unary)
{
    struct map index;
    map_init(&index, a, 0);
    size_t n = t->d->tokens.n, count = 0;
    struct places *all = arena_new(a, struct places, n + 1);
    size_t *of = arena_new(a, size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (t->d->tokens.v[i].kind != TOKEN_WORD)
            continue;
        struct str key = {(const char *)&t->words[i].base, sizeof t->words[i].base};
        of[i] = *map_at(&index, key, count);
        count += of[i] == count;
        struct places *p = &all[of[i]];
        p->count++;
        for (int tag = 0; tag < NER_TAGS; tag++)
            p->sum[tag] += probability[i * NER_TAGS + (size_t)tag];
    }
    for (size_t i = 0; i < n; i++) {
        if (t->d->tokens.v[i].kind != TOKEN_WORD)
            continue;
        const struct places *p = &all[of[i]];
        for (int tag = 0; p->count > 1 && tag < NER_TAGS; tag++) {
            float own = probability[i * NER_TAGS + (size_t)tag];
            float others = (p->sum[tag] - own) / (float)(p->count - 1);
            unary[i * NER_TAGS + (size_t)tag] += OTHERS * logf(others + 0.02F);
        }
    }
}

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
static void split_and_join(struct arena *a, const struct ner_text *t, uint8_t *tags)
{
    for (size_t i = 1; i < t->d->tokens.n; i++) {
        if (!is_person(tags[i]) || !is_person(tags[i - 1]) || !t->d->tokens.v[i].norm.n)
            continue;
        struct name_forms f = name_forms_of(a, t->d->tokens.v[i].norm);
        size_t form = t->words[i].form;
        if (f.conjunction[form] && (t->hits[i].begin & person_lists))
            tags[i] = (uint8_t)NER_BEGIN(ENTITY_PERSON);
        else if (!f.conjunction[form] && !f.preposition[form] && !t->d->tokens.v[i].line_start)
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

uint8_t *ner_tag(struct arena *a, const struct ner_model *m, const struct ner_text *t)
{
    size_t n = t->d->tokens.n;
    uint8_t *tags = arena_new(a, uint8_t, n + 1);
    float *unary = unary_scores(a, m, t);
    float *probability = arena_new(a, float, (n + 1) * NER_TAGS);
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        size_t first = t->d->sentences[s].first, end = t->d->sentences[s].end;
        marginals(a, m, unary + first * NER_TAGS, end - first, probability + first * NER_TAGS);
    }
    share(a, t, probability, unary);
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        size_t first = t->d->sentences[s].first, end = t->d->sentences[s].end;
        viterbi(a, m, unary + first * NER_TAGS, end - first, tags + first);
    }
    trim(t->d, tags);
    link_patronymics(t, tags);
    split_and_join(a, t, tags);
    return tags;
}
