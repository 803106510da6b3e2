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
    // In how many of `documents` a stem stands; NULL: the built-in background.
    uint32_t (*df)(void *data, struct str stem);
    void *df_data;
    uint32_t documents;
    bool explain; // fill `why`
};

// At most KEYPHRASES_MAX; texts live in the arena.  O(n) in the text, its first 20,000 words.
void keyphrases_read(struct arena *a, const struct doc *d, const struct keyphrases_context *c,
                     struct keyphrase **out, size_t *out_count);

#endif
