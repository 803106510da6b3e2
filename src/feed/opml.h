// opml: lists of feeds in and out (OPML 1.0 and 2.0, opml.org/spec2.opml).
//
// Reading never fails.  A list is what a stranger may hand in: only http and https addresses are
// taken, each once; commands and files ("|cmd", "exec:", "filter:", "file:") are counted, not kept.
#ifndef FEED_OPML_H
#define FEED_OPML_H

#include "base/arena.h"
#include "base/buf.h"

struct opml_feed {
    struct str title, url, site, language;
    struct str folder; // names of the outlines around it, outermost first, joined with '/'; a '/'
                       // in a name is written U+2215
};

struct opml {
    struct str title;
    struct opml_feed *feeds; // document order
    size_t feed_count;
    struct str *includes; // addresses of other lists that this one includes
    size_t include_count;
    size_t refused;    // outlines with an address that is not taken
    size_t duplicates; // outlines with an address that was there before
    bool cut;          // more than OPML_OUTLINES_MAX outlines, or deeper than OPML_DEPTH_MAX
};

enum { OPML_OUTLINES_MAX = 20000, OPML_DEPTH_MAX = 16, OPML_INCLUDES_MAX = 100 };

// Any bytes, any charset.  Everything in the result lives in `a`.  O(n).
struct opml opml_parse(struct arena *a, struct str bytes);

// Writes an OPML 2.0 document; feeds of one folder that follow each other share an outline.  What
// opml_parse reads from it is what was written, as far as addresses are http or https.
void opml_write(struct buf *out, struct str title, const struct opml_feed *feeds, size_t count);

#endif
