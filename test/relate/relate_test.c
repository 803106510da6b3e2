// Signatures, fingerprints, likeness, and the stream of near articles.
#include "relate/near.h"

#include <math.h>

#include "harness.h"
#include "relate/formula.h"

static const char *const report =
    "أعلنت وزارة الموارد المائية اليوم إطلاق خطة جديدة لمعالجة شح المياه في المحافظات الجنوبية "
    "وقال الوزير في مؤتمر صحفي إن الخطة تشمل حفر آبار وتبطين قنوات الري وتحديث محطات الضخ القديمة "
    "وأضاف أن العمل سيبدأ مطلع الشهر المقبل بتمويل من الموازنة العامة ومن قروض ميسرة";
static const char *const other =
    "فاز المنتخب الوطني لكرة القدم مساء أمس على ضيفه بثلاثة أهداف مقابل هدف واحد في المباراة التي "
    "جرت على ملعب المدينة الرياضية وسجل المهاجم الشاب هدفين في الشوط الأول قبل أن يصاب ويخرج";

static struct topic topic(struct arena *a, const char *title, const char *text)
{
    return topic_of(a, NULL, str_from_cstr(title), str_from_cstr(text), NULL);
}

static struct signature signature(struct arena *a, struct str text)
{
    struct signature s;
    struct tokens t = tokens_of(a, NULL, text);
    signature_of(&s, shingles_of(a, word_hashes_of(a, &t)));
    return s;
}

TEST(signature_estimates_jaccard)
{
    struct arena a = {0};
    // 400 random "words"; the second text shares the first `keep` of them.
    for (size_t keep = 40; keep <= 360; keep += 80) {
        struct word_hashes x = {arena_new(&a, uint64_t, 400), 400}, y = x;
        y.v = arena_new(&a, uint64_t, 400);
        uint64_t seed = keep;
        for (size_t i = 0; i < 400; i++) {
            x.v[i] = (seed = seed * 6364136223846793005u + 1442695040888963407u);
            y.v[i] = i < keep ? x.v[i] : ~x.v[i];
        }
        struct word_hashes sx = shingles_of(&a, x), sy = shingles_of(&a, y);
        struct signature one, two;
        signature_of(&one, sx);
        signature_of(&two, sy);
        word_hashes_sort(&sx);
        word_hashes_sort(&sy);
        double both = (double)word_hashes_shared(sx, sy);
        double truth = both / ((double)(sx.n + sy.n) - both);
        // Three standard errors of 128 bins.
        CHECK(fabs(signature_jaccard(&one, &two) - truth) < 0.14);
    }
    arena_release(&a);
}

TEST(signature_of_little_is_valid)
{
    struct arena a = {0};
    struct signature none = signature(&a, S("")), one = signature(&a, S("خبر")),
                     same = signature(&a, S("خَبر"));
    CHECK_INT(none.shingles, 0);
    CHECK(signature_jaccard(&none, &none) < 0.01);
    CHECK(signature_jaccard(&one, &same) > 0.99);
    arena_release(&a);
}

TEST(fingerprints_meet_in_any_run_of_twelve_words)
{
    struct arena a = {0};
    // The same 12 words at every place within 40 others.
    for (uint64_t before = 0; before < 40; before++) {
        struct word_hashes x = {arena_new(&a, uint64_t, 12), 12};
        struct word_hashes y = {arena_new(&a, uint64_t, 52), 52};
        for (size_t i = 0; i < 52; i++)
            y.v[i] = 1000 * before + i * 77777 + 1;
        for (size_t i = 0; i < 12; i++)
            x.v[i] = y.v[before + i] = i * i * 31 + 5;
        struct fingerprints p = fingerprints_of(&a, shingles_of(&a, x)),
                            q = fingerprints_of(&a, shingles_of(&a, y));
        size_t shared = 0;
        for (size_t i = 0; i < p.n; i++)
            for (size_t k = 0; k < q.n; k++)
                shared += p.v[i].hash == q.v[k].hash;
        CHECK(p.n > 0 && shared > 0);
        CHECK(q.n < 24);
    }
    arena_release(&a);
}

