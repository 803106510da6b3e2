// markup: HTML inside feeds, as far as a feed reader has to touch it.  Internal to feed/.
#ifndef FEED_MARKUP_H
#define FEED_MARKUP_H

#include "feed/pieces.h"

// Does an attribute of this name (any case) hold an address?
bool feed_markup_is_address(struct str name);

// s as text of HTML or XML, or as the value of an attribute in either kind of quotes; s itself
// where that is the same.
struct str feed_markup_escape(struct arena *a, struct str s, bool in_attribute);

// `html` with the relative addresses of its links, images … made absolute; html itself where there
// are none, `base` is empty, or the result would be more than four times as long (and 64 KiB).
// Everything else stays byte for byte.  O(n).  `edited` is working space, in the same arena.
struct str feed_markup_resolve(struct arena *a, struct pieces *edited, struct str html,
                               struct str base);

// `html` with the references to C1 controls ("&#146;") as the windows-1252 characters that are
// meant, as browsers read them; html itself where there are none.  O(n).
struct str feed_markup_repair(struct arena *a, struct str html);

// Is this text, which should be plain, HTML after all?  It has an end tag or a character reference,
// and nothing in angle brackets but tags that HTML has.  Errs on the side of plain text.
bool feed_markup_looks_like_html(struct str text);

#endif
