// dates_calendar: months, days, years, weekdays and numeric dates.
#include <string.h>

#include "text/dates_int.h"
#include "text/number_words.h"

bool word_at(const struct reader *r, size_t i, struct str word)
{
    return i < r->end && str_eq(r->d->tokens.v[i].norm, word);
}

bool int_at(const struct reader *r, size_t i, int digits, int min, int max, int *value)
{
    if (!is_at(r, i, W_DIGITS, NULL) || r->v[i].dots || r->v[i].digits > digits)
        return false;
    *value = (int)r->v[i].number;
    return *value >= min && *value <= max;
}

bool is_closed_at(const struct reader *r, size_t i)
{
    return i >= r->end || is_at(r, i, W_PREP, NULL) ||
           (is_at(r, i, W_MARK, NULL) && !is_mark_at(r, i, '%')) ||
           r->d->tokens.v[i].kind == TOKEN_MARK;
}

// The second word of كانون, تشرين, ربيع, جمادى, ذو; `from` is the first of the two months.
static size_t read_second_word(const struct reader *r, size_t i, int *month)
{
    int ordinal;
    if (*month == 11) {
        bool first = word_at(r, i, S("القعده")) || word_at(r, i, S("قعده"));
        if (!first && !word_at(r, i, S("الحجه")) && !word_at(r, i, S("حجه")))
            return 0;
        *month += !first;
        return i + 1;
    }
    if (!is_at(r, i, W_ORDINAL, &ordinal) || ordinal > 2 || has_clitic(r, i, CLITIC_AND))
        return 0;
    *month += ordinal != 1;
    return i + 1;
}

// One month name, without شهر and without a second name.
static size_t read_month_name(const struct reader *r, size_t i, struct when *w, bool *weak)
{
    int month;
    *weak = false;
    w->calendar = ERA_GREGORIAN;
    if (is_at(r, i, W_MONTH, &w->month)) {
        int number = r->v[i].digits <= 4 ? (int)r->v[i].number : 0;
        if (r->v[i].digits == 4) {
            w->year = number;
            w->has |= HAS_YEAR;
        } else if (r->v[i].digits > 0 && number >= 1 && number <= 31) {
            w->day = number;
            w->has |= HAS_DAY;
        }
        return i + 1;
    }
    *weak = true;
    if (is_at(r, i, W_WEAK_MONTH, &w->month) || is_at(r, i, W_OLD_MONTH, &w->month))
        return i + 1;
    if (is_at(r, i, W_HALF_MONTH, &month)) {
        static const int firsts[] = {0, 12, 10};
        int second = 0;
        *weak = false;
        size_t next = read_second_word(r, i + 1, &second);
        w->month = month == 1 && second ? 1 : firsts[month] + second;
        int year;
        if (!next && month == 2 && int_at(r, i + 1, 4, 1900, 2099, &year)) {
            w->approx = 1; // "تشرين 2019": the first of the two
            return i + 1;
        }
        return next;
    }
    w->calendar = ERA_PERSIAN;
    if (is_at(r, i, W_JALALI, &w->month))
        return i + 1;
    w->calendar = ERA_HIJRI;
    if (is_at(r, i, W_HIJRI, &w->month))
        return i + 1;
    if (is_at(r, i, W_HALF_HIJRI, &w->month))
        return read_second_word(r, i + 1, &w->month);
    return 0;
}

// "تموز/يوليو", "تموز (يوليو)", "تموز - يوليو": the other name of the same month.
static size_t skip_second_name(const struct reader *r, size_t i, const struct when *w)
{
    bool bracket = is_mark_at(r, i, '('), weak;
    bool mark = bracket || is_mark_at(r, i, '/') || is_mark_at(r, i, '-');
    struct when other = {0};
    if (has_clitic(r, i, CLITIC_AND))
        return i;
    size_t next = read_month_name(r, i + mark, &other, &weak);
    if (!next || other.month != w->month || other.calendar != w->calendar)
        return i;
    if (!bracket)
        return next;
    return is_mark_at(r, next, ')') ? next + 1 : i;
}

// "شهر 3", "شهر عشرة", "الشهر التاسع": a Gregorian month by its number.
static size_t read_month_number(const struct reader *r, size_t i, struct when *w)
{
    double value;
    w->calendar = ERA_GREGORIAN;
    if (has_clitic(r, i - 1, CLITIC_THE)) {
        size_t next = ordinal_read(r->v, i, r->end, &w->month);
        return next && w->month >= 1 && w->month <= 12 ? next : 0;
    }
    size_t next = i < r->end && !r->v[i].clitics ? cardinal_read(r->v, i, r->end, &value) : 0;
    if (!next || value < 1 || value > 12 || is_at(r, next, W_MARK, NULL))
        return 0;
    w->month = (int)value;
    return next;
}

