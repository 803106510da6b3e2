// article: from the lines of a body to the article's parts.
//
// A body is a run of lines with holes (an "اقرأ أيضا" in the middle); each piece is a segment.  A
// subheading is a short line that is not closed, before a longer one, behind a closed one.  Two or
// more lines with bullets, or with numbers that count up, are a list; a colon before it makes its
// intro line.  A run of bullets at the very end that nothing introduces and whose lines are no
// sentences is what the site links to, not text.
#include "page/segment_int.h"

#include "base/buf.h"
#include "page/credit.h"
enum { SUBHEADING_WORDS = 12, LINKED_WORDS = 20, LINKED_LINES = 3 };

void segment_add(struct builder *b, enum segment_kind kind, int article, struct span at)
{
    *vec_push(b->a, &b->segments) = (struct segment){kind, article, at};
}

void draft_add_credit(struct builder *b, struct draft *d, struct span line, struct span value)
{
    *vec_push(b->a, &d->credits) = credit_read(b->a, b->scratch, b->page->text, line, value);
}

// --- what stands at the end ---------------------------------------------------------------------

// How many lines at the end are links to other articles.
static size_t linked_at_end(const struct draft *d)
{
    size_t first = d->body.n;
    while (first > 0) {
        const struct line *l = d->body.v[first - 1].line;
        if (l->list != LIST_BULLET || l->words > LINKED_WORDS || !line_is_title_like(l))
            break;
        first--;
    }
    size_t count = d->body.n - first;
    bool introduced = first == 0 || d->body.v[first - 1].line->colon ||
                      d->body.v[first - 1].line->list == LIST_BULLET;
    return count >= LINKED_LINES && !introduced ? count : 0;
}

static void take_linked(struct builder *b, struct draft *d)
{
    size_t count = linked_at_end(d);
    if (count == 0)
        return;
    size_t first = d->body.n - count;
    struct span at = {d->body.v[first].line->raw_start, d->body.v[d->body.n - 1].at.end};
    for (size_t i = first; i < d->body.n; i++) {
        struct span item = d->body.v[i].line->item;
        *vec_push(b->a, &b->related) = str_sub(b->page->text, item.start, item.end);
    }
    segment_add(b, SEGMENT_RELATED, -1, at);
    d->body.n = first;
}

static void take_credit_at_end(struct builder *b, struct draft *d, int index)
{
    if (d->body.n == 0)
        return;
    struct body_line *last = &d->body.v[d->body.n - 1];
    struct span value;
    struct span credit = credit_at_end(b->scratch, b->page->text, last->at, &value);
    if (credit.end <= credit.start)
        return;
    draft_add_credit(b, d, credit, value);
    segment_add(b, SEGMENT_SOURCE, index, credit);
    struct str left = str_trim_wide(str_sub(b->page->text, last->at.start, credit.start));
    last->at.end = last->at.start + left.n;
    if (left.n == 0)
        d->body.n--;
}

// The reporter's name in a line of its own behind the text.
static void take_byline_at_end(struct builder *b, struct draft *d, int index)
{
    if (d->body.n < 2)
        return;
    const struct line *l = d->body.v[d->body.n - 1].line;
    if (l->list || l->block == BLOCK_HEADING || !line_is_person(b->scratch, l))
        return;
    if (!d->article.byline.p)
        d->article.byline = l->text;
    segment_add(b, SEGMENT_BYLINE, index, l->at);
    d->body.n--;
}

// --- what stands inside -------------------------------------------------------------------------

static bool is_subheading(const struct draft *d, size_t i)
{
    const struct line *l = d->body.v[i].line;
    if (l->block == BLOCK_HEADING || l->block == BLOCK_TITLE)
        return true;
    if (l->block != BLOCK_LINE || l->list || l->words > SUBHEADING_WORDS ||
        !line_is_title_like(l) || i + 1 >= d->body.n)
        return false;
    const struct line *next = d->body.v[i + 1].line;
    const struct line *previous = i ? d->body.v[i - 1].line : NULL;
    if (previous && !previous->closed && !previous->list && line_is_paragraph(previous))
        return false;
    return next->list || (line_is_paragraph(next) && next->words > l->words + 4);
}

