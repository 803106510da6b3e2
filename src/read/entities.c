// entities: see entities.h.
//
// The tagger follows a convention that leaves out what a reader of news asks for first: ministries,
// governments, armies.  They are built by a grammar without surprises (وزارة + subject + adjective
// of nationality), and what is coordinated is told apart by text/coordinate.h.  Merging is in
// entities_merge.c.
#include <string.h>

#include "base/map.h"
#include "read/entities_int.h"
#include "read/ner_cache.h"
#include "text/background.h"
#include "text/coordinate.h"
#include "text/fold.h"

enum { LETTER = 2, ADJECTIVES_MAX = 3 };

// Bodies of the state that are named only together with a nationality, folded.
static const struct str single_bodies[] = {
    S_INIT("الحكومه"),  S_INIT("الجيش"),    S_INIT("البرلمان"),    S_INIT("الشرطه"),
    S_INIT("الخارجيه"), S_INIT("الداخليه"), S_INIT("الاستخبارات"), S_INIT("المخابرات"),
    S_INIT("الرئاسه"),  S_INIT("الاداره"),  S_INIT("النيابه"),     S_INIT("السفاره"),
    S_INIT("الكنيست"),  S_INIT("الكونغرس"), S_INIT("البحريه"),     S_INIT("السلطه"),
};

// Adjectives that belong to the name of an organisation, beside nationalities.  Folded.
static const struct str body_attributes[] = {
    S_INIT("الدولي"),   S_INIT("الدوليه"),   S_INIT("العالمي"), S_INIT("العالميه"),
    S_INIT("الوطني"),   S_INIT("الوطنيه"),   S_INIT("المركزي"), S_INIT("المركزيه"),
    S_INIT("الاتحادي"), S_INIT("الاتحاديه"), S_INIT("العالي"),  S_INIT("العلمي"),
};

// A word as it is looked up, without what is written onto it.
static struct str base_of(struct arena *a, const struct ner_text *t, size_t i)
{
    struct name_forms f = name_forms_of(a, t->d->tokens.v[i].norm);
    size_t form = t->types[i]->word.form;
    return f.v[form < f.n ? form : 0];
}

// An adjective that may end the name of a body, with the article and no clitic: الأمريكية.
static bool is_adjective(const struct ner_text *t, size_t i)
{
    struct str norm = t->d->tokens.v[i].norm;
    if (str_is_in(norm, body_attributes, COUNT_OF(body_attributes)))
        return true;
    return text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_NATION)) && str_starts(norm, S("ال")) &&
           (str_ends(norm, S("ي")) || str_ends(norm, S("يه")));
}

static bool is_joined_adjective(const struct ner_text *t, size_t i)
{
    return text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_NATION)) &&
           str_starts(t->d->tokens.v[i].norm, S("وال"));
}

// `at` is behind a name of an organisation: past the adjectives that belong to it.
static size_t past_adjectives(const struct ner_text *t, size_t at, size_t end)
{
    size_t first = at;
    while (at < end && at < first + ADJECTIVES_MAX && is_adjective(t, at))
        at++;
    while (at > first && at < end && at < first + ADJECTIVES_MAX && is_joined_adjective(t, at))
        at++;
    return at;
}

// وزير الخارجية العراقي: the minister is Iraqi, no body called الخارجية العراقي is named.
static bool agrees(struct str body, struct str adjective)
{
    bool feminine = str_ends(body, S("ه")) || str_ends(body, S("ات"));
    return feminine == str_ends(adjective, S("ه"));
}

// The end of a body of the state that begins at token i, 0: none does.
static size_t body_end(struct arena *a, const struct ner_text *t, size_t i, size_t end)
{
    const struct gazetteer_hit *hit = &t->hits[i];
    if (!text_is_word(t, i))
        return 0;
    if (hit->words > 1 && (hit->begin & GAZETTEER_BIT(GAZETTEER_BODY)))
        return past_adjectives(t, i + hit->words, end);
    struct str base = base_of(a, t, i);
    if (str_is_in(base, single_bodies, COUNT_OF(single_bodies))) {
        size_t to = past_adjectives(t, i + 1, end);
        return to > i + 1 && agrees(base, t->d->tokens.v[i + 1].norm) ? to : 0;
    }
    bool ministry = str_eq(base, S("وزاره")) || str_eq(base, S("وزارتي")) ||
                    str_eq(base, S("وزارتا")) || str_eq(base, S("وزارات"));
    if (!ministry || i + 1 >= end || !text_is_word(t, i + 1) ||
        !str_starts(t->d->tokens.v[i + 1].norm, S("ال")))
        return 0;
    size_t to = i + 2;
    // وزارة التربية والتعليم; of two ministries each has its own subject.
    if (to < end && text_is_word(t, to) && str_starts(t->d->tokens.v[to].norm, S("وال")) &&
        !is_joined_adjective(t, to) && text_has_class(t, to, GAZETTEER_BIT(GAZETTEER_SUBJECT)))
        to++;
    return past_adjectives(t, to, end);
}

