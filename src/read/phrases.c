// phrases: see phrases.h.
//
// Noun phrases say a good deal by their first word.  A role (رئيس، الناطق باسم …) opens a person;
// an organisation noun (وزارة، حركة …) an organisation; where a name starts behind a role is
// person_name.c's.  Roles may hold prepositions (القيادي في حزب …), but not those of an occasion
// (في تصريح، خلال، لوكالة …), which end the phrase.
//
// Source: arabic.md sections 4 and 5, and the rules of data/quotes.
// Limits: a phrase has at most PHRASE_TOKENS tokens.
#include "read/phrases.h"

#include "read/person_name.h"

enum { PHRASE_TOKENS = 36 };

const struct marked *short_mark(const struct quote_reader *r, size_t i)
{
    size_t m = r->mark_at[i];
    if (m == MARK_NONE || r->marks.v[m].close == MARK_NONE || r->marks.v[m].words > 5)
        return NULL;
    return &r->marks.v[m];
}

// Whether a given name starts within a few words, before anything ends the clause.
static bool name_follows(const struct quote_reader *r, size_t i, size_t limit)
{
    for (size_t end = i + 6; i < limit && i < end && is_word(r, i); i++) {
        if (IS(i, WORD_COMP | WORD_CONJ | WORD_REL | WORD_VERBISH | WORD_NONAME))
            return false;
        if ((IS(i, WORD_GIVEN) && word_is_bare(r, i)) || (r->person_end && r->person_end[i]))
            return true;
    }
    return false;
}

// A preposition that may stand inside a description.
static bool is_inner(const struct quote_reader *r, size_t i)
{
    static const char *const inner[] = {"في", "فى", "من", "باسم", "لدي", "عن"};
    for (size_t k = 0; k < COUNT_OF(inner); k++)
        if (norm_is(r, i, inner[k]))
            return true;
    return false;
}

// A من that belongs to the verb before the description.
static bool is_from(const struct quote_reader *r, size_t head, size_t i, size_t limit)
{
    if (!norm_is(r, i, "من"))
        return false;
    if (IS(head, WORD_ORG) && !IS(head, WORD_ROLE | WORD_GROUP))
        return true; // عانى الفريق | من نقص
    return IS(head, WORD_ROLE) && W(head).definite && W(i + 1).definite &&
           !name_follows(r, i + 2, limit) &&
           !IS(i + 1, WORD_ORG | WORD_PLACE | WORD_GROUP | WORD_ROLE | WORD_ANON); // حذرت … | من
}

// Whether a preposition at i carries the description on (القيادي في حزب) or opens an occasion.
static bool carries_on(const struct quote_reader *r, size_t head, size_t i, size_t limit)
{
    if (norm_is(r, i, "من") && i + 1 < limit &&
        (norm_is(r, i + 1, "داخل") || norm_is(r, i + 1, "اجل")))
        return true;
    if (norm_is(r, i, "من") && (norm_is(r, i + 1, "جهه") || norm_is(r, i + 1, "ناحيه")))
        return false; // الشاهد | من جهة أخرى
    if ((norm_is(r, i, "داخل") || norm_is(r, i, "اجل")) && norm_is(r, i - 1, "من"))
        return true;
    // المسؤولة على الإعلام, رئيس البعثة إلى تونس, المتحدث باسم "الجيش الوطني"
    if (IS(head, WORD_ROLE) && i + 1 < limit) {
        bool charged = str_starts(W(head).base, S("مسوول")) || str_starts(W(head).base, S("مشرف"));
        if (charged && (norm_is(r, i, "علي") || norm_is(r, i, "عن")) && W(i + 1).definite)
            return true;
        if ((norm_is(r, i, "الي") || norm_is(r, i, "لدي")) && IS(i + 1, WORD_PLACE))
            return true;
        if (norm_is(r, i, "لدي") && !W(i + 1).definite &&
            str_ends(r->d->tokens.v[i + 1].norm, S("ه")))
            return false; // الشاهد | لدى وصوله
        if (norm_is(r, i, "باسم") && short_mark(r, i + 1))
            return true;
    }
    if (norm_is(r, i, "عن") && (!IS(head, WORD_ROLE) || (i + 1 < limit && IS(i + 1, WORD_ANON))))
        return false;
    if (IS(head, WORD_ROLE) &&
        (norm_is(r, i, "الي") || norm_is(r, i, "علي"))) // لجنة التسفير إلى بؤر التوتر
        return name_follows(r, i + 1, limit);
    if (!is_inner(r, i) || i + 1 >= limit || !is_word(r, i + 1) || is_from(r, head, i, limit))
        return false;
    if (IS(i + 1, WORD_DOC) && !W(i + 1).definite && !IS(head, WORD_DOC))
        return false; // أكد الفريق | في دراسة
    return !IS(i + 1, WORD_EVENT | WORD_TIME | WORD_PREP | WORD_COMP | WORD_SAME | WORD_CONJ);
}

