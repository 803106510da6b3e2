// latin_names: see latin_names.h.
//
// A sentence begins with a capital whatever its first word is, so there the run is taken with and
// without that word.  Words that begin no name (The, In, Monday), short words all in capitals (US)
// and marks end a run; particles (bin, de) go on inside it.
//
// Limits: no names in languages that write every noun with a capital: they are candidates only.
#include "read/latin_names.h"

#include "base/map.h"
#include "base/vec.h"
#include "read/name_latin.h"

enum { RUN_MIN = 2, RUN_MAX = 5, ACRONYM_MAX = 7, ABBREVIATION_MAX = 4 };

// Words that no name begins with or holds, folded.  Order: by letter.
static const struct str strangers[] = {
    S_INIT("a"),         S_INIT("after"),     S_INIT("an"),       S_INIT("and"),
    S_INIT("april"),     S_INIT("as"),        S_INIT("at"),       S_INIT("august"),
    S_INIT("before"),    S_INIT("but"),       S_INIT("by"),       S_INIT("dans"),
    S_INIT("december"),  S_INIT("elle"),      S_INIT("february"), S_INIT("for"),
    S_INIT("friday"),    S_INIT("from"),      S_INIT("he"),       S_INIT("however"),
    S_INIT("i"),         S_INIT("if"),        S_INIT("il"),       S_INIT("in"),
    S_INIT("it"),        S_INIT("its"),       S_INIT("january"),  S_INIT("july"),
    S_INIT("june"),      S_INIT("les"),       S_INIT("march"),    S_INIT("may"),
    S_INIT("meanwhile"), S_INIT("monday"),    S_INIT("november"), S_INIT("october"),
    S_INIT("of"),        S_INIT("on"),        S_INIT("or"),       S_INIT("our"),
    S_INIT("saturday"),  S_INIT("september"), S_INIT("she"),      S_INIT("sunday"),
    S_INIT("that"),      S_INIT("the"),       S_INIT("their"),    S_INIT("they"),
    S_INIT("this"),      S_INIT("thursday"),  S_INIT("to"),       S_INIT("tuesday"),
    S_INIT("we"),        S_INIT("wednesday"), S_INIT("when"),     S_INIT("while"),
    S_INIT("with"),      S_INIT("yesterday"),
};

// Small words inside a name.
static const struct str particles[] = {
    S_INIT("abu"), S_INIT("al"),  S_INIT("ben"), S_INIT("bin"), S_INIT("da"),  S_INIT("de"),
    S_INIT("del"), S_INIT("der"), S_INIT("di"),  S_INIT("dos"), S_INIT("du"),  S_INIT("el"),
    S_INIT("ibn"), S_INIT("la"),  S_INIT("le"),  S_INIT("van"), S_INIT("von"),
};

// Titles before a name: what stands before them is no part of it.
static const struct str titles[] = {
    S_INIT("ambassador"), S_INIT("chancellor"), S_INIT("general"),   S_INIT("king"),
    S_INIT("leader"),     S_INIT("minister"),   S_INIT("mr"),        S_INIT("mrs"),
    S_INIT("ms"),         S_INIT("premier"),    S_INIT("president"), S_INIT("prince"),
    S_INIT("queen"),      S_INIT("secretary"),  S_INIT("senator"),   S_INIT("sheikh"),
};

// Agencies that stand in brackets as the source of a picture or a line, not as what was named.
static const struct str agencies[] = {
    S_INIT("AFP"),     S_INIT("ANSA"), S_INIT("AP"),    S_INIT("APA"), S_INIT("DPA"),
    S_INIT("EFE"),     S_INIT("EPA"),  S_INIT("GETTY"), S_INIT("MAP"), S_INIT("MENA"),
    S_INIT("REUTERS"), S_INIT("SANA"), S_INIT("SPA"),   S_INIT("TAP"), S_INIT("TASS"),
    S_INIT("UPI"),     S_INIT("WAM"),
};

struct latin_reader {
    struct arena *a;
    const struct doc *d;
    struct map index; // of names already found
    VEC(struct latin_name) found;
};

static struct str raw_of(const struct latin_reader *r, size_t i)
{
    return token_text(r->d->text, &r->d->tokens.v[i]);
}

static bool is_latin_word(const struct latin_reader *r, size_t i)
{
    const struct token *t = &r->d->tokens.v[i];
    return t->kind == TOKEN_WORD && !t->arabic && t->norm.n && is_ascii_alpha(t->norm.p[0]);
}

// É folds to e: whatever is no small letter before folding is taken for a capital.
static bool has_capital(const struct latin_reader *r, size_t i)
{
    struct str raw = raw_of(r, i);
    return is_latin_word(r, i) && !(raw.p[0] >= 'a' && raw.p[0] <= 'z');
}

static bool is_all_capitals(struct str raw)
{
    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] < 'A' || raw.p[i] > 'Z')
            return false;
    return raw.n > 1;
}

