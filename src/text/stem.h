// stem: a light stemmer of the light10 family (Larkey, Ballesteros, Connell 2007), for Arabic words
// that are folded already.
//
// Light stemming beats root extraction in retrieval, and it is cheap: it takes off the article with
// its clitics, and the endings of number, gender and person.  العراق, والعراق, للعراق and العراقية
// have one stem.
#ifndef TEXT_STEM_H
#define TEXT_STEM_H

#include "base/str.h"

// A view into `folded`.  Words in another script come back as they are.  A stem keeps at least two
// letters.
struct str stem_light(struct str folded);

#endif
