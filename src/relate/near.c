// near: candidates from two inverted indexes, then exact comparison.
//
// Fingerprints lead to every earlier article that shares a run of 12 words; Jaccard and containment
// are then computed on the full sets of 5-grams, so no estimate can put a pair on the wrong side of
// a threshold.  Bands of MinHash signatures find the same pairs only from J = 0.7 on; they are what
// a store keeps (128 x 16 bits an article), not what a stream needs.
//
// Stories: candidates share heavy stems, the best is joined if the likeness is high enough and the
// dates are near.  One link is enough to join, so the score asked for is higher than for "same
// story" of a pair: chains would tie events together that only share an actor.
//
// Two generations: the older is dropped whole when the younger is full.
#include "relate/near.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "relate/formula.h"

enum {
    CHAIN_MAX = 64,    // newest articles looked at behind one key: boilerplate has thousands
    KEY_TERMS = 12,    // heavy stems an article is found by
    STORY_CHECKS = 24, // candidates compared in full
    COPY_SHINGLES = 5, // fewer shared ones are chance or a formula
    STORY_DAYS = 7,
};

// Chosen on bench/quality relate: pairs below .5 are other articles on the actor or the place.
static const double story_link = 0.5, copy_share = 0.5, mention_share = 0.2;

struct item {
    char *id, *story;
    char *copy_of; // NULL: none
    uint32_t *shingles;
    uint32_t shingle_count, term_count;
    struct item_term {
        uint32_t hash;
        float weight;
    } * terms;
    int64_t published_at;
};

struct link {
    uint32_t item, next; // next: place in `links` + 1, 0: end
};

// From a key to the items that have it, newest first.
struct index {
    uint64_t *keys; // 0: empty
    uint32_t *heads;
    size_t cap, count;
    struct link *links;
    size_t link_count, link_cap;
};

struct generation {
    struct item *items;
    size_t count, cap;
    struct index prints, terms;
};

struct near {
    struct generation young, old;
    struct formulas *formulas;
    size_t window;
};

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

// --- index --------------------------------------------------------------------------------------

static size_t index_slot(const struct index *x, uint64_t key)
{
    size_t at = hash_mix(key) & (x->cap - 1);
    while (x->keys[at] && x->keys[at] != key)
        at = (at + 1) & (x->cap - 1);
    return at;
}

static void index_grow(struct index *x)
{
    struct index old = *x;
    x->cap = old.cap ? old.cap * 2 : 1024;
    x->keys = must(calloc(x->cap, sizeof *x->keys));
    x->heads = must(calloc(x->cap, sizeof *x->heads));
    for (size_t i = 0; i < old.cap; i++) {
        if (!old.keys[i])
            continue;
        size_t at = index_slot(x, old.keys[i]);
        x->keys[at] = old.keys[i];
        x->heads[at] = old.heads[i];
    }
    free(old.keys);
    free(old.heads);
}

static void index_add(struct index *x, uint64_t key, size_t item)
{
    key |= key == 0;
    if (2 * (x->count + 1) > x->cap)
        index_grow(x);
    if (x->link_count == x->link_cap) {
        x->link_cap = x->link_cap ? x->link_cap * 2 : 4096;
        x->links = must(realloc(x->links, x->link_cap * sizeof *x->links));
    }
    size_t at = index_slot(x, key);
    x->count += x->keys[at] == 0;
    x->keys[at] = key;
    x->links[x->link_count++] = (struct link){(uint32_t)item, x->heads[at]};
    x->heads[at] = (uint32_t)x->link_count;
}

static void index_release(struct index *x)
{
    free(x->keys);
    free(x->heads);
    free(x->links);
    *x = (struct index){0};
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
    uint32_t *place[2]; // by generation and item: index in v + 1
};

static void add_candidates(struct candidates *c, struct generation *g, size_t which,
                           const struct index *x, uint64_t key, double weight)
{
    key |= key == 0;
    if (x->cap == 0)
        return;
    uint32_t next = x->heads[index_slot(x, key)];
    for (size_t i = 0; next && i < CHAIN_MAX; i++) {
        const struct link *link = &x->links[next - 1];
        uint32_t *place = &c->place[which][link->item];
        if (!*place) {
            *vec_push(c->a, c) = (struct candidate){g, link->item, 0};
            *place = (uint32_t)c->n;
        }
        c->v[*place - 1].weight += weight;
        next = link->next;
    }
}

