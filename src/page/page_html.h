// page_html: one HTML page -> the blocks of its articles, in order, and what it says about itself.
//
// The text has one block to a line: title, byline, then the main text with its headings, lists,
// quotes, tables and captions; navigation, reader comments, related links, sharing, newsletters,
// consent and advertising are left out.  Never fails; time O(n); memory O(n) in `a` and `scratch`.
#ifndef PAGE_PAGE_HTML_H
#define PAGE_PAGE_HTML_H

#include "base/arena.h"
#include "model.h"

// X(NAME, name in dumps)
#define PAGE_BLOCK_KINDS(X)                                                                        \
    X(BLOCK_TITLE, "title")                                                                        \
    X(BLOCK_BYLINE, "byline")                                                                      \
    X(BLOCK_PARAGRAPH, "p")                                                                        \
    X(BLOCK_HEADING, "h")                                                                          \
    X(BLOCK_ITEM, "li") /* one item of a list */                                                   \
    X(BLOCK_QUOTE, "quote")                                                                        \
    X(BLOCK_ROW, "row") /* one row of a table, cells apart by " | " */                             \
    X(BLOCK_PRE, "pre") /* may hold newlines */                                                    \
    X(BLOCK_CAPTION, "caption")
enum page_block_kind {
#define X(name, text) name,
    PAGE_BLOCK_KINDS(X)
#undef X
};

struct page_block {
    enum page_block_kind kind;
    struct span at; // bytes of page_html.text, without the newline behind it
    int level;      // heading: 1 to 6; item: depth of its list, from 1
    int list;       // item: number of its list in the page, from 0; else -1
    bool numbered;  // item of an <ol>
    bool links;     // at least half of its letters are links
};

struct page_html {
    struct str text; // all blocks, each with a newline behind it
    struct page_block *blocks;
    size_t block_count;
    struct str title;    // without the name of the site
    struct strs authors; // names, without "by"
    struct str site;     // the outlet's name
    struct str section;
    struct str language;  // as declared or, failing that, empty: "ar", "fa-IR"
    struct str direction; // "rtl", "ltr", empty
    struct str canonical; // address; empty where there is none
    struct str description;
    struct sourced published, modified; // RFC 3339 date or date-time
    struct strs keywords;
    struct image *images; // of the articles, in order, addresses as written
    size_t image_count;
};

// `utf8` is the decoded page (page/charset.h), valid UTF-8, and must outlive the result; `url` its
// address or empty.  `scratch` may be reset afterwards.
struct page_html page_html_read(struct arena *a, struct arena *scratch, struct str utf8,
                                struct str url);

#endif
