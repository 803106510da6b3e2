// hijri: see hijri.h.
//
// The table is a list of month starts, so that a date is one look-up and a day one binary search.
// Outside it: months of 30 and 29 days by turns, 11 leap days in 30 years (Reingold and Dershowitz,
// Calendrical Calculations, the Islamic calendar).
#include "text/hijri.h"

#include "gen/hijri_table.h"

enum { TABULAR_EPOCH = -492148 }; // 622-07-19, the day of 1 Muharram 1, in days since 1970

static int64_t tabular_to_days(struct civil c)
{
    return TABULAR_EPOCH + c.day - 1 + 29 * (c.month - 1) + c.month / 2 + (c.year - 1) * 354 +
           (3 + 11 * c.year) / 30;
}

static int last_year(void)
{
    return hijri_table_first_year + hijri_table_months / 12 - 1;
}

static bool is_in_table(int year)
{
    return year >= hijri_table_first_year && year <= last_year();
}

static int month_index(int year, int month)
{
    return (year - hijri_table_first_year) * 12 + month - 1;
}

int64_t hijri_to_days(struct civil c)
{
    if (!is_in_table(c.year))
        return tabular_to_days(c);
    return hijri_table_epoch + hijri_table_starts[month_index(c.year, c.month)] + c.day - 1;
}

int hijri_month_days(int year, int month)
{
    if (is_in_table(year)) {
        int i = month_index(year, month);
        return hijri_table_starts[i + 1] - hijri_table_starts[i];
    }
    bool leap = (14 + 11 * year) % 30 < 11;
    return month % 2 == 1 || (month == 12 && leap) ? 30 : 29;
}

static struct civil tabular_from_days(int64_t days)
{
    int64_t since = days - TABULAR_EPOCH;
    struct civil c = {.year = (int)((30 * since + 10646) / 10631), .month = 12, .day = 1};
    while (c.month > 1 && tabular_to_days(c) > days)
        c.month--;
    c.day = (int)(days - tabular_to_days(c)) + 1;
    return c;
}

struct civil hijri_from_days(int64_t days)
{
    int64_t at = days - hijri_table_epoch;
    if (at < 0 || at >= hijri_table_starts[hijri_table_months])
        return tabular_from_days(days);
    int low = 0, high = hijri_table_months;
    while (low + 1 < high) {
        int mid = (low + high) / 2;
        if (hijri_table_starts[mid] <= at)
            low = mid;
        else
            high = mid;
    }
    return (struct civil){.year = hijri_table_first_year + low / 12,
                          .month = low % 12 + 1,
                          .day = (int)(at - hijri_table_starts[low]) + 1};
}
