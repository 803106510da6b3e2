// html_tag: see html_tag.h.  The key is the first eight letters, lower-cased in one go, mixed with
// the length; tools/gen-html-tags chose the factor so that no two names share a slot.
#include "page/html_tag.h"

#include "page/html_key.h"

// Lower case of eight ASCII bytes at once; bytes that are no capital letters stay.
static uint64_t lower8(uint64_t v)
{
    uint64_t high = v & 0x8080808080808080u, low = v & 0x7F7F7F7F7F7F7F7Fu;
    uint64_t from_a = low + 0x3F3F3F3F3F3F3F3Fu; // bit 7: >= 'A'
    uint64_t past_z = low + 0x2525252525252525u; // bit 7: > 'Z'
    uint64_t upper = (from_a & ~past_z & ~high) & 0x8080808080808080u;
    return v | upper >> 2;
}

static uint64_t key_of(struct str name)
{
    return lower8(html_key(name.p, name.n < 8 ? name.n : 8)) ^ name.n;
}

static bool is_row(const struct html_tag_row *row, uint64_t key, struct str name)
{
    // Up to eight letters the key and the length say it all.
    return row->key == key && row->name_len == name.n &&
           (name.n <= 8 || str_eq_nocase(name, (struct str){row->name, row->name_len}));
}

enum { NAME_MAX_LEN = 13 }; // the longest name in either table

enum html_tag html_tag_find(struct str name)
{
    if (name.n == 0 || name.n > NAME_MAX_LEN)
        return TAG_UNKNOWN;
    uint64_t key = key_of(name);
    enum html_tag tag = html_tag_slots[key * HTML_TAG_FACTOR >> HTML_TAG_SHIFT];
    return tag && is_row(&html_tag_rows[tag], key, name) ? tag : TAG_UNKNOWN;
}

enum html_attr html_attr_find(struct str name)
{
    if (name.n == 0 || name.n > NAME_MAX_LEN)
        return ATTR_UNKNOWN;
    uint64_t key = key_of(name);
    enum html_attr attr = html_attr_slots[key * HTML_ATTR_FACTOR >> HTML_ATTR_SHIFT];
    return attr && is_row(&html_attr_rows[attr], key, name) ? attr : ATTR_UNKNOWN;
}
