// Keyphrases: golden cases, and what must hold of any text.
#include "read/keyphrases.h"

#include "base/utf8.h"

#include "harness.h"

// The six best, in order.
static void dump_found(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct doc d = doc_of_text(a, NULL, golden_section(c, "input"));
    struct keyphrases_context context = {.title = str_trim(golden_section(c, "title"))};
    struct keyphrase *found;
    size_t count;
    keyphrases_read(a, &d, &context, &found, &count);
    for (size_t i = 0; i < count && i < 6; i++) {
        dump_visible(out, found[i].text);
        buf_add_byte(out, '\n');
    }
}
GOLDEN(keyphrases, dump_found)

static size_t count_of(struct arena *a, struct str text)
{
    struct doc d = doc_of_text(a, NULL, text);
    struct keyphrases_context context = {0};
    struct keyphrase *found;
    size_t count;
    keyphrases_read(a, &d, &context, &found, &count);
    for (size_t i = 0; i < count; i++) {
        CHECK(found[i].text.n > 0 && found[i].score > 0 && found[i].score <= 1);
        CHECK(i == 0 || found[i].score <= found[i - 1].score);
    }
    return count;
}

TEST(keyphrases_of_little_are_few)
{
    struct arena a = {0};
    CHECK_INT(count_of(&a, S("")), 0);
    CHECK_INT(count_of(&a, S("في من على")), 0);
    CHECK_INT(count_of(&a, S("2024 !! Baghdad")), 0);
    CHECK_INT(count_of(&a, S("بغداد")), 1);
    arena_release(&a);
}

// A store where every word but مطار is in each of a million articles.
static double df_of_stream(void *data, struct str stem, size_t *documents)
{
    (void)data;
    *documents = 1000000;
    return str_eq(stem, S("مطار")) ? 1 : 1e6;
}

static size_t outlet_df_none(void *data, struct str phrase, size_t *articles)
{
    (void)data;
    (void)phrase;
    *articles = 0;
    return 0;
}

TEST(keyphrases_are_weighed_against_a_store)
{
    struct arena a = {0};
    struct keyphrase v[] = {
        {S("الوفد العراقي"), 1.0, {0}},
        {S("المطار"),              0.9, {0}},
    };
    const struct keyphrase_store store = {df_of_stream, outlet_df_none, NULL};
    keyphrases_weigh(&a, &store, v, COUNT_OF(v));
    CHECK_STR(v[0].text, "المطار");
    CHECK(v[0].score > 0.999 && v[0].score < 1.001 && v[1].score < 0.9);
    arena_release(&a);
}

TEST(keyphrases_prefer_entities_and_do_not_cut_them)
{
    struct arena a = {0};
    struct str text = S("زار الوفد مصفاة بيجي الكبرى أمس");
    struct doc d = doc_of_text(&a, NULL, text);
    struct span at = {str_find(text, S("مصفاة")), str_find(text, S(" الكبرى"))};
    struct entity entity = {
        .mentions = {&at, 1}
    };
    struct keyphrases_context context = {.entities = &entity, .entity_count = 1};
    struct keyphrase *found;
    size_t count;
    keyphrases_read(&a, &d, &context, &found, &count);
    CHECK(count > 0);
    CHECK_STR(found[0].text, "مصفاة بيجي");
    arena_release(&a);
}

TEST(keyphrases_never_begin_with_a_function_word)
{
    struct arena a = {0};
    struct doc d = doc_of_text(&a, NULL,
                               S("بحث الجانبان من جديد في بغداد عن التعاون الأمني، وفي "
                                 "السنوات القادمة سيعمل الجانبان على التعاون الأمني"));
    struct keyphrases_context context = {0};
    struct keyphrase *found;
    size_t count;
    keyphrases_read(&a, &d, &context, &found, &count);
    CHECK_STR(found[0].text, "التعاون الأمني");
    for (size_t i = 0; i < count; i++) {
        CHECK(!str_starts(found[i].text, S("في ")) && !str_starts(found[i].text, S("من ")));
        CHECK(!str_eq(found[i].text, S("الجانبان")));
    }
    arena_release(&a);
}

TEST(keyphrases_stop_after_many_words)
{
    struct arena a = {0};
    struct buf b = {0};
    for (int i = 0; i < 60000; i++)
        buf_printf(&b, "كلام%c ", 'a' + i % 26);
    count_of(&a, buf_str(&b));
    buf_reset(&b);
    for (int i = 0; i < 60000; i++)
        buf_add(&b, S("المدينة القديمة "));
    CHECK(count_of(&a, buf_str(&b)) > 0);
    buf_release(&b);
    arena_release(&a);
}
