// notice: see notice.h.
//
// Such lines stand in the article's own element on many sites, with no class that says what they
// are. Each is told by two words that hardly meet in news: what it is about, and what is said of
// it. Limits: Arabic, Persian and English; callers look at the edges of an article only, where an
// article that is itself about comments or copyright is least likely to be hurt.
#include "page/notice.h"

#include <string.h>

enum { SCRIPT_BYTES = 64 }; // of a line that tell its script

// Order: by language, then subject.  Both strings must occur.
static const struct {
    struct str about, says;
} notices[] = {
    {S_INIT("التعليق"),                         S_INIT("لا تعبر")               },
    {S_INIT("التعليق"),                         S_INIT("شروط الاستخدام") },
    {S_INIT("التعليق"),                         S_INIT("إرشادات")              },
    {S_INIT("التعليق"),                         S_INIT("بروتوكول")            },
    {S_INIT("التعليق"),                         S_INIT("قواعد النشر")       },
    {S_INIT("تعليقات"),                         S_INIT("شروط استخدام")     },
    {S_INIT("تعليقات"),                         S_INIT("لا تعبر")               },
    {S_INIT("الآراء"),                           S_INIT("لا تعبر")               },
    {S_INIT("الآراء الواردة"),            S_INIT("عن رأي")                 },
    {S_INIT("المقال"),                           S_INIT("لا يعبر")               },
    {S_INIT("المقالات"),                       S_INIT("لا تعبر")               },
    {S_INIT("الحقوق"),                           S_INIT("محفوظة")                },
    {S_INIT("حقوق النشر"),                    S_INIT("محفوظة")                },
    {S_INIT("يحظر"),                               S_INIT("نشره")                    },
    {S_INIT("يمنع"),                               S_INIT("الاقتباس")            },
    {S_INIT("الإشعارات"),                     S_INIT("لتصلك")                  },
    {S_INIT("الاشعارات"),                     S_INIT("لتصلك")                  },
    {S_INIT("النشرة"),                           S_INIT("اشترك")                  },
    {S_INIT("ملفات تعريف الارتباط"), S_INIT("توافق")                  },
    {S_INIT("ملفات تعريف الارتباط"), S_INIT("نستخدم")                },
    {S_INIT("حقوق"),                               S_INIT("محفوظ است")           },
    {S_INIT("دیدگاه"),                           S_INIT("منتشر نخواهد شد")},
    {S_INIT("ll rights"),                              S_INIT("eserved")                     },
    {S_INIT("opyright"),                               S_INIT("eserved")                     },
    {S_INIT("ookies"),                                 S_INIT("xperience")                   },
    {S_INIT("omments"),                                S_INIT("uidelines")                   },
    {S_INIT("omments"),                                S_INIT("moderat")                     },
};

// Does the line begin with letters of the Arabic script, does it begin with Latin ones?
static void scripts_of(struct str line, bool *arabic, bool *latin)
{
    struct str start = str_take(line, SCRIPT_BYTES);
    *arabic = *latin = false;
    for (size_t i = 0; i < start.n; i++) {
        *latin |= is_ascii_alpha(start.p[i]);
        *arabic |= (unsigned char)start.p[i] >= 0xD8 && (unsigned char)start.p[i] <= 0xDB;
    }
}

bool is_notice(struct str line)
{
    bool arabic, latin;
    scripts_of(line, &arabic, &latin);
    for (size_t i = 0; i < COUNT_OF(notices); i++) {
        bool row_is_arabic = notices[i].about.p[0] & 0x80;
        if ((row_is_arabic ? arabic : latin) && str_has(line, notices[i].about) &&
            str_has(line, notices[i].says))
            return true;
    }
    return false;
}

// What stands on the buttons of sharing and printing, and over advertisements.
static const struct str button_words[] = {
    S_INIT("شارك"),
    S_INIT("مشاركة"),
    S_INIT("شاركها"),
    S_INIT("شارك الخبر"),
    S_INIT("فيسبوك"),
    S_INIT("تويتر"),
    S_INIT("تغريد"),
    S_INIT("غرد"),
    S_INIT("واتساب"),
    S_INIT("واتس آب"),
    S_INIT("تلغرام"),
    S_INIT("تيليجرام"),
    S_INIT("تليجرام"),
    S_INIT("ماسنجر"),
    S_INIT("لينكدإن"),
    S_INIT("إكس"),
    S_INIT("انستغرام"),
    S_INIT("بينتيريست"),
    S_INIT("طباعة"),
    S_INIT("اطبع"),
    S_INIT("بريد"),
    S_INIT("نسخ الرابط"),
    S_INIT("A+"),
    S_INIT("A-"),
    S_INIT("أ+"),
    S_INIT("أ-"),
    S_INIT("X"),
    S_INIT("Facebook"),
    S_INIT("Twitter"),
    S_INIT("WhatsApp"),
    S_INIT("Telegram"),
    S_INIT("LinkedIn"),
    S_INIT("Email"),
    S_INIT("Print"),
    S_INIT("Share"),
    S_INIT("Copy link"),
    S_INIT("إعلان"),
    S_INIT("إعلان ممول"),
    S_INIT("اعلان"),
    S_INIT("إعلانات"),
    S_INIT("صدر الصورة"),
    S_INIT("مصدر الصورة"),
    S_INIT("التعليق على الصورة"),
    S_INIT("تعليق الصورة"),
    S_INIT("تبلیغات"),
    S_INIT("آگهی"),
    S_INIT("Advertisement"),
    S_INIT("Ad"),
    S_INIT("Sponsored"),
};

bool is_button_text(struct str text)
{
    text = str_trim_wide(text);
    while (text.n && strchr("- ", text.p[0]))
        text = str_drop(text, 1);
    // "A-" is a button, "إعلان -" a word with a dash.
    while (text.n > 3 && strchr("- :,", text.p[text.n - 1]))
        text.n--;
    if (str_ends(text, S("،")))
        text.n -= 2;
    for (size_t i = 0; i < COUNT_OF(button_words); i++)
        if (button_words[i].n == text.n && str_starts_nocase(text, button_words[i]))
            return true;
    return false;
}

bool is_end_mark(struct str line)
{
    static const struct str words[] = {S_INIT("انتهى"), S_INIT("إنتهى"), S_INIT("النهاية"),
                                       S_INIT("نهاية الخبر")};
    if (str_starts(line, S("انتهای پیام")) || str_starts(line, S("پایان پیام")))
        return true;
    while (line.n && strchr("/()[]-_ .*", line.p[0]))
        line = str_drop(line, 1);
    while (line.n && strchr("/()[]-_ .*", line.p[line.n - 1]))
        line.n--;
    return str_is_in(str_trim_wide(line), words, COUNT_OF(words));
}
