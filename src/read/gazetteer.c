// gazetteer: see gazetteer.h.
//
// The keys of a name of several words are chained hashes, so a match walks from word to word as in
// a trie without storing one.  32-bit keys: with 20,000 entries an unlisted word is taken for a
// listed one once in 200,000.
#include "read/gazetteer.h"

#include <string.h>

#include "base/hash.h"
#include "gen/gazetteer_table.h"

enum { LETTER = 2 }; // bytes of an Arabic letter

uint32_t gazetteer_key(uint32_t key, struct str folded)
{
    uint32_t h = (uint32_t)(hash_str_seed(folded, key) >> 32);
    return h ? h : 1;
}

uint32_t gazetteer_skeleton_key(struct str folded)
{
    // Letters that transliterations exchange.  Order: each by the one it is taken for.
    static const struct {
        struct str letter, as;
    } alike[] = {
        {S_INIT("ج"), S_INIT("غ")},
        {S_INIT("ق"), S_INIT("ك")},
        {S_INIT("ث"), S_INIT("س")},
        {S_INIT("ص"), S_INIT("س")},
        {S_INIT("ط"), S_INIT("ت")},
        {S_INIT("ظ"), S_INIT("ز")},
    };
    char out[LETTER * 16 + 1] = "~";
    size_t n = 1, consonants = 0;
    for (size_t at = 0; at + LETTER <= folded.n && n + LETTER <= sizeof out; at += LETTER) {
        struct str letter = str_sub(folded, at, at + LETTER);
        bool weak = str_eq(letter, S("ا")) || str_eq(letter, S("و")) || str_eq(letter, S("ي"));
        if ((weak && at > 0) || (at + LETTER == folded.n && str_eq(letter, S("ه"))))
            continue;
        for (size_t i = 0; i < COUNT_OF(alike); i++)
            if (str_eq(letter, alike[i].letter))
                letter = alike[i].as;
        if (n > LETTER && memcmp(out + n - LETTER, letter.p, LETTER) == 0)
            continue;
        memcpy(out + n, letter.p, LETTER);
        n += LETTER;
        consonants += !weak;
    }
    return consonants >= 3 ? gazetteer_key(0, (struct str){out, n}) : 0;
}

uint32_t gazetteer_find(uint32_t key)
{
    uint32_t mask = gazetteer_slot_count - 1;
    for (uint32_t at = key & mask; gazetteer_slots[at].key; at = (at + 1) & mask)
        if (gazetteer_slots[at].key == key)
            return gazetteer_slots[at].classes;
    return 0;
}

static bool is_preposition(struct str s)
{
    return str_starts(s, S("ب")) || str_starts(s, S("ل")) || str_starts(s, S("ك"));
}

// Without ب ل ك; لل becomes ال.  .p NULL: nothing to take off.
static struct str without_preposition(struct arena *a, struct str s)
{
    if (s.n < 4 * LETTER || !is_preposition(s))
        return (struct str){0};
    if (str_starts(s, S("لل")))
        return arena_printf(a, "ا%.*s", STR_ARGS(str_drop(s, LETTER)));
    return str_drop(s, LETTER);
}

static void add_form(struct name_forms *f, struct str v, bool conjunction, bool preposition)
{
    f->v[f->n] = v;
    f->conjunction[f->n] = conjunction;
    f->preposition[f->n++] = preposition;
}

struct name_forms name_forms_of(struct arena *a, struct str folded)
{
    struct name_forms f = {.v = {folded}, .n = 1};
    if (folded.n < 3 * LETTER)
        return f;
    struct str bare = without_preposition(a, folded);
    if (bare.p)
        add_form(&f, bare, false, true);
    if (!str_starts(folded, S("و")) && !str_starts(folded, S("ف")))
        return f;
    struct str rest = str_drop(folded, LETTER);
    add_form(&f, rest, true, false);
    bare = without_preposition(a, rest);
    if (bare.p)
        add_form(&f, bare, true, true);
    return f;
}

