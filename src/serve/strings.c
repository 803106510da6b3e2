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

struct str ui_day(enum ui_lang lang, int64_t seconds, char out[UI_DAY_MAX])
{
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
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    struct civil c = civil_from_days(days);
    int n = snprintf(out, UI_DAY_MAX, "%d %s %d", c.day, months[c.month - 1][lang], c.year);
    return (struct str){out, n < 0 ? 0 : n >= UI_DAY_MAX ? UI_DAY_MAX - 1 : (size_t)n};
}
