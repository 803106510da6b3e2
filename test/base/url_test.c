// Addresses: the WHATWG URL suite where it is present, RFC 3986's own examples, hosts.
#include <jansson.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/url.h"
#include "harness.h"

// RFC 3986 section 5.4, base "http://a/b/c/d;p?q".
static const char *const rfc3986[][2] = {
    {"g:h",        "g:h"                  },
    {"g",          "http://a/b/c/g"       },
    {"./g",        "http://a/b/c/g"       },
    {"g/",         "http://a/b/c/g/"      },
    {"/g",         "http://a/g"           },
    {"//g",        "http://g"             },
    {"?y",         "http://a/b/c/d;p?y"   },
    {"g?y",        "http://a/b/c/g?y"     },
    {"#s",         "http://a/b/c/d;p?q#s" },
    {"g#s",        "http://a/b/c/g#s"     },
    {";x",         "http://a/b/c/;x"      },
    {"",           "http://a/b/c/d;p?q"   },
    {".",          "http://a/b/c/"        },
    {"./",         "http://a/b/c/"        },
    {"..",         "http://a/b/"          },
    {"../g",       "http://a/b/g"         },
    {"../..",      "http://a/"            },
    {"../../../g", "http://a/g"           },
    {"/./g",       "http://a/g"           },
    {"/../g",      "http://a/g"           },
    {"g.",         "http://a/b/c/g."      },
    {"..g",        "http://a/b/c/..g"     },
    {"./../g",     "http://a/b/g"         },
    {"./g/.",      "http://a/b/c/g/"      },
    {"g/../h",     "http://a/b/c/h"       },
    {"g;x=1/../y", "http://a/b/c/y"       },
    {"g?y/../x",   "http://a/b/c/g?y/../x"},
    {"g#s/../x",   "http://a/b/c/g#s/../x"},
};

TEST(url_resolve_follows_rfc_3986)
{
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rfc3986); i++)
        CHECK_VIEW(url_resolve(&a, S("http://a/b/c/d;p?q"), str_from_cstr(rfc3986[i][0])),
                   str_from_cstr(rfc3986[i][1]));
    CHECK_STR(url_resolve(&a, S("http://a"), S("b")), "http://a/b");
    CHECK_STR(url_resolve(&a, S(""), S("b")), "b");
    CHECK_STR(url_resolve(&a, S("http://a/"), S("HTTP://B/%7e")), "HTTP://B/%7e");
    CHECK_STR(url_resolve(&a, S("mailto:a@b"), S("x")), "x");
    arena_release(&a);
}

static struct str host_of(struct arena *a, const char *input)
{
    struct url u;
    return url_parse(a, str_from_cstr(input), NULL, &u) ? u.host : S("-");
}

TEST(url_parse_sees_through_disguised_hosts)
{
    struct arena a = {0};
    CHECK_STR(host_of(&a, "http://0x7f.1/"), "127.0.0.1");
    CHECK_STR(host_of(&a, "http://%31%32%37.0.0.1/"), "127.0.0.1");
    CHECK_STR(host_of(&a, "http://127。0。0。1/"), "127.0.0.1");
    CHECK_STR(host_of(&a, "http://0177.0.0.1./"), "127.0.0.1");
    CHECK_STR(host_of(&a, "http://[::FFFF:127.0.0.1]/"), "[::ffff:7f00:1]");
    CHECK_STR(host_of(&a, "http://EXAMPLE.com@evil.example/"), "evil.example");
    CHECK_STR(host_of(&a, "http://مثال.إختبار/"), "xn--mgbh0fb.xn--kgbechtv");
    CHECK_STR(host_of(&a, "http://exa\tmple.org\\@x/"), "example.org");
    CHECK_STR(host_of(&a, "http://256.256.256.256/"), "-");
    CHECK_STR(host_of(&a, "http://[1::2::3]/"), "-");
    CHECK_STR(host_of(&a, "http:///"), "-");
    CHECK_STR(host_of(&a, "//example.org"), "-");
    arena_release(&a);
}

TEST(url_port_knows_the_default_of_the_scheme)
{
    struct arena a = {0};
    struct url u;
    CHECK(url_parse(&a, S("https://a:443/"), NULL, &u));
    CHECK_INT(u.port, -1);
    CHECK_INT(url_port(&u), 443);
    CHECK(url_parse(&a, S("http://a:8080"), NULL, &u));
    CHECK_INT(url_port(&u), 8080);
    CHECK(!url_parse(&a, S("http://a:65536"), NULL, &u));
    CHECK(url_is_http(&u) && url_is_special(&u));
    arena_release(&a);
}

// One row of urltestdata.json.
static bool row_holds(struct arena *a, const json_t *row)
{
    struct str base_text = json_get_str(row, "base"), want = json_get_str(row, "href");
    struct url base, u;
    bool based = base_text.p && url_parse(a, base_text, NULL, &base);
    bool ok = (!base_text.p || based) &&
              url_parse(a, json_get_str(row, "input"), based ? &base : NULL, &u);
    if (json_is_true(json_object_get(row, "failure")))
        return !ok;
    return ok && str_eq(url_href(a, &u), want) &&
           str_eq(u.host.p ? u.host : S(""), json_get_str(row, "hostname"));
}

// jansson refuses escaped lone surrogates, which the standard reads as U+FFFD.
static void replace_lone_surrogates(char *p, size_t n)
{
    for (size_t i = 0; i + 12 < n; i++) {
        bool high = (p[i] == '\\' && p[i + 1] == 'u' && ascii_lower(p[i + 2]) == 'd' &&
                     strchr("89abAB", p[i + 3]));
        bool pair = high && p[i + 6] == '\\' && p[i + 7] == 'u' && ascii_lower(p[i + 8]) == 'd';
        bool low = p[i] == '\\' && p[i + 1] == 'u' && ascii_lower(p[i + 2]) == 'd' &&
                   strchr("cdefCDEF", p[i + 3]);
        if (pair)
            i += 11;
        else if (high || low)
            memcpy(p + i, "\\uFFFD", 6);
    }
}

TEST(url_parse_passes_the_whatwg_suite)
{
    const char *folder = test_shared_data();
    if (!folder)
        SKIP("../shared/data is absent");
    struct arena a = {0};
    struct err e = {0};
    struct str text;
    size_t rows = 0, held = 0;
    struct str path = arena_printf(&a, "%s/suites/urltestdata.json", folder);
    if (!CHECK(file_read(&a, path.p, LIMIT_DECODED, &text, &e) == 0))
        return;
    char *copy = arena_alloc_raw(&a, text.n + 1);
    memcpy(copy, text.p, text.n);
    replace_lone_surrogates(copy, text.n);
    json_t *list = json_loadb(copy, text.n, JSON_ALLOW_NUL, NULL), *row;
    size_t i;
    json_array_foreach(list, i, row)
    {
        if (!json_is_object(row))
            continue;
        bool ok = row_holds(&a, row);
        rows++;
        held += ok;
        if (!ok)
            printf("urltestdata: «%.*s»\n", STR_ARGS(json_get_str(row, "input")));
    }
    CHECK(rows > 800);
    CHECK_INT(held, rows);
    json_decref(list);
    arena_release(&a);
}
