// marked: which words in quotation marks are somebody's words, and which a name, a title or a term.
#ifndef READ_MARKED_H
#define READ_MARKED_H

#include "read/cues.h"

// What speaks for and against a span in marks.
struct marked_features {
    size_t words;
    bool after_clause; // right behind أن، إن …
    bool after_cue;    // right behind a cue: قائلا "
    bool after_colon;  // right behind a colon that a cue opens
    bool in_scope;     // a cue stands before it in the sentence
    bool near_cue;     // and not far
    bool after_source; // an attribution follows in the sentence
    bool after_namely; // behind a class noun: حملة "
    bool charge;       // behind a charge: بتهمة "
    bool after_name;   // joined by و to one that is none
    bool latin;        // letters of another script
    bool predicate;    // behind هو، هي, or the object of وصف
    bool verb;         // a verb or complementiser inside
    bool definite;     // starts with the article
    bool repeated;     // the same words in marks again
    bool outlet;       // given to somebody: لـ"
    bool after_comma;
    bool after_document; // في هذه الفقرة "
};

struct marked_features marked_look(const struct quote_reader *r, size_t mark,
                                   bool previous_is_name);
// > 0: a quotation.
int marked_score(const struct marked_features *f);

#endif
