// html_runs: see html_runs.h.  One pass forward makes the runs and measures the texts, one pass
// backward adds each node's measure to its parent's: nodes stand in document order, so children
// always come after their parents.
#include "page/html_runs.h"

#include <string.h>

#include "base/vec.h"

// What a byte counts as: 0 nothing (blanks, continuation bytes), 1 starts a character, else a
// character that may be a comma or the end of a sentence.
static const uint8_t byte_class[256] = {
#define NONE8 0, 0, 0, 0, 0, 0, 0, 0
#define CHAR8 1, 1, 1, 1, 1, 1, 1, 1
    NONE8, NONE8, NONE8, NONE8,                                // controls
    0,     2,     1,     1,     1,     1,     2,     1,        // ! &
    1,     1,     1,     1,     2,     1,     2,     1,        // , .
    CHAR8, 1,     1,     1,     2,     1,     1,     1,     2, // ; ?
    CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, CHAR8, NONE8, NONE8,
    NONE8, NONE8, NONE8, NONE8, NONE8, NONE8, CHAR8, CHAR8, CHAR8, // C0
    2,     1,     1,     2,     1,     1,     1,     1,            // D8, DB
    1,     1,     1,     2,     1,     1,     1,     1,            // E3
    CHAR8, CHAR8, CHAR8,
#undef NONE8
#undef CHAR8
};

static void measure_mark(struct html_measure *m, const unsigned char *p, size_t left)
{
    unsigned char next = left > 1 ? p[1] : 0, third = left > 2 ? p[2] : 0;
    switch (p[0]) {
    case ',':
    case ';': m->commas++; break;
    case '.':
    case '?':
    case '!': m->stops++; break;
    case 0xD8: // U+060C, U+061B; U+061F
        m->commas += next == 0x8C || next == 0x9B;
        m->stops += next == 0x9F;
        break;
    case 0xDB: m->stops += next == 0x94; break; // U+06D4
    case 0xE3:                                  // U+3001, U+3002
        m->commas += next == 0x80 && third == 0x81;
        m->stops += next == 0x80 && third == 0x82;
        break;
    default: break;
    }
}

// Bytes of what looks like a character reference at p, 1 for a lone '&'.  "&nbsp;" is no character.
static size_t reference_len(const unsigned char *p, size_t left, uint32_t *chars)
{
    enum { LONGEST = 10 };
    size_t n = 1;
    while (n < left && n < LONGEST && byte_class[p[n]] == 1)
        n++;
    if (n == 1 || n == left || p[n] != ';')
        return 1;
    if (n == 5 && memcmp(p, "&nbsp", 5) == 0)
        --*chars;
    return n + 1;
}

static struct html_measure measure(struct str s)
{
    struct html_measure m = {0};
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = 0; i < s.n; i++) {
        uint8_t class = byte_class[p[i]];
        m.chars += class != 0;
        if (class != 2)
            continue;
        if (p[i] == '&')
            i += reference_len(p + i, s.n - i, &m.chars) - 1;
        else
            measure_mark(&m, p + i, s.n - i);
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
