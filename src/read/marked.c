// marked: see marked.h.
//
// A linear model over what stands around and between the marks.  Long spans are quotations unless a
// title or a charge is announced; short ones are names unless something says that they are
// somebody's words: a complementiser or a cue before them, a predicate, common words in the clause
// of a cue.
#include "read/marked.h"

#include <string.h>

#include "text/background.h"

// A verb by its class, or an unknown word with the shape of an imperfect that takes no article.
static bool looks_finite(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    if (IS(i, WORD_VERBISH | WORD_CUE_VERB) && !IS(i, WORD_PREP))
        return true;
    if (W(i).classes || W(i).definite || norm.n < 8 || norm.n > 40 || background_word_df(norm) < 3)
        return false;
    if (str_ends(norm, S("وا")))
        return true;
    if (str_starts(norm, S("و")) || str_starts(norm, S("س")) || str_starts(norm, S("لي")))
        norm = str_drop(norm, 2);
    if (!str_starts(norm, S("ي")) && !str_starts(norm, S("ت")) && !str_starts(norm, S("ن")))
        return false;
    char whole[64] = "ال";
    memcpy(whole + 4, norm.p, norm.n);
    return background_word_df((struct str){whole, norm.n + 4}) == 0;
}

static void look_inside(const struct quote_reader *r, const struct marked *m,
                        struct marked_features *f)
{
    size_t foreign = 0, first = m->end, commas = 0;
    bool number = false;
    for (size_t i = m->first; i < m->end; i++) {
        commas += is_comma(r->d, i);
        number |= r->d->tokens.v[i].kind == TOKEN_NUMBER;
        if (!is_word(r, i))
            continue;
        if (first == m->end)
            first = i;
        foreign += !r->d->tokens.v[i].arabic;
        f->function |= i > first && IS(i, WORD_PREP | WORD_CONJ | WORD_REL | WORD_GOVERNOR);
        f->verb |= looks_finite(r, i) || IS(i, WORD_COMP);
        f->rare |= m->words <= 4 && background_word_df(r->d->tokens.v[i].norm) < 4;
    }
    f->one_word = m->words == 1;
    f->two_words = m->words == 2;
    f->few_words = m->words == 3 || m->words == 4;
    f->some_words = m->words >= 5 && m->words <= 7;
    f->many_words = m->words > 7;
    f->latin = foreign * 2 > m->words || (first < m->end && !r->d->tokens.v[first].arabic);
    f->list = commas >= 3 && commas * 4 >= m->words && !f->verb;
    f->name_inside = number && m->words <= 3; // "30 عاما", "نوكيا 1520"
    if (first == m->end)
        return;
    f->definite = W(first).definite;
    f->prefixed = IS(first, WORD_PREP) || W(first).clitics & (CLITIC_BI | CLITIC_LI | CLITIC_KA);
    size_t last = m->end - 1;
    while (last > first && !is_word(r, last))
        last--;
    struct str norm = r->d->tokens.v[last].norm;
    f->accusative = m->words <= 4 && !W(last).definite && str_ends(norm, S("ا")) &&
                    !str_ends(norm, S("ها")) && background_word_df(str_take(norm, norm.n - 2)) >= 3;
    f->verb_first = looks_finite(r, first);
    f->name_inside |= m->words <= 4 && IS(first, WORD_ORG | WORD_MEDIA | WORD_GIVEN | WORD_PLACE) &&
                      !W(first).clitics;
    f->name_inside |= m->words > 1 && m->words <= 3 && IS(first, WORD_NAMELY) &&
                      !W(first).clitics && !W(first).definite; // "حي كاليفورنيا"
    f->titled = IS(first, WORD_DOC | WORD_EVENT) && !W(first).definite && !W(first).clitics;
    f->about = norm_is(r, first, "حول") || norm_is(r, first, "نحو"); // ندوة "حول …"
}

