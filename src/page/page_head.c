// page_head: see page_head.h.
//
// Two in five Arabic pages have no date for machines, and most name their author in the text only.
// What a reader looks at is near the title, so the lines there are tried: a line with a word of
// publishing ("نشر", "Published") before others, below the title before above it.
#include "page/page_head.h"

#include <string.h>

#include "page/byline.h"
#include "page/html_hints.h"
#include "page/html_text.h"
#include "page/names.h"
#include "page/notice.h"
#include "text/fold.h"

enum {
    TITLE_BYTES_MIN = 12, // of a heading that may stand against the title in the metadata
    TITLE_CHARS_MIN = 12, // letters of a line that may be a title
    RUNS_FOR_TITLE = 300, // runs that are looked at to see whether the title is shown
    LINES_TO_TITLE = 12,  // between a title and the first paragraph
    BYLINE_CHARS = 80,    // letters of a line that may be a byline
    BYLINE_LINES = 20,    // runs behind the title that are looked at for one
    BYLINE_LINES_ABOVE = 6,
    DATE_CHARS = 120,     // letters of a line that may hold the page's date
    DATE_LINE_CHARS = 70, // and of one that is taken out of the text
    LINES_BELOW = 40,     // runs behind the title that are looked at for a date
    LINES_ABOVE = 10,
    LINES_NEAR = 6,      // runs around the title that may correct a date
    LINES_MORE = 2,      // behind the day of publishing
    LEADS = 2,           // paragraphs that may stand between a title and its date
    LINES_MASTHEAD = 12, // runs at the start of a page
    SHORT_CHARS = 40,    // letters of a line that is none of the text's, full stop or not
    LINES_HEAD = 8,      // runs behind the title that may be date lines
    PROSE_CHARS = 60,    // fewest letters of a paragraph that is none
    TEXT_CHARS = 150,    // fewest letters of an article that comments may follow
    NOTICE_CHARS = 400,  // letters of a notice
    END_LINES = 4,       // at the end of a text that are looked at for an end mark
    BUTTON_CHARS = 40,   // letters of a line of buttons
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
static struct str text_of(const struct head *h, size_t i, bool apart)
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

static struct str run_text(const struct head *h, size_t i)
{
    return text_of(h, i, false);
}

// A sentence or a list item that names a day ("- يتعهد … قبل 31 أيار 2026.") is no date line.
static bool is_sentence(struct str line)
{
    line = str_trim_wide(line);
    return str_ends(line, S(".")) || str_ends(line, S("؟")) || str_ends(line, S("!")) ||
           str_starts(line, S("- ")) || str_starts(line, S("• "));
}

static bool is_prose(const struct head *h, size_t i)
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
static bool may_hold_date(struct str s)
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

static struct str date_in(const struct head *h, struct str line)
{
    return may_hold_date(line) ? metadata_date(h->a, line) : (struct str){0};
}

// --- title --------------------------------------------------------------------------------------

static size_t words_shared(struct str few, struct str many, size_t *words)
{
    size_t shared = 0;
    struct str word;
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
static bool titles_agree(struct str a, struct str b)
{
    size_t words, shared = a.n < b.n ? words_shared(a, b, &words) : words_shared(b, a, &words);
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
            words_shared(h->m->title, run_text(h, i), &words) * 4 >= words * 3)
            return true;
    }
    return false;
}

// The title by its looks: emphasised, above the first paragraph, with a date or nothing but short
// lines between.
static void find_title_by_looks(struct head *h)
{
    size_t prose = 0;
    while (prose < h->runs->n && !(is_prose(h, prose) && !is_emphasised(h, prose)))
        prose++;
    if (prose == h->runs->n)
        return;
    for (size_t i = prose; i-- > 0 && i + LINES_TO_TITLE >= prose;) {
        const struct html_run *run = &h->runs->v[i];
        if (run->m.chars < TITLE_CHARS_MIN || run->m.chars > DATE_CHARS ||
            h->main->cut[run->first] || run->m.link_chars * 2 > run->m.chars ||
            !is_emphasised(h, i))
            continue;
        struct str line = run_text(h, i);
        if (is_sentence(line) || str_ends(line, S(":")) || date_in(h, line).n)
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
            h->main->cut[r->v[i].first] || !str_eq(run_text(h, i), title))
            continue;
        h->main->kept[i] = false;
        h->first = i + 1;
        return;
    }
    if (!title_is_shown(h))
        find_title_by_looks(h);
}

