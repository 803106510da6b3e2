// html_hints: what class, id, itemprop, role and style of an element say about its content.
#ifndef PAGE_HTML_HINTS_H
#define PAGE_HTML_HINTS_H

#include "page/html_tree.h"

enum html_hint {
    HINT_THING = 1 << 0,   // article, story, post …
    HINT_PART = 1 << 1,    // body, content, text …: with a THING the container of the main text
    HINT_BODY = 1 << 2,    // says that it is the main text: article-body, itemprop=articleBody
    HINT_COMMENT = 1 << 3, // reader comments
    HINT_RELATED = 1 << 4, // other articles
    HINT_SHARE = 1 << 5,   // sharing, following
    HINT_SIGNUP = 1 << 6,  // newsletters, subscriptions, log-in
    HINT_CONSENT = 1 << 7, // cookies
    HINT_NAV = 1 << 8,     // menus, breadcrumbs, pagination, search
    HINT_FOOTER = 1 << 9,
    HINT_HEADER = 1 << 10,
    HINT_SIDE = 1 << 11, // sidebars, widgets
    HINT_AD = 1 << 12,
    HINT_TAGS = 1 << 13,   // keywords of the article
    HINT_AUTHOR = 1 << 14, // byline or biography
    HINT_META = 1 << 15,   // date, reading time, counters
    HINT_POPUP = 1 << 16,
    HINT_HIDDEN = 1 << 17, // not displayed
    HINT_CAPTION = 1 << 18,
    HINT_CONTENTS = 1 << 19, // a table of contents
    HINT_TITLE = 1 << 20,
    HINT_LEAD = 1 << 21, // standfirst, summary
    HINT_TOOL = 1 << 22, // print, listen, rating, polls
};

// The known words, hashed, and the values read last: made once for a page.
struct html_hint_index {
    uint16_t slots[1024];
    uint32_t lengths[32]; // of the words that begin with a letter (its code mod 32), as bits
    struct {
        uint64_t hash;
        uint32_t hints;
    } seen[256]; // by hash of the value
};
void html_hint_index_init(struct html_hint_index *index);
// The hints of one element, from its attributes; 0 for texts.
uint32_t html_hints_of(struct html_hint_index *index, const struct html_tree *t, size_t node);
// The hints of one attribute value alone.
uint32_t html_hints_of_value(struct html_hint_index *index, struct str value);

#endif