size_t read_month(const struct reader *r, size_t i, struct when *w, bool *weak)
{
    bool named = is_unit(r, i, GRAIN_MONTH);
    size_t at = i + named;
    size_t next = read_month_name(r, at, w, weak);
    if (next) {
        next = skip_second_name(r, next, w);
        *weak &= !named;
    } else if (named) {
        *weak = true;
        next = read_month_number(r, at, w);
    }
    if (next)
        w->has |= HAS_MONTH;
    return next;
}

size_t read_day(const struct reader *r, size_t i, int *day)
{
    if (int_at(r, i, 2, 1, 31, day))
        return i + 1;
    // "الأحد يناير": a weekday, not "the one".
    if (i >= r->end || (is_at(r, i, W_WEEKDAY, NULL) && has_clitic(r, i, CLITIC_THE)))
        return 0;
    if (word_at(r, i, S("الاولي")))
        return 0; // "الأيام الأولى من شوال"; the first is الأول
    size_t next = ordinal_read(r->v, i, r->end, day);
    if (next && *day >= 1 && *day <= 31)
        return next;
    double value;
    next = cardinal_read(r->v, i, r->end, &value);
    if (!next || r->v[i].sense[0].class == W_DIGITS || value < 1 || value > 31 ||
        value != (int)value)
        return 0;
    *day = (int)value;
    return next;
}

static size_t skip_day_joint(const struct reader *r, size_t i)
{
    if (is_prep(r, i, PREP_FROM) || is_mark_at(r, i, '-') || is_mark_at(r, i, '/') ||
        is_mark_at(r, i, '.') || is_mark_at(r, i, ','))
        return i + 1;
    return i;
}

// "دي 3": the short Persian names are other words, too, outside of Persian.
static bool persian_fits(const struct reader *r, size_t behind, const struct when *w)
{
    int year;
    return w->calendar != ERA_PERSIAN || r->persian || int_at(r, behind, 4, 1200, 1500, &year);
}

static bool day_fits(const struct when *w)
{
    if (w->calendar == ERA_GREGORIAN)
        return w->day <= civil_month_days(2000, w->month);
    return w->day <= (w->calendar == ERA_HIJRI ? 30 : 31);
}

// "20 من الشهر القادم", "22 هذا الشهر".
static size_t read_day_of_shifted_month(const struct reader *r, size_t i, struct when *w)
{
    size_t at = is_prep(r, i, PREP_FROM) ? i + 1 : i;
    size_t next = read_shift(r, at, w, false);
    return next && w->has == HAS_SHIFT_OF(GRAIN_MONTH) ? next : 0;
}

// "11/22" or "1998": a number that goes on is not the day of what stands before it.
static bool is_longer_number(const struct reader *r, size_t i)
{
    return (is_mark_at(r, i, ':') && is_at(r, i + 1, W_DIGITS, NULL) && r->v[i].glued) ||
           (is_mark_at(r, i, '/') && is_at(r, i + 1, W_DIGITS, NULL));
}

// "يناير الثاني والعشرين", "مايو 11", "july 24".
static size_t read_month_day(const struct reader *r, size_t i, struct when *w)
{
    bool weak;
    size_t next = read_month(r, i, w, &weak);
    if (!next)
        return 0;
    if (w->has & HAS_DAY)
        return next; // "سبتمبر10"
    size_t at = is_mark_at(r, next, ',') ||
                        (is_mark_at(r, next, '.') && !r->d->tokens.v[i].arabic) // "Jul. 24"
                    ? next + 1
                    : next;
    size_t end = has_clitic(r, at, CLITIC_AND) ? 0 : read_day(r, at, &w->day);
    if (!end || !day_fits(w) || is_longer_number(r, end) || is_at(r, end, W_POWER, NULL) ||
        !persian_fits(r, end, w))
        return 0;
    // "في يوليو 20 شخصا": only a closed number is a day; a word must be an ordinal.
    int year;
    bool digits = is_at(r, at, W_DIGITS, NULL);
    if (digits ? !is_closed_at(r, end) && !int_at(r, end, 4, 1000, 2100, &year)
               : !is_at(r, at, W_ORDINAL, NULL) && !has_clitic(r, at, CLITIC_THE))
        return 0;
    w->has |= HAS_DAY;
    return end;
}

