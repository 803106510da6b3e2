// assets: style sheet, icon and fonts, built into the program (web/).
#ifndef SERVE_ASSETS_H
#define SERVE_ASSETS_H

#include "base/str.h"

struct asset {
    const char *name, *type;
    const char *start, *end;
};

// NULL: there is none of this name.
const struct asset *asset_find(struct str name);

#endif
