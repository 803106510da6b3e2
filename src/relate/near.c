// near: candidates from two inverted indexes, then exact comparison.
//
// Fingerprints lead to every earlier article that shares a run of 12 words; Jaccard and containment
// are then computed on the full sets of 5-grams, so no estimate can put a pair on the wrong side of
// a threshold.  Bands of MinHash signatures find the same pairs only from J = 0.7 on; they are what
// a store keeps (128 x 16 bits an article), not what a stream needs.
//
// Stories: candidates share heavy stems, the best is joined if the likeness is high enough and the
// dates are near.  One link is enough, so the score asked for is higher than for "same story" of a
// pair, and the first article of the story must be like the new one too: without that, a week of
// news on one war or one king is one chain.
//
// Two generations: the older is dropped whole when the younger is full.
#include "relate/near.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "relate/chains.h"
#include "relate/formula.h"

enum {
    CHAIN_MAX = 64,    // newest articles looked at behind one key: boilerplate has thousands
    KEY_TERMS = 12,    // heavy stems an article is found by
    STORY_CHECKS = 24, // candidates compared in full
    COPY_SHINGLES = 5, // fewer shared ones are chance or a formula
    STORY_DAYS = 7,
    STEM_ROW = 1 << 18,
    STEM_LEAST = 500, // articles before counts say anything
};

// story_link and story_core were chosen by reading the largest stories of saudinewsnet-12k: below,
// a week of one actor is one story.  No annotated stories are at hand.
static const double story_link = 0.5, story_core = 0.35, copy_share = 0.5, mention_share = 0.2;

struct item_term {
    uint32_t hash;
    float weight;
};

struct item_terms {
    struct item_term *v; // in order of hash
    uint32_t n;
};

// What the first article on an event said; lives as long as an article of the story does.
struct story {
    char *id;
    struct item_terms terms;
    size_t articles;
};

struct item {
    char *id;
    char *copy_of; // NULL: none
    struct story *story;
    uint32_t *shingles;
    uint32_t shingle_count;
    struct item_terms terms;
    int64_t published_at;
};

struct generation {
    struct item *items;
    uint32_t *place; // by item: where it stands among the candidates + 1; all 0 in between
    size_t count, cap;
    struct chains prints, terms;
};

struct near {
    struct generation young, old;
    struct formulas *formulas;
    uint32_t *stem_counts; // articles, by hash of the stem; the least of two rows
    size_t articles;       // counted
    size_t window;
};

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

// --- candidates ---------------------------------------------------------------------------------

struct candidate {
    struct generation *from;
    uint32_t item;
    double weight;
};

struct candidates {
    struct arena *a;
    struct candidate *v;
    size_t n, cap;
};

static void add_candidates(struct candidates *c, struct generation *g, const struct chains *x,
                           uint64_t key, double weight)
{
    const struct chain_link *link = chains_first(x, key);
    for (size_t i = 0; link && i < CHAIN_MAX; i++, link = chains_next(x, link)) {
        uint32_t *place = &g->place[link->item];
        if (!*place) {
            *vec_push(c->a, c) = (struct candidate){g, link->item, 0};
            *place = (uint32_t)c->n;
        }
        c->v[*place - 1].weight += weight;
    }
}

static void candidates_done(const struct candidates *c)
{
    for (size_t i = 0; i < c->n; i++)
        c->v[i].from->place[c->v[i].item] = 0;
}

static int heavier_first(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;
    if (a->weight < b->weight || a->weight > b->weight)
        return a->weight < b->weight ? 1 : -1;
    return a->item < b->item ? 1 : a->item > b->item ? -1 : 0;
}

// --- comparison ---------------------------------------------------------------------------------

struct shingles32 {
    uint32_t *v;
    size_t n;
};

static struct shingles32 telling_of(const struct near *n, struct arena *a, const struct topic *t)
{
    struct shingles32 out = {arena_new(a, uint32_t, t->shingles.n), 0};
    for (size_t i = 0; i < t->shingles.n; i++)
        if (!formulas_has(n->formulas, t->shingles.v[i]))
            out.v[out.n++] = (uint32_t)(t->shingles.v[i] >> 32);
    return out;
}

