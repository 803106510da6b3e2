// warc: see warc.h.
//
// One loop: skip blank lines, read a head, read its block.  A head that makes no sense starts a
// search for the next line that begins a record ("WARC/", or an ARC line), so that damage costs the
// records it touches and no others.  Damage inside a compressed member is unpack's; what was
// unpacked before it is read as far as it goes.
#include "warc/warc.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/vec.h"
#include "warc/http.h"
#include "warc/unpack.h"

enum { HEAD_MAX = 64 * 1024, FAULTS_MAX = 1000 };

struct warc_reader {
    struct unpack in;
    size_t at; // next byte of in.out
    struct arena arena;
    VEC(struct warc_fault) faults;
    bool arc;
};

struct warc_reader *warc_open(struct str bytes)
{
    struct warc_reader *r = calloc(1, sizeof *r);
    if (!r)
        abort();
    unpack_init(&r->in, bytes);
    return r;
}

void warc_close(struct warc_reader *r)
{
    if (!r)
        return;
    unpack_release(&r->in);
    arena_release(&r->arena);
    free(r);
}

const struct warc_fault *warc_faults(const struct warc_reader *r, size_t *count)
{
    *count = r->faults.n;
    return r->faults.v;
}

static struct str ahead(const struct warc_reader *r)
{
    return str_drop(buf_str(&r->in.out), r->at);
}

static void add_fault(struct warc_reader *r, const char *why)
{
    if (r->faults.n < FAULTS_MAX)
        *vec_push(&r->arena, &r->faults) = (struct warc_fault){
            r->in.form == UNPACK_PLAIN ? r->in.at - ahead(r).n : r->in.member, why};
}

// Drops what was read, so that the window stays small.
static void drop_read(struct warc_reader *r)
{
    struct buf *out = &r->in.out;
    if (r->at < out->n && r->at < 1024 * KIB)
        return;
    struct str rest = ahead(r);
    struct buf fresh = {0};
    buf_add(&fresh, rest);
    buf_release(out);
    *out = fresh;
    r->at = 0;
}

// Unpacks until n bytes lie ahead; false where the stream ends or has a gap before.
static bool want(struct warc_reader *r, size_t n)
{
    while (ahead(r).n < n)
        if (!unpack_more(&r->in))
            return false;
    return true;
}

// The next line, with its end passed over; false at the end, at a gap, or where it is too long.
static bool take_line(struct warc_reader *r, struct arena *a, struct str *line)
{
    size_t scanned = 0;
    for (;;) {
        struct str s = ahead(r);
        size_t end = scanned + str_find_byte(str_drop(s, scanned), '\n');
        if (end < s.n) {
            struct str rest = s;
            str_next_line(&rest, line);
            *line = arena_str(a, *line);
            r->at += end + 1;
            return true;
        }
        scanned = s.n;
        if (s.n > HEAD_MAX)
            return false;
        if (!unpack_more(&r->in)) {
            s = ahead(r); // the window may have moved
            *line = arena_str(a, s);
            r->at += s.n;
            return s.n > 0;
        }
    }
}

static bool is_digits(struct str s)
{
    size_t value;
    return str_to_size(s, SIZE_MAX / 2, &value);
}

// "URL IP date type length" (version 1) or ten fields (version 2); a URL may hold blanks, so the
// fields are taken from the right.
static bool is_arc_line(struct str line, struct str fields[5])
{
    if (!str_has(line, S(":")) || line.n > 16 * KIB)
        return false;
    for (size_t i = 5; i-- > 1;) {
        size_t cut = line.n;
        while (cut > 0 && line.p[cut - 1] != ' ')
            cut--;
        if (cut == 0)
            return false;
        fields[i] = str_drop(line, cut);
        line.n = cut - 1;
    }
    fields[0] = line;
    return fields[2].n >= 14 && is_digits(fields[2]) && line.n > 0;
}

// Passes over what is no record up to the next line that begins one.
static bool resync(struct warc_reader *r, struct arena *a)
{
    struct str line, fields[5];
    for (;;) {
        size_t before = r->at;
        if (!take_line(r, a, &line)) {
            if (ahead(r).n <= HEAD_MAX)
                return false;
            r->at += HEAD_MAX; // no line at all here
            continue;
        }
        if (str_starts(line, S("WARC/")) || (r->arc && is_arc_line(line, fields))) {
            r->at = before;
            return true;
        }
        if (r->at > 1024 * KIB)
            drop_read(r);
    }
}

static struct str without_brackets(struct str s)
{
    // wget wrote <URI>, against the standard's text but as its grammar says.
    if (s.n >= 2 && s.p[0] == '<' && s.p[s.n - 1] == '>')
        return str_sub(s, 1, s.n - 1);
    return s;
}

