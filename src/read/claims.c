// claims: the claims of one text, and those that contradict each other; see claims.h.
//
// A claim is the clause behind a verb of saying and أن (or لا right behind the verb: "من يقول لا
// يوجد"), or behind a denial (نفى وجود …).  Its event is its first word of weight; a claim without
// one ("لا يوجد") speaks of the event before it in the sentence.  Two claims clash where the event
// is one, the polarity is not, both are held to be so, and what else they say agrees: never by the
// likeness of their words alone.
#include "base/vec.h"
#include "read/claims_int.h"
#include "text/background.h"

enum { CLAIMS_MAX = 200, SAYING_WINDOW = 10, CLAIM_CONTENT_MAX = 24 };
static const double EVENT_IDF = 2.0, CLASH_SHARE = 0.7; // of the smaller claim's weight

static bool is_one_of(struct str word, const struct str *list)
{
    for (; list->n; list++)
        if (str_eq(*list, word))
            return true;
    return false;
}

// A word without و or ف.
static struct str bare(const struct token *t)
{
    bool joined = str_starts(t->norm, S("و")) || str_starts(t->norm, S("ف"));
    return joined && t->norm.n > 6 ? str_drop(t->norm, 2) : t->norm;
}

static bool is_saying(const struct token *t)
{
    static const struct str verbs[] = {
        S_INIT("قال"),   S_INIT("قالت"),  S_INIT("يقول"),  S_INIT("تقول"),   S_INIT("اكد"),
        S_INIT("اكدت"),  S_INIT("يوكد"),  S_INIT("توكد"),  S_INIT("اعلن"),   S_INIT("اعلنت"),
        S_INIT("افاد"),  S_INIT("افادت"), S_INIT("ذكر"),   S_INIT("ذكرت"),   S_INIT("اضاف"),
        S_INIT("اضافت"), S_INIT("اوضح"),  S_INIT("اوضحت"), S_INIT("صرح"),    S_INIT("صرحت"),
        S_INIT("زعم"),   S_INIT("زعمت"),  S_INIT("ادعي"),  S_INIT("ادعت"),   S_INIT("اثبت"),
        S_INIT("اثبتت"), S_INIT("كشف"),   S_INIT("كشفت"),  S_INIT("شدد"),    S_INIT("شددت"),
        S_INIT("يري"),   S_INIT("تري"),   S_INIT("اعتبر"), S_INIT("اعتبرت"), S_INIT("رجح"),
        S_INIT("رجحت"),  S_INIT("موكدا"), S_INIT("موكده"), S_INIT("مضيفا"),  {0}};
    return is_one_of(t->norm, verbs) || is_one_of(bare(t), verbs);
}

static bool is_denying(const struct token *t)
{
    static const struct str verbs[] = {S_INIT("نفي"),
                                       S_INIT("نفت"),
                                       S_INIT("ينفي"),
                                       S_INIT("تنفي"),
                                       S_INIT("انكر"),
                                       S_INIT("انكرت"),
                                       {0}};
    return is_one_of(t->norm, verbs) || is_one_of(bare(t), verbs);
}

static bool is_that(const struct token *t)
{
    static const struct str that[] = {
        S_INIT("ان"),   S_INIT("انه"),   S_INIT("انها"), S_INIT("بان"),
        S_INIT("بانه"), S_INIT("بانها"), S_INIT("انهم"), {0}};
    return is_one_of(t->norm, that);
}

static bool is_negation(const struct token *t)
{
    static const struct str words[] = {S_INIT("لا"),   S_INIT("لم"),  S_INIT("لن"), S_INIT("ليس"),
                                       S_INIT("ليست"), S_INIT("عدم"), {0}};
    return is_one_of(t->norm, words);
}

// The end of the clause that starts at `from`: a comma, a quotation, a new verb of saying.
static size_t clause_end(const struct doc *d, size_t from, size_t end)
{
    size_t i = from + 1;
    while (i < end && d->tokens.v[i].kind != TOKEN_MARK &&
           !(is_saying(&d->tokens.v[i]) && str_starts(d->tokens.v[i].norm, S("و"))) &&
           !str_eq(d->tokens.v[i].norm, S("وبين")))
        i++;
    // A particle that leads on to what was cut off: "مستبعد ولـ".
    while (
        i > from + 1 &&
        (d->tokens.v[i - 1].norm.n <= 4 || d->tokens.v[i - 1].clitics.classes & CLASS_FUNCTION) &&
        d->tokens.v[i - 1].kind == TOKEN_WORD && !d->tokens.v[i - 1].clitics.verb)
        i--;
    return i;
}

static struct str base_of(const struct token *t)
{
    const struct clitics *k = &t->clitics;
    struct str s = str_drop(t->norm, (size_t)k->conjunction + k->preposition + k->article);
    return str_ends(s, S("ا")) && s.n > 8 ? str_take(s, s.n - 2) : s; // tanwin
}

// Words that only say that something is there.
static bool is_existence(const struct token *t)
{
    static const struct str words[] = {S_INIT("هناك"),
                                       S_INIT("يوجد"),
                                       S_INIT("توجد"),
                                       S_INIT("وجود"),
                                       S_INIT("ثمه"),
                                       S_INIT("صحه"),
                                       {0}};
    return is_one_of(t->norm, words) || is_one_of(bare(t), words);
}

