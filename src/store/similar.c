// similar: see similar.h.
//
// What became common since the built-in table was made must weigh little, so the stems that the
// table takes for rare are counted in the store; only the weightiest of the article asked about,
// because counting a stem means walking its postings.
#include "store/similar.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "store/search.h"
#include "store/store_int.h"
#include "text/background.h"

enum { CANDIDATES = 60, QUERY_STEMS = 12, COUNTED_STEMS = 24, STORY_DAYS = 14 };

// Below this, two articles share a place or an actor at most.  To read next one must be of the
// event or close to it, and most of it must be new.  (On the pairs of bench/quality relate, those
// that people call unrelated have a mean score of .18, those of one event .56.)
static const double least_score = 0.15, least_read_also = 0.25, most_known = 0.5;

// Shares of stems in the store, in millionths.
struct counts {
    struct map shares;
};

static double share_of(void *context, struct str stem)
{
    const struct counts *c = context;
    size_t share = map_get(&c->shares, stem);
    return share == MAP_NONE ? 0 : (double)share / 1e6;
}

static void count_stems(struct store *s, struct arena *a, const struct topic *t, struct counts *out)
{
    map_init(&out->shares, a, 0);
    double rare = (double)background_documents() / 100;
    struct strs stems = topic_heaviest(a, t, COUNTED_STEMS);
    for (size_t i = 0; i < stems.n; i++) {
        struct str stem = stems.v[i];
        if ((double)background_df(stem) > rare)
            continue;
        size_t articles;
        double df = store_df(s, stem, &articles);
        // A store of a few articles says nothing about what is common.
        if (articles >= 1000)
            *map_at(&out->shares, stem, 0) = (size_t)(df * 1e6 / (double)articles);
    }
}

struct comparison {
    struct similar similar;
    struct topic topic;
};

static int best_first(const void *x, const void *y)
{
    const struct similar *a = &((const struct comparison *)x)->similar;
    const struct similar *b = &((const struct comparison *)y)->similar;
    if (a->like.score < b->like.score || a->like.score > b->like.score)
        return a->like.score < b->like.score ? 1 : -1;
    return a->article.row < b->article.row ? 1 : -1; // the younger first
}

// Likeness knows nothing of dates: the same match is played every year.
static bool is_same_time(const struct record *x, const struct record *y)
{
    if (x->published_at == STORE_NO_TIME || y->published_at == STORE_NO_TIME)
        return true;
    int64_t gap = x->published_at - y->published_at;
    return gap < STORY_DAYS * 86400 && gap > -STORY_DAYS * 86400;
}

static bool repeats_one_of(const struct comparison *c, const struct comparison *kept[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (likeness_of(&c->topic, &kept[i]->topic).duplicate)
            return true;
    return false;
}

static void choose(struct arena *a, struct comparison *v, size_t n, size_t limit,
                   struct similar_result *out)
{
    const struct comparison **kept = arena_new(a, const struct comparison *, limit);
    out->items = arena_new(a, struct similar, limit);
    out->copies = arena_new(a, struct similar, n);
    for (size_t i = 0; i < n; i++)
        if (v[i].similar.like.duplicate)
            out->copies[out->copy_count++] = v[i].similar;
    for (size_t i = 0; i < n && out->count < limit; i++) {
        if (v[i].similar.like.score < least_score || repeats_one_of(&v[i], kept, out->count))
            continue;
        kept[out->count] = &v[i];
        struct similar *item = &out->items[out->count++];
        *item = v[i].similar;
        if (!out->read_also && !item->like.duplicate && item->like.score >= least_read_also &&
            item->like.b_in_a < most_known)
            out->read_also = item;
    }
}

enum err_code store_similar(struct store *s, struct arena *a, int64_t row, size_t limit,
                            struct similar_result *out, struct err *e)
{
    struct record own, other;
    struct scored_row *rows;
    size_t count;
    *out = (struct similar_result){0};
    enum err_code code = store_get_row(s, a, row, &own, e);
    if (code)
        return code;
    struct counts counts;
    struct rarity rarity = {share_of, &counts};
    struct topic topic = topic_of(a, s->cache, own.title, own.text, NULL);
    count_stems(s, a, &topic, &counts);
    topic = topic_of(a, s->cache, own.title, own.text, &rarity);
    struct strs stems = topic_heaviest(a, &topic, QUERY_STEMS);
    code = store_search_stems(s, a, &stems, CANDIDATES, &rows, &count, e);
    VEC(struct comparison) found = {0};
    for (size_t i = 0; i < count && !code; i++) {
        if (rows[i].row == row)
            continue;
        code = store_get_row(s, a, rows[i].row, &other, e);
        if (code)
            break;
        struct comparison *c = vec_push(a, &found);
        c->topic = topic_of(a, s->cache, other.title, other.text, &rarity);
        c->similar = (struct similar){other, likeness_of(&topic, &c->topic)};
        if (!c->similar.like.duplicate && !is_same_time(&own, &other))
            c->similar.like.same_story = false;
        c->similar.article.text = c->similar.article.reading = (struct str){0};
    }
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, best_first);
    if (!code)
        choose(a, found.v, found.n, limit, out);
    return code;
}
