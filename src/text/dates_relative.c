// dates_relative: units with a direction ("الأسبوع الماضي"), day words ("أول أمس"), ordered units
// ("الأسبوع الثالث من"), seasons, decades, centuries and feasts.
#include "text/dates_int.h"
#include "text/hijri.h"
#include "text/number_words.h"

size_t read_direction(const struct reader *r, size_t i, int *by)
{
    if (has_clitic(r, i, CLITIC_AND))
        return 0;
    // "بعد القادم", "قبل الماضي": one more.
    int more = is_prep(r, i, PREP_AFTER) || is_prep(r, i, PREP_BEFORE);
    size_t at = i + (size_t)more;
    if (is_at(r, at, W_NEXT, NULL))
        *by = 1 + more;
    else if (is_at(r, at, W_LAST, NULL))
        *by = -1 - more;
    else if (!more && is_at(r, at, W_CURRENT, NULL))
        *by = 0;
    else
        return 0;
    return at + 1;
}

// "الأمين العام الحالي", "القطاع العام": general, not a year.
static bool is_general(const struct reader *r, size_t i)
{
    return word_at(r, i, S("العام")) && i > r->first && is_at(r, i - 1, W_TITLE, NULL);
}

size_t read_shift(const struct reader *r, size_t i, struct when *w, bool bare)
{
    int grain, by = 0;
    bool this = is_at(r, i, W_THIS, NULL);
    size_t at = this ? i + 1 : i;
    if (!is_at(r, at, W_UNIT, &grain) || grain < GRAIN_WEEK || is_general(r, at))
        return 0;
    bool mine = bare && word_at(r, at, S("اسبوعي")); // "my week"
    if (!has_clitic(r, at, CLITIC_THE) && !mine)
        return 0;
    size_t next = read_direction(r, at + 1, &by);
    // "الشهر الأخير من حملها" is the last of something.
    if (!next && is_at(r, at + 1, W_RECENT, NULL) && grain != GRAIN_CENTURY &&
        !is_prep(r, at + 2, PREP_FROM)) {
        next = at + 2;
        by = -1;
    }
    if (grain == GRAIN_DECADE && (!next || by == 0))
        return 0; // "هذا العقد", "العقد الحالي": a contract
    if (!next && !this && !bare)
        return 0;
    if (!next && has_clitic(r, at + 1, CLITIC_THE) && is_at(r, at + 1, W_ORDINAL, NULL))
        return 0; // "هذا الأسبوع الثالث"
    if (grain == GRAIN_CENTURY) {
        w->century = 20 + by;
        w->has |= HAS_CENTURY;
    } else {
        w->shift[grain] = by;
        w->has |= HAS_SHIFT_OF(grain);
    }
    return next ? next : at + 1;
}

// --- day words ----------------------------------------------------------------------------------

// Adjectives that make "اليوم" a day of its own: "اليوم الوطني", "اليوم العالمي للمرأة".
static bool is_named_day(const struct reader *r, size_t i)
{
    static const struct str names[] = {
        S_INIT("الوطني"),  S_INIT("العالمي"), S_INIT("الدولي"),  S_INIT("الدراسي"),
        S_INIT("ذاته"),    S_INIT("نفسه"),    S_INIT("الواحد"),  S_INIT("الموعود"),
        S_INIT("العربي"),  S_INIT("العلمي"),  S_INIT("المفتوح"), S_INIT("الافتتاحي"),
        S_INIT("الختامي"), S_INIT("الثقافي"),
    };
    for (size_t k = 0; k < COUNT_OF(names); k++)
        if (word_at(r, i, names[k]))
            return true;
    return false;
}

static size_t set_day_shift(struct when *w, int by, size_t next)
{
    w->shift[GRAIN_DAY] = by;
    w->has |= HAS_SHIFT_OF(GRAIN_DAY);
    return next;
}

