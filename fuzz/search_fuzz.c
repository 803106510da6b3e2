// A whole search on any bytes, over a small store: what the parser lets through is always an
// expression that FTS5 takes, and hits are articles that exist.
#include <assert.h>
#include <stdlib.h>

#include "store/search.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct store *small_store(void)
{
    static const char *const texts[] = {"زار رئيس الوزراء العراق", "المطر في بغداد a b c",
                                        "x = y 12.5 %"};
    struct store *s = NULL;
    struct err e = {0};
    if (store_open(&s, ":memory:", STORE_WRITE, &e) || store_begin(s, &e))
        abort();
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct record r = {
            .text = str_from_cstr(texts[i]), .title = S("خبر"), .published_at = 86400};
        enum added added;
        int64_t row;
        if (store_add(s, store_prepare(&a, NULL, &r), &added, &row, &e))
            abort();
    }
    arena_release(&a);
    if (store_commit(s, &e))
        abort();
    return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct store *s;
    s = s ? s : small_store();
    if (size < 1)
        return 0;
    struct arena a = {0};
    struct err e = {0};
    struct search_result r = {0};
    struct search_options o = {
        .query = {.any = data[0] & 1, .exact = data[0] & 2},
        .limit = 5,
        .sort = data[0] & 4 ? SORT_NEWEST : SORT_RELEVANCE,
        .facets = data[0] & 8,
        .histogram = data[0] & 16
    };
    enum err_code code =
        store_search(s, &a, (struct str){(const char *)data + 1, size - 1}, &o, &r, &e);
    assert(code == ERR_NONE || code == ERR_USAGE);
    assert(r.hit_count <= r.total && r.total <= 3);
    arena_release(&a);
    return 0;
}
