// clitics_of, through the tokeniser: parts lie inside the word and leave something of it.
#include <assert.h>

#include "base/utf8.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, n});
    struct tokens t = tokens_of(&a, NULL, text);
    for (size_t i = 0; i < t.n; i++) {
        struct str base = clitic_base(t.v[i].norm, &t.v[i].clitics);
        assert(base.p >= t.v[i].norm.p && base.p + base.n <= t.v[i].norm.p + t.v[i].norm.n);
        assert(base.n > 0 || t.v[i].norm.n == 0);
        struct buf shown = {0};
        clitic_add_display(&shown, token_text(text, &t.v[i]), &t.v[i].clitics);
        assert(utf8_is_valid(buf_str(&shown)));
        buf_release(&shown);
    }
    arena_release(&a);
    return 0;
}
