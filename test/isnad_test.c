// The public library: what it returns is JSON, bad input is no matter, two handles do not meet.
#include <isnad.h>

#include <jansson.h>

#include "base/json.h"
#include "harness.h"

static json_t *read_page(struct isnad *i, struct str bytes)
{
    size_t n;
    const char *text =
        isnad_read(i, &(struct isnad_page){bytes.p, bytes.n, "https://a.example/1", NULL}, &n);
    struct err e = {0};
    return json_line((struct str){text, n}, &e);
}

TEST(isnad_library_reads_pages_into_json)
{
    struct isnad *i = isnad_new();
    json_t *page = read_page(i, S("بغداد اليوم - بغداد\n\nقال الوزير سالم الوادي إن \"السد امتلأ "
                                  "تماما هذا العام\" يوم 24 تموز 2024."));
    CHECK(page != NULL);
    json_t *article = json_array_get(json_object_get(page, "articles"), 0);
    CHECK_INT(json_array_size(json_object_get(article, "quotes")), 1);
    CHECK_STR(json_get_str(json_object_get(article, "published"), "value"), "2024-07-24");
    json_decref(page);
    static const char *const bad[] = {"", "\xff\xfe", "<", "\0\0"};
    for (size_t k = 0; k < COUNT_OF(bad); k++) {
        page = read_page(i, str_from_cstr(bad[k]));
        CHECK(page != NULL);
        json_decref(page);
    }
    CHECK(isnad_read(i, &(struct isnad_page){0}, NULL) != NULL);
    isnad_free(i);
    isnad_free(NULL);
}

TEST(isnad_library_compares_articles)
{
    struct isnad *i = isnad_new();
    const char *text = "امتلأ السد تماما هذا العام بعد أمطار غزيرة هطلت على المنطقة الجبلية كلها";
    struct isnad_likeness same = isnad_compare(i, NULL, text, "", text);
    CHECK(same.duplicate && same.score > 0.9 && same.a_in_b > 0.9);
    struct isnad_likeness none = isnad_compare(i, NULL, text, NULL, NULL);
    CHECK(!none.duplicate && none.score < 0.1);
    isnad_free(i);
}
