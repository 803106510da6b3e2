// store: where articles live.  SQLite is the truth; the full-text index is derived from it and is
// written in the same transaction (design.md section 10, docs/SCHEMA.md).
//
// `where` names a store: a folder (its file is isnad.db), a path that ends in .db, either with
// "sqlite:" before it; ":memory:" is gone when closed; NULL is $XDG_DATA_HOME/isnad.  A handle
// belongs to one thread; any number of handles may read while one writes.  Views in results live in
// the caller's arena.
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/civil.h"
#include "base/err.h"
#include "model.h"

struct token_cache;
struct store;
struct wire_table;
struct sqlite3;

enum store_mode {
    STORE_READ,  // must exist
    STORE_WRITE, // made where it is missing; brought to the newest schema
    STORE_CARE,  // must exist; brought to the newest schema
};

WARN_UNUSED enum err_code store_open(struct store **out, const char *where, enum store_mode mode,
                                     struct err *e);
void store_close(struct store *s);
// The cache of words that this handle's thread may use too.
struct token_cache *store_cache(struct store *s);
// The file of a store, as store_open would open it.
struct str store_path(struct arena *a, const char *where);
// The connection, for other rooms' own tables (docs/SCHEMA.md says how to add one).
struct sqlite3 *store_db(struct store *s);

// --- articles -----------------------------------------------------------------------------------

#define STORE_NO_TIME TIME_NONE

// An article on its way in, and as it comes back.  Empty views (.p NULL): not known.
struct record {
    int64_t row;   // arrival number, from 1; 0 on the way in
    struct str id; // public and stable; on the way in: as given, may be empty
    struct str guid, url, title, outlet, byline, lang, text;
    int64_t published_at, added_at; // seconds UTC; STORE_NO_TIME: not known
    struct str reading;             // the article object of `read --json`, may be empty
    struct reading facts;           // in only: becomes rows of phrases, entities, quotes
    struct str source;              // in only: the text that the spans in facts refer to
};

// What a worker makes of a record, so that the one writer has little left to do: key, index terms,
// compressed text, signature.  Pure; safe in any thread with its own arena and cache.
struct prepared;
struct prepared *store_prepare(struct arena *a, struct token_cache *cache, const struct record *r);
// The same in two parts: what a process without the store makes, which travels as the table says
// (base/wire.h), and the rest, once it is here and fit for that, whoever wrote it.
struct prepared *store_prepare_part(struct arena *a, struct token_cache *cache,
                                    const struct record *r);
extern const struct wire_table store_prepared_wire;
// Takes one off *in, views of which it holds; NULL: it is none.
struct prepared *store_prepared_new(struct arena *a, struct str *in);
void store_prepare_rest(struct arena *a, struct prepared *p, int64_t added_at);
// Makes it an article of the feed at this address: its identity (key.h) is nobody else's, whoever
// prepared it.
void store_prepared_publisher(struct arena *a, struct prepared *p, struct str publisher);

enum added { ADDED_NEW, ADDED_KNOWN };
// Within a transaction of store_begin and store_commit.  An article whose key is known changes
// nothing.  *row is its arrival number in both cases.
WARN_UNUSED enum err_code store_begin(struct store *s, struct err *e);
WARN_UNUSED enum err_code store_add(struct store *s, const struct prepared *p, enum added *out,
                                    int64_t *row, struct err *e);
WARN_UNUSED enum err_code store_delete(struct store *s, int64_t row, struct err *e);
WARN_UNUSED enum err_code store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);

// ERR_NOT_FOUND where there is none.  An id may be shortened to a prefix that only one article has.
WARN_UNUSED enum err_code store_get(struct store *s, struct arena *a, struct str id,
                                    struct record *out, struct err *e);
WARN_UNUSED enum err_code store_get_row(struct store *s, struct arena *a, int64_t row,
                                        struct record *out, struct err *e);
// Without text and reading: what lists show.
WARN_UNUSED enum err_code store_head(struct store *s, struct arena *a, int64_t row,
                                     struct record *out, struct err *e);

// Calls fn for each article in order of arrival until it returns false; the arena is reset between
// calls.
typedef bool (*store_each_fn)(void *context, const struct record *r);
WARN_UNUSED enum err_code store_each(struct store *s, store_each_fn fn, void *context,
                                     struct err *e);

// --- care ---------------------------------------------------------------------------------------

struct store_stats {
    int64_t articles, outlets, words; // words: running words indexed
    int64_t first_published, last_published, bytes;
    int64_t index_bytes, text_bytes;
    int schema;
};
WARN_UNUSED enum err_code store_stats(struct store *s, struct store_stats *out, struct err *e);

// Integrity of file, index, and of the index against the articles.  Problems are written into *out,
// one per line; nothing written: all is well.
WARN_UNUSED enum err_code store_check(struct store *s, struct buf *out, struct err *e);
// Writes a copy of the store as one file at `path`, which must not exist: one state of it, whole
// and compact, while others go on writing.  The copy appears under its name only when it is
// complete and on the disk; *bytes is its size.
WARN_UNUSED enum err_code store_backup(struct store *s, const char *path, int64_t *bytes,
                                       struct err *e);
// Rebuilds the index and the signatures from the stored texts, in one transaction.
WARN_UNUSED enum err_code store_reindex(struct store *s, void (*progress)(int64_t done, void *ctx),
                                        void *ctx, struct err *e);

#endif
