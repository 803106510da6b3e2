// ner_features: what the tagger looks at, the same for training and for tagging.
//
// A feature is a 32-bit hash of its template and value.
#ifndef READ_NER_FEATURES_H
#define READ_NER_FEATURES_H

#include "read/gazetteer.h"
#include "text/doc.h"

// What is known of a word without its neighbours.
struct ner_word {
    uint32_t norm, base, stem;                   // hashes
    uint32_t prefix[4], suffix[4];               // of 1 to 4 letters of the base
    uint32_t first_letter, last_letter, letters; // as written (أ, ة); letters: both
    uint32_t clitics;      // what is written onto it, and whether it looks like a verb
    uint32_t shape;        // kind, length, article, clitics
    uint32_t rarity;       // how common it is, and whether with the article
    uint16_t fine, coarse; // cluster, 0: none
    bool forgotten;        // in training: taken for a word never seen
    uint8_t sport;         // 0..2: how much its sentence is about sport
    uint8_t form;          // what is written onto the name: see name_forms_of()
};

struct ner_text {
    const struct doc *d;
    const struct gazetteer_hit *hits;
    const struct ner_word *words; // one a token
};
// Everything lives in the arena.
struct ner_text ner_text_of(struct arena *a, const struct doc *d);

// Groups, so that training can leave some out.
enum ner_group { NER_LEXICAL, NER_AFFIX, NER_CONTEXT, NER_CLUSTER, NER_LISTS, NER_SHAPE };
enum { NER_FEATURES_MAX = 256 };
struct ner_features {
    uint32_t v[NER_FEATURES_MAX];
    uint8_t group[NER_FEATURES_MAX]; // enum ner_group
    size_t n;
};
// The features of token `at` of the sentence of tokens [first, end).
void ner_features_of(const struct ner_text *t, size_t first, size_t end, size_t at,
                     struct ner_features *out);

// The cluster of a folded word: 1 + fine + coarse * CLUSTER_FINE; 0: none.
uint16_t ner_cluster(struct str folded);

// Takes from a word what only a seen one has: rarity and clusters.
void ner_word_forget(struct ner_word *w);

#endif
