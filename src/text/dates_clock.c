// dates_clock: times of day ("الساعة الثامنة إلا ربعا مساء") and parts of the day ("بعد الظهر").
#include "text/dates_int.h"
#include "text/number_words.h"

// --- parts of the day ---------------------------------------------------------------------------

// "بعد الظهر", "قبل الظهر", "بعد المغرب", "ما قبل ظهر".
static size_t read_part_with_prep(const struct reader *r, size_t i, struct when *w)
{
    int part;
    bool after = is_prep(r, i, PREP_AFTER), before = is_prep(r, i, PREP_BEFORE);
    if ((!after && !before) || !is_at(r, i + 1, W_PART, &part) ||
        (!has_clitic(r, i + 1, CLITIC_THE) && part != PART_NOON))
        return 0;
    if (part == PART_NOON)
        part = after ? PART_AFTERNOON : PART_MORNING;
    else if (before && part == PART_EVENING)
        part = PART_AFTERNOON;
    w->part = (enum day_part)part;
    w->has |= HAS_PART;
    return i + 2;
}

// "وقت مبكر من", "ساعة متأخرة من", "أواخر": how far into the part.
static size_t read_part_edge(const struct reader *r, size_t i, enum edge *edge)
{
    int kind;
    size_t at = i;
    if (is_at(r, at, W_EDGE, &kind) && kind != EDGE_REST) {
        *edge = kind == EDGE_CLOSE ? EDGE_END : (enum edge)kind;
        return at + 1;
    }
    if (is_at(r, at, W_ORDINAL, &kind) && kind == 1) {
        *edge = EDGE_START;
        return at + 1;
    }
    if (!is_at(r, at, W_TIME_WORD, &kind) || kind != TIME_MOMENT) {
        if (!is_unit(r, at, GRAIN_HOUR))
            return i;
    }
    if (is_at(r, at + 1, W_PART, NULL) && has_clitic(r, at + 1, CLITIC_THE))
        return at + 1; // "وقت الظهيرة"
    if (!is_at(r, at + 1, W_TIME_WORD, &kind) || (kind != TIME_EARLY && kind != TIME_LATE))
        return i;
    *edge = kind == TIME_EARLY ? EDGE_START : EDGE_END;
    at += 2;
    return at + (is_prep(r, at, PREP_FROM) || is_prep(r, at, PREP_IN));
}

// A noun before a day ("مساء اليوم", "ليلة السبت") or with the article ("في المساء").
static size_t read_part_noun(const struct reader *r, size_t i, struct when *w)
{
    int part, kind;
    if (!is_at(r, i, W_PART, &part) || word_at(r, i, S("نهار")))
        return 0;
    struct when day = {0};
    bool the = has_clitic(r, i, CLITIC_THE);
    bool before_day = !the && (read_day_word(r, i + 1, &day) || read_weekday(r, i + 1, &day) ||
                               is_unit(r, i + 1, GRAIN_DAY));
    bool asked = the && i > r->first &&
                 (is_at(r, i - 1, W_PREP, &kind) || is_at(r, i - 1, W_THIS, NULL) ||
                  is_at(r, i - 1, W_EDGE, NULL) || is_at(r, i - 1, W_TIME_WORD, NULL));
    asked |= the && is_unit(r, i + 1, GRAIN_HOUR);
    asked |= the && (has_clitic(r, i, CLITIC_BI) || is_at(r, i + 1, W_TIME_WORD, NULL));
    if (!before_day && !asked && !is_at(r, i, W_PART_ADV, NULL))
        return 0;
    w->part = (enum day_part)part;
    w->has |= HAS_PART;
    size_t next = i + 1;
    if (the && is_at(r, next, W_TIME_WORD, &kind) && (kind == TIME_EARLY || kind == TIME_LATE)) {
        w->edge = kind == TIME_EARLY ? EDGE_START : EDGE_END;
        next++;
    }
    return next;
}

