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

// The name that a given token belongs to: the first one that one of our tokens in it has, by its
// first token + 1; 0: none.  The same for all given tokens.
static size_t *names_of(struct arena *a, const struct doc *d, const uint8_t *tags,
                        const struct given *given)
{
    size_t *names = arena_new(a, size_t, given->tokens.n + 1);
    size_t at = 0, name = 0;
    for (size_t i = 0; i < given->tokens.n; i++) {
        for (; at < d->tokens.n && d->tokens.v[at].start < given->tokens.v[i].end; at++) {
            if (!NER_IS_INSIDE(tags[at]))
                name = tags[at] == NER_OUT ? 0 : at + 1;
            if (!names[i])
                names[i] = name;
        }
    }
    // A token of no letters (an empty one, a blank) inside a name belongs to it.
    for (size_t i = 1, last = 0; i < given->tokens.n; i++) {
        if (names[i] && names[i] == names[last])
            for (size_t k = last + 1; k < i; k++)
                names[k] = names[i];
        if (names[i])
            last = i;
    }
    return names;
}

// A given token begins a name where the one before belongs to none or to another.
static void write_tags(struct json *out, struct arena *a, const struct doc *d, const uint8_t *tags,
                       const struct given *given)
{
    static const char *const names[NER_TAGS] = {"O",     "B-PERS", "I-PERS", "B-LOC", "I-LOC",
                                                "B-ORG", "I-ORG",  "B-MISC", "I-MISC"};
    const size_t *of = names_of(a, d, tags, given);
    json_key(out, "tags");
    json_begin_array(out);
    for (size_t i = 0; i < given->tokens.n; i++) {
        uint8_t tag = of[i] ? tags[of[i] - 1] : NER_OUT;
        if (of[i] && i && of[i - 1] == of[i])
            tag = (uint8_t)NER_INSIDE(NER_TYPE(tag));
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
        write_tags(out, c->a, &d, tags, &given);
    return ERR_NONE;
}
