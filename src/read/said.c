// said: see said.h.
//
// Sentence by sentence, from the left: each cue gets a speaker (written behind it or before it,
// else carried over), and, where it takes a clause, the clause up to where it ends.  An attribution
// (بحسب …) covers the sentence before it, or the one behind it where it leads.
#include "read/said.h"

#include "read/choice.h"
#include "read/speakers.h"

// How many tokens are searched for a quotation in marks.
enum { QUOTATION_REACH = 128 };

static bool is_trailing_mark(const struct quote_reader *r, size_t i)
{
    char c = mark_byte(r->d, i);
    return c == '.' || c == ':' || c == '-' || is_comma(r->d, i);
}

// Full stops, commas and blanks at the end of a clause do not belong to it.
static struct token_range trim_clause(const struct quote_reader *r, size_t first, size_t end)
{
    while (end > first && (is_trailing_mark(r, end - 1) || norm_is(r, end - 1, "و") ||
                           norm_is(r, end - 1, "بحسب") || norm_is(r, end - 1, "وفق") ||
                           norm_is(r, end - 1, "وذلك") || norm_is(r, end - 1, "كما")))
        end--;
    return (struct token_range){first, end};
}

size_t said_quotation(const struct said_list *l, size_t first, size_t end)
{
    if (end > first + QUOTATION_REACH)
        end = first + QUOTATION_REACH;
    for (size_t i = first; i < end; i++) {
        size_t m = l->r.mark_at[i];
        if (m != MARK_NONE && l->r.marks.v[m].spoken)
            return m;
    }
    return l->r.marks.n;
}

static bool has_known_head(const struct quote_reader *r, const struct phrase *p)
{
    return IS(p->head, WORD_ROLE | WORD_ORG | WORD_GROUP | WORD_GIVEN | WORD_ANON | WORD_RANK |
                           WORD_PLACE | WORD_DOC | WORD_MEDIA);
}

// The subject that is written behind or before a verb, where it can be one: a common word, or one
// that does not agree with the verb, is its object or an adverb.
static bool written_subject(const struct quote_reader *r, const struct cue *c, size_t first,
                            size_t limit, struct written *behind, struct phrase *out)
{
    struct phrase p;
    if (cue_subject(r, c, limit, &p)) {
        struct phrase full = speaker_resolve(r, p);
        *behind = (struct written){p, full};
        bool resolved = full.name.first != p.name.first;
        bool agrees = c->kind != CUE_KIND_VERB || p.kind != SPEAKER_PERSON || resolved ||
                      !(c->form & FORM_FEMININE) || p.feminine || p.own_name ||
                      (c->uses & CUE_USE_FROM && norm_is(r, p.head - 1, "عن"));
        if (c->kind == CUE_KIND_VERB && !(c->form & FORM_FEMININE) &&
            (p.kind == SPEAKER_ORG || p.kind == SPEAKER_DOCUMENT) && p.feminine_word)
            agrees = false;
        // خاطب الحاضرات
        if (c->kind == CUE_KIND_VERB && !(c->form & FORM_FEMININE) && !resolved &&
            W(p.head).definite && W(p.head).classes == 0 && str_ends(W(p.head).base, S("ات")))
            agrees = false;
        // A plural in the accusative is the object: ذكّرت المواطنين
        if (c->kind == CUE_KIND_VERB && p.kind == SPEAKER_GROUP &&
            str_ends(W(p.head).base, S("ين")))
            agrees = false;
        // اعترف الزوج أنه: nothing but the subject can stand there
        size_t next = p.end + (p.end < limit && is_comma(r->d, p.end));
        bool enclosed = p.head == c->at.end && next >= limit &&
                        (W(p.head).definite || p.kind == SPEAKER_ORG) && is_word(r, limit) &&
                        IS(limit, WORD_COMP);
        if (agrees && (!p.doubtful || resolved || enclosed) &&
            (c->kind != CUE_KIND_VERB || resolved || enclosed || cue_leads(r, c, first) ||
             has_known_head(r, &p))) {
            *out = p;
            return true;
        }
    }
    if (c->form & FORM_SUFFIXED && c->at.first > first && IS(c->at.first - 1, WORD_REL))
        return false; // الأمر الذي وصفه: its object
    if (c->kind != CUE_KIND_VERB || cue_leads(r, c, first) ||
        !cue_subject_before(r, first, c->at.first, out))
        return false;
    return has_known_head(r, out) || W(out->head).definite ||
           speaker_resolve(r, *out).name.first != out->name.first;
}

