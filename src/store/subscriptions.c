// subscriptions: see subscriptions.h.  They are few and touched seldom, so no statement is kept.
#include "store/subscriptions.h"

#include <assert.h>
#include <sodium.h>

#include "base/vec.h"
#include "store/store_int.h"

#define COLUMNS                                                                                    \
    "token, secret, hub, topic, error, coalesce(feed, 0), state, next_at, tries, lease_until"

static void read_row(struct arena *a, sqlite3_stmt *st, struct subscription *out)
{
    struct str *const texts[] = {&out->token, &out->secret, &out->hub, &out->topic, &out->error};
    for (int i = 0; i < (int)COUNT_OF(texts); i++)
        *texts[i] = store_column(a, st, i);
    out->feed = sqlite3_column_int64(st, 5);
    out->state = (enum subscription_state)sqlite3_column_int(st, 6);
    out->next_at = sqlite3_column_int64(st, 7);
    out->tries = sqlite3_column_int(st, 8);
    out->lease_until = store_column_time(st, 9);
}

enum err_code store_subscription_find(struct store *s, struct arena *a, struct str token,
                                      struct subscription *out, struct err *e)
{
    sqlite3_stmt *st = store_sql(s, "SELECT " COLUMNS " FROM subscriptions WHERE token = ?1", e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, token);
    int step = sqlite3_step(st);
    enum err_code code = ERR_NONE;
    if (step == SQLITE_ROW)
        read_row(a, st, out);
    else
        code = step == SQLITE_DONE ? err_set(e, ERR_NOT_FOUND, "no such subscription")
                                   : store_failed(s, e);
    sqlite3_finalize(st);
    return code;
}

enum err_code store_subscriptions_due(struct store *s, struct arena *a, int64_t now, size_t limit,
                                      struct subscription **out, size_t *count, struct err *e)
{
    VEC(struct subscription) list = {0};
    sqlite3_stmt *st = store_sql(
        s, "SELECT " COLUMNS " FROM subscriptions WHERE next_at <= ?1 ORDER BY next_at LIMIT ?2",
        e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, now);
    sqlite3_bind_int64(st, 2, (int64_t)limit);
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        read_row(a, st, vec_push(a, &list));
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_finalize(st);
    *out = list.v;
    *count = list.n;
    return failed;
}

enum err_code store_subscription_update(struct store *s, const struct subscription *u,
                                        struct err *e)
{
    sqlite3_stmt *st = store_sql(s,
                                 "UPDATE subscriptions SET state = ?2, next_at = ?3, tries = ?4,"
                                 " lease_until = ?5, error = ?6 WHERE token = ?1",
                                 e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, u->token);
    sqlite3_bind_int(st, 2, (int)u->state);
    sqlite3_bind_int64(st, 3, u->next_at);
    sqlite3_bind_int(st, 4, u->tries);
    if (u->lease_until != STORE_NO_TIME)
        sqlite3_bind_int64(st, 5, u->lease_until);
    store_bind(st, 6, u->error);
    return store_run_once(s, st, e);
}

enum err_code store_subscription_forget(struct store *s, struct str token, struct err *e)
{
    sqlite3_stmt *st = store_sql(s, "DELETE FROM subscriptions WHERE token = ?1", e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, token);
    return store_run_once(s, st, e);
}

enum err_code store_subscription_leave(struct store *s, int64_t feed, struct err *e)
{
    static const char *const steps[] = {
        "DELETE FROM subscriptions WHERE feed = ?1 AND lease_until IS NULL",
        "UPDATE subscriptions SET feed = NULL, state = 2, next_at = 0, tries = 0 WHERE feed = ?1",
    };
    static_assert(SUBSCRIPTION_LEAVING == 2, "");
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < COUNT_OF(steps) && !code; i++) {
        sqlite3_stmt *st = store_sql(s, steps[i], e);
        if (!st)
            return ERR_STORE;
        sqlite3_bind_int64(st, 1, feed);
        code = store_run_once(s, st, e);
    }
    return code;
}

static void random_hex(char *text, size_t digits)
{
    uint8_t bytes[64];
    randombytes_buf(bytes, digits / 2);
    sodium_bin2hex(text, digits + 1, bytes, digits / 2);
}

enum err_code store_subscription_want(struct store *s, int64_t feed, struct str hub,
                                      struct str topic, int64_t now, struct err *e)
{
    char token[33], secret[65];
    sqlite3_stmt *st =
        store_sql(s, "SELECT hub = ?2 AND topic = ?3 FROM subscriptions WHERE feed = ?1", e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, feed);
    store_bind(st, 2, hub);
    store_bind(st, 3, topic);
    bool has_one = sqlite3_step(st) == SQLITE_ROW;
    bool is_so = has_one && sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    if (is_so || (!has_one && !hub.n))
        return ERR_NONE;
    enum err_code code = has_one ? store_subscription_leave(s, feed, e) : ERR_NONE;
    if (code || !hub.n)
        return code;
    st = store_sql(s,
                   "INSERT INTO subscriptions(token, feed, hub, topic, secret, state, next_at)"
                   " VALUES(?1, ?2, ?3, ?4, ?5, 0, ?6)",
                   e);
    if (!st)
        return ERR_STORE;
    random_hex(token, 32);
    random_hex(secret, 64);
    store_bind(st, 1, (struct str){token, 32});
    sqlite3_bind_int64(st, 2, feed);
    store_bind(st, 3, hub);
    store_bind(st, 4, topic);
    store_bind(st, 5, (struct str){secret, 64});
    sqlite3_bind_int64(st, 6, now);
    return store_run_once(s, st, e);
}
