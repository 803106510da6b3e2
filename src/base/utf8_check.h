// utf8_check: the fast path of utf8_is_valid, for utf8.c.
#ifndef BASE_UTF8_CHECK_H
#define BASE_UTF8_CHECK_H

#include "base/str.h"

// true: *valid says whether s is UTF-8.  false: this machine, or a text this short, is none of its
// business.
bool utf8_check(struct str s, bool *valid);

#endif
