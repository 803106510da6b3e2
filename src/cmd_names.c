// cmd_names: `isnad names`, who is named, and what the store knows of a name.
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/json.h"
#include "cmd.h"
#include "options.h"
#include "store/answer.h"
#include "store/names.h"
#include "store/quoted.h"
#include "store/search.h"
#include "term.h"

static const struct usage usage = {
    "names [OPTION…] [NAME…]",
    "What the store knows of a name: how it is written, the roles that articles state with the "
    "first\n"
    "and the last day, what was said, and the newest articles.  Spellings meet (ويلسون, ولسون), "
    "in\n"
    "Latin letters too (Joe Wilson).  Without NAME, who is named most in the newest articles.\n\n"
    "With --json, one object: name, type, forms, roles, others, quotes, said, total, articles,\n"
    "outlets, days; without NAME, one object a name.  Exit code 1: no article has the name.",
    "  isnad names\n"
    "  isnad names محمد شياع السوداني\n"
    "  isnad names --json --limit=100 Joe Wilson\n",
};

enum { LINE_NAMES = 12 };

struct show {
    struct arena a;
    struct store *store;
    struct buf out;
    size_t limit;
    bool json;
};

// --- all ----------------------------------------------------------------------------------------

static const struct {
    const char *type, *heading;
} kinds[] = {
    {"PERS", "people"       },
    {"ORG",  "organisations"},
    {"LOC",  "places"       },
};

static enum err_code put_recent(struct show *s, struct err *e)
{
    struct json j = {.out = &s->out};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct name_form *list;
        size_t n;
        enum err_code code = store_names_recent(s->store, &s->a, str_from_cstr(kinds[i].type),
                                                s->limit, &list, &n, e);
        if (code)
            return code;
        if (!s->json && n)
            buf_printf(&s->out, "%s%s%s\n", term_style(stdout, TERM_CYAN), kinds[i].heading,
                       term_style(stdout, TERM_PLAIN));
        for (size_t k = 0; k < n; k++) {
            if (!s->json) {
                buf_printf(&s->out, "  %8zu %.*s\n", list[k].articles, STR_ARGS(list[k].name));
                continue;
            }
            json_begin_object(&j);
            json_put_str(&j, "name", list[k].name);
            json_put_str(&j, "type", str_from_cstr(kinds[i].type));
            json_put_int(&j, "articles", (int64_t)list[k].articles);
            json_end_object(&j);
            buf_add_byte(&s->out, '\n');
            j = (struct json){.out = &s->out};
        }
    }
    return ERR_NONE;
}

// --- one ----------------------------------------------------------------------------------------

struct known {
    struct name_page page;
    struct search_result found;
    struct quoted *quotes;
    size_t quote_count;
};

