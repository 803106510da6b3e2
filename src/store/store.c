// store: opening, closing, and the small tools around SQLite that the other files use.
//
// WAL with synchronous=FULL: readers never wait for the writer, and what was committed survives the
// loss of power (threats.md P14).
#include "store/store.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/df.h"
#include "store/store_int.h"
#include "text/token.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): statements over several lines
static const char *const statement_texts[SQL_COUNT] = {
#define X(name, text) text,
    STATEMENTS(X)
#undef X
};
// NOLINTEND(bugprone-suspicious-missing-comma)

// The message of SQLite belongs to the connection, so it is copied.
enum err_code store_failed(struct store *s, struct err *e)
{
    int code = sqlite3_errcode(s->db) & 0xFF;
    enum err_code ours = code == SQLITE_BUSY || code == SQLITE_LOCKED ? ERR_BUSY
                         : code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN ||
                                 code == SQLITE_READONLY
                             ? ERR_IO
                             : ERR_STORE;
    return err_set(e, ours, "%s: %s", s->path, sqlite3_errmsg(s->db));
}

sqlite3_stmt *store_statement(struct store *s, enum sql which, struct err *e)
{
    sqlite3_stmt **st = &s->statements[which];
    if (!*st && sqlite3_prepare_v3(s->db, statement_texts[which], -1, SQLITE_PREPARE_PERSISTENT, st,
                                   NULL) != SQLITE_OK) {
        store_failed(s, e);
        return NULL;
    }
    sqlite3_reset(*st);
    sqlite3_clear_bindings(*st);
    return *st;
}

enum err_code store_run(struct store *s, sqlite3_stmt *st, struct err *e)
{
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        ;
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_reset(st);
    return failed;
}

sqlite3_stmt *store_sql(struct store *s, const char *sql, struct err *e)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK)
        store_failed(s, e);
    return st;
}

enum err_code store_run_once(struct store *s, sqlite3_stmt *st, struct err *e)
{
    if (!st)
        return ERR_STORE;
    enum err_code code = store_run(s, st, e);
    sqlite3_finalize(st);
    return code;
}

enum err_code store_exec(struct store *s, const char *sql, struct err *e)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_NONE : store_failed(s, e);
}

int64_t store_number(struct store *s, sqlite3_stmt *st, int64_t fallback)
{
    (void)s;
    int64_t n = st && sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : fallback;
    sqlite3_reset(st);
    return n;
}

void store_bind(sqlite3_stmt *st, int at, struct str text)
{
    if (text.p)
        sqlite3_bind_text64(st, at, text.p, text.n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_null(st, at);
}

void store_bind_time(sqlite3_stmt *st, int at, int64_t seconds)
{
    if (seconds == STORE_NO_TIME)
        sqlite3_bind_null(st, at);
    else
        sqlite3_bind_int64(st, at, seconds);
}

int64_t store_column_time(sqlite3_stmt *st, int at)
{
    return sqlite3_column_type(st, at) == SQLITE_NULL ? STORE_NO_TIME
                                                      : sqlite3_column_int64(st, at);
}

struct str store_column(struct arena *a, sqlite3_stmt *st, int at)
{
    const void *p = sqlite3_column_blob(st, at);
    size_t n = (size_t)sqlite3_column_bytes(st, at);
    if (!p)
        return sqlite3_column_type(st, at) == SQLITE_NULL ? (struct str){0} : S("");
    return arena_str(a, (struct str){p, n});
}

// --- where --------------------------------------------------------------------------------------

static struct str default_folder(struct arena *a)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && *data)
        return arena_printf(a, "%s/isnad", data);
    return arena_printf(a, "%s/.local/share/isnad", home ? home : ".");
}

struct str store_path(struct arena *a, const char *where)
{
    struct str path = where && *where ? str_from_cstr(where) : default_folder(a);
    if (str_starts(path, S("sqlite:")))
        path = str_drop(path, 7);
    if (str_ends(path, S(".db")) || str_eq(path, S(":memory:")))
        return arena_str(a, path);
    return arena_printf(a, "%.*s/isnad.db", STR_ARGS(path));
}

// mkdir -p of the folder of `path`.
static enum err_code make_folder(const char *path, struct err *e)
{
    char part[4096];
    snprintf(part, sizeof part, "%s", path);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return err_set(e, ERR_IO, "cannot make the folder %s: %s", part, strerror(errno));
        *slash = '/';
    }
    return ERR_NONE;
}

static enum err_code open_file(struct store *s, struct err *e)
{
    struct stat info;
    bool exists = stat(s->path, &info) == 0;
    if (s->mode != STORE_WRITE && !exists)
        return err_set(e, ERR_NOT_FOUND,
                       "there is no store at %s; 'isnad add' or 'isnad follow' makes one", s->path);
    if (s->mode == STORE_WRITE && !exists && make_folder(s->path, e))
        return e ? e->code : ERR_IO;
    // A reader of a WAL store writes its shared-memory file, so it opens for reading and writing.
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                (s->mode == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(s->path, &s->db, flags, NULL) != SQLITE_OK)
        return s->db ? store_failed(s, e) : err_set(e, ERR_STORE, "out of memory in SQLite");
    sqlite3_busy_timeout(s->db, 10000);
    return ERR_NONE;
}

enum err_code store_open(struct store **out, const char *where, enum store_mode mode, struct err *e)
{
    struct arena a = {0};
    struct store *s = calloc(1, sizeof *s);
    if (!s || sodium_init() < 0)
        abort();
    s->mode = mode;
    snprintf(s->path, sizeof s->path, "%s", store_path(&a, where).p);
    arena_release(&a);
    s->cache = token_cache_new();
    s->df = df_cache_new();
    enum err_code code = open_file(s, e);
    if (!code)
        code = store_exec(s,
                          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                          "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                          "PRAGMA wal_autocheckpoint = 4000; PRAGMA trusted_schema = OFF;",
                          e);
    if (!code)
        code = tokenizer_register(s, e);
    if (!code)
        code = names_register(s, e);
    if (!code)
        code = schema_open(s, e);
    if (code) {
        store_close(s);
        return code;
    }
    *out = s;
    return ERR_NONE;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    store_rollback(s);
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(s->statements[i]);
    sqlite3_close(s->db);
    columns_release(&s->columns);
    df_cache_free(s->df);
    token_cache_free(s->cache);
    free(s);
}

struct token_cache *store_cache(struct store *s)
{
    return s->cache;
}

struct sqlite3 *store_db(struct store *s)
{
    return s->db;
}

// --- transactions -------------------------------------------------------------------------------

enum err_code store_begin(struct store *s, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_BEGIN, e);
    enum err_code code = st ? store_run(s, st, e) : ERR_STORE;
    s->in_transaction = !code;
    return code;
}

enum err_code store_commit(struct store *s, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_COMMIT, e);
    enum err_code code = st ? store_run(s, st, e) : ERR_STORE;
    s->in_transaction = code != ERR_NONE;
    return code;
}

void store_rollback(struct store *s)
{
    struct err ignored;
    sqlite3_stmt *st = s->in_transaction ? store_statement(s, SQL_ROLLBACK, &ignored) : NULL;
    if (st) // an error here says that SQLite has rolled back already
        (void)!store_run(s, st, &ignored);
    s->in_transaction = false;
}
