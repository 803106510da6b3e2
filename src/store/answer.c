// answer: see answer.h.  One place, so that a field is named alike wherever it is shown.
#include "store/answer.h"

#include "store/names.h"
#include "store/quoted.h"

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

static struct str or_null(struct str s)
{
    return s.n ? s : (struct str){0};
}

void answer_put_quote(struct json *j, const struct quoted *quote)
{
    json_put_str(j, "text", quote->text);
    json_put_str(j, "kind", quote->kind);
    json_put_str_or_null(j, "speaker", or_null(quote->speaker));
    json_put_str_or_null(j, "role", or_null(quote->role));
    json_put_str_or_null(j, "cue", or_null(quote->cue));
    json_put_str(j, "article", quote->article_id);
    json_put_time(j, "published", quote->published_at);
}

static void put_forms(struct json *j, const char *key, const struct name_form *v, size_t n)
{
    json_key(j, key);
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        json_put_str(j, "name", v[i].name);
        json_put_str(j, "script", v[i].latin ? S("Latn") : S("Arab"));
        json_put_int(j, "articles", (int64_t)v[i].articles);
        json_end_object(j);
    }
    json_end_array(j);
}

void answer_put_name(struct json *j, const struct name_page *page)
{
    json_put_str(j, "name", page->name);
    json_put_str_or_null(j, "type", page->type);
    put_forms(j, "forms", page->forms, page->form_count);
    json_key(j, "roles");
    json_begin_array(j);
    for (size_t i = 0; i < page->role_count; i++) {
        const struct name_role *role = &page->roles[i];
        json_begin_object(j);
        json_put_str(j, "role", role->role);
        json_put_str(j, "state", role->state);
        json_put_time(j, "first", role->first);
        json_put_str_or_null(j, "first_id", role->first_id);
        json_put_time(j, "last", role->last);
        json_put_str_or_null(j, "last_id", role->last_id);
        json_put_int(j, "articles", (int64_t)role->articles);
        json_end_object(j);
    }
    json_end_array(j);
    put_forms(j, "others", page->others, page->other_count);
    json_put_int(j, "quotes", (int64_t)page->quotes);
}
