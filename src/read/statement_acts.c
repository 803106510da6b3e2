// statement_acts: what a clause does, and how strongly.
//
// The first marker from the left decides: a negated act, a possibility (قد، ربما), a promise (سـ،
// من المقرر), an impersonal act (جرى، تم), a duty (على X أن), or an act verb; then the object noun
// may outrank the verb (أكد + التزام), and words of strength and doubt move it on the scale of
// arabic.md section 10: 6 signed … 0 possible.
#include "base/buf.h"
#include "read/statement_int.h"

enum { MARKER_WINDOW = 9, OBJECT_WINDOW = 9 };

static bool is_in(const struct doc *d, size_t i, size_t end, const struct str *list)
{
    return i < end && is_word_of(act_word(d, i), list);
}

static struct str norm_at(const struct doc *d, size_t i, size_t end)
{
    return i < end ? d->tokens.v[i].norm : (struct str){0};
}

// Whether any token of the clause is in the list.
static bool has_word(const struct doc *d, size_t first, size_t end, const struct str *list)
{
    for (size_t i = first; i < end; i++)
        if (is_in(d, i, end, list))
            return true;
    return false;
}

// A word without و ب ل ك and the article, for the noun tables.
static struct str bare_noun(struct str norm)
{
    static const struct str prefixes[] = {S_INIT("وبال"), S_INIT("وال"), S_INIT("بال"),
                                          S_INIT("لل"),   S_INIT("ال"),  S_INIT("ب"),
                                          S_INIT("ل"),    S_INIT("و")};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (str_starts(norm, prefixes[i]) && norm.n >= prefixes[i].n + 6)
            return str_drop(norm, prefixes[i].n);
    return norm;
}

// The word itself, or with a suffixed pronoun: التزام، التزامها، التزامهما.
static bool is_noun(struct str norm, struct str noun)
{
    static const struct str pronouns[] = {S_INIT("ه"),  S_INIT("ها"), S_INIT("هم"), S_INIT("هما"),
                                          S_INIT("نا"), S_INIT("هن"), S_INIT("ات"), {0}};
    // ة becomes ت before a pronoun: أهمية، أهميتها.
    struct str stem = str_ends(noun, S("ه")) ? str_take(noun, noun.n - 2) : noun;
    if (str_eq(norm, noun))
        return true;
    if (!str_starts(norm, stem))
        return false;
    struct str rest = str_drop(norm, stem.n);
    if (stem.n < noun.n)
        return str_starts(rest, S("ت")) && is_word_of(str_drop(rest, 2), pronouns);
    return is_word_of(rest, pronouns);
}

static const struct act_object *object_of(struct str norm)
{
    for (size_t i = 0; i < act_object_count; i++)
        if (is_noun(norm, act_objects[i].word) || is_noun(bare_noun(norm), act_objects[i].word))
            return &act_objects[i];
    return NULL;
}

static const struct act_noun *masdar_of(struct str norm)
{
    for (size_t i = 0; i < act_noun_count; i++)
        if (is_noun(bare_noun(norm), act_nouns[i].stem_word))
            return &act_nouns[i];
    return NULL;
}

static bool is_future(struct str word)
{
    // سيعقد، ستبدأ; not سياسة، ستة، سيارة، ستون.
    static const struct str not_verbs[] = {S_INIT("سياسه"),
                                           S_INIT("سياسات"),
                                           S_INIT("سياسي"),
                                           S_INIT("سياده"),
                                           S_INIT("سياره"),
                                           S_INIT("سيارات"),
                                           S_INIT("ستون"),
                                           S_INIT("ستين"),
                                           S_INIT("سته"),
                                           S_INIT("سيناء"),
                                           S_INIT("سيده"),
                                           S_INIT("سيد"),
                                           S_INIT("سياق"),
                                           S_INIT("سيطره"),
                                           S_INIT("سيول"),
                                           S_INIT("ستار"),
                                           {0}};
    bool shape = str_starts(word, S("سي")) || str_starts(word, S("ست")) || str_eq(word, S("سوف"));
    return shape && word.n >= 6 && !is_word_of(word, not_verbs);
}

