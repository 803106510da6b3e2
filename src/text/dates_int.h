// dates_int: what the files of the date reader share; see dates.h and dates.c.
//
// A fragment reader takes the item at which it starts and returns the item behind the fragment, or
// 0 where there is none.  It looks ahead a bounded number of items, so the whole is linear.
#ifndef TEXT_DATES_INT_H
#define TEXT_DATES_INT_H

#include "text/dates.h"
#include "text/datewords.h"

// What a fragment says.
enum {
    HAS_YEAR = 1 << 0,
    HAS_MONTH = 1 << 1,
    HAS_DAY = 1 << 2,
    HAS_WEEKDAY = 1 << 3,
    HAS_PART = 1 << 4,
    HAS_TIME = 1 << 5,
    HAS_NTH = 1 << 6, // the nth day, week or weekday of what follows
    HAS_QUARTER = 1 << 7,
    HAS_HALF = 1 << 8,
    HAS_SEASON = 1 << 9,
    HAS_WEEKEND = 1 << 10,
    HAS_DECADE = 1 << 11,
    HAS_CENTURY = 1 << 12,
    HAS_EDGE = 1 << 13,
    HAS_FEAST = 1 << 14,
    HAS_SHIFT = 1 << 16, // << grain: relative to the anchor
};
#define HAS_SHIFT_OF(grain) ((uint32_t)HAS_SHIFT << (grain))
#define HAS_ANY_SHIFT (HAS_SHIFT * ((1 << GRAINS) - 1))
#define HAS_DATE (HAS_MONTH | HAS_DAY)

enum when_kind {
    WHEN_POINT,    // fields, by `has`
    WHEN_OFFSET,   // `amount` before (sign -1) or behind (1) the anchor
    WHEN_SPAN,     // the last (-1) or next (1) `amount`
    WHEN_DURATION, // `amount`
    WHEN_SET,      // each `amount`, or each weekday
    WHEN_REF,      // vague: sign -1, 0, 1
};

// EDGE_CLOSE is نهاية: of a week it is the weekend, of anything else EDGE_END.
enum edge { EDGE_NONE, EDGE_START, EDGE_MID, EDGE_END, EDGE_REST, EDGE_CLOSE };
enum turn { TURN_NONE, TURN_LAST, TURN_NEXT, TURN_THIS };

enum { FEW = -2 };

struct when {
    enum when_kind kind;
    uint32_t has;
    enum era calendar; // 0: not named
    int year, month, day;
    int weekday; // 0 = Sunday
    enum turn turn;
    int nth; // -1 = last
    enum grain nth_unit;
    int shift[GRAINS];
    int quarter, half, season; // season 1 = spring
    int decade, century;       // 197 = the 1970s, 7 = some seventies; 20 = the 21st
    enum day_part part;
    int hour, minute, second; // minute, second -1: not given
    bool hour_open;           // 1..12, half of the day not said
    bool digital;             // "10:00"
    bool has_zone;
    int zone; // seconds east
    enum edge edge;
    int feast; // index into the table of feasts
    int sign;
    bool from_now;         // a span that begins today, not tomorrow
    int approx;            // 1 about, 2 more than, 3 less than
    double amount[GRAINS]; // -1: some, not told how many; FEW: about three
};

struct reader {
    struct arena *a;
    const struct doc *d;
    const struct item *v;
    size_t first, end; // items of the sentence being read
    struct str country;
    bool has_anchor;
    int64_t anchor_day; // in the zone of the document
    int anchor_second;  // of that day
    int east;
    bool has_time;     // the anchor has a time of day
    bool has_day;      // a day was named in this sentence
    int64_t named_day; // the last one
    int named_year;    // the last one of the document, Gregorian; 0: none
    bool persian;      // Persian digits or words were seen
    int future; // 1: the sentence speaks of the future, -1: of the past, 0: nothing but a date
};

// Whether item i (inside the sentence) has a sense of the class.
static inline bool is_at(const struct reader *r, size_t i, enum word_class class, int *value)
{
    return i < r->end && item_is(&r->v[i], class, value);
}