// Whether the definite word at i cannot be an adjective of the definite person at `head`.
static bool disagrees(const struct quote_reader *r, size_t head, size_t i)
{
    struct str a = W(head).base, b = W(i).base;
    if (str_ends(a, S("ون")) && W(head).definite && W(i).definite && !W(i).clitics &&
        IS(i, WORD_ORG | WORD_ROLE | WORD_GROUP) && !str_ends(b, S("ون")) && !str_ends(b, S("ين")))
        return true; // طالب المحتجون | السلط
    if (!W(head).definite || !W(i).definite || W(i).clitics || W(i).classes ||
        !IS(head, WORD_ROLE | WORD_GROUP))
        return false;
    if (str_ends(a, S("ون")))
        return !str_ends(b, S("ون")) && !str_ends(b, S("ين"));
    return IS(head, WORD_ROLE) && str_ends(b, S("ه")) && !str_ends(a, S("ه"));
}

// Whether the definite word at i cannot belong to the feminine organisation at `head` any more: an
// adjective of it would end in ة, and one of the word between them mostly in ي.
static bool is_object(const struct quote_reader *r, size_t head, size_t i)
{
    if (i < head + 2 - W(head).definite || !str_ends(W(head).base, S("ه")))
        return false;
    if (IS(i, WORD_GROUP) && W(i).definite && !W(i).clitics && i == head + 2 && W(head).definite)
        return true; // المنظمة الأممية | الأشخاص
    return W(i).definite && W(i).clitics == 0 && W(i).classes == 0 && is_word(r, i - 1) &&
           W(i - 1).definite && !str_ends(W(i).base, S("ه")) && !str_ends(W(i).base, S("ي")) &&
           !str_ends(W(i).base, S("يا")) && !str_ends(W(i).base, S("ين")) &&
           (word_is_common(r, i) || (i == head + 1 && W(head).definite));
}

enum verdict { UNDECIDED, STOPS, GOES_ON };

// Behind a body: an office or a document that has no article, or what has one and is no adjective.
static bool is_object_of_body(const struct quote_reader *r, size_t head, size_t i)
{
    const struct word *w = &W(i);
    bool behind_definite = is_word(r, i - 1) && W(i - 1).definite, far = i > head + 1;
    bool adjective = str_ends(w->base, S("يه"));
    if (!IS(head, WORD_ORG | WORD_GROUP) || IS(head, WORD_ROLE) || !word_is_bare(r, i))
        return false;
    if (!w->definite) // نبهت النقابات الأمنية | رئيس الحكومة، أصدرت الهيئة الوطنية | بيانا
        return behind_definite && ((IS(i, WORD_ROLE) && !IS(i, WORD_ADJECTIVE)) || IS(i, WORD_DOC));
    if (behind_definite && far && IS(i, WORD_ROLE) && !IS(i, WORD_ADJECTIVE) && !adjective &&
        !str_ends(w->base, S("ي")))
        return true; // هنأت حركة النهضة | المرشح الجمهوري
    if ((behind_definite || (is_word(r, i - 1) && IS(i - 1, WORD_PLACE))) && far && !adjective &&
        w->classes & WORD_ORG && !(w->classes & (WORD_PLACE | WORD_MEDIA | WORD_ADJECTIVE)))
        return true; // دعت حركة مشروع تونس | الحكومة
    return behind_definite && far && w->classes & WORD_NAMELY &&
           !(w->classes & (WORD_ORG | WORD_PLACE | WORD_MEDIA)); // استنكرت … | الحملة
}

