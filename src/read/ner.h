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

// One feature in the model file: 12 bytes, little endian.
struct ner_row {
    uint16_t check; // lower half of the feature, 0 in an empty row as in no other
    int8_t weight[NER_TAGS];
    uint8_t used; // 1; 0 in an empty row
};

struct ner_model {
    const struct ner_row *rows; // open addressing from ner_row_home()
    uint32_t row_count;
    float scale;                              // weight = entry * scale
    float transition[NER_TAGS + 1][NER_TAGS]; // from (NER_TAGS: start of sentence) to
};

// The model built into the program.
const struct ner_model *ner_model_shipped(void);
// A view of a model file; false where it is none.  bytes must be aligned to 4 and outlive it.
bool ner_model_view(struct str bytes, struct ner_model *out);
// Where the search for a feature starts.
uint32_t ner_row_home(uint32_t feature, uint32_t row_count);
// May `to` follow `from` (NER_TAGS: the start)?
bool ner_may_follow(int from, int to);

// The tag of each token of d, in the arena.  O(n).  What is found surely in one place of the text
// counts in the others.
uint8_t *ner_tag(struct arena *a, const struct ner_model *m, const struct ner_text *t);

#endif
