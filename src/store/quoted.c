// quoted: see quoted.h.
#include "store/quoted.h"

#include "base/vec.h"
#include "store/names.h"
#include "store/store_int.h"
#include "text/fold.h"

enum err_code store_quoted(struct store *s, struct arena *a, struct str speaker, size_t limit,
                           struct quoted **out, size_t *count, struct err *e)
{
    // Walks the newest articles first; the indexes on who and speaker_folded serve the other case.
    static const char sql_all[] =
        "SELECT q.text, q.kind, q.speaker, q.role, q.cue, a.id, a.title, o.name, a.published_at"
        " FROM articles a JOIN quotes q USING(row) LEFT JOIN outlets o ON o.outlet = a.outlet"
        " WHERE q.speaker <> '' AND q.kind = 'direct' AND ?1 IS NULL"
        " ORDER BY a.row DESC, q.start LIMIT ?2";
    struct who_set who = {0};
    if (speaker.n && store_who(s, a, speaker, &who, e))
        return ERR_STORE;
    struct str sql_one = arena_printf(
        a,
        "SELECT q.text, q.kind, q.speaker, q.role, q.cue, a.id, a.title, o.name, a.published_at"
        " FROM quotes q JOIN articles a USING(row) LEFT JOIN outlets o ON o.outlet = a.outlet"
        " WHERE q.who IN (%.*s) OR q.speaker_folded = ?1 ORDER BY a.row DESC, q.start LIMIT ?2",
        STR_ARGS(who_list(a, &who)));
    sqlite3_stmt *q;
    sqlite3 *db = store_db(s);
    if (sqlite3_prepare_v2(db, speaker.n ? sql_one.p : sql_all, -1, &q, NULL) != SQLITE_OK)
        return err_set(e, ERR_STORE, "cannot read the quotations: %s", sqlite3_errmsg(db));
    struct str folded = fold(a, speaker);
    if (speaker.n)
        sqlite3_bind_text(q, 1, folded.p, (int)folded.n, SQLITE_STATIC);
    sqlite3_bind_int64(q, 2, (sqlite3_int64)limit);
    VEC(struct quoted) list = {0};
    int code;
    while ((code = sqlite3_step(q)) == SQLITE_ROW) {
        struct quoted *item = vec_push(a, &list);
        struct str *const texts[] = {&item->text,          &item->kind,  &item->speaker,
                                     &item->role,          &item->cue,   &item->article_id,
                                     &item->article_title, &item->outlet};
        for (size_t i = 0; i < COUNT_OF(texts); i++)
            *texts[i] = store_column(a, q, (int)i);
        item->published_at =
            sqlite3_column_type(q, 8) == SQLITE_NULL ? STORE_NO_TIME : sqlite3_column_int64(q, 8);
    }
    sqlite3_finalize(q);
    if (code != SQLITE_DONE)
        return err_set(e, ERR_STORE, "cannot read the quotations: %s", sqlite3_errmsg(db));
    *out = list.v;
    *count = list.n;
    return ERR_NONE;
}
