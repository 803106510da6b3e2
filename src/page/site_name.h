// site_name: what a site calls itself where no metadata say so.
#ifndef PAGE_SITE_NAME_H
#define PAGE_SITE_NAME_H

#include "page/html_tree.h"

// The first or last part of `title` (the page's <title>) that the page also has as the name of a
// feed, of its logo, of the link to its home page, or in its line of copyright; else a part that
// begins with a noun of its kind ("جريدة …"); else the name of a feed that the copyright repeats;
// .p NULL where there is none.  A view of title or a value in `a`.  O(nodes + bytes of texts).
struct str site_name_find(struct arena *a, const struct html_tree *t, struct str title);

#endif