// A listed name of several words that can be nothing but an organisation.
static size_t listed_end(const struct ner_text *t, size_t i)
{
    const uint32_t orgs = GAZETTEER_BIT(GAZETTEER_ORG) | GAZETTEER_BIT(GAZETTEER_MEDIA) |
                          GAZETTEER_BIT(GAZETTEER_COMPANY);
    const struct gazetteer_hit *hit = &t->hits[i];
    bool only = (hit->begin & orgs) != 0 && (hit->begin & ~orgs) == 0;
    return only && hit->words > 1 ? i + hit->words : 0;
}

static bool is_verb(const struct ner_text *t, size_t i)
{
    const struct clitics *c = &t->d->tokens.v[i].clitics;
    return text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_CUE)) || c->verb > 30;
}

// Why a last name that is also a nationality is a name here, NULL: it is none.  Behind a feminine
// construct the adjective would be feminine (حكومة السوداني, but الحكومة السودانية); behind a verb
// there is nothing that it agrees with (أكد السوداني أن); a name whose last word is no last name
// goes on to it (محمد شياع السوداني).
static const char *name_of_nationality(struct arena *a, const struct ner_text *t,
                                       const uint8_t *tags, size_t i)
{
    struct str norm = t->d->tokens.v[i].norm;
    if (!text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_FAMILY)) || !is_adjective(t, i) ||
        !str_ends(norm, S("ي")) || i == 0 || !text_is_word(t, i - 1) || NER_IS_INSIDE(tags[i]))
        return NULL;
    struct str before = base_of(a, t, i - 1);
    struct str raw = token_text(t->d->text, &t->d->tokens.v[i - 1]);
    if (str_ends(raw, S("ة")) && !str_starts(before, S("ال")) && before.n > 3 * LETTER)
        return "last name where a nationality would be feminine";
    if (tags[i - 1] == NER_INSIDE(ENTITY_PERSON) &&
        !text_has_class(t, i - 1, GAZETTEER_BIT(GAZETTEER_FAMILY)))
        return "last name behind a person's other names";
    bool goes_on = i + 1 < t->d->tokens.n && tags[i + 1] == NER_BEGIN(ENTITY_PERSON);
    return is_verb(t, i - 1) && !goes_on ? "last name behind a verb" : NULL;
}

// Puts a mention over what it covers; what sticks out of it is left.
static void cover(uint8_t *tags, size_t first, size_t end, size_t n, enum entity_type type)
{
    for (size_t i = first; i < end; i++)
        tags[i] = (uint8_t)(i == first ? NER_BEGIN(type) : NER_INSIDE(type));
    for (size_t i = end; i < n && NER_IS_INSIDE(tags[i]); i++)
        tags[i] = NER_OUT;
}

// Does a name of a person or place begin before `first` and reach into [first, end)?
static bool is_torn(const uint8_t *tags, size_t first)
{
    return NER_IS_INSIDE(tags[first]) && NER_TYPE(tags[first]) == ENTITY_PERSON;
}

// A name of a person does not end in a particle: "أورسولا فون دير" goes on to "لاين".
// WORD_COMMON: documents of 10,161; a word in more of them is taken for the next word of the
// sentence.
enum { WORD_COMMON = 300 };
static const struct str particles[] = {S_INIT("ابن"), S_INIT("ابو"), S_INIT("بن"),  S_INIT("دا"),
                                       S_INIT("دو"),  S_INIT("دوس"), S_INIT("دي"),  S_INIT("دير"),
                                       S_INIT("ديل"), S_INIT("عبد"), S_INIT("فان"), S_INIT("فون")};

