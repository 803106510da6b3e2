// person_name: see person_name.h.
//
// Arabic has no capitals, and its names are made of words that mean something.  Whether an unknown
// word may be part of a name is asked of the document frequencies (text/background.h): nouns stand
// there with and without their article, names do not.  Where the entity reader found a person, its
// word counts more than these guesses.  Behind a definite word a construct is closed: an indefinite
// word there (الفرنسي | فرانسوا) cannot belong to the role any more, so the name starts.
//
// Source: arabic.md section 4.  Limits: a name has at most NAME_WORDS words.
#include "read/person_name.h"

#include <string.h>

#include "text/background.h"

enum { NAME_WORDS = 6 };

// Words that can be no part of a name.
#define NAME_ENDERS                                                                                \
    (WORD_PREP | WORD_CONJ | WORD_REL | WORD_COMP | WORD_COMPWEAK | WORD_ATTRIB | WORD_TIME |      \
     WORD_ROLE | WORD_ORG | WORD_DOC | WORD_MEDIA | WORD_VERBISH | WORD_GOVERNOR | WORD_GROUP |    \
     WORD_APPOSITION | WORD_SELF | WORD_SAME | WORD_ANON | WORD_EVENT | WORD_NONAME)

bool word_is_bare(const struct quote_reader *r, size_t i)
{
    return W(i).clitics == 0;
}

bool person_name_starts(const struct quote_reader *r, size_t i)
{
    if (!is_word(r, i) || !word_is_bare(r, i))
        return false;
    if (r->person_end && r->person_end[i] &&
        (W(i).classes == 0 || // ملك شاهر
         (IS(i, WORD_ROLE | WORD_RANK) && !W(i).definite && r->person_end[i] > i + 1) ||
         norm_is(r, i, "ماي"))) // a month, but here تيريزا ماي
        return true;
    if (W(i).classes == 0 && i + 1 < r->d->tokens.n && norm_is(r, i + 1, "بالله"))
        return true; // المعتز بالله
    return IS(i, WORD_GIVEN) || (IS(i, WORD_KIN) && !IS(i, WORD_PREP | WORD_CONJ));
}

// Nouns with a pronoun (رفضهم، دعوته) are objects, not names.
static bool has_pronoun(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm, raw = token_text(r->d->text, &r->d->tokens.v[i]);
    return str_ends(norm, S("هم")) || str_ends(norm, S("هما")) || str_ends(norm, S("ها")) ||
           (str_ends(raw, S("ه")) && // رفضه, but خوسيه
            background_word_df(str_take(norm, norm.n - 2)) > 2);
}

// An unknown word that news uses like any noun or verb, and not like a name: with and without its
// article, or often without ever having one.
bool word_is_common(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    if (W(i).classes & (WORD_GIVEN | WORD_KIN))
        return false;
    if (W(i).definite)
        return background_word_df(W(i).base) >= 8;
    if (str_ends(norm, S("ي")) && norm.n > 6 && // ممثلي النقابات
        word_of(str_take(norm, norm.n - 2)).classes & (WORD_ROLE | WORD_GROUP))
        return true;
    char whole[64] = "ال";
    if (norm.n > sizeof whole - 4)
        return false;
    memcpy(whole + 4, norm.p, norm.n);
    return background_word_df(norm) >= 12 &&
           background_word_df((struct str){whole, norm.n + 4}) >= 3;
}

// An indefinite noun in the accusative, which no name is: اتجاها
bool word_is_accusative(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    return W(i).classes == 0 && !W(i).definite && str_ends(norm, S("ا")) && norm.n >= 8 &&
           background_word_df(str_take(norm, norm.n - 2)) >= 8;
}

// A word that stands in many articles and has the shape of an imperfect.
bool word_is_frequent(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    bool imperfect = str_starts(norm, S("ي")) || str_starts(norm, S("ت")) ||
                     str_starts(norm, S("س")) || str_starts(norm, S("ن"));
    return !IS(i, WORD_GIVEN | WORD_KIN) && !W(i).definite &&
           background_word_df(norm) >= (imperfect ? 20 : 120);
}