// "11 جوان القادم", "12 فيفري المنقضي": the direction of the day.
static size_t read_month_turn(const struct reader *r, size_t i, struct when *w)
{
    int by;
    size_t next = read_direction(r, i, &by);
    if (!next)
        return i;
    w->turn = by < 0 ? TURN_LAST : by > 0 ? TURN_NEXT : TURN_THIS;
    return next;
}

size_t read_day_month(const struct reader *r, size_t i, struct when *w)
{
    bool weak;
    // "اليوم الثالث من اكتوبر", "ثالث يوم من شهر عشرة".
    bool worded = is_unit(r, i, GRAIN_DAY);
    size_t at = worded ? i + 1 : i;
    size_t next = read_day(r, at, &w->day);
    if (!next || (worded && is_at(r, at, W_DIGITS, NULL) && has_clitic(r, i, CLITIC_THE)))
        return worded ? 0 : read_month_day(r, i, w);
    if (!worded && is_at(r, at, W_ORDINAL, NULL) && is_unit(r, next, GRAIN_DAY))
        next++;
    w->has |= HAS_DAY;
    struct when shifted = {0};
    size_t end = read_day_of_shifted_month(r, next, &shifted);
    if (end) {
        w->has |= shifted.has;
        memcpy(w->shift, shifted.shift, sizeof w->shift);
        return end;
    }
    at = skip_day_joint(r, next);
    if (has_clitic(r, at, CLITIC_AND))
        return 0;
    // "24 (تموز/يوليو)"
    bool bracket = is_mark_at(r, at, '(');
    end = read_month(r, at + bracket, w, &weak);
    if (bracket)
        return end && is_mark_at(r, end, ')') && day_fits(w) ? end + 1 : 0;
    if (!end && at > next && !is_prep(r, next, PREP_FROM))
        return 0;
    int year;
    if (end && is_at(r, at, W_OLD_MONTH, NULL) && !int_at(r, end, 4, 1969, 2012, &year))
        return 0;
    // "2-صفر" is a score: صفر is nil, too.
    size_t behind = end + is_mark_at(r, end, '-');
    if (end && is_mark_at(r, next, '-') && is_at(r, at, W_CARDINAL, NULL) &&
        !int_at(r, behind, 4, 1300, 1600, &year))
        return 0;
    return end && day_fits(w) && persian_fits(r, end, w) ? read_month_turn(r, end, w) : 0;
}

// Whether a month alone is meant as one: شهر, a preposition, a demonstrative, a direction, a year.
static bool month_stands(const struct reader *r, size_t i, size_t end, const struct when *w)
{
    int value;
    struct when year = {0};
    if (int_at(r, end, 4, 1300, 2100, &value) || read_direction(r, end, &value) ||
        read_year(r, end + is_mark_at(r, end, ','), &year, true))
        return true;
    // "من شهر ثلاثة": numbered months hang on something.
    if (is_unit(r, i, GRAIN_MONTH) && is_at(r, i + 1, W_CARDINAL, &value) && value == 1)
        return false;
    bool before =
        i > r->first && (is_at(r, i - 1, W_THIS, NULL) || is_at(r, i - 1, W_EDGE, NULL) ||
                         (is_unit(r, i, GRAIN_MONTH) &&
                          (is_prep(r, i - 1, PREP_FROM) || is_at(r, i - 1, W_FRACTION, NULL))) ||
                         is_prep(r, i - 1, PREP_IN) || is_prep(r, i - 1, PREP_SINCE) ||
                         is_prep(r, i - 1, PREP_DURING));
    if (w->calendar == ERA_HIJRI)
        return before &&
               (w->month == 9 || w->month == 8 || w->month == 10 || w->month == 12 || end > i + 1);
    return before;
}

size_t read_month_alone(const struct reader *r, size_t i, struct when *w)
{
    bool weak, this = is_at(r, i, W_THIS, NULL);
    int by;
    size_t at = this ? i + 1 : i;
    size_t end = read_month(r, at, w, &weak);
    if (!end || is_at(r, at, W_OLD_MONTH, NULL))
        return 0;
    bool named = is_unit(r, at, GRAIN_MONTH);
    bool sure = !weak && (named || w->calendar == ERA_GREGORIAN);
    if (!this && !sure && !month_stands(r, at, end, w))
        return 0;
    if (w->calendar == ERA_PERSIAN && !int_at(r, end, 4, 1300, 1500, &by))
        return 0;
    w->turn = this ? TURN_THIS : TURN_NONE;
    return this ? end : read_month_turn(r, end, w);
}

