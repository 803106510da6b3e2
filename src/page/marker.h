// marker: lines and labels that tell the parts of a news page apart: المصدر، كلمات دلالية، اقرأ
// أيضا، مقالات ذات صلة، بقلم …
#ifndef PAGE_MARKER_H
#define PAGE_MARKER_H

#include "base/arena.h"
#include "base/str.h"

enum marker_kind {
    MARKER_NONE,
    MARKER_SOURCE,
    MARKER_DESK, // متابعة: / ترجمة: / وكالات: — a credit or a byline, by what follows
    MARKER_KEYWORDS,
    MARKER_READ_ALSO,
    MARKER_RELATED,
    MARKER_SITE_LIST, // titles of the site's, not chosen for the article: الأكثر قراءة، آخر الأخبار
    MARKER_BYLINE,
    MARKER_CAPTION,
    MARKER_FURNITURE
};

struct marker {
    enum marker_kind kind;
    size_t label_start, label_end; // bytes of the line: the label with its colon
    size_t rest;                   // where what follows starts; the line's length: nothing
    bool separated;                // a colon, dash or bracket stands between
};

// The labels by their first words: made once for a page.
struct marker_index {
    uint8_t slots[512]; // a hash of the first word -> the first label that has it, 1 + its row
    uint8_t next[256];  // of each label: the next one with the same first word, 1 + its row
};
void marker_index_init(struct marker_index *index);

// Reads the label at the start of a line (decoration before it is skipped).  O(1): looks at the
// first 128 bytes.  `scratch` holds temporary tokens only.
struct marker marker_of(const struct marker_index *index, struct arena *scratch, struct str line);
// A cheap look at raw text of a page before it is made into a line: false where no label can begin
// a line that begins with it.
bool marker_may_begin(const struct marker_index *index, struct str raw);

#endif
