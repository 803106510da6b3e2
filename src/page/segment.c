// segment: the walk over the lines of a page.
//
// A page is read once from top to bottom.  Marker lines (marker.h) say what follows; a dateline in
// a line of its own opens an article; everything else is text, which belongs to the article that is
// open.  Credit lines and keywords end an article, but text may still follow them.  What a line is
// can depend on the next few lines (a headline stands before a dateline or a longer paragraph,
// never alone), so each decision looks ahead at most HEAD_LINES lines: linear time.
//
// Evidence goes both ways: before the walk the credit lines are read for outlets, so that a
// dateline that names an outlet which no list has is still known.
#include "page/segment.h"

#include "page/credit.h"
#include "page/keyword_block.h"
#include "page/names.h"
#include "page/segment_int.h"
#include "page/title.h"
#include "text/fold.h"

enum {
    RELATED_WORDS = 30,      // of a line in a list of titles
    SHORT_LINES = 3,         // before a late dateline
    MAX_HINTS = 64,          // outlets noted from credit lines
    MAX_KEYWORD_BLOCKS = 16, // more are not read
    SECOND_WORDS = 30        // of the text of a second article that no dateline opens
};

struct blocks blocks_of_lines(struct arena *a, struct str text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.n; i++)
        count += text.p[i] == '\n';
    struct blocks out = {arena_new(a, struct block, count), 0};
    struct str rest = text, line;
    while (str_next_line(&rest, &line)) {
        size_t start = (size_t)(line.p - text.p);
        out.v[out.n].kind = BLOCK_LINE;
        out.v[out.n++].at = (struct span){start, start + line.n};
    }
    return out;
}

static struct draft *current(const struct builder *b)
{
    return b->drafts.n ? &b->drafts.v[b->drafts.n - 1] : NULL;
}

static int current_index(const struct builder *b)
{
    return (int)b->drafts.n - 1;
}

static struct draft *draft_open(struct builder *b)
{
    struct draft *d = vec_push(b->a, &b->drafts);
    if (b->drafts.n > 1 || b->page->article_count == 0)
        return d;
    d->article = b->page->articles[0];
    if (d->article.title.n)
        d->article.title = title_strip(b->a, d->article.title, &d->article.flags);
    // Sites sign as authors of what they took over.
    if (b->page->site.n &&
        str_eq(name_key(b->scratch, d->article.byline), name_key(b->scratch, b->page->site)))
        d->article.byline = (struct str){0};
    return d;
}

// --- credits, bylines, keywords -----------------------------------------------------------------

static size_t take_credit(struct builder *b, size_t i, struct span value, size_t taken)
{
    struct draft *d = current(b) ? current(b) : draft_open(b);
    struct span at = {b->lines.v[i].at.start, b->lines.v[i + taken - 1].at.end};
    draft_add_credit(b, d, at, value);
    segment_add(b, SEGMENT_SOURCE, current_index(b), at);
    d->sourced = d->body.n > 0;
    return i + taken;
}

static void set_byline(struct draft *d, struct str name)
{
    if (!d->article.byline.p && name.n)
        d->article.byline = name;
}

static size_t take_byline(struct builder *b, size_t i)
{
    struct draft *d = current(b) ? current(b) : draft_open(b);
    const struct line *l = line_at(b, i);
    struct str name = l->marker.kind ? view(b, value_of(l)) : l->text;
    struct str before_date = byline_before_date(b->scratch, l);
    if (before_date.n)
        name = before_date;
    if (str_ends(name, S(":")))
        name = str_trim_wide(str_take(name, name.n - 1));
    set_byline(d, name);
    segment_add(b, SEGMENT_BYLINE, current_index(b), l->at);
    return i + 1;
}

