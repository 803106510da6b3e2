// statement_clauses: cuts a statement into the clauses that make its points.
//
// A line is a zone: a paragraph, or a list item without its mark ("-", "1.", "أولا:").  Within a
// zone a new clause begins where و or ف is joined to an act verb ("، ووجّه الأمانة"), where a
// negated or possible act begins behind a comma ("، ولم يتفق"), and behind a full stop, unless what
// follows is only a fragment: stray stops are common in bulletins ("مستقبل العراق. التحالف
// العسكري"). In an analysis the zones are the quotations and the bulleted lines.
#include "base/utf8.h"
#include "base/vec.h"
#include "read/statement_int.h"

// Longest tail behind a stray full stop that still belongs to the clause before it, in tokens;
// chosen on the specimen and the statements of data/statements.
enum { FRAGMENT_MAX = 9 };

struct zone {
    size_t first, end, lead;
    bool item;
    size_t governor;
};

struct zone_list {
    struct zone *v;
    size_t n, cap;
};

struct clause_list {
    struct clause *v;
    size_t n, cap;
};

bool is_word_of(struct str word, const struct str *list)
{
    for (; list->n; list++)
        if (str_eq(*list, word))
            return true;
    return false;
}

static bool is_form_of(struct str word, struct str stem, const struct str *suffixes)
{
    if (stem.n == 0 || !str_starts(word, stem))
        return false;
    struct str rest = str_drop(word, stem.n);
    return rest.n == 0 || is_word_of(rest, suffixes);
}

const struct act_verb *act_verb_of(struct str norm, bool *imperfect)
{
    static const struct str past[] = {S_INIT("ت"),  S_INIT("ا"), S_INIT("تا"),
                                      S_INIT("وا"), S_INIT("ن"), {0}};
    static const struct str present[] = {
        S_INIT("ان"), S_INIT("ون"), S_INIT("وا"), S_INIT("ا"), {0}};
    for (size_t i = 0; i < act_verb_count; i++) {
        const struct act_verb *v = &act_verbs[i];
        *imperfect = false;
        if (is_form_of(norm, v->perfect, past))
            return v;
        *imperfect = true;
        bool prefixed =
            str_starts(norm, S("ي")) || str_starts(norm, S("ت")) || str_starts(norm, S("ن"));
        if (prefixed && is_form_of(str_drop(norm, 2), v->imperfect, present))
            return v;
    }
    return NULL;
}

struct str act_word(const struct doc *d, size_t i)
{
    struct str norm = d->tokens.v[i].norm;
    bool imperfect;
    if ((str_starts(norm, S("و")) || str_starts(norm, S("ف"))) && norm.n > 4) {
        static const struct str openers[] = {S_INIT("لم"),
                                             S_INIT("لن"),
                                             S_INIT("لا"),
                                             S_INIT("قد"),
                                             S_INIT("من"),
                                             S_INIT("علي"),
                                             S_INIT("جري"),
                                             S_INIT("سوف"),
                                             S_INIT("تم"),
                                             S_INIT("تمت"),
                                             S_INIT("يجب"),
                                             S_INIT("جرت"),
                                             S_INIT("يحظر"),
                                             S_INIT("يتعين"),
                                             S_INIT("ينبغي"),
                                             S_INIT("يمنع"),
                                             {0}};
        struct str bare = str_drop(norm, 2);
        // وقع and وافق begin with a و of their own.
        if (act_verb_of(norm, &imperfect))
            return norm;
        const struct clitics *k = &d->tokens.v[i].clitics;
        if (act_verb_of(bare, &imperfect) || (k->conjunction && k->verb > 0) ||
            is_word_of(bare, openers) || str_starts(bare, S("سي")) || str_starts(bare, S("ست")) ||
            (str_starts(bare, S("سن")) && bare.n >= 10 && !str_starts(bare, S("سنو"))))
            return bare;
    }
    return norm;
}

static bool is_stop(const struct doc *d, size_t i)
{
    return doc_is_mark(d, i, S(".")) || doc_is_mark(d, i, S("؛")) || doc_is_mark(d, i, S("؟")) ||
           doc_is_mark(d, i, S("!"));
}

