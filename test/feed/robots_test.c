// robots.txt: Google's inner cases, limits, patterns that are expensive for others.
#include "feed/robots.h"

#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "harness.h"

static bool allowed(const char *text, const char *agent, const char *url)
{
    struct arena a = {0};
    struct robots r = robots_parse(&a, str_from_cstr(text), str_from_cstr(agent));
    bool answer = robots_allowed(&r, str_from_cstr(url));
    arena_release(&a);
    return answer;
}

TEST(robots_merges_groups_of_one_agent)
{
    const char *text = "user-agent: a\ndisallow: /x\n\nuser-agent: b\ndisallow: /\n\n"
                       "user-agent: A\ndisallow: /y\n";
    CHECK(!allowed(text, "a", "http://h/x"));
    CHECK(!allowed(text, "a", "http://h/y"));
    CHECK(allowed(text, "a", "http://h/z"));
    CHECK(!allowed(text, "b", "http://h/z"));
    CHECK(allowed(text, "c", "http://h/x"));
}

TEST(robots_longest_match_wins_and_allow_wins_ties)
{
    const char *text = "user-agent: *\ndisallow: /a\nallow: /a/b\ndisallow: /a/b\n";
    CHECK(!allowed(text, "x", "http://h/a/c"));
    CHECK(allowed(text, "x", "http://h/a/b"));
}

TEST(robots_own_group_without_rules_allows_all)
{
    CHECK(allowed("user-agent: *\ndisallow: /\nuser-agent: x\ndisallow:\n", "x", "http://h/a"));
    CHECK(allowed("user-agent: *\ndisallow: /\nuser-agent: x\ndisallow:\n", "x/1.0", "http://h/a"));
}

TEST(robots_patterns_have_stars_and_an_end)
{
    const char *text = "user-agent: *\ndisallow: /*.php$\ndisallow: /a*b*c\n";
    CHECK(!allowed(text, "x", "http://h/q/index.php"));
    CHECK(allowed(text, "x", "http://h/q/index.php?x"));
    CHECK(!allowed(text, "x", "http://h/a1b2cd"));
    CHECK(allowed(text, "x", "http://h/a1c2b"));
    CHECK(allowed("user-agent: *\ndisallow: /fish*$\nallow: /\n", "x", "http://h/") == true);
    CHECK(!allowed("user-agent: *\ndisallow: /aa$\n", "x", "http://h/aa"));
    CHECK(allowed("user-agent: *\ndisallow: /aa$\n", "x", "http://h/aaa"));
    CHECK(!allowed("user-agent: *\ndisallow: /*a$\n", "x", "http://h/aba"));
}

TEST(robots_reads_delay_and_sitemaps)
{
    struct arena a = {0};
    struct robots r = robots_parse(
        &a, S("Sitemap: https://h/s.xml\nuser-agent: *\ncrawl-delay: 2.5\ndisallow: /x\n"),
        S("me"));
    CHECK_INT(r.delay_ms, 2500);
    CHECK_INT(r.sitemap_count, 1);
    CHECK_STR(r.sitemaps[0], "https://h/s.xml");
    arena_release(&a);
}

TEST(robots_error_pages_and_binaries_allow)
{
    CHECK(allowed("<!DOCTYPE html><html><body>404: not found</body></html>", "x", "http://h/a"));
    CHECK(allowed("\x7F"
                  "ELF\x01\x02",
                  "x", "http://h/a"));
    CHECK(!allowed("\xEF\xBB\xBFuser-agent: *\r\ndisallow: /\r\n", "x", "http://h/a"));
}

// What lies behind the limit is not read; what lies before it is.
TEST(robots_reads_half_a_mebibyte)
{
    struct arena a = {0};
    struct buf b = {0};
    buf_add(&b, S("user-agent: *\ndisallow: /first\n"));
    while (b.n < ROBOTS_BYTES_MAX)
        buf_add(&b, S("# a line that says nothing at all\n"));
    buf_add(&b, S("disallow: /last\n"));
    struct robots r = robots_parse(&a, buf_str(&b), S("x"));
    CHECK_INT(r.rule_count, 1);
    CHECK(!robots_allowed(&r, S("http://h/first")));
    CHECK(robots_allowed(&r, S("http://h/last")));
    buf_release(&b);
    arena_release(&a);
}

// 10^4 stars between letters, on a path of as many letters and no end that fits.
TEST(robots_stars_do_not_explode)
{
    struct arena a = {0};
    struct buf text = {0}, url = {0};
    buf_add(&text, S("user-agent: *\ndisallow: /"));
    buf_add(&url, S("http://h/"));
    for (int i = 0; i < 8000; i++) {
        buf_add(&text, S("a*"));
        buf_add(&url, S("aa"));
    }
    buf_add(&text, S("b$\n"));
    struct robots r = robots_parse(&a, buf_str(&text), S("x"));
    CHECK(robots_allowed(&r, buf_str(&url)));
    buf_add(&url, S("b"));
    CHECK(!robots_allowed(&r, buf_str(&url)));
    buf_release(&text);
    buf_release(&url);
    arena_release(&a);
}

static bool case_holds(struct arena *a, const json_t *row)
{
    struct str kind = json_get_str(row, "kind"), url = json_get_str(row, "url");
    struct str want = json_get_str(row, "expect");
    bool yes = json_is_true(json_object_get(row, "expect"));
    if (str_eq(kind, S("path")))
        return str_eq(robots_path_of(a, url), want);
    if (str_eq(kind, S("escape")))
        return str_eq(robots_escape(a, url), want);
    if (str_eq(kind, S("valid_ua")))
        return robots_is_agent(json_get_str(row, "ua")) == yes;
    struct robots r = robots_parse(a, json_get_str(row, "robots"), json_get_str(row, "ua"));
    return robots_allowed(&r, url) == yes;
}

TEST(robots_passes_the_cases_of_googles_matcher)
{
    const char *folder = test_shared_data();
    if (!folder)
        SKIP("../shared/data is absent");
    struct arena a = {0};
    struct err e = {0};
    struct str text, line;
    size_t rows = 0, held = 0;
    struct str path = arena_printf(&a, "%s/suites/robotstxt.jsonl", folder);
    if (!CHECK(file_read(&a, path.p, LIMIT_DECODED, &text, &e) == 0))
        return;
    while (str_next_line(&text, &line)) {
        json_t *row = json_line(line, &e);
        bool ok = row && case_holds(&a, row);
        rows++;
        held += ok;
        if (!ok)
            printf("robotstxt: %.*s\n", (int)(line.n < 200 ? line.n : 200), line.p);
        json_decref(row);
    }
    CHECK(rows > 100);
    CHECK_INT(held, rows);
    arena_release(&a);
}
