// inbox: see inbox.h.
#include "store/inbox.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/vec.h"
#include "store/store.h"
#include "store/store_int.h"

struct inbox {
    sqlite3 *db;
};

static enum err_code failed(struct inbox *b, struct err *e)
{
    int code = sqlite3_errcode(b->db) & 0xFF;
    bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    return err_set(e, busy ? ERR_BUSY : ERR_IO, "the inbox of hubs: %s", sqlite3_errmsg(b->db));
}

static sqlite3_stmt *prepare(struct inbox *b, const char *sql, struct err *e)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(b->db, sql, -1, &st, NULL) != SQLITE_OK)
        failed(b, e);
    return st;
}

static enum err_code run(struct inbox *b, sqlite3_stmt *st, struct err *e)
{
    int code = sqlite3_step(st);
    enum err_code bad = code == SQLITE_DONE ? ERR_NONE : failed(b, e);
    sqlite3_finalize(st);
    return bad;
}

enum err_code inbox_open(struct inbox **out, const char *where, bool make, struct err *e)
{
    // Nothing that a letter brings is lost with it but time: the feed is polled, too.
    static const char setup[] =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;"
        "CREATE TABLE IF NOT EXISTS letters(letter INTEGER PRIMARY KEY AUTOINCREMENT,"
        " kind INTEGER NOT NULL, token TEXT NOT NULL, lease_s INTEGER NOT NULL, type TEXT,"
        " size INTEGER NOT NULL, body BLOB);";
    struct arena a = {0};
    struct str store = store_path(&a, where);
    struct str path = str_eq(store, S(":memory:")) ? store : arena_printf(&a, "%s-inbox", store.p);
    bool missing = !make && !str_eq(path, store) && access(path.p, F_OK) != 0;
    enum err_code code =
        missing ? err_set(e, ERR_NOT_FOUND, "no hub has sent anything yet") : ERR_NONE;
    struct inbox *b = calloc(1, sizeof *b);
    if (!b)
        abort();
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (!code && sqlite3_open_v2(path.p, &b->db, flags, NULL) != SQLITE_OK)
        code = failed(b, e);
    if (!code)
        sqlite3_busy_timeout(b->db, 2000);
    if (!code && sqlite3_exec(b->db, setup, NULL, NULL, NULL) != SQLITE_OK)
        code = failed(b, e);
    arena_release(&a);
    if (code)
        inbox_close(b);
    else
        *out = b;
    return code;
}

void inbox_close(struct inbox *b)
{
    if (!b)
        return;
    sqlite3_close(b->db);
    free(b);
}

static bool has_room(struct inbox *b, const struct letter *l)
{
    struct err ignored;
    sqlite3_stmt *st = prepare(b,
                               "SELECT count(*), coalesce(sum(size), 0),"
                               " coalesce(sum(token = ?1), 0) FROM letters",
                               &ignored);
    if (!st)
        return false;
    store_bind(st, 1, l->token);
    bool room = sqlite3_step(st) == SQLITE_ROW && sqlite3_column_int64(st, 0) < INBOX_LETTERS_MAX &&
                sqlite3_column_int64(st, 1) + (int64_t)l->body.n <= INBOX_BYTES_MAX &&
                sqlite3_column_int64(st, 2) < INBOX_OF_ONE_MAX;
    sqlite3_finalize(st);
    return room;
}

enum err_code inbox_put(struct inbox *b, const struct letter *l, struct err *e)
{
    if (l->body.n > INBOX_BODY_MAX || !has_room(b, l))
        return err_set(e, ERR_TOO_LARGE, "the inbox of hubs is full");
    sqlite3_stmt *st = prepare(b,
                               "INSERT INTO letters(kind, token, lease_s, type, size, body)"
                               " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                               e);
    if (!st)
        return ERR_IO;
    sqlite3_bind_int(st, 1, (int)l->kind);
    store_bind(st, 2, l->token);
    sqlite3_bind_int64(st, 3, l->lease_s);
    store_bind(st, 4, l->type);
    sqlite3_bind_int64(st, 5, (int64_t)l->body.n);
    if (l->body.p)
        sqlite3_bind_blob64(st, 6, l->body.p, l->body.n, SQLITE_STATIC);
    return run(b, st, e);
}

enum err_code inbox_read(struct inbox *b, struct arena *a, int64_t after, size_t limit,
                         size_t bytes, struct letter **out, size_t *count, struct err *e)
{
    VEC(struct letter) list = {0};
    sqlite3_stmt *st = prepare(b,
                               "SELECT letter, kind, token, lease_s, type, body FROM letters"
                               " WHERE letter > ?1 ORDER BY letter LIMIT ?2",
                               e);
    if (!st)
        return ERR_IO;
    sqlite3_bind_int64(st, 1, after);
    sqlite3_bind_int64(st, 2, (int64_t)limit);
    int code = SQLITE_DONE;
    for (size_t n = 0; n < bytes && (code = sqlite3_step(st)) == SQLITE_ROW;) {
        struct letter *l = vec_push(a, &list);
        *l = (struct letter){.letter = sqlite3_column_int64(st, 0),
                             .kind = (enum letter_kind)sqlite3_column_int(st, 1),
                             .token = store_column(a, st, 2),
                             .lease_s = sqlite3_column_int64(st, 3),
                             .type = store_column(a, st, 4),
                             .body = store_column(a, st, 5)};
        n += l->body.n;
    }
    enum err_code bad = code == SQLITE_DONE || code == SQLITE_ROW ? ERR_NONE : failed(b, e);
    sqlite3_finalize(st);
    *out = list.v;
    *count = list.n;
    return bad;
}

enum err_code inbox_drop(struct inbox *b, const int64_t *letters, size_t count, struct err *e)
{
    enum err_code code = ERR_NONE;
    if (count == 0)
        return code;
    if (sqlite3_exec(b->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return failed(b, e);
    for (size_t i = 0; i < count && !code; i++) {
        sqlite3_stmt *st = prepare(b, "DELETE FROM letters WHERE letter = ?1", e);
        if (!st)
            code = ERR_IO;
        else {
            sqlite3_bind_int64(st, 1, letters[i]);
            code = run(b, st, e);
        }
    }
    if (sqlite3_exec(b->db, code ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL) != SQLITE_OK && !code)
        code = failed(b, e);
    return code;
}
