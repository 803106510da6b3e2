// segment: the running text of a page as one article.
#include "page/segment.h"

#include "base/vec.h"

struct blocks blocks_of_lines(struct arena *a, struct str text)
{
    VEC(struct block) out = {0};
    struct str rest = text, line;
    while (str_next_line(&rest, &line)) {
        size_t start = (size_t)(line.p - text.p);
        *vec_push(a, &out) = (struct block){
            BLOCK_LINE, {start, start + line.n}
        };
    }
    return (struct blocks){out.v, out.n};
}

void page_segment(struct arena *a, struct arena *scratch, struct page *p,
                  const struct blocks *blocks)
{
    (void)scratch;
    struct span body = {p->text.n, 0};
    for (size_t i = 0; i < blocks->n; i++) {
        struct span at = blocks->v[i].at;
        if (str_trim_wide(str_sub(p->text, at.start, at.end)).n == 0)
            continue;
        if (body.start > at.start)
            body.start = at.start;
        body.end = at.end;
    }
    if (body.end <= body.start)
        return;
    if (p->article_count == 0) {
        p->articles = arena_new(a, struct article, 1);
        p->article_count = 1;
    }
    p->articles[0].body = body;
    p->articles[0].body_text = str_sub(p->text, body.start, body.end);
    p->segments = arena_new(a, struct segment, 1);
    p->segments[0] = (struct segment){SEGMENT_BODY, 0, body};
    p->segment_count = 1;
}
