// hijri: the Islamic calendar of Saudi Arabia (Umm al-Qura), and its neighbours by arithmetic.
//
// From 1343 to 1500 the official table (gen/hijri_table.h); outside it, the tabular ("civil")
// calendar, which is within two days.  Other countries sight the moon and may differ by a day.
#ifndef TEXT_HIJRI_H
#define TEXT_HIJRI_H

#include "base/civil.h"

// Days since 1970-01-01 of a Hijri date.  Year 1..9999, month 1..12, day 1..30.
int64_t hijri_to_days(struct civil hijri);
struct civil hijri_from_days(int64_t days);
// 29 or 30 (28 and 31 occur in the first years of the table).
int hijri_month_days(int year, int month);

#endif
