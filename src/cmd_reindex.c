// cmd_reindex: `isnad reindex`, the full-text index and the signatures made anew from the texts.
#include <unistd.h>

#include "cmd.h"
#include "options.h"
#include "store/store.h"

static const struct usage usage = {
    "reindex [OPTION…]",
    "Rebuilds the full-text index and the signatures from the stored texts, in one transaction:\n"
    "searches see the old index until the new one is complete.",
    "  isnad reindex\n",
};

static void show(int64_t done, void *context)
{
    (void)context;
    if (done % 256 == 0 && isatty(STDERR_FILENO))
        fprintf(stderr, "\r\033[K%lld articles", (long long)done);
}

int cmd_reindex(int argc, char **argv)
{
    const char *where = NULL;
    bool json = false;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "the store to rebuild"},
        {"json",  'j', OPTION_FLAG,   &json,  NULL,   "one JSON object"     },
    };
    int status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, NULL);
    if (status != OPTIONS_RUN)
        return status;
    struct err e = {0};
    struct store *store = NULL;
    struct store_stats stats = {0};
    enum err_code code = store_open(&store, where, STORE_CARE, &e);
    if (!code)
        code = store_reindex(store, show, NULL, &e);
    if (!code)
        code = store_stats(store, &stats, &e);
    store_close(store);
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r\033[K");
    if (code)
        fprintf(stderr, "isnad: %s\n", e.text);
    else
        printf(json ? "{\"articles\":%lld}\n" : "%lld articles indexed\n",
               (long long)stats.articles);
    return code != ERR_NONE;
}
