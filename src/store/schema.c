// schema: the tables and how a store of an older version becomes a new one.
//
// PRAGMA user_version counts the migrations that have run.  Each runs in a transaction of its own
// with the counter, so that a store is of the old version or of the new one, never between.  To add
// tables, append a row to `migrations`; rows are never changed once released.  docs/SCHEMA.md
// describes every table and column.
#include <assert.h>

#include "base/log.h"
#include "store/store_int.h"

static const char *const migrations[] = {
    // 1: articles and their index.  page_size 4096 is SQLite's own; bodies are small once deflated.
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "INSERT INTO meta VALUES('deletions', 0);"
    "CREATE TABLE outlets(outlet INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE articles("
    " row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key BLOB NOT NULL UNIQUE,"
    " guid TEXT, url TEXT, title TEXT, outlet INTEGER REFERENCES outlets, byline TEXT, lang TEXT,"
    " published_at INTEGER, added_at INTEGER NOT NULL, length INTEGER NOT NULL);"
    "CREATE INDEX articles_columns ON articles(outlet, published_at, length, lang);"
    "CREATE TABLE bodies(row INTEGER PRIMARY KEY, text BLOB NOT NULL, reading BLOB);"
    "CREATE TABLE signatures(row INTEGER PRIMARY KEY, shingles INTEGER NOT NULL,"
    " bins BLOB NOT NULL);"
    "CREATE TABLE phrases(row INTEGER, rank INTEGER, text TEXT NOT NULL, score REAL NOT NULL,"
    " PRIMARY KEY(row, rank)) WITHOUT ROWID;"
    "CREATE TABLE entities(row INTEGER, folded TEXT, name TEXT NOT NULL, type TEXT NOT NULL,"
    " mentions INTEGER NOT NULL, role TEXT, PRIMARY KEY(row, folded)) WITHOUT ROWID;"
    "CREATE INDEX entities_name ON entities(folded, type);"
    "CREATE TABLE quotes(row INTEGER, start INTEGER, end INTEGER, kind TEXT NOT NULL,"
    " speaker_folded TEXT, speaker TEXT, role TEXT, cue TEXT, text TEXT NOT NULL,"
    " PRIMARY KEY(row, start, end)) WITHOUT ROWID;"
    "CREATE INDEX quotes_speaker ON quotes(speaker_folded);"
    "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', columnsize=0,"
    " tokenize='isnad');"
    "INSERT INTO words(words, rank) VALUES('hashsize', 67108864);"
    "CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, row);",
    // 2: what is collected.  guid and content are 64-bit hashes (base/hash.h).
    "CREATE TABLE feeds("
    " feed INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, title TEXT, site TEXT, outlet TEXT,"
    " etag TEXT, last_modified TEXT, added_at INTEGER NOT NULL, next_at INTEGER NOT NULL,"
    " tried_at INTEGER, good_at INTEGER, new_at INTEGER, interval_s INTEGER NOT NULL,"
    " status INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, error TEXT,"
    " gone INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX feeds_due ON feeds(gone, next_at);"
    "CREATE TABLE feed_items(feed INTEGER, guid INTEGER, content INTEGER NOT NULL, row INTEGER,"
    " seen_at INTEGER NOT NULL, PRIMARY KEY(feed, guid)) WITHOUT ROWID;"
    "CREATE TABLE pages_due("
    " page INTEGER PRIMARY KEY, due_at INTEGER NOT NULL, feed INTEGER NOT NULL,"
    " guid INTEGER NOT NULL, url TEXT NOT NULL, title TEXT, summary TEXT, byline TEXT,"
    " published_at INTEGER, row INTEGER, round INTEGER NOT NULL DEFAULT 0,"
    " tries INTEGER NOT NULL DEFAULT 0, UNIQUE(feed, guid));"
    "CREATE INDEX pages_due_at ON pages_due(due_at);"
    "CREATE TABLE versions(row INTEGER, seen_at INTEGER, title TEXT, text TEXT,"
    " PRIMARY KEY(row, seen_at)) WITHOUT ROWID;"
    "CREATE TABLE robots(origin TEXT PRIMARY KEY, status INTEGER NOT NULL, body TEXT,"
    " fetched_at INTEGER NOT NULL) WITHOUT ROWID;",
    // 3: items that have left their feed, how many there were, and feeds that a hub pushes.
    "ALTER TABLE feed_items ADD COLUMN left_at INTEGER;"
    "ALTER TABLE feeds ADD COLUMN items INTEGER NOT NULL DEFAULT 0;"
    "UPDATE feeds SET items ="
    " (SELECT count(*) FROM feed_items i WHERE i.feed = feeds.feed AND i.seen_at > 0);"
    "CREATE TABLE subscriptions("
    " token TEXT PRIMARY KEY, feed INTEGER UNIQUE, hub TEXT NOT NULL, topic TEXT NOT NULL,"
    " secret TEXT NOT NULL, state INTEGER NOT NULL, next_at INTEGER NOT NULL,"
    " tries INTEGER NOT NULL DEFAULT 0, lease_until INTEGER, error TEXT) WITHOUT ROWID;"
    "CREATE INDEX subscriptions_due ON subscriptions(next_at);",
    // 4: names that meet across articles and scripts, and the roles that articles state.
    "CREATE TABLE names(who INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " sound TEXT, last TEXT);"
    "CREATE INDEX names_sound ON names(sound) WHERE sound IS NOT NULL;"
    "CREATE INDEX names_last ON names(last) WHERE last IS NOT NULL;"
    "ALTER TABLE entities ADD COLUMN who INTEGER;"
    "CREATE INDEX entities_who ON entities(who) WHERE who IS NOT NULL;"
    "ALTER TABLE quotes ADD COLUMN who INTEGER;"
    "CREATE INDEX quotes_who ON quotes(who) WHERE who IS NOT NULL;"
    "CREATE TABLE roles(row INTEGER, who INTEGER, role TEXT, state TEXT NOT NULL,"
    " PRIMARY KEY(row, who, role)) WITHOUT ROWID;"
    "CREATE INDEX roles_who ON roles(who);"
    "CREATE TABLE latin_names(row INTEGER, who INTEGER, mentions INTEGER NOT NULL,"
    " stated INTEGER, PRIMARY KEY(row, who)) WITHOUT ROWID;"
    "CREATE INDEX latin_names_who ON latin_names(who);"
    "CREATE INDEX latin_names_stated ON latin_names(stated) WHERE stated IS NOT NULL;",
};

