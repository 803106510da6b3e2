// Whole pages: test/golden/page_text, and HTML pages as the segmenter sees them: page_aggregator.
#include "page/page.h"

#include "base/utf8.h"
#include "harness.h"

#define X(name, text) S_INIT(text),
static const struct str segment_names[] = {SEGMENT_KINDS(X)};
static const struct str credit_names[] = {CREDIT_KINDS(X)};
#undef X

// The text on one line, its middle left out where it is long.
static void dump_text(struct buf *out, struct str s)
{
    enum { EDGE = 40 };
    struct str head = utf8_take(s, EDGE);
    size_t from = s.n > 2 * head.n ? s.n - head.n : s.n;
    while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
        from++;
    struct buf line = {0};
    buf_add(&line, from < s.n ? head : s);
    if (from < s.n) {
        buf_add(&line, S(" [...] "));
        buf_add(&line, str_drop(s, from));
    }
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '\n')
            line.p[i] = '/';
    dump_visible(out, buf_str(&line));
    buf_add_byte(out, '\n');
    buf_release(&line);
}

static void dump_field(struct buf *out, const char *name, struct str value)
{
    if (!value.p)
        return;
    buf_printf(out, "  %s: ", name);
    dump_text(out, value);
}

static void dump_strs_line(struct buf *out, const char *name, const struct strs *list)
{
    if (!list->n)
        return;
    buf_printf(out, "%s: ", name);
    for (size_t i = 0; i < list->n; i++) {
        buf_add(out, i ? S(" + ") : S(""));
        dump_visible(out, list->v[i]);
    }
    buf_add_byte(out, '\n');
}

static void dump_article(struct buf *out, const struct page *p, const struct article *a)
{
    buf_add(out, S("article\n"));
    dump_field(out, "title", a->title);
    dump_strs_line(out, "  flags", &a->flags);
    dump_field(out, "byline", a->byline);
    dump_field(out, "outlet", a->outlet);
    dump_field(out, "dateline", a->dateline.text);
    dump_field(out, "  outlet", a->dateline.outlet);
    dump_field(out, "  place", a->dateline.place);
    dump_field(out, "  agency", a->dateline.agency);
    dump_field(out, "  desk", a->dateline.desk);
    for (size_t i = 0; i < a->credit_count; i++) {
        for (size_t k = 0; k < a->credits[i].part_count; k++) {
            const struct credit_part *part = &a->credits[i].parts[k];
            buf_printf(out, "  credit %zu %.*s: ", i, STR_ARGS(credit_names[part->kind]));
            dump_visible(out, part->text);
            dump_strs_line(out, " =", &part->names);
        }
    }
    for (size_t i = 0; i < a->list_count; i++) {
        const struct list *l = &a->lists[i];
        buf_printf(out, "  list of %zu%s, first: ", l->items.n, l->numbered ? ", numbered" : "");
        dump_text(out, str_sub(p->text, l->items.v[0].start, l->items.v[0].end));
        if (l->intro.end > l->intro.start)
            dump_field(out, "  intro", str_sub(p->text, l->intro.start, l->intro.end));
    }
}

static void dump_page_text(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct arena scratch = {0};
    struct page_input in = {.bytes = golden_section(c, "input.txt"), .form = PAGE_TEXT};
    if (!in.bytes.p)
        in = (struct page_input){.bytes = golden_section(c, "input.html"), .form = PAGE_HTML};
    struct page p = page_read(a, &scratch, &in);
    for (size_t i = 0; i < p.segment_count; i++) {
        const struct segment *s = &p.segments[i];
        buf_printf(out, "%.*s", STR_ARGS(segment_names[s->kind]));
        if (s->article >= 0)
            buf_printf(out, " %d", s->article);
        buf_add(out, S(": "));
        dump_text(out, str_sub(p.text, s->at.start, s->at.end));
    }
    for (size_t i = 0; i < p.article_count; i++)
        dump_article(out, &p, &p.articles[i]);
    dump_strs_line(out, "keywords", &p.keywords);
    for (size_t i = 0; i < p.related.n; i++) {
        buf_add(out, S("related: "));
        dump_text(out, p.related.v[i]);
    }
    arena_release(&scratch);
}
GOLDEN(page_text, dump_page_text)
GOLDEN(page_aggregator, dump_page_text)