static inline bool has_clitic(const struct reader *r, size_t i, int clitic)
{
    return i < r->end && (r->v[i].clitics & clitic) != 0;
}

static inline bool is_prep(const struct reader *r, size_t i, enum prep prep)
{
    // "الي" may be "to" or, in speech, "which".
    const struct sense *s = r->v[i < r->end ? i : r->end].sense;
    return i < r->end && ((s[0].class == W_PREP && s[0].value == (int)prep) ||
                          (s[1].class == W_PREP && s[1].value == (int)prep));
}

static inline bool is_mark_at(const struct reader *r, size_t i, char mark)
{
    int value = 0;
    return is_at(r, i, W_MARK, &value) && value == mark;
}

static inline bool is_unit(const struct reader *r, size_t i, enum grain grain)
{
    int value = 0;
    return is_at(r, i, W_UNIT, &value) && value == (int)grain;
}

// Item i is a number without point of at most `digits` digits in min..max.
bool int_at(const struct reader *r, size_t i, int digits, int min, int max, int *value);
// Item i is the folded word (its clitics included).
bool word_at(const struct reader *r, size_t i, struct str word);
// Nothing that could be counted or described by the words before follows: the end, a mark, a
// preposition.
bool is_closed_at(const struct reader *r, size_t i);

// dates_calendar.c: months, days, years, numeric dates, weekdays.
size_t read_month(const struct reader *r, size_t i, struct when *w, bool *weak);
size_t read_day(const struct reader *r, size_t i, int *day); // number or ordinal 1..31
size_t read_day_month(const struct reader *r, size_t i, struct when *w);
size_t read_month_alone(const struct reader *r, size_t i, struct when *w);
size_t read_year(const struct reader *r, size_t i, struct when *w, bool bare);
size_t read_numeric(const struct reader *r, size_t i, struct when *w, bool after_date);
size_t read_weekday(const struct reader *r, size_t i, struct when *w);

// dates_relative.c: units with a direction, day words, ordered units, seasons, feasts.
size_t read_shift(const struct reader *r, size_t i, struct when *w, bool bare);
size_t read_day_word(const struct reader *r, size_t i, struct when *w);
size_t read_nth(const struct reader *r, size_t i, struct when *w);
size_t read_season(const struct reader *r, size_t i, struct when *w, bool bare);
size_t read_age(const struct reader *r, size_t i, struct when *w); // decades and centuries
size_t read_feast(const struct reader *r, size_t i, struct when *w);
// -1, 0, 1 for ماضي, حالي, قادم; `recent` allows الأخير.  *by gets the number of steps.
size_t read_direction(const struct reader *r, size_t i, int *by);

// dates_clock.c: times and parts of the day.
size_t read_clock(const struct reader *r, size_t i, struct when *w, bool bare);
size_t read_part(const struct reader *r, size_t i, struct when *w);
// The half of the day, from the part that was said with it.
void settle_hour(struct when *w, enum day_part part);

// dates_amount.c: durations, spans, offsets, sets, vague references.  Kinds other than WHEN_POINT.
size_t read_amount(const struct reader *r, size_t i, struct when *w, bool bare);
size_t read_amount_phrase(const struct reader *r, size_t i, struct when *w);

// dates_complete.c.
void when_complete(const struct reader *r, struct when *w);
// Gregorian day of a point with a full date; false where a field is open.
bool when_day(const struct when *w, int64_t *day);
// The calendar of its year and month: Gregorian where none was named.
enum era when_era(const struct when *w);
int64_t era_days(enum era calendar, int year, int month, int day);
int era_month_days(enum era calendar, int year, int month);
int64_t monday_of(int64_t day);
struct civil anchor_date(const struct reader *r);
// The day is cut to the month's length.
void add_months(struct civil *c, int months);

// dates_value.c.  The value of one point or of a period `from`/`to` (to may be NULL).
struct str when_value(const struct reader *r, const struct when *from, const struct when *to);
struct str when_mod(const struct when *w);
struct str when_calendar(const struct when *w);

// dates_relative.c.
// The first and last day of a feast in a year of the Gregorian calendar.
void feast_days(int feast, int year, int64_t *first, int64_t *last);

#endif
