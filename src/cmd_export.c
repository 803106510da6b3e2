// cmd_export: `isnad export`, the articles as NDJSON, CSV, JSON-LD or WARC.
//
// NDJSON is what `isnad add` reads, with the same ids, so that export | add makes the same store.
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd.h"
#include "options.h"
#include "store/search.h"
#include "store/store.h"

static const struct usage usage = {
    "export [OPTION…] [QUERY…]",
    "Writes stored articles to standard output, in order of arrival, or the newest 10,000 that\n"
    "QUERY finds (see 'isnad search --help').  Formats: ndjson (what 'isnad add' reads), csv\n"
    "(RFC 4180, with a header), jsonld (schema.org NewsArticle, one a line), warc (WARC/1.1\n"
    "conversion records of the text).",
    "  isnad export | gzip > articles.ndjson.gz\n"
    "  isnad export --format=csv outlet:الوكالة since:2024 > a.csv\n"
    "  isnad export --store=old | isnad add --store=new -\n",
};

typedef void (*format_fn)(struct buf *out, const struct record *r);

struct exporting {
    format_fn format;
    const char *head; // before the first article
    struct buf out;
    bool with_reading, failed;
    size_t count;
};

static void put_known(struct json *j, const char *key, struct str value)
{
    if (value.n)
        json_put_str(j, key, value);
}

static void put_ndjson(struct buf *out, const struct record *r)
{
    struct json j = {.out = out};
    json_begin_object(&j);
    json_put_str(&j, "id", r->id);
    put_known(&j, "url", r->url);
    put_known(&j, "outlet", r->outlet);
    put_known(&j, "title", r->title);
    put_known(&j, "byline", r->byline);
    put_known(&j, "lang", r->lang);
    if (r->published_at != STORE_NO_TIME)
        json_put_time(&j, "published", r->published_at);
    json_put_str(&j, "text", r->text);
    json_end_object(&j);
    buf_add_byte(out, '\n');
}

static void put_jsonld(struct buf *out, const struct record *r)
{
    struct json j = {.out = out};
    json_begin_object(&j);
    json_put_str(&j, "@context", S("https://schema.org"));
    json_put_str(&j, "@type", S("NewsArticle"));
    json_put_str(&j, "identifier", r->id);
    put_known(&j, "url", r->url);
    put_known(&j, "headline", r->title);
    put_known(&j, "inLanguage", r->lang);
    if (r->published_at != STORE_NO_TIME)
        json_put_time(&j, "datePublished", r->published_at);
    if (r->byline.n) {
        json_key(&j, "author");
        json_begin_object(&j);
        json_put_str(&j, "@type", S("Person"));
        json_put_str(&j, "name", r->byline);
        json_end_object(&j);
    }
    if (r->outlet.n) {
        json_key(&j, "publisher");
        json_begin_object(&j);
        json_put_str(&j, "@type", S("NewsMediaOrganization"));
        json_put_str(&j, "name", r->outlet);
        json_end_object(&j);
    }
    json_put_str(&j, "articleBody", r->text);
    json_end_object(&j);
    buf_add_byte(out, '\n');
}

// A field that starts like a formula gets an apostrophe, so that a spreadsheet does not run it.
static void put_field(struct buf *out, struct str s, char end)
{
    buf_add_byte(out, '"');
    if (s.n && strchr("=+-@\t\r", s.p[0]))
        buf_add_byte(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_add_byte(out, '"');
        buf_add_byte(out, s.p[i]);
    }
    buf_add_byte(out, '"');
    buf_add(out, end == '\n' ? S("\r\n") : S(","));
}

static void put_csv(struct buf *out, const struct record *r)
{
    struct buf published = {0};
    rfc3339_add(&published, r->published_at);
    put_field(out, r->id, ',');
    put_field(out, r->url, ',');
    put_field(out, r->outlet, ',');
    put_field(out, r->title, ',');
    put_field(out, r->byline, ',');
    put_field(out, r->lang, ',');
    put_field(out, buf_str(&published), ',');
    put_field(out, r->text, '\n');
    buf_release(&published);
}

// A target URI must not end its header line.
static void put_uri(struct buf *out, const struct record *r)
{
    struct str uri = r->url;
    for (size_t i = 0; i < uri.n; i++) {
        if ((unsigned char)uri.p[i] <= ' ' || uri.p[i] == 0x7F)
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)uri.p[i]);
        else
            buf_add_byte(out, uri.p[i]);
    }
    if (uri.n == 0)
        buf_printf(out, "urn:isnad:%.*s", STR_ARGS(r->id));
}

