// sitemap: any bytes end; addresses are http or https.
#include <assert.h>

#include "base/limits.h"
#include "feed/sitemap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct sitemap s =
        sitemap_parse(&a, (struct str){(const char *)data, size}, S("https://h/s.xml"));
    assert(s.entry_count <= SITEMAP_ENTRIES_MAX);
    for (size_t i = 0; i < s.entry_count; i++)
        assert(str_starts(s.entries[i].url, S("http")));
    arena_release(&a);
    return 0;
}
