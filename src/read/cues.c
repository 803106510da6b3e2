// cues: see cues.h.
//
// A reporting verb takes its clause through a complementiser (أن، إن، بأن …) that is not governed
// by another word (يمكن أن، بعد أن).  Between them stands the subject and what may be said of time,
// place and occasion.  The clause runs to the end of the sentence, unless a new cue opens: a
// participle in the accusative (مضيفا أن), or a verb at the start of a clause (وقال، كما أكد، حيث
// …); a last attribution that names nobody (على حد قوله) is left out.
//
// Source: arabic.md section 5 and the rules of annotation of data/quotes.
#include "read/cues.h"

#include "read/person_name.h"

// How many tokens behind a cue its clause may open.
enum { CLAUSE_REACH = 96 };

static bool opens_clause(const struct quote_reader *r, size_t i, size_t first)
{
    if (i == first || W(i).clitics & CLITIC_AND)
        return true;
    if (!is_word(r, i - 1))
        return mark_byte(r->d, i - 1) != '\0';
    return norm_is(r, i - 1, "قد") || norm_is(r, i - 1, "وقد") || norm_is(r, i - 1, "كما") ||
           norm_is(r, i - 1, "حيث") || norm_is(r, i - 1, "و") ||
           IS(i - 1, WORD_REL | WORD_CONJ | WORD_TIME);
}

// يذكر أن، يشار إلى أن: the editor speaks.
static bool is_impersonal(const struct quote_reader *r, size_t i, size_t end)
{
    if (!IS(i, WORD_IMPERSONAL))
        return false;
    size_t next = i + 1;
    if (next < end && is_word(r, next) &&
        (IS(next, WORD_PREP | WORD_TIME) || W(next).clitics & (CLITIC_LI | CLITIC_BI)))
        for (size_t stop = i + 9; next < end && next < stop; next++) // تبين من خلال التحقيق أن
            if (IS(next, WORD_COMP) || is_comma(r->d, next) || IS(next, WORD_CUE_VERB))
                break;
    return next < end && IS(next, WORD_COMP);
}

static bool is_negation(const struct quote_reader *r, size_t i)
{
    return norm_is(r, i, "لم") || norm_is(r, i, "لا") || norm_is(r, i, "لن") ||
           norm_is(r, i, "ولم") || norm_is(r, i, "ولا");
}

static bool is_pronoun_preposition(const struct quote_reader *r, size_t i)
{
    static const char *const words[] = {"عنه",  "عنها", "له",    "لها",  "لهم",
                                        "به",   "بها",  "فيه",   "فيها", "منه",
                                        "منها", "اليه", "اليها", "عليه", "عليها"};
    for (size_t w = 0; w < COUNT_OF(words); w++)
        if (norm_is(r, i, words[w]))
            return true;
    return false;
}

static bool comp_within(const struct quote_reader *r, size_t i, size_t end)
{
    for (; i < end; i++)
        if (IS(i, WORD_COMP))
            return true;
    return false;
}