// Words that are rather the object of the verb before the phrase than a part of it.
static enum verdict by_object(const struct quote_reader *r, size_t head, size_t i)
{
    const struct word *w = &W(i);
    bool behind_definite = is_word(r, i - 1) && W(i - 1).definite;
    if (w->classes & WORD_GIVEN && word_is_bare(r, i)) { // قوات الأمن | بشير نصر
        bool other = IS(head, WORD_ORG) && !IS(head, WORD_ROLE) && i > head + 1;
        return other && behind_definite && !IS(i - 1, WORD_NAMELY) ? STOPS : GOES_ON;
    }
    if (w->classes & WORD_MASDAR && (w->definite || w->clitics & CLITIC_BI) &&
        !(w->classes & (WORD_ROLE | WORD_ORG | WORD_DOC)))
        return STOPS;
    if (IS(head, WORD_DOC) && !W(head).definite && w->form & FORM_SUFFIXED &&
        w->classes & WORD_CUE_VERB)
        return GOES_ON; // دراسة نشرتها مجلة …
    if (w->classes & WORD_NONAME && word_is_bare(r, i) && !w->definite && IS(head, WORD_DOC) &&
        i > head + 1)
        return STOPS; // أكدت دراسة بريطانية | ضرورة
    if (w->classes & WORD_NONAME && word_is_bare(r, i) &&
        (behind_definite || (is_word(r, i - 1) && IS(i - 1, WORD_GIVEN))))
        return STOPS; // أكد الوزير | عدم
    if (behind_definite && word_is_accusative(r, i))
        return STOPS; // أصدرت الجامعة | توضيحا
    struct str norm = r->d->tokens.v[i].norm;
    if (w->classes == 0 && str_ends(norm, S("ا")) && norm.n >= 8 &&
        word_of(str_take(norm, norm.n - 2)).classes & (WORD_DOC | WORD_EVENT))
        return STOPS; // أصدرت شركة جيت بلو | بيانا
    if (i == head + 1 && IS(head, WORD_ORG) && W(head).definite && IS(i, WORD_ORG) && w->definite &&
        word_is_bare(r, i) && !str_ends(W(head).base, S("ه")) && str_ends(w->base, S("ه")) &&
        !str_ends(w->base, S("يه")))
        return STOPS; // طالب الحزب | السلطة
    if (is_object_of_body(r, head, i))
        return STOPS;
    if (i + 1 < r->d->tokens.n && norm_is(r, i + 1, "عدم") && word_is_bare(r, i) && !w->definite &&
        i > head + 1)
        return STOPS; // رسام تونسي | اشترط عدم
    if (IS(head, WORD_ROLE) && i > head + 1 && behind_definite && w->classes == 0 &&
        word_is_bare(r, i) && !w->definite && r->d->tokens.v[i].norm.n >= 6 && word_is_common(r, i))
        return STOPS; // الناطقة باسم الاتحاد الوطني | تلقي
    if (w->classes == 0 && !w->definite &&
        (str_ends(w->base, S("ها")) || str_ends(w->base, S("هم"))))
        return STOPS; // أصدرت المؤسسة | تصنيفها
    return UNDECIDED;
}

static enum verdict by_class(const struct quote_reader *r, size_t head, size_t i, size_t limit)
{
    const struct word *w = &W(i);
    if (w->classes & WORD_APPOSITION)
        return IS(head, WORD_ROLE) ? GOES_ON : STOPS;
    if (IS(head, WORD_ROLE | WORD_GROUP | WORD_ANON) && i == head + 1 && !W(head).definite &&
        i + 1 < limit && W(i + 1).definite && (norm_is(r, i, "هذا") || norm_is(r, i, "هذه")))
        return GOES_ON; // رئيس هذا المشروع
    if (w->classes & WORD_TIME && i == head + 1 && w->definite && IS(head, WORD_ROLE) &&
        !W(head).definite)
        return GOES_ON; // خطيب الجمعة
    if (w->classes & (WORD_COMP | WORD_COMPWEAK | WORD_REL | WORD_ATTRIB | WORD_SELF | WORD_TIME |
                      WORD_VERBISH) &&
        !(w->classes & WORD_ROLE))
        return STOPS;
    if (w->classes & WORD_PREP) {
        bool occasion = IS(head, WORD_DOC) && i == head + 1;
        return !occasion && carries_on(r, head, i, limit) ? GOES_ON : STOPS;
    }
    if (w->classes & WORD_CONJ) // أف أم: FM
        return norm_is(r, i, "ام") && norm_is(r, i - 1, "اف") ? GOES_ON : STOPS;
    if (w->classes & (WORD_CUE_VERB | WORD_CUE_PARTICIPLE) &&
        !(w->classes & (WORD_ROLE | WORD_ORG | WORD_DOC | WORD_GROUP)) && !w->definite) {
        // مدير دار نشر: a construct that is still open takes a noun, not a verb
        bool open =
            is_word(r, i - 1) && W(i - 1).classes == 0 && !W(i - 1).definite && i > head + 1;
        return open && w->form == 0 && word_is_bare(r, i) ? GOES_ON : STOPS;
    }
    return UNDECIDED;
}

