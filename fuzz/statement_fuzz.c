// Any text as a statement, with its first half compared to its second: spans inside the text, in
// order, and every pair names points that exist.
#include <assert.h>

#include "base/utf8.h"
#include "read/compare.h"
#include "read/quotes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct statement read_text(struct arena *a, struct str text, struct doc *d)
{
    *d = doc_of_text(a, NULL, text);
    struct statement_context c = {0};
    struct quote *quotes;
    quotes_read(a, d, NULL, &quotes, &c.quote_count);
    c.quotes = quotes;
    struct statement s = statement_read(a, d, &c);
    for (size_t i = 0; i < s.point_count; i++)
        assert(s.points[i].at.start < s.points[i].at.end && s.points[i].at.end <= text.n);
    return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size});
    struct doc da, db;
    struct str head = utf8_repair(&a, str_take(text, text.n / 2));
    struct statement sa = read_text(&a, head, &da);
    struct statement sb = read_text(&a, text, &db);
    struct comparison c = statements_compare(&a, &da, &sa, &db, &sb);
    assert(c.pair_count <= sa.point_count + sb.point_count);
    arena_release(&a);
    return 0;
}
