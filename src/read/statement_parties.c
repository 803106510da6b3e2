// statement_parties: the parties of a statement, and for each point who says it and who must do it.
//
// Two shapes of statement.  Joint: words such as الجانبان stand for all parties, which are
// countries named by their nisba (الجانب العراقي). Single: one body (المجلس، المحكمة) is the
// subject of most acts and gets an id; others come in as those on whom duties are laid.  An omitted
// subject is that of the point before.
#include "base/vec.h"
#include "read/statement_int.h"
#include "text/countries.h"

enum { PARTIES_MAX = 24, NAME_WORDS = 6 };

struct known_party {
    struct str id, name, stem; // stem of the head noun; a country's is empty
    bool issuer;
};

struct parties {
    struct arena *a;
    const struct doc *d;
    struct known_party v[PARTIES_MAX];
    size_t n;
    bool joint;       // words for all parties occur
    struct strs last; // voice of the point before
    size_t numbered;  // P1, P2 … handed out
};

static const struct str together[] = {
    S_INIT("الجانبان"),  S_INIT("الجانبين"),  S_INIT("الطرفان"),  S_INIT("الطرفين"),
    S_INIT("الوفدان"),   S_INIT("الوفدين"),   S_INIT("الوفود"),   S_INIT("البلدان"),
    S_INIT("البلدين"),   S_INIT("الدولتان"),  S_INIT("الدولتين"), S_INIT("الحكومتان"),
    S_INIT("الوزيران"),  S_INIT("الرئيسان"),  S_INIT("الزعيمان"), S_INIT("الاطراف"),
    S_INIT("المجتمعون"), S_INIT("المشاركون"), S_INIT("القاده"),   {0}};
// Nouns whose nisba names a party: الجانب العراقي، الحكومة التركية، الوفد.
static const struct str party_nouns[] = {S_INIT("جانب"), S_INIT("وفد"),   S_INIT("طرف"),
                                         S_INIT("حكوم"), S_INIT("ممثل"),  S_INIT("ممثلون"),
                                         S_INIT("وزير"), S_INIT("وزار"),  S_INIT("رئيس"),
                                         S_INIT("دول"),  S_INIT("مسؤول"), {0}};
// Words between a verb and its subject.
static const struct str adverbs[] = {S_INIT("ايضا"),
                                     S_INIT("كذلك"),
                                     S_INIT("مجددا"),
                                     S_INIT("كما"),
                                     S_INIT("بدوره"),
                                     S_INIT("بدورها"),
                                     {0}};

static struct strs one(struct arena *a, struct str id)
{
    struct str *v = arena_new(a, struct str, 1);
    v[0] = id;
    return (struct strs){v, 1};
}

static struct known_party *add_party(struct parties *p, struct known_party fresh)
{
    for (size_t i = 0; i < p->n; i++) {
        bool same = fresh.stem.n ? str_eq(p->v[i].stem, fresh.stem) : str_eq(p->v[i].id, fresh.id);
        if (same) {
            p->v[i].issuer |= fresh.issuer;
            return &p->v[i];
        }
    }
    if (p->n == PARTIES_MAX)
        return NULL;
    if (fresh.id.n == 0)
        fresh.id = arena_printf(p->a, "P%zu", ++p->numbered);
    p->v[p->n] = fresh;
    return &p->v[p->n++];
}

static const struct token *token(const struct parties *p, size_t i)
{
    return &p->d->tokens.v[i];
}

static bool is_definite(struct str norm)
{
    return str_starts(norm, S("ال")) || str_starts(norm, S("لل")) || str_starts(norm, S("بال"));
}

// A noun phrase that may name a party, from token i: its head, then definite words, or an
// indefinite head before a definite one (مجلس النواب، شركات الشحن).  The token behind it; i: none.
static size_t phrase_end(const struct parties *p, size_t i, size_t end)
{
    static const struct str no_heads[] = {S_INIT("علي"), S_INIT("الي"), S_INIT("عن"), S_INIT("في"),
                                          S_INIT("ان"),  S_INIT("من"),  S_INIT("مع"), {0}};
    if (i >= end || token(p, i)->kind != TOKEN_WORD || is_word_of(token(p, i)->norm, no_heads))
        return i;
    size_t k = i + 1;
    if (!is_definite(token(p, i)->norm) && (k >= end || !is_definite(token(p, k)->norm)))
        return i;
    while (k < end && k < i + NAME_WORDS && token(p, k)->kind == TOKEN_WORD &&
           str_starts(token(p, k)->norm, S("ال")) && !is_word_of(token(p, k)->norm, no_heads))
        k++;
    return k;
}

