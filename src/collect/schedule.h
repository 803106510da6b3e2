// schedule: when a feed is looked at again.  Pure: the time is a parameter.
//
// A feed sets its own pace: half the usual gap between its items, within bounds; what the feed says
// of itself (ttl, sy:, skipHours, skipDays) is obeyed; failures back off exponentially; Retry-After
// is obeyed.  A small shift by the feed's number keeps 10,000 feeds from coming at one second.
#ifndef COLLECT_SCHEDULE_H
#define COLLECT_SCHEDULE_H

#include "base/str.h"

enum {
    SCHEDULE_MIN_S = 5 * 60,       // no outlet needs a look more often
    SCHEDULE_MAX_S = 12 * 60 * 60, // and none should wait longer
    SCHEDULE_START_S = 30 * 60,    // for a feed without dates, at first
    SCHEDULE_BACKOFF_MAX_S = 24 * 60 * 60,
    SCHEDULE_PUSHED_TIMES = 6 // the interval of a feed that a hub sends us, in usual ones
};

struct pace {
    int64_t interval_s;     // the last one; 0: none yet
    const int64_t *item_at; // times of items, any order
    size_t item_count;
    size_t new_items;    // in this look
    int64_t ttl_s;       // the feed's own wish, 0: none
    uint32_t skip_hours; // bit n: not in hour n UTC
    bool pushed;         // a hub sends what is new: looks only make sure
    uint8_t skip_days;   // bit n: not on weekday n, 0 = Sunday
};

// Seconds until the next look after a good one.
int64_t schedule_interval(const struct pace *p, int64_t now);
// The time of the next look: now + interval, shifted by the feed's number and out of skipped hours
// and days.
int64_t schedule_next(const struct pace *p, int64_t interval_s, int64_t feed, int64_t now);
// The time of the next try after `failures` bad ones in a row (>= 1); retry_after_s: -1 none.
int64_t schedule_retry(int64_t interval_s, int failures, int64_t retry_after_s, int64_t feed,
                       int64_t now);

// How far the clock was set (seconds, < 0: back) since the last call; 0: it was not.  `wall` and
// `steady` (which no one sets, and which goes on while the machine sleeps): seconds.
struct clock_watch {
    int64_t wall, steady;
    bool is_set;
};
int64_t schedule_clock_jump(struct clock_watch *w, int64_t wall, int64_t steady);

#endif