size_t read_part(const struct reader *r, size_t i, struct when *w)
{
    int part;
    enum edge edge = EDGE_NONE;
    size_t at = read_part_edge(r, i, &edge);
    if (at < r->end && at > i && has_clitic(r, at, CLITIC_AND))
        return 0;
    size_t next = read_part_with_prep(r, at, w);
    if (!next && is_at(r, at, W_THIS, NULL) && is_at(r, at + 1, W_PART, &part) &&
        has_clitic(r, at + 1, CLITIC_THE)) {
        w->part = (enum day_part)part;
        w->has |= HAS_PART | HAS_SHIFT_OF(GRAIN_DAY);
        next = at + 2;
    }
    if (!next && edge && is_at(r, at, W_PART, &part) && has_clitic(r, at, CLITIC_THE)) {
        w->part = (enum day_part)part; // "أول الليل"
        w->has |= HAS_PART;
        next = at + 1;
    }
    if (!next)
        next = read_part_noun(r, at, w);
    if (!next && is_at(r, at, W_PART_ADV, &part)) {
        w->part = (enum day_part)part;
        w->has |= HAS_PART;
        next = at + 1;
    }
    if (next && edge)
        w->edge = edge;
    return next;
}

// --- the clock ----------------------------------------------------------------------------------

// "5:13", "7:56:35".  The tokeniser leaves the colon as a mark.
static size_t read_digital(const struct reader *r, size_t i, struct when *w)
{
    int hour, minute, second;
    if (!int_at(r, i, 2, 0, 24, &hour) || !is_mark_at(r, i + 1, ':') ||
        !int_at(r, i + 2, 2, 0, 59, &minute) || r->v[i + 2].digits != 2)
        return 0;
    w->hour = hour;
    w->minute = minute;
    w->second = -1;
    w->digital = r->v[i].digits == 2;
    if (is_mark_at(r, i + 3, ':') && int_at(r, i + 4, 2, 0, 59, &second)) {
        w->second = second;
        return i + 5;
    }
    return is_mark_at(r, i + 3, ':') ? 0 : i + 3;
}

// "بين 5 و 6": the joint of two hours.
static bool is_after_between(const struct reader *r, size_t i)
{
    for (size_t k = 1; k <= 4 && i >= r->first + k; k++)
        if (is_prep(r, i - k, PREP_BETWEEN))
            return true;
    return false;
}

// "وربع", "والنصف", "و18 دقيقة", "وخمسة عشر دقيقة", "إلا ربعا", "إلا 20 دقيقة": minutes to add.
// *sure is set where only a clock is spoken of like this.
static size_t read_minutes(const struct reader *r, size_t i, int *minutes, bool *sure)
{
    bool less = is_prep(r, i, PREP_EXCEPT);
    size_t at = i + less;
    if (!less && is_prep(r, at, PREP_AND))
        at++;
    else if (!less && !has_clitic(r, at, CLITIC_AND))
        return 0;
    if (at >= r->end)
        return 0;
    double value;
    size_t next = fraction_read(r->v, at, r->end, &value);
    if (next) {
        *minutes = (int)(value * 60 + 0.5) * (less ? -1 : 1);
        *sure = true;
        return next;
    }
    int ordinal;
    next = cardinal_read(r->v, at, r->end, &value);
    if (!next && has_clitic(r, at, CLITIC_THE) && is_at(r, at, W_ORDINAL, NULL)) {
        next = ordinal_read(r->v, at, r->end, &ordinal);
        value = ordinal * 5; // "الحادية عشرة والخامسة": the hand at five
    }
    if (!next || value < 1 || value > 59)
        return 0;
    // "الساعة الثالثة و20 شخصا": either a closed end, or the word minute.
    bool said = is_unit(r, next, GRAIN_MINUTE) ||
                (is_at(r, next, W_PLURAL, &ordinal) && ordinal == GRAIN_MINUTE);
    struct when part = {0};
    bool digits = is_at(r, at, W_DIGITS, NULL);
    if (!said && ((!is_closed_at(r, next) && !read_part(r, next, &part)) ||
                  (digits && is_after_between(r, i))))
        return 0;
    *sure |= said || less;
    *minutes = (int)value * (less ? -1 : 1);
    return next + said;
}

void settle_hour(struct when *w, enum day_part part)
{
    int h = w->hour;
    w->hour_open = false;
    if (h > 12)
        return;
    switch (part) {
    case PART_MORNING: h = h == 12 ? 0 : h; break;
    case PART_NOON: h += h <= 7 ? 12 : 0; break;
    case PART_AFTERNOON: h += h < 12 ? 12 : 0; break;
    case PART_EVENING: h = h == 12 ? 0 : h + 12; break;
    case PART_NIGHT: h = h == 12 ? 0 : h >= 6 ? h + 12 : h; break;
    default: w->hour_open = h >= 1 && h <= 12;
    }
    w->hour = h % 24;
}

