// cmd_quotes: `isnad quotes`, who said what.
#include "base/civil.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd.h"
#include "options.h"
#include "store/answer.h"
#include "store/quoted.h"
#include "term.h"

static const struct usage usage = {
    "quotes [OPTION…]",
    "The newest quotations of named speakers, or all those of one: direct, partial and indirect "
    "ones,\n"
    "in whatever spelling the speaker is named (ويلسون, ولسون).\n\n"
    "With --json, one object a quotation: text, kind, speaker, role, cue, article, title, outlet,\n"
    "published.  Exit code 1: none.",
    "  isnad quotes\n"
    "  isnad quotes --speaker='محمد شياع السوداني' --limit=100\n"
    "  isnad quotes --speaker='جو ويلسون' --json\n",
};

static void put_text(struct buf *out, const struct quoted *q)
{
    buf_printf(out, "%s%.*s%s", term_style(stdout, TERM_BOLD), STR_ARGS(q->speaker),
               term_style(stdout, TERM_PLAIN));
    if (q->role.n && !str_eq(q->role, q->speaker))
        buf_printf(out, " (%.*s)", STR_ARGS(q->role));
    buf_printf(out, "\n   «%.*s»\n   %s", STR_ARGS(q->text), term_style(stdout, TERM_DIM));
    if (q->outlet.n)
        buf_printf(out, "%.*s · ", STR_ARGS(q->outlet));
    if (q->published_at != STORE_NO_TIME) {
        rfc3339_add(out, q->published_at);
        buf_add(out, S(" · "));
    }
    buf_printf(out, "%.*s%s\n\n", STR_ARGS(q->article_id), term_style(stdout, TERM_PLAIN));
}

static int run(const char *where, struct str speaker, size_t limit, bool json)
{
    struct err e = {0};
    struct arena a = {0};
    struct buf out = {0};
    struct store *store = NULL;
    struct quoted *list = NULL;
    size_t n = 0;
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code)
        code = store_quoted(store, &a, speaker, limit, &list, &n, &e);
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    for (size_t i = 0; i < n && !code; i++) {
        struct json j = {.out = &out};
        if (!json) {
            put_text(&out, &list[i]);
            continue;
        }
        json_begin_object(&j);
        answer_put_quote(&j, &list[i]);
        json_put_str_or_null(&j, "title", list[i].article_title);
        json_put_str_or_null(&j, "outlet", list[i].outlet);
        json_end_object(&j);
        buf_add_byte(&out, '\n');
    }
    if (!code && n == 0)
        fputs(speaker.n ? "isnad: nothing is quoted under that name\n"
                        : "isnad: there are no quotations yet\n",
              stderr);
    if (!code && out.n && (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0)) {
        fputs("isnad: cannot write the output\n", stderr);
        code = ERR_IO;
    }
    store_close(store);
    buf_release(&out);
    arena_release(&a);
    return code || n == 0;
}

int cmd_quotes(int argc, char **argv)
{
    const char *where = NULL, *speaker = NULL;
    size_t limit = 20;
    bool json = false;
    const struct option_spec specs[] = {
        {"store",   's', OPTION_STRING, &where,   "PATH", "where the articles are"},
        {"speaker", 'p', OPTION_STRING, &speaker, "NAME", "only what NAME said"   },
        {"limit",   'n', OPTION_NUMBER, &limit,   "N",    "show N quotations (20)"},
        {"json",    'j', OPTION_FLAG,   &json,    NULL,   "one object a quotation"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count)
        return options_complain(&usage, "a speaker is given by --speaker, not '%s'", argv[0]);
    if (limit > LIMIT_RESULTS)
        return options_complain(&usage, "--limit may be 10,000 at most");
    return run(where, str_from_cstr(speaker), limit, json);
}
