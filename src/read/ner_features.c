// ner_features: see ner_features.h.
//
// Arabic writes no capitals, so a name shows by what stands before it (titles, class nouns), by its
// letters (transliterated names have letter sequences that Arabic words lack: Abdul-Hamid and
// Darwish 2010, leading and trailing n-grams), by taking no article, and by being listed.
#include "read/ner_features.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "gen/cluster_table.h"
#include "text/background.h"

enum { LETTER = 2 };

uint16_t ner_cluster(struct str folded)
{
    uint32_t key = (uint32_t)(hash_str(folded) >> 32);
    size_t first = 0, end = cluster_count;
    while (first < end) {
        size_t mid = first + (end - first) / 2;
        if (cluster_keys[mid] < key)
            first = mid + 1;
        else
            end = mid;
    }
    return first < cluster_count && cluster_keys[first] == key ? cluster_values[first] : 0;
}

static uint32_t hash32(struct str s)
{
    return (uint32_t)hash_str(s);
}

// 0, 1–2, 3–10, 11–100, more.
static uint32_t df_level(uint32_t df)
{
    return df == 0 ? 0 : df < 3 ? 1 : df < 11 ? 2 : df < 101 ? 3 : 4;
}

// The word without و ف ب ل ك, where what remains is the more common word or a listed one.
static struct str base_of(struct arena *a, struct str norm, const struct gazetteer_hit *hit,
                          uint32_t *form)
{
    struct name_forms f = name_forms_of(a, norm);
    *form = 0;
    if (hit->words) {
        *form = hit->form;
        return f.v[hit->form];
    }
    uint32_t best = 4 * background_word_df(norm) + 2;
    for (size_t i = 1; i < f.n; i++) {
        uint32_t df = background_word_df(f.v[i]);
        if (df > best) {
            best = df;
            *form = (uint32_t)i;
        }
    }
    return f.v[*form];
}

static void affixes(struct ner_word *w, struct str base)
{
    size_t at = 0, len;
    for (size_t i = 0; i < 4; i++) {
        if (at < base.n) {
            utf8_decode(str_drop(base, at), &len);
            at += len;
        }
        w->prefix[i] = hash32(str_take(base, at));
    }
    at = base.n;
    for (size_t i = 0; i < 4; i++) {
        if (at > 0) {
            utf8_before(base, at, &len);
            at -= len;
        }
        w->suffix[i] = hash32(str_drop(base, at));
    }
}

// What a name hardly ever has: pronouns behind it, the form of a verb, the class of a small word.
static uint32_t clitics_key(struct arena *a, const struct token *t, uint32_t form)
{
    const struct clitics *c = &t->clitics;
    struct name_forms f = name_forms_of(a, t->norm);
    uint32_t verb = c->verb > 30 ? 3 : c->verb > 0 ? 2 : c->verb < 0 ? 1 : 0;
    return (uint32_t)f.conjunction[form] | (uint32_t)f.preposition[form] << 1 |
           (uint32_t)(c->pronoun > 0) << 2 | (uint32_t)(c->future > 0) << 3 | verb << 4 |
           (uint32_t)(c->classes & CLASS_FUNCTION) << 6 | (uint32_t)(c->conjunction > 0) << 7 |
           (uint32_t)(c->preposition > 0) << 8 |
           (uint32_t)((c->classes & CLASS_COMMON_VERB) != 0) << 9 |
           (uint32_t)((c->classes & CLASS_WEAK) != 0) << 10;
}

