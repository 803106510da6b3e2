// ner_cache: the words that a reader of names has met, with what their features weigh.
//
// Nine of ten running words were met before, and most features of a place in a text depend on one
// word of its window only, so their sum is looked up, not computed.  One per thread; 5 MB, of which
// only what was used is touched.  Holds the tables of its model as well.
#ifndef READ_NER_CACHE_H
#define READ_NER_CACHE_H

#include "read/ner.h"

struct ner_cache;
// For the model, which must outlive it; NULL: the shipped one.  Never NULL.
struct ner_cache *ner_cache_new(const struct ner_model *m);
void ner_cache_free(struct ner_cache *c);

// A new text begins: what was returned for the last one may be overwritten.  c may be NULL.
void ner_cache_begin(struct ner_cache *c);
// The token of d as ner_describe() has it, valid until the next text begins.  Without a cache it is
// worked out anew, without scores.
const struct ner_type *ner_type_of(struct arena *a, struct ner_cache *c, const struct doc *d,
                                   size_t token, size_t form);

// Scores of the tags but NER_OUT of each token, whose own is 0: eight a token, in the arena; times
// the scale of the model they are logarithms.
const int32_t (*ner_scores(struct arena *a, const struct ner_cache *c,
                           const struct ner_text *t))[NER_TAGS - 1];

// Rows of tags filled up to whole vector registers.
enum { NER_LANES = 12 };
struct ner_tables {
    const struct ner_model *model;
    float move[NER_TAGS + 1][NER_LANES]; // from, to; very low beyond the tags
    float factor[NER_TAGS + 1][NER_LANES], factor_back[NER_TAGS][NER_LANES]; // exp(): from, to; to,
                                                                             // from
    float lead; // by which a way through "no name" leads for good
    float high[NER_EXP_STEPS], low[NER_EXP_STEPS]; // exp(-scale * steps)
};
const struct ner_tables *ner_cache_tables(const struct ner_cache *c);
// What a feature adds to the score of a tag other than NER_OUT, before the model's scale.
int ner_weight(const struct ner_model *m, uint32_t feature, int tag);
// Why the token is likely to have the tag, in words: the heaviest parts of the score.  In the
// arena.
struct str ner_explain(struct arena *a, const struct ner_cache *c, const struct ner_text *t,
                       size_t token, int tag);

#endif
