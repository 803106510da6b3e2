// claims_relate: see claims.h; the rules, then the model.
#include <math.h>

#include "gen/claims_table.h"
#include "read/claims_int.h"

// Set by hand, looking at headline pairs (claims/ans): what is shared before a turned meaning
// counts as the same event.
static const double SAME_EVENT = 0.55, SAME_TOPIC = 0.3, RULE_SCORE = 0.9;

// A sentence is short; what is longer is looked at from its start.
static size_t tokens_looked_at(const struct doc *d)
{
    return d->tokens.n < 2 * CLAIM_WORDS_MAX ? d->tokens.n : 2 * CLAIM_WORDS_MAX;
}

// "شركة المدار" against "شركة المسار": one kind of body with two names.
static bool is_other_body(const struct doc *da, const struct doc *db)
{
    static const struct str kinds[] = {S_INIT("شركه"),
                                       S_INIT("مصرف"),
                                       S_INIT("بنك"),
                                       S_INIT("حزب"),
                                       S_INIT("نادي"),
                                       S_INIT("جامعه"),
                                       {0}};
    for (size_t i = 0; i + 1 < tokens_looked_at(da); i++)
        for (const struct str *kind = kinds; kind->n; kind++) {
            if (!str_eq(da->tokens.v[i].norm, *kind))
                continue;
            for (size_t k = 0; k + 1 < tokens_looked_at(db); k++)
                if (str_eq(db->tokens.v[k].norm, *kind))
                    return !str_eq(da->tokens.v[i + 1].norm, db->tokens.v[k + 1].norm);
        }
    return false;
}

// "من س إلى ص" against "من ص إلى س": the word behind إلى in one stands before it in the other.
static bool is_swapped(const struct doc *da, const struct doc *db)
{
    const struct str to = S("الي");
    for (size_t i = 1; i + 2 < tokens_looked_at(da); i++)
        for (size_t k = 1; str_eq(da->tokens.v[i].norm, to) && k + 2 < tokens_looked_at(db); k++) {
            const struct token *x = da->tokens.v, *y = db->tokens.v;
            if (str_eq(y[k].norm, to) && str_eq(x[i - 1].stem, y[k + 2].stem) &&
                str_eq(x[i + 2].stem, y[k - 1].stem) && !str_eq(x[i - 1].stem, x[i + 2].stem))
                return true;
        }
    return false;
}

bool claim_rule(const struct claim_pair *p, const struct doc *da, const struct doc *db,
                enum relation *out)
{
    double least = p->in_a > p->in_b ? p->in_a : p->in_b;
    if (p->measure_other && !p->number_same && !p->number_other && p->a.number_count == 1 &&
        p->b.number_count == 1 && least >= SAME_TOPIC) {
        *out = RELATION_OTHER;
        return true;
    }
    if (p->a.n < 3 || p->b.n < 3 || least < SAME_EVENT)
        return false;
    if (is_other_body(da, db) || is_swapped(da, db)) {
        *out = RELATION_OTHER;
        return true;
    }
    int negations = p->a.negations + p->b.negations;
    bool loose = p->a.loose + p->b.loose > 0;
    if (negations == 1 && p->crossed == 1 && !loose && p->jaccard >= SAME_EVENT) {
        *out = RELATION_AGREE;
        return true;
    }
    if (negations == 1 && p->crossed == 0 && !loose && p->jaccard >= SAME_EVENT) {
        *out = RELATION_DISAGREE;
        return true;
    }
    if (negations == 0 && p->crossed > 0 && p->jaccard >= SAME_EVENT) {
        *out = RELATION_DISAGREE;
        return true;
    }
    if (p->number_other && !p->number_same && p->jaccard >= SAME_EVENT) {
        *out = RELATION_DISAGREE;
        return true;
    }
    return false;
}

static enum relation model_relation(const struct claim_pair *p, double *score)
{
    uint16_t features[CLAIM_FEATURES_MAX];
    size_t n = claim_features(p, features);
    double sum[CLAIM_LABELS] = {0}, total = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < CLAIM_LABELS; k++)
            sum[k] += (double)claim_weights[features[i]][k] * (double)claim_scale;
    size_t best = 0;
    for (size_t k = 1; k < CLAIM_LABELS; k++)
        best = sum[k] > sum[best] ? k : best;
    for (size_t k = 0; k < CLAIM_LABELS; k++)
        total += exp(sum[k] - sum[best]);
    *score = 1 / total;
    return (enum relation)best;
}

struct claim_relation claims_relate(struct arena *a, const struct doc *da, const struct doc *db)
{
    struct claim_pair *p = claim_pair_of(a, da, db);
    struct claim_relation r = {.score = RULE_SCORE};
    r.by_rule = claim_rule(p, da, db, &r.relation);
    if (!r.by_rule)
        r.relation = model_relation(p, &r.score);
    return r;
}

struct str relation_name(enum relation relation)
{
    // Order: enum relation.
    static const struct str names[] = {S_INIT("agree"), S_INIT("disagree"), S_INIT("other")};
    return names[relation];
}
