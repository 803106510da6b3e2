// marked: see marked.h.
//
// A linear score with small whole weights, set by hand on the development halves of the annotated
// articles.  Long spans are quotations unless a title or a charge is announced; short ones are
// names unless something says that they are somebody's words: a complementiser or a cue before
// them, a predicate.
#include "read/marked.h"

#define W(i) (r->words[i])
#define IS(i, mask) ((W(i).classes & (mask)) != 0)

static bool is_word(const struct quote_reader *r, size_t i)
{
    return r->d->tokens.v[i].kind == TOKEN_WORD;
}

static bool norm_is(const struct quote_reader *r, size_t i, const char *norm)
{
    return str_eq(r->d->tokens.v[i].norm, str_from_cstr(norm));
}

static bool looks_finite(const struct quote_reader *r, size_t i)
{
    struct str norm = r->d->tokens.v[i].norm;
    if (IS(i, WORD_VERBISH | WORD_COMP | WORD_CUE_VERB) && !IS(i, WORD_PREP))
        return true;
    if (W(i).classes || W(i).definite || norm.n < 8)
        return false;
    return str_starts(norm, S("ي")) || str_starts(norm, S("سي")) || str_starts(norm, S("ست")) ||
           str_starts(norm, S("وي")) || str_ends(norm, S("وا"));
}

static void look_inside(const struct quote_reader *r, const struct marked *m,
                        struct marked_features *f)
{
    size_t foreign = 0;
    for (size_t i = m->first; i < m->end; i++) {
        if (!is_word(r, i))
            continue;
        foreign += !r->d->tokens.v[i].arabic;
        f->verb |= looks_finite(r, i);
    }
    f->latin = foreign * 2 > m->words;
    f->definite = is_word(r, m->first) && W(m->first).definite;
    // Blanks count in Arabic: سيسة "أ" is one letter.
}

// The token before the opening mark, clitics that are glued to the mark left out.
static size_t token_before(const struct quote_reader *r, size_t open, char *glued)
{
    size_t i = open;
    *glued = '\0';
    if (i > 0 && is_word(r, i - 1) && r->d->tokens.v[i - 1].norm.n == 2) {
        if (norm_is(r, i - 1, "ل"))
            *glued = 'l';
        else if (norm_is(r, i - 1, "ب"))
            *glued = 'b';
        else if (norm_is(r, i - 1, "و"))
            *glued = 'w';
        if (*glued)
            i--;
    }
    return i; // the token is i - 1
}

static void look_before(const struct quote_reader *r, const struct marked *m, size_t first,
                        struct marked_features *f, bool previous_is_name)
{
    char glued;
    size_t at = token_before(r, m->open, &glued);
    f->outlet = glued == 'l' && m->words <= 4;
    if (at == first)
        return;
    size_t before = at - 1;
    if (!is_word(r, before)) {
        f->after_comma = is_comma(r->d, before);
        f->after_colon = mark_byte(r->d, before) == ':';
        f->after_name = glued == 'w' && mark_is_quote(r->d, before) && previous_is_name;
        return;
    }
    f->after_clause = IS(before, WORD_COMP | WORD_COMPWEAK);
    f->after_cue = IS(before, WORD_CUE_VERB | WORD_CUE_PARTICIPLE | WORD_SELF) &&
                   !IS(before, WORD_NAMELY | WORD_PREP | WORD_ROLE);
    f->after_namely = IS(before, WORD_NAMELY | WORD_EVENT) && !IS(before, WORD_MASDAR);
    f->charge = IS(before, WORD_CHARGE);
    f->after_document = IS(before, WORD_DOC) && W(before).definite && before > first &&
                        (norm_is(r, before - 1, "هذه") || norm_is(r, before - 1, "بهذه") ||
                         norm_is(r, before - 1, "هذا") || norm_is(r, before - 1, "بهذا"));
    f->predicate = norm_is(r, before, "هو") || norm_is(r, before, "هي") ||
                   norm_is(r, before, "بمثابه") || norm_is(r, before, "مجرد");
    if (!f->after_namely && before > first && is_word(r, before - 1) && W(before).definite)
        f->after_namely =
            IS(before - 1, WORD_NAMELY) && !IS(before - 1, WORD_MASDAR) && m->words < 5;
    if (glued == 'b' && IS(before, WORD_CUE_VERB) && W(before).strength == CUE_EVALUATIVE)
        f->predicate = true;
}

static void look_around(const struct quote_reader *r, const struct marked *m, size_t first,
                        size_t end, struct marked_features *f)
{
    size_t from = m->open > first + 40 ? m->open - 40 : first;
    struct cue c;
    for (size_t i = from; i < m->open; i++) {
        if (!cue_at(r, i, first, end, &c))
            continue;
        if (c.kind == CUE_KIND_SOURCE && c.at.end == m->open && m->words <= 4)
            f->outlet = true; // حسب "رويترز"
        f->in_scope = true;
        f->near_cue = i + 8 >= m->open;
    }
    size_t to = m->close == MARK_NONE ? m->end : m->close + 1;
    for (size_t i = to; i < end && i < to + 6; i++)
        if (cue_at(r, i, first, end, &c) && c.kind != CUE_KIND_MASDAR)
            f->after_source = true;
    if (f->after_colon)
        f->after_colon = f->in_scope;
}

struct marked_features marked_look(const struct quote_reader *r, size_t mark, bool previous_is_name)
{
    const struct marked *m = &r->marks.v[mark];
    struct marked_features f = {.words = m->words};
    const struct sentence *s = &r->d->sentences[doc_sentence_of(r->d, m->open)];
    look_inside(r, m, &f);
    look_before(r, m, s->first, &f, previous_is_name);
    look_around(r, m, s->first, s->end, &f);
    return f;
}

int marked_score(const struct marked_features *f)
{
    int score = 0;
    if (f->words >= 8)
        score += 6;
    else if (f->words >= 5)
        score += 3;
    else if (f->words >= 3)
        score += 0;
    else
        score -= 4;
    score += 8 * f->after_clause + 8 * f->after_cue + 6 * f->after_colon + 6 * f->predicate + 6 * f->after_document;
    score += f->in_scope ? 2 + 2 * f->near_cue : -3;
    score += 4 * f->after_source + 3 * f->verb + f->after_comma;
    score -= 9 * f->after_namely + 20 * f->charge + 9 * f->after_name + 8 * f->latin;
    score -= 20 * f->outlet + 4 * f->repeated;
    if (f->words == 1 && f->definite)
        score -= 2;
    return score;
}
