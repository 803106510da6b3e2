// file: whole files in, with gzip read through, and lines from a stream.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

// Reads a file ("-" is standard input) into the arena, at most `max` bytes.  A gzip file (by its
// first bytes, whatever its name) is inflated, at most `max` bytes of it.
WARN_UNUSED enum err_code file_read(struct arena *a, const char *path, size_t max, struct str *out,
                                    struct err *e);

// Inflates gzip, all members, into the arena.  What stands behind the last good member is ignored.
// ERR_BAD_INPUT for damaged data, ERR_TOO_LARGE past `max` bytes.
WARN_UNUSED enum err_code gzip_inflate(struct arena *a, struct str in, size_t max, struct str *out,
                                       struct err *e);

// Maps a file into memory, read-only, as it is (no gzip).  An empty file gives the empty view.
WARN_UNUSED enum err_code file_map(const char *path, struct str *out, struct err *e);
void file_unmap(struct str mapped);

// Lines of a stream, plain or gzip.
struct line_reader {
    void *gz; // gzFile
    struct buf line;
};
WARN_UNUSED enum err_code lines_open(struct line_reader *r, const char *path, struct err *e);
// The next line without its end, good until the next call; false at the end.  A line longer than
// LIMIT_NDJSON_LINE is cut and r->line.full is set.
bool lines_next(struct line_reader *r, struct str *line);
// After the last line: whether the file was read to its end; ERR_IO where it could not be read, or
// its gzip data are cut off or damaged.
WARN_UNUSED enum err_code lines_end(const struct line_reader *r, const char *path, struct err *e);
void lines_close(struct line_reader *r);

#endif
