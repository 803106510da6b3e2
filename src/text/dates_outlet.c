// dates_outlet: what is no date though it looks like one ("بغداد اليوم"), and where a sentence
// looks, to the past or to the future.
//
// Many outlets are called X اليوم.  Strong names are never dates unless a date follows ("بغداد
// اليوم الأربعاء"); for any other X, a word for a medium before it, a dateline, a credit line or
// quotation marks make a name of it.
#include <string.h>

#include "text/dates_scan.h"

// Names that are an outlet nearly everywhere, without اليوم.
static bool is_strong_name(struct str norm)
{
    static const struct str names[] = {
        S_INIT("بغداد"),  S_INIT("المصري"), S_INIT("روسيا"),   S_INIT("الامارات"),
        S_INIT("اخبار"),  S_INIT("راي"),    S_INIT("العرب"),   S_INIT("عمان"),
        S_INIT("فلسطين"), S_INIT("ليبيا"),  S_INIT("السودان"), S_INIT("هافانا"),
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct str rest = norm;
        if (str_eq(rest, names[i]))
            return true;
        // "لبغداد اليوم", "وروسيا اليوم"
        if (rest.n == names[i].n + 2 && str_ends(rest, names[i]))
            return true;
    }
    return false;
}

static bool is_media_word(const struct reader *r, size_t i)
{
    return is_at(r, i, W_MEDIA, NULL);
}

// "المصدر: … بغداد اليوم": a line that starts with a word of credit.
static bool on_credit_line(const struct reader *r, size_t i)
{
    static const struct str words[] = {S_INIT("المصدر"), S_INIT("المصادر"), S_INIT("نقلا"),
                                       S_INIT("متابعه"), S_INIT("خاص"),     S_INIT("ترجمه"),
                                       S_INIT("تحرير")};
    size_t first = i;
    while (first > 0 && !r->d->tokens.v[first].line_start && i - first < 24)
        first--;
    for (size_t k = 0; k < COUNT_OF(words); k++)
        if (word_at(r, first, words[k]))
            return true;
    return false;
}

// "X اليوم - ", "X اليوم:", "(X اليوم)", "«X اليوم»" with X the first word of a line or bracket.
static bool is_framed(const struct reader *r, size_t i)
{
    size_t before = i - 1;
    bool opens =
        r->d->tokens.v[before].line_start ||
        (before > r->first && (is_mark_at(r, before - 1, '(') || is_mark_at(r, before - 1, '"') ||
                               is_mark_at(r, before - 1, '-') || is_mark_at(r, before - 1, '|')));
    bool closes = is_mark_at(r, i + 1, '-') || is_mark_at(r, i + 1, ':') ||
                  is_mark_at(r, i + 1, ')') || is_mark_at(r, i + 1, '"') ||
                  is_mark_at(r, i + 1, '|') || is_mark_at(r, i + 1, '/');
    return opens && closes && r->d->tokens.v[before].kind == TOKEN_WORD &&
           !is_at(r, before, W_PART, NULL) && !is_at(r, before, W_PREP, NULL) &&
           !is_at(r, before, W_THIS, NULL);
}

bool is_outlet_name(const struct reader *r, size_t i)
{
    if (word_at(r, i, S("اليوم")) && (word_at(r, i + 1, S("السابع")) || word_at(r, i + 1, S("24"))))
        return true;
    if (i <= r->first || has_clitic(r, i, CLITIC_AND))
        return false;
    // "صحيفة الغد", "قناة الغد"
    if (is_media_word(r, i - 1))
        return true;
    if (!word_at(r, i, S("اليوم")))
        return false;
    struct when date = {0};
    bool dated = read_weekday(r, i + 1, &date) || is_mark_at(r, i + 1, '(') ||
                 read_day_month(r, i + 1, &date);
    if (i > r->first + 1 && is_media_word(r, i - 2))
        return true;
    if (is_strong_name(r->d->tokens.v[i - 1].norm) && !dated)
        return true;
    if (dated || r->d->tokens.v[i - 1].kind != TOKEN_WORD)
        return false;
    return is_framed(r, i) || (on_credit_line(r, i) && !is_at(r, i - 1, W_PART, NULL));
}

// --- direction ----------------------------------------------------------------------------------

// A verb in the future: سي or ست before it, and none of the nouns that begin so.
static bool is_future_verb(struct str norm)
{
    static const char nouns[] =
        "سيار سياس سياق سيطر سينا سينم سيول سيد سيف سيره سيرت سياد سياح سيبي سيلا سيمن سيكو سيات "
        "سيرج سيئ سيلف سيتي ستين ستون ستار ستاد ستره ستوك ستيف ستان ستمئ ستما ستراتيج";
    if (norm.n < 8 || memcmp(norm.p, "\xD8\xB3", 2) != 0 ||
        !(str_starts(norm, S("سي")) || str_starts(norm, S("ست"))))
        return false;
    struct str rest = str_from_cstr(nouns), noun;
    while (rest.n) {
        str_cut(rest, ' ', &noun, &rest);
        if (str_starts(norm, noun))
            return false;
    }
    return true;
}

// "ينطلق البرنامج", "تبدأ المفاوضات": a sentence that begins with an imperfect tells what is to
// come, unless it is one of speech or of thought.
static bool opens_with_imperfect(const struct reader *r)
{
    static const struct str others[] = {
        S_INIT("يقول"), S_INIT("تقول"), S_INIT("يذكر"), S_INIT("تذكر"), S_INIT("يري"),
        S_INIT("تري"),  S_INIT("يشير"), S_INIT("تشير"), S_INIT("ياتي"), S_INIT("تاتي"),
        S_INIT("يوكد"), S_INIT("توكد"), S_INIT("يعد"),  S_INIT("تعد"),  S_INIT("يبدو")};
    const struct token *t = &r->d->tokens.v[r->first];
    if (r->first >= r->end || t->kind != TOKEN_WORD || t->clitics.verb <= 0 ||
        !(str_starts(t->norm, S("ي")) || str_starts(t->norm, S("ت"))))
        return false;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (str_eq(t->norm, others[i]))
            return false;
    return true;
}

int sentence_direction(const struct reader *r)
{
    bool other = false, future = opens_with_imperfect(r);
    for (size_t i = r->first; i < r->end; i++) {
        enum word_class class = (enum word_class)r->v[i].sense[0].class;
        // Beside a verb of speech, a day is when it was said, whatever was foretold.
        if (class == W_REPORT)
            return -1;
        if (r->d->tokens.v[i].kind != TOKEN_WORD || (class != W_NONE && class != W_FUTURE))
            continue;
        future |= class == W_FUTURE || is_future_verb(r->d->tokens.v[i].norm);
        other = true;
    }
    return future ? 1 : other ? -1 : 0;
}
