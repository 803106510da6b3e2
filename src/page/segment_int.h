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
    bool headed;  // its head has been read
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

// Line i; NULL behind the last.
static inline const struct line *line_at(const struct builder *b, size_t i)
{
    return i < b->lines.n ? &b->lines.v[i] : NULL;
}

// The value of a line with a label; empty where the label stands alone.
static inline struct span value_of(const struct line *l)
{
    return (struct span){l->at.start + l->marker.rest, l->at.end};
}

// The text of a span of the page.
static inline struct str view(const struct builder *b, struct span at)
{
    return str_sub(b->page->text, at.start, at.end);
}

// --- head.c -------------------------------------------------------------------------------------

enum {
    HEAD_LINES = 8,   // kicker, title, deck, byline, date, caption, buttons, dateline
    BYLINE_WORDS = 12 // of a byline or a line of furniture
};

// The head of an article: lines [first, text) before its running text.
struct head {
    size_t title;    // line, SIZE_MAX: none
    size_t text;     // where the running text starts
    size_t dateline; // line of a dateline of its own, SIZE_MAX: none
};

struct head head_of(const struct builder *b, size_t first);
// May line i be a headline?  `text` is the line where the running text would start.
bool is_headline(const struct builder *b, size_t i, size_t text);
// The first line behind i that is neither byline nor furniture.
size_t text_behind(const struct builder *b, size_t i);
// Is the line a dateline and nothing else?  `opening`: asked where an article may begin.
bool is_dateline(const struct builder *b, size_t i, bool opening);
// A dateline in front of the text of line i.
struct dateline_reading dateline_before_text(const struct builder *b, size_t i, bool opening);
// Does a paragraph in the middle of a text open another article?
bool opens_in_text(const struct builder *b, size_t i);
bool is_byline(const struct builder *b, const struct line *l);
// The name in "name - date"; empty where the line is no such thing.
struct str byline_before_date(struct arena *scratch, const struct line *l);
// Is line i a credit?  Fills its value, which may stand in the next line, and how many lines it
// takes.
bool credit_line(const struct builder *b, size_t i, struct span *value, size_t *taken);

#endif
