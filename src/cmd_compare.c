// cmd_compare: `isnad compare A B`, two statements point by point: what was kept, shortened,
// strengthened, weakened, what is new and what was dropped.
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cmd.h"
#include "dump.h"
#include "options.h"
#include "page/page.h"
#include "pipeline.h"
#include "read/compare.h"
#include "store/store.h"
#include "term.h"
#include "text/doc.h"

static const struct usage usage = {
    "compare [OPTION…] A B",
    "Compares two statements point by point, A the earlier one: what was kept, shortened,\n"
    "strengthened, weakened, what is new and what was dropped, with the words that changed.\n"
    "A and B are files (pages or text; '-' is standard input) or ids of stored articles.",
    "  isnad compare july.txt november.txt\n"
    "  isnad compare 5a6ca99b fbbe86a8\n"
    "  isnad compare --json a.html b.html | jq '.pairs[] | select(.change==\"weakened\")'\n",
};

struct side {
    struct str title, text;
    struct doc doc;
    struct statement statement;
};

// Styles of the changes.  Order: enum change.
static const enum term_style styles[] = {TERM_DIM,    TERM_YELLOW, TERM_GREEN,
                                         TERM_YELLOW, TERM_GREEN,  TERM_RED};

static enum err_code load_file(struct pipeline *p, struct arena *a, const char *path,
                               struct side *out, struct err *e)
{
    struct page_input in = {0};
    enum err_code code = file_read(a, path, LIMIT_DECODED, &in.bytes, e);
    if (code)
        return code;
    struct page page = pipeline_page(p, a, &in);
    if (page.article_count == 0)
        return err_set(e, ERR_BAD_INPUT, "%s: no article in it", path);
    out->title = page.articles[0].title;
    out->text = page.articles[0].body_text;
    return ERR_NONE;
}

static enum err_code load_stored(struct arena *a, const char *where, struct str id,
                                 struct side *out, struct err *e)
{
    struct store *store = NULL;
    struct record r = {0};
    enum err_code code = store_open(&store, where, STORE_READ, e);
    if (!code)
        code = store_get(store, a, id, &r, e);
    store_close(store);
    if (code == ERR_NOT_FOUND)
        err_set(e, code, "there is no file '%.*s', and no article with that id", STR_ARGS(id));
    out->title = r.title;
    out->text = r.text;
    return code;
}

static enum err_code load(struct pipeline *p, struct arena *a, const char *where, const char *name,
                          struct side *out, struct err *e)
{
    bool is_file = strcmp(name, "-") == 0 || access(name, F_OK) == 0;
    enum err_code code = is_file ? load_file(p, a, name, out, e)
                                 : load_stored(a, where, str_from_cstr(name), out, e);
    if (!code)
        out->statement = pipeline_statement(a, pipeline_cache(p), out->text, out->title, &out->doc);
    return code;
}

static void show_point(const struct side *s, size_t index, const char *sign, enum term_style style)
{
    if (index == COMPARE_NONE)
        return;
    const struct point *p = &s->statement.points[index];
    printf("  %s%s %.*s%s  %s%.*s %d%s\n", term_style(stdout, style), sign,
           STR_ARGS(str_sub(s->text, p->at.start, p->at.end)), term_style(stdout, TERM_PLAIN),
           term_style(stdout, TERM_DIM), STR_ARGS(dump_act(p->act)), p->strength,
           term_style(stdout, TERM_PLAIN));
}

static void show_pair(const struct side *a, const struct side *b, const struct point_pair *p)
{
    printf("%s%.*s%s", term_style(stdout, styles[p->change]), STR_ARGS(change_name(p->change)),
           term_style(stdout, TERM_PLAIN));
    for (size_t i = 0; i < p->words.n; i++)
        printf("%s%.*s", i ? " → " : ": ", STR_ARGS(p->words.v[i]));
    putchar('\n');
    show_point(a, p->a, "-", TERM_RED);
    show_point(b, p->b, "+", TERM_GREEN);
}

static void show(const struct side *a, const struct side *b, const struct comparison *c)
{
    const char *between = "";
    for (enum change change = CHANGE_KEPT; change <= CHANGE_DROPPED; change++) {
        size_t n = 0;
        for (size_t i = 0; i < c->pair_count; i++)
            n += c->pairs[i].change == change;
        if (n == 0)
            continue;
        printf("%s%zu %.*s", between, n, STR_ARGS(change_name(change)));
        between = " · ";
    }
    printf("\n\n");
    for (size_t i = 0; i < c->pair_count; i++)
        show_pair(a, b, &c->pairs[i]);
}

static void show_json(struct arena *a, const struct side *x, const struct side *y,
                      const struct comparison *c)
{
    struct buf out = {0};
    struct json j = {.out = &out};
    json_begin_object(&j);
    dump_comparison_members(&j, a, &(struct dumped_statement){&x->doc, &x->statement},
                            &(struct dumped_statement){&y->doc, &y->statement}, c, false);
    json_end_object(&j);
    printf("%.*s\n", STR_ARGS(buf_str(&out)));
    buf_release(&out);
}

static int run(const char *where, char **names, bool json)
{
    struct arena a = {0};
    struct err e = {0};
    struct side x = {0}, y = {0};
    struct pipeline *p = pipeline_new();
    enum err_code code = load(p, &a, where, names[0], &x, &e);
    if (!code)
        code = load(p, &a, where, names[1], &y, &e);
    if (code) {
        fprintf(stderr, "isnad: %s\n", e.text);
    } else {
        struct comparison c = statements_compare(&a, &x.doc, &x.statement, &y.doc, &y.statement);
        if (json)
            show_json(&a, &x, &y, &c);
        else
            show(&x, &y, &c);
    }
    pipeline_free(p);
    arena_release(&a);
    return code != ERR_NONE;
}

int cmd_compare(int argc, char **argv)
{
    const char *where = NULL;
    bool json = false;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "where the articles are"                    },
        {"json",  'j', OPTION_FLAG,   &json,  NULL,   "one JSON object: points_a, points_b, pairs"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count != 2)
        return options_complain(&usage, "give two statements: files, or ids of articles");
    return run(where, argv, json);
}
