// choice_features: what speaks for and against a candidate; see choice.h.
#include <string.h>

#include "read/choice.h"
#include "text/background.h"

static bool in_marks(const struct quote_reader *r, size_t i)
{
    size_t low = 0, high = r->marks.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (r->marks.v[mid].first <= i)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t m = low; m-- > 0 && low - m <= 2;)
        if (r->marks.v[m].spoken && i < r->marks.v[m].end)
            return true;
    return false;
}

static void look_at_last(const struct quote_reader *r, struct choice *c, size_t last)
{
    if (!is_word(r, last))
        return;
    if (W(last).definite)
        choice_set(c, CHOICE_LAST_DEFINITE);
    if (IS(last, WORD_VERBISH | WORD_CUE_VERB))
        choice_set(c, CHOICE_LAST_VERBISH);
    if (IS(last, WORD_GIVEN))
        choice_set(c, CHOICE_LAST_GIVEN);
}

static void look_at_next(const struct quote_reader *r, struct choice *c, size_t next)
{
    if (is_comma(r->d, next))
        choice_set(c, CHOICE_NEXT_COMMA);
    else if (!is_word(r, next))
        choice_set(c, CHOICE_NEXT_MARK);
    else
        choice_set(c, IS(next, WORD_COMP | WORD_COMPWEAK)    ? CHOICE_NEXT_COMP
                      : IS(next, WORD_PREP)                  ? CHOICE_NEXT_PREP
                      : IS(next, WORD_REL)                   ? CHOICE_NEXT_REL
                      : IS(next, WORD_TIME)                  ? CHOICE_NEXT_TIME
                      : IS(next, WORD_ROLE)                  ? CHOICE_NEXT_ROLE
                      : W(next).definite && !W(next).clitics ? CHOICE_NEXT_DEFINITE
                                                             : CHOICE_NEXT_INDEFINITE);
}

static void look_at_first(const struct quote_reader *r, struct choice *c, size_t first)
{
    choice_set(c, IS(first, WORD_GIVEN)                           ? CHOICE_FIRST_GIVEN
                  : IS(first, WORD_ROLE)                          ? CHOICE_FIRST_ROLE
                  : IS(first, WORD_ORG | WORD_MEDIA | WORD_PLACE) ? CHOICE_FIRST_ORG
                                                                  : CHOICE_FIRST_UNKNOWN);
    if (W(first).definite)
        choice_set(c, CHOICE_FIRST_DEFINITE);
    if (W(first).classes == 0 && is_word(r, first)) {
        size_t df = background_word_df(r->d->tokens.v[first].norm);
        if (df < 3)
            choice_set(c, CHOICE_FIRST_RARE);
        else if (df >= 40)
            choice_set(c, CHOICE_FIRST_FREQUENT);
    }
}

static void look_at_name(const struct quote_reader *r, struct choice *c)
{
    size_t first = c->p.name.first, last = c->p.name.end - 1, next = c->p.name.end;
    size_t words = phrase_words(r, c->p.name);
    choice_set(c, words == 1   ? CHOICE_ONE_WORD
                  : words == 2 ? CHOICE_TWO_WORDS
                  : words == 3 ? CHOICE_THREE_WORDS
                  : words < 7  ? CHOICE_MANY_WORDS
                               : CHOICE_LONG);
    if (in_marks(r, first))
        choice_set(c, CHOICE_IN_MARKS);
    look_at_last(r, c, last);
    look_at_next(r, c, next);
    look_at_first(r, c, first);
    if (r->person_end && r->person_end[first])
        choice_set(c, r->person_end[first] == next  ? CHOICE_IS_MENTION
                      : r->person_end[first] > next ? CHOICE_MENTION_GOES_ON
                                                    : CHOICE_MENTION_ENDS_BEFORE);
}

static void describe_name(struct quote_reader *r, struct choice *c)
{
    struct name_features *known =
        &r->name_features[(c->p.name.first * 5 + c->p.name.end) % COUNT_OF(r->name_features)];
    if (known->name.first != c->p.name.first || known->name.end != c->p.name.end) {
        struct choice plain = {.p = c->p};
        look_at_name(r, &plain);
        known->name = c->p.name;
        memcpy(known->features, plain.features, sizeof known->features);
    }
    for (size_t part = 0; part < CHOICE_PARTS; part++)
        c->features[part] |= known->features[part];
}