static bool is_official(struct str base)
{
    static const struct str heads[] = {S_INIT("مسؤول"), S_INIT("متحدث"), S_INIT("ناطق"),
                                       S_INIT("ضابط"),  S_INIT("قيادي"), S_INIT("خبير")};
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (str_starts(base, heads[i]))
            return true;
    return false;
}

// المقرر العام السابق: a description by definite words only, as of somebody who is known already.
static bool is_description(const struct quote_reader *r, const struct phrase *p)
{
    for (size_t i = p->name.first; i < p->name.end; i++)
        if (!is_word(r, i) || ((!W(i).definite || W(i).clitics & ~CLITIC_LI) &&
                               !(i > p->name.first && norm_is(r, i, "في"))))
            return false;
    return phrase_words(r, p->name) <= 4;
}

// عضو المجلس: an office that many hold; without a name it is somebody who is known already.
static bool is_one_of_many(const struct quote_reader *r, const struct phrase *p)
{
    static const char *const heads[] = {"عضو",   "عضوه",  "قيادي", "قياديه", "خبير",   "خبيره",
                                        "باحث",  "باحثه", "لاعب",  "محامي",  "محاميه", "طبيب",
                                        "طبيبه", "مخرج",  "مخرجه", "فنان",   "فنانه",  "ممثله"};
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        if (str_eq(W(p->head).base, str_from_cstr(heads[i])))
            return p->name.end > p->name.first + 1 && W(p->name.first + 1).definite;
    return false;
}

// Whether no other person with a name has spoken.
static bool is_only_person(const struct quote_reader *r, const struct phrase *last)
{
    for (size_t i = 0; i < r->spoken.n; i++)
        if (r->spoken.v[i].own_name && r->spoken.v[i].name.first != last->name.first)
            return false;
    return true;
}

// الوزير, ضيف البرنامج: a person by role whom nothing names is who spoke last.
static struct phrase last_by_role(const struct quote_reader *r, const struct cue *c, size_t first,
                                  struct phrase p)
{
    if (p.kind != SPEAKER_PERSON || p.own_name || r->spoken.n == 0)
        return p;
    struct phrase last = r->spoken.v[r->spoken.n - 1];
    if (last.feminine != (p.feminine_word || (c->form & FORM_FEMININE)))
        return p;
    bool one_word = p.name.end == p.name.first + 1 && W(p.head).definite;
    bool no_role = last.role.end == last.role.first;
    last.rule = SPEAKER_BY_LAST_BY_OFFICE;
    if (last.kind == SPEAKER_ANONYMOUS && one_word) // المسؤول, but not الزوج
        return is_official(W(p.head).base) ? last : p;
    bool guest = str_starts(W(p.head).base, S("ضيف")) || norm_is(r, p.head, "محدثنا");
    bool official = is_official(W(p.head).base) && W(p.head).definite; // المسؤول بالمنظمة
    bool again = (is_description(r, &p) || is_one_of_many(r, &p) || official) &&
                 is_only_person(r, &last) && !choice_is_other_side(r, first, c->at.first);
    if (!last.own_name || !(c->uses & CUE_USE_CONTINUES || no_role || one_word || guest || again))
        return p;
    if (no_role && !guest)
        last.role = p.role;
    return last;
}

