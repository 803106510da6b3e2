// Metadata: dates as written, addresses, titles, linked data, bylines, hints.
#include "page/metadata.h"

#include <string.h>

#include "harness.h"
#include "page/byline.h"
#include "page/html_hints.h"
#include "page/html_ldjson.h"

TEST(metadata_date_reads_what_meta_elements_write)
{
    static const struct {
        struct str raw, want;
    } rows[] = {
        {S_INIT("2020-02-18T10:20:30+03:30"),               S_INIT("2020-02-18T10:20:30+03:30")},
        {S_INIT("2020-02-18T10:20:30.123Z"),                S_INIT("2020-02-18T10:20:30Z")     },
        {S_INIT("2020-02-18 10:20:30 +0300"),               S_INIT("2020-02-18T10:20:30+03:00")},
        {S_INIT("2020-02-18 10:20"),                        S_INIT("2020-02-18T10:20:00")      },
        {S_INIT(" 2020-2-8 "),                              S_INIT("2020-02-08")               },
        {S_INIT("2020/02/18"),                              S_INIT("2020-02-18")               },
        {S_INIT("20200218"),                                S_INIT("2020-02-18")               },
        {S_INIT("1582000000"),                              S_INIT("2020-02-18T04:26:40Z")     },
        {S_INIT("1582000000000"),                           S_INIT("2020-02-18T04:26:40Z")     },
        {S_INIT("الأربعاء، 07 أكتوبر 2020"), S_INIT("2020-10-07")               },
        {S_INIT("2020-02-30"),                              S_INIT("")                         },
        {S_INIT("1899-01-01"),                              S_INIT("")                         },
        {S_INIT("9999-01-01"),                              S_INIT("")                         },
        {S_INIT("soon"),                                    S_INIT("")                         },
        {S_INIT(""),                                        S_INIT("")                         },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena a = {0};
        CHECK_VIEW(metadata_date(&a, rows[i].raw), rows[i].want);
        arena_release(&a);
    }
}

TEST(metadata_url_date_needs_a_whole_date)
{
    struct arena a = {0};
    CHECK_STR(metadata_url_date(&a, S("https://x.example/2020/06/03/name")), "2020-06-03");
    CHECK_STR(metadata_url_date(&a, S("https://x.example/news/2020-06-03-1.3874341")),
              "2020-06-03");
    CHECK_STR(metadata_url_date(&a, S("https://x.example/20200603/name")), "2020-06-03");
    CHECK(!metadata_url_date(&a, S("https://x.example/2020/11/2338761/")).p);
    CHECK(!metadata_url_date(&a, S("https://x.example/202006031234/a")).p);
    CHECK(!metadata_url_date(&a, S("https://x.example/item/12345678")).p);
    arena_release(&a);
}

TEST(metadata_cut_site_takes_the_name_off_either_end)
{
    CHECK_STR(metadata_cut_site(S("عنوان - موقع"), S("موقع")), "عنوان");
    CHECK_STR(metadata_cut_site(S("موقع | عنوان"), S("موقع")), "عنوان");
    CHECK_STR(metadata_cut_site(S("A - B - The Site"), S("the site")), "A - B");
    CHECK_STR(metadata_cut_site(S("In the site"), S("the site")), "In the site");
    CHECK_STR(metadata_cut_site(S("موقع"), S("موقع")), "موقع");
}

