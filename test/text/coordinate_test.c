// Duals and coordinations written out.
#include "text/coordinate.h"

#include "harness.h"

// The phrases, joined by " + ".
static struct str expanded(struct arena *a, struct str phrase)
{
    struct strs list = coordinate_expand(a, phrase);
    struct buf b = {0};
    for (size_t i = 0; i < list.n; i++) {
        buf_add(&b, i ? S(" + ") : S(""));
        buf_add(&b, list.v[i]);
    }
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

TEST(coordinate_shares_out_dual_heads)
{
    static const struct {
        struct str in, want;
    } rows[] = {
        {S_INIT("وزارتي الدفاع العراقية والأمريكية"),
         S_INIT("وزارة الدفاع العراقية + وزارة الدفاع الأمريكية")                                                                           },
        {S_INIT("جامعتا القاهرة وشنغهاي الدولية"),                          S_INIT("جامعة القاهرة + جامعة شنغهاي الدولية")},
        {S_INIT("وزارتي الدفاع والداخلية"),                                       S_INIT("وزارة الدفاع + وزارة الداخلية")             },
        {S_INIT("وزارتي الخارجية والداخلية"),                                   S_INIT("وزارة الخارجية + وزارة الداخلية")         },
        {S_INIT("وزارتا الخارجية  والنفط العراقيتان"),
         S_INIT("وزارة الخارجية العراقية + وزارة النفط العراقية")                                                                           },
        {S_INIT("وزيري الخارجية والدفاع العراقيين"),
         S_INIT("وزير الخارجية العراقي + وزير الدفاع العراقي")                                                                                 },
        {S_INIT("مجلسي النواب و الشيوخ"),                                            S_INIT("مجلس النواب + مجلس الشيوخ")                     },
        {S_INIT("هيئتي الحشد الشعبي والنزاهة"),                                S_INIT("هيئة الحشد الشعبي + هيئة النزاهة")        },
        {S_INIT("وزارات الخارجية المصرية والأردنية والعراقية"),
         S_INIT("وزارة الخارجية المصرية + وزارة الخارجية الأردنية + وزارة الخارجية العراقية")                        },
        {S_INIT("وزارة الدفاع العراقية والأمريكية"),
         S_INIT("وزارة الدفاع العراقية + وزارة الدفاع الأمريكية")                                                                           },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        CHECK_VIEW(expanded(&a, rows[i].in), rows[i].want);
    arena_release(&a);
}

TEST(coordinate_leaves_other_phrases_alone)
{
    static const struct str rows[] = {
        S_INIT("وزارة الثقافة والسياحة والآثار"),
        S_INIT("ممثلي الشركات والهيئات"),
        S_INIT("سوريا والعراق"),
        S_INIT("وكالة بغداد اليوم"),
        S_INIT("وزارتي الدفاع"),
        S_INIT("تركيا وإيران وروسيا"),
        S_INIT("مجلس الوزراء"),
        S_INIT("و"),
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        CHECK_VIEW(expanded(&a, rows[i]), rows[i]);
    CHECK(is_nationality(S("العراقيه")) && is_nationality(S("تركي")));
    CHECK(!is_nationality(S("الداخليه")) && !is_nationality(S("ي")));
    arena_release(&a);
}
