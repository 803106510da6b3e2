// dates: see dates.h.
//
// A mention is made of fragments: a weekday, a day and month, a year, a part of the day, a clock
// time, a unit with a direction …  Each fragment reader fills some fields of a struct when. Reading
// starts at an item that has a date sense and takes fragment after fragment, over the few words and
// marks that may stand between them, as long as the union makes sense: "مساء" + "اليوم" +
// "الأربعاء" + ( "24 تموز" + "2024" ).  Two such mentions joined by إلى, حتى or a dash are a
// period. What is no point in time (durations, sets, vague words) has a grammar of its own in
// dates_amount.c; the longer reading wins.
//
// Nothing looks further than a bounded number of items and nothing is read twice, so the time is
// linear.  Values: dates_value.c.
#include "text/dates_scan.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/fold.h"

// --- scanning -----------------------------------------------------------------------------------

// Persian digits near the start.
static bool is_persian_text(struct str text)
{
    const char *p = text.p, *end = text.p + (text.n < 1000 ? text.n : 1000);
    while (p < end && (p = memchr(p, 0xDB, (size_t)(end - p)))) {
        if (++p < end && (unsigned char)*p >= 0xB0 && (unsigned char)*p <= 0xB9)
            return true;
    }
    return false;
}

// The zone of an RFC 3339 date-time, in seconds east of UTC.
static int zone_of(struct str s)
{
    if (s.n < 20 || (s.p[s.n - 6] != '+' && s.p[s.n - 6] != '-') || s.p[s.n - 3] != ':')
        return 0;
    size_t hours, minutes;
    if (!str_to_size(str_sub(s, s.n - 5, s.n - 3), 23, &hours) ||
        !str_to_size(str_sub(s, s.n - 2, s.n), 59, &minutes))
        return 0;
    int east = (int)(hours * 3600 + minutes * 60);
    return s.p[s.n - 6] == '-' ? -east : east;
}

bool date_context_anchor(struct date_context *c, struct str rfc3339)
{
    rfc3339 = str_trim(rfc3339);
    c->has_anchor = rfc3339_parse(rfc3339, &c->anchor);
    c->east = c->has_anchor ? zone_of(rfc3339) : 0;
    return c->has_anchor;
}

struct reader reader_of(struct arena *a, const struct doc *d, const struct date_context *c)
{
    struct reader r = {
        .a = a, .d = d, .v = datewords_of(a, d), .end = d->tokens.n, .country = c->country};
    r.persian = str_eq(c->country, S("IR")) || str_eq(c->country, S("AF")) ||
                is_persian_text(str_sub(d->text, d->range.start, d->range.end));
    r.has_anchor = c->has_anchor;
    r.east = c->east;
    if (c->has_anchor) {
        int64_t local = c->anchor + c->east;
        r.anchor_day = local / 86400 - (local % 86400 < 0);
        r.anchor_second = (int)(local - r.anchor_day * 86400);
        r.has_time = r.anchor_second != 0;
    }
    return r;
}

// "9 سبتمبر من العام نفسه": the year that was named last.
static size_t read_same_year(const struct reader *r, size_t i, struct when *w)
{
    static const struct str same[] = {S_INIT("نفسه"), S_INIT("نفسها"), S_INIT("ذاته"),
                                      S_INIT("ذاتها")};
    size_t at = i + is_prep(r, i, PREP_FROM);
    if (!r->named_year || w->kind != WHEN_POINT || !(w->has & HAS_MONTH) || w->has & HAS_YEAR ||
        !is_unit(r, at, GRAIN_YEAR) || !has_clitic(r, at, CLITIC_THE))
        return i;
    for (size_t k = 0; k < COUNT_OF(same); k++)
        if (word_at(r, at + 1, same[k])) {
            w->year = r->named_year;
            w->has |= HAS_YEAR;
            return at + 2;
        }
    return i;
}

// The longest reading at item i.
static size_t read_mention(struct reader *r, size_t i, struct found *out)
{
    if (is_outlet_name(r, i))
        return 0;
    struct found points = {.first = i};
    size_t end = read_points(r, i, &points);
    if (!end)
        end = read_listed_day(r, i, &points.from);
    if (!end)
        end = read_bare_year(r, i, &points.from);
    struct when amount;
    size_t amount_end = item_starts(&r->v[i]) & AMOUNT ? read_amount_phrase(r, i, &amount) : 0;
    if (!end && !amount_end)
        return 0;
    if (end)
        end = read_same_year(r, end, &points.from);
    *out = points;
    if (amount_end > end) {
        *out = (struct found){.first = i, .from = amount};
        end = amount_end;
    }
    out->end = end;
    return end;
}

