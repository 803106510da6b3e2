// answer: articles and counts as JSON, alike on the command line and in the API (docs/API.md).
#ifndef STORE_ANSWER_H
#define STORE_ANSWER_H

#include "base/json.h"
#include "store/search.h"

// Members of an object: id, url, title, outlet, byline, lang, published; null where not known.
void answer_put_article(struct json *j, const struct record *article);
// "key": [{"name", "count"}, …]
void answer_put_counts(struct json *j, const char *key, const struct search_count *v, size_t n);

struct quoted;
// Members of an object: text, kind, speaker, role, cue, article, published.
void answer_put_quote(struct json *j, const struct quoted *quote);

struct name_page;
// Members of an object: name, type, forms, roles, others, quotes (how many).
void answer_put_name(struct json *j, const struct name_page *page);

#endif
