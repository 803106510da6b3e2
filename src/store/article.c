// article: writing and reading whole articles.
//
// The two functions here that insert and delete are the only ones in the program that touch the
// full-text index: a contentless index must be told the very terms it was given when an article
// goes, or it drifts (search.md section 6).
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "store/key.h"
#include "store/store_int.h"
#include "text/fold.h"

static void prepare_facts(struct arena *a, struct prepared *p)
{
    const struct reading *r = &p->record.facts;
    p->folded_names = arena_new(a, struct str, r->entity_count);
    for (size_t i = 0; i < r->entity_count; i++)
        p->folded_names[i] = fold(a, r->entities[i].name);
    p->folded_speakers = arena_new(a, struct str, r->quote_count);
    for (size_t i = 0; i < r->quote_count; i++)
        if (r->quotes[i].speaker.name.n)
            p->folded_speakers[i] = fold(a, r->quotes[i].speaker.name);
    p->quoted = arena_new(a, struct str, r->quote_count);
    for (size_t i = 0; i < r->quote_count; i++)
        p->quoted[i] = str_sub(p->record.source, r->quotes[i].at.start, r->quotes[i].at.end);
}

// What is stored is what is indexed, to the letter: the index must be told the same on deletion.
static struct record bounded(struct arena *a, const struct record *given)
{
    struct record r = *given;
    r.title = utf8_take(r.title, LIMIT_TITLE_POINTS);
    r.byline = utf8_take(r.byline, LIMIT_NAME_POINTS);
    r.outlet = utf8_take(r.outlet, LIMIT_NAME_POINTS);
    if (r.url.n > LIMIT_URL)
        r.url = (struct str){0};
    if (r.guid.n > LIMIT_GUID) // a part of it might be another's
        r.guid = arena_printf(a, "#%016llx", (unsigned long long)hash_str(r.guid));
    r.text = utf8_take_bytes(r.text, LIMIT_ARTICLE_TEXT);
    return r;
}

void store_prepared_publisher(struct arena *a, struct prepared *p, struct str publisher)
{
    struct record without_url = p->record;
    without_url.url = (struct str){0};
    p->key = key_of(a, &p->record, publisher);
    p->id_key = key_of(a, &without_url, publisher);
}

struct prepared *store_prepare_part(struct arena *a, struct token_cache *cache,
                                    const struct record *given)
{
    struct prepared *p = arena_new(a, struct prepared, 1);
    p->record = bounded(a, given);
    const struct record *r = &p->record;
    store_prepared_publisher(a, p, S(""));
    p->terms = terms_of(a, cache, r->title, r->text);
    prepare_facts(a, p);
    names_prepare(a, p);
    return p;
}

void store_prepare_rest(struct arena *a, struct prepared *p, int64_t added_at)
{
    p->record.added_at = added_at;
    p->text = text_pack(a, p->record.text);
    if (p->record.reading.n)
        p->reading = text_pack(a, p->record.reading);
}

struct prepared *store_prepare(struct arena *a, struct token_cache *cache, const struct record *r)
{
    struct prepared *p = store_prepare_part(a, cache, r);
    store_prepare_rest(a, p, r->added_at);
    return p;
}

// --- in -----------------------------------------------------------------------------------------

static int64_t outlet_of(struct store *s, struct str name, struct err *e)
{
    if (name.n == 0)
        return 0;
    sqlite3_stmt *st = store_statement(s, SQL_FIND_OUTLET, e);
    if (!st)
        return -1;
    store_bind(st, 1, name);
    int64_t outlet = store_number(s, st, 0);
    if (outlet)
        return outlet;
    st = store_statement(s, SQL_ADD_OUTLET, e);
    if (!st)
        return -1;
    store_bind(st, 1, name);
    return store_run(s, st, e) ? -1 : sqlite3_last_insert_rowid(s->db);
}

static bool id_is_taken(struct store *s, struct str id)
{
    struct err ignored;
    sqlite3_stmt *st = store_statement(s, SQL_FIND_ID, &ignored);
    if (!st)
        return true;
    store_bind(st, 1, id);
    return store_number(s, st, 0) != 0;
}

// An id may stand in an address and on a command line: printable, no blanks, not too long.
static bool id_is_fit(struct str id)
{
    if (id.n == 0 || id.n > 200 || id.p[0] == '-')
        return false;
    for (size_t i = 0; i < id.n; i++)
        if ((unsigned char)id.p[i] <= ' ' || id.p[i] == 0x7F || id.p[i] == '/' || id.p[i] == '?' ||
            id.p[i] == '#')
            return false;
    return true;
}