static void judge(const struct doc *d, size_t first, size_t end, struct claim *c)
{
    static const struct str possible[] = {S_INIT("قد"),    S_INIT("ربما"),   S_INIT("يمكن"),
                                          S_INIT("محتمل"), S_INIT("احتمال"), {0}};
    static const struct str unlikely[] = {S_INIT("مستبعد"), S_INIT("مستبعده"), {0}};
    c->modality = S("asserted");
    for (size_t i = first; i < end; i++) {
        const struct token *t = &d->tokens.v[i];
        if (is_negation(t) && i < first + 4)
            c->negative = !c->negative;
        if (is_one_of(t->norm, possible) && i < first + 4)
            c->modality = S("possible");
        if (is_one_of(t->norm, unlikely)) {
            c->modality = S("unlikely");
            c->negative = true;
        }
        bool says = t->kind == TOKEN_WORD && !(t->clitics.classes & CLASS_FUNCTION) &&
                    !is_existence(t) && !is_negation(t) && !is_that(t);
        if (c->event.n == 0 && says && (double)background_idf(t->stem) >= EVENT_IDF)
            c->event = base_of(t);
    }
}

// Who holds it, where the reader of quotations found a speaker of a quotation that covers it.
static struct str holder_of(const struct claim *c, const struct quote *quotes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (quotes[i].at.start <= c->at.start + 8 && quotes[i].at.end >= c->at.start + 8)
            return quotes[i].speaker.name;
    return (struct str){0};
}

struct content {
    struct str skeletons[CLAIM_CONTENT_MAX];
    double weights[CLAIM_CONTENT_MAX], total;
    size_t n;
};

static struct content content_of(struct arena *a, const struct doc *d, const struct claim *c)
{
    struct content out = {.n = 0};
    for (size_t i = doc_token_at(d, c->at.start);
         i < d->tokens.n && d->tokens.v[i].end <= c->at.end && out.n < CLAIM_CONTENT_MAX; i++) {
        const struct token *t = &d->tokens.v[i];
        if (t->kind != TOKEN_WORD || t->clitics.classes & CLASS_FUNCTION || is_existence(t) ||
            is_negation(t) || is_that(t))
            continue;
        out.skeletons[out.n] = claim_skeleton(a, t);
        out.weights[out.n] = (double)background_idf(t->stem);
        out.total += out.weights[out.n++];
    }
    return out;
}

// تصب is أصابت: a short skeleton may keep the ت of the imperfect.
static bool is_one_word(struct str x, struct str y)
{
    if (x.n < y.n)
        return is_one_word(y, x);
    return str_eq(x, y) || (str_starts(x, S("ت")) && str_eq(str_drop(x, 2), y));
}

static double shared_weight(const struct content *x, const struct content *y)
{
    double shared = 0;
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            if (is_one_word(x->skeletons[i], y->skeletons[k])) {
                shared += x->weights[i];
                break;
            }
    return shared;
}

static bool do_clash(const struct claim *x, const struct content *in_x, const struct claim *y,
                     const struct content *in_y)
{
    if (x->negative == y->negative || !str_eq(x->event, y->event) || x->event.n == 0 ||
        str_eq(x->modality, S("possible")) || str_eq(y->modality, S("possible")))
        return false;
    double least = in_x->total < in_y->total ? in_x->total : in_y->total;
    return least <= 0 || shared_weight(in_x, in_y) >= CLASH_SHARE * least;
}

// Claims of more than CLAIMS_MAX are not looked at, so that the pairs stay few.
static void find_clashes(struct arena *a, const struct doc *d, struct claims *out)
{
    VEC(struct claim_clash) clashes = {0};
    struct content *contents = arena_new(a, struct content, out->count);
    for (size_t i = 0; i < out->count; i++) {
        contents[i] = content_of(a, d, &out->v[i]);
        for (size_t k = 0; k < i; k++)
            if (do_clash(&out->v[k], &contents[k], &out->v[i], &contents[i]))
                *vec_push(a, &clashes) = (struct claim_clash){k, i};
    }
    out->clashes = clashes.v;
    out->clash_count = clashes.n;
}

// The claim whose verb is token i of the sentence [.., end); false: none.  *next: where to go on.
static bool claim_at(const struct doc *d, size_t i, size_t end, struct claim *c, size_t *next)
{
    *next = i + 1;
    bool denies = is_denying(&d->tokens.v[i]);
    if (!denies && !is_saying(&d->tokens.v[i]))
        return false;
    size_t first = end;
    for (size_t k = i + 1; k < end && k <= i + SAYING_WINDOW && first == end; k++)
        if (is_that(&d->tokens.v[k]))
            first = k;
        else if (is_saying(&d->tokens.v[k]))
            break;
    if (first == end && i + 1 < end && is_negation(&d->tokens.v[i + 1]))
        first = i + 1;
    for (size_t k = i + 1; denies && k < end && k < i + 6 && first == end; k++)
        if (is_existence(&d->tokens.v[k])) // "نفى المتحدث وجود …"
            first = k;
    if (first == end)
        return false;
    size_t stop = clause_end(d, first, end);
    *c = (struct claim){
        .at = {d->tokens.v[first].start, d->tokens.v[stop - 1].end},
          .negative = denies
    };
    judge(d, first, stop, c);
    *next = stop;
    return stop > first + 1;
}

struct claims claims_read(struct arena *a, const struct doc *d, const struct quote *quotes,
                          size_t quote_count)
{
    VEC(struct claim) claims = {0};
    for (size_t s = 0; s < d->sentence_count; s++) {
        const struct sentence *sentence = &d->sentences[s];
        struct str event = {0};
        for (size_t i = sentence->first, next; i < sentence->end && claims.n < CLAIMS_MAX;
             i = next) {
            struct claim c;
            if (!claim_at(d, i, sentence->end, &c, &next))
                continue;
            if (c.event.n == 0)
                c.event = event;
            event = c.event;
            c.holder = holder_of(&c, quotes, quote_count);
            *vec_push(a, &claims) = c;
        }
    }
    struct claims out = {.v = claims.v, .count = claims.n};
    find_clashes(a, d, &out);
    return out;
}
