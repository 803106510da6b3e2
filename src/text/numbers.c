// numbers: see numbers.h.
//
// The grammar of number_words.h reads the value; what stands around it decides whether it is a
// quantity at all (a day of a month, a year, a clock and a list number are none) and what is
// counted: a noun of the word list (currencies, losses, measures), else the next word where it can
// be a counted noun.
#include "text/numbers.h"

#include <math.h>

#include "base/vec.h"
#include "text/datewords.h"
#include "text/number_words.h"

struct counter {
    struct arena *a;
    const struct doc *d;
    const struct item *v;
    size_t first, end; // the sentence
};

// The form that is given out, folded.
static const char *const counted_names[COUNTED_KINDS] = {
    "",     "قتيل", "جريح", "شهيد", "مفقود", "شخص", "دولار",   "يورو",     "دينار", "درهم",
    "ريال", "جنيه", "ليره", "طن",   "برميل", "متر", "كيلومتر", "كيلوغرام", "درجه",  "نقطه",
};

static const char *const grain_names[GRAINS] = {
    "", "ثانيه", "دقيقه", "ساعه", "يوم", "اسبوع", "شهر", "ربع", "سنه", "عقد", "قرن",
};

static struct str unit_of_item(const struct item *it)
{
    int value;
    if (item_is(it, W_COUNTED, &value))
        return str_from_cstr(counted_names[value]);
    if (item_is(it, W_UNIT, &value) || item_is(it, W_PLURAL, &value))
        return str_from_cstr(grain_names[value]);
    return (struct str){0};
}

static bool is_prep_at(const struct counter *c, size_t i, enum prep prep)
{
    int value;
    return i < c->end && item_is(&c->v[i], W_PREP, &value) && value == (int)prep;
}

static bool is_mark_at(const struct counter *c, size_t i, char mark)
{
    int value;
    return i < c->end && item_is(&c->v[i], W_MARK, &value) && value == mark;
}

static bool is_class_at(const struct counter *c, size_t i, enum word_class class)
{
    return i < c->end && item_is(&c->v[i], class, NULL);
}

static struct str norm_at(const struct counter *c, size_t i)
{
    return i < c->end ? c->d->tokens.v[i].norm : (struct str){0};
}

// --- what is no quantity ------------------------------------------------------------------------

static bool is_month_at(const struct counter *c, size_t i)
{
    static const enum word_class months[] = {W_MONTH,      W_WEAK_MONTH, W_HALF_MONTH,
                                             W_HALF_HIJRI, W_HIJRI,      W_JALALI};
    for (size_t k = 0; k < COUNT_OF(months); k++)
        if (is_class_at(c, i, months[k]))
            return true;
    return false;
}

static size_t read_unit(const struct counter *c, size_t i, bool above_two, struct str *unit);

// "40-50 مسلحاً": from the smaller number to the larger, with what is counted behind them.
static bool is_range(const struct counter *c, size_t first, size_t second)
{
    struct str unit = {0};
    return c->v[first].number < c->v[second].number && !c->v[first].dots &&
           !(c->v[first].digits == 4 && c->v[second].digits == 4) &&
           read_unit(c, second + 1, true, &unit) > second + 1;
}

// Joined to another number by / : - or glued dots: a date, a clock, a score, a telephone number.
static bool is_joined_number(const struct counter *c, size_t i, size_t end)
{
    if (is_mark_at(c, end, '-') && is_class_at(c, end + 1, W_DIGITS) && end == i + 1 &&
        is_range(c, i, end + 1))
        return false;
    if (i >= c->first + 2 && is_mark_at(c, i - 1, '-') && is_class_at(c, i - 2, W_DIGITS) &&
        is_range(c, i - 2, i))
        return false;
    static const char joints[] = "/:-";
    for (size_t k = 0; joints[k]; k++) {
        if (is_mark_at(c, end, joints[k]) && c->v[end].glued && is_class_at(c, end + 1, W_DIGITS) &&
            c->v[end + 1].glued)
            return true;
        if (i >= c->first + 2 && is_mark_at(c, i - 1, joints[k]) && c->v[i].glued &&
            is_class_at(c, i - 2, W_DIGITS) && c->v[i - 1].glued)
            return true;
    }
    return false;
}

