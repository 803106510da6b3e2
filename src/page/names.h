// names: what outlets, agencies, desks, platforms and places are called, and the words of a text in
// the form in which they are looked up.
#ifndef PAGE_NAMES_H
#define PAGE_NAMES_H

#include "base/arena.h"
#include "gen/page_names.h"

// Bits of a set of kinds.
#define NAME_BIT(kind) (1u << (kind))
#define NAME_PUBLISHERS (NAME_BIT(NAME_OUTLET) | NAME_BIT(NAME_AGENCY))

// The key of a phrase: folded, marks dropped, one space between words, runs of single letters
// joined by a stop ("أ. ف. ب" -> "ا.ف.ب").
struct str name_key(struct arena *a, struct str phrase);

// The row of a key among the kinds of the set, a strong one before a weak one; NULL: none.
const struct name_row *name_find(struct str key, unsigned kinds);

// Does a person's name start here?  By the given names and the forms عبد… and أبو….
bool name_is_given(struct str folded_word);

// A word that names a kind of publisher or source and stands before its name: وكالة، صحيفة، موقع.
struct class_noun {
    struct str word; // folded, without the article
    enum name_kind kind;
};
// NULL where the folded word (with or without the article or a clitic ل/ب) is none.
const struct class_noun *name_class(struct str folded_word);

#endif
