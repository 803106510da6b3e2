// Any text: its claims lie inside it, clashes name claims in order; its halves stand in a relation.
#include <assert.h>

#include "base/utf8.h"
#include "read/claims.h"
#include "read/quotes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size});
    struct doc d = doc_of_text(&a, NULL, text);
    struct quote *quotes;
    size_t count;
    quotes_read(&a, &d, NULL, &quotes, &count);
    struct claims claims = claims_read(&a, &d, quotes, count);
    for (size_t i = 0; i < claims.count; i++)
        assert(claims.v[i].at.start < claims.v[i].at.end && claims.v[i].at.end <= text.n);
    for (size_t i = 0; i < claims.clash_count; i++)
        assert(claims.clashes[i].a < claims.clashes[i].b && claims.clashes[i].b < claims.count);
    struct doc head = doc_of_text(&a, NULL, utf8_repair(&a, str_take(text, text.n / 2)));
    struct claim_relation r = claims_relate(&a, &d, &head);
    assert(r.score >= 0 && r.score <= 1);
    arena_release(&a);
    return 0;
}
