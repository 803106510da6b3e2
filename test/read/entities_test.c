// Golden cases of entities, and what must hold for names whatever the model says.
#include <string.h>

#include "harness.h"
#include "read/entities.h"
#include "read/ner_cache.h"

static void dump_spans(struct buf *out, const struct doc *d, const struct entity *e)
{
    for (size_t i = 0; i < e->mentions.n; i++) {
        buf_add(out, i ? S(" | ") : S("  "));
        dump_visible(out, str_sub(d->text, e->mentions.v[i].start, e->mentions.v[i].end));
    }
    buf_add_byte(out, '\n');
}

// The roles behind the first, and what is not said to be current.
static void dump_roles(struct buf *out, const struct entity *e)
{
    static const char *const states[] = {
#define X(name, text) text,
        ROLE_STATES(X)
#undef X
    };
    for (size_t i = 0; i < e->role_count; i++) {
        if (i == 0 && e->roles[i].state == ROLE_CURRENT)
            continue;
        buf_printf(out, "  %s: ", states[e->roles[i].state]);
        dump_visible(out, e->roles[i].text);
        buf_add_byte(out, '\n');
    }
}

static void dump_entities(struct arena *a, const struct golden_case *c, struct buf *out)
{
    static const char *const types[] = {
#define X(name, text) text,
        ENTITY_TYPES(X)
#undef X
    };
    struct doc d = doc_of_text(a, NULL, golden_section(c, "text"));
    struct entity *v;
    size_t n;
    entities_read(a, &d, NULL, &v, &n);
    for (size_t i = 0; i < n; i++) {
        buf_add(out, str_from_cstr(types[v[i].type]));
        buf_add(out, S(": "));
        dump_visible(out, v[i].name);
        if (v[i].role.n) {
            buf_add(out, S(" ("));
            dump_visible(out, v[i].role);
            buf_add_byte(out, ')');
        }
        buf_add_byte(out, '\n');
        dump_roles(out, &v[i]);
        dump_spans(out, &d, &v[i]);
    }
}
GOLDEN(entities, dump_entities)

static bool same_key(struct arena *a, const char *one, const char *other)
{
    return str_eq(entity_key(a, str_from_cstr(one)), entity_key(a, str_from_cstr(other)));
}

TEST(entity_key_joins_spellings_and_keeps_names_apart)
{
    struct arena a = {0};
    CHECK(same_key(&a, "ويلسون", "ولسون"));
    CHECK(same_key(&a, "إكس", "أكس"));
    CHECK(same_key(&a, "غوردون براون", "جوردون براون"));
    CHECK(same_key(&a, "أمريكا", "الولايات المتحدة"));
    CHECK(!same_key(&a, "سوريا", "سويسرا"));
    CHECK(!same_key(&a, "كوريا", "كندا"));
    CHECK(!same_key(&a, "بوش", "بن"));
    arena_release(&a);
}

TEST(name_display_takes_clitics_off)
{
    struct arena a = {0};
    CHECK_STR(name_display(&a, S("للقيادة"), S("للقياده"), 1), "القيادة");
    CHECK_STR(name_display(&a, S("وبغداد"), S("وبغداد"), 1), "بغداد");
    CHECK_STR(name_display(&a, S("وببغداد"), S("وببغداد"), 2), "بغداد");
    CHECK_STR(name_display(&a, S("بغداد"), S("بغداد"), 0), "بغداد");
    arena_release(&a);
}

TEST(ner_model_of_other_bytes_is_none)
{
    struct ner_model m;
    CHECK(!ner_model_view(S(""), &m));
    CHECK(!ner_model_view(S("isnadner"), &m));
    CHECK(ner_model_shipped() != NULL);
}

TEST(ner_tags_never_begin_inside)
{
    struct arena a = {0};
    struct doc d =
        doc_of_text(&a, NULL, S("قال الرئيس الأمريكي جورج بوش في واشنطن. والرئيس بوش\nبوش، في"));
    struct ner_cache *cache = ner_cache_new(NULL);
    struct ner_text t = ner_text_of(&a, cache, &d);
    const uint8_t *tags = ner_tag(&a, cache, &t);
    for (size_t i = 0; i < d.tokens.n; i++)
        if (NER_IS_INSIDE(tags[i]))
            CHECK(i > 0 && tags[i - 1] != NER_OUT && NER_TYPE(tags[i - 1]) == NER_TYPE(tags[i]));
    ner_cache_free(cache);
    arena_release(&a);
}

// What a cache remembers never changes a tag: neither words met before nor a cache that is too
// small for its text.
TEST(ner_tags_are_the_same_whatever_the_cache_holds)
{
    enum { OTHERS = 40000 };
    const struct str text = S("قال وزير الخارجية جون كيري في لندن إن كيري زار بغداد وللعراق");
    struct arena a = {0}, scratch = {0};
    struct doc d = doc_of_text(&a, NULL, text);
    struct ner_cache *fresh = ner_cache_new(NULL), *used = ner_cache_new(NULL);
    struct buf words = {0};
    for (int i = 0; i < OTHERS; i++)
        buf_printf(&words, "كلمة%dا %s", i, i % 20 ? "" : ".");
    struct doc other = doc_of_text(&scratch, NULL, buf_str(&words));
    struct ner_text t = ner_text_of(&scratch, used, &other);
    ner_tag(&scratch, used, &t);
    t = ner_text_of(&a, fresh, &d);
    const uint8_t *want = ner_tag(&a, fresh, &t);
    for (int again = 0; again < 2; again++) {
        t = ner_text_of(&a, used, &d);
        const uint8_t *got = ner_tag(&a, used, &t);
        CHECK(memcmp(got, want, d.tokens.n) == 0);
    }
    size_t names = 0;
    for (size_t i = 0; i < d.tokens.n; i++)
        names += want[i] != NER_OUT;
    CHECK(names >= 4);
    ner_cache_free(fresh);
    ner_cache_free(used);
    buf_release(&words);
    arena_release(&scratch);
    arena_release(&a);
}

TEST(ner_explain_names_the_tag_and_the_lists)
{
    struct arena a = {0};
    struct doc d = doc_of_text(&a, NULL, S("قال الرئيس جورج بوش"));
    struct ner_cache *cache = ner_cache_new(NULL);
    struct ner_text t = ner_text_of(&a, cache, &d);
    struct str why = ner_explain(&a, cache, &t, 2, NER_BEGIN(ENTITY_PERSON));
    CHECK(str_starts(why, S("tagger, PERS over no name +")));
    CHECK(str_find(why, S("word before: title")) < why.n);
    ner_cache_free(cache);
    arena_release(&a);
}

// A vowel sign in its presentation form folds to nothing: a name may have no word to be joined by.
TEST(a_name_without_letters_is_no_last_name)
{
    struct arena a = {0};
    struct doc d =
        doc_of_text(&a, NULL, (struct str)S_INIT("\xef\xbd\xbe\0\xef\xb9\xbe\0\xef\xbe\xa7"));
    struct entity *v;
    size_t n;
    entities_read(&a, &d, NULL, &v, &n);
    for (size_t i = 0; i < n; i++)
        CHECK(v[i].name.n > 0);
    arena_release(&a);
}
