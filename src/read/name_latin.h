// name_latin: whether a name in Latin letters is one in Arabic letters (جو بايدن, Joe Biden).
#ifndef READ_NAME_LATIN_H
#define READ_NAME_LATIN_H

#include "base/arena.h"
#include "base/str.h"

// The same for two names in either script that may be one: the b, l, r
// and n of each word.  Empty (.p NULL) for less than two words or none of these.  A bucket to look
// in, not an answer: whatever name_is_latin_of joins has one sound.
struct str name_sound(struct arena *a, struct str name);

// Whether `latin` can be read as `arabic`, word for word and letter for letter, long vowels
// included (Hussein is حسين, Hassan is not).  Both names of persons of two words or more.  O(n·m)
// for each word.
bool name_is_latin_of(struct arena *a, struct str arabic, struct str latin);

#endif
