// Folding, stemming, tokens and sentences.
#include "text/doc.h"
#include "text/fold.h"
#include "text/stem.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "harness.h"

TEST(fold_brings_spellings_together)
{
    struct arena a = {0};
    CHECK_STR(fold(&a, S("أحمد إلى آخره")), "احمد الي اخره");
    CHECK_STR(fold(&a, S("مُحَمَّـــد")), "محمد");
    CHECK_STR(fold(&a, S("العراقیة کتاب")), "العراقيه كتاب");
    CHECK_STR(fold(&a, S("٢٠٢٤ ۲۰ ١٢٫٥ ١٬٠٠٠")), "2024 20 12.5 1000");
    CHECK_STR(fold(&a, S("ﻻ ﷲ")), "لا الله");
    CHECK_STR(fold(&a, S("Évian\u00a0X\u200f")), "evian x");
    arena_release(&a);
}

TEST(fold_brings_rare_letters_together)
{
    struct arena a = {0};
    CHECK_STR(fold(&a, S("ٲرض ٳسم ٵ ٶ ٸ")), "ارض اسم ا و ي");
    CHECK_STR(fold(&a, S("ۀ ہ ۂ ۃ ھ ە")), "ه ه ه ه ه ه");
    CHECK_STR(fold(&a, S("ؠ ؽ ی ے ۓ")), "ي ي ي ي ي");
    arena_release(&a);
}

// The tables against Unicode: classes by category, and what folds to something folds to itself.
TEST(fold_tables_agree_with_unicode)
{
    struct arena a = {0};
    for (uint32_t c = 0x600; c <= 0x6FF; c++) {
        char raw[4];
        struct str s = {raw, utf8_encode(c, raw)};
        bool odd = c == 0x640 || c == 0x61C; // a letter and a format character to Unicode
        if (!odd && utf8proc_category((utf8proc_int32_t)c) != UTF8PROC_CATEGORY_CN)
            CHECK_INT(char_class_of(c), char_class_other(c));
        struct str once = fold(&a, s);
        CHECK(str_eq(fold(&a, once), once));
        CHECK(once.n <= s.n);
    }
    for (uint32_t c = 0; c < 0x80; c++)
        if (!is_ascii_space((char)c))
            CHECK_INT(char_class_of(c), char_class_other(c));
    arena_release(&a);
}

TEST(fold_text_knows_the_way_back)
{
    struct arena a = {0};
    struct str raw = S("قـال أحمد");
    struct folded f = fold_text(&a, raw);
    CHECK_STR(f.text, "قال احمد");
    size_t at = str_find(f.text, S("احمد"));
    CHECK_STR(str_drop(raw, f.raw_at[at]), "أحمد");
    CHECK_INT(f.raw_at[f.text.n], raw.n);
    arena_release(&a);
}

TEST(stem_joins_the_forms_of_a_word)
{
    static const char *const forms[] = {"العراق", "والعراق", "للعراق", "العراقيه", "بالعراق"};
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        CHECK_STR(stem_light(str_from_cstr(forms[i])), "عراق");
    CHECK_STR(stem_light(S("وقف")), "وقف");
    CHECK_STR(stem_light(S("iraq")), "iraq");
}

TEST(tokens_keep_numbers_together_and_marks_apart)
{
    struct arena a = {0};
    struct str text = S("بلغت 12.5% و١٬٠٠٠، في (2024).");
    struct tokens t = tokens_of(&a, NULL, text);
    CHECK_INT(t.n, 10);
    CHECK_STR(token_text(text, &t.v[1]), "12.5");
    CHECK_STR(token_text(text, &t.v[2]), "%");
    CHECK_STR(t.v[3].norm, "و1000");
    CHECK_STR(token_text(text, &t.v[9]), ".");
    arena_release(&a);
}

TEST(tokens_are_the_same_with_and_without_cache)
{
    struct arena a = {0};
    struct token_cache *cache = token_cache_new();
    struct str text = S("قال الرئيس إن العراق والعراق للعراق قال الرئيس");
    for (int round = 0; round < 2; round++) {
        struct tokens with = tokens_of(&a, cache, text), without = tokens_of(&a, NULL, text);
        CHECK_INT(with.n, without.n);
        for (size_t i = 0; i < with.n; i++) {
            CHECK_VIEW(with.v[i].norm, without.v[i].norm);
            CHECK_VIEW(with.v[i].stem, without.v[i].stem);
        }
    }
    token_cache_free(cache);
    arena_release(&a);
}

TEST(sentences_do_not_end_at_abbreviations)
{
    struct arena a = {0};
    struct doc d = doc_of_text(&a, NULL, S("قال د. أحمد \"نعم.\" ثم مضى! 3.5 كيلومترات.\n1. أولا"));
    CHECK_INT(d.sentence_count, 4);
    CHECK_STR(str_sub(d.text, d.sentences[0].at.start, d.sentences[0].at.end),
              "قال د. أحمد \"نعم.\"");
    CHECK_STR(str_sub(d.text, d.sentences[3].at.start, d.sentences[3].at.end), "1. أولا");
    arena_release(&a);
}

TEST(sentences_do_not_end_inside_dotted_abbreviations)
{
    struct arena a = {0};
    CHECK_INT(doc_of_text(&a, NULL, S("قالت شركة إف.سي.إيه إن الأمر تم. ثم مضت.")).sentence_count,
              2);
    // A forgotten blank is no abbreviation.
    CHECK_INT(doc_of_text(&a, NULL, S("كان معه.وقد مضى.")).sentence_count, 2);
    arena_release(&a);
}
