// marks: quotation marks of a text, paired.
#ifndef READ_MARKS_H
#define READ_MARKS_H

#include "read/words.h"

#define MARK_NONE SIZE_MAX

struct marked {
    size_t open, close; // the tokens of the marks; close is MARK_NONE where it is missing, open
                        // likewise
    size_t first, end;  // the tokens between them, never none
    int depth;          // 0, or 1 inside another one
    size_t words;
    bool spoken; // set by the reader: somebody's words, not a name or a term
};

struct markeds {
    struct marked *v; // by `first`, an outer one before its inner ones
    size_t n;
};

// Pairs the marks of each paragraph; `words` are those of d (words_of).  An opening mark without
// its partner runs to the end of its sentence; a closing one without (open == MARK_NONE) has first
// == end of the mark's token.  O(n).
struct markeds marks_pair(struct arena *a, const struct doc *d, const struct word *words);
// Which tokens are quotation marks: one bool a token.
bool mark_is_quote(const struct doc *d, size_t token);

#endif
