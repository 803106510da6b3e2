// dates_points: points in time and periods, put together from fragments; see dates.c.
//
// Which fragments may stand together is a table of fields that exclude each other; which reader a
// word may start is a table by word class.
#include "text/dates_scan.h"

#include "text/number_words.h"

enum { MAX_FRAGMENTS = 8 };

#define DAY_LEVEL (HAS_DAY | HAS_WEEKDAY | HAS_SHIFT_OF(GRAIN_DAY) | HAS_FEAST)
#define LONG_SHIFT                                                                                 \
    (HAS_SHIFT_OF(GRAIN_WEEK) | HAS_SHIFT_OF(GRAIN_MONTH) | HAS_SHIFT_OF(GRAIN_YEAR) |             \
     HAS_SHIFT_OF(GRAIN_DECADE) | HAS_SHIFT_OF(GRAIN_CENTURY))
#define SHARES (HAS_QUARTER | HAS_HALF | HAS_SEASON)
#define AGES (HAS_DECADE | HAS_CENTURY)
#define ANY_YEAR (HAS_YEAR | HAS_SHIFT_OF(GRAIN_YEAR))

// --- which fragments go together ----------------------------------------------------------------

// Pairs of fields that exclude each other.
// clang-format off
static const uint32_t conflicts[][2] = {
    {HAS_SHIFT_OF(GRAIN_DAY), LONG_SHIFT | HAS_NTH | SHARES | AGES},
    {HAS_SHIFT_OF(GRAIN_WEEK), HAS_MONTH | HAS_NTH | SHARES | AGES | ANY_YEAR},
    {HAS_SHIFT_OF(GRAIN_WEEK), HAS_SHIFT_OF(GRAIN_MONTH)},
    {HAS_SHIFT_OF(GRAIN_MONTH), HAS_MONTH | SHARES | AGES | ANY_YEAR},
    {HAS_SHIFT_OF(GRAIN_DECADE) | HAS_SHIFT_OF(GRAIN_CENTURY), ~(uint32_t)HAS_EDGE},
    {SHARES, HAS_DATE | HAS_WEEKDAY | HAS_NTH | AGES | HAS_TIME | HAS_PART},
    {AGES, HAS_DATE | HAS_WEEKDAY | HAS_NTH | ANY_YEAR | HAS_TIME | HAS_PART},
    {HAS_FEAST, HAS_DATE | HAS_NTH | SHARES | AGES | HAS_WEEKDAY},
};
// clang-format on

static bool union_is_sound(uint32_t has)
{
    for (size_t i = 0; i < COUNT_OF(conflicts); i++) {
        uint32_t other = conflicts[i][1] & ~conflicts[i][0];
        if (has & conflicts[i][0] && has & other)
            return false;
    }
    bool day = has & (DAY_LEVEL | HAS_NTH);
    if (has & (HAS_TIME | HAS_PART) && has & (HAS_MONTH | HAS_YEAR | LONG_SHIFT) && !day)
        return false;
    if (has & (HAS_SHIFT_OF(GRAIN_DAY) | HAS_WEEKDAY) && has & (HAS_MONTH | ANY_YEAR) &&
        !(has & (HAS_DAY | HAS_NTH)))
        return false;
    if (has & HAS_DAY && has & ANY_YEAR && !(has & (HAS_MONTH | HAS_SHIFT_OF(GRAIN_MONTH))))
        return false;
    return !(has & HAS_WEEKDAY && has & HAS_SHIFT_OF(GRAIN_MONTH) && !(has & (HAS_DAY | HAS_NTH)));
}

static bool is_full_date(const struct when *w)
{
    uint32_t full = HAS_YEAR | HAS_MONTH | HAS_DAY;
    return (w->has & full) == full;
}

static bool is_hijri(const struct when *w)
{
    return w->calendar == ERA_HIJRI || w->calendar == ERA_PERSIAN;
}