bool choice_is_other_side(const struct quote_reader *r, size_t first, size_t at)
{
    for (size_t i = first; i < at && i < first + 6; i++)
        if (norm_is(r, i, "جهته") || norm_is(r, i, "جهتها") || norm_is(r, i, "جانبه") ||
            norm_is(r, i, "جانبها") || norm_is(r, i, "بدوره") || norm_is(r, i, "بدورها"))
            return true;
    return false;
}

// The last speaker beside the phrase that is written, and all but the rules' answer beside one that
// is closed.
static void describe_last(const struct quote_reader *r, struct choice *c, const struct phrase *raw)
{
    bool last = choice_has(c, CHOICE_SPOKE_LAST);
    unsigned kind = raw->kind == SPEAKER_PERSON
                        ? (raw->own_name ? CHOICE_LAST_RAW_NAMED : CHOICE_LAST_RAW_ROLE)
                    : raw->kind == SPEAKER_ORG      ? CHOICE_LAST_RAW_ORG
                    : raw->kind == SPEAKER_DOCUMENT ? CHOICE_LAST_RAW_DOC
                    : raw->kind == SPEAKER_GROUP    ? CHOICE_LAST_RAW_GROUP
                                                    : CHOICE_LAST_RAW_ANON;
    if (last)
        choice_set(c, kind);
    bool closed = raw->end >= r->d->tokens.n || !is_word(r, raw->end) || IS(raw->end, WORD_COMP);
    if (last && closed)
        choice_set(c, CHOICE_LAST_RAW_CLOSED);
    else if (last && raw->name.end == raw->name.first + 1)
        choice_set(c, CHOICE_LAST_RAW_ONE_WORD);
    if (closed && !choice_has(c, CHOICE_RULE))
        choice_set(c, CHOICE_OTHER_RAW_CLOSED);
}

// An office that is written, beside a person with a name.
static void describe_office(const struct quote_reader *r, struct choice *c,
                            const struct phrase *raw)
{
    if (raw->kind != SPEAKER_PERSON || raw->own_name || !c->p.own_name)
        return;
    choice_set(c,
               W(raw->name.first).definite ? CHOICE_NAMED_RAW_UNNAMED : CHOICE_NAMED_RAW_CONSTRUCT);
    if (c->p.role.end > c->p.role.first && !choice_has(c, CHOICE_SAME_HEAD_AS_RAW))
        choice_set(c, CHOICE_NAMED_OTHER_ROLE);
}

// What the phrase that is written makes of the others.
static void describe_beside(const struct quote_reader *r, struct choice *c,
                            const struct phrase *raw)
{
    const struct phrase *p = &c->p;
    if (!raw) {
        if (choice_has(c, CHOICE_SPOKE_LAST))
            choice_set(c, CHOICE_LAST_RAW_NONE);
        return;
    }
    describe_last(r, c, raw);
    struct token_range what = p->own_name ? p->role : p->name;
    if (what.end > what.first && what.first != raw->name.first &&
        str_eq(W(what.first).base, W(raw->name.first).base))
        choice_set(c, CHOICE_SAME_HEAD_AS_RAW);
    describe_office(r, c, raw);
    if (p->kind == raw->kind && p->name.first != raw->name.first)
        choice_set(c, p->kind == SPEAKER_PERSON     ? CHOICE_PERSON_RAW_ROLE
                      : p->kind == SPEAKER_ORG      ? CHOICE_ORG_RAW_ORG
                      : p->kind == SPEAKER_DOCUMENT ? CHOICE_DOC_RAW_DOC
                                                    : CHOICE_ANON_RAW_ANON);
    if (raw->name.first != p->name.first &&
        raw->name.end - raw->name.first < p->name.end - p->name.first &&
        choice_same_name(
            r, raw->name,
            (struct token_range){p->name.first, p->name.first + raw->name.end - raw->name.first}))
        choice_set(c, CHOICE_RAW_IS_PREFIX);
    for (size_t i = p->name.first; i < p->name.end && p->name.first != raw->name.first; i++)
        if (is_word(r, i) && str_eq(W(i).base, W(raw->name.first).base))
            choice_set(c, CHOICE_RAW_WORDS_INSIDE);
}

static void describe_kind(struct choice *c)
{
    const struct phrase *p = &c->p;
    choice_set(c, CHOICE_PERSON + (unsigned)(p->kind - SPEAKER_PERSON));
    if (p->own_name)
        choice_set(c, CHOICE_NAMED);
    if (p->kind == SPEAKER_PERSON && !p->own_name)
        choice_set(c, CHOICE_UNNAMED_PERSON);
    if (p->role.end > p->role.first)
        choice_set(c, CHOICE_HAS_ROLE);
    if (p->doubtful)
        choice_set(c, CHOICE_DOUBTFUL);
}

