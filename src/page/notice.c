// notice: see notice.h.
//
// Such lines stand in the article's own element on many sites, with no class that says what they
// are. Each is told by two words that hardly meet in news: what it is about, and what is said of
// it. Limits: Arabic, Persian and English; callers look at the edges of an article only, where an
// article that is itself about comments or copyright is least likely to be hurt.
#include "page/notice.h"

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

bool is_notice(struct str line)
{
    for (size_t i = 0; i < COUNT_OF(notices); i++)
        if (str_has(line, notices[i].about) && str_has(line, notices[i].says))
            return true;
    return false;
}