static bool is_quote_mark(const struct doc *d, size_t i)
{
    return doc_is_mark(d, i, S("\"")) || doc_is_mark(d, i, S("»")) || doc_is_mark(d, i, S("«")) ||
           doc_is_mark(d, i, S("”")) || doc_is_mark(d, i, S("“"));
}

// و or ف and an act: a verb, or a negation or possibility before one.
static bool is_joined_act(const struct doc *d, size_t i, bool behind_comma)
{
    struct str norm = d->tokens.v[i].norm, word = act_word(d, i);
    bool joined = word.n < norm.n, imperfect;
    const struct act_verb *v = act_verb_of(word, &imperfect);
    if (!joined)
        return false;
    if (v)
        return behind_comma || (!(v->flags & ACT_AMBIGUOUS) && !imperfect);
    static const struct str before_verb[] = {S_INIT("لم"), S_INIT("قد"),  S_INIT("لن"),
                                             S_INIT("تم"), S_INIT("جري"), {0}};
    if (behind_comma && is_word_of(word, before_verb))
        return true;
    return behind_comma && str_eq(word, S("لا")) && i + 1 < d->tokens.n &&
           str_eq(d->tokens.v[i + 1].norm, S("صحه"));
}

// Whether the tokens behind a full stop only continue the clause before it.
static bool is_fragment(const struct doc *d, size_t first, size_t end)
{
    size_t stop = first;
    bool imperfect;
    while (stop < end && !is_stop(d, stop)) {
        struct str word = act_word(d, stop);
        if (act_verb_of(word, &imperfect) ||
            (stop == first &&
             (str_starts(word, S("ي")) || str_starts(word, S("سي")) || str_starts(word, S("ست")) ||
              (str_starts(word, S("سن")) && word.n >= 10))))
            return false;
        stop++;
    }
    if (stop - first > FRAGMENT_MAX)
        return false;
    if (stop - first >= 3 && d->tokens.v[first].clitics.verb > 0)
        return false;
    struct str word = act_word(d, first);
    static const struct str openers[] = {S_INIT("لم"),    S_INIT("لن"),
                                         S_INIT("لا"),    S_INIT("قد"),
                                         S_INIT("جري"),   S_INIT("تم"),
                                         S_INIT("تمت"),   S_INIT("جرت"),
                                         S_INIT("كما"),   S_INIT("يجب"),
                                         S_INIT("يتعين"), S_INIT("وقد"),
                                         S_INIT("يحظر"),  {0}};
    // A perfect verb that is in no table ("واستمر الحوار") is told by what follows it: a definite
    // subject behind an indefinite word that is no preposition.
    bool verb_like = first + 1 < stop && !str_starts(word, S("ال")) &&
                     str_starts(d->tokens.v[first].norm, S("و")) &&
                     str_starts(d->tokens.v[first + 1].norm, S("ال"));
    return !is_word_of(word, openers) && !verb_like;
}

static void add_clause(struct arena *a, const struct doc *d, struct clause_list *out,
                       struct clause c)
{
    while (c.first < c.end && d->tokens.v[c.first].kind == TOKEN_MARK && !is_quote_mark(d, c.first))
        c.first++;
    while (c.end > c.first && d->tokens.v[c.end - 1].kind == TOKEN_MARK &&
           !is_quote_mark(d, c.end - 1) && !doc_is_mark(d, c.end - 1, S(")")))
        c.end--;
    size_t words = 0;
    for (size_t i = c.first; i < c.end; i++)
        words += d->tokens.v[i].kind != TOKEN_MARK;
    if (words >= 2)
        *vec_push(a, out) = c;
}

static void split_zone(struct arena *a, const struct doc *d, const struct zone *z,
                       struct clause_list *out)
{
    size_t first = z->first, lead = z->lead;
    for (size_t i = z->first; i < z->end; i++) {
        bool stop = is_stop(d, i) && i + 1 < z->end && !is_fragment(d, i + 1, z->end);
        bool comma = i > first && doc_is_mark(d, i - 1, S("،"));
        bool act = i > first + 1 && d->tokens.v[i].kind == TOKEN_WORD && is_joined_act(d, i, comma);
        if (!stop && !act)
            continue;
        add_clause(a, d, out,
                   (struct clause){first,
                                   stop    ? i
                                   : comma ? i - 1
                                           : i,
                                   lead, z->item && first == z->first, z->governor});
        first = lead = stop ? i + 1 : i;
    }
    add_clause(a, d, out,
               (struct clause){first, z->end, lead, z->item && first == z->first, z->governor});
}

