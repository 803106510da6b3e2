// wire: what comes from a process that may have been taken over.  Any bytes end, as an answer and
// as a job; an answer that is taken has its rows, guids and times from this side.
#include <assert.h>

#include "collect/harvest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed_item known = {.guid = 1, .content = 2, .row = 3};
    struct harvest h = {.now = 1800000000, .known = &known, .known_count = 1};
    h.kind = size % 2 ? HARVEST_PAGE : HARVEST_FEED;
    h.a.limit = 64 * size + (1 << 16); // memory in proportion
    h.feed.feed = 5;
    h.page = (struct page_due){.url = S("https://a.example/"), .guid = 7, .row = 8};
    if (harvest_read(&h, (struct str){(const char *)data, size}))
        for (size_t i = 0; i < h.item_count; i++) {
            const struct harvest_item *item = &h.items[i];
            assert(h.kind == HARVEST_PAGE ? item->item.row == 8 : item->item.row % 3 == 0);
            assert(!item->planned || item->page.url.p);
            assert(!item->planned || item->page.due_at >= h.now);
        }
    arena_release(&h.a);
    return 0;
}
