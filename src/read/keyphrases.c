// keyphrases: see keyphrases.h.
//
// Words that cannot stand in a phrase (function words, verbs, numbers, marks) cut the text into
// runs; each stretch of up to four words of a run is an occurrence of a candidate, named by the
// stems of its words.  The score of a candidate is a product of factors: how often it occurs, how
// rare its words are, how early it comes, how well it is formed, whether it looks like a name.
// A phrase that occurs nearly only within a longer good one gives way to it (the idea of C-value,
// Frantzi and Ananiadou 2000).  Factors were set by hand, looking at the documents of
// bench/quality keyphrases.
//
// Known limits: no syntax, so that a genitive and an apposition look alike; names that are also
// common words are seen only behind a title or a given name.
#include "read/keyphrases_int.h"

#include <math.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/vec.h"

enum {
    LONGEST = 4,    // words in a phrase
    SHORTLIST = 40, // candidates of which the chosen come
    NO_CANDIDATE = -1
};

// Weights, set by hand as those of keyphrases_form.c.
static const float
    // Edges: begins with the adjective of the noun before, with the second part of a genitive, with
    // a bare word of a run, with a piece of a name or within one that may go on; ends before the
    // definite or bare second part of a genitive, or before an adjective.
    EDGE_ADJECTIVE = 0.25F,
    EDGE_GENITIVE = 0.7F, EDGE_BARE = 0.8F, EDGE_NAME = 0.15F, EDGE_LONG_NAME = 0.5F,
    EDGE_CUT = 0.35F, EDGE_CUT_BARE = 0.7F, EDGE_OPEN = 0.7F,
    // Occurrences within a longer phrase count this much less, of a name half as much; exponent of
    // how often the words occur (that of the count is 3/4, of rarity 1/4); more words than one;
    // where the score has fallen to half, in words.
    WITHIN = 0.7F, WHOLE_NAME = 0.5F, WORDS_POWER = 0.4F, SEVERAL = 1.6F, HALF_WAY = 36,
    HALF_WAY_SURE = 42, QUOTED = 2.5F, IN_TITLE = 1.6F, ENTITY = 1.4F, ENTITY_FORM = 1.5F,
    ENTITY_CUT = 0.5F,
    // A phrase within a chosen one is worth showing only where it occurs this many times as often,
    // and is not a piece of it.
    OFTEN_ALONE = 2, WHOLE_EDGES = 0.5F;

struct candidate {
    uint64_t key;
    uint32_t first, end;    // words of its first clean occurrence
    uint32_t seen;          // first word of its first occurrence
    uint32_t count, within; // occurrences; of the most frequent longer phrase around it
    bool clean, quoted;
    float edges; // sum over the occurrences of how well the phrase is cut out of its run, 0..1
    float form, score;
};

struct reader {
    struct arena *a;
    const struct doc *d;
    struct keyphrase_word *words;
    size_t word_count;
    VEC(struct candidate) candidates;
    int32_t *slots; // hash table of candidates
    size_t slot_mask;
    int32_t (*grid)[LONGEST]; // word, length - 1 -> candidate
    bool explain;
};

// --- candidates ---------------------------------------------------------------------------------

static int32_t candidate_of(struct reader *r, uint64_t key)
{
    size_t slot = key & r->slot_mask;
    while (r->slots[slot]) {
        if (r->candidates.v[r->slots[slot] - 1].key == key)
            return r->slots[slot] - 1;
        slot = (slot + 1) & r->slot_mask;
    }
    *vec_push(r->a, &r->candidates) = (struct candidate){.key = key};
    r->slots[slot] = (int32_t)r->candidates.n;
    return r->slots[slot] - 1;
}

// How well words [first, end) are cut out of their run: a phrase that begins with the adjective of
// the noun before it, or ends before the second part of a genitive, is a piece of a phrase.
static float edges_of(const struct reader *r, size_t first, size_t end)
{
    const struct keyphrase_word *w = r->words;
    float quality = 1;
    if (w[first].joint == JOINT_PLAIN) {
        if (w[first].link || w[first - 1].link || w[first - 1].given)
            quality *= EDGE_NAME;
        else if (w[first].shape == SHAPE_ARTICLE)
            quality *= w[first - 1].shape == SHAPE_ARTICLE ? EDGE_ADJECTIVE : EDGE_GENITIVE;
        else if (!w[first].name)
            quality *= EDGE_BARE;
    }
    if (end < r->word_count && w[end].joint == JOINT_PLAIN) {
        if (w[end].link || w[end - 1].given)
            quality *= w[end].given || end - first == 1 + (size_t)w[first].title ? EDGE_NAME
                                                                                 : EDGE_LONG_NAME;
        else if (w[end - 1].shape == SHAPE_BARE && !w[end - 1].name)
            quality *= w[end].shape == SHAPE_ARTICLE ? EDGE_CUT : EDGE_CUT_BARE;
        else if (w[end].shape == SHAPE_ARTICLE)
            quality *= EDGE_OPEN;
    }
    return quality;
}

