// statement_parties: the parties of a statement, and for each point who says it and who must do it.
//
// Two shapes of statement.  Joint: words such as الجانبان stand for all parties, which are
// countries named by their nisba (الجانب العراقي). Single: one body (المجلس، المحكمة) is the
// subject of most acts and gets an id; others come in as those on whom duties are laid.  An omitted
// subject is that of the point before.
#include "base/vec.h"
#include "read/statement_int.h"
#include "text/countries.h"

enum { PARTIES_MAX = 24, NAME_WORDS = 6, LEAD_TOKENS = 60 };

struct known_party {
    struct str id, name, head; // head noun, folded and bare; a country's is empty
    bool issuer;
    struct strs aliases;
};

struct parties {
    struct arena *a;
    const struct doc *d;
    struct known_party v[PARTIES_MAX];
    size_t n;
    bool joint;       // words for all parties occur
    struct strs last; // voice of the point before
    size_t numbered;  // P1, P2 … handed out
    bool court;       // the issuer judges: it refuses by a decision, and burdens nobody
};

static const struct str together[] = {S_INIT("الجانبان"),
                                      S_INIT("الجانبين"),
                                      S_INIT("الطرفان"),
                                      S_INIT("الطرفين"),
                                      S_INIT("الوفدان"),
                                      S_INIT("الوفدين"),
                                      S_INIT("الوفود"),
                                      S_INIT("البلدان"),
                                      S_INIT("البلدين"),
                                      S_INIT("الدولتان"),
                                      S_INIT("الدولتين"),
                                      S_INIT("الحكومتان"),
                                      S_INIT("الوزيران"),
                                      S_INIT("الرئيسان"),
                                      S_INIT("الزعيمان"),
                                      S_INIT("المؤتمرون"),
                                      S_INIT("الموتمرون"),
                                      S_INIT("الحاضرون"),
                                      S_INIT("الزعماء"),
                                      S_INIT("المجتمعون"),
                                      S_INIT("المشاركون"),
                                      S_INIT("القاده"),
                                      {0}};
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

// Bodies and offices: what speaks in official statements.  Folded, without the article.
static const struct str bodies[] = {
    S_INIT("مجلس"),   S_INIT("وزاره"),   S_INIT("هيئه"),       S_INIT("لجنه"),  S_INIT("حكومه"),
    S_INIT("اتحاد"),  S_INIT("نقابه"),   S_INIT("حزب"),        S_INIT("محكمه"), S_INIT("مكتب"),
    S_INIT("رئيس"),   S_INIT("رئاسه"),   S_INIT("وزير"),       S_INIT("امين"),  S_INIT("امانه"),
    S_INIT("ناطق"),   S_INIT("متحدث"),   S_INIT("مركز"),       S_INIT("بنك"),   S_INIT("شركه"),
    S_INIT("جمعيه"),  S_INIT("منظمه"),   S_INIT("موسسه"),      S_INIT("تحالف"), S_INIT("حركه"),
    S_INIT("جبهه"),   S_INIT("ديوان"),   S_INIT("مديريه"),     S_INIT("اداره"), S_INIT("جامعه"),
    S_INIT("سلطه"),   S_INIT("دائره"),   S_INIT("قياده"),      S_INIT("نيابه"), S_INIT("برلمان"),
    S_INIT("غرفه"),   S_INIT("مفوضيه"),  S_INIT("وكاله"),      S_INIT("سفاره"), S_INIT("بعثه"),
    S_INIT("رابطه"),  S_INIT("تنسيقيه"), S_INIT("تيار"),       S_INIT("كتله"),  S_INIT("ائتلاف"),
    S_INIT("جيش"),    S_INIT("جهاز"),    S_INIT("صندوق"),      S_INIT("بلديه"), S_INIT("محافظ"),
    S_INIT("محافظه"), S_INIT("جماعه"),   S_INIT("مصرف"),       S_INIT("مصلحه"), S_INIT("عماده"),
    S_INIT("ملك"),    S_INIT("امير"),    S_INIT("سلطان"),      S_INIT("قمه"),   S_INIT("موتمر"),
    S_INIT("مؤتمر"),  S_INIT("مكونات"),  S_INIT("تجمع"),       S_INIT("قوي"),   S_INIT("مؤسسه"),
    S_INIT("جهه"),    S_INIT("دوله"),    S_INIT("كونفدراليه"), S_INIT("عصبه"),  {0}};