// All names are in the order that binary search needs: each one is found.
TEST(metadata_reads_every_source_by_rank)
{
    static const struct {
        struct str html, want, from;
    } rows[] = {
        {S_INIT("<meta name=Date content=2020-01-01><meta property=article:published_time "
                "content=2020-01-02>"),
         S_INIT("2020-01-02"),                                                                                         S_INIT("meta")   },
        {S_INIT("<meta name=parsely-pub-date content=2020-01-03>"),                              S_INIT("2020-01-03"),
         S_INIT("meta")                                                                                                                 },
        {S_INIT("<meta name=analyticsAttributes.articleDate content=2020-01-04>"),
         S_INIT("2020-01-04"),                                                                                         S_INIT("meta")   },
        {S_INIT("<meta name=sailthru.date content=2020-01-05>"),                                 S_INIT("2020-01-05"),
         S_INIT("meta")                                                                                                                 },
        {S_INIT("<span itemprop=datePublished content=2020-01-06>x</span>"),                     S_INIT("2020-01-06"),
         S_INIT("microdata")                                                                                                            },
        {S_INIT("<time datetime=2020-01-07>x</time><time pubdate datetime=2020-01-08>y</time>"),
         S_INIT("2020-01-08"),                                                                                         S_INIT("time")   },
        {S_INIT("<link rel=canonical href=http://x.example/2020/01/09/a>"),                      S_INIT("2020-01-09"),
         S_INIT("url")                                                                                                                  },
        {S_INIT("<meta property=article:published_time content=2020-01-02><script "
                "type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":"
                "\"2020-01-10\"}</script>"),
         S_INIT("2020-01-10"),                                                                                         S_INIT("json-ld")},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena a = {0};
        struct html_tree t = html_tree_of(&a, rows[i].html);
        struct metadata m = metadata_read(&a, &t, S(""));
        CHECK_VIEW(m.published.value, rows[i].want);
        CHECK_VIEW(m.published.from, rows[i].from);
        arena_release(&a);
    }
}

static struct ldjson read_ld(struct arena *a, const char *json)
{
    struct ldjson out = {0};
    ldjson_read(a, str_from_cstr(json), &out);
    return out;
}

TEST(ldjson_takes_the_article_not_what_is_around_it)
{
    struct arena a = {0};
    struct ldjson l =
        read_ld(&a, "[{\"@type\":\"WebPage\",\"datePublished\":\"2019\",\"name\":\"p\"},"
                    "{\"@type\":[\"Thing\",\"NewsArticle\"],\"headline\":\"h\","
                    "\"author\":\"A\",\"publisher\":{\"name\":\"P\",\"logo\":{\"url\":"
                    "\"l\"}},\"video\":{\"@type\":\"VideoObject\",\"name\":\"v\"}}]");
    CHECK(l.article);
    CHECK_STR(l.headline, "h");
    CHECK_STR(l.publisher, "P");
    CHECK_INT(l.authors.n, 1);
    CHECK_STR(l.authors.v[0], "A");
    CHECK_STR(l.published, "2019"); // the article has none of its own
    arena_release(&a);
}

TEST(ldjson_decodes_escapes_and_reads_broken_json)
{
    struct arena a = {0};
    struct ldjson l =
        read_ld(&a, "{\"@type\":\"Article\",\"headline\":\"\\u0639\\uD83D\\uDE00 &quot;x&quot; \\/ "
                    "\\\"y\\\"\",\"author\":{\"name\":\"N\"");
    CHECK_STR(l.headline, "ع😀 \"x\" / \"y\"");
    CHECK_INT(l.authors.n, 1);
    read_ld(&a, "}}]]\"\\");
    read_ld(&a, "{\"a\":\"\\u12");
    arena_release(&a);
}

static void check_byline(const char *line, const char *want)
{
    struct arena a = {0};
    struct strs names = byline_names(&a, str_from_cstr(line));
    struct buf out = {0};
    for (size_t i = 0; i < names.n; i++)
        buf_printf(&out, "%s%.*s", i ? "+" : "", STR_ARGS(names.v[i]));
    CHECK_VIEW(buf_str(&out), str_from_cstr(want));
    buf_release(&out);
    arena_release(&a);
}

TEST(byline_names_leaves_labels_dates_and_links_out)
{
    check_byline("By Jane Writer and Ali Hasan | 3 May 2020", "Jane Writer+Ali Hasan");
    check_byline("Written by: Jane Writer", "Jane Writer");
    check_byline("بقلم: سعاد الراوي", "سعاد الراوي");
    check_byline("كتب / أحمد علي", "أحمد علي");
    check_byline("Byron Lord", "Byron Lord"); // "By" is no label here
    check_byline("3 May 2020", "");
    check_byline("A sentence that is much too long to be the name of anybody at all", "");
    check_byline("", "");
}