// Whether the word at i is a common noun behind its preposition: بإقدام, not بسوسة.
bool word_is_common_behind(const struct quote_reader *r, size_t i)
{
    char whole[64] = "ال";
    struct str base = W(i).base;
    if (base.n > sizeof whole - 4)
        return false;
    memcpy(whole + 4, base.p, base.n);
    return background_word_df((struct str){whole, base.n + 4}) >= 3;
}

// وتتواصل: an unknown word that is a common one behind its و.
bool word_is_conjoined(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    if (W(i).classes || !str_starts(norm, S("و")) || norm.n < 8 ||
        (r->person_end && r->person_end[i]))
        return false;
    size_t rest = background_word_df(str_drop(norm, 2));
    return rest >= 5 && rest > 2 * background_word_df(norm);
}

static bool can_follow_name(const struct quote_reader *r, size_t i)
{
    if (IS(i, WORD_GIVEN) && IS(i, WORD_ROLE) && i + 1 < r->d->tokens.n &&
        IS(i + 1, WORD_ADJECTIVE | WORD_ORG))
        return false; // مية الجريبي | أمين عام
    // فون دير لاين: what looks like a preposition may be part of a foreign name
    bool bare = word_is_bare(r, i) || (W(i).clitics == CLITIC_LI && W(i).classes == 0 &&
                                       !W(i).definite && !word_is_common_behind(r, i));
    if (!is_word(r, i) || !bare || r->d->tokens.v[i].norm.n < 4)
        return false;
    if (IS(i, WORD_GIVEN | WORD_KIN))
        return true;
    if (IS(i, NAME_ENDERS) || (W(i).classes == 0 && str_ends(r->d->tokens.v[i].norm, S("ته"))))
        return false;
    return (!IS(i, WORD_CUE_VERB | WORD_CUE_PARTICIPLE) || W(i).definite) &&
           !word_is_conjoined(r, i);
}

bool person_name_can_be(const struct quote_reader *r, size_t i)
{
    return can_follow_name(r, i) && (W(i).classes != 0 || !has_pronoun(r, i));
}

bool person_name_is_hyphen(const struct quote_reader *r, size_t i, size_t limit)
{
    const struct token *t = r->d->tokens.v;
    return mark_byte(r->d, i) == '-' && i + 1 < limit && t[i - 1].end == t[i].start &&
           t[i].end == t[i + 1].start;
}

// Behind one given name a role word is a name too: شوقي الطبيب، الباجي قائد السبسي
static bool is_second_name(const struct quote_reader *r, size_t first, size_t i, size_t limit)
{
    if (i != first + 1 || !is_word(r, i) || !IS(i, WORD_ROLE) || !word_is_bare(r, i))
        return false;
    return W(i).definite || (W(first).definite && i + 1 < limit && W(i + 1).definite);
}

// شرف الدين، سعد الله: the second half of a name of two words.
static bool ends_compound(const struct quote_reader *r, size_t i)
{
    static const char *const halves[] = {"الدين", "الله", "الرحمن", "الاسلام", "العابدين"};
    for (size_t k = 0; k < COUNT_OF(halves); k++)
        if (norm_is(r, i, halves[k]))
            return true;
    return false;
}

