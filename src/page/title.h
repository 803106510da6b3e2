// title: headlines without the labels that sites hang on them: "- عاجل", "(فيديو)", "بالصور |".
#ifndef PAGE_TITLE_H
#define PAGE_TITLE_H

#include "base/arena.h"
#include "model.h"

// The view of the headline without its labels; *flags gets what they say, as "breaking", "video",
// "photos", "audio", "live", "exclusive", "infographic", "documents", "updated".
struct str title_strip(struct arena *a, struct str title, struct strs *flags);

#endif
