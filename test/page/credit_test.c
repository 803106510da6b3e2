// Credit lines: parts, kinds, names.
#include "page/credit.h"

#include "harness.h"

#define X(name, text) S_INIT(text),
static const struct str kinds[] = {CREDIT_KINDS(X)};
#undef X

// "kind=name+name; kind=…".
static struct str reading(struct arena *a, struct str value)
{
    struct arena scratch = {0};
    struct span all = {0, value.n};
    struct credit c = credit_read(a, &scratch, value, all, all);
    struct buf b = {0};
    for (size_t i = 0; i < c.part_count; i++) {
        buf_printf(&b, "%s%.*s", i ? "; " : "", STR_ARGS(kinds[c.parts[i].kind]));
        for (size_t n = 0; n < c.parts[i].names.n; n++) {
            buf_add(&b, n ? S("+") : S("="));
            buf_add(&b, c.parts[i].names.v[n]);
        }
    }
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    arena_release(&scratch);
    return out;
}

TEST(credit_parts_have_kinds_and_names)
{
    static const struct {
        struct str value, want;
    } rows[] = {
        {S_INIT("قسم التحليل في بغداد اليوم + البيان المشترك لوزارتي الدفاع العراقية والأمريكية"),
         S_INIT("desk=بغداد اليوم; document=وزارة الدفاع العراقية+وزارة الدفاع الأمريكية")                                                                                   },
        {S_INIT("بغداد اليوم+ موقع \"أكس\""),                                                                                                       S_INIT("outlet=بغداد اليوم; platform=إكس")  },
        {S_INIT("وكالة صدى الفرات"),                                                                                                                   S_INIT("agency=صدى الفرات")                     },
        {S_INIT("وكالة الأنباء القطرية \"قنا\""),                                                                                              S_INIT("agency=وكالة الأنباء القطرية")},
        {S_INIT("أ. ف. ب، د ب أ / وام"),
         S_INIT("agency=فرانس برس; agency=د ب أ; agency=وكالة أنباء الإمارات")                                                                                                                   },
        {S_INIT("رويترز ووكالات"),                                                                                                                      S_INIT("agency=رويترز; agency=وكالات")       },
        {S_INIT("صحيفة «دير شبيغل» الألمانية"),                                                                                              S_INIT("outlet=دير شبيغل")                       },
        {S_INIT("صحيفة واشنطن بوست الأميركية"),                                                                                              S_INIT("outlet=واشنطن بوست")                   },
        {S_INIT("قناتي العربية والحدث"),                                                                                                           S_INIT("outlet=العربية+الحدث")               },
        {S_INIT("صفحة الوزارة على فيس بوك"),                                                                                                     S_INIT("platform=فيسبوك")                          },
        {S_INIT("موقع النشرة الإخباري"),                                                                                                           S_INIT("outlet=النشرة")                            },
        {S_INIT("موقع ضفاف الإخباري"),                                                                                                               S_INIT("outlet=ضفاف الإخباري")               },
        {S_INIT("تصريح خاص لبغداد اليوم"),                                                                                                        S_INIT("document=بغداد اليوم")                 },
        {S_INIT("بيان للخارجية العراقية"),                                                                                                       S_INIT("document=الخارجية العراقية")     },
        {S_INIT("بيان صادر عن مجلس الوزراء"),                                                                                                   S_INIT("document=مجلس الوزراء")               },
        {S_INIT("بيان لجنة الأمن والدفاع"),                                                                                                      S_INIT("document=لجنة الأمن والدفاع")    },
        {S_INIT("ترجمة: بغداد اليوم"),                                                                                                                S_INIT("desk=بغداد اليوم")                     },
        {S_INIT("محمد الحارثي"),                                                                                                                          S_INIT("person=محمد الحارثي")                 },
        {S_INIT("الجزيرة - وكالات"),                                                                                                                    S_INIT("outlet=الجزيرة; agency=وكالات")     },
        {S_INIT(" + "),                                                                                                                                              S_INIT("")                                               },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        CHECK_VIEW(reading(&a, rows[i].value), rows[i].want);
    arena_release(&a);
}

TEST(credits_at_the_end_of_paragraphs)
{
    static const struct {
        struct str text, credit;
    } rows[] = {
        {S_INIT("قال الوزير إن العمل مستمر. (وات)"),                                     S_INIT("(وات)")                        },
        {S_INIT("قال الوزير إن العمل مستمر. -رويترز-"),                               S_INIT("-رويترز-")                  },
        {S_INIT("قال الوزير إن العمل مستمر. المصدر: سكاي نيوز"),              S_INIT("المصدر: سكاي نيوز") },
        {S_INIT("قال الوزير إن العمل مستمر. المصدر (سكاي نيوز)"),             S_INIT("المصدر (سكاي نيوز)")},
        {S_INIT("قال الوزير إن العمل مستمر (المصدر: رويترز)."),                 S_INIT("(المصدر: رويترز)")    },
        {S_INIT("وهذا ما أكده المصدر: العمل مستمر في السد (سد الموصل)"), S_INIT("")                                },
        {S_INIT("انتهت المباراة بفوز الزوراء (2-1)"),                                    S_INIT("")                                },
        {S_INIT("-"),                                                                                            S_INIT("")                                },
        {S_INIT(")"),                                                                                            S_INIT("")                                },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct span value, at;
        at = credit_at_end(&a, rows[i].text, (struct span){0, rows[i].text.n}, &value);
        CHECK_VIEW(str_sub(rows[i].text, at.start, at.end), rows[i].credit);
    }
    arena_release(&a);
}
