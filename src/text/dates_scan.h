// dates_scan: the mentions of a document before they become values; see dates.c.
#ifndef TEXT_DATES_SCAN_H
#define TEXT_DATES_SCAN_H

#include "text/dates_int.h"

struct found {
    size_t first, end; // items
    struct when from, to;
    bool is_range;
};

// A reader over the whole document; the items are made here.
struct reader reader_of(struct arena *a, const struct doc *d, const struct date_context *c);
// The next mention at or behind item *at of the sentence r->first..r->end; false: no more.
bool scan_next(struct reader *r, size_t *at, struct found *out);

// Readers that a word may start, as bits.
enum {
    NTH = 1 << 0,
    DAY_NUMBER = 1 << 1,
    NUMERIC = 1 << 2,
    DAY_MONTH = 1 << 3,
    MONTH = 1 << 4,
    WEEKDAY = 1 << 5,
    DAY_WORD = 1 << 6,
    AGE = 1 << 7,
    SHIFT = 1 << 8,
    SEASON = 1 << 9,
    FEAST = 1 << 10,
    CLOCK = 1 << 11,
    PART = 1 << 12,
    YEAR = 1 << 13,
    AMOUNT = 1 << 14,
    ANY_READER = (1 << 15) - 1,
};

// dates_points.c.  The readers that the item may start.
unsigned item_starts(const struct item *it);
// A point, or a period of two.
size_t read_points(const struct reader *r, size_t i, struct found *out);
// "يومي 17 و18 جوان": the seventeenth, explained by what follows.
size_t read_listed_day(const struct reader *r, size_t i, struct when *w);
// "منذ 2003", "مونديال 2022،": four digits that nothing behind them counts.
size_t read_bare_year(const struct reader *r, size_t i, struct when *w);
// "عامي 2014 و2015": the year behind a year that was just found.
bool read_second_year(const struct reader *r, size_t i, struct found *out);

// dates_outlet.c: whether item i is the second half of a name such as "بغداد اليوم".
bool is_outlet_name(const struct reader *r, size_t i);
// dates_outlet.c: 1 where the sentence speaks of the future, -1 of the past, 0: it says nothing.
int sentence_direction(const struct reader *r);

#endif