static bool is_that(struct str norm)
{
    static const struct str that[] = {
        S_INIT("ان"), S_INIT("انه"), S_INIT("انها"), S_INIT("بان"), S_INIT("بانه"), S_INIT("انهم"),
        {0}};
    return is_word_of(norm, that);
}

// "verb ... على object": the raw words, the verb's own و left out.
static struct str marker_of(struct arena *a, const struct doc *d, const struct act_found *f,
                            size_t first, size_t last)
{
    struct str verb = token_text(d->text, &d->tokens.v[first]);
    if (act_word(d, first).n < d->tokens.v[first].norm.n)
        verb = str_drop(verb, 2);
    if (last == first || last >= d->tokens.n)
        return verb;
    size_t from = last;
    static const struct str prepositions[] = {S_INIT("علي"), S_INIT("الي"), S_INIT("عن"),
                                              S_INIT("في"),  S_INIT("عدم"), {0}};
    (void)f;
    if (from > first + 1 && is_word_of(d->tokens.v[from - 1].norm, prepositions))
        from--;
    struct str object = str_sub(d->text, d->tokens.v[from].start, d->tokens.v[last].end);
    return arena_printf(a, "%.*s%s%.*s", STR_ARGS(verb), from == first + 1 ? " " : " ... ",
                        STR_ARGS(object));
}

// What the words behind a reporting verb make of it.
static void judge_object(const struct doc *d, const struct clause *c, struct act_found *f)
{
    size_t end = c->end < f->verb + OBJECT_WINDOW ? c->end : f->verb + OBJECT_WINDOW;
    for (size_t i = f->verb + 1; i < end; i++) {
        struct str norm = d->tokens.v[i].norm;
        if (is_that(norm)) {
            f->clause_complement = true;
            for (size_t k = i + 1; k < c->end && k < i + 8; k++)
                if (is_future(act_word(d, k)) && f->flags & ACT_REPORTS) {
                    f->act = ACT_FUTURE_PROMISE;
                    f->strength = 4;
                    f->object = k;
                }
            return;
        }
        const struct act_object *o = object_of(norm);
        if (!o || (f->flags & ACT_DISCUSSION_VERB))
            continue;
        // Only reporting verbs are remade; others are lowered by what they are about.
        bool lowers = o->act == ACT_HEDGE || (o->act == ACT_EMPHASIS && f->act == ACT_AGREEMENT);
        if (!(f->flags & ACT_REPORTS) && !lowers)
            continue;
        f->strength = f->flags & ACT_REAFFIRMS && o->act == ACT_EMPHASIS ? 3 : o->strength;
        f->act = o->act;
        f->object = i;
        return;
    }
}

static bool is_own_date(const struct doc *d, const struct clause *c,
                        const struct statement_context *context)
{
    size_t start = d->tokens.v[c->first].start, end = d->tokens.v[c->end - 1].end;
    for (size_t i = 0; i < context->date_count; i++) {
        const struct date_mention *m = &context->dates[i];
        if (m->at.start >= start && m->at.end <= end && !str_ends(m->value, S("_REF")))
            return true;
    }
    return false;
}

