// person_name: where a person's name starts and ends among the words of an article.
#ifndef READ_PERSON_NAME_H
#define READ_PERSON_NAME_H

#include "read/reader.h"

// Nothing is written onto the word at i.
bool word_is_bare(const struct quote_reader *r, size_t i);
// A name starts at token i: a known given name, or a person of the entity reader.
bool person_name_starts(const struct quote_reader *r, size_t i);
// The word at i could be (part of) a name.
bool person_name_can_be(const struct quote_reader *r, size_t i);
// The end of the name that starts at i, at most `limit`.
size_t person_name_end(const struct quote_reader *r, size_t i, size_t limit);
// Where in the description [first, end) the name starts; `end` if nowhere.
size_t person_name_find(const struct quote_reader *r, size_t first, size_t end);
// The start of the name whose mention by the entity reader starts at i, behind token `first`.
size_t person_name_mention_start(const struct quote_reader *r, size_t first, size_t i);
// A hyphen inside a word or name.
bool person_name_is_hyphen(const struct quote_reader *r, size_t i, size_t limit);

// What news uses like any noun or verb, and not like a name: an unknown word that stands with and
// without its article; an indefinite accusative; a word of many articles; a noun behind its
// preposition (بإقدام), known as such or guessed; one behind its و.
bool word_is_common(const struct quote_reader *r, size_t i);
bool word_is_accusative(const struct quote_reader *r, size_t i);
bool word_is_frequent(const struct quote_reader *r, size_t i);
bool word_is_common_behind(const struct quote_reader *r, size_t i);
bool word_is_prefixed(const struct quote_reader *r, size_t i);
bool word_is_conjoined(const struct quote_reader *r, size_t i);

#endif
