// language_explain: why a text is in the language that language_of says.
//
// The model adds up features that are hashed, so their names are lost.  N-grams stay within words,
// though: the features of a text are those of its words put together, and the first feature of a
// single letter is that letter.  So words and letters are weighed one by one, each by how much it
// moves the language ahead of the runner-up.  Slow, for people who ask.
#include "text/language.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/language_model.h"

enum { SHOWN = 5, SEEN_MAX = 512 };

struct evidence {
    struct str text;
    int32_t weight; // all its occurrences together
};

struct weighing {
    const struct language_model *m;
    enum script script;
    size_t best, second;
    struct evidence seen[SEEN_MAX];
    size_t n;
};

static int32_t weight_of(const struct weighing *w, const uint16_t *bucket, size_t n)
{
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += w->m->weights[bucket[i]][w->best] - w->m->weights[bucket[i]][w->second];
    return sum;
}

static void weigh(struct weighing *w, struct str text, bool letter)
{
    struct language_features f;
    language_features_of(text, &f);
    if (f.n == 0 || f.script != w->script)
        return;
    size_t at = 0;
    while (at < w->n && !str_eq(w->seen[at].text, text))
        at++;
    if (at == SEEN_MAX)
        return;
    if (at == w->n)
        w->seen[w->n++] = (struct evidence){text, 0};
    w->seen[at].weight += weight_of(w, f.bucket, letter ? 1 : f.n);
}

// The heaviest evidence for the language, heaviest first.
static void put_heaviest(struct weighing *w, struct buf *b, const char *label, float scale)
{
    for (size_t shown = 0; shown < SHOWN; shown++) {
        size_t best = 0;
        for (size_t i = 1; i < w->n; i++)
            if (w->seen[i].weight > w->seen[best].weight)
                best = i;
        if (w->n == 0 || w->seen[best].weight <= 0)
            break;
        buf_printf(b, "%s%.*s %+.2f", shown ? ", " : label, STR_ARGS(w->seen[best].text),
                   (double)((float)w->seen[best].weight * scale));
        w->seen[best].weight = 0;
    }
    w->n = 0;
}

static void weigh_letters(struct weighing *w, struct str text)
{
    uint32_t c;
    for (struct str rest = text, start = text; utf8_next(&rest, &c); start = rest)
        weigh(w, str_take(start, start.n - rest.n), true);
}

static void weigh_words(struct weighing *w, struct str text)
{
    while (text.n) {
        size_t n = 0;
        while (n < text.n && !is_ascii_space(text.p[n]))
            n++;
        weigh(w, str_take(text, n), false);
        text = str_drop(text, n + (n < text.n));
    }
}

// The language and the one behind it.
static void find_best(struct weighing *w, const struct language_features *f)
{
    int32_t sums[LANGUAGE_LANES] = {0};
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < LANGUAGE_LANES; k++)
            sums[k] += w->m->weights[f->bucket[i]][k];
    w->second = 1;
    for (size_t k = 1; k < w->m->count; k++) {
        if (sums[k] > sums[w->best]) {
            w->second = w->best;
            w->best = k;
        } else if (sums[k] > sums[w->second] && k != w->best) {
            w->second = k;
        }
    }
}

struct str language_explain(struct arena *a, struct str text)
{
    struct language_features f;
    language_features_of(text, &f);
    const char *script = language_script_name(f.script);
    if (f.n == 0)
        return arena_printf(a, "script: %s", script);
    struct weighing w = {.m = f.script == SCRIPT_ARABIC ? &language_arabic : &language_latin,
                         .script = f.script};
    find_best(&w, &f);
    float scale = w.m->scale / sqrtf((float)f.n);
    struct buf b = {0};
    buf_printf(&b, "script: %s; %zu letters; %s ahead of %s by %.2f", script, f.letters,
               w.m->codes[w.best], w.m->codes[w.second],
               (double)((float)weight_of(&w, f.bucket, f.n) * scale));
    text = str_take(text, LANGUAGE_BYTES);
    weigh_words(&w, text);
    put_heaviest(&w, &b, "; words: ", scale);
    weigh_letters(&w, text);
    put_heaviest(&w, &b, "; letters: ", scale);
    struct str why = arena_str(a, buf_str(&b));
    buf_release(&b);
    return why;
}
