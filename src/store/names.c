// names: see names.h.
//
// Nothing that depends on other articles is stored: which Latin name is which Arabic one is asked
// each time, in the bucket of its sound, so that articles may come and go in any order.
#include "store/names.h"

#include "base/vec.h"
#include "read/name_key.h"
#include "read/name_latin.h"
#include "store/store_int.h"
#include "text/fold.h"

struct named {
    int64_t who;
    struct str name;
    int64_t articles;
};

struct named_list {
    struct named *v;
    size_t n, cap;
};

struct finder {
    struct store *s;
    struct arena *a;
    struct err *e;
    VEC(int64_t) found;
    size_t compared; // pairs of an Arabic and a Latin name
};

// Of one question; some microseconds each.  Names of one sound are few unless somebody makes them.
enum { COMPARED_MAX = 20000 };

static bool is_latin_of(struct finder *f, struct str arabic, struct str latin)
{
    return f->compared++ < COMPARED_MAX && name_is_latin_of(f->a, arabic, latin);
}

static bool is_found(const struct finder *f, int64_t who)
{
    for (size_t i = 0; i < f->found.n; i++)
        if (f->found.v[i] == who)
            return true;
    return false;
}

static void add_who(struct finder *f, int64_t who)
{
    if (who && !is_found(f, who))
        *vec_push(f->a, &f->found) = who;
}

static sqlite3_stmt *prepare(struct finder *f, struct str sql, struct str first)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(f->s->db, sql.p, (int)sql.n, &st, NULL) != SQLITE_OK) {
        store_failed(f->s, f->e);
        return NULL;
    }
    if (first.p && sqlite3_bind_parameter_count(st))
        store_bind(st, 1, first);
    return st;
}

static enum err_code finish(struct finder *f, sqlite3_stmt *st, int code)
{
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(f->s, f->e);
    sqlite3_finalize(st);
    return failed;
}

// Adds the numbers that a query gives.
static enum err_code add_found(struct finder *f, struct str sql, struct str first)
{
    sqlite3_stmt *st = prepare(f, sql, first);
    int code;
    if (!st)
        return ERR_STORE;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        add_who(f, sqlite3_column_int64(st, 0));
    return finish(f, st, code);
}

// --- houses -----------------------------------------------------------------------------------

// محمد بن سلمان and محمد بن سلمان آل سعود: the house says nothing more where the store knows the
// name with one house only, or with one far more than with others.
static enum err_code add_house(struct finder *f, struct str key)
{
    static const struct str of_base = S_INIT(
        "SELECT who, key, (SELECT count(*) FROM entities x WHERE x.who = names.who) AS n FROM names"
        " WHERE key > ?1 || ' +' AND key < ?1 || ' ,' ORDER BY n DESC LIMIT 2");
    size_t plus = str_find(key, S(" +"));
    struct str base = str_take(key, plus);
    sqlite3_stmt *st = key.n ? prepare(f, of_base, base) : NULL;
    struct named houses[2] = {0};
    int code = SQLITE_DONE;
    if (!st)
        return key.n ? ERR_STORE : ERR_NONE;
    for (size_t i = 0; i < COUNT_OF(houses) && (code = sqlite3_step(st)) == SQLITE_ROW; i++)
        houses[i] = (struct named){sqlite3_column_int64(st, 0), store_column(f->a, st, 1),
                                   sqlite3_column_int64(st, 2)};
    if (finish(f, st, code == SQLITE_ROW ? SQLITE_DONE : code))
        return ERR_STORE;
    bool clear = houses[0].articles && houses[0].articles >= houses[1].articles * NAME_CLEAR_LEAD;
    if (!clear || (plus < key.n && !str_eq(houses[0].name, key)))
        return ERR_NONE;
    if (plus == key.n) {
        add_who(f, houses[0].who);
        return ERR_NONE;
    }
    static const struct str by_key = S_INIT("SELECT who FROM names WHERE key = ?1");
    return add_found(f, by_key, base);
}

