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
    dump_statement_members(out, &map, &s, c->explain);
    return ERR_NONE;
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
    dump_comparison_members(out, c->a, &(struct dumped_statement){&da, &sa},
                            &(struct dumped_statement){&db, &sb}, &comparison, c->explain);
    return ERR_NONE;
}
