// page_state: see page_state.h.
//
// Pages made by Next, Nuxt and their like come with their data as JSON, some of them with nothing
// else: the text is there, as HTML in a string, but in no element.  Such a page is read only where
// the elements hold next to nothing, for the same data also hold menus and other articles.
// Limits: text that is split into an object for each paragraph is not put together.
#include "page/page_state.h"

#include "base/buf.h"
#include "page/html_ldjson.h"
#include "page/html_runs.h"
#include "page/html_text.h"

// The text of a piece of HTML, a run to a line.
static struct str text_of_html(struct arena *a, struct str html)
{
    struct html_tree t = html_tree_of(a, html);
    struct html_runs runs = html_runs_of(a, &t);
    struct buf out = {0};
    for (size_t i = 0; i < runs.n; i++) {
        for (uint32_t k = runs.v[i].first; k <= runs.v[i].last; k++) {
            if (t.nodes[k].flags & HTML_NODE_SPACE_BEFORE)
                html_text_space(&out);
            if (t.nodes[k].flags & HTML_NODE_TEXT)
                html_text_add(&out, html_tree_raw(&t, k), !(t.nodes[k].flags & HTML_NODE_LITERAL));
        }
        buf_add_byte(&out, '\n');
    }
    struct str text = arena_str(a, str_trim_wide(buf_str(&out)));
    buf_release(&out);
    return text;
}

void page_state_read(struct arena *a, const struct html_tree *t, struct metadata *m)
{
    struct ldjson found = {0};
    for (size_t i = 1; i < t->node_count && !m->body.n; i++) {
        const struct html_node *n = &t->nodes[i];
        if (n->flags & HTML_NODE_TEXT || n->tag != TAG_SCRIPT || n->end == i + 1 ||
            str_has(html_tree_attr_raw(t, i, ATTR_TYPE), S("ld+json")))
            continue;
        ldjson_read_state(a, html_tree_raw(t, i + 1), &found);
    }
    if (!found.body.n)
        return;
    m->body = text_of_html(a, found.body);
    if (!m->title.n)
        m->title = found.headline;
    if (!m->authors.n)
        m->authors = found.authors;
    struct str published = metadata_date(a, found.published);
    if (!m->published.value.n && published.n)
        m->published = (struct sourced){published, S("script")};
}
