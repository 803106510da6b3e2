// statement_int: what the files of the statement reader share.
#ifndef READ_STATEMENT_INT_H
#define READ_STATEMENT_INT_H

#include "read/acts_table.h"
#include "read/statement.h"

// A stretch of tokens that makes one point.
struct clause {
    size_t first, end; // tokens
    size_t lead;       // tokens [lead, first) stand before the quotation and may hold its verb
    bool item;         // the start of a list item
    size_t governor;   // verb of the line that announces the list; SIZE_MAX: none
};

struct clauses {
    struct clause *v;
    size_t n;
};

// statement_clauses.c
struct clauses clauses_of(struct arena *a, const struct doc *d, const struct statement_context *c);

// A token of an act verb: which row, and whether it is an imperfect.
const struct act_verb *act_verb_of(struct str norm, bool *imperfect);
// The folded word of token i without و or ف where what follows is a word of the tables.
struct str act_word(const struct doc *d, size_t i);
// The word is one of the list (folded), `list` ends with an empty view.
bool is_word_of(struct str word, const struct str *list);

// statement_acts.c: what a clause does.
struct act_found {
    enum act act;
    int strength;
    struct str marker;
    size_t verb;   // token of the verb; d->tokens.n: none
    size_t object; // token of the object noun; d->tokens.n: none
    int flags;     // of the verb's row
    bool impersonal;
    bool clause_complement;   // reports a fact: أكد أن …
    const char *why;          // the rule that found the act
    const char *strength_why; // what moved the strength; NULL: nothing
};
struct act_found act_of(struct arena *a, const struct doc *d, const struct clause *clause,
                        const struct statement_context *c);

// statement_parties.c: who speaks, who must do it.
struct parties;
struct parties *parties_of(struct arena *a, const struct doc *d, struct str title);
void parties_judge(struct parties *p, struct arena *a, const struct clause *clause,
                   const struct act_found *found, struct point *point);
void parties_store(const struct parties *p, struct statement *s);

#endif
