// http: an HTTP message as archives keep it: head and body as they travelled.
#ifndef WARC_HTTP_H
#define WARC_HTTP_H

#include "base/arena.h"
#include "base/str.h"

struct http_message {
    int status;              // 0 for a request
    struct str content_type; // empty where none
    struct str location;
    struct str body; // de-chunked and decompressed where that worked, else as it travelled
    bool undecoded;  // the body is as it travelled, though the head names a coding
};

// Never fails; what is no HTTP message is all body.  Views into `bytes` or the arena; the decoded
// body has at most LIMIT_DECODED bytes.  Codings: chunked, gzip, deflate, br, zstd.
struct http_message http_message_parse(struct arena *a, struct str bytes);

#endif
