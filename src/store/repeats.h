// repeats: which entries of a list of articles repeat an earlier one, so that a page shows a text
// once and says who else has it.
#ifndef STORE_REPEATS_H
#define STORE_REPEATS_H

#include "store/store.h"

// For `count` articles in the order of the list (as store_head gives them: row, outlet, title,
// published_at), out[i] is the index of the first entry that entry i repeats, or i itself.  A
// repeat has at least half of the 5-grams of the other (Jaccard, estimated from the stored
// signatures), or is the same outlet's under the same folded title within half a day: the summary
// of a feed and the page itself.  (A daily bulletin has the same title every day.)  O(count²), for
// lists of a page; reads `count` rows.
void store_repeats(struct store *s, struct arena *a, const struct record *const *list, size_t count,
                   size_t *out);

#endif
