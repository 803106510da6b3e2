// Hostile input of feeds, OPML, sitemaps, robots (threats.md 1.3): time grows with the size, memory
// is bounded, and what is good in a feed is kept.
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "feed/discover.h"
#include "feed/feed.h"
#include "feed/hostile.h"
#include "feed/opml.h"
#include "feed/robots.h"
#include "feed/sitemap.h"
#include "feed/xml.h"
#include "harness.h"

// Every reader of this room over the same bytes; properties that hold for all input.
static void read_all(struct str bytes)
{
    struct arena a = {0};
    struct feed f = feed_parse(&a, bytes, &(struct feed_hints){.url = S("http://h/x")});
    CHECK(f.item_count <= LIMIT_FEED_ITEMS);
    for (size_t i = 0; i < f.item_count; i++)
        CHECK(utf8_is_valid(f.items[i].title.value));
    CHECK(a.used <= 40 * bytes.n + 3 * KIB * f.item_count + MIB);
    arena_reset(&a);
    CHECK(opml_parse(&a, bytes).feed_count <= OPML_OUTLINES_MAX);
    CHECK(a.used <= 64 * bytes.n + 8 * MIB);
    arena_reset(&a);
    CHECK(sitemap_parse(&a, bytes, S("http://h/")).entry_count <= SITEMAP_ENTRIES_MAX);
    CHECK(a.used <= 40 * bytes.n + 8 * MIB);
    arena_reset(&a);
    struct robots r = robots_parse(&a, bytes, S("a"));
    robots_allowed(&r, S("http://h/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"));
    arena_reset(&a);
    struct feed_candidate *candidates;
    CHECK(feed_discover(&a, bytes, S("http://h/"), &candidates) <= FEED_CANDIDATES_MAX);
    arena_release(&a);
}

static double seconds_of(struct str bytes)
{
    struct timespec start, end;
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
        read_all(bytes);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
        double t =
            (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
        best = t < best ? t : best;
    }
    return best;
}

// n against 4 n: four times the work in linear time, sixteen times in quadratic time.
TEST(feed_time_is_linear_on_hostile_input)
{
    struct buf b = {0};
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        hostile_fill(&b, &hostile[i], 128 * KIB);
        double small = seconds_of(buf_str(&b));
        hostile_fill(&b, &hostile[i], 512 * KIB);
        double large = seconds_of(buf_str(&b));
        bool linear = large < 0.02 || large < 8 * small;
        if (!check_true(linear, hostile[i].name, __FILE__, __LINE__))
            printf("  %.4f s, four times as much: %.4f s\n", small, large);
    }
    buf_release(&b);
}

TEST(feed_cut_at_every_byte_ends)
{
    struct str whole = S("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e 'v'>]><rss version='2.0'>"
                         "<channel><title>a &amp; b</title><item><guid>1</guid><title><![CDATA[c]]>"
                         "</title><link>http://a/</link><!-- d --></item></channel></rss>");
    for (size_t n = 0; n <= whole.n; n++)
        read_all(str_take(whole, n));
}

static struct feed parse(struct arena *a, struct str bytes, const char *content_type)
{
    struct feed_hints hints = {.content_type = str_from_cstr(content_type)};
    return feed_parse(a, bytes, &hints);
}

TEST(feed_keeps_the_items_before_the_damage)
{
    struct arena a = {0};
    struct feed f = parse(&a, S("<rss><item><title>1</title></item><item><title>2</title>"), "");
    CHECK_INT(f.item_count, 2);
    CHECK_STR(f.items[1].title.value, "2");
    CHECK(!f.well_formed);
    arena_release(&a);
}

TEST(feed_reads_wide_encodings_with_and_without_a_mark)
{
    static const struct {
        bool big, mark;
        unsigned width;
    } forms[] = {
        {true,  true,  2},
        {false, true,  2},
        {true,  false, 2},
        {false, false, 2},
        {true,  true,  4},
        {false, true,  4},
        {true,  false, 4},
        {false, false, 4},
    };
    static const uint32_t text[] = {'<', 'r', 's', 's', '>', '<', 'i', 't', 'e',    'm',
                                    '>', '<', 't', 'i', 't', 'l', 'e', '>', 0x0639, '<',
                                    '/', 't', 'i', 't', 'l', 'e', '>', '<', '/',    'i',
                                    't', 'e', 'm', '>', '<', '/', 'r', 's', 's',    '>'};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct buf b = {0};
        struct arena a = {0};
        for (size_t k = forms[i].mark ? 0 : 1; k <= COUNT_OF(text); k++) {
            uint32_t c = k ? text[k - 1] : 0xFEFF;
            for (unsigned byte = 0; byte < forms[i].width; byte++) {
                unsigned shift = 8 * (forms[i].big ? forms[i].width - 1 - byte : byte);
                buf_add_byte(&b, (char)(c >> shift & 0xFF));
            }
        }
        struct feed f = parse(&a, buf_str(&b), "");
        if (CHECK_INT(f.item_count, 1))
            CHECK_STR(f.items[0].title.value, "ع");
        buf_release(&b);
        arena_release(&a);
    }
}

