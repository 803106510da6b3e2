// page_html: one HTML page -> the blocks of its articles, in order, and what it says about itself.
//
// The text has one block to a line: title, byline, then the main text with its headings, lists,
// quotes, tables and captions; navigation, reader comments, related links, sharing, newsletters,
// consent and advertising are left out.  Never fails; time O(n); memory O(n) in `a` and `scratch`.
#ifndef PAGE_PAGE_HTML_H
#define PAGE_PAGE_HTML_H

#include "base/arena.h"
#include "model.h"
#include "page/block.h"

struct page_html {
    struct str text; // all blocks, each with a newline behind it; lives in `a`
    struct blocks blocks;
    struct str title;    // without the name of the site
    struct strs authors; // names, without "by"
    struct str site;     // the outlet's name
    struct str section;
    struct str language;  // as declared or, failing that, empty: "ar", "fa-IR"
    struct str direction; // "rtl", "ltr": as declared, else by the letters of the text; or empty
    struct str canonical; // address; empty where there is none
    struct str description;
    struct sourced published, modified; // RFC 3339 date or date-time
    struct strs keywords;
    struct strs related;  // titles of other articles that the page points to
    struct image *images; // of the articles, in order, addresses as written
    size_t image_count;
};

// `utf8` is the decoded page (text/charset.h), valid UTF-8, and must outlive the result; `url` its
// address or empty.  `scratch` may be reset afterwards.
struct page_html page_html_read(struct arena *a, struct arena *scratch, struct str utf8,
                                struct str url);

#endif