static const struct str quantifiers[] = {
    S_INIT("كافه"), S_INIT("جميع"), S_INIT("كل"), S_INIT("سائر"), S_INIT("باقي"),
    S_INIT("بقيه"), S_INIT("لاي"),  S_INIT("اي"), S_INIT("علي"),  {0}};
static const struct str times[] = {S_INIT("اليوم"), S_INIT("امس"),    S_INIT("مساء"),
                                   S_INIT("صباح"),  S_INIT("الماضي"), {0}};

static struct strs one(struct arena *a, struct str id)
{
    struct str *v = arena_new(a, struct str, 1);
    v[0] = id;
    return (struct strs){v, 1};
}

static const struct token *token(const struct parties *p, size_t i)
{
    return &p->d->tokens.v[i];
}

static bool is_definite(struct str norm)
{
    return str_starts(norm, S("ال")) || str_starts(norm, S("لل")) || str_starts(norm, S("بال"));
}

static bool is_body(struct str norm);

// "المجلس | الأمانة العامة", "الاتحاد | الوزارة": a second head behind a definite one is the
// object.
static bool is_receiver(struct str norm)
{
    static const struct str others[] = {S_INIT("المجتمع"), S_INIT("الاطراف"),   S_INIT("الدول"),
                                        S_INIT("الشركات"), S_INIT("المواطنين"), S_INIT("الجهات"),
                                        S_INIT("الجميع"),  S_INIT("الفصائل"),   S_INIT("العاملين"),
                                        S_INIT("القوي"),   S_INIT("السلطات"),   {0}};
    return is_word_of(norm, others) || is_body(norm);
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
    bool definite = is_definite(token(p, i)->norm);
    while (k < end && k < i + NAME_WORDS && token(p, k)->kind == TOKEN_WORD &&
           (str_starts(token(p, k)->norm, S("ال")) ||
            (k > i + 1 && str_starts(token(p, k)->norm, S("لل")))) &&
           !is_word_of(token(p, k)->norm, no_heads) && !is_word_of(token(p, k)->norm, times) &&
           !(definite && is_receiver(token(p, k)->norm)))
        k++;
    return k;
}

// The word without و or ل and the article: للمحكمه، والمحكمه -> محكمه.
static struct str head_of(struct str norm)
{
    static const struct str prefixes[] = {S_INIT("وال"), S_INIT("بال"), S_INIT("فال"),
                                          S_INIT("ولل"), S_INIT("ال"),  S_INIT("لل"),
                                          S_INIT("ل")};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (str_starts(norm, prefixes[i]) && norm.n >= prefixes[i].n + 4)
            return str_drop(norm, prefixes[i].n);
    return norm;
}

static bool is_body(struct str norm)
{
    return is_word_of(norm, bodies) || is_word_of(head_of(norm), bodies);
}

// The whole name of a body from its head at token i: definite words, those joined by ل, and
// indefinite ones before a definite one.  The token behind it.
static size_t name_end(const struct doc *d, size_t i)
{
    size_t last = i;
    for (size_t k = i + 1; k < d->tokens.n && k < i + 8; k++) {
        const struct token *t = &d->tokens.v[k];
        bool joined = str_starts(t->norm, S("ل")) && is_body(t->norm);
        if (t->kind != TOKEN_WORD || t->line_start || is_word_of(t->norm, times) ||
            (t->clitics.classes & CLASS_FUNCTION) || (t->clitics.verb > 0 && k > i + 1))
            break;
        if (is_definite(t->norm))
            last = k;
        else if (t->clitics.preposition && !joined && !str_starts(t->norm, S("ل")))
            break;
    }
    return last + 1;
}

