// stage_quotes: `isnad stage quotes`, {text} → {quotes} (design.md section 7).
#include <jansson.h>

#include "base/utf8.h"
#include "dump.h"
#include "read/entities.h"
#include "read/quotes.h"
#include "stage.h"
#include "text/doc.h"

enum err_code stage_quotes(struct stage_context *c, const json_t *in, struct json *out,
                           struct err *e)
{
    struct str text;
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct cpmap map;
    cpmap_init(&map, c->a, text);
    struct doc d = doc_of_text(c->a, c->cache, text);
    struct quote *quotes;
    size_t count;
    struct quote_context context = {0};
    struct entity *entities;
    entities_read(c->a, &d, &(struct entity_context){.cache = c->names}, &entities,
                  &context.entity_count);
    context.entities = entities;
    quotes_read(c->a, &d, &context, &quotes, &count);
    json_key(out, "quotes");
    dump_quotes(out, &map, quotes, count, c->explain);
    return ERR_NONE;
}
