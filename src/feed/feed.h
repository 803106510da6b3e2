// feed: bytes of a feed → its head and items.  RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0,
// CDF, JSON Feed 1.0 and 1.1, with what other vocabularies (content, dc, media, itunes, sy …) add.
//
// Never fails: of any bytes, what could be read is returned; bytes that are no feed give
// FEED_UNKNOWN and no items.  Markup in summaries and contents is as it came (relative addresses
// made absolute): whoever displays it sanitises it.
// Linear time; memory <= 40 bytes for each byte of input (5 in usual feeds) and 3 KiB for each
// item, of which there are at most LIMIT_FEED_ITEMS; strings are views of one copy of the document
// where they can be.
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include "base/arena.h"

// X(NAME, name in JSON)
#define FEED_FORMATS(X)                                                                            \
    X(FEED_UNKNOWN, "")                                                                            \
    X(FEED_RSS, "rss")                                                                             \
    X(FEED_RSS_090, "rss090")                                                                      \
    X(FEED_RSS_091, "rss091u")                                                                     \
    X(FEED_RSS_091N, "rss091n")                                                                    \
    X(FEED_RSS_092, "rss092")                                                                      \
    X(FEED_RSS_093, "rss093")                                                                      \
    X(FEED_RSS_094, "rss094")                                                                      \
    X(FEED_RSS_10, "rss10")                                                                        \
    X(FEED_RSS_20, "rss20")                                                                        \
    X(FEED_ATOM, "atom")                                                                           \
    X(FEED_ATOM_01, "atom01")                                                                      \
    X(FEED_ATOM_02, "atom02")                                                                      \
    X(FEED_ATOM_03, "atom03")                                                                      \
    X(FEED_ATOM_10, "atom10")                                                                      \
    X(FEED_CDF, "cdf")                                                                             \
    X(FEED_JSON_1, "json10")                                                                       \
    X(FEED_JSON_11, "json11")
enum feed_format {
#define X(name, text) name,
    FEED_FORMATS(X)
#undef X
};
struct str feed_format_name(enum feed_format format);

enum feed_text_kind {
    FEED_TEXT_NONE,
    FEED_TEXT_PLAIN,
    FEED_TEXT_HTML,
    FEED_TEXT_XHTML,
    FEED_TEXT_OTHER
};

struct feed_text {
    struct str value; // plain text, or markup as the kind says; .p NULL: none
    enum feed_text_kind kind;
    struct str type; // media type as it was given, "text/plain" …
    struct str src;  // address of content that is elsewhere
    struct str language, base;
};

struct feed_time {
    struct str text; // as it was written; .p NULL: none
    int64_t at;      // seconds UTC
    bool known;      // `at` is set
};

struct feed_person {
    struct str name, email, url;
};

struct feed_link {
    struct str href, rel, type, title, hreflang, length;
};

struct feed_generator {
    struct str name, url, version;
};

struct feed_category {
    struct str term, scheme, label;
};

struct feed_image {
    struct str url, title, link, description;
    struct str width, height; // pixels, as written
    struct str name;          // of a text input
};

enum feed_place_kind {
    FEED_PLACE_NONE,
    FEED_PLACE_POINT,
    FEED_PLACE_LINE,
    FEED_PLACE_POLYGON,
    FEED_PLACE_BOX
};

struct feed_point {
    double longitude, latitude; // degrees, WGS 84 unless the feed names another system
};

struct feed_place {
    enum feed_place_kind kind;
    struct feed_point *points;
    size_t point_count;
};

// What no field below holds: "dcterms:valid", with value and attributes.
struct feed_extra {
    struct str name;        // with the usual prefix of its vocabulary, whatever the feed wrote
    struct str value;       // may be empty
    struct str *attributes; // name, value, name, value …
    size_t attribute_count; // pairs
};

// The head of a feed, an item of it, or the feed an item was taken from.
struct feed_entry {
    struct str id, link;
    bool id_is_link; // an RSS guid that is the item's address
    struct feed_text title, summary, rights, info;
    struct feed_text subtitle; // of a feed: what it is about
    struct feed_text *contents;
    size_t content_count;
    struct feed_link *links; // of all kinds, enclosures with rel "enclosure"
    size_t link_count;
    struct feed_person *authors, *contributors;
    size_t author_count, contributor_count;
    struct feed_person publisher;
    struct feed_category *categories;
    size_t category_count;
    struct feed_time published, updated, created, expired;
    struct str language, comments, icon, logo;
    struct feed_image image;
    struct feed_generator generator;
    struct feed_place place;
    struct feed_entry *source; // of an item that was taken over, or NULL
    struct feed_extra *extras;
    size_t extra_count;
};

struct feed {
    enum feed_format format;
    struct str charset; // WHATWG name
    bool well_formed;   // it had no fault
    unsigned faults;    // enum xml_fault (xml.h)
    struct feed_entry head;
    struct feed_entry *items; // document order
    size_t item_count;
    bool cut; // there were more than LIMIT_FEED_ITEMS
    struct feed_image text_input;
    // How often to come back.
    int64_t ttl_s;        // from ttl or sy:, 0: not said
    uint32_t skip_hours;  // bit n: not in hour n UTC
    uint8_t skip_days;    // bit n: not on weekday n, 0 = Sunday
    struct str moved_to;  // address of the feed's new place
    struct str hub, self; // WebSub
};

struct feed_hints {
    struct str content_type; // HTTP header
    struct str url;          // where it was fetched from: what relative addresses are relative to
    struct str language;     // HTTP Content-Language
};

// Everything in the result lives in `a` and is independent of `bytes`; hints may be NULL.
struct feed feed_parse(struct arena *a, struct str bytes, const struct feed_hints *hints);

// Do these bytes begin like a feed?  For telling feeds from pages; looks at the first 4 KiB.
bool feed_sniff(struct str bytes);

#endif
