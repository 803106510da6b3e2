// Languages of sentences (golden) and of odd input.
#include "text/language.h"

#include <string.h>

#include "harness.h"

// One line each: code, "dialect" where a sentence of it is one, and the line.
static void dump_language(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct str input = golden_section(c, "input"), line;
    while (str_next_line(&input, &line)) {
        struct doc d = doc_of_text(a, NULL, line);
        struct str code = language_of(line).code;
        bool dialect = false;
        for (size_t i = 0; i < d.sentence_count && str_eq(code, S("ar")); i++)
            dialect |= language_is_dialect(&d, &d.sentences[i]);
        buf_add(out, code);
        buf_printf(out, "%s: ", dialect ? " dialect" : "");
        dump_visible(out, line);
        buf_add_byte(out, '\n');
    }
}
GOLDEN(language, dump_language)

TEST(language_of_nothing_is_undetermined)
{
    CHECK_STR(language_of(S("")).code, "und");
    CHECK(language_of(S("...")).confidence < 0.1F);
    CHECK_STR(language_of(S("\u064B\u200F")).code, "und");
}

TEST(language_is_surer_of_more_text)
{
    struct language shorter = language_of(S("قال وزير"));
    struct language longer =
        language_of(S("قال وزير الخارجية إن الحكومة ستعلن قريبا عن خطة لدعم القطاع الخاص"));
    CHECK_STR(longer.code, "ar");
    CHECK(longer.confidence > shorter.confidence && longer.confidence > 0.95F);
}

// Only the start is looked at: a second language behind it changes nothing.
TEST(language_looks_at_the_start_only)
{
    struct arena a = {0};
    struct buf b = {0};
    for (int i = 0; i < 40; i++)
        buf_add(&b, S("أعلنت الوزارة اليوم نتائج الانتخابات. "));
    for (int i = 0; i < 4000; i++)
        buf_add(&b, S("the results of the elections "));
    CHECK_STR(language_of(buf_str(&b)).code, "ar");
    buf_release(&b);
    arena_release(&a);
}
