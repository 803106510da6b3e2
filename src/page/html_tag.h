// html_tag: names of HTML elements and attributes as numbers.
#ifndef PAGE_HTML_TAG_H
#define PAGE_HTML_TAG_H

#include "base/str.h"
#include "gen/html_tags.h"

// The element called `name` (letter case is ignored), TAG_UNKNOWN for others.  O(1).
enum html_tag html_tag_find(struct str name);
// The attribute called `name`, ATTR_UNKNOWN for those nobody here looks at.  O(1).
enum html_attr html_attr_find(struct str name);

static inline bool html_tag_has(enum html_tag tag, unsigned properties)
{
    return html_tag_rows[tag].properties & properties;
}

#endif
