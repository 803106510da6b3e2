// cmd_similar: `isnad similar ID`, stored articles about the same thing.
#include <string.h>

#include "base/civil.h"
#include "base/json.h"
#include "cmd.h"
#include "options.h"
#include "store/answer.h"
#include "store/similar.h"
#include "term.h"

static const struct usage usage = {
    "similar [OPTION…] ID",
    "Shows the articles that are most like the article ID (or the start of its id): same event,\n"
    "same subject.  Of several copies of one text only the best is shown.  The one marked\n"
    "'read also' is the best that adds something new.  Exit code 1: there is none.",
    "  isnad similar 4f6c0a31\n"
    "  isnad similar --json --limit=3 4f6c0a31 | jq .title\n",
};

static void put_json(struct buf *out, const struct similar *s, bool read_also)
{
    struct json j = {.out = out};
    json_begin_object(&j);
    answer_put_article(&j, &s->article);
    json_put_real(&j, "score", s->like.score, 4);
    json_put_bool(&j, "duplicate", s->like.duplicate);
    json_put_bool(&j, "same_story", s->like.same_story);
    json_key(&j, "containment");
    json_begin_array(&j);
    json_add_real(&j, s->like.a_in_b, 4);
    json_add_real(&j, s->like.b_in_a, 4);
    json_end_array(&j);
    json_put_bool(&j, "read_also", read_also);
    json_end_object(&j);
    buf_add_byte(out, '\n');
}

static void put_text(struct buf *out, const struct similar *s, bool read_also)
{
    struct str title = s->article.title.n ? s->article.title : S("(no title)");
    buf_printf(out, "%4.0f %%  %s%.*s%s", s->like.score * 100, term_style(stdout, TERM_BOLD),
               STR_ARGS(title), term_style(stdout, TERM_PLAIN));
    const char *label = s->like.duplicate    ? "the same text"
                        : s->like.same_story ? "the same story"
                                             : NULL;
    if (label)
        buf_printf(out, "  %s%s%s", term_style(stdout, TERM_CYAN), label,
                   term_style(stdout, TERM_PLAIN));
    if (read_also)
        buf_printf(out, "  %sread also%s", term_style(stdout, TERM_GREEN),
                   term_style(stdout, TERM_PLAIN));
    buf_printf(out, "\n        %s", term_style(stdout, TERM_DIM));
    if (s->article.outlet.n)
        buf_printf(out, "%.*s · ", STR_ARGS(s->article.outlet));
    if (s->article.published_at != STORE_NO_TIME) {
        rfc3339_add(out, s->article.published_at);
        buf_add(out, S(" · "));
    }
    buf_printf(out, "%.*s%s\n", STR_ARGS(s->article.id), term_style(stdout, TERM_PLAIN));
}

static int run(const char *where, struct str id, size_t limit, bool json)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *store = NULL;
    struct record own;
    struct similar_result result = {0};
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code)
        code = store_get(store, &a, id, &own, &e);
    if (!code)
        code = store_similar(store, &a, own.row, limit, &result, &e);
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    struct buf out = {0};
    if (!code && !json && own.title.n)
        buf_printf(&out, "%.*s\n\n", STR_ARGS(own.title));
    for (size_t i = 0; i < result.count; i++) {
        const struct similar *s = &result.items[i];
        (json ? put_json : put_text)(&out, s, s == result.read_also);
    }
    if (out.n)
        fwrite(out.p, 1, out.n, stdout);
    buf_release(&out);
    store_close(store);
    arena_release(&a);
    return code || result.count == 0;
}

int cmd_similar(int argc, char **argv)
{
    const char *where = NULL;
    bool json = false;
    size_t limit = 10;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "where the articles are"     },
        {"limit", 'n', OPTION_NUMBER, &limit, "N",    "show at most N (10)"        },
        {"json",  'j', OPTION_FLAG,   &json,  NULL,   "one JSON object per article"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count != 1)
        return options_complain(&usage, "give the id of one article");
    return run(where, str_from_cstr(argv[0]), limit < 60 ? limit : 60, json);
}
