// formula: which word 5-grams an outlet uses again and again.
//
// Titles of princes and ministries, closing lines, calls to subscribe: they say nothing about who
// copied whom.  A 5-gram that one outlet has used in more than a few articles is a formula; one
// that many outlets have used once each is a copy.  Bounded memory: 256 bytes of counters an
// article, at most 32 MB.
#ifndef RELATE_FORMULA_H
#define RELATE_FORMULA_H

#include "base/str.h"
#include "relate/signature.h"

struct formulas;
// For streams of about so many articles between two calls of formulas_age.
struct formulas *formulas_new(size_t articles);
void formulas_free(struct formulas *f);
// Forgets half of what was counted, and the formulas.
void formulas_age(struct formulas *f);
// Counts the 5-grams (each once) of an article of this outlet (empty: not known).
void formulas_count(struct formulas *f, struct word_hashes shingles, struct str outlet);
bool formulas_has(const struct formulas *f, uint64_t shingle);

#endif