static void copy_fields(struct when *w, const struct when *f, uint32_t take)
{
    if (take & HAS_YEAR)
        w->year = f->year;
    if (take & HAS_MONTH)
        w->month = f->month;
    if (take & HAS_DAY)
        w->day = f->day;
    if (take & HAS_WEEKDAY)
        w->weekday = f->weekday;
    if (take & HAS_PART)
        w->part = f->part;
    if (take & HAS_TIME) {
        w->hour = f->hour;
        w->minute = f->minute;
        w->second = f->second;
        w->hour_open = f->hour_open;
        w->has_zone = f->has_zone;
        w->zone = f->zone;
        w->part = f->part ? f->part : w->part;
    }
    if (take & HAS_NTH) {
        w->nth = f->nth;
        w->nth_unit = f->nth_unit;
    }
    if (take & HAS_QUARTER)
        w->quarter = f->quarter;
    if (take & HAS_HALF)
        w->half = f->half;
    if (take & HAS_SEASON) {
        w->season = f->season;
        w->shift[GRAIN_YEAR] = f->shift[GRAIN_YEAR];
    }
    if (take & HAS_DECADE)
        w->decade = f->decade;
    if (take & HAS_CENTURY)
        w->century = f->century;
    if (take & HAS_FEAST)
        w->feast = f->feast;
    for (int g = 0; g < GRAINS; g++)
        w->shift[g] = take & (uint32_t)HAS_SHIFT_OF(g) ? f->shift[g] : w->shift[g];
    w->has |= take;
}

// Adds a fragment to what was read.  false: they do not belong together.
static bool merge(struct when *w, const struct when *f)
{
    uint32_t both = w->has & f->has;
    // "18 محرم 1446 هـ الموافق 24 تموز 2024": one day in two calendars; ours is kept.
    if (is_full_date(w) && is_full_date(f) && is_hijri(w) != is_hijri(f)) {
        const struct when *ours = is_hijri(w) ? f : w;
        copy_fields(w, ours, HAS_YEAR | HAS_DATE);
        copy_fields(w, f, f->has & ~(uint32_t)(HAS_YEAR | HAS_DATE) & ~both);
        w->calendar = ERA_GREGORIAN;
        return true;
    }
    if (both || !union_is_sound(w->has | f->has))
        return false;
    copy_fields(w, f, f->has);
    if (f->calendar && (!w->calendar || f->has & HAS_YEAR))
        w->calendar = f->calendar;
    w->turn = f->turn ? f->turn : w->turn;
    w->approx = f->approx ? f->approx : w->approx;
    w->edge = f->edge ? f->edge : w->edge;
    w->digital |= f->digital;
    if (w->has & HAS_TIME && w->has & HAS_PART && w->hour_open)
        settle_hour(w, w->part);
    return true;
}

// --- fragments in a row -------------------------------------------------------------------------

// "يوم 27": a day of the month that is spoken of; "2016 الربع الثالث": the year goes first.
static size_t read_day_number(const struct reader *r, size_t i, struct when *f)
{
    if (int_at(r, i, 4, 1900, 2099, &f->year) && is_at(r, i + 1, W_FRACTION, NULL)) {
        struct when share = {0};
        f->has = HAS_YEAR;
        return read_nth(r, i + 1, &share) ? i + 1 : 0;
    }
    if (!is_unit(r, i, GRAIN_DAY) || has_clitic(r, i, CLITIC_THE) ||
        !int_at(r, i + 1, 2, 1, 31, &f->day) || !is_closed_at(r, i + 2) ||
        is_mark_at(r, i + 2, '/') || is_mark_at(r, i + 2, '-') || is_prep(r, i + 2, PREP_FROM))
        return 0;
    f->has = HAS_DAY;
    return i + 2;
}

