// speakers: see speakers.h.
//
// Arabic has no capitals, but its noun phrases say a good deal.  A role (رئيس، الناطق باسم …) opens
// a person; an organisation noun (وزارة، حركة …) an organisation.  Behind a definite word a
// construct is closed: an indefinite word there (الفرنسي | فرانسوا) cannot belong to the role any
// more, so the name starts.  A known given name starts one anywhere.  Roles may hold prepositions
// (القيادي في حزب …), but not those of an occasion (في تصريح، خلال، لوكالة …), which end the
// phrase. Source: arabic.md sections 4 and 5, and the rules of data/quotes. Limits: a phrase has at
// most PHRASE_TOKENS tokens; SPEAKERS_MAX phrases are remembered.
#include "read/speakers.h"

#include <string.h>

#include "base/buf.h"
#include "text/background.h"

enum { PHRASE_TOKENS = 36, NAME_WORDS = 6 };

#define W(i) (r->words[i])
#define IS(i, mask) ((W(i).classes & (mask)) != 0)

char mark_byte(const struct doc *d, size_t token)
{
    const struct token *t = &d->tokens.v[token];
    return t->kind == TOKEN_MARK ? d->text.p[t->start] : '\0';
}

bool is_comma(const struct doc *d, size_t token)
{
    struct str s = token_text(d->text, &d->tokens.v[token]);
    return str_eq(s, S("،")) || str_eq(s, S(","));
}

static bool is_word(const struct quote_reader *r, size_t i)
{
    return r->d->tokens.v[i].kind == TOKEN_WORD;
}

static bool norm_is(const struct quote_reader *r, size_t i, const char *norm)
{
    return str_eq(r->d->tokens.v[i].norm, str_from_cstr(norm));
}

// Words that can be no part of a name.
#define NAME_ENDERS                                                                                \
    (WORD_PREP | WORD_CONJ | WORD_REL | WORD_COMP | WORD_COMPWEAK | WORD_ATTRIB | WORD_TIME |      \
     WORD_ROLE | WORD_ORG | WORD_DOC | WORD_MEDIA | WORD_VERBISH | WORD_GOVERNOR | WORD_GROUP |    \
     WORD_APPOSITION | WORD_SELF | WORD_SAME | WORD_ANON | WORD_EVENT)

static bool is_bare(const struct quote_reader *r, size_t i)
{
    return W(i).clitics == 0;
}

static bool starts_name(const struct quote_reader *r, size_t i)
{
    if (!is_word(r, i) || !is_bare(r, i))
        return false;
    return IS(i, WORD_GIVEN) || (IS(i, WORD_KIN) && !IS(i, WORD_PREP | WORD_CONJ));
}

// Nouns with a pronoun (رفضهم، دعوته) are objects, not names.
static bool has_pronoun(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm, raw = token_text(r->d->text, &r->d->tokens.v[i]);
    return str_ends(norm, S("هم")) || str_ends(norm, S("هما")) || str_ends(norm, S("ها")) ||
           str_ends(raw, S("ه"));
}

// An unknown word that news uses like any noun or verb, and not like a name: with and without its
// article, or often without ever having one.
static bool is_common(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    if (W(i).classes & (WORD_GIVEN | WORD_KIN))
        return false;
    if (W(i).definite)
        return background_word_df(W(i).base) >= 8;
    char whole[64] = "ال";
    if (norm.n > sizeof whole - 4)
        return false;
    memcpy(whole + 4, norm.p, norm.n);
    return background_word_df(norm) >= 12 &&
           background_word_df((struct str){whole, norm.n + 4}) >= 3;
}

// An indefinite noun in the accusative, which no name is: اتجاها
static bool is_accusative(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    return W(i).classes == 0 && !W(i).definite && str_ends(norm, S("ا")) && norm.n >= 8 &&
           background_word_df(str_take(norm, norm.n - 2)) >= 8;
}

// A word that stands in many articles: a verb, or a very well-known name.
static bool is_frequent(const struct quote_reader *r, size_t i)
{
    return !IS(i, WORD_GIVEN | WORD_KIN) && !W(i).definite &&
           background_word_df(r->d->tokens.v[i].norm) >= 20;
}

// Whether the word at i is a common noun behind its preposition: بإقدام, not بسوسة.
static bool is_common_behind(const struct quote_reader *r, size_t i)
{
    char whole[64] = "ال";
    struct str base = W(i).base;
    if (base.n > sizeof whole - 4)
        return false;
    memcpy(whole + 4, base.p, base.n);
    return background_word_df((struct str){whole, base.n + 4}) >= 3;
}

