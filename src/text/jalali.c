// jalali: see jalali.h.
//
// The year starts at the equinox.  K. M. Borkowski ("The Persian calendar for 3000 years", 1996)
// gives the years at which the 33-year rule breaks; between two breaks leap years follow from the
// distance to the break alone.
#include "text/jalali.h"

#include <stddef.h>

static const int breaks[] = {-61,  9,    38,   199,  426,  686,  756,  818,  1111, 1181,
                             1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178};

// The March day of 1 Farvardin in the Gregorian year `year + 621`; *leap is 0 in a leap year.
static int new_year_march(int year, int *leap)
{
    int leaps = -14, jump = 0, from = breaks[0];
    for (size_t i = 1; i < COUNT_OF(breaks); i++) {
        jump = breaks[i] - from;
        if (year < breaks[i])
            break;
        leaps += jump / 33 * 8 + jump % 33 / 4;
        from = breaks[i];
    }
    int n = year - from;
    leaps += n / 33 * 8 + (n % 33 + 3) / 4;
    if (jump % 33 == 4 && jump - n == 4)
        leaps++;
    int gregorian = year + 621;
    int gregorian_leaps = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
    if (jump - n < 6)
        n = n - jump + (jump + 4) / 33 * 33;
    *leap = ((n + 1) % 33 - 1) % 4;
    if (*leap == -1)
        *leap = 4;
    return 20 + leaps - gregorian_leaps;
}

int64_t jalali_to_days(struct civil c)
{
    int leap;
    struct civil start = {.year = c.year + 621, .month = 3, .day = 1};
    int64_t first = civil_to_days(start) + new_year_march(c.year, &leap) - 1;
    int months = c.month - 1;
    return first + months * 31 - (months > 6 ? months - 6 : 0) + c.day - 1;
}

int jalali_month_days(int year, int month)
{
    if (month <= 6)
        return 31;
    int leap;
    new_year_march(year, &leap);
    return month < 12 || leap == 0 ? 30 : 29;
}
