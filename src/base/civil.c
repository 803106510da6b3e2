// civil: see civil.h.
#include "base/civil.h"

int64_t civil_to_days(struct civil c)
{
    int64_t y = c.month <= 2 ? c.year - 1 : c.year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t month = c.month > 2 ? c.month - 3 : c.month + 9;
    int64_t day_of_year = (153 * month + 2) / 5 + c.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil civil_from_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct civil c = {
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
        .month = (int)(month < 10 ? month + 3 : month - 9),
    };
    c.year = (int)(year_of_era + era * 400 + (c.month <= 2));
    return c;
}

int civil_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool civil_is_valid(struct civil c)
{
    return c.year >= 1 && c.year <= 9999 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
           c.day <= civil_month_days(c.year, c.month);
}

int civil_weekday(int64_t days)
{
    return (int)((days % 7 + 11) % 7);
}

// Takes exactly `digits` digits off *s.
static bool take_digits(struct str *s, size_t digits, int *out)
{
    size_t value;
    if (s->n < digits || !str_to_size(str_take(*s, digits), 9999, &value))
        return false;
    *s = str_drop(*s, digits);
    *out = (int)value;
    return true;
}

static bool take_byte(struct str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_drop(*s, 1);
    return true;
}

// "Z", "+03:00", "+0300", "+03" or nothing; seconds east of UTC.
static bool take_zone(struct str *s, int *east)
{
    *east = 0;
    if (s->n == 0 || take_byte(s, 'Z') || take_byte(s, 'z'))
        return true;
    bool minus = s->p[0] == '-';
    if (!take_byte(s, '+') && !take_byte(s, '-'))
        return false;
    int hours, minutes = 0;
    if (!take_digits(s, 2, &hours))
        return false;
    take_byte(s, ':');
    if (s->n && !take_digits(s, 2, &minutes))
        return false;
    if (hours > 23 || minutes > 59)
        return false;
    *east = (hours * 3600 + minutes * 60) * (minus ? -1 : 1);
    return true;
}

bool rfc3339_parse(struct str s, int64_t *seconds)
{
    struct civil c;
    s = str_trim(s);
    if (!take_digits(&s, 4, &c.year) || !take_byte(&s, '-') || !take_digits(&s, 2, &c.month) ||
        !take_byte(&s, '-') || !take_digits(&s, 2, &c.day) || !civil_is_valid(c))
        return false;
    int hour = 0, minute = 0, second = 0, east = 0;
    if (s.n) {
        if (!take_byte(&s, 'T') && !take_byte(&s, 't') && !take_byte(&s, ' '))
            return false;
        if (!take_digits(&s, 2, &hour) || !take_byte(&s, ':') || !take_digits(&s, 2, &minute))
            return false;
        if (take_byte(&s, ':') && !take_digits(&s, 2, &second))
            return false;
        if (take_byte(&s, '.'))
            while (s.n && is_ascii_digit(s.p[0]))
                s = str_drop(s, 1);
        s = str_trim(s);
        if (!take_zone(&s, &east) || s.n || hour > 24 || minute > 59 || second > 60)
            return false;
    }
    *seconds = civil_to_days(c) * 86400 + hour * 3600 + minute * 60 + second - east;
    return true;
}

void rfc3339_add(struct buf *b, int64_t seconds)
{
    if (seconds == TIME_NONE)
        return;
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    int64_t rest = seconds - days * 86400;
    struct civil c = civil_from_days(days);
    buf_printf(b, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, (int)(rest / 3600),
               (int)(rest / 60 % 60), (int)(rest % 60));
}

struct str rfc3339_str(struct arena *a, int64_t seconds)
{
    if (seconds == TIME_NONE)
        return (struct str){0};
    struct buf b = {0};
    rfc3339_add(&b, seconds);
    struct str text = arena_str(a, buf_str(&b));
    buf_release(&b);
    return text;
}
