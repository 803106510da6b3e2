// excerpt: what publishing systems set behind the text of a feed item, taken off.
#ifndef FEED_EXCERPT_H
#define FEED_EXCERPT_H

#include "base/arena.h"
#include "base/str.h"

// The running text of an item (lines, no markup) without a closing "read more" and without the
// line "The post … appeared first on …" of WordPress, in Arabic, English and French.  A view of
// `text`, which must be valid UTF-8; never fails; looks at the last 1 KiB.  A text that is nothing
// else is left as it is.  `scratch` holds folded words only.
struct str excerpt_trim(struct arena *scratch, struct str text);

#endif
