// OPML, sitemaps, discovery: golden cases, and OPML written and read back.
#include <zlib.h>

#include "base/civil.h"
#include "feed/discover.h"
#include "feed/excerpt.h"
#include "feed/opml.h"
#include "feed/sitemap.h"
#include "harness.h"

static void field(struct buf *out, const char *name, struct str value)
{
    if (!value.n)
        return;
    buf_printf(out, "  %s: ", name);
    dump_visible(out, value);
    buf_add_byte(out, '\n');
}

static void dump_opml(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct opml o = opml_parse(a, golden_section(c, "opml"));
    buf_printf(out, "title: %.*s\nrefused: %zu\nduplicates: %zu\n", STR_ARGS(o.title), o.refused,
               o.duplicates);
    for (size_t i = 0; i < o.include_count; i++)
        buf_printf(out, "include: %.*s\n", STR_ARGS(o.includes[i]));
    for (size_t i = 0; i < o.feed_count; i++) {
        buf_printf(out, "feed %.*s\n", STR_ARGS(o.feeds[i].url));
        field(out, "title", o.feeds[i].title);
        field(out, "site", o.feeds[i].site);
        field(out, "folder", o.feeds[i].folder);
        field(out, "language", o.feeds[i].language);
    }
}
GOLDEN(opml, dump_opml)

static void dump_time(struct buf *out, const char *name, bool known, int64_t at)
{
    if (!known)
        return;
    buf_printf(out, "  %s: ", name);
    rfc3339_add(out, at);
    buf_add_byte(out, '\n');
}

static void dump_sitemap(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct sitemap s =
        sitemap_parse(a, golden_section(c, "sitemap"), S("https://example.com/s.xml"));
    buf_printf(out, "index: %s\n", s.is_index ? "yes" : "no");
    for (size_t i = 0; i < s.entry_count; i++) {
        const struct sitemap_entry *e = &s.entries[i];
        buf_printf(out, "entry %.*s\n", STR_ARGS(e->url));
        dump_time(out, "modified", e->has_modified, e->modified_at);
        dump_time(out, "published", e->has_published, e->published_at);
        field(out, "title", e->title);
        field(out, "outlet", e->outlet);
        field(out, "language", e->language);
    }
}
GOLDEN(sitemap, dump_sitemap)

static void dump_discover(struct arena *a, const struct golden_case *c, struct buf *out)
{
    static const char *const clues[] = {"alternate", "anchor", "comments", "path"};
    struct feed_candidate *v;
    size_t n = feed_discover(a, golden_section(c, "html"), str_trim(golden_section(c, "url")), &v);
    for (size_t i = 0; i < n && v[i].clue != FEED_CLUE_PATH; i++)
        buf_printf(out, "%s %.*s «%.*s»\n", clues[v[i].clue], STR_ARGS(v[i].url),
                   STR_ARGS(v[i].title));
}
GOLDEN(discover, dump_discover)

TEST(opml_reads_back_what_it_wrote)
{
    static const struct opml_feed feeds[] = {
        {S_INIT("وكالة «أ» & ب"), S_INIT("https://a/feed?x=1&y=2"), S_INIT("https://a/"),
         S_INIT("ar"),                                                                                  S_INIT("أخبار/العراق")},
        {S_INIT("b"),                      S_INIT("https://b/"),             {0},                  {0}, S_INIT("أخبار/العراق")},
        {S_INIT("c <\"'>"),                S_INIT("http://c:8080/"),         {0},                  {0}, S_INIT("أخبار")             },
        {S_INIT("d"),                      S_INIT("http://d/"),              {0},                  {0}, {0}                              },
        {S_INIT("e"),                      S_INIT("http://e/"),              {0},                  {0}, S_INIT("x/y/z")                  },
    };
    struct arena a = {0};
    struct buf b = {0};
    opml_write(&b, S("قائمة & <list>"), feeds, COUNT_OF(feeds));
    struct opml o = opml_parse(&a, buf_str(&b));
    CHECK_STR(o.title, "قائمة & <list>");
    CHECK_INT(o.feed_count, COUNT_OF(feeds));
    for (size_t i = 0; i < o.feed_count; i++) {
        CHECK_VIEW(o.feeds[i].title, feeds[i].title);
        CHECK_VIEW(o.feeds[i].url, feeds[i].url);
        CHECK_VIEW(o.feeds[i].site, feeds[i].site);
        CHECK_VIEW(o.feeds[i].language, feeds[i].language);
        CHECK_VIEW(o.feeds[i].folder, feeds[i].folder);
    }
    buf_release(&b);
    arena_release(&a);
}

TEST(sitemap_reads_gzip)
{
    struct str text = S("<urlset><url><loc>https://a/</loc></url></urlset>");
    struct arena a = {0};
    char bytes[256];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)text.p,
                  .avail_in = (uInt)text.n,
                  .next_out = (Bytef *)bytes,
                  .avail_out = sizeof bytes};
    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    CHECK_INT(deflate(&z, Z_FINISH), Z_STREAM_END);
    struct sitemap s = sitemap_parse(&a, (struct str){bytes, z.total_out}, S(""));
    if (CHECK_INT(s.entry_count, 1))
        CHECK_STR(s.entries[0].url, "https://a/");
    for (size_t n = 0; n < z.total_out; n++) // cut at every byte: less, and no crash
        CHECK(sitemap_parse(&a, (struct str){bytes, n}, S("")).entry_count <= 1);
    deflateEnd(&z);
    arena_release(&a);
}

static void dump_excerpt(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct str rest = golden_section(c, "texts"), line;
    while (str_next_line(&rest, &line)) {
        // A bar stands for the end of a line.
        char *lines = memcpy(arena_new(a, char, line.n), line.p, line.n);
        for (size_t i = 0; i < line.n; i++)
            lines[i] = lines[i] == '|' ? '\n' : lines[i];
        dump_visible(out, excerpt_trim(a, (struct str){lines, line.n}));
        buf_add_byte(out, '\n');
    }
}
GOLDEN(excerpt, dump_excerpt)
