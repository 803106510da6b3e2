// feed: any bytes give valid UTF-8, bounded memory, items within the limit.
#include <assert.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "feed/discover.h"
#include "feed/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str bytes = {(const char *)data, size};
    struct feed_hints hints = {.url = S("http://h/a/b"), .content_type = S("text/xml")};
    struct feed f = feed_parse(&a, bytes, &hints);
    assert(f.item_count <= LIMIT_FEED_ITEMS);
    assert(utf8_is_valid(f.head.title.value) && utf8_is_valid(f.head.link));
    for (size_t i = 0; i < f.item_count; i++) {
        const struct feed_entry *e = &f.items[i];
        assert(utf8_is_valid(e->title.value) && utf8_is_valid(e->summary.value));
        assert(utf8_is_valid(e->id) && utf8_is_valid(e->link));
        for (size_t k = 0; k < e->content_count; k++)
            assert(utf8_is_valid(e->contents[k].value));
    }
    assert(a.used <= 100 * size + 3 * KIB * f.item_count + 2 * MIB);
    struct feed_candidate *candidates;
    assert(feed_discover(&a, bytes, hints.url, &candidates) <= FEED_CANDIDATES_MAX);
    arena_release(&a);
    return 0;
}
