// page_state: the article of a page that a script fills, from the data its framework sends along.
#ifndef PAGE_PAGE_STATE_H
#define PAGE_PAGE_STATE_H

#include "page/html_tree.h"
#include "page/metadata.h"

// Where m->body is not known and a <script type="application/json"> has an article: its text, one
// paragraph to a line, and what else metadata do not say.  O(bytes of such scripts).
void page_state_read(struct arena *a, const struct html_tree *t, struct metadata *m);

#endif