static bool can_follow_name(const struct quote_reader *r, size_t i)
{
    // فون دير لاين: what looks like a preposition may be part of a foreign name
    bool bare = is_bare(r, i) || (W(i).clitics == CLITIC_LI && W(i).classes == 0 &&
                                  !W(i).definite && !is_common_behind(r, i));
    if (!is_word(r, i) || !bare || r->d->tokens.v[i].norm.n < 4)
        return false;
    if (IS(i, WORD_GIVEN | WORD_KIN))
        return true;
    if (IS(i, NAME_ENDERS))
        return false;
    return !IS(i, WORD_CUE_VERB | WORD_CUE_PARTICIPLE) || W(i).definite;
}

static bool can_be_name(const struct quote_reader *r, size_t i)
{
    return can_follow_name(r, i) && (W(i).classes != 0 || !has_pronoun(r, i));
}

static bool is_hyphen(const struct quote_reader *r, size_t i, size_t limit)
{
    const struct token *t = r->d->tokens.v;
    return mark_byte(r->d, i) == '-' && i + 1 < limit && t[i - 1].end == t[i].start &&
           t[i].end == t[i + 1].start;
}

// Behind one given name a role word is a name too: شوقي الطبيب، الباجي قائد السبسي
static bool is_second_name(const struct quote_reader *r, size_t first, size_t i, size_t limit)
{
    if (i != first + 1 || !is_word(r, i) || !IS(i, WORD_ROLE) || !is_bare(r, i))
        return false;
    return W(i).definite || (W(first).definite && i + 1 < limit && W(i + 1).definite);
}

// Whether the word at `at` can go on the name that has `words` words already.
static bool goes_on(const struct quote_reader *r, size_t first, size_t at, size_t words,
                    size_t limit)
{
    if (words == 1 && is_second_name(r, first, at, limit))
        return true;
    if (!can_follow_name(r, at))
        return false;
    if (words >= 2)
        return IS(at - 1, WORD_KIN) || !(is_common(r, at) || is_accusative(r, at));
    if (!is_common(r, at))
        return true;
    // فيون | تجاوز الموقف
    bool takes_object =
        !W(at).definite && at + 1 < limit && W(at + 1).definite && !IS(at + 1, WORD_TIME);
    return IS(first, WORD_GIVEN | WORD_KIN | WORD_RANK) && !takes_object;
}

// The end of the name that starts at i.
static size_t name_end(const struct quote_reader *r, size_t i, size_t limit)
{
    size_t words = 1, at = i + 1;
    for (; at < limit && words < NAME_WORDS; at++) {
        if (is_hyphen(r, at, limit))
            continue;
        if (!goes_on(r, i, at, words, limit))
            break;
        words++;
    }
    while (at > i + 1 && !is_word(r, at - 1))
        at--;
    return at;
}

const struct marked *short_mark(const struct quote_reader *r, size_t i)
{
    size_t m = r->mark_at[i];
    if (m == MARK_NONE || r->marks.v[m].close == MARK_NONE || r->marks.v[m].words > 5)
        return NULL;
    return &r->marks.v[m];
}

// Whether a preposition at i carries the description on (القيادي في حزب) or opens an occasion.
static bool carries_on(const struct quote_reader *r, size_t i, size_t limit)
{
    if (norm_is(r, i, "من") && i + 1 < limit &&
        (norm_is(r, i + 1, "داخل") || norm_is(r, i + 1, "اجل")))
        return true;
    if ((norm_is(r, i, "داخل") || norm_is(r, i, "اجل")) && norm_is(r, i - 1, "من"))
        return true;
    static const char *const inner[] = {"في", "فى", "من", "باسم", "لدي", "عن"};
    bool known = false;
    for (size_t k = 0; k < COUNT_OF(inner); k++)
        known |= norm_is(r, i, inner[k]);
    if (!known || i + 1 >= limit || !is_word(r, i + 1))
        return false;
    return !IS(i + 1, WORD_EVENT | WORD_TIME | WORD_PREP | WORD_COMP | WORD_SAME | WORD_CONJ);
}