// Which fragment readers a word of a class may start.
static const uint16_t starts[W_MARK + 1] = {
    [W_MONTH] = DAY_MONTH | MONTH,
    [W_WEAK_MONTH] = DAY_MONTH | MONTH,
    [W_HALF_MONTH] = DAY_MONTH | MONTH,
    [W_OLD_MONTH] = DAY_MONTH,
    [W_HIJRI] = DAY_MONTH | MONTH,
    [W_HALF_HIJRI] = DAY_MONTH | MONTH,
    [W_JALALI] = DAY_MONTH | MONTH,
    [W_WEEKDAY] = NTH | WEEKDAY,
    [W_UNIT] = ANY_READER & ~(NUMERIC | SEASON),
    [W_DUAL] = AMOUNT,
    [W_PLURAL] = AMOUNT,
    [W_CARDINAL] = DAY_MONTH | CLOCK | YEAR | AMOUNT,
    [W_POWER] = YEAR | AMOUNT,
    [W_TWO_POWERS] = YEAR | AMOUNT,
    [W_ORDINAL] = NTH | DAY_MONTH | DAY_WORD | CLOCK | PART | AMOUNT,
    [W_FRACTION] = NTH | AMOUNT,
    [W_SHARE] = NTH,
    [W_DAY_SHIFT] = DAY_WORD,
    [W_THIS] = MONTH | WEEKDAY | DAY_WORD | SHIFT | SEASON | PART | AMOUNT,
    [W_PART] = DAY_WORD | PART,
    [W_PART_ADV] = PART,
    [W_EDGE] = CLOCK | PART,
    [W_SEASON] = SEASON,
    [W_FEW] = AMOUNT,
    [W_ALL] = AMOUNT,
    [W_EVERY] = AMOUNT,
    [W_EACH] = AMOUNT,
    [W_DECADE] = AGE,
    [W_VAGUE] = AMOUNT,
    [W_PREP] = DAY_WORD | PART | AMOUNT,
    [W_APPROX] = AMOUNT,
    [W_HOLIDAY] = FEAST,
    [W_PERIOD] = AMOUNT,
    [W_TIME_WORD] = PART | AMOUNT,
    [W_DIGITS] = DAY_NUMBER | NUMERIC | DAY_MONTH | CLOCK | YEAR | AMOUNT,
};

unsigned item_starts(const struct item *it)
{
    return starts[it->sense[0].class] | starts[it->sense[1].class];
}

// Readers that take what was read before into account; `has` is what it says.
static size_t try_numeric(const struct reader *r, size_t i, struct when *f, uint32_t has)
{
    return read_numeric(r, i, f, has & (HAS_WEEKDAY | HAS_SHIFT_OF(GRAIN_DAY)));
}

static size_t try_shift(const struct reader *r, size_t i, struct when *f, uint32_t has)
{
    return read_shift(r, i, f, has & (HAS_NTH | SHARES | HAS_EDGE));
}

static size_t try_season(const struct reader *r, size_t i, struct when *f, uint32_t has)
{
    return read_season(r, i, f, has & HAS_EDGE);
}

static size_t try_clock(const struct reader *r, size_t i, struct when *f, uint32_t has)
{
    return read_clock(r, i, f, has == HAS_PART);
}

static size_t try_year(const struct reader *r, size_t i, struct when *f, uint32_t has)
{
    size_t next = read_year(r, i, f, has & (HAS_MONTH | SHARES | HAS_FEAST | HAS_EDGE));
    // "أواخر 2019"
    return has == HAS_EDGE && !is_closed_at(r, next) && !is_unit(r, i, GRAIN_YEAR) ? 0 : next;
}

// In the order in which they are tried.
static const struct {
    unsigned bit;
    size_t (*read)(const struct reader *r, size_t i, struct when *f);
    size_t (*try)(const struct reader *r, size_t i, struct when *f, uint32_t has);
} fragments[] = {
    {NTH,        read_nth,         NULL       },
    {DAY_NUMBER, read_day_number,  NULL       },
    {NUMERIC,    NULL,             try_numeric},
    {DAY_MONTH,  read_day_month,   NULL       },
    {MONTH,      read_month_alone, NULL       },
    {WEEKDAY,    read_weekday,     NULL       },
    {DAY_WORD,   read_day_word,    NULL       },
    {AGE,        read_age,         NULL       },
    {SHIFT,      NULL,             try_shift  },
    {SEASON,     NULL,             try_season },
    {FEAST,      read_feast,       NULL       },
    {CLOCK,      NULL,             try_clock  },
    {PART,       read_part,        NULL       },
    {YEAR,       NULL,             try_year   },
};