// Keywords in the line of the label, or in the short lines behind it.
static size_t take_keywords(struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i);
    struct span list = value_of(l);
    size_t end = i + 1;
    if (list.end <= list.start) {
        list = (struct span){l->at.end, l->at.end};
        for (const struct line *next; (next = line_at(b, end)) != NULL; end++) {
            // One per line without gaps, or one line of all; hashtags go on over gaps.
            bool tag = str_starts(next->text, S("#")) || next->block == BLOCK_BULLET;
            if (next->marker.kind || next->closed || line_is_paragraph(next))
                break;
            if (end > i + 1 && !tag && (next->gap || next->words > 5))
                break;
            if (list.end == list.start)
                list.start = next->at.start;
            list.end = next->at.end;
        }
    }
    struct span at = {l->at.start, end > i + 1 ? list.end : l->at.end};
    struct str before = str_take(b->page->text, l->at.start);
    struct str body = before.n > b->page->text.n / 4 ? before : str_drop(b->page->text, at.end);
    struct strs words = {0};
    if (b->keyword_blocks++ < MAX_KEYWORD_BLOCKS)
        words = keyword_block_read(b->a, b->scratch, view(b, list), body);
    for (size_t k = 0; k < words.n; k++)
        *vec_push(b->a, &b->keywords) = words.v[k];
    segment_add(b, SEGMENT_KEYWORDS, -1, at);
    if (current(b) && current(b)->body.n)
        current(b)->closed = true;
    return end;
}

// --- datelines and heads ------------------------------------------------------------------------

static void set_dateline(struct builder *b, struct draft *d, const struct dateline_reading *r)
{
    d->article.dateline = r->line;
    set_byline(d, r->reporter);
    segment_add(b, SEGMENT_DATELINE, current_index(b), r->line.at);
}

static void take_dateline(struct builder *b, struct draft *d, const struct line *l)
{
    struct dateline_reading r =
        dateline_read(b->scratch, b->page->text, l->at, true, true, &b->hints);
    set_dateline(b, d, &r);
}

static void set_title(struct builder *b, struct draft *d, const struct line *l)
{
    struct strs flags;
    struct str title = title_strip(b->a, l->text, &flags);
    if (!d->article.title.p) {
        d->article.title = title;
        d->article.flags = flags;
    }
    segment_add(b, SEGMENT_TITLE, current_index(b), l->at);
}

static void push_body(struct builder *b, const struct line *l, size_t start)
{
    *vec_push(b->a, &current(b)->body) = (struct body_line){
        l, {start, l->at.end}
    };
}

// Opens an article at its head and takes the head; returns the first line behind it.
static size_t open_article(struct builder *b, size_t first)
{
    // A credit or byline may have stood before the head.
    struct draft *d = current(b) && !current(b)->headed ? current(b) : draft_open(b);
    struct head h = head_of(b, first);
    d->headed = true;
    for (size_t i = first; i < h.text; i++) {
        const struct line *l = line_at(b, i);
        if (i == h.title) {
            set_title(b, d, l);
        } else if (i == h.dateline) {
            take_dateline(b, d, l);
        } else if (is_byline(b, l)) {
            take_byline(b, i);
        } else {
            segment_add(b, SEGMENT_OTHER, current_index(b), l->at);
        }
    }
    return h.text;
}

// --- running text -------------------------------------------------------------------------------

// Is there a dateline of its own within the head that starts at line i, behind a headline?
static bool opens_second(const struct builder *b, size_t i)
{
    struct head h = head_of(b, i);
    return h.dateline < SIZE_MAX && h.title < SIZE_MAX && h.title < h.dateline;
}

// Words of the running text from line i up to the next marker.
static size_t words_ahead(const struct builder *b, size_t i)
{
    size_t words = 0;
    for (const struct line *l; (l = line_at(b, i)) != NULL && !l->marker.kind; i++)
        if (words += l->words, words > 2 * SECOND_WORDS)
            break;
    return words;
}

// A run of at least three short lines behind an article's end: titles of other articles.
static size_t titles_ahead(const struct builder *b, size_t i)
{
    size_t count = 0;
    for (const struct line *l; (l = line_at(b, i + count)) != NULL; count++)
        if (l->marker.kind || l->words > RELATED_WORDS || !line_is_title_like(l) ||
            (l->words < 3 && !l->list))
            break;
    return count >= 3 ? count : 0;
}

