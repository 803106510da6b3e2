// Names: the generated table and its keys.
#include "page/names.h"

#include "harness.h"

TEST(names_table_is_sorted_and_folded_as_the_program_folds)
{
    struct arena a = {0};
    for (size_t i = 0; i < name_row_count; i++) {
        CHECK_VIEW(name_key(&a, name_rows[i].key), name_rows[i].key);
        if (i > 0)
            CHECK(str_cmp(name_rows[i - 1].key, name_rows[i].key) <= 0);
    }
    arena_release(&a);
}

TEST(name_key_joins_single_letters_and_drops_marks)
{
    struct arena a = {0};
    CHECK_STR(name_key(&a, S("«أ. ف. ب»")), "ا.ف.ب");
    CHECK_STR(name_key(&a, S("وكالة  الأنباء\u00a0العراقیة")), "وكاله الانباء العراقيه");
    CHECK(name_find(name_key(&a, S("أ.ف.ب")), NAME_PUBLISHERS) ==
          name_find(name_key(&a, S("أ ف ب")), NAME_PUBLISHERS));
    CHECK(!str_eq(name_key(&a, S("أ ب")), name_key(&a, S("آب"))));
    CHECK(name_find(S("لا شيء من هذا"), ~0u) == NULL);
    arena_release(&a);
}

TEST(class_nouns_are_known_with_article_and_preposition)
{
    CHECK(name_class(S("وكاله")) && name_class(S("الوكاله")) && name_class(S("لوكاله")));
    CHECK(!name_class(S("كتاب")));
    CHECK(name_is_given(S("محمد")) && name_is_given(S("عبدالله")) && !name_is_given(S("مصنع")));
}
