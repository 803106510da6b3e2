// notice: lines around an article that speak of the site: rights, rules for comments, cookies.
#ifndef PAGE_NOTICE_H
#define PAGE_NOTICE_H

#include "base/str.h"

// Is this line such a notice?  `line` is running text, one paragraph.
bool is_notice(struct str line);
// Is this what a button for sharing or printing says, or the word over an advertisement?
bool is_button_text(struct str text);
// Is this how agencies end a dispatch: "// انتهى //", "(النهاية)"?
bool is_end_mark(struct str line);

#endif
