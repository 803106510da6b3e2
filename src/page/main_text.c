// main_text: see main_text.h.
#include "page/main_text.h"

#include "page/html_hints.h"

struct finder {
    struct arena *a;
    const struct html_tree *t;
    const struct html_runs *r;
    uint32_t *hints; // of each node
    uint32_t *mass;  // letters of running text below each node
    bool *cut;       // node lies in a part that is left out
    bool *kept;      // run
    uint32_t title;  // heading, 0 none
    uint32_t total;  // mass of the page
    unsigned level;  // of the cascade: 0 strict
};

// --- mass ---------------------------------------------------------------------------------------

// Letters of a run that count as running text: not in links, and enough of them to be a sentence.
static uint32_t run_mass(const struct html_run *run)
{
    uint32_t plain = run->m.chars - run->m.link_chars;
    if (run->m.link_chars * 2 > run->m.chars)
        return 0;
    if (run->m.chars < 40 || (run->m.chars < 80 && run->m.commas + run->m.stops == 0))
        return 0;
    return plain;
}

static void weigh(struct finder *f)
{
    const struct html_tree *t = f->t;
    for (size_t i = 0; i < t->node_count; i++)
        f->mass[i] = 0;
    for (size_t i = 0; i < f->r->n; i++)
        if (!f->cut[f->r->v[i].first])
            f->mass[f->r->v[i].first] += run_mass(&f->r->v[i]);
    for (size_t i = t->node_count - 1; i > 0; i--)
        f->mass[t->nodes[i].parent] += f->mass[i];
}

// --- cutting ------------------------------------------------------------------------------------

static bool contains(const struct html_tree *t, uint32_t outer, uint32_t inner)
{
    return inner >= outer && inner < t->nodes[outer].end;
}

static bool is_never_text(enum html_tag tag)
{
    switch (tag) {
    case TAG_NAV:
    case TAG_NOSCRIPT:
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_TEMPLATE:
    case TAG_IFRAME:
    case TAG_SELECT:
    case TAG_BUTTON:
    case TAG_TEXTAREA:
    case TAG_DIALOG:
    case TAG_SVG:
    case TAG_OBJECT:
    case TAG_AUDIO:
    case TAG_VIDEO:
    case TAG_CANVAS:
    case TAG_DATALIST:
    case TAG_HEAD: return true;
    default: return false;
    }
}

// Shares of the page's running text up to which an element with these hints is left out, and the
// most letters it may have.
static const struct {
    uint32_t hints;
    double share;
    uint32_t chars;
} cut_rules[] = {
    {HINT_COMMENT,  0.9, UINT32_MAX},
    {HINT_RELATED,  0.3, UINT32_MAX},
    {HINT_SHARE,    0.2, UINT32_MAX},
    {HINT_SIGNUP,   0.2, UINT32_MAX},
    {HINT_CONSENT,  0.5, UINT32_MAX},
    {HINT_NAV,      0.3, UINT32_MAX},
    {HINT_FOOTER,   0.3, UINT32_MAX},
    {HINT_SIDE,     0.3, UINT32_MAX},
    {HINT_AD,       0.2, UINT32_MAX},
    {HINT_TAGS,     0.1, 600       },
    {HINT_AUTHOR,   0.2, 1500      },
    {HINT_META,     0.1, 200       },
    {HINT_POPUP,    0.3, UINT32_MAX},
    {HINT_HIDDEN,   0.3, UINT32_MAX},
    {HINT_TOOL,     0.1, 600       },
    {HINT_CONTENTS, 0.1, UINT32_MAX},
};

static bool is_cut(const struct finder *f, uint32_t node)
{
    const struct html_node *n = &f->t->nodes[node];
    if (is_never_text(n->tag))
        return true;
    uint32_t hints = f->hints[node], chars = f->r->measures[node].chars;
    double share = f->total ? (double)f->mass[node] / f->total : 0;
    if (f->title && contains(f->t, node, f->title))
        return false;
    if (n->tag == TAG_FOOTER || n->tag == TAG_ASIDE)
        return share < 0.3;
    if (n->tag == TAG_FORM)
        return share < 0.5;
    if (n->tag == TAG_HEADER)
        return share < 0.1;
    if (!hints || n->tag == TAG_BODY || n->tag == TAG_HTML || n->tag == TAG_MAIN)
        return false;
    if ((hints & HINT_BODY) && !(hints & HINT_COMMENT))
        return false;
    for (size_t i = 0; i < COUNT_OF(cut_rules); i++)
        if ((hints & cut_rules[i].hints) && share < cut_rules[i].share &&
            chars <= cut_rules[i].chars)
            return true;
    return false;
}

