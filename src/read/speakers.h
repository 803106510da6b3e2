// speakers: who may speak in an article: noun phrases read as persons, organisations, documents,
// groups and sources without a name, and the fullest name that the article gives for each.
#ifndef READ_SPEAKERS_H
#define READ_SPEAKERS_H

#include "base/vec.h"
#include "model.h"
#include "read/marks.h"
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
    bool feminine_word; // its head ends in ة
};

// What the readers of one article share.
struct quote_reader {
    struct arena *a;
    const struct doc *d;
    const struct word *words;
    struct markeds marks;
    size_t *mark_at;          // for each token: the index of the mark that it opens, else MARK_NONE
    struct str document;      // what البيان stands for, from outside; may be empty
    VEC(struct phrase) known; // persons, organisations, documents introduced anywhere
    VEC(struct phrase) spoken; // who spoke, in order
    VEC(struct phrase) topics; // subjects of other verbs, in order
};

// Reads the noun phrase at token `at`, at most up to `limit`; false where there is none.
bool phrase_parse(const struct quote_reader *r, size_t at, size_t limit, struct phrase *out);
// Finds everything introduced in the article (r->known).  At most SPEAKERS_MAX are kept.
void speakers_collect(struct quote_reader *r);
#define SPEAKERS_MAX 256

// The phrase that `p` stands for: the full name for a last name, the ministry for "the ministry",
// the person for a role; p itself where nothing fits.
struct phrase speaker_resolve(const struct quote_reader *r, struct phrase p);
// Who speaks through a verb at token `at` that has no subject: a subject of the same sentence, else
// the last speaker that agrees with the verb form (FORM_*); false: nobody.
bool speaker_carried(const struct quote_reader *r, unsigned form, size_t sentence_first, size_t at,
                     struct phrase *out);
// Remembers p as a speaker; as the subject of another verb.
void speaker_remember(struct quote_reader *r, struct phrase p);
void topic_remember(struct quote_reader *r, struct phrase p);
// As it leaves the program.
struct speaker speaker_of(const struct quote_reader *r, const struct phrase *p);

// The mark that opens at token i when it holds a name of a few words ("التايمز"), else NULL.
const struct marked *short_mark(const struct quote_reader *r, size_t i);
// The byte of the first character of a mark token, 0 for other tokens.
char mark_byte(const struct doc *d, size_t token);
bool is_comma(const struct doc *d, size_t token);

#endif
