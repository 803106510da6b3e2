// statement: see statement.h.
#include "read/statement.h"

#include "base/vec.h"
#include "read/statement_int.h"

// Dates of the article that lie inside the point.
static void give_dates(struct arena *a, const struct statement_context *c, struct point *point)
{
    VEC(struct date_mention) out = {0};
    for (size_t i = 0; i < c->date_count; i++)
        if (c->dates[i].at.start >= point->at.start && c->dates[i].at.end <= point->at.end)
            *vec_push(a, &out) = c->dates[i];
    point->dates = out.v;
    point->date_count = out.n;
}

struct statement statement_read(struct arena *a, const struct doc *d,
                                const struct statement_context *c)
{
    struct clauses clauses = clauses_of(a, d, c);
    struct parties *parties = parties_of(a, d, c->title);
    struct statement s = {.points = arena_new(a, struct point, clauses.n),
                          .point_count = clauses.n};
    for (size_t i = 0; i < clauses.n; i++) {
        const struct clause *clause = &clauses.v[i];
        struct act_found found = act_of(a, d, clause, c);
        struct point *point = &s.points[i];
        *point = (struct point){
            .at = {d->tokens.v[clause->first].start, d->tokens.v[clause->end - 1].end},
            .act = found.act,
            .strength = found.strength,
            .marker = found.marker,
            .why = {.act = found.why,                 .strength = found.strength_why  },
        };
        if (!point->why.strength)
            point->why.strength = "that of the marker";
        parties_judge(parties, a, clause, &found, point);
        give_dates(a, c, point);
    }
    parties_store(parties, &s);
    return s;
}

bool statement_is_likely(const struct doc *d, struct str title)
{
    static const struct str names[] = {S_INIT("بيان مشترك"),     S_INIT("البيان المشترك"),
                                       S_INIT("البيان الختامي"), S_INIT("بيان ختامي"),
                                       S_INIT("نص البيان"),      S_INIT("نص بيان"),
                                       S_INIT("باقي البيان")};
    struct str lead = str_sub(d->text, d->range.start, d->range.end);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_has(title, names[i]) || str_has(lead, names[i]))
            return true;
    size_t acts = 0;
    bool imperfect;
    static const struct str joint[] = {
        S_INIT("الجانبان"), S_INIT("الطرفان"), S_INIT("الوفدان"), {0}};
    for (size_t i = 0; i + 1 < d->tokens.n; i++)
        if (is_word_of(d->tokens.v[i + 1].norm, joint) && act_verb_of(act_word(d, i), &imperfect))
            acts++;
    return acts >= 2;
}
