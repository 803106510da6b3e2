// language: which language a text is in, from its first 600 letters.
//
// The script decides where it can (Greek, Hebrew, Han …); languages in Arabic and in Latin script
// are told apart by a linear model on letters, character n-grams and words.  Persian yeh and kaf
// are never evidence, since Arabic sites leak them.  Trained by tools/train-language.c.
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "text/doc.h"

struct language {
    struct str
        code; // ISO 639-1 where there is one, else 639-3: "ar", "fa", "ckb"; "und": no letters
    float confidence; // 0..1
};

// Valid UTF-8 in, O(1) past the first letters.  Known in Arabic script: ar azb bal brh ckb fa glk
// hac ks ms mzn pnb ps sd skr trw ug ur; in Latin script: az de en es fr id it ku nl pl pt sv tr.
struct language language_of(struct str text);

// Why: script, runner-up, and the letters and words that speak most for the language against it.
struct str language_explain(struct arena *a, struct str text);

// Whether an Arabic sentence is in a dialect and not in the standard language: it has markers such
// as مش، عايز، شنو، بزاف، وين, or shapes such as بيقول.  A sentence that only quotes one is not.
bool language_is_dialect(const struct doc *d, const struct sentence *s);
// The sentences of d that are.  In the arena.
struct spans language_dialect(struct arena *a, const struct doc *d);

#endif
