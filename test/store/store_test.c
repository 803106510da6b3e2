// The store: identity, search in all forms, deletion, care.
#include "store/store.h"

#include <sqlite3.h>

#include "home.h"
#include "store/key.h"
#include "store/repeats.h"
#include "store/search.h"
#include "store/snippet.h"

static enum added add(struct home *h, struct record r)
{
    struct err e = {0};
    enum added added = ADDED_KNOWN;
    int64_t row;
    r.added_at = 1;
    CHECK_INT(store_begin(h->store, &e), 0);
    CHECK_INT(store_add(h->store, store_prepare(&h->a, NULL, &r), &added, &row, &e), 0);
    CHECK_INT(store_commit(h->store, &e), 0);
    return added;
}

static enum added add_text(struct home *h, const char *id, const char *title, const char *text)
{
    return add(h, (struct record){.id = str_from_cstr(id),
                                  .guid = str_from_cstr(id),
                                  .title = str_from_cstr(title),
                                  .text = str_from_cstr(text),
                                  .published_at = STORE_NO_TIME});
}

static struct search_result search(struct home *h, const char *text, struct search_options o)
{
    struct err e = {0};
    struct search_result r = {0};
    o.limit = o.limit ? o.limit : 10;
    if (store_search(h->store, &h->a, str_from_cstr(text), &o, &r, &e))
        printf("  %s: %s\n", text, e.text);
    return r;
}

static size_t count(struct home *h, const char *text)
{
    return search(h, text, (struct search_options){0}).total;
}

static size_t count_exact(struct home *h, const char *text)
{
    return search(h, text, (struct search_options){.query.exact = true}).total;
}

TEST(store_adding_twice_changes_nothing)
{
    struct home h;
    home_open(&h);
    struct record r = {.url = S("https://Example.org/a?utm_source=x"),
                       .title = S("عنوان"),
                       .text = S("نص الخبر"),
                       .published_at = 0};
    CHECK_INT(add(&h, r), ADDED_NEW);
    CHECK_INT(add(&h, r), ADDED_KNOWN);
    r.url = S("http://www.example.org/a#top");
    r.text = S("نص آخر");
    CHECK_INT(add(&h, r), ADDED_KNOWN);
    r.url = S("http://www.example.org/b");
    CHECK_INT(add(&h, r), ADDED_NEW);
    CHECK_INT(count(&h, "خبر"), 1);
    home_close(&h);
}

TEST(store_keeps_two_ids_at_one_address_apart)
{
    struct home h;
    home_open(&h);
    struct record r = {.id = S("a1"),
                       .guid = S("a1"),
                       .url = S("https://example.org/x"),
                       .text = S("نص"),
                       .published_at = STORE_NO_TIME};
    CHECK_INT(add(&h, r), ADDED_NEW);
    r.id = r.guid = S("a2");
    CHECK_INT(add(&h, r), ADDED_NEW);
    CHECK_INT(add(&h, r), ADDED_KNOWN);
    // The same address without an id, as a feed brings it, is the first of them.
    r.id = r.guid = (struct str){0};
    CHECK_INT(add(&h, r), ADDED_KNOWN);
    home_close(&h);
}

TEST(store_gives_no_outlet_the_id_of_another)
{
    struct home h;
    home_open(&h);
    struct record r = {.id = S("17"),
                       .guid = S("17"),
                       .outlet = S("الأولى"),
                       .text = S("نص أول"),
                       .published_at = STORE_NO_TIME};
    struct record got;
    struct err e = {0};
    CHECK_INT(add(&h, r), ADDED_NEW);
    r.outlet = S("الثانية");
    r.text = S("نص ثان");
    CHECK_INT(add(&h, r), ADDED_NEW);
    CHECK_INT(store_get(h.store, &h.a, S("17"), &got, &e), 0);
    CHECK_STR(got.text, "نص أول");
    CHECK_STR(got.outlet, "الأولى");
    CHECK_INT(store_get_row(h.store, &h.a, 2, &got, &e), 0);
    CHECK_INT(got.id.n, 16);
    CHECK_INT(store_get(h.store, &h.a, str_take(got.id, 6), &got, &e), 0);
    CHECK_STR(got.text, "نص ثان");
    CHECK_INT(store_get(h.store, &h.a, S("nothing"), &got, &e), ERR_NOT_FOUND);
    home_close(&h);
}