static struct candidates candidates_new(struct near *n, struct arena *a)
{
    struct candidates c = {.a = a};
    c.place[0] = arena_new(a, uint32_t, n->young.count);
    c.place[1] = arena_new(a, uint32_t, n->old.count);
    return c;
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

static double compare_terms(const struct item *x, const struct item *y)
{
    double sum = 0;
    for (size_t i = 0, k = 0; i < x->term_count && k < y->term_count;) {
        uint32_t a = x->terms[i].hash, b = y->terms[k].hash;
        if (a == b)
            sum += (double)x->terms[i].weight * (double)y->terms[k].weight;
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
    struct candidates c = candidates_new(n, a);
    struct shingles32 telling = telling_of(n, a, in->topic);
    for (size_t i = 0; i < in->prints.n; i++) {
        add_candidates(&c, &n->young, 0, &n->young.prints, in->prints.v[i].hash, 1);
        add_candidates(&c, &n->old, 1, &n->old.prints, in->prints.v[i].hash, 1);
    }
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
    for (size_t i = 0; i < x->term_count; i++) {
        size_t at = n < KEY_TERMS ? n++ : n;
        while (at > 0 && x->terms[keys[at - 1]].weight < x->terms[i].weight) {
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
    struct candidates c = candidates_new(n, a);
    uint32_t keys[KEY_TERMS];
    size_t count = key_terms(fresh, keys);
    for (size_t i = 0; i < count; i++) {
        const struct item_term *t = &fresh->terms[keys[i]];
        add_candidates(&c, &n->young, 0, &n->young.terms, t->hash, (double)t->weight);
        add_candidates(&c, &n->old, 1, &n->old.terms, t->hash, (double)t->weight);
    }
    if (c.n)
        qsort(c.v, c.n, sizeof *c.v, heavier_first);
    for (size_t i = 0; i < c.n && i < STORY_CHECKS; i++) {
        const struct item *old = &c.v[i].from->items[c.v[i].item];
        double score = is_near_in_time(fresh, old) ? compare_terms(fresh, old) : 0;
        if (score > best->score) {
            best->score = score;
            best->relative = old;
        }
    }
}

// --- adding -------------------------------------------------------------------------------------

static void item_release(struct item *x)
{
    free(x->id);
    free(x->story);
    free(x->copy_of);
    free(x->shingles);
    free(x->terms);
}

static char *copy_of(struct str s)
{
    char *p = must(malloc(s.n + 1));
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return p;
}

// Hashes are cut to 32 bits: chance matches within one pair of articles are one in 50,000 pairs.
static struct item item_of(const struct near_article *in)
{
    const struct topic *t = in->topic;
    struct item x = {.id = copy_of(in->id),
                     .published_at = in->published_at,
                     .shingle_count = (uint32_t)t->shingles.n,
                     .term_count = (uint32_t)t->term_count};
    x.shingles = must(malloc((t->shingles.n + 1) * sizeof *x.shingles));
    for (size_t i = 0; i < t->shingles.n; i++)
        x.shingles[i] = (uint32_t)(t->shingles.v[i] >> 32);
    // Sorted by 64 bits, so sorted by the upper 32 as well.
    x.terms = must(malloc((t->term_count + 1) * sizeof *x.terms));
    for (size_t i = 0; i < t->term_count; i++)
        x.terms[i] = (struct item_term){(uint32_t)(t->terms[i].hash >> 32), t->terms[i].weight};
    return x;
}

static void generation_release(struct generation *g)
{
    for (size_t i = 0; i < g->count; i++)
        item_release(&g->items[i]);
    free(g->items);
    index_release(&g->prints);
    index_release(&g->terms);
    *g = (struct generation){0};
}

static void keep(struct near *n, struct item x, const struct near_article *in)
{
    struct generation *g = &n->young;
    if (g->count >= n->window / 2) {
        generation_release(&n->old);
        formulas_age(n->formulas);
        n->old = *g;
        *g = (struct generation){0};
    }
    if (g->count == g->cap) {
        g->cap = g->cap ? g->cap * 2 : 256;
        g->items = must(realloc(g->items, g->cap * sizeof *g->items));
    }
    size_t number = g->count++;
    g->items[number] = x;
    for (size_t i = 0; i < in->prints.n; i++)
        index_add(&g->prints, in->prints.v[i].hash, number);
    uint32_t keys[KEY_TERMS];
    size_t count = key_terms(&x, keys);
    for (size_t i = 0; i < count; i++)
        index_add(&g->terms, x.terms[keys[i]].hash, number);
}

struct near_result near_add(struct near *n, struct arena *a, const struct near_article *in)
{
    struct near_result out = {0};
    struct best best = {0};
    struct item fresh = item_of(in);
    formulas_count(n->formulas, in->topic->shingles, in->outlet);
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
    const char *story = original                   ? original->story
                        : best.score >= story_link ? best.relative->story
                                                   : fresh.id;
    out.story = arena_str(a, str_from_cstr(story));
    fresh.story = copy_of(out.story);
    keep(n, fresh, in);
    return out;
}

struct near *near_new(size_t window)
{
    struct near *n = must(calloc(1, sizeof *n));
    n->window = window < 2 ? 2 : window;
    n->formulas = formulas_new(n->window);
    return n;
}

void near_free(struct near *n)
{
    if (!n)
        return;
    generation_release(&n->young);
    generation_release(&n->old);
    formulas_free(n->formulas);
    free(n);
}