// هـ, م, هجرية, ميلادي behind a year.
static size_t read_era(const struct reader *r, size_t i, struct when *w)
{
    int era;
    if (!is_at(r, i, W_ERA, &era) || has_clitic(r, i, CLITIC_AND))
        return i;
    w->calendar = (enum era)era;
    return i + 1;
}

// "ألف وتسعمئة وثمانية وسبعون", "ألفين", "تسعة عشر تسعة وتسعون".
static size_t read_year_words(const struct reader *r, size_t i, int min, int *year)
{
    double value, rest;
    size_t next = cardinal_read(r->v, i, r->end, &value);
    if (!next || is_at(r, i, W_DIGITS, NULL) || value > 2100 || value != (int)value)
        return 0;
    if (value >= 10 && value <= 20 && next < r->end) {
        size_t end = cardinal_read(r->v, next, r->end, &rest);
        if (end && rest >= 10 && rest < 100 && !is_at(r, next, W_DIGITS, NULL)) {
            *year = (int)value * 100 + (int)rest;
            return end;
        }
    }
    *year = (int)value;
    return *year >= min ? next : 0;
}

// What stands between a year and its number: "السنة المالية 2024/2025", "العام الميلادي 2024".
static bool is_year_adjective(const struct reader *r, size_t i)
{
    static const struct str adjectives[] = {
        S_INIT("المالي"),  S_INIT("الماليه"),  S_INIT("الدراسي"),   S_INIT("الدراسيه"),
        S_INIT("الجامعي"), S_INIT("الجامعيه"), S_INIT("الاكاديمي"),
    };
    if (is_at(r, i, W_ERA, NULL) && !is_at(r, i, W_DIGITS, NULL))
        return true;
    for (size_t k = 0; k < COUNT_OF(adjectives); k++)
        if (word_at(r, i, adjectives[k]))
            return true;
    return false;
}

size_t read_year(const struct reader *r, size_t i, struct when *w, bool bare)
{
    bool named = is_unit(r, i, GRAIN_YEAR);
    size_t at = named ? i + 1 : i;
    if (!named && !bare)
        return 0;
    if (named && is_year_adjective(r, at))
        at++;
    size_t next = 0;
    if (int_at(r, at, 4, named ? 100 : 1300, named ? 2999 : 2100, &w->year) &&
        (named || r->v[at].digits == 4))
        next = at + 1;
    else if (at < r->end && !has_clitic(r, at, CLITIC_AND))
        next = read_year_words(r, at, named ? 100 : 1000, &w->year);
    int second, era;
    bool two_years = is_mark_at(r, next, '/') && int_at(r, next + 1, 4, 1000, 2100, &second) &&
                     second == w->year + 1;
    if (!next || (is_longer_number(r, next) && !two_years) || is_at(r, next, W_POWER, NULL))
        return 0;
    if (is_at(r, at, W_ERA, &era))
        w->calendar = (enum era)era;
    else
        next = read_era(r, next, w);
    w->has |= HAS_YEAR;
    return next;
}

// --- numeric dates ------------------------------------------------------------------------------