// Whether the phrase of tokens [first, end) names the party: one head, and the other words are of
// the known name (or one of the two is the head alone).
static bool is_named(const struct known_party *party, const struct doc *d, size_t first, size_t end)
{
    if (!str_eq(party->head, head_of(d->tokens.v[first].norm)))
        return false;
    if (end == first + 1 || !str_has(party->name, S(" ")))
        return true;
    struct str second = token_text(d->text, &d->tokens.v[first + 1]);
    if (str_starts(second, S("ال")))
        second = str_drop(second, 4);
    return str_has(party->name, second);
}

static void add_alias(struct parties *p, struct known_party *party, struct str name)
{
    for (size_t i = 0; i < party->aliases.n; i++)
        if (str_eq(party->aliases.v[i], name))
            return;
    struct str *v = arena_new(p->a, struct str, party->aliases.n + 1);
    for (size_t i = 0; i < party->aliases.n; i++)
        v[i] = party->aliases.v[i];
    v[party->aliases.n++] = name;
    party->aliases.v = v;
}

static struct known_party *new_party(struct parties *p, struct known_party fresh)
{
    if (p->n == PARTIES_MAX)
        return NULL;
    if (fresh.id.n == 0)
        fresh.id = arena_printf(p->a, "P%zu", ++p->numbered);
    p->v[p->n] = fresh;
    add_alias(p, &p->v[p->n], fresh.name);
    return &p->v[p->n++];
}

static struct known_party *add_country(struct parties *p, const struct country *c, bool issuer)
{
    for (size_t i = 0; i < p->n; i++) {
        if (!str_eq(p->v[i].id, c->code))
            continue;
        p->v[i].issuer |= issuer;
        return &p->v[i];
    }
    return new_party(p, (struct known_party){.id = c->code, .name = c->name, .issuer = issuer});
}

static struct known_party *known_body(struct parties *p, const struct doc *d, size_t first,
                                      size_t end)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].head.n && is_named(&p->v[i], d, first, end))
            return &p->v[i];
    return NULL;
}

// The body named by tokens [first, end) of d, made known where it is new.
static struct known_party *add_body(struct parties *p, const struct doc *d, size_t first,
                                    size_t end, bool issuer)
{
    static const struct str joined[] = {S_INIT("وال"), S_INIT("بال"), S_INIT("لل"), {0}};
    struct str raw = token_text(d->text, &d->tokens.v[first]);
    struct str name = str_sub(d->text, d->tokens.v[first].start, d->tokens.v[end - 1].end);
    if (str_starts(raw, S("لل")))
        name = arena_printf(p->a, "ال%.*s", STR_ARGS(str_drop(name, 4)));
    else if (str_starts(raw, joined[0]) || str_starts(raw, joined[1]))
        name = str_drop(name, 2);
    struct known_party *known = known_body(p, d, first, end);
    if (known) {
        known->issuer |= issuer;
        add_alias(p, known, name);
        if (name.n > known->name.n && name_end(d, first) == end)
            known->name = name;
        return known;
    }
    return new_party(p, (struct known_party){.name = name,
                                             .head = head_of(d->tokens.v[first].norm),
                                             .issuer = issuer});
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
            return add_country(p, c, issuer);
    }
    if (p->joint && issuer)
        return NULL; // an unknown subject in a joint statement is a topic, not a party
    return add_body(p, p->d, i, stop, issuer);
}

// Who only speaks for the body named behind: الناطق باسم، المركز الإعلامي لـ.
static bool is_spokesman(const struct doc *d, size_t i)
{
    static const struct str heads[] = {S_INIT("ناطق"), S_INIT("متحدث"), {0}};
    static const struct str press[] = {
        S_INIT("الاعلامي"), S_INIT("الصحفي"), S_INIT("الصحافي"), S_INIT("الاعلام"), {0}};
    return is_word_of(head_of(d->tokens.v[i].norm), heads) ||
           (i + 1 < d->tokens.n && is_word_of(d->tokens.v[i + 1].norm, press));
}

