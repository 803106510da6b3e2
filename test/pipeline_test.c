// What the pipeline makes of an article as a whole.
#include "harness.h"
#include "pipeline.h"

TEST(pipeline_dates_an_article_by_its_lead)
{
    static const struct {
        const char *text, *published; // NULL: not dated
    } rows[] = {
        {"علقت الصحيفة، مساء اليوم الأربعاء (24 تموز 2024)، على البيان.",                "2024-07-24"},
        {"بغداد - 24 تموز 2024: أعلنت وزارة الدفاع بدء العملية.",                                "2024-07-24"},
        {"قال الوزير يوم الأربعاء 24 تموز 2024 إن القوات تقدمت.",                              "2024-07-24"},
        {"سقط النظام الملكي في العراق الذي حكم البلاد حتى 14 تموز 1958 بانقلاب.", NULL        },
        {"بعد 11 سبتمبر 2001 تغير العالم، اليوم الأربعاء 24 تموز 2024.",                       "2024-07-24"},
        {"في ذكرى 3 آذار 1991 تجمع المئات.",                                                                    NULL        },
        {"يبدأ العمل بالقانون الذي أقر في 3 آذار 2023 قريبا.",                                   NULL        },
        {"أعلنت الوزارة بدء العملية.",                                                                        NULL        },
    };
    struct pipeline *p = pipeline_new();
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str text = str_from_cstr(rows[i].text);
        struct article article = {
            .body = {0, text.n},
              .body_text = text
        };
        pipeline_read_article(p, &a, text, &article);
        struct str want = str_from_cstr(rows[i].published ? rows[i].published : "");
        if (!check_str(article.published.value, want, rows[i].text, __FILE__, __LINE__))
            CHECK(false);
        arena_reset(&a);
    }
    arena_release(&a);
    pipeline_free(p);
}
