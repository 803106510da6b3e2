// unpack: see unpack.h.
//
// Streaming decoders, since a member may hold a whole archive: memory is what one record needs, not
// what the file unpacks to.  After damage the next member is looked for by its magic number; a
// false hit only gives another gap.
#include "warc/unpack.h"

#include <lz4frame.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/limits.h"

enum { CHUNK = 64 * 1024 };

// Order: enum unpack_form.  Plain has none.
static const struct str magics[] = {
    {0}, S_INIT("\x1F\x8B\x08"), S_INIT("\x28\xB5\x2F\xFD"), S_INIT("\x04\x22\x4D\x18")};

static bool codec_new(struct unpack *u)
{
    LZ4F_dctx *lz4 = NULL;
    switch (u->form) {
    case UNPACK_PLAIN: return true;
    case UNPACK_GZIP:
        u->codec = calloc(1, sizeof(z_stream));
        return u->codec && inflateInit2((z_stream *)u->codec, 15 + 16) == Z_OK;
    case UNPACK_ZSTD: u->codec = ZSTD_createDStream(); return u->codec != NULL;
    case UNPACK_LZ4:
        if (LZ4F_isError(LZ4F_createDecompressionContext(&lz4, LZ4F_VERSION)))
            return false;
        u->codec = lz4;
        return true;
    }
    return false;
}

static void codec_free(struct unpack *u)
{
    if (!u->codec)
        return;
    switch (u->form) {
    case UNPACK_PLAIN: break;
    case UNPACK_GZIP:
        inflateEnd((z_stream *)u->codec);
        free(u->codec);
        break;
    case UNPACK_ZSTD: ZSTD_freeDStream(u->codec); break;
    case UNPACK_LZ4: LZ4F_freeDecompressionContext(u->codec); break;
    }
    u->codec = NULL;
}

void unpack_init(struct unpack *u, struct str in)
{
    *u = (struct unpack){.in = in};
    for (enum unpack_form form = UNPACK_GZIP; form <= UNPACK_LZ4; form++)
        if (str_starts(in, magics[form]))
            u->form = form;
    if (!codec_new(u))
        abort();
}

void unpack_release(struct unpack *u)
{
    codec_free(u);
    buf_release(&u->out);
}

// One step of a decoder: bytes read, bytes made, and whether a member ended.  false: damage.
struct step {
    size_t read, made;
    bool ended;
};

static bool step_gzip(z_stream *z, struct str in, char *out, struct step *s)
{
    Bytef *next = (Bytef *)(uintptr_t)in.p; // zlib does not write to its input
    z->next_in = next;
    z->avail_in = (uInt)(in.n < CHUNK ? in.n : CHUNK);
    z->next_out = (Bytef *)out;
    z->avail_out = CHUNK;
    int r = inflate(z, Z_NO_FLUSH);
    s->read = (size_t)(z->next_in - next);
    s->made = CHUNK - z->avail_out;
    s->ended = r == Z_STREAM_END;
    if (s->ended)
        inflateReset(z);
    return r == Z_OK || r == Z_STREAM_END || (r == Z_BUF_ERROR && s->made > 0);
}

static bool step_zstd(ZSTD_DStream *z, struct str in, char *out, struct step *s)
{
    ZSTD_inBuffer source = {in.p, in.n, 0};
    ZSTD_outBuffer target = {out, CHUNK, 0};
    size_t r = ZSTD_decompressStream(z, &target, &source);
    s->read = source.pos;
    s->made = target.pos;
    s->ended = r == 0;
    return !ZSTD_isError(r);
}

static bool step_lz4(LZ4F_dctx *z, struct str in, char *out, struct step *s)
{
    s->read = in.n;
    s->made = CHUNK;
    size_t r = LZ4F_decompress(z, out, &s->made, in.p, &s->read, NULL);
    s->ended = r == 0;
    return !LZ4F_isError(r);
}

static bool set_gap(struct unpack *u, const char *why)
{
    u->gap = true;
    u->fault = why;
    return false;
}

bool unpack_more(struct unpack *u)
{
    struct str in = str_drop(u->in, u->at);
    if (u->gap || in.n == 0)
        return false;
    // Between members only: what stands behind the last one (padding, other tools' indexes) is
    // no member.
    if (u->form != UNPACK_PLAIN && u->at == u->member && !str_starts(in, magics[u->form]))
        return set_gap(u, "no compressed member begins here");
    char *out = buf_room(&u->out, CHUNK);
    struct step s = {0};
    bool good = true;
    switch (u->form) {
    case UNPACK_PLAIN:
        s.read = s.made = in.n < CHUNK ? in.n : CHUNK;
        memcpy(out, in.p, s.made);
        break;
    case UNPACK_GZIP: good = step_gzip(u->codec, in, out, &s); break;
    case UNPACK_ZSTD: good = step_zstd(u->codec, in, out, &s); break;
    case UNPACK_LZ4: good = step_lz4(u->codec, in, out, &s); break;
    }
    u->out.n += good ? s.made : 0;
    u->at += s.read;
    if (s.ended)
        u->member = u->at;
    if (!good)
        return set_gap(u, "a compressed member is damaged");
    if (s.read == 0 && s.made == 0)
        return set_gap(u, "a compressed member is cut off");
    if (u->at == u->in.n && !s.ended && u->form != UNPACK_PLAIN && s.made == 0)
        return set_gap(u, "the last compressed member is cut off");
    return true;
}

void unpack_pass_gap(struct unpack *u)
{
    buf_reset(&u->out);
    u->gap = false;
    if (u->form == UNPACK_PLAIN || u->member >= u->in.n) {
        u->at = u->in.n;
        return;
    }
    struct str behind = str_drop(u->in, u->member + 1);
    u->at = u->member + 1 + str_find(behind, magics[u->form]);
    u->member = u->at;
    codec_free(u);
    if (!codec_new(u))
        abort();
}