// Whether quotation marks stand right before and behind the words.
static bool is_quoted_whole(const struct reader *r, size_t first, size_t end)
{
    const struct keyphrase_word *w = r->words;
    if (!w[first].quoted || !w[end - 1].quoted)
        return false;
    size_t before = w[first].token, behind = w[end - 1].token + 1;
    const struct token *t = r->d->tokens.v;
    return before > 0 && t[before - 1].kind == TOKEN_MARK && behind < r->d->tokens.n &&
           t[behind].kind == TOKEN_MARK;
}

static void note_occurrence(struct reader *r, int32_t place, size_t first, size_t end)
{
    struct candidate *c = &r->candidates.v[place];
    const struct clitics *k = &r->d->tokens.v[r->words[first].token].clitics;
    bool clean = !k->conjunction && !k->preposition;
    if (c->count++ == 0)
        c->seen = (uint32_t)first;
    if (c->count == 1 || (clean && !c->clean)) {
        c->first = (uint32_t)first;
        c->end = (uint32_t)end;
        c->clean = clean;
    }
    c->edges += edges_of(r, first, end);
    c->quoted |= is_quoted_whole(r, first, end);
}

static void collect_candidates(struct reader *r)
{
    size_t cap = 64;
    while (cap < r->word_count * LONGEST * 2)
        cap *= 2;
    r->candidates.cap = r->word_count * LONGEST;
    r->candidates.v = arena_alloc_raw(r->a, r->candidates.cap * sizeof *r->candidates.v);
    r->slots = arena_new(r->a, int32_t, cap);
    r->slot_mask = cap - 1;
    r->grid = arena_alloc_raw(r->a, r->word_count * sizeof *r->grid);
    for (size_t i = 0; i < r->word_count; i++) {
        uint64_t key = 0;
        int joints = 0;
        for (size_t n = 0; n < LONGEST; n++)
            r->grid[i][n] = NO_CANDIDATE;
        for (size_t n = 0; n < LONGEST && i + n < r->word_count; n++) {
            const struct keyphrase_word *w = &r->words[i + n];
            if (n > 0 && w->joint == JOINT_NONE)
                break;
            joints += n > 0 && w->joint != JOINT_PLAIN;
            if (joints > 1)
                break;
            key = hash_mix(key * 31 + (n ? w->inner_key : w->first_key) +
                           (n && w->joint == JOINT_PREPOSITION));
            r->grid[i][n] = candidate_of(r, key);
            note_occurrence(r, r->grid[i][n], i, i + n + 1);
        }
    }
}

// --- scores -------------------------------------------------------------------------------------

static bool cuts_entity(const struct keyphrase_word *w, size_t n)
{
    return (w->entity && !w->entity_first) || (w[n - 1].entity && !w[n - 1].entity_last);
}

// n to the power 3/4: square roots cost less than powf for each candidate.
static float count_power(float n)
{
    float root = sqrtf(n);
    return root * sqrtf(root);
}

// The factors of a score; of count, before its power is taken.
struct parts {
    float count, words, place, form, edges, length, title, quoted, entity;
};

static inline __attribute__((always_inline)) struct parts parts_of(const struct reader *r,
                                                                   const struct candidate *c)
{
    const struct keyphrase_word *w = r->words + c->first;
    size_t n = c->end - c->first;
    float weight = 0, count = (float)c->count;
    bool in_title = true;
    for (size_t i = 0; i < n; i++) {
        weight += w[i].weight;
        in_title &= w[i].in_title;
    }
    float half_way = (w->given || (n == 1 && w->place) ? HALF_WAY_SURE : HALF_WAY) * count;
    struct parts p = {
        .count = count - WITHIN * (float)(c->within < c->count ? c->within : c->count),
        .words = weight / (float)n,
        .place = half_way / (half_way + (float)c->seen),
        .form = c->form,
        .edges = c->edges / count,
        .length = n == 1 ? 1 : SEVERAL,
        .title = in_title ? IN_TITLE : 1,
        .quoted = c->quoted ? QUOTED : 1,
        .entity = cuts_entity(w, n) ? ENTITY_CUT : 1,
    };
    if (w->entity && w->entity == w[n - 1].entity && w->entity_first && w[n - 1].entity_last) {
        p.count = WHOLE_NAME * count + (1 - WHOLE_NAME) * p.count;
        p.edges = 1;
        p.form = c->form > ENTITY_FORM ? c->form : ENTITY_FORM;
        p.entity = ENTITY;
    }
    return p;
}

