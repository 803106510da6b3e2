// html_entities: character references of HTML (section 13.2.5.72 and on), and raw text decoded.
#ifndef TEXT_HTML_ENTITIES_H
#define TEXT_HTML_ENTITIES_H

#include "base/arena.h"

// The reference at the start of s (s.p[0] == '&'): its bytes, 0 where the '&' stands for itself.
// Writes its UTF-8 to out and the length to *out_len.
size_t html_reference(struct str s, bool in_attribute, char out[8], size_t *out_len);

// What html_decode does with raw bytes.
enum {
    HTML_DECODE_REFERENCES = 1, // decode character references
    HTML_DECODE_ATTRIBUTE = 2,  // by the rules for attribute values
    HTML_DECODE_KEEP_NUL = 4,   // NUL stays (the data state), else it becomes U+FFFD
};

// Decodes raw text or an attribute value into out, which has room for HTML_DECODE_ROOM(raw.n)
// bytes, and returns the length.  CR and CRLF become LF.
#define HTML_DECODE_ROOM(n) (3 * (n) + 8)
size_t html_decode(char *out, struct str raw, unsigned how);
// The same into the arena; raw itself where nothing had to be done.
struct str html_decoded(struct arena *a, struct str raw, unsigned how);

#endif