static void extend_past_particles(const struct ner_text *t, size_t first, size_t end, uint8_t *out)
{
    for (size_t i = first; i + 1 < end; i++) {
        const struct token *now = &t->d->tokens.v[i], *next = now + 1;
        bool person = out[i] != NER_OUT && NER_TYPE(out[i]) == ENTITY_PERSON;
        if (person && out[i + 1] == NER_OUT && text_is_word(t, i + 1) && next->arabic &&
            str_is_in(now->norm, particles, COUNT_OF(particles)) &&
            background_word_df(next->norm) < WORD_COMMON)
            out[i + 1] = NER_INSIDE(ENTITY_PERSON);
    }
}

// The last word of a person's full name is the person wherever it stands, with the particles before
// it (فون دير لاين), if it is a rare word.
enum { LAST_NAME_COMMON = 100 };
static void find_last_names(struct mentions *m, const struct ner_text *t, uint8_t *out)
{
    struct map last;
    map_init(&last, m->a, 0);
    const struct token *v = t->d->tokens.v;
    for (size_t i = 1; i < t->d->tokens.n; i++) {
        bool ends = out[i] == NER_INSIDE(ENTITY_PERSON) &&
                    (i + 1 == t->d->tokens.n || out[i + 1] != NER_INSIDE(ENTITY_PERSON));
        if (ends && v[i].norm.n > 3 * LETTER && background_word_df(v[i].norm) < LAST_NAME_COMMON)
            *map_at(&last, v[i].norm, 1) = 1;
    }
    for (size_t i = 0; last.count && i < t->d->tokens.n; i++) {
        if (out[i] != NER_OUT || !text_is_word(t, i) ||
            (map_get(&last, v[i].norm) == MAP_NONE &&
             map_get(&last, base_of(m->a, t, i)) == MAP_NONE))
            continue;
        size_t first = i;
        while (first > 0 && out[first - 1] == NER_OUT &&
               str_is_in(v[first - 1].norm, particles, COUNT_OF(particles)))
            first--;
        cover(out, first, i + 1, t->d->tokens.n, ENTITY_PERSON);
        if (m->rules)
            m->rules[first] = "last name of a person named in full";
    }
}

// A name that a rule knows to begin at a token.
struct ruled {
    size_t first, end; // tokens; end 0: none
    enum entity_type type;
    const char *rule;
};

// An organisation as grammar and lists know it.
static struct ruled ruled_organisation(struct arena *a, const struct ner_text *t,
                                       const uint8_t *tags, size_t i, size_t end)
{
    size_t to = body_end(a, t, i, end), listed = listed_end(t, i);
    const char *rule = "body of the state and its nationality";
    if (listed && listed >= to) {
        to = past_adjectives(t, listed, end);
        rule = "listed organisation";
    }
    size_t pair = text_is_word(t, i) ? pair_end(a, t, tags, i, end) : 0;
    if (pair > to) {
        to = past_adjectives(t, pair, end);
        rule = "organisations with one head";
    }
    if (!to && tags[i] == NER_BEGIN(ENTITY_ORG) &&
        text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_ORG_HEAD))) {
        for (to = i + 1; to < end && tags[to] == NER_INSIDE(ENTITY_ORG);)
            to++;
        to = past_adjectives(t, to, end);
        rule = NULL;
    }
    if (to <= i || is_torn(tags, i))
        return (struct ruled){0};
    while (to < end && tags[to] == NER_INSIDE(ENTITY_ORG))
        to++;
    return (struct ruled){i, to, ENTITY_ORG, rule};
}

// The name that begins at token i by a rule or, where i names it, behind a mark.
static struct ruled ruled_name(struct arena *a, const struct ner_text *t, const uint8_t *tags,
                               size_t i, size_t end)
{
    struct ruled org = ruled_organisation(a, t, tags, i, end);
    size_t to = named_end(a, t, i, end);
    if (to > org.end && !is_torn(tags, i))
        return (struct ruled){i, to, ENTITY_OTHER, "event, treaty or meeting by its form"};
    if (org.end)
        return org;
    const char *rule = name_of_nationality(a, t, tags, i);
    if (rule) {
        size_t first = i;
        while (first > 0 && tags[first - 1] == NER_INSIDE(ENTITY_PERSON))
            first--;
        first -= first < i;
        return (struct ruled){first, i + 1, ENTITY_PERSON, rule};
    }
    struct token_span marked = named_in_marks(t, i, end);
    if (marked.end && tags[marked.first] == NER_OUT)
        return (struct ruled){marked.first, marked.end, ENTITY_OTHER,
                              "in marks behind a word of naming"};
    return (struct ruled){0};
}

