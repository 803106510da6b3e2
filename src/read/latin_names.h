// latin_names: names in Latin letters, in a text of any language.
//
// Candidates, not entities: two to five words with capitals in a row.  Whether one is a person that
// Arabic articles name is for the store to say (read/name_latin.h).  Where the text itself gives it
// beside an Arabic name, in brackets, that is kept: جو بايدن (Joe Biden), المفوضية (UNHCR).
#ifndef READ_LATIN_NAMES_H
#define READ_LATIN_NAMES_H

#include "model.h"
#include "text/doc.h"

enum { LATIN_NAMES_MAX = 64 };

// Each name once, in the order of the text, at most LATIN_NAMES_MAX; `entities` are those of d.  In
// the arena.  Never fails; O(tokens + mentions), and LATIN_NAMES_MAX for each name.
void latin_names_read(struct arena *a, const struct doc *d, const struct entity *entities,
                      size_t entity_count, struct latin_name **out, size_t *count);

#endif
