// match: the query tree as an FTS5 expression of our own terms, and what each phrase of it weighs.
//
// FTS5 numbers the phrases of an expression as they stand; the weights are in that order.  Terms
// are quoted, so that nothing in them is syntax, and the tree is bounded, so the expression is.
#include <math.h>

#include "store/df.h"
#include "store/search_int.h"

enum { POSTINGS_OF_ANY = 100000 };

// What the very form typed and the words in the order typed add, with "any" (a prototype on the
// questions of bench/quality search: MRR .800 without, .805 with the forms, .808 with both).
static const double form_share = 0.4, order_share = 0.2;

static double term_df(struct store *s, const struct query_node *t, size_t articles)
{
    if (t->prefix)
        return (double)articles / 100;
    double least = (double)articles;
    struct buf b = {0};
    for (size_t i = 0; i < t->word_count; i++) {
        buf_reset(&b);
        if (t->exact)
            terms_add(&b, (struct str){0}, t->words[i].norm);
        else
            terms_add(&b, t->words[i].stem, (struct str){0});
        double df = df_of(s, str_take(buf_str(&b), b.n - 1), articles);
        least = df < least ? df : least;
    }
    buf_release(&b);
    return least;
}

double match_idf(double df, size_t articles)
{
    double n = (double)articles;
    double value = log(1 + (n - df + 0.5) / (df + 0.5));
    return value > 0.01 ? value : 0.01;
}

static size_t term_number(const struct search *x, const struct query_node *t)
{
    for (size_t i = 0; i < x->q->term_count; i++)
        if (x->q->terms[i] == t)
            return i;
    return 0;
}

// With "any", the postings of the commonest words are most of the work and say least: the rarest
// words are taken as long as their postings stay below a sum that is walked in some 20 ms.
static void weigh_terms(struct search *x)
{
    size_t articles = x->s->columns.articles, n = x->q->term_count;
    x->df = arena_new(x->a, double, n);
    x->dropped = arena_new(x->a, bool, n);
    for (size_t i = 0; i < n; i++)
        x->df[i] = term_df(x->s, x->q->terms[i], articles);
    if (!x->options->query.any)
        return;
    double sum = 0;
    bool *taken = arena_new(x->a, bool, n), full = false;
    for (size_t round = 0; round < n; round++) {
        size_t rarest = SIZE_MAX;
        for (size_t i = 0; i < n; i++)
            if (!taken[i] && !x->q->terms[i]->negated &&
                (rarest == SIZE_MAX || x->df[i] < x->df[rarest]))
                rarest = i;
        if (rarest == SIZE_MAX)
            break;
        full = full || (sum > 0 && sum + x->df[rarest] > POSTINGS_OF_ANY);
        taken[rarest] = true;
        x->dropped[rarest] = full;
        sum += x->df[rarest];
    }
}

static bool is_dropped(const struct search *x, const struct query_node *n)
{
    if (n->kind == QUERY_TERM)
        return x->dropped[term_number(x, n)];
    for (size_t i = 0; i < n->child_count; i++)
        if (!is_dropped(x, n->child[i]))
            return false;
    return true;
}

// "term\nterm"; our terms hold no quotation marks, but a doubled one would be right.
static void emit_words(struct search *x, const struct query_node *t)
{
    buf_add(&x->match, S("\""));
    for (size_t i = 0; i < t->word_count; i++) {
        if (t->exact || (t->prefix && i + 1 == t->word_count))
            terms_add(&x->match, (struct str){0}, t->words[i].norm);
        else
            terms_add(&x->match, t->words[i].stem, (struct str){0});
    }
    x->match.n--; // the last line end, so that a prefix ends the string
    buf_add(&x->match, t->prefix ? S("\"*") : S("\""));
    size_t i = term_number(x, t);
    x->sc.weights[x->sc.phrases++] =
        t->negated ? 0 : match_idf(x->df[i], x->s->columns.articles) * (double)t->word_count;
}

// The same word in the very form typed: adds no article, but weight.
static void emit_form(struct search *x, const struct query_node *t)
{
    if (t->exact || t->prefix || t->negated || t->word_count != 1)
        return;
    buf_add(&x->match, t->title ? S(" OR title : \"") : S(" OR \""));
    size_t start = x->match.n;
    terms_add(&x->match, (struct str){0}, t->words[0].norm);
    struct str term = str_sub(buf_str(&x->match), start, --x->match.n);
    double df = df_of(x->s, term, x->s->columns.articles);
    x->sc.weights[x->sc.phrases++] = form_share * match_idf(df, x->s->columns.articles);
    buf_add_byte(&x->match, '"');
}

static void emit_term(struct search *x, const struct query_node *t)
{
    if (t->title)
        buf_add(&x->match, S("title : "));
    emit_words(x, t);
}

// Of a query that is nothing but words, any of which may occur: neighbours in their order.
static void emit_neighbours(struct search *x)
{
    for (size_t i = 0; i + 1 < x->q->term_count; i++) {
        const struct query_node *a = x->q->terms[i], *b = x->q->terms[i + 1];
        if (a->word_count != 1 || b->word_count != 1 || a->exact || b->exact || a->prefix ||
            b->prefix || a->title || b->title || x->dropped[i] || x->dropped[i + 1])
            continue;
        buf_add(&x->match, S(" OR \""));
        terms_add(&x->match, a->words[0].stem, (struct str){0});
        terms_add(&x->match, b->words[0].stem, (struct str){0});
        x->match.n--;
        buf_add_byte(&x->match, '"');
        double df = x->df[i] < x->df[i + 1] ? x->df[i] : x->df[i + 1];
        x->sc.weights[x->sc.phrases++] = order_share * match_idf(df, x->s->columns.articles);
    }
}

static bool is_words_only(const struct query_node *n)
{
    for (size_t i = 0; i < n->child_count; i++)
        if (n->child[i]->kind != QUERY_TERM || n->child[i]->negated)
            return false;
    return n->kind == QUERY_OR;
}

static void emit(struct search *x, const struct query_node *n)
{
    if (n->kind == QUERY_TERM) {
        emit_term(x, n);
        return;
    }
    if (n->kind == QUERY_NEAR) {
        buf_add(&x->match, n->child[0]->title ? S("title : NEAR(") : S("NEAR("));
        for (size_t i = 0; i < n->child_count; i++) {
            emit_words(x, n->child[i]);
            buf_add_byte(&x->match, ' ');
        }
        buf_printf(&x->match, ", %zu)", n->distance);
        return;
    }
    static const char *const operators[] = {
        [QUERY_AND] = " AND ", [QUERY_OR] = " OR ", [QUERY_NOT] = " NOT "};
    bool first = true;
    buf_add_byte(&x->match, '(');
    for (size_t i = 0; i < n->child_count; i++) {
        if (n->kind == QUERY_OR && is_dropped(x, n->child[i]) && !is_dropped(x, n))
            continue;
        if (!first)
            buf_add(&x->match, str_from_cstr(operators[n->kind]));
        emit(x, n->child[i]);
        if (n->kind == QUERY_OR && n->child[i]->kind == QUERY_TERM && x->options->query.any)
            emit_form(x, n->child[i]);
        first = false;
    }
    if (n == x->q->root && x->options->query.any && is_words_only(n))
        emit_neighbours(x);
    buf_add_byte(&x->match, ')');
}

void match_build(struct search *x)
{
    weigh_terms(x);
    emit(x, x->q->root);
}
