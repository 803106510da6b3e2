// xml: a tolerant pull scanner for the XML of feeds, sitemaps and OPML.
//
// Reads well-formed XML 1.0 as the standard says, and of anything else as much as can be told: end
// tags that match nothing are dropped, missing ones are supplied, a bare '&' or '<' is text, names
// in any case are kept.  What was not well-formed is noted in `faults`.  No external entity, file
// or address is ever touched; internal entities are expanded within limits (threats.md, P4).
// Linear time; memory: the open elements, the attributes of one tag, and expanded entities.
#ifndef FEED_XML_H
#define FEED_XML_H

#include "base/buf.h"
#include "base/map.h"

enum xml_kind { XML_DONE, XML_START, XML_END, XML_TEXT };

// What was wrong with the document; bits.
enum xml_fault {
    XML_FAULT_TAGS = 1,        // end tags that do not match, elements left open
    XML_FAULT_ATTRIBUTES = 2,  // unquoted, doubled, with '<'
    XML_FAULT_REFERENCES = 4,  // '&' alone, entities that are not declared
    XML_FAULT_MARKUP = 8,      // comments, CDATA, tags cut off; text outside the root
    XML_FAULT_LIMITS = 16,     // deeper, more or longer than the limits
    XML_FAULT_CHARACTERS = 32, // characters that XML does not have
    XML_FAULT_CHARSET = 64     // for feed.c: not in the encoding it was said to be in
};

enum {
    XML_DEPTH_MAX = 256,
    XML_ATTRIBUTES_MAX = 256,
    XML_ENTITY_DEPTH = 8,       // entities inside entities
    XML_ENTITY_TOTAL = 1 << 20, // bytes of expansion of one document
    XML_ENTITY_RATIO = 10,      // expansion : document, past XML_ENTITY_FREE bytes
    XML_ENTITY_FREE = 1 << 16,
};

struct xml_attribute {
    struct str name;  // as written, with its prefix
    struct str value; // raw: see xml_value
    bool has_colon;   // in the name
};

struct xml {
    struct arena *a;
    struct str rest; // unread
    size_t size;     // of the document
    unsigned faults;

    // The current token.
    enum xml_kind kind;
    struct str raw;  // all of the token as it is in the document (not of an XML_END that is owed)
    struct str name; // XML_START, XML_END: with its prefix
    bool has_colon;  // XML_START: in the name
    bool is_exact;   // XML_END: raw is "</", the name, ">"
    struct str text; // XML_TEXT: raw, or the characters themselves where `literal`
    bool literal;    // from a CDATA section
    bool plain;      // neither '&', '<', '>' nor CR is in the text: raw is as good as resolved
    struct xml_attribute *attributes;
    size_t attribute_count;

    // Open elements; those past the limit are only counted.
    struct str open[XML_DEPTH_MAX];
    size_t depth, too_deep;
    size_t pending_ends; // XML_END tokens owed before the next one is read
    bool empty;          // the current start tag closes itself
    bool seen_root;
    // Set by the owner: an unquoted value may end in '/'; there may be a CR in the document (true
    // unless the owner knows better).
    bool html, has_cr;
    struct str doctype; // the document type declaration without its subset

    struct map entities; // name -> index
    struct str *entity_values;
    size_t entity_count, expanded;
    struct buf scratch; // for values with references; freed with the arena
    // What keeps hostile input linear: delimiters known not to occur in the rest, and how often
    // names were compared in vain.
    unsigned never;
    size_t compared;
};

// `document` is UTF-8 and must outlive the scanner and what it returned; `x` must live as long as
// `a`, best in it.
void xml_init(struct xml *x, struct arena *a, struct str document);
// The next token.  Every XML_START is followed by its XML_END, also at the end of a cut document.
enum xml_kind xml_next(struct xml *x);

// Raw text or attribute value with its references resolved and line ends normalised; raw itself
// where there is nothing to do, else in the arena.
struct str xml_value(struct xml *x, struct str raw);
// The characters of the current XML_TEXT.
struct str xml_text(struct xml *x);
// The resolved value of an attribute of the current XML_START by its name without prefix, any case
// (`local` in lower case);
// .p NULL where there is none.
struct str xml_attribute_find(struct xml *x, struct str local);
static inline struct str xml_attribute(struct xml *x, struct str local)
{
    return x->attribute_count ? xml_attribute_find(x, local) : (struct str){0};
}

// "dc:date" -> "dc", "date".
void xml_split_name(struct str name, struct str *prefix, struct str *local);

// As str_find, for delimiters whose first byte is rare in text: memchr is much faster than memmem.
size_t xml_find(struct str s, struct str end);
// For xml.c: reads the internal subset of a document type declaration.
void xml_read_entities(struct xml *x, struct str subset);

#endif