static struct str phrase_text(const struct parties *p, size_t first, size_t end)
{
    return str_sub(p->d->text, token(p, first)->start, token(p, end - 1)->end);
}

static bool is_party_noun(const struct parties *p, size_t i)
{
    return is_word_of(token(p, i)->stem, party_nouns);
}

// A feminine noun takes a feminine adjective: الحكومة السودانية is a party, حكومة السوداني is a
// man's.
static bool agrees(const struct parties *p, size_t noun, size_t adjective)
{
    return !str_ends(token(p, noun)->norm, S("ه")) || str_ends(token(p, adjective)->norm, S("ه"));
}

// The party that stands at token i, made known where it is new; NULL: none, or all (*all).
static struct known_party *party_at(struct parties *p, size_t i, size_t end, bool issuer, bool *all)
{
    *all = false;
    if (i >= end)
        return NULL;
    if (is_word_of(token(p, i)->norm, together) ||
        (str_starts(token(p, i)->norm, S("و")) &&
         is_word_of(str_drop(token(p, i)->norm, 2), together))) {
        *all = true;
        return NULL;
    }
    size_t stop = phrase_end(p, i, end);
    if (stop == i)
        return NULL;
    for (size_t k = i; k < stop; k++) {
        const struct country *c = p->joint ? country_of_nisba(token(p, k)->norm) : NULL;
        if (c && is_party_noun(p, i) && agrees(p, i, k))
            return add_party(
                p, (struct known_party){.id = c->code, .name = c->name, .issuer = issuer});
    }
    if (p->joint && issuer)
        return NULL; // an unknown subject in a joint statement is a topic, not a party
    return add_party(p, (struct known_party){.name = phrase_text(p, i, stop),
                                             .stem = token(p, i)->stem,
                                             .issuer = issuer});
}

struct parties *parties_of(struct arena *a, const struct doc *d, struct str title)
{
    struct parties *p = arena_new(a, struct parties, 1);
    *p = (struct parties){.a = a, .d = d};
    (void)title;
    for (size_t i = 0; i < d->tokens.n; i++)
        p->joint |= is_word_of(d->tokens.v[i].norm, together);
    if (!p->joint)
        return p;
    // Countries beside a party noun, or two adjectives side by side: البيان العراقي الأمريكي.
    for (size_t i = 0; i + 1 < d->tokens.n; i++) {
        const struct country *c = country_of_nisba(token(p, i + 1)->norm);
        bool paired = i + 2 < d->tokens.n && country_of_nisba(token(p, i + 2)->norm);
        bool party = is_party_noun(p, i) && agrees(p, i, i + 1);
        if (!c || !(party || paired || is_word_of(token(p, i)->norm, together)))
            continue;
        for (size_t k = i + 1; k < d->tokens.n && (c = country_of_nisba(token(p, k)->norm)); k++)
            add_party(p, (struct known_party){.id = c->code, .name = c->name, .issuer = true});
    }
    return p;
}

static struct strs issuers(struct parties *p)
{
    VEC(struct str) out = {0};
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].issuer)
            *vec_push(p->a, &out) = p->v[i].id;
    return (struct strs){out.v, out.n};
}

static struct strs default_voice(struct parties *p)
{
    if (p->joint)
        return one(p->a, S("joint"));
    struct strs all = issuers(p);
    return all.n ? one(p->a, all.v[0]) : all;
}

static size_t pass_adverbs(const struct parties *p, size_t i, size_t end)
{
    while (i < end && is_word_of(token(p, i)->norm, adverbs))
        i++;
    return i;
}

// "ودعت البلديات إلى": و, a verb that takes an object, and one noun only before its preposition:
// the subject is that of the clause before.
static bool is_subject_omitted(const struct parties *p, const struct clause *c,
                               const struct act_found *f, size_t subject)
{
    static const struct str prepositions[] = {S_INIT("الي"), S_INIT("علي"), {0}};
    bool joined = act_word(p->d, f->verb).n < token(p, f->verb)->norm.n;
    size_t behind = phrase_end(p, subject, c->end);
    return joined && p->last.n && f->flags & ACT_TAKES_OBJECT && behind > subject &&
           behind < c->end &&
           (is_word_of(token(p, behind)->norm, prepositions) ||
            str_starts(token(p, behind)->norm, S("ب")));
}

