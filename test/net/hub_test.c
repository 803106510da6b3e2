// WebSub on the wire: signatures, Link headers, forms.
#include "net/hub.h"

#include "harness.h"

TEST(hub_signatures_are_those_of_the_body_or_nothing)
{
    static const struct {
        const char *header;
        bool matches;
    } cases[] = {
        {"sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",                           true },
        {"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", true },
        {"SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", true },
        {"sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b"
         "3239ecfab21649",                                                 true },
        {"sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d"
         "034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",                 true },
        {"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3842", false},
        {"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38",   false},
        {"sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384x", false},
        {"sha1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",   false},
        {"md5=750c783e6ab0b503eaa86e310a5db738",                                    false},
        {"sha256=",                                                                 false},
        {"",                                                                        false},
    };
    struct str body = S("what do ya want for nothing?");
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        CHECK(hub_signature_matches(str_from_cstr(cases[i].header), S("Jefe"), body) ==
              cases[i].matches);
    CHECK(!hub_signature_matches(str_from_cstr(cases[1].header), S("Jeff"), body));
}

TEST(hub_links_are_found_in_link_headers)
{
    static const struct {
        const char *links, *hub, *self;
    } cases[] = {
        {"<https://hub.example/>; rel=\"hub\", <https://a.example/f>; rel=\"self\"",
         "https://hub.example/",                                                                              "https://a.example/f"    },
        {"</hub>;rel=hub,<f>;rel=self",                                              "https://a.example/hub", "https://a.example/dir/f"},
        {"<https://h.example/>; title=\"a, <b>; rel=self\"; rel=\"next HUB self\"",
         "https://h.example/",                                                                                "https://h.example/"     },
        {"<https://1.example/>; rel=hub, <https://2.example/>; rel=hub",             "https://1.example/",    ""                       },
        {"<https://h.example/>; rel=next; rel=hub",                                  "",                      ""                       },
        {"<ftp://h.example/>; rel=hub, <javascript:1>; rel=self",                    "",                      ""                       },
        {"<https://h.example/>; rel=\"hub",                                          "https://h.example/",    ""                       },
        {"<https://h.example/",                                                      "",                      ""                       },
        {";;;=,\"",                                                                  "",                      ""                       },
        {"",                                                                         "",                      ""                       },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct hub_links l =
            hub_links_parse(&a, str_from_cstr(cases[i].links), S("https://a.example/dir/feed"));
        CHECK_VIEW(l.hub, str_from_cstr(cases[i].hub));
        CHECK_VIEW(l.self, str_from_cstr(cases[i].self));
    }
    arena_release(&a);
}

TEST(hub_forms_are_encoded)
{
    struct arena a = {0};
    struct hub_request r = {.mode = S("subscribe"),
                            .callback = S("https://b.example/hub/1?a&b"),
                            .topic = S("https://a.example/خبر"),
                            .secret = S("s"),
                            .lease_s = 60};
    CHECK_VIEW(hub_form(&a, &r),
               S("hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2F%D8%AE%D8%A8%D8%B1"
                 "&hub.callback=https%3A%2F%2Fb.example%2Fhub%2F1%3Fa%26b&hub.secret=s"
                 "&hub.lease_seconds=60"));
    arena_release(&a);
}