// The tags of the product: bodies of the state, listed organisations, events and treaties added.
static uint8_t *product_tags(struct mentions *m, const struct ner_text *t, const uint8_t *tags)
{
    size_t n = t->d->tokens.n;
    uint8_t *out = arena_new(m->a, uint8_t, n + 1);
    memcpy(out, tags, n);
    for (size_t s = 0; s < t->d->sentence_count; s++) {
        size_t end = t->d->sentences[s].end;
        extend_past_particles(t, t->d->sentences[s].first, end, out);
        for (size_t i = t->d->sentences[s].first; i < end; i++) {
            struct ruled name = ruled_name(m->a, t, out, i, end);
            if (!name.end)
                continue;
            cover(out, name.first, name.end, n, name.type);
            if (m->rules)
                m->rules[name.first] = name.rule;
            if (name.first == i && name.type != ENTITY_PERSON)
                i = name.end - 1;
        }
    }
    find_last_names(m, t, out);
    return out;
}

// --- reading ---

static bool is_quotation_mark(struct str raw)
{
    static const struct str marks[] = {S_INIT("\""), S_INIT("«"), S_INIT("»"), S_INIT("“"),
                                       S_INIT("”")};
    return str_is_in(raw, marks, COUNT_OF(marks));
}

// A name that ends before the mark is closed is shown without it: تنظيم "داعش".
static bool has_open_mark(const struct ner_text *t, struct token_span at)
{
    size_t marks = 0;
    for (size_t i = at.first; i < at.end; i++)
        marks += is_quotation_mark(token_text(t->d->text, &t->d->tokens.v[i]));
    return marks % 2;
}

// The first word of a name, without what is written in front of it: as the lists of names have it,
// else, where they know no form of it, as the splitter says (بالنفيضة), if it sees an article.
static struct str first_word_display(struct arena *a, const struct ner_text *t, size_t i)
{
    const struct token *token = &t->d->tokens.v[i];
    const struct clitics *c = &token->clitics;
    struct str raw = token_text(t->d->text, token);
    size_t form = t->types[i]->word.form;
    bool split = (c->article || c->swallowed) && (c->conjunction || c->preposition);
    return form == 0 && split ? clitic_display(a, raw, c) : name_display(a, raw, token->norm, form);
}

struct str token_span_display(struct arena *a, const struct ner_text *t, struct token_span at)
{
    struct buf out = {0};
    bool open = has_open_mark(t, at);
    for (size_t i = at.first; i < at.end; i++) {
        const struct token *token = &t->d->tokens.v[i];
        struct str raw = token_text(t->d->text, token);
        bool mark = token->kind == TOKEN_MARK;
        bool apart = i > at.first && token->start > t->d->tokens.v[i - 1].end;
        if (open && mark && is_quotation_mark(raw))
            continue;
        if (apart ||
            (open && out.n && i > 0 && is_quotation_mark(token_text(t->d->text, token - 1))))
            buf_add_byte(&out, ' ');
        if (mark)
            buf_add(&out, raw);
        else
            buf_add(&out, i == at.first ? first_word_display(a, t, i)
                                        : name_display(a, raw, token->norm, 0));
    }
    struct str shown = arena_str(a, buf_str(&out));
    buf_release(&out);
    return shown;
}

// Adjectives of nationality and names of languages and faiths are no entities of an article.
static bool is_nationality_only(const struct ner_text *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (!text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_NATION)))
            return false;
    return true;
}

// Clubs that are called by a common noun (العهد، النصر) are none where there is no word of sport.
enum { NOUN_COMMON = 30 };
static bool is_plain_noun(struct arena *a, const struct ner_text *t, size_t i)
{
    struct str base = base_of(a, t, i);
    return t->sport[i] == 0 && t->hits[i].single == GAZETTEER_BIT(GAZETTEER_CLUB) &&
           str_starts(base, S("ال")) &&
           background_word_df(str_drop(base, 2 * LETTER)) >= NOUN_COMMON;
}