// Who speaks through the cue; looks for a subject behind it up to `limit`, then before it.
static struct phrase speaker_for(struct said_list *l, const struct cue *c, size_t first,
                                 size_t limit, bool says)
{
    struct quote_reader *r = &l->r;
    struct phrase p = {0};
    struct written behind = {0};
    if (c->kind == CUE_KIND_PARTICIPLE || c->kind == CUE_KIND_SELF || c->kind == CUE_KIND_MASDAR) {
        speaker_carried(r, c->kind == CUE_KIND_PARTICIPLE ? c->form : 0, first, c->at.first, &p);
        if (c->kind != CUE_KIND_PARTICIPLE && r->spoken.n) {
            p = r->spoken.v[r->spoken.n - 1];
            p.rule = SPEAKER_BY_LAST_SPEAKER;
        }
        return says ? speaker_choose(r, c, first, limit, p, false, NULL) : p;
    }
    bool written = written_subject(r, c, first, limit, &behind, &p);
    if (written) {
        struct phrase full =
            p.head == behind.raw.head && behind.raw.kind ? behind.full : speaker_resolve(r, p);
        full = last_by_role(r, c, first, full);
        if (c->kind == CUE_KIND_VERB) { // the verb shows the gender
            full.feminine = (c->form & FORM_FEMININE) != 0 || (p.own_name && p.feminine);
            full.plural = full.kind == SPEAKER_GROUP;
        }
        if (!full.rule)
            full.rule = p.head < c->at.first ? SPEAKER_BY_BEFORE_CUE : SPEAKER_BY_BEHIND_CUE;
        full.head = p.head;
        full.end = p.end;
        if (says)
            full = speaker_choose(r, c, first, limit, full, true, &behind);
        if (c->kind == CUE_KIND_VERB)
            speaker_remember(r, full);
        return full;
    }
    bool found = speaker_carried(r, c->form, first, c->at.first, &p);
    if (says)
        p = speaker_choose(r, c, first, limit, p, false, &behind);
    if (found && c->kind == CUE_KIND_VERB) {
        p.head = c->at.first;
        speaker_remember(r, p);
    }
    return p;
}

static void add_said(struct said_list *l, struct said s)
{
    *vec_push(l->r.a, &l->said) = s;
}

// The subject of a verb that is no cue, at the start of a sentence: وعارض نواب كتلة الحرة
static void read_topic(struct said_list *l, size_t first, size_t end)
{
    struct quote_reader *r = &l->r;
    size_t i = first;
    for (size_t part = 0; part < 3 && i < end && IS(i, WORD_PREP) && !IS(i, WORD_VERBISH); part++) {
        size_t stop = i + 10; // من جانبها، …
        while (i < end && i < stop && !is_comma(r->d, i))
            i++;
        i += i < end && is_comma(r->d, i);
    }
    while (i < end && (!is_word(r, i) || IS(i, WORD_CONJ | WORD_TIME) || norm_is(r, i, "و")))
        i++;
    if (i + 1 >= end || !is_word(r, i) || (IS(i, WORD_PREP) && !IS(i, WORD_VERBISH)))
        return;
    struct cue as_verb = {
        .kind = CUE_KIND_VERB, .at = {i, i + 1}
    };
    struct phrase p;
    bool nominal =
        W(i).definite || IS(i, WORD_ROLE | WORD_ORG | WORD_GIVEN | WORD_TITLE | WORD_RANK);
    if ((nominal ? phrase_parse(r, i, end, &p) : cue_subject(r, &as_verb, end, &p)) &&
        p.kind != SPEAKER_NONE &&
        IS(p.head, WORD_ROLE | WORD_ORG | WORD_GROUP | WORD_GIVEN | WORD_ANON | WORD_RANK |
                       WORD_PLACE | WORD_DOC)) {
        size_t head = p.head;
        p = last_by_role(r, &as_verb, first, speaker_resolve(r, p));
        p.head = head;
        topic_remember(r, p);
    }
}