static bool is_year(const struct counter *c, size_t i, size_t end, double value)
{
    bool digits = is_class_at(c, i, W_DIGITS) && end == i + 1 && c->v[i].digits == 4 &&
                  c->v[i].dots == 0 && value >= 1300 && value <= 2100;
    int grain;
    bool named = i > c->first && item_is(&c->v[i - 1], W_UNIT, &grain) && grain == GRAIN_YEAR;
    if (named && value >= 100)
        return true;
    if (!digits)
        return false;
    bool behind_month = i > c->first && (is_month_at(c, i - 1) || is_class_at(c, i - 1, W_ORDINAL));
    bool in = i > c->first && is_class_at(c, i - 1, W_PREP);
    bool closed = end >= c->end || is_class_at(c, end, W_MARK) || is_class_at(c, end, W_PREP) ||
                  is_class_at(c, end, W_ERA);
    return behind_month || is_class_at(c, end, W_ERA) || (closed && (in || value >= 1900));
}

// "1 و2 شباط", "26 و27 و28 آذار", "17 الشهر الحالي": days before their month.
static bool is_day_before_month(const struct counter *c, size_t end)
{
    int grain;
    for (int k = 0; k < 6 && is_class_at(c, end, W_DIGITS) && c->v[end].clitics & CLITIC_AND &&
                    c->v[end].number <= 31;
         k++)
        end++;
    return is_month_at(c, end) || (end < c->end && item_is(&c->v[end], W_UNIT, &grain) &&
                                   grain == GRAIN_MONTH && c->v[end].clitics & CLITIC_THE);
}

// "1. " at the start of a line, "2- الأهلي" and "3) الزمالك" anywhere: the number of an item.
static bool is_list_number(const struct counter *c, size_t i, size_t end)
{
    if (end != i + 1 || !is_class_at(c, i, W_DIGITS) ||
        (is_class_at(c, end + 1, W_DIGITS) && c->v[end + 1].glued))
        return false;
    bool dash = is_mark_at(c, end, '-');
    if (c->d->tokens.v[i].line_start)
        return dash || is_mark_at(c, end, '.') || is_mark_at(c, end, '/') ||
               is_mark_at(c, end, ')');
    return dash && c->v[end].glued && c->v[i].digits <= 2 && !c->v[i].dots && end + 1 < c->end &&
           c->d->tokens.v[end + 1].kind == TOKEN_WORD && !is_class_at(c, end + 1, W_DIGITS);
}

// "عند الساعة 3", "يوم 24", "24 تموز".
static bool is_part_of_date(const struct counter *c, size_t i, size_t end, double value)
{
    size_t behind = end;
    if (is_prep_at(c, behind, PREP_FROM) || is_mark_at(c, behind, '-'))
        behind++;
    int grain;
    if (value >= 1 && value <= 31) {
        bool month = behind < c->end && item_is(&c->v[behind], W_UNIT, &grain) &&
                     grain == GRAIN_MONTH && behind > end;
        if (is_month_at(c, behind) || month || is_class_at(c, end, W_MERIDIEM) ||
            is_day_before_month(c, end))
            return true;
        if (i > c->first && is_class_at(c, i - 1, W_WEEKDAY))
            return true;
        bool unit = i > c->first && item_is(&c->v[i - 1], W_UNIT, &grain) &&
                    c->d->tokens.v[i - 1].kind == TOKEN_WORD;
        if (unit && (grain == GRAIN_HOUR || grain == GRAIN_DAY || grain == GRAIN_MONTH))
            return true;
    }
    if (is_class_at(c, end, W_PART_ADV) || is_class_at(c, end, W_PART))
        return true;
    return is_list_number(c, i, end) || is_year(c, i, end, value) || is_joined_number(c, i, end);
}