static bool is_verb_cue(const struct quote_reader *r, size_t i, size_t first, size_t end)
{
    const struct word *w = &W(i);
    if (!(w->classes & WORD_CUE_VERB) || w->definite || w->clitics & (CLITIC_BI | CLITIC_LI))
        return false;
    if (is_impersonal(r, i, end) || w->classes & WORD_CALLED)
        return false;
    if (w->form & FORM_SUFFIXED && w->strength != CUE_EVALUATIVE && w->strength != CUE_BELIEF)
        return false; // بيان نشرته: a relative clause
    if (i > first && is_word(r, i - 1) && IS(i - 1, WORD_PREP) &&
        !IS(i - 1, WORD_VERBISH | WORD_REL | WORD_CONJ) && !is_pronoun_preposition(r, i - 1))
        return false; // عن رفضهم: a noun; but … دخل فيها وطالب
    // صندوق الكرامة ورد الاعتبار: no cue without what it stands in
    if (w->uses & CUE_USE_INSIDE && i + 1 < end && !IS(i + 1, WORD_PREP | WORD_COMP) &&
        !(W(i + 1).clitics & CLITIC_BI) && r->d->tokens.v[i + 1].kind == TOKEN_WORD)
        return false;
    bool doubtful =
        (w->classes & (WORD_PREP | WORD_ROLE | WORD_NAMELY | WORD_DOC | WORD_GROUP)) != 0;
    if (i > first && w->form & FORM_IMPERFECT && IS(i - 1, WORD_COMP) &&
        r->d->tokens.v[i - 1].norm.n <= 6)
        return false; // أن يقول: not said
    if (i > first && is_negation(r, i - 1) && w->strength != CUE_DENIAL &&
        !str_ends(w->base, S("ستبعد")))
        return false; // لم يتوقع أن، لم يوضح; but لم يستبعد أن
    if (!doubtful)
        return true;
    if (str_ends(w->base, S("بين")) && i + 1 < end && r->d->tokens.v[i + 1].kind == TOKEN_NUMBER)
        return false; // وبين 34 و35
    if (str_eq(w->base, S("بين")) && i + 1 < end &&
        (IS(i + 1, WORD_COMP) || // الذي بين أن
         (i > first && is_comma(r->d, i - 1) &&
          comp_within(r, i + 2, i + 24 < end ? i + 24 : end) &&
          (person_name_starts(r, i + 1) || (IS(i + 1, WORD_RANK) && W(i + 1).definite))) ||
         str_find(token_text(r->d->text, &r->d->tokens.v[i]), S("ّ")) <
             token_text(r->d->text, &r->d->tokens.v[i]).n))
        return true; // بيّن, with its sign
    // محادثات غدا السبت بين الولايات المتحدة وروسيا
    if (str_eq(w->base, S("بين")) && !(w->clitics & CLITIC_AND) && i > first &&
        !norm_is(r, i - 1, "قد") && !norm_is(r, i - 1, "كما") && !norm_is(r, i - 1, "حيث") &&
        !str_starts(r->d->tokens.v[i - 1].norm, S("جانب")) &&
        !str_starts(r->d->tokens.v[i - 1].norm, S("جهت")) &&
        !comp_within(r, i + 1, i + 6 < end ? i + 6 : end))
        return false;
    bool after_adverb = i > first && is_word(r, i - 1) && !IS(i - 1, WORD_PREP) &&
                        (!IS(i, WORD_PREP) || norm_is(r, i - 1, "قد") || norm_is(r, i - 1, "كما") ||
                         IS(i - 1, WORD_TIME)) &&
                        opens_clause(r, i, first);
    return i == first || w->clitics & CLITIC_AND || after_adverb;
}

static bool is_accusative(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    return !W(i).definite && str_ends(norm, S("ا")) && !str_ends(norm, S("ها"));
}

static bool is_participle_cue(const struct quote_reader *r, size_t i, size_t first, size_t end)
{
    const struct word *w = &W(i);
    if (!(w->classes & WORD_CUE_PARTICIPLE) || w->definite || i == first ||
        w->clitics & (CLITIC_BI | CLITIC_LI | CLITIC_KA) || i + 1 >= end)
        return false;
    if (IS(i + 1, WORD_COMP) || (i + 2 < end && IS(i + 1, WORD_PREP) && IS(i + 2, WORD_COMP)))
        return true;
    if (norm_is(r, i, "مجددا") && IS(i + 1, WORD_PREP))
        return false; // عاد مجددا إلى
    if (str_eq(w->base, S("مقترحا")) && is_accusative(r, i + 1))
        return false; // مقترحا جديدا
    if (w->classes & (WORD_DOC | WORD_ROLE | WORD_GROUP | WORD_NAMELY))
        return false;
    // The predicate of another verb, or an adjective: أصبح مهددا، عاملا معترفا به
    if (is_word(r, i - 1) && (IS(i - 1, WORD_VERBISH) || is_accusative(r, i - 1)))
        return false;
    if (!(w->form & (FORM_FEMININE | FORM_PLURAL)))
        return true;
    // محل متابعة من طرف اللجنة: a verbal noun of the same shape
    if ((str_eq(w->base, S("متابعه")) || str_eq(w->base, S("مطالبه")) ||
         str_eq(w->base, S("مناشده"))) &&
        is_word(r, i - 1) && is_word(r, i + 1))
        return false;
    // An adjective looks the same: معلومات مؤكدة; but none is without its noun's article.
    if (is_word(r, i - 1) && W(i - 1).definite && is_word(r, i + 1) &&
        !IS(i + 1, WORD_PREP | WORD_CONJ | WORD_REL | WORD_TIME) && w->uses & CUE_USE_WORDS &&
        w->uses & CUE_USE_CLAUSE)
        return true;
    return !is_word(r, i + 1) || IS(i + 1, WORD_COMP | WORD_PREP) || !is_word(r, i - 1) ||
           W(i + 1).clitics & CLITIC_BI ||
           (w->uses & CUE_USE_ACT && IS(i + 1, WORD_ROLE | WORD_ORG | WORD_GROUP)) ||
           (w->uses & CUE_USE_ACT && W(i + 1).definite);
}