// --- across scripts ---------------------------------------------------------------------------

// The names of a sound in one script: keys of Latin names begin with a small letter.
static enum err_code of_sound(struct finder *f, struct str sound, bool latin,
                              struct named_list *out)
{
    static const struct str sql_latin =
        S_INIT("SELECT who, name FROM names WHERE sound = ?1 AND key BETWEEN 'a' AND '{'");
    static const struct str sql_arabic =
        S_INIT("SELECT who, name FROM names WHERE sound = ?1 AND key NOT BETWEEN 'a' AND '{'");
    sqlite3_stmt *st = sound.n ? prepare(f, latin ? sql_latin : sql_arabic, sound) : NULL;
    int code;
    *out = (struct named_list){0};
    if (!st)
        return sound.n ? ERR_STORE : ERR_NONE;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        *vec_push(f->a, out) =
            (struct named){sqlite3_column_int64(st, 0), store_column(f->a, st, 1), 0};
    return finish(f, st, code);
}

// In how many articles a name is an entity; 0 where that cannot be read.
static int64_t articles_of(struct finder *f, int64_t who)
{
    sqlite3_stmt *st = store_statement(f->s, SQL_NAME_ARTICLES, f->e);
    if (!st)
        return 0;
    sqlite3_bind_int64(st, 1, who);
    return store_number(f->s, st, 0);
}

// The one Arabic name that a Latin one can be read as; 0: none, or several without a clear lead.
static int64_t arabic_of(struct finder *f, struct str latin, const struct named_list *arabic)
{
    int64_t best = 0, most = 0, next = 0;
    for (size_t i = 0; i < arabic->n; i++) {
        if (!is_latin_of(f, arabic->v[i].name, latin))
            continue;
        int64_t articles = articles_of(f, arabic->v[i].who);
        if (articles > most) {
            next = most;
            most = articles;
            best = arabic->v[i].who;
        } else if (articles > next) {
            next = articles;
        }
    }
    return most >= next * NAME_CLEAR_LEAD ? best : 0;
}

// Whether a Latin name can be read as one of those found; most of its bucket cannot, and need not
// be looked at further.
static bool reads_as_found(struct finder *f, struct str latin, const struct named_list *arabic)
{
    for (size_t i = 0; i < arabic->n; i++)
        if (is_found(f, arabic->v[i].who) && is_latin_of(f, arabic->v[i].name, latin))
            return true;
    return false;
}

// The Latin spellings of the Arabic names found so far.
static enum err_code add_latin_of(struct finder *f, struct str sound)
{
    struct named_list arabic, latin;
    struct who_set set = {f->found.v, f->found.n};
    // An acronym is another body's elsewhere (MIT): only a name that can be read is taken along.
    struct str sql = arena_printf(f->a,
                                  "SELECT who FROM latin_names JOIN names USING(who)"
                                  " WHERE stated IN (%.*s) AND sound IS NOT NULL",
                                  STR_ARGS(who_list(f->a, &set)));
    if (add_found(f, sql, (struct str){0}) || of_sound(f, sound, false, &arabic) ||
        of_sound(f, sound, true, &latin))
        return ERR_STORE;
    for (size_t i = 0; i < latin.n; i++)
        if (reads_as_found(f, latin.v[i].name, &arabic) &&
            is_found(f, arabic_of(f, latin.v[i].name, &arabic)))
            add_who(f, latin.v[i].who);
    return ERR_NONE;
}

