// html_side: what the choice of the main text leaves out, but readers want to know.
//
// Credits, keywords and related titles are no text of the article, so the main text drops them;
// they are found again by their labels (marker.h), which stand in a run of their own or before what
// they label.  Behind a label alone the next runs are taken as long as they are links: tags are
// short, titles are longer.  Lists of the site's (most read, latest) and whatever stands before the
// article (menus, sidebars) stay out.  The segmenter turns the lines into segments, as on a text
// page.
#include "page/html_side.h"

#include "base/buf.h"
#include "page/html_text.h"
#include "page/marker.h"

enum {
    LABEL_CHARS = 400, // letters of a run that may begin with a label
    LOOK_BYTES = 160,  // of its text that are looked at
    RUNS_BEHIND = 600, // runs that are not kept, behind the title, that are looked at
    TAG_CHARS = 40,    // letters of a keyword
    TITLE_CHARS = 8,   // fewest letters of a title
    TITLE_CHARS_MAX = 200,
    ITEMS = 30,    // of one list
    LISTS = 3,     // of titles
    SKIPPED = 2,   // runs between two titles that are none: a date, a counter
    LOOK_RUNS = 4, // behind a label, for its first link
};

// The start of a run's text; a view of *out.
static struct str run_start(struct buf *out, const struct html_tree *t, const struct html_run *run)
{
    buf_reset(out);
    for (uint32_t i = run->first; i <= run->last && out->n < LOOK_BYTES; i++) {
        const struct html_node *n = &t->nodes[i];
        bool apart = !(n->flags & HTML_NODE_TEXT) && (n->tag == TAG_A || n->tag == TAG_SPAN);
        if (n->flags & HTML_NODE_SPACE_BEFORE || apart)
            html_text_space(out);
        if (!(n->flags & HTML_NODE_TEXT))
            continue;
        struct str raw = html_tree_raw(t, i);
        html_text_add(out, raw, !(n->flags & HTML_NODE_LITERAL));
    }
    return str_trim_wide(buf_str(out));
}

static bool is_link(const struct html_run *run)
{
    return run->m.link_chars * 4 >= run->m.chars * 3 && run->m.link_chars > 0;
}

struct side {
    const struct html_tree *t;
    const struct html_runs *runs;
    struct main_text *main;
    uint8_t *kinds;
};

// The end of the list that the label at run i stands over: of the smallest element around it that
// has a link behind it.
static uint32_t list_end(const struct side *s, size_t i)
{
    const struct html_node *nodes = s->t->nodes;
    uint32_t around = s->runs->v[i].box;
    size_t k = i + 1;
    while (k < s->runs->n && k < i + LOOK_RUNS && !is_link(&s->runs->v[k]))
        k++;
    uint32_t link = k < s->runs->n ? s->runs->v[k].first : 0;
    while (around && nodes[around].end <= link)
        around = nodes[around].parent;
    return nodes[around].end;
}

// Takes the links behind the label at run i; returns how many.
static size_t take_items(struct side *s, size_t i, uint32_t least, uint32_t most)
{
    size_t count = 0, skipped = 0;
    uint32_t end = list_end(s, i);
    for (size_t k = i + 1; k < s->runs->n && count < ITEMS && skipped <= SKIPPED; k++) {
        const struct html_run *run = &s->runs->v[k];
        if (run->first >= end)
            break;
        if (s->main->kept[k] || run->m.chars > most)
            break;
        if (!is_link(run) || run->m.chars < least) {
            skipped++;
            continue;
        }
        s->kinds[k] = HTML_SIDE_ITEM;
        skipped = 0;
        count++;
    }
    return count;
}

static void take_label(struct side *s, size_t i, const struct marker *m, bool alone, size_t *lists)
{
    switch (m->kind) {
    case MARKER_SOURCE:
        if (!alone && (m->separated || s->runs->v[i].m.chars <= TAG_CHARS))
            s->kinds[i] = HTML_SIDE_LINE;
        break;
    case MARKER_KEYWORDS:
        if (!alone || take_items(s, i, 1, TAG_CHARS))
            s->kinds[i] = HTML_SIDE_TAGS;
        break;
    case MARKER_READ_ALSO:
    case MARKER_RELATED:
        if (*lists >= LISTS)
            break;
        if (!alone || take_items(s, i, TITLE_CHARS, TITLE_CHARS_MAX)) {
            s->kinds[i] = HTML_SIDE_LINE;
            ++*lists;
        }
        break;
    default: break;
    }
}

uint8_t *html_side_find(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                        struct main_text *main)
{
    struct side s = {t, runs, main, arena_new(a, uint8_t, runs->n)};
    size_t looked = 0, lists = 0, first = 0;
    struct buf line = {0};
    struct marker_index markers;
    marker_index_init(&markers);
    while (first < runs->n && !main->kept[first])
        first++;
    for (size_t i = first; i < runs->n && looked < RUNS_BEHIND; i++) {
        bool link_next = i + 1 < runs->n && !main->kept[i + 1] && is_link(&runs->v[i + 1]);
        if ((main->kept[i] && !link_next) || s.kinds[i])
            continue;
        looked++;
        const struct html_run *run = &runs->v[i];
        if (run->m.chars > LABEL_CHARS || run->m.chars == 0)
            continue;
        struct str raw = str_take(html_tree_raw(t, run->first), LOOK_BYTES);
        if (!marker_may_begin(&markers, raw))
            continue;
        struct str text = run_start(&line, t, run);
        struct marker m = marker_of(&markers, a, text);
        bool alone = m.rest >= text.n;
        if (m.kind && (alone || !main->kept[i]))
            take_label(&s, i, &m, alone, &lists);
        main->kept[i] &= !s.kinds[i];
    }
    buf_release(&line);
    return s.kinds;
}
