// isnad: the public library (include/isnad.h) over the pipeline.
#include "isnad.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "dump.h"
#include "page/page.h"
#include "pipeline.h"
#include "relate/topic.h"

struct isnad {
    struct pipeline *pipeline;
    struct arena arena;
    struct buf json;
};

struct isnad *isnad_new(void)
{
    struct isnad *i = calloc(1, sizeof *i);
    if (!i)
        abort();
    i->pipeline = pipeline_new();
    return i;
}

void isnad_free(struct isnad *i)
{
    if (!i)
        return;
    pipeline_free(i->pipeline);
    arena_release(&i->arena);
    buf_release(&i->json);
    free(i);
}

const char *isnad_read(struct isnad *i, const struct isnad_page *page, size_t *json_length)
{
    arena_reset(&i->arena);
    buf_reset(&i->json);
    struct str bytes = {page->bytes ? page->bytes : "", page->bytes ? page->length : 0};
    struct page_input in = {
        .bytes = str_take(bytes, LIMIT_DECODED),
        .url = utf8_repair(&i->arena, str_from_cstr(page->url)),
        .content_type = str_from_cstr(page->content_type),
    };
    struct page read = pipeline_page(i->pipeline, &i->arena, &in);
    pipeline_read(i->pipeline, &i->arena, &read);
    struct json j = {.out = &i->json};
    json_begin_object(&j);
    dump_page(&j, &i->arena, &read, false);
    json_end_object(&j);
    if (json_length)
        *json_length = i->json.n;
    buf_add_byte(&i->json, 0);
    return i->json.p;
}

struct isnad_likeness isnad_compare(struct isnad *i, const char *title_a, const char *text_a,
                                    const char *title_b, const char *text_b)
{
    struct arena *a = &i->arena;
    struct token_cache *cache = pipeline_cache(i->pipeline);
    arena_reset(a);
    struct topic ta = topic_of(a, cache, utf8_repair(a, str_from_cstr(title_a)),
                               utf8_repair(a, str_from_cstr(text_a)), NULL);
    struct topic tb = topic_of(a, cache, utf8_repair(a, str_from_cstr(title_b)),
                               utf8_repair(a, str_from_cstr(text_b)), NULL);
    struct likeness l = likeness_of(&ta, &tb);
    return (struct isnad_likeness){l.score, l.a_in_b, l.b_in_a, l.duplicate, l.same_story};
}