// What articles say in brackets that the Latin names found so far are, where they agree.
static enum err_code add_stated(struct finder *f)
{
    struct who_set set = {f->found.v, f->found.n};
    struct str sql = arena_printf(f->a,
                                  "SELECT stated, count(*) AS n FROM latin_names WHERE who IN"
                                  " (%.*s) AND stated IS NOT NULL GROUP BY stated"
                                  " ORDER BY n DESC LIMIT 2",
                                  STR_ARGS(who_list(f->a, &set)));
    sqlite3_stmt *st = prepare(f, sql, (struct str){0});
    int64_t who[2] = {0}, articles[2] = {0};
    int code = SQLITE_DONE;
    if (!st)
        return ERR_STORE;
    for (size_t i = 0; i < 2 && (code = sqlite3_step(st)) == SQLITE_ROW; i++) {
        who[i] = sqlite3_column_int64(st, 0);
        articles[i] = sqlite3_column_int64(st, 1);
    }
    if (finish(f, st, code == SQLITE_ROW ? SQLITE_DONE : code))
        return ERR_STORE;
    if (articles[0] >= articles[1] * NAME_CLEAR_LEAD)
        add_who(f, who[0]);
    return ERR_NONE;
}

// The Arabic name of the Latin one whose numbers are found; then its other spellings.
static enum err_code add_arabic_of(struct finder *f, struct str name)
{
    struct named_list arabic;
    size_t before = f->found.n;
    struct str sound = name_sound(f->a, name);
    if (add_stated(f) || of_sound(f, sound, false, &arabic))
        return ERR_STORE;
    if (f->found.n == before)
        add_who(f, arabic_of(f, name, &arabic));
    return f->found.n > before ? add_latin_of(f, sound) : ERR_NONE;
}

enum err_code store_who(struct store *s, struct arena *a, struct str name, struct who_set *out,
                        struct err *e)
{
    static const struct str by_key = S_INIT("SELECT who FROM names WHERE key = ?1");
    struct finder f = {.s = s, .a = a, .e = e};
    *out = (struct who_set){0};
    for (int person = 1; person >= 0; person--) {
        struct str key = name_key_of(a, name, person);
        if (key.n && (add_found(&f, by_key, key) || (person && add_house(&f, key))))
            return ERR_STORE;
    }
    bool latin = name_words_of(a, name, true).latin;
    enum err_code code = ERR_NONE;
    if (latin)
        code = add_arabic_of(&f, name);
    else if (f.found.n)
        code = add_latin_of(&f, name_sound(a, name));
    out->v = f.found.v;
    out->n = f.found.n;
    return code;
}

struct str who_list(struct arena *a, const struct who_set *set)
{
    struct buf b = {0};
    for (size_t i = 0; i < set->n; i++)
        buf_printf(&b, i ? ",%lld" : "%lld", (long long)set->v[i]);
    struct str list = arena_str(a, buf_str(&b));
    buf_release(&b);
    return list;
}

// --- what is known of a name ------------------------------------------------------------------

// name, articles, whether it is a Latin one: of a statement that is ready, or NULL.
static enum err_code take_forms(struct finder *f, sqlite3_stmt *st, struct name_form **out,
                                size_t *count)
{
    VEC(struct name_form) list = {0};
    int code;
    if (!st)
        return ERR_STORE;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        struct name_form *form = vec_push(f->a, &list);
        form->name = store_column(f->a, st, 0);
        form->articles = (size_t)sqlite3_column_int64(st, 1);
        form->latin = sqlite3_column_int(st, 2);
    }
    *out = list.v;
    *count = list.n;
    return finish(f, st, code);
}

static enum err_code read_forms(struct finder *f, struct str sql, struct str first,
                                struct name_form **out, size_t *count)
{
    return take_forms(f, prepare(f, sql, first), out, count);
}

static enum err_code read_type(struct finder *f, struct str who, struct str folded,
                               struct name_page *out)
{
    struct str sql = arena_printf(
        f->a,
        "SELECT type FROM entities WHERE who IN (%.*s) OR (folded = ?1 AND who IS NULL)"
        " GROUP BY type ORDER BY count(*) DESC LIMIT 1",
        STR_ARGS(who));
    sqlite3_stmt *st = prepare(f, sql, folded);
    if (!st)
        return ERR_STORE;
    int code = sqlite3_step(st);
    if (code == SQLITE_ROW) {
        out->type = store_column(f->a, st, 0);
        code = SQLITE_DONE;
    }
    return finish(f, st, code);
}