// Sets point->voice; the token behind the subject (behind the verb where it is omitted).
static size_t judge_voice(struct parties *p, const struct clause *c, const struct act_found *f,
                          struct point *point)
{
    bool all;
    size_t after = f->verb < c->end ? f->verb + 1 : c->first;
    bool promise = f->act == ACT_FUTURE_PROMISE || f->act == ACT_HEDGE;
    if (!f->impersonal && f->verb < p->d->tokens.n && !promise &&
        !str_eq(act_word(p->d, f->verb), S("علي"))) {
        size_t subject = pass_adverbs(p, after, c->end > after ? c->end : after);
        if (is_subject_omitted(p, c, f, subject)) {
            point->voice = p->last;
            return after;
        }
        struct known_party *who = party_at(p, subject, c->end, true, &all);
        if (!who && !all && f->verb > c->first) // subject before the verb
            who = party_at(p, c->first, f->verb, true, &all);
        if (who || all) {
            point->voice = all ? one(p->a, S("joint")) : one(p->a, who->id);
            p->last = point->voice;
            size_t stop = phrase_end(p, subject, c->end);
            return stop > subject ? stop : subject + all;
        }
        if (p->last.n && f->verb == c->first) {
            point->voice = p->last;
            return after;
        }
    }
    point->voice = default_voice(p);
    return after;
}

// A country that acts inside the clause: a verbal noun with its nisba or name behind it (المشاركة
// العراقية، استمرار العراق في).
static const struct country *doer_country(const struct parties *p, size_t first, size_t end)
{
    for (size_t i = first; i + 1 < end && i < first + 6; i++) {
        const struct country *c = country_of_name(token(p, i + 1)->norm);
        if (!c)
            c = country_of_nisba(token(p, i + 1)->norm);
        for (size_t k = 0; c && k < p->n; k++)
            if (str_eq(p->v[k].id, c->code))
                return c;
    }
    return NULL;
}

// التزامها، عزمهما: no noun of commitment ends so by itself.
static bool has_pronoun(struct str norm)
{
    return str_ends(norm, S("ه")) || str_ends(norm, S("ها")) || str_ends(norm, S("هم")) ||
           str_ends(norm, S("هما"));
}

static void judge_burden(struct parties *p, const struct clause *c, const struct act_found *f,
                         size_t behind, struct point *point)
{
    bool all, one_sided = point->voice.n == 1 && !str_eq(point->voice.v[0], S("joint"));
    struct strs all_parties = issuers(p);
    struct strs doers = one_sided || all_parties.n < 2 ? point->voice : all_parties;
    bool fact = f->clause_complement && f->act != ACT_FUTURE_PROMISE;
    if (f->act == ACT_NARRATIVE || f->act == ACT_DISCUSSION || fact)
        return;
    if (f->flags & ACT_TAKES_OBJECT) {
        struct known_party *who = party_at(p, pass_adverbs(p, behind, c->end), c->end, false, &all);
        if (who)
            point->burden = one(p->a, who->id);
        return;
    }
    // التزام الدول الأعضاء: the party behind the object noun; التزامهما: the speakers.
    if (f->act == ACT_COMMITMENT && f->object < c->end) {
        struct known_party *who = has_pronoun(token(p, f->object)->norm)
                                      ? NULL
                                      : party_at(p, f->object + 1, c->end, false, &all);
        point->burden = who ? one(p->a, who->id) : doers;
        return;
    }
    if (f->act == ACT_EMPHASIS || f->act == ACT_FUTURE_PROMISE || f->act == ACT_DECISION) {
        size_t from = f->object < c->end ? f->object : behind;
        const struct country *country = p->joint ? doer_country(p, from, c->end) : NULL;
        if (country && f->act == ACT_EMPHASIS) {
            point->burden = one(p->a, country->code);
            return;
        }
    }
    if (f->act == ACT_EMPHASIS && one_sided)
        return;
    if (f->act != ACT_HEDGE)
        point->burden = doers;
}

void parties_judge(struct parties *p, struct arena *a, const struct clause *c,
                   const struct act_found *f, struct point *point)
{
    (void)a;
    size_t behind = judge_voice(p, c, f, point);
    judge_burden(p, c, f, behind, point);
    if (f->act == ACT_NARRATIVE && f->marker.n == 0)
        point->voice = (struct strs){0};
}

void parties_store(const struct parties *p, struct statement *s)
{
    s->parties = arena_new(p->a, struct party, p->n);
    s->party_count = p->n;
    for (size_t i = 0; i < p->n; i++)
        s->parties[i] = (struct party){p->v[i].id, p->v[i].name, one(p->a, p->v[i].name)};
}
