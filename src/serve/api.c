// api: the site as JSON (docs/API.md), the outgoing feed, health and metrics.
#include "base/civil.h"
#include "base/json.h"
#include "dump.h"
#include "serve/views.h"
#include "store/answer.h"
#include "store/feeds.h"
#include "store/names.h"
#include "store/phrases.h"
#include "store/quoted.h"
#include "store/search.h"
#include "store/similar.h"
#include "store/snippet.h"

enum {
    API_MAX = 100,
    API_OFFSET_MAX = LIMIT_RESULTS - API_MAX,
    API_NAMES = 20,
    FEED_ITEMS = 50,
};

static void put_api_problem(struct request *r, int status, const char *text)
{
    buf_reset(&r->body);
    struct json j = {.out = &r->body};
    r->status = status;
    json_begin_object(&j);
    json_put_str(&j, "error", str_from_cstr(text));
    json_end_object(&j);
}

static struct search_options options_of(const struct request *r, size_t limit)
{
    return (struct search_options){
        .query = {.any = request_param(r, "any").n,
                  .exact = request_param(r, "exact").n,
                  .all = true,
                  .now = r->now},
        .sort =
            request_param(r, "newest").n || !request_param(r, "q").n ? SORT_NEWEST : SORT_RELEVANCE,
        .limit = limit,
        .offset = request_number(r, "offset", 0, API_OFFSET_MAX),
    };
}

static void put_name_counts(struct json *j, const struct name_form *list, size_t n)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        json_put_str(j, "name", list[i].name);
        json_put_int(j, "articles", (int64_t)list[i].articles);
        json_end_object(j);
    }
    json_end_array(j);
}

// Whom the hits that are given name most.
static void put_names_found(struct request *r, struct json *j, const struct search_result *found)
{
    struct name_form *list = NULL;
    size_t n = 0;
    struct err ignored;
    if (store_names_in(r->store, r->a, found, API_NAMES, &list, &n, &ignored))
        n = 0; // the hits are worth having without them
    json_key(j, "names");
    put_name_counts(j, list, n);
}

// An offset that is too large must not be cut down: who turns pages would get the last one for
// ever.
static bool is_past_the_end(struct request *r)
{
    if (request_number(r, "offset", 0, API_OFFSET_MAX + 1) <= API_OFFSET_MAX)
        return false;
    put_api_problem(r, 400, arena_printf(r->a, "offset is at most %d", API_OFFSET_MAX).p);
    return true;
}

void api_unknown(struct request *r)
{
    r->type = "application/json; charset=utf-8";
    put_api_problem(r, 404, "there is nothing at this address; see docs/API.md");
}

void api_search(struct request *r)
{
    struct search_options options = options_of(r, request_number(r, "limit", 20, API_MAX));
    options.facets = options.histogram = true;
    struct search_result found;
    struct err e = {0};
    r->type = "application/json; charset=utf-8";
    if (is_past_the_end(r))
        return;
    enum err_code code = store_search(r->store, r->a, request_param(r, "q"), &options, &found, &e);
    if (code) {
        put_api_problem(r, code == ERR_USAGE ? 400 : 500, e.text);
        return;
    }
    struct json j = {.out = &r->body};
    json_begin_object(&j);
    json_put_int(&j, "total", (int64_t)found.total);
    json_put_bool(&j, "partial", found.partial);
    json_key(&j, "hits");
    json_begin_array(&j);
    for (size_t i = 0; i < found.hit_count; i++) {
        struct record full;
        json_begin_object(&j);
        answer_put_article(&j, &found.hits[i].article);
        json_put_real(&j, "score", found.hits[i].score, 4);
        if (store_get_row(r->store, r->a, found.hits[i].article.row, &full, &e) == 0) {
            struct snippet s = snippet_of(r->a, store_cache(r->store), full.text, &found.query, 36);
            json_put_str(&j, "snippet", snippet_line(r->a, &s, S("**"), S("**")));
        }
        json_end_object(&j);
    }
    json_end_array(&j);
    answer_put_counts(&j, "outlets", found.outlets, found.outlet_count);
    answer_put_counts(&j, "days", found.days, found.day_count);
    put_names_found(r, &j, &found);
    json_end_object(&j);
}