// Whether token i ends the noun phrase.
static bool stops_phrase(const struct quote_reader *r, size_t head, size_t i, size_t limit)
{
    const struct word *w = &W(i);
    if (!is_word(r, i))
        return r->d->tokens.v[i].kind == TOKEN_MARK;
    if (w->classes & WORD_GIVEN && is_bare(r, i)) // قوات الأمن | بشير نصر
        return IS(head, WORD_ORG) && !IS(head, WORD_ROLE) && i > head + 1 && W(i - 1).definite &&
               !IS(i - 1, WORD_NAMELY);
    if (w->classes & WORD_MASDAR && (w->definite || w->clitics & CLITIC_BI) &&
        !(w->classes & (WORD_ROLE | WORD_ORG | WORD_DOC)))
        return true;
    if (IS(head, WORD_DOC) && !W(head).definite && w->form & FORM_SUFFIXED &&
        w->classes & WORD_CUE_VERB)
        return false; // دراسة نشرتها مجلة …
    if (w->classes & WORD_APPOSITION)
        return !IS(head, WORD_ROLE);
    if (w->classes & WORD_TIME && i == head + 1 && w->definite && IS(head, WORD_ROLE) &&
        !W(head).definite) // خطيب الجمعة
        return false;
    if (w->classes & (WORD_COMP | WORD_COMPWEAK | WORD_REL | WORD_ATTRIB | WORD_SELF | WORD_TIME |
                      WORD_VERBISH) &&
        !(w->classes & WORD_ROLE))
        return true;
    if (w->classes & WORD_PREP)
        return (IS(head, WORD_DOC) && i == head + 1) || !carries_on(r, i, limit);
    if (w->classes & WORD_CONJ)
        return !(norm_is(r, i, "ام") && norm_is(r, i - 1, "اف")); // FM
    if (w->classes & (WORD_CUE_VERB | WORD_CUE_PARTICIPLE) &&
        !(w->classes & (WORD_ROLE | WORD_ORG | WORD_DOC | WORD_GROUP)) && !w->definite)
        return true;
    if (w->clitics & (CLITIC_LI | CLITIC_BI) && w->classes & (WORD_EVENT | WORD_MEDIA) &&
        !(w->classes & WORD_ORG && !(w->classes & WORD_MEDIA)))
        return true;
    if (norm_is(r, i, "ل") || norm_is(r, i, "ب"))
        return true;
    if (w->clitics & CLITIC_AND && !w->definite && w->classes == 0)
        return !(i + 1 < limit && W(i + 1).definite);
    if (IS(head, WORD_ROLE))
        return false;
    if (w->clitics & CLITIC_BI && !w->definite && w->classes == 0 && i > head &&
        is_common_behind(r, i))
        return true; // أفادت الشرطة الألمانية | بإقدام
    if (IS(head, WORD_PLACE) && !IS(head, WORD_ORG)) // كوريا الشمالية, but البحرين | الإجراء
        return i > head + 1 || !w->definite || !str_ends(w->base, S("يه"));
    if (w->classes == 0 && is_bare(r, i) && !w->definite)
        return !is_word(r, i - 1) || (W(i - 1).definite && !IS(i - 1, WORD_MEDIA));
    return false;
}

// The end of the description that starts at i: its tokens up to what stops it.
static size_t description_end(const struct quote_reader *r, size_t i, size_t limit)
{
    size_t at = i + 1;
    if (limit > i + PHRASE_TOKENS)
        limit = i + PHRASE_TOKENS;
    while (at < limit) {
        const struct marked *m = short_mark(r, at);
        if (m && m->close < limit) {
            at = m->close + 1;
            continue;
        }
        if (is_hyphen(r, at, limit)) {
            at++;
            continue;
        }
        if (stops_phrase(r, i, at, limit))
            break;
        at++;
    }
    return at;
}

// Behind a definite word, or a place, an indefinite unknown word cannot carry the construct on.
static bool closes_construct(const struct quote_reader *r, size_t before, size_t i)
{
    if (!is_word(r, i) || !is_bare(r, i) || W(i).definite || !is_word(r, before) ||
        W(i).classes & ~(uint32_t)(WORD_GIVEN | WORD_FEMALE | WORD_KIN | WORD_RANK))
        return false;
    return W(before).definite || IS(before, WORD_PLACE) ||
           (W(before).clitics & CLITIC_BI && W(before).classes == 0);
}

// Where in the description [first, end) the name starts; end if nowhere.
static size_t find_name(const struct quote_reader *r, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        if (!is_word(r, i - 1) || (IS(i - 1, WORD_MEDIA) && !IS(i - 1, WORD_ORG)))
            continue;
        // كتائب الشهيد عز الدين, معهد محمد بوذينة: named after somebody
        bool named_after = IS(i - 1, WORD_NAMELY | WORD_ORG | WORD_PREP) &&
                           (!W(i - 1).definite || !IS(i - 1, WORD_ORG));
        if (starts_name(r, i) && !named_after)
            return i;
        if (starts_name(r, i)) {
            i = name_end(r, i, end) - 1;
            continue;
        }
        if (IS(i, WORD_RANK) && W(i).definite && i + 1 < end &&
            (starts_name(r, i + 1) || IS(i + 1, WORD_RANK)))
            return i;
        if (closes_construct(r, i - 1, i) && !named_after && !is_common(r, i) && !is_frequent(r, i))
            return i;
    }
    return end;
}

