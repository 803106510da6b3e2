// page_html: see page_html.h.  Tree, metadata, runs, choice of the main text; then the kept runs
// are written, one block to a line, each with the kind that the elements around it give it.
#include "page/page_html.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/vec.h"
#include "page/body_witness.h"
#include "page/html_hints.h"
#include "page/html_side.h"
#include "page/html_text.h"
#include "page/html_tree.h"
#include "page/main_text.h"
#include "page/page_head.h"
#include "page/page_state.h"

enum {
    FEW_CHARS = 200, // letters of a main text below which the page's data are looked at
    ROW_CHARS = 400, // letters of a table row that is written as one line
    IMAGES_MAX = 64,
    DIRECTION_BYTES = 4096, // of the text, whose letters tell its direction
    RELATED_MAX = 40,
    RELATED_BYTES = 16,  // shorter links are "more", "next" …
    RELATED_CHARS = 250, // letters
    FIGURE_NODES = 64,   // nodes behind an image that are searched for its caption
};

// What an element makes of the text inside it.
struct context {
    uint8_t kind; // enum block_kind
    bool item;    // an <li> is around
    uint32_t row; // the <tr> around, if its cells go on one line
};

struct writer {
    struct arena *a;
    const struct html_tree *t;
    const struct html_runs *runs;
    const struct main_text *main;
    struct buf out;
    VEC(struct block) blocks;
    uint32_t row; // the <tr> of the last block, 0 none
    // Of the last node of each depth, up to node `next`; nodes stand in document order.
    struct context contexts[LIMIT_TREE_DEPTH + 1];
    uint32_t next;
};

static void add_run(struct buf *out, const struct html_tree *t, const struct html_run *run)
{
    for (uint32_t i = run->first; i <= run->last; i++) {
        const struct html_node *n = &t->nodes[i];
        if (n->flags & HTML_NODE_SPACE_BEFORE)
            html_text_space(out);
        if (n->flags & HTML_NODE_TEXT)
            html_text_add(out, html_tree_raw(t, i), !(n->flags & HTML_NODE_LITERAL));
    }
}

static struct str run_text(struct arena *a, const struct html_tree *t, const struct html_run *run)
{
    struct buf out = {0};
    add_run(&out, t, run);
    struct str s = str_trim_wide(arena_str(a, buf_str(&out)));
    buf_release(&out);
    return s;
}

// --- blocks -------------------------------------------------------------------------------------

static struct context context_in(const struct writer *w, uint32_t node, struct context around)
{
    switch ((enum html_tag)w->t->nodes[node].tag) {
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6: around.kind = BLOCK_HEADING; break;
    case TAG_FIGCAPTION:
    case TAG_CAPTION: around.kind = BLOCK_CAPTION; break;
    case TAG_BLOCKQUOTE: around.kind = BLOCK_QUOTE; break;
    case TAG_OL:
    case TAG_UL:
        around.kind = w->t->nodes[node].tag == TAG_OL ? BLOCK_NUMBERED : BLOCK_BULLET;
        around.item = false;
        break;
    case TAG_LI:
        around.item = true;
        if (around.kind == BLOCK_PARA)
            around.kind = BLOCK_BULLET; // no list around it
        break;
    case TAG_TR:
        around.row = w->runs->chars[node] <= ROW_CHARS ? node : 0;
        around.kind = around.row ? BLOCK_TABLE : BLOCK_PARA;
        break;
    default: break;
    }
    bool caption = w->main->hints[node] & HINT_CAPTION && w->runs->chars[node] < 300;
    if (around.kind == BLOCK_PARA && (caption || w->t->nodes[node].tag == TAG_FIGURE))
        around.kind = BLOCK_CAPTION;
    return around;
}

// The context of a run's box: a node's is its parent's with its own added.  Runs come in order.
static struct context context_of(struct writer *w, const struct html_run *run)
{
    const struct html_node *nodes = w->t->nodes;
    for (uint32_t i = w->next; i <= run->first; i++) {
        uint32_t depth = nodes[i].depth;
        if (nodes[i].flags & HTML_NODE_TEXT)
            continue;
        // What is not inside the part that holds the article begins anew.
        bool inside = i > w->main->start && depth > 0 && nodes[i].parent >= w->main->start;
        struct context around = {.kind = BLOCK_PARA};
        if (inside)
            around = w->contexts[depth - 1];
        w->contexts[depth] = context_in(w, i, around);
    }
    w->next = run->first + 1;
    return w->contexts[nodes[run->box].depth];
}

static void trim_end(struct buf *out, size_t start)
{
    while (out->n > start && out->p[out->n - 1] == ' ')
        out->n--;
}

