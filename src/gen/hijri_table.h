// hijri_table: generated data, see tools/make-hijri-table and text/hijri.h.
#ifndef GEN_HIJRI_TABLE_H
#define GEN_HIJRI_TABLE_H

#include <stdint.h>

extern const int hijri_table_first_year;    // the year of the first entry
extern const int hijri_table_months;        // complete months; one more start follows them
extern const int hijri_table_epoch;         // days since 1970-01-01 of the first entry
extern const uint16_t hijri_table_starts[]; // days behind the first entry

#endif
