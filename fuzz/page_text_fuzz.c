// page_text: any bytes as a text page.  Segments lie in the text and in order; bodies are views or
// joined copies no longer than the text; reading twice gives the same.
#include "page/page.h"

#include <assert.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0}, scratch = {0};
    struct page_input in = {
        .bytes = {(const char *)data, size},
          .form = PAGE_TEXT
    };
    struct page p = page_read(&a, &scratch, &in);
    arena_reset(&scratch);
    assert(utf8_is_valid(p.text));
    size_t last = 0;
    for (size_t i = 0; i < p.segment_count; i++) {
        struct span at = p.segments[i].at;
        assert(at.start < at.end && at.end <= p.text.n && at.start >= last);
        assert(p.segments[i].article < (int)p.article_count);
        assert(utf8_is_valid(str_sub(p.text, at.start, at.end)));
        last = at.start;
    }
    for (size_t i = 0; i < p.article_count; i++) {
        const struct article *article = &p.articles[i];
        assert(article->body.end <= p.text.n && article->body_text.n <= p.text.n);
        assert(utf8_is_valid(article->body_text) && utf8_is_valid(article->title));
        for (size_t k = 0; k < article->credit_count; k++)
            for (size_t n = 0; n < article->credits[k].part_count; n++)
                assert(utf8_is_valid(article->credits[k].parts[n].text));
    }
    struct page again = page_read(&a, &scratch, &in);
    assert(again.segment_count == p.segment_count && again.related.n == p.related.n &&
           again.keywords.n == p.keywords.n);
    arena_release(&scratch);
    arena_release(&a);
    return 0;
}
