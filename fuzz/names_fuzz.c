// Two names of any letters: keys are valid, whatever is read as one name has one sound, and Latin
// names lie inside their text.
#include <stdlib.h>

#include "base/utf8.h"
#include "read/latin_names.h"
#include "read/name_key.h"
#include "read/name_latin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size}), x, y;
    str_cut(text, '\n', &x, &y);
    struct str person = name_key_of(&a, x, true), body = name_key_of(&a, x, false);
    if (!utf8_is_valid(person) || !utf8_is_valid(body))
        abort();
    if (name_is_latin_of(&a, x, y)) {
        struct str sound = name_sound(&a, x);
        if (!str_eq(sound, name_sound(&a, y)))
            abort();
    }
    struct doc d = doc_of_text(&a, NULL, text);
    struct latin_name *v;
    size_t n;
    latin_names_read(&a, &d, NULL, 0, &v, &n);
    for (size_t i = 0; i < n; i++)
        if (v[i].at.end > text.n || v[i].at.start >= v[i].at.end || !v[i].mentions)
            abort();
    arena_release(&a);
    return 0;
}