// WARC/1.1 section 6.7: the text is a conversion of the page.  The record id is made of ours.
static void put_warc(struct buf *out, const struct record *r)
{
    buf_add(out, S("WARC/1.1\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:isnad:"));
    buf_printf(out, "%.*s>\r\nWARC-Date: ", STR_ARGS(r->id));
    rfc3339_add(out, r->added_at);
    buf_add(out, S("\r\nWARC-Target-URI: "));
    put_uri(out, r);
    buf_printf(out, "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %zu\r\n\r\n",
               r->text.n + (r->title.n ? r->title.n + 2 : 0));
    if (r->title.n)
        buf_printf(out, "%.*s\n\n", STR_ARGS(r->title));
    buf_add(out, r->text);
    buf_add(out, S("\r\n\r\n"));
}

static const struct format_row {
    const char *name, *head;
    format_fn format;
} formats[] = {
    {"csv",    "id,url,outlet,title,byline,lang,published,text\r\n", put_csv   },
    {"jsonld", "",                                                   put_jsonld},
    {"ndjson", "",                                                   put_ndjson},
    {"warc",   "",                                                   put_warc  },
};

// The stored reading behind the article's own members, under "reading".
static void add_reading(struct buf *out, const struct record *r)
{
    if (r->reading.n == 0 || out->n < 2)
        return;
    out->n -= 2; // "}\n"
    buf_add(out, S(",\"reading\":"));
    buf_add(out, r->reading);
    buf_add(out, S("}\n"));
}

static bool put_record(void *context, const struct record *r)
{
    struct exporting *x = context;
    buf_reset(&x->out);
    x->format(&x->out, r);
    if (x->with_reading)
        add_reading(&x->out, r);
    x->count++;
    x->failed = fwrite(x->out.p, 1, x->out.n, stdout) != x->out.n;
    return !x->failed;
}

static enum err_code export_found(struct store *s, struct str query, struct exporting *x,
                                  struct err *e)
{
    struct arena a = {0}, each = {0};
    struct search_options o = {
        .sort = SORT_NEWEST, .limit = LIMIT_RESULTS, .query.now = (int64_t)time(NULL)};
    struct search_result found = {0};
    enum err_code code = store_search(s, &a, query, &o, &found, e);
    for (size_t i = 0; i < found.hit_count && !code; i++) {
        struct record r;
        code = store_get_row(s, &each, found.hits[i].article.row, &r, e);
        if (!code && !put_record(x, &r))
            break;
        arena_reset(&each);
    }
    if (found.total > found.hit_count)
        fprintf(stderr, "isnad: %zu were found, the newest %zu are written\n", found.total,
                found.hit_count);
    arena_release(&each);
    arena_release(&a);
    return code;
}

static int run(const char *where, struct str query, struct exporting *x)
{
    struct err e = {0};
    struct store *store = NULL;
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code && !x->failed)
        x->failed = fputs(x->head, stdout) == EOF;
    if (!code)
        code = query.n ? export_found(store, query, x, &e) : store_each(store, put_record, x, &e);
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    else if (x->failed || fflush(stdout) != 0) {
        fputs("isnad: cannot write the output\n", stderr);
        code = ERR_IO;
    }
    store_close(store);
    buf_release(&x->out);
    return code == ERR_USAGE ? 2 : code || x->count == 0;
}

int cmd_export(int argc, char **argv)
{
    const char *where = NULL, *format = "ndjson";
    struct exporting x = {0};
    bool json = false;
    const struct option_spec specs[] = {
        {"store",   's', OPTION_STRING, &where,          "PATH", "where the articles are"     },
        {"format",  'f', OPTION_STRING, &format,         "NAME", "ndjson, csv, jsonld, warc"  },
        {"reading", 'r', OPTION_FLAG,   &x.with_reading, NULL,   "ndjson with what was read"  },
        {"json",    'j', OPTION_FLAG,   &json,           NULL,   "the same as --format=ndjson"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    const struct format_row *row = NULL;
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (strcmp(formats[i].name, json ? "ndjson" : format) == 0)
            row = &formats[i];
    if (!row)
        return options_complain(&usage, "--format must be ndjson, csv, jsonld or warc, not '%s'",
                                format);
    if (x.with_reading && row->format != put_ndjson)
        return options_complain(&usage, "--reading goes with ndjson only");
    x.format = row->format;
    struct buf query = {0};
    for (int i = 0; i < count; i++) {
        buf_add(&query, i ? S(" ") : S(""));
        buf_add(&query, str_from_cstr(argv[i]));
    }
    x.head = row->head;
    status = run(where, buf_str(&query), &x);
    buf_release(&query);
    return status;
}
