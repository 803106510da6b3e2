// HTML pages: golden cases in test/golden/page_html, and bad input.
#include "page/page_html.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "harness.h"
#include "page/page.h"

static const char *const kinds[] = {
    [BLOCK_LINE] = "line",     [BLOCK_PARA] = "p",          [BLOCK_TITLE] = "title",
    [BLOCK_HEADING] = "h",     [BLOCK_BULLET] = "bullet",   [BLOCK_NUMBERED] = "numbered",
    [BLOCK_QUOTE] = "quote",   [BLOCK_CAPTION] = "caption", [BLOCK_TABLE] = "row",
    [BLOCK_BYLINE] = "byline",
};

static void dump_field(struct buf *out, const char *name, struct str value)
{
    if (value.n == 0)
        return;
    buf_printf(out, "%s: ", name);
    dump_visible(out, value);
    buf_add_byte(out, '\n');
}

static void dump_sourced(struct buf *out, const char *name, struct sourced s)
{
    if (s.value.n)
        buf_printf(out, "%s: %.*s (%.*s)\n", name, STR_ARGS(s.value), STR_ARGS(s.from));
}

static void dump_page(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct arena scratch = {0};
    struct page_html p = page_html_read(a, &scratch, golden_section(c, "input.html"),
                                        str_trim(golden_section(c, "url")));
    arena_release(&scratch); // nothing of the result may live there
    for (size_t i = 0; i < p.authors.n; i++)
        dump_field(out, "author", p.authors.v[i]);
    dump_field(out, "site", p.site);
    dump_field(out, "section", p.section);
    dump_field(out, "language", p.language);
    dump_field(out, "direction", p.direction);
    dump_sourced(out, "published", p.published);
    dump_sourced(out, "modified", p.modified);
    for (size_t i = 0; i < p.keywords.n; i++)
        dump_field(out, "keyword", p.keywords.v[i]);
    for (size_t i = 0; i < p.related.n; i++)
        dump_field(out, "related", p.related.v[i]);
    for (size_t i = 0; i < p.image_count; i++) {
        dump_field(out, "image", p.images[i].url);
        dump_field(out, "  caption", p.images[i].caption);
    }
    for (size_t i = 0; i < p.blocks.n; i++) {
        buf_printf(out, "[%s] ", kinds[p.blocks.v[i].kind]);
        dump_visible(out, str_sub(p.text, p.blocks.v[i].at.start, p.blocks.v[i].at.end));
        buf_add_byte(out, '\n');
    }
}
GOLDEN(page_html, dump_page)

// --- bad input ----------------------------------------------------------------------------------

static void check_page(struct str bytes)
{
    struct arena a = {0}, scratch = {0};
    struct page_input in = {.bytes = bytes, .form = PAGE_HTML};
    struct page p = page_read(&a, &scratch, &in);
    CHECK(utf8_is_valid(p.text));
    CHECK(p.text.n <= 8 * bytes.n + 1024);
    arena_release(&a);
    arena_release(&scratch);
}

TEST(page_html_reads_nothing_and_noise)
{
    check_page(S(""));
    check_page(S("\0\0\0\0"));
    check_page(S("\xFF\xFE"));
    check_page(S("<"));
    char noise[4096];
    uint32_t x = 7;
    for (size_t i = 0; i < sizeof noise; i++) {
        x = x * 1664525u + 1013904223u;
        noise[i] = (char)(x >> 24);
    }
    check_page((struct str){noise, sizeof noise});
}

// Something of everything that is looked at.
static const struct str crowded = S_INIT(
    "<!doctype html><html lang=ar dir=rtl><head><title>خبر عاجل - موقع</title><meta "
    "property='og:title' content='خبر &amp; عاجل'><meta name=twitter:label1 content='كُتب بواسطة'>"
    "<meta name=twitter:data1 content=admin><link rel=alternate type=application/rss+xml "
    "title=موقع>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":"
    "\"2020-01-02T03:04:05+03:00\",\"dateModified\":\"2020-01-02\",\"author\":[{\"name\":\"فلان\"}]"
    "}"
    "</script></head><body><nav><a href=/>الرئيسية</a></nav><marquee>شريط</marquee><article>"
    "<h1>خبر عاجل</h1><div><span>كتب:</span><span>محمد علي</span> - 1 يناير 2020</div>"
    "<abbr class=published title=2020-01-01>أمس</abbr><p>نص الخبر الأول، وهو طويل بما يكفي ليكون "
    "فقرة كاملة في المقال، وفيه&nbsp;مراجع&#x200f; ومسافات   كثيرة \t\n وعلامات؛ و؟ و۔</p><b>اقرأ "
    "أيضا</b><ul><li><a href=/1>عنوان خبر آخر طويل</a></ul><table><tr><td>1<td>2</table>"
    "<p>// انتهى //</p></article><p>المصدر<a href=/2>وكالة</a></p><div>© موقع</div></body>");