// Nothing much stands behind the attribution and its source: at most a relative clause.
static bool is_trailing(const struct said_list *l, const struct said *s, size_t end)
{
    const struct quote_reader *r = &l->r;
    size_t from = s->cue.at.end, words = 0;
    if (s->speaker.end > from && s->speaker.end <= end)
        from = s->speaker.end;
    size_t relative = from < end && is_word(r, from) && IS(from, WORD_REL) ? 40 : 0;
    for (size_t i = from; i < end && words <= 20 + relative; i++) {
        if (i > from && is_word(r, i) && IS(i, WORD_CUE_PARTICIPLE) && !W(i).definite &&
            is_comma(r->d, i - 1))
            break; // بحسب ما أفاد به فلان، مضيفا أن
        words += is_word(r, i);
    }
    words -= words < relative ? words : relative; // … فلان الذي كان قد ترأس
    bool clause = s->cue.kind == CUE_KIND_SOURCE && s->cue.at.end > s->cue.at.first + 1;
    bool issued = s->speaker.kind == SPEAKER_DOCUMENT;
    return words <= (clause || issued ? 20 : 8) && said_quotation(l, from, end) == r->marks.n;
}

// يذكر أن، يشار إلى أن، وللإشارة فإن: the editor's word at the start of a sentence.
static bool is_editorial(const struct quote_reader *r, size_t i)
{
    static const char *const words[] = {"يذكر",   "يشار",   "تجدر",    "يجدر",    "للاشاره",
                                        "الجدير", "جدير",   "للتذكير", "الاشاره", "التذكير",
                                        "الذكر",  "بالذكر", "بالاشاره"};
    struct str norm = r->d->tokens.v[i].norm;
    if (str_starts(norm, S("و")) && W(i).clitics & CLITIC_AND)
        norm = str_drop(norm, 2);
    for (size_t w = 0; w < COUNT_OF(words); w++)
        if (str_eq(norm, str_from_cstr(words[w])))
            return true;
    return false;
}

// Where the sentence that an attribution closes begins: behind its heading, and behind "وللإشارة".
static size_t attributed_start(const struct quote_reader *r, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end && i < first + 6; i++)
        if (IS(i, WORD_COMPWEAK | WORD_COMP)) {
            if (is_editorial(r, i - 1) || (i > first + 1 && is_editorial(r, i - 2)))
                return i;
            break;
        }
    while (first < end && r->d->tokens.v[first].kind == TOKEN_MARK &&
           r->mark_at[first] == MARK_NONE)
        first++;
    return first;
}

// Where the clause starts that the attribution leads: "وبحسب فلان، S", "وبحسب فلان فإن S"; `end`
// where there is none, or where the words have a cue or marks of their own.
static size_t led_clause(const struct said_list *l, const struct said *s, size_t weak, size_t end)
{
    const struct quote_reader *r = &l->r;
    size_t after = s->cue.at.end, at = weak;
    if (weak == end) {
        for (at = after; at < end && at < after + 60; at++)
            if (is_comma(r->d, at) && at > after + 1)
                break;
        if (at == end && s->speaker.end > after) // وحسب "رويترز" يشتبه …
            at = s->speaker.end;
        while (at < end && is_comma(r->d, at))
            at++;
    }
    struct cue own;
    if (at >= end || (cue_at(r, at, at, end, &own) && own.kind == CUE_KIND_VERB) ||
        said_quotation(l, at, at + 1) < r->marks.n)
        return end;
    return at;
}

// The word that opens a clause behind an attribution (فإن، فقد); `end` if there is none near.
static size_t weak_opening(const struct quote_reader *r, size_t from, size_t end)
{
    for (size_t i = from; i < end && i < from + 40; i++)
        if (IS(i, WORD_COMPWEAK))
            return i;
    return end;
}

