// date: see date.h.
//
// Two readers.  What begins like ISO 8601 is read by position.  Everything else is cut into words,
// and each word says what it is (a clock time has a colon, a year four digits, a month a name, a
// zone a sign or a name), so that the order does not matter: RFC 822, asctime and their mixtures
// are one form.  A word that says nothing makes the whole no date: better none than a wrong one.
// What is not ASCII and neither of the two goes to the reader of dates in pages (text/dates.h).
// Limits: "01/02/2024" is read day first, as everywhere but in the USA; "IST" is India's.
#include "feed/date.h"

#include <string.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "feed/date_int.h"
#include "text/dates.h"

enum { BYTES_MAX = 200, WORDS_MAX = 16, NO_ZONE = 9999 };

struct parts {
    int year, month, day; // 0: not seen (year: -1)
    int hour, minute, second;
    bool has_time;
    int half; // -1: not seen
    int zone; // minutes east
};

static bool finish(const struct parts *p, int64_t *seconds)
{
    int hour = p->hour;
    if (p->half >= 0) {
        if (hour < 1 || hour > 12)
            return false;
        hour = hour % 12 + p->half;
    }
    struct civil c = {p->year, p->month, p->day};
    if (!civil_is_valid(c) || hour > 24 || p->minute > 59 || p->second > 60 ||
        (hour == 24 && (p->minute || p->second)))
        return false;
    int zone = p->zone == NO_ZONE ? 0 : p->zone;
    *seconds = civil_to_days(c) * 86400 + hour * 3600 + p->minute * 60 + p->second - zone * 60;
    return true;
}

// --- small readers ------------------------------------------------------------------------------

static size_t digit_run(struct str s)
{
    size_t n = 0;
    while (n < s.n && is_ascii_digit(s.p[n]))
        n++;
    return n;
}

// Takes between min and max digits; -1: there are not.
static int take_digits(struct str *s, size_t min, size_t max)
{
    size_t n = digit_run(*s);
    int value = 0;
    if (n < min || n > max)
        return -1;
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (s->p[i] - '0');
    *s = str_drop(*s, n);
    return value;
}

static bool take_byte(struct str *s, char c)
{
    if (!s->n || s->p[0] != c)
        return false;
    *s = str_drop(*s, 1);
    return true;
}

static int name_find(const struct date_name *names, size_t count, struct str name, int none)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(names[i].name, name))
            return names[i].value;
    return none;
}