// "بعد غد", "قبل أمس", "أول أمس", "أمس الأول", "الذي بعد الغد".
static size_t read_far_day(const struct reader *r, size_t i, struct when *w)
{
    int shift, ordinal;
    size_t at = i + is_prep(r, i, PREP_WHICH);
    bool first = is_at(r, at, W_ORDINAL, &ordinal) && ordinal == 1;
    bool far = is_prep(r, at, PREP_AFTER) || is_prep(r, at, PREP_BEFORE) || first;
    at += far;
    at += first && is_prep(r, at, PREP_FROM); // "أول من أمس"
    if (!is_at(r, at, W_DAY_SHIFT, &shift) || (at > i && has_clitic(r, at, CLITIC_AND)))
        return 0;
    if (!far && shift < 0 && word_at(r, at + 1, S("الاول"))) {
        far = true;
        at++;
    }
    // "قبل الغد" and "بعد الأمس" are no days.
    if (far && (shift < 0 ? is_prep(r, at - 1, PREP_AFTER) : !is_prep(r, at - 1, PREP_AFTER)))
        return 0;
    return set_day_shift(w, far ? 2 * shift : shift, at + 1);
}

size_t read_day_word(const struct reader *r, size_t i, struct when *w)
{
    int by;
    bool this = is_at(r, i, W_THIS, NULL);
    size_t at = this ? i + 1 : i;
    if (is_at(r, at, W_PART, &by) && by == PART_NIGHT && has_clitic(r, at, CLITIC_THE)) {
        // "الليلة", "هذه الليلة", "الليلة الماضية"
        size_t next = read_direction(r, at + 1, &by);
        if (!word_at(r, at, S("الليله")))
            return 0;
        w->part = PART_NIGHT;
        w->has |= HAS_PART;
        return set_day_shift(w, next ? by : 0, next ? next : at + 1);
    }
    if (is_unit(r, at, GRAIN_DAY)) {
        bool the = has_clitic(r, at, CLITIC_THE);
        size_t next = this ? 0 : read_far_day(r, at + 1, w);
        if (next)
            return next;
        if (!the)
            return 0;
        next = read_direction(r, at + 1, &by);
        if (next)
            return set_day_shift(w, by, next);
        if (is_at(r, at + 1, W_ORDINAL, NULL) || is_named_day(r, at + 1))
            return 0;
        return set_day_shift(w, 0, at + 1);
    }
    return this ? 0 : read_far_day(r, at, w);
}

// --- ordered units ------------------------------------------------------------------------------

static size_t read_ordinal_or_last(const struct reader *r, size_t i, int *nth)
{
    if (is_at(r, i, W_RECENT, NULL) && has_clitic(r, i, CLITIC_THE)) {
        *nth = -1;
        return i + 1;
    }
    return i < r->end && is_at(r, i, W_ORDINAL, NULL) ? ordinal_read(r->v, i, r->end, nth) : 0;
}

// What is counted: a weekday, a day, a week.
static size_t read_counted(const struct reader *r, size_t i, struct when *w)
{
    int grain;
    size_t at = i + is_unit(r, i, GRAIN_DAY);
    if (is_at(r, at, W_WEEKDAY, &w->weekday)) {
        w->has |= HAS_WEEKDAY;
        w->nth_unit = GRAIN_DAY;
        return at + 1;
    }
    if (!is_at(r, i, W_UNIT, &grain) || (grain != GRAIN_DAY && grain != GRAIN_WEEK))
        return 0;
    w->nth_unit = (enum grain)grain;
    return i + 1;
}

// "الربع الثالث", "النصف الأول", "الثلاثي الأول".
static size_t read_share(const struct reader *r, size_t i, struct when *w)
{
    int parts, nth;
    bool share = is_at(r, i, W_FRACTION, &parts) || is_at(r, i, W_SHARE, &parts);
    if (!share || (parts != 4 && parts != 2) || !has_clitic(r, i, CLITIC_THE) ||
        word_at(r, i, S("الارباع")))
        return 0;
    size_t next = read_ordinal_or_last(r, i + 1, &nth);
    if (!next)
        return 0;
    nth = nth == -1 || word_at(r, i + 1, S("الاخير")) ? parts : nth;
    if (nth < 1 || nth > parts)
        return 0;
    *(parts == 4 ? &w->quarter : &w->half) = nth;
    w->has |= parts == 4 ? HAS_QUARTER : HAS_HALF;
    return next;
}

