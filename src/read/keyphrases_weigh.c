// keyphrases_weigh: see keyphrases.h.
//
// The reader weighs words by a table that is built into the program; a store knows its own stream.
// Its counts are added to those of the table, so that a store of ten articles changes nothing and
// one of a million decides.  A phrase that is chosen for more than USUAL of an outlet's articles
// says little about any of them: its score falls with the square of how often it is.  Done when an
// article is shown, not when it comes in: the writer has no time for it, and the counts move on.
#include "read/keyphrases.h"

#include <math.h>

#include "text/background.h"
#include "text/fold.h"

enum { FEW_ARTICLES = 20 }; // of an outlet: nothing is usual yet
static const double USUAL = 0.15;

static double weight_of_idf(double documents, double df)
{
    return sqrt(sqrt(log((documents + 1) / (df + 0.5)))); // as keyphrases.c takes it
}

// How much rarer or more common the words of the phrase are with the store's counts.
static double rarity_change(struct arena *a, const struct keyphrase_store *s, struct str phrase)
{
    double before = 0, after = 0, builtin = (double)background_documents();
    struct tokens t = tokens_of(a, NULL, phrase);
    for (size_t i = 0; i < t.n; i++) {
        size_t documents = 0;
        double df = background_df(t.v[i].stem), more = s->df(s->data, t.v[i].stem, &documents);
        before += weight_of_idf(builtin, df);
        after += weight_of_idf(builtin + (double)documents, df + more);
    }
    return before > 0 ? after / before : 1;
}

static double usualness(struct arena *a, const struct keyphrase_store *s, struct str phrase)
{
    size_t articles = 0, df = s->outlet_df(s->data, fold(a, phrase), &articles);
    double share = articles ? (double)df / (double)articles : 0;
    return articles < FEW_ARTICLES || share <= USUAL ? 1 : (USUAL / share) * (USUAL / share);
}

void keyphrases_weigh(struct arena *a, const struct keyphrase_store *s, struct keyphrase *v,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct keyphrase k = v[i];
        k.score *= rarity_change(a, s, k.text) * usualness(a, s, k.text);
        size_t at = i;
        for (; at > 0 && v[at - 1].score < k.score; at--)
            v[at] = v[at - 1];
        v[at] = k;
    }
    for (size_t i = n; i > 0; i--)
        v[i - 1].score /= v[0].score > 0 ? v[0].score : 1;
}