static void find_title(struct head *h)
{
    const struct html_runs *r = h->runs;
    uint32_t heading = h->main->title;
    if (!heading) {
        find_title_line(h);
        return;
    }
    while (h->first < r->n && r->v[h->first].first < h->t->nodes[heading].end)
        h->first++;
    struct str text = html_tree_text(h->a, h->t, heading), known = h->m->title;
    bool agree = !known.n ||
                 (text.n >= TITLE_BYTES_MIN && text.n * 3 > known.n && titles_agree(text, known));
    // A lower heading counts where it is the title up to a separator: "Headline | Section | Site".
    struct str rest = str_trim_wide(str_drop(known, text.n));
    bool front = str_starts(known, text) && rest.n && str_has(S("|-»:"), str_take(rest, 1));
    rest = str_trim_wide(str_take(known, known.n - text.n < known.n ? known.n - text.n : 0));
    bool back = str_ends(known, text) && rest.n && str_has(S("|-»:"), str_drop(rest, rest.n - 1));
    if (agree && (h->t->nodes[heading].tag <= TAG_H2 || front || back))
        h->m->title = text;
}

// --- authors ------------------------------------------------------------------------------------

// Is the only author that metadata name the site itself?
static bool names_site(const struct metadata *m)
{
    return m->authors.n == 1 && m->site.n &&
           (str_eq_nocase(m->site, m->authors.v[0]) || str_has(m->authors.v[0], m->site));
}

// A name such as "admin", "katie_s", "a.writer2": what somebody logs in with.
static bool is_login(struct str name)
{
    bool odd = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c == ' ' || (unsigned char)c >= 0x80)
            return false;
        odd |= i > 0 && !(c >= 'a' && c <= 'z'); // a dot, a digit, a capital inside
    }
    return odd || (name.n && name.p[0] == ascii_lower(name.p[0]));
}

// Those that name nobody.
static bool is_role_login(struct str name)
{
    static const struct str roles[] = {S_INIT("admin"),  S_INIT("administrator"), S_INIT("editor"),
                                       S_INIT("author"), S_INIT("webmaster"),     S_INIT("root"),
                                       S_INIT("user"),   S_INIT("publisher"),     S_INIT("wpadmin"),
                                       S_INIT("news"),   S_INIT("adminuser")};
    size_t n = name.n;
    while (n && is_ascii_digit(name.p[n - 1]))
        n--;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (str_eq_nocase(str_take(name, n), roles[i]))
            return true;
    return false;
}

static bool starts_with_byline(struct str line)
{
    static const struct str starts[] = {S_INIT("by"),      S_INIT("written by"), S_INIT("author:"),
                                        S_INIT("author,"), S_INIT("بقلم"),       S_INIT("كتب"),
                                        S_INIT("كُتب"),     S_INIT("بواسطة"),     S_INIT("الكاتب:"),
                                        S_INIT("نویسنده")};
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (str_starts_nocase(line, starts[i]))
            return true;
    return false;
}

// A line near the title that begins with "By" or the like; such a word alone stands above its name.
static struct strs byline_of_lines(const struct head *h)
{
    struct strs names = {0};
    bool label = false;
    size_t i = h->first > BYLINE_LINES_ABOVE ? h->first - BYLINE_LINES_ABOVE : 0;
    for (; i < h->runs->n && i < h->first + BYLINE_LINES && !names.n; i++) {
        if (h->runs->v[i].m.chars > BYLINE_CHARS || h->runs->v[i].m.chars == 0)
            continue;
        struct str line = text_of(h, i, true);
        bool begins = label || starts_with_byline(line);
        label = byline_is_label(line);
        if (begins && !label)
            names = byline_names(h->a, line);
        if (names.n && names.v[0].p[0] >= 'a' && names.v[0].p[0] <= 'z')
            names.n = 0; // "By the end of this page"
    }
    return names;
}

static void find_authors(const struct head *h)
{
    struct metadata *m = h->m;
    bool login = m->authors.n == 1 && is_login(m->authors.v[0]);
    if (m->authors.n && !names_site(m) && !login)
        return;
    struct strs visible = byline_find(h->a, h->t, h->main->hints, h->main->title);
    if (!visible.n)
        visible = byline_of_lines(h);
    // A login is as good as another single word.
    if (visible.n &&
        !(login && visible.n == 1 && str_find_byte(visible.v[0], ' ') == visible.v[0].n))
        m->authors = visible;
    if (m->authors.n == 1 && is_role_login(m->authors.v[0]))
        m->authors.n = 0;
}

// --- date ---------------------------------------------------------------------------------------

// Where the first of the words stands; s.n: nowhere.
static size_t find_word(struct str s, const struct str *words, size_t count)
{
    size_t at = s.n;
    for (size_t i = 0; i < count; i++)
        at = str_find(str_take(s, at), words[i]) < at ? str_find(s, words[i]) : at;
    return at;
}

