// cmd_stats: `isnad stats`, what is in the store.
#include "base/civil.h"
#include "base/json.h"
#include "cmd.h"
#include "options.h"
#include "store/store.h"

static const struct usage usage = {
    "stats [OPTION…]",
    "Tells how many articles, outlets and words are stored, from when to when, and how much room\n"
    "they take.",
    "  isnad stats\n"
    "  isnad stats --json | jq .articles\n",
};

static void put_json(const struct store_stats *s)
{
    struct buf out = {0};
    struct json j = {.out = &out};
    json_begin_object(&j);
    json_put_int(&j, "articles", s->articles);
    json_put_int(&j, "outlets", s->outlets);
    json_put_int(&j, "words", s->words);
    json_put_time(&j, "first_published", s->last_published ? s->first_published : TIME_NONE);
    json_put_time(&j, "last_published", s->last_published ? s->last_published : TIME_NONE);
    json_put_int(&j, "bytes", s->bytes);
    json_put_int(&j, "index_bytes", s->index_bytes);
    json_put_int(&j, "text_bytes", s->text_bytes);
    json_put_int(&j, "schema", s->schema);
    json_end_object(&j);
    printf("%.*s\n", STR_ARGS(buf_str(&out)));
    buf_release(&out);
}

static void put_text(struct arena *a, const struct store_stats *s)
{
    printf("articles   %lld of %lld outlets\n", (long long)s->articles, (long long)s->outlets);
    printf("words      %lld\n", (long long)s->words);
    if (s->last_published)
        printf("published  %.*s to %.*s\n", STR_ARGS(rfc3339_str(a, s->first_published)),
               STR_ARGS(rfc3339_str(a, s->last_published)));
    double articles = s->articles ? (double)s->articles : 1;
    printf("room       %.1f MB (%.2f KB an article: index %.2f, texts %.2f)\n",
           (double)s->bytes / 1e6, (double)s->bytes / articles / 1e3,
           (double)s->index_bytes / articles / 1e3, (double)s->text_bytes / articles / 1e3);
    printf("schema     %d\n", s->schema);
}

int cmd_stats(int argc, char **argv)
{
    const char *where = NULL;
    bool json = false;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "the store"      },
        {"json",  'j', OPTION_FLAG,   &json,  NULL,   "one JSON object"},
    };
    int status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, NULL);
    if (status != OPTIONS_RUN)
        return status;
    struct err e = {0};
    struct arena a = {0};
    struct store *store = NULL;
    struct store_stats stats = {0};
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code)
        code = store_stats(store, &stats, &e);
    store_close(store);
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    else if (json)
        put_json(&stats);
    else
        put_text(&a, &stats);
    arena_release(&a);
    return code != ERR_NONE;
}
