// charset: bytes of a page -> UTF-8.
//
// Decided in this order: byte order mark; what the HTTP header says; the first 1,024 bytes' meta
// elements (HTML standard, section 13.2.3.2); a guess.  A claim that the bytes contradict is not
// believed: a page said to be windows-1256 that is valid UTF-8 with letters beyond ASCII is read as
// UTF-8, and one said to be UTF-8 that is not is read as what it looks like.
#ifndef PAGE_CHARSET_H
#define PAGE_CHARSET_H

#include "base/arena.h"

struct decoded {
    struct str
        text; // valid UTF-8, without byte order mark; a view of the bytes where they are that
    struct str charset; // lower-case name by the WHATWG encoding standard, "utf-8" …
    struct str from;    // "bom", "http", "meta", "guess", "recovered"
    size_t replaced;    // characters that could not be read (U+FFFD)
};

// content_type is the HTTP header or empty.  Never fails.  Time O(n), memory <= 3 n.
struct decoded charset_decode(struct arena *a, struct str bytes, struct str content_type);
// The WHATWG name for a label ("cp1256" -> "windows-1256"), the empty view for unknown ones.
struct str charset_name(struct str label);
// Decodes with the encoding of a WHATWG name, as it is, nothing guessed; U+FFFD for what cannot be
// read, counted in *replaced.
struct str charset_convert(struct arena *a, struct str bytes, struct str name, size_t *replaced);

#endif
