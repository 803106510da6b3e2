// name_rows: names on their way into the store, and all of them keyed anew; see docs/SCHEMA.md.
//
// `names` has one row a key, so that an article's names, its speakers and the roles are joined by
// one number.  Keys are made where the article is read (store_prepare).  An older store and one
// whose keys this program makes otherwise are keyed anew in SQL, by functions that call the same
// code.
#include "base/hash.h"
#include "read/name_key.h"
#include "read/name_latin.h"
#include "store/store_int.h"
#include "text/fold.h"

// --- prepared -----------------------------------------------------------------------------------

static struct name_id id_of(struct arena *a, struct str name, bool person)
{
    struct name_id id = {.key = name_key_of(a, name, person), .name = name};
    if (id.key.n && person)
        id.sound = name_sound(a, name);
    return id.key.n ? id : (struct name_id){0};
}

static bool is_within(struct span part, const struct spans *whole)
{
    for (size_t i = 0; i < whole->n; i++)
        if (part.start >= whole->v[i].start && part.start < whole->v[i].end)
            return true;
    return false;
}

// The speaker is the entity that is named where he is (a last name joins the full one there), else
// the one of his name; else what his name alone says.
static struct name_id speaker_id(struct arena *a, const struct prepared *p, size_t quote)
{
    const struct reading *r = &p->record.facts;
    const struct speaker *speaker = &r->quotes[quote].speaker;
    for (size_t i = 0; i < r->entity_count; i++)
        if (p->names[i].key.n && speaker->at.end > speaker->at.start &&
            is_within(speaker->at, &r->entities[i].mentions))
            return p->names[i];
    for (size_t i = 0; i < r->entity_count; i++)
        if (p->names[i].key.n && str_eq(p->folded_names[i], p->folded_speakers[quote]))
            return p->names[i];
    bool person = speaker->kind == SPEAKER_PERSON;
    return person || speaker->kind == SPEAKER_ORG ? id_of(a, speaker->name, person)
                                                  : (struct name_id){0};
}

static void prepare_roles(struct arena *a, struct prepared *p)
{
    const struct reading *r = &p->record.facts;
    size_t room = 0;
    for (size_t i = 0; i < r->entity_count; i++)
        room += r->entities[i].role_count;
    p->roles = arena_new(a, struct role_row, room);
    for (size_t i = 0; i < r->entity_count; i++)
        for (size_t k = 0; k < r->entities[i].role_count && p->names[i].key.n; k++) {
            const struct role *role = &r->entities[i].roles[k];
            if (!role->is_address)
                p->roles[p->role_count++] = (struct role_row){i, role->text, role->state};
        }
}

static void prepare_latin(struct arena *a, struct prepared *p)
{
    const struct reading *r = &p->record.facts;
    p->latin = arena_new(a, struct latin_row, r->latin_name_count);
    for (size_t i = 0; i < r->latin_name_count; i++) {
        const struct latin_name *name = &r->latin_names[i];
        bool beside = name->entity < r->entity_count && p->names[name->entity].key.n;
        struct name_id id = id_of(a, name->name, true);
        if (!id.key.n && beside)
            id = id_of(a, name->name, false);
        if (id.key.n && (id.sound.n || beside))
            p->latin[p->latin_count++] = (struct latin_row){
                .id = id, .mentions = name->mentions, .stated = beside ? name->entity + 1 : 0};
    }
}

void names_prepare(struct arena *a, struct prepared *p)
{
    const struct reading *r = &p->record.facts;
    p->names = arena_new(a, struct name_id, r->entity_count);
    for (size_t i = 0; i < r->entity_count; i++)
        p->names[i] = id_of(a, r->entities[i].name, r->entities[i].type == ENTITY_PERSON);
    p->speakers = arena_new(a, struct name_id, r->quote_count);
    for (size_t i = 0; i < r->quote_count; i++)
        if (r->quotes[i].speaker.name.n)
            p->speakers[i] = speaker_id(a, p, i);
    prepare_roles(a, p);
    prepare_latin(a, p);
}

// --- in -----------------------------------------------------------------------------------------

// The last word of the key of a person.
static struct str last_of(struct str key)
{
    for (size_t i = key.n; i > 0; i--)
        if (key.p[i - 1] == ' ')
            return str_drop(key, i);
    return (struct str){0};
}

// A name that was first taken for a body's has no sound; a person has.
static enum err_code give_sound(struct store *s, const struct name_id *id, int64_t who,
                                struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_NAME_IS_SOUND, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, who);
    if (store_number(s, st, 0))
        return ERR_NONE;
    st = store_statement(s, SQL_GIVE_SOUND, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, who);
    store_bind(st, 2, id->sound);
    store_bind(st, 3, last_of(id->key));
    return store_run(s, st, e);
}