// The same where a script fills the page.
static const struct str hydrated = S_INIT(
    "<title>خبر</title><div id=app></div><script id=__NEXT_DATA__ "
    "type=application/json>{\"props\":{"
    "\"article\":{\"title\":\"خبر\",\"publishedAt\":\"2020-01-01\",\"body\":\"<p>\\u0646ص الخبر "
    "الأول، وهو طويل بما يكفي ليكون فقرة كاملة في المقال الذي لا عنصر له في الصفحة.<\\/p><p>نص "
    "الخبر "
    "الثاني، وهو طويل بما يكفي ليكون فقرة كاملة في المقال الذي لا عنصر له في الصفحة.<\\/p>\"}}}"
    "</script>");

// A copy of its own, so that AddressSanitizer sees a read past its end.
static void check_copy(struct str bytes)
{
    struct arena a = {0};
    check_page(arena_str(&a, bytes));
    arena_release(&a);
}

// What calls itself a title is compared with line after line, so there must be an end of it.
TEST(page_html_titles_have_an_end)
{
    struct arena a = {0}, scratch = {0};
    struct buf page = {0};
    buf_add(&page, S("<title>"));
    for (int i = 0; i < 3000; i++)
        buf_printf(&page, "كلمة%d ", i);
    buf_add(&page, S("</title><p>نص طويل من الكلام، وفيه جملة كاملة.</p>"));
    struct page_html p = page_html_read(&a, &scratch, buf_str(&page), S(""));
    CHECK(str_starts(p.title, S("كلمة0 كلمة1 ")));
    CHECK_VIEW(p.title, utf8_take(p.title, LIMIT_TITLE_POINTS));
    buf_release(&page);
    arena_release(&a);
    arena_release(&scratch);
}

TEST(page_html_survives_truncation_at_every_byte)
{
    for (size_t n = 0; n <= crowded.n; n++)
        check_copy(str_take(crowded, n));
    for (size_t n = 0; n <= hydrated.n; n++)
        check_copy(str_take(hydrated, n));
}

TEST(page_html_survives_a_nul_and_a_stray_byte_at_every_place)
{
    static const struct str strays[] = {S_INIT("\0"), S_INIT("\xFF"), S_INIT("\xD8"), S_INIT("<"),
                                        S_INIT("\"")};
    struct buf b = {0};
    for (size_t at = 0; at <= crowded.n; at += 3) {
        struct str stray = strays[at / 3 % COUNT_OF(strays)];
        buf_reset(&b);
        buf_add(&b, str_take(crowded, at));
        buf_add(&b, stray);
        buf_add(&b, str_drop(crowded, at));
        check_copy(buf_str(&b));
    }
    buf_release(&b);
}

TEST(page_html_survives_every_claim_about_its_charset)
{
    static const struct str claims[] = {
        S_INIT("utf-16"), S_INIT("utf-8"),     S_INIT("windows-1256"), S_INIT("iso-8859-6"),
        S_INIT("utf-7"),  S_INIT("shift_jis"), S_INIT("x-no-charset"), S_INIT("gb18030")};
    for (size_t i = 0; i < COUNT_OF(claims); i++) {
        struct arena a = {0}, scratch = {0};
        struct page_input in = {
            .bytes = crowded,
            .content_type = arena_printf(&a, "text/html; charset=%.*s", STR_ARGS(claims[i]))};
        struct page p = page_read(&a, &scratch, &in);
        CHECK(utf8_is_valid(p.text));
        // What is UTF-8 is read as UTF-8, whatever the header says.
        CHECK(str_has(p.text, S("نص الخبر الأول")));
        arena_release(&a);
        arena_release(&scratch);
    }
}

static void check_repeated(const char *start, const char *piece, size_t times)
{
    struct buf b = {0};
    buf_add(&b, str_from_cstr(start));
    for (size_t i = 0; i < times; i++)
        buf_add(&b, str_from_cstr(piece));
    check_page(buf_str(&b));
    buf_release(&b);
}

TEST(page_html_survives_depth_width_and_storms)
{
    check_repeated("", "<div>", 1000000);
    check_repeated("<p ", "a=1 ", 100000);
    check_repeated("<p>", "&", 100000);
    check_repeated("", "<a href=x><b>", 100000);
    check_repeated("<script type=application/ld+json>", "[{\"author\":", 100000);
    check_repeated("<table>", "<tr><td><table>", 10000);
    check_repeated("<h2>Related</h2>", "<h2>Related</h2><p>x</p>", 10000);
}

TEST(page_html_reads_pages_of_other_charsets)
{
    struct arena a = {0}, scratch = {0};
    struct page_input in = {
        .bytes = S("<html><body><p>\xC7\xE1\xDA\xD1\xC7\xDE \xE6\xC7\xE1\xE3\xE4\xD8\xDE\xC9</p>"),
        .content_type = S("text/html; charset=windows-1256"),
    };
    struct page p = page_read(&a, &scratch, &in);
    CHECK_STR(p.charset, "windows-1256");
    CHECK(str_has(p.text, S("العراق والمنطقة")));
    arena_release(&a);
    arena_release(&scratch);
}
