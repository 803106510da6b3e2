// Codings of HTTP bodies: whole streams are read whatever their form; cut, damaged and swollen ones
// are told apart.
#include "net/decode.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/limits.h"
#include "harness.h"

static const struct decode_limits limits = {LIMIT_DECODED, LIMIT_RATIO};

// Appends a stream of zlib's; window_bits as for deflateInit2.
static void deflate_into(struct buf *out, struct str text, int window_bits)
{
    z_stream z = {0};
    deflateInit2(&z, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY);
    uLong bound = deflateBound(&z, (uLong)text.n);
    z.next_in = (Bytef *)(uintptr_t)text.p;
    z.avail_in = (uInt)text.n;
    z.next_out = (Bytef *)buf_room(out, bound);
    z.avail_out = (uInt)bound;
    CHECK(deflate(&z, Z_FINISH) == Z_STREAM_END);
    out->n += z.total_out;
    deflateEnd(&z);
}

static void zstd_into(struct buf *out, struct str text)
{
    size_t bound = ZSTD_compressBound(text.n);
    char *room = buf_room(out, bound);
    out->n += ZSTD_compress(room, bound, text.p, text.n, 3);
}

// By hand (RFC 7932, section 9.2): a stored block of 17 bytes, and the empty last one.
static const char brotli_hello[] = "\x00\x01\x10hello hello hello\x03";

static enum decode_result decode(const char *codings, struct str body, struct buf *out)
{
    buf_reset(out);
    return decode_body(str_from_cstr(codings), body, &limits, out);
}

TEST(decode_reads_streams_in_every_form)
{
    struct str text = S("hello hello hello");
    struct buf gzip = {0}, zlib = {0}, raw = {0}, zstd = {0}, twice = {0}, out = {0};
    deflate_into(&gzip, text, 15 + 16);
    deflate_into(&zlib, text, 15);
    deflate_into(&raw, text, -15);
    deflate_into(&twice, buf_str(&gzip), 15 + 16);
    zstd_into(&zstd, text);
    const struct {
        const char *codings;
        struct str body;
    } cases[] = {
        {"gzip",           buf_str(&gzip) },
        {"X-GZIP",         buf_str(&gzip) },
        {"deflate",        buf_str(&zlib) },
        {"deflate",        buf_str(&raw)  },
        {"zstd",           buf_str(&zstd) },
        {"gzip, gzip",     buf_str(&twice)},
        {"identity",       text           },
        {"",               text           },
        {"identity, gzip", buf_str(&gzip) },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_INT(decode(cases[i].codings, cases[i].body, &out), DECODE_OK);
        CHECK_VIEW(buf_str(&out), text);
    }
    CHECK_INT(decode("compress", text, &out), DECODE_UNKNOWN);
    CHECK_INT(decode("gzip", S(""), &out), DECODE_OK);
    struct buf *const all[] = {&gzip, &zlib, &raw, &zstd, &twice, &out};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        buf_release(all[i]);
}

TEST(decode_reads_brotli)
{
    struct buf out = {0};
    struct str body = {brotli_hello, sizeof brotli_hello - 1};
    CHECK_INT(decode("br", body, &out), DECODE_OK);
    CHECK_STR(buf_str(&out), "hello hello hello");
    for (size_t n = 1; n < body.n; n++)
        CHECK_INT(decode("br", str_take(body, n), &out), DECODE_CUT);
    buf_release(&out);
}

TEST(decode_tells_a_stream_that_is_cut_anywhere_from_a_whole_one)
{
    struct buf gzip = {0}, zstd = {0}, out = {0};
    char text[3000];
    for (size_t i = 0; i < sizeof text; i++) // so that it is many blocks long
        text[i] = (char)(i * i * 31 >> 4);
    deflate_into(&gzip, (struct str){text, sizeof text}, 15 + 16);
    zstd_into(&zstd, (struct str){text, sizeof text});
    for (size_t n = 1; n < gzip.n; n++)
        CHECK_INT(decode("gzip", str_take(buf_str(&gzip), n), &out), DECODE_CUT);
    for (size_t n = 1; n < zstd.n; n++)
        CHECK_INT(decode("zstd", str_take(buf_str(&zstd), n), &out), DECODE_CUT);
    gzip.p[gzip.n - 6] ^= 1; // the checksum
    CHECK_INT(decode("gzip", buf_str(&gzip), &out), DECODE_BROKEN);
    CHECK_INT(decode("gzip", S("<rss></rss>"), &out), DECODE_BROKEN);
    CHECK_INT(decode("br", S("<rss></rss>"), &out), DECODE_BROKEN);
    CHECK_INT(decode("zstd", S("<rss></rss>"), &out), DECODE_BROKEN);
    buf_release(&gzip);
    buf_release(&zstd);
    buf_release(&out);
}