// A name behind the comma at token `comma`: وزير الدفاع الوطني، فرحات الحرشاني إن
static bool name_behind_comma(const struct quote_reader *r, size_t comma, size_t limit,
                              struct token_range *name)
{
    size_t i = comma + 1;
    while (i < limit && IS(i, WORD_TITLE) && !IS(i, WORD_ROLE))
        i++;
    size_t first = i;
    if (i < limit && IS(i, WORD_RANK) && W(i).definite)
        i++;
    if (i >= limit || !can_be_name(r, i))
        return false;
    size_t end = name_end(r, i, limit);
    bool known = starts_name(r, i);
    bool bounded = end >= limit || stops_phrase(r, comma, end, limit);
    if (!known && (end - i < 2 || !bounded || W(i).definite))
        return false;
    *name = (struct token_range){first, end};
    return true;
}

static void parse_role_behind(const struct quote_reader *r, size_t i, size_t limit,
                              struct phrase *out)
{
    if (i < limit && mark_byte(r->d, i) == '(')
        for (size_t k = i + 1; k < limit && k < i + 6; k++)
            if (mark_byte(r->d, k) == ')') {
                i = k + 1;
                break;
            }
    if (i < limit && is_comma(r->d, i))
        i++;
    if (i >= limit || !is_word(r, i) || !IS(i, WORD_ROLE) || W(i).clitics)
        return;
    out->role = (struct token_range){i, description_end(r, i, limit)};
    out->end = out->role.end;
}

static bool parse_named(const struct quote_reader *r, size_t i, size_t limit, struct phrase *out)
{
    size_t start = i;
    if (IS(i, WORD_RANK) && !IS(i, WORD_GIVEN))
        while (i < limit && IS(i, WORD_RANK) && !starts_name(r, i))
            i++;
    if (i >= limit)
        return false;
    out->kind = SPEAKER_PERSON;
    out->own_name = true;
    out->name = (struct token_range){start, name_end(r, i, limit)};
    out->end = out->name.end;
    out->feminine = IS(i, WORD_FEMALE);
    parse_role_behind(r, out->end, limit, out);
    return true;
}

static bool is_feminine_word(const struct quote_reader *r, size_t i)
{
    return str_ends(W(i).base, S("ه"));
}

// مسؤول كبير, مسؤول في: somebody without a name; but مسؤول الإعلام is a role.
static bool is_some_official(const struct quote_reader *r, size_t i, size_t limit)
{
    return str_starts(W(i).base, S("مسؤول")) && !W(i).definite &&
           !(i + 1 < limit && is_word(r, i + 1) && W(i + 1).definite && !W(i + 1).clitics);
}

// A person's name in marks behind the role: المحامي الفرنسي "برنارد لامون"
static const struct marked *quoted_name(const struct quote_reader *r, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        const struct marked *m = short_mark(r, i);
        if (m && is_word(r, i - 1) && W(i - 1).definite && !IS(i - 1, WORD_NAMELY | WORD_ORG) &&
            r->d->tokens.v[m->first].arabic)
            return m;
    }
    return NULL;
}

static bool parse_role(const struct quote_reader *r, size_t i, size_t limit, struct phrase *out)
{
    size_t end = description_end(r, i, limit);
    size_t name = is_some_official(r, i, limit) ? end : find_name(r, i, end);
    out->kind = SPEAKER_PERSON;
    out->feminine = out->feminine_word = is_feminine_word(r, i);
    out->end = end;
    if (name < end) {
        out->role = (struct token_range){i, name};
        size_t from = name;
        while (from + 1 < limit && IS(from, WORD_RANK) && !starts_name(r, from))
            from++;
        out->name = (struct token_range){name, name_end(r, from, limit)};
        out->own_name = true;
        out->end = out->name.end;
        return true;
    }
    if (end < limit && is_comma(r->d, end) && name_behind_comma(r, end, limit, &out->name)) {
        out->role = (struct token_range){i, end};
        out->own_name = true;
        out->end = out->name.end;
        return true;
    }
    const struct marked *m = quoted_name(r, i, end);
    if (m) {
        out->role = (struct token_range){i, m->open};
        out->name = (struct token_range){m->first, m->end};
        out->own_name = true;
        return true;
    }
    out->name = out->role = (struct token_range){i, end};
    if (is_some_official(r, i, limit)) {
        out->kind = SPEAKER_ANONYMOUS;
        out->role = (struct token_range){0, 0};
    }
    return true;
}

// States are feminine but for a few.
static bool is_masculine_state(struct str base)
{
    static const struct str states[] = {S_INIT("عراق"), S_INIT("اردن"),  S_INIT("لبنان"),
                                        S_INIT("مغرب"), S_INIT("سودان"), S_INIT("يمن")};
    for (size_t i = 0; i < COUNT_OF(states); i++)
        if (str_ends(base, states[i]))
            return true;
    return false;
}

