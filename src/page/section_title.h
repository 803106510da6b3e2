// section_title: the titles of what follows an article: related articles, comments, references.
#ifndef PAGE_SECTION_TITLE_H
#define PAGE_SECTION_TITLE_H

#include "base/str.h"

enum section_title_rank {
    SECTION_TITLE_NOT,
    SECTION_TITLE_OPEN,    // begins as one: only if what follows is mostly links or short
    SECTION_TITLE_WHOLE,   // is one
    SECTION_TITLE_COMMENTS // is one of comments, which may be longer than the article
};

// The beginnings of the titles: made once for a page.
struct section_title_index {
    uint32_t starts[32]; // by the first byte mod 32: second bytes mod 32, as bits
};
void section_title_index_init(struct section_title_index *index);

// A cheap look at the first two bytes of raw text, which spares most lines the rest.
bool section_title_may_begin(const struct section_title_index *index, struct str raw);
// Is the line, without punctuation at its end, such a title?
enum section_title_rank section_title_rank(struct str line);

#endif
