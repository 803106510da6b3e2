// sanitise: HTML from a feed or page, made safe to display.
//
// An allow-list writer over our tokenizer: what comes out is built from a few plain elements and a
// few attributes, balanced, with all text escaped; nothing of the input is copied as markup. Active
// content, forms, media, frames, SVG and MathML go with all they hold.  sanitise(sanitise(x)) is
// sanitise(x).  O(n); at most 64 elements inside each other; output <= 6 n + 16 KiB.
#ifndef PAGE_SANITISE_H
#define PAGE_SANITISE_H

#include "base/arena.h"

// `html` is UTF-8.  The result lives in the arena.
struct str sanitise(struct arena *a, struct str html);

#endif
