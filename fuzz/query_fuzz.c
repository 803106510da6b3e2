// The query parser on any bytes: it ends, keeps its limits, and gives no empty nodes.
#include <assert.h>

#include "store/query.h"
#include "store/snippet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_node(const struct query_node *n, size_t depth)
{
    assert(depth <= 3 * LIMIT_QUERY_BYTES);
    assert(n->kind == QUERY_TERM ? n->word_count > 0 : n->child_count > 1);
    assert(n->kind != QUERY_NOT || n->child_count == 2);
    for (size_t i = 0; i < n->child_count; i++)
        check_node(n->child[i], depth + 1);
    for (size_t i = 0; n->kind == QUERY_NEAR && i < n->child_count; i++)
        assert(n->child[i]->kind == QUERY_TERM);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    if (size > 0) {
        struct query_options o = {.any = data[0] & 1, .exact = data[0] & 2};
        struct str text = {(const char *)data + 1, size - 1};
        struct query q = query_parse(&a, NULL, text, o);
        assert(q.term_count <= LIMIT_QUERY_TERMS && q.filter_count <= LIMIT_QUERY_TERMS);
        if (q.root)
            check_node(q.root, 0);
        struct str valid = S("زار رئيس الوزراء العراق. قال a b c");
        struct snippet s = snippet_of(&a, NULL, valid, &q, 4);
        assert(s.text.n <= valid.n);
        for (size_t i = 0; i < s.marks.n; i++)
            assert(s.marks.v[i].start < s.marks.v[i].end && s.marks.v[i].end <= s.text.n);
    }
    arena_release(&a);
    return 0;
}
