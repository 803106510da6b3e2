// scorer: what happens at each match while FTS5 walks the postings.
#ifndef STORE_SCORER_H
#define STORE_SCORER_H

#include "store/columns.h"
#include "store/search.h"

// Rows in rising order that a filter lets through (or keeps out).
struct row_set {
    int64_t *rows;
    size_t n;
    bool negated;
};

struct scorer {
    const struct columns *columns;
    enum search_sort sort;
    double weights[3 * LIMIT_QUERY_TERMS]; // by phrase, in the order of the FTS5 expression
    size_t phrases;
    double average; // words of an article

    // Filters.
    uint32_t since, until; // minutes, inclusive
    bool dated;            // articles without a date are out
    uint8_t *outlets;      // by number: let through; NULL: all
    uint8_t *langs;
    struct row_set sets[LIMIT_QUERY_TERMS];
    size_t set_count;

    // Results.
    struct scored_row *heap; // the worst at [0]
    size_t heap_count, heap_cap;
    size_t total;
    uint32_t *outlet_counts, *lang_counts, *day_counts; // NULL: not wanted
    uint32_t first_day, day_cap;
};

// A row that matches; tf_score is its BM25 sum (0 when sorted by date).
void scorer_take(struct scorer *sc, int64_t row, double score);
bool scorer_lets_through(const struct scorer *sc, int64_t row);
// True once no row below `row` can enter the heap (newest first, rows come in falling order).
bool scorer_is_done(const struct scorer *sc, int64_t row);
// The heap in its final order: best first.
void scorer_sort(struct scorer *sc);

#endif
