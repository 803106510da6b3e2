// columns: what ranking and counting need of every article, in RAM: 9 bytes each, by arrival
// number.
#ifndef STORE_COLUMNS_H
#define STORE_COLUMNS_H

#include "base/err.h"
#include "base/str.h"

struct store;

enum { COLUMNS_BLOCK = 4096 }; // rows to a zone

struct columns {
    uint32_t *minute;                           // publication in minutes since 1970, 0: not known
    uint16_t *outlet;                           // 0: none
    uint16_t *length;                           // words, at most 65,535; 0: no such row
    uint8_t *lang;                              // index into langs
    size_t n, cap;                              // rows 0 … n - 1 (row 0 is never used)
    uint32_t *zone_min, *zone_max, *prefix_max; // minutes of each block, and of all up to it
    size_t articles;
    uint64_t words;
    char langs[256][8];
    size_t lang_count;
    int64_t data_version, deletions;
};

// Reads what was added since the last call; nothing to do when the file has not changed.
WARN_UNUSED enum err_code columns_refresh(struct store *s, struct err *e);
void columns_release(struct columns *c);
// Number of a language, 0 for "not known" and for more than 255 of them.
uint8_t columns_lang(struct columns *c, struct str lang);
// The rows [*first, *last] outside which no article lies between the two minutes (inclusive).
void columns_range(const struct columns *c, uint32_t since, uint32_t until, int64_t *first,
                   int64_t *last);

#endif