TEST(search_finds_all_forms_and_exact_tells_them_apart)
{
    struct home h;
    home_open(&h);
    add_text(&h, "1", "خبر", "زار العراق أمس");
    add_text(&h, "2", "خبر", "سوريا والعراق معا");
    add_text(&h, "3", "خبر", "دعم للعراق");
    add_text(&h, "4", "خبر", "القوات العراقية");
    static const char *const forms[] = {"العراق", "والعراق", "للعراق", "العراقية", "عراق"};
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        CHECK_INT(count(&h, forms[i]), 4);
    for (size_t i = 0; i < 4; i++)
        CHECK_INT(count_exact(&h, forms[i]), 1);
    CHECK_INT(count_exact(&h, "عراق"), 0);
    CHECK_INT(count(&h, "=العراقيّة"), 1); // folded, but the very form
    CHECK_INT(count(&h, "العراق*"), 2);
    home_close(&h);
}

TEST(search_knows_its_operators)
{
    struct home h;
    home_open(&h);
    add_text(&h, "1", "رئيس الوزراء في بغداد", "التقى رئيس الوزراء وفدا من البصرة");
    add_text(&h, "2", "وزراء", "رئيس البرلمان والوزراء في أربيل");
    add_text(&h, "3", "طقس", "أمطار في البصرة واحد اثنان ثلاثة أربعة خمسة ستة بغداد");
    CHECK_INT(count(&h, "\"رئيس الوزراء\""), 1);
    CHECK_INT(count(&h, "«رئيس الوزراء"), 1);
    CHECK_INT(count(&h, "رئيس الوزراء"), 2);
    CHECK_INT(count(&h, "بغداد OR أربيل"), 3);
    CHECK_INT(count(&h, "رئيس NOT أربيل"), 1);
    CHECK_INT(count(&h, "رئيس -أربيل"), 1);
    CHECK_INT(count(&h, "رئيس - أربيل"), 1); // a dash, and both words
    CHECK_INT(count(&h, "title:بغداد"), 1);
    CHECK_INT(count(&h, "title:(رئيس بغداد)"), 1);
    CHECK_INT(count(&h, "البصرة NEAR/3 بغداد"), 0);
    CHECK_INT(count(&h, "البصرة NEAR/8 بغداد"), 1);
    CHECK_INT(count(&h, "(بغداد OR أربيل) رئيس"), 2);
    CHECK_INT(search(&h, "طقس أربيل", (struct search_options){.query.any = true}).total, 2);
    home_close(&h);
}

TEST(search_filters_and_counts)
{
    struct home h;
    home_open(&h);
    static const char *const outlets[] = {"بغداد اليوم", "اليوم السابع", "بغداد اليوم"};
    static const int64_t days[] = {19000, 19001, 19030};
    for (size_t i = 0; i < 3; i++)
        add(&h, (struct record){.url = i == 0   ? S("http://a/1")
                                       : i == 1 ? S("http://a/2")
                                                : S("http://a/3"),
                                .outlet = str_from_cstr(outlets[i]),
                                .lang = i == 1 ? S("fa") : S("ar"),
                                .text = S("خبر عن المطر"),
                                .published_at = days[i] * 86400});
    CHECK_INT(count(&h, "مطر outlet:\"بغداد اليوم\""), 2);
    CHECK_INT(count(&h, "مطر NOT outlet:بغداد"), 1);
    CHECK_INT(count(&h, "outlet:السابع outlet:بغداد"), 3);
    CHECK_INT(count(&h, "مطر lang:fa"), 1);
    CHECK_INT(count(&h, "مطر since:2022-01-09 until:2022-01-09"), 1);
    CHECK_INT(count(&h, "until:2022-01"), 2);
    CHECK_INT(count(&h, "since:2023"), 0);
    struct search_result r = search(
        &h, "مطر", (struct search_options){.sort = SORT_NEWEST, .facets = true, .histogram = true});
    CHECK_INT(r.total, 3);
    CHECK_STR(r.hits[0].article.url, "http://a/3");
    CHECK_STR(r.hits[2].article.url, "http://a/1");
    CHECK_INT(r.outlet_count, 2);
    CHECK_STR(r.outlets[0].name, "بغداد اليوم");
    CHECK_INT(r.outlets[0].count, 2);
    CHECK_INT(r.day_count, 31);
    CHECK_INT(r.days[30].count, 1);
    CHECK_STR(r.days[0].name, "2022-01-08");
    home_close(&h);
}