// `telling`: the new article's 5-grams without formulas.  Texts that are wholly alike are copies
// whatever they are made of.
static struct near_match compare_shingles(const struct item *old, const struct item *fresh,
                                          const struct shingles32 *telling, size_t *shared)
{
    size_t s = 0;
    for (size_t i = 0, k = 0; i < telling->n && k < old->shingle_count;) {
        uint32_t x = telling->v[i], y = old->shingles[k];
        s += x == y;
        i += x <= y;
        k += y <= x;
    }
    if (fresh->shingle_count == old->shingle_count &&
        memcmp(fresh->shingles, old->shingles, old->shingle_count * sizeof *old->shingles) == 0)
        s = old->shingle_count;
    *shared = s;
    double n = (double)fresh->shingle_count, m = (double)old->shingle_count, both = (double)s;
    return (struct near_match){.id = str_from_cstr(old->id),
                               .jaccard = both / (n + m - both),
                               .new_in_old = both / n,
                               .old_in_new = both / m};
}

static double compare_terms(const struct item_terms *x, const struct item_terms *y)
{
    double sum = 0;
    for (size_t i = 0, k = 0; i < x->n && k < y->n;) {
        uint32_t a = x->v[i].hash, b = y->v[k].hash;
        if (a == b)
            sum += (double)x->v[i].weight * (double)y->v[k].weight;
        i += a <= b;
        k += b <= a;
    }
    return sum;
}

static int more_alike_first(const void *x, const void *y)
{
    const struct near_match *a = x, *b = y;
    if (a->jaccard < b->jaccard || a->jaccard > b->jaccard)
        return a->jaccard < b->jaccard ? 1 : -1;
    return str_cmp(a->id, b->id);
}

struct best {
    const struct item *original, *relative; // relative: of the same story by the words
    double share, score;
};

static void find_copies(struct near *n, struct arena *a, const struct near_article *in,
                        const struct item *fresh, struct near_result *out, struct best *best)
{
    struct candidates c = {.a = a};
    struct shingles32 telling = telling_of(n, a, in->topic);
    for (size_t i = 0; i < in->prints.n; i++) {
        add_candidates(&c, &n->young, &n->young.prints, in->prints.v[i].hash, 1);
        add_candidates(&c, &n->old, &n->old.prints, in->prints.v[i].hash, 1);
    }
    candidates_done(&c);
    VEC(struct near_match) duplicates = {0}, copies = {0};
    for (size_t i = 0; i < c.n; i++) {
        const struct item *old = &c.v[i].from->items[c.v[i].item];
        size_t shared;
        struct near_match m = compare_shingles(old, fresh, &telling, &shared);
        bool enough = shared >= COPY_SHINGLES || m.jaccard >= 1;
        m.id = arena_str(a, m.id);
        if (m.jaccard >= copy_share)
            *vec_push(a, &duplicates) = m;
        else if (enough && (m.new_in_old >= mention_share || m.old_in_new >= mention_share))
            *vec_push(a, &copies) = m;
        double share = m.jaccard >= copy_share ? m.new_in_old + 1 : m.new_in_old;
        if (enough && share >= copy_share && share > best->share) {
            best->share = share;
            best->original = old;
        }
    }
    if (duplicates.n)
        qsort(duplicates.v, duplicates.n, sizeof *duplicates.v, more_alike_first);
    if (copies.n)
        qsort(copies.v, copies.n, sizeof *copies.v, more_alike_first);
    out->duplicates = duplicates.v;
    out->duplicate_count = duplicates.n;
    out->copies = copies.v;
    out->copy_count = copies.n;
}

static bool is_near_in_time(const struct item *x, const struct item *y)
{
    if (x->published_at == NEAR_NO_TIME || y->published_at == NEAR_NO_TIME)
        return true;
    int64_t gap = x->published_at - y->published_at;
    return gap < STORY_DAYS * 86400 && gap > -STORY_DAYS * 86400;
}