// Closes the line that begins at `start`; nothing where it is empty.
static void add_block(struct writer *w, enum block_kind kind, size_t start)
{
    trim_end(&w->out, start);
    if (w->out.n == start)
        return;
    *vec_push(w->a, &w->blocks) = (struct block){
        kind, {start, w->out.n}
    };
    buf_add_byte(&w->out, '\n');
}

static void add_line(struct writer *w, enum block_kind kind, struct str text)
{
    size_t start = w->out.n;
    html_text_add(&w->out, text, false);
    add_block(w, kind, start);
}

static void add_lines(struct writer *w, struct str text)
{
    struct str line;
    while (str_next_line(&text, &line))
        add_line(w, BLOCK_PARA, line);
}

// One cell more on the line of its row.
static void add_cell(struct writer *w, const struct html_run *run)
{
    assert(w->blocks.n > 0); // w->row is the row of the last block
    struct block *line = &w->blocks.v[w->blocks.n - 1];
    w->out.n = line->at.end;
    buf_add(&w->out, S(" | "));
    add_run(&w->out, w->t, run);
    trim_end(&w->out, line->at.start);
    line->at.end = w->out.n;
    buf_add_byte(&w->out, '\n');
}

// The lines of a <pre>.
static void add_pre(struct writer *w, const struct html_run *run)
{
    size_t start = w->out.n;
    for (uint32_t i = run->first; i <= run->last; i++) {
        if (!(w->t->nodes[i].flags & HTML_NODE_TEXT))
            continue;
        struct str rest = html_tree_raw(w->t, i), line;
        while (str_next_line(&rest, &line)) {
            html_text_add(&w->out, line, !(w->t->nodes[i].flags & HTML_NODE_LITERAL));
            if (line.p + line.n == rest.p)
                break; // the last piece has no line end
            add_block(w, BLOCK_PARA, start);
            start = w->out.n;
        }
    }
    add_block(w, BLOCK_PARA, start);
}

static void add_kept_run(struct writer *w, const struct html_run *run)
{
    struct context context = context_of(w, run);
    uint32_t row = context.row;
    enum block_kind kind = (enum block_kind)context.kind;
    if (w->t->nodes[run->box].tag == TAG_PRE) {
        add_pre(w, run);
    } else if (row && row == w->row) {
        add_cell(w, run);
    } else {
        size_t start = w->out.n, before = w->blocks.n;
        add_run(&w->out, w->t, run);
        add_block(w, kind, start);
        if (w->blocks.n == before)
            return;
    }
    w->row = row;
}

// A line beside the main text: the links of a keyword list are set apart, of an item that is a link
// only the link counts.
static void add_side_run(struct writer *w, const struct html_run *run, enum html_side_kind kind)
{
    size_t start = w->out.n;
    bool link = false;
    for (uint32_t i = run->first; i <= run->last; i++) {
        const struct html_node *n = &w->t->nodes[i];
        struct html_run piece = {.first = i, .last = i};
        bool text = n->flags & HTML_NODE_TEXT, opens = !text && n->tag == TAG_A;
        if (text && kind == HTML_SIDE_ITEM && !(n->flags & HTML_NODE_IN_LINK))
            continue;
        if (opens && link && kind == HTML_SIDE_TAGS)
            buf_add(&w->out, S(" | "));
        else if (opens || (!text && n->tag == TAG_SPAN))
            html_text_space(&w->out);
        link |= opens;
        add_run(&w->out, w->t, &piece);
    }
    add_block(w, kind == HTML_SIDE_ITEM ? BLOCK_BULLET : BLOCK_PARA, start);
    w->row = 0;
}

// --- direction ---------------------------------------------------------------------------------

// The direction of most letters, for sites that leave it to their style sheets.
static struct str direction_of(struct str text)
{
    size_t right = 0, left = 0, bytes = text.n < DIRECTION_BYTES ? text.n : DIRECTION_BYTES;
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text.p[i];
        right += c >= 0xD6 && c <= 0xDB; // lead bytes of Hebrew and Arabic
        left += is_ascii_alpha(text.p[i]) || (c >= 0xC3 && c <= 0xD4);
    }
    return right > left ? S("rtl") : left ? S("ltr") : (struct str){0};
}

static bool is_direction(struct str s)
{
    return str_eq_nocase(s, S("rtl")) || str_eq_nocase(s, S("ltr"));
}

// --- images -------------------------------------------------------------------------------------

static struct str image_url(struct arena *a, const struct html_tree *t, size_t node)
{
    static const enum html_attr sources[] = {ATTR_DATA_SRC, ATTR_DATA_ORIGINAL, ATTR_DATA_LAZY_SRC,
                                             ATTR_SRC};
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        struct str url = html_tree_attr(a, t, node, sources[i]);
        if (url.n && !str_starts(url, S("data:")))
            return url;
    }
    return (struct str){0};
}

