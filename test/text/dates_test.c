// Dates: the word list, page dates, hostile input.
#include "base/utf8.h"
#include "harness.h"
#include "text/dates.h"
#include "text/datewords.h"
#include "text/fold.h"
#include "text/numbers.h"

TEST(datewords_are_folded_and_have_two_senses_at_most)
{
    struct arena a = {0};
    for (size_t i = 0; i < dateword_row_count; i++) {
        struct str words = str_from_cstr(dateword_rows[i].words), word;
        while (words.n) {
            str_cut(words, ' ', &word, &words);
            CHECK_VIEW(fold(&a, word), word);
            int rows = 0;
            for (size_t k = 0; k < dateword_row_count; k++) {
                struct str others = str_from_cstr(dateword_rows[k].words), other;
                while (others.n) {
                    str_cut(others, ' ', &other, &others);
                    rows += str_eq(word, other);
                }
            }
            if (rows > 2)
                CHECK_VIEW(word, S("at most twice"));
        }
        arena_reset(&a);
    }
    arena_release(&a);
}

TEST(date_visible_reads_the_date_lines_of_pages)
{
    static const struct {
        const char *text, *value;
    } rows[] = {
        {"الجمعة 24 نيسان 2020",                                "2020-04-24"          },
        {"28 آب/اغسطس 2013 - 14:05",                                "2013-08-28T14:05:00" },
        {"نشر في: 28 آب (أغسطس) 2013 الساعة 02:05 م",   "2013-08-28T14:05:00" },
        {"۲۹ بهمن ۱۳۹۸",                                         "2020-02-18"          },
        {"سه‌شنبه ۲۹ بهمن ۱۳۹۸ - ۱۰:۳۰",             "2020-02-18T10:30:00" },
        {"۱۳۹۸/۱۱/۲۹",                                             "2020-02-18"          },
        {"18 محرم 1446هـ",                                           "2024-07-24"          },
        {"الأربعاء 18 محرم 1446 هـ - 24 يوليو 2024 م", "2024-07-24"          },
        {"14:05 | 2024-07-24",                                             "2024-07-24T14:05:00" },
        {"2024-07-24T14:05:00Z",                                           "2024-07-24T14:05:00Z"},
        {"July 24, 2024",                                                  "2024-07-24"          },
        {"Wednesday 24 July 2024 10:15 GMT",                               "2024-07-24T10:15:00Z"},
        {"24 juillet 2024",                                                "2024-07-24"          },
        {"آخر تحديث: ٢٤/٧/٢٠٢٤ ٠٣:١٥ م",               "2024-07-24T15:15:00" },
        {"24.07.2024",                                                     "2024-07-24"          },
        {"25 أوت 2019",                                                 "2019-08-25"          },
        {"03 غشت 2021",                                                 "2021-08-03"          },
        {"كتب محمد رمضان",                                     NULL                  },
        {"تموز 2024",                                                  NULL                  },
        {"31/2/2024",                                                      NULL                  },
        {"",                                                               NULL                  },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str value = date_visible_value(&a, str_from_cstr(rows[i].text));
        CHECK_VIEW(value, str_from_cstr(rows[i].value));
    }
    arena_release(&a);
}

// Texts that repeat what a reader looks ahead over.
TEST(dates_of_hostile_text_stay_linear)
{
    static const char *const parts[] = {"من ",           "مساء اليوم ", "(",
                                        "ثلاثة وعشرون ", "1/1/",        "2024-",
                                        "كل يوم من ",    "الساعة 3 و",  "عام وشهر ",
                                        "بين 3 و ",      "(24 تموز ",   "18 محرم 1446 (",
                                        "من الأحد إلى ", "ألف و",       "يومي 1 و2 و3 و",
                                        "مطلع نهاية ",   "بعد قبل ",    "أسبوع 15 سبتمبر "};
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        struct buf text = {0};
        while (text.n < 200000)
            buf_add(&text, str_from_cstr(parts[i]));
        struct doc d = doc_of_text(&a, NULL, buf_str(&text));
        struct date_context c = {.has_anchor = true, .anchor = 1700000000};
        struct date_mention *mentions;
        size_t count, end = 0;
        dates_read(&a, &d, &c, &mentions, &count);
        for (size_t k = 0; k < count; k++) {
            if (mentions[k].at.start < end || mentions[k].at.end <= mentions[k].at.start)
                CHECK(false);
            end = mentions[k].at.end;
        }
        CHECK(end <= text.n);
        struct number_mention *numbers;
        numbers_read(&a, &d, &numbers, &count);
        buf_release(&text);
        arena_reset(&a);
    }
    arena_release(&a);
}
