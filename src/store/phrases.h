// phrases: the keyphrases of an article, weighed against what the store holds (read/keyphrases.h).
#ifndef STORE_PHRASES_H
#define STORE_PHRASES_H

#include "store/store.h"

// Best first; none where nothing was read.  *out lives in the arena.  Looks at the phrases of the
// outlet's last 100 articles.
WARN_UNUSED enum err_code store_keyphrases(struct store *s, struct arena *a, int64_t row,
                                           struct keyphrase **out, size_t *count, struct err *e);

#endif
