// token: words and marks of a text, with their folded form and their stem.
//
// A word is a run of letters, digits, marks and joiners; decimal points and thousands separators
// between digits belong to it (12.5, ١٢٫٥).  Everything else that is not blank is a mark of one
// code point.  Time O(n); memory about 80 bytes a token.
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include "base/arena.h"
#include "base/str.h"
#include "text/clitic.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

struct token {
    size_t start, end; // bytes of the raw text
    struct str norm;   // folded; may be empty for a word of marks only
    struct str stem;   // light stem of norm; the same view for numbers and marks
    struct str inner; // light stem of norm without و ف ب ل ك in front of it; of لل words: as stem
    enum token_kind kind;
    bool arabic;            // first letter is Arabic script
    bool line_start;        // first token of its line
    struct clitics clitics; // of an Arabic word
};

struct tokens {
    struct token *v;
    size_t n;
};

// Remembers folded form, stems and clitics of the words seen, so that a running word costs one
// probe.  One per thread; about 4 MB; never invalid.
struct token_cache;
struct token_cache *token_cache_new(void);
void token_cache_free(struct token_cache *c);

// All tokens of `text` (valid UTF-8).  norm and stem live in the arena.  cache may be NULL.
struct tokens tokens_of(struct arena *a, struct token_cache *cache, struct str text);
// The raw bytes of a token.
struct str token_text(struct str text, const struct token *t);

#endif
