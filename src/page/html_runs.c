// html_runs: see html_runs.h.  One pass forward makes the runs and measures the texts, one pass
// backward adds each node's measure to its parent's: nodes stand in document order, so children
// always come after their parents.
#include "page/html_runs.h"

#include "base/vec.h"

// What a byte counts as: 1 starts a character, 2 a Latin comma, 3 a Latin stop; 0 nothing.  D8 and
// DB may start the Arabic marks.
enum { BYTE_NONE, BYTE_CHAR, BYTE_COMMA, BYTE_STOP, BYTE_D8, BYTE_DB, BYTE_E3 };
static uint8_t byte_class(unsigned char c)
{
    if (c <= ' ' || (c >= 0x80 && c < 0xC0))
        return BYTE_NONE;
    switch (c) {
    case ',':
    case ';': return BYTE_COMMA;
    case '.':
    case '?':
    case '!': return BYTE_STOP;
    case 0xD8: return BYTE_D8;
    case 0xDB: return BYTE_DB;
    case 0xE3: return BYTE_E3;
    default: return BYTE_CHAR;
    }
}

static struct html_measure measure(struct str s)
{
    struct html_measure m = {0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned char next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        uint8_t class = byte_class(c);
        m.chars += class != BYTE_NONE;
        if (class <= BYTE_CHAR)
            continue;
        if (class == BYTE_COMMA || (class == BYTE_D8 && (next == 0x8C || next == 0x9B)))
            m.commas++; // U+060C, U+061B
        else if (class == BYTE_STOP || (class == BYTE_D8 && next == 0x9F) ||
                 (class == BYTE_DB && next == 0x94))
            m.stops++; // U+061F, U+06D4
        else if (class == BYTE_E3 && i + 2 < s.n && next == 0x80) {
            m.commas += (unsigned char)s.p[i + 2] == 0x81; // U+3001
            m.stops += (unsigned char)s.p[i + 2] == 0x82;  // U+3002
        }
    }
    return m;
}

static void add(struct html_measure *to, const struct html_measure *m)
{
    to->chars += m->chars;
    to->link_chars += m->link_chars;
    to->commas += m->commas;
    to->stops += m->stops;
}

static bool is_box(const struct html_node *n)
{
    return !(n->flags & HTML_NODE_TEXT) && html_tag_has(n->tag, HTML_BLOCK | HTML_SPECIAL) &&
           !html_tag_has(n->tag, HTML_VOID);
}

struct html_runs html_runs_of(struct arena *a, const struct html_tree *t)
{
    struct html_runs r = {0};
    r.measures = arena_new(a, struct html_measure, t->node_count);
    r.boxes = arena_alloc_raw(a, t->node_count * sizeof *r.boxes);
    VEC(struct html_run) runs = {0};
    bool broken = true, br = false; // a break since the last text; by a <br> only
    r.boxes[0] = 0;
    for (size_t i = 1; i < t->node_count; i++) {
        const struct html_node *n = &t->nodes[i];
        r.boxes[i] = is_box(n) ? (uint32_t)i : r.boxes[n->parent];
        if (!(n->flags & HTML_NODE_TEXT)) {
            bool line = n->tag == TAG_BR;
            if (line || is_box(n) || n->tag == TAG_HR || n->tag == TAG_P) {
                br = line && (br || !broken);
                broken = true;
            }
            continue;
        }
        struct html_measure *m = &r.measures[i];
        *m = measure(html_tree_raw(t, i));
        if (n->flags & HTML_NODE_IN_LINK)
            m->link_chars = m->chars;
        if (html_tag_has(t->nodes[n->parent].tag, HTML_RAW | HTML_RCDATA)) {
            *m = (struct html_measure){0}; // titles and linked data are no text of the page
            continue;
        }
        struct html_run *last = runs.n ? &runs.v[runs.n - 1] : NULL;
        if (!last || broken || last->box != r.boxes[i]) {
            bool same_box = last && last->box == r.boxes[i];
            last = vec_push(a, &runs);
            *last = (struct html_run){
                .first = (uint32_t)i, .box = r.boxes[i], .after_br = br && same_box};
        }
        last->last = (uint32_t)i;
        add(&last->m, m);
        broken = br = false;
    }
    for (size_t i = t->node_count - 1; i > 0; i--)
        add(&r.measures[t->nodes[i].parent], &r.measures[i]);
    r.v = runs.v;
    r.n = runs.n;
    return r;
}