#define TITLED(title) "<rss><item><title>" title "</title></item></rss>"

TEST(feed_survives_lies_about_its_encoding)
{
    static const char *const documents[] = {
        "\xEF\xBB\xBF<?xml version='1.0' encoding='windows-1256'?>" TITLED(
            "ع"), // mark against claim
        "<?xml version='1.0' encoding='x-fake'?>" TITLED("ع"),
        "<?xml version='1.0' encoding='utf-7'?>" TITLED("ع"),
        "<?xml version='1.0' encoding='utf-16'?>" TITLED("ع"),
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(documents); i++) {
        struct feed f = parse(&a, str_from_cstr(documents[i]), "");
        if (CHECK_INT(f.item_count, 1))
            CHECK_STR(f.items[0].title.value, "ع");
    }
    struct feed f = parse(&a, S(TITLED("\xC0\xAF\xED\xA0\x80")), ""); // overlong, a surrogate
    CHECK(f.item_count == 1 && utf8_is_valid(f.items[0].title.value) && !f.well_formed);
    f = parse(&a, S(TITLED("a\0b")), "");
    CHECK(f.item_count == 1 && str_eq(f.items[0].title.value, S("ab")));
    arena_release(&a);
}

// A base of 8 KB before 10^5 short references: what is made absolute stays in proportion.
TEST(feed_long_bases_do_not_multiply)
{
    static const char *const units[][3] = {
        {"<rss><channel xml:base='", "<item><link href='b'/></item>",         ""},
        {"<rss><channel xml:base='", "<item xml:base='b'></item>",            ""},
        {"<rss><channel xml:base='", "<item><description>&lt;a href='b'&gt;", ""},
    };
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        struct arena a = {0};
        struct buf b = {0};
        buf_add(&b, str_from_cstr(units[i][0]));
        buf_add(&b, S("http://h/"));
        for (int k = 0; k < 2000; k++)
            buf_add(&b, S("abc/"));
        buf_add(&b, S("'>"));
        for (int k = 0; k < 100000; k++)
            buf_add(&b, str_from_cstr(units[i][1]));
        struct feed f = parse(&a, buf_str(&b), "");
        CHECK(f.item_count > 0);
        if (!CHECK(a.used <= 40 * b.n + 3 * KIB * f.item_count + 4 * MIB))
            printf("  %s: %zu bytes for %zu, %zu items\n", units[i][1], a.used, b.n, f.item_count);
        buf_release(&b);
        arena_release(&a);
    }
}

// 10^5 levels, 10^5 digits, doubled keys: JSONTestSuite.
TEST(feed_json_is_bounded)
{
    struct arena a = {0};
    struct buf b = {0};
    for (int i = 0; i < 100000; i++)
        buf_add(&b, S("["));
    CHECK_INT(parse(&a, buf_str(&b), "application/json").item_count, 0);
    buf_reset(&b);
    buf_add(&b, S("{\"items\":[{\"id\":"));
    for (int i = 0; i < 100000; i++)
        buf_add_byte(&b, '9');
    buf_add(&b, S("}]}"));
    parse(&a, buf_str(&b), "");
    struct feed f =
        parse(&a, S("{\"items\":[{\"id\":\"a\",\"id\":\"b\"}],\"items\":[{\"id\":\"c\"}]}"), "");
    CHECK_INT(f.item_count, 1);
    buf_release(&b);
    arena_release(&a);
}

TEST(feed_is_not_what_is_no_feed)
{
    struct arena a = {0};
    CHECK(parse(&a, S("<!DOCTYPE html><html><body><p>404</p></body></html>"), "").format ==
          FEED_UNKNOWN);
    CHECK(parse(&a, S(""), "").format == FEED_UNKNOWN);
    CHECK(parse(&a, S("{\"a\":1}"), "").format == FEED_UNKNOWN);
    CHECK(!parse(&a,
                 S("\x7F"
                   "ELF"),
                 "")
               .well_formed);
    CHECK(feed_sniff(S("<?xml version='1.0'?><rss version='2.0'>")));
    CHECK(!feed_sniff(S("<html><head>")));
    arena_release(&a);
}

