// marked: which words in quotation marks are somebody's words, and which a name, a title or a term.
#ifndef READ_MARKED_H
#define READ_MARKED_H

#include "read/cues.h"

// What speaks for and against a span in marks: X(name, weight), each a bool.  The weights are those
// of a logistic regression on the development halves of the annotated articles, times ten and
// rounded; rare features were given theirs by hand.
#define MARKED_BIAS (-23)
#define MARKED_FEATURES(X)                                                                            \
    X(one_word, -13)                                                                                  \
    X(two_words, -5)                                                                                  \
    X(few_words, -5)    /* three or four */                                                           \
    X(some_words, 6)    /* five to seven */                                                           \
    X(many_words, 17)   /* more */                                                                    \
    X(after_clause, 15) /* right behind أن، إن … */                                            \
    X(after_cue, 22)    /* right behind a cue that takes words: قائلا " */                       \
    X(after_subject, 20) /* nothing but the subject stands between a cue and it: قال فلان " */ \
    X(after_colon, 8)    /* right behind a colon that a cue opens */                                  \
    X(after_comma, 9)                                                                                 \
    X(after_prep, 5)      /* من " */                                                                \
    X(after_name, -8)     /* joined by و to marks that hold a name */                                \
    X(after_quotation, 8) /* to words that are somebody's */                                          \
    X(after_called, -22)  /* تحت شعار " */                                                     \
    X(after_namely, -21)  /* behind a class noun: حملة " */                                       \
    X(after_class, -2)    /* the same with its article, or an adjective between */                    \
    X(after_charge, -30)  /* بتهمة " */                                                          \
    X(after_passage, 15)  /* في هذه الفقرة " */                                            \
    X(after_definite, -4)                                                                             \
    X(behind_bi, 12)    /* بـ" */                                                                   \
    X(outlet, -25)      /* whom it was said to, or who carried it: لـ" */                           \
    X(subject, -40)     /* a complementiser follows: قال "فلان" إن */                        \
    X(predicate, 12)    /* هو " */                                                                  \
    X(in_scope, 12)     /* a cue stands before it in the sentence */                                  \
    X(near_cue, 3)      /* and not far */                                                             \
    X(judging, 12)      /* and it judges: وصف، ندد */                                          \
    X(in_clause, 15)    /* and its clause has begun */                                                \
    X(after_source, 11) /* a cue follows soon */                                                      \
    X(latin, -15)                                                                                     \
    X(verb, 11) /* a verb or complementiser inside */                                                 \
    X(verb_first, 4)                                                                                  \
    X(definite, 2)                                                                                    \
    X(prefixed, 15)  /* starts with a preposition */                                                  \
    X(accusative, 8) /* ends as adverbs and predicates do: إيجابيا */                          \
    X(function, 3)   /* holds a preposition or conjunction */                                         \
    X(name_inside, -8)                                                                                \
    X(list, -25)                                                                                      \
    X(titled, -10)  /* starts with a word that titles start with: إعلان … */                   \
    X(about, -20)   /* starts with حول, as subjects of meetings do */                              \
    X(rare, -5)     /* a word that news hardly uses */                                                \
    X(repeated, -5) /* the same words in marks again */                                               \
    X(lone, -11)    /* its partner is missing */

struct marked_features {
#define X(name, weight) bool name;
    MARKED_FEATURES(X)
#undef X
};

struct marked_features marked_look(const struct quote_reader *r, size_t mark,
                                   bool previous_is_name);
// > 0: a quotation.
int marked_score(const struct marked_features *f);

#endif
