// near: which earlier articles of a stream a new one repeats, copies, or tells of the same event.
//
// Articles come in order; each is compared with those before it, within a window of the newest
// ones.  A handle belongs to one thread.  About 6.5 KB an article of 300 words in
// the window.
#ifndef RELATE_NEAR_H
#define RELATE_NEAR_H

#include "relate/fingerprint.h"
#include "relate/topic.h"

struct near;

// Keeps at least window / 2 and at most `window` articles.
struct near *near_new(size_t window);
void near_free(struct near *n);

// How rare stems are in the stream so far, for topic_of: what the built-in table has not seen, but
// this stream has every day, weighs little.  Good as long as n.
struct rarity near_rarity(struct near *n);

#define NEAR_NO_TIME INT64_MIN

struct near_article {
    struct str id, outlet; // outlet may be empty
    const struct topic *topic;
    struct fingerprints prints;
    int64_t published_at; // seconds; NEAR_NO_TIME: not known
};

struct near_match {
    struct str id;
    double jaccard;
    double new_in_old, old_in_new; // containment
};

struct near_result {
    // 5-grams that an outlet uses all the time (formula.h) do not count as shared.
    struct near_match *duplicates; // J >= 0.5, the most alike first
    size_t duplicate_count;
    struct near_match *copies; // the rest that share at least a fifth of either text
    size_t copy_count;
    struct str copy_of; // the first article that this one repeats or is cut from; .p NULL: none
    struct str story;   // id of the first article on the event, its own where it is the first
};

// Views in the result live in the arena.
struct near_result near_add(struct near *n, struct arena *a, const struct near_article *in);

#endif
