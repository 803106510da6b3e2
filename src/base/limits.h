// limits: every bound on outside data, in one place (design.md section 12, threats.md 1.1).
// A limit is a number with a unit and a reason; nothing else belongs here.
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define KIB ((size_t)1024)
#define MIB (KIB * 1024)

// Bytes.
#define LIMIT_WIRE (10 * MIB)       // one HTTP body as it travels
#define LIMIT_DECODED (32 * MIB)    // the same, decompressed; also any file read as one document
#define LIMIT_IN_FLIGHT (256 * MIB) // all bodies that are being fetched, or wait to be read
#define LIMIT_URL (8 * KIB)
#define LIMIT_RATIO 100              // decoded : wire, looked at past 1 MiB
#define LIMIT_WARC_RECORD (64 * MIB) // of one record; the rest is passed over
#define LIMIT_NDJSON_LINE (64 * MIB)
#define ARENA_LIMIT_DEFAULT (2048 * MIB) // 64 x the largest document

// Text and trees.
#define LIMIT_TREE_DEPTH 512    // deeper HTML is flattened, as Chrome does
#define LIMIT_TREE_NODES 150000 // what follows in the page is not read
#define LIMIT_ATTRIBUTES 1024   // per element, the rest is dropped
#define LIMIT_XML_DEPTH 256
#define LIMIT_FEED_ITEMS 5000
#define LIMIT_JSON_DEPTH 64
#define LIMIT_TITLE_POINTS 1024 // code points
#define LIMIT_NAME_POINTS 256   // of authors and outlets
#define LIMIT_GUID (4 * KIB)
#define LIMIT_ARTICLE_TEXT MIB // bytes of one article that are stored and indexed

// Search (threats.md P11).
#define LIMIT_QUERY_BYTES 512
#define LIMIT_QUERY_TERMS 50
#define LIMIT_QUERY_DEPTH 16
#define LIMIT_RESULTS 10000  // offset + limit of one search
#define LIMIT_SEARCH_MS 2000 // then what was found so far is given, marked as partial

#endif
