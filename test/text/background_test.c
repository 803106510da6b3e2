// The built-in document frequencies.
#include "text/background.h"

#include "harness.h"

TEST(background_knows_common_from_rare)
{
    uint32_t all = background_documents();
    CHECK(all > 10000);
    CHECK(background_df(S("في")) > all / 2);
    CHECK(background_df(S("حكوم")) > background_df(S("طماطم")));
    CHECK_INT(background_df(S("قخصثظ")), 0);
    CHECK(background_idf(S("قخصثظ")) > 9);
    CHECK(background_idf(S("في")) < 1);
}

TEST(background_counts_words_apart_from_stems)
{
    CHECK(background_word_df(S("الحكومه")) > 100);
    CHECK(background_word_df(S("الحكومه")) <= background_df(S("حكوم")));
}

TEST(background_pairs_have_an_order)
{
    uint32_t there = background_pair_df(S("رئيس"), S("جمهور"));
    CHECK(there > 100);
    CHECK(background_pair_df(S("جمهور"), S("رئيس")) < there / 4);
}
