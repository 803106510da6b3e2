// Two names of any letters: keys are valid, and whatever is read as one name has one sound.
#include <stdlib.h>

#include "base/utf8.h"
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
    arena_release(&a);
    return 0;
}
