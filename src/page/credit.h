// credit: attribution lines (المصدر: …) cut into parts with their kinds and the names they hold.
#ifndef PAGE_CREDIT_H
#define PAGE_CREDIT_H

#include "base/arena.h"
#include "model.h"

// The credit line text[line], whose value stands at text[value].  Parts are views into text; names
// are fresh in `a`.
struct credit credit_read(struct arena *a, struct arena *scratch, struct str text, struct span line,
                          struct span value);

// A credit at the end of a paragraph: "… منذ سنتين. المصدر: رويترز", "(المصدر: …)", "(وات)",
// "-وات-". The part of text[paragraph] that is the credit, and in *value what stands behind its
// label; start == end: there is none.
struct span credit_at_end(struct arena *scratch, struct str text, struct span paragraph,
                          struct span *value);

// Does the phrase hold a name of an outlet, agency or platform that we know, or a class noun?
bool credit_is_known(struct arena *scratch, struct str phrase);

#endif
