// cmd_search: `isnad search`, hits with their words marked, counts by outlet, bars by day.
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/json.h"
#include "cmd.h"
#include "options.h"
#include "store/answer.h"
#include "store/search.h"
#include "store/snippet.h"
#include "term.h"

static const struct usage usage = {
    "search [OPTION…] QUERY…",
    "Finds articles.  Words match in all their forms (العراق finds والعراق and العراقية) and all\n"
    "must occur; best first.\n\n"
    "  \"رئيس الوزراء\"       the words in a row      =العراق    this very form\n"
    "  a OR b, a NOT b, -b   either; without b       عراق*      words that start so\n"
    "  a NEAR b, a NEAR/5 b  near each other         title:w    in the title\n"
    "  outlet:NAME lang:ar since:2024-07 until:2024-07-24 since:7d\n"
    "  speaker:NAME entity:NAME place:NAME             in all spellings (isnad names)\n\n"
    "A query that starts with '-' goes behind '--'.  With --json, one object per hit: id, url,\n"
    "title, outlet, published, score, snippet (matches between ** and **); with --facet or\n"
    "--histogram one more object with total, facets, histogram.  Exit code 1: nothing found.",
    "  isnad search العراق\n"
    "  isnad search '\"وزير الخارجية\" since:30d NOT outlet:الوكالة'\n"
    "  isnad search --any --limit=5 --json 'متى تأسست الجامعة'\n"
    "  isnad search --newest --facet --histogram 'غزة OR لبنان'\n",
};

struct show {
    struct arena *a;
    struct store *store;
    const struct search_result *result;
    bool json;
    struct buf out;
};

static struct str hit_snippet(struct show *s, const struct search_hit *hit, struct str open,
                              struct str close)
{
    struct record full;
    struct err ignored;
    if (store_get_row(s->store, s->a, hit->article.row, &full, &ignored))
        return (struct str){0};
    struct snippet snippet =
        snippet_of(s->a, store_cache(s->store), full.text, &s->result->query, 30);
    return snippet_line(s->a, &snippet, open, close);
}

static void put_hit_json(struct show *s, const struct search_hit *hit)
{
    struct json j = {.out = &s->out};
    json_begin_object(&j);
    answer_put_article(&j, &hit->article);
    json_put_real(&j, "score", hit->score, 4);
    json_put_str(&j, "snippet", hit_snippet(s, hit, S("**"), S("**")));
    json_end_object(&j);
    buf_add_byte(&s->out, '\n');
}

static void put_hit(struct show *s, size_t number, const struct search_hit *hit)
{
    const struct record *r = &hit->article;
    struct str title = r->title.n ? r->title : S("(no title)");
    buf_printf(&s->out, "%zu. %s%.*s%s\n   %s", number, term_style(stdout, TERM_BOLD),
               STR_ARGS(title), term_style(stdout, TERM_PLAIN), term_style(stdout, TERM_DIM));
    if (r->outlet.n)
        buf_printf(&s->out, "%.*s · ", STR_ARGS(r->outlet));
    if (r->published_at != STORE_NO_TIME) {
        rfc3339_add(&s->out, r->published_at);
        buf_add(&s->out, S(" · "));
    }
    buf_printf(&s->out, "%.*s%s\n", STR_ARGS(r->id), term_style(stdout, TERM_PLAIN));
    bool colour = term_has_colour(stdout);
    struct str open = colour ? str_from_cstr(term_style(stdout, TERM_YELLOW)) : S("**");
    struct str close = colour ? str_from_cstr(term_style(stdout, TERM_PLAIN)) : S("**");
    buf_printf(&s->out, "   %.*s\n\n", STR_ARGS(hit_snippet(s, hit, open, close)));
}

static void put_summary_json(struct show *s, bool facets, bool histogram)
{
    const struct search_result *r = s->result;
    struct json j = {.out = &s->out};
    json_begin_object(&j);
    json_put_int(&j, "total", (int64_t)r->total);
    json_put_bool(&j, "partial", r->partial);
    if (facets) {
        json_key(&j, "facets");
        json_begin_object(&j);
        answer_put_counts(&j, "outlet", r->outlets, r->outlet_count);
        answer_put_counts(&j, "lang", r->langs, r->lang_count);
        json_end_object(&j);
    }
    if (histogram)
        answer_put_counts(&j, "histogram", r->days, r->day_count);
    json_end_object(&j);
    buf_add_byte(&s->out, '\n');
}

