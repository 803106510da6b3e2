// line: the non-blank blocks of a page with what can be seen of each on its own.
#ifndef PAGE_LINE_H
#define PAGE_LINE_H

#include "base/arena.h"
#include "page/block.h"
#include "page/marker.h"

enum list_mark { LIST_NONE, LIST_BULLET, LIST_NUMBER };

struct line {
    enum block_kind block;
    bool gap;         // blank lines before it
    bool plain;       // taken as running text, unread: too many lines stand before it
    struct span at;   // without blanks at both ends
    size_t raw_start; // the line's own start, indentation included
    struct str text;  // page.text[at]
    size_t words;
    bool closed; // ends as a sentence does: . ؟ ! …
    bool colon;  // ends with a colon
    enum list_mark list;
    size_t number;    // of LIST_NUMBER
    struct span item; // at, without bullet or number
    struct marker marker;
    signed char dateline[2]; // segment.c: is it one, asked in the middle and at an opening
};

struct lines {
    struct line *v;
    size_t n;
};

struct lines lines_of_blocks(struct arena *a, struct str text, const struct blocks *blocks);

// Short, and not closed by a full stop: may be a headline.
bool line_is_title_like(const struct line *l);
// Long enough to be running text.
bool line_is_paragraph(const struct line *l);
// A person's name and nothing else.
bool line_is_person(struct arena *scratch, const struct line *l);

// A date, perhaps with a time, and nothing else: "الثلاثاء 10 آذار/مارس 2026 الساعة 14:11".
bool line_is_date(struct arena *scratch, const struct line *l);

#endif
