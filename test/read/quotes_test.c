// Quotations: golden cases give a line a quotation; unit tests for words, marks and limits.
#include "read/quotes.h"

#include "harness.h"
#include "read/marks.h"
#include "read/words.h"

static const char *const kinds[] = {"direct", "partial", "indirect"};
static const char *const speaker_kinds[] = {"nobody",   "person", "org",
                                            "document", "group",  "anonymous"};
static const char *const classes[] = {"none",   "neutral", "assertive", "belief",   "evaluative",
                                      "denial", "claim",   "request",   "question", "nominal"};

static void dump_quotes_read(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct str text = golden_section(c, "text");
    struct doc d = doc_of_text(a, NULL, text);
    struct quote *quotes;
    size_t count;
    quotes_read(a, &d, NULL, &quotes, &count);
    for (size_t i = 0; i < count; i++) {
        const struct quote *q = &quotes[i];
        buf_printf(out, "%s%s: ", q->depth ? "  " : "", kinds[q->kind]);
        dump_visible(out, str_sub(text, q->at.start, q->at.end));
        buf_printf(out, "\n    by %s ", speaker_kinds[q->speaker.kind]);
        dump_visible(out, q->speaker.name);
        if (q->speaker.role.n) {
            buf_add(out, S(" | "));
            dump_visible(out, q->speaker.role);
        }
        buf_printf(out, "\n    cue %s ", classes[q->cue_class]);
        dump_visible(out, q->cue);
        buf_printf(out, "\n    why %s; %s\n", q->why, q->speaker_why);
    }
    if (count == 0)
        buf_add(out, S("nothing\n"));
}

GOLDEN(quotes, dump_quotes_read)

TEST(words_show_their_clitics_and_article)
{
    CHECK(word_of(S("وقالت")).classes & WORD_CUE_VERB);
    CHECK_INT(word_of(S("وقالت")).form, FORM_FEMININE);
    CHECK_INT(word_of(S("وقالت")).clitics, CLITIC_AND);
    struct word ministry = word_of(S("للوزاره"));
    CHECK(ministry.definite && ministry.clitics == CLITIC_LI && ministry.classes & WORD_ORG);
    CHECK_STR(ministry.base, "وزاره");
    // What only looks like a clitic is none.
    CHECK_INT(word_of(S("وزير")).clitics, 0);
    CHECK_INT(word_of(S("بيان")).clitics, 0);
    CHECK_INT(word_of(S("")).classes, 0);
}

TEST(marks_pair_by_what_stands_around_them)
{
    struct arena a = {0};
    struct doc d = doc_of_text(&a, NULL, S("قال \"نعم بـ\"صوت عال\" فقط\" ومضى."));
    struct markeds m = marks_pair(&a, &d, words_of(&a, &d));
    CHECK_INT(m.n, 2);
    CHECK_INT(m.v[0].depth, 0);
    CHECK_INT(m.v[1].depth, 1);
    CHECK_INT(m.v[1].words, 2);
    arena_release(&a);
}

TEST(quotes_of_a_credited_document_take_its_name)
{
    struct arena a = {0};
    struct doc d = doc_of_text(&a, NULL, S("وجاء في البيان أن الاجتماع تأجل إلى الغد."));
    struct quote_context c = {.document = S("البيان المشترك للوزارتين")};
    struct quote *quotes;
    size_t count;
    quotes_read(&a, &d, &c, &quotes, &count);
    CHECK_INT(count, 1);
    CHECK_STR(quotes[0].speaker.name, "البيان المشترك للوزارتين");
    arena_release(&a);
}

TEST(quotes_look_at_nothing_behind_the_last_word)
{
    // Each ends where a rule would look one word further (an overread that fuzzing found).
    static const struct str texts[] = {S_INIT("وعارض سامي برزق"),    S_INIT("قال سامي برزق"),
                                       S_INIT("وفق ما أكده"),        S_INIT("نقلت \"المدينة\" عن"),
                                       S_INIT("بيان صادر اليوم عن"), S_INIT("قال \"نعم مضيفا")};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct arena a = {0};
        struct doc d = doc_of_text(&a, NULL, texts[i]);
        struct quote *quotes;
        size_t count;
        quotes_read(&a, &d, NULL, &quotes, &count);
        for (size_t q = 0; q < count; q++)
            CHECK(quotes[q].at.end <= texts[i].n);
        arena_release(&a);
    }
}

TEST(quotes_take_names_from_entities)
{
    struct arena a = {0};
    // No given name, and nothing definite before it: only the entity shows where the name starts.
    struct str text = S("قال متحدث باسم شركة شحن غوندار بلتشي إن الميناء أغلق.");
    struct doc d = doc_of_text(&a, NULL, text);
    size_t start = str_find(text, S("غوندار"));
    struct span mention = {start, start + S("غوندار بلتشي").n};
    struct entity person = {
        .type = ENTITY_PERSON, .mentions = {&mention, 1}
    };
    struct quote_context c = {.entities = &person, .entity_count = 1};
    struct quote *quotes;
    size_t count;
    quotes_read(&a, &d, &c, &quotes, &count);
    CHECK_INT(count, 1);
    CHECK_STR(quotes[0].speaker.name, "غوندار بلتشي");
    CHECK_STR(quotes[0].speaker.role, "متحدث باسم شركة شحن");
    arena_release(&a);
}

TEST(quotes_in_a_range_refer_to_the_whole_text)
{
    struct arena a = {0};
    struct str text = S("عنوان\nقال الوزير سامي حداد إن الماء عاد.\nقال آخر إن لا.");
    size_t start = str_find(text, S("قال"));
    struct doc d = doc_of(&a, NULL, text, (struct span){start, str_find(text, S("\nقال آخر"))});
    struct quote *quotes;
    size_t count;
    quotes_read(&a, &d, NULL, &quotes, &count);
    CHECK_INT(count, 1);
    CHECK_STR(str_sub(text, quotes[0].at.start, quotes[0].at.end), "إن الماء عاد");
    CHECK_STR(quotes[0].speaker.name, "سامي حداد");
    arena_release(&a);
}

TEST(quotes_of_nothing_are_none)
{
    static const char *const texts[] = {"", "\"", "\"\"", "قال", "أن", "بحسب", "« »", "قال إن"};
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct doc d = doc_of_text(&a, NULL, str_from_cstr(texts[i]));
        struct quote *quotes;
        size_t count;
        quotes_read(&a, &d, NULL, &quotes, &count);
        CHECK_INT(count, 0);
    }
    arena_release(&a);
}
