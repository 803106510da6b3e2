// writer: see writer.h.  Record heads by ISO 28500:2017; ids are random UUIDs (RFC 4122, version
// 4).
#include "warc/writer.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/log.h"

struct warc_writer {
    FILE *file;
    struct buf record, packed;
    bool failed;
};

static void add_uuid(struct buf *b)
{
    unsigned char id[16];
    randombytes_buf(id, sizeof id);
    id[6] = (unsigned char)((id[6] & 0x0F) | 0x40);
    id[8] = (unsigned char)((id[8] & 0x3F) | 0x80);
    buf_add(b, S("<urn:uuid:"));
    for (size_t i = 0; i < sizeof id; i++)
        buf_printf(b, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", id[i]);
    buf_add(b, S(">"));
}

static void begin_record(struct buf *b, const char *type, int64_t at)
{
    buf_reset(b);
    buf_printf(b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: ", type);
    add_uuid(b);
    buf_add(b, S("\r\nWARC-Date: "));
    rfc3339_add(b, at);
    buf_add(b, S("\r\n"));
}

// Outside text in a field: a line end would begin a field of its own.
static void add_field(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, "%s: ", name);
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] >= 0x20)
            buf_add_byte(b, value.p[i]);
    buf_add(b, S("\r\n"));
}

// Packs w->record as one gzip member and appends it.
static void put_record(struct warc_writer *w)
{
    z_stream z = {0};
    if (w->failed || deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    buf_reset(&w->packed);
    size_t room = deflateBound(&z, w->record.n);
    z.next_in = (Bytef *)w->record.p;
    z.avail_in = (uInt)w->record.n;
    z.next_out = (Bytef *)buf_room(&w->packed, room);
    z.avail_out = (uInt)room;
    int r = deflate(&z, Z_FINISH);
    size_t made = room - z.avail_out;
    deflateEnd(&z);
    if (r == Z_STREAM_END && fwrite(w->packed.p, 1, made, w->file) == made && fflush(w->file) == 0)
        return;
    w->failed = true;
    log_line(LOG_ERROR, "the WARC file cannot be written: %s", strerror(errno));
}

enum err_code warc_writer_open(struct warc_writer **out, const char *path, struct err *e)
{
    struct warc_writer *w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->file = fopen(path, "ab");
    if (!w->file) {
        free(w);
        return err_set(e, ERR_IO, "cannot write %s: %s", path, strerror(errno));
    }
    if (ftell(w->file) == 0) {
        static const char info[] = "software: isnad\r\nformat: WARC File Format 1.1\r\n";
        begin_record(&w->record, "warcinfo", (int64_t)time(NULL));
        buf_printf(&w->record,
                   "Content-Type: application/warc-fields\r\nContent-Length: %zu\r\n\r\n%s\r\n\r\n",
                   sizeof info - 1, info);
        put_record(w);
    }
    *out = w;
    return ERR_NONE;
}

void warc_writer_close(struct warc_writer *w)
{
    if (!w)
        return;
    fclose(w->file);
    buf_release(&w->record);
    buf_release(&w->packed);
    free(w);
}

void warc_write_response(struct warc_writer *w, struct str url, int64_t at, struct str content_type,
                         struct str body)
{
    struct buf head = {0};
    buf_add(&head, S("HTTP/1.1 200 OK\r\n"));
    if (content_type.n)
        add_field(&head, "Content-Type", content_type);
    buf_printf(&head, "Content-Length: %zu\r\n\r\n", body.n);
    begin_record(&w->record, "response", at);
    add_field(&w->record, "WARC-Target-URI", url);
    buf_printf(&w->record,
               "Content-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n",
               head.n + body.n);
    buf_add(&w->record, buf_str(&head));
    buf_add(&w->record, body);
    buf_add(&w->record, S("\r\n\r\n"));
    buf_release(&head);
    put_record(w);
}
