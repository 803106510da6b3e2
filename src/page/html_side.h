// html_side: the lines beside the main text of an HTML page that say something about the article:
// credit lines, keyword lists, titles of related articles.
#ifndef PAGE_HTML_SIDE_H
#define PAGE_HTML_SIDE_H

#include "page/html_runs.h"
#include "page/main_text.h"

enum html_side_kind {
    HTML_SIDE_NONE,
    HTML_SIDE_LINE, // a label, perhaps with what it labels
    HTML_SIDE_TAGS, // the same, its links being keywords
    HTML_SIDE_ITEM  // one keyword or title in a line of its own
};

// The kind (enum html_side_kind) of each run; only runs that are not part of the main text have
// one.  A label that was kept alone, for its links were not, is taken out of the main text. O(runs)
// and a bounded piece of text each.
uint8_t *html_side_find(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                        struct main_text *main);

#endif
