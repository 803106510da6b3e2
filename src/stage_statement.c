// stage_statement: adapters of the stages `statement` and `compare`.
#include "base/utf8.h"
#include "dump.h"
#include "pipeline.h"
#include "read/compare.h"
#include "stage.h"

enum err_code stage_statement(struct stage_context *c, const struct json_t *in, struct json *out,
                              struct err *e)
{
    struct str text;
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct doc d;
    struct statement s =
        pipeline_statement(c->a, c->cache, text, utf8_repair(c->a, json_get_str(in, "title")), &d);
    struct cpmap map;
    cpmap_init(&map, c->a, text);
    dump_statement_members(out, &map, &s);
    return ERR_NONE;
}

static void put_points(struct stage_context *c, struct json *out, const struct doc *d,
                       const struct statement *s)
{
    struct cpmap map;
    cpmap_init(&map, c->a, d->text);
    dump_points(out, &map, s);
}

static void put_index(struct json *out, const char *key, size_t index)
{
    json_key(out, key);
    if (index == COMPARE_NONE)
        json_add_null(out);
    else
        json_add_int(out, (int64_t)index);
}

enum err_code stage_compare(struct stage_context *c, const struct json_t *in, struct json *out,
                            struct err *e)
{
    struct str a = json_get_str(in, "a"), b = json_get_str(in, "b");
    if (!a.p || !b.p)
        return err_set(e, ERR_BAD_INPUT, "the line needs the texts \"a\" and \"b\"");
    struct doc da, db;
    struct statement sa = pipeline_statement(c->a, c->cache, utf8_repair(c->a, a), S(""), &da);
    struct statement sb = pipeline_statement(c->a, c->cache, utf8_repair(c->a, b), S(""), &db);
    struct comparison comparison = statements_compare(c->a, &da, &sa, &db, &sb);
    json_key(out, "points_a");
    put_points(c, out, &da, &sa);
    json_key(out, "points_b");
    put_points(c, out, &db, &sb);
    json_key(out, "pairs");
    json_begin_array(out);
    for (size_t i = 0; i < comparison.pair_count; i++) {
        const struct point_pair *p = &comparison.pairs[i];
        json_begin_object(out);
        put_index(out, "a", p->a);
        put_index(out, "b", p->b);
        json_put_str(out, "change", change_name(p->change));
        json_key(out, "words");
        dump_strs(out, &p->words);
        json_end_object(out);
    }
    json_end_array(out);
    return ERR_NONE;
}
