// claims_int: what the files of the reader of claims share with the trainer of their model.
#ifndef READ_CLAIMS_INT_H
#define READ_CLAIMS_INT_H

#include "read/claims.h"
#include "text/doc.h"

// A word that has an opposite.  Words are known by their skeleton (claim_skeleton): one row serves
// ارتفع، يرتفع، ارتفاع.  Written for Isnad, 2026-11, CC0.
struct opposite {
    struct str skeleton;
    int group; // opposites share a group
    int pole;  // +1, -1
};
extern const struct opposite opposites[];
extern const size_t opposite_count;

enum { CLAIM_WORDS_MAX = 64, CLAIM_FEATURES_MAX = 512, CLAIM_GROUPS = 32, CLAIM_NUMBERS_MAX = 8 };

struct claim_word {
    struct str skeleton, stem;
    double weight; // background idf
    size_t token;
    bool shared; // the other sentence has it
};

// A sentence as the comparison sees it.
struct claim_side {
    struct claim_word v[CLAIM_WORDS_MAX];
    size_t n;
    int negations;                  // لم، عدم، نفى …
    int loose;                      // those of them that may deny a noun only
    int opposite[CLAIM_GROUPS + 1]; // bits 1: +, 2: - among the words that are not shared
    bool quantified;                // جميع، كل
    double numbers[CLAIM_NUMBERS_MAX];
    struct str units[CLAIM_NUMBERS_MAX];
    size_t number_count;
    struct str dates[CLAIM_NUMBERS_MAX];
    size_t date_count;
};

struct claim_pair {
    struct claim_side a, b;
    double jaccard, in_a, in_b; // weighted overlap; share of a's, of b's weight that is shared
    int crossed;                // groups where the two stand at opposite poles
    bool odd;                   // negations and opposites together turn the meaning
    bool number_same, number_other, unit_other, measure_other, date_same, date_other;
};

// The consonants of a word without clitics and the endings of number: ارتفاعات، ترتفع -> رتفع.
struct str claim_skeleton(struct arena *a, const struct token *t);
struct claim_pair *claim_pair_of(struct arena *a, const struct doc *da, const struct doc *db);
// The buckets (< 1 << CLAIM_BITS) of the pair's features; returns how many.
size_t claim_features(const struct claim_pair *p, uint16_t *out);
// What the rules say; false: nothing.
bool claim_rule(const struct claim_pair *p, const struct doc *da, const struct doc *db,
                enum relation *out);

#endif