enum err_code names_who(struct store *s, const struct name_id *id, int64_t *who, struct err *e)
{
    *who = 0;
    if (!id->key.n)
        return ERR_NONE;
    sqlite3_stmt *st = store_statement(s, SQL_FIND_NAME, e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, id->key);
    *who = store_number(s, st, 0);
    if (*who)
        return id->sound.n ? give_sound(s, id, *who, e) : ERR_NONE;
    st = store_statement(s, SQL_ADD_NAME, e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, id->key);
    store_bind(st, 2, id->name);
    store_bind(st, 3, id->sound);
    store_bind(st, 4, id->sound.n ? last_of(id->key) : (struct str){0});
    enum err_code code = store_run(s, st, e);
    *who = sqlite3_last_insert_rowid(s->db);
    return code;
}

void names_bind(sqlite3_stmt *st, int at, int64_t who)
{
    if (who)
        sqlite3_bind_int64(st, at, who);
    else
        sqlite3_bind_null(st, at);
}

static enum err_code add_role(struct store *s, const struct prepared *p,
                              const struct role_row *role, int64_t row, struct err *e)
{
    static const struct str states[] = {
#define X(name, text) S_INIT(text),
        ROLE_STATES(X)
#undef X
    };
    int64_t who;
    enum err_code code = names_who(s, &p->names[role->entity], &who, e);
    sqlite3_stmt *st = code ? NULL : store_statement(s, SQL_ADD_ROLE, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_int64(st, 2, who);
    store_bind(st, 3, role->text);
    store_bind(st, 4, states[role->state]);
    return store_run(s, st, e);
}

static enum err_code add_latin(struct store *s, const struct prepared *p,
                               const struct latin_row *latin, int64_t row, struct err *e)
{
    int64_t who, stated = 0;
    enum err_code code = names_who(s, &latin->id, &who, e);
    if (!code && latin->stated)
        code = names_who(s, &p->names[latin->stated - 1], &stated, e);
    sqlite3_stmt *st = code ? NULL : store_statement(s, SQL_ADD_LATIN, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_int64(st, 2, who);
    sqlite3_bind_int64(st, 3, (int64_t)latin->mentions);
    names_bind(st, 4, stated);
    return store_run(s, st, e);
}

enum err_code names_add(struct store *s, const struct prepared *p, int64_t row, struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < p->role_count && !code; i++)
        code = add_role(s, p, &p->roles[i], row, e);
    for (size_t i = 0; i < p->latin_count && !code; i++)
        code = add_latin(s, p, &p->latin[i], row, e);
    return code;
}

// --- keyed anew ---------------------------------------------------------------------------------

static struct str argument(sqlite3_value *value)
{
    return (struct str){(const char *)sqlite3_value_text(value),
                        (size_t)sqlite3_value_bytes(value)};
}

static void give(sqlite3_context *context, struct str s)
{
    if (s.n)
        sqlite3_result_text(context, s.p, (int)s.n, SQLITE_TRANSIENT);
    else
        sqlite3_result_null(context);
}

// isnad_name_key(name, type), isnad_name_sound(name, type), isnad_name_last(name, type)
static void sql_name(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct arena a = {0};
    struct str name = argument(values[0]), type = argument(values[1]);
    struct name_id id = id_of(&a, name, str_eq(type, S("PERS")));
    const char *what = sqlite3_user_data(context);
    (void)count;
    give(context, *what == 'k'   ? id.key
                  : *what == 's' ? id.sound
                  : id.sound.n   ? last_of(id.key)
                                 : (struct str){0});
    arena_release(&a);
}

enum err_code names_register(struct store *s, struct err *e)
{
    static const struct {
        const char *name, *what;
    } functions[] = {
        {"isnad_name_key",   "key"  },
        {"isnad_name_last",  "last" },
        {"isnad_name_sound", "sound"},
    };
    for (size_t i = 0; i < COUNT_OF(functions); i++)
        if (sqlite3_create_function(
                s->db, functions[i].name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                (void *)(uintptr_t)functions[i].what, sql_name, NULL, NULL) != SQLITE_OK)
            return store_failed(s, e);
    return ERR_NONE;
}

// Whatever a name of a given kind is keyed by may have changed, and may part what was one.
enum err_code names_relink(struct store *s, struct err *e)
{
    static const char sql[] =
        "INSERT OR IGNORE INTO names(key, name, sound, last)"
        " SELECT isnad_name_key(name, type), name, isnad_name_sound(name, type),"
        " isnad_name_last(name, type) FROM (SELECT DISTINCT name, type FROM entities)"
        " WHERE isnad_name_key(name, type) IS NOT NULL ORDER BY type <> 'PERS';"
        "INSERT OR IGNORE INTO names(key, name, sound, last)"
        " SELECT coalesce(isnad_name_key(name, 'PERS'), isnad_name_key(name, 'ORG')), name,"
        " isnad_name_sound(name, 'PERS'), isnad_name_last(name, 'PERS') FROM names"
        " WHERE who IN (SELECT who FROM latin_names);"
        // A name that had a key may have none any more.
        "DELETE FROM latin_names WHERE who IN (SELECT who FROM names WHERE"
        " coalesce(isnad_name_key(name, 'PERS'), isnad_name_key(name, 'ORG')) IS NULL);"
        "DELETE FROM roles WHERE (SELECT max(isnad_name_key(x.name, x.type) IS NOT NULL)"
        " FROM entities x WHERE x.row = roles.row AND x.who = roles.who) = 0;"
        "UPDATE OR REPLACE latin_names SET"
        " who = (SELECT n.who FROM names o JOIN names n ON n.key ="
        " coalesce(isnad_name_key(o.name, 'PERS'), isnad_name_key(o.name, 'ORG'))"
        " WHERE o.who = latin_names.who),"
        " stated = (SELECT n.who FROM entities x JOIN names n ON n.key ="
        " isnad_name_key(x.name, x.type) WHERE x.row = latin_names.row AND"
        " x.who = latin_names.stated LIMIT 1);"
        "UPDATE OR REPLACE roles SET who ="
        " (SELECT n.who FROM entities x JOIN names n ON n.key = isnad_name_key(x.name, x.type)"
        " WHERE x.row = roles.row AND x.who = roles.who LIMIT 1) WHERE EXISTS"
        " (SELECT 1 FROM entities x WHERE x.row = roles.row AND x.who = roles.who);"
        "UPDATE quotes SET who = coalesce("
        "(SELECT n.who FROM entities x JOIN names n ON n.key = isnad_name_key(x.name, x.type)"
        " WHERE x.row = quotes.row AND (x.who = quotes.who OR x.folded = quotes.speaker_folded)"
        " LIMIT 1), (SELECT who FROM names WHERE key = isnad_name_key(quotes.speaker, 'PERS')))"
        " WHERE speaker IS NOT NULL;"
        "UPDATE entities SET who ="
        " (SELECT who FROM names WHERE key = isnad_name_key(entities.name, entities.type));"
        "UPDATE names SET sound = isnad_name_sound(name, 'PERS'), last = isnad_name_last(name, "
        "'PERS')"
        " WHERE sound IS NULL AND who IN (SELECT who FROM latin_names);"
        "DELETE FROM names WHERE who NOT IN (SELECT who FROM entities WHERE who IS NOT NULL"
        " UNION SELECT who FROM quotes WHERE who IS NOT NULL UNION SELECT who FROM latin_names);";
    enum err_code code = store_exec(s, sql, e);
    return code ? code : names_note(s, e);
}

// As analysis.c does it: the version is what the code makes of a sample.
static int64_t version_of_program(void)
{
    static const struct str sample[] = {
        S_INIT("الأمير محمد بن سلمان آل سعود"),
        S_INIT("عبد الرحمن السديس"),
        S_INIT("بنيامين نتنياهو"),
        S_INIT("جو ويلسون"),
        S_INIT("نور الدين الحسن"),
        S_INIT("أنطونيو غوتيريش"),
        S_INIT("زكرياء حمد"),
        S_INIT("علاء مرزوقي"),
        S_INIT("شولتس تشرشل"),
        S_INIT("هيومن رايتس ووتش"),
        S_INIT("الولايات المتحدة"),
        S_INIT("حركة حماس"),
        S_INIT("Abdel Fattah el-Sisi"),
        S_INIT("Joe Biden’s"),
    };
    struct arena a = {0};
    uint64_t hash = 0;
    for (size_t i = 0; i < COUNT_OF(sample); i++) {
        hash = hash_str_seed(name_key_of(&a, sample[i], true), hash);
        hash = hash_str_seed(name_key_of(&a, sample[i], false), hash);
        hash = hash_str_seed(name_sound(&a, sample[i]), hash);
    }
    arena_release(&a);
    return (int64_t)(hash >> 1) | 1;
}

bool names_are_current(struct store *s)
{
    struct err ignored;
    return store_number(s, store_statement(s, SQL_NAMES_VERSION, &ignored), 0) ==
           version_of_program();
}

enum err_code names_note(struct store *s, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_NOTE_NAMES, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, version_of_program());
    return store_run(s, st, e);
}
