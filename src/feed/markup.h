// markup: HTML inside feeds, as far as a feed reader has to touch it.  Internal to feed/.
#ifndef FEED_MARKUP_H
#define FEED_MARKUP_H

#include "feed/pieces.h"

// Does an attribute of this name (any case) hold an address?
bool feed_markup_is_address(struct str name);

// s as text of HTML or XML, or as the value of an attribute in either kind of quotes; s itself
// where that is the same.
struct str feed_markup_escape(struct arena *a, struct str s, bool in_attribute);

// What the relative addresses of a text are relative to.
struct markup_base {
    struct str base;
    struct str root; // scheme and host of an absolute base, as they stand in markup; else .p NULL
    size_t budget;   // bytes that addresses may still become: a long base before many short
                     // addresses would make a bomb
};
// Sets all but the budget; does nothing where `base` is the one that is set.
void feed_markup_set_base(struct arena *a, struct markup_base *b, struct str base);

// The value of an attribute, raw, made absolute: adds what it becomes to `out`, behind `before`.
// false: it is empty, absolute already, or the budget is used up; nothing was added.
bool feed_markup_resolve_address(struct arena *a, struct markup_base *b, struct str raw,
                                 struct str before, struct pieces *out);

// `html` with the relative addresses of its links, images … made absolute, and the namespaces of
// SVG and MathML; html itself where there is nothing to do.  Everything else stays byte for byte.
// O(n).  `out` is working space.
struct str feed_markup_resolve(struct arena *a, struct markup_base *b, struct str html,
                               struct pieces *out);

// `html` with the references to C1 controls ("&#146;") as the windows-1252 characters that are
// meant, as browsers read them; html itself where there are none.  O(n).
struct str feed_markup_repair(struct arena *a, struct str html);

// Is this text, which should be plain, HTML after all?  It has an end tag or a character reference,
// and nothing in angle brackets but tags that HTML has.  Errs on the side of plain text.
bool feed_markup_looks_like_html(struct str text);

#endif
