// compare: see compare.h.
#include "read/compare.h"

#include "base/hash.h"
#include "base/vec.h"
#include "read/statement_int.h"
#include "text/background.h"

// Chosen on data/statements/comparisons-dev and the specimen's invented variant.
static const double MATCH_MIN = 0.42;    // of the mean of Jaccard and containment
static const double NARRATIVE_MIN = 0.7; // narratives say less, so more must agree
static const double SHORTENED = 0.75;    // b holds less than this share of a's weight

static const double ACT_DENIED = 0.15, SAME_MARKER = 0.05, OTHER_TOPIC = 0.6, OTHER_VOICE = 0.6;

// More points are not matched: they count as dropped and new.
enum { COMPARE_POINTS_MAX = 300 };

struct bag {
    uint64_t *stems; // distinct
    double *weights;
    size_t n;
    double total;
};

// Words that say who and how, not what.
static bool is_content(const struct doc *d, size_t i)
{
    static const struct str frame[] = {S_INIT("جانب"), S_INIT("طرف"),
                                       S_INIT("وفد"),  S_INIT("وفود"),
                                       S_INIT("جديد"), S_INIT("مجدد"),
                                       S_INIT("ايض"),  S_INIT("ايضا"),
                                       S_INIT("كذلك"), S_INIT("مجددا"),
                                       S_INIT("بيان"), S_INIT("اهم"),
                                       S_INIT("ضرور"), {0}};
    const struct token *t = &d->tokens.v[i];
    bool imperfect;
    if (t->kind == TOKEN_MARK || t->stem.n < 4 || background_idf(t->stem) < 1.5F)
        return false;
    const struct act_verb *v = act_verb_of(act_word(d, i), &imperfect);
    bool clitic = act_word(d, i).n < t->norm.n; // و before a verb
    return !is_word_of(t->stem, frame) && !(v && (!(v->flags & ACT_AMBIGUOUS) || clitic));
}

// The stem without a joined preposition: بتحديث meets تحديث.
static struct str content_stem(const struct token *t)
{
    struct str stem = t->stem;
    bool joined = str_starts(stem, S("ب")) || str_starts(stem, S("ل"));
    if (joined && stem.n >= 8 && background_df(str_drop(stem, 2)) > background_df(stem))
        return str_drop(stem, 2);
    return stem;
}

static struct bag bag_of(struct arena *a, const struct doc *d, struct span at)
{
    size_t first = doc_token_at(d, at.start), end = doc_token_at(d, at.end);
    struct bag b = {arena_new(a, uint64_t, end - first + 1), arena_new(a, double, end - first + 1),
                    0, 0};
    for (size_t i = first; i < end && i < d->tokens.n; i++) {
        if (!is_content(d, i))
            continue;
        uint64_t stem = hash_str(content_stem(&d->tokens.v[i]));
        bool seen = false;
        for (size_t k = 0; k < b.n; k++)
            seen |= b.stems[k] == stem;
        if (seen)
            continue;
        b.stems[b.n] = stem;
        b.weights[b.n] = (double)background_idf(content_stem(&d->tokens.v[i]));
        b.total += b.weights[b.n++];
    }
    return b;
}

static double similarity(const struct bag *x, const struct bag *y)
{
    double both = 0;
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            if (x->stems[i] == y->stems[k])
                both += x->weights[i];
    double smaller = x->total < y->total ? x->total : y->total;
    if (smaller <= 0)
        return 0;
    return (both / (x->total + y->total - both) + both / smaller) / 2;
}

// قرر تمديد and قرر عدم تمديد say the opposite with one strength.
static bool is_negative(const struct doc *d, struct span at)
{
    static const struct str negations[] = {S_INIT("عدم"), S_INIT("لن"), S_INIT("بعدم"), {0}};
    for (size_t i = doc_token_at(d, at.start); i < d->tokens.n && d->tokens.v[i].end <= at.end; i++)
        if (is_word_of(act_word(d, i), negations))
            return true;
    return false;
}

static struct strs changed_words(struct arena *a, struct str before, struct str after)
{
    if (str_eq(before, after))
        return (struct strs){0};
    struct str *v = arena_new(a, struct str, 2);
    v[0] = before;
    v[1] = after;
    return (struct strs){v, 2};
}

struct match {
    size_t a, b;
    double similarity;
};

// لم يتفق، لا يعفي: the act itself is denied.
static bool is_negated_act(const struct point *p)
{
    return p->act == ACT_NARRATIVE &&
           (str_starts(p->marker, S("لم")) || str_starts(p->marker, S("ما")));
}

// Not so a negated act, which is narrative by its class only.
static bool is_plain_narrative(const struct point *p)
{
    return p->act == ACT_NARRATIVE && !is_negated_act(p);
}

// The topic of a discussion: its first content word behind the verb.  Empty: none.
static struct str topic_of(const struct doc *d, const struct point *p)
{
    static const struct str governed[] = {S_INIT("علي"), S_INIT("الي"), S_INIT("في"), {0}};
    size_t from = doc_token_at(d, p->at.start) + 1;
    for (size_t i = from; i < d->tokens.n && i < from + 4; i++)
        if (is_word_of(d->tokens.v[i].norm, governed))
            from = i + 1;
    for (size_t i = from; i < d->tokens.n; i++) {
        if (d->tokens.v[i].end > p->at.end)
            break;
        if (is_content(d, i) && d->tokens.v[i].clitics.verb <= 0)
            return content_stem(&d->tokens.v[i]);
    }
    return (struct str){0};
}

