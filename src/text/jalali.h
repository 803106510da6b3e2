// jalali: the Persian solar calendar (Solar Hijri), for the dates of Persian pages.
#ifndef TEXT_JALALI_H
#define TEXT_JALALI_H

#include "base/civil.h"

// Days since 1970-01-01 of a date of the years 1..3177, by the leap years of Borkowski (1996).
int64_t jalali_to_days(struct civil persian);
// 29, 30 or 31.
int jalali_month_days(int year, int month);

#endif
