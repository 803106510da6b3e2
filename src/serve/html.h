// html: the one writer of HTML.  Whatever comes from outside goes through it and is escaped for the
// place where it stands; literal markup is passed as C string literals only.
//
// Attribute values are always quoted.  Links from outside are written only if they are http or
// https; others become "#".  Runs of outside text stand in <bdi>, so that a title in another
// direction does not turn the line around it.
#ifndef SERVE_HTML_H
#define SERVE_HTML_H

#include "base/buf.h"

struct html {
    struct buf *out;
};

// Markup of ours, as it is.  The macro takes literals only: "" literal "" does not compile else.
#define html_raw(h, literal) buf_add((h)->out, S("" literal ""))
// Outside text, escaped for text and for quoted attributes alike (base/escape.h).
void html_text(struct html *h, struct str s);
// The same in <bdi>.
void html_bdi(struct html *h, struct str s);
// ` name="value"`, the value escaped.  `name` is ours.
void html_attr(struct html *h, const char *name, struct str value);
// ` href="…"` for an outside address (http and https only).
void html_href(struct html *h, struct str url);
void html_number(struct html *h, int64_t n);
// One path segment or query value: everything but unreserved characters percent-encoded (RFC 3986).
void html_url_part(struct html *h, struct str s);

#endif
