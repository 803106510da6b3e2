// stage_keys: adapters for the stages `language` and `keyphrases`.
#include "stage.h"

#include <jansson.h>

#include "base/utf8.h"
#include "dump.h"
#include "read/entities.h"
#include "read/keyphrases.h"
#include "text/doc.h"
#include "text/language.h"

// Beside the contract: "dialect", the sentences of an Arabic text that are in a dialect.
static void put_dialect(struct stage_context *c, struct str text, struct json *out)
{
    struct doc d = doc_of_text(c->a, c->cache, text);
    struct cpmap map;
    cpmap_init(&map, c->a, text);
    struct spans dialect = language_dialect(c->a, &d);
    json_key(out, "dialect");
    dump_spans(out, &map, &dialect);
}

enum err_code stage_language(struct stage_context *c, const json_t *in, struct json *out,
                             struct err *e)
{
    struct str text;
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct language l = language_of(text);
    json_put_str(out, "language", l.code);
    json_put_real(out, "confidence", (double)l.confidence, 3);
    if (c->explain)
        json_put_str(out, "why", language_explain(c->a, text));
    if (str_eq(l.code, S("ar")))
        put_dialect(c, text, out);
    return ERR_NONE;
}

enum err_code stage_keyphrases(struct stage_context *c, const json_t *in, struct json *out,
                               struct err *e)
{
    struct str text;
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct doc d = doc_of_text(c->a, c->cache, text);
    struct str title = json_get_str(in, "title");
    struct keyphrases_context context = {.title = utf8_repair(c->a, title), .explain = c->explain};
    struct entity *entities;
    entities_read(c->a, &d, &(struct entity_context){.cache = c->names}, &entities,
                  &context.entity_count);
    context.entities = entities;
    struct keyphrase *found;
    size_t count;
    keyphrases_read(c->a, &d, &context, &found, &count);
    json_key(out, "keyphrases");
    dump_keyphrases(out, found, count);
    return ERR_NONE;
}
