// cmd_check: `isnad check`, whether the store is whole; it also brings an older store to the
// newest schema.
#include "base/json.h"
#include "cmd.h"
#include "options.h"
#include "store/store.h"

static const struct usage usage = {
    "check [OPTION…]",
    "Checks the store: SQLite's own integrity, every article with its text and signature, texts "
    "that\n"
    "can be read, the full-text index against the articles.  A store made by an older version is\n"
    "brought to the newest schema first.  Exit code 1: something is wrong, and said.",
    "  isnad check\n"
    "  isnad check --store=/srv/isnad && echo fine\n",
};

static void put_json(struct str problems)
{
    struct buf out = {0};
    struct json j = {.out = &out};
    struct str line;
    json_begin_object(&j);
    json_put_bool(&j, "ok", problems.n == 0);
    json_key(&j, "problems");
    json_begin_array(&j);
    while (str_next_line(&problems, &line))
        json_add_str(&j, line);
    json_end_array(&j);
    json_end_object(&j);
    printf("%.*s\n", STR_ARGS(buf_str(&out)));
    buf_release(&out);
}

int cmd_check(int argc, char **argv)
{
    const char *where = NULL;
    bool json = false;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "the store to check"},
        {"json",  'j', OPTION_FLAG,   &json,  NULL,   "one JSON object"   },
    };
    int status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, NULL);
    if (status != OPTIONS_RUN)
        return status;
    struct err e = {0};
    struct store *store = NULL;
    struct buf problems = {0};
    enum err_code code = store_open(&store, where, STORE_CARE, &e);
    if (!code)
        code = store_check(store, &problems, &e);
    store_close(store);
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    else if (json)
        put_json(buf_str(&problems));
    else
        printf("%.*s", STR_ARGS(problems.n ? buf_str(&problems) : S("the store is whole\n")));
    bool bad = code || problems.n;
    buf_release(&problems);
    return bad;
}
