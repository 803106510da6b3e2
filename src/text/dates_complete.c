// dates_complete: relative fields become absolute, open years are filled in, with the anchor's
// help.
//
// What no anchor can settle stays open.  A month and day without a year take the anchor's year,
// unless the same day of a year beside it is much nearer; a bare weekday looks where its sentence
// looks (dates_outlet.c); a time alone takes the day that its sentence named.
#include <stdlib.h>

#include "text/dates_int.h"
#include "text/hijri.h"
#include "text/jalali.h"

struct civil anchor_date(const struct reader *r)
{
    return civil_from_days(r->anchor_day);
}

int64_t monday_of(int64_t day)
{
    return day - (civil_weekday(day) + 6) % 7;
}

// --- the calendars ------------------------------------------------------------------------------

int64_t era_days(enum era calendar, int year, int month, int day)
{
    struct civil c = {year, month, day};
    return calendar == ERA_HIJRI     ? hijri_to_days(c)
           : calendar == ERA_PERSIAN ? jalali_to_days(c)
                                     : civil_to_days(c);
}

int era_month_days(enum era calendar, int year, int month)
{
    return calendar == ERA_HIJRI     ? hijri_month_days(year, month)
           : calendar == ERA_PERSIAN ? jalali_month_days(year, month)
                                     : civil_month_days(year, month);
}

enum era when_era(const struct when *w)
{
    if (w->has & HAS_YEAR && !(w->has & HAS_MONTH) && w->year >= 1600)
        return ERA_GREGORIAN;
    return w->calendar ? w->calendar : ERA_GREGORIAN;
}

// The Gregorian day; a stated weekday moves a Hijri date by one day at most, since months begin at
// different days in different countries.
bool when_day(const struct when *w, int64_t *day)
{
    uint32_t full = HAS_YEAR | HAS_MONTH | HAS_DAY;
    if ((w->has & full) != full || w->year < 1 || w->month < 1)
        return false;
    enum era calendar = when_era(w);
    if (calendar == ERA_PERSIAN && w->year > 3000)
        return false;
    if (w->day > era_month_days(calendar, w->year, w->month) + (calendar == ERA_HIJRI))
        return false;
    *day = era_days(calendar, w->year, w->month, w->day);
    if (calendar == ERA_HIJRI && w->has & HAS_WEEKDAY) {
        int off = (w->weekday - civil_weekday(*day) + 7) % 7;
        *day += off == 1 ? 1 : off == 6 ? -1 : 0;
    }
    return true;
}

static void set_day(struct when *w, int64_t day)
{
    struct civil c = civil_from_days(day);
    w->year = c.year;
    w->month = c.month;
    w->day = c.day;
    w->has |= HAS_YEAR | HAS_MONTH | HAS_DAY;
    w->has &= ~(uint32_t)HAS_ANY_SHIFT;
}

// --- completing ---------------------------------------------------------------------------------

// Which weekday is meant: see dates.c on the direction of a sentence.
static int64_t pick_weekday(const struct reader *r, const struct when *w)
{
    int today = civil_weekday(r->anchor_day);
    int ahead = (w->weekday - today + 7) % 7;
    switch (w->turn) {
    case TURN_LAST: return r->anchor_day + (ahead ? ahead - 7 : -7);
    case TURN_NEXT: return r->anchor_day + (ahead ? ahead : 7);
    case TURN_THIS: return r->anchor_day + ahead;
    default: break;
    }
    if (r->future < 0)
        return r->anchor_day + (ahead ? ahead - 7 : 0);
    return r->anchor_day + (ahead || r->future > 0 ? ahead : 7);
}

// A year for a month and day: the anchor's, unless the same day of the year beside it is much
// nearer (a text of January that speaks of December).
static int pick_year(const struct reader *r, const struct when *w, int month, int day)
{
    struct civil now = anchor_date(r);
    int64_t at = civil_to_days((struct civil){now.year, month, day ? day : 15});
    if (w->turn == TURN_LAST)
        return at - (day ? 0 : 14) < r->anchor_day && now.month != month ? now.year : now.year - 1;
    if (w->turn == TURN_NEXT)
        return now.month < month || (day && at > r->anchor_day) ? now.year : now.year + 1;
    if (w->turn == TURN_THIS)
        return now.year;
    if (w->has & HAS_WEEKDAY && day) {
        for (int k = 0; k < 3; k++) {
            static const int tries[] = {0, 1, -1};
            struct civil c = {now.year + tries[k], month, day};
            if (civil_weekday(civil_to_days(c)) == w->weekday)
                return c.year;
        }
    }
    int64_t distance = at - r->anchor_day;
    return distance > 270 ? now.year - 1 : distance < -270 ? now.year + 1 : now.year;
}

