// dates_amount: durations ("ثلاثة أيام"), spans ("الأيام الثلاثة الماضية"), offsets ("قبل يومين"),
// sets ("كل يوم"), vague references ("السنوات القادمة").
#include "text/dates_int.h"
#include "text/number_words.h"

static bool unit_of(const struct reader *r, size_t i, enum word_class class, enum grain *grain)
{
    int value;
    if (!is_at(r, i, class, &value))
        return false;
    *grain = (enum grain)value;
    return true;
}

static bool is_any_unit(const struct reader *r, size_t i, enum grain *grain)
{
    return unit_of(r, i, W_UNIT, grain) || unit_of(r, i, W_PLURAL, grain);
}

// "ونصف", "وربع", "ونصف الساعة" behind a unit.
static size_t read_and_part(const struct reader *r, size_t i, enum grain grain, double *part)
{
    if (i >= r->end || !has_clitic(r, i, CLITIC_AND) || !is_at(r, i, W_FRACTION, NULL))
        return i;
    size_t next = fraction_read(r->v, i, r->end, part);
    if (!next)
        return i;
    return next + (is_unit(r, next, grain) && has_clitic(r, next, CLITIC_THE));
}

// One count and its unit.  `bare`: a unit alone counts as one.
static size_t read_one_amount(const struct reader *r, size_t i, double *count, enum grain *grain,
                              bool bare)
{
    double part = 0;
    int one;
    size_t next;
    if (i >= r->end)
        return 0;
    if (unit_of(r, i, W_DUAL, grain) && !has_clitic(r, i, CLITIC_THE)) {
        *count = 2;
        next = read_and_part(r, i + 1, *grain, &part);
        *count += part;
        return next;
    }
    next = fraction_read(r->v, i, r->end, count);
    if (next && is_at(r, next, W_UNIT, NULL) && unit_of(r, next, W_UNIT, grain))
        return next + 1;
    if (is_at(r, i, W_FEW, &one) && unit_of(r, i + 1, W_PLURAL, grain)) {
        *count = one ? FEW : -1;
        return i + 2;
    }
    next = cardinal_read(r->v, i, r->end, count);
    if (next && has_clitic(r, i, CLITIC_BI) && has_clitic(r, i, CLITIC_THE))
        return 0; // "بالمئة"
    if (next && is_at(r, next, W_UNIT, NULL) && has_clitic(r, next, CLITIC_THE))
        return 0; // "2017 الساعة"
    if (next && next < r->end && !has_clitic(r, next, CLITIC_AND) && is_any_unit(r, next, grain)) {
        // "2016 عام" is no duration, nor is "3 يوم الاثنين".
        if (is_at(r, next + 1, W_WEEKDAY, NULL) || has_clitic(r, next, CLITIC_BI | CLITIC_LI))
            return 0;
        next = read_and_part(r, next + 1, *grain, &part);
        *count += part;
        return next;
    }
    if (!unit_of(r, i, W_UNIT, grain) || has_clitic(r, i, CLITIC_THE) ||
        is_at(r, i + 1, W_WEEKDAY, NULL) || is_at(r, i + 1, W_MONTH, NULL) ||
        is_at(r, i + 1, W_HIJRI, NULL) || is_at(r, i + 1, W_HALF_HIJRI, NULL) ||
        is_at(r, i + 1, W_HALF_MONTH, NULL) || is_at(r, i + 1, W_DIGITS, NULL) ||
        is_at(r, i + 1, W_DAY_SHIFT, NULL))
        return 0;
    bool said = is_at(r, i + 1, W_CARDINAL, &one) && one == 1 && !has_clitic(r, i + 1, CLITIC_AND);
    bool full = is_at(r, i + 1, W_FULL, NULL) && !has_clitic(r, i + 1, ~CLITIC_THE);
    next = read_and_part(r, i + 1 + (said || full), *grain, &part);
    *count = 1 + part;
    return bare || said || full || part > 0 ? next : 0;
}