static int64_t day_or_none(sqlite3_stmt *st, int at)
{
    return sqlite3_column_type(st, at) == SQLITE_NULL ? STORE_NO_TIME
                                                      : sqlite3_column_int64(st, at);
}

// Under which spellings of a role meet: الأميركي and الأمريكي.
static struct str role_key(struct arena *a, struct str role)
{
    struct str key = name_key_of(a, role, false), american = S("اميرك");
    size_t at = str_find(key, american);
    if (at == key.n)
        return key;
    struct str rest = str_drop(key, at + american.n);
    return arena_printf(a, "%.*sامريك%.*s", STR_ARGS(str_take(key, at)), STR_ARGS(rest));
}

// The same role in another spelling adds to the commoner one.
static void join_roles(struct arena *a, struct name_page *page)
{
    size_t n = 0;
    struct str *keys = arena_new(a, struct str, page->role_count); // of those kept
    for (size_t i = 0; i < page->role_count; i++) {
        struct name_role role = page->roles[i], *known = NULL;
        struct str key = role_key(a, role.role);
        for (size_t k = 0; k < n && !known; k++)
            if (str_eq(page->roles[k].state, role.state) && str_eq(keys[k], key))
                known = &page->roles[k];
        if (!known) {
            keys[n] = key;
            page->roles[n++] = role;
            continue;
        }
        known->role = role.articles > known->articles ? role.role : known->role;
        known->articles += role.articles;
        if (role.first != STORE_NO_TIME &&
            (known->first == STORE_NO_TIME || role.first < known->first)) {
            known->first = role.first;
            known->first_id = role.first_id;
        }
        if (role.last != STORE_NO_TIME &&
            (known->last == STORE_NO_TIME || role.last > known->last)) {
            known->last = role.last;
            known->last_id = role.last_id;
        }
    }
    page->role_count = n < NAME_LIST_MAX ? n : NAME_LIST_MAX;
}

static enum err_code read_roles(struct finder *f, struct str who, struct name_page *out)
{
    struct str sql = arena_printf(
        f->a,
        "SELECT role, state, min(published_at), max(published_at), count(*),"
        " (SELECT id FROM articles b JOIN roles q USING(row) WHERE q.who IN (%.*s) AND"
        " q.role = r.role AND q.state = r.state"
        " ORDER BY b.published_at IS NULL, b.published_at LIMIT 1),"
        " (SELECT id FROM articles b JOIN roles q USING(row) WHERE q.who IN (%.*s) AND"
        " q.role = r.role AND q.state = r.state ORDER BY b.published_at DESC LIMIT 1)"
        " FROM roles r JOIN articles a USING(row) WHERE who IN (%.*s) GROUP BY role, state"
        " ORDER BY state = 'former', max(published_at) DESC, count(*) DESC LIMIT %d",
        STR_ARGS(who), STR_ARGS(who), STR_ARGS(who), 4 * NAME_LIST_MAX);
    sqlite3_stmt *st = prepare(f, sql, (struct str){0});
    VEC(struct name_role) list = {0};
    int code;
    if (!st)
        return ERR_STORE;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        *vec_push(f->a, &list) = (struct name_role){
            .role = store_column(f->a, st, 0),
            .state = store_column(f->a, st, 1),
            .first = day_or_none(st, 2),
            .last = day_or_none(st, 3),
            .articles = (size_t)sqlite3_column_int64(st, 4),
            .first_id = store_column(f->a, st, 5),
            .last_id = store_column(f->a, st, 6),
        };
    out->roles = list.v;
    out->role_count = list.n;
    join_roles(f->a, out);
    return finish(f, st, code);
}