static float score_of(const struct reader *r, const struct candidate *c)
{
    struct parts p = parts_of(r, c);
    return p.words * p.place * p.form * p.edges * p.length * p.title * p.quoted * p.entity *
           count_power(p.count);
}

static struct str explain(const struct reader *r, const struct candidate *c)
{
    struct parts p = parts_of(r, c);
    const struct {
        const char *name;
        float factor;
    } factors[] = {
        {"its words rare and frequent here",                      p.words },
        {"early in the text",                                     p.place },
        {"form",                                                  p.form  },
        {"cut out of a longer phrase",                            p.edges },
        {"more words than one",                                   p.length},
        {"in the title",                                          p.title },
        {"in quotation marks",                                    p.quoted},
        {p.entity > 1 ? "a named entity" : "cuts a named entity", p.entity},
    };
    struct buf b = {0};
    buf_printf(&b, "count %u", c->count);
    if (p.count < (float)c->count)
        buf_printf(&b, " (%u in a longer phrase)", c->within);
    buf_printf(&b, " ×%.2f", (double)count_power(p.count));
    for (size_t i = 0; i < COUNT_OF(factors); i++)
        if (factors[i].factor != 1)
            buf_printf(&b, "; %s ×%.2f", factors[i].name, (double)factors[i].factor);
    struct str why = arena_str(r->a, buf_str(&b));
    buf_release(&b);
    return why;
}

// Notes for each candidate how often the most frequent well-formed phrase around it occurs.
static void note_longer(struct reader *r)
{
    for (size_t i = 0; i < r->word_count; i++)
        for (size_t n = 1; n < LONGEST && r->grid[i][n] != NO_CANDIDATE; n++) {
            const struct candidate *longer = &r->candidates.v[r->grid[i][n]];
            int32_t parts[] = {r->grid[i][n - 1], r->grid[i + 1][n - 1]};
            for (size_t p = 0; longer->form >= 1 && p < COUNT_OF(parts); p++) {
                struct candidate *part =
                    parts[p] == NO_CANDIDATE ? NULL : &r->candidates.v[parts[p]];
                if (part && part->within < longer->count)
                    part->within = longer->count;
            }
        }
}

// A word weighs the more, the rarer it is elsewhere and the more often its stem occurs here.
static void weigh_words(struct reader *r)
{
    float of_count[16] = {0}; // most words occur a few times
    for (size_t k = 1; k < COUNT_OF(of_count); k++)
        of_count[k] = powf(logf(1 + (float)k), WORDS_POWER);
    for (size_t i = 0; i < r->word_count; i++) {
        uint32_t count = r->candidates.v[r->grid[i][0]].count;
        float often = count < COUNT_OF(of_count) ? of_count[count]
                                                 : powf(logf(1 + (float)count), WORDS_POWER);
        r->words[i].weight = sqrtf(sqrtf(r->words[i].idf)) * often;
    }
}

static void score_all(struct reader *r)
{
    weigh_words(r);
    for (size_t i = 0; i < r->candidates.n; i++) {
        struct candidate *c = &r->candidates.v[i];
        c->form = keyphrase_form(r->d, r->words + c->first, c->end - c->first, c->count);
    }
    note_longer(r);
    for (size_t i = 0; i < r->candidates.n; i++)
        if (r->candidates.v[i].form > 0)
            r->candidates.v[i].score = score_of(r, &r->candidates.v[i]);
}

// --- choice -------------------------------------------------------------------------------------

// Whether the words of one stand side by side in the other.
static bool is_part(const struct reader *r, const struct candidate *part,
                    const struct candidate *whole)
{
    size_t n = part->end - part->first, m = whole->end - whole->first;
    for (size_t at = 0; at + n <= m; at++) {
        size_t same = 0;
        while (same < n && r->words[part->first + same].first_key ==
                               r->words[whole->first + at + same].first_key)
            same++;
        if (same == n)
            return true;
    }
    return false;
}

