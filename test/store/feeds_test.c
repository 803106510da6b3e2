// Feeds, their items, pages, versions and counters in the store.
#include "store/feeds.h"

#include "home.h"
#include "store/versions.h"
#include "text/token.h"

TEST(feeds_are_leased_once_and_come_back)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_empty();
    struct feed_row row = {.url = S("http://a.example/f"), .next_at = 100, .interval_s = 1800},
                    *out;
    bool known;
    size_t count;
    int64_t next;
    CHECK(store_feed_add(s, &row, &known, &e) == 0 && !known);
    CHECK(store_feeds_lease(s, &a, 100, 220, 10, &out, &count, &e) == 0 && count == 1);
    CHECK(store_feeds_lease(s, &a, 219, 400, 10, &out, &count, &e) == 0 && count == 0);
    CHECK(store_next_due(s, &next, &e) == 0 && next == 220);
    CHECK(store_feeds_all_due(s, 50, &e) == 0);
    CHECK(store_feeds_lease(s, &a, 60, 400, 10, &out, &count, &e) == 0 && count == 1);
    CHECK(store_feed_known(s, row.feed));
    CHECK(store_feed_remove(s, row.url, &e) == 0);
    CHECK(!store_feed_known(s, row.feed));
    store_close(s);
    arena_release(&a);
}

TEST(feed_items_that_are_only_noted_do_not_count_for_the_day)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_empty();
    struct feed_item *items;
    size_t count;
    CHECK(store_feed_item_set(s, 1, &(struct feed_item){.guid = 7}, 1000, &e) == 0);
    CHECK(store_feed_item_set(s, 1, &(struct feed_item){.guid = UINT64_MAX}, 0, &e) == 0);
    CHECK_INT(store_feed_items_since(s, 1, 500), 1);
    CHECK(store_feed_items(s, &a, 1, &items, &count, &e) == 0);
    CHECK_INT(count, 2);
    CHECK(items[0].guid == UINT64_MAX); // in order as signed numbers
    store_close(s);
    arena_release(&a);
}

TEST(versions_of_an_article_show_what_changed)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_empty();
    struct token_cache *cache = token_cache_new();
    struct record r = {.url = S("http://a.example/1"),
                       .title = S("عنوان"),
                       .text = S("قتل ثلاثة في الحادث"),
                       .published_at = STORE_NO_TIME,
                       .added_at = 10};
    struct version *list, latest;
    enum added added;
    int64_t row;
    size_t count;
    CHECK(store_begin(s, &e) == 0);
    CHECK(store_add(s, store_prepare(&a, cache, &r), &added, &row, &e) == 0);
    CHECK(!store_version_latest(s, &a, row, &latest));
    CHECK(store_version_add(s, row, 20, r.title, S("قتل أربعة في الحادث"), &e) == 0);
    CHECK(store_version_add(s, row, 30, r.title, S(""), &e) == 0);
    CHECK(store_commit(s, &e) == 0);
    CHECK(store_versions(s, &a, row, &list, &count, &e) == 0);
    if (CHECK_INT(count, 3)) {
        CHECK_INT(list[0].change_count, 0);
        if (CHECK_INT(list[1].change_count, 1)) {
            struct word_change c = list[1].changes[0];
            CHECK_VIEW(str_sub(list[0].text, c.old_start, c.old_end), S("ثلاثة"));
            CHECK_VIEW(str_sub(list[1].text, c.new_start, c.new_end), S("أربعة"));
        }
        CHECK_INT(list[2].change_count, 1);
    }
    CHECK(store_version_latest(s, &a, row, &latest) && latest.seen_at == 30);
    CHECK(store_versions(s, &a, row + 1, &list, &count, &e) == ERR_NOT_FOUND);
    token_cache_free(cache);
    store_close(s);
    arena_release(&a);
}

TEST(collect_counters_add_up)
{
    struct err e = {0};
    struct store *s = open_empty();
    struct collect_state state;
    struct feed_row row = {.url = S("http://a.example/f"), .next_at = 100, .interval_s = 1800};
    bool known;
    int64_t more[COLLECT_COUNTERS] = {[COLLECT_FETCHES] = 2, [COLLECT_STALLS] = 1};
    CHECK(store_feed_add(s, &row, &known, &e) == 0);
    CHECK(store_counters_add(s, more, &e) == 0 && store_counters_add(s, more, &e) == 0);
    CHECK(store_collect_state(s, 200, &state, &e) == 0);
    CHECK_INT(state.feeds, 1);
    CHECK_INT(state.due, 1);
    CHECK_INT(state.failing, 0);
    CHECK_INT(state.counters[COLLECT_FETCHES], 4);
    CHECK_INT(state.counters[COLLECT_BYTES], 0);
    store_close(s);
}

TEST(feeds_and_pages_move_with_a_clock_that_was_set)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_empty();
    struct feed_row row = {.url = S("http://a.example/f"), .next_at = 100, .interval_s = 1800};
    struct robots_row rules;
    bool known;
    int64_t next, day = 86400;
    CHECK(store_feed_add(s, &row, &known, &e) == 0);
    CHECK(store_robots_set(s, S("http://a.example:80"), 200, S("x"), 50, &e) == 0);
    CHECK(store_collect_shift(s, -70, &e) == 0);
    CHECK(store_next_due(s, &next, &e) == 0 && next == 30);
    CHECK(store_robots_get(s, &a, S("http://a.example:80"), &rules) && rules.fetched_at == -20);
    CHECK(store_collect_tidy(s, 7 * day - 20, &e) == 0);
    CHECK(store_robots_get(s, &a, S("http://a.example:80"), &rules));
    CHECK(store_collect_tidy(s, 7 * day - 19, &e) == 0);
    CHECK(!store_robots_get(s, &a, S("http://a.example:80"), &rules));
    store_close(s);
    arena_release(&a);
}

TEST(items_are_counted_when_they_are_taken_and_forgotten_alone)
{
    struct arena a = {0};
    struct err e = {0};
    struct store *s = open_empty();
    struct feed_row row = {.url = S("http://a.example/f"), .interval_s = 1800}, got;
    struct feed_item *items;
    bool known;
    size_t count;
    CHECK(store_feed_add(s, &row, &known, &e) == 0);
    for (uint64_t guid = 1; guid <= 3; guid++)
        CHECK(store_feed_item_set(s, row.feed,
                                  &(struct feed_item){.guid = guid, .left_at = STORE_NO_TIME}, 10,
                                  &e) == 0);
    CHECK(store_feed_count_items(s, row.feed, 3, &e) == 0);
    CHECK(store_feed_item_left(s, row.feed, 2, 77, &e) == 0);
    CHECK(store_feed_item_forget(s, row.feed, 3, &e) == 0);
    // An edit does not bring back what has left.
    CHECK(store_feed_item_set(s, row.feed, &(struct feed_item){.guid = 2, .content = 5}, 20, &e) ==
          0);
    CHECK(store_feed_items(s, &a, row.feed, &items, &count, &e) == 0);
    if (CHECK_INT(count, 2)) {
        CHECK(items[0].left_at == STORE_NO_TIME);
        CHECK_INT(items[1].left_at, 77);
        CHECK_INT(items[1].content, 5);
    }
    CHECK(store_feed_get(s, &a, row.feed, &got));
    CHECK_INT(got.items, 3);
    store_close(s);
    arena_release(&a);
}