// A last name as it stands at the end of the key of an Arabic and of a foreign name.
static struct str last_in_key(struct arena *a, struct str word, const char *given)
{
    struct str key = name_key_of(a, arena_printf(a, "%s %.*s", given, STR_ARGS(word)), true);
    size_t at = key.n;
    while (at > 0 && key.p[at - 1] != ' ')
        at--;
    return str_drop(key, at);
}

// For a last name alone: all who have it.
static enum err_code read_bearers(struct finder *f, struct str name, struct name_page *out)
{
    struct name_words w = name_words_of(f->a, name, true);
    if (w.n != 1 || w.latin)
        return ERR_NONE;
    struct str word = w.v[0];
    struct str sql = arena_printf(
        f->a,
        "SELECT name, (SELECT count(*) FROM entities x WHERE x.who = names.who) AS n, 0 FROM names"
        " WHERE last IN (?1, ?2) AND n > 0 ORDER BY n DESC LIMIT %d",
        NAME_LIST_MAX);
    sqlite3_stmt *st = prepare(f, sql, last_in_key(f->a, word, "محمد"));
    if (!st)
        return ERR_STORE;
    store_bind(st, 2, last_in_key(f->a, word, "جون"));
    return take_forms(f, st, &out->others, &out->other_count);
}

// Persons with the same first and last word, and longer names that begin with this one.
static enum err_code read_others(struct finder *f, struct str name, struct str who,
                                 struct name_page *out)
{
    struct str key = name_key_of(f->a, name, true), first, rest;
    size_t at = key.n;
    str_cut(key, ' ', &first, &rest);
    while (at > 0 && key.p[at - 1] != ' ')
        at--;
    struct str sql = arena_printf(
        f->a,
        "SELECT name, (SELECT count(*) FROM entities x WHERE x.who = names.who) AS n, 0 FROM names"
        " WHERE ((last = ?2 AND key > ?3 || ' ' AND key < ?3 || '!') OR"
        " (key > ?1 || ' ' AND key < ?1 || '!')) AND who NOT IN (%.*s) AND n > 0"
        " ORDER BY n DESC LIMIT %d",
        STR_ARGS(who), NAME_LIST_MAX);
    sqlite3_stmt *st = prepare(f, sql, key);
    if (!st)
        return ERR_STORE;
    store_bind(st, 2, str_drop(key, at));
    store_bind(st, 3, first);
    return take_forms(f, st, &out->others, &out->other_count);
}

static enum err_code count_quotes(struct finder *f, struct str who, struct str folded,
                                  struct name_page *out)
{
    struct str sql = arena_printf(f->a,
                                  "SELECT count(*) FROM quotes WHERE who IN (%.*s) OR"
                                  " (speaker_folded = ?1 AND who IS NULL)",
                                  STR_ARGS(who));
    sqlite3_stmt *st = prepare(f, sql, folded);
    if (!st)
        return ERR_STORE;
    int code = sqlite3_step(st);
    if (code == SQLITE_ROW) {
        out->quotes = (size_t)sqlite3_column_int64(st, 0);
        code = SQLITE_DONE;
    }
    return finish(f, st, code);
}

// A Latin name that the tagger found too is one form.
static void join_forms(struct name_page *page)
{
    size_t n = 0;
    for (size_t i = 0; i < page->form_count; i++) {
        size_t same = 0;
        while (same < n && !str_eq(page->forms[same].name, page->forms[i].name))
            same++;
        if (same == n) {
            page->forms[n++] = page->forms[i];
            continue;
        }
        struct name_form *form = &page->forms[same];
        form->latin |= page->forms[i].latin;
        if (page->forms[i].articles > form->articles)
            form->articles = page->forms[i].articles;
    }
    page->form_count = n;
}

