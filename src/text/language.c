// language: see language.h.
//
// Sums the weights of the features of each language and divides by the square root of their
// number, as in training: evidence grows with length, though not in proportion, since neighbouring
// n-grams overlap.  A long text that is clear stops early.
#include "text/language.h"

#include <math.h>

#include "text/language_model.h"

enum { STEP = 640 }; // features between two looks at the margin

// Where the script names the language.  Order: enum script.
static const struct str script_codes[SCRIPT_COUNT] = {
    S_INIT("und"), S_INIT("ar"),  S_INIT("en"), S_INIT("ru"), S_INIT("el"), S_INIT("he"),
    S_INIT("hy"),  S_INIT("syr"), S_INIT("hi"), S_INIT("bn"), S_INIT("th"), S_INIT("ka"),
    S_INIT("am"),  S_INIT("zgh"), S_INIT("ja"), S_INIT("zh"), S_INIT("ko"), S_INIT("und"),
};

struct sums {
    int32_t v[LANGUAGE_LANES];
};

static void add_rows(struct sums *sums, const struct language_model *m, const uint16_t *bucket,
                     size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const int8_t *row = m->weights[bucket[i]];
        for (size_t k = 0; k < LANGUAGE_LANES; k++)
            sums->v[k] += row[k];
    }
}

// The place of the largest sum and, in *margin, how far the next one is behind.
static size_t best_of(const struct sums *sums, size_t count, int32_t *margin)
{
    size_t best = 0;
    int32_t second = INT32_MIN;
    for (size_t i = 1; i < count; i++) {
        if (sums->v[i] > sums->v[best]) {
            second = sums->v[best];
            best = i;
        } else if (sums->v[i] > second) {
            second = sums->v[i];
        }
    }
    *margin = sums->v[best] - second;
    return best;
}

static float probability(const struct sums *sums, size_t count, size_t best, float scale)
{
    float total = 0;
    for (size_t i = 0; i < count; i++)
        total += expf((float)(sums->v[i] - sums->v[best]) * scale);
    return 1 / total;
}

struct language language_of(struct str text)
{
    struct language_features f;
    language_features_of(text, &f);
    if (f.n == 0) {
        bool known = f.script != SCRIPT_NONE && f.script != SCRIPT_OTHER;
        return (struct language){script_codes[f.script], known ? 0.9F : 0.0F};
    }
    const struct language_model *m = f.script == SCRIPT_ARABIC ? &language_arabic : &language_latin;
    struct sums sums = {0};
    size_t best = 0, used = 0;
    while (used < f.n) {
        size_t n = f.n - used < STEP ? f.n - used : STEP;
        add_rows(&sums, m, f.bucket + used, n);
        used += n;
        int32_t margin;
        best = best_of(&sums, m->count, &margin);
        if ((float)margin * m->scale > 12 * sqrtf((float)used))
            break;
    }
    float p = probability(&sums, m->count, best, m->scale / sqrtf((float)used));
    return (struct language){str_from_cstr(m->codes[best]), p};
}
