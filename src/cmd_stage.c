// cmd_stage: `isnad stage NAME`, one stage as an NDJSON filter: one object in, one object out, in
// order.  A bad line gives {"error": …} and the rest go on.
#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "cmd.h"
#include "options.h"
#include "read/ner_cache.h"
#include "stage.h"
#include "text/token.h"

// A stage without state, and one whose c->state is made by X_init and freed by X_release.
#define PLAIN(name, summary)                                                                       \
    {                                                                                              \
#name, stage_##name, summary, NULL, NULL                                                   \
    }
#define WITH_STATE(name, summary)                                                                  \
    {                                                                                              \
#name, stage_##name, summary, stage_##name##_init, stage_##name##_release                  \
    }

// Order: by name.
static const struct stage_row {
    const char *name;
    stage_fn run;
    const char *summary;
    void (*init)(struct stage_context *c);
    void (*release)(struct stage_context *c);
} stages[] = {
    PLAIN(charset, "the bytes of a page → UTF-8"),
    PLAIN(claims, "{a, b} → agree, disagree or other; {text} → its claims"),
    PLAIN(compare, "{a, b} → the points of two statements and what changed"),
    PLAIN(dates, "{text, anchor?, country?} → TIMEX3 values"),
    PLAIN(entities, "{text} or {tokens} → persons, places, organisations"),
    PLAIN(feed, "a feed → its head and items"),
    PLAIN(guard, "{url} or {address} → may it be fetched"),
    PLAIN(keyphrases, "{text, title?} → the phrases that say what it is about"),
    PLAIN(language, "{text} → ISO 639 code, confidence, dialect"),
    PLAIN(names, "{a, b, type?} → are they one; {name, type?} → its key"),
    WITH_STATE(near, "a stream of articles → copies and stories"),
    WITH_STATE(page, "a page → segments and articles, read (unless \"read\": false)"),
    PLAIN(quotes, "{text} → quotations with cue and speaker"),
    PLAIN(robots, "{robots, agent, url} → may it be fetched"),
    PLAIN(sanitise, "{html} → the same, safe to display"),
    PLAIN(similarity, "{a, b} → how alike two articles are"),
    PLAIN(statement, "{text, title?} → parties and points of a statement"),
    PLAIN(tokens, "{text} → words and marks with folded form and stem"),
    PLAIN(warc, "{file} → the records of a WARC or ARC file"),
};

static void run_line(const struct stage_row *stage, struct stage_context *c, struct str line,
                     struct buf *out)
{
    struct err e = {0};
    json_t *in = json_line(line, &e);
    struct json j = {.out = out};
    json_begin_object(&j);
    enum err_code code = in ? stage->run(c, in, &j, &e) : e.code;
    if (code) {
        buf_reset(out);
        j = (struct json){.out = out};
        json_begin_object(&j);
        json_put_str(&j, "error", str_from_cstr(e.text));
    }
    json_end_object(&j);
    buf_add_byte(out, '\n');
    json_decref(in);
}

static int run_stage(const struct stage_row *stage, const char *path, bool explain)
{
    struct line_reader in;
    struct err e = {0};
    if (lines_open(&in, path, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return 1;
    }
    struct arena a = {0};
    struct stage_context c = {
        .a = &a, .cache = token_cache_new(), .names = ner_cache_new(NULL), .explain = explain};
    if (stage->init)
        stage->init(&c);
    struct buf out = {0};
    struct str line;
    while (lines_next(&in, &line)) {
        if (str_trim(line).n == 0)
            continue;
        buf_reset(&out);
        run_line(stage, &c, line, &out);
        fwrite(out.p, 1, out.n, stdout);
        arena_reset(&a);
    }
    int failed = fflush(stdout) != 0 || ferror(stdout);
    if (failed)
        fputs("isnad: cannot write the output\n", stderr);
    if (lines_end(&in, path, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        failed = 1;
    }
    if (stage->release)
        stage->release(&c);
    buf_release(&out);
    token_cache_free(c.cache);
    ner_cache_free(c.names);
    arena_release(&a);
    lines_close(&in);
    return failed;
}

static void list_stages(void)
{
    for (size_t i = 0; i < COUNT_OF(stages); i++)
        printf("%-12s %s\n", stages[i].name, stages[i].summary);
}

int cmd_stage(int argc, char **argv)
{
    static const struct usage usage = {
        "stage [OPTION…] NAME [FILE]",
        "Runs one stage as an NDJSON filter: one object in, one object out, in order.  A bad line\n"
        "gives {\"error\": …} and the rest go on.  FILE may be gzip; without it, standard input.\n"
        "'isnad stage --list' names the stages and says what each takes and gives.",
        "  isnad stage tokens < articles.ndjson > tokens.ndjson\n",
    };
    bool list = false, explain = false;
    const struct option_spec specs[] = {
        {"list",    'l', OPTION_FLAG, &list,    NULL, "list the stages and exit"},
        {"explain", 'e', OPTION_FLAG, &explain, NULL,
         "say why: which rule or feature made a reading"                        },
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (list) {
        list_stages();
        return 0;
    }
    if (count < 1 || count > 2)
        return options_complain(&usage, "give the name of one stage (see --list)");
    for (size_t i = 0; i < COUNT_OF(stages); i++)
        if (strcmp(argv[0], stages[i].name) == 0)
            return run_stage(&stages[i], count == 2 ? argv[1] : "-", explain);
    return options_complain(&usage, "there is no stage '%s' (see --list)", argv[0]);
}
