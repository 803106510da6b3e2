// ner: names in a text, tagged word by word: persons, places, organisations, others.
//
// A linear-chain model (conditional random field) over the features of ner_features.h, decoded by
// Viterbi.  The shipped weights are trained by tools/train-ner.c on our own annotation of Arabic
// News Texts (data/annotations/entities).
#ifndef READ_NER_H
#define READ_NER_H

#include "model.h"
#include "read/ner_features.h"

// NER_OUT, then for each entity_type NER_BEGIN(type) and NER_INSIDE(type).
enum { NER_OUT = 0, NER_TAGS = 9 };
#define NER_BEGIN(type) (1 + 2 * (int)(type))
#define NER_INSIDE(type) (2 + 2 * (int)(type))
// Of a tag that is not NER_OUT.
#define NER_TYPE(tag) ((enum entity_type)(((tag)-1) / 2))
#define NER_IS_INSIDE(tag) ((tag) > 0 && (tag) % 2 == 0)

// Weights of six features, in one cache line of the model file; little endian.
enum { NER_BUCKET_ROWS = 6 };
struct ner_bucket {
    uint64_t weights[NER_BUCKET_ROWS]; // byte k: of tag k + 1 over NER_OUT, around 128
    uint16_t check[8];                 // lower half of the feature; 0 in an empty row
};

struct ner_model {
    const struct ner_bucket *buckets;
    uint32_t bucket_count;
    float scale;                              // logarithm = sum of weights * scale
    float transition[NER_TAGS + 1][NER_TAGS]; // from (NER_TAGS: start of sentence) to
};
// Sums of weights are turned to probabilities by two tables of this many steps.
enum { NER_EXP_STEPS = 128 };

// The model built into the program.
const struct ner_model *ner_model_shipped(void);
// A view of a model file; false where it is none.  bytes must be aligned to 8 and outlive it.
bool ner_model_view(struct str bytes, struct ner_model *out);
// What stands before the buckets of a model file, and how it begins.
enum { NER_HEAD = 384 };
struct ner_model_head {
    char magic[8]; // "isnadner"
    uint32_t bucket_count;
    float scale;
    float transition[NER_TAGS + 1][NER_TAGS];
};
// Where a feature is looked for, and how it is told from others there.
static inline uint32_t ner_bucket_of(uint32_t feature, uint32_t bucket_count)
{
    return (uint32_t)(((uint64_t)feature * bucket_count) >> 32);
}
static inline uint16_t ner_check(uint32_t feature)
{
    return (uint16_t)feature ? (uint16_t)feature : 1;
}
// May `to` follow `from` (NER_TAGS: the start)?
bool ner_may_follow(int from, int to);

// The tag of each token of t, which was made with the cache, in the arena.  O(n).  What is found
// surely in one place of the text counts in the others.
uint8_t *ner_tag(struct arena *a, const struct ner_cache *c, const struct ner_text *t);

#endif
