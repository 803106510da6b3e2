// schedule: see schedule.h.
#include "collect/schedule.h"

#include "base/civil.h"
#include "base/hash.h"

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

// The mean gap between the items of the last 14 days; 0 where fewer than three tell of one.
static int64_t usual_gap(const struct pace *p, int64_t now)
{
    enum { WINDOW_S = 14 * 86400 };
    int64_t first = INT64_MAX, last = INT64_MIN, count = 0;
    for (size_t i = 0; i < p->item_count; i++) {
        int64_t at = p->item_at[i];
        if (at > now + 3600 || at < now - WINDOW_S)
            continue; // dates in the future and archives say nothing about the pace
        first = at < first ? at : first;
        last = at > last ? at : last;
        count++;
    }
    return count >= 3 ? (last - first) / (count - 1) : 0;
}

int64_t schedule_interval(const struct pace *p, int64_t now)
{
    int64_t gap = usual_gap(p, now);
    int64_t last = p->interval_s ? p->interval_s : SCHEDULE_START_S;
    int64_t interval = gap ? gap / 2 : p->new_items ? last * 2 / 3 : last * 3 / 2;
    if (interval < p->ttl_s)
        interval = p->ttl_s;
    return clamp(interval, SCHEDULE_MIN_S, SCHEDULE_MAX_S);
}

// A share of up to a tenth of the interval, always the same for one feed.
static int64_t shift(int64_t interval_s, int64_t feed)
{
    return (int64_t)(hash_mix((uint64_t)feed) % (uint64_t)(interval_s / 10 + 1));
}

int64_t schedule_next(const struct pace *p, int64_t interval_s, int64_t feed, int64_t now)
{
    if (p->pushed && interval_s < SCHEDULE_MAX_S)
        interval_s = clamp(interval_s * SCHEDULE_PUSHED_TIMES, 0, SCHEDULE_MAX_S);
    int64_t at = now + interval_s + shift(interval_s, feed);
    // At most a week of hours: a feed that skips them all is looked at all the same.
    for (int i = 0; i < 7 * 24; i++) {
        int64_t day = at / 86400;
        bool skipped =
            (p->skip_hours >> (at / 3600 % 24) & 1) || (p->skip_days >> civil_weekday(day) & 1);
        if (!skipped)
            break;
        at = (at / 3600 + 1) * 3600;
    }
    return at;
}

int64_t schedule_retry(int64_t interval_s, int failures, int64_t retry_after_s, int64_t feed,
                       int64_t now)
{
    int64_t wait =
        clamp(interval_s ? interval_s : SCHEDULE_START_S, SCHEDULE_MIN_S, SCHEDULE_MAX_S);
    for (int i = 1; i < failures && wait < SCHEDULE_BACKOFF_MAX_S; i++)
        wait *= 2;
    wait = clamp(wait, 0, SCHEDULE_BACKOFF_MAX_S);
    if (wait < retry_after_s)
        wait = clamp(retry_after_s, 0, 7 * 86400);
    return now + wait + shift(wait, feed);
}

int64_t schedule_clock_jump(struct clock_watch *w, int64_t wall, int64_t steady)
{
    enum { JUMP_MIN_S = 60 }; // less is a clock that is kept right by steps
    int64_t jump = w->is_set ? (wall - w->wall) - (steady - w->steady) : 0;
    if (w->is_set && jump > -JUMP_MIN_S && jump < JUMP_MIN_S)
        return 0;
    *w = (struct clock_watch){wall, steady, true};
    return jump;
}