static void judge_strength(const struct doc *d, const struct clause *c,
                           const struct statement_context *context, struct act_found *f)
{
    static const struct str boosters[] = {S_INIT("المطلق"),  S_INIT("الكامل"), S_INIT("التام"),
                                          S_INIT("الراسخ"),  S_INIT("الثابت"), S_INIT("القاطع"),
                                          S_INIT("المطلقه"), S_INIT("التامه"), {0}};
    static const struct str urgent[] = {S_INIT("فورا"), S_INIT("فوري"),  S_INIT("الفوري"),
                                        S_INIT("عاجل"), S_INIT("عاجلا"), {0}};
    static const struct str again[] = {S_INIT("مجددا"), S_INIT("جديد"), S_INIT("اعاده"), {0}};
    static const struct str doubts[] = {
        S_INIT("شرط"),    S_INIT("بشرط"), S_INIT("شريطه"), S_INIT("اذا"),     S_INIT("حال"),
        S_INIT("المبدا"), S_INIT("ملزم"), S_INIT("ملزمه"), S_INIT("الامكان"), {0}};
    bool own_date = is_own_date(d, c, context);
    if (f->act == ACT_COMMITMENT && has_word(d, c->first, c->end, boosters))
        f->strength++;
    if (f->act == ACT_EMPHASIS && f->strength == 2 && (f->flags & ACT_REPORTS) &&
        has_word(d, c->lead, c->end < f->verb + 6 ? c->end : f->verb + 6, again))
        f->strength = 3;
    if (f->act == ACT_DECISION && f->verb < c->end) {
        static const struct str begin[] = {S_INIT("بدء"), S_INIT("البدء"), {0}};
        size_t end = c->end < f->verb + 6 ? c->end : f->verb + 6;
        f->strength -= has_word(d, f->verb + 1, end, begin);
    }
    if (f->act == ACT_DEMAND && (own_date || has_word(d, c->first, c->end, urgent)))
        f->strength++;
    if (f->act == ACT_FUTURE_PROMISE && !own_date)
        f->strength--;
    bool doubt = has_word(d, c->first, c->end, doubts);
    for (size_t i = c->first; i + 1 < c->end; i++) // "ما لم"
        doubt |=
            str_eq(norm_at(d, i, c->end), S("ما")) && str_eq(norm_at(d, i + 1, c->end), S("لم"));
    if (f->strength > 0)
        f->strength -= doubt + f->impersonal;
    if (f->strength < 0)
        f->strength = 0;
}

// A marker that begins at token i; false where none does.
static bool marker_at(const struct doc *d, const struct clause *c, size_t i, struct act_found *f)
{
    static const struct str possible[] = {S_INIT("قد"), S_INIT("ربما"), S_INIT("يمكن"), {0}};
    static const struct str planned[] = {S_INIT("المقرر"), S_INIT("المنتظر"), S_INIT("المتوقع"),
                                         S_INIT("المزمع"), S_INIT("المرتقب"), {0}};
    static const struct str done[] = {
        S_INIT("جري"), S_INIT("جرت"), S_INIT("تم"), S_INIT("تمت"), {0}};
    struct str word = act_word(d, i), next = norm_at(d, i + 1, c->end);
    bool imperfect;
    f->verb = i;
    if (is_word_of(word, possible) && next.n &&
        (str_starts(next, S("ي")) || str_starts(next, S("ت")))) {
        *f = (struct act_found){.act = ACT_HEDGE, .verb = i, .object = i + 1};
        return true;
    }
    if (str_eq(word, S("لن"))) {
        *f = (struct act_found){
            .act = ACT_FUTURE_PROMISE, .strength = 4, .verb = i, .object = i + 1};
        return true;
    }
    if (str_eq(word, S("من")) && is_word_of(next, planned)) {
        *f = (struct act_found){ACT_FUTURE_PROMISE, 4, {0}, i, i + 1, 0, true, false};
        return true;
    }
    if (str_eq(word, S("علي")) && i == c->first) {
        for (size_t k = i + 2; k < c->end && k < i + 8; k++)
            if (is_that(d->tokens.v[k].norm)) {
                *f = (struct act_found){ACT_DEMAND, 3, {0}, i, k, ACT_TAKES_OBJECT, false, false};
                return true;
            }
    }
    if (is_word_of(word, done)) {
        for (size_t k = i + 1; k < c->end && k < i + 4; k++) {
            const struct act_noun *n = masdar_of(d->tokens.v[k].norm);
            if (n) {
                *f = (struct act_found){n->act,      n->strength, {0},  k,
                                        d->tokens.n, n->flags,    true, false};
                judge_object(d, c, f);
                f->verb = i;
                if (f->object == d->tokens.n)
                    f->object = k;
                return true;
            }
        }
    }
    if (is_future(word)) {
        *f = (struct act_found){
            .act = ACT_FUTURE_PROMISE, .strength = 4, .verb = i, .object = d->tokens.n};
        judge_object(d, c, f);
        return true;
    }
    const struct act_verb *v = act_verb_of(word, &imperfect);
    if (!v || (v->flags & ACT_AMBIGUOUS && i > c->first && !imperfect &&
               d->tokens.v[i - 1].kind == TOKEN_WORD))
        return false;
    *f = (struct act_found){v->act, v->strength, {0}, i, d->tokens.n, v->flags, false, false};
    judge_object(d, c, f);
    return true;
}

