// warc: records of WARC 1.0/1.1 (ISO 28500) and ARC files, plain or compressed, one after another.
//
// Never fails: every good record before and after a damaged one comes out, and the damage is told.
// Memory: one record (at most LIMIT_WARC_RECORD of it; the rest is passed over) and the unpacked
// window; time O(n).
#ifndef WARC_WARC_H
#define WARC_WARC_H

#include "base/arena.h"
#include "model.h"

struct warc_reader;

struct warc_record {
    struct str type;      // "response", "resource", "warcinfo" …; ARC: "response" or "arc_header"
    struct str uri, date; // date as written; ARC's 14 digits become RFC 3339
    struct str content_type; // of the block
    size_t offset;    // in the file: of the record; of the member in work where it is compressed
    size_t length;    // of the block, as the head says
    struct str block; // in the arena
    bool cut;         // the block is longer than LIMIT_WARC_RECORD
};

struct warc_fault {
    size_t offset; // in the file
    const char *why;
};

// `bytes` must outlive the reader (map the file, base/file.h).
struct warc_reader *warc_open(struct str bytes);
void warc_close(struct warc_reader *r);
// The next good record; false at the end.
bool warc_next(struct warc_reader *r, struct arena *a, struct warc_record *out);
// What was damaged so far; good until the next call.
const struct warc_fault *warc_faults(const struct warc_reader *r, size_t *count);

// The payload of a record: the decoded HTTP body of request and response, the block of others, and
// nothing of an ARC file's own header.
struct warc_payload {
    struct str bytes;
    struct str content_type; // HTTP's, or the record's
    int status;              // HTTP's; 0: none
};
struct warc_payload warc_payload(struct arena *a, const struct warc_record *r);

#endif
