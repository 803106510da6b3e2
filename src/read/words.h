// words: what each word of a text is to the reader of quotations (cue, title, name, preposition …).
#ifndef READ_WORDS_H
#define READ_WORDS_H

#include "gen/quote_lexicon.h"
#include "text/doc.h"

// Particles that are written together with a word.
enum { CLITIC_AND = 1, CLITIC_BI = 2, CLITIC_LI = 4, CLITIC_KA = 8 };

struct word {
    uint64_t classes;   // WORD_*; 0: not in the lexicon
    uint8_t strength;   // enum cue_class
    uint8_t uses, form; // CUE_USE_*, FORM_* of a cue
    uint8_t clitics;    // CLITIC_*
    bool definite;      // has the article
    struct str base;    // norm without clitics and article
};

// One struct word for each token of d, in the arena.  O(n).
struct word *words_of(struct arena *a, const struct doc *d);
// The same for one folded word.
struct word word_of(struct str norm);

#endif
