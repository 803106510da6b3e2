// pipeline: strings the stages together for one document; the only place that knows their order.
//
// One pipeline per thread: it holds the caches and models that are dear to make.  Everything it
// returns lives in the caller's arena.
#ifndef PIPELINE_H
#define PIPELINE_H

#include "base/arena.h"
#include "model.h"

struct doc;
struct pipeline;
struct page_input;
struct token_cache;

struct pipeline *pipeline_new(void);
void pipeline_free(struct pipeline *p);
struct token_cache *pipeline_cache(struct pipeline *p);
// From now on readings that add up evidence write their `why` (model.h), which costs time.
void pipeline_explain(struct pipeline *p, bool explain);

// Bytes of a page -> segments and articles, not read yet.
struct page pipeline_page(struct pipeline *p, struct arena *a, const struct page_input *in);
// Reads every article of a page (dates, keyphrases, quotes …); page->text is what spans refer to.
void pipeline_read(struct pipeline *p, struct arena *a, struct page *page);
// Reads one article whose body is text[article->body], at most its first LIMIT_ARTICLE_TEXT bytes;
// `text` is what spans refer to.
void pipeline_read_article(struct pipeline *p, struct arena *a, struct str text,
                           struct article *article);

// Reads a text that is known to be a statement, whatever statement_is_likely says; *d becomes its
// document, which statements_compare needs.
struct statement pipeline_statement(struct arena *a, struct token_cache *cache, struct str text,
                                    struct str title, struct doc *d);

#endif
