// The HTML writer and the marked text: nothing from outside gets through unescaped, marks nest.
#include "serve/html.h"

#include "harness.h"
#include "serve/marked_text.h"
#include "serve/routes.h"
#include "serve/strings.h"

TEST(html_escapes_for_text_and_attributes)
{
    struct buf b = {0};
    struct html h = {&b};
    html_text(&h, S("<b onclick='x'>&\"\u202e\x01ب"));
    CHECK_STR(buf_str(&b), "&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;ب");
    buf_reset(&b);
    html_attr(&h, "title", S("\" onmouseover=\"x"));
    CHECK_STR(buf_str(&b), " title=\"&quot; onmouseover=&quot;x\"");
    buf_release(&b);
}

TEST(html_links_outside_are_web_addresses_only)
{
    static const char *const bad[] = {"javascript:alert(1)", " javascript:x", "data:text/html,x",
                                      "//evil.example",      "JaVaScRiPt:x",  ""};
    struct buf b = {0};
    struct html h = {&b};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        buf_reset(&b);
        html_href(&h, str_from_cstr(bad[i]));
        CHECK_STR(buf_str(&b), " href=\"#\"");
    }
    buf_reset(&b);
    html_href(&h, S("https://a.example/?q=\"<"));
    CHECK_STR(buf_str(&b), " href=\"https://a.example/?q=&quot;&lt;\"");
    buf_release(&b);
}

TEST(html_url_parts_are_percent_encoded)
{
    struct buf b = {0};
    struct html h = {&b};
    html_url_part(&h, S("a b&c=\"/ب"));
    CHECK_STR(buf_str(&b), "a%20b%26c%3D%22%2F%D8%A8");
    buf_release(&b);
}

// Marks in the text itself: [q …] {d …}; q quotation, d date, n name with a link.
static void dump_marked(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct str source = golden_section(c, "text");
    struct text_mark marks[32];
    size_t count = 0, open[8], depth = 0;
    struct buf text = {0};
    for (size_t i = 0; i < source.n; i++) {
        char ch = source.p[i];
        if (ch == '[' && count < COUNT_OF(marks) && depth < COUNT_OF(open)) {
            char kind = source.p[++i];
            marks[count] =
                (struct text_mark){.start = text.n,
                                   .css_class = kind == 'q'   ? "m-quote"
                                                : kind == 'd' ? "m-date"
                                                              : "m-name",
                                   .title = kind == 'q' ? S("<speaker>") : (struct str){0},
                                   .link = kind == 'n' ? S("/search?q=\"x\"") : (struct str){0}};
            open[depth++] = count++;
        } else if (ch == ']' && depth > 0) {
            marks[open[--depth]].end = text.n;
        } else {
            buf_add_byte(&text, ch);
        }
    }
    struct html h = {out};
    marked_text(&h, a, buf_str(&text), marks, count);
    buf_add_byte(out, '\n');
    buf_release(&text);
}

GOLDEN(marked_text, dump_marked)

TEST(counts_take_the_noun_that_the_language_asks_for)
{
    static const struct {
        enum ui_lang lang;
        int64_t n;
        struct str want;
    } cases[] = {
        {UI_AR, 0,   S_INIT("0 مادة")         },
        {UI_AR, 1,   S_INIT("مادة واحدة")},
        {UI_AR, 2,   S_INIT("مادتان")       },
        {UI_AR, 3,   S_INIT("3 مواد")         },
        {UI_AR, 11,  S_INIT("11 مادة")        },
        {UI_AR, 100, S_INIT("100 مادة")       },
        {UI_AR, 105, S_INIT("105 مواد")       },
        {UI_EN, 1,   S_INIT("1 article")          },
        {UI_EN, 2,   S_INIT("2 articles")         },
    };
    char out[UI_COUNT_MAX];
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        CHECK(str_eq(ui_count(cases[i].lang, NOUN_ARTICLE, cases[i].n, out), cases[i].want));
    CHECK_STR(ui_length(UI_AR, 3 * 86400 + 5, out), "3 أيام");
    CHECK_STR(ui_length(UI_EN, 59, out), "1 minute");
}

TEST(routes_that_are_not_in_the_table_do_not_exist)
{
    static const char *const paths[] = {
        "/nothing", "/assets/../secret", "/a/", "/assets/",
        "/a/x/y",   "/en/nothing",       "",    "/assets/style.css/"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct arena a = {0};
        struct request r = {.a = &a, .path = str_from_cstr(paths[i])};
        route_request(&r);
        CHECK_INT(r.status, 404);
        buf_release(&r.body);
        arena_release(&a);
    }
}

TEST(periods_are_written_for_readers)
{
    static const struct {
        const char *value, *arabic, *english;
    } cases[] = {
        {"2025-11-19",       "19 تشرين الثاني/نوفمبر 2025", "19 November 2025"},
        {"2025-11-19T10:00", "19 تشرين الثاني/نوفمبر 2025", "19 November 2025"},
        {"2026-05",          "أيار/مايو 2026",                       "May 2026"        },
        {"2025-SU",          "صيف 2025",                                  "summer 2025"     },
        {"2025-WI",          "شتاء 2025",                                "winter 2025"     },
        {"2025",             "2025",                                         "2025"            },
        {"2025-13",          "2025-13",                                      "2025-13"         },
        {"2025-00",          "2025-00",                                      "2025-00"         },
        {"2026-W10",         "2026-W10",                                     "2026-W10"        },
        {"XXXX-07",          "XXXX-07",                                      "XXXX-07"         },
        {"",                 "",                                             ""                },
    };
    char text[UI_DAY_MAX];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str value = str_from_cstr(cases[i].value);
        CHECK_VIEW(ui_period(UI_AR, value, text), str_from_cstr(cases[i].arabic));
        CHECK_VIEW(ui_period(UI_EN, value, text), str_from_cstr(cases[i].english));
    }
}
