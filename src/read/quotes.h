// quotes: what an article says that somebody said: in marks or in indirect speech, with the cue and
// the speaker.
//
// Kinds (the rules of annotation are those of data/annotations/quotes/README.md): direct, in marks,
// three words or more; partial, in marks, one or two; indirect, a clause after أن، إن … or one that
// an attribution (بحسب …) covers.  Names, titles, terms and charges in marks are no quotations.
#ifndef READ_QUOTES_H
#define READ_QUOTES_H

#include "model.h"
#include "text/doc.h"

struct quote_context {
    const struct entity *entities; // of the same text; may be none
    size_t entity_count;
    struct str document; // what البيان stands for, e.g. named by a credit line; may be empty
    struct choice_training *training; // of tools/train-speakers; else NULL
};

// The quotations of d in the order of their start, an outer one before what it holds.  Spans are
// bytes of d->text.  c may be NULL.  Never fails; O(n).
void quotes_read(struct arena *a, const struct doc *d, const struct quote_context *c,
                 struct quote **out, size_t *out_count);

#endif
