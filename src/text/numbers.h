// numbers: the quantities in a text, in digits and in words, with what they count.
//
// Digits are ASCII, Arabic-Indic or Persian; words may be compound ("ثلاثة وعشرون ألفا وخمسمئة"),
// dual ("مليونين") or mixed with digits ("3.5 مليون").  Percentages and fractions are numbers.
#ifndef TEXT_NUMBERS_H
#define TEXT_NUMBERS_H

#include "text/doc.h"

// The numbers of the document, in order.  Day and year numbers beside a month name, clock times and
// list numbers at the start of a line are left out.  The unit is the counted noun as found, folded
// and without tanwin ("قتيل", "دولار"), "%" for percentages, empty where there is none.  O(n).
void numbers_read(struct arena *a, const struct doc *d, struct number_mention **out,
                  size_t *out_count);

#endif
