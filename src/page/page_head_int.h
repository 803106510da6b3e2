// page_head_int: what the parts of page_head share; private to them.
//
// page_head.c is the order of the steps and the helpers, page_title.c, page_authors.c and
// page_dates.c find what readers see around the title, page_edges.c clears the edges of the text.
#ifndef PAGE_PAGE_HEAD_INT_H
#define PAGE_PAGE_HEAD_INT_H

#include "page/main_text.h"
#include "page/metadata.h"

enum {
    DATE_CHARS = 120,  // letters of a line that may hold the page's date
    PROSE_CHARS = 60,  // fewest letters of a paragraph that is none
    BYLINE_CHARS = 80, // letters of a line that may be a byline
    BYLINE_LINES = 20, // runs behind the title that are looked at for one
};

struct head {
    struct arena *a;
    const struct html_tree *t;
    const struct html_runs *runs;
    struct main_text *main;
    struct metadata *m;
    size_t first; // the first run behind the title
};

// The text of run i; `apart`: with a blank between two elements, which stand side by side with
// nothing between in the lines of dates and names.
struct str head_text(const struct head *h, size_t i, bool apart);
// The same, not apart.
struct str head_line(const struct head *h, size_t i);
// A sentence or a list item; one that names a day is no date line.
bool head_is_sentence(struct str line);
// Is the run a kept paragraph of the text?
bool head_is_prose(const struct head *h, size_t i);
// A cheap look: has the line a day and a year, a number of four digits?
bool head_may_hold_date(struct str line);
// The date in a line; .p NULL where there is none.
struct str head_date_in(const struct head *h, struct str line);

// The title as the page shows it; sets h->first.
void head_find_title(struct head *h);
// The authors, where metadata name none, the site, or a log-in name.
void head_find_authors(const struct head *h);
// Does a line begin as bylines do?
bool head_is_byline(struct str line);
// The dates, where metadata have none; else what is shown corrects or completes them.
void head_find_date(const struct head *h);
void head_compare_dates(const struct head *h);
// Lines below the title that are nothing but a date are no text.
void head_drop_date_lines(const struct head *h);
// Notices, buttons, bylines, end marks and unmarked reader comments are no text.
void head_clear_edges(const struct head *h);

#endif
