// number_words: see number_words.h.
//
// An Arabic number is a chain of groups joined by و.  A group is below a thousand (hundreds, then
// units before tens, or a teen) and may be followed by a power of thousand.  The chain goes on only
// downwards, so that "ثلاثة وخمسة" stays two numbers.
#include "text/number_words.h"

struct chain {
    double total, group;
    int last_power;             // of the last power read; 5 = none yet
    bool hundreds, tens, units; // what the open group holds
};

const double power_values[5] = {1, 1e3, 1e6, 1e9, 1e12};

static bool is_joined(const struct item *v, size_t i)
{
    return v[i].clitics & CLITIC_AND;
}

static void close_group(struct chain *c, double factor, int power)
{
    c->total += factor * power_values[power];
    c->group = 0;
    c->last_power = power;
    c->hundreds = c->tens = c->units = false;
}

static bool is_group_open(const struct chain *c)
{
    return c->hundreds || c->tens || c->units;
}

// "مليارا دولار", "ألفا ريال": the dual before the noun that it counts.  The accusative, which is
// written alike, is not followed by a noun without a tanwin of its own (أحد عشر مليوناً).
static bool is_bare_dual(const struct item *v, size_t i, size_t end, const struct chain *c)
{
    if (is_group_open(c) || v[i].tanwin || !item_is(&v[i], W_TWO_POWERS, NULL) || i + 1 >= end ||
        is_joined(v, i + 1))
        return false;
    enum word_class next = (enum word_class)v[i + 1].sense[0].class;
    return next == W_NONE || next == W_COUNTED || next == W_UNIT;
}

// A power behind an open group, or one that stands for itself.
static size_t power_read(const struct item *v, size_t i, size_t end, struct chain *c, bool first)
{
    int power;
    if ((first || is_joined(v, i)) && item_is(&v[i], W_POWER, &power) && power < c->last_power &&
        is_bare_dual(v, i, end, c)) {
        close_group(c, 2, power);
        return i + 1;
    }
    bool plural = item_is(&v[i], W_POWERS, &power);
    if (plural || item_is(&v[i], W_POWER, &power)) {
        bool open = is_group_open(c) && !is_joined(v, i);
        if (power >= c->last_power || (!open && (plural || !(first || is_joined(v, i)))))
            return 0;
        if (!open && is_group_open(c))
            return 0;
        close_group(c, open ? c->group : 1, power);
        return i + 1;
    }
    if (item_is(&v[i], W_TWO_POWERS, &power) && power < c->last_power && !is_group_open(c) &&
        (first || is_joined(v, i))) {
        close_group(c, 2, power);
        return i + 1;
    }
    return 0;
}

static size_t units_read(const struct item *v, size_t i, size_t end, struct chain *c, int value)
{
    if (c->units || c->tens)
        return 0;
    int next = 0;
    bool follows = i + 1 < end && !is_joined(v, i + 1);
    if (follows && value < 10 && item_is(&v[i + 1], W_TEN, NULL)) {
        c->group += value + 10;
        c->units = c->tens = true;
        return i + 2;
    }
    if (follows && value > 2 && value < 10 && !c->hundreds &&
        item_is(&v[i + 1], W_CARDINAL, &next) && next == 100) {
        c->group += value * 100;
        c->hundreds = true;
        return i + 2;
    }
    c->group += value;
    c->units = true;
    c->tens = value >= 10;
    return i + 1;
}

static size_t cardinal_word_read(const struct item *v, size_t i, size_t end, struct chain *c)
{
    int value;
    if (!item_is(&v[i], W_CARDINAL, &value))
        return 0;
    if (value < 20)
        return units_read(v, i, end, c, value);
    if (value < 100) {
        if (c->tens)
            return 0;
        c->tens = true;
    } else {
        if (is_group_open(c))
            return 0;
        c->hundreds = true;
    }
    c->group += value;
    return i + 1;
}