// The given id where it is fit and free, else the key: a publisher's "17" never takes another's.
static struct str choose_id(struct store *s, struct arena *a, const struct prepared *p,
                            const struct key *key)
{
    struct str id = p->record.id;
    if (id_is_fit(id) && !id_is_taken(s, id))
        return id;
    id = key_hex(a, key, KEY_BYTES / 2);
    return id_is_taken(s, id) ? key_hex(a, key, KEY_BYTES) : id;
}

static enum err_code add_row(struct store *s, const struct prepared *p, const struct key *key,
                             int64_t outlet, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_ADD_ARTICLE, e);
    if (!st)
        return ERR_STORE;
    struct arena a = {0};
    const struct record *r = &p->record;
    store_bind(st, 1, choose_id(s, &a, p, key));
    sqlite3_bind_blob(st, 2, key->bytes, KEY_BYTES, SQLITE_STATIC);
    store_bind(st, 3, r->guid);
    store_bind(st, 4, r->url);
    store_bind(st, 5, r->title);
    if (outlet)
        sqlite3_bind_int64(st, 6, outlet);
    store_bind(st, 7, r->byline);
    store_bind(st, 8, r->lang);
    if (r->published_at != STORE_NO_TIME)
        sqlite3_bind_int64(st, 9, r->published_at);
    sqlite3_bind_int64(st, 10, r->added_at);
    sqlite3_bind_int64(st, 11, (int64_t)p->terms.words);
    enum err_code code = store_run(s, st, e);
    arena_release(&a);
    return code;
}

static enum err_code add_body(struct store *s, const struct prepared *p, int64_t row, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_ADD_BODY, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_blob64(st, 2, p->text.p, p->text.n, SQLITE_STATIC);
    if (p->reading.n)
        sqlite3_bind_blob64(st, 3, p->reading.p, p->reading.n, SQLITE_STATIC);
    return store_run(s, st, e);
}

static enum err_code add_signature(struct store *s, const struct terms *t, int64_t row,
                                   struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_ADD_SIGNATURE, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    sqlite3_bind_int64(st, 2, t->signature.shingles);
    sqlite3_bind_blob(st, 3, t->signature.bins, sizeof t->signature.bins, SQLITE_STATIC);
    return store_run(s, st, e);
}

static enum err_code write_terms(struct store *s, enum sql which, const struct terms *t,
                                 int64_t row, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, which, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    store_bind(st, 2, t->title);
    store_bind(st, 3, t->body);
    return store_run(s, st, e);
}

static const char *const entity_type_names[] = {
#define X(name, text) text,
    ENTITY_TYPES(X)
#undef X
};
static const char *const quote_kind_names[] = {"direct", "partial", "indirect"};

static enum err_code add_phrases(struct store *s, const struct prepared *p, int64_t row,
                                 struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < p->record.facts.keyphrase_count && !code; i++) {
        sqlite3_stmt *st = store_statement(s, SQL_ADD_PHRASE, e);
        if (!st)
            return ERR_STORE;
        sqlite3_bind_int64(st, 1, row);
        sqlite3_bind_int64(st, 2, (int64_t)i);
        store_bind(st, 3, p->record.facts.keyphrases[i].text);
        sqlite3_bind_double(st, 4, p->record.facts.keyphrases[i].score);
        code = store_run(s, st, e);
    }
    return code;
}

static enum err_code add_entities(struct store *s, const struct prepared *p, int64_t row,
                                  struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < p->record.facts.entity_count && !code; i++) {
        const struct entity *entity = &p->record.facts.entities[i];
        int64_t who;
        code = names_who(s, &p->names[i], &who, e);
        sqlite3_stmt *st = code ? NULL : store_statement(s, SQL_ADD_ENTITY, e);
        if (!st)
            return ERR_STORE;
        sqlite3_bind_int64(st, 1, row);
        store_bind(st, 2, p->folded_names[i]);
        store_bind(st, 3, entity->name);
        store_bind(st, 4, str_from_cstr(entity_type_names[entity->type]));
        sqlite3_bind_int64(st, 5, (int64_t)entity->mentions.n);
        store_bind(st, 6, entity->role);
        names_bind(st, 7, who);
        code = store_run(s, st, e);
    }
    return code;
}

