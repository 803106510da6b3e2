// feed_date: what is read as a moment is one: written as RFC 3339 it is read back as the same.
#include <assert.h>

#include "base/civil.h"
#include "feed/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int64_t at, again;
    struct buf b = {0};
    // Years 1 to 9999, give or take a zone.
    if (feed_date_parse((struct str){(const char *)data, size}, &at)) {
        assert(at > -62136000000 && at < 253402400000);
        rfc3339_add(&b, at);
        if (b.n == 20 && b.p[0] != '-' && at >= -62135596800) {
            assert(feed_date_parse(buf_str(&b), &again));
            assert(again == at);
        }
    }
    buf_release(&b);
    return 0;
}