// "المادة 140", "اللواء 14", "رقم 100": a name that happens to be a number.
static bool is_label(const struct counter *c, size_t i)
{
    static const char labels[] = "رقم ماده فقره بند لواء فوج فرقه كتيبه قرار قانون مرسوم طريق غرفه "
                                 "صفحه فصل بوابه قناه رحله جوله حلقه موديل طراز نموذج نسخه ملحق "
                                 "كروموسوم دائره مجموعه هاتف ارقام مواد دوره مرتبه مركز ";
    if (i == c->first || !is_class_at(c, i, W_DIGITS) || c->v[i].clitics)
        return false;
    // "رقم (6)", "المادة الـ 18"
    bool between = i >= c->first + 2 && (is_mark_at(c, i - 1, '(') || is_mark_at(c, i - 1, '[') ||
                                         str_eq(norm_at(c, i - 1), S("ال")));
    const struct token *t = &c->d->tokens.v[i - 1 - between];
    struct str word = clitic_base(t->norm, &t->clitics), rest = str_from_cstr(labels), label;
    while (t->kind == TOKEN_WORD && rest.n) {
        str_cut(rest, ' ', &label, &rest);
        struct str unit = {0};
        if (str_eq(word, label)) // "لصالح القرار 124 دولة" counts all the same
            return read_unit(c, i + 1, true, &unit) == i + 1;
    }
    return false;
}

// "07701234567": nobody writes a quantity with a nought in front.
static bool is_dialled(const struct counter *c, size_t i)
{
    struct str norm = norm_at(c, i);
    return is_class_at(c, i, W_DIGITS) && c->v[i].digits > 1 && norm.n && norm.p[0] == '0';
}

// "إيرباص-321", "MC-130".
static bool is_model_number(const struct counter *c, size_t i)
{
    return i >= c->first + 2 && is_mark_at(c, i - 1, '-') && c->v[i].glued &&
           c->d->tokens.v[i - 2].kind == TOKEN_WORD;
}

// Words that look like numbers and are not: "واحد من", "أحد المسؤولين", weekdays, "الحادية عشرة".
static bool is_word_trap(const struct counter *c, size_t i, size_t end)
{
    int value;
    if (c->v[i].clitics & CLITIC_KA || is_model_number(c, i) || is_label(c, i) ||
        is_dialled(c, i) ||
        (is_class_at(c, i, W_TEN) && i > c->first && is_class_at(c, i - 1, W_ORDINAL)))
        return true;
    if (end > i + 1 || is_class_at(c, i, W_DIGITS))
        return false;
    if (is_class_at(c, i, W_WEEKDAY))
        return c->v[i].clitics & CLITIC_THE || str_ends(norm_at(c, i), S("احد"));
    if (item_is(&c->v[i], W_CARDINAL, &value) && (value == 0 || value == 1))
        return true;
    return item_is(&c->v[i], W_POWER, NULL) && c->v[i].clitics & CLITIC_THE;
}

// --- units --------------------------------------------------------------------------------------

static size_t read_percent(const struct counter *c, size_t i)
{
    if (is_mark_at(c, i, '%'))
        return i + 1;
    struct str norm = norm_at(c, i);
    if (str_eq(norm, S("بالمئه")) || str_eq(norm, S("بالمائه")) || str_eq(norm, S("بالميه")))
        return i + 1;
    norm = norm_at(c, i + 1);
    if (is_prep_at(c, i, PREP_IN) && (str_eq(norm, S("المئه")) || str_eq(norm, S("المائه"))))
        return i + 2;
    return 0;
}

// A noun that may be counted: Arabic, without article and clitics, no function word.
static bool can_be_counted(const struct counter *c, size_t i)
{
    static const struct str not_nouns[] = {
        S_INIT("في"),   S_INIT("ان"),   S_INIT("او"),    S_INIT("ثم"),    S_INIT("بينهم"),
        S_INIT("منهم"), S_INIT("منها"), S_INIT("علي"),   S_INIT("التي"),  S_INIT("كما"),
        S_INIT("اي"),   S_INIT("كان"),  S_INIT("مقابل"), S_INIT("لكل"),   S_INIT("هو"),
        S_INIT("اخر"),  S_INIT("اخري"), S_INIT("اخرون"), S_INIT("اخرين"), S_INIT("بجروح"),
        S_INIT("بجراح")};
    if (i >= c->end || c->d->tokens.v[i].kind != TOKEN_WORD || !c->d->tokens.v[i].arabic ||
        c->d->tokens.v[i].line_start || is_class_at(c, i, W_DIGITS))
        return false;
    const struct clitics *clitics = &c->d->tokens.v[i].clitics;
    bool tanwin = str_has(token_text(c->d->text, &c->d->tokens.v[i]), S("\u064B"));
    if (clitics->conjunction || clitics->preposition || (clitics->verb > 25 && !tanwin))
        return false;
    struct str norm = norm_at(c, i);
    if (norm.n < 4 || str_starts(norm, S("ال")) || is_class_at(c, i, W_PREP) ||
        is_class_at(c, i, W_CARDINAL) || is_class_at(c, i, W_ORDINAL))
        return false;
    for (size_t k = 0; k < COUNT_OF(not_nouns); k++)
        if (str_eq(norm, not_nouns[k]))
            return false;
    // "25 وأصيب", "30 لبحث": a joined word begins something new.
    return !((str_starts(norm, S("و")) || str_starts(norm, S("ل")) || str_starts(norm, S("ب"))) &&
             c->d->tokens.v[i].stem.p != norm.p);
}