static enum err_code add_quotes(struct store *s, const struct prepared *p, int64_t row,
                                struct err *e)
{
    enum err_code code = ERR_NONE;
    for (size_t i = 0; i < p->record.facts.quote_count && !code; i++) {
        const struct quote *q = &p->record.facts.quotes[i];
        int64_t who;
        code = names_who(s, &p->speakers[i], &who, e);
        sqlite3_stmt *st = code ? NULL : store_statement(s, SQL_ADD_QUOTE, e);
        if (!st)
            return ERR_STORE;
        sqlite3_bind_int64(st, 1, row);
        sqlite3_bind_int64(st, 2, (int64_t)q->at.start);
        sqlite3_bind_int64(st, 3, (int64_t)q->at.end);
        store_bind(st, 4, str_from_cstr(quote_kind_names[q->kind]));
        store_bind(st, 5, p->folded_speakers[i]);
        store_bind(st, 6, q->speaker.name);
        store_bind(st, 7, q->speaker.role);
        store_bind(st, 8, q->cue);
        store_bind(st, 9, p->quoted[i]);
        names_bind(st, 10, who);
        code = store_run(s, st, e);
    }
    return code;
}

static enum err_code find_key(struct store *s, const struct key *key, int64_t *row, struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FIND_KEY, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_blob(st, 1, key->bytes, KEY_BYTES, SQLITE_STATIC);
    *row = store_number(s, st, 0);
    return ERR_NONE;
}

// True where the stored article was given an id of its own, and another than this one.
static bool has_other_id(struct store *s, int64_t row, const struct prepared *p)
{
    struct err ignored;
    sqlite3_stmt *st = p->record.id.n ? store_statement(s, SQL_GIVEN_ID, &ignored) : NULL;
    if (!st)
        return false;
    sqlite3_bind_int64(st, 1, row);
    store_bind(st, 2, p->record.id);
    return store_number(s, st, 0) != 0;
}

// What `export` gave out has our own id as its id: the hex of the key.  Row of that article, or 0.
static int64_t row_of_own_id(struct store *s, const struct prepared *p)
{
    struct err ignored;
    sqlite3_stmt *st = p->record.id.n ? store_statement(s, SQL_FIND_OWN_ID, &ignored) : NULL;
    if (!st)
        return 0;
    store_bind(st, 1, p->record.id);
    return store_number(s, st, 0);
}

// An archive may hold two articles at one address under two ids of its own; then the ids tell them
// apart.
static enum err_code choose_key(struct store *s, const struct prepared *p, const struct key **key,
                                int64_t *row, struct err *e)
{
    *key = &p->key;
    *row = row_of_own_id(s, p);
    enum err_code code = *row ? ERR_NONE : find_key(s, *key, row, e);
    if (code || !*row || !has_other_id(s, *row, p))
        return code;
    *key = &p->id_key;
    return find_key(s, *key, row, e);
}

enum err_code store_add(struct store *s, const struct prepared *p, enum added *out, int64_t *row,
                        struct err *e)
{
    const struct key *key;
    enum err_code code = choose_key(s, p, &key, row, e);
    if (code)
        return code;
    *out = *row ? ADDED_KNOWN : ADDED_NEW;
    if (*row)
        return ERR_NONE;
    int64_t outlet = outlet_of(s, p->record.outlet, e);
    if (outlet < 0 || add_row(s, p, key, outlet, e))
        return ERR_STORE;
    *row = sqlite3_last_insert_rowid(s->db);
    if (add_body(s, p, *row, e) || add_signature(s, &p->terms, *row, e) ||
        write_terms(s, SQL_ADD_WORDS, &p->terms, *row, e) || add_phrases(s, p, *row, e) ||
        add_entities(s, p, *row, e) || add_quotes(s, p, *row, e) || names_add(s, p, *row, e))
        return ERR_STORE;
    return ERR_NONE;
}

enum err_code store_delete(struct store *s, int64_t row, struct err *e)
{
    static const enum sql deletions[] = {
        SQL_DELETE_ARTICLE,  SQL_DELETE_BODY,   SQL_DELETE_SIGNATURE, SQL_DELETE_PHRASES,
        SQL_DELETE_ENTITIES, SQL_DELETE_QUOTES, SQL_DELETE_ROLES,     SQL_DELETE_LATIN,
        SQL_DELETE_VERSIONS, SQL_DELETE_LOOKS};
    struct arena a = {0};
    struct record r;
    if (!analysis_is_current(s))
        return err_set(e, ERR_STORE,
                       "%s: the index was made by another version; run 'isnad reindex'", s->path);
    enum err_code code = store_get_row(s, &a, row, &r, e);
    if (!code) {
        struct terms t = terms_of(&a, s->cache, r.title, r.text);
        code = write_terms(s, SQL_DELETE_WORDS, &t, row, e);
    }
    for (size_t i = 0; i < COUNT_OF(deletions) && !code; i++) {
        sqlite3_stmt *st = store_statement(s, deletions[i], e);
        if (st)
            sqlite3_bind_int64(st, 1, row);
        code = st ? store_run(s, st, e) : ERR_STORE;
    }
    if (!code) {
        sqlite3_stmt *st = store_statement(s, SQL_COUNT_DELETION, e);
        code = st ? store_run(s, st, e) : ERR_STORE;
    }
    arena_release(&a);
    return code;
}

