// stage_entities: `isnad stage entities`, {text} or {tokens} → {entities}, for tokens also {tags}
// (design.md section 7).
#include <jansson.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "dump.h"
#include "read/entities.h"
#include "read/ner.h"
#include "stage.h"
#include "text/doc.h"

struct given {
    struct str text;
    VEC(struct span) tokens;
};

// The tokens with single blanks between them.
static enum err_code read_tokens(struct stage_context *c, const json_t *tokens, struct given *out,
                                 struct err *e)
{
    struct buf text = {0};
    size_t i;
    const json_t *one;
    json_array_foreach(tokens, i, one)
    {
        struct str word = {json_string_value(one), json_string_length(one)};
        if (!word.p) {
            buf_release(&text);
            return err_set(e, ERR_BAD_INPUT, "\"tokens\" holds something that is no string");
        }
        if (i)
            buf_add_byte(&text, ' ');
        struct span *at = vec_push(c->a, &out->tokens);
        at->start = text.n;
        buf_add(&text, utf8_repair(c->a, word));
        at->end = text.n;
    }
    out->text = arena_str(c->a, buf_str(&text));
    buf_release(&text);
    return ERR_NONE;
}

// The tag of a given token is that of the first of our tokens in it that has one.
static void write_tags(struct json *out, const struct doc *d, const uint8_t *tags,
                       const struct given *given)
{
    static const char *const names[NER_TAGS] = {"O",     "B-PERS", "I-PERS", "B-LOC", "I-LOC",
                                                "B-ORG", "I-ORG",  "B-MISC", "I-MISC"};
    json_key(out, "tags");
    json_begin_array(out);
    size_t at = 0;
    for (size_t i = 0; i < given->tokens.n; i++) {
        uint8_t tag = NER_OUT;
        for (; at < d->tokens.n && d->tokens.v[at].start < given->tokens.v[i].end; at++)
            if (tag == NER_OUT)
                tag = tags[at];
        json_add_str(out, str_from_cstr(names[tag]));
    }
    json_end_array(out);
}

enum err_code stage_entities(struct stage_context *c, const json_t *in, struct json *out,
                             struct err *e)
{
    struct given given = {0};
    const json_t *tokens = json_object_get(in, "tokens");
    enum err_code code = json_is_array(tokens) ? read_tokens(c, tokens, &given, e)
                                               : stage_text(c, in, &given.text, e);
    if (code)
        return code;
    struct cpmap map;
    cpmap_init(&map, c->a, given.text);
    struct doc d = doc_of_text(c->a, c->cache, given.text);
    struct entity *entities;
    size_t count;
    uint8_t *tags;
    const struct entity_context context = {.cache = c->names, .explain = c->explain};
    entities_read_tagged(c->a, &d, &context, &entities, &count, &tags);
    json_key(out, "entities");
    dump_entities(out, &map, entities, count);
    if (json_is_array(tokens))
        write_tags(out, &d, tags, &given);
    return ERR_NONE;
}
