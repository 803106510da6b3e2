// clitic: what is written onto an Arabic word (و ف ب ل ك س ال, pronouns), and what kind of word it
// is, judged by how common the parts are (text/background.h).
//
// Part of every token (text/token.h) and worked out once per word, in the token cache.
#ifndef TEXT_CLITIC_H
#define TEXT_CLITIC_H

#include "base/arena.h"
#include "base/buf.h"

// What a word is known to be (data/lexicons/word-classes.tsv); bits.
enum clitic_class {
    CLASS_FUNCTION = 1,    // preposition, particle, pronoun, demonstrative, quantifier, كان …
    CLASS_COMMON_VERB = 2, // of news; some are nouns as well: a first guess
    CLASS_WEAK = 4, // a noun or adjective that says little: اهميه، مجموعه، الماضي
    CLASS_TITLE = 8,       // stands before a person's name: الرئيس، الدكتور
    CLASS_GIVEN_NAME = 16, // or begins a name: عبد، ابو، بن
    CLASS_INNER = 32,      // a preposition that may stand inside a phrase: من، في
    CLASS_PLACE = 128,     // a country, city or region
    CLASS_VAGUE = 256,     // a noun that says little alone: البيان، القرار
    CLASS_GOVERNS = 512,   // a verbal noun with a preposition of its own: انسحاب (من)
    CLASS_BEFORE_NOUN = 64 // a function word after which a noun follows, not a verb
};

// Lengths in bytes of the folded word: it is conjunction + preposition + article + base + pronoun.
// للبيان is ل + ل (article) + بيان.  All 0 for words in other scripts.
struct clitics {
    uint8_t conjunction; // و ف
    uint8_t preposition; // ب ل ك
    uint8_t future;      // س before a verb
    uint8_t article;     // ال, or the ل of لل
    bool swallowed; // للجنة is ل + اللجنة: of three ل only two are written, article is 0
    uint8_t pronoun;  // ه ها هم هما هن نا كم
    uint16_t classes; // enum clitic_class, of the word without what is written onto it
    int8_t verb;      // > 0: rather a verb, < 0: rather a noun, ±100; 0: unknown
};

// `raw` is the word as written, `folded` its folded form (raw tells أ from ا and ة from ه).
struct clitics clitics_of(struct str raw, struct str folded);

// Whether the article is written as the second ل of لل.
static inline bool clitic_has_short_article(const struct clitics *c)
{
    return c->article == 2; // bytes of one letter
}

// The bare word: a view into `folded` without what is written onto it.
struct str clitic_base(struct str folded, const struct clitics *c);

// Adds the word as it is shown: without conjunction and preposition, with its article, without
// tatweel and harakat, Persian yeh and kaf as Arabic ones: للبيان -> البيان, وبغداد -> بغداد.
void clitic_add_display(struct buf *out, struct str raw, const struct clitics *c);
// The same in the arena.
struct str clitic_display(struct arena *a, struct str raw, const struct clitics *c);

// The place of a word in the table of classes (gen/word_classes.h), SIZE_MAX where it is not in it;
// for the generators.
size_t clitic_word_place(struct str word);

#endif