// Places in terms of the heaviest ones.
static size_t key_terms(const struct item *x, uint32_t keys[KEY_TERMS])
{
    size_t n = 0;
    for (size_t i = 0; i < x->terms.n; i++) {
        size_t at = n < KEY_TERMS ? n++ : n;
        while (at > 0 && x->terms.v[keys[at - 1]].weight < x->terms.v[i].weight) {
            if (at < KEY_TERMS)
                keys[at] = keys[at - 1];
            at--;
        }
        if (at < KEY_TERMS)
            keys[at] = (uint32_t)i;
    }
    return n;
}

static void find_relative(struct near *n, struct arena *a, const struct item *fresh,
                          struct best *best)
{
    struct candidates c = {.a = a};
    uint32_t keys[KEY_TERMS];
    size_t count = key_terms(fresh, keys);
    for (size_t i = 0; i < count; i++) {
        const struct item_term *t = &fresh->terms.v[keys[i]];
        add_candidates(&c, &n->young, &n->young.terms, t->hash, (double)t->weight);
        add_candidates(&c, &n->old, &n->old.terms, t->hash, (double)t->weight);
    }
    candidates_done(&c);
    if (c.n)
        qsort(c.v, c.n, sizeof *c.v, heavier_first);
    for (size_t i = 0; i < c.n && i < STORY_CHECKS; i++) {
        const struct item *old = &c.v[i].from->items[c.v[i].item];
        if (!is_near_in_time(fresh, old))
            continue;
        double score = compare_terms(&fresh->terms, &old->terms);
        if (score > best->score && score >= story_link &&
            compare_terms(&fresh->terms, &old->story->terms) >= story_core) {
            best->score = score;
            best->relative = old;
        }
    }
}

// --- counting stems -----------------------------------------------------------------------------

static uint32_t *stem_count(const struct near *n, uint64_t hash, size_t row)
{
    size_t at = row ? (hash >> 40) % STEM_ROW : hash % STEM_ROW;
    return &n->stem_counts[row * STEM_ROW + at];
}

static void count_stems(struct near *n, const struct topic *t)
{
    for (size_t i = 0; i < t->term_count; i++)
        for (size_t row = 0; row < 2; row++)
            ++*stem_count(n, t->terms[i].hash, row);
    n->articles++;
}

static double stem_share(void *context, struct str stem)
{
    const struct near *n = context;
    if (n->articles < STEM_LEAST)
        return 0;
    uint64_t hash = hash_str(stem);
    uint32_t x = *stem_count(n, hash, 0), y = *stem_count(n, hash, 1);
    return (double)(x < y ? x : y) / (double)n->articles;
}

struct rarity near_rarity(struct near *n)
{
    return (struct rarity){stem_share, n};
}

// Old news fades: half of all counts.
static void age_stems(struct near *n)
{
    for (size_t i = 0; i < 2 * STEM_ROW; i++)
        n->stem_counts[i] /= 2;
    n->articles /= 2;
}

// --- adding -------------------------------------------------------------------------------------

static void story_leave(struct story *s)
{
    if (--s->articles)
        return;
    free(s->id);
    free(s->terms.v);
    free(s);
}

static void item_release(struct item *x)
{
    free(x->id);
    free(x->copy_of);
    free(x->shingles);
    free(x->terms.v);
    story_leave(x->story);
}

static char *copy_of(struct str s)
{
    char *p = must(malloc(s.n + 1));
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return p;
}

static struct story *story_new(const struct item *first)
{
    struct story *s = must(calloc(1, sizeof *s));
    s->id = copy_of(str_from_cstr(first->id));
    s->terms.n = first->terms.n;
    s->terms.v = must(malloc((first->terms.n + 1) * sizeof *s->terms.v));
    memcpy(s->terms.v, first->terms.v, first->terms.n * sizeof *s->terms.v);
    return s;
}