// A negated act is none; a negated content keeps its act.
static bool is_negated(const struct doc *d, const struct clause *c, size_t verb)
{
    static const struct str negations[] = {S_INIT("لم"), S_INIT("ما"), S_INIT("لما"), {0}};
    return verb > c->first && is_word_of(act_word(d, verb - 1), negations);
}

// "لا صحة"، "لا يعفي": a denial, an assessment.
static bool is_denial(const struct doc *d, const struct clause *c)
{
    struct str next = norm_at(d, c->first + 1, c->end);
    return str_eq(act_word(d, c->first), S("لا")) &&
           (str_eq(next, S("صحه")) || str_starts(next, S("ي")) || str_starts(next, S("ت")));
}

struct act_found act_of(struct arena *a, const struct doc *d, const struct clause *c,
                        const struct statement_context *context)
{
    struct act_found f = {.act = ACT_NARRATIVE, .verb = d->tokens.n, .object = d->tokens.n};
    if (is_denial(d, c)) {
        f = (struct act_found){ACT_EMPHASIS, 2, {0}, c->first, c->first + 1, 0, false, true};
        f.marker = marker_of(a, d, &f, c->first, c->first + 1);
        return f;
    }
    // A masdar at the start of a quotation belongs to the verb before the mark: أعاد "التأكيد …
    const struct act_noun *masdar = masdar_of(norm_at(d, c->first, c->end));
    for (size_t i = c->lead; masdar && i < c->first; i++) {
        bool imperfect;
        const struct act_verb *v = act_verb_of(act_word(d, i), &imperfect);
        if (!v)
            continue;
        f = (struct act_found){masdar->act, v->flags & ACT_REAFFIRMS ? 3 : masdar->strength,
                               {0},         c->first,
                               d->tokens.n, masdar->flags | v->flags,
                               false,       false};
        judge_object(d, c, &f);
        f.verb = i;
        f.marker = marker_of(a, d, &f, i, c->first);
        return f;
    }
    size_t end = c->end < c->first + MARKER_WINDOW ? c->end : c->first + MARKER_WINDOW;
    for (size_t i = c->first; i < end && !is_that(d->tokens.v[i].norm); i++) {
        if (d->tokens.v[i].kind != TOKEN_WORD || !marker_at(d, c, i, &f))
            continue;
        if (is_negated(d, c, i)) {
            f.act = ACT_NARRATIVE;
            f.strength = 0;
            f.marker = str_sub(d->text, d->tokens.v[i - 1].start, d->tokens.v[i].end);
            return f;
        }
        judge_strength(d, c, context, &f);
        f.marker = marker_of(a, d, &f, i, f.object < c->end ? f.object : i);
        return f;
    }
    f = (struct act_found){.act = ACT_NARRATIVE, .verb = d->tokens.n, .object = d->tokens.n};
    return f;
}
