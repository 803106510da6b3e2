// Keys of names: what must meet, what must not, and the whole list of annotated pairs.
#include "base/file.h"
#include "harness.h"
#include "read/name_key.h"
#include "read/name_latin.h"

static bool is_one(struct arena *a, struct str x, struct str y, bool person)
{
    struct str key = name_key_of(a, x, person);
    return key.n && str_eq(key, name_key_of(a, y, person));
}

struct pair {
    struct str x, y;
};

TEST(name_key_joins_spellings_of_one_person)
{
    static const struct pair pairs[] = {
        {S_INIT("جو ويلسون"),                S_INIT("جو ولسون")                                        },
        {S_INIT("بنيامين نتنياهو"),    S_INIT("بنيامين نتانياهو")                        },
        {S_INIT("جو بايدن"),                  S_INIT("جو بايدين")                                      },
        {S_INIT("عبد الرحمن السديس"), S_INIT("عبدالرحمن السديس")                        },
        {S_INIT("محمد بن سلمان"),         S_INIT("ولي العهد الأمير محمد بن سلمان")},
        {S_INIT("معمر القذافي"),          S_INIT("معمّر قذافى")                                  },
        {S_INIT("نور الدين بدوي"),       S_INIT("نورالدين بدوي")                              },
        {S_INIT("جان-إيف لودريان"),     S_INIT("جان إيف لودريان")                           },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (!CHECK(is_one(&a, pairs[i].x, pairs[i].y, true)))
            CHECK_VIEW(pairs[i].x, pairs[i].y);
    arena_release(&a);
}

TEST(name_key_keeps_persons_apart)
{
    static const struct pair pairs[] = {
        {S_INIT("محمد حسن"),                                 S_INIT("محمود حسن")                              },
        {S_INIT("محمد علي"),                                 S_INIT("محمد عالي")                              },
        {S_INIT("محمد حسن"),                                 S_INIT("محمد حسين")                              },
        {S_INIT("محمد الحسن"),                             S_INIT("محمد حسن")                                },
        {S_INIT("سالم الوادي"),                           S_INIT("سليم الوادي")                          },
        {S_INIT("محمد بن سلمان"),                        S_INIT("محمد سلمان")                            },
        {S_INIT("محمد بن عبد الرحمن آل ثاني"), S_INIT("محمد بن عبد الرحمن آل سعود")},
        {S_INIT("مارك روبيو"),                             S_INIT("ماركو روبيو")                          },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (!CHECK(!is_one(&a, pairs[i].x, pairs[i].y, true)))
            CHECK_VIEW(pairs[i].x, pairs[i].y);
    arena_release(&a);
}

TEST(name_key_of_a_body_leaves_out_what_it_is)
{
    struct arena a = {0};
    CHECK(is_one(&a, S("حركة حماس"), S("حماس"), false));
    CHECK(is_one(&a, S("شركة غوغل"), S("جوجل"), false));
    CHECK(is_one(&a, S("تنظيم القاعدة الإرهابي"), S("القاعدة"), false));
    CHECK(!is_one(&a, S("حزب الأمة"), S("الأمة"), false));
    CHECK(!is_one(&a, S("جامعة بغداد"), S("بغداد"), false));
    CHECK(!is_one(&a, S("شركة مصر"), S("مصر"), false));
    CHECK(!is_one(&a, S("وزارة الدفاع العراقية"), S("وزارة الدفاع"), false));
    arena_release(&a);
}

TEST(name_key_of_one_word_is_none_for_a_person)
{
    struct arena a = {0};
    CHECK(!name_key_of(&a, S("ترامب"), true).n);
    CHECK(!name_key_of(&a, S("الأمير فيصل"), true).n);
    CHECK(!name_key_of(&a, S("عبد الرحمن"), true).n);
    CHECK(!name_key_of(&a, S(""), true).n);
    CHECK(!name_key_of(&a, S("، - ."), true).n);
    CHECK(name_key_of(&a, S("حماس"), false).n);
    arena_release(&a);
}

TEST(name_key_of_a_key_is_in_bounds)
{
    struct arena a = {0};
    char long_name[4096];
    for (size_t i = 0; i < sizeof long_name; i++)
        long_name[i] = i % 3 == 2 ? ' ' : "\xD9\x85"[i % 3];
    struct str key = name_key_of(&a, (struct str){long_name, sizeof long_name - 1}, true);
    CHECK(key.n && key.n < 64);
    arena_release(&a);
}

TEST(name_latin_reads_along_the_arabic_name)
{
    static const struct pair same[] = {
        {S_INIT("جو بايدن"),                  S_INIT("Joe Biden")                       },
        {S_INIT("محمد بن سلمان"),         S_INIT("Crown Prince Mohammed bin Salman")},
        {S_INIT("عبد الفتاح السيسي"), S_INIT("Abdel Fattah el-Sisi")            },
        {S_INIT("حسن نصر الله"),           S_INIT("Hassan Nasrallah")                },
        {S_INIT("معمر القذافي"),          S_INIT("Muammar Gaddafi’s")             },
    };
    static const struct pair other[] = {
        {S_INIT("محمد حسن"),   S_INIT("Mohamed Hussein")},
        {S_INIT("محمد حسين"), S_INIT("Mohamed Hassan") },
        {S_INIT("طارق صالح"), S_INIT("Tariq Salah")    },
        {S_INIT("جو بايدن"),   S_INIT("Joe Biden Arena")},
        {S_INIT("ترامب"),        S_INIT("Trump")          },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        if (!CHECK(name_is_latin_of(&a, same[i].x, same[i].y)))
            CHECK_VIEW(same[i].x, same[i].y);
        CHECK_VIEW(name_sound(&a, same[i].x), name_sound(&a, same[i].y));
    }
    for (size_t i = 0; i < COUNT_OF(other); i++)
        if (!CHECK(!name_is_latin_of(&a, other[i].x, other[i].y)))
            CHECK_VIEW(other[i].x, other[i].y);
    arena_release(&a);
}

struct tally {
    size_t same, other, linked, wrong, unsound;
};

static void tally_pair(struct arena *a, struct str line, struct tally *t)
{
    struct str relation, type, x, y;
    str_cut(line, '\t', &relation, &line);
    str_cut(line, '\t', &type, &line);
    str_cut(line, '\t', &x, &y);
    bool person = str_eq(type, S("PERS")), same = str_eq(relation, S("same"));
    bool latin = name_words_of(a, y, person).latin;
    bool linked = latin ? name_is_latin_of(a, x, y) : is_one(a, x, y, person);
    t->same += same;
    t->other += !same;
    t->linked += same && linked;
    t->wrong += !same && linked;
    // The bucket must hold whatever the reading joins.
    t->unsound += latin && linked && !str_eq(name_sound(a, x), name_sound(a, y));
}

TEST(name_key_on_the_annotated_pairs_is_precise)
{
    struct arena a = {0};
    struct err e = {0};
    struct str text, line;
    if (file_read(&a, "data/annotations/names.tsv", 1 << 20, &text, &e))
        SKIP("data/annotations/names.tsv is not in the working folder");
    struct tally t = {0};
    while (str_next_line(&text, &line))
        if (line.n && line.p[0] != '#')
            tally_pair(&a, line, &t);
    CHECK(t.same >= 200 && t.other >= 200);
    CHECK(t.linked * 100 >= t.same * 93);
    CHECK(t.wrong * 100 <= (t.linked + t.wrong) * 3);
    CHECK_INT(t.unsound, 0);
    arena_release(&a);
}