static enum verdict by_clitic(const struct quote_reader *r, size_t head, size_t i, size_t limit)
{
    const struct word *w = &W(i);
    if (IS(head, WORD_ANON) && w->classes & WORD_MEDIA && w->classes & WORD_ROLE)
        return STOPS; // مصدر أمني | مراسلة الإذاعة
    bool of_role = IS(head, WORD_ROLE) && i > head + 1 && is_word(r, i - 1) && W(i - 1).definite &&
                   (IS(i - 1, WORD_ADJECTIVE) || str_ends(W(i - 1).base, S("ي")) ||
                    (str_ends(W(i - 1).base, S("يه")) && w->definite && w->classes & WORD_ORG));
    bool outlet = w->classes & (WORD_EVENT | WORD_MEDIA) &&
                  !(w->classes & WORD_ORG && !(w->classes & WORD_MEDIA));
    bool purpose = IS(head, WORD_ROLE | WORD_ORG) && i > head + 1 && w->clitics & CLITIC_LI &&
                   w->definite && !(w->classes & WORD_MEDIA) && is_word(r, i - 1) &&
                   W(i - 1).definite; // الهيئة العليا للاتصال
    if (!of_role && !purpose && outlet && w->clitics & (CLITIC_LI | CLITIC_BI))
        return STOPS; // لوكالة، في تصريح
    if (w->clitics & CLITIC_LI && w->classes & WORD_MEDIA && w->classes & WORD_ROLE)
        return STOPS; // صاحب المركب | لمراسل الجوهرة
    if (norm_is(r, i, "ل") || norm_is(r, i, "ب"))
        return STOPS;
    bool press =
        norm_is(r, i, "للصحفيين") || norm_is(r, i, "للصحافيين"); // but … للصحفيين التونسيين
    if (press && !(i + 1 < limit && is_word(r, i + 1) && W(i + 1).definite))
        return STOPS;
    if (w->clitics & (CLITIC_LI | CLITIC_BI) && w->classes & WORD_NONAME && !w->definite)
        return STOPS; // دعا رئيس البلدية | لضرورة
    if (w->clitics & CLITIC_AND && !IS(head, WORD_GROUP) && (norm_is(r, i, "وعدد")))
        return STOPS;
    if (w->classes == 0 && !w->definite && (w->clitics & CLITIC_AND || word_is_conjoined(r, i)))
        return i + 1 < limit && W(i + 1).definite ? GOES_ON : STOPS;
    return UNDECIDED;
}

static enum verdict by_construct(const struct quote_reader *r, size_t head, size_t i)
{
    const struct word *w = &W(i);
    if (i == head + 1 && disagrees(r, head, i))
        return STOPS; // وصف المدرب | الخسارة
    if (IS(head, WORD_GROUP | WORD_ORG) && !IS(head, WORD_ROLE) && i > head + 1 &&
        !str_ends(W(head).base, S("ه")) && is_word(r, i - 1) && W(i - 1).definite &&
        str_ends(W(i - 1).base, S("ي")) && w->definite && w->classes == 0 && !w->clitics &&
        str_ends(w->base, S("ه")) && !str_ends(w->base, S("يه")) && i > head + 2)
        return STOPS; // وصف أعضاء الوفد البرلماني | الزيارة
    if (IS(head, WORD_ORG) && is_object(r, head, i))
        return STOPS; // أدانت وزارة الخارجية | الاعتداء
    if (IS(head, WORD_ROLE))
        return GOES_ON;
    if (IS(head, WORD_ANON) && w->clitics & CLITIC_BI && i > head + 1)
        return GOES_ON; // مصدر طبي | بقسم الطب الاستعجالي
    if (w->clitics & CLITIC_BI && !w->definite && w->classes == 0 && word_is_common_behind(r, i))
        return STOPS; // أفادت الشرطة الألمانية | بإقدام
    if (IS(head, WORD_ORG) && w->clitics & CLITIC_BI && IS(i, WORD_DOC | WORD_MASDAR) &&
        !IS(i, WORD_ORG | WORD_PLACE))
        return STOPS;                                // طالبت النقابة | بقانون
    if (IS(head, WORD_PLACE) && !IS(head, WORD_ORG)) // كوريا الشمالية, but البحرين | الإجراء
        return i == head + 1 && w->definite && str_ends(w->base, S("يه")) ? GOES_ON : STOPS;
    bool proper = is_word(r, i - 1) && W(i - 1).classes == 0 && !word_is_common(r, i - 1) &&
                  !word_is_common(r, i) && !word_is_frequent(r, i); // صحيفة الديلي ميل
    proper |= IS(head, WORD_MEDIA) && i == head + 2 && W(i - 1).classes == 0 &&
              !word_is_common(r, i - 1) && is_word(r, i - 1); // صحيفة الديلي ميل
    if (w->classes == 0 && word_is_bare(r, i) && !w->definite && !proper &&
        (!is_word(r, i - 1) || (W(i - 1).definite && !IS(i - 1, WORD_MEDIA))))
        return STOPS;
    return GOES_ON;
}