// The bodies that a title or the first lines name as the ones who speak.
static void find_issuer(struct parties *p, const struct doc *d, size_t limit)
{
    size_t spokesman = SIZE_MAX;
    for (size_t i = 0; i < d->tokens.n && i < limit; i++) {
        struct str head = head_of(d->tokens.v[i].norm);
        if (d->tokens.v[i].kind != TOKEN_WORD || !is_word_of(head, bodies))
            continue;
        size_t end = name_end(d, i);
        if (end == i + 1 && !is_definite(d->tokens.v[i].norm))
            continue;
        if (spokesman == SIZE_MAX && is_spokesman(d, i)) {
            spokesman = i;
            for (size_t k = i + 1; k < end; k++)
                if (is_body(d->tokens.v[k].norm))
                    end = k;
            i = end - 1;
            continue;
        }
        struct known_party *issuer = add_body(p, d, i, end, true);
        if (issuer && spokesman != SIZE_MAX)
            add_alias(p, issuer,
                      str_sub(d->text, d->tokens.v[spokesman].start, d->tokens.v[i - 1].end));
        p->court |= issuer && str_starts(head, S("محكمه"));
        return;
    }
    if (spokesman != SIZE_MAX)
        add_body(p, d, spokesman, name_end(d, spokesman), true);
}

// Whether all parties act together somewhere: الجانبان behind an act verb, or a joint title.
static bool is_joint(const struct doc *d, const struct doc *title)
{
    bool imperfect;
    for (size_t i = 0; i < title->tokens.n; i++)
        if (str_eq(title->tokens.v[i].stem, S("مشترك")))
            return true;
    for (size_t i = 0; i < d->tokens.n; i++) {
        if (str_eq(d->tokens.v[i].norm, S("نحن")))
            return true;
        for (size_t k = i > 2 ? i - 2 : 0; k < i && is_word_of(d->tokens.v[i].norm, together); k++)
            if (d->tokens.v[k].clitics.verb > 0 || act_verb_of(act_word(d, k), &imperfect))
                return true;
    }
    return false;
}

