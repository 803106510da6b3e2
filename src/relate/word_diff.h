// word_diff: which words of a text were replaced, left out or put in.
#ifndef RELATE_WORD_DIFF_H
#define RELATE_WORD_DIFF_H

#include "base/arena.h"

// Words of the old text that gave way to words of the new one.  Bytes; an empty side is a place.
struct word_change {
    size_t old_start, old_end; // in the old text
    size_t new_start, new_end; // in the new text
};

// The changes in order, fewest words first of all; words are what stands between white space, so
// that changed blanks are no change.  Past WORD_DIFF_EDITS changed words the whole middle of the
// texts is one change.  O(n + WORD_DIFF_EDITS * changed), memory O(n + WORD_DIFF_EDITS^2).
enum { WORD_DIFF_EDITS = 400 };
struct word_change *word_diff(struct arena *a, struct str old_text, struct str new_text,
                              size_t *count);

#endif