// Whether token i, behind `head`, ends the noun phrase.
static bool stops_phrase(const struct quote_reader *r, size_t head, size_t i, size_t limit)
{
    if (!is_word(r, i))
        return r->d->tokens.v[i].kind == TOKEN_MARK;
    if (i > head + 1 && mark_is_quote(r->d, i - 1) && IS(head, WORD_ORG) && IS(i, WORD_ORG) &&
        !W(i).definite && !W(i).clitics)
        return true; // طالبت جمعية "فورزا" | مجلس النواب
    if (i > head + 1 && mark_is_quote(r->d, i - 1) && W(i).definite &&
        !IS(i, WORD_ADJECTIVE | WORD_PLACE) && !W(i).clitics && !str_ends(W(i).base, S("ي")) &&
        !str_ends(W(i).base, S("يه")))
        return true; // وكالة "فيتش" | العلامة
    enum verdict v = by_object(r, head, i);
    if (v == UNDECIDED)
        v = by_class(r, head, i, limit);
    if (v == UNDECIDED)
        v = by_clitic(r, head, i, limit);
    if (v == UNDECIDED)
        v = by_construct(r, head, i);
    return v == STOPS;
}

// تقرير | نشرته، بيان | صدر: a verb at the end, whose subject is not given.
static bool is_issued(const struct quote_reader *r, size_t head, size_t i)
{
    return IS(head, WORD_DOC) && (norm_is(r, i, "صدر") || norm_is(r, i, "صادر") ||
                                  (W(i).form & FORM_SUFFIXED && IS(i, WORD_CUE_VERB)));
}

// The end of the description that starts at i: its tokens up to what stops it.
static size_t description_end(const struct quote_reader *r, size_t i, size_t limit)
{
    size_t at = i + 1;
    if (limit > i + PHRASE_TOKENS)
        limit = i + PHRASE_TOKENS;
    while (at < limit) {
        const struct marked *m = short_mark(r, at);
        if (m && m->close < limit && !(m->spoken && m->words > 3)) {
            at = m->close + 1;
            continue;
        }
        if (person_name_is_hyphen(r, at, limit)) { // للجيو-فيزياء
            at += 2;
            continue;
        }
        if (IS(i, WORD_DOC) && norm_is(r, at, "ل") && at + 1 < limit && short_mark(r, at + 1)) {
            at++; // بيان لـ"الأونروا"
            continue;
        }
        if (stops_phrase(r, i, at, limit))
            break;
        at++;
    }
    while (at > i + 1 && is_word(r, at - 1) &&
           (norm_is(r, at - 1, "و") || is_issued(r, i, at - 1) ||
            (IS(at - 1, WORD_PREP) && !W(at - 1).definite &&
             !IS(at - 1, WORD_GIVEN | WORD_ORG | WORD_ROLE))))
        at--;
    return at;
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
    if (i >= limit || !(person_name_can_be(r, i) || person_name_starts(r, i)))
        return false;
    size_t end = person_name_end(r, i, limit);
    bool known = person_name_starts(r, i);
    bool bounded = end >= limit || stops_phrase(r, comma, end, limit);
    if (!known && (end - i < 2 || !bounded || W(i).definite))
        return false;
    *name = (struct token_range){first, end};
    return true;
}

// وزير الخارجية، المنبثقة حكومته عن المجلس، محمد الدايري، …: a name behind what is set between
// commas.
static bool name_behind_aside(const struct quote_reader *r, size_t comma, size_t limit,
                              struct token_range *name)
{
    if (comma + 3 >= limit || !is_word(r, comma + 1) ||
        !(W(comma + 1).definite || IS(comma + 1, WORD_REL) || W(comma + 1).clitics & CLITIC_AND))
        return false;
    for (size_t i = comma + 2; i < limit && i < comma + 14; i++) {
        if (IS(i, WORD_COMP | WORD_CUE_VERB) && !IS(i, WORD_ROLE))
            return false;
        if (!is_comma(r->d, i))
            continue;
        size_t end =
            i + 1 < limit && person_name_starts(r, i + 1) ? person_name_end(r, i + 1, limit) : 0;
        if (end < i + 3 || end > limit || !(end == limit || is_comma(r->d, end)))
            return false;
        *name = (struct token_range){i + 1, end};
        return true;
    }
    return false;
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
    bool apart = i < limit && is_comma(r->d, i);
    i += apart;
    if (i >= limit || !is_word(r, i) || !IS(i, WORD_ROLE) || W(i).clitics)
        return;
    size_t end = description_end(r, i, limit);
    if (!apart && person_name_find(r, i, end) < end)
        return; // طالب فلان رئيس الحكومة فلانا: somebody else
    out->role = (struct token_range){i, end};
    out->end = out->role.end;
}

