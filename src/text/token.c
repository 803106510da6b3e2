// token: see token.h.
//
// The scanner has a table for ASCII and decides two-byte Arabic letters by range; only the rest
// asks utf8proc.  The cache has inline strings and sets of two slots, of which a miss overwrites
// the one not used last: bounded, without bookkeeping.  Words longer than its slots are folded each
// time.
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/fold.h"
#include "text/stem.h"

enum {
    CACHE_SETS = 1 << 14,
    CACHE_WORD = 40,
    BYTES_A_TOKEN = 9, // of Arabic, with its blank, are about 11
};

struct cache_slot {
    uint64_t hash;
    uint8_t raw_len, norm_len, stem_at, stem_len, inner_at, inner_len;
    struct clitics clitics;
    char raw[CACHE_WORD], norm[CACHE_WORD];
};

struct token_cache {
    struct cache_slot slots[CACHE_SETS][2];
    uint8_t last[CACHE_SETS]; // the slot of the set that was used last
};

struct token_cache *token_cache_new(void)
{
    struct token_cache *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    return c;
}

void token_cache_free(struct token_cache *c)
{
    free(c);
}

// Folds, stems and splits without the cache.
static void analyse(struct arena *a, struct str raw, struct token *t)
{
    t->norm = fold(a, raw);
    t->stem = t->kind == TOKEN_WORD ? stem_light(t->norm) : t->norm;
    t->inner = t->stem;
    if (!t->arabic)
        return;
    t->clitics = clitics_of(raw, t->norm);
    const struct clitics *c = &t->clitics;
    size_t front = (size_t)c->conjunction + c->preposition + c->future;
    if ((c->conjunction || c->preposition) && !clitic_has_short_article(c))
        t->inner = stem_light(str_drop(t->norm, front));
}

static bool is_slot_of(const struct cache_slot *slot, uint64_t hash, struct str raw)
{
    return slot->hash == hash && slot->raw_len == raw.n && memcmp(slot->raw, raw.p, raw.n) == 0;
}

static void analyse_cached(struct arena *a, struct token_cache *cache, struct str raw,
                           struct token *t)
{
    if (!cache || raw.n > CACHE_WORD || t->kind != TOKEN_WORD) {
        analyse(a, raw, t);
        return;
    }
    uint64_t hash = hash_str(raw);
    size_t set = hash % CACHE_SETS;
    struct cache_slot *slot = &cache->slots[set][cache->last[set]];
    if (!is_slot_of(slot, hash, raw)) {
        cache->last[set] ^= 1;
        slot = &cache->slots[set][cache->last[set]];
    }
    if (!is_slot_of(slot, hash, raw)) {
        analyse(a, raw, t);
        if (t->norm.n > CACHE_WORD)
            return;
        *slot = (struct cache_slot){.hash = hash,
                                    .raw_len = (uint8_t)raw.n,
                                    .norm_len = (uint8_t)t->norm.n,
                                    .stem_at = (uint8_t)(t->stem.p - t->norm.p),
                                    .stem_len = (uint8_t)t->stem.n,
                                    .inner_at = (uint8_t)(t->inner.p - t->norm.p),
                                    .inner_len = (uint8_t)t->inner.n,
                                    .clitics = t->clitics};
        memcpy(slot->raw, raw.p, raw.n);
        memcpy(slot->norm, t->norm.p, t->norm.n);
        return;
    }
    t->norm = arena_str(a, (struct str){slot->norm, slot->norm_len});
    t->stem = (struct str){t->norm.p + slot->stem_at, slot->stem_len};
    t->inner = (struct str){t->norm.p + slot->inner_at, slot->inner_len};
    t->clitics = slot->clitics;
}

// Bytes of the direction marks at the start of s: editors set them into numbers (3.<RLM>5).
static size_t marks_len(struct str s)
{
    struct str rest = s;
    uint32_t c;
    for (struct str at = s; utf8_next(&at, &c) && (c == 0x200E || c == 0x200F);)
        rest = at;
    return s.n - rest.n;
}

static bool is_digit_at(struct str s)
{
    size_t len;
    s = str_drop(s, marks_len(s));
    return s.n && char_class_of(utf8_decode(s, &len)) == CHAR_DIGIT;
}

// . , ٫ ٬ between two digits belong to the number.
static bool is_number_joint(uint32_t c)
{
    return c == '.' || c == ',' || c == 0x066B || c == 0x066C;
}

// Bytes of an Arabic letter at the start of s and of the letters and harakat behind it: most words
// are nothing else.
static size_t arabic_len(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    for (; i + 1 < s.n && p[i] >= 0xD8 && p[i] <= 0xDB; i += 2) {
        uint8_t class = arabic_classes[(p[i] & 3u) << 6 | (p[i + 1] & 0x3Fu)];
        if (class != CHAR_LETTER && (class != CHAR_MARK || i == 0))
            break;
    }
    return i;
}

// The byte length of the word at the start of s, and whether it is all digits.
static size_t word_len(struct str s, bool *number)
{
    size_t known = arabic_len(s);
    struct str rest = str_drop(s, known);
    bool digits = false, letters = known > 0, after_digit = false;
    while (rest.n) {
        size_t len;
        uint32_t c = utf8_decode(rest, &len);
        enum char_class class = char_class_of(c);
        if (class == CHAR_LETTER)
            letters = true;
        else if (class == CHAR_DIGIT)
            digits = true;
        else if (class == CHAR_MARK || c == 0x200C || c == 0x200D)
            ;
        else if (!(is_number_joint(c) && after_digit && is_digit_at(str_drop(rest, len))))
            break;
        after_digit = class == CHAR_DIGIT;
        rest = str_drop(rest, len);
        if (class == CHAR_OTHER) // a joint
            rest = str_drop(rest, marks_len(rest));
    }
    *number = digits && !letters;
    return s.n - rest.n;
}

struct tokens tokens_of(struct arena *a, struct token_cache *cache, struct str text)
{
    VEC(struct token) out = {0};
    out.cap = text.n / BYTES_A_TOKEN + 8;
    out.v = arena_alloc_raw(a, out.cap * sizeof *out.v);
    size_t at = 0;
    bool line_start = true;
    while (at < text.n) {
        struct str rest = str_drop(text, at);
        size_t len;
        uint32_t c = utf8_decode(rest, &len);
        enum char_class class = char_class_of(c);
        if (class == CHAR_SPACE || class == CHAR_INVISIBLE) {
            line_start |= c == '\n';
            at += len;
            continue;
        }
        struct token *t = vec_push(a, &out);
        *t = (struct token){.start = at, .kind = TOKEN_MARK, .line_start = line_start};
        line_start = false;
        if (class != CHAR_OTHER) {
            bool number;
            len = word_len(rest, &number);
            t->kind = number ? TOKEN_NUMBER : TOKEN_WORD;
            t->arabic = is_arabic_point(c) && !number;
        }
        t->end = at + len;
        analyse_cached(a, cache, str_take(rest, len), t);
        at += len;
    }
    return (struct tokens){out.v, out.n};
}

struct str token_text(struct str text, const struct token *t)
{
    return str_sub(text, t->start, t->end);
}
