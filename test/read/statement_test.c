// The statement reader: golden cases give a line a point; comparisons; bad inputs.
#include "read/statement.h"

#include "harness.h"
#include "read/compare.h"
#include "read/quotes.h"

static const char *const acts[] = {
#define X(name, text) text,
    ACTS(X)
#undef X
};

static struct statement read_text(struct arena *a, struct str title, struct str text, struct doc *d)
{
    *d = doc_of_text(a, NULL, text);
    struct statement_context c = {.title = title};
    struct quote *quotes;
    quotes_read(a, d, NULL, &quotes, &c.quote_count);
    c.quotes = quotes;
    return statement_read(a, d, &c);
}

static void add_list(struct buf *out, const char *label, const struct strs *list)
{
    buf_printf(out, " %s", label);
    for (size_t i = 0; i < list->n; i++)
        buf_printf(out, "%s%.*s", i ? "," : "=", STR_ARGS(list->v[i]));
}

static void dump_points(struct arena *a, const struct golden_case *c, struct buf *out)
{
    struct doc d;
    struct statement s = read_text(a, golden_section(c, "title"), golden_section(c, "text"), &d);
    for (size_t i = 0; i < s.point_count; i++) {
        const struct point *p = &s.points[i];
        buf_printf(out, "%s %d", acts[p->act], p->strength);
        add_list(out, "voice", &p->voice);
        add_list(out, "burden", &p->burden);
        buf_printf(out, " [%.*s] ", STR_ARGS(p->marker));
        dump_visible(out, str_sub(d.text, p->at.start, p->at.end));
        buf_add_byte(out, '\n');
    }
    struct str b = golden_section(c, "b");
    if (!b.p)
        return;
    struct doc db;
    struct statement sb = read_text(a, S(""), b, &db);
    struct comparison pairs = statements_compare(a, &d, &s, &db, &sb);
    for (size_t i = 0; i < pairs.pair_count; i++) {
        const struct point_pair *p = &pairs.pairs[i];
        buf_printf(out, "%.*s", STR_ARGS(change_name(p->change)));
        if (p->a != COMPARE_NONE)
            buf_printf(out, " a%zu", p->a);
        if (p->b != COMPARE_NONE)
            buf_printf(out, " b%zu", p->b);
        buf_add_byte(out, '\n');
    }
}

GOLDEN(statement, dump_points)

TEST(statement_of_nothing_has_no_points)
{
    static const char *const texts[] = {"", "\n\n", ".", "-\n-\n", "\"\"\"", "أكد", "و"};
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct doc d;
        CHECK_INT(read_text(&a, S(""), str_from_cstr(texts[i]), &d).point_count, 0);
    }
    arena_release(&a);
}

TEST(statement_is_likely_only_where_parties_act_together)
{
    struct arena a = {0};
    struct doc yes = doc_of_text(&a, NULL, S("ناقش الجانبان الحدود. وأكد الطرفان التعاون."));
    struct doc no =
        doc_of_text(&a, NULL, S("أكد الوزير أن الأسعار ستنخفض، وناقش النواب الموازنة."));
    CHECK(statement_is_likely(&yes, S("")));
    CHECK(!statement_is_likely(&no, S("")));
    CHECK(statement_is_likely(&no, S("نص البيان الختامي للقمة")));
    arena_release(&a);
}
