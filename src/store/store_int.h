// store_int: what the files of store/ share.
#ifndef STORE_STORE_INT_H
#define STORE_STORE_INT_H

#include <sqlite3.h>

#include "base/buf.h"
#include "base/err.h"
#include "relate/signature.h"
#include "store/columns.h"
#include "store/key.h"
#include "store/store.h"

// X(NAME, SQL): statements that are prepared once and kept.
#define STATEMENTS(X)                                                                              \
    X(SQL_BEGIN, "BEGIN IMMEDIATE")                                                                \
    X(SQL_COMMIT, "COMMIT")                                                                        \
    X(SQL_ROLLBACK, "ROLLBACK")                                                                    \
    X(SQL_FIND_KEY, "SELECT row FROM articles WHERE key = ?1")                                     \
    X(SQL_FIND_ID, "SELECT row FROM articles WHERE id = ?1")                                       \
    X(SQL_FIND_PREFIX, "SELECT row FROM articles WHERE id >= ?1 AND id < ?2 LIMIT 2")              \
    X(SQL_FIND_OWN_ID,                                                                             \
      "SELECT row FROM articles WHERE id = ?1 AND lower(hex(key)) LIKE id || '%'")                 \
    X(SQL_GIVEN_ID, "SELECT 1 FROM articles WHERE row = ?1 AND id = guid AND id <> ?2")            \
    X(SQL_FIND_OUTLET, "SELECT outlet FROM outlets WHERE name = ?1")                               \
    X(SQL_ADD_OUTLET, "INSERT INTO outlets(name) VALUES(?1)")                                      \
    X(SQL_ADD_ARTICLE,                                                                             \
      "INSERT INTO articles(id, key, guid, url, title, outlet, byline, lang, published_at,"        \
      " added_at, length) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")                   \
    X(SQL_ADD_BODY, "INSERT INTO bodies(row, text, reading) VALUES(?1, ?2, ?3)")                   \
    X(SQL_ADD_SIGNATURE, "INSERT INTO signatures(row, shingles, bins) VALUES(?1, ?2, ?3)")         \
    X(SQL_ADD_WORDS, "INSERT INTO words(rowid, title, body) VALUES(?1, ?2, ?3)")                   \
    X(SQL_DELETE_WORDS,                                                                            \
      "INSERT INTO words(words, rowid, title, body) VALUES('delete', ?1, ?2, ?3)")                 \
    X(SQL_ADD_PHRASE, "INSERT INTO phrases(row, rank, text, score) VALUES(?1, ?2, ?3, ?4)")        \
    X(SQL_PHRASES, "SELECT text, score FROM phrases WHERE row = ?1 ORDER BY rank")                 \
    X(SQL_OUTLET_PHRASES,                                                                          \
      "SELECT row, text FROM phrases WHERE row IN (SELECT b.row FROM articles a, articles b"       \
      " WHERE a.row = ?1 AND b.outlet = a.outlet AND b.row <> ?1"                                  \
      " ORDER BY b.published_at DESC LIMIT 100) ORDER BY row")                                     \
    X(SQL_ADD_ENTITY,                                                                              \
      "INSERT OR IGNORE INTO entities(row, folded, name, type, mentions, role, who)"               \
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")                                                       \
    X(SQL_ADD_QUOTE,                                                                               \
      "INSERT OR IGNORE INTO quotes(row, start, end, kind, speaker_folded, speaker, role, cue,"    \
      " text, who) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")                               \
    X(SQL_FIND_NAME, "SELECT who FROM names WHERE key = ?1")                                       \
    X(SQL_ADD_NAME, "INSERT INTO names(key, name, sound, last) VALUES(?1, ?2, ?3, ?4)")            \
    X(SQL_NAME_IS_SOUND, "SELECT 1 FROM names WHERE who = ?1 AND sound IS NOT NULL")               \
    X(SQL_GIVE_SOUND, "UPDATE names SET sound = ?2, last = ?3 WHERE who = ?1")                     \
    X(SQL_NAME_ARTICLES, "SELECT count(*) FROM entities WHERE who = ?1")                           \
    X(SQL_ADD_ROLE, "INSERT OR IGNORE INTO roles(row, who, role, state) VALUES(?1, ?2, ?3, ?4)")   \
    X(SQL_ADD_LATIN,                                                                               \
      "INSERT OR IGNORE INTO latin_names(row, who, mentions, stated) VALUES(?1, ?2, ?3, ?4)")      \
    X(SQL_DELETE_ROLES, "DELETE FROM roles WHERE row = ?1")                                        \
    X(SQL_DELETE_LATIN, "DELETE FROM latin_names WHERE row = ?1")                                  \
    X(SQL_NAMES_VERSION, "SELECT value FROM meta WHERE name = 'names'")                            \
    X(SQL_NOTE_NAMES, "INSERT OR REPLACE INTO meta VALUES('names', ?1)")                           \
    X(SQL_DELETE_ARTICLE, "DELETE FROM articles WHERE row = ?1")                                   \
    X(SQL_DELETE_BODY, "DELETE FROM bodies WHERE row = ?1")                                        \
    X(SQL_DELETE_SIGNATURE, "DELETE FROM signatures WHERE row = ?1")                               \
    X(SQL_DELETE_PHRASES, "DELETE FROM phrases WHERE row = ?1")                                    \
    X(SQL_DELETE_ENTITIES, "DELETE FROM entities WHERE row = ?1")                                  \
    X(SQL_DELETE_QUOTES, "DELETE FROM quotes WHERE row = ?1")                                      \
    X(SQL_DELETE_VERSIONS, "DELETE FROM versions WHERE row = ?1")                                  \
    X(SQL_DELETE_LOOKS, "DELETE FROM pages_due WHERE row = ?1")                                    \
    X(SQL_COUNT_DELETION, "UPDATE meta SET value = value + 1 WHERE name = 'deletions'")            \
    X(SQL_HEAD, "SELECT row, id, guid, url, title, o.name, byline, lang, published_at, added_at"   \
                " FROM articles a LEFT JOIN outlets o ON o.outlet = a.outlet WHERE row = ?1")      \
    X(SQL_BODY, "SELECT text, reading FROM bodies WHERE row = ?1")                                 \
    X(SQL_EACH_ROW, "SELECT row FROM articles WHERE row > ?1 ORDER BY row LIMIT 1")                \
    X(SQL_MATCH,                                                                                   \
      "SELECT isnad_hit(words, ?1) FROM words WHERE words MATCH ?2 AND rowid BETWEEN ?3 AND ?4")   \
    X(SQL_MATCH_NEWEST,                                                                            \
      "SELECT isnad_hit(words, ?1) FROM words WHERE words MATCH ?2 AND rowid BETWEEN ?3 AND ?4"    \
      " ORDER BY rowid DESC")                                                                      \
    X(SQL_DF, "SELECT doc FROM word_counts WHERE term = ?1")                                       \
    X(SQL_DATA_VERSION, "PRAGMA data_version")                                                     \
    X(SQL_DELETIONS, "SELECT value FROM meta WHERE name = 'deletions'")                            \
    X(SQL_ANALYSIS, "SELECT value FROM meta WHERE name = 'analysis'")                              \
    X(SQL_NOTE_ANALYSIS, "INSERT OR REPLACE INTO meta VALUES('analysis', ?1)")                     \
    X(SQL_COLUMNS_SINCE,                                                                           \
      "SELECT row, outlet, published_at, length, lang FROM articles WHERE row > ?1")               \
    X(SQL_FEED_PUT_OFF, "UPDATE feeds SET next_at = ?1 WHERE feed = ?2")                           \
    X(SQL_FEED_KNOWN, "SELECT 1 FROM feeds WHERE feed = ?1")                                       \
    X(SQL_FEED_UPDATE,                                                                             \
      "UPDATE feeds SET url = CASE WHEN EXISTS(SELECT 1 FROM feeds f WHERE f.url = ?2 AND"         \
      " f.feed <> ?1) THEN url ELSE ?2 END, title = ?3, site = ?4, outlet = ?5, etag = ?6,"        \
      " last_modified = ?7, error = ?8, next_at = ?9, tried_at = ?10, good_at = ?11,"              \
      " new_at = ?12, interval_s = ?13, status = ?14, failures = ?15, gone = ?16 WHERE feed = ?1") \
    X(SQL_FEED_NEWS, "UPDATE feeds SET new_at = ?1 WHERE feed = ?2")                               \
    X(SQL_FEED_COUNT_ITEMS, "UPDATE feeds SET items = items + ?1 WHERE feed = ?2")                 \
    X(SQL_FEED_ITEMS, "SELECT guid, content, row, left_at FROM feed_items WHERE feed = ?1"         \
                      " ORDER BY guid")                                                            \
    X(SQL_FEED_ITEM_LEFT, "UPDATE feed_items SET left_at = ?3 WHERE feed = ?1 AND guid = ?2")      \
    X(SQL_FEED_ITEM_FORGET, "DELETE FROM feed_items WHERE feed = ?1 AND guid = ?2")                \
    X(SQL_FEED_ITEMS_SINCE, "SELECT count(*) FROM feed_items WHERE feed = ?1 AND seen_at > ?2")    \
    X(SQL_FEED_ITEM_SET, "INSERT INTO feed_items(feed, guid, content, row, seen_at, left_at)"      \
                         " VALUES(?1, ?2, ?3, ?4, ?5, ?6)"                                         \
                         " ON CONFLICT(feed, guid) DO UPDATE SET content = ?3, row = ?4")          \
    X(SQL_PAGE_PLAN,                                                                               \
      "INSERT OR REPLACE INTO pages_due(due_at, feed, guid, url, title, summary, byline,"          \
      " published_at, row, round, tries) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")    \
    X(SQL_PAGE_DONE, "DELETE FROM pages_due WHERE page = ?1")                                      \
    X(SQL_PAGE_PUT_OFF, "UPDATE pages_due SET due_at = ?1 WHERE page = ?2")                        \
    X(SQL_NEXT_DUE, "SELECT min(t) FROM (SELECT min(next_at) AS t FROM feeds WHERE"                \
                    " gone = 0 UNION ALL SELECT min(due_at) FROM pages_due)")                      \
    X(SQL_VERSION_ADD,                                                                             \
      "INSERT OR REPLACE INTO versions(row, seen_at, title, text) VALUES(?1, ?2, ?3, ?4)")         \
    X(SQL_VERSIONS, "SELECT seen_at, title, text FROM versions WHERE row = ?1 ORDER BY seen_at")   \
    X(SQL_LATEST_VERSION, "SELECT seen_at, title, text FROM versions WHERE row = ?1"               \
                          " ORDER BY seen_at DESC LIMIT 1")                                        \
    X(SQL_ROBOTS_GET, "SELECT status, body, fetched_at FROM robots WHERE origin = ?1")             \
    X(SQL_COUNT_UP,                                                                                \
      "INSERT INTO meta VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = value + ?2")        \
    X(SQL_COLUMNS_ALL,                                                                             \
      "SELECT row, outlet, published_at, length, lang FROM articles INDEXED BY articles_columns")

enum sql {
#define X(name, text) name,
    STATEMENTS(X)
#undef X
        SQL_COUNT
};

struct store {
    sqlite3 *db;
    enum store_mode mode;
    char path[4096];
    sqlite3_stmt *statements[SQL_COUNT];
    struct columns columns;
    struct df_cache *df;
    struct token_cache *cache;
    bool in_transaction;
};

// A kept statement, reset; NULL, with e filled, where the database does not take it.
sqlite3_stmt *store_statement(struct store *s, enum sql which, struct err *e);
// Runs a statement that gives no rows.
WARN_UNUSED enum err_code store_run(struct store *s, sqlite3_stmt *st, struct err *e);
WARN_UNUSED enum err_code store_exec(struct store *s, const char *sql, struct err *e);
// A statement for one call; NULL, with e filled.  Run to its end and freed (NULL: ERR_STORE).
sqlite3_stmt *store_sql(struct store *s, const char *sql, struct err *e);
WARN_UNUSED enum err_code store_run_once(struct store *s, sqlite3_stmt *st, struct err *e);
// The error of the connection as one of ours: busy, full disk, damage.
enum err_code store_failed(struct store *s, struct err *e);
// A single number; `fallback` where there is no row.
int64_t store_number(struct store *s, sqlite3_stmt *st, int64_t fallback);

// .p NULL is bound as NULL.  The bytes must live until the statement is reset.
void store_bind(sqlite3_stmt *st, int at, struct str s);
// STORE_NO_TIME is NULL.
void store_bind_time(sqlite3_stmt *st, int at, int64_t seconds);
int64_t store_column_time(sqlite3_stmt *st, int at);
// A copy in the arena; NULL gives .p NULL.
struct str store_column(struct arena *a, sqlite3_stmt *st, int at);

// schema.c: brings the database to the newest version (STORE_WRITE), or refuses one it cannot read.
WARN_UNUSED enum err_code schema_open(struct store *s, struct err *e);
// tokenizer.c
WARN_UNUSED enum err_code tokenizer_register(struct store *s, struct err *e);
// scorer.c: the FTS5 function isnad_hit(words, pointer to a struct scorer), called for each match.
void scorer_on_hit(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context,
                   int count, sqlite3_value **values);

// pack.c: terms as the tokenizer reads them, one to a line ('=' before a surface; .p NULL: none),
// and compressed texts.
void terms_add(struct buf *out, struct str stem, struct str norm);
struct str text_pack(struct arena *a, struct str text);
struct str text_unpack(struct arena *a, struct str packed);

// The row's terms as they were indexed, for deletion and for reindex.
struct terms {
    struct str title, body;
    size_t words;
    struct signature signature;
};
struct terms terms_of(struct arena *a, struct token_cache *cache, struct str title,
                      struct str text);

// A name by its key (read/name_key.h); .key empty: none.  `sound` is that of a person.
struct name_id {
    struct str key, name, sound;
};
struct role_row {
    size_t entity;
    struct str text;
    enum role_state state;
};
struct latin_row {
    struct name_id id;
    size_t mentions, stated; // stated: 1 + the entity that it is said to be; 0: none
};

// What travels between processes is listed in prepared.c.
struct prepared {
    struct record record;
    struct key key, id_key;   // id_key: for a second article at one address
    struct str text, reading; // packed
    struct terms terms;
    struct str *folded_names, *folded_speakers;
    struct str *quoted;               // the words of each quote
    struct name_id *names, *speakers; // one an entity, one a quote
    struct role_row *roles;
    size_t role_count;
    struct latin_row *latin;
    size_t latin_count;
};

// name_rows.c: fills the names of p, whose folded names are there; writes roles and Latin names.
void names_prepare(struct arena *a, struct prepared *p);
WARN_UNUSED enum err_code names_add(struct store *s, const struct prepared *p, int64_t row,
                                    struct err *e);
// The number of a name, made where it is new; 0 for one without a key.
WARN_UNUSED enum err_code names_who(struct store *s, const struct name_id *id, int64_t *who,
                                    struct err *e);
// 0 is bound as NULL.
void names_bind(sqlite3_stmt *st, int at, int64_t who);
// The functions that SQL makes keys with; all rows keyed anew, within a transaction; whether the
// keys are those that this program makes.
WARN_UNUSED enum err_code names_register(struct store *s, struct err *e);
WARN_UNUSED enum err_code names_relink(struct store *s, struct err *e);
WARN_UNUSED enum err_code names_note(struct store *s, struct err *e);
bool names_are_current(struct store *s);

// analysis.c: whether the index was made with the stems and folded words that this program makes;
// to be called with the version noted after the index was made anew.
bool analysis_is_current(struct store *s);
WARN_UNUSED enum err_code analysis_note(struct store *s, struct err *e);

// article.c: writes index and signature of a stored article anew.
WARN_UNUSED enum err_code store_index_row(struct store *s, const struct record *r, struct arena *a,
                                          struct err *e);

#endif