static void put_day(struct buf *out, int64_t at)
{
    if (at == STORE_NO_TIME) {
        buf_add(out, S("undated   "));
        return;
    }
    struct civil c = civil_from_days(at / 86400 - (at % 86400 < 0));
    buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void put_heading(struct buf *out, const char *text)
{
    buf_printf(out, "\n%s%s%s\n", term_style(stdout, TERM_CYAN), text,
               term_style(stdout, TERM_PLAIN));
}

static void put_forms(struct buf *out, const char *heading, const struct name_form *v, size_t n)
{
    if (n)
        put_heading(out, heading);
    for (size_t i = 0; i < n && i < LINE_NAMES; i++)
        buf_printf(out, "  %8zu %.*s\n", v[i].articles, STR_ARGS(v[i].name));
}

static void put_text(struct show *s, const struct known *k)
{
    struct buf *out = &s->out;
    const struct name_page *page = &k->page;
    buf_printf(out, "%s%.*s%s  %.*s · %zu articles · %zu quotations\n",
               term_style(stdout, TERM_BOLD), STR_ARGS(page->name), term_style(stdout, TERM_PLAIN),
               STR_ARGS(page->type), k->found.total, page->quotes);
    put_forms(out, "forms", page->forms, page->form_count);
    if (page->role_count)
        put_heading(out, "roles, as stated");
    for (size_t i = 0; i < page->role_count; i++) {
        const struct name_role *role = &page->roles[i];
        buf_add(out, S("  "));
        put_day(out, role->first);
        buf_add(out, S(" – "));
        put_day(out, role->last);
        buf_printf(out, " %4zu  %-7.*s %.*s\n", role->articles, STR_ARGS(role->state),
                   STR_ARGS(role->role));
    }
    put_forms(out, "close names", page->others, page->other_count);
    if (k->quote_count)
        put_heading(out, "said");
    for (size_t i = 0; i < k->quote_count; i++) {
        buf_add(out, S("  "));
        put_day(out, k->quotes[i].published_at);
        buf_printf(out, " «%.*s» %s%.*s%s\n", STR_ARGS(k->quotes[i].text),
                   term_style(stdout, TERM_DIM), STR_ARGS(k->quotes[i].article_id),
                   term_style(stdout, TERM_PLAIN));
    }
    put_heading(out, "articles");
    for (size_t i = 0; i < k->found.hit_count; i++) {
        const struct record *r = &k->found.hits[i].article;
        buf_add(out, S("  "));
        put_day(out, r->published_at);
        struct str title = r->title.n ? r->title : S("(no title)");
        buf_printf(out, " %.*s %s%.*s · %.*s%s\n", STR_ARGS(title), term_style(stdout, TERM_DIM),
                   STR_ARGS(r->outlet), STR_ARGS(r->id), term_style(stdout, TERM_PLAIN));
    }
}

static void put_json(struct show *s, const struct known *k)
{
    struct json j = {.out = &s->out};
    json_begin_object(&j);
    answer_put_name(&j, &k->page);
    json_key(&j, "said");
    json_begin_array(&j);
    for (size_t i = 0; i < k->quote_count; i++) {
        json_begin_object(&j);
        answer_put_quote(&j, &k->quotes[i]);
        json_end_object(&j);
    }
    json_end_array(&j);
    json_put_int(&j, "total", (int64_t)k->found.total);
    json_key(&j, "articles");
    json_begin_array(&j);
    for (size_t i = 0; i < k->found.hit_count; i++) {
        json_begin_object(&j);
        answer_put_article(&j, &k->found.hits[i].article);
        json_end_object(&j);
    }
    json_end_array(&j);
    answer_put_counts(&j, "outlets", k->found.outlets, k->found.outlet_count);
    answer_put_counts(&j, "days", k->found.days, k->found.day_count);
    json_end_object(&j);
    buf_add_byte(&s->out, '\n');
}

static enum err_code put_one(struct show *s, struct str name, struct err *e)
{
    struct known k = {0};
    struct search_options o = {
        .query = {.all = true, .now = (int64_t)time(NULL)},
        .sort = SORT_NEWEST,
        .limit = s->limit,
        .facets = true,
        .histogram = true
    };
    enum err_code code = store_name(s->store, &s->a, name, &k.page, e);
    if (!code)
        code = store_search(s->store, &s->a, name_query(&s->a, k.page.name), &o, &k.found, e);
    if (!code)
        code = store_quoted(s->store, &s->a, k.page.name, s->limit, &k.quotes, &k.quote_count, e);
    if (!code && s->json)
        put_json(s, &k);
    else if (!code)
        put_text(s, &k);
    return code;
}

static int run(struct show *s, const char *where, struct str name)
{
    struct err e = {0};
    enum err_code code = store_open(&s->store, where, STORE_READ, &e);
    if (!code)
        code = name.n ? put_one(s, name, &e) : put_recent(s, &e);
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    else if (fwrite(s->out.p, 1, s->out.n, stdout) != s->out.n || fflush(stdout) != 0) {
        fputs("isnad: cannot write the output\n", stderr);
        code = ERR_IO;
    }
    bool empty = s->out.n == 0;
    store_close(s->store);
    buf_release(&s->out);
    arena_release(&s->a);
    return code || empty;
}

int cmd_names(int argc, char **argv)
{
    const char *where = NULL;
    size_t limit = 10;
    struct show s = {0};
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where,  "PATH", "where the articles are"            },
        {"limit", 'n', OPTION_NUMBER, &limit,  "N",    "names, quotations and articles, 10"},
        {"json",  'j', OPTION_FLAG,   &s.json, NULL,   "JSON"                              },
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (limit > LIMIT_RESULTS)
        return options_complain(&usage, "--limit may be 10,000 at most");
    s.limit = limit;
    struct buf name = {0};
    for (int i = 0; i < count; i++) {
        buf_add(&name, i ? S(" ") : S(""));
        buf_add(&name, str_from_cstr(argv[i]));
    }
    status = run(&s, where, buf_str(&name));
    buf_release(&name);
    return status;
}