static size_t read_fragment(const struct reader *r, size_t i, const struct when *w, struct when *f)
{
    unsigned can = i < r->end ? item_starts(&r->v[i]) : 0;
    for (size_t k = 0; can && k < COUNT_OF(fragments); k++) {
        if (!(can & fragments[k].bit))
            continue;
        *f = (struct when){0};
        size_t next =
            fragments[k].read ? fragments[k].read(r, i, f) : fragments[k].try(r, i, f, w->has);
        if (next)
            return next;
    }
    return 0;
}

// "10/شوال / 1436": a day and month before a slash and a year.
static bool is_open_date(const struct reader *r, size_t i, const struct when *w)
{
    int year;
    return (w->has & (HAS_DATE | HAS_YEAR)) == HAS_DATE && int_at(r, i + 1, 4, 1300, 2100, &year);
}

// Words and marks that may stand between two fragments.
static size_t skip_joints(const struct reader *r, size_t i, const struct when *w, bool *bracket)
{
    *bracket = false;
    for (int k = 0; k < 3; k++) {
        bool open = is_mark_at(r, i, '(');
        if (open && *bracket)
            return i;
        if (!open && !is_mark_at(r, i, ',') && !is_mark_at(r, i, '-') && !is_prep(r, i, PREP_IN) &&
            !is_prep(r, i, PREP_FROM) && !is_prep(r, i, PREP_AT) &&
            !is_at(r, i, W_CORRESPONDS, NULL) && !(is_at(r, i, W_APPROX, NULL)) &&
            !(is_mark_at(r, i, '/') && (w->has & HAS_WEEKDAY || is_open_date(r, i, w))))
            return i;
        if (has_clitic(r, i, CLITIC_AND))
            return i;
        *bracket |= open;
        i++;
    }
    return i;
}

// The next fragment behind w.  Only the outermost call opens a bracket, so that brackets in
// brackets cost nothing.
static size_t read_joined_fragment(const struct reader *r, size_t i, struct when *w, bool may_open)
{
    bool bracket;
    size_t at = skip_joints(r, i, w, &bracket);
    if (at >= r->end || has_clitic(r, at, CLITIC_AND) || (bracket && !may_open))
        return 0;
    struct when f;
    size_t next = read_fragment(r, at, w, &f);
    if (!next)
        return 0;
    bool past_from = at > i && is_prep(r, at - 1, PREP_FROM);
    if (past_from && f.has & HAS_DAY && !(w->has & HAS_TIME))
        return 0;
    struct when joined = *w;
    // "18 محرم 1446 الموافق 24 تموز 2024": the second date with its year.
    if (!bracket && is_full_date(w) && (f.has & HAS_DATE) == HAS_DATE && !(f.has & HAS_YEAR)) {
        size_t year = read_joined_fragment(r, next, &f, false);
        next = year ? year : next;
    }
    if (bracket) {
        // The rest of the bracket belongs to the mention as well.
        for (int k = 0; k < 3 && !is_mark_at(r, next, ')'); k++) {
            size_t more = read_joined_fragment(r, next, &f, false);
            if (!more)
                return 0;
            next = more;
        }
        if (!is_mark_at(r, next, ')'))
            return 0;
        next++;
    }
    if (!merge(&joined, &f))
        return 0;
    *w = joined;
    return next;
}