static void add_related(struct builder *b, size_t first, size_t count)
{
    struct span at = {line_at(b, first)->at.start, line_at(b, first + count - 1)->at.end};
    if (line_at(b, first)->list)
        at.start = line_at(b, first)->raw_start;
    for (size_t i = first; i < first + count; i++)
        *vec_push(b->a, &b->related) = view(b, line_at(b, i)->item);
    segment_add(b, SEGMENT_RELATED, -1, at);
}

// A line behind the credits or keywords of the open article.
static size_t take_behind_end(struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i);
    struct draft *d = current(b);
    if (is_dateline(b, i, false) || opens_second(b, i))
        return open_article(b, i);
    if (l->block != BLOCK_LINE) {
        // What was kept of an HTML page is text, whatever stands before it.
        d->sourced = d->closed = false;
        push_body(b, l, l->at.start);
        return i + 1;
    }
    size_t titles = titles_ahead(b, i);
    if (titles && (l->list || !line_at(b, i + titles) || line_at(b, i + titles)->marker.kind)) {
        add_related(b, i, titles);
        return i + titles;
    }
    if (is_headline(b, i, text_behind(b, i)) && words_ahead(b, i + 1) >= 2 * SECOND_WORDS)
        return open_article(b, i);
    if (!d->closed && line_is_paragraph(l)) {
        // A credit in the middle (of a picture, of a box): the text goes on.
        d->sourced = false;
        push_body(b, l, l->at.start);
    } else {
        segment_add(b, SEGMENT_OTHER, -1, l->at);
    }
    return i + 1;
}

// The first line of a body may open with a dateline.
static size_t take_first_text(struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i);
    struct draft *d = current(b);
    if (!d->article.dateline.text.p) {
        if (is_dateline(b, i, true)) {
            take_dateline(b, d, l);
            return i + 1;
        }
        struct dateline_reading r = dateline_before_text(b, i, true);
        if (r.line.text.p) {
            set_dateline(b, d, &r);
            push_body(b, l, r.rest);
            return i + 1;
        }
    }
    push_body(b, l, l->at.start);
    return i + 1;
}

// Does running text follow line i before the next marker?
static bool text_follows(const struct builder *b, size_t i)
{
    for (size_t k = i + 1; k <= i + 3 && line_at(b, k) && !line_at(b, k)->marker.kind; k++)
        if (line_is_paragraph(line_at(b, k)))
            return true;
    return false;
}

// A dateline in the middle of the text opens another article; the line before it is its headline.
// The first dateline of an article that comes late (behind a lead) is its own, and one with nothing
// behind it is a signature.
static size_t take_inner_dateline(struct builder *b, size_t i, bool whole)
{
    struct draft *d = current(b);
    const struct line *l = line_at(b, i), *last = d->body.v[d->body.n - 1].line;
    bool titled = last == l - 1 && d->body.n > 1 && !last->list && line_is_title_like(last);
    if (!titled && !d->article.dateline.text.p)
        return take_first_text(b, i);
    if (whole && !text_follows(b, i)) {
        push_body(b, l, l->at.start);
        return i + 1;
    }
    if (titled)
        d->body.n--;
    size_t next = open_article(b, titled ? i - 1 : i);
    return next > i ? next : take_first_text(b, i);
}

// Has the article a title, no dateline, and so far nothing that is text?
static bool only_short_lines(const struct draft *d)
{
    if (!d->article.title.p || d->article.dateline.text.p || d->body.n > SHORT_LINES)
        return false;
    for (size_t k = 0; k < d->body.n; k++)
        if (line_is_paragraph(d->body.v[k].line) || d->body.v[k].line->list)
            return false;
    return true;
}

