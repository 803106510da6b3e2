// segment_int: what segment.c (the walk over the lines) and article.c (the parts of one article)
// share.
#ifndef PAGE_SEGMENT_INT_H
#define PAGE_SEGMENT_INT_H

#include "base/vec.h"
#include "page/dateline.h"
#include "page/line.h"

// A line of an article's body; `at` is shorter than the line where a dateline opens it.
struct body_line {
    const struct line *line;
    struct span at;
};

struct draft {
    struct article article;
    VEC(struct body_line) body;
    VEC(struct credit) credits;
    bool sourced; // a credit line stood behind the body
    bool closed;  // keywords or a list of other articles stood behind it
};

struct builder {
    struct arena *a, *scratch;
    struct page *page;
    struct lines lines;
    struct dateline_hints hints;
    VEC(struct segment) segments;
    VEC(struct draft) drafts;
    VEC(struct str) related;
    VEC(struct str) keywords;
    size_t keyword_blocks;
};

// Notes a segment; article -1: of the page.
void segment_add(struct builder *b, enum segment_kind kind, int article, struct span at);

// Adds a credit line to the draft.
void draft_add_credit(struct builder *b, struct draft *d, struct span line, struct span value);

// Reads lead, subheadings, lists and a credit at the end off the body lines, notes their segments
// and fills the article.
void draft_finish(struct builder *b, size_t index);

#endif
