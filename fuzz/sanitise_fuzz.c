// Any bytes as HTML to display: stable under a second cleaning, bounded, and no tag that was not
// ours.
#include <assert.h>

#include "base/utf8.h"
#include "page/sanitise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str in = utf8_repair(&a, (struct str){(const char *)data, size});
    struct str once = sanitise(&a, in), twice = sanitise(&a, once);
    assert(str_eq(once, twice));
    assert(once.n <= 64 * in.n + 16384);
    assert(!str_has(once, S("<script")) && !str_has(once, S("href=\"javascript:")));
    arena_release(&a);
    return 0;
}
