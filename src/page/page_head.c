// page_head: see page_head.h, and page_head_int.h for its parts.
#include "page/page_head.h"

#include "page/html_text.h"
#include "page/page_head_int.h"

// The text of run i; `apart`: with a blank between two elements, which stand side by side with
// nothing between in the lines of dates and names.
struct str head_text(const struct head *h, size_t i, bool apart)
{
    struct buf out = {0};
    const struct html_run *run = &h->runs->v[i];
    for (uint32_t k = run->first; k <= run->last; k++) {
        const struct html_node *n = &h->t->nodes[k];
        if (n->flags & HTML_NODE_SPACE_BEFORE || (apart && !(n->flags & HTML_NODE_TEXT)))
            html_text_space(&out);
        if (n->flags & HTML_NODE_TEXT)
            html_text_add(&out, html_tree_raw(h->t, k), !(n->flags & HTML_NODE_LITERAL));
    }
    struct str s = str_trim_wide(arena_str(h->a, buf_str(&out)));
    buf_release(&out);
    return s;
}

struct str head_line(const struct head *h, size_t i)
{
    return head_text(h, i, false);
}

// A sentence or a list item that names a day ("- يتعهد … قبل 31 أيار 2026.") is no date line.
bool head_is_sentence(struct str line)
{
    line = str_trim_wide(line);
    return str_ends(line, S(".")) || str_ends(line, S("؟")) || str_ends(line, S("!")) ||
           str_starts(line, S("- ")) || str_starts(line, S("• "));
}

bool head_is_prose(const struct head *h, size_t i)
{
    const struct html_run *run = &h->runs->v[i];
    return h->main->kept[i] && run->m.chars > PROSE_CHARS && run->m.stops + run->m.commas > 0;
}

static bool is_digit_at(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
    return is_ascii_digit(s.p[i]) || (c == 0xD9 && next >= 0xA0 && next <= 0xA9) || // U+0660
           (c == 0xDB && next >= 0xB0 && next <= 0xB9);                             // U+06F0
}

// A cheap look: has the line a day and a year, a number of four digits?
bool head_may_hold_date(struct str s)
{
    size_t digits = 0, numbers = 0;
    bool year = false;
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit_at(s, i)) {
            numbers += digits == 0;
            digits++;
            i += (s.p[i] & 0x80) != 0;
        } else {
            year |= digits == 4;
            digits = 0;
        }
    }
    return (year || digits == 4) && numbers >= 2;
}

struct str head_date_in(const struct head *h, struct str line)
{
    return head_may_hold_date(line) ? metadata_date(h->a, line) : (struct str){0};
}

void page_head_read(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                    struct main_text *main, struct metadata *m)
{
    struct head h = {.a = a, .t = t, .runs = runs, .main = main, .m = m};
    head_find_title(&h);
    head_find_authors(&h);
    if (!m->published.value.n)
        head_find_date(&h);
    else
        head_compare_dates(&h);
    head_drop_date_lines(&h);
    head_clear_edges(&h);
}
