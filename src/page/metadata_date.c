// metadata_date: dates in the forms that meta elements, linked data and addresses have.
//
// These are mostly ISO 8601 in one of its mutilated forms; what it cannot be read as goes to the
// reader of visible dates (text/dates.h), which knows month names and calendars.  The zone stays as
// written, for a page's date is the day where it was published.
#include "base/buf.h"
#include "base/civil.h"
#include "page/metadata.h"
#include "text/dates.h"

// Two to four digits at the start of *s.
static bool take_number(struct str *s, size_t digits, int *out)
{
    if (s->n < digits)
        return false;
    *out = 0;
    for (size_t i = 0; i < digits; i++) {
        if (!is_ascii_digit(s->p[i]))
            return false;
        *out = *out * 10 + (s->p[i] - '0');
    }
    *s = str_drop(*s, digits);
    return true;
}

static bool is_plausible(struct civil c)
{
    return civil_is_valid(c) && c.year >= 1990 && c.year <= 2100;
}

// "+03:30", "+0330", "Z", "" behind a time, as RFC 3339.
static const char *zone_of(struct arena *a, struct str s)
{
    int hour, minute = 0;
    s = str_trim(s);
    if (s.n == 0)
        return "";
    if (s.p[0] == 'Z' || str_starts_nocase(s, S("utc")) || str_starts_nocase(s, S("gmt")))
        return "Z";
    char sign = s.p[0];
    if (sign != '+' && sign != '-')
        return "";
    s = str_drop(s, 1);
    if (!take_number(&s, 2, &hour) || hour > 14)
        return "";
    if (s.n && s.p[0] == ':')
        s = str_drop(s, 1);
    if (!take_number(&s, 2, &minute) || minute > 59)
        minute = 0;
    return arena_printf(a, "%c%02d:%02d", sign, hour, minute).p;
}

// The time behind a date, "" where there is none.
static const char *time_of(struct arena *a, struct str s)
{
    int hour, minute, second = 0;
    while (s.n && (is_ascii_space(s.p[0]) || s.p[0] == 'T' || s.p[0] == 't' || s.p[0] == ','))
        s = str_drop(s, 1);
    if (!take_number(&s, 2, &hour) || hour > 23 || s.n == 0 || s.p[0] != ':')
        return "";
    s = str_drop(s, 1);
    if (!take_number(&s, 2, &minute) || minute > 59)
        return "";
    if (s.n && s.p[0] == ':') {
        s = str_drop(s, 1);
        if (!take_number(&s, 2, &second) || second > 59)
            second = 0;
    }
    if (s.n && s.p[0] == '.')
        for (s = str_drop(s, 1); s.n && is_ascii_digit(s.p[0]);)
            s = str_drop(s, 1);
    return arena_printf(a, "T%02d:%02d:%02d%s", hour, minute, second, zone_of(a, s)).p;
}

static struct str date_value(struct arena *a, struct civil c, const char *time)
{
    return arena_printf(a, "%04d-%02d-%02d%s", c.year, c.month, c.day, time);
}

// Year, month, day with any separator or none at the start of s.
static bool take_date(struct str *s, struct civil *c)
{
    struct str rest = *s;
    if (!take_number(&rest, 4, &c->year))
        return false;
    char sep = rest.n ? rest.p[0] : 0;
    bool apart = sep == '-' || sep == '/' || sep == '.';
    if (apart)
        rest = str_drop(rest, 1);
    if (!take_number(&rest, 2, &c->month)) {
        if (!apart || !take_number(&rest, 1, &c->month))
            return false;
    }
    if (apart) {
        if (rest.n == 0 || rest.p[0] != sep)
            return false;
        rest = str_drop(rest, 1);
    }
    if (!take_number(&rest, 2, &c->day)) {
        if (!apart || !take_number(&rest, 1, &c->day))
            return false;
    }
    if (!is_plausible(*c))
        return false;
    *s = rest;
    return true;
}

static bool seconds_of_epoch(struct str s, int64_t *out)
{
    size_t value;
    if (s.n != 10 && s.n != 13)
        return false;
    if (!str_to_size(str_take(s, 10), 4102444800u, &value) || value < 631152000u)
        return false;
    *out = (int64_t)value;
    return true;
}

struct str metadata_date(struct arena *a, struct str s)
{
    struct civil c;
    int64_t seconds;
    s = str_trim_wide(s);
    struct str rest = s;
    if (seconds_of_epoch(s, &seconds)) {
        struct buf out = {0};
        rfc3339_add(&out, seconds);
        struct str value = arena_str(a, buf_str(&out));
        buf_release(&out);
        return value;
    }
    if (take_date(&rest, &c))
        return date_value(a, c, time_of(a, rest));
    struct str value = date_visible_value(a, s);
    if (!value.p) // "07 أكتوبر 2020 - 12:09": the time behind the dash is not part of the date
        value = date_visible_value(a, str_take(s, str_find(s, S(" - "))));
    rest = value;
    return value.p && take_date(&rest, &c) ? value : (struct str){0};
}

struct str metadata_url_date(struct arena *a, struct str url)
{
    for (size_t i = 0; i + 8 < url.n; i++) {
        struct str rest = str_drop(url, i + 1);
        struct civil c;
        if (is_ascii_digit(url.p[i]) || !is_ascii_digit(rest.p[0]) || !take_date(&rest, &c))
            continue;
        if (rest.n == 0 || !is_ascii_digit(rest.p[0])) // else a longer number
            return date_value(a, c, "");
    }
    return (struct str){0};
}
