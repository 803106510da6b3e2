// Keys: whose address it is decides whether a feed may claim it.
#include "store/key.h"

#include "harness.h"

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
