// http: see http.h.  Field names and line ends as tolerant as archives need (RFC 9112, section 2.2:
// a lone LF ends a line).
#include "warc/http.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buf.h"
#include "base/limits.h"

static bool take_head(struct str bytes, struct str *head, struct str *body)
{
    struct str rest = bytes, line;
    while (str_next_line(&rest, &line)) {
        if (line.n == 0) {
            *head = str_take(bytes, bytes.n - rest.n);
            *body = rest;
            return true;
        }
    }
    return false;
}

// The value of the last field `name`, blanks off.
static struct str field(struct str head, struct str name)
{
    struct str line, key, value, found = {0};
    while (str_next_line(&head, &line))
        if (str_cut(line, ':', &key, &value) && str_eq_nocase(str_trim(key), name))
            found = str_trim(value);
    return found;
}

// A chunk size in hexadecimal (RFC 9112, section 7.1); extensions behind ';' are passed over.
static bool chunk_size(struct str line, size_t *out)
{
    size_t value = 0, digits = 0;
    for (; digits < line.n; digits++) {
        char c = ascii_lower(line.p[digits]);
        if (!is_ascii_digit(c) && !(c >= 'a' && c <= 'f'))
            break;
        if (value > LIMIT_DECODED)
            return false;
        value = value * 16 + (size_t)(is_ascii_digit(c) ? c - '0' : c - 'a' + 10);
    }
    struct str rest = str_trim(str_drop(line, digits));
    *out = value;
    return digits > 0 && (rest.n == 0 || rest.p[0] == ';');
}

// Joins the chunks; a cut last chunk is kept, a wrong size gives false.
static bool dechunk(struct arena *a, struct str in, struct str *out)
{
    struct buf b;
    buf_init(&b, LIMIT_DECODED);
    struct str line;
    bool good = false;
    while (str_next_line(&in, &line)) {
        size_t size;
        if (!chunk_size(str_trim(line), &size))
            break;
        good = true;
        if (size == 0)
            break;
        buf_add(&b, str_take(in, size));
        in = str_drop(in, size);
        if (in.n && !str_next_line(&in, &line))
            break;
        if (in.n && str_trim(line).n != 0) {
            good = false; // no line end behind the chunk: the size was wrong
            break;
        }
    }
    if (good)
        *out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return good;
}

// gzip, zlib and raw deflate, as far as they go: a body that was cut off is still worth reading.
// zlib and not libdeflate, which gives all or nothing.  false where nothing came out.
static bool inflate_zlib(struct arena *a, struct str in, int window_bits, struct str *out)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)in.p, .avail_in = (uInt)in.n};
    if (inflateInit2(&z, window_bits) != Z_OK)
        return false;
    struct buf b;
    buf_init(&b, LIMIT_DECODED);
    int r = Z_OK;
    while (r == Z_OK && !b.full) {
        Bytef chunk[16 * 1024];
        z.next_out = chunk;
        z.avail_out = sizeof chunk;
        r = inflate(&z, Z_NO_FLUSH);
        buf_add(&b, (struct str){(const char *)chunk, sizeof chunk - z.avail_out});
    }
    inflateEnd(&z);
    bool any = b.n > 0;
    if (any)
        *out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return any;
}

static bool inflate_brotli(struct arena *a, struct str in, struct str *out)
{
    BrotliDecoderState *d = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!d)
        return false;
    struct buf b;
    buf_init(&b, LIMIT_DECODED);
    const uint8_t *next = (const uint8_t *)in.p;
    size_t left = in.n;
    BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !b.full) {
        uint8_t chunk[16 * 1024], *to = chunk;
        size_t room = sizeof chunk;
        r = BrotliDecoderDecompressStream(d, &left, &next, &room, &to, NULL);
        buf_add(&b, (struct str){(const char *)chunk, sizeof chunk - room});
    }
    BrotliDecoderDestroyInstance(d);
    bool good = r == BROTLI_DECODER_RESULT_SUCCESS && !b.full;
    if (good)
        *out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return good;
}

static bool inflate_zstd(struct arena *a, struct str in, struct str *out)
{
    unsigned long long size = ZSTD_getFrameContentSize(in.p, in.n);
    size_t room = size < LIMIT_DECODED        ? (size_t)size
                  : in.n < LIMIT_DECODED / 16 ? in.n * 16
                                              : LIMIT_DECODED;
    char *p = arena_alloc_raw(a, room);
    size_t made = ZSTD_decompress(p, room, in.p, in.n);
    *out = (struct str){p, made};
    return !ZSTD_isError(made);
}

static bool decode_body(struct arena *a, struct str coding, struct str in, struct str *out)
{
    if (coding.n == 0 || str_eq_nocase(coding, S("identity")) || in.n == 0) {
        *out = in;
        return true;
    }
    if (str_eq_nocase(coding, S("gzip")) || str_eq_nocase(coding, S("x-gzip")))
        return inflate_zlib(a, in, 15 + 16, out);
    // "deflate" is zlib by the standard and raw deflate in the wild.
    if (str_eq_nocase(coding, S("deflate")))
        return inflate_zlib(a, in, 15, out) || inflate_zlib(a, in, -15, out);
    if (str_eq_nocase(coding, S("br")))
        return inflate_brotli(a, in, out);
    if (str_eq_nocase(coding, S("zstd")))
        return inflate_zstd(a, in, out);
    return false;
}

struct http_message http_message_parse(struct arena *a, struct str bytes)
{
    struct http_message m = {.body = bytes};
    struct str head, body;
    if (!take_head(bytes, &head, &body))
        return m;
    struct str first = head, rest, word;
    str_cut(first, ' ', &word, &rest);
    size_t status;
    if (str_starts(word, S("HTTP/")) && str_to_size(str_take(rest, 3), 999, &status))
        m.status = (int)status;
    m.content_type = field(head, S("content-type"));
    m.location = field(head, S("location"));
    m.body = body;
    struct str joined = body;
    if (str_eq_nocase(field(head, S("transfer-encoding")), S("chunked")) &&
        !dechunk(a, body, &joined)) {
        m.undecoded = true;
        joined = body; // some archives keep the name of the coding, but not the chunks
    }
    if (decode_body(a, field(head, S("content-encoding")), joined, &m.body))
        return m;
    m.body = joined;
    m.undecoded = true;
    return m;
}