// وفقا لأقوال المتحدث: what somebody said, in a construct with who said it.
static bool is_words_of(const struct quote_reader *r, size_t i, size_t end)
{
    static const char *const words[] = {"اقوال", "روايات", "روايه", "تصريحات", "تصريح", "تاكيد"};
    if (i + 1 >= end || !is_word(r, i) || !is_word(r, i + 1) || W(i).definite ||
        IS(i + 1, WORD_PREP | WORD_COMP))
        return false;
    struct str base = W(i).base;
    for (size_t w = 0; w < COUNT_OF(words); w++)
        if (str_eq(base, str_from_cstr(words[w])) ||
            (str_starts(base, S("ل")) && str_eq(str_drop(base, 2), str_from_cstr(words[w]))))
            return true;
    return false;
}

static bool source_cue(const struct quote_reader *r, size_t i, size_t end, struct cue *out)
{
    if (!IS(i, WORD_ATTRIB))
        return false;
    size_t next = i + 1;
    out->kind = CUE_KIND_SOURCE;
    out->strength = CUE_NOMINAL;
    if (norm_is(r, i, "نقلا") || norm_is(r, i, "ونقلا")) {
        if (next >= end || !norm_is(r, next, "عن"))
            return false;
        next++;
    }
    if (next < end && IS(next, WORD_SELF)) {
        out->kind = CUE_KIND_SELF;
        next++;
    } else if (is_words_of(r, next, end)) {
        next++;
    } else {
        if (next < end && (norm_is(r, next, "ما") || norm_is(r, next, "لما")))
            next++;
        if (next < end && (norm_is(r, next, "هو") || norm_is(r, next, "هي")))
            return false; // حسب ما هو مبين
        bool clause = next > i + 1 || str_ends(W(i).base, S("ما"));
        if (clause && next < end && is_word(r, next) && !IS(next, WORD_PREP)) {
            next++;
            while (next < end && IS(next, WORD_PREP))
                next++;
        }
    }
    out->at = (struct token_range){i, next};
    return true;
}

static bool self_cue(const struct quote_reader *r, size_t i, size_t end, struct cue *out)
{
    // على حد قوله، على حد تعبيره
    if (!norm_is(r, i, "علي") || i + 2 >= end || !norm_is(r, i + 1, "حد"))
        return false;
    bool text = norm_is(r, i + 2, "نص") && i + 3 < end && W(i + 3).definite; // على حد نص البيان
    if (!text && !IS(i + 2, WORD_SELF))
        return false;
    *out = (struct cue){
        .kind = CUE_KIND_SELF, .at = {i, i + 3 + text},
             .strength = CUE_NOMINAL
    };
    return true;
}

static bool masdar_cue(const struct quote_reader *r, size_t i, size_t end, struct cue *out)
{
    if (!IS(i, WORD_MASDAR) && !(str_starts(W(i).base, S("تاكيد"))))
        return false;
    if (IS(i, WORD_IMPERSONAL) || (i > 0 && is_word(r, i - 1) && IS(i - 1, WORD_IMPERSONAL)))
        return false; // الجدير بالإشارة أن
    size_t next = i + 1;
    if (next < end && IS(next, WORD_PREP))
        next++;
    if (next >= end || !(IS(next, WORD_COMP) || r->mark_at[next] != MARK_NONE))
        return false;
    if (!IS(next, WORD_COMP) && !(W(i).clitics & CLITIC_BI))
        return false;
    *out = (struct cue){
        .kind = CUE_KIND_MASDAR,
        .at = {i, next},
        .strength = CUE_NEUTRAL,
        .uses = CUE_USE_CLAUSE | CUE_USE_WORDS
    };
    return true;
}

bool cue_at(const struct quote_reader *r, size_t i, size_t first, size_t end, struct cue *out)
{
    *out = (struct cue){0};
    if (!is_word(r, i))
        return false;
    const struct word *w = &W(i);
    bool verb = is_verb_cue(r, i, first, end);
    if (verb || is_participle_cue(r, i, first, end)) {
        *out = (struct cue){
            .kind = verb ? CUE_KIND_VERB : CUE_KIND_PARTICIPLE,
            .at = {i, i + 1},
            .strength = (enum cue_class)w->strength,
            .uses = w->uses,
            .form = w->form
        };
        return true;
    }
    return source_cue(r, i, end, out) || self_cue(r, i, end, out) || masdar_cue(r, i, end, out);
}

// The mark that opens at token i, where what it holds is somebody's and more than a word.
static const struct marked *spoken_mark(const struct quote_reader *r, size_t i)
{
    size_t m = r->mark_at[i];
    return m != MARK_NONE && r->marks.v[m].words > 3 && r->marks.v[m].spoken ? &r->marks.v[m]
                                                                             : NULL;
}

static size_t skip_mark(const struct quote_reader *r, size_t i)
{
    size_t m = r->mark_at[i];
    if (m == MARK_NONE || r->marks.v[m].close == MARK_NONE)
        return i + 1;
    return r->marks.v[m].close + 1;
}

