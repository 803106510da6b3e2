// Hostile documents for the readers of src/feed (threats.md 1.3), by pattern; the tests and
// bench/feeds --hostile make them of any size.
#ifndef TEST_FEED_HOSTILE_H
#define TEST_FEED_HOSTILE_H

#include "base/buf.h"

#define HOSTILE_ATOM "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a/'><entry>"

// head, `lead` so many times, `unit` until the size is reached, tail.  '#' in lead and unit stands
// for a number that grows.
// clang-format off
static const struct hostile {
    const char *name, *head, *lead;
    size_t leads;
    const char *unit, *tail;
} hostile[] = {
    {"comment starts", .head = "<rss><channel><title>t</title>", .unit = "<!--"},
    {"cdata starts", .head = "<rss><channel><title>", .unit = "<![CDATA["},
    {"cdata ends", .head = "<rss><item><title>", .unit = "]]>", .tail = "</title></item>"},
    {"declaration starts", .head = "<rss>", .unit = "<!"},
    {"doctype starts", .unit = "<!DOCTYPE a ["},
    {"entity starts", .head = "<!DOCTYPE a [", .unit = "<!ENTITY", .tail = "]><rss/>"},
    {"entity declarations", .head = "<!DOCTYPE a [", .unit = "<!ENTITY a 'b'>", .tail = "]><rss/>"},
    {"instruction starts", .head = "<rss>", .unit = "<?"},
    {"less-than signs", .head = "<rss><item><title>", .unit = "<"},
    {"open tags", .head = "<rss>", .unit = "<a>"},
    {"open tags cut", .head = "<rss>", .unit = "<a "},
    {"end tags", .head = "<rss>", .unit = "</a>"},
    {"end tags cut", .head = "<rss>", .unit = "</a"},
    {"deep end tags", .head = "<rss><a><b><c><d>", .unit = "</x></y>"},
    {"ampersands", .head = "<rss><item><title>", .unit = "&"},
    {"references", .head = "<rss><item><title>", .unit = "&amp;"},
    {"names without end", .head = "<rss><item><title>", .unit = "&aaaaaaa"},
    {"entity uses", .head = "<!DOCTYPE a [<!ENTITY e 'xxxxxxxx'>]><rss><item><title>",
     .unit = "&e;"},
    {"attributes", .head = "<rss ", .unit = "a='b' ", .tail = ">"},
    {"numbered attributes", .head = "<rss ", .unit = "b='' ccc='' dd=''", .tail = ">"},
    {"attributes no end", .head = "<rss a='", .unit = "b=\""},
    {"quotes", .head = "<rss ", .unit = "a=' b=\" "},
    {"equals signs", .head = "<rss ", .unit = "="},
    {"one attribute", .head = "<rss a='", .unit = "xxxxxxxx", .tail = "'/>"},
    {"one text", .head = "<rss><item><description>", .unit = "text & text "},
    {"one cdata", .head = "<rss><item><description><![CDATA[", .unit = "<p>a</p>\r\n",
     .tail = "]]>"},
    {"prefixes", .head = "<rss>", .unit = "<a xmlns:b='c'>"},
    {"prefix redefined", .head = "<rss>", .unit = "<a xmlns:b='c'></a>"},
    {"items", .head = "<rss><channel>", .unit = "<item><title>x</title></item>"},
    {"items never closed", .head = "<rss><channel>", .unit = "<item><title>x"},
    {"links of one item", .head = "<rss><item>", .unit = "<link>http://a/</link>"},
    {"categories", .head = "<rss><item>", .unit = "<category>a</category>"},
    {"extras", .head = "<rss><item>", .unit = "<x:y z='1'>a</x:y>"},
    {"pieces of text", .head = "<rss><item><title>", .unit = "a<!-- -->"},
    {"markup in titles", .head = "<rss><item><title>", .unit = "<b>a</b>"},
    {"relative links",
     .head = HOSTILE_ATOM "<content type='html'>",
     .unit = "&lt;a href='b'>"},
    {"tags cut in content",
     .head = HOSTILE_ATOM "<content type='html'>",
     .unit = "&lt;a href=\"b "},
    {"dots in addresses", .head = "<feed xml:base='http://a/'><entry><link href='", .unit = "../",
     .tail = "'/></entry>"},
    {"bases", .head = "<rss>", .unit = "<a xml:base='b/'>"},
    {"base64", .head = "<feed><entry><content mode='base64'>", .unit = "QUJD"},
    {"mail addresses", .head = "<rss><item><author>", .unit = "a@b.c "},
    {"at signs", .head = "<rss><item><author>", .unit = "a@"},
    {"c1 controls", .head = "<rss><item><title>", .unit = "\xC2\x92"},
    {"controls", .head = "<rss><item><title>", .unit = "\x01"},
    {"carriage returns", .head = "<rss><item><title>", .unit = "\r"},
    {"outlines", .head = "<opml><body>", .unit = "<outline text='a'>"},
    {"outlines with feeds", .head = "<opml><body>", .unit = "<outline xmlUrl='http://a/'/>"},
    {"sitemap entries", .head = "<urlset>", .unit = "<url><loc>http://a/</loc></url>"},
    {"sitemap loc pieces", .head = "<urlset><url><loc>http://a/", .unit = "a<!-- -->",
     .tail = "</loc></url>"},
    {"sitemap lines", .head = "http://a/\n", .unit = "http://a/b\n"},
    {"json arrays", .head = "{\"items\":", .unit = "["},
    {"json items", .head = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
     .unit = "{\"id\":1},", .tail = "{}]}"},
    {"json digits", .head = "{\"items\":[", .unit = "1", .tail = "]}"},
    {"json quotes", .head = "{\"items\":[\"", .unit = "\\\"", .tail = "\"]}"},
    {"robots groups", .unit = "user-agent: a\ndisallow: /\n"},
    {"robots stars", .head = "user-agent: *\ndisallow: /", .unit = "*", .tail = "b\n"},
    {"html links", .head = "<html>", .unit = "<a href=/rss>"},
    {"deep end tags of nobody", .lead = "<a>", .leads = 255, .unit = "</b>"},
    {"end tags of one far out", .head = "<rss><x>", .lead = "<a>", .leads = 250,
     .unit = "</y><b></b>"},
    {"attributes of many tags", .head = "<rss>",
     .unit = "<a a#='' b#='' c#='' d#='' e#='' f#='' g#='' h#=''>"},
    {"names", .head = "<rss>", .unit = "<a#/>"},
    {"prefixes of one name each", .head = "<rss>", .unit = "<p#:a xmlns:p#='u#'/>"},
    {"unknown prefixes, many known",
     .lead = "<a xmlns:p#='u' xmlns:q#='u' xmlns:r#='u' xmlns:s#='u'>", .leads = 250,
     .unit = "<x#:a/>"},
    {"prefixes in content",
     .head = HOSTILE_ATOM "<content type='xhtml'>",
     .unit = "<x:svg xmlns:x='u'/>"},
    {"tags in xhtml",
     .head = HOSTILE_ATOM "<content type='xhtml'>",
     .unit = "<b/>"},
    {"links in xhtml",
     .head = HOSTILE_ATOM "<content type='xhtml'>",
     .unit = "<a href=\"/\"/>"},
    {"escaped text in xhtml",
     .head = HOSTILE_ATOM "<content type='xhtml'>",
     .unit = "&quot;>"},
    {"drawings in text", .head = "<rss><item><description><![CDATA[", .unit = "<svg>",
     .tail = "]]>"},
    {"titles", .head = "<rss><item>", .unit = "<title>a</title>"},
    {"descriptions", .head = "<rss><item>", .unit = "<description>a</description>"},
    {"contents of one item", .head = "<feed><entry>", .unit = "<content>a</content>"},
    {"authors", .head = "<rss><item>", .unit = "<author>a@b.c (d)</author>"},
    {"chapters", .head = "<rss><item>",
     .unit = "<psc:chapters><psc:chapter start='1'/></psc:chapters>"},
    {"dates", .head = "<rss><item>", .unit = "<pubDate>1</pubDate>"},
    {"one date", .head = "<rss><item><pubDate>", .unit = "1 Jan ", .tail = "</pubDate>"},
    {"keywords", .head = "<rss><item><itunes:keywords>", .unit = "a#,",
     .tail = "</itunes:keywords>"},
    {"categories of one name each", .head = "<rss><item>", .unit = "<category>#</category>"},
    {"points", .head = "<rss><item><georss:line>", .unit = "1 2 ", .tail = "</georss:line>"},
    {"double encoding", .head = "<rss><item><title>", .unit = "Ã˜Â§", .tail = "</title>"},
    {"windows-1256", .head = "<rss><item><title>", .unit = "\xC7\xE1 ", .tail = "</title>"},
    {"shift_jis leads", .head = "<rss><item><title>", .unit = "\x81", .tail = "</title>"},
    {"outlines nested", .head = "<opml><body>", .unit = "<outline text='aaaaaaaaaaaaaaaa'>"},
    {"outlines of one feed each", .head = "<opml><body>", .unit = "<outline xmlUrl='http://a/#'/>"},
    {"includes", .head = "<opml><body>", .unit = "<outline type='include' url='http://a/#'/>"},
    {"robots rules", .head = "user-agent: *\n", .unit = "disallow: /*a#*b*c$\n"},
    {"robots agents", .unit = "user-agent: a#\n"},
};
// clang-format on

static inline void hostile_add(struct buf *out, const char *pattern, size_t number)
{
    for (const char *p = pattern; *p; p++)
        if (*p == '#')
            buf_printf(out, "%zu", number);
        else
            buf_add_byte(out, *p);
}

static inline void hostile_fill(struct buf *out, const struct hostile *h, size_t size)
{
    buf_reset(out);
    buf_add(out, str_from_cstr(h->head));
    for (size_t i = 0; i < h->leads; i++)
        hostile_add(out, h->lead, i);
    for (size_t i = 0; out->n < size; i++)
        hostile_add(out, h->unit, i);
    buf_add(out, str_from_cstr(h->tail));
}

#endif
