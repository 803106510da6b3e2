// stage_page: adapters of the stages `page` and `sanitise`.
#include "stage.h"

#include <jansson.h>

#include "base/utf8.h"
#include "dump.h"
#include "page/page.h"
#include "page/sanitise.h"
#include "pipeline.h"

enum err_code stage_page(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e)
{
    struct page_input input = {
        .url = json_get_str(in, "url"),
        .content_type = json_get_str(in, "content_type"),
        .form = json_get_str(in, "html").p   ? PAGE_HTML
                : json_get_str(in, "text").p ? PAGE_TEXT
                                             : PAGE_AUTO,
    };
    enum err_code code = stage_bytes(c, in, &input.bytes, e);
    if (code)
        return code;
    struct page page = pipeline_page(c->state, c->a, &input);
    if (!json_is_false(json_object_get(in, "read")))
        pipeline_read(c->state, c->a, &page);
    dump_page(out, c->a, &page, c->explain);
    return ERR_NONE;
}

void stage_page_init(struct stage_context *c)
{
    c->state = pipeline_new();
    pipeline_explain(c->state, c->explain);
}

void stage_page_release(struct stage_context *c)
{
    pipeline_free(c->state);
}

enum err_code stage_sanitise(struct stage_context *c, const struct json_t *in, struct json *out,
                             struct err *e)
{
    struct str html = json_get_str(in, "html");
    if (!html.p)
        return err_set(e, ERR_BAD_INPUT, "the line has no \"html\"");
    json_put_str(out, "html", sanitise(c->a, utf8_repair(c->a, html)));
    return ERR_NONE;
}
