// reader: what the files that read XML feeds share.  Internal to feed/.
//
// reader.c walks the tokens and keeps the open elements; scope.c keeps namespaces, xml:base and
// xml:lang; collect.c takes the text and markup of titles, summaries and contents; element_table.c
// says what each element means; fields.c has the functions the table names.
#ifndef FEED_READER_H
#define FEED_READER_H

#include "base/vec.h"
#include "feed/feed.h"
#include "feed/markup.h"
#include "feed/pieces.h"
#include "feed/xml.h"

struct reader;
struct element;
typedef void (*element_start_fn)(struct reader *r, const struct element *e);
// `text` is what stood in the element, trimmed, references resolved.
typedef void (*element_end_fn)(struct reader *r, const struct element *e, struct str text);

// How the text of an element is taken.
enum element_mode {
    MODE_LEAF,    // its own text, where no element stands inside
    MODE_MARKUP,  // elements inside are part of the text, as markup
    MODE_CONTENT, // the same, with media type, language and base: a struct feed_text
};

// The fields that keep the depth they were found at: what stands nearer to the root wins.
enum field {
    FIELD_NONE,
    FIELD_ID,
    FIELD_TITLE,
    FIELD_SUMMARY,
    FIELD_SUBTITLE,
    FIELD_PUBLISHED,
    FIELD_UPDATED,
    FIELD_CREATED,
    FIELD_EXPIRED,
    FIELD_COMMENTS,
    FIELD_COUNT
};

struct element {
    struct str name;        // "dc:date": usual prefix of the vocabulary, lower case; "title": core
    element_start_fn start; // may be NULL
    element_end_fn end;     // NULL: kept as an extra
    enum element_mode mode;
    enum field field;
    enum feed_text_kind kind; // MODE_CONTENT: where the feed gives no media type
};

// An entry in the making.
struct draft {
    struct feed_entry e;
    VEC(struct feed_text) contents;
    VEC(struct feed_link) links;
    VEC(struct feed_person) authors;
    VEC(struct feed_person) contributors;
    VEC(struct feed_category) categories;
    VEC(struct feed_extra) extras;
    uint8_t depth_of[FIELD_COUNT]; // 1 + depth, 0: not set
    bool has_content;
    struct feed_text media_description; // stands where there is no summary
};

// As vec_push, for the lists of a draft: most entries have one or two of each kind.
#define feed_draft_push(a, vec)                                                                    \
    ((vec)->cap ? vec_push(a, vec)                                                                 \
                : ((vec)->v = arena_alloc((a), 2 * sizeof *(vec)->v), (vec)->cap = 2,              \
                   &(vec)->v[(vec)->n++]))

struct frame {
    const struct element *element;
    struct str name;     // as it is looked up; for extras
    struct draft *draft; // of the parent
    struct feed_person *person;
};

// The meaning of the last tag with some name; right as long as the namespaces are the same.
struct memo {
    struct str name;
    unsigned namespaces; // 0: empty
    struct str usual;    // with the usual prefix, for extras
    const struct element *element;
};
enum { MEMO_BITS = 6, MEMO_COUNT = 1 << MEMO_BITS };

struct binding {
    struct str prefix; // as declared, "" for the default
    struct str usual;  // prefix by which the table knows the vocabulary
    struct str uri;
};

// What a start tag changes for all that stands inside.
struct scope {
    size_t depth;         // of the element that changed it
    size_t binding_count; // namespaces in force
    unsigned namespaces;  // number of the set of them
    struct str base, language;
};

struct reader {
    struct arena *a;
    struct xml x;
    struct feed *feed;
    const struct feed_hints *hints;
    struct markup_base links; // for addresses in markup; its budget is that of all addresses
    struct frame *frames;     // XML_DEPTH_MAX
    size_t depth;
    struct scope scope; // in force
    VEC(struct scope) outer_scopes;
    VEC(struct binding) bindings;
    unsigned last_namespaces; // the last number given
    struct memo memos[MEMO_COUNT];

    struct draft head, item, source, image, text_input, ignored;
    struct draft *draft; // what fields are added to
    bool in_item, in_image;
    struct feed_person *person; // author, contributor or publisher that is open
    struct feed_person person_open;
    VEC(struct feed_entry) items;
    struct str *extra_attributes; // of the open leaf element
    size_t extra_attribute_count;
    bool leaf; // no element has started since the innermost one

    struct pieces text;   // of the innermost leaf, or of the collecting element
    struct pieces edited; // for feed_markup_resolve

    // The collecting element (MODE_MARKUP, MODE_CONTENT).
    bool collecting, base64;
    bool as_xml;      // its media type is XML: what stands inside is written as XML
    bool is_resolved; // addresses are made absolute as its tags are read
    size_t collect_depth;
    struct feed_text content;
    // For Atom's wrapping <div>: elements closed at the top, and whether the first is a div.
    size_t top_elements;
    bool top_text, first_is_div;

    bool summary_to_content;         // a second description is content
    enum feed_place_kind place_kind; // of the GML element that is open
    int place_width;                 // numbers to a point: 2 or 3
    bool place_as_written;           // not WGS 84
    int update_period_s;
    double update_frequency;
};

// reader.c
void feed_read_xml(struct arena *a, struct str text, bool has_cr, const struct feed_hints *hints,
                   struct feed *feed);
// Closes the draft: *out is its entry, with its lists.
void feed_draft_finish(const struct draft *d, struct feed_entry *out);
// Takes the attributes of the current start tag for the next extra.
void feed_keep_attributes(struct reader *r);
void feed_draft_add_extra(struct reader *r, struct str name, struct str value);

// scope.c: the start tag at r->depth is entered, the element there is left.
void feed_scope_enter(struct reader *r);
static inline void feed_scope_leave(struct reader *r)
{
    if (r->scope.depth == r->depth && r->outer_scopes.n)
        r->scope = r->outer_scopes.v[--r->outer_scopes.n];
}
// The namespace with a prefix in scope, or NULL.
const struct binding *feed_scope_find(const struct reader *r, struct str prefix);
// The usual prefix for one in scope.
struct str feed_scope_usual(struct reader *r, struct str prefix);
// "en_US" is meant as "en-US".
struct str feed_language_tag(struct arena *a, struct str s);
// An address made absolute by the base in scope.
struct str feed_resolve(struct reader *r, struct str ref);

// collect.c: text and markup of an element; `e` is the collecting one, whose start tag is current.
void feed_collect_begin(struct reader *r, const struct element *e);
void feed_collect_start(struct reader *r); // of an element inside
void feed_collect_text(struct reader *r);
void feed_collect_end(struct reader *r, bool was_empty);
struct str feed_collect_finish(struct reader *r);
// Adds to r->text, up to a limit that lies above all that is kept of one element.
void feed_text_add(struct reader *r, struct str s);
struct str feed_text_take(struct reader *r);
// The name of the media type that a kind stands for.
struct str feed_text_type(enum feed_text_kind kind);

// element_table.c: the meaning of an element by its usual prefix and local name (any case); NULL:
// none.
const struct element *feed_element_find(struct str prefix, struct str local);
// The usual prefix of a vocabulary by its namespace (any case); .p NULL: not known.
struct str feed_namespace_prefix(struct str uri);
// The format that a default namespace on the root tells, or FEED_UNKNOWN.
enum feed_format feed_namespace_format(struct str uri, bool is_default);

// content.c: what was collected, finished: base64, entities, relative addresses, markup told from
// text.
void feed_content_finish(struct reader *r, struct feed_text *t, struct str text);

#endif
