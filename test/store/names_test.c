// Names across articles and scripts, roles by day, and stores whose names were keyed otherwise.
#include "store/names.h"

#include <sqlite3.h>

#include "home.h"
#include "pipeline.h"
#include "store/quoted.h"
#include "store/record.h"

static int64_t add(struct home *h, const char *day, const char *text)
{
    struct err e = {0};
    enum added added;
    int64_t row = 0, at = STORE_NO_TIME;
    rfc3339_parse(str_from_cstr(day), &at);
    struct record r = {.text = str_from_cstr(text), .published_at = at, .added_at = 1};
    struct pipeline *p = pipeline_new();
    record_read(p, &h->a, &r);
    pipeline_free(p);
    CHECK_INT(store_begin(h->store, &e), 0);
    CHECK_INT(store_add(h->store, store_prepare(&h->a, NULL, &r), &added, &row, &e), 0);
    CHECK_INT(store_commit(h->store, &e), 0);
    return row;
}

static size_t count(struct home *h, const char *query)
{
    struct err e = {0};
    struct search_options o = {.limit = 10, .query.all = true};
    struct search_result r = {0};
    CHECK_INT(store_search(h->store, &h->a, str_from_cstr(query), &o, &r, &e), 0);
    return r.total;
}

static struct name_page page_of(struct home *h, const char *name)
{
    struct err e = {0};
    struct name_page page = {0};
    if (store_name(h->store, &h->a, str_from_cstr(name), &page, &e))
        CHECK_INT(e.code, ERR_NOT_FOUND);
    return page;
}

static void run(struct home *h, const char *sql)
{
    char *problem = NULL;
    if (!CHECK_INT(sqlite3_exec(store_db(h->store), sql, NULL, NULL, &problem), 0))
        printf("  %s\n", problem);
    sqlite3_free(problem);
}

static void add_articles(struct home *h)
{
    add(h, "2024-08-01",
        "Yesterday Joe Wilson met with officials. Crown Prince Mohammed bin Salman spoke.");
    add(h, "2024-06-01", "قال السيناتور الأمريكي جو ويلسون إن \"القوات ستبقى في المنطقة كلها\".");
    add(h, "2024-07-05", "أكد جو ولسون أن \"الموقف لم يتغير أبدا في بلاده\".");
    add(h, "2024-07-06", "قال محمد شياع السوداني رئيس الوزراء العراقي إن العمل مستمر.");
    add(h, "2024-09-06", "قال رئيس الوزراء العراقي محمد شياع السوداني إن العمل انتهى.");
    add(h, "2025-12-01", "قال رئيس الوزراء العراقي السابق محمد شياع السوداني إنه باق.");
    add(h, "2024-07-07", "قال محمود حسن إن المشروع بدأ.");
    add(h, "2024-07-08", "قال محمد حسن إن المشروع بدأ.");
}

TEST(names_meet_across_articles_and_scripts)
{
    struct home h;
    home_open(&h);
    add_articles(&h);
    CHECK_INT(count(&h, "entity:\"جو ويلسون\""), 3);
    CHECK_INT(count(&h, "entity:\"جو ولسون\""), 3);
    CHECK_INT(count(&h, "entity:\"Joe Wilson\""), 3);
    CHECK_INT(count(&h, "entity:\"محمد حسن\""), 1);
    CHECK_INT(count(&h, "speaker:\"جو ولسون\""), 2);
    struct name_page page = page_of(&h, "جو ولسون");
    CHECK_VIEW(page.type, S("PERS"));
    CHECK_INT(page.form_count, 3);
    CHECK_INT(page.quotes, 2);
    // Known by a Latin name only: nothing to show, but nothing wrong.
    CHECK_INT(page_of(&h, "لا أحد").form_count, 0);
    home_close(&h);
}