static bool is_ordinal(struct str norm)
{
    static const struct str ordinals[] = {S_INIT("اولا"),
                                          S_INIT("ثانيا"),
                                          S_INIT("ثالثا"),
                                          S_INIT("رابعا"),
                                          S_INIT("خامسا"),
                                          S_INIT("سادسا"),
                                          S_INIT("سابعا"),
                                          S_INIT("ثامنا"),
                                          S_INIT("تاسعا"),
                                          S_INIT("عاشرا"),
                                          S_INIT("حادي"),
                                          S_INIT("ثاني"),
                                          S_INIT("ثالث"),
                                          S_INIT("رابع"),
                                          S_INIT("خامس"),
                                          S_INIT("عشر"),
                                          {0}};
    return is_word_of(norm, ordinals);
}

// Passes over the mark of a list item; true where there was one.
static bool pass_list_mark(const struct doc *d, size_t *first, size_t end)
{
    size_t i = *first;
    if (i < end &&
        (doc_is_mark(d, i, S("-")) || doc_is_mark(d, i, S("•")) || doc_is_mark(d, i, S("–")) ||
         doc_is_mark(d, i, S("*")) || doc_is_mark(d, i, S("▪")))) {
        *first = i + 1;
        return true;
    }
    if (i + 1 < end && d->tokens.v[i].kind == TOKEN_NUMBER &&
        (doc_is_mark(d, i + 1, S(".")) || doc_is_mark(d, i + 1, S("-")) ||
         doc_is_mark(d, i + 1, S(")")))) {
        *first = i + 2;
        return true;
    }
    while (i < end && i < *first + 2 && is_ordinal(d->tokens.v[i].norm))
        i++;
    if (i > *first && i < end &&
        (doc_is_mark(d, i, S(":")) || doc_is_mark(d, i, S("-")) || doc_is_mark(d, i, S("،")))) {
        *first = i + 1;
        return true;
    }
    return false;
}

// Lines that announce and do not say: "… وفيما يأتي نص البيان:", credit lines, datelines.
static bool is_header(const struct doc *d, size_t first, size_t end)
{
    static const struct str labels[] = {S_INIT("المصدر"), S_INIT("المصادر"), {0}};
    if (end - first < 3 || doc_is_mark(d, end - 1, S(":")))
        return true;
    if (is_word_of(d->tokens.v[first].norm, labels))
        return true;
    // "رافد نيوز – بغداد", "أنقرة، 11 كانون الأول 2025": short, cut in two, and nobody acts.
    bool cut = false, imperfect, acts = false;
    for (size_t i = first; i < end; i++) {
        cut |= doc_is_mark(d, i, S("–")) || doc_is_mark(d, i, S("-")) ||
               doc_is_mark(d, i, S("/")) ||
               (doc_is_mark(d, i, S("،")) && d->tokens.v[end - 1].kind == TOKEN_NUMBER);
        acts |= act_verb_of(act_word(d, i), &imperfect) != NULL;
    }
    return cut && !acts && end - first <= 7;
}

// A direct quotation whose clause acts, in its first words.
static bool quote_acts(const struct doc *d, size_t first, size_t end, size_t lead)
{
    bool imperfect;
    for (size_t i = first; i < end && i < first + 4; i++)
        if (act_verb_of(act_word(d, i), &imperfect))
            return true;
    for (size_t i = lead; i < first; i++) {
        const struct act_verb *v = act_verb_of(act_word(d, i), &imperfect);
        if (v && (v->flags & ACT_REPORTS))
            return true;
    }
    return false;
}

// Quotations of four words and more that act.
static void quote_zones(struct arena *a, const struct doc *d, const struct statement_context *c,
                        struct zone_list *out)
{
    for (size_t i = 0; i < c->quote_count; i++) {
        const struct quote *q = &c->quotes[i];
        if (q->kind == QUOTE_INDIRECT || q->depth > 0)
            continue;
        struct zone z = {doc_token_at(d, q->at.start), doc_token_at(d, q->at.end), 0, false,
                         SIZE_MAX};
        z.lead = z.first;
        // At most six words of the same sentence before the opening mark.
        while (z.lead > 0 && z.first - z.lead < 7 && !is_stop(d, z.lead - 1) &&
               !d->tokens.v[z.lead].line_start && !doc_is_mark(d, z.lead - 1, S("،")))
            z.lead--;
        if (z.end - z.first >= 4 && quote_acts(d, z.first, z.end, z.lead))
            *vec_push(a, out) = z;
    }
}

