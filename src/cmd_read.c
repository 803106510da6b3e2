// cmd_read: `isnad read`, one page taken apart and read: a summary for people, JSON for programs.
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cmd.h"
#include "dump.h"
#include "net/client.h"
#include "options.h"
#include "page/page.h"
#include "pipeline.h"
#include "term.h"

static const struct usage usage = {
    "read [OPTION…] FILE|URL…",
    "Reads pages (HTML or text, any charset, gzip read through; '-' is standard input, http and\n"
    "https addresses are fetched) and shows what they say: articles, datelines, credits, dates,\n"
    "keyphrases, entities and quotations with their speakers.  With --json, one object per page.",
    "  isnad read page.html\n"
    "  isnad read https://example.org/news/1\n"
    "  isnad read --explain page.html\n"
    "  isnad read --json page.txt | jq .articles[0].quotes\n",
};

static void put_label(const char *label)
{
    printf("  %s%s%s ", term_style(stdout, TERM_CYAN), label, term_style(stdout, TERM_PLAIN));
}

static void put_line(const char *label, struct str value)
{
    if (value.n == 0)
        return;
    put_label(label);
    printf("%.*s\n", STR_ARGS(value));
}

// What made the reading above; nothing where nobody asked or nothing is known.
static void put_why(struct str why)
{
    if (why.n)
        printf("    %swhy: %.*s%s\n", term_style(stdout, TERM_DIM), STR_ARGS(why),
               term_style(stdout, TERM_PLAIN));
}

static void put_rule(const char *label, const char *rule, bool explain)
{
    if (explain && rule)
        printf("    %s%s%s%s\n", term_style(stdout, TERM_DIM), label, rule,
               term_style(stdout, TERM_PLAIN));
}

static void show_credits(const struct article *a)
{
    for (size_t i = 0; i < a->credit_count; i++) {
        put_label("credit");
        for (size_t k = 0; k < a->credits[i].part_count; k++)
            printf("%s%.*s", k ? " + " : "", STR_ARGS(a->credits[i].parts[k].text));
        putchar('\n');
    }
}

// One to a line, with what made each.
static void explain_keyphrases(const struct reading *r)
{
    for (size_t i = 0; i < r->keyphrase_count && i < 10; i++) {
        put_label("keyphrase");
        printf("%.*s %s%.2f%s\n", STR_ARGS(r->keyphrases[i].text), term_style(stdout, TERM_GREEN),
               r->keyphrases[i].score, term_style(stdout, TERM_PLAIN));
        put_why(r->keyphrases[i].why);
    }
}

static void show_keyphrases(const struct reading *r)
{
    if (r->keyphrase_count == 0)
        return;
    put_label("keyphrases");
    for (size_t i = 0; i < r->keyphrase_count && i < 10; i++)
        printf("%s%.*s", i ? "، " : "", STR_ARGS(r->keyphrases[i].text));
    putchar('\n');
}

static void show_dates(struct str text, const struct reading *r, bool explain)
{
    for (size_t i = 0; i < r->date_count; i++) {
        put_label("date");
        struct str words = str_sub(text, r->dates[i].at.start, r->dates[i].at.end);
        printf("%.*s = %s%.*s%s\n", STR_ARGS(words), term_style(stdout, TERM_GREEN),
               STR_ARGS(r->dates[i].value), term_style(stdout, TERM_PLAIN));
        put_rule("why: ", r->dates[i].why, explain);
    }
}

static void explain_numbers(struct str text, const struct reading *r)
{
    for (size_t i = 0; i < r->number_count; i++) {
        const struct number_mention *n = &r->numbers[i];
        put_label("number");
        printf("%.*s = %s%.10g%s%s%.*s\n", STR_ARGS(str_sub(text, n->at.start, n->at.end)),
               term_style(stdout, TERM_GREEN), n->value, term_style(stdout, TERM_PLAIN),
               n->unit.n ? " " : "", STR_ARGS(n->unit));
        put_rule("why: ", n->why, true);
    }
}

