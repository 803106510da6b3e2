// escape: outside text made safe to stand in HTML and XML, between tags and in quoted attributes.
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

// & < > " ' become references.  Controls and bidi embeddings, overrides and isolates are left out:
// they could reorder what stands around the text (Trojan Source; threats.md P13).
void escape_html(struct buf *out, struct str s);

#endif
