// Our calendar tables against ICU (an oracle of the tests only).
#include <unicode/ucal.h>

#include "harness.h"
#include "text/hijri.h"
#include "text/jalali.h"

static UCalendar *open_calendar(const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *c = ucal_open(u"UTC", -1, locale, UCAL_DEFAULT, &status);
    return U_SUCCESS(status) ? c : NULL;
}

static int64_t icu_days(UCalendar *c, int year, int month, int day)
{
    UErrorCode status = U_ZERO_ERROR;
    ucal_clear(c);
    ucal_set(c, UCAL_YEAR, year);
    ucal_set(c, UCAL_MONTH, month - 1);
    ucal_set(c, UCAL_DATE, day);
    return (int64_t)(ucal_getMillis(c, &status) / 86400000.0);
}

// ICU extrapolates with one rule; the calendar that was printed equals it from 1431 to 1449.
TEST(hijri_table_equals_icu_umalqura_where_that_is_the_printed_calendar)
{
    UCalendar *c = open_calendar("ar@calendar=islamic-umalqura");
    CHECK(c != NULL);
    int far = 0;
    for (int year = 1343; year <= 1500; year++) {
        for (int month = 1; month <= 12; month++) {
            int64_t ours = hijri_to_days((struct civil){year, month, 1});
            int64_t theirs = icu_days(c, year, month, 1);
            if (year >= 1431 && year < 1450)
                CHECK_INT(ours, theirs);
            far += ours - theirs > 2 || theirs - ours > 2;
        }
    }
    CHECK_INT(far, 0);
    ucal_close(c);
}

TEST(hijri_outside_the_table_equals_icu_civil)
{
    UCalendar *c = open_calendar("ar@calendar=islamic-civil");
    CHECK(c != NULL);
    for (int year = 1; year < 2000; year += 7) {
        if (year >= 1343 && year <= 1500)
            continue;
        for (int month = 1; month <= 12; month++)
            CHECK_INT(hijri_to_days((struct civil){year, month, 3}), icu_days(c, year, month, 3));
    }
    ucal_close(c);
}

TEST(hijri_days_go_there_and_back)
{
    for (int64_t day = -40000; day < 60000; day++) {
        struct civil c = hijri_from_days(day);
        if (hijri_to_days(c) != day || c.day > hijri_month_days(c.year, c.month))
            CHECK_INT(hijri_to_days(c), day);
    }
    struct civil c = hijri_from_days(civil_to_days((struct civil){2024, 7, 24}));
    CHECK_INT(c.year * 10000 + c.month * 100 + c.day, 14460118);
}

TEST(jalali_equals_icu_persian)
{
    UCalendar *c = open_calendar("fa@calendar=persian");
    CHECK(c != NULL);
    for (int year = 1210; year < 1500; year++) {
        CHECK_INT(jalali_to_days((struct civil){year, 1, 1}), icu_days(c, year, 1, 1));
        CHECK_INT(jalali_to_days((struct civil){year, 12, 29}), icu_days(c, year, 12, 29));
    }
    CHECK_INT(jalali_month_days(1399, 12), 30);
    CHECK_INT(jalali_month_days(1400, 12), 29);
    ucal_close(c);
}
