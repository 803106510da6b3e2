// cues: words that report what somebody said, and how far their clause reaches.
#ifndef READ_CUES_H
#define READ_CUES_H

#include "read/speakers.h"

enum cue_kind {
    CUE_KIND_VERB,       // وقال
    CUE_KIND_PARTICIPLE, // مؤكدا
    CUE_KIND_MASDAR,     // بالقول، التأكيد على
    CUE_KIND_SOURCE,     // بحسب، وفق ما أكده
    CUE_KIND_SELF,       // وفق تعبيره: names nobody
};

struct cue {
    enum cue_kind kind;
    struct token_range at; // its words
    enum cue_class strength;
    unsigned uses, form;
};

// The cue that starts at token i of the sentence [first, end); false: none.
bool cue_at(const struct quote_reader *r, size_t i, size_t first, size_t end, struct cue *out);
// The token that opens the clause which the cue reports (أن، إن …), or `end`.
size_t cue_clause(const struct quote_reader *r, const struct cue *c, size_t end);
// Where the reported clause that starts at `from` ends: before a new cue, before an attribution at
// the end of the sentence, or at `end`.  A participle in the plural is not of one speaker.
size_t clause_end(const struct quote_reader *r, size_t from, size_t end,
                  const struct phrase *speaker);
// The subject of the cue between its words and `limit`; false: none is written.
bool cue_subject(const struct quote_reader *r, const struct cue *c, size_t limit,
                 struct phrase *out);
// Whether the cue opens its clause (وقال) rather than follow its subject (فلان قال).
bool cue_leads(const struct quote_reader *r, const struct cue *c, size_t first);
// The subject that stands before a cue at `at` (وكان فلان قد قال، الوزارة التي قالت).
bool cue_subject_before(const struct quote_reader *r, size_t first, size_t at, struct phrase *out);

#endif