// Whether an attribution without a verb (بحسب X) names somebody: بحسب التقليد does not.
static bool names_source(const struct quote_reader *r, const struct cue *c, size_t first,
                         size_t end)
{
    struct phrase p;
    struct written behind;
    if (c->kind != CUE_KIND_SOURCE || c->at.end > c->at.first + 1)
        return true;
    if (!written_subject(r, c, first, end, &behind, &p) || IS(p.head, WORD_RULE))
        return false;
    if (norm_is(r, p.head, "عدد") && p.head + 1 < end && W(p.head + 1).definite)
        return false; // حسب عدد الغرف
    return (has_known_head(r, &p) || speaker_resolve(r, p).name.first != p.name.first);
}

// A clause that an attribution covers: "S، وفق ما أكده مصدر" and "وبحسب فلان فإن S".  `from` is the
// end of what was quoted in the sentence before.  The token to go on with.
static size_t read_source(struct said_list *l, const struct cue *c, size_t sentence, size_t first,
                          size_t end, size_t from)
{
    struct quote_reader *r = &l->r;
    struct said s = {.cue = *c, .sentence = sentence};
    if (!names_source(r, c, first, end))
        return c->at.end;
    size_t begins = c->at.first;
    while (begins > first && (is_trailing_mark(r, begins - 1) || norm_is(r, begins - 1, "و")))
        begins--;
    size_t weak = weak_opening(r, c->at.end, end);
    s.speaker = speaker_for(l, c, first, weak, true);
    bool leads = begins <= first + 1 ||
                 (weak < end && (begins <= first + 3 || W(c->at.first).clitics & CLITIC_AND));
    size_t after = c->at.end;
    if (c->kind == CUE_KIND_SOURCE && leads) {
        size_t at = led_clause(l, &s, weak, end);
        if (at < end) {
            s.clause = trim_clause(r, at, clause_end(r, at, end, &s.speaker));
            s.why = "the clause that an attribution leads";
            after = s.clause.end;
        }
    } else if (begins > from + 5 && is_trailing(l, &s, end) &&
               (from == first || str_starts(r->d->tokens.v[from].norm, S("و")))) {
        s.clause = trim_clause(r, attributed_start(r, from, begins), begins);
        s.why = "the clause that an attribution closes";
    }
    bool behind_marks = begins > first && mark_is_quote(r->d, begins - 1) &&
                        s.speaker.kind == SPEAKER_PERSON; // "…"، وفق ما صرح به فلان، مؤكدا
    if ((s.clause.end > s.clause.first || behind_marks) && c->kind == CUE_KIND_SOURCE)
        speaker_remember(r, s.speaker);
    add_said(l, s);
    return after;
}

// The closing mark without partner in the paragraph behind token i; MARK_NONE: none.
static size_t lone_close(const struct quote_reader *r, size_t i)
{
    size_t stop = i + 400 < r->d->tokens.n ? i + 400 : r->d->tokens.n;
    while (i < stop && !r->d->tokens.v[i].line_start) {
        size_t m = r->mark_at[i];
        if (m != MARK_NONE) {
            if (r->marks.v[m].close == MARK_NONE)
                return MARK_NONE;
            i = r->marks.v[m].close + 1;
        } else if (mark_is_quote(r->d, i)) {
            return i;
        } else {
            i++;
        }
    }
    return MARK_NONE;
}

// Words after a colon, without marks, or with the closing one only: to that, or to the end of the
// sentence.
static bool read_colon(struct said_list *l, struct said *s, size_t end)
{
    struct quote_reader *r = &l->r;
    if (!(s->cue.uses & CUE_USE_WORDS) || s->cue.uses & CUE_USE_ACT)
        return false;
    for (size_t i = s->cue.at.end; i < end && i < s->cue.at.end + 24; i++) {
        if (r->mark_at[i] != MARK_NONE)
            return false;
        if (mark_byte(r->d, i) != ':')
            continue;
        if (i + 5 > end || mark_is_quote(r->d, i + 1))
            return false;
        size_t close = lone_close(r, i + 1);
        s->closed = close != MARK_NONE;
        s->clause = s->closed ? (struct token_range){i + 1, close} : trim_clause(r, i + 1, end);
        s->why = "words behind a cue and a colon, without an opening mark";
        if (s->closed)
            l->resume = close + 1;
        return s->clause.end > s->clause.first;
    }
    return false;
}

