// decode: the codings of an HTTP body undone (RFC 9110, section 8.4).
//
// Strict where it matters: a stream that was cut off or whose checksum is wrong is an error,
// because half a feed taken for the whole of it would lose what the other half says.  What stands
// behind the end of a stream is passed over, as browsers do; a row of gzip members is one stream.
#ifndef NET_DECODE_H
#define NET_DECODE_H

#include "base/buf.h"

struct decode_limits {
    size_t bytes; // of the result and of every step to it
    size_t ratio; // result : body, looked at past 1 MiB
};

enum decode_result {
    DECODE_OK,
    DECODE_TOO_LARGE,
    DECODE_CUT,    // it ends before its end
    DECODE_BROKEN, // a wrong checksum, or no such stream
    DECODE_UNKNOWN // a coding that we do not ask for
};

// Undoes the codings of a Content-Encoding ("gzip, br": in the order they were applied; gzip,
// deflate, br, zstd, identity) and writes the result into *out, which is empty; where something is
// wrong it may hold a part of it.  No more than O(body + limits.bytes) work and memory for each
// coding.
enum decode_result decode_body(struct str codings, struct str body,
                               const struct decode_limits *limits, struct buf *out);

#endif
