// prescan: the character encoding that the start of a page declares.
#ifndef PAGE_PRESCAN_H
#define PAGE_PRESCAN_H

#include "base/str.h"

// The WHATWG name in an XML declaration or the meta elements, the empty view where there is none
// (HTML standard, section 13.2.3.2).
struct str prescan_charset(struct str bytes);

#endif
