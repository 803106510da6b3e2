// Any text: quotations lie inside it, in order of their start, speakers' spans too, and reading
// twice gives the same.
#include <assert.h>

#include "base/utf8.h"
#include "read/quotes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size});
    struct doc d = doc_of_text(&a, NULL, text);
    struct quote *once, *twice;
    size_t count, again;
    quotes_read(&a, &d, NULL, &once, &count);
    quotes_read(&a, &d, NULL, &twice, &again);
    assert(count == again);
    for (size_t i = 0; i < count; i++) {
        assert(once[i].at.start < once[i].at.end && once[i].at.end <= text.n);
        assert(i == 0 || once[i - 1].at.start <= once[i].at.start);
        assert(once[i].speaker.at.end <= text.n);
        assert(utf8_is_valid(str_sub(text, once[i].at.start, once[i].at.end)));
        assert(utf8_is_valid(once[i].speaker.name) && utf8_is_valid(once[i].speaker.role));
        assert(str_eq(once[i].speaker.name, twice[i].speaker.name));
    }
    arena_release(&a);
    return 0;
}