void api_article(struct request *r)
{
    struct record record;
    struct err e = {0};
    r->type = "application/json; charset=utf-8";
    enum err_code code = store_get(r->store, r->a, r->rest, &record, &e);
    if (code) {
        put_api_problem(r, code == ERR_NOT_FOUND ? 404 : 500, e.text);
        return;
    }
    struct similar_result similar = {0};
    if (store_similar(r->store, r->a, record.row, 10, &similar, &e))
        similar.count = 0;
    struct json j = {.out = &r->body};
    json_begin_object(&j);
    answer_put_article(&j, &record);
    json_put_str(&j, "text", record.text);
    struct keyphrase *phrases = NULL;
    size_t phrase_count = 0;
    if (store_keyphrases(r->store, r->a, record.row, &phrases, &phrase_count, &e))
        phrase_count = 0;
    json_key(&j, "keyphrases"); // weighed against the store; those of the reading are not
    dump_keyphrases(&j, phrases, phrase_count);
    json_key(&j, "reading");
    if (record.reading.n)
        buf_add(&r->body, record.reading); // written by our own writer when it was stored
    else
        buf_add(&r->body, S("null"));
    j.need_comma = true;
    json_key(&j, "similar");
    json_begin_array(&j);
    for (size_t i = 0; i < similar.count; i++) {
        json_begin_object(&j);
        answer_put_article(&j, &similar.items[i].article);
        json_put_real(&j, "score", similar.items[i].like.score, 4);
        json_put_bool(&j, "duplicate", similar.items[i].like.duplicate);
        json_put_bool(&j, "same_story", similar.items[i].like.same_story);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_end_object(&j);
}

// Who is named most, by type.
static void put_recent_names(struct request *r, struct json *j)
{
    static const char *const types[] = {"PERS", "ORG", "LOC"};
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        struct name_form *list = NULL;
        size_t n = 0;
        struct err ignored;
        if (store_names_recent(r->store, r->a, str_from_cstr(types[i]),
                               request_number(r, "limit", 20, API_MAX), &list, &n, &ignored))
            n = 0;
        json_key(j, types[i]);
        put_name_counts(j, list, n);
    }
}

