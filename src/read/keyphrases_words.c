// keyphrases_words: which words may stand in a phrase, and what each is: definite or bare, a name,
// a place, weak, quoted, and how it hangs on to the word before it.
#include "read/keyphrases_int.h"

#include "base/hash.h"
#include "base/vec.h"
#include "text/background.h"
#include "text/stem.h"

#include <string.h>

enum { MAX_WORDS = 20000, MAX_TITLE = 40 };

struct collector {
    struct arena *a;
    const struct doc *d;
    const struct keyphrases_context *c;
    VEC(struct keyphrase_word) words;
};

static struct str token_word(const struct token *t)
{
    const struct clitics *k = &t->clitics;
    return str_drop(t->norm, (size_t)k->conjunction + k->preposition + k->future);
}

// The stem of a word as it is shown at the start of a phrase: that of للولايات is that of الولايات,
// or the stemmer takes its و off.
static struct str stem_at_start(struct arena *a, const struct token *t)
{
    if (!clitic_has_short_article(&t->clitics))
        return t->inner;
    return stem_light(arena_printf(a, "ال%.*s", STR_ARGS(clitic_base(t->norm, &t->clitics))));
}

static bool is_content(const struct collector *r, size_t i)
{
    const struct token *t = &r->d->tokens.v[i];
    if (t->kind != TOKEN_WORD || !t->arabic || t->norm.n < 2 * LETTER ||
        (t->clitics.classes & CLASS_FUNCTION))
        return false;
    if (t->clitics.verb < 25)
        return true;
    // عمل, بين, قتل …: a noun behind a preposition.
    const struct token *before = i > 0 ? t - 1 : NULL;
    return t->clitics.verb < 100 && before && (before->clitics.classes & CLASS_BEFORE_NOUN) &&
           !t->line_start;
}

static enum joint joint_of(const struct collector *r, size_t i, size_t last)
{
    const struct token *t = &r->d->tokens.v[i], *before = t - 1;
    if (r->words.n == 0 || t->line_start || last + 2 < i)
        return JOINT_NONE;
    if (last + 2 == i) {
        bool inner = before->kind == TOKEN_WORD && (before->clitics.classes & CLASS_INNER) &&
                     !before->clitics.conjunction && !before->line_start;
        return inner && !t->clitics.conjunction && !t->clitics.preposition ? JOINT_PREPOSITION
                                                                           : JOINT_NONE;
    }
    if (t->clitics.conjunction)
        return t->clitics.preposition ? JOINT_NONE : JOINT_AND;
    return t->clitics.preposition ? JOINT_CLITIC : JOINT_PLAIN;
}

// A bare word that is no common noun: a given name, or one that never takes the article and is
// rare.  ة ends common nouns more often than names.
static bool is_namelike(const struct collector *r, const struct token *t, float idf)
{
    if (t->clitics.classes & CLASS_GIVEN_NAME)
        return true;
    if (t->clitics.article || t->clitics.pronoun || t->clitics.verb > 0 || idf < 5)
        return false;
    struct str raw = token_text(r->d->text, t), word = token_word(t);
    char joined[128] = "ال";
    if (str_ends(raw, S("ة")) || str_ends(word, S("ات")) || word.n > sizeof joined - 8)
        return false;
    for (size_t i = 0; i < word.n; i++)
        joined[2 * LETTER + i] = word.p[i];
    return background_word_df((struct str){joined, word.n + 2 * LETTER}) == 0;
}

// What only joins the parts of a name.
static bool is_name_link(struct str word)
{
    static const struct str links[] = {S_INIT("بن"),  S_INIT("ابن"), S_INIT("بنت"), S_INIT("عبد"),
                                       S_INIT("ابو"), S_INIT("ابي"), S_INIT("ام"),  S_INIT("ال")};
    for (size_t i = 0; word.n <= 3 * LETTER && i < COUNT_OF(links); i++)
        if (str_eq(word, links[i]))
            return true;
    return false;
}

// العراقي, العراقية: mostly an adjective.
static bool is_nisba(const struct token *t)
{
    struct str base = clitic_base(t->norm, &t->clitics);
    if (base.n < 4 * LETTER)
        return false;
    if (str_ends(base, S("يه"))) // كورية beside كوري, but no تحلية
        return t->clitics.article || background_word_df(str_take(base, base.n - LETTER)) > 2;
    return str_ends(base, S("ي")) || str_ends(base, S("يين"));
}

