// page_edges: lines at the edges of a text that are none of it.
//
// They stand in the article's own element on many sites, with no class that says what they are, and
// are told by their words (notice.h).
#include "page/page_head_int.h"

#include <string.h>

#include "page/notice.h"

enum {
    TEXT_CHARS = 150,   // fewest letters of an article that comments may follow
    NOTICE_CHARS = 400, // letters of a notice
    END_LINES = 4,      // at the end of a text that are looked at for an end mark
    BUTTON_CHARS = 40,  // letters of a line of buttons
    BUTTON_RUNS = 400,  // short lines that are looked at for buttons
};

// One kept run at an edge: is it a notice, then it goes; else it uses up patience, prose more.
static void try_notice(const struct head *h, size_t i, int *patience)
{
    uint32_t chars = h->runs->v[i].m.chars;
    if (chars <= NOTICE_CHARS && is_notice(head_line(h, i)))
        h->main->kept[i] = false;
    else
        *patience -= chars > PROSE_CHARS ? 4 : 1;
}

// Takes notices out of both edges of the text, as far as the first or second paragraph of prose.
static void drop_notices(const struct head *h)
{
    size_t n = h->runs->n;
    int patience = 4;
    for (size_t i = 0; i < n && patience > 0; i++)
        if (h->main->kept[i])
            try_notice(h, i, &patience);
    patience = 8;
    for (size_t i = n; i-- > 0 && patience > 0;)
        if (h->main->kept[i])
            try_notice(h, i, &patience);
}

// The end mark of an agency's dispatch goes with what follows: its hour and number.
static void drop_end_mark(const struct head *h)
{
    size_t lines = 0;
    for (size_t i = h->runs->n; i-- > 0 && lines < END_LINES;) {
        if (!h->main->kept[i])
            continue;
        lines++;
        if (h->runs->v[i].m.chars > BUTTON_CHARS)
            return;
        if (is_end_mark(head_line(h, i))) {
            memset(h->main->kept + i, 0, (h->runs->n - i) * sizeof *h->main->kept);
            return;
        }
    }
}

// A line of the head that says who wrote, where that is known, is no text, nor is one that says
// their office behind a label for readers who hear the page ("Role, …").  Arabic ones with a colon
// are left to the segmenter, which makes segments of them.
static void drop_bylines(const struct head *h)
{
    for (size_t i = h->first; i < h->runs->n && i < h->first + BYLINE_LINES; i++) {
        if (!h->main->kept[i])
            continue;
        if (h->runs->v[i].m.chars > BYLINE_CHARS)
            return;
        struct str line = head_text(h, i, true);
        if (line.n && (unsigned char)line.p[0] >= 0x80 && str_find_byte(line, ':') < line.n)
            continue;
        bool named = false;
        for (size_t k = 0; k < h->m->authors.n && !named; k++)
            named = str_ends(line, h->m->authors.v[k]) && head_is_byline(line);
        h->main->kept[i] = !named && !str_starts(line, S("Role,"));
    }
}

// Lines of nothing but buttons ("شارك", "واتساب", "A+") and words over advertisements go anywhere.
static void drop_buttons(const struct head *h)
{
    size_t looked = 0;
    for (size_t i = 0; i < h->runs->n && looked < BUTTON_RUNS; i++) {
        const struct html_run *run = &h->runs->v[i];
        if (!h->main->kept[i] || run->m.chars > BUTTON_CHARS)
            continue;
        looked++;
        bool buttons = true;
        for (uint32_t k = run->first; k <= run->last && buttons; k++)
            buttons = !(h->t->nodes[k].flags & HTML_NODE_TEXT) ||
                      is_button_text(str_trim_wide(html_tree_raw(h->t, k)));
        h->main->kept[i] = !buttons;
    }
}

// "These opinions do not express ours" in the middle of what was kept: reader comments without any
// mark follow, for a page says so of nothing else.
static void drop_opinions(const struct head *h)
{
    size_t before = 0;
    for (size_t i = 0; i < h->runs->n; i++) {
        const struct html_run *run = &h->runs->v[i];
        if (!h->main->kept[i])
            continue;
        bool may = before >= TEXT_CHARS && run->m.chars <= NOTICE_CHARS &&
                   str_has(html_tree_raw(h->t, run->first), S("لا تعبر"));
        if (may && is_notice(head_line(h, i))) {
            memset(h->main->kept + i, 0, (h->runs->n - i) * sizeof *h->main->kept);
            return;
        }
        before += run->m.chars;
    }
}

void head_clear_edges(const struct head *h)
{
    drop_opinions(h);
    drop_buttons(h);
    drop_bylines(h);
    drop_end_mark(h);
    drop_notices(h);
}
