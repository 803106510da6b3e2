// similar: stored articles that are about the same thing, and what to read next.
#ifndef STORE_SIMILAR_H
#define STORE_SIMILAR_H

#include "relate/topic.h"
#include "store/store.h"

struct similar {
    struct record article; // as store_head gives it
    struct likeness like;  // a: the article asked about, b: this one
};

struct similar_result {
    struct similar *items; // best first; of several copies of one text only the first
    size_t count;
    struct similar *copies; // all that have the text of the article asked about, best first
    size_t copy_count;
    const struct similar *read_also; // the best that adds something new, NULL: none
};

// At most `limit` articles that are like article `row`.  A few milliseconds: the 12 weightiest
// stems find 60 candidates, which are then compared in full.
WARN_UNUSED enum err_code store_similar(struct store *s, struct arena *a, int64_t row, size_t limit,
                                        struct similar_result *out, struct err *e);

#endif