TEST(names_that_brackets_give_are_those_of_their_article)
{
    struct home h;
    home_open(&h);
    add(&h, "2024-07-01", "قالت منظمة الصحة العالمية (WHO) إن العمل بدأ في غزة.");
    add(&h, "2024-07-02", "قالت منظمة الصحة العالمية إن العمل انتهى في غزة.");
    add(&h, "2024-07-03", "أعلنت شركة البناء (WHO) نتائجها.");
    CHECK_INT(count(&h, "entity:\"منظمة الصحة العالمية\""), 2);
    CHECK_INT(page_of(&h, "منظمة الصحة العالمية").form_count, 2);
    add(&h, "2024-07-04", "قال نائب الرئيس جيمس ديفيد فانس (James David Vance) ذلك.");
    add(&h, "2024-07-05", "He said that James David Vance's office was closed.");
    CHECK_INT(count(&h, "entity:\"جيمس ديفيد فانس\""), 2);
    home_close(&h);
}

TEST(names_of_two_persons_do_not_take_a_latin_name)
{
    struct home h;
    home_open(&h);
    add(&h, "2024-07-01", "قال سالم كرم إن العمل بدأ.");
    add(&h, "2024-07-01", "Officials said that Salem Karem would come.");
    CHECK_INT(count(&h, "entity:\"سالم كرم\""), 2);
    add(&h, "2024-07-02", "قال سالم كارم إن العمل بدأ."); // Karem may be either
    CHECK_INT(count(&h, "entity:\"سالم كرم\""), 1);
    home_close(&h);
}

TEST(names_with_their_house_are_joined_where_there_is_one_house)
{
    struct home h;
    home_open(&h);
    add(&h, "2024-07-01", "قال محمد بن سلمان إن العمل بدأ.");
    add(&h, "2024-07-02", "قال محمد بن سلمان آل سعود إن العمل بدأ.");
    CHECK_INT(count(&h, "entity:\"محمد بن سلمان\""), 2);
    CHECK_INT(count(&h, "entity:\"محمد بن سلمان آل سعود\""), 2);
    add(&h, "2024-07-03", "قال محمد بن سلمان آل خليفة إن العمل بدأ.");
    CHECK_INT(count(&h, "entity:\"محمد بن سلمان\""), 1);
    CHECK_INT(count(&h, "entity:\"محمد بن سلمان آل سعود\""), 1);
    home_close(&h);
}

TEST(names_have_their_roles_by_day)
{
    struct home h;
    struct err e = {0};
    home_open(&h);
    add_articles(&h);
    struct name_page page = page_of(&h, "محمد شياع السوداني");
    CHECK_INT(page.role_count, 2);
    CHECK_VIEW(page.roles[0].role, S("رئيس الوزراء العراقي"));
    CHECK_VIEW(page.roles[0].state, S("current"));
    CHECK_INT(page.roles[0].articles, 2);
    CHECK_INT(page.roles[0].last - page.roles[0].first, 62 * 86400);
    CHECK_VIEW(page.roles[1].state, S("former"));
    CHECK_INT(store_begin(h.store, &e), 0);
    CHECK_INT(store_delete(h.store, 4, &e), 0);
    CHECK_INT(store_commit(h.store, &e), 0);
    CHECK_INT(page_of(&h, "محمد شياع السوداني").roles[0].articles, 1);
    home_close(&h);
}

TEST(names_have_one_role_in_two_spellings_once)
{
    struct home h;
    home_open(&h);
    add(&h, "2024-07-01", "قال الرئيس الأمريكي جو بايدن إن العمل بدأ.");
    add(&h, "2024-07-03", "قال الرئيس الأميركي جو بايدن إن العمل بدأ.");
    struct name_page page = page_of(&h, "جو بايدن");
    CHECK_INT(page.role_count, 1);
    CHECK_INT(page.roles[0].articles, 2);
    CHECK_INT(page.roles[0].last - page.roles[0].first, 2 * 86400);
    home_close(&h);
}

TEST(names_have_their_roles_by_article_that_states_them)
{
    struct home h;
    home_open(&h);
    add(&h, "no day", "قال الرئيس الأمريكي جو بايدن إن العمل بدأ أمس.");
    add(&h, "2024-07-01", "قال الرئيس الأمريكي جو بايدن إن العمل بدأ.");
    add(&h, "2024-07-03", "قال الرئيس الأمريكي جو بايدن إن العمل انتهى.");
    add(&h, "2024-07-05", "قال الرئيس الأمريكي جو بايدن إن العمل عاد.");
    run(&h, "UPDATE roles SET state = 'former' WHERE row = 4");
    struct name_page page = page_of(&h, "جو بايدن");
    struct record r = {0};
    struct err e = {0};
    CHECK_INT(page.role_count, 2);
    CHECK_INT(page.roles[0].articles, 3);
    CHECK_INT(store_get(h.store, &h.a, page.roles[0].first_id, &r, &e), 0);
    CHECK_INT(r.row, 2);
    CHECK_INT(store_get(h.store, &h.a, page.roles[0].last_id, &r, &e), 0);
    CHECK_INT(r.row, 3);
    CHECK_VIEW(page.roles[1].first_id, page.roles[1].last_id);
    home_close(&h);
}

