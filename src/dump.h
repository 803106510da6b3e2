// dump: the structs of model.h as JSON, in the shape of design.md sections 7 and 8.
//
// One function a kind, each writes one value (array or object); the caller writes the key.  `map`
// turns the byte spans into code points of the text they refer to.  `explain` writes the member
// "why" of readings that rules made; those whose why is laid out on demand have it where they have
// it (model.h).
#ifndef DUMP_H
#define DUMP_H

#include "base/arena.h"
#include "base/json.h"
#include "model.h"

struct comparison;
struct cpmap;
struct doc;

void dump_span(struct json *j, const struct cpmap *map, struct span at); // members start, end
void dump_spans(struct json *j, const struct cpmap *map, const struct spans *list);
void dump_strs(struct json *j, const struct strs *list);
void dump_dates(struct json *j, const struct cpmap *map, const struct date_mention *v, size_t n,
                bool explain);
void dump_keyphrases(struct json *j, const struct keyphrase *v, size_t n);
void dump_entities(struct json *j, const struct cpmap *map, const struct entity *v, size_t n);
void dump_quotes(struct json *j, const struct cpmap *map, const struct quote *v, size_t n,
                 bool explain);
void dump_points(struct json *j, const struct cpmap *map, const struct statement *s, bool explain);
// The members alone, for a stage whose output object they are.
void dump_statement_members(struct json *j, const struct cpmap *map, const struct statement *s,
                            bool explain);
// Two statements and what changed between them: the members points_a, points_b and pairs.
struct dumped_statement {
    const struct doc *doc;
    const struct statement *statement;
};
void dump_comparison_members(struct json *j, struct arena *scratch,
                             const struct dumped_statement *a, const struct dumped_statement *b,
                             const struct comparison *c, bool explain);
void dump_article(struct json *j, const struct cpmap *map, const struct article *a, bool explain);
// The members page_keywords and related of a page.
void dump_page_lists(struct json *j, const struct page *p);
// The members of a whole page (section 8); the caller writes the braces.
void dump_page(struct json *j, struct arena *scratch, const struct page *p, bool explain);

// The name used in JSON.
struct str dump_act(enum act act);

#endif
