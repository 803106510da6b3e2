// columns: see columns.h.  Filled by a scan of a covering index (a second for a few million
// articles), then kept up by reading the rows behind the last one.  Deleted rows never come out of
// the full-text index, so they matter to counts only; a counter of deletions in `meta` says when to
// read all again.
#include "store/columns.h"

#include <stdlib.h>
#include <string.h>

#include "store/store_int.h"

static void *grown(void *p, size_t count, size_t size)
{
    p = realloc(p, count * size);
    if (!p)
        abort();
    return p;
}

static void reserve(struct columns *c, size_t rows)
{
    if (rows <= c->cap)
        return;
    size_t cap = c->cap ? c->cap : COLUMNS_BLOCK;
    while (cap < rows)
        cap *= 2;
    c->minute = grown(c->minute, cap, sizeof *c->minute);
    c->outlet = grown(c->outlet, cap, sizeof *c->outlet);
    c->length = grown(c->length, cap, sizeof *c->length);
    c->lang = grown(c->lang, cap, sizeof *c->lang);
    memset(c->length + c->cap, 0, (cap - c->cap) * sizeof *c->length);
    memset(c->minute + c->cap, 0, (cap - c->cap) * sizeof *c->minute);
    memset(c->outlet + c->cap, 0, (cap - c->cap) * sizeof *c->outlet);
    memset(c->lang + c->cap, 0, cap - c->cap);
    c->cap = cap;
}

uint8_t columns_lang(struct columns *c, struct str lang)
{
    if (lang.n == 0 || lang.n >= sizeof c->langs[0])
        return 0;
    for (size_t i = 1; i <= c->lang_count; i++)
        if (str_eq(str_from_cstr(c->langs[i]), lang))
            return (uint8_t)i;
    return 0;
}

static uint8_t lang_number(struct columns *c, struct str lang)
{
    uint8_t known = columns_lang(c, lang);
    if (known || lang.n == 0 || lang.n >= sizeof c->langs[0] || c->lang_count == 255)
        return known;
    memcpy(c->langs[++c->lang_count], lang.p, lang.n);
    return (uint8_t)c->lang_count;
}

static void read_row(struct columns *c, sqlite3_stmt *st)
{
    size_t row = (size_t)sqlite3_column_int64(st, 0);
    int64_t published = sqlite3_column_type(st, 2) == SQLITE_NULL ? 0 : sqlite3_column_int64(st, 2);
    int64_t length = sqlite3_column_int64(st, 3), outlet = sqlite3_column_int64(st, 1);
    struct str lang = {(const char *)sqlite3_column_text(st, 4),
                       (size_t)sqlite3_column_bytes(st, 4)};
    if (row == 0 || row > UINT32_MAX)
        return;
    reserve(c, row + 1);
    int64_t minute = published / 60;
    c->minute[row] = minute < 0 || minute > UINT32_MAX ? 0 : (uint32_t)minute;
    c->outlet[row] = outlet > 0 && outlet <= UINT16_MAX ? (uint16_t)outlet : 0;
    // Stored one higher, so that 0 can say "no such row".
    c->length[row] = length < UINT16_MAX - 1 ? (uint16_t)(length + 1) : UINT16_MAX;
    c->lang[row] = lang_number(c, lang);
    if (row >= c->n)
        c->n = row + 1;
    c->articles++;
    c->words += (uint64_t)length;
}

// Zones from the block of row `from` on.
static void build_zones(struct columns *c, size_t from)
{
    size_t blocks = (c->n + COLUMNS_BLOCK - 1) / COLUMNS_BLOCK;
    c->zone_min = grown(c->zone_min, blocks + 1, sizeof *c->zone_min);
    c->zone_max = grown(c->zone_max, blocks + 1, sizeof *c->zone_max);
    c->prefix_max = grown(c->prefix_max, blocks + 1, sizeof *c->prefix_max);
    for (size_t b = from / COLUMNS_BLOCK; b < blocks; b++) {
        uint32_t low = UINT32_MAX, high = 0;
        for (size_t r = b * COLUMNS_BLOCK; r < (b + 1) * COLUMNS_BLOCK && r < c->n; r++) {
            if (!c->length[r])
                continue;
            low = c->minute[r] < low ? c->minute[r] : low;
            high = c->minute[r] > high ? c->minute[r] : high;
        }
        c->zone_min[b] = low;
        c->zone_max[b] = high;
        c->prefix_max[b] = b && c->prefix_max[b - 1] > high ? c->prefix_max[b - 1] : high;
    }
}

enum err_code columns_refresh(struct store *s, struct err *e)
{
    struct columns *c = &s->columns;
    int64_t version = store_number(s, store_statement(s, SQL_DATA_VERSION, e), 0);
    // data_version does not see the changes of this connection.
    if (c->n && version == c->data_version && s->mode == STORE_READ)
        return ERR_NONE;
    int64_t deletions = store_number(s, store_statement(s, SQL_DELETIONS, e), 0);
    bool all = c->n == 0 || deletions != c->deletions;
    size_t from = all ? 0 : c->n - 1;
    sqlite3_stmt *st = store_statement(s, all ? SQL_COLUMNS_ALL : SQL_COLUMNS_SINCE, e);
    if (!st)
        return ERR_STORE;
    if (all) {
        columns_release(c);
        reserve(c, 1);
        c->n = 1;
    } else {
        sqlite3_bind_int64(st, 1, (int64_t)from);
    }
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW)
        read_row(c, st);
    enum err_code failed = code == SQLITE_DONE ? ERR_NONE : store_failed(s, e);
    sqlite3_reset(st);
    c->data_version = version;
    c->deletions = deletions;
    build_zones(c, from);
    return failed;
}

void columns_release(struct columns *c)
{
    free(c->minute);
    free(c->outlet);
    free(c->length);
    free(c->lang);
    free(c->zone_min);
    free(c->zone_max);
    free(c->prefix_max);
    *c = (struct columns){0};
}

void columns_range(const struct columns *c, uint32_t since, uint32_t until, int64_t *first,
                   int64_t *last)
{
    size_t blocks = (c->n + COLUMNS_BLOCK - 1) / COLUMNS_BLOCK, low = 0, high = blocks;
    while (low < high && (c->zone_max[low] < since || c->zone_min[low] > until))
        low++;
    while (high > low && (c->zone_max[high - 1] < since || c->zone_min[high - 1] > until))
        high--;
    *first = (int64_t)(low * COLUMNS_BLOCK);
    *last = (int64_t)(high * COLUMNS_BLOCK) - 1;
}