// The letter that is glued to the mark (بـ" لـ" و"), or '\0'; *before is the token in front of it.
static char glued_letter(const struct quote_reader *r, size_t open, size_t first, size_t *before)
{
    static const struct {
        struct str text;
        char letter;
    } clitics[] = {
        {S_INIT("ل"),   'l'},
        {S_INIT("ب"),   'b'},
        {S_INIT("و"),   'w'},
        {S_INIT("ول"), 'w'},
        {S_INIT("وب"), 'w'},
    };
    *before = open;
    if (open == first)
        return '\0';
    for (size_t i = 0; i < COUNT_OF(clitics); i++)
        if (is_word(r, open - 1) && str_eq(r->d->tokens.v[open - 1].norm, clitics[i].text)) {
            *before = open - 1;
            return clitics[i].letter;
        }
    return '\0';
}

// "بهذه الفقرة", "في هذا البند"
static bool is_this_passage(const struct quote_reader *r, size_t i, size_t first)
{
    return i > first && IS(i, WORD_DOC) && W(i).definite &&
           (norm_is(r, i - 1, "هذه") || norm_is(r, i - 1, "بهذه") || norm_is(r, i - 1, "هذا") ||
            norm_is(r, i - 1, "بهذا"));
}

static void look_before(const struct quote_reader *r, const struct marked *m, size_t first,
                        struct marked_features *f, bool previous_is_name)
{
    size_t at;
    char glued = glued_letter(r, m->open, first, &at);
    f->outlet = glued == 'l' && m->words <= 4;
    f->behind_bi = glued == 'b';
    if (at == first)
        return;
    size_t before = at - 1;
    if (!is_word(r, before)) {
        f->after_comma = is_comma(r->d, before);
        f->after_colon = mark_byte(r->d, before) == ':';
        bool joined = glued == 'w' && mark_is_quote(r->d, before);
        f->after_name = joined && previous_is_name;
        f->after_quotation = joined && !previous_is_name;
        return;
    }
    if (glued == 'l')
        return;
    // إن "فلان" …: one word behind a bare complementiser is the subject, and a name.
    bool bare = r->d->tokens.v[before].norm.n <= 6 && m->words == 1 && m->close != MARK_NONE &&
                m->close + 1 < r->d->tokens.n && is_word(r, m->close + 1);
    f->after_clause = IS(before, WORD_COMP | WORD_COMPWEAK) && !bare;
    bool suffixed = W(before).form & FORM_SUFFIXED && W(before).strength != CUE_EVALUATIVE &&
                    W(before).strength != CUE_BELIEF;
    f->after_cue = IS(before, WORD_CUE_VERB | WORD_CUE_PARTICIPLE | WORD_SELF | WORD_MASDAR) &&
                   (IS(before, WORD_SELF | WORD_MASDAR) || W(before).uses & CUE_USE_WORDS) &&
                   !suffixed && !IS(before, WORD_NAMELY | WORD_CALLED | WORD_PREP | WORD_ROLE);
    f->after_called = IS(before, WORD_CALLED);
    bool namely = IS(before, WORD_NAMELY | WORD_EVENT) && !IS(before, WORD_MASDAR | WORD_CALLED);
    f->after_namely = namely && !W(before).definite;
    // تقرير بثته "بي بي سي": who made the document
    f->outlet |= before > first && m->words <= 4 && is_word(r, before - 1) &&
                 IS(before - 1, WORD_DOC | WORD_EVENT) && !W(before - 1).definite &&
                 (str_ends(r->d->tokens.v[before].norm, S("ته")) ||
                  str_ends(r->d->tokens.v[before].norm, S("تها")));
    f->after_charge = IS(before, WORD_CHARGE);
    f->after_passage = is_this_passage(r, before, first);
    f->after_prep = IS(before, WORD_PREP);
    f->after_definite = W(before).definite;
    f->predicate = norm_is(r, before, "هو") || norm_is(r, before, "هي") ||
                   norm_is(r, before, "بمثابه") || norm_is(r, before, "مجرد");
    bool adjective = before > first && is_word(r, before - 1) && W(before).definite &&
                     IS(before - 1, WORD_NAMELY) && !IS(before - 1, WORD_MASDAR);
    f->after_class = (namely && W(before).definite) || (!namely && adjective);
}

