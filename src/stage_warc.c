// stage_warc: the adapter of the stage `warc`.
#include "stage.h"

#include "base/file.h"
#include "warc/warc.h"

static void put_record(struct json *out, struct arena *a, const struct warc_record *r)
{
    struct warc_payload payload = warc_payload(a, r);
    json_begin_object(out);
    json_put_str(out, "type", r->type);
    json_put_str_or_null(out, "uri", r->uri);
    json_put_str_or_null(out, "date", r->date);
    json_put_int(out, "offset", (int64_t)r->offset);
    json_put_int(out, "length", (int64_t)r->length);
    json_put_int(out, "payload_length", (int64_t)payload.bytes.n);
    json_put_str_or_null(out, "content_type", payload.content_type);
    if (payload.status)
        json_put_int(out, "status", payload.status);
    json_end_object(out);
}

enum err_code stage_warc(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e)
{
    struct str path = json_get_str(in, "file"), bytes;
    if (!path.p)
        return err_set(e, ERR_BAD_INPUT, "the line has no \"file\"");
    enum err_code code = file_map(path.p, &bytes, e);
    if (code)
        return code;
    struct warc_reader *r = warc_open(bytes);
    struct warc_record record;
    json_key(out, "records");
    json_begin_array(out);
    while (warc_next(r, c->a, &record)) {
        put_record(out, c->a, &record);
        arena_reset(c->a);
    }
    json_end_array(out);
    size_t count;
    const struct warc_fault *faults = warc_faults(r, &count);
    json_key(out, "broken");
    json_begin_array(out);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(out);
        json_put_int(out, "offset", (int64_t)faults[i].offset);
        json_put_str(out, "why", str_from_cstr(faults[i].why));
        json_end_object(out);
    }
    json_end_array(out);
    warc_close(r);
    file_unmap(bytes);
    return ERR_NONE;
}
