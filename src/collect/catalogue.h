// catalogue: outlets that `isnad follow --catalogue` knows of.  None is checked; see the table.
#ifndef COLLECT_CATALOGUE_H
#define COLLECT_CATALOGUE_H

#include "base/str.h"

struct catalogue_row {
    struct str countries; // English names, lower case, separated by blanks
    struct str outlet, url;
    char sure; // 'A' two lists agree, 'B' one, 'C' guessed
};
extern const struct catalogue_row catalogue[];
extern const size_t catalogue_count;

#endif