// What some sites say to readers who hear the page.
static struct str without_label(struct str caption)
{
    static const struct str labels[] = {S_INIT("التعليق على الصورة"), S_INIT("تعليق الصورة"),
                                        S_INIT("Image caption")};
    for (size_t i = 0; i < COUNT_OF(labels); i++) {
        if (!str_starts(caption, labels[i]))
            continue;
        caption = str_trim_wide(str_drop(caption, labels[i].n));
        while (caption.n && (strchr(":,", caption.p[0]) || str_starts(caption, S("،"))))
            caption = str_trim_wide(str_drop(caption, str_starts(caption, S("،")) ? 2 : 1));
    }
    return caption;
}

// The caption of an image: the <figcaption> of its figure, else its alternative text.
static struct str image_caption(struct arena *a, const struct html_tree *t, size_t node)
{
    uint32_t figure = t->nodes[node].parent;
    for (int up = 0; up < 4 && figure && t->nodes[figure].tag != TAG_FIGURE; up++)
        figure = t->nodes[figure].parent;
    if (t->nodes[figure].tag == TAG_FIGURE)
        for (size_t i = node; i < t->nodes[figure].end && i < node + FIGURE_NODES; i++)
            if (!(t->nodes[i].flags & HTML_NODE_TEXT) && t->nodes[i].tag == TAG_FIGCAPTION)
                return without_label(html_tree_text(a, t, i));
    return html_tree_attr(a, t, node, ATTR_ALT);
}

static void find_images(struct arena *a, const struct writer *w, const struct metadata *m,
                        struct page_html *p)
{
    const struct html_tree *t = w->t;
    p->images = arena_new(a, struct image, IMAGES_MAX);
    if (m->image.n)
        p->images[p->image_count++] = (struct image){m->image, {0}};
    uint32_t start = w->main->container;
    if (w->main->title && w->main->title < start)
        start = w->main->title; // the picture above the text
    for (size_t i = start; i < t->nodes[w->main->container].end; i++) {
        if (p->image_count == IMAGES_MAX)
            break;
        if (t->nodes[i].flags & HTML_NODE_TEXT || t->nodes[i].tag != TAG_IMG || w->main->cut[i])
            continue;
        struct image image = {.url = image_url(a, t, i)};
        bool first = p->image_count && str_eq(p->images[0].url, image.url);
        if (!image.url.n || (first && p->images[0].caption.p))
            continue;
        image.caption = image_caption(a, t, i);
        p->images[first ? 0 : p->image_count++] = image;
    }
}

// --- related ------------------------------------------------------------------------------------

// What stands before the title of another article on a line of its own.
static const struct str related_markers[] = {
    S_INIT("اقرأ أيض"),       S_INIT("إقرأ أيض"),  S_INIT("اقرأ ايض"),    S_INIT("اقرا ايض"),
    S_INIT("شاهد أيض"),       S_INIT("طالع أيض"),  S_INIT("اقرأ المزيد"), S_INIT("بیشتر بخوانید"),
    S_INIT("همچنین بخوانید"), S_INIT("Read also"), S_INIT("Also read"),   S_INIT("READ ALSO"),
    S_INIT("Read more"),      S_INIT("READ MORE"), S_INIT("Related:"),    S_INIT("RELATED:"),
};

// A cheap look: may the raw text begin with a marker?
static bool may_have_marker(struct str raw)
{
    if (raw.n && (raw.p[0] == '&' || raw.p[0] == ' '))
        return true;
    for (size_t i = 0; i < COUNT_OF(related_markers); i++)
        if (str_starts(raw, str_take(related_markers[i], 4)))
            return true;
    return false;
}

// The line without a marker such as "اقرأ أيضا:" in front; the empty view where it has none.
static struct str after_marker(struct str line)
{
    for (size_t i = 0; i < COUNT_OF(related_markers); i++) {
        size_t colon = str_find_byte(line, ':');
        if (str_starts(line, related_markers[i]) && colon < related_markers[i].n + 12)
            return str_trim_wide(str_drop(line, colon + 1));
    }
    return (struct str){0};
}

// The text of a run's links.
static struct str run_link_text(struct arena *a, const struct html_tree *t,
                                const struct html_run *run)
{
    struct buf out = {0};
    for (uint32_t i = run->first; i <= run->last; i++) {
        struct html_run piece = {.first = i, .last = i};
        if (t->nodes[i].flags & HTML_NODE_IN_LINK || !(t->nodes[i].flags & HTML_NODE_TEXT))
            add_run(&out, t, &piece);
    }
    struct str s = str_trim_wide(arena_str(a, buf_str(&out)));
    buf_release(&out);
    return s;
}

