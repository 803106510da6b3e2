// html: any bytes become a tree whose nodes nest and whose texts are valid UTF-8, and a page whose
// blocks are lines of its text, in order.
#include <assert.h>

#include "base/utf8.h"
#include "page/html_tree.h"
#include "page/page_html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str page = utf8_repair(&a, (struct str){(const char *)data, size});
    struct html_tree t = html_tree_of(&a, page);
    for (size_t i = 0; i < t.node_count; i++) {
        const struct html_node *n = &t.nodes[i];
        assert(n->parent <= i && n->end > i && n->end <= t.nodes[n->parent].end);
        if (n->flags & HTML_NODE_TEXT)
            assert((size_t)n->at + n->count <= page.n);
        else
            assert((size_t)n->at + n->count <= t.attr_count || n->count == 0);
    }
    assert(utf8_is_valid(html_tree_text(&a, &t, 0)));
    struct arena scratch = {0};
    struct page_html p = page_html_read(&a, &scratch, page, S("https://example.com/2020/01/02/x"));
    arena_release(&scratch);
    assert(utf8_is_valid(p.text));
    for (size_t i = 0, at = 0; i < p.blocks.n; i++) {
        assert(p.blocks.v[i].at.start == at && p.blocks.v[i].at.end > at);
        at = p.blocks.v[i].at.end + 1;
        assert(at <= p.text.n && p.text.p[at - 1] == '\n');
    }
    arena_release(&a);
    return 0;
}