// Whether the word at `at` can go on the name that has `words` words already.
static bool goes_on(const struct quote_reader *r, size_t first, size_t at, size_t words,
                    size_t limit)
{
    if (words == 1 && is_second_name(r, first, at, limit))
        return true;
    if (can_follow_name(r, at) && !W(at).definite && at + 1 < limit && ends_compound(r, at + 1))
        return true; // رضا شرف الدين
    if (norm_is(r, at, "بالله") && at == first + 1)
        return true; // المعتز بالله
    if (words == 1 && IS(first, WORD_GIVEN) && IS(at, WORD_TIME) && word_is_bare(r, at) &&
        !W(at).definite)
        return true; // علي مارس
    if (words == 1 && person_name_starts(r, first) && is_word(r, at) && W(at).classes == 0 &&
        W(at).clitics == CLITIC_BI && at + 1 < limit && is_comma(r->d, at + 1))
        return true; // ديان براي، نجيم بالضياف،
    if (!can_follow_name(r, at))
        return false;
    if (at + 1 == limit && is_word(r, limit) && IS(limit, WORD_COMP) && !W(at).definite)
        return true; // قال ظفار إقبال | إن: no object can stand there
    if (words >= 2)
        return IS(at - 1, WORD_KIN) || !(word_is_common(r, at) || word_is_accusative(r, at));
    if (!word_is_common(r, at))
        return true;
    // فيون | تجاوز الموقف
    bool takes_object =
        !W(at).definite && at + 1 < limit && W(at + 1).definite && !IS(at + 1, WORD_TIME);
    bool surname = W(at).definite && str_ends(W(at).base, S("ي")); // مهران الخليفي
    return (IS(first, WORD_GIVEN | WORD_KIN | WORD_RANK) || surname) && !takes_object;
}

// هالة المرغني | أرادت
static bool is_past_of_she(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    return W(i).classes == 0 && !W(i).definite && norm.n >= 8 && str_ends(norm, S("ت")) &&
           background_word_df(norm) >= 3;
}

// The last name at `at` behind two words that the entity reader found without it.
static bool is_left_out(const struct quote_reader *r, size_t first, size_t at, size_t limit)
{
    if (at != first + 2 || at >= limit || W(at).classes != 0)
        return false;
    if (ends_compound(r, at - 1) && word_is_bare(r, at) && W(at).definite &&
        str_ends(W(at).base, S("ي")))
        return true; // صلاح الدين | المصري
    return IS(first, WORD_GIVEN) && IS(at - 1, WORD_GIVEN) && can_follow_name(r, at) &&
           !W(at).definite && str_ends(r->d->tokens.v[at].norm, S("ي")) &&
           (at + 1 == limit || is_comma(r->d, at + 1) || W(at + 1).clitics & CLITIC_AND ||
            IS(at + 1, WORD_COMP)); // محمد صالح | غربي
}

// The end of the name that starts at i where the entity reader found one.
static size_t mention_end(const struct quote_reader *r, size_t i, size_t limit)
{
    size_t at = i + 1;
    while (at < r->person_end[i] && !(W(at).clitics & CLITIC_AND)) // فلان | وفلان
        at++;
    if (at < limit && r->person_end[at] > at && r->person_end[at] <= limit)
        at = r->person_end[at]; // a long name in two mentions
    return at + is_left_out(r, i, at, limit);
}

// The end of the name that starts at i.
size_t person_name_end(const struct quote_reader *r, size_t i, size_t limit)
{
    size_t words = 1, at = i + 1;
    if (r->person_end && r->person_end[i] > at && r->person_end[i] <= limit)
        return mention_end(r, i, limit);
    for (; at < limit && words < NAME_WORDS; at++) {
        if (person_name_is_hyphen(r, at, limit))
            continue;
        if (!goes_on(r, i, at, words, limit) || (words >= 2 && is_past_of_she(r, at)))
            break;
        words++;
    }
    while (at > i + 1 && !is_word(r, at - 1))
        at--;
    return at;
}

bool word_is_prefixed(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    char whole[64] = "ال";
    if (W(i).classes || W(i).definite || norm.n < 8 || norm.n > sizeof whole - 4 ||
        !(str_starts(norm, S("ب")) || str_starts(norm, S("ل"))))
        return false;
    struct str rest = str_drop(norm, 2);
    memcpy(whole + 4, rest.p, rest.n);
    size_t df = background_word_df(rest); // a noun stands with its article too: not بيونغ
    return df >= 20 || (df >= 3 && background_word_df((struct str){whole, rest.n + 4}) > 0);
}

