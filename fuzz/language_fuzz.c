// language_of: a known code and a probability for any text.
#include <assert.h>

#include "base/utf8.h"
#include "text/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, n});
    struct language l = language_of(text);
    assert(l.code.n >= 2 && l.code.n <= 3);
    assert(l.confidence >= 0 && l.confidence <= 1);
    struct doc d = doc_of_text(&a, NULL, text);
    for (size_t i = 0; i < d.sentence_count; i++)
        language_is_dialect(&d, &d.sentences[i]);
    arena_release(&a);
    return 0;
}
