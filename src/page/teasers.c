// teasers: see teasers.h.
//
// Short news stand among summaries of other news that are longer than they are, and the share of
// running text, by which the main text is found, is then the summaries'.  A summary is told by its
// shape, for it is never alone: a linked title, perhaps a date or a section before it, a few lines
// behind it, and siblings of the same shape.
// A list of products or places has the same shape; its titles lead to other sites, and those of a
// table of contents to pages below this one, so that such links make no teaser.
// Limits: summaries under a bold line instead of a heading that are not in an element of their own.
#include "page/teasers.h"

#include "base/vec.h"

enum {
    CHARS_MIN = 40, // letters of a teaser
    CHARS_MAX = 500,
    TITLE_CHARS = 12,  // fewest letters of its title
    TEXT_CHARS = 20,   // fewest letters of its text
    BEFORE_CHARS = 25, // letters of what may stand before the title
    LINK_LEVELS = 6,   // elements between a text and the link around it
    LINES_MAX = 4,     // nodes behind a heading that may be its lines
    RUNS_MAX = 8,      // in a teaser
    SIBLINGS_MIN = 3,  // teasers of one list
    ROW_MIN = 4,       // headings of one row: an article may have three that are links
};

static bool is_linked(const struct html_run *run)
{
    return run->m.link_chars * 10 >= run->m.chars * 9;
}

// An address without scheme and "www.", "?" and "#"; its host, empty where it is relative, and
// path.
struct place {
    struct str host, path;
};

static struct place place_of(struct str address)
{
    struct place p = {{0}, str_trim(address)};
    size_t scheme = str_find(p.path, S("://"));
    bool absolute = scheme < p.path.n && scheme < 6, wide = str_starts(p.path, S("//"));
    if (absolute || wide) {
        struct str rest = str_drop(p.path, absolute ? scheme + 3 : 2);
        size_t slash = str_find_byte(rest, '/');
        p.host = str_take(rest, slash);
        if (str_starts(p.host, S("www.")))
            p.host = str_drop(p.host, 4);
        p.path = str_drop(rest, slash);
    }
    p.path = str_take(p.path, str_find_byte(p.path, '#'));
    p.path = str_take(p.path, str_find_byte(p.path, '?'));
    while (p.path.n && p.path.p[p.path.n - 1] == '/')
        p.path.n--;
    return p;
}

// Does the link around the node lead to another page of the site, and not to one below this page?
static bool leads_to_sibling(const struct html_tree *t, uint32_t node, const struct place *here)
{
    for (int up = 0; up < LINK_LEVELS && node; up++, node = t->nodes[node].parent) {
        if (t->nodes[node].flags & HTML_NODE_TEXT || t->nodes[node].tag != TAG_A)
            continue;
        struct str href = html_tree_attr_raw(t, node, ATTR_HREF);
        struct place there = place_of(href);
        if (str_starts(href, S("#")) || str_starts(href, S("javascript:")))
            return false;
        if (there.host.n && !str_eq_nocase(there.host, here->host))
            return false;
        bool below = here->path.n && str_starts(there.path, here->path) &&
                     str_starts(str_drop(there.path, here->path.n), S("/"));
        return !below;
    }
    return false;
}

// Is the element whose first run is `run` a teaser?
static bool is_teaser(const struct html_tree *t, const struct html_runs *runs, uint32_t node,
                      size_t run, const struct place *here)
{
    uint32_t text = 0, link = 0;
    for (size_t i = run; i < runs->n && runs->v[i].first < t->nodes[node].end; i++) {
        const struct html_run *r = &runs->v[i];
        if (i == run + RUNS_MAX)
            return false;
        if (!link && is_linked(r) && r->m.chars >= TITLE_CHARS)
            link = r->first;
        else if (!link && r->m.chars > BEFORE_CHARS)
            return false; // begins with plain text
        else if (link && !is_linked(r))
            text += r->m.chars;
    }
    return link && text >= TEXT_CHARS && leads_to_sibling(t, link, here);
}

// --- headings -----------------------------------------------------------------------------------