// "مليون ونصف", "مليونين ونصف المليون".
static size_t power_fraction_read(const struct item *v, size_t i, size_t end, struct chain *c)
{
    int part, power;
    if (i >= end || c->last_power > 4 || is_group_open(c) || !is_joined(v, i) ||
        !item_is(&v[i], W_FRACTION, &part) || part < 2)
        return 0;
    c->total += power_values[c->last_power] / part;
    c->last_power = 0;
    return i + 1 < end && item_is(&v[i + 1], W_POWER, &power) ? i + 2 : i + 1;
}

static size_t step(const struct item *v, size_t i, size_t end, struct chain *c, bool first)
{
    size_t next = power_read(v, i, end, c, first);
    // "162 ألف 548": the thousands in a word, the rest in digits.
    bool rest = !first && c->last_power == 1 && v[i].digits == 3 && !is_group_open(c);
    if (next || (!first && !is_joined(v, i) && !rest))
        return next;
    next = cardinal_word_read(v, i, end, c);
    if (next)
        return next;
    bool fits = v[i].sense[0].class == W_DIGITS && !is_group_open(c) &&
                (first || v[i].number < power_values[c->last_power < 5 ? c->last_power : 0]);
    if (!fits)
        return first ? 0 : power_fraction_read(v, i, end, c);
    c->group = v[i].number;
    c->hundreds = c->tens = c->units = true;
    return i + 1;
}

// A conjunction on its own ("ثلاثة و عشرون") is read as if it were written together.
static size_t step_behind_and(const struct item *v, size_t i, size_t end, struct chain *c)
{
    int prep;
    if (i + 1 >= end || !item_is(&v[i], W_PREP, &prep) || prep != PREP_AND)
        return 0;
    bool more = i + 2 < end;
    struct item pair[2] = {v[i + 1], v[more ? i + 2 : i + 1]};
    pair[0].clitics |= CLITIC_AND;
    size_t read = step(pair, 0, more ? 2 : 1, c, false);
    return read ? i + 1 + read : 0;
}

// "ثلاثة آلاف | وخمسة آلاف": what is followed by a power that does not fit begins a new number.
static bool begins_new_number(const struct item *v, size_t next, size_t end, const struct chain *c)
{
    int power;
    return next < end && is_group_open(c) && !is_joined(v, next) &&
           (item_is(&v[next], W_POWERS, &power) || item_is(&v[next], W_POWER, &power)) &&
           power >= c->last_power;
}

size_t cardinal_read(const struct item *v, size_t i, size_t end, double *value)
{
    struct chain c = {.last_power = 5};
    size_t at = i;
    while (at < end) {
        struct chain before = c;
        size_t next = at > i ? step_behind_and(v, at, end, &c) : 0;
        if (!next)
            next = step(v, at, end, &c, at == i);
        if (!next)
            break;
        if (at > i && begins_new_number(v, next, end, &c)) {
            c = before;
            break;
        }
        at = next;
    }
    *value = c.total + c.group;
    return at > i ? at : 0;
}

size_t ordinal_read(const struct item *v, size_t i, size_t end, int *value)
{
    int tens;
    if (item_is(&v[i], W_CARDINAL, &tens) && tens >= 20 && tens < 100 &&
        v[i].clitics & CLITIC_THE) {
        *value = tens;
        return i + 1;
    }
    if (!item_is(&v[i], W_ORDINAL, value))
        return 0;
    if (i + 1 >= end || *value < 1 || *value > 9)
        return i + 1;
    if (item_is(&v[i + 1], W_TEN, NULL) && !is_joined(v, i + 1)) {
        *value += 10;
        return i + 2;
    }
    if (item_is(&v[i + 1], W_CARDINAL, &tens) && tens >= 20 && tens < 100 && is_joined(v, i + 1)) {
        *value += tens;
        return i + 2;
    }
    return i + 1;
}

size_t fraction_read(const struct item *v, size_t i, size_t end, double *value)
{
    int part, count;
    if (item_is(&v[i], W_CARDINAL, &count) && count < 10 && i + 1 < end &&
        item_is(&v[i + 1], W_FRACTION, &part) && part > count && !is_joined(v, i + 1)) {
        *value = (double)count / part;
        return i + 2;
    }
    if (!item_is(&v[i], W_FRACTION, &part))
        return 0;
    *value = part > 0 ? 1.0 / part : 2.0 / -part;
    return i + 1;
}
