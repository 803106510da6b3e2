// charset_twice: text that was UTF-8, was read as windows-1252 and encoded as UTF-8 again
// ("Ø§Ù„" for "ال", "donâ€™t" for "don’t").
#ifndef TEXT_CHARSET_TWICE_H
#define TEXT_CHARSET_TWICE_H

#include "base/arena.h"

// text (valid UTF-8) with such characters turned back, where there are at least three and hardly
// any letter speaks against it; text itself otherwise.  *undone counts the characters.  O(n).
struct str charset_undo_twice(struct arena *a, struct str text, size_t *undone);

#endif