// Cues inside a reported clause that stand right before words in marks: سيقولون "…"
static void add_nested(struct said_list *l, const struct said *outer, size_t first)
{
    struct quote_reader *r = &l->r;
    for (size_t i = outer->clause.first; i < outer->clause.end; i++) {
        size_t m = r->mark_at[i];
        if (m == MARK_NONE || !r->marks.v[m].spoken)
            continue;
        size_t before = i;
        while (before > outer->clause.first + 1 &&
               (mark_byte(r->d, before - 1) == ':' || IS(before - 1, WORD_COMP)))
            before--;
        struct said s = {.sentence = outer->sentence};
        if (before <= outer->clause.first + 1 ||
            !cue_at(r, before - 1, outer->clause.first, outer->clause.end, &s.cue) ||
            s.cue.kind == CUE_KIND_SOURCE || s.cue.kind == CUE_KIND_SELF)
            continue;
        size_t spoken = r->spoken.n;
        s.speaker = speaker_for(l, &s.cue, first, i, true);
        r->spoken.n = spoken;
        add_said(l, s);
    }
}

// مضيفا سيتم …, مؤكدا لا وجود لـ…: a finite verb or a negation right behind a participle.
static bool speaks_on(const struct quote_reader *r, const struct cue *c, size_t end)
{
    size_t i = c->at.end;
    if (c->kind != CUE_KIND_PARTICIPLE || !(c->uses & CUE_USE_WORDS) || c->uses & CUE_USE_ACT ||
        i + 3 > end || !is_word(r, i) || W(i).clitics)
        return false;
    static const char *const words[] = {"سيتم", "ستتم", "سيكون", "ستكون", "سوف",  "لا",
                                        "لم",   "لن",   "ليس",   "ليست",  "هناك", "نحن"};
    for (size_t w = 0; w < COUNT_OF(words); w++)
        if (norm_is(r, i, words[w]))
            return true;
    return false;
}

static const char *clause_rule(enum cue_kind kind)
{
    switch (kind) {
    case CUE_KIND_PARTICIPLE: return "the clause behind a reporting participle";
    case CUE_KIND_MASDAR: return "the clause behind a verbal noun of saying";
    case CUE_KIND_VERB:
    case CUE_KIND_SOURCE:
    case CUE_KIND_SELF: break;
    }
    return "the clause behind a reporting verb";
}

static size_t read_cue(struct said_list *l, const struct cue *c, size_t sentence, size_t first,
                       size_t end)
{
    struct quote_reader *r = &l->r;
    struct said s = {.cue = *c, .sentence = sentence};
    s.relative =
        c->at.first > first && is_word(r, c->at.first - 1) && IS(c->at.first - 1, WORD_REL);
    size_t comp = speaks_on(r, c, end) ? c->at.end : cue_clause(r, c, end);
    size_t quotation = said_quotation(l, c->at.end, comp);
    size_t limit = quotation < r->marks.n ? r->marks.v[quotation].open : comp;
    size_t spoken = r->spoken.n;
    bool says = comp < end || quotation < r->marks.n; // else the rules will do
    s.speaker = speaker_for(l, c, first, limit, says);
    if (comp < end && quotation == r->marks.n) {
        s.clause = trim_clause(r, comp, clause_end(r, comp, end, &s.speaker));
        s.why = clause_rule(c->kind);
        if (s.cue.at.end < comp && IS(s.cue.at.end, WORD_PREP))
            s.cue.at.end++; // أشار إلى
    } else if (quotation == r->marks.n) {
        read_colon(l, &s, end);
    }
    // يتضمن القانون مقترحات: nothing is said
    if (s.speaker.kind == SPEAKER_DOCUMENT && !(c->uses & CUE_USE_CLAUSE) && s.clause.end == 0 &&
        quotation == r->marks.n)
        r->spoken.n = spoken;
    add_said(l, s);
    add_nested(l, &s, first);
    return s.clause.end > c->at.end ? s.clause.end : c->at.end;
}