static bool zone_before(const struct zone *x, const struct zone *y)
{
    return x->first < y->first;
}

static void sort_zones(struct zone_list *zones)
{
    for (size_t i = 1; i < zones->n; i++) // nearly sorted already: quotations, then lines
        for (size_t k = i; k > 0 && zone_before(&zones->v[k], &zones->v[k - 1]); k--) {
            struct zone swap = zones->v[k];
            zones->v[k] = zones->v[k - 1];
            zones->v[k - 1] = swap;
        }
}

// A line such as "وفي ما يأتي نص البيان:" with list items right behind it: then they are the
// statement and the rest is the newspaper's.
static bool announces_list(const struct doc *d, size_t first, size_t end)
{
    size_t next = end;
    if (end >= d->tokens.n || !doc_is_mark(d, end - 1, S(":")) ||
        !pass_list_mark(d, &next, d->tokens.n))
        return false;
    for (size_t i = first; i < end; i++)
        if (str_eq(d->tokens.v[i].stem, S("بيان")))
            return true;
    return false;
}

static size_t line_end(const struct doc *d, size_t first)
{
    size_t end = first + 1;
    while (end < d->tokens.n && !d->tokens.v[end].line_start)
        end++;
    return end;
}

// "صدر عن الديوان البيان الآتي: أمر …": what stands before the colon is the newspaper's.
static size_t behind_announcement(const struct doc *d, size_t first, size_t end)
{
    static const struct str words[] = {S_INIT("يلي"),
                                       S_INIT("ياتي"),
                                       S_INIT("الاتي"),
                                       S_INIT("التالي"),
                                       S_INIT("فيه"),
                                       S_INIT("البيان"),
                                       {0}};
    for (size_t i = first + 1; i + 3 < end && i < first + 24; i++)
        if (doc_is_mark(d, i, S(":")))
            return is_word_of(d->tokens.v[i - 1].norm, words) ? i + 1 : first;
    return first;
}

// The act verb of a line that announces a list ("وقد قرر المجلس ما يأتي:"); `before` in the items.
static size_t governor_of(const struct doc *d, size_t first, size_t end, size_t before)
{
    size_t start = first, last = SIZE_MAX;
    bool imperfect;
    if (pass_list_mark(d, &start, end))
        return before;
    // "يقرر" alone on its line, or a line that ends with a colon.
    if (!doc_is_mark(d, end - 1, S(":")) && end - first > 3)
        return SIZE_MAX;
    for (size_t i = first; i < end; i++) {
        const struct act_verb *v = act_verb_of(act_word(d, i), &imperfect);
        if (v)
            last = i; // a telling verb governs nothing, and hides what stands before it
    }
    return last;
}

struct clauses clauses_of(struct arena *a, const struct doc *d, const struct statement_context *c)
{
    struct zone_list zones = {0};
    quote_zones(a, d, c, &zones);
    bool quoted = zones.n >= 2, announced = false;
    for (size_t i = 0; i < d->tokens.n && !announced; i = line_end(d, i))
        announced = announces_list(d, i, line_end(d, i));
    if (!quoted)
        zones.n = 0;
    size_t governor = SIZE_MAX;
    for (size_t first = 0, end; first < d->tokens.n; first = end) {
        end = line_end(d, first);
        governor = governor_of(d, first, end, governor);
        size_t start = first;
        bool item = pass_list_mark(d, &start, end);
        bool counts = item || !(quoted || announced);
        start = behind_announcement(d, start, end);
        if (counts && start < end && !is_header(d, start, end))
            *vec_push(a, &zones) = (struct zone){start, end, start, item, governor};
    }
    sort_zones(&zones);
    struct clause_list out = {0};
    for (size_t i = 0; i < zones.n; i++)
        split_zone(a, d, &zones.v[i], &out);
    return (struct clauses){out.v, out.n};
}
