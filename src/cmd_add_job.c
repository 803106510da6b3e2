// cmd_add_job: see cmd_add_job.h.
#include "cmd_add_job.h"

#include <jansson.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "feed/feed.h"
#include "page/page.h"
#include "store/record.h"

// 24/07/2024 or 24-7-2024, day first as Arab archives write it.
static bool day_first(struct str s, int64_t *seconds)
{
    size_t part[3], count = 0;
    char mark = str_find_byte(s, '/') < s.n ? '/' : '-';
    for (bool more = true; more && count < 3; count++) {
        struct str digits;
        more = str_cut(s, mark, &digits, &s);
        if (!str_to_size(digits, 9999, &part[count]))
            return false;
    }
    struct civil c = {(int)part[2], (int)part[1], (int)part[0]};
    if (count != 3 || s.n || c.year < 1000 || !civil_is_valid(c))
        return false;
    *seconds = civil_to_days(c) * 86400;
    return true;
}

static int64_t time_of(const json_t *in, const char *key)
{
    int64_t seconds;
    const json_t *value = json_object_get(in, key);
    if (json_is_integer(value))
        return json_integer_value(value);
    struct str text = str_trim(json_get_str(in, key));
    return rfc3339_parse(text, &seconds) || day_first(text, &seconds) ? seconds : STORE_NO_TIME;
}

// A member that may be a string or a number; empty ones count as missing.
static struct str text_of(struct arena *a, const json_t *in, const char *key)
{
    const json_t *value = json_object_get(in, key);
    if (json_is_integer(value))
        return arena_printf(a, "%lld", (long long)json_integer_value(value));
    struct str text = str_trim_wide(json_get_str(in, key));
    return text.n ? arena_str(a, utf8_repair(a, text)) : (struct str){0};
}

static void add_prepared(struct add_job *job, struct pipeline *p, struct record *r)
{
    r->added_at = job->settings->now;
    if (!r->outlet.n && job->settings->outlet)
        r->outlet = str_from_cstr(job->settings->outlet);
    job->articles[job->article_count++] = store_prepare(&job->a, pipeline_cache(p), r);
}

static void work_line(struct add_job *job, struct pipeline *p)
{
    json_t *in = json_line(job->line, &job->problem);
    if (!in)
        return;
    struct arena *a = &job->a;
    struct record r = {0};
    r.text = text_of(a, in, "text");
    r.id = text_of(a, in, "id");
    r.guid = r.id;
    r.url = text_of(a, in, "url");
    r.title = text_of(a, in, "title");
    r.outlet = text_of(a, in, "outlet");
    r.byline = text_of(a, in, "byline");
    r.lang = text_of(a, in, "lang");
    r.published_at = time_of(in, "published");
    if (r.published_at == STORE_NO_TIME)
        r.published_at = time_of(in, "time");
    bool has_error = json_object_get(in, "error") != NULL;
    json_decref(in);
    if (!r.text.n && !r.title.n) {
        err_set(&job->problem, ERR_BAD_INPUT,
                has_error ? "the line is an error message" : "the line has no \"text\"");
        return;
    }
    if (!r.text.n)
        r.text = S("");
    if (!job->settings->light)
        record_read(p, a, &r);
    job->articles = arena_new(a, struct prepared *, 1);
    add_prepared(job, p, &r);
}

static void work_page(struct add_job *job, struct pipeline *p, const struct page_input *in)
{
    struct page page = pipeline_page(p, &job->a, in);
    if (!job->settings->light)
        pipeline_read(p, &job->a, &page);
    if (page.article_count == 0)
        err_set(&job->problem, ERR_BAD_INPUT, "no article was found in the page");
    job->articles = arena_new(&job->a, struct prepared *, page.article_count);
    for (size_t i = 0; i < page.article_count; i++) {
        struct record r = record_of_article(&job->a, &page, i);
        add_prepared(job, p, &r);
    }
}

static void work_file(struct add_job *job, struct pipeline *p)
{
    struct page_input in = {0};
    if (!file_read(&job->a, job->file, LIMIT_DECODED, &in.bytes, &job->problem))
        work_page(job, p, &in);
}

static void work_feed(struct add_job *job, struct pipeline *p)
{
    struct str bytes;
    if (file_read(&job->a, job->file, LIMIT_DECODED, &bytes, &job->problem))
        return;
    struct feed feed = feed_parse(&job->a, bytes, NULL);
    if (feed.item_count == 0)
        err_set(&job->problem, ERR_BAD_INPUT, "the feed has no items");
    job->articles = arena_new(&job->a, struct prepared *, feed.item_count);
    for (size_t i = 0; i < feed.item_count; i++) {
        struct record r = record_of_item(p, &job->a, &feed, &feed.items[i]);
        if (!r.text.n && !r.title.n)
            continue;
        if (!job->settings->light)
            record_read(p, &job->a, &r);
        add_prepared(job, p, &r);
    }
}

// Pages are responses that were found, and resources, of a type that is text; conversions are text
// that somebody has taken out of a page.
static void work_warc(struct add_job *job, struct pipeline *p)
{
    const struct warc_record *r = &job->record;
    struct warc_payload payload = warc_payload(&job->a, r);
    bool page = str_eq(r->type, S("response")) || str_eq(r->type, S("resource"));
    bool text = str_eq(r->type, S("conversion"));
    bool html = str_starts_nocase(payload.content_type, S("text/html")) ||
                str_starts_nocase(payload.content_type, S("application/xhtml"));
    bool plain = str_starts_nocase(payload.content_type, S("text/plain"));
    bool found = payload.status == 0 || (payload.status >= 200 && payload.status < 300);
    bool http = str_starts_nocase(r->uri, S("http:")) || str_starts_nocase(r->uri, S("https:"));
    job->passed_over =
        !((page && html) || (text && plain)) || !found || !http || payload.bytes.n == 0;
    if (job->passed_over)
        return;
    struct page_input in = {.bytes = payload.bytes,
                            .url = r->uri,
                            .content_type = payload.content_type,
                            .form = html ? PAGE_HTML : PAGE_TEXT};
    work_page(job, p, &in);
}

void add_job_work(struct add_job *job, struct pipeline *p)
{
    if (job->problem.code)
        return; // the reader has found it broken
    switch (job->kind) {
    case ADD_LINE: work_line(job, p); break;
    case ADD_PAGE: work_file(job, p); break;
    case ADD_FEED: work_feed(job, p); break;
    case ADD_WARC: work_warc(job, p); break;
    }
}