static void describe_word(struct arena *a, const struct doc *d, size_t i,
                          const struct gazetteer_hit *hit, struct ner_word *w)
{
    const struct token *t = &d->tokens.v[i];
    struct str raw = token_text(d->text, t);
    uint32_t form;
    struct str base = base_of(a, t->norm, hit, &form);
    bool article = str_starts(base, S("ال"));
    size_t letters = utf8_count(base), len;
    w->norm = hash32(t->norm);
    w->base = hash32(base);
    w->stem = hash32(t->stem);
    w->form = (uint8_t)form;
    affixes(w, base);
    uint32_t head = utf8_decode(raw, &len);
    w->first_letter = head;
    w->last_letter = utf8_before(raw, raw.n, &len);
    w->letters = head * 31 + w->last_letter;
    w->clitics = clitics_key(a, t, form);
    w->shape = (uint32_t)(t->kind + 4u * t->arabic + 8u * article + 16u * form +
                          64u * (letters > 9 ? 9 : letters));
    uint32_t with_article = 0;
    if (!article)
        with_article = background_word_df(arena_printf(a, "ال%.*s", STR_ARGS(base)));
    uint32_t df = background_word_df(base);
    w->rarity = df_level(df) + 8 * df_level(with_article) + 64 * article +
                128 * (uint32_t)(with_article > df);
    uint16_t cluster = ner_cluster(t->norm);
    if (!cluster)
        cluster = ner_cluster(base);
    if (cluster) {
        w->fine = (uint16_t)(1 + (cluster - 1) % CLUSTER_FINE);
        w->coarse = (uint16_t)(1 + (cluster - 1) / CLUSTER_FINE);
    }
}

void ner_word_forget(struct ner_word *w)
{
    w->rarity = w->shape & 8 ? 64 : 0;
    w->fine = w->coarse = 0;
    w->forgotten = true;
}

// Countries and towns that play a match are organisations.
static void find_sport(const struct doc *d, const struct gazetteer_hit *hits,
                       struct ner_word *words)
{
    for (size_t s = 0; s < d->sentence_count; s++) {
        size_t first = d->sentences[s].first, end = d->sentences[s].end, n = 0;
        for (size_t i = first; i < end; i++)
            n += (hits[i].single & GAZETTEER_BIT(GAZETTEER_PLAYER)) != 0;
        for (size_t i = first; i < end; i++)
            words[i].sport = n > 2 ? 2 : n > 0 ? 1 : 0;
    }
}

struct ner_text ner_text_of(struct arena *a, const struct doc *d)
{
    struct ner_text t = {.d = d, .hits = gazetteer_match(a, d)};
    struct ner_word *words = arena_new(a, struct ner_word, d->tokens.n + 1);
    for (size_t i = 0; i < d->tokens.n; i++) {
        const struct token *token = &d->tokens.v[i];
        struct ner_word *w = &words[i];
        if (token->kind == TOKEN_WORD && token->norm.n) {
            describe_word(a, d, i, &t.hits[i], w);
            continue;
        }
        w->norm = w->base = w->stem =
            token->kind == TOKEN_NUMBER ? 7 : hash32(token_text(d->text, token));
        w->shape = (uint32_t)token->kind;
    }
    find_sport(d, t.hits, words);
    t.words = words;
    return t;
}

static uint32_t mix(uint32_t template, uint32_t value)
{
    uint64_t x = ((uint64_t) template << 32 | value) * UINT64_C(0x9E3779B97F4A7C15);
    x ^= x >> 29;
    x *= UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(x >> 32);
}

static uint32_t pair(uint32_t a, uint32_t b)
{
    return a * 0x85EBCA6Bu ^ (b + 0x9E3779B9u) * 0xC2B2AE35u;
}

static void put(struct ner_features *f, enum ner_group group, uint32_t template, uint32_t value)
{
    if (f->n == NER_FEATURES_MAX)
        return;
    f->group[f->n] = (uint8_t)group;
    f->v[f->n++] = mix(template, value);
}

static void put_bits(struct ner_features *f, uint32_t template, uint32_t bits)
{
    for (uint32_t i = 0; bits; i++, bits >>= 1)
        if (bits & 1)
            put(f, NER_LISTS, template, i);
}

static const struct ner_word edge = {.norm = 1, .base = 1, .stem = 1, .shape = 3};
static const struct gazetteer_hit no_hit;