static bool parse_named(const struct quote_reader *r, size_t i, size_t limit, struct phrase *out)
{
    size_t start = i;
    if (IS(i, WORD_RANK) && !IS(i, WORD_GIVEN))
        while (i < limit && IS(i, WORD_RANK) && !person_name_starts(r, i))
            i++;
    if (i >= limit)
        return false;
    out->kind = SPEAKER_PERSON;
    out->own_name = true;
    out->name = (struct token_range){start, person_name_end(r, i, limit)};
    out->end = out->name.end;
    out->feminine = IS(i, WORD_FEMALE);
    parse_role_behind(r, out->end, limit, out);
    return true;
}

static bool is_feminine_word(const struct quote_reader *r, size_t i)
{
    return str_ends(W(i).base, S("ه"));
}

// مسؤول كبير, ضابط في: somebody without a name; but مسؤول الإعلام is a role.
static bool is_some_official(const struct quote_reader *r, size_t i, size_t limit)
{
    if (str_starts(W(i).base, S("متحدث")) || str_starts(W(i).base, S("ناطق")))
        return false;
    bool alone = i + 1 < limit && is_word(r, i + 1) &&
                 (IS(i + 1, WORD_PREP) || W(i + 1).clitics & CLITIC_BI);
    return (alone || str_starts(W(i).base, S("مسؤول"))) && !W(i).definite &&
           !(i + 1 < limit && is_word(r, i + 1) && W(i + 1).definite && !W(i + 1).clitics);
}

// A person's name in marks behind the role: المحامي الفرنسي "برنارد لامون"
static const struct marked *quoted_name(const struct quote_reader *r, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++) {
        const struct marked *m = short_mark(r, i);
        if (m && is_word(r, i - 1) && W(i - 1).definite &&
            !IS(i - 1, WORD_NAMELY | WORD_ORG | WORD_MEDIA) && r->d->tokens.v[m->first].arabic)
            return m;
    }
    return NULL;
}

// Where the titles at the end of a role start: باعث الدورة | السيد عزيز زهير
static size_t title_start(const struct quote_reader *r, size_t first, size_t end)
{
    while (end > first + 1 && IS(end - 1, WORD_TITLE | WORD_RANK) &&
           !IS(end - 1, WORD_ROLE | WORD_ADJECTIVE))
        end--;
    return end;
}

// No known name starts there, only an unknown word.
static bool is_guess(const struct quote_reader *r, size_t name)
{
    return !person_name_starts(r, name) && !IS(name, WORD_RANK);
}

// The name of a place inside the role (بالمستشفى الجامعي الهادي شاكر بصفاقس،), and who is meant
// behind the comma.
static bool is_place_name(const struct quote_reader *r, size_t first, size_t name, size_t end)
{
    bool place = false;
    for (size_t i = name; i-- > first + 1 && i + 4 > name && is_word(r, i);)
        place |= IS(i, WORD_ORG | WORD_NAMELY) && W(i).clitics & (CLITIC_BI | CLITIC_LI);
    return place && person_name_end(r, name, end) < end;
}

// ممثل الوكالة التي نظمت الرحلة صالح النمري، …: a person at the very end, behind a relative clause
// that ended the role; but not المستشارة التي التقت الرئيس فلانا.
static bool name_behind_relative(const struct quote_reader *r, size_t head, size_t rel,
                                 size_t limit, struct token_range *name)
{
    if (rel >= limit || !is_word(r, rel) || !IS(rel, WORD_REL) || !r->person_end ||
        W(head).definite)
        return false;
    for (size_t i = rel + 2; i < limit && i < rel + 16; i++) {
        if (is_comma(r->d, i) || IS(i, WORD_COMP | WORD_CONJ | WORD_CUE_VERB | WORD_ROLE))
            return false;
        size_t end = r->person_end[i];
        if (end > i && end <= limit && (end == limit || is_comma(r->d, end))) {
            *name = (struct token_range){person_name_mention_start(r, rel, i), end};
            return true;
        }
    }
    return false;
}

// … لاستغلال المياه (الصوناد) | ماجد خلف الله: the token behind the bracket at i; i if there is
// none.
static size_t bracket_end(const struct quote_reader *r, size_t i, size_t limit)
{
    if (i < limit && mark_byte(r->d, i) == '(')
        for (size_t k = i + 1; k < limit && k < i + 6; k++)
            if (mark_byte(r->d, k) == ')')
                return k + 1;
    return i;
}