static size_t take_text(struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i);
    struct draft *d = current(b);
    if (!d || !d->headed) {
        size_t next = open_article(b, i);
        return next > i ? next : take_first_text(b, i);
    }
    if (d->sourced || d->closed)
        return take_behind_end(b, i);
    if (d->body.n == 0)
        return take_first_text(b, i);
    if (is_dateline(b, i, true) && only_short_lines(d)) {
        // A dateline behind what was taken for text, but is only what pages put above it.
        for (size_t k = 0; k < d->body.n; k++)
            segment_add(b, SEGMENT_OTHER, current_index(b), d->body.v[k].at);
        d->body.n = 0;
        take_dateline(b, d, l);
        return i + 1;
    }
    if (is_dateline(b, i, false))
        return take_inner_dateline(b, i, true);
    if (opens_in_text(b, i))
        return take_inner_dateline(b, i, false);
    push_body(b, l, l->at.start);
    return i + 1;
}

// --- read also, related -------------------------------------------------------------------------

// The titles behind a marker at line i - 1: how many lines they are.
static size_t titles_behind_marker(const struct builder *b, size_t i, bool inside)
{
    const struct line *first = line_at(b, i);
    size_t count = 0;
    for (const struct line *l; (l = line_at(b, i + count)) != NULL; count++) {
        if (l->marker.kind || l->words > RELATED_WORDS)
            break;
        if (first->list ? l->list != first->list : !line_is_title_like(l))
            break;
        if (l->list && l->words > RELATED_WORDS / 2 && l->closed && inside)
            break;
        if (is_dateline(b, i + count, false))
            break;
        // Inside a text that goes on, titles without bullets end at the first gap.
        if (inside && count && !first->list && l->gap && words_ahead(b, i + count) > RELATED_WORDS)
            break;
    }
    return count;
}

static size_t take_titles(struct builder *b, size_t i, enum segment_kind marker)
{
    const struct line *l = line_at(b, i);
    struct span label = {l->at.start, l->at.end}, value = value_of(l);
    struct draft *d = current(b);
    bool inside = d && d->body.n && !d->sourced && !d->closed;
    if (value.end > value.start) {
        // A title in the same line.
        label.end = l->at.start + l->marker.label_end;
        segment_add(b, marker, -1, label);
        segment_add(b, SEGMENT_RELATED, -1, value);
        *vec_push(b->a, &b->related) = view(b, value);
    } else {
        segment_add(b, marker, -1, label);
    }
    i++;
    size_t count = line_at(b, i) ? titles_behind_marker(b, i, inside) : 0;
    if (value.end > value.start && !(line_at(b, i) && line_at(b, i)->list))
        count = 0;
    if (count)
        add_related(b, i, count);
    if (d && d->body.n && !inside)
        d->closed = true;
    return i + count;
}

// "اقرأ أيضا": a whole article follows, where its head can be seen; else titles.
static size_t take_read_also(struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i), *next = line_at(b, i + 1);
    struct span value = value_of(l);
    struct draft *d = current(b);
    if (value.end == value.start && next && !next->list && !next->marker.kind) {
        bool ended = d && (d->sourced || d->closed);
        bool opens = opens_second(b, i + 1) || is_dateline(b, i + 1, false);
        if (!opens && is_headline(b, i + 1, text_behind(b, i + 1))) {
            // A headline and an opening dateline in one line with the text.
            opens = dateline_before_text(b, i + 2, true).line.text.p ||
                    (ended && words_ahead(b, i + 2) >= SECOND_WORDS);
        }
        if (opens) {
            segment_add(b, SEGMENT_READ_ALSO, -1, l->at);
            return open_article(b, i + 1);
        }
    }
    return take_titles(b, i, SEGMENT_READ_ALSO);
}

// --- the walk -----------------------------------------------------------------------------------

