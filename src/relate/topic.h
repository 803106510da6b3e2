// topic: what an article is about, as weighted stems, and how alike two articles are.
//
// Pure, safe in any thread; O(words log words) a topic, O(terms) a comparison.
#ifndef RELATE_TOPIC_H
#define RELATE_TOPIC_H

#include "base/arena.h"
#include "model.h"
#include "relate/signature.h"

struct token_cache;

struct topic_term {
    uint64_t hash;
    struct str stem;
    float weight;
};

struct topic {
    struct topic_term *terms; // in order of hash; the weights have unit length
    size_t term_count;
    struct word_hashes in_order; // word 5-grams of the text, as they stand
    struct word_hashes shingles; // the same, sorted, each once
};

// How rare a stem is: the share of articles that have it, 0…1.  NULL: the built-in table
// (text/background.h) alone; else the larger of the two counts, so that what has become common
// since the table was made is common.
struct rarity {
    double (*share_of)(void *context, struct str stem);
    void *context;
};

struct topic topic_of(struct arena *a, struct token_cache *cache, struct str title, struct str text,
                      const struct rarity *rarity);

// The heaviest terms, heaviest first, at most `limit`.
struct strs topic_heaviest(struct arena *a, const struct topic *t, size_t limit);

// How alike two articles are.
struct likeness {
    double score;          // 0…1: about the same thing
    double jaccard;        // of their word 5-grams
    double a_in_b, b_in_a; // containment: share of the 5-grams of one that the other has
    bool duplicate;        // one text, perhaps with small edits
    bool same_story;       // about one event
};
struct likeness likeness_of(const struct topic *a, const struct topic *b);

#endif