static void add_related(struct arena *a, struct page_html *p, struct str title)
{
    while (title.n && strchr("-* ", title.p[0]))
        title = str_drop(title, 1);
    if (title.n < RELATED_BYTES || p->related.n == RELATED_MAX)
        return;
    for (size_t i = 0; i < p->related.n; i++)
        if (str_eq(p->related.v[i], title))
            return;
    p->related.v[p->related.n++] = arena_str(a, title);
}

// Lines that are links, in the parts that point to other articles or behind a marker in the text.
static void find_related(struct arena *a, const struct writer *w, struct page_html *p)
{
    p->related.v = arena_new(a, struct str, RELATED_MAX);
    for (size_t i = 0; i < w->runs->n && p->related.n < RELATED_MAX; i++) {
        const struct html_run *run = &w->runs->v[i];
        bool inside = w->main->cut[run->first] == CUT_NOT && run->first >= w->main->start &&
                      run->first < w->t->nodes[w->main->container].end;
        if (run->m.link_chars * 2 < run->m.chars || run->m.chars > RELATED_CHARS)
            continue;
        if (w->main->cut[run->first] == CUT_RELATED)
            add_related(a, p, run_link_text(w->a, w->t, run));
        else if (inside && may_have_marker(html_tree_raw(w->t, run->first)))
            add_related(a, p, after_marker(run_text(w->a, w->t, run)));
    }
}

// --- all ----------------------------------------------------------------------------------------

static struct str own(struct arena *a, struct str s)
{
    return s.n ? arena_str(a, s) : (struct str){0};
}

static struct strs own_list(struct arena *a, struct strs list)
{
    struct strs copy = {arena_new(a, struct str, list.n), list.n};
    for (size_t i = 0; i < list.n; i++)
        copy.v[i] = arena_str(a, list.v[i]);
    return copy;
}

static struct sourced own_sourced(struct arena *a, struct sourced s)
{
    return (struct sourced){own(a, s.value), s.from};
}

// Copies the metadata into `a`: what metadata_read gave may be views of the page or of scratch.
static void adopt_metadata(struct arena *a, struct page_html *p, const struct metadata *m)
{
    p->title = own(a, m->title);
    p->authors = own_list(a, m->authors);
    p->site = own(a, m->site);
    p->section = own(a, m->section);
    p->language = own(a, m->language);
    p->direction = own(a, m->direction);
    p->canonical = own(a, m->canonical);
    p->description = own(a, m->description);
    p->published = own_sourced(a, m->published);
    p->modified = own_sourced(a, m->modified);
    p->keywords = own_list(a, m->keywords);
    for (size_t i = 0; i < p->image_count; i++)
        p->images[i] = (struct image){own(a, p->images[i].url), own(a, p->images[i].caption)};
}

struct page_html page_html_read(struct arena *a, struct arena *scratch, struct str utf8,
                                struct str url)
{
    struct page_html p = {0};
    struct html_tree t = html_tree_of(scratch, utf8);
    struct metadata m = metadata_read(scratch, &t, url);
    struct html_runs runs = html_runs_of(scratch, &t);
    struct main_text main = main_text_find(scratch, &t, &runs, m.title, url.n ? url : m.canonical);
    struct writer w = {.a = scratch, .t = &t, .runs = &runs, .main = &main};
    if (main.kept_chars < FEW_CHARS && !m.body.n)
        page_state_read(scratch, &t, &m);
    page_head_read(scratch, &t, &runs, &main, &m);
    body_witness_ask(scratch, &t, &runs, &main, m.body);
    if (m.title.n)
        add_line(&w, BLOCK_TITLE, m.title);
    w.next = main.start;
    const uint8_t *side = html_side_find(scratch, &t, &runs, &main);
    bool stands_in = body_witness_stands_in(&main, m.body);
    if (stands_in)
        add_lines(&w, m.body);
    for (size_t i = 0; i < runs.n; i++) {
        if (main.kept[i] && !stands_in)
            add_kept_run(&w, &runs.v[i]);
        else if (side[i])
            add_side_run(&w, &runs.v[i], (enum html_side_kind)side[i]);
    }
    find_images(a, &w, &m, &p);
    find_related(a, &w, &p);
    adopt_metadata(a, &p, &m);
    p.text = arena_str(a, buf_str(&w.out));
    if (!is_direction(p.direction))
        p.direction = direction_of(p.text);
    p.blocks.n = w.blocks.n;
    p.blocks.v = arena_new(a, struct block, w.blocks.n);
    if (w.blocks.n)
        memcpy(p.blocks.v, w.blocks.v, w.blocks.n * sizeof *w.blocks.v);
    buf_release(&w.out);
    return p;
}
