// Labels and single-byte tables of the WHATWG encoding standard; made by tools/gen-charsets.
#ifndef GEN_CHARSETS_H
#define GEN_CHARSETS_H

#include <stdint.h>

enum { CHARSET_LABEL_COUNT = 222, CHARSET_TABLE_COUNT = 28 };

struct charset_label {
    const char *label, *name;
};
// Sorted by label.
extern const struct charset_label charset_labels[CHARSET_LABEL_COUNT];

struct charset_table {
    const char *name;
    uint16_t points[128]; // of the bytes 80 to FF; 0xFFFD: none
};
extern const struct charset_table charset_tables[CHARSET_TABLE_COUNT];

#endif
