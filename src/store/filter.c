// filter: outlet:, lang:, since: … become columns and lists of rows that the scorer looks at.
#include <string.h>

#include "base/vec.h"
#include "store/names.h"
#include "store/search_int.h"
#include "text/fold.h"

// Fields that are looked up as rows: by the numbers of all spellings of a name (twice, where Latin
// ones are kept apart) and by the very name; `like` is for a name of which only some words were
// given.  Order: by field.
static const struct set_row {
    enum query_field field;
    const char *whose, *latin, *equal, *like;
} set_rows[] = {
    {FIELD_SPEAKER, "SELECT row FROM quotes WHERE who IN (",                    NULL,
     "SELECT row FROM quotes WHERE speaker_folded = ?1 ORDER BY row",                                                                            "SELECT DISTINCT row FROM quotes WHERE ' ' || speaker_folded || ' ' LIKE ?1 ORDER BY row"  },
    {FIELD_ENTITY,  "SELECT row FROM entities WHERE who IN (",
     "SELECT row FROM latin_names WHERE who IN (",                                    "SELECT row FROM entities WHERE folded = ?1 ORDER BY row",
     "SELECT row FROM entities WHERE ' ' || folded || ' ' LIKE ?1 ORDER BY row"                                                                                                                                                             },
    {FIELD_PLACE,   "SELECT row FROM entities WHERE type = 'LOC' AND who IN (", NULL,
     "SELECT row FROM entities WHERE folded = ?1 AND type = 'LOC' ORDER BY row",                                                                 "SELECT row FROM entities WHERE type = 'LOC' AND ' ' || folded || ' ' LIKE ?1 ORDER BY row"},
};

static enum err_code read_rows(struct search *x, const char *sql, struct str value,
                               struct row_set *out, struct err *e)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(x->s->db, sql, -1, &st, NULL) != SQLITE_OK)
        return store_failed(x->s, e);
    store_bind(st, 1, value);
    VEC(int64_t) rows = {0};
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        int64_t row = sqlite3_column_int64(st, 0);
        if (rows.n == 0 || rows.v[rows.n - 1] != row)
            *vec_push(x->a, &rows) = row;
    }
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(x->s, e);
    sqlite3_finalize(st);
    out->rows = rows.v;
    out->n = rows.n;
    return failed;
}

// The value as a LIKE pattern for whole words; % and _ stand for no letter of a name.
static struct str like_pattern(struct arena *a, struct str folded)
{
    struct str out = arena_printf(a, "%% %.*s %%", STR_ARGS(folded));
    char *p = arena_alloc_raw(a, out.n);
    for (size_t i = 0; i < out.n; i++)
        p[i] = i > 0 && i + 1 < out.n && (out.p[i] == '%' || out.p[i] == '_') ? ' ' : out.p[i];
    return (struct str){p, out.n};
}

// The rows that name what `value` means, by whatever spelling.
static enum err_code read_named(struct search *x, const struct set_row *field,
                                const struct query_filter *f, struct row_set *set, struct err *e)
{
    struct who_set who;
    enum err_code code = store_who(x->s, x->a, f->value, &who, e);
    if (code)
        return code;
    struct str list = who_list(x->a, &who);
    struct str sql =
        arena_printf(x->a, "%s%.*s) UNION %s%.*s%s%s", field->whose, STR_ARGS(list),
                     field->latin ? field->latin : "", STR_ARGS(field->latin ? list : S("")),
                     field->latin ? ") UNION " : "", field->equal);
    return read_rows(x, sql.p, f->folded, set, e);
}

static enum err_code add_set(struct search *x, const struct query_filter *f, struct err *e)
{
    for (size_t i = 0; i < COUNT_OF(set_rows); i++) {
        if (set_rows[i].field != f->field)
            continue;
        struct row_set *set = &x->sc.sets[x->sc.set_count++];
        set->negated = f->negated;
        enum err_code code = read_named(x, &set_rows[i], f, set, e);
        if (!code && set->n == 0)
            code = read_rows(x, set_rows[i].like, like_pattern(x->a, f->folded), set, e);
        return code;
    }
    return err_set(e, ERR_USAGE, "this store has no stories to search in");
}

static uint32_t minute_of(int64_t seconds)
{
    int64_t minute = seconds / 60;
    return minute < 1 ? 1 : minute > UINT32_MAX ? UINT32_MAX : (uint32_t)minute;
}

// Marks outlets whose folded name is the value or has it as words: "اليوم" is also "بغداد اليوم".
static enum err_code mark_outlets(struct search *x, const struct query_filter *f, struct err *e)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(x->s->db, "SELECT outlet, name FROM outlets", -1, &st, NULL) !=
        SQLITE_OK)
        return store_failed(x->s, e);
    struct arena scratch = {0};
    struct str value = arena_printf(&scratch, " %.*s ", STR_ARGS(f->folded));
    while (sqlite3_step(st) == SQLITE_ROW) {
        int64_t outlet = sqlite3_column_int64(st, 0);
        struct str name = fold(&scratch, store_column(&scratch, st, 1));
        name = arena_printf(&scratch, " %.*s ", STR_ARGS(name));
        if (outlet <= UINT16_MAX && str_has(name, value))
            x->sc.outlets[outlet] = !f->negated;
    }
    arena_release(&scratch);
    sqlite3_finalize(st);
    return ERR_NONE;
}

enum err_code filter_add(struct search *x, const struct query_filter *f, struct err *e)
{
    struct scorer *sc = &x->sc;
    if (f->field == FIELD_SINCE || f->field == FIELD_UNTIL) {
        sc->dated = true;
        bool since = (f->field == FIELD_SINCE) != f->negated;
        uint32_t minute = minute_of(f->seconds);
        if (since)
            sc->since = minute > sc->since ? minute : sc->since;
        else
            sc->until = minute < sc->until ? minute : sc->until;
        return ERR_NONE;
    }
    if (f->field == FIELD_OUTLET) {
        if (!sc->outlets) {
            sc->outlets = arena_new(x->a, uint8_t, UINT16_MAX + 1);
            memset(sc->outlets, f->negated, UINT16_MAX + 1);
        }
        return mark_outlets(x, f, e);
    }
    if (f->field == FIELD_LANG) {
        if (!sc->langs) {
            sc->langs = arena_new(x->a, uint8_t, 256);
            memset(sc->langs, f->negated, 256);
        }
        uint8_t lang = columns_lang(&x->s->columns, f->folded);
        if (lang)
            sc->langs[lang] = !f->negated;
        return ERR_NONE;
    }
    return add_set(x, f, e);
}