// والدة الطفلة "فلانة": the name is not hers.
static bool is_kin(const struct quote_reader *r, size_t i)
{
    static const char *const words[] = {"والد", "والده", "شقيق", "شقيقه", "زوج", "زوجه",
                                        "ابن",  "ابنه",  "نجل",  "ارمله", "ام",  "جد"};
    for (size_t w = 0; w < COUNT_OF(words); w++)
        if (norm_is(r, i, words[w]))
            return true;
    return false;
}

static bool parse_role(const struct quote_reader *r, size_t i, size_t limit, struct phrase *out)
{
    size_t end = description_end(r, i, limit);
    size_t name = is_some_official(r, i, limit) ? end : person_name_find(r, i, end);
    struct token_range other;
    if (name < end && end < limit && is_comma(r->d, end) &&
        (is_place_name(r, i, name, end) || is_guess(r, name)) &&
        name_behind_comma(r, end, limit, &other) && !is_guess(r, other.first))
        name = end;
    out->kind = SPEAKER_PERSON;
    out->feminine = out->feminine_word = is_feminine_word(r, i);
    out->end = end;
    if (name < end) {
        out->role = (struct token_range){i, title_start(r, i, name)};
        size_t from = name;
        while (from + 1 < limit && IS(from, WORD_RANK) && !person_name_starts(r, from))
            from++;
        out->name = (struct token_range){name, person_name_end(r, from, limit)};
        out->own_name = true;
        out->end = out->name.end;
        return true;
    }
    size_t gap = bracket_end(r, end, limit);
    if (gap < limit && (gap > end || is_comma(r->d, end)) &&
        name_behind_comma(r, gap > end && !is_comma(r->d, gap) ? gap - 1 : gap, limit,
                          &out->name)) {
        out->role = (struct token_range){i, title_start(r, i, end)};
        out->own_name = true;
        out->end = out->name.end;
        return true;
    }
    if (end < limit && is_comma(r->d, end) && name_behind_aside(r, end, limit, &out->name)) {
        out->role = (struct token_range){i, title_start(r, i, end)};
        out->own_name = true;
        out->end = out->name.end;
        return true;
    }
    if (name_behind_relative(r, i, end, limit, &out->name)) {
        out->role = (struct token_range){i, end};
        out->own_name = true;
        out->end = out->name.end;
        return true;
    }
    const struct marked *m = is_kin(r, i) ? NULL : quoted_name(r, i, end);
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

// بلاغ صادر عن, بيان أصدرته: what an issuer stands behind.
static bool is_issuing(const struct quote_reader *r, size_t i, bool *from)
{
    static const char *const issued[] = {"صادر", "صادره", "الصادر", "الصادره", "صدر", "صدرت"};
    static const char *const issues[] = {"اصدر", "نشر", "بث", "اعد", "وزع", "اورد"};
    struct str norm = r->d->tokens.v[i].norm;
    *from = true;
    for (size_t k = 0; k < COUNT_OF(issued); k++)
        if (norm_is(r, i, issued[k]))
            return true;
    *from = false;
    for (size_t k = 0; k < COUNT_OF(issues); k++)
        if (str_starts(norm, str_from_cstr(issues[k])) &&
            (str_ends(norm, S("ته")) || str_ends(norm, S("تها")) || str_ends(norm, S("ه"))))
            return true;
    return false;
}

// بلاغ صادر اليوم عن وزارة الداخلية: the end of the phrase with who issued the document; `end` if
// that is not said.
static size_t issuer_end(const struct quote_reader *r, size_t first, size_t end, size_t limit)
{
    bool from;
    size_t i = end;
    if (W(first).definite && !(end < limit && is_word(r, end) && W(end).definite))
        return end; // وفق البيان: نشرته الوزارة would need a relative
    if (i > first + 1 && is_word(r, i - 1) && is_issuing(r, i - 1, &from))
        i--;
    else if (i >= limit || !is_word(r, i) || !is_issuing(r, i, &from))
        return end;
    for (i++; i < limit && (IS(i, WORD_TIME) || r->d->tokens.v[i].kind == TOKEN_NUMBER);)
        i++;
    if (from && (i >= limit || !norm_is(r, i, "عن")))
        return end;
    i += from;
    if (i < limit && short_mark(r, i))
        return short_mark(r, i)->close + 1;
    if (i >= limit || !is_word(r, i) ||
        !IS(i, WORD_ORG | WORD_ROLE | WORD_PLACE | WORD_MEDIA | WORD_GROUP))
        return end;
    return description_end(r, i, limit);
}

static bool parse_other(const struct quote_reader *r, size_t i, size_t limit,
                        enum speaker_kind kind, struct phrase *out)
{
    out->kind = kind;
    out->end = description_end(r, i, limit);
    if (kind == SPEAKER_DOCUMENT)
        out->end = issuer_end(r, i, out->end, limit);
    out->name = (struct token_range){i, out->end};
    out->feminine = out->feminine_word = is_feminine_word(r, i);
    out->plural = kind == SPEAKER_GROUP;
    if (IS(i, WORD_PLACE))
        out->feminine = !is_masculine_state(W(i).base);
    return true;
}

// بلهجة متحدية: two indefinite feminine words are rather a noun with its adjective than a name.
static bool is_noun_with_adjective(const struct quote_reader *r, size_t i, size_t limit)
{
    return i + 1 < limit && is_word(r, i + 1) && W(i).classes == 0 && W(i + 1).classes == 0 &&
           !W(i).definite && !W(i + 1).definite && str_ends(W(i).base, S("ه")) &&
           str_ends(W(i + 1).base, S("ه"));
}

// A word that the lexicon does not know: a last name, or something definite.
static bool parse_unknown(const struct quote_reader *r, size_t i, size_t limit, struct phrase *out)
{
    if (!person_name_can_be(r, i))
        return false;
    if (W(i).definite && i + 1 < limit && person_name_starts(r, i + 1)) { // المزارع سعيد الأسمر
        parse_named(r, i + 1, limit, out);
        if (out->role.end == out->role.first)
            out->role = (struct token_range){i, i + 1};
        return true;
    }
    if (W(i).definite && word_is_common(r, i)) { // الإطار التربوي بالمدرسة مهدي بن معتوق
        size_t over = description_end(r, i, limit), name = person_name_find(r, i, over);
        if (name < over && person_name_starts(r, name) && person_name_end(r, name, limit) >= over) {
            parse_named(r, name, limit, out);
            if (out->role.end == out->role.first)
                out->role = (struct token_range){i, name};
            return true;
        }
    }
    size_t end = person_name_end(r, i, limit);
    out->doubtful = word_is_common(r, i) || word_is_frequent(r, i) || word_is_prefixed(r, i) ||
                    is_noun_with_adjective(r, i, limit);
    out->kind = SPEAKER_PERSON;
    out->name = (struct token_range){i, end};
    out->end = end;
    out->own_name = true;
    struct str base = W(i).base;
    if (word_is_common(r, i) && !W(i).definite && i + 1 < limit && is_word(r, i + 1) &&
        W(i + 1).definite && !W(i + 1).clitics && !IS(i + 1, WORD_TIME)) { // إقليم الشركة
        out->own_name = false;
        out->kind = SPEAKER_ORG;
        out->end = out->name.end = description_end(r, i, limit);
        return true;
    }
    if (W(i).definite && (str_ends(base, S("ون")) || str_ends(base, S("ين")))) {
        out->own_name = false;
        out->doubtful = false;
        out->kind = SPEAKER_GROUP;
        out->plural = true;
        size_t over = end; // القائمون على المشروع
        if (over + 1 < limit && norm_is(r, over, "علي") && W(over + 1).definite)
            over++;
        out->end = out->name.end = over > end ? description_end(r, over, limit) : end;
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
    size_t ranks = i;
    while (ranks < limit && is_word(r, ranks) && IS(ranks, WORD_RANK) &&
           !person_name_starts(r, ranks))
        ranks++;
    if (ranks > i + 1 && ranks < limit && IS(ranks, WORD_PREP))
        return parse_role(r, i, limit, out); // الملازم أول في الحرس، فلان
    bool rank_first = IS(i, WORD_RANK) && W(i).definite && i + 1 < limit &&
                      (person_name_starts(r, i + 1) || IS(i + 1, WORD_RANK) ||
                       (person_name_can_be(r, i + 1) && !word_is_common(r, i + 1)));
    // أمين and أمير are names and roles: the name of a role needs something definite behind it.
    bool role_first =
        IS(i, WORD_ROLE) && i + 1 < limit && !person_name_starts(r, i + 1) && !rank_first;
    if ((person_name_starts(r, i) && !role_first) || rank_first)
        return parse_named(r, i, limit, out);
    if (IS(i, WORD_ROLE) || norm_is(r, i, "المكلف") || norm_is(r, i, "المكلفه") ||
        norm_is(r, i, "المشرف") || norm_is(r, i, "المشرفه"))
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

size_t phrase_words(const struct quote_reader *r, struct token_range t)
{
    size_t n = 0;
    for (size_t i = t.first; i < t.end; i++)
        n += is_word(r, i);
    return n;
}
