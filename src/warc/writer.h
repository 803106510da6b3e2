// writer: appends what was fetched to a WARC 1.1 file, a gzip member a record, so that a day can be
// replayed with `isnad add`.
#ifndef WARC_WRITER_H
#define WARC_WRITER_H

#include "base/err.h"
#include "base/str.h"

struct warc_writer;

// Opens for appending; a new file gets a warcinfo record.
WARN_UNUSED enum err_code warc_writer_open(struct warc_writer **out, const char *path,
                                           struct err *e);
// Finishes and frees; NULL does nothing.
void warc_writer_close(struct warc_writer *w);
// One response record, flushed.  The body is written as it was decoded, under a head made of what
// is known of it.  A failing disk is reported once on standard error and then ignored: collecting
// goes on.
void warc_write_response(struct warc_writer *w, struct str url, int64_t at, struct str content_type,
                         struct str body);

#endif