static bool is_governed(const struct quote_reader *r, size_t comp, size_t cue_end, unsigned uses)
{
    size_t before = comp - 1;
    if (before < cue_end || !is_word(r, before))
        return false;
    if (norm_is(r, before, "الي") && !(uses & CUE_USE_TOWARDS))
        return true; // until
    return IS(before, WORD_GOVERNOR) && !IS(before, WORD_CUE_VERB | WORD_CUE_PARTICIPLE);
}

// الذي جاء فيه أن: the clause is that cue's.
static bool is_relative_cue(const struct quote_reader *r, size_t i, size_t first, size_t end)
{
    if (i == first || !IS(i, WORD_CUE_VERB) || !(W(i).uses & CUE_USE_CLAUSE) ||
        !IS(i - 1, WORD_REL))
        return false;
    for (size_t k = i + 1; k < end && k < i + 4; k++)
        if (IS(k, WORD_COMP))
            return true;
    return false;
}

size_t cue_clause(const struct quote_reader *r, const struct cue *c, size_t end)
{
    if (!(c->uses & CUE_USE_CLAUSE) || c->form & FORM_SUFFIXED)
        return end;
    size_t reach = c->at.end + CLAUSE_REACH < end ? c->at.end + CLAUSE_REACH : end;
    for (size_t i = c->at.end; i < reach;) {
        if (r->mark_at[i] != MARK_NONE) {
            if (spoken_mark(r, i) && !(i > 0 && IS(i - 1, WORD_NAMELY)))
                return end;
            i = skip_mark(r, i);
            continue;
        }
        if (!is_word(r, i)) {
            if (mark_byte(r->d, i) == ':')
                return end;
            i++;
            continue;
        }
        if (IS(i, WORD_COMP) && i + 1 < end && IS(i + 1, WORD_COMP)) { // أن أن
            i++;
            continue;
        }
        if (IS(i, WORD_COMP) && !is_governed(r, i, c->at.end, c->uses))
            return i;
        if (is_relative_cue(r, i, c->at.end, end))
            return end;
        struct cue other;
        if (cue_at(r, i, c->at.end, end, &other) && other.kind == CUE_KIND_VERB &&
            !(other.form & FORM_SUFFIXED) && !IS(i - 1, WORD_REL) &&
            opens_clause(r, i, c->at.end) &&
            // "…، رفض الكشف عن اسمه، إن": said of the speaker
            (other.uses & CUE_USE_CLAUSE ||
             (other.uses & CUE_USE_ACT && W(i).clitics & CLITIC_AND)))
            return end;
        if (other.kind == CUE_KIND_PARTICIPLE && i > c->at.end)
            return end;
        i++;
    }
    return end;
}

// Nothing but words of time and numbers up to the end.
static bool only_time(const struct quote_reader *r, size_t i, size_t end)
{
    if (end > i + 8)
        return false;
    for (; i < end; i++)
        if (is_word(r, i) && !IS(i, WORD_TIME))
            return false;
    return true;
}

// Whether the attribution at token i closes the sentence: nothing much follows it.
static bool is_last_attribution(const struct quote_reader *r, const struct cue *c, size_t end)
{
    if (c->kind == CUE_KIND_SELF) { // "، على حد قوله، 80 بالمائة" goes on
        size_t next = c->at.end;
        if (next + 2 >= end || !is_comma(r->d, next))
            return true;
        return W(next + 1).clitics & CLITIC_AND || IS(next + 1, WORD_CUE_PARTICIPLE | WORD_CONJ);
    }
    // وفق ما أوردته …، وفقا لما …, حسب المصدر نفسه; but not وفق إحصائية, which belongs to what was
    // said.
    bool clause = c->at.end > c->at.first + 1;
    bool same = false;
    size_t words = 0;
    for (size_t i = c->at.end; i < end; i++) {
        same |= IS(i, WORD_SAME | WORD_ANON);
        words += is_word(r, i);
        if (i > c->at.end && is_comma(r->d, i) && only_time(r, i + 1, end))
            break; // "بحسب ما ذكرته الوكالة، أمس السبت"
        if (words > 24 || (i > c->at.end && (is_comma(r->d, i) || IS(i, WORD_CONJ))))
            return false;
    }
    bool outlet = c->at.end < end && IS(c->at.end, WORD_MEDIA | WORD_ROLE | WORD_ANON | WORD_GIVEN);
    return clause || same || outlet || norm_is(r, c->at.end < end ? c->at.end : c->at.first, "نص");
}

// لكن شرطة كيبيك قالت إن: where the contrast starts that leads to the cue at i; i if there is none.
static size_t contrast_before(const struct quote_reader *r, size_t i, size_t from)
{
    static const char *const words[] = {"لكن", "ولكن", "بينما", "فيما"};
    for (size_t k = i; k > from + 1 && k + 7 > i; k--) {
        if (!is_word(r, k - 1))
            break;
        for (size_t w = 0; w < COUNT_OF(words); w++)
            if (norm_is(r, k - 1, words[w]))
                return k - 1;
    }
    return i;
}

