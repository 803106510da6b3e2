// opml: a list that was read, written and read again is the same list.
#include <assert.h>

#include "feed/opml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct buf b = {0};
    struct opml o = opml_parse(&a, (struct str){(const char *)data, size});
    opml_write(&b, o.title, o.feeds, o.feed_count);
    struct opml again = opml_parse(&a, buf_str(&b));
    assert(again.feed_count == o.feed_count);
    for (size_t i = 0; i < o.feed_count; i++)
        assert(str_eq(again.feeds[i].url, o.feeds[i].url));
    buf_release(&b);
    arena_release(&a);
    return 0;
}