static bool is_behind(const struct choice *c)
{
    return choice_has(c, CHOICE_BEHIND_RAW) || choice_has(c, CHOICE_BEHIND_FULL);
}

static void describe_agreement(const struct cue *cue, struct choice *c)
{
    const struct phrase *p = &c->p;
    bool feminine = cue->form & FORM_FEMININE, plural = cue->form & FORM_PLURAL;
    bool last_one = choice_has(c, CHOICE_SPOKE_LAST);
    if (cue->kind != CUE_KIND_VERB && cue->kind != CUE_KIND_PARTICIPLE)
        return;
    if (feminine != p->feminine) {
        choice_set(c, CHOICE_OTHER_GENDER);
        if (p->kind == SPEAKER_PERSON)
            choice_set(c, CHOICE_PERSON_OTHER_GENDER);
        if (last_one)
            choice_set(c, CHOICE_LAST_OTHER_GENDER);
    }
    if (!is_behind(c) && plural != p->plural) { // a verb before its subject is singular
        choice_set(c, CHOICE_OTHER_NUMBER);
        if (last_one)
            choice_set(c, CHOICE_LAST_OTHER_NUMBER);
    }
    if (feminine == p->feminine && plural == p->plural)
        choice_set(c, CHOICE_AGREES);
}

// A phrase that stands right behind the cue, and all others beside it.
static void describe_direct(const struct quote_reader *r, struct choice *c,
                            const struct phrase *raw)
{
    if (is_behind(c)) {
        choice_set(c, CHOICE_DIRECT);
        size_t next = raw->end + (raw->end < r->d->tokens.n && IS(raw->end, WORD_PREP));
        if (next >= r->d->tokens.n || !is_word(r, next) || IS(next, WORD_COMP))
            choice_set(c, CHOICE_DIRECT_CLOSED);
    } else if (!choice_has(c, CHOICE_RULE)) {
        choice_set(c, CHOICE_OTHER_RAW_DIRECT);
        if (choice_has(c, CHOICE_SPOKE_SECOND) || choice_has(c, CHOICE_SPOKE_EARLIER))
            choice_set(c, CHOICE_EARLIER_RAW_DIRECT);
    }
}

// A source "of before" (المصدر نفسه), and documents by one word.
static void describe_same(const struct quote_reader *r, struct choice *c, const struct phrase *raw)
{
    const struct phrase *p = &c->p;
    if (p->kind == SPEAKER_DOCUMENT && choice_has(c, CHOICE_ONE_WORD) && W(p->name.first).definite)
        choice_set(c, CHOICE_DOC_ONE_WORD_DEFINITE);
    if (raw && raw->same && p->kind == SPEAKER_ANONYMOUS)
        choice_set(c, CHOICE_ANON_AFTER_SAME);
    if (raw && raw->same && p->kind == SPEAKER_PERSON)
        choice_set(c, CHOICE_PERSON_AFTER_SAME);
}

void choice_describe(struct quote_reader *r, struct choices *l, size_t first,
                     const struct phrase *raw)
{
    bool side = choice_is_other_side(r, first, l->cue.at.first);
    bool paragraph = first < r->d->tokens.n && r->d->tokens.v[first].line_start;
    const struct phrase *last = r->spoken.n ? &r->spoken.v[r->spoken.n - 1] : NULL;
    for (size_t i = 0; i < l->n; i++) {
        struct choice *c = &l->v[i];
        describe_kind(c);
        describe_name(r, c);
        describe_agreement(&l->cue, c);
        if (raw && raw->head == l->cue.at.end)
            describe_direct(r, c, raw);
        describe_same(r, c, raw);
        if (choice_has(c, CHOICE_SPOKE_LAST)) {
            if (side)
                choice_set(c, CHOICE_OTHER_SIDE_LAST);
            if (l->cue.uses & CUE_USE_CONTINUES)
                choice_set(c, CHOICE_CONTINUES_LAST);
            if (paragraph)
                choice_set(c, CHOICE_PARAGRAPH_LAST);
        } else if (!choice_has(c, CHOICE_SPOKE_SECOND) && !choice_has(c, CHOICE_SPOKE_EARLIER)) {
            choice_set(c, CHOICE_NEVER_SPOKE);
        }
        describe_beside(r, c, raw);
        if (last && last->kind == c->p.kind)
            choice_set(c, CHOICE_SAME_KIND_AS_LAST);
    }
}