static void add_minutes(struct when *w, int minutes)
{
    int total = w->hour * 60 + (w->minute > 0 ? w->minute : 0) + minutes;
    total = (total + 1440) % 1440;
    w->hour = total / 60;
    w->minute = total % 60;
}

// "+0300", "+03:00", "GMT+3": hours and minutes east, behind the sign at i.
static size_t read_offset_digits(const struct reader *r, size_t i, bool named, struct when *w)
{
    int value, minutes;
    bool west = is_mark_at(r, i, '-');
    if ((!west && !is_mark_at(r, i, '+')) || !int_at(r, i + 1, 4, 0, 1400, &value) ||
        !r->v[i + 1].glued || (west && !named && r->v[i + 1].digits != 4))
        return 0;
    size_t next = i + 2;
    if (r->v[i + 1].digits <= 2) {
        value *= 100;
        if (is_mark_at(r, next, ':') && int_at(r, next + 1, 2, 0, 59, &minutes)) {
            value += minutes;
            next += 2;
        }
    }
    if (value > 1400 || value % 100 > 59)
        return 0;
    w->has_zone = true;
    w->zone = (value / 100 * 3600 + value % 100 * 60) * (west ? -1 : 1);
    return next;
}

// "بتوقيت غرينتش", "بتوقيت القاهرة", "GMT", "UTC+3", "+0300".
static size_t read_zone(const struct reader *r, size_t i, struct when *w)
{
    int kind, minutes;
    bool named = is_at(r, i, W_TIME_WORD, &kind) && kind == TIME_ZONE;
    if (named && word_at(r, i, S("بالتوقيت")))
        return i + 2 <= r->end ? i + 2 : i; // "بالتوقيت المحلي"
    size_t at = i + named;
    if (is_mark_at(r, at, '('))
        return i;
    if (is_at(r, at, W_ZONE, &minutes) && (named || !r->d->tokens.v[at].arabic)) {
        size_t next = read_offset_digits(r, at + 1, true, w);
        if (next)
            return next;
        w->has_zone = true;
        w->zone = minutes * 60;
        return at + 1;
    }
    size_t next = named || w->minute < 0 ? 0 : read_offset_digits(r, i, false, w);
    if (next)
        return next;
    return named && at < r->end && r->d->tokens.v[at].kind == TOKEN_WORD ? at + 1 : i;
}

// "صباحا", "في المساء", "العصر", "بعد منتصف الليل" behind an hour: settles its half of the day.
static size_t read_half(const struct reader *r, size_t i, struct when *w)
{
    struct when part = {0};
    int noun;
    size_t at = i + is_prep(r, i, PREP_IN);
    if (word_at(r, at, S("من")) || word_at(r, at, S("ما")))
        at++;
    if (is_prep(r, at, PREP_AFTER) && is_at(r, at + 1, W_EDGE, &noun) && noun == EDGE_MID &&
        is_at(r, at + 2, W_PART, &noun) && noun == PART_NIGHT) {
        w->hour %= 12;
        w->hour_open = false;
        return at + 3;
    }
    size_t next = has_clitic(r, at, CLITIC_AND) ? 0 : read_part(r, at, &part);
    if (!next && is_at(r, at, W_PART, &noun) &&
        (has_clitic(r, at, CLITIC_THE) || is_at(r, at, W_PART_ADV, NULL))) {
        part.part = (enum day_part)noun;
        next = at + 1;
    }
    settle_hour(w, next ? part.part : PART_NONE);
    return next;
}

// What stands behind the hour: minutes, half of the day, zone.
static size_t finish_clock(const struct reader *r, size_t i, struct when *w, bool *sure)
{
    int minutes, half, kind;
    size_t next;
    for (int k = 0; k < 2 && (next = read_minutes(r, i, &minutes, sure)); k++) {
        add_minutes(w, minutes);
        i = next;
    }
    bool glued = is_at(r, i - 1, W_MERIDIEM, &half);
    // "5 م" alone may be metres.
    if (glued || ((*sure || w->minute >= 0) && is_at(r, i, W_MERIDIEM, &half))) {
        if (w->hour <= 12)
            w->hour = w->hour % 12 + half;
        *sure = true;
        return read_zone(r, i + !glued, w);
    }
    next = read_half(r, i, w);
    if (next) {
        *sure = true;
        i = next;
        if ((next = read_minutes(r, i, &minutes, sure))) {
            add_minutes(w, minutes);
            i = next;
        }
    }
    // "وقت الغداء" says nothing more.
    if (is_at(r, i, W_TIME_WORD, &kind) && kind == TIME_MOMENT &&
        is_at(r, i + 1, W_TIME_WORD, &kind) && kind == TIME_LUNCH)
        i += 2;
    return read_zone(r, i, w);
}

