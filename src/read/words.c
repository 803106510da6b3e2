// words: see words.h.
//
// Arabic writes و ف ب ل ك and the article together with the word.  A word is looked up as it
// stands first, because many words only look as if they had a clitic (وزير, بيان, فيلم); then
// without و or ف, then without the article and the prepositions.  Verbs and particles take no
// article, so only nouns are looked for there.  The lexicon is src/gen/quote_lexicon.c.
#include "read/words.h"

#include <string.h>

// Classes that can stand behind an article or a preposition.
#define NOUN_CLASSES                                                                               \
    (WORD_MASDAR | WORD_TITLE | WORD_RANK | WORD_ROLE | WORD_ANON | WORD_GROUP | WORD_ORG |        \
     WORD_PLACE | WORD_DOC | WORD_EVENT | WORD_MEDIA | WORD_SAME | WORD_NAMELY | WORD_GIVEN |      \
     WORD_FEMALE | WORD_KIN | WORD_TIME)

static const struct quote_lexicon_slot *find(struct str form)
{
    uint32_t hash = 0x811C9DC5u;
    for (size_t i = 0; i < form.n; i++)
        hash = (hash ^ (unsigned char)form.p[i]) * 0x01000193u;
    for (uint32_t at = hash;; at++) {
        const struct quote_lexicon_slot *slot = &quote_lexicon_slots[at % QUOTE_LEXICON_SLOTS];
        if (!slot->text)
            return NULL;
        if (slot->len == form.n && memcmp(slot->text, form.p, form.n) == 0)
            return slot;
    }
}

static bool take(struct word *w, struct str form, uint32_t allowed)
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
        if (take(w, rest, leads[i].article ? NOUN_CLASSES & ~(uint32_t)WORD_PLACE : NOUN_CLASSES)) {
            w->clitics |= leads[i].clitic;
            w->definite = leads[i].article;
            return true;
        }
        if (leads[i].article) { // unknown, but it shows what it is
            w->clitics |= leads[i].clitic;
            w->definite = true;
            w->base = rest;
            // A place or a name that always has its article: بالقاهرة، للهادي
            if (leads[i].clitic && leads[i].text.n >= 4 && str_starts(rest, S("ال")))
                return false;
            return false;
        }
    }
    return false;
}

struct word word_of(struct str norm)
{
    struct word w = {.base = norm};
    if (norm.n < 2)
        return w;
    if (take(&w, norm, ~0u)) {
        w.definite = str_starts(norm, S("ال")) && norm.n > 6;
        return w;
    }
    bool and = str_starts(norm, S("و")) || str_starts(norm, S("ف"));
    if (and&&norm.n >= 6) {
        struct str rest = str_drop(norm, 2);
        if (take(&w, rest, ~0u)) {
            w.clitics = CLITIC_AND;
            w.definite = str_starts(rest, S("ال")) && rest.n > 6;
            return w;
        }
    }
    if (take_noun(&w, norm) || w.definite)
        return w;
    if (and&&norm.n >= 8) {
        struct word inner = {.base = str_drop(norm, 2)};
        if (take_noun(&inner, inner.base) || inner.definite) {
            inner.clitics |= CLITIC_AND;
            return inner;
        }
    }
    return w;
}

struct word *words_of(struct arena *a, const struct doc *d)
{
    struct word *words = arena_new(a, struct word, d->tokens.n + 1);
    for (size_t i = 0; i < d->tokens.n; i++)
        if (d->tokens.v[i].kind == TOKEN_WORD)
            words[i] = word_of(d->tokens.v[i].norm);
    return words;
}