static bool parse_other(const struct quote_reader *r, size_t i, size_t limit,
                        enum speaker_kind kind, struct phrase *out)
{
    out->kind = kind;
    out->end = description_end(r, i, limit);
    out->name = (struct token_range){i, out->end};
    out->feminine = out->feminine_word = is_feminine_word(r, i);
    out->plural = kind == SPEAKER_GROUP;
    if (IS(i, WORD_PLACE))
        out->feminine = !is_masculine_state(W(i).base);
    return true;
}

// بلهجة: a common word behind what is rather a preposition.
static bool looks_prefixed(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    return W(i).classes == 0 && !W(i).definite && norm.n >= 8 &&
           (str_starts(norm, S("ب")) || str_starts(norm, S("ل"))) &&
           background_word_df(str_drop(norm, 2)) >= 3;
}

// A word that the lexicon does not know: a last name, or something definite.
static bool parse_unknown(const struct quote_reader *r, size_t i, size_t limit, struct phrase *out)
{
    if (!can_be_name(r, i))
        return false;
    size_t end = name_end(r, i, limit);
    out->doubtful = is_common(r, i) || is_frequent(r, i) || looks_prefixed(r, i);
    out->kind = SPEAKER_PERSON;
    out->name = (struct token_range){i, end};
    out->end = end;
    out->own_name = true;
    struct str base = W(i).base;
    if (W(i).definite && (str_ends(base, S("ون")) || str_ends(base, S("ين")))) {
        out->own_name = false;
        out->kind = SPEAKER_GROUP;
        out->plural = true;
    } else if (W(i).definite && str_ends(base, S("ه"))) {
        out->feminine = true;
        out->kind = SPEAKER_ORG;
        out->own_name = false;
        out->end = description_end(r, i, limit);
        out->name.end = out->end;
    } else if (!out->own_name) {
        return false;
    }
    parse_role_behind(r, out->end, limit, out);
    return true;
}

bool phrase_parse(const struct quote_reader *r, size_t at, size_t limit, struct phrase *out)
{
    *out = (struct phrase){0};
    size_t i = at;
    if (limit > at + PHRASE_TOKENS)
        limit = at + PHRASE_TOKENS;
    while (i < limit && is_word(r, i) && IS(i, WORD_TITLE) && !IS(i, WORD_ROLE | WORD_GIVEN))
        i++;
    if (i < limit && r->d->tokens.v[i].kind == TOKEN_NUMBER && i + 1 < limit && is_word(r, i + 1) &&
        IS(i + 1, WORD_GROUP))
        return out->head = i, parse_other(r, i, limit, SPEAKER_GROUP, out);
    if (i >= limit || !is_word(r, i))
        return false;
    if (IS(i, WORD_SAME) && i + 1 < limit &&
        IS(i + 1, WORD_ANON | WORD_DOC | WORD_ORG | WORD_ROLE)) {
        out->same = true;
        i++;
    }
    out->head = i;
    if (IS(i, WORD_PREP | WORD_CONJ | WORD_COMP | WORD_REL | WORD_ATTRIB | WORD_VERBISH) &&
        !IS(i, WORD_GROUP | WORD_ANON))
        return false;
    if (IS(i, WORD_ANON)) {
        parse_other(r, i, limit, SPEAKER_ANONYMOUS, out);
        out->plural = false;
        for (size_t k = i; k < out->end; k++)
            out->same |= IS(k, WORD_SAME);
        out->same |= W(i).definite && !IS(i, WORD_GIVEN) && str_starts(W(i).base, S("مصدر")) &&
                     out->end == i + 1;
        return true;
    }
    bool rank_first = IS(i, WORD_RANK) && W(i).definite && i + 1 < limit &&
                      (starts_name(r, i + 1) || IS(i + 1, WORD_RANK) ||
                       (can_be_name(r, i + 1) && !is_common(r, i + 1)));
    // أمين and أمير are names and roles: the name of a role needs something definite behind it.
    bool role_first = IS(i, WORD_ROLE) && i + 1 < limit && !starts_name(r, i + 1) && !rank_first;
    if ((starts_name(r, i) && !role_first) || rank_first)
        return parse_named(r, i, limit, out);
    if (IS(i, WORD_ROLE))
        return parse_role(r, i, limit, out);
    if (IS(i, WORD_DOC))
        return parse_other(r, i, limit, SPEAKER_DOCUMENT, out);
    if (IS(i, WORD_ORG | WORD_PLACE | WORD_MEDIA))
        return parse_other(r, i, limit, SPEAKER_ORG, out);
    if (IS(i, WORD_GROUP))
        return parse_other(r, i, limit, SPEAKER_GROUP, out);
    if (IS(i, WORD_CUE_VERB | WORD_CUE_PARTICIPLE) && !W(i).definite)
        return false;
    return parse_unknown(r, i, limit, out);
}