size_t read_amount(const struct reader *r, size_t i, struct when *w, bool bare)
{
    double count;
    enum grain grain;
    size_t end = 0, at = i;
    int parts = 0;
    // "عام وشهر و21 يوما": a bare unit counts where more units follow.
    bool first_bare = bare || (is_at(r, i, W_UNIT, NULL) &&
                               (has_clitic(r, i + 1, CLITIC_AND) || is_prep(r, i + 1, PREP_AND)));
    *w = (struct when){.kind = WHEN_DURATION};
    for (int k = 0; k < 6; k++) {
        // "عام وشهر و21 يوما": each smaller than the one before it.
        bool joined = k > 0;
        if (joined && (is_prep(r, at, PREP_AND) || is_mark_at(r, at, ',')))
            at++;
        else if (joined && !has_clitic(r, at, CLITIC_AND) && !is_at(r, at, W_CARDINAL, NULL))
            break;
        size_t next = read_one_amount(r, at, &count, &grain, joined || first_bare);
        // "بين 6 أشهر و4 سنوات" are two.
        if (!next || count == 0 || w->amount[grain] != 0 ||
            (joined && i > r->first && is_prep(r, i - 1, PREP_BETWEEN)))
            break;
        w->amount[grain] = count;
        at = end = next;
        parts++;
        if (!joined && bare && is_at(r, i, W_UNIT, NULL) && int_at(r, next, 4, 1000, 2999, &k))
            return 0; // "منذ عام 2003"
    }
    // One bare unit is none, unless it was asked for or said to be one.
    if (parts == 1 && first_bare && !bare && !read_one_amount(r, i, &count, &grain, false))
        return 0;
    return end;
}

// --- spans --------------------------------------------------------------------------------------

static size_t read_side(const struct reader *r, size_t i, int *sign)
{
    size_t next = read_direction(r, i, sign);
    if (next)
        return *sign ? next : 0;
    if (is_at(r, i, W_RECENT, NULL) && !has_clitic(r, i, CLITIC_AND)) {
        *sign = -1;
        return i + 1;
    }
    return 0;
}

static size_t set_span(struct when *w, double count, enum grain grain, int sign, size_t next)
{
    *w = (struct when){.kind = WHEN_SPAN, .sign = sign < 0 ? -1 : 1};
    w->amount[grain] = count;
    return next;
}

// "الأيام الثلاثة الماضية", "السنوات العشر الأخيرة", "السنوات القادمة" (vague), "سنوات قادمة".
static size_t read_plural_span(const struct reader *r, size_t i, struct when *w)
{
    enum grain grain;
    double count = 0;
    int sign, ordinal;
    if (!unit_of(r, i, W_PLURAL, &grain) || i + 1 >= r->end)
        return 0;
    size_t at = i + 1;
    size_t next = has_clitic(r, at, CLITIC_AND) ? 0 : cardinal_read(r->v, at, r->end, &count);
    int few_count = 0;
    bool few = is_at(r, at, W_FEW, &few_count);
    size_t side = read_side(r, next ? next : at + few, &sign);
    // "الأيام القليلة الماضية" are about three, "الأيام الماضية" are vague.
    if (side && (next || few_count))
        return set_span(w, next ? count : FEW, grain, sign, side);
    if (side) {
        *w = (struct when){.kind = WHEN_REF, .sign = sign < 0 ? -1 : 1};
        return side + (is_at(r, side, W_FEW, &ordinal) ? 1 : 0);
    }
    return 0;
}

// "اليومين المقبلين", "العقدين الماضيين".
static size_t read_dual_span(const struct reader *r, size_t i, struct when *w)
{
    enum grain grain;
    int sign;
    if (!unit_of(r, i, W_DUAL, &grain))
        return 0;
    size_t next = read_side(r, i + 1, &sign);
    return next ? set_span(w, 2, grain, sign, next) : 0;
}

// "3 أيام القادمة", "2 العقود الماضية", "الثلاثة عقود القادمة".
static size_t read_counted_span(const struct reader *r, size_t i, struct when *w)
{
    enum grain grain;
    double count;
    int sign;
    size_t next = i < r->end ? cardinal_read(r->v, i, r->end, &count) : 0;
    if (!next || !is_any_unit(r, next, &grain))
        return 0;
    next = read_side(r, next + 1, &sign);
    return next ? set_span(w, count, grain, sign, next) : 0;
}

