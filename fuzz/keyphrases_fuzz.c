// keyphrases_read: few, valid, in order, for any text and title (split at the first byte's value).
#include <assert.h>

#include "base/utf8.h"
#include "read/keyphrases.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct str all = utf8_repair(&a, (struct str){(const char *)data, n});
    struct str title = utf8_take(all, n > 0 ? data[0] : 0);
    struct doc d = doc_of_text(&a, NULL, str_drop(all, title.n));
    struct keyphrases_context context = {.title = title};
    struct keyphrase *found;
    size_t count;
    keyphrases_read(&a, &d, &context, &found, &count);
    assert(count <= KEYPHRASES_MAX);
    for (size_t i = 0; i < count; i++) {
        assert(utf8_is_valid(found[i].text) && found[i].text.n > 0);
        assert(found[i].score > 0 && found[i].score <= 1);
        assert(i == 0 || found[i].score <= found[i - 1].score);
    }
    arena_release(&a);
    return 0;
}
