// escape: see escape.h.  One set of escapes for both places is one thing less to get wrong.
#include "base/escape.h"

#include "base/utf8.h"

void escape_html(struct buf *out, struct str s)
{
    uint32_t c;
    while (utf8_next(&s, &c)) {
        switch (c) {
        case '&': buf_add(out, S("&amp;")); break;
        case '<': buf_add(out, S("&lt;")); break;
        case '>': buf_add(out, S("&gt;")); break;
        case '"': buf_add(out, S("&quot;")); break;
        case '\'': buf_add(out, S("&#39;")); break;
        default: {
            bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
            bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            if (!control && !bidi)
                buf_add_point(out, c);
        }
        }
    }
}
