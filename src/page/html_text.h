// html_text: raw text of a page as running text.
#ifndef PAGE_HTML_TEXT_H
#define PAGE_HTML_TEXT_H

#include "base/buf.h"

// Appends raw text: references decoded (if asked), each run of white space one space, control
// characters, soft hyphens, zero-width spaces and BOMs dropped.  A run of white space that begins
// in one piece and goes on in the next is still one space; none is added after a newline or at the
// start of the buffer.
void html_text_add(struct buf *out, struct str raw, bool references);
// White space between two pieces.
void html_text_space(struct buf *out);

#endif
