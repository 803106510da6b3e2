// Labels of the parts of a page, in the spellings met.
#include "page/marker.h"

#include "harness.h"

TEST(markers_are_known_in_all_spellings)
{
    static const struct {
        struct str line;
        enum marker_kind kind;
        struct str rest;
    } rows[] = {
        {S_INIT("المصدر: وكالة الأنباء العراقية"), MARKER_SOURCE,    S_INIT("وكالة الأنباء العراقية")},
        {S_INIT("المصادر : رويترز، أ ف ب"),                 MARKER_SOURCE,    S_INIT("رويترز، أ ف ب")                   },
        {S_INIT("المـصـدر - سانا"),                              MARKER_SOURCE,    S_INIT("سانا")                                  },
        {S_INIT("(المصدر: واع)"),                                   MARKER_SOURCE,    S_INIT("واع)")                                   },
        {S_INIT("المصدر (سكاي نيوز)"),                         MARKER_SOURCE,    S_INIT("(سكاي نيوز)")                       },
        {S_INIT("نقلاً عن: الغارديان"),                      MARKER_SOURCE,    S_INIT("الغارديان")                        },
        {S_INIT("كلمات دلالية: العراق"),                    MARKER_KEYWORDS,  S_INIT("العراق")                              },
        {S_INIT("الكلمات المفتاحيّة"),                      MARKER_KEYWORDS,  S_INIT("")                                          },
        {S_INIT("كلمات مفتاحیة | العراق"),                 MARKER_KEYWORDS,  S_INIT("العراق")                              },
        {S_INIT("🏷 وسوم: العراق"),                              MARKER_KEYWORDS,  S_INIT("العراق")                              },
        {S_INIT("تاغات : العراق"),                                MARKER_KEYWORDS,  S_INIT("العراق")                              },
        {S_INIT("Tags: Iraq"),                                               MARKER_KEYWORDS,  S_INIT("Iraq")                                      },
        {S_INIT("إقرأ أيضاً:"),                                     MARKER_READ_ALSO, S_INIT("")                                          },
        {S_INIT("اقرأ ايضًا.."),                                    MARKER_READ_ALSO, S_INIT("")                                          },
        {S_INIT("أقرأ أيضا: عنوان"),                            MARKER_READ_ALSO, S_INIT("عنوان")                                },
        {S_INIT("◄ اقرأ المزيد"),                                MARKER_READ_ALSO, S_INIT("")                                          },
        {S_INIT("طالع أيضًا | عنوان"),                         MARKER_READ_ALSO, S_INIT("عنوان")                                },
        {S_INIT("مقالات مشابهة"),                                MARKER_RELATED,   S_INIT("")                                          },
        {S_INIT("المواضيع المتعلّقة:"),                     MARKER_RELATED,   S_INIT("")                                          },
        {S_INIT("أخبار ذات صلة"),                                 MARKER_RELATED,   S_INIT("")                                          },
        {S_INIT("موضوعات ذات علاقة"),                         MARKER_RELATED,   S_INIT("")                                          },
        {S_INIT("قد يهمك أيضًا"),                                 MARKER_RELATED,   S_INIT("")                                          },
        {S_INIT("الأكثر قراءة"),                                  MARKER_SITE_LIST, S_INIT("")                                          },
        {S_INIT("بقلم: سلمى"),                                       MARKER_BYLINE,    S_INIT("سلمى")                                  },
        {S_INIT("كتب - محمد"),                                        MARKER_BYLINE,    S_INIT("محمد")                                  },
        {S_INIT("ترجمة: سلمى"),                                     MARKER_DESK,      S_INIT("سلمى")                                  },
        {S_INIT("تاريخ النشر: 2024-07-24"),                        MARKER_FURNITURE, S_INIT("2024-07-24")                                },
        {S_INIT("صورة أرشيفية"),                                  MARKER_CAPTION,   S_INIT("")                                          },
    };
    struct arena a = {0};
    struct marker_index index;
    marker_index_init(&index);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct marker m = marker_of(&index, &a, rows[i].line);
        if (!CHECK_INT(m.kind, rows[i].kind))
            CHECK_VIEW(rows[i].line, S("")); // names the row
        CHECK_VIEW(str_drop(rows[i].line, m.rest), rows[i].rest);
    }
    arena_release(&a);
}

TEST(words_of_labels_in_sentences_are_no_markers)
{
    static const struct str lines[] = {
        S_INIT("المصدر ذاته أكد أن العمل يمضي وفق الجدول المعلن ولن يتأخر عن موعده المحدد"),
        S_INIT("تقرير الأمم المتحدة يحذر"),
        S_INIT("خاص بالوزارة"),
        S_INIT("متابعة العمل في السد"),
        S_INIT("أخبار العراق اليوم"),
        S_INIT("علامات استفهام حول المشروع"),
        S_INIT("كتب الجاحظ في الحيوان"),
        S_INIT(""),
        S_INIT("—"),
    };
    struct arena a = {0};
    struct marker_index index;
    marker_index_init(&index);
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        CHECK_INT(marker_of(&index, &a, lines[i]).kind, MARKER_NONE);
    arena_release(&a);
}

TEST(raw_text_is_looked_at_only_where_a_label_may_begin)
{
    static const struct str may[] = {S_INIT("إقرأ"),         S_INIT("» اقرأ أيضا"),
                                     S_INIT("&nbsp;المصدر"), S_INIT("• "),
                                     S_INIT("Tags:"),        S_INIT("المواضيع ذات الصلة")};
    static const struct str may_not[] = {S_INIT("السد"), S_INIT("» الرياضة"), S_INIT("Tagged"),
                                         S_INIT("Seesaw"), S_INIT("مواضعات")};
    struct marker_index index;
    marker_index_init(&index);
    for (size_t i = 0; i < COUNT_OF(may); i++)
        CHECK(marker_may_begin(&index, may[i]));
    for (size_t i = 0; i < COUNT_OF(may_not); i++)
        CHECK(!marker_may_begin(&index, may_not[i]));
}