// "مطلع", "أواخر", "نصف", "وقت لاحق من": which part of what follows.
static size_t read_edge(const struct reader *r, size_t i, struct when *w)
{
    int value, kind;
    if (is_at(r, i, W_EDGE, &value)) {
        int mark = is_mark_at(r, i + 1, '-');
        if (is_at(r, i + 1 + (size_t)mark, W_PART, NULL))
            return i; // "منتصف الليل"
        w->edge = (enum edge)value;
        w->has |= HAS_EDGE;
        return i + 1;
    }
    if (is_at(r, i, W_FRACTION, &value) && value == 2 && !has_clitic(r, i, CLITIC_THE) &&
        (is_unit(r, i + 1, GRAIN_MONTH) || is_at(r, i + 1, W_MONTH, NULL))) {
        w->edge = EDGE_MID;
        w->has |= HAS_EDGE;
        return i + 1;
    }
    bool moment = is_at(r, i, W_TIME_WORD, &kind) && kind == TIME_MOMENT;
    size_t at = i + moment;
    bool early = is_at(r, at, W_LAST, NULL) && moment;
    if (!early && !(is_at(r, at, W_TIME_WORD, &kind) && (kind == TIME_EARLY || kind == TIME_LATE)))
        return i;
    w->edge = early || kind == TIME_EARLY ? EDGE_START : EDGE_END;
    w->has |= HAS_EDGE;
    at++;
    return at + (is_prep(r, at, PREP_FROM) || is_prep(r, at, PREP_IN));
}

// "نهاية الأسبوع": the weekend.
static void settle_weekend(struct when *w)
{
    if (w->edge != EDGE_CLOSE)
        return;
    bool week = w->has & HAS_SHIFT_OF(GRAIN_WEEK) && !(w->has & HAS_WEEKDAY);
    w->edge = week ? EDGE_NONE : EDGE_END;
    w->has |= week ? HAS_WEEKEND : 0;
}

// "أسبوع 15 سبتمبر": the week of a day.
static size_t read_week_of(const struct reader *r, size_t i, struct when *w)
{
    if (!is_unit(r, i, GRAIN_WEEK))
        return 0;
    bool in = is_prep(r, i + 1, PREP_IN);
    size_t at = i + 1 + in;
    if ((has_clitic(r, i, CLITIC_THE) && !in) || !is_at(r, at, W_DIGITS, NULL))
        return 0;
    size_t next = read_day_month(r, at, w);
    if (!next || !(w->has & HAS_DAY) || !(w->has & HAS_MONTH))
        return 0;
    w->nth_unit = GRAIN_WEEK;
    return next;
}

// One mention without إلى: fragments as long as they fit.
static size_t read_point(const struct reader *r, size_t i, struct when *w)
{
    *w = (struct when){0};
    size_t at = read_week_of(r, i, w);
    if (!at) {
        *w = (struct when){0};
        struct when f;
        size_t start = read_edge(r, i, w);
        at = start < r->end && !(start > i && has_clitic(r, start, CLITIC_AND))
                 ? read_fragment(r, start, w, &f)
                 : 0;
        if (!at || !merge(w, &f)) {
            if (start == i)
                return 0;
            *w = (struct when){0};
            at = read_fragment(r, i, w, &f);
            if (!at || !merge(w, &f))
                return 0;
        }
    }
    for (int k = 1; k < MAX_FRAGMENTS; k++) {
        size_t next = read_joined_fragment(r, at, w, true);
        if (!next)
            break;
        at = next;
    }
    settle_weekend(w);
    return at;
}

// Whether what was read is enough to be a mention.
static bool is_mention(const struct reader *r, size_t i, size_t end, const struct when *w)
{
    uint32_t has = w->has & ~(uint32_t)HAS_EDGE;
    bool container = has & (HAS_MONTH | ANY_YEAR | HAS_SHIFT_OF(GRAIN_MONTH));
    if (has == 0)
        return false;
    if (has & HAS_NTH && !container)
        return has & HAS_WEEKDAY && has_clitic(r, i + is_unit(r, i, GRAIN_DAY), CLITIC_THE) &&
               is_closed_at(r, end) && !is_prep(r, end, PREP_FROM);
    if (has == HAS_PART)
        return !(is_at(r, i, W_PART_ADV, NULL) && !has_clitic(r, i, CLITIC_THE));
    if (has == HAS_HALF)
        return false;
    if (has == HAS_QUARTER)
        return !is_prep(r, end, PREP_FROM);
    return true;
}