// "بعد أن أشارت إلى …، لفتت الهيئة إلى أن": a verb behind a comma with a subject of its own that is
// known, and a clause.
static bool opens_main_clause(const struct quote_reader *r, const struct cue *c, size_t end)
{
    struct phrase p;
    if (!is_comma(r->d, c->at.first - 1) || !(c->uses & CUE_USE_CLAUSE) ||
        c->form & FORM_IMPERFECT || c->at.end >= end)
        return false;
    size_t comp = cue_clause(r, c, end);
    return comp < end && phrase_parse(r, c->at.end, comp, &p) && p.end + 2 >= comp &&
           (IS(p.head, WORD_ROLE | WORD_ORG | WORD_GIVEN | WORD_DOC) ||
            speaker_resolve(r, p).name.first != p.name.first);
}

// Whether a new cue at i ends the clause before it.
static bool cuts(const struct quote_reader *r, const struct cue *c, size_t from, size_t end,
                 const struct phrase *speaker)
{
    size_t i = c->at.first;
    switch (c->kind) {
    case CUE_KIND_PARTICIPLE: // "أكد المصدر أن الجناة فروا مطالبين": it is not he who demands
        return !(c->form & FORM_PLURAL) || speaker->plural || speaker->kind == SPEAKER_NONE ||
               speaker->kind == SPEAKER_ORG || cue_clause(r, c, end) < c->at.end + 2;
    case CUE_KIND_SELF:
    case CUE_KIND_SOURCE: // أنه وفقا لـ…: part of what was said
        return i > from + 1 && is_last_attribution(r, c, end);
    case CUE_KIND_VERB: break;
    case CUE_KIND_MASDAR: return false;
    }
    if (c->form & FORM_SUFFIXED)
        return false;
    if (IS(i - 1, WORD_REL)) // "…، الذي قال إنه"
        return i > from + 2 && is_comma(r->d, i - 2) && is_relative_cue(r, i, from, end);
    bool lead = W(i).clitics & CLITIC_AND || (is_word(r, i - 1) && IS(i - 1, WORD_CONJ)) ||
                norm_is(r, i - 1, "و");
    if (is_negation(r, i - 1))
        return false;
    if (!lead)
        return (contrast_before(r, i, from) < i && cue_clause(r, c, end) < c->at.end + 3) ||
               opens_main_clause(r, c, end);
    if (lead && c->uses & CUE_USE_ACT && !(c->form & FORM_IMPERFECT)) // not … رفضوا وطلبوا منه
        return !(c->form & FORM_PLURAL) || speaker->plural || speaker->kind != SPEAKER_PERSON;
    if (c->form & FORM_IMPERFECT && !(c->uses & CUE_USE_CONTINUES) && from + 12 > i)
        return false;
    if (lead && c->uses & CUE_USE_CLAUSE && !(c->form & FORM_IMPERFECT) && c->at.end < end &&
        IS(c->at.end, WORD_GIVEN) && W(i).clitics & CLITIC_AND)
        return true; // … يوميا وقال علاء الدين شادياب
    size_t comp = cue_clause(r, c, end);
    bool reports = comp < end;
    for (size_t k = c->at.end; !reports && k < end && k < c->at.end + 12; k++)
        reports = spoken_mark(r, k) != NULL;
    return lead && reports;
}

// "في تعليقه على …", "ردا على سؤال": the occasion of the whole sentence behind what was said.
static bool is_reply(const struct quote_reader *r, size_t i, size_t end)
{
    static const char *const nouns[] = {"تعليقه", "تعليقها", "رده", "ردها", "تعقيبه", "تعقيبها"};
    static const char *const asked[] = {"سوال", "اسئله", "استفسار", "سواله", "سوالها"};
    if (i + 2 >= end || !norm_is(r, i + (norm_is(r, i, "في") ? 2 : 1), "علي") ||
        IS(i - 1, WORD_CUE_VERB))
        return false;
    if (norm_is(r, i, "في"))
        for (size_t w = 0; w < COUNT_OF(nouns); w++)
            if (norm_is(r, i + 1, nouns[w]))
                return true;
    if (norm_is(r, i, "ردا") || norm_is(r, i, "تعليقا"))
        for (size_t w = 0; w < COUNT_OF(asked); w++)
            if (norm_is(r, i + 2, asked[w]))
                return true;
    return false;
}

