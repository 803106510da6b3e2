// page_html: see page_html.h.  Tree, runs, choice of the main text, then the blocks are written.
#include "page/page_html.h"

#include "base/vec.h"
#include "page/html_text.h"
#include "page/html_tree.h"
#include "page/main_text.h"

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

struct page_html page_html_read(struct arena *a, struct arena *scratch, struct str utf8,
                                struct str url)
{
    (void)url;
    struct page_html p = {0};
    struct html_tree t = html_tree_of(scratch, utf8);
    struct html_runs runs = html_runs_of(scratch, &t);
    struct str title = {0};
    for (size_t i = 0; i < t.node_count && !title.p; i++)
        if (!(t.nodes[i].flags & HTML_NODE_TEXT) && t.nodes[i].tag == TAG_TITLE)
            title = html_tree_text(scratch, &t, i);
    struct main_text m = main_text_find(scratch, &t, &runs, title);
    struct buf out = {0};
    VEC(struct block) blocks = {0};
    for (size_t i = 0; i < runs.n; i++) {
        if (!m.kept[i])
            continue;
        size_t start = out.n;
        add_run(&out, &t, &runs.v[i]);
        while (out.n > start && out.p[out.n - 1] == ' ')
            out.n--;
        if (out.n == start)
            continue;
        *vec_push(a, &blocks) = (struct block){
            BLOCK_PARA, {start, out.n}
        };
        buf_add_byte(&out, '\n');
    }
    p.text = arena_str(a, buf_str(&out));
    p.title = title;
    p.blocks = (struct blocks){blocks.v, blocks.n};
    buf_release(&out);
    return p;
}
