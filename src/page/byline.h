// byline: the author's name as a page shows it.
#ifndef PAGE_BYLINE_H
#define PAGE_BYLINE_H

#include "model.h"
#include "page/html_tree.h"

// Names in a line such as "By A. Writer and B. Writer | 3 May 2020", "بقلم: فلان"; none where it
// does not read as names.  Values live in `a`.
struct strs byline_names(struct arena *a, struct str line);
// Is a line nothing but a label ("Written by", "بقلم:"), so that the name stands on the next?
bool byline_is_label(struct str line);
// The names in the element near the title that is marked as byline; `hints` are those of each node
// (page/html_hints.h), `title` the heading or 0.
struct strs byline_find(struct arena *a, const struct html_tree *t, const uint32_t *hints,
                        uint32_t title);

#endif
