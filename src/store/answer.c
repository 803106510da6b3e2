// answer: see answer.h.  One place, so that a field is named alike wherever it is shown.
#include "store/answer.h"

void answer_put_article(struct json *j, const struct record *article)
{
    json_put_str(j, "id", article->id);
    json_put_str_or_null(j, "url", article->url);
    json_put_str_or_null(j, "title", article->title);
    json_put_str_or_null(j, "outlet", article->outlet);
    json_put_str_or_null(j, "byline", article->byline);
    json_put_str_or_null(j, "lang", article->lang);
    json_put_time(j, "published", article->published_at);
}

void answer_put_counts(struct json *j, const char *key, const struct search_count *v, size_t n)
{
    json_key(j, key);
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        json_put_str(j, "name", v[i].name);
        json_put_int(j, "count", (int64_t)v[i].count);
        json_end_object(j);
    }
    json_end_array(j);
}
