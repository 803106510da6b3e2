// harvest: whatever a feed, sitemap or page makes of its bytes travels to the collector whole.
#include <assert.h>

#include "collect/harvest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct pipeline *p;
    if (!p)
        p = harvest_start();
    struct buf job = {0}, answer = {0};
    struct str bytes = {(const char *)data, size};
    struct harvest h = {.now = 1800000000};
    h.kind = size && data[0] % 2 ? HARVEST_PAGE : HARVEST_FEED;
    h.feed = (struct feed_row){.feed = 5, .good_at = STORE_NO_TIME};
    h.page = (struct page_due){.url = S("https://a.example/1"), .guid = 7};
    h.answer = (struct fetched){.status = 200, .url = S("https://a.example/")};
    h.answer.body = str_drop(bytes, 1);
    harvest_write(&h, &job);
    harvest_serve(p, buf_str(&job), &answer);
    assert(harvest_read(&h, buf_str(&answer)));
    buf_release(&job);
    buf_release(&answer);
    arena_release(&h.a);
    return 0;
}