static size_t words_in(const struct quote_reader *r, struct token_range t)
{
    size_t n = 0;
    for (size_t i = t.first; i < t.end; i++)
        n += is_word(r, i);
    return n;
}

void speakers_collect(struct quote_reader *r)
{
    size_t n = r->d->tokens.n;
    for (size_t i = 0; i < n && r->known.n < SPEAKERS_MAX; i++) {
        if (!is_word(r, i) || !IS(i, WORD_ROLE | WORD_GIVEN | WORD_TITLE | WORD_RANK | WORD_ORG |
                                         WORD_DOC | WORD_MEDIA))
            continue;
        struct phrase p;
        size_t limit = r->d->sentences[doc_sentence_of(r->d, i)].end;
        if (!phrase_parse(r, i, limit, &p) || words_in(r, p.name) < 2)
            continue;
        if (p.kind == SPEAKER_PERSON && !p.own_name)
            continue;
        *vec_push(r->a, &r->known) = p;
        if (p.own_name)
            i = p.name.end > i ? p.name.end - 1 : i;
    }
}

// --- resolving ----------------------------------------------------------------------------------

static struct str key_of(const struct quote_reader *r, size_t i)
{
    return r->words[i].base;
}

// `part` is a shorter form of the name `whole`: its last words, or some in its middle (سلمى اللومي
// الرقيق, اللومي), but never the first name alone.
static bool is_short_for(const struct quote_reader *r, struct token_range part,
                         struct token_range whole)
{
    size_t words = words_in(r, part);
    if (words >= words_in(r, whole))
        return false;
    for (size_t at = whole.first + (words < 2); at < whole.end; at++) {
        size_t a = part.first, b = at;
        while (a < part.end && b < whole.end) {
            if (!is_word(r, a))
                a++;
            else if (!is_word(r, b))
                b++;
            else if (str_eq(r->d->tokens.v[a].norm, r->d->tokens.v[b].norm))
                a++, b++;
            else
                break;
        }
        if (a == part.end)
            return true;
    }
    // نوري أبو سهمين for نوري علي أبو سهمين
    return words >= 2 && str_eq(key_of(r, part.first), key_of(r, whole.first)) &&
           str_eq(key_of(r, part.end - 1), key_of(r, whole.end - 1));
}

// The words of `part` stand together in `whole`; marks between them do not count.
static bool is_part_of(const struct quote_reader *r, struct token_range part,
                       struct token_range whole)
{
    for (size_t at = whole.first; at < whole.end; at++) {
        size_t a = part.first, b = at;
        while (a < part.end && b < whole.end) {
            if (!is_word(r, a))
                a++;
            else if (!is_word(r, b))
                b++;
            else if (str_eq(key_of(r, a), key_of(r, b)))
                a++, b++;
            else
                break;
        }
        if (a == part.end)
            return true;
    }
    return false;
}

// مصر and المصري, خارجية and الخارجية: without the endings of adjectives.
static struct str role_key(const struct quote_reader *r, size_t i)
{
    static const struct str endings[] = {S_INIT("يه"), S_INIT("ي"), S_INIT("ه"), S_INIT("ا")};
    struct str key = key_of(r, i);
    for (size_t e = 0; e < COUNT_OF(endings); e++)
        if (str_ends(key, endings[e]) && key.n >= endings[e].n + 6)
            return str_take(key, key.n - endings[e].n);
    return key;
}

#define ROLE_UNFIT 99
// How badly the role `part` (الوزير، القيادي في نداء تونس) fits the known one: its words that are
// not there; ROLE_UNFIT where the heads differ.
static size_t role_misfit(const struct quote_reader *r, struct token_range part,
                          struct token_range known)
{
    size_t missing = 0;
    for (size_t a = part.first; a < part.end; a++) {
        if (!is_word(r, a) || IS(a, WORD_PREP))
            continue;
        bool found = false;
        for (size_t b = known.first; b < known.end && !found; b++)
            found = is_word(r, b) && str_eq(role_key(r, a), role_key(r, b));
        if (!found && a == part.first)
            return ROLE_UNFIT;
        missing += !found;
    }
    return missing;
}