static bool has_stem(const struct bag *b, struct str stem)
{
    uint64_t key = hash_str(stem);
    for (size_t i = 0; i < b->n; i++)
        if (b->stems[i] == key)
            return true;
    return false;
}

// What speaks for or against a pair besides its words: an act that is denied in one only, a
// discussion of something else than the other point is about, one verb in both.
static double fit(const struct point *pa, const struct point *pb)
{
    if (is_negated_act(pa) != is_negated_act(pb))
        return -ACT_DENIED;
    double same = str_eq(pa->marker, pb->marker) && pa->marker.n ? SAME_MARKER : 0;
    // Only countries keep their id from one statement to the other.
    bool one = pa->voice.n == 1 && pb->voice.n == 1 && pa->voice.v[0].n == 2 &&
               pb->voice.v[0].n == 2 && !str_starts(pa->voice.v[0], S("P")) &&
               !str_starts(pb->voice.v[0], S("P"));
    if (one && !str_eq(pa->voice.v[0], pb->voice.v[0]))
        same -= OTHER_VOICE;
    return is_negated_act(pa) ? 3 * same : same;
}

static size_t points_compared(const struct statement *s)
{
    return s->point_count < COMPARE_POINTS_MAX ? s->point_count : COMPARE_POINTS_MAX;
}

// The next best pair of unmatched points; false where none is good enough.
static bool best_match(const double *table, const bool *used_a, const bool *used_b,
                       const struct statement *sa, const struct statement *sb, struct match *best)
{
    *best = (struct match){0};
    size_t na = points_compared(sa), nb = points_compared(sb);
    for (size_t i = 0; i < na; i++) {
        for (size_t k = 0; k < nb; k++) {
            bool told = is_plain_narrative(&sa->points[i]) || is_plain_narrative(&sb->points[k]);
            double s = table[i * nb + k];
            if (!used_a[i] && !used_b[k] && s >= (told ? NARRATIVE_MIN : MATCH_MIN) &&
                s > best->similarity)
                *best = (struct match){i, k, s};
        }
    }
    return best->similarity > 0;
}

static enum change change_of(const struct doc *da, const struct point *pa, const struct doc *db,
                             const struct point *pb, double share)
{
    if (is_negative(da, pa->at) != is_negative(db, pb->at) && pa->strength == pb->strength)
        return CHANGE_WEAKENED;
    if (pb->strength != pa->strength)
        return pb->strength > pa->strength ? CHANGE_STRENGTHENED : CHANGE_WEAKENED;
    return share < SHORTENED ? CHANGE_SHORTENED : CHANGE_KEPT;
}

struct comparison statements_compare(struct arena *a, const struct doc *da,
                                     const struct statement *sa, const struct doc *db,
                                     const struct statement *sb)
{
    size_t na = sa->point_count, nb = sb->point_count;
    struct bag *bags_a = arena_new(a, struct bag, na), *bags_b = arena_new(a, struct bag, nb);
    size_t rows = points_compared(sa), columns = points_compared(sb);
    double *table = arena_new(a, double, rows *columns);
    bool *used_a = arena_new(a, bool, na), *used_b = arena_new(a, bool, nb);
    struct point_pair *of_a = arena_new(a, struct point_pair, na + nb);
    for (size_t i = 0; i < na; i++)
        bags_a[i] = bag_of(a, da, sa->points[i].at);
    for (size_t k = 0; k < nb; k++)
        bags_b[k] = bag_of(a, db, sb->points[k].at);
    for (size_t i = 0; i < na; i++) {
        of_a[i] = (struct point_pair){.a = i, .b = COMPARE_NONE, .change = CHANGE_DROPPED};
        for (size_t k = 0; i < rows && k < columns; k++) {
            double words = similarity(&bags_a[i], &bags_b[k]);
            const struct point *pb = &sb->points[k];
            struct str topic = pb->act == ACT_DISCUSSION ? topic_of(db, pb) : (struct str){0};
            bool other = topic.n && !has_stem(&bags_a[i], topic);
            table[i * columns + k] =
                words <= 0 ? 0 : words + fit(&sa->points[i], pb) - (other ? OTHER_TOPIC : 0);
        }
    }
    struct match m;
    while (best_match(table, used_a, used_b, sa, sb, &m)) {
        const struct point *pa = &sa->points[m.a], *pb = &sb->points[m.b];
        double share = bags_a[m.a].total > 0 ? bags_b[m.b].total / bags_a[m.a].total : 1;
        used_a[m.a] = used_b[m.b] = true;
        of_a[m.a] = (struct point_pair){m.a, m.b, change_of(da, pa, db, pb, share), m.similarity,
                                        changed_words(a, pa->marker, pb->marker)};
    }
    struct comparison c = {of_a, na};
    for (size_t k = 0; k < nb; k++)
        if (!used_b[k])
            of_a[c.pair_count++] =
                (struct point_pair){.a = COMPARE_NONE, .b = k, .change = CHANGE_NEW};
    return c;
}

struct str change_name(enum change change)
{
    // Order: enum change.
    static const struct str names[] = {S_INIT("kept"),         S_INIT("shortened"),
                                       S_INIT("strengthened"), S_INIT("weakened"),
                                       S_INIT("new"),          S_INIT("dropped")};
    return names[change];
}