static const char *const entity_labels[] = {"people", "places", "organisations", "other"};

static void explain_entities(const struct reading *r)
{
    for (enum entity_type type = ENTITY_PERSON; type <= ENTITY_OTHER; type++)
        for (size_t i = 0; i < r->entity_count; i++)
            if (r->entities[i].type == type) {
                put_line(entity_labels[type], r->entities[i].name);
                put_why(r->entities[i].why);
            }
}

static void show_entities(const struct reading *r)
{
    for (enum entity_type type = ENTITY_PERSON; type <= ENTITY_OTHER; type++) {
        size_t shown = 0;
        for (size_t i = 0; i < r->entity_count; i++) {
            if (r->entities[i].type != type)
                continue;
            if (shown++ == 0)
                put_label(entity_labels[type]);
            printf("%s%.*s", shown > 1 ? "، " : "", STR_ARGS(r->entities[i].name));
        }
        if (shown)
            putchar('\n');
    }
}

static void show_quotes(struct str text, const struct reading *r, bool explain)
{
    for (size_t i = 0; i < r->quote_count; i++) {
        const struct quote *q = &r->quotes[i];
        put_label("quote");
        bool marked = q->kind != QUOTE_INDIRECT;
        if (q->speaker.name.n)
            printf("%s%.*s%s: ", term_style(stdout, TERM_YELLOW), STR_ARGS(q->speaker.name),
                   term_style(stdout, TERM_PLAIN));
        printf("%s%.*s%s\n", marked ? "«" : "", STR_ARGS(str_sub(text, q->at.start, q->at.end)),
               marked ? "»" : "");
        put_rule("why: ", q->why, explain);
        put_rule("speaker: ", q->speaker_why, explain);
    }
}

static void show_statement(struct str text, const struct statement *s, bool explain)
{
    for (size_t i = 0; i < s->point_count; i++) {
        const struct point *p = &s->points[i];
        put_label("point");
        printf("%s%.*s %d%s", term_style(stdout, TERM_GREEN), STR_ARGS(dump_act(p->act)),
               p->strength, term_style(stdout, TERM_PLAIN));
        for (size_t k = 0; k < p->voice.n; k++)
            printf(" %.*s", STR_ARGS(p->voice.v[k]));
        for (size_t k = 0; k < p->burden.n; k++)
            printf("%s%.*s", k ? "+" : " → ", STR_ARGS(p->burden.v[k]));
        printf(": %.*s\n", STR_ARGS(str_sub(text, p->at.start, p->at.end)));
        put_rule("act: ", p->why.act, explain);
        put_rule("strength: ", p->why.strength, explain);
        put_rule("voice: ", p->why.voice, explain);
        put_rule("burden: ", p->why.burden, explain);
    }
}

static void show_article(const struct page *page, const struct article *a, bool explain)
{
    struct str title = a->title.n ? a->title : S("(no title)");
    printf("%s%.*s%s\n", term_style(stdout, TERM_BOLD), STR_ARGS(title),
           term_style(stdout, TERM_PLAIN));
    put_line("dateline", a->dateline.text);
    put_line("byline", a->byline);
    put_line("published", a->published.value);
    show_credits(a);
    if (explain) {
        put_line("language", a->reading.language);
        put_why(a->reading.language_why);
        explain_keyphrases(&a->reading);
    } else {
        show_keyphrases(&a->reading);
    }
    show_dates(page->text, &a->reading, explain);
    if (explain) {
        explain_numbers(page->text, &a->reading);
        explain_entities(&a->reading);
    } else {
        show_entities(&a->reading);
    }
    show_quotes(page->text, &a->reading, explain);
    show_statement(page->text, &a->reading.statement, explain);
    put_label("text");
    printf("%zu words\n\n", a->reading.word_count);
}

