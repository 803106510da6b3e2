// marked_text: see marked_text.h.
//
// Marks are sorted so that an outer one comes before what it holds; a stack of open ones is closed
// and opened again at line ends, because a quotation may run over paragraphs and an element may
// not.
#include "serve/marked_text.h"

#include <stdlib.h>

enum { OPEN_MAX = 16 };

struct writer {
    struct html *h;
    struct str text;
    const struct text_mark *marks;
    size_t mark_count, next;           // next mark to open
    size_t open[OPEN_MAX], open_count; // indexes of marks
};

static int by_place(const void *x, const void *y)
{
    const struct text_mark *a = x, *b = y;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return 0;
}

// `again`: it goes on from the line before, and an id may stand only once.
static void put_open(struct writer *w, const struct text_mark *m, bool again)
{
    struct html *h = w->h;
    if (m->link.n) {
        html_raw(h, "<a");
        html_attr(h, "href", m->link);
    } else {
        html_raw(h, "<span");
    }
    html_attr(h, "class", str_from_cstr(m->css_class));
    if (m->id.n && !again)
        html_attr(h, "id", m->id);
    if (m->title.n)
        html_attr(h, "title", m->title);
    html_raw(h, ">");
}

static void put_close(struct writer *w, const struct text_mark *m)
{
    if (m->link.n)
        html_raw(w->h, "</a>");
    else
        html_raw(w->h, "</span>");
}

static bool has_open_link(const struct writer *w)
{
    for (size_t i = 0; i < w->open_count; i++)
        if (w->marks[w->open[i]].link.n)
            return true;
    return false;
}

// Writes text[at, end) with the marks that begin or end in it.
static void put_run(struct writer *w, size_t at, size_t end)
{
    for (size_t i = 0; i < w->open_count; i++)
        put_open(w, &w->marks[w->open[i]], true);
    while (at < end) {
        size_t stop = end;
        const struct text_mark *top = w->open_count ? &w->marks[w->open[w->open_count - 1]] : NULL;
        if (top && top->end <= at) {
            put_close(w, top);
            w->open_count--;
            continue;
        }
        while (w->next < w->mark_count && w->marks[w->next].start < at)
            w->next++; // it began in a part that is not shown
        const struct text_mark *m = w->next < w->mark_count ? &w->marks[w->next] : NULL;
        if (m && m->start == at) {
            bool fits = w->open_count < OPEN_MAX && (!top || m->end <= top->end) &&
                        m->end > m->start && !(m->link.n && has_open_link(w));
            if (fits) {
                put_open(w, m, false);
                w->open[w->open_count++] = w->next;
            }
            w->next++;
            continue;
        }
        if (top && top->end < stop)
            stop = top->end;
        if (m && m->start < stop)
            stop = m->start;
        html_text(w->h, str_sub(w->text, at, stop));
        at = stop;
    }
    // Close for the end of the line; what goes on is opened again on the next.
    for (size_t i = w->open_count; i-- > 0;)
        put_close(w, &w->marks[w->open[i]]);
    size_t kept = 0;
    for (size_t i = 0; i < w->open_count; i++)
        if (w->marks[w->open[i]].end > end)
            w->open[kept++] = w->open[i];
    w->open_count = kept;
}

// The bytes of a list mark at the start of a line ("- ", "• ", "1. "); 0: none.
static size_t list_mark(struct str line, bool *numbered)
{
    static const struct str bullets[] = {S_INIT("- "), S_INIT("• "), S_INIT("– "), S_INIT("* "),
                                         S_INIT("▪ ")};
    *numbered = false;
    for (size_t i = 0; i < COUNT_OF(bullets); i++)
        if (str_starts(line, bullets[i]))
            return bullets[i].n;
    size_t digits = 0;
    while (digits < line.n && digits < 3 && is_ascii_digit(line.p[digits]))
        digits++;
    *numbered = digits > 0;
    return digits && str_starts(str_drop(line, digits), S(". ")) ? digits + 2 : 0;
}

enum list_kind { LIST_NONE, LIST_BULLETS, LIST_NUMBERS };

static void switch_list(struct html *h, enum list_kind *now, enum list_kind to)
{
    if (*now == to)
        return;
    if (*now == LIST_BULLETS)
        html_raw(h, "</ul>");
    else if (*now == LIST_NUMBERS)
        html_raw(h, "</ol>");
    if (to == LIST_BULLETS)
        html_raw(h, "<ul>");
    else if (to == LIST_NUMBERS)
        html_raw(h, "<ol>");
    *now = to;
}

void marked_text(struct html *h, struct arena *a, struct str text, struct text_mark *marks,
                 size_t mark_count)
{
    (void)a;
    if (mark_count)
        qsort(marks, mark_count, sizeof *marks, by_place);
    struct writer w = {.h = h, .text = text, .marks = marks, .mark_count = mark_count};
    enum list_kind list = LIST_NONE;
    struct str rest = text, line;
    while (str_next_line(&rest, &line)) {
        if (str_trim_wide(line).n == 0)
            continue;
        struct str shown = str_trim(line);
        bool numbered;
        size_t mark = list_mark(shown, &numbered);
        switch_list(h, &list, !mark ? LIST_NONE : numbered ? LIST_NUMBERS : LIST_BULLETS);
        size_t start = (size_t)(shown.p - text.p) + mark;
        if (mark)
            html_raw(h, "<li dir=\"auto\">");
        else
            html_raw(h, "<p dir=\"auto\">");
        put_run(&w, start, (size_t)(shown.p - text.p) + shown.n);
        if (mark)
            html_raw(h, "</li>");
        else
            html_raw(h, "</p>");
    }
    switch_list(h, &list, LIST_NONE);
}