// Whether all that stands between the verb of saying and the mark is who says it.
static bool is_after_subject(const struct quote_reader *r, const struct cue *c,
                             const struct marked *m)
{
    struct phrase p;
    size_t last = m->open - 1;
    if (c->kind != CUE_KIND_VERB || !(c->uses & CUE_USE_WORDS) || !(c->uses & CUE_USE_CLAUSE) ||
        c->form & FORM_SUFFIXED || c->strength == CUE_EVALUATIVE || c->strength == CUE_BELIEF ||
        c->at.end >= m->open || m->words < 3 || !is_word(r, last) ||
        !phrase_parse(r, c->at.end, m->open, &p) || p.end != m->open || p.doubtful)
        return false;
    return (W(last).definite || p.own_name) && !IS(last, WORD_CALLED | WORD_PREP | WORD_MASDAR) &&
           !(IS(last, WORD_NAMELY | WORD_EVENT | WORD_MEDIA) && !W(last).definite);
}

enum { SCOPE_BEHIND = 48, SCOPE_AHEAD = 6, NEAR_CUE = 8 };

static void look_around(const struct quote_reader *r, const struct marked *m, size_t first,
                        size_t end, struct marked_features *f)
{
    struct cue c;
    size_t from = m->open > first + SCOPE_BEHIND ? m->open - SCOPE_BEHIND : first;
    for (size_t i = from; i < m->open; i++) {
        f->in_clause |= f->in_scope && IS(i, WORD_COMP);
        if (!cue_at(r, i, first, end, &c))
            continue;
        f->outlet |= c.kind == CUE_KIND_SOURCE && c.at.end == m->open && m->words <= 4;
        f->after_subject |= is_after_subject(r, &c, m);
        f->in_scope = true;
        f->near_cue = i + NEAR_CUE >= m->open;
        f->judging = c.strength == CUE_EVALUATIVE || c.strength == CUE_BELIEF;
    }
    size_t to = m->close == MARK_NONE ? m->end : m->close + 1;
    for (size_t i = to; i < end && i < to + SCOPE_AHEAD; i++)
        f->after_source |= cue_at(r, i, first, end, &c) && c.kind != CUE_KIND_MASDAR;
    size_t next = to < end && (IS(to, WORD_PREP) || is_comma(r->d, to)) ? to + 1 : to;
    f->subject = m->words <= 4 && next < end && IS(next, WORD_COMP);
    // نشرت "لوبان" صورا: a name between the verb and its object
    f->subject |= f->after_cue && m->words <= 2 && to < end && is_word(r, to) &&
                  IS(m->open - 1, WORD_CUE_VERB) && !IS(to, WORD_CONJ) &&
                  (m->words == 1 || !IS(to, WORD_PREP));
    // نقلت "سي.إن.إن" عن أحدهم
    f->subject |= f->after_cue && m->words <= 4 && to < end && norm_is(r, to, "عن") &&
                  W(m->open - 1).uses & CUE_USE_FROM;
    f->after_colon &= f->in_scope;
}

static bool is_same(const struct quote_reader *r, const struct marked *a, const struct marked *b)
{
    if (a->open == MARK_NONE || b->open == MARK_NONE || a->words != b->words)
        return false;
    size_t i = a->first, k = b->first;
    for (; i < a->end && k < b->end; i++, k++)
        if (!str_eq(r->d->tokens.v[i].norm, r->d->tokens.v[k].norm))
            return false;
    return true;
}

// The same few words in marks nearby.
static bool is_repeated(const struct quote_reader *r, size_t mark)
{
    const struct marked *m = &r->marks.v[mark];
    if (m->words > 4)
        return false;
    size_t from = mark > 8 ? mark - 8 : 0;
    for (size_t k = from; k < r->marks.n && k < mark + 9; k++)
        if (k != mark && is_same(r, m, &r->marks.v[k]))
            return true;
    return false;
}

struct marked_features marked_look(const struct quote_reader *r, size_t mark, bool previous_is_name)
{
    const struct marked *m = &r->marks.v[mark];
    struct marked_features f = {.lone = m->close == MARK_NONE};
    const struct sentence *s = &r->d->sentences[doc_sentence_of(r->d, m->open)];
    look_inside(r, m, &f);
    look_before(r, m, s->first, &f, previous_is_name);
    look_around(r, m, s->first, s->end, &f);
    f.repeated = is_repeated(r, mark);
    return f;
}

int marked_score(const struct marked_features *f)
{
    int score = MARKED_BIAS;
#define X(name, weight) score += (weight)*f->name;
    MARKED_FEATURES(X)
#undef X
    return score;
}
