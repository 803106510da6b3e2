// page: chooses how the bytes are read (plain text or HTML) and runs the segmenter over the blocks.
#include "page/page.h"

#include "base/utf8.h"
#include "page/segment.h"

struct page page_read(struct arena *a, struct arena *scratch, const struct page_input *in)
{
    struct page p = {.url = in->url.p ? arena_str(a, in->url) : (struct str){0}};
    p.text = utf8_repair(a, arena_str(a, in->bytes));
    struct blocks blocks = blocks_of_lines(scratch, p.text);
    page_segment(a, scratch, &p, &blocks);
    return p;
}
