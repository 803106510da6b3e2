// The light tree: shapes, recovery, bounds.
#include "page/html_tree.h"

#include <string.h>

#include "base/limits.h"
#include "harness.h"

// Elements as name(children), texts as they are, link text between _ and _.
static size_t dump(struct arena *a, const struct html_tree *t, size_t node, struct buf *out)
{
    const struct html_node *n = &t->nodes[node];
    if (n->flags & HTML_NODE_TEXT) {
        const char *mark = n->flags & HTML_NODE_IN_LINK ? "_" : "";
        buf_printf(out, "%s%.*s%s ", mark, STR_ARGS(html_tree_text(a, t, node)), mark);
        return node + 1;
    }
    buf_printf(out, "%s(", html_tag_rows[n->tag].name);
    for (size_t i = node + 1; i < n->end;)
        i = dump(a, t, i, out);
    buf_printf(out, ")");
    return n->end;
}

#define CHECK_TREE(in, want)                                                                       \
    do {                                                                                           \
        struct arena a = {0};                                                                      \
        struct buf out = {0};                                                                      \
        struct html_tree t = html_tree_of(&a, S(in));                                              \
        dump(&a, &t, 0, &out);                                                                     \
        CHECK_STR(buf_str(&out), want);                                                            \
        buf_release(&out);                                                                         \
        arena_release(&a);                                                                         \
    } while (0)

TEST(html_tree_implies_end_tags)
{
    CHECK_TREE("<p>a<p>b<ul><li>c<li>d<ul><li>e</ul></ul>f",
               "html(p(a )p(b )ul(li(c )li(d ul(li(e ))))f )");
    CHECK_TREE("<dl><dt>a<dd>b<dt>c</dl>", "html(dl(dt(a )dd(b )dt(c )))");
    CHECK_TREE("<table><tr><td>a<td>b<tr><td>c</table>d",
               "html(table(tr(td(a )td(b ))tr(td(c )))d )");
}

TEST(html_tree_ends_a_link_at_the_next_link_and_at_its_end_tag)
{
    CHECK_TREE("<a href=x>a<a href=y>b</a>c", "html(a(_a_ )a(_b_ )c )");
    CHECK_TREE("<a href=x><div>a</a>b</div>c", "html(a(div(_a_ b ))c )");
    CHECK_TREE("<a name=x>a", "html(a(a ))");
}

TEST(html_tree_ignores_end_tags_across_cells)
{
    CHECK_TREE("<div><table><tr><td></div>a</td><td>b</table>c</div>d",
               "html(div(table(tr(td(a )td(b )))c )d )");
}

TEST(html_tree_skips_raw_text_but_not_linked_data)
{
    CHECK_TREE("<script>a</script><style>b</style><noscript><p>c</noscript>d",
               "html(script()style()noscript()d )");
    CHECK_TREE("<script type=application/ld+json>{}</script>", "html(script({} ))");
}

TEST(html_tree_reads_title_in_svg_as_markup)
{
    CHECK_TREE("<svg><title>a<b>c</svg><p>d</p>", "html(svg(title(a b(c )))p(d ))");
    CHECK_TREE("<title>a<b>c</title>d", "html(title(a<b>c )d )");
    CHECK_TREE("<svg><path/><p>d", "html(svg(path())p(d ))");
}

TEST(html_tree_closes_the_head_at_the_first_content)
{
    CHECK_TREE("<html><head><title>t</title><meta name=a><p>x<body>y",
               "html(head(title(t )meta())p(x y ))");
}

TEST(html_tree_takes_any_end_tag_for_a_heading)
{
    CHECK_TREE("<h2>a</h3>b<h2>c<h3>d", "html(h2(a )b h2(c )h3(d ))");
}

TEST(html_tree_is_bounded_in_depth)
{
    struct arena a = {0};
    size_t n = 1000000;
    char *in = arena_alloc_raw(&a, n * 5);
    for (size_t i = 0; i < n; i++)
        memcpy(in + 5 * i, "<div>", 5);
    struct html_tree t = html_tree_of(&a, (struct str){in, 5 * n});
    unsigned deepest = 0;
    for (size_t i = 0; i < t.node_count; i++)
        deepest = t.nodes[i].depth > deepest ? t.nodes[i].depth : deepest;
    CHECK_INT(deepest, LIMIT_TREE_DEPTH);
    CHECK_INT(t.node_count, LIMIT_TREE_NODES);
    arena_release(&a);
}

TEST(html_tree_survives_truncation_at_every_byte)
{
    struct str page = S("<!doctype html><html lang=ar><head><title>ع</title></head><body "
                        "class='x'><svg><title>q</title></svg><p>نص &amp; <a href=\"u\">رابط</a>"
                        "<!-- c --><script>x</script><table><tr><td>1</table></body></html>");
    for (size_t n = 0; n <= page.n; n++) {
        struct arena a = {0};
        char *copy = arena_alloc_raw(&a, n);
        memcpy(copy, page.p, n);
        struct html_tree t = html_tree_of(&a, (struct str){copy, n});
        CHECK(t.node_count > 0 && t.nodes[0].end == t.node_count);
        arena_release(&a);
    }
}