static void collect_words(struct collector *r)
{
    size_t last = 0;
    bool quoted = false;
    r->words.cap = r->d->tokens.n < MAX_WORDS ? r->d->tokens.n : MAX_WORDS;
    r->words.v = arena_alloc_raw(r->a, r->words.cap * sizeof *r->words.v);
    for (size_t i = 0; i < r->d->tokens.n && r->words.n < MAX_WORDS; i++) {
        const struct token *t = &r->d->tokens.v[i];
        if (t->kind == TOKEN_MARK) {
            if (doc_is_mark(r->d, i, S("«")) || doc_is_mark(r->d, i, S("“")))
                quoted = true;
            else if (doc_is_mark(r->d, i, S("\"")))
                quoted = !quoted;
            else if (doc_is_mark(r->d, i, S("»")) || doc_is_mark(r->d, i, S("”")))
                quoted = false;
        }
        quoted &= !t->line_start;
        if (!is_content(r, i))
            continue;
        enum joint joint = joint_of(r, i, last);
        struct keyphrase_word *w = vec_push(r->a, &r->words);
        *w = (struct keyphrase_word){0};
        struct str stem = stem_at_start(r->a, t);
        w->token = last = i;
        w->first_key = hash_str(stem);
        w->inner_key =
            stem.p == t->stem.p && stem.n == t->stem.n ? w->first_key : hash_str(t->stem);
        w->idf = background_idf_hashed(w->first_key);
        w->shape = t->clitics.article || t->clitics.swallowed ? SHAPE_ARTICLE
                   : t->clitics.pronoun                       ? SHAPE_PRONOUN
                                                              : SHAPE_BARE;
        w->joint = joint;
        w->weak = t->clitics.classes & CLASS_WEAK;
        w->vague = t->clitics.classes & CLASS_VAGUE;
        w->title = t->clitics.classes & CLASS_TITLE;
        w->name = is_namelike(r, t, w->idf);
        w->given = t->clitics.classes & CLASS_GIVEN_NAME;
        w->link = is_name_link(t->norm);
        w->place = t->clitics.classes & CLASS_PLACE;
        w->nisba = is_nisba(t);
        w->quoted = quoted;
    }
}

// The office in front of a name begins a phrase of its own: التقى الوزير | الدكتور فلان.
static void part_titles(struct collector *r)
{
    for (size_t i = 1; i + 1 < r->words.n; i++) {
        struct keyphrase_word *w = &r->words.v[i];
        if (w->title && w->joint == JOINT_PLAIN && w->shape == SHAPE_ARTICLE && w[1].name &&
            w[1].joint == JOINT_PLAIN && !w[-1].title)
            w->joint = JOINT_NONE;
    }
}

// Marks the words of the title, and those of entity mentions.
static void mark_title(struct collector *r)
{
    struct tokens title = tokens_of(r->a, NULL, r->c->title);
    size_t n = title.n < MAX_TITLE ? title.n : MAX_TITLE;
    uint64_t keys[MAX_TITLE];
    for (size_t i = 0; i < n; i++)
        keys[i] = hash_str(stem_at_start(r->a, &title.v[i]));
    for (size_t i = 0; n > 0 && i < r->words.n; i++)
        for (size_t k = 0; k < n; k++)
            r->words.v[i].in_title |= r->words.v[i].first_key == keys[k];
}

static void mark_entities(struct collector *r)
{
    const struct tokens *t = &r->d->tokens;
    uint32_t *entity_of = arena_new(r->a, uint32_t, t->n + 1), mention = 0;
    for (size_t e = 0; e < r->c->entity_count; e++)
        for (size_t m = 0; m < r->c->entities[e].mentions.n; m++) {
            struct span at = r->c->entities[e].mentions.v[m];
            mention++;
            for (size_t i = doc_token_at(r->d, at.start); i < t->n && t->v[i].start < at.end; i++)
                entity_of[i] = mention;
        }
    for (size_t i = 0; i < r->words.n; i++) {
        struct keyphrase_word *w = &r->words.v[i];
        w->entity = entity_of[w->token];
        w->entity_first = w->token == 0 || entity_of[w->token - 1] != w->entity;
        w->entity_last = entity_of[w->token + 1] != w->entity;
    }
}

size_t keyphrase_words(struct arena *a, const struct doc *d, const struct keyphrases_context *c,
                       struct keyphrase_word **out)
{
    struct collector r = {.a = a, .d = d, .c = c};
    collect_words(&r);
    part_titles(&r);
    mark_title(&r);
    if (c->entity_count > 0)
        mark_entities(&r);
    *out = r.words.v;
    return r.words.n;
}
