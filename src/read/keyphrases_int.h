// keyphrases_int: what the files of the keyphrase reader share.
#ifndef READ_KEYPHRASES_INT_H
#define READ_KEYPHRASES_INT_H

#include "read/keyphrases.h"

enum { LETTER = 2 }; // bytes of a folded Arabic letter

enum shape { SHAPE_BARE, SHAPE_ARTICLE, SHAPE_PRONOUN };
// How a word hangs on to the one before it.
enum joint { JOINT_NONE, JOINT_PLAIN, JOINT_AND, JOINT_CLITIC, JOINT_PREPOSITION };

// A word that may stand in a phrase.
struct keyphrase_word {
    size_t token;
    uint64_t first_key, inner_key; // hash of the stem, as first and as later word of a phrase
    float idf, weight;             // weight: grows with idf and with how often its stem occurs
    uint32_t entity;               // mention it belongs to, from 1; 0: none
    enum shape shape;
    enum joint joint;
    bool weak, vague, name, given, link, place, title, quoted, nisba;
    bool in_title, entity_first, entity_last;
};

// keyphrases_words.c: the words of the document that may stand in a phrase, in order, with all that
// can be said of each alone.
size_t keyphrase_words(struct arena *a, const struct doc *d, const struct keyphrases_context *c,
                       struct keyphrase_word **out);
// keyphrases_form.c: how well n words, which occur `count` times in this order, are formed as a
// phrase; 0: not at all.
float keyphrase_form(const struct doc *d, const struct keyphrase_word *w, size_t n, uint32_t count);

#endif