TEST(html_hints_go_by_whole_words)
{
    struct html_hint_index index;
    html_hint_index_init(&index);
    CHECK(html_hints_of_value(&index, S("article-body")) & HINT_BODY);
    CHECK(html_hints_of_value(&index, S("postContent")) & HINT_BODY);
    CHECK(html_hints_of_value(&index, S("x COMMENTS")) & HINT_COMMENT);
    CHECK_INT(html_hints_of_value(&index, S("shredded unavailable gradient")), 0);
    CHECK_INT(html_hints_of_value(&index, S("has-sidebar no-comments field--label-hidden")), 0);
    CHECK_INT(html_hints_of_value(&index, S("overflow-hidden")), 0);
    CHECK(html_hints_of_value(&index, S("visually-hidden")) & HINT_HIDDEN);
    CHECK_INT(html_hints_of_value(&index, S("more-questions-about-related-vehicles-and-ads")), 0);
}

static struct metadata read_page(struct arena *a, struct str page)
{
    struct html_tree *t = arena_new(a, struct html_tree, 1);
    *t = html_tree_of(a, page);
    return metadata_read(a, t, (struct str){0});
}

TEST(metadata_site_is_the_end_of_the_title_that_the_page_repeats)
{
    static const struct {
        struct str page, site, title;
    } rows[] = {
        {S_INIT("<title>موقع | قسم | خبر</title><a href=/><img alt=موقع src=/a.svg></a>"),
         S_INIT("موقع"),                                                                                                           S_INIT("قسم | خبر")},
        {S_INIT("<title>خبر » موقع</title><a href=/>موقع</a> <a href=/p/iq>العراق</a>"),
         S_INIT("موقع"),                                                                                                           S_INIT("خبر")         },
        {S_INIT("<title>خبر | موقع</title><p>جميع الحقوق محفوظة &copy; موقع 2009</p>"),
         S_INIT("موقع"),                                                                                                           S_INIT("خبر")         },
        {S_INIT("<title>خبر :: موقع</title><img src=images/logo.gif alt=موقع>"),                        S_INIT("موقع"),
         S_INIT("خبر")                                                                                                                                       },
        {S_INIT("<title>خبر | رياضة</title><a href=/sport>رياضة</a>"),                                S_INIT(""),         S_INIT("خبر")         },
        {S_INIT("<title>خبر</title><div itemprop=publisher><meta itemprop=name content=دار></div>"),
         S_INIT("دار"),                                                                                                             S_INIT("خبر")         },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct arena a = {0};
        struct metadata m = read_page(&a, rows[i].page);
        CHECK_VIEW(m.site, rows[i].site);
        if (i != 4)
            CHECK_VIEW(m.title, rows[i].title);
        arena_release(&a);
    }
}

TEST(metadata_title_is_the_headline_of_linked_data_that_a_heading_shows)
{
    struct arena a = {0};
    struct metadata m = read_page(
        &a, S("<meta property=og:title content='Buy now'><script type=application/ld+json>"
              "{\"@type\":\"Article\",\"headline\":\"What to know\"}</script>"
              "<h1>The Blog</h1><h1>What to know</h1>"));
    CHECK_STR(m.title, "What to know");
    m = read_page(&a, S("<meta property=og:title content='Said here'><script>"
                        "{\"@type\":\"Article\",\"headline\":\"Said there\"}</script>"
                        "<h1>Said nowhere</h1>"));
    CHECK_STR(m.title, "Said here");
    arena_release(&a);
}

TEST(metadata_names_may_be_written_with_references)
{
    struct arena a = {0};
    struct metadata m = read_page(
        &a, S("<meta property='og:article&#x3A;published_time' content=2026-01-14T18:50:43Z>"
              "<meta name=author content=262588213843476>"));
    CHECK_STR(m.published.value, "2026-01-14T18:50:43Z");
    CHECK(m.authors.n == 0);
    m = read_page(&a, S("<meta name=published-date content=2021-02-16>"));
    CHECK_STR(m.published.value, "2021-02-16");
    arena_release(&a);
}
