// charset: bytes of a page or feed -> UTF-8.
//
// Decided in this order: byte order mark; what the HTTP header says; what the document declares
// (meta elements: page/prescan.h; XML declaration: below); a guess.  A claim that the bytes
// contradict is not believed: a page said to be windows-1256 that is valid UTF-8 with letters
// beyond ASCII is read as UTF-8, and one said to be UTF-8 that is not is read as what it looks
// like.
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/arena.h"

struct decoded {
    struct str
        text; // valid UTF-8, without byte order mark; a view of the bytes where they are that
    struct str charset; // lower-case name by the WHATWG encoding standard, "utf-8" …
    struct str from;    // "bom", "http", "meta", "guess", "recovered"
    size_t replaced;    // characters that could not be read (U+FFFD)
};

// content_type is the HTTP header or empty, declared the WHATWG name the document itself gives or
// empty.  Never fails.  Time O(n), memory <= 3 n.
struct decoded charset_decode(struct arena *a, struct str bytes, struct str content_type,
                              struct str declared);
// The WHATWG name in a Content-Type, the empty view where there is none (HTML standard, 2.5.5).
struct str charset_of_content_type(struct str s);
// The WHATWG name in an XML declaration at the start; the empty view where there is none.
struct str charset_of_xml_declaration(struct str bytes);
// The WHATWG name for a label ("cp1256" -> "windows-1256"), the empty view for unknown ones.
struct str charset_name(struct str label);
// Decodes with the encoding of a WHATWG name, as it is, nothing guessed; U+FFFD for what cannot be
// read, counted in *replaced.
struct str charset_convert(struct arena *a, struct str bytes, struct str name, size_t *replaced);

#endif
