// dates_value: from what a mention says to a value, with the anchor's help.
//
// A point is completed first: relative fields become absolute, open years are filled in, Hijri and
// Persian days become Gregorian ones.  What no anchor can settle stays open (X).
#include <math.h>

#include "text/dates_int.h"
#include "text/hijri.h"
#include "text/jalali.h"

static struct civil anchor_date(const struct reader *r)
{
    return civil_from_days(r->anchor_day);
}

static int64_t monday_of(int64_t day)
{
    return day - (civil_weekday(day) + 6) % 7;
}

// --- the calendars ------------------------------------------------------------------------------

static int64_t days_of(enum era calendar, int year, int month, int day)
{
    struct civil c = {year, month, day};
    return calendar == ERA_HIJRI     ? hijri_to_days(c)
           : calendar == ERA_PERSIAN ? jalali_to_days(c)
                                     : civil_to_days(c);
}

static int month_length(enum era calendar, int year, int month)
{
    return calendar == ERA_HIJRI     ? hijri_month_days(year, month)
           : calendar == ERA_PERSIAN ? jalali_month_days(year, month)
                                     : civil_month_days(year, month);
}

// A year below 1300 beside a Hijri month without هـ is as Hijri as one of 1445; 2001 is not.
static enum era year_calendar(const struct when *w)
{
    if (w->has & HAS_YEAR && !(w->has & HAS_MONTH) && w->year >= 1600)
        return ERA_GREGORIAN;
    return w->calendar ? w->calendar : ERA_GREGORIAN;
}

