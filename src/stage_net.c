// stage_net: the adapter of the stage `guard`.
#include "net/address.h"
#include "net/guard.h"
#include "stage.h"

enum err_code stage_guard(struct stage_context *c, const struct json_t *in, struct json *out,
                          struct err *e)
{
    struct str url = json_get_str(in, "url"), address = json_get_str(in, "address");
    const char *why;
    if (url.p) {
        struct url parsed;
        why = guard_url(c->a, url, &(struct guard_options){0}, &parsed);
    } else if (address.p) {
        bool known;
        why = address_refusal_text(address, &known);
        if (!known)
            why = "it is not an address";
    } else {
        return err_set(e, ERR_BAD_INPUT, "the line has neither \"url\" nor \"address\"");
    }
    json_put_bool(out, "allowed", why == NULL);
    if (why)
        json_put_str(out, "why", str_from_cstr(why));
    return ERR_NONE;
}