// The accusative of a counted noun ends in an alef that the others do not have: "قتيلا".
static struct str without_tanwin(struct str norm)
{
    bool alef = str_ends(norm, S("ا")) && norm.n > 6;
    return alef ? str_take(norm, norm.n - 2) : norm;
}

// The unit at i (an article before it is skipped); the item behind it.
static size_t read_unit(const struct counter *c, size_t i, bool above_two, struct str *unit)
{
    size_t next = read_percent(c, i);
    if (next) {
        *unit = S("%");
        return next;
    }
    if (i < c->end && str_eq(token_text(c->d->text, &c->d->tokens.v[i]), S("$"))) {
        *unit = S("دولار");
        return i + 1;
    }
    if (i < c->end && !(c->v[i].clitics & ~CLITIC_THE))
        *unit = unit_of_item(&c->v[i]);
    if (unit->n)
        return i + 1;
    if (!above_two || !can_be_counted(c, i))
        return i;
    *unit = without_tanwin(norm_at(c, i));
    return i + 1;
}

// "$5", "€ 3.2 مليون": the sign before the number.
static size_t read_sign_before(const struct counter *c, size_t i, struct str *unit)
{
    if (i == c->first)
        return i;
    struct str raw = token_text(c->d->text, &c->d->tokens.v[i - 1]);
    if (str_eq(raw, S("$")))
        *unit = S("دولار");
    else if (str_eq(raw, S("€")))
        *unit = S("يورو");
    else
        return i;
    return i - 1;
}

// --- reading ------------------------------------------------------------------------------------

// "7،5 مليون": the Arabic comma as a decimal point, without blanks.
static size_t read_comma_decimal(const struct counter *c, size_t i, double *value)
{
    if (!is_class_at(c, i, W_DIGITS) || !is_mark_at(c, i + 1, ',') ||
        !is_class_at(c, i + 2, W_DIGITS) || !c->v[i + 1].glued || !c->v[i + 2].glued ||
        c->v[i].dots || c->v[i + 2].dots || c->v[i + 2].digits > 6)
        return 0;
    double scale = 1;
    for (int k = 0; k < c->v[i + 2].digits; k++)
        scale *= 10;
    *value = c->v[i].number + c->v[i + 2].number / scale;
    return i + 3;
}

static size_t read_quantity(const struct counter *c, size_t i, double *value, const char **why)
{
    int power, count;
    // "ثلاثة أرباع"
    if (is_class_at(c, i + 1, W_FRACTION) && item_is(&c->v[i], W_CARDINAL, &count)) {
        *why = "a fraction in words";
        size_t parts = fraction_read(c->v, i, c->end, value);
        if (parts == i + 2)
            return parts;
    }
    *why = "digits with an Arabic comma as decimal point";
    size_t next = read_comma_decimal(c, i, value);
    if (next && next < c->end && item_is(&c->v[next], W_POWER, &power)) {
        *value *= power_values[power];
        next++;
    }
    if (next)
        return next;
    next = cardinal_read(c->v, i, c->end, value);
    *why = !is_class_at(c, i, W_DIGITS) ? "number words"
           : next > i + 1               ? "digits and number words"
                                        : "digits";
    if (next && (is_part_of_date(c, i, next, *value) || is_word_trap(c, i, next)))
        return 0;
    if (next)
        return next;
    *why = "a fraction in words";
    next = fraction_read(c->v, i, c->end, value);
    if (!next)
        return 0;
    // "نصف مليون"; "الربع الأول" is a quarter of a year, "نصف النهائي" a round.
    if (next < c->end && item_is(&c->v[next], W_POWER, &power)) {
        *value *= power_values[power];
        return next + 1;
    }
    bool the = c->v[i].clitics & CLITIC_THE;
    struct str behind = norm_at(c, next);
    return the || str_eq(behind, S("النهائي")) || str_eq(behind, S("نهائي")) ? 0 : next;
}