// The Gregorian day; a stated weekday moves a Hijri date by one day at most, since months begin at
// different days in different countries.
bool when_day(const struct reader *r, const struct when *w, int64_t *day)
{
    (void)r;
    uint32_t full = HAS_YEAR | HAS_MONTH | HAS_DAY;
    if ((w->has & full) != full || w->year < 1 || w->month < 1)
        return false;
    enum era calendar = year_calendar(w);
    if (calendar == ERA_PERSIAN && w->year > 3000)
        return false;
    if (w->day > month_length(calendar, w->year, w->month) + (calendar == ERA_HIJRI))
        return false;
    *day = days_of(calendar, w->year, w->month, w->day);
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

static void add_months(struct civil *c, int months)
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
    int64_t first = days_of(ERA_GREGORIAN, w->year, month ? w->month : 1, 1);
    int64_t end = month ? first + civil_month_days(w->year, w->month)
                        : days_of(ERA_GREGORIAN, w->year + 1, 1, 1);
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

// --- printing -----------------------------------------------------------------------------------

static void add_iso_week(struct buf *b, int64_t day)
{
    int64_t thursday = monday_of(day) + 3;
    int year = civil_from_days(thursday).year;
    int64_t first = civil_to_days((struct civil){year, 1, 1});
    buf_printf(b, "%04d-W%02d", year, (int)((thursday - first) / 7) + 1);
}

static void add_number(struct buf *b, double value)
{
    if (value == floor(value))
        buf_printf(b, "%.0f", value);
    else
        buf_printf(b, "%.4g", value);
}

static const char *const part_codes[] = {"", "TMO", "TMI", "TAF", "TEV", "TNI"};

// "T14:05:00"; the seconds are left out where nothing is known of them and there is no zone.
static void add_time(struct buf *b, const struct reader *r, const struct when *w, bool dated)
{
    if (!dated) {
        buf_printf(b, "T%02d", w->hour);
        if (w->minute >= 0)
            buf_printf(b, ":%02d", w->minute);
        if (w->second >= 0)
            buf_printf(b, ":%02d", w->second);
        return;
    }
    buf_printf(b, "T%02d:%02d:%02d", w->hour % 24, w->minute > 0 ? w->minute : 0,
               w->second > 0 ? w->second : 0);
    int east = w->has_zone ? w->zone : r->east;
    if (east == 0)
        buf_add_byte(b, 'Z');
    else
        buf_printf(b, "%c%02d:%02d", east < 0 ? '-' : '+', abs(east) / 3600, abs(east) / 60 % 60);
}

static void add_clock(struct buf *b, const struct reader *r, const struct when *w, bool dated)
{
    if (w->has & HAS_TIME)
        add_time(b, r, w, dated);
    else if (w->has & HAS_PART)
        buf_add(b, str_from_cstr(part_codes[w->part]));
}

// A month or a year of another calendar is a period of ours.
static void add_foreign_period(struct buf *b, const struct when *w, enum era calendar)
{
    bool month = w->has & HAS_MONTH;
    int last_month = month ? w->month : 12;
    int64_t first = days_of(calendar, w->year, month ? w->month : 1, 1);
    int64_t last =
        days_of(calendar, w->year, last_month, 1) + month_length(calendar, w->year, last_month) - 1;
    struct civil a = civil_from_days(first), c = civil_from_days(last);
    buf_printf(b, "%04d-%02d-%02d/%04d-%02d-%02d", a.year, a.month, a.day, c.year, c.month, c.day);
}

static void add_open_year(struct buf *b, const struct when *w)
{
    if (w->has & HAS_YEAR)
        buf_printf(b, "%04d", w->year);
    else
        buf_add(b, S("XXXX"));
}

static void add_weekday_or_shift(struct buf *b, const struct when *w)
{
    if (w->has & HAS_WEEKDAY)
        buf_printf(b, "XXXX-WXX-%d", w->weekday ? w->weekday : 7);
    else if (w->has & (HAS_SHIFT_OF(GRAIN_DAY) | HAS_NTH | HAS_FEAST))
        buf_add(b, S("XXXX-XX-XX"));
    else if (w->has & HAS_SHIFT_OF(GRAIN_WEEK))
        buf_add(b, w->has & HAS_WEEKEND ? S("XXXX-WXX-WE") : S("XXXX-WXX"));
    else if (w->has & HAS_SHIFT_OF(GRAIN_MONTH))
        buf_add(b, S("XXXX-XX"));
    else if (w->has & HAS_ANY_SHIFT)
        buf_add(b, S("XXXX"));
}

// The date fields of a completed point.  false: there are none.
static bool add_date(struct buf *b, const struct reader *r, const struct when *w)
{
    static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};
    int64_t day;
    size_t before = b->n;
    if (when_day(r, w, &day)) {
        struct civil c = civil_from_days(day);
        if (w->has & HAS_SHIFT_OF(GRAIN_WEEK))
            add_iso_week(b, day);
        else
            buf_printf(b, "%04d-%02d-%02d", c.year, c.month, c.day);
        if (w->has & HAS_WEEKEND)
            buf_add(b, S("-WE"));
        return true;
    }
    enum era calendar = year_calendar(w);
    uint32_t fields = w->has & (HAS_YEAR | HAS_DATE);
    if (fields & HAS_DAY) {
        add_open_year(b, w);
        bool foreign = calendar != ERA_GREGORIAN;
        buf_printf(b, w->has & HAS_MONTH && !foreign ? "-%02d" : "-XX", w->month);
        buf_printf(b, foreign ? "-XX" : "-%02d", w->day);
    } else if (fields & HAS_MONTH) {
        if (calendar != ERA_GREGORIAN && fields & HAS_YEAR) {
            add_foreign_period(b, w, calendar);
        } else {
            add_open_year(b, w);
            buf_printf(b, calendar == ERA_GREGORIAN ? "-%02d" : "-XX", w->month);
        }
    } else if (w->has & HAS_SEASON) {
        add_open_year(b, w);
        buf_printf(b, "-%s", seasons[w->season]);
    } else if (w->has & HAS_QUARTER) {
        add_open_year(b, w);
        buf_printf(b, "-Q%d", w->quarter);
    } else if (w->has & HAS_HALF) {
        add_open_year(b, w);
        buf_printf(b, "-H%d", w->half);
    } else if (fields & HAS_YEAR) {
        if (calendar != ERA_GREGORIAN)
            add_foreign_period(b, w, calendar);
        else
            buf_printf(b, "%04d", w->year);
    } else if (w->has & HAS_DECADE) {
        buf_printf(b, "%03d", w->decade);
    } else if (w->has & HAS_CENTURY) {
        buf_printf(b, "%02d", w->century);
    } else {
        add_weekday_or_shift(b, w);
    }
    return b->n > before;
}

