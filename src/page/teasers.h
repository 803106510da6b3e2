// teasers: lists of other articles by their shape, where no class says what they are.
#ifndef PAGE_TEASERS_H
#define PAGE_TEASERS_H

#include "page/html_runs.h"

struct teaser {
    uint32_t first, end; // nodes
};
struct teasers {
    struct teaser *v;
    size_t n;
};

// The teasers of a page: three or more children of one element that each begin with a title linked
// to another page of the site and go on with a few lines of plain text.  Never one with the node
// `title` in it.  `address` is the page's own, or empty.  O(nodes + runs).
struct teasers teasers_find(struct arena *a, const struct html_tree *t,
                            const struct html_runs *runs, uint32_t title, struct str address);

#endif
