// query: what was typed into the search box, as a tree.
//
//     العراق بغداد          both words, in any of their forms      "رئيس الوزراء"   the words in a
//     row a OR b, a AND b       either, both                           a NOT b, a -b    without b
//     a NEAR b, a NEAR/5 b  at most 10 (5) words between            (a OR b) c       groups
//     =العراق               this very form of the word              عراق*            words that
//     start so title:word            in the title outlet: lang: since: until: speaker: entity:
//     place: story:    of the whole query, may be
//                           negated, one field given twice: either (outlet, lang), both (others)
//
// Parsing never fails: what cannot be understood is left out, and `problem` says so.  Pure.
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "base/arena.h"
#include "base/limits.h"

struct token_cache;

enum query_kind { QUERY_TERM, QUERY_AND, QUERY_OR, QUERY_NOT, QUERY_NEAR };

struct query_word {
    struct str stem, norm;
};

struct query_node {
    enum query_kind kind;
    struct query_node **child; // NOT: child[0] without child[1]; NEAR: terms only
    size_t child_count;
    size_t distance; // NEAR: words between
    // TERM: one word, or several in a row.
    struct query_word *words;
    size_t word_count;
    bool title, exact, prefix, negated;
};

enum query_field {
    FIELD_OUTLET,
    FIELD_LANG,
    FIELD_SINCE,
    FIELD_UNTIL,
    FIELD_SPEAKER,
    FIELD_ENTITY,
    FIELD_PLACE,
    FIELD_STORY
};

struct query_filter {
    enum query_field field;
    struct str value, folded;
    int64_t seconds; // since: start of the time named; until: its last second
    bool negated;
};

struct query {
    struct query_node *root; // NULL: filters only, or nothing
    struct query_filter *filters;
    size_t filter_count;
    struct query_node *terms[LIMIT_QUERY_TERMS]; // every TERM of the tree
    size_t term_count;
    struct str problem; // a sentence; .p NULL: none
};

struct query_options {
    bool any;    // words without an operator between them: any of them, not all
    bool exact;  // words match in the very form typed
    bool all;    // a query without words means every article (lists, not searches)
    int64_t now; // seconds; for since:7d
};

struct query query_parse(struct arena *a, struct token_cache *cache, struct str text,
                         struct query_options options);

#endif