// A bar of at most `width` blocks for each count.
static void put_bars(struct show *s, const char *label, const struct search_count *v, size_t n,
                     size_t most_shown)
{
    size_t high = 1, width = term_width(stdout) > 60 ? 40 : 20;
    for (size_t i = 0; i < n; i++)
        high = v[i].count > high ? v[i].count : high;
    if (n)
        buf_printf(&s->out, "%s%s%s\n", term_style(stdout, TERM_CYAN), label,
                   term_style(stdout, TERM_PLAIN));
    for (size_t i = 0; i < n && i < most_shown; i++) {
        buf_printf(&s->out, "  %8zu ", v[i].count);
        for (size_t k = 0; k < (v[i].count * width + high - 1) / high; k++)
            buf_add(&s->out, S("█"));
        buf_printf(&s->out, " %.*s\n", STR_ARGS(v[i].name));
    }
}

static void put_result(struct show *s, const struct search_options *o)
{
    const struct search_result *r = s->result;
    for (size_t i = 0; i < r->hit_count; i++) {
        if (s->json)
            put_hit_json(s, &r->hits[i]);
        else
            put_hit(s, o->offset + i + 1, &r->hits[i]);
    }
    if (s->json) {
        if (o->facets || o->histogram)
            put_summary_json(s, o->facets, o->histogram);
        return;
    }
    put_bars(s, "outlets", r->outlets, r->outlet_count, 20);
    put_bars(s, "languages", r->langs, r->lang_count, 10);
    put_bars(s, "by date", r->days, r->day_count, 400);
    buf_printf(&s->out, "%zu %s%s\n", r->total, r->total == 1 ? "article" : "articles",
               r->partial ? " so far: the time was up" : "");
}

static int run(const char *where, struct str text, const struct search_options *o, bool json)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *store = NULL;
    struct search_result result;
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code)
        code = store_search(store, &a, text, o, &result, &e);
    int status = 0;
    if (code) {
        fprintf(stderr, "isnad: %s\n", e.text);
        status = code == ERR_USAGE ? 2 : 1;
    } else {
        struct show s = {.a = &a, .store = store, .result = &result, .json = json};
        put_result(&s, o);
        if (s.out.n)
            fwrite(s.out.p, 1, s.out.n, stdout);
        buf_release(&s.out);
        status = result.total == 0;
    }
    store_close(store);
    arena_release(&a);
    return status;
}

int cmd_search(int argc, char **argv)
{
    const char *where = NULL, *sort = "relevance";
    bool json = false, newest = false;
    size_t limit = 10, offset = 0;
    struct search_options o = {.query.now = (int64_t)time(NULL)};
    const struct option_spec specs[] = {
        {"store",     's', OPTION_STRING, &where,         "PATH", "where the articles are"       },
        {"limit",     'n', OPTION_NUMBER, &limit,         "N",    "show N hits (10)"             },
        {"offset",    0,   OPTION_NUMBER, &offset,        "N",    "leave out the first N"        },
        {"any",       'a', OPTION_FLAG,   &o.query.any,   NULL,   "any of the words, best first" },
        {"exact",     'x', OPTION_FLAG,   &o.query.exact, NULL,   "words in the very form typed" },
        {"sort",      0,   OPTION_STRING, &sort,          "KEY",  "relevance (default) or newest"},
        {"newest",    0,   OPTION_FLAG,   &newest,        NULL,   "the same as --sort=newest"    },
        {"facet",     'f', OPTION_FLAG,   &o.facets,      NULL,   "count by outlet and language" },
        {"histogram", 'H', OPTION_FLAG,   &o.histogram,   NULL,   "count by day, month or year"  },
        {"json",      'j', OPTION_FLAG,   &json,          NULL,   "one JSON object per hit"      },
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count == 0)
        return options_complain(&usage, "give a query");
    if (strcmp(sort, "newest") != 0 && strcmp(sort, "relevance") != 0)
        return options_complain(&usage, "--sort must be relevance or newest, not '%s'", sort);
    if (limit > LIMIT_RESULTS || offset > LIMIT_RESULTS - limit)
        return options_complain(&usage, "--limit and --offset may reach 10,000 together");
    o.sort = newest || strcmp(sort, "newest") == 0 ? SORT_NEWEST : SORT_RELEVANCE;
    o.limit = limit;
    o.offset = offset;
    struct buf text = {0};
    for (int i = 0; i < count; i++) {
        buf_add(&text, i ? S(" ") : S(""));
        buf_add(&text, str_from_cstr(argv[i]));
    }
    status = run(where, buf_str(&text), &o, json);
    buf_release(&text);
    return status;
}