size_t read_nth(const struct reader *r, size_t i, struct when *w)
{
    size_t next = read_share(r, i, w);
    if (next)
        return next;
    // "ثالث يوم ثلاثاء", "آخر أسبوع"
    if (is_at(r, i, W_ORDINAL, NULL) && !has_clitic(r, i, CLITIC_THE)) {
        next = ordinal_read(r->v, i, r->end, &w->nth);
        next = next ? read_counted(r, next, w) : 0;
    } else {
        next = read_counted(r, i, w);
        next = next && has_clitic(r, next - 1, CLITIC_THE) ? read_ordinal_or_last(r, next, &w->nth)
                                                           : 0;
    }
    if (next)
        w->has |= HAS_NTH;
    // "السبت السادس عشر" is the sixteenth, not the sixteenth Saturday.
    return next && w->nth <= (w->has & HAS_WEEKDAY ? 5 : 53) ? next : 0;
}

size_t read_season(const struct reader *r, size_t i, struct when *w, bool bare)
{
    int by = 0, year;
    bool this = is_at(r, i, W_THIS, NULL);
    size_t at = this ? i + 1 : i;
    if (!is_at(r, at, W_SEASON, &w->season) || word_at(r, at + 1, S("العربي")) ||
        has_clitic(r, at, CLITIC_AND * (at > i)))
        return 0;
    size_t next = read_direction(r, at + 1, &by);
    struct when other = {0};
    bool dated = int_at(r, at + 1, 4, 1900, 2100, &year) || read_year(r, at + 1, &other, false) ||
                 read_shift(r, at + 1, &other, false);
    bool the = has_clitic(r, at, CLITIC_THE);
    bool asked = the && w->season != 1 && is_closed_at(r, at + 1);
    if (!next && !this && !dated && !asked && !bare && at == i)
        return 0;
    w->has |= HAS_SEASON;
    if (next || this) {
        w->shift[GRAIN_YEAR] = by;
        w->turn = by < 0 ? TURN_LAST : by > 0 ? TURN_NEXT : TURN_THIS;
    }
    return next ? next : at + 1;
}

// --- decades and centuries ----------------------------------------------------------------------

// "القرن الماضي", "القرن التاسع عشر", "القرن الثالث الهجري"; bare "القرن" is none.
static size_t read_century(const struct reader *r, size_t i, struct when *w)
{
    int by, nth;
    if (!is_unit(r, i, GRAIN_CENTURY) || !has_clitic(r, i, CLITIC_THE))
        return 0;
    w->has |= HAS_CENTURY;
    size_t next = read_direction(r, i + 1, &by);
    if (next) {
        w->century = 20 + by;
        return next;
    }
    next = i + 1 < r->end ? ordinal_read(r->v, i + 1, r->end, &nth) : 0;
    if (!next || nth < 1 || nth > 30)
        return 0;
    int era;
    if (is_at(r, next, W_ERA, &era)) {
        w->calendar = (enum era)era;
        next++;
    }
    w->century = nth - 1;
    return next;
}

size_t read_age(const struct reader *r, size_t i, struct when *w)
{
    int tens;
    size_t at = i;
    if (is_unit(r, at, GRAIN_DECADE) && is_at(r, at + 1, W_DECADE, NULL))
        at++;
    if (!is_at(r, at, W_DECADE, &tens))
        return read_century(r, i, w);
    w->decade = tens / 10;
    w->has |= HAS_DECADE;
    struct when century = {0};
    size_t of = at + 1 + is_prep(r, at + 1, PREP_FROM);
    size_t next = read_century(r, of, &century);
    if (next) {
        w->decade += century.century * 10;
        return next;
    }
    // "في الأربعينيات من العمر"
    if (is_prep(r, at + 1, PREP_FROM) && at + 2 < r->end &&
        (str_starts(r->d->tokens.v[at + 2].norm, S("العمر")) ||
         str_starts(r->d->tokens.v[at + 2].norm, S("عمر"))))
        return 0;
    if (at > i || has_clitic(r, at, CLITIC_THE))
        return at + 1;
    return i > r->first && is_prep(r, i - 1, PREP_IN) ? at + 1 : 0;
}

// --- feasts -------------------------------------------------------------------------------------

