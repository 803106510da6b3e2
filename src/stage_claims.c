// stage_claims: adapter of the stage `claims`: two sentences, or the claims of a text.
#include "base/utf8.h"
#include "read/claims.h"
#include "read/quotes.h"
#include "stage.h"

static void put_claims(struct stage_context *c, struct json *out, struct str text)
{
    struct doc d = doc_of_text(c->a, c->cache, text);
    struct quote *quotes;
    size_t quote_count;
    quotes_read(c->a, &d, NULL, &quotes, &quote_count);
    struct claims claims = claims_read(c->a, &d, quotes, quote_count);
    struct cpmap map;
    cpmap_init(&map, c->a, text);
    json_key(out, "claims");
    json_begin_array(out);
    for (size_t i = 0; i < claims.count; i++) {
        const struct claim *claim = &claims.v[i];
        json_begin_object(out);
        json_put_str(out, "text", str_sub(text, claim->at.start, claim->at.end));
        json_put_int(out, "start", (int64_t)cpmap_point(&map, claim->at.start));
        json_put_int(out, "end", (int64_t)cpmap_point(&map, claim->at.end));
        json_put_str(out, "event", claim->event);
        json_put_str(out, "polarity", claim->negative ? S("-") : S("+"));
        json_put_str(out, "modality", claim->modality);
        json_put_str_or_null(out, "holder", claim->holder);
        json_end_object(out);
    }
    json_end_array(out);
    json_key(out, "contradictions");
    json_begin_array(out);
    for (size_t i = 0; i < claims.clash_count; i++) {
        json_begin_array(out);
        json_add_int(out, (int64_t)claims.clashes[i].a);
        json_add_int(out, (int64_t)claims.clashes[i].b);
        json_end_array(out);
    }
    json_end_array(out);
}

enum err_code stage_claims(struct stage_context *c, const struct json_t *in, struct json *out,
                           struct err *e)
{
    struct str a = json_get_str(in, "a"), b = json_get_str(in, "b");
    if (!a.p || !b.p) {
        struct str text;
        enum err_code code = stage_text(c, in, &text, e);
        if (!code)
            put_claims(c, out, text);
        return code;
    }
    struct doc da = doc_of_text(c->a, c->cache, utf8_repair(c->a, a));
    struct doc db = doc_of_text(c->a, c->cache, utf8_repair(c->a, b));
    struct claim_relation r = claims_relate(c->a, &da, &db);
    json_put_str(out, "relation", relation_name(r.relation));
    json_put_real(out, "score", r.score, 3);
    json_put_str(out, "by", r.by_rule ? S("rule") : S("model"));
    return ERR_NONE;
}