// The end of the list that starts at body line i; i where none does.
static size_t list_end(const struct draft *d, size_t i)
{
    const struct line *first = d->body.v[i].line;
    if (!first->list)
        return i;
    size_t end = i + 1;
    while (end < d->body.n) {
        const struct line *l = d->body.v[end].line;
        if (l->list != first->list || l->block != first->block)
            break;
        if (l->list == LIST_NUMBER && l->block == BLOCK_LINE &&
            l->number != d->body.v[end - 1].line->number + 1)
            break;
        end++;
    }
    // One line with a dash is no list; one element of a list in HTML is.
    return end - i >= 2 || first->block == BLOCK_BULLET || first->block == BLOCK_NUMBERED ? end : i;
}

static struct list list_of(struct builder *b, const struct draft *d, size_t first, size_t end)
{
    struct list list = {.numbered = d->body.v[first].line->list == LIST_NUMBER};
    list.at = (struct span){d->body.v[first].line->raw_start, d->body.v[end - 1].at.end};
    if (d->body.v[first].at.start > d->body.v[first].line->at.start)
        list.at.start = d->body.v[first].at.start;
    if (first > 0 && d->body.v[first - 1].line->colon)
        list.intro = d->body.v[first - 1].at;
    list.items.v = arena_new(b->a, struct span, end - first);
    for (size_t i = first; i < end; i++)
        list.items.v[list.items.n++] =
            (struct span){d->body.v[i].line->item.start, d->body.v[i].at.end};
    return list;
}

static void read_inside(struct builder *b, struct draft *d, int index)
{
    VEC(struct list) lists = {0};
    bool lead = false;
    for (size_t i = 0; i < d->body.n;) {
        size_t end = list_end(d, i);
        if (end > i) {
            struct list list = list_of(b, d, i, end);
            *vec_push(b->a, &lists) = list;
            segment_add(b, list.numbered ? SEGMENT_NUMBERED : SEGMENT_BULLETS, index, list.at);
            i = end;
            continue;
        }
        if (is_subheading(d, i)) {
            segment_add(b, SEGMENT_SUBHEADING, index, d->body.v[i].at);
        } else if (d->body.v[i].line->block == BLOCK_CAPTION) {
            segment_add(b, SEGMENT_CAPTION, index, d->body.v[i].at);
        } else if (!lead) {
            segment_add(b, SEGMENT_LEAD, index, d->body.v[i].at);
            lead = true;
        }
        i++;
    }
    d->article.lists = lists.v;
    d->article.list_count = lists.n;
}

// Pieces of the body without holes; one line each where there are any.
static void read_pieces(struct builder *b, struct draft *d, int index)
{
    if (d->body.n == 0)
        return;
    struct str text = b->page->text;
    struct buf joined = {0};
    size_t pieces = 0;
    for (size_t i = 0; i < d->body.n;) {
        size_t end = i + 1;
        while (end < d->body.n && d->body.v[end].line == d->body.v[end - 1].line + 1)
            end++;
        struct span at = {d->body.v[i].at.start, d->body.v[end - 1].at.end};
        segment_add(b, SEGMENT_BODY, index, at);
        if (pieces++)
            buf_add_byte(&joined, '\n');
        buf_add(&joined, str_sub(text, at.start, at.end));
        i = end;
    }
    d->article.body = (struct span){d->body.v[0].at.start, d->body.v[d->body.n - 1].at.end};
    d->article.body_text = pieces == 1 ? str_sub(text, d->article.body.start, d->article.body.end)
                                       : arena_str(b->a, buf_str(&joined));
    buf_release(&joined);
}

void draft_finish(struct builder *b, size_t index)
{
    struct draft *d = &b->drafts.v[index];
    take_linked(b, d);
    take_byline_at_end(b, d, (int)index);
    take_credit_at_end(b, d, (int)index);
    read_pieces(b, d, (int)index);
    read_inside(b, d, (int)index);
    d->article.credits = d->credits.v;
    d->article.credit_count = d->credits.n;
    if (!d->article.outlet.p && d->article.dateline.outlet.p)
        d->article.outlet = d->article.dateline.outlet;
    if (!d->article.outlet.p && b->page->site.p)
        d->article.outlet = b->page->site;
}