enum err_code store_name(struct store *s, struct arena *a, struct str name, struct name_page *out,
                         struct err *e)
{
    struct finder f = {.s = s, .a = a, .e = e};
    struct who_set set;
    *out = (struct name_page){.name = name};
    if (store_who(s, a, name, &set, e))
        return ERR_STORE;
    struct str who = who_list(a, &set), folded = fold(a, name);
    struct str sql = arena_printf(
        a,
        "SELECT name, count(*) AS n, 0 FROM entities WHERE who IN (%.*s) OR"
        " (folded = ?1 AND who IS NULL) GROUP BY name UNION ALL"
        " SELECT n.name, count(*) AS n, 1 FROM latin_names l JOIN names n USING(who)"
        " WHERE who IN (%.*s) OR stated IN (%.*s) GROUP BY who ORDER BY 3, 2 DESC LIMIT %d",
        STR_ARGS(who), STR_ARGS(who), STR_ARGS(who), NAME_LIST_MAX);
    if (read_forms(&f, sql, folded, &out->forms, &out->form_count))
        return ERR_STORE;
    join_forms(out);
    if (!out->form_count && !set.n && read_bearers(&f, name, out))
        return ERR_STORE;
    if (!out->form_count && out->other_count)
        return ERR_NONE;
    if (!out->form_count)
        return err_set(e, ERR_NOT_FOUND, "no article names %.*s", STR_ARGS(str_take(name, 200)));
    out->name = out->forms[0].name;
    if (read_type(&f, who, folded, out) || read_roles(&f, who, out) ||
        count_quotes(&f, who, folded, out))
        return ERR_STORE;
    bool person = !out->type.n || str_eq(out->type, S("PERS"));
    if (!person)
        return ERR_NONE;
    return set.n ? read_others(&f, out->name, who, out) : read_bearers(&f, name, out);
}

// --- lists --------------------------------------------------------------------------------------

static enum err_code count_names(struct finder *f, struct str where, struct str type, size_t limit,
                                 struct name_form **out, size_t *count)
{
    struct str sql =
        arena_printf(f->a,
                     "SELECT (SELECT name FROM names n WHERE n.who = x.who), count(*) AS n, 0 FROM "
                     "entities x WHERE %.*s AND who IS NOT NULL AND"
                     " (?1 = '' OR type = ?1) GROUP BY who ORDER BY n DESC, who LIMIT %zu",
                     STR_ARGS(where), limit);
    return read_forms(f, sql, type.n ? type : S(""), out, count);
}

enum err_code store_names_in(struct store *s, struct arena *a, const struct search_result *found,
                             size_t limit, struct name_form **out, size_t *count, struct err *e)
{
    struct finder f = {.s = s, .a = a, .e = e};
    struct who_set rows = {arena_new(a, int64_t, found->hit_count), found->hit_count};
    for (size_t i = 0; i < rows.n; i++)
        rows.v[i] = found->hits[i].article.row;
    struct str where = arena_printf(a, "row IN (%.*s)", STR_ARGS(who_list(a, &rows)));
    return count_names(&f, where, (struct str){0}, limit, out, count);
}

enum err_code store_names_recent(struct store *s, struct arena *a, struct str type, size_t limit,
                                 struct name_form **out, size_t *count, struct err *e)
{
    struct finder f = {.s = s, .a = a, .e = e};
    struct str where = arena_printf(a, "row > (SELECT max(row) FROM articles) - %d", NAMES_RECENT);
    return count_names(&f, where, type, limit, out, count);
}

struct str name_query(struct arena *a, struct str name)
{
    struct str query = arena_printf(a, "entity:\"%.*s\"", STR_ARGS(name));
    char *p = arena_alloc_raw(a, query.n);
    for (size_t i = 0; i < query.n; i++)
        p[i] = query.p[i] == '"' && i > S("entity:").n && i + 1 < query.n ? ' ' : query.p[i];
    return (struct str){p, query.n};
}
