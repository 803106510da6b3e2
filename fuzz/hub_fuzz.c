// hub: any Link header, signature and form give an answer; what is found is an http address; the
// form holds nothing but ASCII of its own.
#include <assert.h>

#include "base/url.h"
#include "net/hub.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str input = {(const char *)data, size}, header, body;
    str_cut(input, '\n', &header, &body);
    hub_signature_matches(header, S("secret"), body);
    struct hub_links l = hub_links_parse(&a, input, S("https://a.example/f"));
    struct url u;
    assert(!l.hub.n || (url_parse(&a, l.hub, NULL, &u) && url_is_http(&u)));
    assert(!l.self.n || (url_parse(&a, l.self, NULL, &u) && url_is_http(&u)));
    struct str form = hub_form(&a, &(struct hub_request){.mode = header, .topic = body});
    for (size_t i = 0; i < form.n; i++)
        assert(form.p[i] > ' ' && form.p[i] <= '~');
    arena_release(&a);
    return 0;
}