static void cut(struct finder *f)
{
    const struct html_tree *t = f->t;
    for (uint32_t i = 1; i < t->node_count; i++) {
        if (t->nodes[i].flags & HTML_NODE_TEXT || !is_cut(f, i))
            continue;
        for (uint32_t k = i; k < t->nodes[i].end; k++)
            f->cut[k] = true;
        i = t->nodes[i].end - 1;
    }
}

// --- container ----------------------------------------------------------------------------------

// Down from the root while one child holds most of the running text.
static uint32_t dominant(const struct finder *f)
{
    const struct html_tree *t = f->t;
    uint32_t at = 0;
    for (bool down = true; down;) {
        down = false;
        for (uint32_t c = at + 1; c < t->nodes[at].end; c = t->nodes[c].end) {
            if (t->nodes[c].flags & HTML_NODE_TEXT || t->nodes[c].tag == TAG_P)
                continue;
            if (f->mass[c] > 0.8 * f->mass[at]) {
                at = c;
                down = true;
                break;
            }
        }
    }
    return at;
}

// --- runs ---------------------------------------------------------------------------------------

static bool is_heading(enum html_tag tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

static bool keep_run(const struct finder *f, const struct html_run *run)
{
    if (f->cut[run->first])
        return false;
    if (run->m.chars == 0)
        return false;
    if (run->m.link_chars * 3 > run->m.chars * 2)
        return false;
    return true;
}

static size_t keep(struct finder *f, uint32_t container)
{
    size_t chars = 0;
    for (size_t i = 0; i < f->r->n; i++) {
        const struct html_run *run = &f->r->v[i];
        bool in = run->first >= container && run->first < f->t->nodes[container].end;
        f->kept[i] = in && keep_run(f, run);
        if (f->title && contains(f->t, f->title, run->first))
            f->kept[i] = false;
        chars += f->kept[i] ? run->m.chars : 0;
    }
    return chars;
}

// A heading that nothing kept follows goes too.
static void drop_empty_headings(struct finder *f)
{
    bool text_below = false;
    for (size_t i = f->r->n; i-- > 0;) {
        const struct html_run *run = &f->r->v[i];
        if (!f->kept[i])
            continue;
        if (!is_heading(f->t->nodes[run->box].tag))
            text_below = true;
        else if (!text_below)
            f->kept[i] = false;
        else
            text_below = true;
    }
}

// --- the title ----------------------------------------------------------------------------------

static uint32_t find_title(const struct finder *f, struct str title)
{
    const struct html_tree *t = f->t;
    uint32_t first = 0;
    for (uint32_t i = 1; i < t->node_count; i++) {
        if (t->nodes[i].flags & HTML_NODE_TEXT || !is_heading(t->nodes[i].tag))
            continue;
        if (f->r->measures[i].chars < 4)
            continue;
        struct str text = html_tree_text(f->a, t, i);
        if (title.n && (str_has(title, text) || str_has(text, title)) && text.n * 3 > title.n)
            return i;
        if (!first && t->nodes[i].tag == TAG_H1)
            first = i;
    }
    return first;
}

struct main_text main_text_find(struct arena *a, const struct html_tree *t,
                                const struct html_runs *runs, struct str title)
{
    struct finder f = {.a = a, .t = t, .r = runs};
    struct html_hint_index index;
    html_hint_index_init(&index);
    f.hints = arena_new(a, uint32_t, t->node_count);
    f.mass = arena_new(a, uint32_t, t->node_count);
    f.cut = arena_new(a, bool, t->node_count);
    f.kept = arena_new(a, bool, runs->n);
    for (size_t i = 0; i < t->node_count; i++)
        f.hints[i] = html_hints_of(&index, t, i);
    weigh(&f);
    f.total = f.mass[0];
    f.title = find_title(&f, title);
    cut(&f);
    weigh(&f);
    uint32_t container = dominant(&f);
    struct main_text m = {.container = container, .title = f.title, .kept = f.kept};
    m.kept_chars = keep(&f, container);
    drop_empty_headings(&f);
    return m;
}
