// number_words: the grammar of Arabic numbers over classified words (datewords.h).
//
// Each reader returns the item behind what it read, 0 where nothing begins at `i`.  None looks
// further than the number is long; `end` is the item at which reading stops.
#ifndef TEXT_NUMBER_WORDS_H
#define TEXT_NUMBER_WORDS_H

#include "text/datewords.h"

// The value of a power (W_POWER): a thousand, a million …
extern const double power_values[5];

// A cardinal in digits, in words or in both: "23", "ثلاثة وعشرون ألفا وخمسمئة", "3.5 مليون".
size_t cardinal_read(const struct item *v, size_t i, size_t end, double *value);
// An ordinal: "الثالث", "الحادي عشر", "الخامسة والعشرين"; -1 for the last.
size_t ordinal_read(const struct item *v, size_t i, size_t end, int *value);
// A fraction: "نصف", "ثلثا", "ثلاثة أرباع".
size_t fraction_read(const struct item *v, size_t i, size_t end, double *value);

#endif
