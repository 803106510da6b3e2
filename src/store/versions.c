// versions: see versions.h.
#include "store/versions.h"

#include "base/vec.h"
#include "store/store_int.h"

enum err_code store_version_add(struct store *s, int64_t row, int64_t seen_at, struct str title,
                                struct str text, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_VERSION_ADD, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_int64(st, 2, seen_at);
    store_bind(st, 3, title);
    store_bind(st, 4, text);
    return store_run(s, st, e);
}

static struct version read_version(struct arena *a, sqlite3_stmt *st)
{
    return (struct version){.seen_at = sqlite3_column_int64(st, 0),
                            .title = store_column(a, st, 1),
                            .text = store_column(a, st, 2)};
}

bool store_version_latest(struct store *s, struct arena *a, int64_t row, struct version *out)
{
    struct err ignored;
    sqlite3_stmt *st = store_statement(s, SQL_LATEST_VERSION, &ignored);
    if (!st)
        return false;
    sqlite3_bind_int64(st, 1, row);
    bool found = sqlite3_step(st) == SQLITE_ROW;
    if (found)
        *out = read_version(a, st);
    sqlite3_reset(st);
    return found;
}

enum err_code store_versions(struct store *s, struct arena *a, int64_t row, struct version **out,
                             size_t *count, struct err *e)
{
    VEC(struct version) list = {0};
    struct record r;
    enum err_code code = store_get_row(s, a, row, &r, e);
    if (code)
        return code;
    *vec_push(a, &list) = (struct version){.seen_at = r.added_at, .title = r.title, .text = r.text};
    sqlite3_stmt *st = store_statement(s, SQL_VERSIONS, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    int step;
    while ((step = sqlite3_step(st)) == SQLITE_ROW) {
        struct version *v = vec_push(a, &list);
        *v = read_version(a, st);
        v->changes = word_diff(a, v[-1].text, v->text, &v->change_count);
    }
    code = step == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_reset(st);
    *out = list.v;
    *count = list.n;
    return code;
}