// Hashes are cut to 32 bits: chance matches within one pair of articles are one in 50,000 pairs.
static struct item item_of(const struct near_article *in)
{
    const struct topic *t = in->topic;
    struct item x = {.id = copy_of(in->id),
                     .published_at = in->published_at,
                     .shingle_count = (uint32_t)t->shingles.n,
                     .terms.n = (uint32_t)t->term_count};
    x.shingles = must(malloc((t->shingles.n + 1) * sizeof *x.shingles));
    for (size_t i = 0; i < t->shingles.n; i++)
        x.shingles[i] = (uint32_t)(t->shingles.v[i] >> 32);
    // Sorted by 64 bits, so sorted by the upper 32 as well.
    x.terms.v = must(malloc((t->term_count + 1) * sizeof *x.terms.v));
    for (size_t i = 0; i < t->term_count; i++)
        x.terms.v[i] = (struct item_term){(uint32_t)(t->terms[i].hash >> 32), t->terms[i].weight};
    return x;
}

static void generation_release(struct generation *g)
{
    for (size_t i = 0; i < g->count; i++)
        item_release(&g->items[i]);
    free(g->items);
    free(g->place);
    chains_release(&g->prints);
    chains_release(&g->terms);
    *g = (struct generation){0};
}

static void keep(struct near *n, struct item x, const struct near_article *in)
{
    struct generation *g = &n->young;
    if (g->count >= n->window / 2) {
        generation_release(&n->old);
        formulas_age(n->formulas);
        age_stems(n);
        n->old = *g;
        *g = (struct generation){0};
    }
    if (g->count == g->cap) {
        g->cap = g->cap ? g->cap * 2 : 256;
        g->items = must(realloc(g->items, g->cap * sizeof *g->items));
        g->place = must(realloc(g->place, g->cap * sizeof *g->place));
        memset(g->place + g->count, 0, (g->cap - g->count) * sizeof *g->place);
    }
    size_t number = g->count++;
    g->items[number] = x;
    for (size_t i = 0; i < in->prints.n; i++)
        chains_add(&g->prints, in->prints.v[i].hash, number);
    uint32_t keys[KEY_TERMS];
    size_t count = key_terms(&x, keys);
    for (size_t i = 0; i < count; i++)
        chains_add(&g->terms, x.terms.v[keys[i]].hash, number);
}

struct near_result near_add(struct near *n, struct arena *a, const struct near_article *in)
{
    struct near_result out = {0};
    struct best best = {0};
    struct item fresh = item_of(in);
    formulas_count(n->formulas, in->topic->shingles, in->outlet);
    count_stems(n, in->topic);
    if (fresh.shingle_count)
        find_copies(n, a, in, &fresh, &out, &best);
    find_relative(n, a, &fresh, &best);
    const struct item *original = best.original;
    if (original && (original->published_at == NEAR_NO_TIME || fresh.published_at == NEAR_NO_TIME ||
                     original->published_at <= fresh.published_at)) {
        out.copy_of =
            arena_str(a, str_from_cstr(original->copy_of ? original->copy_of : original->id));
        fresh.copy_of = copy_of(out.copy_of);
    }
    fresh.story = original        ? original->story
                  : best.relative ? best.relative->story
                                  : story_new(&fresh);
    fresh.story->articles++;
    out.story = arena_str(a, str_from_cstr(fresh.story->id));
    keep(n, fresh, in);
    return out;
}

struct near *near_new(size_t window)
{
    struct near *n = must(calloc(1, sizeof *n));
    n->window = window < 2 ? 2 : window;
    n->formulas = formulas_new(n->window);
    n->stem_counts = must(calloc((size_t)2 * STEM_ROW, sizeof *n->stem_counts));
    return n;
}

void near_free(struct near *n)
{
    if (!n)
        return;
    generation_release(&n->young);
    generation_release(&n->old);
    formulas_free(n->formulas);
    free(n->stem_counts);
    free(n);
}
