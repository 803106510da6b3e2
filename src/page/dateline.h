// dateline: reads "outlet - place", "place (agency) -", "reporter – outlet – place:" and their kin.
#ifndef PAGE_DATELINE_H
#define PAGE_DATELINE_H

#include "base/arena.h"
#include "model.h"

// What is known beforehand about the page's outlets and agencies, as keys (names.h): from the
// site's name and the credit lines.
struct dateline_hints {
    struct strs outlets, agencies;
};

struct dateline_reading {
    struct dateline line; // .text.p == NULL: there is none; spans are bytes of the given text
    struct str reporter;  // a person named in it; .p NULL: none
    size_t rest;          // where the running text starts
};

// Reads the start of text[at], one line.  `whole`: the dateline must fill the line.  `opening`: the
// line stands where an article may begin, so weaker evidence is enough.  Views into text; reads at
// most the first 240 bytes.
struct dateline_reading dateline_read(struct arena *scratch, struct str text, struct span at,
                                      bool whole, bool opening, const struct dateline_hints *hints);

// Is there a mark near the start of the line without which no dateline stands before text?  Cheap.
bool dateline_may_open(struct str line);

#endif
