// The keyphrases of an article against the store: what its outlet always says goes to the end.
#include "store/phrases.h"

#include "harness.h"

static void add(struct arena *a, struct store *s, const char *outlet, size_t number,
                const char *const phrases[3])
{
    struct err e = {0};
    enum added added;
    int64_t row;
    struct keyphrase v[3];
    for (size_t i = 0; i < COUNT_OF(v); i++)
        v[i] = (struct keyphrase){str_from_cstr(phrases[i]), 1.0 / (double)(i + 1), {0}};
    struct record r = {
        .id = arena_printf(a, "%s-%zu", outlet, number),
        .outlet = str_from_cstr(outlet),
        .title = arena_printf(a, "%s %zu", phrases[1], number),
        .text = arena_printf(a, "%s %s %zu", phrases[0], phrases[2], number),
        .facts = {.keyphrases = v, .keyphrase_count = COUNT_OF(v)},
        .published_at = (int64_t)number,
        .added_at = 1
    };
    r.guid = r.id;
    CHECK_INT(store_begin(s, &e), 0);
    CHECK_INT(store_add(s, store_prepare(a, NULL, &r), &added, &row, &e), 0);
    CHECK_INT(store_commit(s, &e), 0);
}

static struct str joined(struct arena *a, struct store *s, int64_t row)
{
    struct err e = {0};
    struct keyphrase *v;
    size_t n;
    CHECK_INT(store_keyphrases(s, a, row, &v, &n, &e), 0);
    struct buf b = {0};
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", i ? " | " : "", STR_ARGS(v[i].text));
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

TEST(keyphrases_that_an_outlet_always_says_go_to_the_end)
{
    struct arena a = {0};
    struct store *s;
    struct err e = {0};
    CHECK_INT(store_open(&s, ":memory:", STORE_WRITE, &e), 0);
    static const char *const said[3] = {"وكالة الخبر", "سد الموصل", "خزين المياه"};
    add(&a, s, "الخبر", 0, said);
    CHECK_STR(joined(&a, s, 1), "وكالة الخبر | سد الموصل | خزين المياه"); // too few to tell
    static const char *const others[] = {"ميناء الفاو", "حقل الرميلة", "منفذ سفوان", "مطار كركوك"};
    for (size_t i = 1; i <= 40; i++) {
        const char *const more[3] = {"وكالة الخبر", others[i % 4], others[(i + 1) % 4]};
        add(&a, s, i % 2 ? "الخبر" : "الغد", i, more);
    }
    CHECK_STR(joined(&a, s, 1), "سد الموصل | خزين المياه | وكالة الخبر");
    store_close(s);
    arena_release(&a);
}
