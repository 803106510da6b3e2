// doc: a text made ready for the readers: tokens and sentences, computed once, shared by all.
#ifndef TEXT_DOC_H
#define TEXT_DOC_H

#include "model.h"
#include "text/token.h"

struct sentence {
    size_t first, end; // tokens [first, end)
    struct span at;    // bytes, without blanks at the ends
    bool paragraph_start;
};

struct doc {
    struct str text;   // the whole text that all spans refer to
    struct span range; // the part that was analysed
    struct tokens tokens;
    struct sentence *sentences;
    size_t sentence_count;
};

// Analyses text[range].  Everything lives in the arena; `text` must outlive the doc.
struct doc doc_of(struct arena *a, struct token_cache *cache, struct str text, struct span range);
// The same for a whole text.
struct doc doc_of_text(struct arena *a, struct token_cache *cache, struct str text);
// The sentence that holds the token, by binary search; the last one if past the end.
size_t doc_sentence_of(const struct doc *d, size_t token);
// Whether token i is there and is that mark.
static inline bool doc_is_mark(const struct doc *d, size_t i, struct str mark)
{
    return i < d->tokens.n && d->tokens.v[i].kind == TOKEN_MARK &&
           str_eq(token_text(d->text, &d->tokens.v[i]), mark);
}
// The first token that ends behind byte `at`; tokens.n if none.
size_t doc_token_at(const struct doc *d, size_t at);

#endif
