// main_text: which runs of a page's text are its article.
#ifndef PAGE_MAIN_TEXT_H
#define PAGE_MAIN_TEXT_H

#include "page/html_runs.h"

enum main_text_cut {
    CUT_NOT,
    CUT_OUT,     // in a part that is left out
    CUT_RELATED, // in a part that points to other articles
};

struct main_text {
    uint32_t container; // the element that holds the article
    uint32_t start;     // the first node of the article: the container or, before it, the title
    uint32_t title;     // the heading that is its title, 0: none found
    bool *kept;         // for each run
    uint8_t *cut;       // enum main_text_cut of each node
    size_t kept_chars;
    const uint32_t *hints; // of each node
};

// `title` is what the page's metadata call the article, `address` where it is; either may be empty.
// Time O(nodes).
struct main_text main_text_find(struct arena *a, const struct html_tree *t,
                                const struct html_runs *runs, struct str title, struct str address);

#endif
