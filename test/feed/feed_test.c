// Feeds: golden cases (feeds and what was read), and the rules that have no case of their own.
#include "feed/feed.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "harness.h"

static void line(struct buf *out, const char *name, struct str value)
{
    if (!value.p)
        return;
    buf_printf(out, "%s: ", name);
    dump_visible(out, value);
    buf_add_byte(out, '\n');
}

static void time_line(struct buf *out, const char *name, const struct feed_time *t)
{
    if (!t->text.p)
        return;
    buf_printf(out, "%s: ", name);
    if (t->known)
        rfc3339_add(out, t->at);
    else
        buf_add(out, S("unknown"));
    buf_add_byte(out, '\n');
}

static void dump_entry(struct buf *out, const struct feed_entry *e)
{
    line(out, "id", e->id);
    line(out, "link", e->link);
    line(out, "title", e->title.value);
    line(out, "subtitle", e->subtitle.value);
    line(out, "summary", e->summary.value);
    for (size_t i = 0; i < e->content_count; i++)
        line(out, "content", e->contents[i].value);
    for (size_t i = 0; i < e->author_count; i++)
        buf_printf(out, "author: %.*s <%.*s> %.*s\n", STR_ARGS(e->authors[i].name),
                   STR_ARGS(e->authors[i].email), STR_ARGS(e->authors[i].url));
    for (size_t i = 0; i < e->category_count; i++)
        line(out, "category", e->categories[i].term);
    for (size_t i = 0; i < e->link_count; i++)
        if (str_eq(e->links[i].rel, S("enclosure")))
            line(out, "enclosure", e->links[i].href);
    time_line(out, "published", &e->published);
    time_line(out, "updated", &e->updated);
    line(out, "language", e->language);
    line(out, "image", e->image.url);
    line(out, "image width", e->image.width);
    line(out, "image height", e->image.height);
    line(out, "image description", e->image.description);
    line(out, "comments", e->comments);
    for (size_t i = 0; i < e->place.point_count; i++)
        buf_printf(out, "place: %.4f %.4f\n", e->place.points[i].longitude,
                   e->place.points[i].latitude);
    if (e->source)
        line(out, "source", e->source->title.value);
    for (size_t i = 0; i < e->extra_count; i++)
        buf_printf(out, "extra %.*s: %.*s\n", STR_ARGS(e->extras[i].name),
                   STR_ARGS(e->extras[i].value));
}

static void dump_feed(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct feed_hints hints = {.url = str_trim(golden_section(c, "url")),
                               .content_type = str_trim(golden_section(c, "content_type"))};
    struct feed f = feed_parse(a, golden_section(c, "feed"), &hints);
    buf_printf(out, "format: %.*s\n", STR_ARGS(feed_format_name(f.format)));
    buf_printf(out, "well_formed: %s\n", f.well_formed ? "yes" : "no");
    if (f.ttl_s)
        buf_printf(out, "ttl_s: %lld\n", (long long)f.ttl_s);
    line(out, "hub", f.hub);
    line(out, "self", f.self);
    line(out, "moved_to", f.moved_to);
    line(out, "text input", f.text_input.name);
    dump_entry(out, &f.head);
    for (size_t i = 0; i < f.item_count; i++) {
        buf_printf(out, "\nitem %zu\n", i);
        dump_entry(out, &f.items[i]);
    }
}
GOLDEN(feed, dump_feed)

// East Asian feeds that do not say their encoding; windows-1256 must not be taken for one of them.
TEST(feed_guesses_encodings_of_two_bytes)
{
    static const char korean[] =
        "<rss><item><title>\xC7\xD1\xB1\xB9\xBE\xEE\xB7\xCE \xBE\xB4 \xC7\xC7\xB5\xE5\xC0\xC7 "
        "\xC1\xA6\xB8\xF1\xC0\xBA \xC0\xCC\xB7\xB8\xB0\xD4 \xBB\xFD\xB0\xE5\xB4\xD9</title></it"
        "em></rss>";
    static const char chinese[] =
        "<rss><item><title>\xB3o\xACO\xA5\xCE\xA4j\xA4\xAD\xBDX\xBCg\xA6\xA8\xAA\xBA\xA4\xA4"
        "\xA4\xE5\xB7s\xBB\x44\xBC\xD0\xC3\x44\xA1\x41\xA8S\xA6\xB3\xAB\xC5\xA7i\xBDs\xBDX</tit"
        "le></item></rss>";
    static const char arabic[] =
        "<rss><item><title>\xDE\xC7\xE1 \xE6\xD2\xED\xD1 \xC7\xE1\xCE\xC7\xD1\xCC\xED\xC9 \xC7"
        "\xE1\xED\xE6\xE3 \xC5\xE4 \xC7\xE1\xE3\xDD\xC7\xE6\xD6\xC7\xCA \xE3\xD3\xCA\xE3\xD1"
        "\xC9</title></item></rss>";
    static const struct {
        struct str bytes;
        struct str charset, title;
    } cases[] = {
        {S_INIT(korean),  S_INIT("euc-kr"),       S_INIT("한국어로 쓴 피드의 제목은 이렇게 생겼다")          },
        {S_INIT(chinese), S_INIT("big5"),         S_INIT("這是用大五碼寫成的中文新聞標題，沒有宣告編碼")},
        {S_INIT(arabic),  S_INIT("windows-1256"),
         S_INIT("قال وزير الخارجية اليوم إن المفاوضات مستمرة")                           },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct feed f = feed_parse(&a, cases[i].bytes, NULL);
        CHECK(str_eq(f.charset, cases[i].charset));
        if (CHECK_INT(f.item_count, 1))
            CHECK(str_eq(f.items[0].title.value, cases[i].title));
    }
    arena_release(&a);
}

TEST(feed_writes_languages_with_hyphens)
{
    struct arena a = {0};
    struct feed f = feed_parse(
        &a, S("<feed xml:lang='ar_IQ'><entry><title xml:lang='en_US'>a</title></entry></feed>"),
        NULL);
    CHECK_STR(f.head.language, "ar-IQ");
    if (CHECK_INT(f.item_count, 1))
        CHECK_STR(f.items[0].title.language, "en-US");
    arena_release(&a);
}
