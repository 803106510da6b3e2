// unpack: a compressed archive as a stream of plain bytes, tolerant of damage.
//
// Reads gzip (one or many members), zstd, lz4 frames or plain bytes.  Where a member is damaged,
// what was unpacked before the damage is kept, the stream has a gap, and reading goes on at the
// next member that begins well.
#ifndef WARC_UNPACK_H
#define WARC_UNPACK_H

#include "base/buf.h"

enum unpack_form { UNPACK_PLAIN, UNPACK_GZIP, UNPACK_ZSTD, UNPACK_LZ4 };

struct unpack {
    struct str in;     // the whole archive
    size_t at;         // next byte of it to unpack
    size_t member;     // where the member at hand begins
    struct buf out;    // unpacked and not yet dropped
    bool gap;          // the bytes of `out` end at a damage; unpack_more starts behind it
    const char *fault; // what the damage was
    enum unpack_form form;
    void *codec; // z_stream, ZSTD_DStream or LZ4F_dctx
};

// `in` must outlive u.
void unpack_init(struct unpack *u, struct str in);
void unpack_release(struct unpack *u);
// Appends some more bytes to u->out.  false at the end of the archive, or at a gap (u->gap).
bool unpack_more(struct unpack *u);
// Goes on behind a gap; drops what is in u->out.
void unpack_pass_gap(struct unpack *u);

#endif
