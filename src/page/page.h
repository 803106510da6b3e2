// page: bytes of one page → its text, segments and articles.  The public face of the room.
//
// Never fails: of any bytes, what could be read is returned; an empty page has no articles.
// Linear time; memory <= 64 bytes for each byte of input, capped by LIMIT_DECODED where bytes
// enter.
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "base/arena.h"
#include "model.h"

enum page_form { PAGE_AUTO, PAGE_HTML, PAGE_TEXT };

struct page_input {
    struct str bytes;        // as they came, any charset
    struct str url;          // where known
    struct str content_type; // HTTP header, where known
    enum page_form form;     // PAGE_AUTO looks at content_type, then at the first bytes
};

// Everything in the result lives in `a` and is independent of `in`; `scratch` may be reset after
// the call.  The readings of the articles are left empty (pipeline.h fills them).
struct page page_read(struct arena *a, struct arena *scratch, const struct page_input *in);

#endif