static void show_page(const struct page *page, bool explain)
{
    for (size_t i = 0; i < page->article_count; i++)
        show_article(page, &page->articles[i], explain);
    for (size_t i = 0; i < page->keywords.n; i++)
        put_line("page keyword", page->keywords.v[i]);
    for (size_t i = 0; i < page->related.n; i++)
        put_line("related", page->related.v[i]);
    if (page->article_count == 0)
        printf("no article found\n");
}

// The page at an address, with the address and type that the answer gave.
static enum err_code fetch_page(struct arena *a, struct str url, bool allow_private,
                                struct page_input *in, struct err *e)
{
    struct client *client = client_new(&(struct client_options){.guard = {allow_private}});
    struct fetched f = client_fetch_one(client, a, url);
    client_free(client);
    if (f.outcome != FETCH_OK)
        return err_set(e, f.outcome == FETCH_REFUSED ? ERR_REFUSED : ERR_NET, "%.*s: %s",
                       STR_ARGS(url), f.error);
    if (f.status != 200)
        return err_set(e, ERR_NET, "%.*s: the server answered %d", STR_ARGS(url), f.status);
    in->bytes = f.body;
    in->url = f.url;
    in->content_type = f.content_type;
    return ERR_NONE;
}

struct read_options {
    bool as_json, allow_private, explain;
};

static int read_one(struct pipeline *p, const char *path, struct page_input in,
                    const struct read_options *options)
{
    struct arena a = {0};
    struct err e = {0};
    struct str name = str_from_cstr(path);
    bool web = str_starts_nocase(name, S("http://")) || str_starts_nocase(name, S("https://"));
    enum err_code code = web ? fetch_page(&a, name, options->allow_private, &in, &e)
                             : file_read(&a, path, LIMIT_DECODED, &in.bytes, &e);
    if (code) {
        fprintf(stderr, "isnad: %s\n", e.text);
        arena_release(&a);
        return 1;
    }
    struct page page = pipeline_page(p, &a, &in);
    pipeline_read(p, &a, &page);
    if (options->as_json) {
        struct buf out = {0};
        struct json j = {.out = &out};
        json_begin_object(&j);
        dump_page(&j, &a, &page, options->explain);
        json_end_object(&j);
        buf_add_byte(&out, '\n');
        fwrite(out.p, 1, out.n, stdout);
        buf_release(&out);
    } else {
        show_page(&page, options->explain);
    }
    arena_release(&a);
    return page.article_count == 0;
}

int cmd_read(int argc, char **argv)
{
    struct read_options options = {0};
    const char *url = NULL, *content_type = NULL, *form = "auto";
    const struct option_spec specs[] = {
        {"json",          'j', OPTION_FLAG,   &options.as_json,       NULL,   "one JSON object per page"    },
        {"explain",       'e', OPTION_FLAG,   &options.explain,       NULL,
         "say why: which rule or feature made each reading"                                                 },
        {"url",           'u', OPTION_STRING, &url,                   "URL",  "the address of the page"     },
        {"content-type",  0,   OPTION_STRING, &content_type,          "TYPE", "its HTTP Content-Type"       },
        {"allow-private", 0,   OPTION_FLAG,   &options.allow_private, NULL,
         "addresses of this network too (intranets)"                                                        },
        {"form",          0,   OPTION_STRING, &form,                  "FORM", "auto (default), html or text"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count == 0)
        return options_complain(&usage, "give a page to read ('-' is standard input)");
    struct page_input in = {.url = str_from_cstr(url), .content_type = str_from_cstr(content_type)};
    if (strcmp(form, "html") == 0)
        in.form = PAGE_HTML;
    else if (strcmp(form, "text") == 0)
        in.form = PAGE_TEXT;
    else if (strcmp(form, "auto") != 0)
        return options_complain(&usage, "--form must be auto, html or text, not '%s'", form);
    struct pipeline *p = pipeline_new();
    pipeline_explain(p, options.explain);
    status = 0;
    for (int i = 0; i < count; i++)
        status |= read_one(p, argv[i], in, &options);
    pipeline_free(p);
    return status;
}