// Fields up to the blank line.  false where there is no usable Content-Length.
static bool read_warc_head(struct warc_reader *r, struct arena *a, struct warc_record *out)
{
    struct str line, key, value;
    bool has_length = false;
    size_t size = 0;
    while (take_line(r, a, &line) && line.n > 0) {
        size += line.n;
        if (size > HEAD_MAX || !str_cut(line, ':', &key, &value))
            continue;
        key = str_trim(key);
        value = str_trim(value);
        if (str_eq_nocase(key, S("content-length")))
            has_length = str_to_size(value, SIZE_MAX / 4, &out->length);
        else if (str_eq_nocase(key, S("warc-type")))
            out->type = value;
        else if (str_eq_nocase(key, S("warc-target-uri")))
            out->uri = without_brackets(value);
        else if (str_eq_nocase(key, S("warc-date")))
            out->date = value;
        else if (str_eq_nocase(key, S("content-type")))
            out->content_type = value;
    }
    return has_length;
}

static void read_arc_head(struct arena *a, struct str fields[5], struct warc_record *out)
{
    struct str d = fields[2];
    out->uri = fields[0];
    out->type = str_starts(out->uri, S("filedesc:")) ? S("arc_header") : S("response");
    out->date = arena_printf(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", d.p, d.p + 4, d.p + 6, d.p + 8,
                             d.p + 10, d.p + 12);
    out->content_type = fields[3];
    if (!str_to_size(fields[4], SIZE_MAX / 4, &out->length))
        out->length = 0; // "-1" and worse: an empty block
}

// The bytes before the next line that begins a WARC record; all of s where there is none.
static struct str before_next_record(struct str s)
{
    size_t at = str_find(s, S("\nWARC/1."));
    return at < s.n ? str_take(s, at + 1) : s;
}

// Copies the block.  One past the limit is cut and the rest passed over; one that the archive cuts
// off, or whose length is a lie, is what stands there before the next record.  false: nothing.
static bool read_block(struct warc_reader *r, struct arena *a, struct warc_record *out)
{
    size_t keep = out->length < LIMIT_WARC_RECORD ? out->length : LIMIT_WARC_RECORD;
    if (!want(r, keep)) {
        struct str rest = before_next_record(ahead(r));
        if (!r->in.gap)
            add_fault(r, "a record is cut off");
        out->block = arena_str(a, rest);
        out->cut = true;
        r->at += rest.n;
        return rest.n > 0;
    }
    out->block = arena_str(a, str_take(ahead(r), keep));
    r->at += keep;
    out->cut = keep < out->length;
    for (size_t left = out->length - keep; left > 0;) {
        drop_read(r);
        if (ahead(r).n == 0 && !unpack_more(&r->in))
            break;
        size_t step = ahead(r).n < left ? ahead(r).n : left;
        r->at += step;
        left -= step;
    }
    return true;
}

// At a gap or the end: true where the archive goes on behind it.
static bool pass_gap(struct warc_reader *r)
{
    if (!r->in.gap)
        return false;
    add_fault(r, r->in.fault);
    unpack_pass_gap(&r->in);
    r->at = 0;
    return true;
}

// One attempt at the record ahead: 1 a good one, 0 something else was read, -1 nothing is left.
static int try_record(struct warc_reader *r, struct arena *a, struct warc_record *out)
{
    struct str line, fields[5];
    size_t plain_at = r->in.at - ahead(r).n;
    *out = (struct warc_record){.offset = r->in.form == UNPACK_PLAIN ? plain_at : r->in.member};
    if (!take_line(r, a, &line)) {
        if (ahead(r).n > HEAD_MAX && resync(r, a)) {
            add_fault(r, "no record begins here");
            return 0;
        }
        return -1;
    }
    if (line.n == 0)
        return 0;
    bool head = false;
    if (str_starts(line, S("WARC/"))) {
        head = read_warc_head(r, a, out);
    } else if (is_arc_line(line, fields)) {
        read_arc_head(a, fields, out);
        r->arc |= str_starts(line, S("filedesc:"));
        head = r->arc;
    }
    if (!head) {
        add_fault(r, "no record begins here");
        resync(r, a);
        return 0;
    }
    return read_block(r, a, out) ? 1 : 0;
}

bool warc_next(struct warc_reader *r, struct arena *a, struct warc_record *out)
{
    for (;;) {
        drop_read(r);
        int result = try_record(r, a, out);
        if (result > 0)
            return true;
        if (result < 0 && !pass_gap(r))
            return false;
    }
}

struct warc_payload warc_payload(struct arena *a, const struct warc_record *r)
{
    if (str_eq(r->type, S("arc_header")))
        return (struct warc_payload){.content_type = r->content_type};
    bool http =
        str_starts(r->content_type, S("application/http")) || str_starts(r->block, S("HTTP/1"));
    if (!http || str_eq(r->type, S("warcinfo")))
        return (struct warc_payload){r->block, r->content_type, 0};
    struct http_message m = http_message_parse(a, r->block);
    return (struct warc_payload){m.body, m.content_type, m.status};
}