static void add_duration(struct buf *b, const double amount[GRAINS])
{
    static const struct {
        enum grain grain;
        int factor;
        char code;
    } parts[] = {
        {GRAIN_CENTURY, 100, 'Y'},
        {GRAIN_DECADE,  10,  'Y'},
        {GRAIN_YEAR,    1,   'Y'},
        {GRAIN_MONTH,   1,   'M'},
        {GRAIN_WEEK,    1,   'W'},
        {GRAIN_DAY,     1,   'D'},
        {GRAIN_HOUR,    1,   'H'},
        {GRAIN_MINUTE,  1,   'M'},
        {GRAIN_SECOND,  1,   'S'},
    };
    buf_add_byte(b, 'P');
    bool time = false;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        double value = amount[parts[i].grain];
        if (value == 0)
            continue;
        if (parts[i].grain <= GRAIN_HOUR && !time) {
            buf_add_byte(b, 'T');
            time = true;
        }
        if (value < 0)
            buf_add_byte(b, 'X');
        else
            add_number(b, value * parts[i].factor);
        buf_add_byte(b, parts[i].code);
    }
}

static void add_day(struct buf *b, int64_t day)
{
    struct civil c = civil_from_days(day);
    buf_printf(b, "%04d-%02d-%02d", c.year, c.month, c.day);
}

// The anchor moved by an amount; the finest unit, and false where it cannot be told.
static bool move_anchor(const struct reader *r, const struct when *w, int64_t *day, int *second,
                        enum grain *finest)
{
    double n[GRAINS];
    *finest = GRAINS;
    for (int g = GRAIN_SECOND; g < GRAINS; g++) {
        n[g] = w->amount[g] == FEW ? 3 : w->amount[g];
        if (n[g] < 0 || n[g] > 1e6)
            return false;
        if (n[g] > 0 && *finest == GRAINS)
            *finest = (enum grain)g;
    }
    double months = n[GRAIN_MONTH];
    double years = n[GRAIN_YEAR] + 10 * n[GRAIN_DECADE] + 100 * n[GRAIN_CENTURY];
    struct civil c = anchor_date(r);
    double total = years * 12 + months;
    if (total > 12 * (c.year - 1) || total > 12e3)
        return false;
    add_months(&c, w->sign * (int)total);
    double days = 7 * n[GRAIN_WEEK] + n[GRAIN_DAY];
    double seconds = 3600 * n[GRAIN_HOUR] + 60 * n[GRAIN_MINUTE] + n[GRAIN_SECOND];
    if (days > 400000 || seconds > 4e8)
        return false;
    int64_t at = r->anchor_second + w->sign * (int64_t)seconds;
    *day = civil_to_days(c) + w->sign * (int64_t)days + (at >= 0 ? at : at - 86399) / 86400;
    *second = (int)(((at % 86400) + 86400) % 86400);
    return civil_is_valid(civil_from_days(*day));
}

static void add_offset(struct buf *b, const struct reader *r, const struct when *w)
{
    int64_t day;
    int second;
    enum grain finest;
    if (!r->has_anchor || !move_anchor(r, w, &day, &second, &finest)) {
        bool some = w->amount[GRAIN_HOUR] != 0 || w->amount[GRAIN_MINUTE] != 0;
        if (r->has_anchor)
            buf_add(b, w->sign < 0 ? S("PAST_REF") : S("FUTURE_REF"));
        else
            buf_add(b, some ? S("XXXX-XX-XXTXX") : S("XXXX-XX-XX"));
    } else if (finest >= GRAIN_DECADE) {
        buf_printf(b, "%04d", civil_from_days(day).year);
    } else if (finest > GRAIN_HOUR) {
        add_day(b, day);
    } else {
        struct when t = {.has = HAS_TIME,
                         .hour = second / 3600,
                         .minute = second / 60 % 60,
                         .second = second % 60};
        add_day(b, day);
        add_time(b, r, &t, true);
    }
}