// The last chunk of output may be full to the byte.
TEST(decode_tells_the_end_at_whatever_length)
{
    static const size_t lengths[] = {65535, 65536, 65537, 131072, 262144};
    struct buf text = {0}, gzip = {0}, zstd = {0}, out = {0};
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        buf_reset(&text);
        buf_reset(&gzip);
        buf_reset(&zstd);
        while (text.n < lengths[i])
            buf_add_byte(&text, (char)(text.n * text.n * 31 >> 4));
        deflate_into(&gzip, buf_str(&text), 15 + 16);
        zstd_into(&zstd, buf_str(&text));
        CHECK_INT(decode("gzip", buf_str(&gzip), &out), DECODE_OK);
        CHECK_VIEW(buf_str(&out), buf_str(&text));
        CHECK_INT(decode("zstd", buf_str(&zstd), &out), DECODE_OK);
        CHECK_VIEW(buf_str(&out), buf_str(&text));
    }
    struct buf *const all[] = {&text, &gzip, &zstd, &out};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        buf_release(all[i]);
}

TEST(decode_joins_members_and_passes_over_what_stands_behind)
{
    struct buf body = {0}, out = {0};
    deflate_into(&body, S("one "), 15 + 16);
    deflate_into(&body, S("two"), 15 + 16);
    size_t whole = body.n;
    CHECK_INT(decode("gzip", buf_str(&body), &out), DECODE_OK);
    CHECK_STR(buf_str(&out), "one two");
    buf_add(&body, S("garbage"));
    CHECK_INT(decode("gzip", buf_str(&body), &out), DECODE_OK);
    CHECK_STR(buf_str(&out), "one two");
    CHECK_INT(decode("gzip", str_take(buf_str(&body), whole - 4), &out), DECODE_CUT);
    buf_reset(&body);
    zstd_into(&body, S("one "));
    zstd_into(&body, S("two"));
    buf_add(&body, S("garbage"));
    CHECK_INT(decode("zstd", buf_str(&body), &out), DECODE_OK);
    CHECK_STR(buf_str(&out), "one two");
    buf_release(&body);
    buf_release(&out);
}

// A GiB of zeros costs no more than what the limits let through.
TEST(decode_stops_bombs)
{
    struct buf zeros = {0}, bomb = {0}, bombs = {0}, out = {0};
    memset(buf_room(&zeros, 4 * MIB), 0, 4 * MIB);
    zeros.n = 4 * MIB;
    deflate_into(&bomb, buf_str(&zeros), 15 + 16);
    for (int i = 0; i < 256; i++) // members of 4 MiB each
        buf_add(&bombs, buf_str(&bomb));
    CHECK_INT(decode("gzip", buf_str(&bombs), &out), DECODE_TOO_LARGE);
    CHECK(out.n <= LIMIT_DECODED + MIB);
    CHECK_INT(decode("gzip", buf_str(&bomb), &out), DECODE_TOO_LARGE); // by its ratio
    CHECK(out.n <= 2 * MIB);
    struct buf inner = {0};
    deflate_into(&inner, buf_str(&bombs), 15 + 16);
    CHECK_INT(decode("gzip, gzip", buf_str(&inner), &out), DECODE_TOO_LARGE);
    CHECK_INT(decode("gzip,gzip,gzip,gzip,gzip", buf_str(&inner), &out), DECODE_TOO_LARGE);
    struct buf zstd = {0};
    zstd_into(&zstd, buf_str(&zeros));
    CHECK_INT(decode("zstd", buf_str(&zstd), &out), DECODE_TOO_LARGE);
    struct buf *const all[] = {&zeros, &bomb, &bombs, &out, &inner, &zstd};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        buf_release(all[i]);
}