// The hour itself: digits, "1140" with a part behind, an ordinal, a cardinal.
static size_t read_hour(const struct reader *r, size_t i, struct when *w, bool named)
{
    int value;
    double number;
    w->minute = w->second = -1;
    if (i >= r->end)
        return 0;
    if (int_at(r, i, 2, 0, 24, &w->hour))
        return i + 1;
    if (int_at(r, i, 4, 100, 2359, &value) && value % 100 < 60) {
        struct when part = {0};
        w->hour = value / 100;
        w->minute = value % 100;
        return r->v[i].digits >= 3 && w->hour <= 12 && read_part(r, i + 1, &part) ? i + 1 : 0;
    }
    size_t next = ordinal_read(r->v, i, r->end, &value);
    struct str norm = r->d->tokens.v[i].norm;
    bool feminine = str_ends(norm, S("ه")) || str_ends(norm, S("ي"));
    if (next && is_at(r, i, W_ORDINAL, NULL)) {
        if (!named && (!feminine || !has_clitic(r, i, CLITIC_THE) || word_at(r, i, S("الاولي"))))
            return 0; // hours are feminine
        // "الثالثة وعشرين": twenty is minutes here.
        if (value > 12 && next == i + 2) {
            next = i + 1;
            value %= 10;
        }
        w->hour = value;
        return value >= 1 && value <= 12 ? next : 0;
    }
    next = cardinal_read(r->v, i, r->end, &number);
    if (!next || is_at(r, i, W_DIGITS, NULL))
        return 0;
    if (number > 20 && next == i + 2) { // "ثمانية وأربعين": forty minutes
        next = i + 1;
        number = (int)number % 10;
    }
    w->hour = (int)number;
    return number >= 1 && number <= 20 ? next : 0;
}

// "منتصف الليل", "منتصف النهار".
static size_t read_middle(const struct reader *r, size_t i, struct when *w)
{
    int edge, part;
    size_t at = i + 1 + is_mark_at(r, i + 1, '-');
    if (!is_at(r, i, W_EDGE, &edge) || edge != EDGE_MID || !is_at(r, at, W_PART, &part) ||
        (part != PART_NIGHT && part != PART_NOON && part != PART_MORNING))
        return 0;
    w->hour = part == PART_NIGHT ? 0 : part == PART_NOON ? 12 : 10;
    w->minute = w->second = -1;
    w->has |= HAS_TIME;
    return at + 1;
}

size_t read_clock(const struct reader *r, size_t i, struct when *w, bool bare)
{
    bool named = is_unit(r, i, GRAIN_HOUR) && has_clitic(r, i, CLITIC_THE);
    bool sure = named || bare;
    size_t at = i + named;
    size_t next = read_middle(r, at, w);
    int minutes;
    if (next) {
        i = read_minutes(r, next, &minutes, &sure);
        if (i)
            add_minutes(w, minutes);
        return i ? i : next;
    }
    next = read_digital(r, at, w);
    if (next)
        sure = true;
    else
        next = read_hour(r, at, w, named);
    if (!next || (at > i && has_clitic(r, at, CLITIC_AND)))
        return 0;
    next = finish_clock(r, next, w, &sure);
    // "الثامنة", "السابعة" alone with a preposition and nothing behind.
    int ordinal;
    bool feminine = is_at(r, at, W_ORDINAL, &ordinal) && str_ends(r->d->tokens.v[at].norm, S("ه"));
    if (!sure && feminine && has_clitic(r, at, CLITIC_THE) && at > r->first &&
        (is_prep(r, at - 1, PREP_IN) || is_prep(r, at - 1, PREP_AT)) && next >= r->end)
        sure = true;
    if (!sure)
        return 0;
    w->has |= HAS_TIME;
    return next;
}