static void add_span(struct buf *b, const struct reader *r, const struct when *w)
{
    int64_t day;
    int second;
    enum grain finest;
    if (!r->has_anchor || !move_anchor(r, w, &day, &second, &finest)) {
        add_duration(b, w->amount);
        return;
    }
    if (finest >= GRAIN_DECADE) {
        // Decades are counted whole.
        int now = anchor_date(r).year / 10 * 10;
        double decades = w->amount[GRAIN_DECADE] == FEW ? 3 : w->amount[GRAIN_DECADE];
        int years = 10 * (int)(decades + 10 * fmax(0, w->amount[GRAIN_CENTURY]));
        int first = w->sign < 0 ? now + 10 - years - 10 : now + 10;
        buf_printf(b, "%04d/%04d", first, first + years - 1);
        return;
    }
    if (finest <= GRAIN_HOUR) {
        add_duration(b, w->amount);
        return;
    }
    add_day(b, w->sign < 0 ? day : r->anchor_day + !w->from_now);
    buf_add_byte(b, '/');
    add_day(b, w->sign < 0 ? r->anchor_day : day);
}

// The rest of the week, month or year.
static bool add_rest(struct buf *b, const struct reader *r, const struct when *w)
{
    int64_t day;
    if (w->edge != EDGE_REST || !r->has_anchor)
        return false;
    int64_t end;
    if (w->has & HAS_SHIFT_OF(GRAIN_WEEK) && when_day(r, w, &day))
        end = day + 6;
    else if ((w->has & (HAS_YEAR | HAS_DATE)) == (HAS_YEAR | HAS_MONTH))
        end = civil_to_days((struct civil){w->year, w->month, civil_month_days(w->year, w->month)});
    else if ((w->has & (HAS_YEAR | HAS_DATE)) == HAS_YEAR)
        end = civil_to_days((struct civil){w->year, 12, 31});
    else
        return false;
    add_day(b, r->anchor_day);
    buf_add_byte(b, '/');
    add_day(b, end);
    return true;
}

static void add_value(struct buf *b, const struct reader *r, const struct when *w)
{
    static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    switch (w->kind) {
    case WHEN_REF: buf_add(b, str_from_cstr(refs[w->sign + 1])); break;
    case WHEN_SET:
        if (w->has & HAS_WEEKDAY)
            buf_printf(b, "XXXX-WXX-%d", w->weekday ? w->weekday : 7);
        else
            add_duration(b, w->amount);
        break;
    case WHEN_DURATION: add_duration(b, w->amount); break;
    case WHEN_OFFSET: add_offset(b, r, w); break;
    case WHEN_SPAN: add_span(b, r, w); break;
    case WHEN_POINT:
        if (!add_rest(b, r, w))
            add_clock(b, r, w, add_date(b, r, w));
    }
}

struct str when_value(const struct reader *r, const struct when *from, const struct when *to)
{
    struct buf b = {0};
    add_value(&b, r, from);
    if (to) {
        buf_add_byte(&b, '/');
        add_value(&b, r, to);
    }
    struct str value = arena_str(r->a, buf_str(&b));
    buf_release(&b);
    return value;
}

struct str when_mod(const struct when *w)
{
    static const struct str edges[] = {{0}, S_INIT("START"), S_INIT("MID"), S_INIT("END"), {0}};
    static const struct str sizes[] = {
        {0}, S_INIT("APPROX"), S_INIT("MORE_THAN"), S_INIT("LESS_THAN")};
    for (int g = 0; g < GRAINS; g++)
        if (w->amount[g] == FEW)
            return S("APPROX");
    if (w->kind == WHEN_OFFSET && (w->amount[GRAIN_MONTH] != 0 || w->amount[GRAIN_YEAR] != 0) &&
        w->amount[GRAIN_DAY] == 0)
        return S("APPROX");
    return w->edge && w->edge != EDGE_REST ? edges[w->edge] : sizes[w->approx];
}

struct str when_calendar(const struct when *w)
{
    if (w->kind != WHEN_POINT)
        return S("");
    enum era calendar = year_calendar(w);
    return calendar == ERA_HIJRI && w->calendar     ? S("hijri")
           : calendar == ERA_PERSIAN && w->calendar ? S("persian")
           : w->has & HAS_DATE                      ? S("gregorian")
                                                    : S("");
}