struct str name_display(struct arena *a, struct str raw, struct str folded, size_t form)
{
    struct name_forms f = name_forms_of(a, folded);
    struct clitics c = {0};
    if (form < f.n) {
        c.conjunction = f.conjunction[form] ? LETTER : 0;
        c.preposition = f.preposition[form] ? LETTER : 0;
        if (c.preposition && str_starts(str_drop(folded, c.conjunction), S("لل")))
            c.article = LETTER;
    }
    return clitic_display(a, raw, &c);
}

uint32_t gazetteer_word(struct arena *a, struct str folded)
{
    struct name_forms f = name_forms_of(a, folded);
    for (size_t i = 0; i < f.n; i++) {
        uint32_t classes = gazetteer_find(gazetteer_key(0, f.v[i])) & ~GAZETTEER_MORE;
        if (classes)
            return classes;
    }
    return 0;
}

static bool is_joint(const struct doc *d, size_t i)
{
    struct str s = token_text(d->text, &d->tokens.v[i]);
    return str_eq(s, S("-")) || str_eq(s, S(".")) || str_eq(s, S("\""));
}

struct gazetteer_word gazetteer_word_of(struct arena *a, struct str folded)
{
    struct name_forms f = name_forms_of(a, folded);
    struct gazetteer_word w = {.n = (uint8_t)f.n};
    bool listed = false;
    for (size_t k = 0; k < f.n; k++) {
        w.keys[k] = gazetteer_key(0, f.v[k]);
        w.found[k] = gazetteer_find(w.keys[k]);
        w.preposition |= (uint8_t)(f.preposition[k] << k);
        w.conjunction |= (uint8_t)(f.conjunction[k] << k);
        listed |= (w.found[k] & ~GAZETTEER_MORE) != 0;
    }
    for (size_t k = 0; k < f.n && !listed && !w.alike; k++) {
        uint32_t key = f.v[k].n >= 4 * LETTER ? gazetteer_skeleton_key(f.v[k]) : 0;
        w.alike = key ? gazetteer_find(key) & ~GAZETTEER_MORE : 0;
    }
    return w;
}

// Walks from token `at`, of which `key` and `found` are known; the tokens of the longest name, 0:
// none.
static size_t longest(const struct doc *d, size_t at, size_t end, uint32_t key, uint32_t found,
                      uint32_t *classes)
{
    size_t best = 0;
    *classes = 0;
    for (size_t i = at, words = 1; found; words++) {
        if (found & ~GAZETTEER_MORE) {
            *classes = found & ~GAZETTEER_MORE;
            best = i + 1 - at;
        }
        if (!(found & GAZETTEER_MORE) || words == GAZETTEER_WORDS_MAX)
            break;
        i++;
        while (i < end && i < at + 2 * words && d->tokens.v[i].kind == TOKEN_MARK && is_joint(d, i))
            i++;
        if (i >= end || d->tokens.v[i].kind == TOKEN_MARK)
            break;
        key = gazetteer_key(key, d->tokens.v[i].norm);
        found = gazetteer_find(key);
    }
    return best;
}

static void match_at(const struct doc *d, const struct gazetteer_word *w, size_t at, size_t end,
                     struct gazetteer_hit *hits)
{
    struct gazetteer_hit *hit = &hits[at];
    for (size_t k = 0; k < w->n; k++) {
        if (!w->found[k])
            continue;
        if (!hit->single)
            hit->single = w->found[k] & ~GAZETTEER_MORE;
        uint32_t classes;
        size_t n = longest(d, at, end, w->keys[k], w->found[k], &classes);
        if (n > hit->words) {
            hit->words = (uint8_t)n;
            hit->begin = classes;
            hit->form = (uint8_t)k;
        }
    }
    for (size_t i = 1; i < hit->words; i++)
        hits[at + i].inside |= hit->begin;
    if (!hit->single && !hit->words)
        hit->begin = hit->single = w->alike;
}

struct gazetteer_hit *gazetteer_match(struct arena *a, const struct doc *d,
                                      const struct gazetteer_word *const *words)
{
    struct gazetteer_hit *hits = arena_new(a, struct gazetteer_hit, d->tokens.n + 1);
    for (size_t s = 0; s < d->sentence_count; s++)
        for (size_t i = d->sentences[s].first; i < d->sentences[s].end; i++)
            if (words[i])
                match_at(d, words[i], i, d->sentences[s].end, hits);
    return hits;
}
