// civil: days and seconds of the proleptic Gregorian calendar, without the C library's time zones.
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include "base/arena.h"
#include "base/buf.h"

struct civil {
    int year, month, day; // month 1..12, day 1..31
};

// Days since 1970-01-01, and back (Howard Hinnant, "chrono-compatible low-level date algorithms").
int64_t civil_to_days(struct civil c);
struct civil civil_from_days(int64_t days);
bool civil_is_valid(struct civil c); // an existing day of the years 1..9999
int civil_month_days(int year, int month);
// 0 = Sunday … 6 = Saturday.
int civil_weekday(int64_t days);

// RFC 3339 (section 5.6) date or date-time -> seconds since 1970 UTC.  Accepts a space for 'T', a
// missing zone (taken as UTC), a date alone (midnight).  false: none.
bool rfc3339_parse(struct str s, int64_t *seconds);
// A time that is not known.
#define TIME_NONE INT64_MIN

// "2024-07-24T10:00:00Z"; nothing for TIME_NONE.
void rfc3339_add(struct buf *b, int64_t seconds);
// The same as a string in the arena; .p == NULL for TIME_NONE.
struct str rfc3339_str(struct arena *a, int64_t seconds);

#endif