// --- periods ------------------------------------------------------------------------------------

// A bare number that the other end of the period explains: a day, an hour, a year.
static size_t read_loose(const struct reader *r, size_t i, int *number)
{
    if (int_at(r, i, 4, 1800, 2100, number))
        return i + 1;
    return i < r->end ? read_day(r, i, number) : 0;
}

static void set_hour(struct when *w, int hour, const struct when *other)
{
    w->has |= HAS_TIME;
    w->hour = hour;
    w->minute = w->second = -1;
    w->hour_open = hour <= 12;
    w->has_zone = other->has_zone;
    w->zone = other->zone;
}

// Gives a bare number the meaning that the other end has.
static bool explain_number(struct when *w, int number, const struct when *other)
{
    *w = (struct when){0};
    if (number >= 1800) {
        w->has = HAS_YEAR;
        w->year = number;
        return (other->has & ~(uint32_t)HAS_EDGE) == HAS_YEAR;
    }
    if (other->has & HAS_DAY) {
        *w = *other;
        w->day = number;
        w->has &= ~(uint32_t)(HAS_WEEKDAY | HAS_TIME | HAS_PART);
        return true;
    }
    if (!(other->has & HAS_TIME) || number > 24)
        return false;
    set_hour(w, number, other);
    return true;
}

static void to_afternoon(struct when *w)
{
    if (w->hour < 12)
        w->hour += 12;
    w->hour_open = false;
}

// Both ends share what only one of them says.
static void share_fields(struct when *a, struct when *b)
{
    uint32_t from_b = 0, from_a = 0;
    if (a->has & HAS_DAY && b->has & HAS_YEAR && !(a->has & HAS_YEAR))
        from_b |= HAS_YEAR;
    if (a->has & HAS_MONTH && b->has & HAS_YEAR && !(a->has & ANY_YEAR))
        from_b |= HAS_YEAR;
    if (b->has & HAS_MONTH && a->has & HAS_YEAR && !(b->has & ANY_YEAR))
        from_a |= HAS_YEAR;
    if ((b->has & ~(uint32_t)HAS_PART) == HAS_TIME)
        from_a |= a->has & (DAY_LEVEL | HAS_MONTH | HAS_YEAR | LONG_SHIFT) & ~(uint32_t)HAS_FEAST;
    if ((a->has & ~(uint32_t)HAS_PART) == HAS_TIME)
        from_b |= b->has & (DAY_LEVEL | HAS_MONTH | HAS_YEAR | LONG_SHIFT) & ~(uint32_t)HAS_FEAST;
    if (b->has & HAS_WEEKDAY)
        from_a |= a->has & HAS_SHIFT_OF(GRAIN_WEEK);
    if (a->has & b->has & HAS_WEEKDAY && !a->turn)
        a->turn = b->turn;
    copy_fields(a, b, from_b & ~a->has);
    copy_fields(b, a, from_a & ~b->has);
    if (a->has & HAS_TIME && b->has & HAS_TIME) {
        bool late_b = !b->hour_open && b->hour >= 12, late_a = !a->hour_open && a->hour >= 12;
        if (a->hour_open && late_b && a->hour < b->hour - 12 + 1)
            to_afternoon(a);
        if (b->hour_open && late_a)
            to_afternoon(b);
        a->digital = b->digital |= a->digital;
        if (!b->hour_open)
            a->hour_open = false;
        if (!a->hour_open)
            b->hour_open = false;
    }
}

