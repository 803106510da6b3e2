// keyphrases: the noun phrases that say what an Arabic text is about, best first.
//
// Candidates are runs of one to four content words that agree in definiteness; a linear model ranks
// them.  Variants are merged by their stems and shown in their best form, without و ب ل ك in front.
#ifndef READ_KEYPHRASES_H
#define READ_KEYPHRASES_H

#include "text/doc.h"

enum { KEYPHRASES_MAX = 15 };

struct keyphrases_context {
    struct str title; // of the article, where it is not part of the text; may be empty
    const struct entity *entities;
    size_t entity_count;
    bool explain; // fill `why`
};

// At most KEYPHRASES_MAX; texts live in the arena.  O(n) in the text, its first 20,000 words.
void keyphrases_read(struct arena *a, const struct doc *d, const struct keyphrases_context *c,
                     struct keyphrase **out, size_t *out_count);

// What a store of articles knows, for keyphrases_weigh.  Both functions get `data`.
struct keyphrase_store {
    double (*df)(void *data, struct str stem, size_t *documents); // of *documents articles
    // In how many of the outlet's last *articles other articles the phrase (folded) is chosen.
    size_t (*outlet_df)(void *data, struct str phrase, size_t *articles);
    void *data;
};

// Weighs phrases that were chosen from their text alone against the store: words that are common
// there count less, and what an outlet says in article after article (its own name, its set lines)
// goes to the end.  v[0..n) gets new scores, 0..1, and their order.  O(n log n) and what asking
// costs.
void keyphrases_weigh(struct arena *a, const struct keyphrase_store *s, struct keyphrase *v,
                      size_t n);

#endif
