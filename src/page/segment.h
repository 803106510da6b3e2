// segment: the blocks of a page → segments, articles, credits, keywords, related titles.
#ifndef PAGE_SEGMENT_H
#define PAGE_SEGMENT_H

#include "base/arena.h"
#include "page/block.h"

// One block for each line of text, blank ones too; without the line ends.
struct blocks blocks_of_lines(struct arena *a, struct str text);

// Fills segments, articles, keywords and related of *p from p->text and the blocks.  What p already
// holds (title, site, articles[0] with metadata) is kept and used as evidence.
void page_segment(struct arena *a, struct arena *scratch, struct page *p,
                  const struct blocks *blocks);

#endif
