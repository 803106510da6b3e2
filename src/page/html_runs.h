// html_runs: the text of a tree as runs, the pieces between two breaks of a line, and the letters
// of every subtree.
#ifndef PAGE_HTML_RUNS_H
#define PAGE_HTML_RUNS_H

#include "page/html_tree.h"

// Counts of a run's text.
struct html_measure {
    uint32_t chars;      // code points that are no blanks
    uint32_t link_chars; // of these, inside <a href>
    uint32_t commas;     // commas and semicolons, Arabic and Latin
    uint32_t stops;      // ends of sentences
};

struct html_run {
    uint32_t first, last; // text nodes; what lies between has no break
    uint32_t box;         // nearest block element around it
    struct html_measure m;
    bool after_br; // the same paragraph goes on behind a <br>
};

struct html_runs {
    struct html_run *v;
    size_t n;
    uint32_t *chars; // html_measure.chars of each node's subtree
};

// O(nodes + text bytes).
struct html_runs html_runs_of(struct arena *a, const struct html_tree *t);

#endif
