// tokenizer: FTS5 reads terms that we have made already.
//
// What FTS5 is given as "text" is a list of terms, one to a line (pack.c): the worker threads fold
// and stem, and the one writer only splits lines.  So the index holds exactly our tokens, and the
// same list can be sent to another engine.  A line that starts with '=' is the folded surface of
// the word whose stem stands before it, at the same place in the text: the exact switch looks
// those up (docs/decisions/0010-exact-terms.md).
#include <string.h>

#include "store/store_int.h"

static int tokenizer_new(void *context, const char **args, int count, Fts5Tokenizer **out)
{
    (void)args, (void)count;
    *out = context; // has no state; FTS5 wants a pointer that is not NULL
    return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *t)
{
    (void)t;
}

typedef int (*term_fn)(void *context, int flags, const char *term, int len, int start, int end);

static int tokenizer_run(Fts5Tokenizer *t, void *context, int flags, const char *text, int len,
                         term_fn emit)
{
    (void)t;
    bool document = (flags & FTS5_TOKENIZE_DOCUMENT) != 0;
    int code = SQLITE_OK;
    for (int at = 0; at < len && code == SQLITE_OK;) {
        const char *end = memchr(text + at, '\n', (size_t)(len - at));
        int next = end ? (int)(end - text) : len;
        bool same_place = document && text[at] == '=';
        if (next > at)
            code = emit(context, same_place ? FTS5_TOKEN_COLOCATED : 0, text + at, next - at, at,
                        next);
        at = next + 1;
    }
    return code;
}

static fts5_api *api_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
        sqlite3_step(st);
    }
    sqlite3_finalize(st);
    return api;
}

enum err_code tokenizer_register(struct store *s, struct err *e)
{
    fts5_api *api = api_of(s->db);
    if (!api)
        return err_set(e, ERR_STORE, "this SQLite has no FTS5");
    fts5_tokenizer functions = {tokenizer_new, tokenizer_free, tokenizer_run};
    if (api->xCreateTokenizer(api, "isnad", s, &functions, NULL) != SQLITE_OK ||
        api->xCreateFunction(api, "isnad_hit", s, scorer_on_hit, NULL) != SQLITE_OK)
        return store_failed(s, e);
    return ERR_NONE;
}