// Classes that begin nothing unless a word of the list follows.
static bool needs_word_behind(const struct item *it)
{
    switch ((enum word_class)it->sense[0].class) {
    case W_PREP:
    case W_THIS:
    case W_EVERY:
    case W_EDGE:
    case W_FEW:
    case W_ALL:
    case W_APPROX: return true;
    default: return false;
    }
}

// Whether a mention may begin with the item.
static bool can_start(const struct item *it)
{
    int prep;
    if (it->sense[0].class == W_NONE || it->sense[0].class == W_MARK || !item_starts(it))
        return false;
    // The item behind the last one is empty, so there always is a next one.
    bool followed = it[1].sense[0].class != W_NONE && it[1].sense[0].class != W_MARK;
    if (needs_word_behind(it) && !followed)
        return it->sense[0].class == W_EDGE; // "منتصف-الليل"
    return !item_is(it, W_PREP, &prep) || prep == PREP_FROM || prep == PREP_BETWEEN ||
           prep == PREP_BEFORE || prep == PREP_AFTER || prep == PREP_SINCE || prep == PREP_DURING;
}

bool scan_next(struct reader *r, size_t *at, struct found *out)
{
    if (out->end == *at && *at > r->first && *at < r->end && read_second_year(r, *at, out)) {
        *at = out->end;
        return true;
    }
    for (size_t i = *at; i < r->end; i++) {
        if (!can_start(&r->v[i]))
            continue;
        *out = (struct found){0};
        if (read_mention(r, i, out)) {
            *at = out->end;
            return true;
        }
    }
    *at = r->end;
    return false;
}

// --- mentions -----------------------------------------------------------------------------------

// Bytes of the clitics that do not belong to the mention: و, and ب and ل before most things.
static size_t foreign_clitics(const struct reader *r, const struct found *f)
{
    const struct item *it = &r->v[f->first];
    const struct token *t = &r->d->tokens.v[f->first];
    bool li =
        it->clitics & CLITIC_LI && !(it->clitics & CLITIC_THE) && f->from.kind == WHEN_DURATION;
    if (t->kind != TOKEN_WORD || (it->sense[0].class == W_DIGITS && !(it->clitics & CLITIC_AND)))
        return 0;
    int count = !!(it->clitics & CLITIC_AND) + !!(it->clitics & CLITIC_BI) + li;
    return clitic_bytes(token_text(r->d->text, t), count);
}

// The words before and at the start that usage counts in or out.
static void settle_span(const struct reader *r, struct found *f, struct span *at)
{
    size_t first = f->first;
    // "يوم الأربعاء" is the weekday; "عطلة نهاية الأسبوع" is one thing; "في" belongs to some.
    if (is_unit(r, first, GRAIN_DAY) && !has_clitic(r, first, CLITIC_THE) &&
        is_at(r, first + 1, W_WEEKDAY, NULL) && first + 1 < f->end)
        f->first = ++first;
    else if (f->from.has & HAS_WEEKEND && first > r->first && word_at(r, first - 1, S("عطله")))
        f->first = --first;
    at->start = r->d->tokens.v[first].start + foreign_clitics(r, f);
    at->end = r->d->tokens.v[f->end - 1].end;
}

// The second end of a period lies behind the first.
static void order_ends(const struct when *from, struct when *to, uint32_t said)
{
    int64_t a, b;
    if (!when_day(from, &a) || !when_day(to, &b) || b >= a || said & HAS_YEAR)
        return;
    if ((said & (HAS_WEEKDAY | HAS_DATE)) == HAS_WEEKDAY)
        b += (a - b + 6) / 7 * 7;
    else if (said & HAS_DATE)
        b = era_days(when_era(to), to->year + 1, to->month, to->day);
    else
        return;
    struct civil c = civil_from_days(b);
    to->year = c.year;
    to->month = c.month;
    to->day = c.day;
    to->calendar = ERA_GREGORIAN;
}

// A full date called today, or beside a weekday in the first sentences, anchors what follows.
static void learn_anchor(struct reader *r, size_t sentence, uint32_t said, const struct when *w)
{
    int64_t day;
    bool today = said & HAS_SHIFT_OF(GRAIN_DAY);
    if (r->has_anchor || !(today || (said & HAS_WEEKDAY && sentence < 3)) || !when_day(w, &day))
        return;
    r->has_anchor = true;
    r->anchor_day = day - (today ? w->shift[GRAIN_DAY] : 0);
}

