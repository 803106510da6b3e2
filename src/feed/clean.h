// clean: a document's characters, before anything is read from it.  Internal to feed/.
#ifndef FEED_CLEAN_H
#define FEED_CLEAN_H

#include "base/arena.h"

// A copy of s, which is UTF-8, without the controls that XML does not have (*dropped: there were
// some), and with C1 controls, which are windows-1252 that nobody converted, as the characters that
// were meant.  *has_cr: there is a CR in it.  O(n), at most 1.5 n bytes more than s.
struct str feed_clean(struct arena *a, struct str s, bool *dropped, bool *has_cr);

#endif
