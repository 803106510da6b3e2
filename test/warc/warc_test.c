// WARC and ARC: records, damage, codings; and the public sample files where they are at hand.
#include "warc/warc.h"

#include <libdeflate.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "harness.h"
#include "warc/http.h"

#define RECORD(uri, body_length, body)                                                             \
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: " uri                                     \
    "\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: "                                        \
    "text/plain\r\nContent-Length: " body_length "\r\n\r\n" body "\r\n\r\n"

// "uri length" of each record, then "! why" of each fault.
static struct str dump_archive(struct arena *a, struct str bytes)
{
    struct buf b = {0};
    struct warc_reader *r = warc_open(bytes);
    struct warc_record record;
    while (warc_next(r, a, &record))
        buf_printf(&b, "%.*s %zu%s\n", STR_ARGS(record.uri), record.block.n,
                   record.cut ? " cut" : "");
    size_t count;
    const struct warc_fault *faults = warc_faults(r, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(&b, "! %s\n", faults[i].why);
    warc_close(r);
    struct str s = arena_str(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static struct str gzip_member(struct arena *a, struct str s)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t room = libdeflate_gzip_compress_bound(c, s.n);
    char *p = arena_alloc_raw(a, room);
    size_t n = libdeflate_gzip_compress(c, s.p, s.n, p, room);
    libdeflate_free_compressor(c);
    return (struct str){p, n};
}

TEST(warc_reads_records_one_after_another)
{
    struct arena a = {0};
    CHECK_STR(dump_archive(&a, S(RECORD("http://a/", "3", "abc") RECORD("http://b/", "0", ""))),
              "http://a/ 3\nhttp://b/ 0\n");
    CHECK_STR(dump_archive(&a, S("")), "");
    arena_release(&a);
}

TEST(warc_damage_costs_only_the_records_it_touches)
{
    struct arena a = {0};
    CHECK_STR(dump_archive(&a, S(RECORD("http://a/", "3",
                                        "abc") "garbage\nmore\n" RECORD("http://b/", "1", "x"))),
              "http://a/ 3\nhttp://b/ 1\n! no record begins here\n");
    // A length that runs past the next record.
    CHECK_STR(
        dump_archive(&a, S(RECORD("http://a/", "99999", "abc") RECORD("http://b/", "1", "x"))),
        "http://a/ 7 cut\nhttp://b/ 1\n! a record is cut off\n");
    CHECK_STR(dump_archive(&a, S(RECORD("http://a/", "-5", "abc") RECORD("http://b/", "1", "x"))),
              "http://b/ 1\n! no record begins here\n");
    arena_release(&a);
}

TEST(warc_goes_on_behind_a_damaged_gzip_member)
{
    struct arena a = {0};
    struct buf b = {0};
    buf_add(&b, gzip_member(&a, S(RECORD("http://a/", "3", "abc"))));
    size_t start = b.n;
    buf_add(&b, gzip_member(&a, S(RECORD("http://b/", "3", "abc"))));
    memset(b.p + start + 20, 0x55, 20);
    buf_add(&b, gzip_member(&a, S(RECORD("http://c/", "3", "abc"))));
    struct str got = dump_archive(&a, buf_str(&b));
    CHECK(str_has(got, S("http://a/ 3\n")));
    CHECK(str_has(got, S("http://c/ 3\n")));
    CHECK(str_has(got, S("! ")));
    buf_release(&b);
    arena_release(&a);
}

TEST(warc_cut_at_every_byte_keeps_what_came_before)
{
    struct arena a = {0};
    struct str plain = S(RECORD("http://a/", "3", "abc") RECORD("http://b/", "5", "fghij"));
    struct str packed = gzip_member(&a, plain);
    size_t first = sizeof(RECORD("http://a/", "3", "abc")) - 1;
    bool good = true;
    for (size_t n = 0; n <= plain.n; n++)
        good &= n < first || str_starts(dump_archive(&a, str_take(plain, n)), S("http://a/ 3\n"));
    for (size_t n = 0; n <= packed.n; n++)
        good &= dump_archive(&a, str_take(packed, n)).n < 400;
    CHECK(good);
    arena_release(&a);
}

TEST(arc_urls_may_hold_blanks)
{
    struct arena a = {0};
    CHECK_STR(dump_archive(&a, S("filedesc://x.arc 127.0.0.1 20140216050221 text/plain 3\nabc\n"
                                 "http://a/?q=x y z 1.2.3.4 20140216050221 text/html 2\nhi\n")),
              "filedesc://x.arc 3\nhttp://a/?q=x y z 2\n");
    arena_release(&a);
}

TEST(http_message_undoes_chunks_and_keeps_what_it_cannot_undo)
{
    struct arena a = {0};
    struct http_message m = http_message_parse(
        &a, S("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"
              "3;x=1\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
    CHECK_INT(m.status, 200);
    CHECK_STR(m.body, "abcde");
    CHECK_STR(m.content_type, "text/html");
    m = http_message_parse(&a,
                           S("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>no chunks"));
    CHECK(m.undecoded);
    CHECK_STR(m.body, "<p>no chunks");
    m = http_message_parse(
        &a, S("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nffffffffffffffffff\r\nabc"));
    CHECK_STR(m.body, "ffffffffffffffffff\r\nabc");
    CHECK_STR(http_message_parse(&a, S("no head at all")).body, "no head at all");
    arena_release(&a);
}

// Expected: records of warcio and FastWARC (threats.md 2.1), and for the broken ones all that is
// there.
TEST(warc_public_samples_give_every_good_record)
{
    static const struct {
        const char *file;
        size_t records, payload;
    } samples[] = {
        {"warcio/example.warc",                        6,  1989  },
        {"warcio/example.warc.gz",                     6,  1989  },
        {"warcio/example-iana.org-chunked.warc",       3,  7360  },
        {"warcio/example-resource.warc.gz",            3,  1951  },
        {"warcio/example-digest.warc",                 4,  0     },
        {"warcio/example-trunc.warc",                  4,  1989  },
        {"warcio/post-test.warc.gz",                   6,  1682  },
        {"warcio/example-wget-bad-target-uri.warc.gz", 6,  2070  },
        {"warcio/example-space-in-target-uri.warc.gz", 2,  143   },
        {"warcio/example.arc",                         2,  1270  },
        {"warcio/example.arc.gz",                      2,  1270  },
        {"warcio/example-space-in-url.arc",            2,  1271  },
        {"warcio/example-bad-non-chunked.warc.gz",     6,  1989  },
        {"warcio/example-bad.warc.gz.bad",             6,  2313  },
        {"resiliparse/block-sized-records.warc",       3,  48687 },
        {"resiliparse/block-sized-records.warc.lz4",   3,  48687 },
        {"resiliparse/warcfile.warc",                  50, 517663},
        {"resiliparse/warcfile.warc.gz",               50, 517663},
        {"resiliparse/warcfile.warc.lz4",              50, 517663},
        {"resiliparse/clueweb-quirk.warc.gz",          30, 911824},
        {"resiliparse/clipped.warc.gz",                1,  74970 },
        {"warc-specifications/hello-world.warc",       6,  982   },
        {"warc-specifications/hello-world.warc.gz",    6,  982   },
    };
    const char *shared = test_shared_data();
    if (!shared)
        SKIP("the public sample archives are not at hand");
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct str path = arena_printf(&a, "%s/suites/warc/%s", shared, samples[i].file), bytes;
        struct err e = {0};
        if (!CHECK(file_map(path.p, &bytes, &e) == 0))
            continue;
        struct warc_reader *r = warc_open(bytes);
        struct warc_record record;
        size_t records = 0, payload = 0;
        for (; warc_next(r, &a, &record); records++)
            payload += warc_payload(&a, &record).bytes.n;
        if (records != samples[i].records || payload != samples[i].payload)
            printf("%s\n", samples[i].file);
        CHECK_INT(records, samples[i].records);
        CHECK_INT(payload, samples[i].payload);
        warc_close(r);
        file_unmap(bytes);
        arena_reset(&a);
    }
    arena_release(&a);
}
