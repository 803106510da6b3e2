// metadata: what an HTML page says about its article in meta elements, linked data, microdata,
// links and its address.
#ifndef PAGE_METADATA_H
#define PAGE_METADATA_H

#include "model.h"
#include "page/html_tree.h"

struct metadata {
    struct str title; // without the site's name; .p NULL where there is none
    struct str site, section, language, direction, canonical, description, image;
    struct strs authors, keywords;
    struct sourced published, modified; // RFC 3339 date or date-time
    struct str body;                    // articleBody of the linked data; may be cut short
};

// Values live in `a` or are views of the page.  `url` may be empty.  O(nodes + bytes of metadata).
struct metadata metadata_read(struct arena *a, const struct html_tree *t, struct str url);

// A date as metadata write it ("2020-02-18T10:20:30+03:30", "20200218", "Tue, 18 Feb 2020 …",
// "18.02.2020", "February 18, 2020") as RFC 3339, in its own zone; .p NULL where it is none or not
// within 1990..2100.
struct str metadata_date(struct arena *a, struct str s);
// The date in an address: /2020/02/18/, /2020-02-18…, /20200218…; .p NULL where there is none.
struct str metadata_url_date(struct arena *a, struct str url);
// A title without the site's name at its end or start.
struct str metadata_cut_site(struct str title, struct str site);

#endif
