// Entities of any text: named, with mentions in order and inside the text.
#include <stdlib.h>

#include "base/utf8.h"
#include "read/entities.h"
#include "read/ner_cache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ner_cache *cache; // kept, as a program does
    cache = cache ? cache : ner_cache_new(NULL);
    struct entity_context context = {.explain = size % 2, .cache = cache};
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size});
    struct doc d = doc_of_text(&a, NULL, text);
    struct entity *v;
    size_t n;
    entities_read(&a, &d, &context, &v, &n);
    for (size_t i = 0; i < n; i++) {
        if (!v[i].name.n || !v[i].mentions.n || !utf8_is_valid(v[i].name))
            abort();
        for (size_t k = 0; k < v[i].mentions.n; k++) {
            struct span at = v[i].mentions.v[k];
            if (at.start >= at.end || at.end > text.n ||
                (k && at.start <= v[i].mentions.v[k - 1].start))
                abort();
        }
    }
    arena_release(&a);
    return 0;
}
