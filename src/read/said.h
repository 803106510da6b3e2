// said: who says what in an article: its cues, each with its speaker and the clause that it
// reports.
#ifndef READ_SAID_H
#define READ_SAID_H

#include "read/cues.h"

// A cue that was read, with whom it names.
struct said {
    struct cue cue;
    struct phrase speaker;
    size_t sentence;
    struct token_range clause; // what it reports; empty: only what is in marks
    bool relative;             // الذي نشر …
    bool closed;               // its words end at a mark whose partner is missing
    const char *why;           // the rule that found the clause
};

struct said_list {
    struct quote_reader r;
    VEC(struct said) said; // in the order of their cues
    size_t resume; // tokens before it are inside a quotation that began in an earlier sentence
};

// Reads every sentence of l->r; r.marks, judged, and r.known must be there.
void said_read(struct said_list *l);
// The cue for what opens at token `open` of a sentence: the last one before it there, else the next
// there, else the last of all; NULL where there is none.
const struct said *said_for(const struct said_list *l, size_t open, size_t sentence);
// The first quotation in marks that opens in [first, end), not further than 128 tokens away;
// r.marks.n if there is none.
size_t said_quotation(const struct said_list *l, size_t first, size_t end);

#endif
