// Made by tools/gen-page-names from data/names; do not edit.
#ifndef GEN_PAGE_NAMES_H
#define GEN_PAGE_NAMES_H

#include "base/str.h"

enum name_kind { NAME_OUTLET, NAME_AGENCY, NAME_PLACE, NAME_DESK, NAME_PLATFORM, NAME_GIVEN };

struct name_row {
    struct str key;  // folded
    struct str name; // the usual spelling
    enum name_kind kind;
    bool weak; // also a common word: counts only with support
};

extern const struct name_row name_rows[];
extern const size_t name_row_count;

#endif
