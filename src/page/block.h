// block: what a page's text is made of, before its segments are known.
//
// A text page gives one block a line; an HTML page gives one block a kept element, each on a line
// of its own in page.text.  Blocks are in text order, do not overlap, and hold no line break.
#ifndef PAGE_BLOCK_H
#define PAGE_BLOCK_H

#include "model.h"

enum block_kind {
    BLOCK_LINE,     // of a text page: its kind must be read off the text; may be blank
    BLOCK_PARA,     // p and whatever holds running text
    BLOCK_TITLE,    // the heading taken as the article's title
    BLOCK_HEADING,  // any other heading
    BLOCK_BULLET,   // item of an unordered list, the bullet not in the text
    BLOCK_NUMBERED, // item of an ordered list, the number not in the text
    BLOCK_QUOTE,    // blockquote
    BLOCK_CAPTION,  // figcaption
    BLOCK_TABLE,    // one row, cells apart by " | "
    BLOCK_BYLINE    // the line that names the author
};

struct block {
    enum block_kind kind;
    struct span at; // bytes of page.text
};

struct blocks {
    struct block *v;
    size_t n;
};

#endif