// Where the writer takes over: والحال أن، علما أن، هذا وقد
static bool is_aside(const struct quote_reader *r, size_t i, size_t end)
{
    if (is_reply(r, i, end))
        return true;
    if (i + 2 < end && norm_is(r, i, "هذا") && is_word(r, i + 1) &&
        (norm_is(r, i + 1, "و") || norm_is(r, i + 1, "وقد") || norm_is(r, i + 1, "وتم") ||
         norm_is(r, i + 1, "وسيتم") || norm_is(r, i + 1, "ولم")))
        return true;
    static const char *const words[] = {"والحال", "علما", "وتجدر", "يذكر", "ويذكر", "يشار"};
    if (i + 1 < end && is_word(r, i) && IS(i + 1, WORD_COMPWEAK) &&
        (norm_is(r, i, "للاشاره") || norm_is(r, i, "وللاشاره") || norm_is(r, i, "للتذكير") ||
         norm_is(r, i, "وللتذكير")))
        return true;
    if (i + 1 >= end || !is_word(r, i) || !(IS(i + 1, WORD_COMP | WORD_COMPWEAK | WORD_PREP)))
        return false;
    for (size_t w = 0; w < COUNT_OF(words); w++)
        if (norm_is(r, i, words[w]))
            return true;
    return false;
}

size_t clause_end(const struct quote_reader *r, size_t from, size_t end,
                  const struct phrase *speaker)
{
    size_t i = from + 1;
    while (i < end) {
        if (r->mark_at[i] != MARK_NONE && r->marks.v[r->mark_at[i]].close < end) {
            i = skip_mark(r, i);
            continue;
        }
        struct cue c;
        if (cue_at(r, i, from, end, &c) && cuts(r, &c, from, end, speaker))
            break;
        if (is_aside(r, i, end))
            break;
        i++;
    }
    if (i < end && IS(i, WORD_CUE_VERB) && !(W(i).clitics & CLITIC_AND))
        i = contrast_before(r, i, from);
    // Conjunctions and marks before the cut belong to what follows.
    if (i < end)
        while (i > from + 1 && is_word(r, i - 1) &&
               (norm_is(r, i - 1, "و") || norm_is(r, i - 1, "كان") || norm_is(r, i - 1, "كانت") ||
                IS(i - 1, WORD_CONJ | WORD_REL)))
            i--;
    return i;
}

static bool is_occasion(const struct quote_reader *r, size_t i)
{
    return IS(i, WORD_PREP | WORD_ATTRIB | WORD_CONJ | WORD_CUE_PARTICIPLE) ||
           W(i).clitics & (CLITIC_LI | CLITIC_BI) || norm_is(r, i, "ل") || norm_is(r, i, "ب");
}

static bool is_demonstrative(const struct quote_reader *r, size_t i, size_t limit)
{
    return (norm_is(r, i, "هذا") || norm_is(r, i, "هذه") || norm_is(r, i, "ذلك") ||
            norm_is(r, i, "تلك") || norm_is(r, i, "هولاء")) &&
           i + 1 < limit && W(i + 1).definite;
}

// Whether at token i, behind the outlet to which it was said, the speaker begins: أكده للجوهرة أف
// أم | مصدر أمني, في تصريح لوكالة "وات" | رئيس البلدية.
static bool ends_occasion(const struct quote_reader *r, size_t begin, size_t i)
{
    if (!is_word(r, i) || W(i).clitics || IS(i, WORD_PREP))
        return false;
    if (norm_is(r, i, "مصدر") || norm_is(r, i, "احد") ||
        (norm_is(r, i, "مصادر") && !(is_word(r, i + 1) && W(i + 1).definite)))
        return !(is_word(r, i - 1) && IS(i - 1, WORD_PREP));
    if (!IS(i, WORD_ROLE | WORD_RANK) || (IS(i, WORD_RANK) && !W(i).definite) || i == begin + 1)
        return false;
    bool office = IS(i, WORD_ROLE) && !W(i).definite && is_word(r, i + 1) && W(i + 1).definite &&
                  is_word(r, i - 1) && W(i - 1).definite && W(begin).clitics & CLITIC_LI &&
                  IS(begin, WORD_MEDIA); // صرح به لوكالة … للأنباء | وزير الشؤون
    return office || mark_is_quote(r->d, i - 1) ||
           (is_word(r, i - 1) && !r->d->tokens.v[i - 1].arabic) || norm_is(r, i - 1, "ام") ||
           norm_is(r, i - 1, "له") || norm_is(r, i - 1, "لها");
}