// A window of two words on each side.
struct window {
    const struct ner_word *w[5];
    const struct gazetteer_hit *g[5];
};

static void put_words(struct ner_features *f, const struct window *x)
{
    const struct ner_word *const *w = x->w;
    put(f, NER_LEXICAL, 1, w[2]->norm);
    put(f, NER_LEXICAL, 2, w[2]->base);
    put(f, NER_LEXICAL, 3, w[2]->stem);
    put(f, NER_LEXICAL, 4, pair(w[1]->norm, w[2]->base));
    put(f, NER_LEXICAL, 5, pair(w[2]->base, w[3]->norm));
    put(f, NER_CONTEXT, 6, w[1]->norm);
    put(f, NER_CONTEXT, 7, w[3]->norm);
    put(f, NER_CONTEXT, 8, w[0]->norm);
    put(f, NER_CONTEXT, 9, w[4]->norm);
    put(f, NER_CONTEXT, 10, w[1]->base);
    put(f, NER_CONTEXT, 11, w[3]->base);
    put(f, NER_CONTEXT, 12, w[1]->stem);
    put(f, NER_CONTEXT, 13, w[3]->stem);
    put(f, NER_CONTEXT, 14, pair(w[0]->norm, w[1]->norm));
    put(f, NER_CONTEXT, 15, pair(w[3]->norm, w[4]->norm));
    put(f, NER_CONTEXT, 16, pair(w[1]->norm, w[3]->norm));
    for (uint32_t i = 0; i < 4; i++) {
        put(f, NER_AFFIX, 20 + i, w[2]->prefix[i]);
        put(f, NER_AFFIX, 24 + i, w[2]->suffix[i]);
    }
    put(f, NER_AFFIX, 28, w[1]->suffix[1]);
    put(f, NER_AFFIX, 29, w[3]->suffix[1]);
    put(f, NER_AFFIX, 30, w[1]->prefix[1]);
    put(f, NER_AFFIX, 31, w[3]->prefix[1]);
    put(f, NER_AFFIX, 32, pair(w[2]->prefix[1], w[2]->suffix[1]));
    put(f, NER_AFFIX, 33, w[2]->letters);
}

static void put_clusters(struct ner_features *f, const struct window *x)
{
    const struct ner_word *const *w = x->w;
    for (uint32_t i = 0; i < 5; i++) {
        put(f, NER_CLUSTER, 40 + i, w[i]->fine);
        put(f, NER_CLUSTER, 45 + i, w[i]->coarse);
    }
    put(f, NER_CLUSTER, 50, pair(w[1]->coarse, w[2]->coarse));
    put(f, NER_CLUSTER, 51, pair(w[2]->coarse, w[3]->coarse));
    put(f, NER_CLUSTER, 52, pair(w[1]->coarse, w[3]->coarse));
    put(f, NER_CLUSTER, 53, pair(pair(w[1]->coarse, w[2]->coarse), w[3]->coarse));
    put(f, NER_CLUSTER, 54, pair(w[1]->fine, w[2]->fine));
}