// One mention for each name that the tokens stand for.
static void add_mention(struct mentions *m, const struct ner_text *t, const uint8_t *tags,
                        const struct sentence *s, struct token_span at, enum entity_type type,
                        const char *rule)
{
    struct str shown = token_span_display(m->a, t, at);
    struct strs names = {&shown, 1};
    if (type == ENTITY_ORG)
        names = coordinate_expand(m->a, shown);
    struct mention named = {
        .at = {t->d->tokens.v[at.first].start, t->d->tokens.v[at.end - 1].end},
          .type = type
    };
    if (type == ENTITY_PERSON)
        roles_read(m->a, t, tags, (struct token_span){s->first, s->end}, at, &named);
    if (m->rules && rule)
        named.why = str_from_cstr(rule);
    else if (m->rules)
        named.why = ner_explain(m->a, m->cache, t, at.first, NER_BEGIN(type));
    for (size_t k = 0; k < names.n; k++) {
        if (!str_trim(fold(m->a, names.v[k])).n)
            continue; // nothing but vowel signs
        named.name = names.v[k];
        *vec_push(m->a, &m->list) = named;
    }
}

static void add_mentions(struct mentions *m, const struct ner_text *t, const uint8_t *tags,
                         const struct sentence *s)
{
    for (size_t i = s->first; i < s->end; i++) {
        if (tags[i] == NER_OUT || NER_IS_INSIDE(tags[i]))
            continue;
        struct token_span at = {i, i + 1};
        while (at.end < s->end && NER_IS_INSIDE(tags[at.end]))
            at.end++;
        enum entity_type type = NER_TYPE(tags[i]);
        bool month = at.end == i + 1 && text_has_class(t, i, GAZETTEER_BIT(GAZETTEER_TIME));
        if (month && at.end < s->end && t->d->tokens.v[at.end].kind == TOKEN_NUMBER)
            continue; // تشرين is a newspaper too
        if (at.end == i + 1 && is_plain_noun(m->a, t, i))
            continue;
        if (type == ENTITY_OTHER && is_nationality_only(t, at.first, at.end))
            continue;
        struct token_span around = {named_around(m->a, t, tags, s->first, i), at.end};
        if (around.first < i && type == ENTITY_PERSON)
            add_mention(m, t, tags, s, around, ENTITY_ORG, "government by its head");
        else if (around.first < i)
            add_mention(m, t, tags, s, around, ENTITY_PLACE, "region by its direction");
        if (type == ENTITY_ORG) {
            at.end = without_judgements(t, at.first, at.end);
            at.first = without_media_head(t, at.first, at.end);
        }
        add_mention(m, t, tags, s, at, type, m->rules ? m->rules[i] : NULL);
    }
}

void entities_read_tagged(struct arena *a, const struct doc *d, const struct entity_context *c,
                          struct entity **out, size_t *out_count, uint8_t **tags)
{
    struct ner_cache *cache = c && c->cache ? c->cache : ner_cache_new(NULL);
    struct ner_text t = ner_text_of(a, cache, d);
    *tags = ner_tag(a, cache, &t);
    struct mentions m = {.a = a, .cache = cache};
    if (c && c->explain)
        m.rules = arena_new(a, const char *, d->tokens.n + 1);
    const uint8_t *shown = product_tags(&m, &t, *tags);
    for (size_t i = 0; c && i < c->hint_count; i++) {
        const struct entity_hint *hint = &c->hints[i];
        *vec_push(a, &m.list) = (struct mention){.at = hint->at,
                                                 .type = hint->type,
                                                 .name = hint->name,
                                                 .why = m.rules ? S("dateline") : (struct str){0}};
    }
    for (size_t s = 0; s < d->sentence_count; s++)
        add_mentions(&m, &t, shown, &d->sentences[s]);
    entities_merge(&m, out, out_count);
    if (!c || !c->cache)
        ner_cache_free(cache);
}

void entities_read(struct arena *a, const struct doc *d, const struct entity_context *c,
                   struct entity **out, size_t *out_count)
{
    uint8_t *tags;
    entities_read_tagged(a, d, c, out, out_count, &tags);
}
