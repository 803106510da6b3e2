// dates_value: the TIMEX3 or RFC 3339 value of a completed mention; what stayed open is X.
#include <math.h>

#include "text/dates_int.h"

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
    int64_t first = era_days(calendar, w->year, month ? w->month : 1, 1);
    int64_t last = era_days(calendar, w->year, last_month, 1) +
                   era_month_days(calendar, w->year, last_month) - 1;
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

static void add_full_date(struct buf *b, const struct when *w, int64_t day)
{
    struct civil c = civil_from_days(day);
    if (w->has & HAS_SHIFT_OF(GRAIN_WEEK))
        add_iso_week(b, day);
    else
        buf_printf(b, "%04d-%02d-%02d", c.year, c.month, c.day);
    if (w->has & HAS_WEEKEND)
        buf_add(b, S("-WE"));
}

// A day or month of a year, some of them open.
static void add_partial_date(struct buf *b, const struct when *w)
{
    bool ours = when_era(w) == ERA_GREGORIAN;
    if (!ours && w->has & HAS_YEAR && !(w->has & HAS_DAY)) {
        add_foreign_period(b, w, when_era(w));
        return;
    }
    add_open_year(b, w);
    if (w->has & HAS_MONTH && ours)
        buf_printf(b, "-%02d", w->month);
    else
        buf_add(b, S("-XX"));
    if (w->has & HAS_DAY && ours)
        buf_printf(b, "-%02d", w->day);
    else if (w->has & HAS_DAY)
        buf_add(b, S("-XX"));
}

// The date fields of a completed point.  false: there are none.
static bool add_date(struct buf *b, const struct when *w)
{
    static const char *const seasons[] = {"", "SP", "SU", "FA", "WI"};
    int64_t day;
    size_t before = b->n;
    if (when_day(w, &day)) {
        add_full_date(b, w, day);
    } else if (w->has & HAS_DATE) {
        add_partial_date(b, w);
    } else if (w->has & (HAS_SEASON | HAS_QUARTER | HAS_HALF)) {
        add_open_year(b, w);
        if (w->has & HAS_SEASON)
            buf_printf(b, "-%s", seasons[w->season]);
        else if (w->has & HAS_QUARTER)
            buf_printf(b, "-Q%d", w->quarter);
        else
            buf_printf(b, "-H%d", w->half);
    } else if (w->has & HAS_YEAR) {
        if (when_era(w) == ERA_GREGORIAN)
            buf_printf(b, "%04d", w->year);
        else
            add_foreign_period(b, w, when_era(w));
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
    if (w->has & HAS_SHIFT_OF(GRAIN_WEEK) && when_day(w, &day))
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
            add_clock(b, r, w, add_date(b, w));
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
    enum era calendar = when_era(w);
    return calendar == ERA_HIJRI && w->calendar     ? S("hijri")
           : calendar == ERA_PERSIAN && w->calendar ? S("persian")
           : w->has & HAS_DATE                      ? S("gregorian")
                                                    : S("");
}