// The person, among those who spoke and all that are known, whose role fits best; NULL for none.
static const struct phrase *best_holder(const struct quote_reader *r, const struct phrase *p)
{
    const struct phrase *best = NULL;
    size_t least = 2;
    for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 16;) {
        const struct phrase *k = &r->spoken.v[i];
        size_t misfit = k->own_name ? role_misfit(r, p->name, k->role) : ROLE_UNFIT;
        if (misfit < least)
            best = k, least = misfit;
    }
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        size_t misfit = k->own_name && k->name.first != p->name.first
                            ? role_misfit(r, p->name, k->role)
                            : ROLE_UNFIT;
        if (misfit < least)
            best = k, least = misfit;
    }
    return best;
}

// A document whose issuer is named: بيان للمفوضية
static bool has_issuer(const struct quote_reader *r, struct token_range name)
{
    for (size_t i = name.first + 1; i < name.end; i++)
        if (is_word(r, i) && (W(i).clitics & CLITIC_LI || looks_prefixed(r, i)))
            return true;
    return false;
}

static bool fits(const struct quote_reader *r, const struct phrase *p, const struct phrase *known)
{
    if (known->own_name &&
        (p->own_name || (p->kind == SPEAKER_PERSON && words_in(r, p->name) == 1)) &&
        is_short_for(r, p->name, known->name))
        return true;
    if (IS(p->head, WORD_PLACE) && p->name.end == p->name.first + 1)
        return false;
    if (p->own_name &&
        (known->own_name || words_in(r, p->name) > 1 || IS(p->name.first, WORD_GIVEN)))
        return false;
    if (known->own_name)
        return false;
    if (p->kind != known->kind && !(p->kind == SPEAKER_PERSON && known->kind == SPEAKER_ORG))
        return false;
    if (words_in(r, p->name) >= words_in(r, known->name))
        return false;
    if (p->kind == SPEAKER_DOCUMENT)
        return words_in(r, p->name) == 1 && W(p->name.first).definite &&
               str_eq(key_of(r, p->name.first), key_of(r, known->name.first)) &&
               has_issuer(r, known->name);
    return is_part_of(r, p->name, known->name);
}

// The only known person whose role has the same head; NULL where there are none or several.
static const struct phrase *only_holder(const struct quote_reader *r, const struct phrase *p)
{
    const struct phrase *only = NULL;
    for (size_t i = 0; i < r->known.n; i++) {
        const struct phrase *k = &r->known.v[i];
        if (!k->own_name || k->role.end == k->role.first ||
            !str_eq(key_of(r, k->role.first), key_of(r, p->name.first)))
            continue;
        if (only && !str_eq(key_of(r, only->name.end - 1), key_of(r, k->name.end - 1)))
            return NULL;
        if (!only)
            only = k;
    }
    return only;
}

struct phrase speaker_resolve(const struct quote_reader *r, struct phrase p)
{
    bool again = p.same || (p.kind == SPEAKER_ANONYMOUS && W(p.head).definite);
    if (again && r->spoken.n && p.kind == SPEAKER_ANONYMOUS) {
        for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 8;)
            if (r->spoken.v[i].kind == SPEAKER_ANONYMOUS)
                return r->spoken.v[i];
        return p.same ? r->spoken.v[r->spoken.n - 1] : p;
    }
    if (p.kind == SPEAKER_PERSON && !p.own_name) {
        const struct phrase *holder = best_holder(r, &p);
        if (holder)
            return *holder;
    }
    for (size_t i = r->spoken.n; i-- > 0 && r->spoken.n - i < 16;)
        if (fits(r, &p, &r->spoken.v[i]))
            return r->spoken.v[i];
    if (p.kind == SPEAKER_PERSON && !p.own_name && p.same && r->spoken.n)
        return r->spoken.v[r->spoken.n - 1];
    for (size_t i = 0; i < r->known.n; i++) {
        if (r->known.v[i].name.first == p.name.first || !fits(r, &p, &r->known.v[i]))
            continue;
        struct phrase full = r->known.v[i];
        if (p.own_name && p.role.end > p.role.first && full.role.end == full.role.first)
            full.role = p.role;
        full.feminine |= p.feminine;
        full.doubtful = false;
        return full;
    }
    if (p.kind == SPEAKER_PERSON && !p.own_name) {
        const struct phrase *holder = only_holder(r, &p);
        if (holder)
            return *holder;
    }
    return p;
}

static bool agrees(const struct phrase *p, unsigned form)
{
    if (form & FORM_PLURAL)
        return p->plural;
    if (form & FORM_FEMININE)
        return p->feminine || p->plural;
    return !p->feminine && !p->plural;
}

