// statement: an official statement, or a news analysis that quotes one, point by point: what is
// done (act), how strongly, who says it (voice), who must do it (burden).
//
// Rules over our own lexicon (acts_table.h), in the order of precedence of arabic.md section 10:
// the object noun outranks the verb (أكد + التزام is a commitment), a negated act is none, and
// voice and burden are kept apart.  O(n) but for the handful of parties.
#ifndef READ_STATEMENT_H
#define READ_STATEMENT_H

#include "text/doc.h"

struct statement_context {
    struct str title;
    const struct quote *quotes; // of the same text; may be none
    size_t quote_count;
    const struct date_mention *dates; // of the same text; may be none
    size_t date_count;
};

// The points in text order.  Spans are bytes of d->text.  Where the marked passages of a statement
// are scattered in an analysis (two or more quotations that act), only they and the bulleted lines
// are points; else every clause is one, `narrative` where it does nothing.
struct statement statement_read(struct arena *a, const struct doc *d,
                                const struct statement_context *c);
// Whether an article reads like a statement or quotes one: its title or first lines name one, or
// parties that act together (الجانبان، الوفدان) do so at least twice.
bool statement_is_likely(const struct doc *d, struct str title);

#endif
