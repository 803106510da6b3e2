// Parsing what url_href wrote gives the same URL; resolving and hosts of any bytes end.
#include <assert.h>

#include "base/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str input = {(const char *)data, size}, head, tail;
    struct url base, u, again;
    str_cut(input, '\n', &head, &tail);
    bool based = url_parse(&a, head, NULL, &base);
    if (url_parse(&a, tail, based ? &base : NULL, &u)) {
        struct str href = url_href(&a, &u);
        assert(url_parse(&a, href, NULL, &again));
        assert(str_eq(url_href(&a, &again), href));
    }
    url_resolve(&a, head, tail);
    arena_release(&a);
    return 0;
}