// Behind a definite word, or a place, an indefinite unknown word cannot carry the construct on.
static bool closes_construct(const struct quote_reader *r, size_t before, size_t i)
{
    if (!is_word(r, i) || !word_is_bare(r, i) || W(i).definite || !is_word(r, before) ||
        W(i).classes & ~(uint64_t)(WORD_GIVEN | WORD_FEMALE | WORD_KIN | WORD_RANK))
        return false;
    return W(before).definite || IS(before, WORD_PLACE) ||
           (W(before).clitics & CLITIC_BI && W(before).classes == 0);
}

// Behind such a word a name is rather that of a street, a hospital, a party: معهد محمد بوذينة,
// كتائب الشهيد عز الدين, but not الناطق باسم المنظمة محمد …
static bool is_namesake(const struct quote_reader *r, size_t before)
{
    if (!is_word(r, before) || !IS(before, WORD_NAMELY | WORD_ORG | WORD_PREP))
        return false;
    return !W(before).definite || norm_is(r, before, "الشهيد");
}

// متحدث باسم رئيس الوزراء فلان: the name is his who is spoken for.
static bool is_spokesman_of_named(const struct quote_reader *r, size_t first, size_t end)
{
    return !W(first).definite && first + 2 < end && norm_is(r, first + 1, "باسم") &&
           IS(first + 2, WORD_ROLE) && word_is_bare(r, first + 2);
}

// Where in (first, end) a person starts whom the entity reader found; end if nowhere.
static size_t find_mention(const struct quote_reader *r, size_t first, size_t end)
{
    for (size_t i = first + 1; r->person_end && i < end; i++)
        if (r->person_end[i] > i && i > first + 1 && norm_is(r, i - 1, "علي"))
            return i - 1; // على المالكي, for علي
        else if (r->person_end[i] > i && word_is_bare(r, i) && !is_namesake(r, i - 1))
            return i;
    return end;
}

// The mention at i with what belongs to the name before it: a rank, and a first name that the
// entity reader left out (جوش | إرنست).
size_t person_name_mention_start(const struct quote_reader *r, size_t first, size_t i)
{
    size_t before = i - 1;
    if (before > first && person_name_can_be(r, before) && !W(before).definite &&
        !word_is_common(r, before) &&
        (IS(before, WORD_GIVEN) || closes_construct(r, before - 1, before)))
        i = before;
    while (i > first + 1 && is_word(r, i - 1) && IS(i - 1, WORD_RANK) &&
           ((W(i - 1).definite && !IS(i - 1, WORD_ADJECTIVE)) || norm_is(r, i - 1, "اول")))
        i--;
    return i;
}

// Where in the description [first, end) the name starts; end if nowhere.
size_t person_name_find(const struct quote_reader *r, size_t first, size_t end)
{
    if (is_spokesman_of_named(r, first, end))
        return end;
    size_t mention = find_mention(r, first, end);
    if (mention < end)
        return person_name_mention_start(r, first, mention);
    for (size_t i = first + 1; i < end; i++) {
        if (!is_word(r, i - 1)) { // نشر "كنوز" محمد صالح
            if (person_name_starts(r, i) && mark_is_quote(r->d, i - 1))
                return i;
            continue;
        }
        if (IS(i - 1, WORD_MEDIA) && !IS(i - 1, WORD_ORG))
            continue;
        bool named_after = is_namesake(r, i - 1);
        // أشرف على: a verb that looks like a given name
        bool verb = i + 1 < end && norm_is(r, i + 1, "علي") && !W(i).definite;
        if (person_name_starts(r, i) && !named_after && !verb)
            return i;
        if (person_name_starts(r, i)) {
            i = person_name_end(r, i, end) - 1;
            continue;
        }
        if (IS(i, WORD_RANK) && !IS(i, WORD_ADJECTIVE) && W(i).definite && i + 1 < end &&
            (person_name_starts(r, i + 1) || IS(i + 1, WORD_RANK) ||
             (person_name_can_be(r, i + 1) && !W(i + 1).definite && !word_is_common(r, i + 1))))
            return i;
        if (closes_construct(r, i - 1, i) && !named_after && person_name_can_be(r, i) &&
            !word_is_common(r, i) && !word_is_frequent(r, i))
            return i;
    }
    return end;
}
