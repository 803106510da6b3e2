// care: counting, checking and rebuilding a store.
#include <string.h>

#include "store/store_int.h"

static int64_t number_of(struct store *s, const char *sql)
{
    sqlite3_stmt *st = NULL;
    int64_t n = 0;
    if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        n = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return n;
}

enum err_code store_stats(struct store *s, struct store_stats *out, struct err *e)
{
    enum err_code code = columns_refresh(s, e);
    if (code)
        return code;
    *out = (struct store_stats){
        .articles = (int64_t)s->columns.articles,
        .words = (int64_t)s->columns.words,
        .outlets = number_of(s, "SELECT count(*) FROM outlets"),
        .first_published = number_of(s, "SELECT min(published_at) FROM articles"),
        .last_published = number_of(s, "SELECT max(published_at) FROM articles"),
        .bytes = number_of(s, "SELECT page_count * page_size FROM pragma_page_count(),"
                              " pragma_page_size()"),
        .index_bytes = number_of(s, "SELECT sum(length(block)) FROM words_data"),
        .text_bytes = number_of(s, "SELECT sum(length(text)) FROM bodies"),
        .schema = (int)number_of(s, "PRAGMA user_version"),
    };
    return ERR_NONE;
}

static void check_rows(struct store *s, const char *sql, const char *what, struct buf *out)
{
    int64_t n = number_of(s, sql);
    if (n)
        buf_printf(out, "%lld %s\n", (long long)n, what);
}

static void check_file(struct store *s, struct buf *out)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(20)", -1, &st, NULL) != SQLITE_OK)
        buf_printf(out, "the file: %s\n", sqlite3_errmsg(s->db));
    while (st && sqlite3_step(st) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(st, 0);
        if (line && strcmp(line, "ok") != 0)
            buf_printf(out, "the file: %s\n", line);
    }
    sqlite3_finalize(st);
}

struct text_check {
    struct store *store;
    struct buf *out;
    size_t lost;
};

// A text that cannot be unpacked reads as empty although the article has words.
static bool check_text(void *context, const struct record *r)
{
    struct text_check *c = context;
    bool has_words = (size_t)r->row < c->store->columns.n && c->store->columns.length[r->row] > 1;
    if (has_words && r->text.n == 0 && r->title.n == 0 && c->lost++ < 10)
        buf_printf(c->out, "article %.*s: its text cannot be read\n", STR_ARGS(r->id));
    return true;
}

// The running words that the index holds against those that the articles have.
static void check_words(struct store *s, struct buf *out)
{
    int64_t indexed = number_of(s, "SELECT sum(cnt) FROM word_counts WHERE term < '=' OR"
                                   " term >= '>'");
    int64_t stored = number_of(s, "SELECT sum(length) FROM articles");
    if (indexed != stored)
        buf_printf(out,
                   "the index holds %lld words, the articles have %lld; 'isnad reindex'"
                   " rebuilds it\n",
                   (long long)indexed, (long long)stored);
}

// Everything that compares tables, in one snapshot: a writer may go on meanwhile.
static enum err_code check_tables(struct store *s, struct buf *out, struct err *e)
{
    if (!analysis_is_current(s))
        buf_add(out, S("the index was made by another version of the analysis of words; 'isnad"
                       " reindex' rebuilds it\n"));
    if (!names_are_current(s))
        buf_add(out, S("names were joined by another version; 'isnad reindex' joins them anew\n"));
    check_rows(s, "SELECT count(*) FROM articles WHERE row NOT IN (SELECT row FROM bodies)",
               "articles without a text", out);
    check_rows(s, "SELECT count(*) FROM bodies WHERE row NOT IN (SELECT row FROM articles)",
               "texts without an article", out);
    check_rows(s, "SELECT count(*) FROM articles WHERE row NOT IN (SELECT row FROM signatures)",
               "articles without a signature; 'isnad reindex' makes them", out);
    enum err_code code = columns_refresh(s, e);
    struct text_check c = {s, out, 0};
    if (!code)
        code = store_each(s, check_text, &c, e);
    if (!code)
        check_words(s, out);
    return code;
}

enum err_code store_check(struct store *s, struct buf *out, struct err *e)
{
    check_file(s, out);
    int index =
        sqlite3_exec(s->db, "INSERT INTO words(words) VALUES('integrity-check')", NULL, NULL, NULL);
    if ((index & 0xFF) == SQLITE_BUSY)
        return store_failed(s, e); // a writer, not damage
    if (index != SQLITE_OK)
        buf_printf(out, "the index: %s; 'isnad reindex' rebuilds it\n", sqlite3_errmsg(s->db));
    enum err_code code = store_exec(s, "BEGIN", e);
    if (code)
        return code;
    code = check_tables(s, out, e);
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return code;
}

struct rebuild {
    struct store *store;
    void (*progress)(int64_t done, void *context);
    void *context;
    int64_t done;
    struct err *e;
    enum err_code code;
};

static bool rebuild_one(void *context, const struct record *r)
{
    struct rebuild *b = context;
    struct arena a = {0};
    b->code = store_index_row(b->store, r, &a, b->e);
    arena_release(&a);
    if (b->progress)
        b->progress(++b->done, b->context);
    return b->code == ERR_NONE;
}

enum err_code store_reindex(struct store *s, void (*progress)(int64_t done, void *ctx), void *ctx,
                            struct err *e)
{
    enum err_code code = store_begin(s, e);
    if (!code)
        code = store_exec(s,
                          "INSERT INTO words(words) VALUES('delete-all');"
                          "DELETE FROM signatures",
                          e);
    struct rebuild b = {.store = s, .progress = progress, .context = ctx, .e = e};
    if (!code)
        code = store_each(s, rebuild_one, &b, e);
    code = code ? code : b.code;
    if (!code)
        code = names_relink(s, e);
    if (!code)
        code = analysis_note(s, e);
    if (!code)
        code = store_commit(s, e);
    if (code)
        store_rollback(s);
    return code;
}