// "+0300", "-05:00", "+3"; minutes east.
static bool read_offset(struct str s, int *zone)
{
    int sign = s.p[0] == '-' ? -1 : 1, hours, minutes = 0;
    s = str_drop(s, 1);
    size_t n = digit_run(s);
    if (n == 4) {
        int both = take_digits(&s, 4, 4);
        hours = both / 100;
        minutes = both % 100;
    } else {
        hours = take_digits(&s, 1, 2);
        if (take_byte(&s, ':'))
            minutes = take_digits(&s, 2, 2);
    }
    if (s.n || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *zone = sign * (hours * 60 + minutes);
    return true;
}

// A zone: an offset, a name, or both ("GMT-01:01", "Etc/GMT").
static bool read_zone(struct str s, int *zone)
{
    size_t slash = str_find_byte(s, '/');
    if (slash < s.n)
        s = str_drop(s, slash + 1);
    if (!s.n)
        return false;
    if (s.p[0] == '+' || s.p[0] == '-')
        return read_offset(s, zone);
    size_t letters = 0;
    while (letters < s.n && is_ascii_alpha(s.p[letters]))
        letters++;
    struct str name = str_take(s, letters), rest = str_drop(s, letters);
    if (rest.n) {
        bool utc = str_eq_nocase(name, S("gmt")) || str_eq_nocase(name, S("utc"));
        return utc && (rest.p[0] == '+' || rest.p[0] == '-') && read_offset(rest, zone);
    }
    if (letters == 1) // RFC 2822, 4.3: military zones are not to be trusted
        *zone = 0;
    else
        *zone = name_find(feed_date_zones, feed_date_zone_count, name, NO_ZONE);
    return *zone != NO_ZONE;
}

// "10:14", "10:14:55.123", and a zone or half of the day that sticks to it.
static bool read_time(struct str s, struct parts *p)
{
    p->hour = take_digits(&s, 1, 2);
    if (p->hour < 0 || !take_byte(&s, ':'))
        return false;
    p->minute = take_digits(&s, 1, 2);
    p->second = 0;
    if (take_byte(&s, ':'))
        p->second = take_digits(&s, 1, 2);
    if (s.n && (s.p[0] == '.' || s.p[0] == ','))
        s = str_drop(s, 1 + digit_run(str_drop(s, 1)));
    if (p->minute < 0 || p->second < 0 || p->has_time)
        return false;
    p->has_time = true;
    if (!s.n)
        return true;
    p->half = name_find(feed_date_halves, feed_date_half_count, s, p->half);
    return p->half >= 0 || (p->zone == NO_ZONE && read_zone(s, &p->zone));
}

static int full_year(int year, size_t digits)
{
    return digits > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

// "Jul" and the like, which nearly all feeds write; 0: none of them.
static int english_month(struct str name)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (name.n != 3)
        return 0;
    char lower[3] = {ascii_lower(name.p[0]), ascii_lower(name.p[1]), ascii_lower(name.p[2])};
    for (int i = 0; i < 12; i++)
        if (memcmp(months + (size_t)i * 3, lower, 3) == 0)
            return i + 1;
    return 0;
}

static int month_of(struct str name)
{
    int english = english_month(name);
    if (english)
        return english;
    int month = name_find(feed_date_months, feed_date_month_count, name, 0);
    if (str_ends(name, S(".")))
        name.n--;
    // "Janu", "Septemb": a prefix of an English name.
    for (size_t i = 0; !month && name.n >= 3 && i < feed_date_month_count; i++)
        if (is_ascii_alpha(name.p[0]) && str_starts_nocase(feed_date_months[i].name, name))
            month = feed_date_months[i].value;
    return month;
}

// --- ISO 8601 -----------------------------------------------------------------------------------

// "2003", "2003-12", "2003-12-31", "20031231", "03-12-31", "031231", "-0312", "-03-12".
// *rest is what follows the date.
static bool iso_date(struct str s, struct parts *p, struct str *rest)
{
    bool short_year = take_byte(&s, '-');
    size_t n = digit_run(s);
    p->month = p->day = 1;
    if (n == 8 || n == 14) { // 14: with the time behind
        int date = 0;
        for (size_t i = 0; i < 8; i++)
            date = date * 10 + (s.p[i] - '0');
        p->year = date / 10000;
        p->month = date / 100 % 100;
        p->day = date % 100;
        *rest = str_drop(s, 8);
        return true;
    }
    if (n == 6 || (n == 4 && short_year)) {
        int date = take_digits(&s, 4, 6);
        if (n == 4)
            date = date * 100 + 1;
        p->year = full_year(date / 10000, 2);
        p->month = date / 100 % 100;
        p->day = date % 100;
        *rest = s;
        return true;
    }
    if (n != 4 && n != 2)
        return false;
    if (n == 2 && (s.n < 3 || s.p[2] != '-'))
        return false;
    p->year = full_year(take_digits(&s, n, n), n);
    *rest = s;
    if (!take_byte(&s, '-') || digit_run(s) < 2)
        return true;
    p->month = take_digits(&s, 2, 3);
    *rest = s;
    if (take_byte(&s, '-')) {
        p->day = take_digits(&s, 1, 2);
        *rest = s;
    } else if (n == 2 && !short_year) {
        return false; // "03-12" alone says nothing
    }
    return p->month > 0 && p->day > 0;
}

static bool iso_compact_time(struct str s, struct parts *p)
{
    size_t n = digit_run(s);
    if (n != 4 && n != 6)
        return false;
    p->hour = (s.p[0] - '0') * 10 + (s.p[1] - '0');
    p->minute = (s.p[2] - '0') * 10 + (s.p[3] - '0');
    if (n == 6)
        p->second = (s.p[4] - '0') * 10 + (s.p[5] - '0');
    s = str_drop(s, n);
    return !s.n || read_zone(s, &p->zone);
}

static bool read_iso(struct str s, struct parts *p)
{
    struct str rest;
    if (!iso_date(s, p, &rest))
        return false;
    if (!rest.n)
        return true;
    if (is_ascii_digit(rest.p[0]))
        return iso_compact_time(rest, p);
    if (rest.p[0] != 'T' && rest.p[0] != 't' && rest.p[0] != ' ')
        return false;
    rest = str_trim(str_drop(rest, 1));
    if (str_take(rest, 5).n == 5 && digit_run(rest) >= 4)
        return iso_compact_time(rest, p);
    // A space before the zone.
    struct str time, zone;
    str_cut(rest, ' ', &time, &zone);
    zone = str_trim(zone);
    return read_time(time, p) && (!zone.n || (p->zone == NO_ZONE && read_zone(zone, &p->zone)));
}

// --- words --------------------------------------------------------------------------------------

// "15-Jan-2004", "2006/09/15", "13.2.2012", "2004-július-13T9:15-05:00".
static bool read_joined(struct str s, struct parts *p)
{
    struct str part[3], time = {0};
    size_t n = 0, at = str_find_byte(s, 'T');
    if (at + 2 < s.n && at > 0 && is_ascii_digit(s.p[at - 1]) && is_ascii_digit(s.p[at + 1])) {
        time = str_drop(s, at + 1);
        s = str_take(s, at);
    }
    for (size_t start = 0, i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '-' && s.p[i] != '/' && s.p[i] != '.')
            continue;
        if (n == 3)
            return false;
        part[n++] = str_sub(s, start, i);
        start = i + 1;
    }
    if (n != 3 || p->year >= 0 || p->month || p->day)
        return false;
    bool year_first = digit_run(part[0]) == 4;
    struct str year = year_first ? part[0] : part[2], day = year_first ? part[2] : part[0];
    size_t digits = year.n;
    p->year = take_digits(&year, 2, 4);
    p->day = take_digits(&day, 1, 2);
    if (p->year < 0 || p->day < 1 || year.n || day.n)
        return false;
    p->year = full_year(p->year, digits);
    p->month = digit_run(part[1]) ? take_digits(&part[1], 1, 2) : month_of(part[1]);
    return p->month > 0 && (!time.n || read_time(time, p));
}

