// background: how common words, stems and pairs of stems are in Arabic news.
//
// A table built into the program, so that a single article can be judged before a store has seen
// anything.  Counted over Arabic News Texts (10,161 articles of one Tunisian outlet, 2013–2017,
// Apache-2.0) by tools/build-background.c.  Keys are hashed to 28 bits: an unseen key is taken for
// a seen one about once in 3,000 to 5,000.  Frequencies are exact to within 3 %.
#ifndef TEXT_BACKGROUND_H
#define TEXT_BACKGROUND_H

#include "base/str.h"

// Documents counted.
uint32_t background_documents(void);
// Documents that hold the light stem (text/stem.h), a folded word, two stems side by side in this
// order.  0: fewer than 2 for stems, 3 for pairs.
uint32_t background_df(struct str stem);
uint32_t background_word_df(struct str folded);
uint32_t background_pair_df(struct str first, struct str second);
// How a bare word (no article, no conjunction) is used, by the function words around it: > 0 rather
// as a verb, < 0 rather as a noun, ±100 is certain; 0: not known.
int background_leaning(struct str folded);
// ln((documents + 1) / (df + 0.5)): from about 0.3 (في) to 9.9 (never seen).
float background_idf(struct str stem);

// The same of stems whose hash (base/hash.h) is known already.
uint32_t background_pair_df_hashed(uint64_t first, uint64_t second);
float background_idf_hashed(uint64_t stem);

// What the tables are keyed by; for the generator.
uint32_t background_key(struct str s);
uint32_t background_pair_key(struct str first, struct str second);
uint8_t background_level(uint32_t df);
enum { BACKGROUND_KEY_BITS = 28, BACKGROUND_LOW_BITS = 16, BACKGROUND_BUCKETS = 1 << 12 };

#endif