// The singular of a noun in the dual.
static struct str single_of(const struct counter *c, size_t i)
{
    int kind = c->v[i].sense[0].value;
    if (kind)
        return str_from_cstr(counted_names[kind]);
    struct str norm = norm_at(c, i);
    if (c->v[i].clitics & CLITIC_AND)
        norm = str_drop(norm, 2);
    bool feminine = str_ends(norm, S("تان")) || str_ends(norm, S("تين"));
    return feminine ? arena_printf(c->a, "%.*sه", STR_ARGS(str_take(norm, norm.n - 6)))
                    : str_take(norm, norm.n - 4);
}

// "شخصين", "قتيلين".
static size_t read_two(const struct counter *c, size_t i, struct number_mention *m)
{
    m->value = 2;
    m->why = "a counted noun in the dual";
    m->unit = single_of(c, i);
    m->at = (struct span){c->d->tokens.v[i].start, c->d->tokens.v[i].end};
    return c->v[i].clitics & CLITIC_THE ? 0 : i + 1;
}

static bool may_count(enum word_class class)
{
    return class == W_DIGITS || class == W_CARDINAL || class == W_POWER || class == W_TWO_POWERS ||
           class == W_FRACTION || class == W_WEEKDAY;
}

static size_t read_number(const struct counter *c, size_t i, struct number_mention *m)
{
    double value;
    size_t first = i, next = read_quantity(c, i, &value, &m->why);
    if (!next)
        return 0;
    // 129.8 thousand millions: what the multiplication adds far behind the point is no part of it.
    m->value = fabs(value - round(value)) < value * 1e-12 ? round(value) : value;
    bool year =
        next == i + 1 && c->v[i].digits == 4 && !c->v[i].dots && value >= 1900 && value < 2100;
    first = read_sign_before(c, i, &m->unit);
    if (!m->unit.n)
        next = read_unit(c, next, value > 2 && !year, &m->unit); // of a fraction: known units
    // "مجموعة السبع", "دور الستة عشر", "القتلى الثلاثة": told before, or a name.
    if (!m->unit.n && is_class_at(c, i, W_CARDINAL) && c->v[i].clitics & CLITIC_THE)
        return 0;
    // "نص" is a text more often than half of something.
    if (!m->unit.n && next == i + 1 && str_ends(norm_at(c, i), S("نص")))
        return 0;
    // "ميزانية 2017"
    if (year && !m->unit.n)
        return 0;
    m->at = (struct span){c->d->tokens.v[first].start, c->d->tokens.v[next - 1].end};
    return next;
}

// Clitics written to the number are not part of it: "و25", "بثلاثة".
static void skip_clitics(const struct counter *c, size_t i, struct number_mention *m)
{
    const struct token *t = &c->d->tokens.v[i];
    uint8_t clitics = c->v[i].clitics;
    if (m->at.start != t->start || t->kind != TOKEN_WORD || clitics & CLITIC_THE)
        return;
    int letters = !!(clitics & CLITIC_AND) + !!(clitics & (CLITIC_BI | CLITIC_LI | CLITIC_KA));
    m->at.start += clitic_bytes(token_text(c->d->text, t), letters);
}

void numbers_read(struct arena *a, const struct doc *d, struct number_mention **out,
                  size_t *out_count)
{
    VEC(struct number_mention) numbers = {0};
    struct counter c = {.a = a, .d = d, .v = datewords_of(a, d)};
    for (size_t s = 0; s < d->sentence_count; s++) {
        c.first = d->sentences[s].first;
        c.end = d->sentences[s].end;
        for (size_t i = c.first; i < c.end;) {
            struct number_mention m = {0};
            enum word_class class = (enum word_class)c.v[i].sense[0].class;
            size_t next = 0;
            if (may_count(class))
                next = read_number(&c, i, &m);
            else if (class == W_TWO_COUNTED)
                next = read_two(&c, i, &m);
            if (next) {
                skip_clitics(&c, i, &m);
                *vec_push(a, &numbers) = m;
            }
            i = next ? next : i + 1;
        }
    }
    *out = numbers.v;
    *out_count = numbers.n;
}
