// acts_table: the words by which statements act: verbs, their masdars, object nouns, boosters.
//
// All forms are folded (text/fold.h).  Written for Isnad, 2026-11, from the classes of
// arabic.md section 10; CC0.
#ifndef READ_ACTS_TABLE_H
#define READ_ACTS_TABLE_H

#include "model.h"

enum act_flags {
    ACT_AMBIGUOUS =
        1, // the perfect is also a common noun: counts only behind a comma or at a start
    ACT_DISCUSSION_VERB = 2, // never raised by its object
    ACT_REAFFIRMS = 4,       // جدد، أعاد: what follows is affirmed again
    ACT_REPORTS = 8,         // takes its act from the object: أكد + التزام = commitment
    ACT_TAKES_OBJECT = 16,   // lays a duty on its object: دعا، طالب، ألزم، وجّه
    ACT_ANNOUNCES = 32, // أعلن: what it announces is the act (تعليق), else it only tells
    ACT_EXPRESSES = 64, // a feeling or a view: nobody has to do anything
};

struct act_verb {
    struct str perfect;   // third person masculine singular
    struct str imperfect; // without its prefix; empty: the perfect only
    enum act act;
    int strength;
    int flags;
};
extern const struct act_verb act_verbs[];
extern const size_t act_verb_count;

// Masdars that stand for the verb behind جرى، تم، أعاد، جدد and in من المقرر + masdar.
struct act_noun {
    struct str stem_word; // folded, without the article
    enum act act;
    int strength;
    int flags;
};
extern const struct act_noun act_nouns[];
extern const size_t act_noun_count;

// Nouns that outrank the verb they are the object of.
struct act_object {
    struct str word; // folded, without the article; suffixed forms (التزامهما) match by prefix
    enum act act;
    int strength;
};
extern const struct act_object act_objects[];
extern const size_t act_object_count;

#endif
