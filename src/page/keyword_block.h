// keyword_block: the words of a page's own keyword list (كلمات دلالية) as phrases.
#ifndef PAGE_KEYWORD_BLOCK_H
#define PAGE_KEYWORD_BLOCK_H

#include "base/arena.h"
#include "model.h"

// The phrases of a keyword list in reading order, spelled as Arabic is (Persian letters, tatweel
// and invisible marks folded; hamza and ة kept), without repetition.  `body` is the running text of
// the page: where the list has no separators, it tells which words belong together.
struct strs keyword_block_read(struct arena *a, struct arena *scratch, struct str list,
                               struct str body);

#endif