// Whether something joins the ends of a period at i; the item behind it.
static size_t read_range_joint(const struct reader *r, size_t i, bool between)
{
    if (between && (has_clitic(r, i, CLITIC_AND) || is_prep(r, i, PREP_AND)))
        return i + is_prep(r, i, PREP_AND);
    if (is_prep(r, i, PREP_TO) || is_prep(r, i, PREP_UNTIL) || is_mark_at(r, i, '-'))
        return i + 1;
    // "العام الدراسي 2024/2025"
    int first, second;
    bool years = is_mark_at(r, i, '/') && i > r->first && int_at(r, i - 1, 4, 1800, 2099, &first) &&
                 int_at(r, i + 1, 4, 1801, 2100, &second) && second == first + 1;
    return years && r->v[i].glued && r->v[i + 1].glued ? i + 1 : 0;
}

// "نوفمبر بين 19 و 20": two days of a month that was named first.
static size_t read_days_of_month(const struct reader *r, size_t i, struct found *out)
{
    int first, last;
    bool between = is_prep(r, i, PREP_BETWEEN);
    if ((out->from.has & (HAS_MONTH | HAS_DAY)) != HAS_MONTH ||
        (!between && !is_prep(r, i, PREP_FROM)))
        return 0;
    size_t at = read_loose(r, i + 1, &first);
    at = at ? read_range_joint(r, at, between) : 0;
    at = at ? read_loose(r, at, &last) : 0;
    if (!at || first > 31 || last > 31)
        return 0;
    out->from.day = first;
    out->from.has |= HAS_DAY;
    out->to = out->from;
    out->to.day = last;
    out->is_range = true;
    return at;
}

static bool is_same_sort(const struct when *a, const struct when *b)
{
    uint32_t days = DAY_LEVEL | HAS_NTH;
    bool day_a = a->has & days, day_b = b->has & days;
    return day_a == day_b || (a->has & HAS_TIME && b->has & HAS_TIME);
}

// The end of a period whose first end is out->from (or the bare number `loose`).
static size_t read_second_end(const struct reader *r, size_t at, int loose, struct found *out)
{
    int number;
    size_t next = read_point(r, at, &out->to);
    if (next && !is_mention(r, at, next, &out->to))
        next = 0;
    if (next && loose)
        return explain_number(&out->from, loose, &out->to) ? next : 0;
    if (next && is_same_sort(&out->from, &out->to))
        return next;
    next = read_loose(r, at, &number);
    if (!next || (loose && (loose < 1800 || number < loose)))
        return 0;
    if (loose) {
        out->from = (struct when){.has = HAS_YEAR, .year = loose};
        out->to = (struct when){.has = HAS_YEAR, .year = number};
        return number >= 1800 ? next : 0;
    }
    return explain_number(&out->to, number, &out->from) ? next : 0;
}

// "يومي 17 و18 جوان": the seventeenth, explained by what follows.
size_t read_listed_day(const struct reader *r, size_t i, struct when *w)
{
    int day;
    struct when next = {0};
    bool listed = i > r->first && (word_at(r, i - 1, S("يومي")) || word_at(r, i - 1, S("ايام")) ||
                                   word_at(r, i - 1, S("الايام")) || is_mark_at(r, i - 1, '(') ||
                                   has_clitic(r, i, CLITIC_AND));
    if (!listed || !int_at(r, i, 2, 1, 31, &day))
        return 0;
    size_t at = i + 1;
    for (int k = 0; k < 6 && has_clitic(r, at, CLITIC_AND) && int_at(r, at, 2, 1, 31, &next.day) &&
                    has_clitic(r, at + 1, CLITIC_AND);
         k++)
        at++;
    if (!has_clitic(r, at, CLITIC_AND) || !read_point(r, at, &next))
        return 0;
    return next.has & HAS_MONTH && explain_number(w, day, &next) ? i + 1 : 0;
}

