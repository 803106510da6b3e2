// claims: whether two sentences agree, and which sentences of one text contradict each other.
//
// Rules come first where they are sure (a denial of the same predicate, opposites, numbers of one
// unit beyond rounding); a small linear model decides the rest of the pairs.  Only what a rule
// found is called a contradiction in a text (docs/decisions/0032-claims.md).
#ifndef READ_CLAIMS_H
#define READ_CLAIMS_H

#include "text/doc.h"

enum relation { RELATION_AGREE, RELATION_DISAGREE, RELATION_OTHER };

struct claim_relation {
    enum relation relation;
    double score; // 0..1, how sure; rules are given 0.9
    bool by_rule;
};

// How two sentences (or headlines) stand to each other.  O(words of a x words of b), each cut at
// CLAIM_WORDS_MAX words.
struct claim_relation claims_relate(struct arena *a, const struct doc *da, const struct doc *db);
// "agree", "disagree", "other".
struct str relation_name(enum relation relation);

// What somebody is said to hold, or a text denies.
struct claim {
    struct span at;      // bytes of d->text, the clause without its verb of saying
    struct str event;    // what it is about: its first word that says something, bare and folded
    bool negative;       // polarity
    struct str modality; // "asserted", "possible", "unlikely"
    struct str holder;   // as named by the reader of quotations; empty: not named
};

struct claim_clash {
    size_t a, b; // indexes of claims, a < b
};

struct claims {
    struct claim *v;
    size_t count;
    struct claim_clash *clashes;
    size_t clash_count;
};

// The reported clauses (قال إن …، نفى وجود …) in text order, at most CLAIMS_MAX, and which of them
// contradict each other: one event, opposite polarity, and no other word of weight against it.
struct claims claims_read(struct arena *a, const struct doc *d, const struct quote *quotes,
                          size_t quote_count);

#endif