struct finder {
    struct arena *a;
    const struct html_tree *t;
    const struct html_runs *runs;
    struct place here;
    uint32_t title;
    VEC(struct teaser) found;
    VEC(struct teaser) alone; // elements, which are teasers only among others
};

static bool is_heading(const struct html_node *n)
{
    return !(n->flags & HTML_NODE_TEXT) && n->tag >= TAG_H1 && n->tag <= TAG_H6;
}

// Is the element whose first run is `run` a heading that is one link to another page?
static bool is_linked_heading(const struct finder *f, uint32_t node, size_t run)
{
    const struct html_runs *r = f->runs;
    return is_heading(&f->t->nodes[node]) && node != f->title && run < r->n &&
           r->v[run].last < f->t->nodes[node].end && r->v[run].m.chars >= TITLE_CHARS &&
           is_linked(&r->v[run]) && leads_to_sibling(f->t, r->v[run].first, &f->here);
}

// The first node behind what follows a heading: up to the next heading, and a few lines at most; 0
// where that is too little or too much.
static uint32_t lines_end(const struct finder *f, uint32_t heading)
{
    const struct html_node *nodes = f->t->nodes;
    uint32_t end = nodes[nodes[heading].parent].end, chars = 0, at = nodes[heading].end;
    for (int i = 0; i < LINES_MAX && at < end && !is_heading(&nodes[at]); i++) {
        if (f->title >= at && f->title < nodes[at].end)
            break;
        chars += f->runs->chars[at];
        at = nodes[at].end;
    }
    return chars >= TEXT_CHARS && chars <= CHARS_MAX ? at : 0;
}

// The headings of a row, from the one at `node` on, each a teaser with what follows it; returns
// where the row ends.
static uint32_t take_row(struct finder *f, uint32_t node, size_t run)
{
    size_t before = f->found.n;
    uint32_t at = node, end = f->t->nodes[f->t->nodes[node].parent].end;
    while (at < end && is_linked_heading(f, at, run)) {
        uint32_t behind = lines_end(f, at);
        if (!behind)
            break;
        *vec_push(f->a, &f->found) = (struct teaser){at, behind};
        at = behind;
        while (run < f->runs->n && f->runs->v[run].first < at)
            run++;
    }
    if (f->found.n - before < ROW_MIN)
        f->found.n = before;
    return at > node ? at : node + 1;
}

// --- all ----------------------------------------------------------------------------------------

// Rows and elements in one pass; elements wait in f->alone until their siblings are counted.
static void find_all(struct finder *f, uint8_t *siblings)
{
    const struct html_node *nodes = f->t->nodes;
    size_t run = 0;
    uint32_t behind_row = 0;
    for (uint32_t i = 1; i < f->t->node_count; i++) {
        const struct html_node *n = &nodes[i];
        // A teaser is an element with two at least in it: its title and its text.
        bool may = f->runs->chars[i] >= CHARS_MIN && f->runs->chars[i] <= CHARS_MAX &&
                   n->end >= i + 4 && !(f->title >= i && f->title < n->end);
        bool heads = is_heading(n) && i >= behind_row;
        if (!may && !heads)
            continue;
        while (run < f->runs->n && f->runs->v[run].first < i)
            run++;
        if (heads && is_linked_heading(f, i, run))
            behind_row = take_row(f, i, run);
        if (!may || !is_teaser(f->t, f->runs, i, run, &f->here))
            continue;
        *vec_push(f->a, &f->alone) = (struct teaser){i, n->end};
        if (siblings[n->parent] < SIBLINGS_MIN)
            siblings[n->parent]++;
    }
}

struct teasers teasers_find(struct arena *a, const struct html_tree *t,
                            const struct html_runs *runs, uint32_t title, struct str address)
{
    struct finder f = {.a = a, .t = t, .runs = runs, .here = place_of(address), .title = title};
    uint8_t *siblings = arena_new(a, uint8_t, t->node_count); // teasers below each node
    find_all(&f, siblings);
    for (size_t i = 0; i < f.alone.n; i++)
        if (siblings[t->nodes[f.alone.v[i].first].parent] == SIBLINGS_MIN)
            *vec_push(a, &f.found) = f.alone.v[i];
    return (struct teasers){f.found.v, f.found.n};
}
