// pipeline: see pipeline.h.
//
// Order of reading, and why: the language first, since the Arabic readers have nothing to say about
// other languages; then the dates of the lead, which date the article where the page does not; all
// other readers work on the same tokens and sentences (struct doc).
#include "pipeline.h"

#include <stdlib.h>

#include "page/page.h"
#include "text/doc.h"
#include "text/language.h"

struct pipeline {
    struct token_cache *cache;
    struct arena scratch;
};

struct pipeline *pipeline_new(void)
{
    struct pipeline *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    p->cache = token_cache_new();
    return p;
}

void pipeline_free(struct pipeline *p)
{
    if (!p)
        return;
    token_cache_free(p->cache);
    arena_release(&p->scratch);
    free(p);
}

struct token_cache *pipeline_cache(struct pipeline *p)
{
    return p->cache;
}

struct page pipeline_page(struct pipeline *p, struct arena *a, const struct page_input *in)
{
    arena_reset(&p->scratch);
    return page_read(a, &p->scratch, in);
}

void pipeline_read_article(struct pipeline *p, struct arena *a, struct str text,
                           struct article *article)
{
    struct doc doc = doc_of(a, p->cache, text, article->body);
    struct language language = language_of(str_sub(text, article->body.start, article->body.end));
    article->reading.language = language.code;
    article->reading.language_confidence = (double)language.confidence;
    for (size_t i = 0; i < doc.tokens.n; i++)
        article->reading.word_count += doc.tokens.v[i].kind != TOKEN_MARK;
}

void pipeline_read(struct pipeline *p, struct arena *a, struct page *page)
{
    for (size_t i = 0; i < page->article_count; i++)
        pipeline_read_article(p, a, page->text, &page->articles[i]);
}
