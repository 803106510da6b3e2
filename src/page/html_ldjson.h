// html_ldjson: what the linked data (JSON-LD, schema.org) of a page say about its article.
#ifndef PAGE_HTML_LDJSON_H
#define PAGE_HTML_LDJSON_H

#include "base/arena.h"
#include "model.h"

// Values are decoded (JSON escapes, character references).  .p NULL: not said.
struct ldjson {
    bool article; // a kind of article was described
    struct str headline, body, section, language, description, url, image;
    struct str published, modified; // as written
    struct strs authors, keywords;
    struct str publisher;
};

// Reads one <script type="application/ld+json">.  What is known already in *out is kept, so that
// several scripts can be read into one.  Broken JSON gives what was read up to where it breaks;
// never fails, O(n).
void ldjson_read(struct arena *a, struct str json, struct ldjson *out);
// The same for what a page's framework keeps for itself (`__NEXT_DATA__`): JSON of no known scheme.
// An object that has a long text under a name such as "body" or "content" is taken for the article;
// of several the one with the longest.
void ldjson_read_state(struct arena *a, struct str json, struct ldjson *out);

#endif
