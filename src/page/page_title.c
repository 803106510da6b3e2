// page_title: the title of a page as it shows it.
//
// A heading counts where the metadata agree with it.  Without a heading, a line that says what the
// metadata say; and where no line does, for the site has one <title> for all its pages, a line that
// looks like a title.
#include "page/page_head_int.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "page/html_hints.h"

enum {
    HEADLINE_WORDS = 4,   // fewest words of a heading that is believed against metadata
    TITLE_BYTES_MIN = 12, // of a heading that may stand against the title in the metadata
    TITLE_CHARS_MIN = 12, // letters of a line that may be a title
    RUNS_FOR_TITLE = 300, // runs that are looked at to see whether the title is shown
    LINES_TO_TITLE = 12,  // between a title and the first paragraph
};

// ASCII letters in lower case: headings in capitals are the same titles.
static struct str lower(struct arena *a, struct str s)
{
    char *p = arena_alloc_raw(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = ascii_lower(s.p[i]);
    return (struct str){p, s.n};
}

// How many of the words of one stand in the other; in *words how many it has.
static size_t words_shared(struct arena *a, struct str few, struct str many, size_t *words)
{
    size_t shared = 0;
    struct str word;
    few = lower(a, few);
    many = lower(a, many);
    *words = 0;
    for (bool more = true; more && few.n;) {
        more = str_cut(few, ' ', &word, &few);
        *words += word.n > 0;
        shared += word.n > 0 && str_has(many, word);
    }
    return shared;
}

// The heading of the page is what readers see as the title; it counts if metadata agree with it, in
// that at least half of the words of the shorter one stand in the longer.
static bool titles_agree(struct arena *a, struct str x, struct str y)
{
    size_t words,
        shared = x.n < y.n ? words_shared(a, x, y, &words) : words_shared(a, y, x, &words);
    return words > 0 && shared * 2 >= words;
}

// Is the whole run set in bold, large letters or the like, or called a title?
static bool is_emphasised(const struct head *h, size_t i)
{
    const struct html_run *run = &h->runs->v[i];
    const struct html_node *nodes = h->t->nodes;
    if (h->main->hints[run->box] & HINT_TITLE)
        return true;
    for (uint32_t k = run->first; k <= run->last; k++) {
        bool strong = !(nodes[k].flags & HTML_NODE_TEXT);
        for (uint32_t up = nodes[k].parent; up > run->box && !strong; up = nodes[up].parent)
            strong = nodes[up].tag == TAG_B || nodes[up].tag == TAG_STRONG ||
                     nodes[up].tag == TAG_BIG || nodes[up].tag == TAG_FONT;
        if (!strong)
            return false;
    }
    return true;
}

// Does a line have three in four of the title's words?  Else what the page calls itself stands
// nowhere in it: the site has one <title> for all its pages.
static bool title_is_shown(const struct head *h)
{
    for (size_t i = 0; i < h->runs->n && i < RUNS_FOR_TITLE; i++) {
        size_t words;
        if (h->runs->v[i].m.chars >= TITLE_CHARS_MIN && h->runs->v[i].m.chars < DATE_CHARS &&
            words_shared(h->a, h->m->title, head_line(h, i), &words) * 4 >= words * 3)
            return true;
    }
    return false;
}

// The title by its looks: emphasised, above the first paragraph, with a date or nothing but short
// lines between.
static void find_title_by_looks(struct head *h)
{
    size_t prose = 0;
    while (prose < h->runs->n && !(head_is_prose(h, prose) && !is_emphasised(h, prose)))
        prose++;
    if (prose == h->runs->n)
        return;
    for (size_t i = prose; i-- > 0 && i + LINES_TO_TITLE >= prose;) {
        const struct html_run *run = &h->runs->v[i];
        if (run->m.chars < TITLE_CHARS_MIN || run->m.chars > DATE_CHARS ||
            h->main->cut[run->first] || run->m.link_chars * 2 > run->m.chars ||
            !is_emphasised(h, i))
            continue;
        struct str line = head_line(h, i);
        if (head_is_sentence(line) || str_ends(line, S(":")) || head_date_in(h, line).n)
            continue;
        h->m->title = line;
        h->main->kept[i] = false;
        h->first = i + 1;
        return;
    }
}

// Without a heading, a line that is the title word for word stands for it.
static void find_title_line(struct head *h)
{
    const struct html_runs *r = h->runs;
    struct str title = h->m->title;
    for (size_t i = 0; i < r->n && title.n; i++) {
        if (r->v[i].m.chars * 4 < title.n / 2 || r->v[i].m.chars > title.n ||
            h->main->cut[r->v[i].first] || !str_eq(head_line(h, i), title))
            continue;
        h->main->kept[i] = false;
        h->first = i + 1;
        return;
    }
    if (!title_is_shown(h))
        find_title_by_looks(h);
}

// The only <h1> of the page, where it is as long as a headline: what metadata say else was written
// for search engines, or is the site's name.
static bool is_only_headline(const struct head *h, uint32_t heading, struct str text)
{
    size_t words = 1, h1 = 0;
    for (size_t i = 0; i < text.n; i++)
        words += text.p[i] == ' ';
    if (h->t->nodes[heading].tag != TAG_H1 || words < HEADLINE_WORDS || h->main->cut[heading])
        return false;
    if (h->m->site.n && (str_has(text, h->m->site) || str_has(h->m->site, text)))
        return false; // a masthead
    for (size_t i = heading; i < h->t->nodes[heading].end; i++)
        if (h->t->nodes[i].flags & HTML_NODE_TEXT && h->t->nodes[i].flags & HTML_NODE_IN_LINK)
            return false; // leads somewhere else
    for (size_t i = 1; i < h->t->node_count; i++)
        h1 += !(h->t->nodes[i].flags & HTML_NODE_TEXT) && h->t->nodes[i].tag == TAG_H1;
    return h1 == 1;
}

void head_find_title(struct head *h)
{
    const struct html_runs *r = h->runs;
    uint32_t heading = h->main->title;
    if (!heading) {
        find_title_line(h);
        return;
    }
    while (h->first < r->n && r->v[h->first].first < h->t->nodes[heading].end)
        h->first++;
    struct str known = h->m->title;
    struct str text = utf8_take(html_tree_text(h->a, h->t, heading), LIMIT_TITLE_POINTS);
    bool agree = !known.n || (text.n >= TITLE_BYTES_MIN && text.n * 3 > known.n &&
                              titles_agree(h->a, text, known));
    // A lower heading counts where it is the title up to a separator: "Headline | Section | Site".
    struct str rest = str_trim_wide(str_drop(known, text.n));
    bool front = str_starts(known, text) && rest.n && str_has(S("|-»:"), str_take(rest, 1));
    rest = str_trim_wide(str_take(known, known.n - text.n < known.n ? known.n - text.n : 0));
    bool back = str_ends(known, text) && rest.n && str_has(S("|-»:"), str_drop(rest, rest.n - 1));
    if ((agree && (h->t->nodes[heading].tag <= TAG_H2 || front || back)) ||
        is_only_headline(h, heading, text))
        h->m->title = text;
}