static size_t take_line(struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i);
    struct span value;
    size_t taken;
    bool short_line = l->words <= BYLINE_WORDS;
    switch (l->marker.kind) {
    case MARKER_SOURCE:
    case MARKER_DESK:
        // "متابعة - بغداد" is a dateline where an article may begin.
        if (l->marker.kind == MARKER_DESK && (!current(b) || current(b)->body.n == 0) &&
            is_dateline(b, i, true))
            return take_text(b, i);
        if (credit_line(b, i, &value, &taken))
            return take_credit(b, i, value, taken);
        return is_byline(b, l) ? take_byline(b, i) : take_text(b, i);
    case MARKER_KEYWORDS: return take_keywords(b, i);
    case MARKER_READ_ALSO: return take_read_also(b, i);
    case MARKER_RELATED:
    case MARKER_SITE_LIST: return take_titles(b, i, SEGMENT_RELATED_MARKER);
    case MARKER_BYLINE: return is_byline(b, l) ? take_byline(b, i) : take_text(b, i);
    case MARKER_CAPTION:
    case MARKER_FURNITURE:
        if (!short_line)
            return take_text(b, i);
        segment_add(b, l->marker.kind == MARKER_CAPTION ? SEGMENT_CAPTION : SEGMENT_OTHER,
                    current_index(b), l->at);
        return i + 1;
    case MARKER_NONE: break;
    }
    return take_text(b, i);
}

// Notes the outlets and agencies named by the site and by the credit lines.
static void read_hints(struct builder *b)
{
    VEC(struct str) outlets = {0}, agencies = {0};
    if (b->page->site.n)
        *vec_push(b->scratch, &outlets) = name_key(b->scratch, b->page->site);
    for (size_t i = 0; i < b->lines.n && outlets.n + agencies.n < MAX_HINTS; i++) {
        struct span value;
        size_t taken;
        enum marker_kind kind = b->lines.v[i].marker.kind;
        if ((kind != MARKER_SOURCE && kind != MARKER_DESK) || !credit_line(b, i, &value, &taken))
            continue;
        struct credit c =
            credit_read(b->scratch, b->scratch, b->page->text, b->lines.v[i].at, value);
        for (size_t k = 0; k < c.part_count; k++) {
            const struct credit_part *p = &c.parts[k];
            for (size_t n = 0; n < p->names.n; n++) {
                struct str key = name_key(b->scratch, p->names.v[n]);
                if (p->kind == CREDIT_OUTLET || p->kind == CREDIT_DESK)
                    *vec_push(b->scratch, &outlets) = key;
                else if (p->kind == CREDIT_AGENCY)
                    *vec_push(b->scratch, &agencies) = key;
            }
        }
    }
    b->hints.outlets = (struct strs){outlets.v, outlets.n};
    b->hints.agencies = (struct strs){agencies.v, agencies.n};
}

// By start, the outer before the inner.
static int compare_segments(const void *left, const void *right)
{
    const struct segment *a = left, *b = right;
    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    if (a->at.end != b->at.end)
        return a->at.end > b->at.end ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

static void page_fill(struct builder *b)
{
    struct page *p = b->page;
    for (size_t i = 0; i < b->drafts.n; i++)
        draft_finish(b, i);
    if (b->segments.n)
        qsort(b->segments.v, b->segments.n, sizeof *b->segments.v, compare_segments);
    p->segments = b->segments.v;
    p->segment_count = b->segments.n;
    if (b->drafts.n) {
        p->articles = arena_new(b->a, struct article, b->drafts.n);
        p->article_count = b->drafts.n;
    }
    for (size_t i = 0; i < b->drafts.n; i++)
        p->articles[i] = b->drafts.v[i].article;
    // What readers see goes before what only the metadata of an HTML page say.
    if (b->keywords.n)
        p->keywords = (struct strs){b->keywords.v, b->keywords.n};
    p->related = (struct strs){b->related.v, b->related.n};
}

void page_segment(struct arena *a, struct arena *scratch, struct page *p,
                  const struct blocks *blocks)
{
    struct builder b = {.a = a, .scratch = scratch, .page = p};
    b.lines = lines_of_blocks(scratch, p->text, blocks);
    read_hints(&b);
    for (size_t i = 0; i < b.lines.n;) {
        size_t next = take_line(&b, i);
        i = next > i ? next : i + 1;
    }
    page_fill(&b);
}
