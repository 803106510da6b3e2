// html_tag: names of HTML elements and attributes as numbers.
//
// A name's key is its first eight letters, lower-cased in one go, mixed with the length;
// tools/gen-html-tags chose the factors so that no two names share a slot.  Inline, because every
// tag and every attribute of a page passes here.
#ifndef PAGE_HTML_TAG_H
#define PAGE_HTML_TAG_H

#include "base/str.h"
#include "gen/html_tags.h"
#include "page/html_key.h"

enum { HTML_NAME_MAX = 13 }; // the longest name in either table

// Lower case of eight ASCII bytes at once; bytes that are no capital letters stay.
static inline uint64_t html_lower8(uint64_t v)
{
    uint64_t high = v & 0x8080808080808080u, low = v & 0x7F7F7F7F7F7F7F7Fu;
    uint64_t from_a = low + 0x3F3F3F3F3F3F3F3Fu; // bit 7: >= 'A'
    uint64_t past_z = low + 0x2525252525252525u; // bit 7: > 'Z'
    uint64_t upper = (from_a & ~past_z & ~high) & 0x8080808080808080u;
    return v | upper >> 2;
}

static inline uint64_t html_name_key(struct str name)
{
    return html_lower8(html_key(name.p, name.n < 8 ? name.n : 8)) ^ name.n;
}

static inline bool html_is_row(const struct html_tag_row *row, uint64_t key, struct str name)
{
    // Up to eight letters the key and the length say it all.
    return row->key == key && row->name_len == name.n &&
           (name.n <= 8 || str_eq_nocase(name, (struct str){row->name, row->name_len}));
}

// The element called `name` (letter case is ignored), TAG_UNKNOWN for others.  O(1).
static inline enum html_tag html_tag_find(struct str name)
{
    if (name.n == 0 || name.n > HTML_NAME_MAX)
        return TAG_UNKNOWN;
    uint64_t key = html_name_key(name);
    enum html_tag tag = html_tag_slots[key * HTML_TAG_FACTOR >> HTML_TAG_SHIFT];
    return tag && html_is_row(&html_tag_rows[tag], key, name) ? tag : TAG_UNKNOWN;
}

// The attribute called `name`, ATTR_UNKNOWN for those nobody here looks at.  O(1).
static inline enum html_attr html_attr_find(struct str name)
{
    if (name.n == 0 || name.n > HTML_NAME_MAX)
        return ATTR_UNKNOWN;
    uint64_t key = html_name_key(name);
    enum html_attr attr = html_attr_slots[key * HTML_ATTR_FACTOR >> HTML_ATTR_SHIFT];
    return attr && html_is_row(&html_attr_rows[attr], key, name) ? attr : ATTR_UNKNOWN;
}

static inline bool html_tag_has(enum html_tag tag, unsigned properties)
{
    return html_tag_rows[tag].properties & properties;
}

#endif