// Puts three numbers into order.  Year first if it has four digits, else day first, unless that
// cannot be or the country writes the month first.
static bool order_numbers(const struct reader *r, const int n[3], const int digits[3],
                          struct when *w)
{
    bool year_first = digits[0] == 4 || n[0] > 31;
    int year = year_first ? n[0] : n[2], day = year_first ? n[2] : n[0], month = n[1];
    int year_digits = year_first ? digits[0] : digits[2];
    bool month_first = !year_first && str_eq(r->country, S("US"));
    if (month > 12 || (month_first && day <= 12)) {
        int swap = month;
        month = day;
        day = swap;
    }
    if (year_digits == 3 || year_digits == 1 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    if (year_digits == 2)
        year += year < 70 ? 2000 : 1900;
    w->year = year;
    w->month = month;
    w->day = day;
    w->has |= HAS_YEAR | HAS_MONTH | HAS_DAY;
    if (year < 1000 || year > 2999)
        return false;
    return year < 1500 || civil_is_valid((struct civil){year, month, day});
}

// A number token with two points ("16.11.2016") or one ("2015.3", "4.22").
static int split_dotted(struct str s, int n[3], int digits[3])
{
    int count = 0;
    memset(n, 0, 3 * sizeof *n);
    memset(digits, 0, 3 * sizeof *digits);
    for (size_t i = 0; i < s.n && count < 3; i++) {
        if (s.p[i] == '.')
            count++;
        else if (!is_ascii_digit(s.p[i]) || ++digits[count] > 4)
            return 0;
        else
            n[count] = n[count] * 10 + (s.p[i] - '0');
    }
    return count < 3 ? count + 1 : 0;
}

// Reads up to three numbers parted by the same mark; returns the item behind them.
static size_t split_marked(const struct reader *r, size_t i, int n[3], int digits[3], int *count)
{
    *count = 0;
    int mark = 0, other;
    size_t at = i;
    while (*count < 3 && is_at(r, at, W_DIGITS, NULL) && !r->v[at].dots && r->v[at].digits <= 4 &&
           (*count == 0 || !r->v[at].clitics)) {
        n[*count] = (int)r->v[at].number;
        digits[(*count)++] = r->v[at].digits;
        at++;
        if (*count == 3 || !is_at(r, at, W_MARK, &other) || (mark && other != mark))
            break;
        mark = other;
        if (mark != '/' && mark != '-' && mark != '.')
            break;
        at++;
    }
    // A mark was taken and no number came: it is not ours.
    return at > i && !is_at(r, at - 1, W_DIGITS, NULL) ? at - 1 : at;
}

static void set_numeric_calendar(const struct reader *r, size_t next, struct when *w)
{
    int era;
    if (is_at(r, next - 1, W_ERA, &era))
        w->calendar = (enum era)era;
    else if (w->calendar == 0 && w->year >= 1300 && w->year < 1500)
        w->calendar = r->persian ? ERA_PERSIAN : ERA_HIJRI;
}

// Day and month without a year, or month and year.
static bool order_two(const struct reader *r, size_t i, const int n[3], const int digits[3],
                      bool after_date, struct when *w)
{
    int long_at = digits[0] == 4 ? 0 : digits[1] == 4 ? 1 : -1;
    // "7 أكتوبر 2020 - 12:09": a dash between blanks parts a date from what follows.
    if (is_mark_at(r, i + 1, '-') && !r->v[i + 1].glued)
        return false;
    if (long_at >= 0) {
        w->year = n[long_at];
        w->month = n[1 - long_at];
        w->has |= HAS_YEAR | HAS_MONTH;
        return w->year >= 1900 && w->year < 2100 && w->month >= 1 && w->month <= 12 &&
               digits[1 - long_at] <= 2;
    }
    bool asked = after_date ||
                 (i > r->first && (is_prep(r, i - 1, PREP_IN) || is_prep(r, i - 1, PREP_AT) ||
                                   is_unit(r, i - 1, GRAIN_DAY) || word_at(r, i - 1, S("بتاريخ"))));
    bool slash = is_mark_at(r, i + 1, '/');
    if (!asked && !(slash && (n[0] > 12) != (n[1] > 12)))
        return false;
    w->day = n[1] > 12 ? n[1] : n[0];
    w->month = n[1] > 12 ? n[0] : n[1];
    w->has |= HAS_DAY | HAS_MONTH;
    return w->day >= 1 && w->month >= 1 && w->month <= 12 &&
           w->day <= civil_month_days(2000, w->month);
}

// An ISO date-time as programs write it.
static size_t read_iso(const struct reader *r, size_t i, struct when *w)
{
    if (r->v[i].digits != 4 || !is_mark_at(r, i + 1, '-') || !r->v[i + 1].glued)
        return 0;
    struct str s = str_drop(r->d->text, r->d->tokens.v[i].start);
    size_t n = 0;
    while (n < s.n && n < 40 && strchr("0123456789-:TtZz.+", s.p[n]))
        n++;
    int64_t seconds;
    if (n < 16 || !rfc3339_parse(str_take(s, n), &seconds))
        return 0;
    int64_t days = seconds / 86400 - (seconds % 86400 < 0), rest = seconds - days * 86400;
    struct civil c = civil_from_days(days);
    *w = (struct when){.has = HAS_YEAR | HAS_MONTH | HAS_DAY | HAS_TIME,
                       .year = c.year,
                       .month = c.month,
                       .day = c.day,
                       .hour = (int)(rest / 3600),
                       .minute = (int)(rest / 60 % 60),
                       .second = (int)(rest % 60),
                       .has_zone = true};
    while (i < r->end && r->d->tokens.v[i].end <= (size_t)(s.p - r->d->text.p) + n)
        i++;
    return i;
}

size_t read_numeric(const struct reader *r, size_t i, struct when *w, bool after_date)
{
    if (!is_at(r, i, W_DIGITS, NULL) || is_at(r, i, W_MERIDIEM, NULL))
        return 0;
    size_t next = read_iso(r, i, w);
    if (next)
        return next;
    // The middle of something longer ("31/2/2024").
    int mark;
    if (i > r->first && is_at(r, i - 1, W_MARK, &mark) && (mark == '/' || mark == '-') &&
        r->v[i].glued && is_mark_at(r, i + 1, (char)mark))
        return 0;
    int n[3], digits[3], count;
    if (r->v[i].dots) {
        count = split_dotted(r->d->tokens.v[i].norm, n, digits);
        next = i + 1;
        if (count == 2 && digits[0] != 4)
            return 0;
    } else {
        next = split_marked(r, i, n, digits, &count);
    }
    if (count < 2 || (is_mark_at(r, next, '/') && is_at(r, next + 1, W_DIGITS, NULL)))
        return 0;
    if (count == 3 ? !order_numbers(r, n, digits, w) : !order_two(r, i, n, digits, after_date, w))
        return 0;
    next = read_era(r, next, w);
    set_numeric_calendar(r, next, w);
    return next;
}

// --- weekdays -----------------------------------------------------------------------------------

// A number behind a weekday: "الجمعة 15", "السبت السادس عشر", "الجمعة في 22", "الأحد الثاني".
static size_t read_weekday_number(const struct reader *r, size_t i, struct when *w)
{
    size_t at = is_prep(r, i, PREP_IN) ? i + 1 : i;
    int day;
    size_t next = at < r->end && !has_clitic(r, at, CLITIC_AND) ? read_day(r, at, &day) : 0;
    if (!next || !is_closed_at(r, next) || is_longer_number(r, next) || is_mark_at(r, next, '-') ||
        is_prep(r, next, PREP_FROM))
        return i;
    // A month, or a part of the day, makes it something else.
    bool weak;
    struct when other = {0};
    if (read_month(r, skip_day_joint(r, next), &other, &weak) || read_part(r, next, &other) ||
        (is_prep(r, next, PREP_IN) && read_part(r, next + 1, &other)))
        return i;
    if (at == i && day <= 5 && is_at(r, at, W_ORDINAL, NULL)) {
        w->nth = day;
        w->nth_unit = GRAIN_DAY;
        w->has |= HAS_NTH;
    } else {
        w->day = day;
        w->has |= HAS_DAY;
    }
    return next;
}

// "يومي الثلاثاء والأربعاء المقبلين": the direction of both stands behind the second, in the dual.
static enum turn shared_turn(const struct reader *r, size_t i)
{
    int by;
    if (!has_clitic(r, i, CLITIC_AND) || !is_at(r, i, W_WEEKDAY, NULL) ||
        !read_direction(r, i + 1, &by))
        return TURN_NONE;
    struct str adjective = r->d->tokens.v[i + 1].norm;
    if (!str_ends(adjective, S("ين")) && !str_ends(adjective, S("ان")))
        return TURN_NONE;
    return by < 0 ? TURN_LAST : by > 0 ? TURN_NEXT : TURN_THIS;
}

size_t read_weekday(const struct reader *r, size_t i, struct when *w)
{
    bool this = is_at(r, i, W_THIS, NULL);
    size_t at = this ? i + 1 : i;
    bool named = is_unit(r, at, GRAIN_DAY) && !has_clitic(r, at, CLITIC_THE) &&
                 !has_clitic(r, at, CLITIC_AND * (at > i));
    at += named;
    if (!is_at(r, at, W_WEEKDAY, &w->weekday))
        return 0;
    // Without article it must be called a day, or stand before a date ("احد الاسبوع الماضي").
    struct when after = {0};
    bool latin = !r->d->tokens.v[at].arabic;
    if (!has_clitic(r, at, CLITIC_THE) && !named && !latin && !r->persian &&
        !(read_shift(r, at + 1, &after, false) && after.has == HAS_SHIFT_OF(GRAIN_WEEK)))
        return 0;
    w->has |= HAS_WEEKDAY;
    w->turn = this ? TURN_THIS : TURN_NONE;
    int by;
    size_t next = read_direction(r, at + 1, &by);
    if (next) {
        w->turn = by < 0 ? TURN_LAST : by > 0 ? TURN_NEXT : TURN_THIS;
        return next;
    }
    if (!this)
        w->turn = shared_turn(r, at + 1);
    return read_weekday_number(r, at + 1, w);
}