// The last person in the sentence, before `at`, who stands as the subject of a clause there:
// "…، عقد وزير الخارجية، خميس الجهيناوي، لقاء … أكد خلاله".
static bool acting_person(const struct quote_reader *r, unsigned form, size_t first, size_t at,
                          struct phrase *out)
{
    size_t low = 0, high = r->known.n; // known is in the order of its heads
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->known.v[mid].head < at)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t k = low; k-- > 0 && r->known.v[k].head > first + 1;) {
        const struct phrase *p = &r->known.v[k];
        size_t verb = p->head - 1;
        if (!p->own_name || p->end > at || !agrees(p, form) || !is_word(r, verb) ||
            W(verb).definite || W(verb).clitics & ~CLITIC_AND ||
            W(verb).classes & ~(uint32_t)WORD_CUE_VERB)
            continue;
        if (W(verb).clitics & CLITIC_AND || !is_word(r, verb - 1) ||
            IS(verb - 1, WORD_CONJ | WORD_REL)) {
            *out = *p;
            return true;
        }
    }
    return false;
}

// The last group in the sentence before `at`: "… من قبل موظفي الخدمة المدنية، حيث سيقولون".
static bool acting_group(const struct quote_reader *r, size_t first, size_t at, struct phrase *out)
{
    for (size_t i = at; i-- > first && at - i < 40;)
        if (is_word(r, i) && IS(i, WORD_GROUP) && phrase_parse(r, i, at, out) &&
            out->kind == SPEAKER_GROUP)
            return true;
    return false;
}

bool speaker_carried(const struct quote_reader *r, unsigned form, size_t sentence_first, size_t at,
                     struct phrase *out)
{
    size_t t = r->topics.n, s = r->spoken.n;
    if (form & FORM_PLURAL && acting_group(r, sentence_first, at, out))
        return true;
    if (!(form & (FORM_PLURAL | FORM_DUAL)) && acting_person(r, form, sentence_first, at, out))
        return true;
    if (t && r->topics.v[t - 1].head >= sentence_first && agrees(&r->topics.v[t - 1], form) &&
        (s == 0 || r->spoken.v[s - 1].head < r->topics.v[t - 1].head)) {
        *out = r->topics.v[t - 1];
        return true;
    }
    for (size_t i = s; i-- > 0 && s - i < 8;)
        if (agrees(&r->spoken.v[i], form)) {
            *out = r->spoken.v[i];
            return true;
        }
    for (size_t i = t; i-- > 0 && t - i < 8;)
        if (agrees(&r->topics.v[i], form)) {
            *out = r->topics.v[i];
            return true;
        }
    if (s)
        *out = r->spoken.v[s - 1];
    else if (t)
        *out = r->topics.v[t - 1];
    return s || t;
}

void speaker_remember(struct quote_reader *r, struct phrase p)
{
    *vec_push(r->a, &r->spoken) = p;
}

void topic_remember(struct quote_reader *r, struct phrase p)
{
    *vec_push(r->a, &r->topics) = p;
}

// The raw text of a range, blanks collapsed; a preposition before its first word is left out.
static struct str text_of(const struct quote_reader *r, struct token_range range)
{
    if (range.end <= range.first)
        return (struct str){0};
    struct buf b = {0};
    const struct token *t = r->d->tokens.v;
    for (size_t i = range.first; i < range.end; i++) {
        struct str raw = token_text(r->d->text, &t[i]);
        if (i > range.first && t[i - 1].end < t[i].start)
            buf_add_byte(&b, ' ');
        const struct word *w = &r->words[i];
        if (i == range.first && w->clitics) {
            size_t tail = str_find(raw, S("ل"));
            if (w->clitics & CLITIC_AND)
                raw = str_drop(raw, 2);
            if (w->clitics & CLITIC_LI && w->definite && str_starts(raw, S("لل"))) {
                buf_add(&b, S("ا"));
                raw = str_drop(raw, 2);
                buf_add(&b, S("ل"));
                raw = str_drop(raw, 2);
            } else if (w->clitics & (CLITIC_LI | CLITIC_BI | CLITIC_KA)) {
                raw = str_drop(raw, 2);
            }
            (void)tail;
        }
        buf_add(&b, raw);
    }
    struct str out = arena_str(r->a, buf_str(&b));
    buf_release(&b);
    return out;
}

struct speaker speaker_of(const struct quote_reader *r, const struct phrase *p)
{
    struct speaker s = {.kind = p->kind};
    if (p->kind == SPEAKER_NONE)
        return s;
    s.name = text_of(r, p->name);
    s.role = text_of(r, p->role);
    if (p->kind == SPEAKER_DOCUMENT && r->document.n && p->name.end == p->name.first + 1 &&
        W(p->name.first).definite)
        s.name = r->document;
    if (p->name.end > p->name.first)
        s.at =
            (struct span){r->d->tokens.v[p->name.first].start, r->d->tokens.v[p->name.end - 1].end};
    return s;
}