enum err_code store_index_row(struct store *s, const struct record *r, struct arena *a,
                              struct err *e)
{
    struct terms t = terms_of(a, s->cache, r->title, r->text);
    enum err_code code = write_terms(s, SQL_ADD_WORDS, &t, r->row, e);
    return code ? code : add_signature(s, &t, r->row, e);
}

// --- out ----------------------------------------------------------------------------------------

enum err_code store_head(struct store *s, struct arena *a, int64_t row, struct record *out,
                         struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_HEAD, e);
    if (!st)
        return ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    int code = sqlite3_step(st);
    if (code == SQLITE_ROW)
        *out = (struct record){
            .row = sqlite3_column_int64(st, 0),
            .id = store_column(a, st, 1),
            .guid = store_column(a, st, 2),
            .url = store_column(a, st, 3),
            .title = store_column(a, st, 4),
            .outlet = store_column(a, st, 5),
            .byline = store_column(a, st, 6),
            .lang = store_column(a, st, 7),
            .published_at = sqlite3_column_type(st, 8) == SQLITE_NULL ? STORE_NO_TIME
                                                                      : sqlite3_column_int64(st, 8),
            .added_at = sqlite3_column_int64(st, 9),
        };
    enum err_code failed = code == SQLITE_ROW    ? ERR_NONE
                           : code == SQLITE_DONE ? err_set(e, ERR_NOT_FOUND, "no such article")
                                                 : store_failed(s, e);
    sqlite3_reset(st);
    return failed;
}

enum err_code store_get_row(struct store *s, struct arena *a, int64_t row, struct record *out,
                            struct err *e)
{
    struct record r;
    enum err_code code = store_head(s, a, row, &r, e);
    sqlite3_stmt *st = code ? NULL : store_statement(s, SQL_BODY, e);
    if (!st)
        return code ? code : ERR_STORE;
    sqlite3_bind_int64(st, 1, row);
    if (sqlite3_step(st) == SQLITE_ROW) {
        r.text = text_unpack(a, store_column(a, st, 0));
        r.reading = text_unpack(a, store_column(a, st, 1));
    }
    sqlite3_reset(st);
    *out = r;
    return ERR_NONE;
}

// The one row whose id starts with `id`; 0: none or several.
static int64_t row_of_prefix(struct store *s, struct str id, struct err *e)
{
    struct arena a = {0};
    sqlite3_stmt *st = store_statement(s, SQL_FIND_PREFIX, e);
    int64_t row = 0;
    if (st && id.n >= 4) {
        store_bind(st, 1, id);
        store_bind(st, 2, arena_printf(&a, "%.*s\xf4\x8f\xbf\xbf", STR_ARGS(id)));
        if (sqlite3_step(st) == SQLITE_ROW)
            row = sqlite3_column_int64(st, 0);
        if (row && sqlite3_step(st) == SQLITE_ROW)
            row = 0;
        sqlite3_reset(st);
    }
    arena_release(&a);
    return row;
}

enum err_code store_get(struct store *s, struct arena *a, struct str id, struct record *out,
                        struct err *e)
{
    sqlite3_stmt *st = store_statement(s, SQL_FIND_ID, e);
    if (!st)
        return ERR_STORE;
    store_bind(st, 1, id);
    int64_t row = store_number(s, st, 0);
    if (!row)
        row = row_of_prefix(s, id, e);
    return row ? store_get_row(s, a, row, out, e)
               : err_set(e, ERR_NOT_FOUND, "there is no article '%.*s'", STR_ARGS(id));
}

enum err_code store_each(struct store *s, store_each_fn fn, void *context, struct err *e)
{
    struct arena a = {0};
    enum err_code code = ERR_NONE;
    for (int64_t row = 0;;) {
        sqlite3_stmt *st = store_statement(s, SQL_EACH_ROW, e);
        if (!st) {
            code = ERR_STORE;
            break;
        }
        sqlite3_bind_int64(st, 1, row);
        row = store_number(s, st, 0);
        struct record r;
        if (!row || (code = store_get_row(s, &a, row, &r, e)) != ERR_NONE || !fn(context, &r))
            break;
        arena_reset(&a);
    }
    arena_release(&a);
    return code;
}
