// choice: who speaks through a cue, chosen among everything that the rules bring.
#ifndef READ_CHOICE_H
#define READ_CHOICE_H

#include "gen/speaker_table.h"
#include "read/cues.h"

// What speaks for and against a candidate: where it comes from (RULE to NEAREST_BEFORE, CUT to
// NAME_BEHIND_COMMA, TAIL …; RAW as written, FULL as resolved), what it is, how it agrees with the
// verb, the words at its edges, and what it is beside the phrase behind the cue (RAW_…).
// clang-format off
#define CHOICE_FEATURES(X) \
    X(RULE) \
    X(BEHIND_RAW) \
    X(BEHIND_FULL) \
    X(BEFORE_RAW) \
    X(BEFORE_FULL) \
    X(SPOKE_LAST) \
    X(SPOKE_SECOND) \
    X(SPOKE_EARLIER) \
    X(NEVER_SPOKE) \
    X(TOPIC_HERE) \
    X(TOPIC_LAST) \
    X(TOPIC_EARLIER) \
    X(HERE_BEFORE) \
    X(HERE_BEHIND) \
    X(SENTENCE_BEFORE) \
    X(TWO_BEFORE) \
    X(HOLDER) \
    X(FIRST_PERSON) \
    X(NEAREST_BEFORE) \
    X(PERSON) \
    X(ORG) \
    X(DOCUMENT) \
    X(GROUP) \
    X(ANONYMOUS) \
    X(NAMED) \
    X(UNNAMED_PERSON) \
    X(HAS_ROLE) \
    X(DOUBTFUL) \
    X(ONE_WORD) \
    X(TWO_WORDS) \
    X(THREE_WORDS) \
    X(MANY_WORDS) \
    X(LONG) \
    X(OTHER_GENDER) \
    X(OTHER_NUMBER) \
    X(AGREES) \
    X(IN_MARKS) \
    X(BEHIND_VERB) \
    X(BEHIND_PREPOSITION) \
    X(OTHER_SIDE_LAST) \
    X(CONTINUES_LAST) \
    X(PARAGRAPH_LAST) \
    X(ENDS_AT_COMP) \
    X(ENDS_AT_COMMA) \
    X(ENDS_AT_WORD) \
    X(ENDS_AT_MARK) \
    X(CUT) \
    X(CUT_DEFINITE) \
    X(GROWN) \
    X(NAME_BEHIND) \
    X(NAME_BEHIND_COMMA) \
    X(LAST_DEFINITE) \
    X(LAST_VERBISH) \
    X(LAST_GIVEN) \
    X(NEXT_COMP) \
    X(NEXT_COMMA) \
    X(NEXT_PREP) \
    X(NEXT_REL) \
    X(NEXT_DEFINITE) \
    X(NEXT_INDEFINITE) \
    X(NEXT_MARK) \
    X(NEXT_ROLE) \
    X(NEXT_TIME) \
    X(FIRST_GIVEN) \
    X(FIRST_ROLE) \
    X(FIRST_ORG) \
    X(FIRST_DEFINITE) \
    X(FIRST_UNKNOWN) \
    X(IS_MENTION) \
    X(MENTION_GOES_ON) \
    X(MENTION_ENDS_BEFORE) \
    X(SAME_HEAD_AS_RAW) \
    X(LAST_RAW_NONE) \
    X(LAST_RAW_ROLE) \
    X(LAST_RAW_NAMED) \
    X(LAST_RAW_ORG) \
    X(LAST_RAW_DOC) \
    X(LAST_RAW_GROUP) \
    X(LAST_RAW_ANON) \
    X(LAST_RAW_ONE_WORD) \
    X(NAMED_RAW_UNNAMED) \
    X(PERSON_RAW_ROLE) \
    X(ORG_RAW_ORG) \
    X(DOC_RAW_DOC) \
    X(ANON_RAW_ANON) \
    X(RAW_WORDS_INSIDE) \
    X(RULE_CUT) \
    X(SAME_KIND_AS_LAST) \
    X(TAIL) \
    X(TAIL_AFTER_DEFINITE) \
    X(CUT_AT_PREP) \
    X(RAW_IS_PREFIX) \
    X(DIRECT) \
    X(DIRECT_CLOSED) \
    X(PERSON_OTHER_GENDER) \
    X(LAST_OTHER_GENDER) \
    X(LAST_OTHER_NUMBER) \
    X(NAMED_RAW_CONSTRUCT) \
    X(NAMED_OTHER_ROLE) \
    X(LAST_RAW_CLOSED) \
    X(OTHER_RAW_CLOSED) \
    X(EARLIER_RAW_DIRECT) \
    X(OTHER_RAW_DIRECT) \
    X(FIRST_RARE) \
    X(FIRST_FREQUENT) \
    X(DOC_ONE_WORD_DEFINITE) \
    X(ANON_AFTER_SAME) \
    X(PERSON_AFTER_SAME)
// clang-format on
enum choice_feature {
#define X(name) CHOICE_##name,
    CHOICE_FEATURES(X)
#undef X
        CHOICE_RULES, // + the number of the rule that proposed it
    CHOICE_FEATURE_COUNT = SPEAKER_FEATURES,
    CHOICE_PARTS = CHOICE_FEATURE_COUNT / 64
};
// How the rules came to their answer: the cue has a subject; a verb without; a cue that hangs on
// another clause (participle, verbal noun); an attribution.  Each has weights of its own.
enum choice_context { CHOICE_WRITTEN, CHOICE_CARRIED, CHOICE_HANGING, CHOICE_SOURCE };
enum { CHOICE_CONTEXTS = SPEAKER_CONTEXTS, CHOICES_MAX = 32 };

struct choice {
    struct phrase p;
    uint64_t features[CHOICE_PARTS]; // bits
};

struct choices {
    struct cue cue;
    enum choice_context context;
    struct choice v[CHOICES_MAX]; // the rules' answer first
    size_t n, taken;
    struct str names[CHOICES_MAX]; // only while training
};

// For tools/train-speakers: other weights, and every choice that was made.
struct choice_training {
    struct arena *a;
    const int16_t (*weights)[CHOICE_FEATURE_COUNT]; // of each context; NULL: the rules decide
    VEC(struct choices) made;
};

// The phrase behind a cue, and what it stands for; raw.kind is SPEAKER_NONE where there is none.
struct written {
    struct phrase raw, full;
};

static inline void choice_set(struct choice *c, unsigned f)
{
    c->features[f / 64] |= 1ull << (f % 64);
}
static inline bool choice_has(const struct choice *c, unsigned f)
{
    return c->features[f / 64] >> (f % 64) & 1;
}
// The same words, the first without what is written onto it.
bool choice_same_name(const struct quote_reader *r, struct token_range a, struct token_range b);
// Fills the features of all of l that do not say where a candidate comes from; `first`: of the
// cue's sentence; raw: the phrase behind the cue, may be NULL.
void choice_describe(struct quote_reader *r, struct choices *l, size_t first,
                     const struct phrase *raw);

// من جهته، بدوره: the sentence that starts at `first` turns to somebody else before token `at`.
bool choice_is_other_side(const struct quote_reader *r, size_t first, size_t at);

// Who speaks through cue c of the sentence that starts at `first`: `p`, which is what the rules
// say, or a likelier candidate; `written` says that the rules found a subject; `behind` (may be
// NULL) is what stands behind the cue, looked for up to `limit`.
struct phrase speaker_choose(struct quote_reader *r, const struct cue *c, size_t first,
                             size_t limit, struct phrase p, bool written,
                             const struct written *behind);

#endif