TEST(names_of_one_word_show_who_may_be_meant)
{
    struct home h;
    home_open(&h);
    add(&h, "2024-07-01", "قال الرئيس الأمريكي جو بايدن إن العمل بدأ.");
    CHECK_INT(page_of(&h, "بايدن").other_count, 1); // although no article has the word alone
    add(&h, "2024-07-02", "قال بايدن إن العمل بدأ.");
    CHECK_INT(count(&h, "entity:\"جو بايدن\""), 1);
    struct name_page page = page_of(&h, "بايدن");
    CHECK_INT(page.form_count, 1);
    CHECK_INT(page.other_count, 1);
    CHECK_VIEW(page.others[0].name, S("جو بايدن"));
    home_close(&h);
}

TEST(names_of_an_older_store_are_joined_when_it_is_opened)
{
    struct home h;
    struct err e = {0};
    home_open(&h);
    add_articles(&h);
    run(&h, "DROP TABLE names; DROP TABLE roles; DROP TABLE latin_names;"
            "DROP INDEX entities_who; ALTER TABLE entities DROP COLUMN who;"
            "DROP INDEX quotes_who; ALTER TABLE quotes DROP COLUMN who;"
            "DELETE FROM meta WHERE name = 'names'; PRAGMA user_version = 3;");
    store_close(h.store);
    h.store = NULL;
    CHECK_INT(store_open(&h.store, h.folder, STORE_READ, &e), ERR_STORE);
    CHECK_INT(store_open(&h.store, h.folder, STORE_CARE, &e), 0);
    CHECK_INT(count(&h, "entity:\"جو ولسون\""), 2); // the Latin one is not read again
    CHECK_INT(count(&h, "speaker:\"جو ولسون\""), 2);
    struct name_page page = page_of(&h, "محمد شياع السوداني");
    CHECK_INT(page.role_count, 2);
    CHECK_VIEW(page.roles[1].state, S("former"));
    home_close(&h);
}

TEST(names_keyed_otherwise_are_joined_anew_by_reindex)
{
    struct home h;
    struct err e = {0};
    struct buf problems = {0};
    home_open(&h);
    add_articles(&h);
    size_t roles = page_of(&h, "محمد شياع السوداني").role_count;
    run(&h, "UPDATE names SET key = 'x' || who; UPDATE meta SET value = 5 WHERE name = 'names'");
    CHECK_INT(store_check(h.store, &problems, &e), 0);
    CHECK(str_has(buf_str(&problems), S("joined by another version")));
    CHECK_INT(store_reindex(h.store, NULL, NULL, &e), 0);
    buf_reset(&problems);
    CHECK_INT(store_check(h.store, &problems, &e), 0);
    CHECK_STR(buf_str(&problems), "");
    CHECK_INT(count(&h, "entity:\"Joe Wilson\""), 3);
    CHECK_INT(page_of(&h, "جو ولسون").quotes, 2);
    CHECK_INT(page_of(&h, "محمد شياع السوداني").role_count, roles);
    buf_release(&problems);
    home_close(&h);
}

TEST(names_that_have_no_key_any_more_stand_nowhere)
{
    struct home h;
    struct err e = {0};
    home_open(&h);
    add_articles(&h);
    run(&h, "UPDATE entities SET name = 'ُ' WHERE name LIKE '%السوداني%';"
            "UPDATE names SET name = 'ُ' WHERE who IN (SELECT who FROM latin_names)");
    CHECK_INT(store_reindex(h.store, NULL, NULL, &e), 0);
    CHECK_INT(page_of(&h, "محمد شياع السوداني").role_count, 0);
    CHECK_INT(count(&h, "entity:\"Joe Wilson\""), 2);
    home_close(&h);
}
