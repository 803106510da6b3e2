// search_int: what the files of a search share.
#ifndef STORE_SEARCH_INT_H
#define STORE_SEARCH_INT_H

#include "store/scorer.h"
#include "store/store_int.h"

struct search {
    struct store *s;
    struct arena *a;
    const struct search_options *options;
    struct query *q;
    struct scorer sc;
    struct buf match; // the FTS5 expression
    double *df;       // by query term
    bool *dropped;    // by query term: too common, in `any`
};

// match.c: fills x->match and the weights of the scorer from the query tree, which is not empty.
void match_build(struct search *x);
// Robertson's idf of a term that df of the articles have, never below a small positive value.
double match_idf(double df, size_t articles);

// filter.c: puts a filter of the query into the scorer.
WARN_UNUSED enum err_code filter_add(struct search *x, const struct query_filter *f, struct err *e);

#endif
