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

// Words of the dialects that the standard language does not have, folded.  `strong`: one is enough.
// Order: by word, as str_cmp has it.
static const struct marker {
    struct str word;
    int weight; // 2: strong
} markers[] = {
    {S_INIT("ابغا"),         2},
    {S_INIT("ابغي"),         2},
    {S_INIT("ازاي"),         2},
    {S_INIT("ازيك"),         2},
    {S_INIT("اش"),             1},
    {S_INIT("اشلون"),       2},
    {S_INIT("اكو"),           1},
    {S_INIT("اللي"),         2},
    {S_INIT("النهاردا"), 2},
    {S_INIT("النهارده"), 2},
    {S_INIT("امبارح"),     2},
    {S_INIT("ايش"),           1},
    {S_INIT("ايشبك"),       2},
    {S_INIT("ايوا"),         1},
    {S_INIT("ايوه"),         2},
    {S_INIT("باش"),           1},
    {S_INIT("باهي"),         1},
    {S_INIT("بتاع"),         2},
    {S_INIT("بتاعت"),       2},
    {S_INIT("بتاعتي"),     2},
    {S_INIT("بتاعه"),       2},
    {S_INIT("بتاعي"),       2},
    {S_INIT("بدك"),           2},
    {S_INIT("بدنا"),         2},
    {S_INIT("بدها"),         2},
    {S_INIT("بدهم"),         2},
    {S_INIT("بدو"),           1},
    {S_INIT("بدي"),           1},
    {S_INIT("برشا"),         2},
    {S_INIT("برضه"),         2},
    {S_INIT("برضو"),         2},
    {S_INIT("بزاف"),         2},
    {S_INIT("بكره"),         1},
    {S_INIT("تاعنا"),       2},
    {S_INIT("تبغي"),         2},
    {S_INIT("تبي"),           1},
    {S_INIT("توا"),           1},
    {S_INIT("توه"),           1},
    {S_INIT("ثما"),           2},
    {S_INIT("جذي"),           2},
    {S_INIT("حيت"),           1},
    {S_INIT("خوش"),           1},
    {S_INIT("خويا"),         2},
    {S_INIT("دابا"),         2},
    {S_INIT("دحين"),         2},
    {S_INIT("دلوقتي"),     2},
    {S_INIT("ده"),             2},
    {S_INIT("ديال"),         2},
    {S_INIT("ديالك"),       2},
    {S_INIT("ديالنا"),     2},
    {S_INIT("ديالي"),       2},
    {S_INIT("راني"),         2},
    {S_INIT("راه"),           1},
    {S_INIT("راهو"),         2},
    {S_INIT("راهي"),         2},
    {S_INIT("زين"),           1},
    {S_INIT("شحال"),         2},
    {S_INIT("شلون"),         2},
    {S_INIT("شلونك"),       2},
    {S_INIT("شنو"),           2},
    {S_INIT("شنوا"),         2},
    {S_INIT("شنوه"),         2},
    {S_INIT("شنيا"),         2},
    {S_INIT("شو"),             1},
    {S_INIT("شي"),             1},
    {S_INIT("عاوز"),         2},
    {S_INIT("عاوزه"),       2},
    {S_INIT("عايز"),         2},
    {S_INIT("عايزه"),       2},
    {S_INIT("عايزين"),     2},
    {S_INIT("عساك"),         2},
    {S_INIT("عشان"),         2},
    {S_INIT("علاش"),         2},
    {S_INIT("علاه"),         2},
    {S_INIT("علشان"),       2},
    {S_INIT("فاش"),           1},
    {S_INIT("فما"),           1},
    {S_INIT("فين"),           1},
    {S_INIT("كاين"),         1},
    {S_INIT("كاينه"),       2},
    {S_INIT("كتير"),         1},
    {S_INIT("كدا"),           2},
    {S_INIT("كده"),           2},
    {S_INIT("كذا"),           1},
    {S_INIT("كمان"),         1},
    {S_INIT("كيفاش"),       2},
    {S_INIT("كيفاه"),       2},
    {S_INIT("كيما"),         1},
    {S_INIT("لسا"),           2},
    {S_INIT("لسه"),           2},
    {S_INIT("ليش"),           2},
    {S_INIT("ليه"),           1},
    {S_INIT("ماشي"),         1},
    {S_INIT("ماعرفش"),     2},
    {S_INIT("ماعندناش"), 2},
    {S_INIT("مافيش"),       2},
    {S_INIT("ماكانش"),     2},
    {S_INIT("ماكاينش"),   2},
    {S_INIT("ماكو"),         2},
    {S_INIT("مانيش"),       2},
    {S_INIT("مبقاش"),       2},
    {S_INIT("متاع"),         2},
    {S_INIT("متاعنا"),     2},
    {S_INIT("متاعهم"),     2},
    {S_INIT("متاعي"),       2},
    {S_INIT("مش"),             2},
    {S_INIT("مشان"),         2},
    {S_INIT("معرفش"),       2},
    {S_INIT("معلش"),         2},
    {S_INIT("معليش"),       2},
    {S_INIT("معندناش"),   2},
    {S_INIT("مفيش"),         2},
    {S_INIT("مكانش"),       2},
    {S_INIT("منيح"),         2},
    {S_INIT("منيش"),         2},
    {S_INIT("منين"),         2},
    {S_INIT("مو"),             1},
    {S_INIT("موش"),           2},
    {S_INIT("مينفعش"),     2},
    {S_INIT("نبغي"),         2},
    {S_INIT("نتاع"),         2},
    {S_INIT("نعرفش"),       2},
    {S_INIT("هاذا"),         2},
    {S_INIT("هاذوما"),     2},
    {S_INIT("هاذي"),         2},
    {S_INIT("هسا"),           2},
    {S_INIT("هسه"),           2},
    {S_INIT("هكا"),           2},
    {S_INIT("هكذاك"),       2},
    {S_INIT("هلا"),           1},
    {S_INIT("هلق"),           2},
    {S_INIT("هواي"),         2},
    {S_INIT("هوايه"),       2},
    {S_INIT("هونيك"),       2},
    {S_INIT("هيك"),           2},
    {S_INIT("واجد"),         2},
    {S_INIT("واش"),           2},
    {S_INIT("وايد"),         2},
    {S_INIT("وش"),             1},
    {S_INIT("وشو"),           2},
    {S_INIT("وين"),           2},
    {S_INIT("ياخي"),         2},
    {S_INIT("يبغي"),         2},
    {S_INIT("يبي"),           1},
    {S_INIT("يزي"),           2},
    {S_INIT("يمعود"),       2},
    {S_INIT("چان"),           2},
    {S_INIT("گال"),           2},
};

static int marker_weight(struct str word)
{
    size_t low = 0, high = COUNT_OF(markers);
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = str_cmp(markers[mid].word, word);
        if (order == 0)
            return markers[mid].weight;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}

bool language_is_dialect(const struct doc *d, const struct sentence *s)
{
    int weight = 0;
    size_t words = 0;
    for (size_t i = s->first; i < s->end; i++) {
        const struct token *t = &d->tokens.v[i];
        if (t->kind != TOKEN_WORD || !t->arabic)
            continue;
        words++;
        weight += marker_weight(t->norm);
    }
    // One marker in a long sentence is a quotation or a name.
    return weight >= 2 && (size_t)weight * 10 >= words;
}