// Days as the calendars have them; a mention takes the year of the text or of the anchor.
static const struct feast {
    struct str words[4];
    enum era calendar; // 0: Easter and what hangs on it, `day` behind Easter Sunday
    int month, day, days;
} feasts[] = {
    {{S_INIT("عيد"), S_INIT("الفطر")},                               ERA_HIJRI,     10, 1,  1},
    {{S_INIT("عيد"), S_INIT("الاضحي")},                             ERA_HIJRI,     12, 10, 1},
    {{S_INIT("راس"), S_INIT("السنه"), S_INIT("الهجريه")},     ERA_HIJRI,     1,  1,  1},
    {{S_INIT("المولد"), S_INIT("النبوي")},                       ERA_HIJRI,     3,  12, 1},
    {{S_INIT("عيد"), S_INIT("المولد"), S_INIT("النبوي")},     ERA_HIJRI,     3,  12, 1},
    {{S_INIT("عاشوراء")},                                             ERA_HIJRI,     1,  10, 1},
    {{S_INIT("راس"), S_INIT("السنه"), S_INIT("الميلاديه")}, ERA_GREGORIAN, 1,  1,  1},
    {{S_INIT("راس"), S_INIT("السنه")},                               ERA_GREGORIAN, 1,  1,  1},
    {{S_INIT("عيد"), S_INIT("الميلاد")},                           ERA_GREGORIAN, 12, 25, 1},
    {{S_INIT("كريسماس")},                                             ERA_GREGORIAN, 12, 25, 1},
    {{S_INIT("الكريسماس")},                                         ERA_GREGORIAN, 12, 25, 1},
    {{S_INIT("يوم"), S_INIT("الارض")},                               ERA_GREGORIAN, 3,  30, 1},
    {{S_INIT("يوم"), S_INIT("العمال")},                             ERA_GREGORIAN, 5,  1,  1},
    {{S_INIT("عيد"), S_INIT("العمال")},                             ERA_GREGORIAN, 5,  1,  1},
    {{S_INIT("عيد"), S_INIT("الحب")},                                 ERA_GREGORIAN, 2,  14, 1},
    {{S_INIT("عيد"), S_INIT("النوروز")},                           ERA_GREGORIAN, 3,  21, 1},
    {{S_INIT("عيد"), S_INIT("الفصح")},                               0,             0,  0,  1},
};

static size_t match_words(const struct reader *r, size_t i, const struct str words[4])
{
    size_t k = 0;
    while (k < 4 && words[k].n) {
        struct str norm = i + k < r->end ? r->d->tokens.v[i + k].norm : (struct str){0};
        bool clitic = k == 0 && norm.n > words[k].n && norm.n <= words[k].n + 4 &&
                      str_ends(norm, words[k]) && r->v[i].clitics;
        if (!str_eq(norm, words[k]) && !clitic)
            return 0;
        k++;
    }
    return i + k;
}

size_t read_feast(const struct reader *r, size_t i, struct when *w)
{
    size_t at = i + (is_unit(r, i, GRAIN_DAY) && !has_clitic(r, i, CLITIC_THE));
    if (!is_at(r, at, W_HOLIDAY, NULL))
        return 0;
    size_t best = 0;
    for (size_t k = 0; k < COUNT_OF(feasts); k++) {
        // "يوم الأرض": the word for day is part of the name.
        bool day = str_eq(feasts[k].words[0], S("يوم"));
        size_t next = at > i || !day ? match_words(r, day ? i : at, feasts[k].words) : 0;
        if (next > best) {
            best = next;
            w->feast = (int)k;
        }
    }
    if (best)
        w->has |= HAS_FEAST;
    return best;
}

// Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, the Gregorian Easter).
static int64_t easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return civil_to_days((struct civil){year, n / 31, n % 31 + 1});
}

void feast_days(int feast, int year, int64_t *first, int64_t *last)
{
    const struct feast *f = &feasts[feast];
    if (f->calendar == ERA_HIJRI) {
        // The Hijri year that has this day in the Gregorian year.
        struct civil c = hijri_from_days(civil_to_days((struct civil){year, 1, 1}));
        *first = hijri_to_days((struct civil){c.year, f->month, f->day});
        if (civil_from_days(*first).year < year)
            *first = hijri_to_days((struct civil){c.year + 1, f->month, f->day});
    } else if (f->calendar == ERA_GREGORIAN) {
        *first = civil_to_days((struct civil){year, f->month, f->day});
    } else {
        *first = easter(year) + f->day;
    }
    *last = *first + f->days - 1;
}