TEST(search_says_what_it_does_not_understand)
{
    struct home h;
    home_open(&h);
    add_text(&h, "1", "خبر", "نص الخبر");
    static const char *const bad[] = {"", "()", "-خبر", "NOT خبر", "since:nonsense خبر", "\"\""};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct err e = {0};
        struct search_result r;
        struct search_options o = {.limit = 1};
        CHECK_INT(store_search(h.store, &h.a, str_from_cstr(bad[i]), &o, &r, &e), ERR_USAGE);
        CHECK(e.text[0] != 0);
    }
    // Nothing typed reaches the parser of FTS5.
    CHECK_INT(count(&h, "خبر) OR (\"x"), 1);
    CHECK_INT(count(&h, "خبر* : ^ { } ' -- ; DROP"), 0);
    CHECK_INT(count(&h, "((((خبر"), 1);
    home_close(&h);
}

TEST(store_delete_takes_the_article_out_of_the_index)
{
    struct home h;
    struct err e = {0};
    struct buf problems = {0};
    home_open(&h);
    add_text(&h, "1", "أول", "المطر في بغداد");
    add_text(&h, "2", "ثان", "المطر في البصرة");
    CHECK_INT(count(&h, "مطر"), 2);
    CHECK_INT(store_begin(h.store, &e), 0);
    CHECK_INT(store_delete(h.store, 1, &e), 0);
    CHECK_INT(store_commit(h.store, &e), 0);
    CHECK_INT(count(&h, "مطر"), 1);
    CHECK_INT(count(&h, "بغداد"), 0);
    CHECK_INT(store_check(h.store, &problems, &e), 0);
    CHECK_STR(buf_str(&problems), "");
    CHECK_INT(store_reindex(h.store, NULL, NULL, &e), 0);
    CHECK_INT(count(&h, "مطر"), 1);
    CHECK_INT(store_check(h.store, &problems, &e), 0);
    CHECK_STR(buf_str(&problems), "");
    buf_release(&problems);
    home_close(&h);
}

TEST(store_deletes_what_was_cut_when_it_came)
{
    struct home h;
    struct err e = {0};
    struct buf problems = {0}, title = {0}, text = {0};
    home_open(&h);
    for (int i = 0; i < 600; i++)
        buf_add(&title, S("كلمة "));
    for (int i = 0; i < 120000; i++)
        buf_add(&text, S("المطر "));
    buf_add(&title, S("نادرة"));
    add(&h, (struct record){.title = buf_str(&title), .text = buf_str(&text), .published_at = 0});
    CHECK_INT(count(&h, "نادرة"), 0);
    CHECK_INT(count(&h, "مطر"), 1);
    CHECK_INT(store_begin(h.store, &e), 0);
    CHECK_INT(store_delete(h.store, 1, &e), 0);
    CHECK_INT(store_commit(h.store, &e), 0);
    CHECK_INT(store_check(h.store, &problems, &e), 0);
    CHECK_STR(buf_str(&problems), "");
    buf_release(&problems);
    buf_release(&title);
    buf_release(&text);
    home_close(&h);
}

TEST(store_refuses_to_delete_from_an_index_of_another_analysis)
{
    struct home h;
    struct err e = {0};
    struct buf problems = {0};
    home_open(&h);
    add_text(&h, "1", "خبر", "المطر");
    CHECK_INT(sqlite3_exec(store_db(h.store), "UPDATE meta SET value = 5 WHERE name = 'analysis'",
                           NULL, NULL, NULL),
              0);
    CHECK_INT(store_delete(h.store, 1, &e), ERR_STORE);
    CHECK_INT(store_check(h.store, &problems, &e), 0);
    CHECK(str_has(buf_str(&problems), S("another version")));
    CHECK_INT(store_reindex(h.store, NULL, NULL, &e), 0);
    CHECK_INT(store_begin(h.store, &e), 0);
    CHECK_INT(store_delete(h.store, 1, &e), 0);
    CHECK_INT(store_commit(h.store, &e), 0);
    buf_release(&problems);
    home_close(&h);
}