// "آخر 3 سنوات", "آخر يومين".
static size_t read_last_span(const struct reader *r, size_t i, struct when *w)
{
    int nth;
    enum grain grain = GRAIN_DAY;
    double count = 0;
    if (!is_at(r, i, W_ORDINAL, &nth) || nth != -1 || has_clitic(r, i, CLITIC_THE))
        return 0;
    size_t next = read_one_amount(r, i + 1, &count, &grain, false);
    return next && count != 0 ? set_span(w, count, grain, -1, next) : 0;
}

static size_t read_span(const struct reader *r, size_t i, struct when *w)
{
    size_t next = read_plural_span(r, i, w);
    next = next ? next : read_dual_span(r, i, w);
    next = next ? next : read_counted_span(r, i, w);
    return next ? next : read_last_span(r, i, w);
}

// --- offsets ------------------------------------------------------------------------------------

// "من الآن", "من اليوم", "في المستقبل".
static size_t skip_from_now(const struct reader *r, size_t i)
{
    int kind;
    if (is_prep(r, i, PREP_FROM) && is_at(r, i + 1, W_TIME_WORD, &kind) && kind == TIME_NOW)
        return i + 2;
    if (is_prep(r, i, PREP_FROM) && word_at(r, i + 1, S("اليوم")))
        return i + 2;
    if (is_prep(r, i, PREP_IN) && word_at(r, i + 1, S("المستقبل")))
        return i + 2;
    return i;
}

static void set_offset(struct when *w, int sign)
{
    w->kind = WHEN_OFFSET;
    w->sign = sign;
}

// "قبل يومين", "منذ ثلاثة أشهر", "بعد أسبوعين من الآن", "خلال أسبوعين".
static size_t read_offset(const struct reader *r, size_t i, struct when *w)
{
    int value;
    if (!is_at(r, i, W_PREP, &value) || has_clitic(r, i, CLITIC_THE))
        return 0;
    enum prep prep = (enum prep)value;
    size_t at = i + 1;
    if (prep == PREP_SINCE && (is_at(r, at, W_APPROX, &value)))
        at += 1 + is_prep(r, at + 1, PREP_FROM);
    if (read_span(r, at, w))
        return 0; // "خلال الأشهر الثلاثة الأخيرة" is read without its preposition
    size_t next = read_amount(r, at, w, prep != PREP_DURING && prep != PREP_IN);
    size_t now = next ? skip_from_now(r, next) : 0;
    switch (prep) {
    case PREP_BEFORE:
    case PREP_SINCE: set_offset(w, -1); break;
    case PREP_AFTER: set_offset(w, 1); break;
    case PREP_FROM: // "من أسبوع": a phrase of speech; in writing it is a measure
        if (r->future != 0 || i > r->first)
            return 0;
        set_offset(w, -1);
        break;
    case PREP_DURING:
        if (next && r->future >= 0 && r->has_anchor) {
            w->kind = WHEN_SPAN;
            w->sign = 1;
            w->from_now = true;
        }
        break;
    default: return 0;
    }
    // "بعد 3 أشهر من المفاوضات" counts from something else, and so does "بعد عامين" in a tale.
    if (next && now == next && (prep == PREP_AFTER || prep == PREP_BEFORE) &&
        (is_prep(r, next, PREP_FROM) || (prep == PREP_AFTER && r->future < 0)))
        w->kind = WHEN_DURATION;
    return now;
}

// "شهر و21 يوما من الآن", "يومين من الآن".
static size_t read_from_now(const struct reader *r, size_t i, struct when *w)
{
    size_t next = read_amount(r, i, w, true);
    size_t now = next ? skip_from_now(r, next) : 0;
    if (!next || now == next)
        return 0;
    set_offset(w, r->future < 0 ? -1 : 1);
    return now;
}

// --- sets ---------------------------------------------------------------------------------------

