// When a feed is looked at again: its own pace, its own wishes, back-off.
#include "collect/schedule.h"

#include "base/civil.h"
#include "harness.h"

enum { NOW = 1780000000 }; // a Thursday, 20:26 UTC

TEST(schedule_is_half_the_gap_between_items)
{
    int64_t at[20];
    for (int i = 0; i < 20; i++)
        at[i] = NOW - i * 3600;
    struct pace p = {.item_at = at, .item_count = 20};
    CHECK_INT(schedule_interval(&p, NOW), 1800);
    for (int i = 0; i < 20; i++)
        at[i] = NOW - i * 10;
    CHECK_INT(schedule_interval(&p, NOW), SCHEDULE_MIN_S);
    for (int i = 0; i < 20; i++)
        at[i] = NOW + 86400 * 365; // dates in the future tell nothing
    CHECK_INT(schedule_interval(&p, NOW), SCHEDULE_START_S * 3 / 2);
}

TEST(schedule_without_dates_follows_what_came)
{
    struct pace p = {.interval_s = 1200, .new_items = 3};
    CHECK_INT(schedule_interval(&p, NOW), 800);
    p.new_items = 0;
    CHECK_INT(schedule_interval(&p, NOW), 1800);
    p.interval_s = SCHEDULE_MAX_S;
    CHECK_INT(schedule_interval(&p, NOW), SCHEDULE_MAX_S);
}

TEST(schedule_obeys_ttl_and_skipped_hours)
{
    struct pace p = {.interval_s = 600, .new_items = 1, .ttl_s = 7200};
    CHECK_INT(schedule_interval(&p, NOW), 7200);
    p.skip_hours = 0xFFFFFF & ~(1u << 6); // only at six
    CHECK_INT(schedule_next(&p, 600, 1, NOW) / 3600 % 24, 6);
    p.skip_hours = 0xFFFFFF; // all of them: looked at all the same
    CHECK(schedule_next(&p, 600, 1, NOW) <= NOW + 8 * 86400);
}

TEST(schedule_backs_off_and_obeys_retry_after)
{
    int64_t first = schedule_retry(600, 1, -1, 3, NOW), fifth = schedule_retry(600, 5, -1, 3, NOW);
    CHECK(first >= NOW + 600 && first <= NOW + 660);
    CHECK(fifth >= NOW + 9600 && fifth <= NOW + 10560);
    CHECK(schedule_retry(600, 99, -1, 3, NOW) <= NOW + SCHEDULE_BACKOFF_MAX_S * 11 / 10);
    CHECK(schedule_retry(600, 1, 90000, 3, NOW) >= NOW + 90000);
    CHECK(schedule_retry(600, 1, INT64_MAX, 3, NOW) <= NOW + 8 * 86400);
}

TEST(schedule_keeps_feeds_apart)
{
    struct pace p = {0};
    int64_t first = schedule_next(&p, 3600, 1, NOW);
    bool apart = false;
    for (int64_t feed = 2; feed < 10; feed++)
        apart |= schedule_next(&p, 3600, feed, NOW) != first;
    CHECK(apart);
}

TEST(schedule_skips_days)
{
    struct pace p = {.skip_days = 0x7F & ~(1u << 1)}; // only on Mondays; NOW is a Thursday
    CHECK_INT(civil_weekday(schedule_next(&p, 600, 1, NOW) / 86400), 1);
}

TEST(schedule_looks_rarely_at_feeds_that_a_hub_sends_but_looks)
{
    struct pace polled = {0}, pushed = {.pushed = true};
    int64_t soon = schedule_next(&polled, 1800, 1, NOW),
            later = schedule_next(&pushed, 1800, 1, NOW);
    CHECK(later - NOW >= SCHEDULE_PUSHED_TIMES * 1800 && later > soon);
    CHECK(schedule_next(&pushed, SCHEDULE_MAX_S, 1, NOW) - NOW <= SCHEDULE_MAX_S * 11 / 10);
    CHECK(schedule_next(&pushed, SCHEDULE_MAX_S - 1, 1, NOW) - NOW <= SCHEDULE_MAX_S * 11 / 10);
}

TEST(schedule_tells_a_clock_that_was_set_from_one_that_drifts)
{
    struct clock_watch w = {0};
    CHECK_INT(schedule_clock_jump(&w, NOW, 50), 0);
    CHECK_INT(schedule_clock_jump(&w, NOW + 100000, 100050), 0); // asleep for a day
    CHECK_INT(schedule_clock_jump(&w, NOW + 100059, 100051), 0);
    CHECK_INT(schedule_clock_jump(&w, NOW + 100002 + 3600, 100052), 3600);
    CHECK_INT(schedule_clock_jump(&w, NOW + 100003 + 3600, 100053), 0);
    CHECK_INT(schedule_clock_jump(&w, 100, 100053), 100 - (NOW + 100003 + 3600));
    // Steps that add up are one.
    CHECK_INT(schedule_clock_jump(&w, 140, 100053), 0);
    CHECK_INT(schedule_clock_jump(&w, 180, 100053), 80);
}