static void put_lists(struct ner_features *f, const struct window *x)
{
    const struct gazetteer_hit *const *g = x->g;
    put_bits(f, 60, g[2]->begin);
    put_bits(f, 61, g[2]->inside);
    put_bits(f, 62, g[2]->words > 1 ? g[2]->begin : 0);
    put_bits(f, 63, g[1]->single | g[1]->inside);
    put_bits(f, 64, g[3]->begin | g[3]->inside);
    put_bits(f, 65, g[0]->single | g[0]->inside);
    put_bits(f, 66, g[4]->single);
    uint32_t here = pair(g[2]->begin, g[2]->inside), before = g[1]->single | g[1]->inside;
    uint32_t behind = g[3]->begin | g[3]->inside;
    put(f, NER_LISTS, 67, here);
    put(f, NER_LISTS, 68, pair(here, before));
    put(f, NER_LISTS, 69, pair(here, behind));
    put(f, NER_LISTS, 70, pair(pair(here, before), behind));
    put(f, NER_LISTS, 71, pair(before, x->w[2]->rarity));
    put(f, NER_LISTS, 72, pair(behind, x->w[2]->rarity));
    put(f, NER_LISTS, 73, pair(here, x->w[1]->norm));
    put(f, NER_LISTS, 74, pair(here, x->w[2]->shape));
    put(f, NER_LISTS, 75, pair(here, x->w[2]->rarity));
    put(f, NER_LISTS, 76, pair(here, x->w[2]->coarse));
    put(f, NER_LISTS, 77, pair(here, x->w[2]->sport));
    put(f, NER_LISTS, 78, pair(pair(here, x->w[2]->sport), x->w[1]->norm));
    put(f, NER_LISTS, 79, pair(before, x->w[2]->clitics));
}

static void put_shapes(struct ner_features *f, const struct window *x)
{
    const struct ner_word *const *w = x->w;
    const struct gazetteer_hit *const *g = x->g;
    uint32_t here = pair(g[2]->begin, g[2]->inside), before = g[1]->single | g[1]->inside;
    uint32_t behind = g[3]->begin | g[3]->inside, article = w[2]->shape & 8;
    put(f, NER_SHAPE, 80, w[2]->shape);
    put(f, NER_SHAPE, 81, pair(w[1]->shape & 63, w[2]->shape & 63));
    put(f, NER_SHAPE, 82, pair(w[2]->shape & 63, w[3]->shape & 63));
    put(f, NER_SHAPE, 83, w[2]->rarity);
    put(f, NER_SHAPE, 84, pair(w[1]->rarity, w[2]->rarity));
    put(f, NER_SHAPE, 85, pair(w[2]->rarity, w[3]->rarity));
    put(f, NER_SHAPE, 86, pair(w[2]->rarity, w[2]->shape));
    put(f, NER_SHAPE, 87, pair(w[2]->rarity, w[2]->suffix[1]));
    put(f, NER_SHAPE, 88, pair(w[2]->rarity, w[1]->norm));
    put(f, NER_SHAPE, 89, w[2]->clitics);
    put(f, NER_SHAPE, 90, pair(w[1]->clitics, w[2]->clitics));
    put(f, NER_SHAPE, 91, pair(w[2]->clitics, w[3]->clitics));
    put(f, NER_SHAPE, 92, pair(w[2]->clitics & 3, pair(here, before)));
    put(f, NER_SHAPE, 93, pair(w[3]->clitics & 3, pair(here, behind)));
    put(f, NER_SHAPE, 94, w[2]->clitics & 3);
    put(f, NER_SHAPE, 95, w[3]->clitics & 3);
    put(f, NER_SHAPE, 96, pair(w[2]->rarity, w[2]->clitics));
    put(f, NER_SHAPE, 97, pair(article, w[2]->suffix[1]));
    put(f, NER_SHAPE, 98, pair(article, w[2]->suffix[0]));
    put(f, NER_SHAPE, 99, w[2]->last_letter);
    put(f, NER_SHAPE, 100, w[2]->first_letter);
    put(f, NER_SHAPE, 101, pair(w[2]->first_letter, w[2]->clitics & 3));
    put(f, NER_SHAPE, 0, 0);
}

void ner_features_of(const struct ner_text *t, size_t first, size_t end, size_t at,
                     struct ner_features *out)
{
    struct window x;
    for (size_t i = 0; i < 5; i++) {
        bool in = at + i >= first + 2 && at + i < end + 2;
        x.w[i] = in ? &t->words[at + i - 2] : &edge;
        x.g[i] = in ? &t->hits[at + i - 2] : &no_hit;
    }
    out->n = 0;
    put_words(out, &x);
    put_clusters(out, &x);
    put_lists(out, &x);
    put_shapes(out, &x);
}
