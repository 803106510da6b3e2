// reader: what the parts of the quotation reader share about one article.
#ifndef READ_READER_H
#define READ_READER_H

#include "base/vec.h"
#include "model.h"
#include "read/marks.h"
#include "read/speaker_rules.h"
#include "read/words.h"

struct token_range {
    size_t first, end;
};

// A noun phrase that can be a speaker.  Ranges are tokens; an empty one is absent.
struct phrase {
    enum speaker_kind kind;
    size_t head, end;
    struct token_range name, role;
    bool own_name; // a person's name, not only a description
    bool same;     // "the same source"
    bool doubtful; // a common word: only where nothing speaks against it
    bool feminine, plural;
    bool feminine_word;     // its head ends in ة
    enum speaker_rule rule; // what chose it as a speaker
};

// A phrase, and what it stands for once somebody has asked.
struct named {
    struct phrase p, full;
    bool resolved;
};

// What read/choice.c knows of a name, whoever asks.
struct name_features {
    struct token_range name;
    uint64_t features[3]; // CHOICE_PARTS
};

struct quote_reader {
    struct arena *a;
    const struct doc *d;
    const struct word *words;
    struct markeds marks;
    size_t *mark_at;     // for each token: the index of the mark that it opens, else MARK_NONE
    size_t *person_end;  // for each token: where the person's name that starts there ends, from the
                         // entities; 0: none starts.  NULL: no entities
    struct str document; // what البيان stands for, from outside; may be empty
    VEC(struct phrase) known;  // persons, organisations, documents introduced anywhere
    VEC(struct named) named;   // the same and every person mentioned, by `head`
    bool gathered;             // `named` is there
    VEC(struct phrase) spoken; // who spoke, in order
    VEC(struct phrase) topics; // subjects of other verbs, in order
    struct name_features name_features[64];
    struct choice_training *training; // NULL: not at work
};

// The word of token i, and whether it has one of some classes (WORD_*); both need a reader `r`.
#define W(i) (r->words[i])
#define IS(i, mask) ((W(i).classes & (mask)) != 0)

// These may be asked of the token behind the last as well: nothing is there.
static inline bool is_word(const struct quote_reader *r, size_t i)
{
    return i < r->d->tokens.n && r->d->tokens.v[i].kind == TOKEN_WORD;
}

// Whether a and the C string b are the same.
bool is_same_word(struct str a, const char *b);

// Whether the folded word of token i is `norm`, of two bytes or more.  Asked many times of every
// token: the second byte nearly always tells (bench/quotes).
static inline bool norm_is(const struct quote_reader *r, size_t i, const char *norm)
{
    if (i >= r->d->tokens.n)
        return false;
    struct str word = r->d->tokens.v[i].norm;
    return word.n > 1 && word.p[1] == norm[1] && is_same_word(word, norm);
}

// The byte of the first character of a mark token, 0 for other tokens.
static inline char mark_byte(const struct doc *d, size_t token)
{
    if (token >= d->tokens.n)
        return '\0';
    const struct token *t = &d->tokens.v[token];
    return t->kind == TOKEN_MARK ? d->text.p[t->start] : '\0';
}

static inline bool is_comma(const struct doc *d, size_t token)
{
    if (token >= d->tokens.n)
        return false;
    struct str s = token_text(d->text, &d->tokens.v[token]);
    return str_eq(s, S("،")) || str_eq(s, S(","));
}

#endif
