// Keys: whose address it is decides whether a feed may claim it.
#include "store/key.h"

#include "base/limits.h"
#include "harness.h"
#include "text/token.h"

static bool is_same(struct arena *a, const char *url, const char *feed, const char *other_feed)
{
    struct record r = {.url = str_from_cstr(url), .guid = S("1"), .outlet = S("منفذ")};
    struct key k = key_of(a, &r, str_from_cstr(feed));
    struct key l = key_of(a, &r, str_from_cstr(other_feed));
    return memcmp(k.bytes, l.bytes, KEY_BYTES) == 0;
}

TEST(key_of_an_address_is_the_same_for_all_feeds_of_its_site)
{
    static const struct {
        const char *url, *feed;
        bool is_own;
    } cases[] = {
        {"https://www.a.example/1",     "https://a.example/feed",           true },
        {"https://news.a.example/1",    "http://rss.a.example/feed",        true },
        {"https://a.example/1",         "https://b.example/feed",           false},
        {"https://a.example/1",         "https://a.example.b.example/feed", false},
        {"https://a.co.uk/1",           "https://b.co.uk/feed",             false},
        {"https://www.a.gov.iq/1",      "https://rss.a.gov.iq/feed",        true },
        {"https://a.gov.iq/1",          "https://b.gov.iq/feed",            false},
        {"https://a.blogspot.com/1",    "https://b.blogspot.com/feed",      false},
        {"https://a.blogspot.com.eg/1", "https://b.blogspot.com.eg/feed",   false},
        {"https://a.blogspot.com/1",    "https://a.blogspot.com/feed",      true },
        {"https://medium.com/@a/1",     "https://medium.com/feed/@a",       false},
        {"https://a.example/1",         "https://feeds.feedburner.com/a",   false},
        {"https://medium.example/1",    "https://rss.medium.example/feed",  false}, // by its name
        {"http://192.0.2.1/1",          "http://192.0.2.1/feed",            true },
        {"http://192.0.2.1/1",          "http://192.0.3.1/feed",            false},
        {"http://[2001:db8::1]/1",      "http://[2001:db8::2]/feed",        false},
        {"http://localhost/1",          "http://localhost:81/feed",         true },
        {"http://com/1",                "http://a.com/feed",                false},
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        CHECK(is_same(&a, cases[i].url, cases[i].feed, "") == cases[i].is_own);
    // Without an address, or with somebody else's, it is each feed's own.
    CHECK(!is_same(&a, "", "https://a.example/1", "https://b.example/1"));
    CHECK(!is_same(&a, "https://c.example/1", "https://a.example/1", "https://b.example/1"));
    CHECK(is_same(&a, "https://c.example/1", "https://a.example/1", "http://www.a.example/1"));
    arena_release(&a);
}

TEST(articles_have_bounded_heads)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s;
    struct token_cache *cache = token_cache_new();
    char *many = arena_alloc(&a, 20000);
    memset(many, 'x', 20000);
    struct str long_text = {many, 20000};
    struct record got, r = {.url = arena_printf(&a, "https://a.example/%.*s", STR_ARGS(long_text)),
                            .guid = long_text,
                            .title = long_text,
                            .byline = long_text,
                            .outlet = long_text,
                            .text = S("نص"),
                            .published_at = STORE_NO_TIME};
    enum added added;
    int64_t row, other;
    CHECK(store_open(&s, ":memory:", STORE_WRITE, &e) == 0 && store_begin(s, &e) == 0);
    CHECK(store_add(s, store_prepare(&a, cache, &r), &added, &row, &e) == 0);
    CHECK(store_get_row(s, &a, row, &got, &e) == 0);
    CHECK_INT(got.title.n, LIMIT_TITLE_POINTS);
    CHECK_INT(got.byline.n, LIMIT_NAME_POINTS);
    CHECK_INT(got.outlet.n, LIMIT_NAME_POINTS);
    CHECK_INT(got.guid.n, 17);
    CHECK_INT(got.url.n, 0);
    many[19999] = 'y'; // another guid is another article, however long
    CHECK(store_add(s, store_prepare(&a, cache, &r), &added, &other, &e) == 0 && other != row);
    store_close(s);
    token_cache_free(cache);
    arena_release(&a);
}
