// date_int: the tables of date_table.c.
#ifndef FEED_DATE_INT_H
#define FEED_DATE_INT_H

#include "base/str.h"

struct date_name {
    struct str name;
    int value;
};
extern const struct date_name date_months[], date_halves[], date_zones[];
extern const size_t date_month_count, date_half_count, date_zone_count;

#endif