static bool is_name_word(const struct latin_reader *r, size_t i)
{
    return has_capital(r, i) &&
           !str_is_in(r->d->tokens.v[i].norm, strangers, COUNT_OF(strangers)) &&
           !(is_all_capitals(raw_of(r, i)) && raw_of(r, i).n <= ABBREVIATION_MAX);
}

// A dash or an apostrophe that is written onto the words on both sides.
static bool is_joint(const struct latin_reader *r, size_t i, size_t end)
{
    const struct token *t = r->d->tokens.v;
    struct str raw = raw_of(r, i);
    return i + 1 < end && t[i].start == t[i - 1].end && t[i + 1].start == t[i].end &&
           (str_eq(raw, S("-")) || str_eq(raw, S("'")) || str_eq(raw, S("’")));
}

static void add_name(struct latin_reader *r, struct span at, size_t entity)
{
    struct str name = str_sub(r->d->text, at.start, at.end);
    size_t *place = map_at(&r->index, name, r->found.n);
    if (*place == r->found.n) {
        if (r->found.n == LATIN_NAMES_MAX) {
            *place = LATIN_NAMES_MAX;
            return;
        }
        *vec_push(r->a, &r->found) = (struct latin_name){.name = name, .at = at, .entity = entity};
    }
    if (*place >= r->found.n)
        return;
    struct latin_name *known = &r->found.v[*place];
    known->mentions += known->mentions == 0 || known->at.start != at.start;
    if (known->entity == LATIN_NAME_ALONE)
        known->entity = entity;
}

static void add_run(struct latin_reader *r, size_t first, size_t end, size_t words)
{
    const struct token *t = r->d->tokens.v;
    if (words >= RUN_MIN && words <= RUN_MAX)
        add_name(r, (struct span){t[first].start, t[end - 1].end}, LATIN_NAME_ALONE);
}

// The end of the run that begins at i; *words counts those with capitals, *name is where the name
// begins behind a title.
static size_t run_end(const struct latin_reader *r, size_t i, size_t end, size_t *words,
                      size_t *name)
{
    size_t last = i;
    *words = 0;
    *name = i;
    for (size_t at = i; at < end; at++) {
        if (is_name_word(r, at)) {
            ++*words;
            last = at + 1;
            if (str_is_in(r->d->tokens.v[at].norm, titles, COUNT_OF(titles))) {
                *name = at + 1;
                *words = 0;
            }
        } else if (at == i ||
                   !((is_latin_word(r, at) &&
                      str_is_in(r->d->tokens.v[at].norm, particles, COUNT_OF(particles))) ||
                     is_joint(r, at, end))) {
            break;
        }
    }
    return last;
}

static void read_runs(struct latin_reader *r, const struct sentence *s)
{
    for (size_t i = s->first; i < s->end; i++) {
        if (!is_name_word(r, i))
            continue;
        size_t words, name, end = run_end(r, i, s->end, &words, &name);
        if (name < end)
            add_run(r, name, end, words);
        if (i == s->first && name == i && i + 1 < end && is_name_word(r, i + 1))
            add_run(r, i + 1, end, words - 1);
        i = end > i ? end - 1 : i;
    }
}

// The name in brackets right behind a mention.
static void read_beside(struct latin_reader *r, const struct entity *e, size_t which,
                        struct span mention)
{
    const struct token *t = r->d->tokens.v;
    size_t n = r->d->tokens.n, i = doc_token_at(r->d, mention.end);
    if (i + 1 >= n || !str_eq(raw_of(r, i), S("(")) || !is_latin_word(r, i + 1))
        return;
    size_t first = ++i;
    while (i < n && (is_latin_word(r, i) || is_joint(r, i, n)))
        i++;
    if (i == n || !str_eq(raw_of(r, i), S(")")))
        return;
    struct span at = {t[first].start, t[i - 1].end};
    struct str name = str_sub(r->d->text, at.start, at.end);
    bool acronym = e->type == ENTITY_ORG && i == first + 1 && is_all_capitals(name) &&
                   name.n <= ACRONYM_MAX && !str_is_in(name, agencies, COUNT_OF(agencies));
    if (acronym || (e->type == ENTITY_PERSON && name_is_latin_of(r->a, e->name, name)))
        add_name(r, at, which);
}

void latin_names_read(struct arena *a, const struct doc *d, const struct entity *entities,
                      size_t entity_count, struct latin_name **out, size_t *count)
{
    struct latin_reader r = {.a = a, .d = d};
    map_init(&r.index, a, 0);
    for (size_t i = 0; i < entity_count; i++)
        for (size_t k = 0; k < entities[i].mentions.n; k++)
            read_beside(&r, &entities[i], i, entities[i].mentions.v[k]);
    for (size_t s = 0; s < d->sentence_count; s++)
        read_runs(&r, &d->sentences[s]);
    *out = r.found.v;
    *count = r.found.n;
}