// The rule that gives a point of time its value, by the fragments that were said.
static const char *point_rule(uint32_t said)
{
    // Order: the first whose bits were all said.
    static const struct {
        uint32_t has;
        const char *rule;
    } rules[] = {
        {HAS_NTH,                               "the nth day, week or weekday of a period"                 },
        {HAS_FEAST,                             "a feast"                                                  },
        {HAS_CENTURY,                           "a century"                                                },
        {HAS_DECADE,                            "a decade"                                                 },
        {HAS_SEASON,                            "a season"                                                 },
        {HAS_QUARTER,                           "a quarter of a year"                                      },
        {HAS_HALF,                              "a half of a year"                                         },
        {HAS_WEEKEND,                           "a weekend"                                                },
        {HAS_DATE | HAS_YEAR,                   "day, month and year"                                      },
        {HAS_DATE,                              "day and month; the year is that nearest to the article"   },
        {HAS_MONTH | HAS_YEAR,                  "month and year"                                           },
        {HAS_WEEKDAY | HAS_SHIFT_OF(GRAIN_DAY), "a day word (today, yesterday …) and a weekday"          },
        {HAS_WEEKDAY,                           "a weekday; the one that the tense of the sentence means"  },
        {HAS_SHIFT_OF(GRAIN_DAY),               "a day word (today, yesterday …) from the article's date"},
        {HAS_MONTH,                             "a month; the year is that nearest to the article"         },
        {HAS_DAY,                               "a day of the month in question"                           },
        {HAS_YEAR,                              "a year"                                                   },
        {HAS_TIME,                              "a clock time of the day in question"                      },
        {HAS_PART,                              "a part of the day in question"                            },
    };
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if ((said & rules[i].has) == rules[i].has)
            return rules[i].rule;
    return "a unit before, of or after the article's date";
}

static const char *rule_of(const struct found *f, uint32_t said)
{
    // Order: enum when_kind.
    static const char *const rules[] = {
        NULL,
        "an amount of time before or after the article's date",
        "the last or the next amount of time from the article's date",
        "a duration: a number and a unit of time",
        "a set: every such unit or weekday",
        "a vague word for past, present or future",
    };
    if (f->is_range)
        return "two ends of a period";
    return f->from.kind == WHEN_POINT ? point_rule(said) : rules[f->from.kind];
}

static struct date_mention mention_of(struct reader *r, size_t sentence, struct found *f)
{
    struct date_mention m = {0};
    settle_span(r, f, &m.at);
    uint32_t said = f->from.has, said_to = f->to.has;
    m.calendar = when_calendar(&f->from);
    m.why = rule_of(f, said);
    m.today = said & HAS_SHIFT_OF(GRAIN_DAY) && f->from.shift[GRAIN_DAY] == 0 && !f->is_range;
    m.weekday = said & HAS_WEEKDAY && !f->is_range;
    bool week = f->from.nth_unit == GRAIN_WEEK && said & HAS_DAY;
    // "ثورة 25 يناير" has no year of its own.
    struct reader view = *r;
    view.has_anchor &= !(f->first > r->first && is_at(r, f->first - 1, W_EVENT, NULL) &&
                         (said & (HAS_DATE | HAS_YEAR)) == HAS_DATE);
    when_complete(&view, &f->from);
    if (week)
        f->from.has |= HAS_SHIFT_OF(GRAIN_WEEK);
    if (f->is_range) {
        when_complete(r, &f->to);
        order_ends(&f->from, &f->to, said_to);
    } else {
        learn_anchor(r, sentence, said, &f->from);
    }
    int64_t day;
    if (f->from.kind == WHEN_POINT && !f->is_range && when_day(&f->from, &day)) {
        r->has_day = true;
        r->named_day = day;
    }
    if (f->from.kind == WHEN_POINT && said & HAS_YEAR && when_era(&f->from) == ERA_GREGORIAN)
        r->named_year = f->from.year;
    m.value = when_value(r, &f->from, f->is_range ? &f->to : NULL);
    m.mod = when_mod(&f->from);
    return m;
}

void dates_read(struct arena *a, const struct doc *d, const struct date_context *c,
                struct date_mention **out, size_t *out_count)
{
    VEC(struct date_mention) mentions = {0};
    struct reader r = reader_of(a, d, c);
    for (size_t s = 0; s < d->sentence_count; s++) {
        r.first = d->sentences[s].first;
        r.end = d->sentences[s].end;
        r.future = 0;
        r.has_day = false;
        struct found f = {0};
        bool any = false;
        for (size_t at = r.first; at < r.end;) {
            if (!any && can_start(&r.v[at])) {
                r.future = sentence_direction(&r);
                any = true;
            }
            if (!any) {
                at++;
                continue;
            }
            if (!scan_next(&r, &at, &f))
                break;
            struct found copy = f;
            *vec_push(a, &mentions) = mention_of(&r, s, &copy);
        }
    }
    *out = mentions.v;
    *out_count = mentions.n;
}
