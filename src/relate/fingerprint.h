// fingerprint: the few of an article's word 5-grams that are kept to find shared passages.
//
// Winnowing (Schleimer, Wilkerson, Aiken 2003): of every 8 neighbouring 5-grams the one with the
// least hash.  Two articles that share a run of 12 words or more share a fingerprint, whatever
// stands around it; about 2 of 9 are kept.
#ifndef RELATE_FINGERPRINT_H
#define RELATE_FINGERPRINT_H

#include "relate/signature.h"

enum { FINGERPRINT_WINDOW = 8 };

struct fingerprint {
    uint64_t hash;
    uint32_t at; // number of its first word
};
struct fingerprints {
    struct fingerprint *v;
    size_t n;
};
// `shingles` in the order of the text (shingles_of).  All of a text shorter than the window: one.
struct fingerprints fingerprints_of(struct arena *a, struct word_hashes shingles);

#endif
