// Any text, without and with its entities: quotations lie inside it, in order of their start,
// speakers' spans too, each says its rules, and reading twice gives the same.
#include <assert.h>

#include "base/utf8.h"
#include "read/entities.h"
#include "read/quotes.h"
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct arena *a, const struct doc *d, const struct quote_context *c)
{
    struct quote *once, *twice;
    size_t count, again;
    quotes_read(a, d, c, &once, &count);
    quotes_read(a, d, c, &twice, &again);
    assert(count == again);
    for (size_t i = 0; i < count; i++) {
        const struct quote *q = &once[i];
        assert(q->at.start < q->at.end && q->at.end <= d->text.n && q->why && q->speaker_why);
        assert((i == 0 || once[i - 1].at.start <= q->at.start) && q->speaker.at.end <= d->text.n);
        assert(utf8_is_valid(str_sub(d->text, q->at.start, q->at.end)));
        assert(utf8_is_valid(q->speaker.name) && utf8_is_valid(q->speaker.role));
        assert(str_eq(q->speaker.name, twice[i].speaker.name));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct str text = utf8_repair(&a, (struct str){(const char *)data, size});
    struct doc d = doc_of_text(&a, NULL, text);
    check(&a, &d, NULL);
    struct quote_context c = {0};
    struct entity *entities;
    entities_read(&a, &d, NULL, &entities, &c.entity_count);
    c.entities = entities;
    check(&a, &d, &c);
    arena_release(&a);
    return 0;
}
