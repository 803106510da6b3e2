// marked_text: an article's body as HTML, with its quotations, dates and names marked.
#ifndef SERVE_MARKED_TEXT_H
#define SERVE_MARKED_TEXT_H

#include "base/arena.h"
#include "serve/html.h"

struct text_mark {
    size_t start, end; // bytes of the text
    const char *css_class;
    struct str title; // shown on hover; may be empty
    struct str link;  // site path, escaped here; may be empty
    struct str id;    // of the element; may be empty
};

// Paragraphs (a line each), lists (runs of lines that begin with a bullet or a number), and inside
// them the marks.  Marks may nest; one that crosses another's end is cut there.  O(n log n).
void marked_text(struct html *h, struct arena *a, struct str text, struct text_mark *marks,
                 size_t mark_count);

#endif