// The migration after which the names of a store that has articles are keyed.
enum { NAMES_VERSION = 4 };

// What version 3 knew of roles; those behind a name come with the articles of later days.
static const char roles_of_old[] =
    "INSERT OR IGNORE INTO roles(row, who, role, state) SELECT row, who, role,"
    " CASE WHEN role LIKE '%السابق%' OR role LIKE '%الأسبق%' OR role LIKE '%الاسبق%' OR"
    " role LIKE '%الراحل%' THEN 'former' WHEN role LIKE '%بالوكالة%' OR role LIKE '%المكلف%'"
    " THEN 'acting' WHEN role LIKE '%المنتخب%' THEN 'elect' ELSE 'current' END"
    " FROM entities WHERE who IS NOT NULL AND role <> '' AND type = 'PERS'";

static int user_version(struct store *s)
{
    int version = -1;
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        version = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    return version;
}

static enum err_code migrate(struct store *s, int version, struct err *e)
{
    assert(version >= 0 && (size_t)version < COUNT_OF(migrations));
    char done[64];
    snprintf(done, sizeof done, "PRAGMA user_version = %d; COMMIT", version + 1);
    enum err_code code = store_exec(s, "BEGIN IMMEDIATE", e);
    if (code)
        return code;
    // Another process may have been first.
    if (user_version(s) > version)
        return store_exec(s, "ROLLBACK", e);
    code = store_exec(s, migrations[version], e);
    if (!code && version == 0)
        code = analysis_note(s, e);
    if (!code && version + 1 == NAMES_VERSION)
        code = names_relink(s, e);
    if (!code && version + 1 == NAMES_VERSION)
        code = store_exec(s, roles_of_old, e);
    if (!code)
        code = store_exec(s, done, e);
    if (code)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return code;
}

enum err_code schema_open(struct store *s, struct err *e)
{
    const int newest = (int)COUNT_OF(migrations);
    int version = user_version(s);
    if (version < 0)
        return store_failed(s, e);
    if (version > newest)
        return err_set(e, ERR_STORE, "the store %s is of version %d, this program knows up to %d",
                       s->path, version, newest);
    if (s->mode == STORE_READ && version < newest)
        return err_set(e, ERR_STORE,
                       "the store %s is of version %d and must be brought to %d: run 'isnad check'",
                       s->path, version, newest);
    enum err_code code = ERR_NONE;
    for (; !code && version < newest; version = user_version(s))
        code = migrate(s, version, e);
    if (!code && s->mode != STORE_READ && !analysis_is_current(s))
        log_line(LOG_WARN,
                 "%s: words are analysed differently since it was made; run 'isnad reindex'",
                 s->path);
    if (!code && s->mode != STORE_READ && !names_are_current(s))
        log_line(LOG_WARN,
                 "%s: names are joined differently since it was made; run 'isnad reindex'",
                 s->path);
    return code;
}
