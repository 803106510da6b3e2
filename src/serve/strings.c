// strings: see strings.h.
#include "serve/strings.h"

#include <stdio.h>

#include "base/civil.h"

struct str ui_string(enum ui_lang lang, enum ui_string s)
{
#define X(name, ar, en) {S_INIT(ar), S_INIT(en)},
    static const struct str table[][2] = {UI_STRINGS(X)};
#undef X
    return table[s][lang];
}

struct str ui_act(enum ui_lang lang, struct str act)
{
    static const struct {
        struct str act;
        enum ui_string name;
    } names[] = {
        {S_INIT("agreement"),      ACT_NAME_AGREEMENT     },
        {S_INIT("commitment"),     ACT_NAME_COMMITMENT    },
        {S_INIT("decision"),       ACT_NAME_DECISION      },
        {S_INIT("demand"),         ACT_NAME_DEMAND        },
        {S_INIT("discussion"),     ACT_NAME_DISCUSSION    },
        {S_INIT("emphasis"),       ACT_NAME_EMPHASIS      },
        {S_INIT("future_promise"), ACT_NAME_FUTURE_PROMISE},
        {S_INIT("hedge"),          ACT_NAME_HEDGE         },
        {S_INIT("narrative"),      ACT_NAME_NARRATIVE     },
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_eq(names[i].act, act))
            return ui_string(lang, names[i].name);
    return act;
}

// Arabic counts one and two by the noun itself, 3 to 10 with its plural, then with the singular in
// the accusative, and from a whole hundred on in the genitive (CLDR's plural rules for ar).
struct str ui_count(enum ui_lang lang, enum ui_noun noun, int64_t n, char out[UI_COUNT_MAX])
{
    static const struct {
        const char *one, *two, *few, *many, *hundred, *english_one, *english;
    } nouns[] = {
        [NOUN_ARTICLE] = {"مادة واحدة",   "مادتان",   "مواد",     "مادة",   "مادة",   "article", "articles"},
        [NOUN_RESULT] = {"نتيجة واحدة", "نتيجتان", "نتائج",   "نتيجة", "نتيجة", "result",  "results" },
        [NOUN_MINUTE] = {"دقيقة",            "دقيقتين", "دقائق",   "دقيقة", "دقيقة", "minute",  "minutes" },
        [NOUN_HOUR] = {"ساعة",              "ساعتين",   "ساعات",   "ساعة",   "ساعة",   "hour",    "hours"   },
        [NOUN_DAY] = {"يوم",                "يومين",     "أيام",     "يوما",   "يوم",     "day",     "days"    },
        [NOUN_FEED] = {"خلاصة واحدة", "خلاصتان", "خلاصات", "خلاصة", "خلاصة", "feed",    "feeds"   },
    };
    int64_t rest = n % 100;
    int written;
    if (lang == UI_EN)
        written = snprintf(out, UI_COUNT_MAX, "%lld %s", (long long)n,
                           n == 1 ? nouns[noun].english_one : nouns[noun].english);
    else if (n == 1 || n == 2)
        written = snprintf(out, UI_COUNT_MAX, "%s", n == 1 ? nouns[noun].one : nouns[noun].two);
    else
        written = snprintf(out, UI_COUNT_MAX, "%lld %s", (long long)n,
                           rest >= 3 && rest <= 10 ? nouns[noun].few
                           : rest > 10             ? nouns[noun].many
                                                   : nouns[noun].hundred);
    return (struct str){out, (size_t)written};
}

struct str ui_length(enum ui_lang lang, int64_t seconds, char out[UI_COUNT_MAX])
{
    if (seconds >= 86400)
        return ui_count(lang, NOUN_DAY, seconds / 86400, out);
    if (seconds >= 3600)
        return ui_count(lang, NOUN_HOUR, seconds / 3600, out);
    return ui_count(lang, NOUN_MINUTE, seconds < 60 ? 1 : seconds / 60, out);
}

// Both Arabic traditions in one, as pan-Arab outlets write them.
static const char *const months[][2] = {
    {"كانون الثاني/يناير",   "January"  },
    {"شباط/فبراير",                "February" },
    {"آذار/مارس",                    "March"    },
    {"نيسان/أبريل",                "April"    },
    {"أيار/مايو",                    "May"      },
    {"حزيران/يونيو",              "June"     },
    {"تموز/يوليو",                  "July"     },
    {"آب/أغسطس",                      "August"   },
    {"أيلول/سبتمبر",              "September"},
    {"تشرين الأول/أكتوبر",   "October"  },
    {"تشرين الثاني/نوفمبر", "November" },
    {"كانون الأول/ديسمبر",   "December" },
};

struct str ui_day(enum ui_lang lang, int64_t seconds, char out[UI_DAY_MAX])
{
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    struct civil c = civil_from_days(days);
    int n = snprintf(out, UI_DAY_MAX, "%d %s %d", c.day, months[c.month - 1][lang], c.year);
    return (struct str){out, n < 0 ? 0 : n >= UI_DAY_MAX ? UI_DAY_MAX - 1 : (size_t)n};
}

struct str ui_period(enum ui_lang lang, struct str value, char out[UI_DAY_MAX])
{
    static const struct {
        struct str code;
        const char *name[2];
    } seasons[] = {
        {S_INIT("SP"), {"ربيع", "spring"}},
        {S_INIT("SU"), {"صيف", "summer"}  },
        {S_INIT("FA"), {"خريف", "autumn"}},
        {S_INIT("WI"), {"شتاء", "winter"}},
    };
    int64_t day;
    size_t month;
    const char *name = NULL;
    if (rfc3339_parse(str_take(value, 10), &day))
        return ui_day(lang, day, out);
    if (value.n != 7 || value.p[4] != '-' || !is_ascii_digit(value.p[0]))
        return value;
    struct str part = str_drop(value, 5);
    if (str_to_size(part, 12, &month) && month > 0)
        name = months[month - 1][lang];
    for (size_t i = 0; i < COUNT_OF(seasons); i++)
        if (str_eq(seasons[i].code, part))
            name = seasons[i].name[lang];
    if (!name)
        return value;
    int n = snprintf(out, UI_DAY_MAX, "%s %.4s", name, value.p);
    return (struct str){out, n < 0 ? 0 : n >= UI_DAY_MAX ? UI_DAY_MAX - 1 : (size_t)n};
}
