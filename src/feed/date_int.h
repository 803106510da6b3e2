// date_int: the tables of date_table.c.
#ifndef FEED_DATE_INT_H
#define FEED_DATE_INT_H

#include "base/str.h"

struct date_name {
    struct str name;
    int value;
};
extern const struct date_name feed_date_months[], feed_date_halves[], feed_date_zones[];
extern const size_t feed_date_month_count, feed_date_half_count, feed_date_zone_count;

#endif
