// decode: see decode.h.
#include "net/decode.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/limits.h"

enum { CODINGS_MAX = 4, CHUNK = 64 * 1024 };

struct decoding {
    struct str in;
    size_t most; // bytes of output
    struct buf *out;
};

// How many bytes a body may unfold to.
static size_t most_of(size_t body, const struct decode_limits *limits)
{
    size_t most = body < limits->bytes / limits->ratio ? body * limits->ratio : limits->bytes;
    size_t free = limits->bytes < MIB ? limits->bytes : MIB;
    return most < free ? free : most;
}

static bool take_chunk(struct decoding *d, const void *chunk, size_t n)
{
    buf_add(d->out, (struct str){chunk, n});
    return d->out->n <= d->most;
}

// --- gzip and deflate ---------------------------------------------------------------------------

static bool begins_member(const z_stream *z)
{
    return z->avail_in >= 2 && z->next_in[0] == 0x1F && z->next_in[1] == 0x8B;
}

// window_bits as for inflateInit2: 31 gzip, 15 zlib, -15 raw deflate.
static enum decode_result undo_zlib(struct decoding *d, int window_bits)
{
    static const size_t input_max = LIMIT_DECODED; // fits uInt
    z_stream z = {.next_in = (Bytef *)(uintptr_t)d->in.p,
                  .avail_in = (uInt)(d->in.n < input_max ? d->in.n : input_max)};
    if (inflateInit2(&z, window_bits) != Z_OK)
        return DECODE_BROKEN;
    enum decode_result result = DECODE_OK;
    for (bool ended = false; !ended && !result;) {
        Bytef chunk[CHUNK];
        z.next_out = chunk;
        z.avail_out = sizeof chunk;
        int r = inflate(&z, Z_NO_FLUSH);
        if (!take_chunk(d, chunk, sizeof chunk - z.avail_out))
            result = DECODE_TOO_LARGE;
        else if (r == Z_STREAM_END && window_bits > 15 && begins_member(&z))
            inflateReset(&z);
        else if (r == Z_STREAM_END)
            ended = true;
        else if (r == Z_BUF_ERROR || (r == Z_OK && z.avail_in == 0 && z.avail_out > 0))
            result = DECODE_CUT;
        else if (r != Z_OK)
            result = DECODE_BROKEN;
    }
    inflateEnd(&z);
    return result;
}

// "deflate" is zlib by the standard and raw deflate in the wild.
static enum decode_result undo_deflate(struct decoding *d)
{
    enum decode_result result = undo_zlib(d, 15);
    if (result != DECODE_BROKEN)
        return result;
    buf_reset(d->out);
    return undo_zlib(d, -15);
}

// --- brotli and zstd ----------------------------------------------------------------------------

static enum decode_result undo_brotli(struct decoding *d)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!state)
        return DECODE_BROKEN;
    const uint8_t *next = (const uint8_t *)d->in.p;
    size_t left = d->in.n;
    BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    bool fits = true;
    while (r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && fits) {
        uint8_t chunk[CHUNK], *to = chunk;
        size_t room = sizeof chunk;
        r = BrotliDecoderDecompressStream(state, &left, &next, &room, &to, NULL);
        fits = take_chunk(d, chunk, sizeof chunk - room);
    }
    BrotliDecoderDestroyInstance(state);
    return !fits                                         ? DECODE_TOO_LARGE
           : r == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT ? DECODE_CUT
           : r == BROTLI_DECODER_RESULT_SUCCESS          ? DECODE_OK
                                                         : DECODE_BROKEN;
}

static enum decode_result undo_zstd(struct decoding *d)
{
    enum { WINDOW_LOG_MAX = 23 }; // 8 MiB, as RFC 8878 has it for HTTP
    ZSTD_DStream *stream = ZSTD_createDStream();
    if (!stream ||
        ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, WINDOW_LOG_MAX))) {
        ZSTD_freeDStream(stream);
        return DECODE_BROKEN;
    }
    ZSTD_inBuffer in = {d->in.p, d->in.n, 0};
    enum decode_result result = DECODE_CUT;
    for (;;) {
        char chunk[CHUNK];
        ZSTD_outBuffer to = {chunk, sizeof chunk, 0};
        size_t r = ZSTD_decompressStream(stream, &to, &in);
        if (ZSTD_isError(r)) { // behind a whole frame it is something else that stands there
            result = result == DECODE_OK && to.pos == 0 ? DECODE_OK : DECODE_BROKEN;
            break;
        }
        if (!take_chunk(d, chunk, to.pos)) {
            result = DECODE_TOO_LARGE;
            break;
        }
        result = r == 0 ? DECODE_OK : DECODE_CUT;
        // A chunk that is full may have more behind it, unless the frame ends there.
        if (in.pos == in.size && (r == 0 || to.pos < to.size))
            break;
    }
    ZSTD_freeDStream(stream);
    return result;
}

// --- a list of them -----------------------------------------------------------------------------

static enum decode_result undo_one(struct str coding, struct decoding *d)
{
    if (str_eq_nocase(coding, S("gzip")) || str_eq_nocase(coding, S("x-gzip")))
        return undo_zlib(d, 15 + 16);
    if (str_eq_nocase(coding, S("deflate")))
        return undo_deflate(d);
    if (str_eq_nocase(coding, S("br")))
        return undo_brotli(d);
    if (str_eq_nocase(coding, S("zstd")))
        return undo_zstd(d);
    return DECODE_UNKNOWN;
}

enum decode_result decode_body(struct str codings, struct str body,
                               const struct decode_limits *limits, struct buf *out)
{
    struct str names[CODINGS_MAX], name;
    size_t count = 0, most = most_of(body.n, limits);
    while (codings.n) {
        str_cut(codings, ',', &name, &codings);
        name = str_trim(name);
        if (name.n == 0 || str_eq_nocase(name, S("identity")))
            continue;
        if (count == CODINGS_MAX)
            return DECODE_TOO_LARGE;
        names[count++] = name;
    }
    struct buf steps[2] = {{0}, {0}};
    enum decode_result result = DECODE_OK;
    if (count == 0 || body.n == 0) {
        buf_add(out, str_take(body, limits->bytes));
        return body.n > limits->bytes ? DECODE_TOO_LARGE : DECODE_OK;
    }
    for (size_t i = count; i-- > 0 && !result;) {
        struct buf *to = i == 0 ? out : &steps[i % 2];
        buf_reset(to);
        struct decoding d = {body, most, to};
        result = undo_one(names[i], &d);
        body = buf_str(to);
    }
    buf_release(&steps[0]);
    buf_release(&steps[1]);
    return result;
}
