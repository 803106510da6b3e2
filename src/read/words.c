// words: see words.h.
//
// Arabic writes و ف ب ل ك and the article together with the word.  A word is looked up as it
// stands first, because many words only look as if they had a clitic (وزير, بيان, فيلم); then
// without و or ف, then without the article and the prepositions.  Verbs and particles take no
// article, so only nouns are looked for there.  The lexicon is src/gen/quote_lexicon.c.
#include "read/words.h"

#include <string.h>

#include "text/background.h"

// Classes that can stand behind an article or a preposition.
#define NOUN_CLASSES                                                                               \
    (WORD_MASDAR | WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_ANON | WORD_GROUP | WORD_ORG |        \
     WORD_PLACE | WORD_DOC | WORD_EVENT | WORD_MEDIA | WORD_SAME | WORD_NAMELY | WORD_GIVEN |      \
     WORD_FEMALE | WORD_KIN | WORD_TIME | WORD_ADJECTIVE | WORD_NONAME | WORD_RULE)

static uint64_t load64(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint64_t load32(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

// By the first and the last bytes and the length: each word is looked up some six times, without
// what may be written onto it.  The generator of the table does the same (little-endian).
static uint32_t hash_of(struct str s)
{
    uint64_t a, b = 0;
    if (s.n >= 8) {
        a = load64(s.p);
        b = load64(s.p + s.n - 8);
    } else if (s.n >= 4) {
        a = load32(s.p) | load32(s.p + s.n - 4) << 32;
    } else {
        a = (unsigned char)s.p[0] | (uint64_t)(unsigned char)s.p[1] << 8 |
            (uint64_t)(unsigned char)s.p[s.n - 1] << 16;
    }
    return (uint32_t)(((a ^ b * 0x9E3779B97F4A7C15u ^ s.n) * 0xD6E8FEB86659FD93u) >> 32);
}

static const struct quote_lexicon_slot *find(struct str form)
{
    if (form.n < 2)
        return NULL;
    uint32_t hash = hash_of(form);
    if (!(quote_lexicon_filter[hash >> 22] >> (hash >> 16 & 63) & 1))
        return NULL;
    for (uint32_t at = hash;; at++) {
        const struct quote_lexicon_slot *slot = &quote_lexicon_slots[at % QUOTE_LEXICON_SLOTS];
        if (!slot->text)
            return NULL;
        if (slot->len == form.n && memcmp(slot->text, form.p, form.n) == 0)
            return slot;
    }
}

static bool take(struct word *w, struct str form, uint64_t allowed)
{
    const struct quote_lexicon_slot *slot = find(form);
    if (!slot || !(slot->classes & allowed))
        return false;
    w->classes = slot->classes & allowed;
    w->strength = slot->strength;
    w->uses = slot->uses;
    w->form = slot->form;
    w->base = form;
    return true;
}

// A word as it stands, with its own article where it has one.
static bool take_whole(struct word *w, struct str form, uint64_t allowed)
{
    if (!take(w, form, allowed))
        return false;
    w->definite = str_starts(form, S("ال")) && form.n > 6;
    if (w->definite) {
        w->base = str_drop(form, 4);
        const struct quote_lexicon_slot *bare = find(w->base);
        if (bare)
            w->classes |= bare->classes & allowed & (WORD_ROLE | WORD_ORG | WORD_DOC | WORD_GROUP);
    }
    return true;
}

// Behind لل the article has lost its first letter: للجوهرة is of الجوهرة.
static void take_with_article(struct word *w, struct str rest)
{
    char whole[64] = "ال";
    if (rest.n > sizeof whole - 4)
        return;
    memcpy(whole + 4, rest.p, rest.n);
    take(w, (struct str){whole, rest.n + 4}, NOUN_CLASSES);
    w->base = rest;
}

// A noun behind the article, or behind a preposition and perhaps the article: بال… لل… كال…
static bool take_noun(struct word *w, struct str form)
{
    static const struct {
        struct str text;
        uint8_t clitic;
        bool article;
    } leads[] = {
        {S_INIT("ال"),   0,         true },
        {S_INIT("بال"), CLITIC_BI, true },
        {S_INIT("كال"), CLITIC_KA, true },
        {S_INIT("لل"),   CLITIC_LI, true },
        {S_INIT("ب"),     CLITIC_BI, false},
        {S_INIT("ل"),     CLITIC_LI, false},
        {S_INIT("ك"),     CLITIC_KA, false},
    };
    for (size_t i = 0; i < COUNT_OF(leads); i++) {
        if (!str_starts(form, leads[i].text) || form.n < leads[i].text.n + 4)
            continue;
        struct str rest = str_drop(form, leads[i].text.n);
        uint64_t allowed = NOUN_CLASSES;
        if (leads[i].article)
            allowed &= ~(uint64_t)WORD_PLACE;
        if (leads[i].clitic == CLITIC_KA) // كرشيد is a name of its own
            allowed &= ~(uint64_t)(WORD_GIVEN | WORD_FEMALE | WORD_KIN);
        bool known = take(w, rest, allowed);
        if (!known && !leads[i].article)
            continue;
        w->clitics |= leads[i].clitic;
        w->definite = leads[i].article;
        w->base = rest;
        if (!known && leads[i].clitic)
            take_with_article(w, rest);
        return true;
    }
    return false;
}

// A role with the ending ة or a pronoun, which fold alike: حاكمة, مدربه.
static bool take_feminine_role(struct word *w, struct str norm)
{
    static const struct str others[] = {
        S_INIT("حكم"),  S_INIT("رجل"),  S_INIT("عون"),  S_INIT("جد"),   S_INIT("عم"),
        S_INIT("خال"),  S_INIT("اب"),   S_INIT("حارس"), S_INIT("امام"), S_INIT("شاهد"),
        S_INIT("والي"), S_INIT("نقيب"), S_INIT("كبير")};
    if (!str_ends(norm, S("ه")) || norm.n < 10)
        return false;
    struct str bare = str_take(norm, norm.n - 2);
    bool definite = str_starts(bare, S("ال"));
    struct str base = definite ? str_drop(bare, 4) : bare;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (str_eq(base, others[i]))
            return false;
    const struct quote_lexicon_slot *slot = find(base);
    if (!slot || !(slot->classes & WORD_ROLE) ||
        slot->classes & (WORD_CUE_VERB | WORD_CUE_PARTICIPLE | WORD_GIVEN | WORD_TIME))
        return false;
    w->classes = WORD_ROLE;
    w->definite = definite;
    w->base = definite ? str_drop(norm, 4) : norm;
    return true;
}

// An unknown word that is a common one behind its first letter: بلهجة، لوحدة
static void guess_preposition(struct word *w, struct str norm)
{
    uint8_t clitic = str_starts(norm, S("ب"))   ? CLITIC_BI
                     : str_starts(norm, S("ل")) ? CLITIC_LI
                                                : 0;
    if (!clitic || norm.n < 8)
        return;
    struct str rest = str_drop(norm, 2);
    char whole[64] = "ال";
    if (background_word_df(rest) < 8 || rest.n > sizeof whole - 4)
        return;
    memcpy(whole + 4, rest.p, rest.n);
    size_t with_article = background_word_df((struct str){whole, rest.n + 4});
    if ((with_article == 0 && background_word_df(rest) < 20) ||
        (with_article < 3 && background_word_df(norm) < 3))
        return; // بيونغ
    w->clitics |= clitic;
    w->base = rest;
}

struct word word_of(struct str norm)
{
    struct word w = {.base = norm};
    if (norm.n < 2 || take_whole(&w, norm, ~(uint64_t)0))
        return w;
    struct word inner = {0};
    bool conjoined = (str_starts(norm, S("و")) || str_starts(norm, S("ف"))) && norm.n >= 6;
    if (conjoined && take_whole(&inner, str_drop(norm, 2), ~(uint64_t)0)) {
        inner.clitics = CLITIC_AND;
        return inner;
    }
    if (take_noun(&w, norm))
        return w;
    if (conjoined && norm.n >= 8 && take_noun(&inner, str_drop(norm, 2))) {
        inner.clitics |= CLITIC_AND;
        return inner;
    }
    if (take_feminine_role(&w, norm))
        return w;
    guess_preposition(&w, norm);
    return w;
}

// Folding makes one word of the preposition على and the name علي, and an article of any أل.
static struct word word_in(const struct doc *d, size_t i)
{
    struct word w = word_of(d->tokens.v[i].norm);
    struct str raw = token_text(d->text, &d->tokens.v[i]);
    if (w.classes == 0 && w.definite && w.clitics == 0 &&
        (str_starts(raw, S("أل")) || str_starts(raw, S("إل")))) { // أليكسي: no article
        w.definite = false;
        w.base = d->tokens.v[i].norm;
    }
    if (w.classes & WORD_ROLE && str_eq(w.base, S("امام")) && !str_starts(raw, S("إ")))
        w.classes = WORD_PREP;                             // أمام
    if (w.classes & WORD_GIVEN && w.classes & WORD_COMP && // بأن, but بان كي مون
        !(i + 1 < d->tokens.n && str_eq(d->tokens.v[i + 1].norm, S("كي"))))
        w.classes &= ~(uint64_t)(WORD_GIVEN | WORD_FEMALE);
    if (w.classes & WORD_GIVEN && w.classes & WORD_PREP)
        w.classes = str_ends(raw, S("ي")) ? WORD_GIVEN : WORD_PREP;
    return w;
}

struct word *words_of(struct arena *a, const struct doc *d)
{
    struct word *words = arena_new(a, struct word, d->tokens.n + 1);
    for (size_t i = 0; i < d->tokens.n; i++)
        if (d->tokens.v[i].kind == TOKEN_WORD)
            words[i] = word_in(d, i);
    return words;
}