TEST(opml_refuses_commands_and_files)
{
    static const char list[] =
        "<opml version='2.0'><body>"
        "<outline text='1' xmlUrl='|cat /etc/passwd'/><outline text='2' xmlUrl='exec:ls'/>"
        "<outline text='3' xmlUrl='filter:sh:http://a/'/><outline text='4' xmlUrl='file:///etc'/>"
        "<outline text='5' xmlUrl='javascript:1'/><outline text='6' xmlUrl='http://a/6'/>"
        "<outline text='7' xmlUrl='HTTP://A/6'/></body></opml>";
    struct arena a = {0};
    struct opml o = opml_parse(&a, S(list));
    CHECK_INT(o.feed_count, 1);
    CHECK_STR(o.feeds[0].url, "http://a/6");
    CHECK_INT(o.refused, 5);
    CHECK_INT(o.duplicates, 1);
    arena_release(&a);
}

TEST(opml_counts_a_million_outlines)
{
    struct arena a = {0};
    struct buf b = {0};
    buf_add(&b, S("<opml><body>"));
    for (int i = 0; i < 1000000; i++)
        buf_printf(&b, "<outline xmlUrl='http://a/%d'/>", i);
    struct opml o = opml_parse(&a, buf_str(&b));
    CHECK_INT(o.feed_count, OPML_OUTLINES_MAX);
    CHECK(o.cut);
    CHECK(a.used < 3 * b.n);
    buf_release(&b);
    arena_release(&a);
}

// Tokens as large as a document may be: the item behind is read, and nothing is copied much.
TEST(feed_takes_tokens_of_thirty_mebibytes)
{
    static const char *const tokens[][2] = {
        {"<!--",                      "-->"            },
        {"<?a ",                      "?>"             },
        {"<a><![CDATA[",              "]]></a>"        },
        {"<a>",                       "</a>"           },
        {"<a b='",                    "'/>"            },
        {"<item><title>",             "</title></item>"},
        {"<item><link href='http://", "'/></item>"     },
    };
    for (size_t i = 0; i < COUNT_OF(tokens); i++) {
        struct arena a = {0};
        struct buf b = {0};
        buf_add(&b, S("<rss>"));
        buf_add(&b, str_from_cstr(tokens[i][0]));
        char *room = buf_room(&b, 30 * MIB);
        memset(room, 'x', 30 * MIB);
        b.n += 30 * MIB;
        buf_add(&b, str_from_cstr(tokens[i][1]));
        buf_add(&b, S("<item><title>last</title></item></rss>"));
        struct feed f = parse(&a, buf_str(&b), "");
        if (CHECK(f.item_count > 0))
            CHECK_STR(f.items[f.item_count - 1].title.value, "last");
        CHECK(a.used < 2 * b.n + MIB);
        buf_release(&b);
        arena_release(&a);
    }
}

TEST(feed_survives_halves_of_characters_in_utf16)
{
    static const char bytes[] = "<\0r\0s\0s\0>\0<\0i\0t\0e\0m\0>\0<\0t\0i\0t\0l\0e\0>\0a\0"
                                "\x00\xD8" // a high surrogate alone
                                "b\0"
                                "\x00\xDC" // a low one
                                "<\0/\0t\0i\0t\0l\0e\0>\0<\0/\0i\0t\0e\0m\0>\0<\0/\0r\0s\0s\0>";
    struct arena a = {0};
    struct feed f = parse(&a, (struct str){bytes, sizeof bytes}, "");
    if (CHECK_INT(f.item_count, 1))
        CHECK_STR(f.items[0].title.value, "a\uFFFDb\uFFFD");
    CHECK(!f.well_formed);
    arena_release(&a);
}

// What is text in a list stays text: it is escaped when it is written again.
TEST(opml_carries_markup_as_text)
{
    struct arena a = {0};
    struct buf b = {0};
    struct opml o = opml_parse(
        &a, S("<opml><body><outline text='&lt;script>alert(1)&lt;/script>&quot; onload=&quot;x' "
              "xmlUrl='http://a/?&quot;>&lt;b&gt;'/></body></opml>"));
    if (CHECK_INT(o.feed_count, 1))
        CHECK_STR(o.feeds[0].title, "<script>alert(1)</script>\" onload=\"x");
    opml_write(&b, S("<t>"), o.feeds, o.feed_count);
    CHECK(!str_has(buf_str(&b), S("<script")) && !str_has(buf_str(&b), S("<t>")) &&
          !str_has(buf_str(&b), S("\" onload")) && !str_has(buf_str(&b), S("<b>")));
    buf_release(&b);
    arena_release(&a);
}

// A list that includes itself is one address; who follows includes counts them (collect).
TEST(opml_gives_includes_as_addresses)
{
    struct arena a = {0};
    struct buf b = {0};
    buf_add(&b, S("<opml><body>"));
    for (int i = 0; i < 1000; i++)
        buf_add(&b, S("<outline type='include' url='http://a/self.opml'/>"));
    struct opml o = opml_parse(&a, buf_str(&b));
    CHECK_INT(o.feed_count, 0);
    CHECK(o.include_count >= 1 && o.include_count <= OPML_INCLUDES_MAX);
    buf_release(&b);
    arena_release(&a);
}