static size_t find_publishing(struct str s)
{
    static const struct str words[] = {S_INIT("نشر"),    S_INIT("نُشر"),      S_INIT("تاريخ"),
                                       S_INIT("انتشار"), S_INIT("ublished"), S_INIT("PUBLISHED"),
                                       S_INIT("osted"),  S_INIT("Publié")};
    return find_word(s, words, COUNT_OF(words));
}

static size_t find_updating(struct str s)
{
    static const struct str words[] = {S_INIT("تحديث"),     S_INIT("تعديل"),   S_INIT("بروزرسانی"),
                                       S_INIT("pdated"),    S_INIT("UPDATED"), S_INIT("odified"),
                                       S_INIT("mis à jour")};
    return find_word(s, words, COUNT_OF(words));
}

// What a line says about when the page was published and changed.
struct line_dates {
    struct str published, modified;
    bool sure; // it has a word of publishing
};

static struct line_dates dates_of_line(const struct head *h, struct str line)
{
    struct line_dates d = {0};
    if (!may_hold_date(line))
        return d;
    size_t publishing = find_publishing(line), updating = find_updating(line);
    d.sure = publishing < line.n;
    if (updating == line.n) {
        d.published = date_in(h, line);
    } else if (publishing < updating) {
        d.published = date_in(h, str_take(line, updating));
        d.modified = date_in(h, str_drop(line, updating));
    } else {
        d.published = date_in(h, str_drop(line, publishing));
        d.modified = date_in(h, str_take(line, publishing));
    }
    return d;
}

// The dates that readers see, and the runs they stand in.
struct seen_dates {
    struct str published, modified;
    size_t published_at, modified_at;
    bool sure; // that it is the day of publishing
};

// The text of run i where it may be a date line; the empty view else.
static struct str date_line(const struct head *h, size_t i)
{
    const struct html_run *run = &h->runs->v[i];
    if (run->m.chars > DATE_CHARS || run->m.chars < 6)
        return (struct str){0};
    struct str line = text_of(h, i, true);
    return run->m.chars > SHORT_CHARS && is_sentence(line) ? (struct str){0} : line;
}

static void see_line(const struct head *h, size_t i, struct seen_dates *seen, bool only_sure)
{
    struct line_dates d = dates_of_line(h, date_line(h, i));
    if (d.published.n && !seen->sure && (d.sure || (!seen->published.n && !only_sure))) {
        seen->published = d.published;
        seen->published_at = i;
        seen->sure = d.sure;
    }
    if (d.modified.n && !seen->modified.n) {
        seen->modified = d.modified;
        seen->modified_at = i;
    }
}

// Below the title as far as into the text, where behind a lead only lines with a word of publishing
// count any more; then above the title; last what a newspaper prints in the head of its page.
static struct seen_dates look_for_dates(const struct head *h)
{
    struct seen_dates seen = {0};
    int prose = 0;
    size_t n = h->runs->n, above = h->first > LINES_ABOVE ? h->first - LINES_ABOVE : 0;
    for (size_t i = h->first; i < n && i < h->first + LINES_BELOW; i++) {
        if (seen.sure && i > seen.published_at + LINES_MORE)
            break; // the day of the last change would stand beside it
        see_line(h, i, &seen, prose > LEADS);
        prose += is_prose(h, i);
    }
    for (size_t i = above; i < h->first && !seen.sure; i++)
        see_line(h, i, &seen, false);
    for (size_t i = 0; i < LINES_MASTHEAD && i < above && !seen.published.n; i++)
        see_line(h, i, &seen, false);
    return seen;
}

// "A. Writer - Tuesday 14 October 2025": what stands before the date and reads as a name.
static struct strs names_before_date(const struct head *h, struct str line)
{
    static const struct str separators[] = {S_INIT(" - "), S_INIT(" – "), S_INIT(" | ")};
    size_t at = line.n;
    for (size_t i = 0; i < COUNT_OF(separators); i++)
        at = str_find(str_take(line, at), separators[i]);
    struct str name = str_trim_wide(str_take(line, at)), word, rest;
    struct strs none = {0};
    if (at >= line.n)
        return none;
    if (starts_with_byline(name))
        return byline_names(h->a, name);
    if (!str_cut(name, ' ', &word, &rest) || !name_is_given(fold(h->a, word)))
        return none;
    return byline_names(h->a, name);
}

// "الرياض 06 ذو القعدة 1445 هـ … واس"
static bool ends_with_agency(const struct head *h, struct str line)
{
    const char *blank = line.n ? memrchr(line.p, ' ', line.n) : NULL;
    struct str last = blank ? str_drop(line, (size_t)(blank - line.p) + 1) : (struct str){0};
    return last.n && name_find(name_key(h->a, last), NAME_BIT(NAME_AGENCY));
}