static bool read_number(struct str s, struct parts *p)
{
    size_t n = s.n;
    int value = take_digits(&s, 1, 4);
    if (value < 0)
        return false;
    if (n <= 2 && !p->day) {
        p->day = value;
        return value > 0;
    }
    if (p->year >= 0)
        return false;
    p->year = full_year(value, n);
    return true;
}

// "2004년", "05월", "28일": Korean year, month, day.
static bool read_korean(struct str s, struct parts *p)
{
    int value = take_digits(&s, 1, 4);
    if (value < 0)
        return false;
    if (str_eq(s, S("년")))
        p->year = value;
    else if (str_eq(s, S("월")))
        p->month = value;
    else if (str_eq(s, S("일")))
        p->day = value;
    else
        return false;
    return true;
}

static bool read_word(struct str s, struct parts *p)
{
    size_t digits = digit_run(s);
    if (digits == s.n)
        return read_number(s, p);
    if (digits && s.p[digits] == ':')
        return read_time(s, p);
    if (str_starts(str_drop(s, digits), S("\xEB")) || str_starts(str_drop(s, digits), S("\xEC")))
        if (digits)
            return read_korean(s, p);
    if (s.p[0] != '+' && s.p[0] != '-' && (digits || is_ascii_alpha(s.p[0])) &&
        (memchr(s.p, '-', s.n) || memchr(s.p, '/', s.n) || memchr(s.p, '.', s.n)) &&
        read_joined(s, p))
        return true;
    int month = p->month ? 0 : month_of(s);
    if (month) {
        p->month = month;
        return true;
    }
    if (p->has_time && p->zone == NO_ZONE && (s.p[0] == '+' || s.p[0] == '-'))
        return read_zone(s, &p->zone);
    int half = name_find(feed_date_halves, feed_date_half_count, s, -1);
    if (half >= 0) {
        p->half = half;
        return true;
    }
    return p->has_time && p->zone == NO_ZONE && read_zone(s, &p->zone);
}

// Names of days, as far as they are not followed by a comma.
static bool is_weekday(struct str s)
{
    static const struct str days[] = {S_INIT("mon"), S_INIT("tue"), S_INIT("wed"), S_INIT("thu"),
                                      S_INIT("fri"), S_INIT("sat"), S_INIT("sun")};
    for (size_t i = 0; i < COUNT_OF(days); i++)
        if (str_starts_nocase(s, days[i]))
            return true;
    return false;
}

static bool read_words(struct str s, struct parts *p)
{
    struct str words[WORDS_MAX];
    size_t n = 0, first = 0;
    bool comma = false;
    while (s.n) {
        size_t end = 0;
        while (end < s.n && s.p[end] != ' ' && s.p[end] != ',')
            end++;
        if (end) {
            if (n == WORDS_MAX)
                return false;
            words[n++] = str_take(s, end);
        }
        comma |= n == 1 && end < s.n && s.p[end] == ',';
        s = str_drop(s, end + (end < s.n));
    }
    // A first word with a comma is the day of the week, in whatever language.
    if (n && !digit_run(words[0]) && (is_weekday(words[0]) || (comma && !month_of(words[0]))))
        first = 1;
    for (size_t i = first; i < n; i++) {
        bool arabic = (unsigned char)words[i].p[0] >= 0x80;
        if (arabic && i + 1 < n && !p->month) { // "كانون الثاني"
            struct str two = {words[i].p, words[i].n + 1 + words[i + 1].n};
            int month = words[i + 1].p == words[i].p + words[i].n + 1 ? month_of(two) : 0;
            if (month) {
                p->month = month;
                i++;
                continue;
            }
        }
        if (!read_word(words[i], p))
            return false;
    }
    return p->year >= 0 && p->month > 0 && p->day > 0;
}

