// stage_text: adapters for the stages of text/.
#include "stage.h"

#include <jansson.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/token.h"

enum err_code stage_bytes(struct stage_context *c, const json_t *in, struct str *out, struct err *e)
{
    struct str file = json_get_str(in, "file");
    if (file.p)
        return file_read(c->a, file.p, LIMIT_DECODED, out, e);
    *out = json_get_str(in, "html");
    if (!out->p)
        *out = json_get_str(in, "text");
    return out->p ? ERR_NONE
                  : err_set(e, ERR_BAD_INPUT, "the line has none of \"file\", \"html\", \"text\"");
}

enum err_code stage_text(struct stage_context *c, const json_t *in, struct str *out, struct err *e)
{
    struct str text = json_get_str(in, "text");
    if (!text.p)
        return err_set(e, ERR_BAD_INPUT, "the line has no \"text\"");
    *out = utf8_repair(c->a, text);
    return ERR_NONE;
}

// Beside the contract: "parts", how a word is put together ("و+ل+ال+بيان", "حكومت-ها", folded), and
// "shown", the word as it is displayed without what is written in front of it.
static void put_parts(struct stage_context *c, struct json *out, struct str text,
                      const struct token *t)
{
    const struct clitics *k = &t->clitics;
    struct buf parts = {0};
    struct str rest = t->norm;
    const size_t lengths[] = {k->conjunction, k->preposition, k->future};
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        if (lengths[i] == 0)
            continue;
        buf_add(&parts, str_take(rest, lengths[i]));
        buf_add_byte(&parts, '+');
        rest = str_drop(rest, lengths[i]);
    }
    if (k->article || k->swallowed)
        buf_add(&parts, S("ال+"));
    rest = str_drop(rest, k->article);
    buf_add(&parts, str_take(rest, rest.n - k->pronoun));
    if (k->pronoun) {
        buf_add_byte(&parts, '-');
        buf_add(&parts, str_drop(rest, rest.n - k->pronoun));
    }
    json_put_str(out, "parts", buf_str(&parts));
    json_put_str(out, "shown", clitic_display(c->a, token_text(text, t), k));
    buf_release(&parts);
}

enum err_code stage_tokens(struct stage_context *c, const json_t *in, struct json *out,
                           struct err *e)
{
    struct str text = {0};
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct cpmap map;
    cpmap_init(&map, c->a, text);
    struct tokens tokens = tokens_of(c->a, c->cache, text);
    json_key(out, "tokens");
    json_begin_array(out);
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.v[i];
        json_begin_object(out);
        json_put_int(out, "start", (int64_t)cpmap_point(&map, t->start));
        json_put_int(out, "end", (int64_t)cpmap_point(&map, t->end));
        json_put_str(out, "text", token_text(text, t));
        json_put_str(out, "norm", t->norm);
        json_put_str(out, "stem", t->stem);
        if (t->kind == TOKEN_WORD && t->arabic)
            put_parts(c, out, text, t);
        json_end_object(out);
    }
    json_end_array(out);
    return ERR_NONE;
}
