// Claims: relations of two sentences by the rules, claims of a text and their contradictions.
#include "read/claims.h"

#include "harness.h"
#include "read/quotes.h"

static struct claim_relation relate(struct arena *a, const char *x, const char *y)
{
    struct doc da = doc_of_text(a, NULL, str_from_cstr(x));
    struct doc db = doc_of_text(a, NULL, str_from_cstr(y));
    return claims_relate(a, &da, &db);
}

static void dump_claims(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct doc d = doc_of_text(a, NULL, golden_section(c, "text"));
    struct quote *quotes;
    size_t count;
    quotes_read(a, &d, NULL, &quotes, &count);
    struct claims claims = claims_read(a, &d, quotes, count);
    for (size_t i = 0; i < claims.count; i++) {
        const struct claim *claim = &claims.v[i];
        buf_printf(out, "%c %.*s [%.*s] %.*s: ", claim->negative ? '-' : '+',
                   STR_ARGS(claim->modality), STR_ARGS(claim->event), STR_ARGS(claim->holder));
        dump_visible(out, str_sub(d.text, claim->at.start, claim->at.end));
        buf_add_byte(out, '\n');
    }
    for (size_t i = 0; i < claims.clash_count; i++)
        buf_printf(out, "clash %zu %zu\n", claims.clashes[i].a, claims.clashes[i].b);
}

GOLDEN(claims, dump_claims)

TEST(claims_rules_find_what_turns_the_meaning)
{
    static const struct {
        const char *a, *b;
        enum relation want;
    } cases[] = {
        {"وزارة الصحة تؤكد تسجيل إصابات بالكوليرا في البصرة",
         "وزارة الصحة تنفي تسجيل إصابات بالكوليرا في البصرة",                                                                             RELATION_DISAGREE},
        {"ارتفعت أسعار الطماطم في أسواق المدينة",                       "انخفاض أسعار الطماطم في أسواق المدينة",
         RELATION_DISAGREE                                                                                                                                                                           },
        {"مقتل 40 شخصا في غرق عبارة قرب الساحل",                             "مقتل 12 شخصا في غرق عبارة قرب الساحل",
         RELATION_DISAGREE                                                                                                                                                                           },
        {"صادرات ميناء الفرات إلى ميناء دجلة زادت",                    "صادرات ميناء دجلة إلى ميناء الفرات زادت",
         RELATION_OTHER                                                                                                                                                                              },
        {"أعلنت شركة الأفق شراء حصة في المصفاة",                          "أعلنت شركة الأفلاك شراء حصة في المصفاة",
         RELATION_OTHER                                                                                                                                                                              },
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct claim_relation r = relate(&a, cases[i].a, cases[i].b);
        CHECK_INT(r.relation, cases[i].want);
        CHECK(r.by_rule);
    }
    arena_release(&a);
}

TEST(claims_relation_of_one_sentence_with_itself_is_agreement)
{
    struct arena a = {0};
    const char *s = "افتتح الوزير محطة المياه الجديدة في المحافظة";
    CHECK_INT(relate(&a, s, s).relation, RELATION_AGREE);
    arena_release(&a);
}

TEST(claims_of_nothing_are_none)
{
    struct arena a = {0};
    struct claim_relation r = relate(&a, "", "");
    CHECK(!r.by_rule && r.score >= 0 && r.score <= 1);
    struct doc d = doc_of_text(&a, NULL, S("قال إن"));
    CHECK_INT(claims_read(&a, &d, NULL, 0).count, 0);
    arena_release(&a);
}