// --- all ----------------------------------------------------------------------------------------

// Arabic digits as ASCII, blanks of all kinds as one space, no marks, no comments in brackets.
static struct str normalise(struct str s, char out[BYTES_MAX])
{
    size_t n = 0, brackets = 0;
    uint32_t c;
    while (utf8_next(&s, &c) && n + 4 < BYTES_MAX) {
        brackets += c == '(';
        if (c == ')' && brackets) {
            brackets--;
            continue;
        }
        if (brackets || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
            (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x61C)
            continue;
        if (c >= 0x660 && c <= 0x669)
            c = '0' + (c - 0x660);
        if (c >= 0x6F0 && c <= 0x6F9)
            c = '0' + (c - 0x6F0);
        if (c == 0x60C)
            c = ',';
        if (c <= ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F)
            c = ' ';
        if (c == ' ' && (n == 0 || out[n - 1] == ' '))
            continue;
        n += utf8_encode(c, out + n);
    }
    return str_trim((struct str){out, n});
}

// Does s begin like the form: 'A' for a letter, '0' for a digit, anything else for itself?
static bool has_form(struct str s, struct str form)
{
    if (s.n < form.n)
        return false;
    for (size_t i = 0; i < form.n; i++) {
        bool fits = form.p[i] == '0'   ? is_ascii_digit(s.p[i])
                    : form.p[i] == 'A' ? is_ascii_alpha(s.p[i])
                                       : s.p[i] == form.p[i];
        if (!fits)
            return false;
    }
    return true;
}

static int two_digits(const char *p)
{
    return (p[0] - '0') * 10 + (p[1] - '0');
}

// "Wed, 24 Jul 2024 10:00:00 +0300" and "2024-07-24T10:00:00Z", by position: what nearly all feeds
// write.  Whatever else there is goes the long way.
static bool read_usual(struct str s, int64_t *seconds)
{
    struct parts p = {.half = -1, .zone = NO_ZONE};
    const char *time;
    if (has_form(s, S("AAA, 00 AAA 0000 00:00:00 "))) {
        p.day = two_digits(s.p + 5);
        p.month = english_month(str_sub(s, 8, 11));
        p.year = two_digits(s.p + 12) * 100 + two_digits(s.p + 14);
        time = s.p + 17;
        s = str_drop(s, 26);
    } else if (has_form(s, S("0000-00-00T00:00:00"))) {
        p.year = two_digits(s.p) * 100 + two_digits(s.p + 2);
        p.month = two_digits(s.p + 5);
        p.day = two_digits(s.p + 8);
        time = s.p + 11;
        s = str_drop(s, 19);
    } else {
        return false;
    }
    p.hour = two_digits(time);
    p.minute = two_digits(time + 3);
    p.second = two_digits(time + 6);
    return s.n <= 6 && p.month && read_zone(s, &p.zone) && finish(&p, seconds);
}

static bool read_unix(struct str s, int64_t *seconds)
{
    size_t value;
    if ((s.n != 10 && s.n != 13) || !str_to_size(s, 9999999999999u, &value))
        return false;
    *seconds = (int64_t)(s.n == 13 ? value / 1000 : value);
    return true;
}

// What only the reader of visible dates knows: Hijri and Persian calendars, dates inside words.
static bool read_visible(struct str text, int64_t *seconds)
{
    struct visible_date v;
    bool ascii = true;
    for (size_t i = 0; i < text.n; i++)
        ascii &= (unsigned char)text.p[i] < 0x80;
    if (ascii || !date_parse_visible(text, &v))
        return false;
    struct parts p = {
        .year = v.date.year,
        .month = v.date.month,
        .day = v.date.day,
        .hour = v.hour > 0 ? v.hour : 0,
        .minute = v.minute > 0 ? v.minute : 0,
        .second = v.second > 0 ? v.second : 0,
        .half = -1,
        .zone = v.has_zone ? v.east / 60 : NO_ZONE,
    };
    return finish(&p, seconds);
}

bool feed_date_parse(struct str s, int64_t *seconds)
{
    static const struct parts nothing = {.year = -1, .half = -1, .zone = NO_ZONE};
    char bytes[BYTES_MAX];
    if (read_usual(str_trim(s), seconds))
        return true;
    struct str text = normalise(str_take(s, BYTES_MAX), bytes);
    struct parts p = nothing;
    if (!text.n)
        return false;
    if (read_iso(text, &p))
        return finish(&p, seconds);
    p = nothing;
    if (read_words(text, &p)) {
        bool korean =
            str_has(text, S("오전")) || str_has(text, S("오후")) || str_has(text, S("년"));
        if (korean && p.zone == NO_ZONE)
            p.zone = 540;
        return finish(&p, seconds);
    }
    return read_unix(text, seconds) || read_visible(text, seconds);
}
