// phrases: noun phrases that can be speakers, read as persons, organisations, documents, groups and
// sources without a name.
#ifndef READ_PHRASES_H
#define READ_PHRASES_H

#include "read/reader.h"

// Reads the noun phrase at token `at`, at most up to `limit`; false where there is none.
bool phrase_parse(const struct quote_reader *r, size_t at, size_t limit, struct phrase *out);
// The number of words in a range.
size_t phrase_words(const struct quote_reader *r, struct token_range t);
// The mark that opens at token i when it holds a name of a few words ("التايمز"), else NULL.
const struct marked *short_mark(const struct quote_reader *r, size_t i);

#endif