// Skips what may stand between a cue and its subject: words of time, brackets, commas, and what is
// said of the occasion, up to the next comma.  false at a complementiser, a mark or the limit.
static bool skip_fillers(const struct quote_reader *r, size_t *at, size_t limit, bool *occasion)
{
    size_t i = *at;
    if (limit > i + CLAUSE_REACH)
        limit = i + CLAUSE_REACH;
    while (i < limit) {
        bool short_filler = is_comma(r->d, i) || (IS(i, WORD_TIME) && !IS(i, WORD_GIVEN)) ||
                            is_demonstrative(r, i, limit) ||
                            is_pronoun_preposition(r, i); // قال عنه الوزير
        if (short_filler) {
            i++;
        } else if (mark_byte(r->d, i) == '(') {
            size_t close = i + 1;
            while (close < limit && close < i + 16 && mark_byte(r->d, close) != ')')
                close++;
            i = close + 1;
        } else if (r->d->tokens.v[i].kind == TOKEN_MARK || IS(i, WORD_COMP)) {
            return false;
        } else if (r->d->tokens.v[i].kind == TOKEN_NUMBER) {
            if (i + 1 < limit && IS(i + 1, WORD_GROUP))
                break;
            i++;
        } else if ((norm_is(r, i, "ل") || norm_is(r, i, "ب")) && i + 1 < limit &&
                   short_mark(r, i + 1)) {
            *occasion = true; // أوضح لـ"عكاظ" الناطق
            i = short_mark(r, i + 1)->close + 1;
        } else if (is_occasion(r, i)) {
            *occasion = true;
            size_t begin = i++;
            while (i < limit && !is_comma(r->d, i) && !IS(i, WORD_COMP) &&
                   !ends_occasion(r, begin, i))
                i++;
            // لمراسلة "الجوهرة أف أم"، روضة العلاقي: to whom it was said
            if (IS(begin, WORD_MEDIA) && IS(begin, WORD_ROLE) && i + 1 < limit &&
                is_comma(r->d, i) && person_name_starts(r, i + 1)) {
                size_t behind = person_name_end(r, i + 1, limit);
                bool role = behind + 1 < limit && is_comma(r->d, behind) &&
                            IS(behind + 1, WORD_ROLE); // …، فلان، القيادي في: he speaks
                i = role ? i : behind;
            }
        } else {
            break;
        }
    }
    *at = i;
    return i < limit;
}

static bool inside_source(const struct quote_reader *r, size_t at, size_t limit, struct phrase *out)
{
    for (size_t i = at; i < limit && i < at + 4; i++) {
        if (!is_word(r, i))
            return false;

        if (IS(i, WORD_DOC | WORD_EVENT | WORD_ORG | WORD_MEDIA) && phrase_parse(r, i, limit, out))
            return true;
    }
    return false;
}

// A name in marks between the verb and what it reports: قالت "رويترز"، إن
static bool names_subject(const struct quote_reader *r, const struct marked *m)
{
    size_t next = m->close + 1, n = r->d->tokens.n;
    next += next < n && is_comma(r->d, next);
    if (m->words > 4 || next >= n || !is_word(r, next))
        return false;
    bool carries = m->open > 0 && W(m->open - 1).uses & CUE_USE_FROM && norm_is(r, next, "عن");
    bool person = r->person_end && r->person_end[m->first] == m->end &&
                  (IS(next, WORD_ROLE) || W(next).definite); // أفاد "فلان" مدير المشروع
    return IS(next, WORD_COMP | WORD_REL) || (m->words == 1 && IS(next, WORD_PREP)) || carries ||
           person;
}

// The name in marks right behind the cue, or whom it quotes: وحسب "رويترز"، قالت "رويترز" إن
static void marked_subject(const struct quote_reader *r, const struct cue *c,
                           const struct marked *m, size_t limit, struct phrase *out)
{
    if (m->close + 2 < limit && norm_is(r, m->close + 1, "عن") &&
        W(c->at.end - 1).uses & CUE_USE_FROM && phrase_parse(r, m->close + 2, limit, out))
        return; // نقلت "العربية" عن مصادر
    *out = (struct phrase){
        .kind = SPEAKER_ORG, .head = m->first, .name = {m->first, m->end},
                .end = m->close + 1
    };
    if (r->person_end && r->person_end[m->first] == m->end)
        out->kind = SPEAKER_PERSON, out->own_name = true;
}

// The phrase behind the first `word` in the next tokens, up to a comma; `from` is how far behind.
static bool phrase_behind(const struct quote_reader *r, size_t at, size_t limit, const char *word,
                          size_t from, struct phrase *out)
{
    for (size_t i = at; i + from < limit && i < at + 8 && !is_comma(r->d, i); i++)
        if (norm_is(r, i, word) && phrase_parse(r, i + from, limit, out))
            return true;
    return false;
}

