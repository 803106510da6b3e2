// compare: two statements on one subject, point against point: kept, shortened, strengthened,
// weakened, new, dropped.
//
// Points are matched one to one by their content words, weighted by how rare they are; the verbs of
// the acts and the names of parties do not count, so that "قرر إنشاء X" and "وقّع اتفاقية إنشاء X"
// meet, and two points that share a long name but not their subject do not.
#ifndef READ_COMPARE_H
#define READ_COMPARE_H

#include "read/statement.h"

enum change {
    CHANGE_KEPT,
    CHANGE_SHORTENED,
    CHANGE_STRENGTHENED,
    CHANGE_WEAKENED,
    CHANGE_NEW,
    CHANGE_DROPPED
};

#define COMPARE_NONE SIZE_MAX

struct point_pair {
    size_t a, b; // indexes of points; COMPARE_NONE: none
    enum change change;
    double similarity;
    struct strs words; // the words that changed: markers of a and b where they differ
};

struct comparison {
    struct point_pair *pairs; // in the order of a's points, then the new ones of b
    size_t pair_count;
};

// da and db are the documents of the two statements.  O(points of a x points of b), at most
// 300 of each; those behind are dropped or new.
struct comparison statements_compare(struct arena *a, const struct doc *da,
                                     const struct statement *sa, const struct doc *db,
                                     const struct statement *sb);
// "kept" …
struct str change_name(enum change change);

#endif
