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

// dates_outlet.c: whether item i is the second half of a name such as "بغداد اليوم".
bool is_outlet_name(const struct reader *r, size_t i);
// dates_outlet.c: 1 where the sentence speaks of the future, -1 of the past, 0: it says nothing.
int sentence_direction(const struct reader *r);

#endif
