// snippet: where a query's words stand in a text, and the few lines that show them best.
#ifndef STORE_SNIPPET_H
#define STORE_SNIPPET_H

#include "model.h"
#include "store/query.h"

struct snippet {
    struct str text;    // a view into the text; blanks and line ends as they are
    struct spans marks; // bytes of `text`, in order, not overlapping
    bool cut_before, cut_after;
};

// At most `words` running words around the best place: where most of the query's words and phrases
// are together; what stands behind NOT is no match.  The start of the text where nothing matches.
struct snippet snippet_of(struct arena *a, struct token_cache *cache, struct str text,
                          const struct query *q, size_t words);
// The snippet in one line, marks between the two strings, "…" where it was cut.
struct str snippet_line(struct arena *a, const struct snippet *s, struct str open,
                        struct str close);

#endif