TEST(likeness_orders_pairs_as_a_reader_would)
{
    struct arena a = {0};
    struct topic x = topic(&a, "خطة لمعالجة شح المياه", report);
    struct topic again = topic(&a, "الوزارة تطلق خطة للمياه", report);
    struct topic about =
        topic(&a, "شح المياه في الجنوب",
              "قال الوزير إن شح المياه في المحافظات الجنوبية يتطلب حفر آبار وتحديث "
              "محطات الضخ وتبطين القنوات");
    struct topic match = topic(&a, "فوز المنتخب", other);
    struct likeness copy = likeness_of(&x, &again), story = likeness_of(&x, &about),
                    none = likeness_of(&x, &match);
    CHECK(copy.duplicate && copy.same_story && copy.jaccard > 0.99);
    CHECK(!story.duplicate && story.same_story);
    CHECK(!none.duplicate && !none.same_story && none.score < 0.1);
    CHECK(copy.score > story.score && story.score > none.score);
    struct topic empty = topic(&a, "", "");
    CHECK(likeness_of(&empty, &empty).score < 0.01);
    arena_release(&a);
}

TEST(likeness_counts_set_phrases_less)
{
    struct arena a = {0};
    struct topic x = topic(&a, "وزير الداخلية يبحث مع السفير الإيطالي التعاون الثنائي", "");
    struct topic y = topic(&a, "وزير الداخلية يزور معرض الكتاب في صفاقس", "");
    struct topic z = topic(&a, "السفير الإيطالي في معرض الكتاب في صفاقس", "");
    CHECK(likeness_of(&x, &y).score < likeness_of(&y, &z).score);
    CHECK(likeness_of(&x, &y).score < likeness_of(&x, &z).score);
    arena_release(&a);
}

static struct near_result add(struct near *n, struct arena *a, const char *id, const char *outlet,
                              const char *text, int64_t published)
{
    struct topic *t = arena_new(a, struct topic, 1);
    *t = topic(a, "", text);
    struct near_article in = {.id = str_from_cstr(id),
                              .outlet = str_from_cstr(outlet),
                              .topic = t,
                              .prints = fingerprints_of(a, t->in_order),
                              .published_at = published};
    return near_add(n, a, &in);
}

TEST(near_names_the_first_of_the_copies)
{
    struct arena a = {0};
    struct near *n = near_new(100);
    struct near_result r = add(n, &a, "1", "x", report, 1000);
    CHECK(!r.copy_of.p && r.duplicate_count == 0);
    CHECK_STR(r.story, "1");
    r = add(n, &a, "2", "y", other, 1000);
    CHECK(!r.copy_of.p);
    CHECK_STR(r.story, "2");
    r = add(n, &a, "3", "y", report, 2000);
    CHECK_STR(r.copy_of, "1");
    CHECK_STR(r.story, "1");
    CHECK_INT(r.duplicate_count, 1);
    // Half of the report with other words around it: a copy, no duplicate.
    struct str cut = str_take(str_from_cstr(report), 330);
    const char *mixed =
        arena_printf(&a, "%.*s وختم المتحدث حديثه بالدعوة إلى ترشيد الاستهلاك", STR_ARGS(cut)).p;
    r = add(n, &a, "4", "z", mixed, 3000);
    CHECK_STR(r.copy_of, "1");
    CHECK_STR(r.story, "1");
    // What is older than the text it shares is the original.
    r = add(n, &a, "5", "w", report, 10);
    CHECK(!r.copy_of.p && r.duplicate_count >= 2);
    r = add(n, &a, "6", "w", "", 10);
    CHECK(!r.copy_of.p && r.duplicate_count == 0);
    near_free(n);
    arena_release(&a);
}

TEST(near_forgets_beyond_its_window)
{
    struct arena a = {0};
    struct near *n = near_new(4);
    add(n, &a, "first", "x", report, NEAR_NO_TIME);
    for (int i = 0; i < 5; i++)
        add(n, &a, "filler", "x", i % 2 ? "كلمة أخرى هنا" : other, NEAR_NO_TIME);
    CHECK_INT(add(n, &a, "late", "x", report, NEAR_NO_TIME).duplicate_count, 0);
    near_free(n);
    arena_release(&a);
}

TEST(formulas_are_what_one_outlet_repeats)
{
    struct arena a = {0};
    struct formulas *f = formulas_new(100);
    struct word_hashes h = {arena_new(&a, uint64_t, 1), 1};
    h.v[0] = 42;
    for (int i = 0; i < 5; i++)
        formulas_count(f, h, arena_printf(&a, "outlet %d", i));
    CHECK(!formulas_has(f, 42));
    for (int i = 0; i < 6; i++)
        formulas_count(f, h, S("outlet 1"));
    CHECK(formulas_has(f, 42));
    CHECK(!formulas_has(f, 43));
    formulas_age(f);
    CHECK(!formulas_has(f, 42));
    formulas_free(f);
    arena_release(&a);
}
