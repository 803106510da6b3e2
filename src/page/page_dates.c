// page_dates: when a page was published and changed, as it shows it.
//
// Two in five Arabic pages have no date for machines.  Lines around the title are tried: one with a
// word of publishing ("نشر", "Published") before others, below the title before above it.
#include "page/page_head_int.h"

#include <string.h>

#include "page/byline.h"
#include "page/names.h"
#include "text/fold.h"

enum {
    DATE_LINE_CHARS = 70, // and of one that is taken out of the text
    LINES_BELOW = 40,     // runs behind the title that are looked at for a date
    LINES_ABOVE = 10,
    LINES_NEAR = 6,      // runs around the title that may correct a date
    LINES_MORE = 2,      // behind the day of publishing
    LEADS = 2,           // paragraphs that may stand between a title and its date
    LINES_MASTHEAD = 12, // runs at the start of a page
    LINES_ISSUE = 300,   // and of those that may have the number of a newspaper's issue
    SHORT_CHARS = 40,    // letters of a line that is none of the text's, full stop or not
    LINES_HEAD = 8,      // runs behind the title that may be date lines
};

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
    if (!head_may_hold_date(line))
        return d;
    size_t publishing = find_publishing(line), updating = find_updating(line);
    d.sure = publishing < line.n;
    if (updating == line.n) {
        d.published = head_date_in(h, line);
    } else if (publishing < updating) {
        d.published = head_date_in(h, str_take(line, updating));
        d.modified = head_date_in(h, str_drop(line, updating));
    } else {
        d.published = head_date_in(h, str_drop(line, publishing));
        d.modified = head_date_in(h, str_take(line, publishing));
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
    struct str line = head_text(h, i, true);
    return run->m.chars > SHORT_CHARS && head_is_sentence(line) ? (struct str){0} : line;
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
        prose += head_is_prose(h, i);
    }
    for (size_t i = above; i < h->first && !seen.sure; i++)
        see_line(h, i, &seen, false);
    for (size_t i = 0; i < LINES_ISSUE && i < above && !seen.published.n; i++)
        if (i < LINES_MASTHEAD || str_has(date_line(h, i), S("العدد")))
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
    if (head_is_byline(name))
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
    struct str line = head_line(h, i);
    if (h->runs->v[i].m.chars > DATE_LINE_CHARS || head_is_sentence(line))
        return;
    if (ends_with_agency(h, line))
        return; // a dateline
    h->main->kept[i] = false;
    if (!h->m->authors.n)
        h->m->authors = names_before_date(h, line);
}

void head_find_date(const struct head *h)
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
void head_compare_dates(const struct head *h)
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
void head_drop_date_lines(const struct head *h)
{
    for (size_t i = h->first; i < h->runs->n && i < h->first + LINES_HEAD; i++) {
        if (h->main->kept[i] && h->runs->v[i].m.chars <= DATE_LINE_CHARS &&
            head_date_in(h, head_line(h, i)).n)
            drop_date_line(h, i);
    }
}