void add_months(struct civil *c, int months)
{
    int total = c->year * 12 + c->month - 1 + months;
    c->year = total / 12;
    c->month = total % 12 + 1;
    int length = civil_month_days(c->year, c->month);
    c->day = c->day > length ? length : c->day;
}

// Relative year and month become absolute.
static void complete_shifts(const struct reader *r, struct when *w)
{
    struct civil now = anchor_date(r);
    if (w->has & HAS_SHIFT_OF(GRAIN_YEAR) && !(w->has & HAS_YEAR)) {
        w->year = now.year + w->shift[GRAIN_YEAR];
        if (w->calendar == ERA_HIJRI) {
            w->year = hijri_from_days(r->anchor_day).year + w->shift[GRAIN_YEAR];
        }
        w->has |= HAS_YEAR;
    }
    if (w->has & HAS_SHIFT_OF(GRAIN_MONTH) && !(w->has & HAS_MONTH)) {
        struct civil c = {now.year, now.month, 1};
        add_months(&c, w->shift[GRAIN_MONTH]);
        w->year = w->has & HAS_YEAR ? w->year : c.year;
        w->month = c.month;
        w->has |= HAS_YEAR | HAS_MONTH;
    }
    if (w->has & HAS_SHIFT_OF(GRAIN_DECADE)) {
        w->decade = now.year / 10 + w->shift[GRAIN_DECADE];
        w->has |= HAS_DECADE;
    }
    w->has &= ~(uint32_t)(HAS_SHIFT_OF(GRAIN_YEAR) | HAS_SHIFT_OF(GRAIN_MONTH) |
                          HAS_SHIFT_OF(GRAIN_DECADE));
}

static void complete_year(const struct reader *r, struct when *w)
{
    if (w->has & HAS_YEAR || !(w->has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF)))
        return;
    if (w->has & HAS_MONTH && w->calendar == ERA_HIJRI) {
        // The nearest of three.
        struct civil now = hijri_from_days(r->anchor_day);
        int best = now.year;
        for (int y = now.year - 1; y <= now.year + 1; y++) {
            int64_t at = hijri_to_days((struct civil){y, w->month, 15}) - r->anchor_day;
            int64_t was = hijri_to_days((struct civil){best, w->month, 15}) - r->anchor_day;
            bool fits = w->turn == TURN_LAST ? at < 0 : w->turn != TURN_NEXT || at > 0;
            bool bad = w->turn == TURN_LAST ? was >= 0 : w->turn == TURN_NEXT && was <= 0;
            if (fits && (bad || llabs(at) < llabs(was)))
                best = y;
        }
        w->year = best;
    } else if (w->has & HAS_MONTH && w->calendar != ERA_PERSIAN) {
        w->year = pick_year(r, w, w->month, w->has & HAS_DAY ? w->day : 0);
    } else if (!(w->has & HAS_MONTH)) {
        w->year = anchor_date(r).year + w->shift[GRAIN_YEAR];
        // "الصيف الماضي" said in October is the one just over.
        if (w->has & HAS_SEASON && w->turn == TURN_LAST) {
            static const int ends[] = {0, 5, 8, 11, 2};
            w->year += anchor_date(r).month > ends[w->season];
        } else if (w->has & HAS_SEASON && w->turn == TURN_NEXT) {
            static const int starts[] = {0, 3, 6, 9, 12};
            w->year -= anchor_date(r).month < starts[w->season];
        }
    } else {
        return;
    }
    w->has |= HAS_YEAR;
}

// A day without a month: in the anchor's month, or where the weekday fits.
static void complete_month(const struct reader *r, struct when *w)
{
    if (!(w->has & HAS_DAY) || w->has & HAS_MONTH)
        return;
    struct civil now = anchor_date(r), c = now;
    static const int tries[] = {0, -1, 1, -2, 2};
    for (size_t k = 0; w->has & HAS_WEEKDAY && k < COUNT_OF(tries); k++) {
        c = (struct civil){now.year, now.month, 1};
        add_months(&c, tries[k]);
        c.day = w->day;
        if (civil_is_valid(c) && civil_weekday(civil_to_days(c)) == w->weekday)
            break;
        c = now;
    }
    w->year = c.year;
    w->month = c.month;
    w->has |= HAS_YEAR | HAS_MONTH;
}

