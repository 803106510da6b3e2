// stage_charset: adapter of the stage `charset`, for a page.
#include "stage.h"

#include "page/prescan.h"
#include "text/charset.h"

enum err_code stage_charset(struct stage_context *c, const struct json_t *in, struct json *out,
                            struct err *e)
{
    struct str bytes;
    enum err_code code = stage_bytes(c, in, &bytes, e);
    if (code)
        return code;
    struct decoded d =
        charset_decode(c->a, bytes, json_get_str(in, "content_type"), prescan_charset(bytes));
    json_put_str(out, "charset", d.charset);
    json_put_str(out, "text", d.text);
    json_put_str(out, "from", d.from);
    json_put_int(out, "replaced", (int64_t)d.replaced);
    return ERR_NONE;
}