// Of a source: وفقا للبيان, where the preposition is part of the cue; بحسب ما نقلته … عن.
static bool source_subject(const struct quote_reader *r, const struct cue *c, size_t limit,
                           struct phrase *out)
{
    size_t at = c->at.end;
    bool verb = at > c->at.first + 1; // وفق ما أكده للجوهرة, but وفقا لقناة
    if (verb && W(at - 1).uses & CUE_USE_FROM && phrase_behind(r, at, limit, "عن", 1, out))
        return true;
    if (at >= limit)
        return false;
    if (is_word(r, at) && W(at).clitics & CLITIC_LI && !(verb && IS(at, WORD_MEDIA)) &&
        phrase_parse(r, at, limit, out))
        return true;
    if (verb && IS(at, WORD_MEDIA) && // أفاد به مراسلة "وات" مصدر
        phrase_behind(r, at + 1, limit, "مصدر", 0, out))
        return true;
    return is_word(r, at) && !W(at).clitics && phrase_parse(r, at, limit, out);
}

bool cue_subject(const struct quote_reader *r, const struct cue *c, size_t limit,
                 struct phrase *out)
{
    size_t at = c->at.end;
    bool occasion = false;
    bool source = c->kind == CUE_KIND_SOURCE;
    const struct marked *m = at < limit ? short_mark(r, at) : NULL;
    if (m && (source || names_subject(r, m))) {
        marked_subject(r, c, m, limit, out);
        return true;
    }
    size_t tongue = at + (at < limit && norm_is(r, at, "علي"));
    if (tongue + 1 < limit && norm_is(r, tongue, "لسان")) // جاء على لسان فلان
        return phrase_parse(r, tongue + 1, limit, out);
    if (source && source_subject(r, c, limit, out))
        return true;
    if (c->uses & CUE_USE_INSIDE) // جاء في البيان، ورد ببلاغ
        return inside_source(r, at, limit, out);
    if (c->form & (FORM_PLURAL | FORM_DUAL) && c->kind == CUE_KIND_VERB &&
        !(c->form & FORM_IMPERFECT))
        return false;           // a verb in the plural has its subject before it
    if (c->uses & CUE_USE_FROM) // نقل الموقع عن الوزير قوله
        for (size_t i = at; i + 1 < limit && i < at + 8; i++)
            if (norm_is(r, i, "عن") && phrase_parse(r, i + 1, limit, out))
                return true;
    if (!skip_fillers(r, &at, limit, &occasion))
        return false;
    if (occasion && !IS(at, WORD_GIVEN | WORD_ROLE | WORD_RANK | WORD_TITLE | WORD_ORG | WORD_ANON))
        return false;
    return phrase_parse(r, at, limit, out);
}

bool cue_subject_before(const struct quote_reader *r, size_t first, size_t at, struct phrase *out)
{
    size_t stop = at;
    while (stop > first && is_word(r, stop - 1) &&
           (norm_is(r, stop - 1, "قد") || norm_is(r, stop - 1, "فقد") || IS(stop - 1, WORD_REL)))
        stop--;
    if (stop < at && stop > first && is_comma(r->d, stop - 1) &&
        (IS(stop, WORD_REL) || norm_is(r, stop, "فقد") || norm_is(r, stop, "قد")))
        stop--;
    if (stop == first || !is_word(r, stop - 1))
        return false;
    size_t start = stop;
    for (size_t steps = 0; start > first && steps < 24; steps++, start--)
        if (is_comma(r->d, start - 1) && steps > 0)
            break;
    bool tried = false;
    for (size_t i = start; i < stop; i++) {
        if (!is_word(r, i) || IS(i, WORD_VERBISH | WORD_CONJ | WORD_COMP) ||
            (IS(i, WORD_PREP) && !IS(i, WORD_VERBISH)))
            continue;
        bool head = IS(i, WORD_ROLE | WORD_ORG | WORD_GIVEN | WORD_DOC | WORD_GROUP | WORD_ANON |
                              WORD_TITLE | WORD_RANK | WORD_PLACE | WORD_MEDIA);
        if (!head && tried)
            continue;
        tried = true;
        if (W(i).clitics & (CLITIC_BI | CLITIC_LI) ||
            (i > first && is_word(r, i - 1) && IS(i - 1, WORD_PREP) && !IS(i - 1, WORD_VERBISH) &&
             W(i).definite))
            continue;
        if (IS(i, WORD_PLACE) && i > start && is_word(r, i - 1) &&
            !IS(i - 1, WORD_CONJ | WORD_VERBISH))
            continue;
        if (phrase_parse(r, i, stop, out) && out->end == stop)
            return true;
    }
    return false;
}

bool cue_leads(const struct quote_reader *r, const struct cue *c, size_t first)
{
    size_t i = c->at.first;
    if (i > first && is_word(r, i - 1) && (norm_is(r, i - 1, "قد") || IS(i - 1, WORD_REL)))
        return false;
    return opens_clause(r, i, first);
}