static bool is_redundant(const struct reader *r, const struct candidate *c,
                         const struct candidate *const *chosen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_part(r, c, chosen[i]) && ((float)c->count <= OFTEN_ALONE * (float)chosen[i]->count ||
                                         c->edges < WHOLE_EDGES * (float)c->count))
            return true;
    return false;
}

// What tells the forms of a phrase apart: its words as they are shown, folded.
static uint64_t form_key(const struct reader *r, size_t first, size_t end)
{
    uint64_t key = 0;
    for (size_t i = first; i < end; i++) {
        const struct token *t = &r->d->tokens.v[r->words[i].token];
        key = hash_mix(key + hash_str(i == first ? clitic_base(t->norm, &t->clitics) : t->norm));
    }
    return key + (r->words[first].shape == SHAPE_ARTICLE);
}

// The first word of the most frequent form; of equally frequent ones, of the first clean one.
static size_t best_form(const struct reader *r, const struct candidate *c)
{
    enum { MAX_FORMS = 8 };
    struct {
        uint64_t key;
        size_t first, count;
    } forms[MAX_FORMS] = {
        {form_key(r, c->first, c->end), c->first, 0}
    };
    size_t n = c->end - c->first, count = 1, best = 0;
    int32_t place = (int32_t)(c - r->candidates.v);
    uint32_t left = c->count;
    for (size_t i = c->seen; left && i < r->word_count; i++) {
        if (r->grid[i][n - 1] != place)
            continue;
        left--;
        uint64_t key = form_key(r, i, i + n);
        size_t f = 0;
        while (f < count && forms[f].key != key)
            f++;
        if (f == MAX_FORMS)
            continue;
        if (f == count)
            forms[count++].key = key, forms[f].first = i;
        if (++forms[f].count > forms[best].count)
            best = f;
    }
    return forms[best].first;
}

static struct str surface(const struct reader *r, struct buf *out, const struct candidate *c)
{
    size_t first = c->count > 1 ? best_form(r, c) : c->first, end = first + (c->end - c->first);
    buf_reset(out);
    for (size_t i = r->words[first].token; i <= r->words[end - 1].token; i++) {
        const struct token *t = &r->d->tokens.v[i];
        struct clitics none = {0};
        bool is_first = i == r->words[first].token;
        if (!is_first)
            buf_add_byte(out, ' ');
        clitic_add_display(out, token_text(r->d->text, t), is_first ? &t->clitics : &none);
    }
    return arena_str(r->a, buf_str(out));
}

// The candidates with the highest scores, best first.
static size_t shortlist(struct reader *r, const struct candidate **best)
{
    size_t count = 0;
    for (size_t i = 0; i < r->candidates.n; i++) {
        const struct candidate *c = &r->candidates.v[i];
        if (c->score <= 0 || (count == SHORTLIST && c->score <= best[count - 1]->score))
            continue;
        size_t at = count < SHORTLIST ? count++ : count - 1;
        for (; at > 0 && best[at - 1]->score < c->score; at--)
            best[at] = best[at - 1];
        best[at] = c;
    }
    return count;
}

static size_t choose(struct reader *r, struct keyphrase *out)
{
    const struct candidate *best[SHORTLIST], *chosen[KEYPHRASES_MAX];
    size_t listed = shortlist(r, best), count = 0;
    struct buf b = {0};
    for (size_t i = 0; i < listed && count < KEYPHRASES_MAX; i++) {
        if (is_redundant(r, best[i], chosen, count))
            continue;
        chosen[count] = best[i];
        out[count++] =
            (struct keyphrase){surface(r, &b, best[i]), (double)(best[i]->score / best[0]->score),
                               r->explain ? explain(r, best[i]) : (struct str){0}};
    }
    buf_release(&b);
    return count;
}

void keyphrases_read(struct arena *a, const struct doc *d, const struct keyphrases_context *c,
                     struct keyphrase **out, size_t *out_count)
{
    struct reader r = {.a = a, .d = d, .explain = c->explain};
    *out = arena_new(a, struct keyphrase, KEYPHRASES_MAX);
    r.word_count = keyphrase_words(a, d, c, &r.words);
    collect_candidates(&r);
    score_all(&r);
    *out_count = choose(&r, *out);
}
