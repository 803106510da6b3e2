// search: count, best hits, facets and histogram of a query, in one pass over its postings.
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/query.h"
#include "store/store.h"

enum search_sort { SORT_RELEVANCE, SORT_NEWEST };

struct search_options {
    struct query_options query;
    enum search_sort sort;
    size_t limit, offset; // limit + offset <= LIMIT_RESULTS
    bool facets, histogram;
    bool no_total; // newest first may stop early; total is then a lower bound
};

struct search_hit {
    struct record article; // as store_head gives it
    double score;          // BM25; 0 when sorted by date
};

struct search_count {
    struct str name;
    size_t count;
};

struct search_result {
    struct query query;
    struct search_hit *hits;
    size_t hit_count;
    size_t total;
    bool total_is_exact;
    bool partial;                         // the time was up (LIMIT_SEARCH_MS)
    struct search_count *outlets, *langs; // facets: most first
    size_t outlet_count, lang_count;
    struct search_count *days; // histogram: "2024-07-24", "2024-07" or "2024", in order, no gaps
    size_t day_count;          // at most 400
};

// ERR_USAGE with the query's problem where it is not understood.
WARN_UNUSED enum err_code store_search(struct store *s, struct arena *a, struct str text,
                                       const struct search_options *options,
                                       struct search_result *out, struct err *e);

// The articles that have any of the stems, best first by BM25: candidates for `similar`.  Stems
// come weightiest first; those that would make the walk too long are passed over.
struct scored_row {
    int64_t row;
    double score;
};
WARN_UNUSED enum err_code store_search_stems(struct store *s, struct arena *a,
                                             const struct strs *stems, size_t limit,
                                             struct scored_row **out, size_t *count, struct err *e);

// In how many articles a stem occurs, and how many there are.
double store_df(struct store *s, struct str stem, size_t *articles);

#endif