// A point, or a period of two.
size_t read_points(const struct reader *r, size_t i, struct found *out)
{
    int loose = 0;
    bool between = is_prep(r, i, PREP_BETWEEN), from = is_prep(r, i, PREP_FROM);
    size_t at = i + (between || from);
    size_t first = read_point(r, at, &out->from);
    if (first && !is_mention(r, at, first, &out->from))
        first = 0;
    size_t days = first ? read_days_of_month(r, first, out) : 0;
    if (days)
        return days;
    size_t end = first;
    if (!first) {
        end = has_clitic(r, at, CLITIC_AND) && at > i ? 0 : read_loose(r, at, &loose);
        if (!end)
            return 0;
    }
    size_t joint = read_range_joint(r, end, between);
    // "الأسبوع المقبل بين الأربعاء والجمعة"
    if (!joint && first && is_prep(r, first, PREP_BETWEEN)) {
        size_t more = read_joined_fragment(r, first + 1, &out->from, true);
        joint = more ? read_range_joint(r, more, true) : 0;
    }
    if (joint) {
        struct when from_end = out->from;
        size_t second = read_second_end(r, joint, loose, out);
        if (second) {
            share_fields(&out->from, &out->to);
            out->is_range = true;
            return second;
        }
        out->from = from_end;
    }
    if (first && at > i) {
        // Without a second end, من and بين are not part of it; the scan comes back to `at`.
        return 0;
    }
    return first;
}

// --- bare years ---------------------------------------------------------------------------------

// "منذ 2003", "مونديال 2022،": four digits that nothing behind them counts.
size_t read_bare_year(const struct reader *r, size_t i, struct when *w)
{
    int year, prep, era;
    struct when words = {0};
    // "موسم حج 1445 هـ"
    if (int_at(r, i, 4, 1300, 1500, &year) && is_at(r, i + 1, W_ERA, &era) && era == ERA_HIJRI &&
        !has_clitic(r, i + 1, CLITIC_AND)) {
        *w = (struct when){.has = HAS_YEAR, .year = year, .calendar = ERA_HIJRI};
        return i + 2;
    }
    if (is_at(r, i, W_POWER, &year) && year == 1 && i > r->first && is_prep(r, i - 1, PREP_IN)) {
        size_t next = read_year(r, i, &words, true);
        if (!next || next < i + 2 || !is_closed_at(r, next))
            return 0;
        *w = words;
        return next;
    }
    if (!int_at(r, i, 4, 1900, 2099, &year) || i == r->first || r->v[i].clitics & ~CLITIC_AND ||
        is_mark_at(r, i + 1, ':') || is_mark_at(r, i + 1, '/'))
        return 0;
    bool open = !is_closed_at(r, i + 1) && !has_clitic(r, i + 1, CLITIC_THE | CLITIC_AND);
    if (i + 1 < r->end && r->v[i + 1].sense[0].class == W_NONE)
        open = !str_starts(r->d->tokens.v[i + 1].norm, S("ال")) &&
               !str_starts(r->d->tokens.v[i + 1].norm, S("و")) && !is_closed_at(r, i + 1);
    bool since = is_prep(r, i - 1, PREP_SINCE) || is_prep(r, i - 1, PREP_UNTIL);
    bool in = is_at(r, i - 1, W_PREP, &prep) &&
              (prep == PREP_IN || prep == PREP_DURING || prep == PREP_BEFORE || prep == PREP_AFTER);
    bool noun = r->v[i - 1].sense[0].class == W_NONE && r->d->tokens.v[i - 1].arabic &&
                year >= 1990 && year <= 2040 && !has_clitic(r, i, CLITIC_AND);
    bool bracket = is_mark_at(r, i - 1, '(') && is_mark_at(r, i + 1, ')');
    if (!since && !bracket && !((in || noun) && !open))
        return 0;
    w->has = HAS_YEAR;
    w->year = year;
    return i + 1;
}

// "عامي 2014 و2015": the year behind a year.
bool read_second_year(const struct reader *r, size_t i, struct found *out)
{
    int year;
    if (!has_clitic(r, i, CLITIC_AND) || !int_at(r, i, 4, 1000, 2100, &year) ||
        (out->from.has & ~(uint32_t)HAS_EDGE) != HAS_YEAR || out->is_range)
        return false;
    out->from.year = year;
    out->first = i;
    out->end = i + 1;
    return true;
}
