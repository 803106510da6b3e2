// ner_features: see ner_features.h.
//
// Arabic writes no capitals, so a name shows by what stands before it (titles, class nouns), by its
// letters (transliterated names have letter sequences that Arabic words lack: Abdul-Hamid and
// Darwish 2010, leading and trailing n-grams), by taking no article, and by being listed.
#include "read/ner_features.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "gen/cluster_table.h"
#include "read/ner_cache.h"
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

// The form of a word whose name the lists do not know: without و ف ب ل ك, where what remains is the
// more common word.
static size_t usual_form(const struct name_forms *f)
{
    size_t form = 0;
    uint32_t best = 4 * background_word_df(f->v[0]) + 2;
    for (size_t i = 1; i < f->n; i++) {
        uint32_t df = background_word_df(f->v[i]);
        if (df > best) {
            best = df;
            form = i;
        }
    }
    return form;
}

static size_t form_of(const struct name_forms *f, const struct gazetteer_word *listed)
{
    for (size_t k = 0; k < listed->n; k++)
        if (listed->found[k] & ~GAZETTEER_MORE)
            return k;
    return usual_form(f);
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

// Three letters at a time inside a word, and where ا و ي stand in it: Arabic words have the
// patterns of their roots, transliterated names others.
static void insides(struct ner_word *w, struct str base)
{
    enum { PATTERN_LETTERS = 12 };
    size_t starts[NER_INNER + 4], at = 0, len, count = 0;
    for (; at < base.n; at += len, count++) {
        uint32_t c = utf8_decode(str_drop(base, at), &len);
        uint32_t weak = c == 0x627 ? 1 : c == 0x648 ? 2 : c == 0x64A ? 3 : 0;
        if (count < PATTERN_LETTERS)
            w->pattern = w->pattern * 4 + weak;
        if (count < COUNT_OF(starts))
            starts[count] = at;
    }
    w->pattern = w->pattern * 16 + (uint32_t)(count > PATTERN_LETTERS ? PATTERN_LETTERS : count);
    for (size_t i = 1; i + 3 < count && i + 3 < COUNT_OF(starts); i++)
        w->inner[i - 1] = hash32(str_sub(base, starts[i], starts[i + 3]));
}

// What a name hardly ever has: pronouns behind it, the form of a verb, the class of a small word.
static uint32_t clitics_key(const struct token *t, const struct name_forms *f, size_t form)
{
    const struct clitics *c = &t->clitics;
    uint32_t verb = c->verb > 30 ? 3 : c->verb > 0 ? 2 : c->verb < 0 ? 1 : 0;
    return (uint32_t)f->conjunction[form] | (uint32_t)f->preposition[form] << 1 |
           (uint32_t)(c->pronoun > 0) << 2 | (uint32_t)(c->future > 0) << 3 | verb << 4 |
           (uint32_t)(c->classes & CLASS_FUNCTION) << 6 | (uint32_t)(c->conjunction > 0) << 7 |
           (uint32_t)(c->preposition > 0) << 8 |
           (uint32_t)((c->classes & CLASS_COMMON_VERB) != 0) << 9 |
           (uint32_t)((c->classes & CLASS_WEAK) != 0) << 10;
}

static void set_rarity(struct arena *a, struct ner_word *w, struct str base, bool article)
{
    uint32_t with_article = 0, df = background_word_df(base);
    if (!article)
        with_article = background_word_df(arena_printf(a, "ال%.*s", STR_ARGS(base)));
    w->rarity = df_level(df) + 8 * df_level(with_article) + 64 * article +
                128 * (uint32_t)(with_article > df);
}

static void set_cluster(struct ner_word *w, struct str norm, struct str base)
{
    uint16_t cluster = ner_cluster(norm);
    if (!cluster)
        cluster = ner_cluster(base);
    if (!cluster)
        return;
    w->fine = (uint16_t)(1 + (cluster - 1) % CLUSTER_FINE);
    w->coarse = (uint16_t)(1 + (cluster - 1) / CLUSTER_FINE);
}

static void describe_word(struct arena *a, struct str raw, const struct token *t, size_t form,
                          struct ner_type *out)
{
    struct ner_word *w = &out->word;
    struct name_forms f = name_forms_of(a, t->norm);
    out->listed = gazetteer_word_of(a, t->norm);
    if (form >= f.n)
        form = form_of(&f, &out->listed);
    struct str base = f.v[form];
    bool article = str_starts(base, S("ال"));
    size_t letters = utf8_count(base), len;
    w->norm = hash32(t->norm);
    w->base = hash32(base);
    w->stem = hash32(t->stem);
    w->form = (uint8_t)form;
    affixes(w, base);
    insides(w, base);
    uint32_t head = utf8_decode(raw, &len);
    w->first_letter = head;
    w->last_letter = utf8_before(raw, raw.n, &len);
    w->letters = head * 31 + w->last_letter;
    w->clitics = clitics_key(t, &f, form);
    w->shape = (uint32_t)t->kind + 4u * t->arabic + 8u * article + 16u * (uint32_t)form +
               64u * (uint32_t)(letters > 9 ? 9 : letters);
    set_rarity(a, w, base, article);
    set_cluster(w, t->norm, base);
}

void ner_describe(struct arena *a, const struct doc *d, size_t token, size_t form,
                  struct ner_type *out)
{
    const struct token *t = &d->tokens.v[token];
    struct str raw = token_text(d->text, t);
    *out = (struct ner_type){0};
    if (t->kind == TOKEN_WORD && t->norm.n) {
        describe_word(a, raw, t, form, out);
        return;
    }
    struct ner_word *w = &out->word;
    w->norm = w->base = w->stem = t->kind == TOKEN_NUMBER ? 7 : hash32(raw);
    w->shape = (uint32_t)t->kind;
}

void ner_word_forget(struct ner_word *w)
{
    w->rarity = w->shape & 8 ? 64 : 0;
    w->fine = w->coarse = 0;
    w->forgotten = true;
}

// Countries and towns that play a match are organisations.
static const uint8_t *find_sport(struct arena *a, const struct doc *d,
                                 const struct gazetteer_hit *hits)
{
    uint8_t *sport = arena_new(a, uint8_t, d->tokens.n + 1);
    for (size_t s = 0; s < d->sentence_count; s++) {
        size_t first = d->sentences[s].first, end = d->sentences[s].end, n = 0;
        for (size_t i = first; i < end; i++)
            n += (hits[i].single & GAZETTEER_BIT(GAZETTEER_PLAYER)) != 0;
        for (size_t i = first; i < end; i++)
            sport[i] = n > 2 ? 2 : n > 0 ? 1 : 0;
    }
    return sport;
}

struct ner_text ner_text_of(struct arena *a, struct ner_cache *cache, const struct doc *d)
{
    size_t n = d->tokens.n;
    const struct ner_type **types = arena_new(a, const struct ner_type *, n + 1);
    const struct gazetteer_word **words = arena_new(a, const struct gazetteer_word *, n + 1);
    ner_cache_begin(cache);
    for (size_t i = 0; i < n; i++) {
        types[i] = ner_type_of(a, cache, d, i, SIZE_MAX);
        if (d->tokens.v[i].kind == TOKEN_WORD && d->tokens.v[i].norm.n)
            words[i] = &types[i]->listed;
    }
    struct ner_text t = {.d = d, .hits = gazetteer_match(a, d, words), .types = types};
    for (size_t i = 0; i < n; i++)
        if (t.hits[i].words && t.hits[i].form != types[i]->word.form)
            types[i] = ner_type_of(a, cache, d, i, t.hits[i].form);
    t.sport = find_sport(a, d, t.hits);
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

static void put(struct ner_features *f, enum ner_group group, uint8_t template, uint32_t value)
{
    if (f->n == NER_FEATURES_MAX)
        return;
    f->group[f->n] = (uint8_t)group;
    f->template[f->n] = template;
    f->v[f->n++] = mix(template, value);
}

const struct ner_type ner_edge = {
    .word = {.norm = 1, .base = 1, .stem = 1, .shape = 3}
};
static const struct gazetteer_hit no_hit;

// --- of one word ---

static void put_middle(struct ner_features *f, const struct ner_word *w)
{
    uint32_t article = w->shape & 8;
    put(f, NER_LEXICAL, 1, w->norm);
    put(f, NER_LEXICAL, 2, w->base);
    put(f, NER_LEXICAL, 3, w->stem);
    for (uint8_t i = 0; i < 4; i++) {
        put(f, NER_AFFIX, (uint8_t)(20 + i), w->prefix[i]);
        put(f, NER_AFFIX, (uint8_t)(24 + i), w->suffix[i]);
    }
    put(f, NER_AFFIX, 32, pair(w->prefix[1], w->suffix[1]));
    put(f, NER_AFFIX, 33, w->letters);
    for (size_t i = 0; i < NER_INNER && w->inner[i]; i++)
        put(f, NER_AFFIX, 34, w->inner[i]);
    put(f, NER_AFFIX, 35, w->pattern);
    put(f, NER_AFFIX, 36, pair(w->pattern, w->rarity));
    put(f, NER_SHAPE, 80, w->shape);
    put(f, NER_SHAPE, 83, w->rarity);
    put(f, NER_SHAPE, 86, pair(w->rarity, w->shape));
    put(f, NER_SHAPE, 87, pair(w->rarity, w->suffix[1]));
    put(f, NER_SHAPE, 89, w->clitics);
    put(f, NER_SHAPE, 94, w->clitics & 3);
    put(f, NER_SHAPE, 96, pair(w->rarity, w->clitics));
    put(f, NER_SHAPE, 97, pair(article, w->suffix[1]));
    put(f, NER_SHAPE, 98, pair(article, w->suffix[0]));
    put(f, NER_SHAPE, 99, w->last_letter);
    put(f, NER_SHAPE, 100, w->first_letter);
    put(f, NER_SHAPE, 101, pair(w->first_letter, w->clitics & 3));
    put(f, NER_SHAPE, 0, 0);
}

// `side` 0: the word before, 1: the word behind.
static void put_neighbour(struct ner_features *f, const struct ner_word *w, uint8_t side)
{
    put(f, NER_CONTEXT, (uint8_t)(6 + side), w->norm);
    put(f, NER_CONTEXT, (uint8_t)(10 + side), w->base);
    put(f, NER_CONTEXT, (uint8_t)(12 + side), w->stem);
    put(f, NER_AFFIX, (uint8_t)(28 + side), w->suffix[1]);
    put(f, NER_AFFIX, (uint8_t)(30 + side), w->prefix[1]);
    if (side)
        put(f, NER_SHAPE, 95, w->clitics & 3);
}

void ner_word_features(const struct ner_word *w, size_t place, struct ner_features *out)
{
    put(out, NER_CLUSTER, (uint8_t)(40 + place), w->fine);
    put(out, NER_CLUSTER, (uint8_t)(45 + place), w->coarse);
    if (place == NER_MIDDLE)
        put_middle(out, w);
    else if (place == NER_MIDDLE - 1 || place == NER_MIDDLE + 1)
        put_neighbour(out, w, place > NER_MIDDLE);
    else
        put(out, NER_CONTEXT, place > NER_MIDDLE ? 9 : 8, w->norm);
}

// --- of the lists, and of neighbours together ---

struct ner_window ner_window_at(const struct ner_text *t, const struct sentence *s, size_t at,
                                const struct ner_type *edge)
{
    struct ner_window x = {.sport = t->sport[at]};
    for (size_t i = 0; i < NER_WINDOW; i++) {
        bool in = at + i >= s->first + NER_MIDDLE && at + i < s->end + NER_MIDDLE;
        x.types[i] = in ? t->types[at + i - NER_MIDDLE] : edge;
        x.hits[i] = in ? &t->hits[at + i - NER_MIDDLE] : &no_hit;
    }
    return x;
}

uint32_t ner_list_feature(size_t set, uint32_t bit)
{
    return mix((uint32_t)(NER_LIST_FIRST + set), bit);
}

void ner_list_sets(const struct ner_window *x, uint32_t out[NER_LIST_SETS])
{
    const struct gazetteer_hit *const *g = x->hits;
    out[0] = g[2]->begin;
    out[1] = g[2]->inside;
    out[2] = g[2]->words > 1 ? g[2]->begin : 0;
    out[3] = g[1]->single | g[1]->inside;
    out[4] = g[3]->begin | g[3]->inside;
    out[5] = g[0]->single | g[0]->inside;
    out[6] = g[4]->single;
}

static void put_lists(struct ner_features *f, const struct ner_window *x)
{
    uint32_t sets[NER_LIST_SETS];
    ner_list_sets(x, sets);
    for (size_t k = 0; k < NER_LIST_SETS; k++)
        for (uint32_t bit = 0, left = sets[k]; left; bit++, left >>= 1)
            if (left & 1)
                put(f, NER_LISTS, (uint8_t)(NER_LIST_FIRST + k), bit);
}

static void pair_words(struct ner_features *f, const struct ner_window *x)
{
    const struct ner_word *w[NER_WINDOW];
    for (size_t i = 0; i < NER_WINDOW; i++)
        w[i] = &x->types[i]->word;
    put(f, NER_LEXICAL, 4, pair(w[1]->norm, w[2]->base));
    put(f, NER_LEXICAL, 5, pair(w[2]->base, w[3]->norm));
    put(f, NER_CONTEXT, 14, pair(w[0]->norm, w[1]->norm));
    put(f, NER_CONTEXT, 15, pair(w[3]->norm, w[4]->norm));
    put(f, NER_CONTEXT, 16, pair(w[1]->norm, w[3]->norm));
    put(f, NER_CLUSTER, 50, pair(w[1]->coarse, w[2]->coarse));
    put(f, NER_CLUSTER, 51, pair(w[2]->coarse, w[3]->coarse));
    put(f, NER_CLUSTER, 52, pair(w[1]->coarse, w[3]->coarse));
    put(f, NER_CLUSTER, 53, pair(pair(w[1]->coarse, w[2]->coarse), w[3]->coarse));
    put(f, NER_CLUSTER, 54, pair(w[1]->fine, w[2]->fine));
}

static void pair_lists(struct ner_features *f, const struct ner_window *x)
{
    const struct ner_word *before_word = &x->types[1]->word, *middle = &x->types[2]->word;
    const struct gazetteer_hit *const *g = x->hits;
    uint32_t here = pair(g[2]->begin, g[2]->inside), before = g[1]->single | g[1]->inside;
    uint32_t behind = g[3]->begin | g[3]->inside;
    put(f, NER_LISTS, 67, here);
    put(f, NER_LISTS, 68, pair(here, before));
    put(f, NER_LISTS, 69, pair(here, behind));
    put(f, NER_LISTS, 70, pair(pair(here, before), behind));
    put(f, NER_LISTS, 71, pair(before, middle->rarity));
    put(f, NER_LISTS, 72, pair(behind, middle->rarity));
    put(f, NER_LISTS, 73, pair(here, before_word->norm));
    put(f, NER_LISTS, 74, pair(here, middle->shape));
    put(f, NER_LISTS, 75, pair(here, middle->rarity));
    put(f, NER_LISTS, 76, pair(here, middle->coarse));
    put(f, NER_LISTS, 77, pair(here, x->sport));
    put(f, NER_LISTS, 78, pair(pair(here, x->sport), before_word->norm));
    put(f, NER_LISTS, 79, pair(before, middle->clitics));
    put(f, NER_SHAPE, 92, pair(middle->clitics & 3, pair(here, before)));
    put(f, NER_SHAPE, 93, pair(x->types[3]->word.clitics & 3, pair(here, behind)));
}

static void pair_shapes(struct ner_features *f, const struct ner_window *x)
{
    const struct ner_word *w[] = {NULL, &x->types[1]->word, &x->types[2]->word, &x->types[3]->word};
    put(f, NER_SHAPE, 81, pair(w[1]->shape & 63, w[2]->shape & 63));
    put(f, NER_SHAPE, 82, pair(w[2]->shape & 63, w[3]->shape & 63));
    put(f, NER_SHAPE, 84, pair(w[1]->rarity, w[2]->rarity));
    put(f, NER_SHAPE, 85, pair(w[2]->rarity, w[3]->rarity));
    put(f, NER_SHAPE, 88, pair(w[2]->rarity, w[1]->norm));
    put(f, NER_SHAPE, 90, pair(w[1]->clitics, w[2]->clitics));
    put(f, NER_SHAPE, 91, pair(w[2]->clitics, w[3]->clitics));
}

void ner_pair_features(const struct ner_window *x, struct ner_features *out)
{
    pair_words(out, x);
    pair_lists(out, x);
    pair_shapes(out, x);
}

void ner_features_of(const struct ner_window *x, struct ner_features *out)
{
    out->n = 0;
    for (size_t place = 0; place < NER_WINDOW; place++)
        ner_word_features(&x->types[place]->word, place, out);
    put_lists(out, x);
    ner_pair_features(x, out);
}

const char *ner_template_name(uint8_t template)
{
    // Order: by the first template of each row.
    static const struct {
        uint8_t first;
        const char *name;
    } rows[] = {
        {0,  "any word"                                        },
        {1,  "the word"                                        },
        {4,  "the word and the one before"                     },
        {5,  "the word and the one behind"                     },
        {6,  "words around"                                    },
        {20, "first letters"                                   },
        {24, "last letters"                                    },
        {28, "letters of words around"                         },
        {32, "first and last letters"                          },
        {34, "letters inside"                                  },
        {40, "words like it or around it"                      },
        {60, "on a list"                                       },
        {61, "inside a listed name"                            },
        {62, "begins a listed name"                            },
        {63, "lists: the word before"                          },
        {64, "lists: the word behind"                          },
        {65, "lists: words around"                             },
        {67, "lists together"                                  },
        {71, "lists and how rare the word is"                  },
        {73, "lists and the word before"                       },
        {74, "lists and the form of the word"                  },
        {77, "lists and sport"                                 },
        {79, "lists: before, and what is written onto the word"},
        {80, "form"                                            },
        {83, "how rare the word is"                            },
        {89, "what is written onto it"                         },
        {97, "article and ending"                              },
        {99, "last or first letter"                            },
    };
    size_t i = COUNT_OF(rows);
    while (i > 1 && rows[i - 1].first > template)
        i--;
    return rows[i - 1].name;
}
