// page_head: title, authors and date as the page shows them, around its title.
#ifndef PAGE_PAGE_HEAD_H
#define PAGE_PAGE_HEAD_H

#include "page/main_text.h"
#include "page/metadata.h"

// Completes *m from what stands around the title, and takes the title's own line, lines that are
// nothing but a date, and notices at the edges of the text out of main->kept.  Values live in `a`.
// O(runs).
void page_head_read(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                    struct main_text *main, struct metadata *m);

#endif
