// dialect: whether a sentence is in a dialect.
//
// Two kinds of evidence: words that the standard language does not have (عايز، شنو، بزاف), and
// shapes of words that its grammar forbids: ب or ه before an imperfect (بيقول، هيروح), ش behind a
// negated verb (معرفش), هال before a noun (هالحكي), an imperfect that ends in و (نديرو).  A shape
// counts only where the whole word is unknown to news and what stands inside is known
// (text/background.h).
#include "base/vec.h"
#include "text/background.h"
#include "text/language.h"

enum { LETTER = 2 }; // bytes of a folded Arabic letter

// Folded.  weight 2: one is enough; 1: needs another.  Order: by word, as str_cmp has it.
static const struct marker {
    struct str word;
    int weight;
} markers[] = {
    {S_INIT("ابغا"),         2},
    {S_INIT("ابغي"),         2},
    {S_INIT("ابوي"),         2},
    {S_INIT("احجي"),         2},
    {S_INIT("احنا"),         2},
    {S_INIT("احنه"),         2},
    {S_INIT("ادري"),         1},
    {S_INIT("ازاي"),         2},
    {S_INIT("ازيك"),         2},
    {S_INIT("اش"),             1},
    {S_INIT("اشلون"),       2},
    {S_INIT("اشوف"),         1},
    {S_INIT("اشوفه"),       2},
    {S_INIT("اكو"),           1},
    {S_INIT("الحجي"),       1},
    {S_INIT("الحكي"),       1},
    {S_INIT("الحومه"),     1},
    {S_INIT("الحين"),       2},
    {S_INIT("الدراري"),   1},
    {S_INIT("السبيطار"), 2},
    {S_INIT("الصبح"),       1},
    {S_INIT("العيش"),       1},
    {S_INIT("الفلوس"),     1},
    {S_INIT("اللحين"),     2},
    {S_INIT("اللي"),         2},
    {S_INIT("النهاردا"), 2},
    {S_INIT("النهارده"), 2},
    {S_INIT("امبارح"),     2},
    {S_INIT("امي"),           1},
    {S_INIT("انت"),           1},
    {S_INIT("انتو"),         2},
    {S_INIT("اني"),           1},
    {S_INIT("اوي"),           1},
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
    {S_INIT("برا"),           1},
    {S_INIT("برشا"),         2},
    {S_INIT("برضه"),         2},
    {S_INIT("برضو"),         2},
    {S_INIT("بزاف"),         2},
    {S_INIT("بس"),             1},
    {S_INIT("بعدين"),       1},
    {S_INIT("بغينا"),       2},
    {S_INIT("بكرا"),         2},
    {S_INIT("بكره"),         1},
    {S_INIT("بهاد"),         2},
    {S_INIT("بينا"),         1},
    {S_INIT("تاعنا"),       2},
    {S_INIT("تبص"),           2},
    {S_INIT("تبغي"),         2},
    {S_INIT("تبون"),         2},
    {S_INIT("تبي"),           1},
    {S_INIT("تعبت"),         1},
    {S_INIT("توا"),           1},
    {S_INIT("توه"),           1},
    {S_INIT("ثما"),           2},
    {S_INIT("جانت"),         1},
    {S_INIT("جاي"),           1},
    {S_INIT("جذي"),           2},
    {S_INIT("جوا"),           1},
    {S_INIT("جينا"),         1},
    {S_INIT("حبينا"),       1},
    {S_INIT("حجي"),           1},
    {S_INIT("حدا"),           1},
    {S_INIT("حنا"),           1},
    {S_INIT("حيت"),           1},
    {S_INIT("خلوني"),       1},
    {S_INIT("خلي"),           1},
    {S_INIT("خلينا"),       1},
    {S_INIT("خوش"),           1},
    {S_INIT("خويا"),         2},
    {S_INIT("دابا"),         2},
    {S_INIT("دحين"),         2},
    {S_INIT("دلوقتي"),     2},
    {S_INIT("ده"),             2},
    {S_INIT("ديال"),         2},
    {S_INIT("ديالك"),       2},
    {S_INIT("ديالنا"),     2},
    {S_INIT("ديالها"),     2},
    {S_INIT("ديالهم"),     2},
    {S_INIT("ديالو"),       2},
    {S_INIT("راح"),           1},
    {S_INIT("راني"),         2},
    {S_INIT("راه"),           1},
    {S_INIT("راهو"),         2},
    {S_INIT("راهي"),         2},
    {S_INIT("رايح"),         1},
    {S_INIT("رايحين"),     2},
    {S_INIT("رح"),             1},
    {S_INIT("رحنا"),         1},
    {S_INIT("زي"),             1},
    {S_INIT("زين"),           1},
    {S_INIT("شحال"),         2},
    {S_INIT("شفت"),           1},
    {S_INIT("شفنا"),         1},
    {S_INIT("شكون"),         2},
    {S_INIT("شلون"),         2},
    {S_INIT("شلونك"),       2},
    {S_INIT("شنو"),           2},
    {S_INIT("شنوا"),         2},
    {S_INIT("شنوه"),         2},
    {S_INIT("شنيا"),         2},
    {S_INIT("شو"),             1},
    {S_INIT("شوف"),           1},
    {S_INIT("شويه"),         1},
    {S_INIT("شي"),             1},
    {S_INIT("عاوز"),         2},
    {S_INIT("عاوزه"),       2},
    {S_INIT("عايز"),         2},
    {S_INIT("عايزه"),       2},
    {S_INIT("عايزين"),     2},
    {S_INIT("عدنا"),         1},
    {S_INIT("عدها"),         1},
    {S_INIT("عدهم"),         1},
    {S_INIT("عساك"),         2},
    {S_INIT("عشان"),         2},
    {S_INIT("علاش"),         2},
    {S_INIT("علاه"),         2},
    {S_INIT("علشان"),       2},
    {S_INIT("عليش"),         2},
    {S_INIT("عندك"),         1},
    {S_INIT("عندي"),         1},
    {S_INIT("عيالنا"),     1},
    {S_INIT("عيالي"),       1},
    {S_INIT("غادي"),         1},
    {S_INIT("غالي"),         1},
    {S_INIT("فاش"),           1},
    {S_INIT("فلوس"),         1},
    {S_INIT("فما"),           1},
    {S_INIT("فهاد"),         2},
    {S_INIT("فين"),           1},
    {S_INIT("قاعد"),         1},
    {S_INIT("قاعدين"),     1},
    {S_INIT("قعدنا"),       1},
    {S_INIT("كاين"),         1},
    {S_INIT("كاينه"),       2},
    {S_INIT("كتير"),         1},
    {S_INIT("كدا"),           2},
    {S_INIT("كده"),           2},
    {S_INIT("كذا"),           1},
    {S_INIT("كرمال"),       1},
    {S_INIT("كلش"),           2},
    {S_INIT("كلنا"),         1},
    {S_INIT("كمان"),         1},
    {S_INIT("كيفاش"),       2},
    {S_INIT("كيفاه"),       2},
    {S_INIT("كيما"),         1},
    {S_INIT("لازم"),         1},
    {S_INIT("لازمك"),       2},
    {S_INIT("لسا"),           2},
    {S_INIT("لسه"),           2},
    {S_INIT("لقينا"),       1},
    {S_INIT("ليش"),           2},
    {S_INIT("ليه"),           1},
    {S_INIT("ماحد"),         2},
    {S_INIT("ماشي"),         1},
    {S_INIT("ماعرفش"),     2},
    {S_INIT("ماعندناش"), 2},
    {S_INIT("مافي"),         2},
    {S_INIT("مافيش"),       2},
    {S_INIT("ماكانش"),     2},
    {S_INIT("ماكاينش"),   2},
    {S_INIT("ماكو"),         2},
    {S_INIT("ماله"),         1},
    {S_INIT("مانيش"),       2},
    {S_INIT("مبقاش"),       2},
    {S_INIT("متاع"),         2},
    {S_INIT("متاعنا"),     2},
    {S_INIT("متاعهم"),     2},
    {S_INIT("متاعي"),       2},
    {S_INIT("محد"),           2},
    {S_INIT("مش"),             2},
    {S_INIT("مشان"),         2},
    {S_INIT("معاك"),         2},
    {S_INIT("معاه"),         2},
    {S_INIT("معاها"),       2},
    {S_INIT("معاهم"),       2},
    {S_INIT("معاي"),         2},
    {S_INIT("معرفش"),       2},
    {S_INIT("معلش"),         2},
    {S_INIT("معليش"),       2},
    {S_INIT("معندناش"),   2},
    {S_INIT("معي"),           1},
    {S_INIT("مفيش"),         2},
    {S_INIT("مكانش"),       2},
    {S_INIT("منشان"),       2},
    {S_INIT("منو"),           1},
    {S_INIT("منيح"),         2},
    {S_INIT("منيش"),         2},
    {S_INIT("منين"),         2},
    {S_INIT("مو"),             1},
    {S_INIT("موش"),           2},
    {S_INIT("مين"),           1},
    {S_INIT("مينفعش"),     2},
    {S_INIT("نبغي"),         2},
    {S_INIT("نبي"),           1},
    {S_INIT("نتاع"),         2},
    {S_INIT("ندري"),         1},
    {S_INIT("نستني"),       1},
    {S_INIT("نشوف"),         1},
    {S_INIT("نعرفش"),       2},
    {S_INIT("هاد"),           2},
    {S_INIT("هاذا"),         2},
    {S_INIT("هاذوما"),     2},
    {S_INIT("هاذي"),         2},
    {S_INIT("هالحين"),     2},
    {S_INIT("هاي"),           1},
    {S_INIT("هدا"),           1},
    {S_INIT("هدول"),         2},
    {S_INIT("هسا"),           2},
    {S_INIT("هسه"),           2},
    {S_INIT("هكا"),           2},
    {S_INIT("هكذاك"),       2},
    {S_INIT("هلا"),           1},
    {S_INIT("هلق"),           2},
    {S_INIT("هواي"),         2},
    {S_INIT("هوايه"),       2},
    {S_INIT("هونيك"),       2},
    {S_INIT("هيج"),           2},
    {S_INIT("هيك"),           2},
    {S_INIT("واجد"),         2},
    {S_INIT("واش"),           2},
    {S_INIT("والو"),         1},
    {S_INIT("وايد"),         2},
    {S_INIT("وش"),             1},
    {S_INIT("وشو"),           2},
    {S_INIT("ولادنا"),     1},
    {S_INIT("ولادي"),       1},
    {S_INIT("ويانا"),       1},
    {S_INIT("وياه"),         1},
    {S_INIT("وياهم"),       2},
    {S_INIT("وين"),           2},
    {S_INIT("وينه"),         2},
    {S_INIT("وينها"),       2},
    {S_INIT("وينهم"),       2},
    {S_INIT("يابه"),         1},
    {S_INIT("ياخي"),         2},
    {S_INIT("يبص"),           2},
    {S_INIT("يبغي"),         2},
    {S_INIT("يبون"),         2},
    {S_INIT("يبي"),           1},
    {S_INIT("يجون"),         2},
    {S_INIT("يزي"),           2},
    {S_INIT("يشوفون"),     2},
    {S_INIT("يعني"),         1},
    {S_INIT("يلا"),           1},
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

static bool is_imperfect(struct str word)
{
    enum { SURELY = 60 };
    bool prefix = str_starts(word, S("ي")) || str_starts(word, S("ت")) || str_starts(word, S("ن"));
    if (!prefix || word.n < 3 * LETTER)
        return false;
    // هيروحوا
    struct str bare = str_ends(word, S("وا")) ? str_take(word, word.n - 2 * LETTER) : word;
    return background_leaning(word) >= SURELY || background_leaning(bare) >= SURELY;
}

static bool is_known_with_article(struct str noun)
{
    enum { ARTICLE = 2 * LETTER, LONGEST = 40 };
    char whole[ARTICLE + LONGEST] = "ال";
    if (noun.n < 2 * LETTER || noun.n > LONGEST)
        return false;
    for (size_t i = 0; i < noun.n; i++)
        whole[ARTICLE + i] = noun.p[i];
    return background_word_df((struct str){whole, ARTICLE + noun.n}) >= 3;
}

// The weight of the shape of a word that is in no list.
static int shape_weight(const struct doc *d, size_t i, size_t first)
{
    struct str word = d->tokens.v[i].norm, rest = str_drop(word, LETTER);
    struct str before = i > first ? d->tokens.v[i - 1].norm : (struct str){0};
    if (str_eq(before, S("عم")) && is_imperfect(word))
        return 2;
    if (word.n < 4 * LETTER)
        return 0;
    bool particle =
        str_starts(word, S("ب")) || str_starts(word, S("ه")) || str_starts(word, S("ح"));
    bool negated = str_ends(word, S("ش")) && (str_starts(word, S("م")) || str_eq(before, S("ما")));
    bool plural = str_ends(word, S("و")) && (str_starts(word, S("ن")) || str_starts(word, S("ي")));
    if (!particle && !negated && !plural)
        return 0;
    if (background_word_df(word) > 1)
        return 0;
    if (particle && is_imperfect(rest)) // "بتملك" and "بنظم" may be nouns behind a preposition
        return str_starts(word, S("ب")) && !str_starts(rest, S("ي")) ? 1 : 2;
    if (str_starts(word, S("هال")) && is_known_with_article(str_drop(word, 3 * LETTER)))
        return 2;
    if (negated)
        return str_eq(before, S("ما")) || background_word_df(str_take(rest, rest.n - LETTER)) > 0
                   ? 2
                   : 0;
    return plural;
}

// No name behind an article or a preposition, and not in the news, with what is written onto it or
// without.
static bool is_unknown(const struct token *t)
{
    const struct clitics *c = &t->clitics;
    return !c->article && !c->preposition && t->norm.n >= 3 * LETTER && !c->classes &&
           background_word_df(t->norm) == 0 && background_word_df(clitic_base(t->norm, c)) <= 1;
}

bool language_is_dialect(const struct doc *d, const struct sentence *s)
{
    int weight = 0;
    size_t words = 0, unknown = 0;
    for (size_t i = s->first; i < s->end; i++) {
        const struct token *t = &d->tokens.v[i];
        if (t->kind != TOKEN_WORD || !t->arabic)
            continue;
        words++;
        int known = marker_weight(t->norm);
        if (known && str_has(token_text(d->text, t), S("\u064B")))
            continue; // حدّاً: dialects have no tanwin
        weight += known ? known : shape_weight(d, i, s->first);
        unknown += known == 0 && is_unknown(t);
    }
    // One weak marker among words that news does not have: جان المفروض يبلغونا قبل.
    if (weight == 1 && unknown > 0 && unknown * 5 >= words)
        weight = 2;
    // One marker in a long sentence is a quotation or a name.
    return weight >= 2 && (size_t)weight * 10 >= words;
}

struct spans language_dialect(struct arena *a, const struct doc *d)
{
    VEC(struct span) out = {0};
    for (size_t i = 0; i < d->sentence_count; i++)
        if (language_is_dialect(d, &d->sentences[i]))
            *vec_push(a, &out) = d->sentences[i].at;
    return (struct spans){out.v, out.n};
}