static void read_sentence(struct said_list *l, size_t index)
{
    struct quote_reader *r = &l->r;
    size_t first = r->d->sentences[index].first, end = r->d->sentences[index].end;
    if (first < l->resume)
        first = l->resume < end ? l->resume : end;
    bool cued = false;
    size_t from = first; // the end of what was quoted
    read_topic(l, first, end);
    for (size_t i = first; i < end;) {
        size_t m = r->mark_at[i];
        if (m != MARK_NONE && r->marks.v[m].close != MARK_NONE && r->marks.v[m].spoken) {
            i = r->marks.v[m].close + 1;
            from = i;
            l->resume = i;
            continue;
        }
        struct cue c;
        if (!cue_at(r, i, first, end, &c)) {
            i++;
            continue;
        }
        if (c.kind == CUE_KIND_SOURCE) {
            i = read_source(l, &c, index, first, end, from);
        } else if (c.kind == CUE_KIND_SELF) {
            i = read_source(l, &c, index, first, end, cued ? end : from);
        } else {
            cued |= c.kind == CUE_KIND_VERB;
            i = read_cue(l, &c, index, first, end);
        }
        if (l->said.n && l->said.v[l->said.n - 1].clause.end > from)
            from = l->said.v[l->said.n - 1].clause.end;
    }
}

// Of the cues before it in its sentence, the one that a quotation belongs to; `last` is the
// nearest.
static const struct said *owner_before(const struct said_list *l, size_t last, size_t open)
{
    const struct said *near = &l->said.v[last];
    // دعوا إلى "…"، حسب ما أعلنت عنه فلانة: a demand that somebody tells
    const struct said *next = last + 1 < l->said.n ? near + 1 : NULL;
    size_t m = l->r.mark_at[open];
    if (next && next->sentence == near->sentence && m != MARK_NONE &&
        l->r.marks.v[m].close != MARK_NONE && next->cue.kind == CUE_KIND_SOURCE &&
        next->cue.at.first <= l->r.marks.v[m].close + 2 &&
        next->cue.at.end > next->cue.at.first + 1 && next->speaker.kind == SPEAKER_PERSON &&
        near->cue.uses & CUE_USE_ACT)
        return next;
    if (last == 0 || near[-1].sentence != near->sentence || near[-1].clause.end)
        return near;
    // "قال الباحث الذي نشر …: «…»"
    if (near->relative && near->cue.at.end + 1 < open)
        return near - 1;
    // "قالت الوزيرة، وفق نص الخطاب، «…»": she speaks, the document only carries it
    if (near->cue.kind == CUE_KIND_SOURCE && near->speaker.kind == SPEAKER_DOCUMENT &&
        near[-1].cue.kind == CUE_KIND_VERB)
        return near - 1;
    return near;
}

const struct said *said_for(const struct said_list *l, size_t open, size_t sentence)
{
    size_t low = 0, high = l->said.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (l->said.v[mid].cue.at.first < open)
            low = mid + 1;
        else
            high = mid;
    }
    bool next_is_here = low < l->said.n && l->said.v[low].sentence == sentence;
    if (low > 0 && l->said.v[low - 1].sentence == sentence)
        return owner_before(l, low - 1, open);
    if (low > 0 && !next_is_here)
        return &l->said.v[low - 1];
    return low < l->said.n ? &l->said.v[low] : NULL;
}

void said_read(struct said_list *l)
{
    for (size_t i = 0; i < l->r.d->sentence_count; i++)
        read_sentence(l, i);
}