// A line that is taken for a date is no text of the article.
static void drop_date_line(const struct head *h, size_t i)
{
    struct str line = run_text(h, i);
    if (h->runs->v[i].m.chars > DATE_LINE_CHARS || is_sentence(line))
        return;
    if (ends_with_agency(h, line))
        return; // a dateline
    h->main->kept[i] = false;
    if (!h->m->authors.n)
        h->m->authors = names_before_date(h, line);
}

static void find_date(const struct head *h)
{
    struct seen_dates seen = look_for_dates(h);
    if (seen.modified.n) {
        drop_date_line(h, seen.modified_at);
        if (!h->m->modified.value.n)
            h->m->modified = (struct sourced){seen.modified, S("text")};
    }
    if (seen.published.n)
        drop_date_line(h, seen.published_at);
    else
        seen.published = seen.modified; // better than none
    if (seen.published.n)
        h->m->published = (struct sourced){seen.published, S("text")};
}

// Machines write the day of a rebuild as both dates of an old article: where the day of publishing
// is not before that of the last change, an earlier day that readers see near the title is right.
// And what readers see as the day of the last change is right where metadata have none.
static void compare_dates(const struct head *h)
{
    struct metadata *m = h->m;
    struct str published = str_take(m->published.value, 10),
               modified = str_take(m->modified.value, 10);
    bool doubtful = modified.n && str_cmp(published, modified) >= 0;
    if (modified.n && !doubtful)
        return;
    for (size_t i = h->first > LINES_NEAR ? h->first - LINES_NEAR : 0;
         i < h->runs->n && i < h->first + LINES_NEAR; i++) {
        struct line_dates d = dates_of_line(h, date_line(h, i));
        if (d.modified.n && !m->modified.value.n)
            m->modified = (struct sourced){d.modified, S("text")};
        if (doubtful && d.published.n && str_cmp(str_take(d.published, 10), published) < 0) {
            m->published = (struct sourced){d.published, S("text")};
            return;
        }
    }
}

// Lines below the title that are nothing but a date are no text of the article.
static void drop_date_lines(const struct head *h)
{
    for (size_t i = h->first; i < h->runs->n && i < h->first + LINES_HEAD; i++) {
        if (h->main->kept[i] && h->runs->v[i].m.chars <= DATE_LINE_CHARS &&
            date_in(h, run_text(h, i)).n)
            drop_date_line(h, i);
    }
}

// --- edges --------------------------------------------------------------------------------------

// One kept run at an edge: is it a notice, then it goes; else it uses up patience, prose more.
static void try_notice(const struct head *h, size_t i, int *patience)
{
    uint32_t chars = h->runs->v[i].m.chars;
    if (chars <= NOTICE_CHARS && is_notice(run_text(h, i)))
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
        if (is_end_mark(run_text(h, i))) {
            memset(h->main->kept + i, 0, (h->runs->n - i) * sizeof *h->main->kept);
            return;
        }
    }
}

// A line of the head that says who wrote, where that is known, is no text.  Arabic ones are left to
// the segmenter, which makes segments of them.
static void drop_bylines(const struct head *h)
{
    for (size_t i = h->first; i < h->runs->n && i < h->first + BYLINE_LINES; i++) {
        if (!h->main->kept[i])
            continue;
        if (is_prose(h, i))
            return;
        struct str line = text_of(h, i, true);
        if (line.n && (unsigned char)line.p[0] >= 0x80)
            continue;
        bool named = false;
        for (size_t k = 0; k < h->m->authors.n && !named; k++)
            named = str_ends(line, h->m->authors.v[k]) && starts_with_byline(line);
        h->main->kept[i] = !named && !str_starts(line, S("Role,"));
    }
}

// Lines of nothing but buttons ("شارك", "واتساب", "A+") and words over advertisements go anywhere.
static void drop_buttons(const struct head *h)
{
    for (size_t i = 0; i < h->runs->n; i++) {
        const struct html_run *run = &h->runs->v[i];
        if (!h->main->kept[i] || run->m.chars > BUTTON_CHARS)
            continue;
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
        if (may && is_notice(run_text(h, i))) {
            memset(h->main->kept + i, 0, (h->runs->n - i) * sizeof *h->main->kept);
            return;
        }
        before += run->m.chars;
    }
}

void page_head_read(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                    struct main_text *main, struct metadata *m)
{
    struct head h = {.a = a, .t = t, .runs = runs, .main = main, .m = m};
    find_title(&h);
    find_authors(&h);
    if (!m->published.value.n)
        find_date(&h);
    else
        compare_dates(&h);
    drop_date_lines(&h);
    drop_opinions(&h);
    drop_buttons(&h);
    drop_bylines(&h);
    drop_end_mark(&h);
    drop_notices(&h);
}
