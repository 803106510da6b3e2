// Addresses and URLs that a fetcher must refuse or may fetch.
#include "net/guard.h"

#include <jansson.h>

#include "base/file.h"
#include "base/json.h"
#include "harness.h"
#include "net/address.h"

static bool allowed(const char *url)
{
    struct arena a = {0};
    struct url parsed;
    const char *why = guard_url(&a, str_from_cstr(url), &(struct guard_options){0}, &parsed);
    arena_release(&a);
    return why == NULL;
}

TEST(guard_refuses_what_leads_inside)
{
    static const char *const inside[] = {
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://localhost./",
        "http://a.localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::a00:1]/",
        "http://169.254.169.254/",
        "http://metadata.google.internal/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://example.com:22/",
        "http://example.com:0/",
        "http:\\\\127.0.0.1\\",
        "http://127.0.0.1#@example.com/",
        "http://example.com@[::1]/",
        "javascript:alert(1)",
        "",
        "http://",
    };
    for (size_t i = 0; i < COUNT_OF(inside); i++)
        if (!CHECK(!allowed(inside[i])))
            printf("  %s\n", inside[i]);
}

TEST(guard_allows_public_addresses_and_names)
{
    static const char *const outside[] = {
        "http://8.8.8.8/",          "https://example.com/a?b#c",    "http://[2606:4700::1111]/",
        "http://example.com:8080/", "http://مثال.إختبار/خلاصة.xml", "https://mylocal.example/",
    };
    for (size_t i = 0; i < COUNT_OF(outside); i++)
        if (!CHECK(allowed(outside[i])))
            printf("  %s\n", outside[i]);
}

TEST(guard_edges_of_every_range_are_where_they_should_be)
{
    CHECK(address_refusal_v4(0x09FFFFFF) == NULL);
    CHECK(address_refusal_v4(0x0A000000) != NULL);
    CHECK(address_refusal_v4(0x0B000000) == NULL);
    CHECK(address_refusal_v4(0x643FFFFF) == NULL);
    CHECK(address_refusal_v4(0x647FFFFF) != NULL);
    CHECK(address_refusal_v4(0x64800000) == NULL);
    CHECK(address_refusal_v4(0xAC0FFFFF) == NULL);
    CHECK(address_refusal_v4(0xAC1FFFFF) != NULL);
    CHECK(address_refusal_v4(0xAC200000) == NULL);
    CHECK(address_refusal_v4(0xC6110000) == NULL);
    CHECK(address_refusal_v4(0xC613FFFF) != NULL);
    CHECK(address_refusal_v4(0xDFFFFFFF) == NULL);
    CHECK(address_refusal_v4(0xFFFFFFFF) != NULL);
}

TEST(guard_public_suite_is_decided_as_expected)
{
    const char *shared = test_shared_data();
    if (!shared)
        SKIP("the suite of addresses is not at hand");
    struct arena a = {0};
    struct line_reader lines;
    struct err e = {0};
    struct str line;
    if (!CHECK(lines_open(&lines, arena_printf(&a, "%s/suites/ssrf.jsonl", shared).p, &e) == 0))
        return;
    while (lines_next(&lines, &line)) {
        json_t *row = json_line(line, &e);
        const char *url = json_string_value(json_object_get(row, "url"));
        bool allow = str_eq(json_get_str(row, "expect"), S("allow"));
        if (url && !CHECK(allowed(url) == allow)) // scenarios without a URL are tested end to end
            printf("  %s\n", url);
        json_decref(row);
    }
    lines_close(&lines);
    arena_release(&a);
}