// The nth weekday or day of a month, the nth week of a month or a year.
static bool nth_day(const struct when *w, int64_t *day)
{
    bool month = w->has & HAS_MONTH;
    int64_t first = era_days(ERA_GREGORIAN, w->year, month ? w->month : 1, 1);
    int64_t end = month ? first + civil_month_days(w->year, w->month)
                        : era_days(ERA_GREGORIAN, w->year + 1, 1, 1);
    if (w->nth_unit == GRAIN_WEEK) {
        // Of a year: ISO weeks.  Of a month: weeks whose Monday lies in it, the last one whole.
        int64_t monday = month ? first + (8 - civil_weekday(first)) % 7 : monday_of(first + 3);
        *day = w->nth > 0 ? monday + 7 * (w->nth - 1) : monday_of(end - (month ? 7 : 1));
        return *day < end + 7;
    }
    if (w->has & HAS_WEEKDAY) {
        int64_t at = first + (w->weekday - civil_weekday(first) + 7) % 7;
        int64_t last = end - 1 - (civil_weekday(end - 1) - w->weekday + 7) % 7;
        *day = w->nth > 0 ? at + 7 * (w->nth - 1) : last;
    } else {
        *day = w->nth > 0 ? first + w->nth - 1 : end - 1;
    }
    return *day < end;
}

static void complete_nth(struct when *w)
{
    int64_t day;
    if (!(w->has & HAS_NTH) || !(w->has & HAS_YEAR) || !nth_day(w, &day))
        return;
    bool week = w->nth_unit == GRAIN_WEEK;
    w->has &= ~(uint32_t)(HAS_NTH | HAS_WEEKDAY);
    set_day(w, day);
    if (week) {
        // Told by its Monday: printed as an ISO week.
        w->has |= HAS_SHIFT_OF(GRAIN_WEEK);
    }
}

static void complete_feast(const struct reader *r, struct when *w)
{
    int64_t first, last;
    if (!(w->has & HAS_FEAST))
        return;
    int year = w->has & HAS_YEAR ? w->year : r->has_anchor ? anchor_date(r).year : 0;
    if (year < 1)
        return;
    if (year < 1600 && w->calendar == ERA_HIJRI)
        year = civil_from_days(hijri_to_days((struct civil){year, 6, 1})).year;
    feast_days(w->feast, year, &first, &last);
    w->calendar = 0;
    set_day(w, first);
}

// "رمضان 2019": the Hijri year of that month in the Gregorian year.
static void complete_mixed_year(struct when *w)
{
    if (w->calendar != ERA_HIJRI || !(w->has & HAS_MONTH) || !(w->has & HAS_YEAR) ||
        w->year < 1600 || w->year > 9000)
        return;
    struct civil c = hijri_from_days(civil_to_days((struct civil){w->year, 1, 1}));
    struct civil first = civil_from_days(hijri_to_days((struct civil){c.year, w->month, 1}));
    w->year = c.year + (first.year < w->year);
}

void when_complete(const struct reader *r, struct when *w)
{
    if (w->kind != WHEN_POINT)
        return;
    complete_mixed_year(w);
    complete_feast(r, w);
    if (w->has & HAS_DECADE && w->decade < 10)
        w->decade += 190; // "السبعينيات"
    if (!r->has_anchor) {
        complete_nth(w);
        return;
    }
    int64_t day;
    complete_shifts(r, w);
    if (w->has & HAS_NTH && !(w->has & (HAS_MONTH | HAS_YEAR)) && w->nth_unit == GRAIN_DAY) {
        w->year = anchor_date(r).year;
        w->month = anchor_date(r).month;
        w->has |= HAS_YEAR | HAS_MONTH;
    }
    complete_month(r, w);
    complete_year(r, w);
    complete_nth(w);
    if (w->has & HAS_SHIFT_OF(GRAIN_WEEK) && !(w->has & HAS_YEAR)) {
        int64_t monday = monday_of(r->anchor_day) + 7 * w->shift[GRAIN_WEEK];
        bool in_week = w->has & HAS_WEEKDAY;
        set_day(w, in_week ? monday + (w->weekday + 6) % 7 : monday);
        if (!in_week)
            w->has |= HAS_SHIFT_OF(GRAIN_WEEK);
    } else if (w->has & HAS_SHIFT_OF(GRAIN_DAY) && !(w->has & HAS_DATE)) {
        set_day(w, r->anchor_day + w->shift[GRAIN_DAY]);
    } else if ((w->has & (HAS_WEEKDAY | HAS_DATE)) == HAS_WEEKDAY && !(w->has & HAS_NTH)) {
        set_day(w, pick_weekday(r, w));
    } else if (w->has & HAS_TIME && !(w->has & (HAS_DATE | HAS_YEAR))) {
        day = r->has_day ? r->named_day : r->anchor_day;
        // "الساعة الثالثة" said at half past four is the next three o'clock.
        if (w->hour_open && !w->digital && !r->has_day && r->has_time && w->hour < 12 &&
            w->hour * 3600 < r->anchor_second)
            w->hour += 12;
        set_day(w, day);
    }
}