struct parties *parties_of(struct arena *a, const struct doc *d, struct str title)
{
    struct parties *p = arena_new(a, struct parties, 1);
    *p = (struct parties){.a = a, .d = d};
    struct doc head = doc_of_text(a, NULL, title);
    p->joint = is_joint(d, &head);
    if (!p->joint) {
        find_issuer(p, &head, head.tokens.n);
        if (p->n == 0)
            find_issuer(p, d, LEAD_TOKENS);
        return p;
    }
    for (size_t i = 0; i < head.tokens.n; i++) {
        const struct country *c = country_of_nisba(head.tokens.v[i].norm);
        if (!c)
            c = country_of_name(head.tokens.v[i].norm);
        if (c)
            add_country(p, c, true);
    }
    // Countries beside a party noun, or two adjectives side by side: البيان العراقي الأمريكي.
    for (size_t i = 0; i + 1 < d->tokens.n; i++) {
        const struct country *c = country_of_nisba(token(p, i + 1)->norm);
        bool paired = i + 2 < d->tokens.n && country_of_nisba(token(p, i + 2)->norm);
        bool party = is_party_noun(p, i) && agrees(p, i, i + 1);
        if (!c || !(party || paired || is_word_of(token(p, i)->norm, together)))
            continue;
        for (size_t k = i + 1; k < d->tokens.n && (c = country_of_nisba(token(p, k)->norm)); k++)
            add_country(p, c, true);
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

// A feminine verb has a feminine subject: "وألزمت مجلس النواب" has its subject from before.
static bool may_be_subject(const struct parties *p, size_t verb, size_t noun)
{
    bool imperfect;
    struct str word = act_word(p->d, verb);
    if (!act_verb_of(word, &imperfect))
        return true;
    bool feminine = imperfect ? str_starts(word, S("ت")) : str_ends(word, S("ت"));
    return feminine == str_ends(token(p, noun)->norm, S("ه")) || str_starts(word, S("ن"));
}

// The noun phrase behind a verb that takes an object is that object, not the subject, where its
// preposition follows at once and the speaker is known: "وتدعو المواطنين إلى".
static bool is_object(const struct parties *p, const struct clause *c, const struct act_found *f,
                      size_t noun)
{
    static const struct str prepositions[] = {S_INIT("الي"), S_INIT("علي"), {0}};
    size_t behind = phrase_end(p, noun, c->end);
    return f->flags & ACT_TAKES_OBJECT && behind > noun && behind < c->end &&
           (is_word_of(token(p, behind)->norm, prepositions) ||
            str_starts(token(p, behind)->norm, S("ب")));
}

// The subject behind the verb, or before it; NULL: none (*all: all parties).
static struct known_party *subject_of(struct parties *p, const struct clause *c,
                                      const struct act_found *f, size_t noun, bool *all)
{
    *all = false;
    if (noun >= c->end)
        return NULL;
    size_t stop = phrase_end(p, noun, c->end);
    struct known_party *known = stop > noun ? known_body(p, p->d, noun, stop) : NULL;
    bool joined = act_word(p->d, f->verb).n < token(p, f->verb)->norm.n;
    bool object = is_object(p, c, f, noun) && (p->joint ? joined : true);
    if (is_word_of(token(p, noun)->norm, together))
        return party_at(p, noun, c->end, true, all);
    if (object && p->last.n && !(known && known->issuer))
        return NULL;
    if (p->joint)
        return party_at(p, noun, c->end, true, all);
    if (known && known->issuer)
        return party_at(p, noun, c->end, true, all);
    bool first = p->n == 0;
    bool speaks = is_body(token(p, noun)->norm) && may_be_subject(p, f->verb, noun);
    return first || speaks ? party_at(p, noun, c->end, true, all) : NULL;
}

// Sets point->voice; the token behind the subject (behind the verb where it is omitted).
static size_t judge_voice(struct parties *p, const struct clause *c, const struct act_found *f,
                          struct point *point)
{
    bool all, imperfect;
    size_t after = f->verb < c->end ? f->verb + 1 : c->first;
    point->voice = default_voice(p);
    point->why.voice = p->joint ? "nobody is named: all parties" : "nobody is named: the issuer";
    if (f->impersonal || f->verb >= c->end)
        return after;
    // A promise by سـ or قد tells who will do it, not who says it; أمل and اعتزم are said.
    size_t said = f->object == f->verb + 1 && !act_verb_of(act_word(p->d, f->verb), &imperfect)
                      ? f->object
                      : f->verb;
    size_t noun = pass_adverbs(p, said + 1, c->end);
    if (!act_verb_of(act_word(p->d, said), &imperfect) && f->act != ACT_NARRATIVE) {
        size_t stop = noun < c->end ? phrase_end(p, noun, c->end) : noun;
        struct known_party *own = stop > noun ? known_body(p, p->d, noun, stop) : NULL;
        if (own && own->issuer && !p->joint) {
            point->voice = one(p->a, own->id);
            point->why.voice = "the issuer is named behind the verb";
        }
        return after;
    }
    struct known_party *who = subject_of(p, c, f, noun, &all);
    if (!who && !all && f->verb > c->first) { // subject before the verb
        size_t stop = phrase_end(p, c->first, f->verb);
        if (stop > c->first && (p->joint || is_body(token(p, c->first)->norm)))
            who = party_at(p, c->first, f->verb, true, &all);
    }
    if (!who && !all) {
        if (p->last.n && (f->verb == c->first || said == c->first + 1)) {
            point->voice = p->last;
            point->why.voice = "an omitted subject is that of the point before";
        }
        return noun;
    }
    point->voice = all ? one(p->a, S("joint")) : one(p->a, who->id);
    point->why.voice = all ? "a word for all parties (الجانبان …)" : "the subject of the verb";
    if (f->act != ACT_NARRATIVE || p->joint)
        p->last = point->voice;
    if (!all)
        return phrase_end(p, noun, c->end) > noun ? phrase_end(p, noun, c->end) : noun;
    for (noun++; noun < c->end && country_of_nisba(token(p, noun)->norm);)
        noun++; // الجانبان العراقي والتركي
    return noun;
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

// Emphasis on what is to be done: أهمية، ضرورة، حرص; the other nouns are feelings and views.
static bool is_action(struct str stem)
{
    static const struct str actions[] = {S_INIT("اهم"), S_INIT("ضرور"),  S_INIT("حرص"),
                                         S_INIT("حاج"), S_INIT("تاكيد"), {0}};
    for (size_t i = 0; actions[i].n; i++)
        if (str_starts(stem, actions[i]))
            return true;
    return false;
}

// Points that lay nothing on anybody: told, discussed, felt; facts; condemnations.
static bool is_without_burden(const struct parties *p, const struct act_found *f)
{
    bool fact = f->clause_complement && f->act != ACT_FUTURE_PROMISE;
    bool condemns = f->act == ACT_DEMAND && !(f->flags & ACT_TAKES_OBJECT);
    bool rules = p->court && f->act == ACT_DECISION && !(f->flags & ACT_TAKES_OBJECT);
    return f->act == ACT_NARRATIVE || f->act == ACT_DISCUSSION || fact || condemns || rules ||
           f->flags & ACT_EXPRESSES;
}

// The party on whom a demand or order is laid: its object.
static struct known_party *ordered_party(struct parties *p, const struct clause *c, size_t behind)
{
    bool all;
    size_t object = pass_adverbs(p, behind, c->end);
    while (object < c->end && is_word_of(token(p, object)->norm, quantifiers))
        object++;
    return party_at(p, object, c->end, false, &all);
}

// Who will do it is the subject of the promised verb: "من المقرر أن ترفع الأمانة العامة".
static struct known_party *promised_party(struct parties *p, const struct clause *c,
                                          const struct act_found *f)
{
    bool all;
    size_t noun = f->object < c->end ? f->object + 1 : f->verb + 1;
    if (noun < c->end && str_eq(token(p, noun - 1)->norm, S("المقرر")))
        noun += 2;
    bool body = noun < c->end && is_body(token(p, noun)->norm);
    return body ? party_at(p, noun, c->end, false, &all) : NULL;
}

// What emphasis lays on whom: nothing where it is a feeling, a country where one acts, else all.
static struct strs emphasis_burden(struct parties *p, const struct clause *c,
                                   const struct act_found *f, size_t behind, struct strs all_doers,
                                   bool one_sided)
{
    if (f->object < c->end && !is_action(token(p, f->object)->stem))
        return (struct strs){0};
    size_t from = f->object < c->end ? f->object : behind;
    const struct country *country = p->joint ? doer_country(p, from, c->end) : NULL;
    if (country)
        return one(p->a, country->code);
    return one_sided ? (struct strs){0} : all_doers;
}

static void judge_burden(struct parties *p, const struct clause *c, const struct act_found *f,
                         size_t behind, struct point *point)
{
    bool all, one_sided = point->voice.n == 1 && !str_eq(point->voice.v[0], S("joint"));
    struct strs all_parties = issuers(p);
    struct strs doers = one_sided || all_parties.n < 2 ? point->voice : all_parties;
    struct known_party *who = NULL;
    point->why.burden = "told, felt, discussed or a fact: nobody has to do anything";
    if (is_without_burden(p, f))
        return;
    if (f->flags & ACT_TAKES_OBJECT) {
        who = ordered_party(p, c, behind);
        point->burden = who ? one(p->a, who->id) : point->burden;
        point->why.burden =
            who ? "the one who is called upon" : "it is not said who is called upon";
        return;
    }
    // التزام الدول الأعضاء: the party behind the object noun; التزامهما: the speakers.
    if (f->act == ACT_COMMITMENT && f->object < c->end && !has_pronoun(token(p, f->object)->norm))
        who = party_at(p, f->object + 1, c->end, false, &all);
    else if (!p->joint && f->act == ACT_FUTURE_PROMISE && f->verb < c->end)
        who = promised_party(p, c, f);
    if (who) {
        point->burden = one(p->a, who->id);
        point->why.burden = "the one named as the doer";
    } else if (f->act == ACT_EMPHASIS) {
        point->burden = emphasis_burden(p, c, f, behind, doers, one_sided);
        point->why.burden =
            point->burden.n ? "who is to do what is stressed" : "a view: nobody has to do anything";
    } else if (f->act != ACT_HEDGE) {
        point->burden = doers;
        point->why.burden = "those who say it";
    } else {
        point->why.burden = "only possible: nobody has to do anything";
    }
}

// A court that refuses decides.
static bool is_refusal(const struct parties *p, const struct act_found *f)
{
    bool imperfect;
    const struct act_verb *v =
        f->verb < p->d->tokens.n ? act_verb_of(act_word(p->d, f->verb), &imperfect) : NULL;
    return v && str_eq(v->perfect, S("رفض"));
}

// "يلتزم جميع الأعضاء": a commitment said of others than the speaker is a duty laid on them.
static void lay_duty(struct parties *p, const struct clause *c, const struct act_found *f,
                     struct point *point)
{
    bool imperfect, all;
    if (p->joint || f->act != ACT_COMMITMENT || f->verb >= c->end)
        return;
    const struct act_verb *v = act_verb_of(act_word(p->d, f->verb), &imperfect);
    if (!v || !imperfect || !str_eq(v->perfect, S("التزم")))
        return;
    size_t noun = f->verb + 1;
    while (noun < c->end && is_word_of(token(p, noun)->norm, quantifiers))
        noun++;
    size_t stop = phrase_end(p, noun, c->end);
    struct known_party *known = stop > noun ? known_body(p, p->d, noun, stop) : NULL;
    if (stop == noun || (known && known->issuer) || is_body(token(p, noun)->norm))
        return;
    struct known_party *who = party_at(p, noun, c->end, false, &all);
    point->act = ACT_DEMAND;
    point->strength = f->strength > 1 ? f->strength - 1 : f->strength;
    point->voice = default_voice(p);
    point->burden = who ? one(p->a, who->id) : (struct strs){0};
    point->why.act = "a commitment said of others is a duty laid on them";
    point->why.voice = "nobody is named: the issuer";
    point->why.burden = "the subject of the verb";
}

void parties_judge(struct parties *p, struct arena *a, const struct clause *c,
                   const struct act_found *f, struct point *point)
{
    (void)a;
    size_t behind = judge_voice(p, c, f, point);
    if (p->court && is_refusal(p, f)) {
        point->act = ACT_DECISION;
        point->strength = 5;
        point->why.act = "a court that refuses decides";
        point->why.strength = "that of a decision";
    } else {
        judge_burden(p, c, f, behind, point);
    }
    lay_duty(p, c, f, point);
    if (f->act == ACT_NARRATIVE && f->marker.n == 0) {
        point->voice = (struct strs){0};
        point->why.voice = "no marker, no voice";
    }
}

void parties_store(const struct parties *p, struct statement *s)
{
    s->parties = arena_new(p->a, struct party, p->n);
    s->party_count = p->n;
    for (size_t i = 0; i < p->n; i++)
        s->parties[i] = (struct party){p->v[i].id, p->v[i].name, p->v[i].aliases};
}
