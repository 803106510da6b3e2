// signature: what is kept of an article's words to find its near copies.
//
// A signature estimates the Jaccard similarity of two articles over 5-grams of folded words (J of
// sets of shingles); bands make candidates cheap to find.  Pure, safe in any thread, O(words).
#ifndef RELATE_SIGNATURE_H
#define RELATE_SIGNATURE_H

#include "base/arena.h"
#include "text/token.h"

enum {
    SIGNATURE_BINS = 128,
    SHINGLE_WORDS = 5,
};

// 16 of the 32 bits of each minimum are kept: a chance match is 1 in 65,536.
struct signature {
    uint16_t bins[SIGNATURE_BINS];
    uint32_t shingles; // how many there were, 0: an empty article, like nothing
};

// Hashes of the words and numbers of a text, folded, in order.
struct word_hashes {
    uint64_t *v;
    size_t n;
};
struct word_hashes word_hashes_of(struct arena *a, const struct tokens *tokens);

// The hash of each run of SHINGLE_WORDS words; one for a text that is shorter.
struct word_hashes shingles_of(struct arena *a, struct word_hashes words);

// Sorts and drops doubles; the number of hashes that two such lists share.
void word_hashes_sort(struct word_hashes *h);
size_t word_hashes_shared(struct word_hashes a, struct word_hashes b);

void signature_of(struct signature *out, struct word_hashes shingles);
// 0…1; the standard error is sqrt(J (1 - J) / 128), 0.044 at J = 0.5.
double signature_jaccard(const struct signature *a, const struct signature *b);

#endif