TEST(store_rolls_back_what_was_not_committed)
{
    struct home h;
    struct err e = {0};
    enum added added;
    int64_t row;
    home_open(&h);
    struct record r = {.text = S("المطر"), .published_at = STORE_NO_TIME};
    CHECK_INT(store_begin(h.store, &e), 0);
    CHECK_INT(store_add(h.store, store_prepare(&h.a, NULL, &r), &added, &row, &e), 0);
    store_rollback(h.store);
    CHECK_INT(count(&h, "مطر"), 0);
    CHECK_INT(add(&h, r), ADDED_NEW);
    home_close(&h);
}

TEST(snippet_shows_the_words_together)
{
    struct arena a = {0};
    struct query q = query_parse(&a, NULL, S("مطر بغداد"), (struct query_options){0});
    struct str text = S("بدأ اليوم هادئا في المدينة كلها. وقالت الأرصاد إن المطر قادم.\n"
                        "ثم هطل المطر على بغداد مساء الأحد. وانتهى كل شيء بعد ذلك بسلام.");
    struct snippet s = snippet_of(&a, NULL, text, &q, 8);
    CHECK_STR(snippet_line(&a, &s, S("["), S("]")),
              "… ثم هطل [المطر] على [بغداد] مساء الأحد. وانتهى …");
    q = query_parse(&a, NULL, S("شيء"), (struct query_options){0});
    s = snippet_of(&a, NULL, S(""), &q, 8);
    CHECK_STR(snippet_line(&a, &s, S("["), S("]")), "");
    arena_release(&a);
}

TEST(url_canonical_joins_the_addresses_of_one_page)
{
    struct arena a = {0};
    CHECK_STR(url_canonical(&a, S("HTTPS://www.Example.org:443/%D8%B9/x?b=1&utm_medium=y#z")),
              "example.org/ع/x?b=1");
    CHECK_STR(url_canonical(&a, S("http://example.org/")), "example.org");
    CHECK_STR(url_canonical(&a, S("http://example.org/a%2fb?fbclid=1")), "example.org/a%2Fb");
    CHECK_STR(url_canonical(&a, S("no address")), "");
    arena_release(&a);
}

TEST(store_repeats_are_the_same_text_or_the_same_title_of_one_outlet)
{
    static const char text[] =
        "أعلنت وزارة الموارد المائية اليوم إطلاق خطة جديدة لمعالجة شح المياه "
        "في المحافظات الجنوبية وقال الوزير إن الخطة تشمل حفر آبار";
    static const struct {
        const char *outlet, *title, *text;
        int64_t published_at;
        size_t first;
    } cases[] = {
        {"أ", "خطة للمياه",       text,                                             86400,         0},
        {"ب", "الوزير والماء", text,                                             86400 * 40,    0}, // the same text
        {"ب", "خطة للمياه",       "ملخص قصير من بيان الوزارة", 86400,         2}, // of another outlet
        {"أ", "خطه للمياه",       "تفاصيل عن الخطة",                   86400 + 10800, 0}, // title, folded
        {"أ", "خطة للمياه",       "خطة السنة التي بعدها",          86400 * 2,     4}, // too late
        {"أ", "",                          "",                                               STORE_NO_TIME, 5},
        {"أ", "",                          "",                                               STORE_NO_TIME, 6}, // nothing is like nothing
    };
    struct home h;
    home_open(&h);
    struct record heads[COUNT_OF(cases)];
    const struct record *list[COUNT_OF(cases)];
    size_t first[COUNT_OF(cases)];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err e = {0};
        add(&h, (struct record){.guid = arena_printf(&h.a, "%zu", i),
                                .outlet = str_from_cstr(cases[i].outlet),
                                .title = str_from_cstr(cases[i].title),
                                .text = str_from_cstr(cases[i].text),
                                .published_at = cases[i].published_at});
        CHECK_INT(store_head(h.store, &h.a, (int64_t)i + 1, &heads[i], &e), 0);
        list[i] = &heads[i];
    }
    store_repeats(h.store, &h.a, list, COUNT_OF(cases), first);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        CHECK_INT(first[i], cases[i].first);
    home_close(&h);
}