static size_t read_set(const struct reader *r, size_t i, struct when *w)
{
    enum grain grain;
    *w = (struct when){.kind = WHEN_SET};
    if (unit_of(r, i, W_EACH, &grain)) {
        w->amount[grain] = 1;
        return i + 1;
    }
    if (!is_at(r, i, W_EVERY, NULL))
        return 0;
    size_t at = i + 1 + is_unit(r, i + 1, GRAIN_DAY);
    // "كل أحد" is everyone.
    bool anyone = at == i + 1 && word_at(r, at, S("احد"));
    if (is_at(r, at, W_WEEKDAY, &w->weekday) && !has_clitic(r, at, CLITIC_AND) && !anyone) {
        w->has |= HAS_WEEKDAY;
        return at + 1;
    }
    struct when amount;
    size_t next = read_amount(r, i + 1, &amount, true);
    if (!next || has_clitic(r, i + 1, CLITIC_THE))
        return 0;
    *w = amount;
    w->kind = WHEN_SET;
    return next;
}

// --- vague references ---------------------------------------------------------------------------

// Words of indefinite time with a direction: "الوقت الراهن", "الآونة الأخيرة", "المرحلة المقبلة".
static size_t read_period(const struct reader *r, size_t i, struct when *w)
{
    int kind, sign = 0;
    bool this = is_at(r, i, W_THIS, NULL);
    size_t at = this ? i + 1 : i;
    if (!is_at(r, at, W_PERIOD, &kind) || !has_clitic(r, at, CLITIC_THE))
        return 0;
    if (kind == 4) {
        w->sign = 1;
        return !this && word_at(r, at + 1, S("القريب")) ? at + 2 : 0;
    }
    size_t next = read_direction(r, at + 1, &sign);
    if (!next && is_at(r, at + 1, W_RECENT, NULL)) {
        next = at + 2;
        sign = -1;
    }
    w->sign = sign < 0 ? -1 : sign > 0;
    return next ? next : this ? at + 1 : 0;
}

static size_t read_vague(const struct reader *r, size_t i, struct when *w)
{
    int value;
    *w = (struct when){.kind = WHEN_REF};
    if (is_at(r, i, W_VAGUE, &value)) {
        w->sign = value;
        return i + 1;
    }
    // "آلان" is a name.
    if (is_at(r, i, W_TIME_WORD, &value) && value == TIME_NOW)
        return str_starts(token_text(r->d->text, &r->d->tokens.v[i]), S("آ")) ? 0 : i + 1;
    return read_period(r, i, w);
}

// --- together -----------------------------------------------------------------------------------

// "أكثر من", "نحو", "لا يقل عن" before an amount.
static size_t read_approx(const struct reader *r, size_t i, int *approx)
{
    if (!is_at(r, i, W_APPROX, approx))
        return i;
    if (*approx == 1)
        return i + 1;
    return is_prep(r, i + 1, PREP_FROM) ? i + 2 : i;
}

// "طوال اليوم", "طيلة شهر".
static size_t read_all_of(const struct reader *r, size_t i, struct when *w)
{
    enum grain grain;
    if (!is_at(r, i, W_ALL, NULL) || !unit_of(r, i + 1, W_UNIT, &grain))
        return 0;
    struct when shift = {0};
    if (read_shift(r, i + 1, &shift, false))
        return 0;
    *w = (struct when){.kind = WHEN_DURATION};
    w->amount[grain] = 1;
    return i + 2;
}

size_t read_amount_phrase(const struct reader *r, size_t i, struct when *w)
{
    size_t next = read_vague(r, i, w);
    next = next ? next : read_span(r, i, w);
    next = next ? next : read_set(r, i, w);
    next = next ? next : read_all_of(r, i, w);
    next = next ? next : read_offset(r, i, w);
    next = next ? next : read_from_now(r, i, w);
    if (next)
        return next;
    int approx = 0;
    size_t at = read_approx(r, i, &approx);
    bool asked = has_clitic(r, at, CLITIC_LI) ||
                 (i > r->first && (is_prep(r, i - 1, PREP_FOR) || is_prep(r, i - 1, PREP_DURING)));
    next = read_amount(r, at, w, asked);
    if (next && asked && is_at(r, at, W_UNIT, NULL) && !is_closed_at(r, next))
        return 0; // "ليوم الجمعة"
    w->approx = approx;
    return next;
}
