// Numbers in sentences: "value unit" of each, joined by "; ".
#include "harness.h"
#include "text/numbers.h"

TEST(numbers_are_read_with_what_they_count)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"قتل 23 شخصا وأصيب 40",                           "23 شخص; 40"           },
        {"مقتل ثلاثة وعشرين جنديا",                "23 جندي"             },
        {"ثلاثة وعشرون ألفا وخمسمئة لاجئ",   "23500 لاجئ"          },
        {"خسائر بلغت ٣٫٥ مليون دولار",           "3500000 دولار"      },
        {"مليونين وثلاثمئة ألف دينار",          "2300000 دينار"      },
        {"مليون ونصف المليون برميل يوميا",   "1500000 برميل"      },
        {"نصف مليون نازح",                                 "500000 نازح"         },
        {"ارتفعت بنسبة 12.5%",                              "12.5 %"                  },
        {"ارتفعت ٧ بالمئة",                               "7 %"                     },
        {"بنسبة خمسة في المائة",                      "5 %"                     },
        {"سقوط 12 قتيلاً و30 جريحا",                   "12 قتيل; 30 جريح"},
        {"1,250,000 نسمة",                                         "1250000 نسمه"        },
        {"مئة وخمسون طنا",                                 "150 طن"                },
        {"ألف وخمسمئة",                                      "1500"                    },
        {"ثلاثة عشر عاما",                                 "13 سنه"               },
        {"اثنا عشر صاروخا",                               "12 صاروخ"           },
        {"في 24 تموز 2024",                                      ""                        },
        {"عام 2008",                                                ""                        },
        {"الساعة 3",                                             ""                        },
        {"بتاريخ 24/7/2024",                                     ""                        },
        {"1. البند الأول",                                   ""                        },
        {"أحد المسؤولين",                                  ""                        },
        {"$5 مليارات",                                          "5000000000 دولار"   },
        {"ثلثا الأعضاء",                                    "0.666667"                },
        {"20 مليون",                                              "20000000"                },
        {"مئتان وثلاثة وخمسون مليون دولار", "253000000 دولار"    },
        {"مقتل شخصين",                                        "2 شخص"                },
        {"خمسة آلاف مقاتل",                               "5000 مقاتل"         },
        {"ثلاثة وخمسة",                                      "3; 5"                    },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct doc d = doc_of_text(&a, NULL, str_from_cstr(rows[i].text));
        struct number_mention *numbers;
        size_t count;
        numbers_read(&a, &d, &numbers, &count);
        struct buf out = {0};
        for (size_t k = 0; k < count; k++)
            buf_printf(&out, "%s%.12g%s%.*s", k ? "; " : "",
                       (double)(int64_t)(numbers[k].value * 1e6 + 0.5) / 1e6,
                       numbers[k].unit.n ? " " : "", STR_ARGS(numbers[k].unit));
        if (!check_str(buf_str(&out), str_from_cstr(rows[i].want), rows[i].text, __FILE__,
                       __LINE__))
            CHECK(false);
        buf_release(&out);
    }
    arena_release(&a);
}