void api_names(struct request *r)
{
    struct str name = request_param(r, "name");
    struct json j = {.out = &r->body};
    struct name_page page;
    struct err e = {0};
    r->type = "application/json; charset=utf-8";
    if (!name.n) {
        json_begin_object(&j);
        put_recent_names(r, &j);
        json_end_object(&j);
        return;
    }
    if (is_past_the_end(r))
        return;
    struct search_options options = options_of(r, request_number(r, "limit", 20, API_MAX));
    options.facets = options.histogram = true;
    options.sort = SORT_NEWEST;
    struct search_result found = {0};
    enum err_code code = store_name(r->store, r->a, name, &page, &e);
    if (!code)
        code = store_search(r->store, r->a, name_query(r->a, page.name), &options, &found, &e);
    if (code) {
        put_api_problem(r, code == ERR_NOT_FOUND ? 404 : 500, e.text);
        return;
    }
    struct quoted *said;
    size_t said_count;
    if (store_quoted(r->store, r->a, page.name, options.limit, &said, &said_count, &e))
        said_count = 0; // the rest is worth having without them
    json_begin_object(&j);
    answer_put_name(&j, &page);
    json_key(&j, "said");
    json_begin_array(&j);
    for (size_t i = 0; i < said_count; i++) {
        json_begin_object(&j);
        answer_put_quote(&j, &said[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_int(&j, "total", (int64_t)found.total);
    json_key(&j, "articles");
    json_begin_array(&j);
    for (size_t i = 0; i < found.hit_count; i++) {
        json_begin_object(&j);
        answer_put_article(&j, &found.hits[i].article);
        json_end_object(&j);
    }
    json_end_array(&j);
    answer_put_counts(&j, "outlets", found.outlets, found.outlet_count);
    answer_put_counts(&j, "days", found.days, found.day_count);
    json_end_object(&j);
}

void api_stats(struct request *r)
{
    struct store_stats s;
    struct err e = {0};
    r->type = "application/json; charset=utf-8";
    if (store_stats(r->store, &s, &e)) {
        put_api_problem(r, 500, e.text);
        return;
    }
    struct json j = {.out = &r->body};
    json_begin_object(&j);
    json_put_int(&j, "articles", s.articles);
    json_put_int(&j, "outlets", s.outlets);
    json_put_int(&j, "words", s.words);
    json_put_int(&j, "bytes", s.bytes);
    json_end_object(&j);
}

// --- feed, health, metrics ----------------------------------------------------------------------

// RFC 4287.  The XML escapes are the same as HTML's, so the one writer serves.
void view_feed(struct request *r)
{
    struct html *h = &r->html;
    struct search_options options = options_of(r, FEED_ITEMS);
    options.sort = SORT_NEWEST;
    struct search_result found;
    struct err e = {0};
    struct str q = request_param(r, "q");
    if (store_search(r->store, r->a, q, &options, &found, &e)) {
        view_problem(r, 400, str_from_cstr(e.text));
        return;
    }
    r->type = "application/atom+xml; charset=utf-8";
    html_raw(h, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\"><id>urn:isnad:feed:");
    html_url_part(h, q);
    html_raw(h, "</id><title>");
    html_text(h, q.n ? q : ui_string(UI_AR, UI_LATEST));
    html_raw(h, "</title><updated>");
    bool dated = found.hit_count && found.hits[0].article.published_at != STORE_NO_TIME;
    html_text(h, rfc3339_str(r->a, dated ? found.hits[0].article.published_at : r->now));
    html_raw(h, "</updated>");
    for (size_t i = 0; i < found.hit_count; i++) {
        const struct record *article = &found.hits[i].article;
        bool known = article->published_at != STORE_NO_TIME;
        html_raw(h, "\n<entry><id>urn:isnad:article:");
        html_url_part(h, article->id);
        html_raw(h, "</id><title>");
        html_text(h, article->title.n ? article->title : S("-"));
        html_raw(h, "</title><updated>");
        html_text(h, rfc3339_str(r->a, known ? article->published_at : article->added_at));
        html_raw(h, "</updated><author><name>");
        html_text(h, article->outlet.n ? article->outlet : S("-"));
        html_raw(h, "</name></author>");
        if (article->url.n) {
            html_raw(h, "<link");
            html_href(h, article->url);
            html_raw(h, "/>");
        }
        html_raw(h, "</entry>");
    }
    html_raw(h, "\n</feed>\n");
}

void view_health(struct request *r)
{
    struct store_stats s;
    struct err e = {0};
    r->type = "text/plain; charset=utf-8";
    bool well = store_stats(r->store, &s, &e) == 0;
    r->status = well ? 200 : 503;
    buf_add(&r->body, well ? S("ok\n") : S("the store cannot be read\n"));
}

static void put_feed_metrics(struct request *r)
{
    struct collect_state c;
    struct err ignored;
    if (store_collect_state(r->store, r->now, &c, &ignored))
        return; // the other figures are worth having without them
    buf_printf(&r->body,
               "# TYPE isnad_feeds gauge\nisnad_feeds %lld\n"
               "# TYPE isnad_feeds_due gauge\nisnad_feeds_due %lld\n"
               "# TYPE isnad_feeds_failing gauge\nisnad_feeds_failing %lld\n"
               "# TYPE isnad_feeds_gone gauge\nisnad_feeds_gone %lld\n"
               "# TYPE isnad_pages_due gauge\nisnad_pages_due %lld\n",
               (long long)c.feeds, (long long)c.due, (long long)c.failing, (long long)c.gone,
               (long long)c.pages_due);
    for (size_t i = 0; i < COLLECT_COUNTERS; i++)
        buf_printf(&r->body, "# TYPE isnad_collect_%s_total counter\nisnad_collect_%s_total %lld\n",
                   collect_counter_names[i], collect_counter_names[i], (long long)c.counters[i]);
}

// Prometheus text format 0.0.4.
void view_metrics(struct request *r)
{
    struct store_stats s;
    struct err e = {0};
    r->type = "text/plain; version=0.0.4; charset=utf-8";
    if (store_stats(r->store, &s, &e)) {
        r->status = 503;
        return;
    }
    buf_printf(&r->body,
               "# TYPE isnad_articles gauge\nisnad_articles %lld\n"
               "# TYPE isnad_outlets gauge\nisnad_outlets %lld\n"
               "# TYPE isnad_store_bytes gauge\nisnad_store_bytes %lld\n",
               (long long)s.articles, (long long)s.outlets, (long long)s.bytes);
    put_feed_metrics(r);
}
