// stage_dates: the adapter of the stage `dates`, which gives the numbers as well.
#include "stage.h"

#include <jansson.h>

#include "base/utf8.h"
#include "dump.h"
#include "text/dates.h"
#include "text/numbers.h"

static void put_numbers(struct stage_context *c, struct json *out, const struct cpmap *map,
                        const struct number_mention *numbers, size_t count)
{
    json_key(out, "numbers");
    json_begin_array(out);
    for (size_t i = 0; i < count; i++) {
        const struct number_mention *n = &numbers[i];
        json_begin_object(out);
        dump_span(out, map, n->at);
        json_put_str(out, "text", str_sub(map->text, n->at.start, n->at.end));
        json_put_real(out, "value", n->value, 6);
        json_put_str(out, "unit", n->unit);
        if (c->explain)
            json_put_str_or_null(out, "why", str_from_cstr(n->why));
        json_end_object(out);
    }
    json_end_array(out);
}

enum err_code stage_dates(struct stage_context *c, const json_t *in, struct json *out,
                          struct err *e)
{
    struct str text;
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct date_context context = {.country = json_get_str(in, "country")};
    struct str anchor = json_get_str(in, "anchor");
    if (!date_context_anchor(&context, anchor) && anchor.n)
        return err_set(e, ERR_BAD_INPUT, "\"anchor\" is not an RFC 3339 date");
    struct doc doc = doc_of_text(c->a, c->cache, text);
    struct date_mention *dates;
    size_t count;
    dates_read(c->a, &doc, &context, &dates, &count);
    struct cpmap map;
    cpmap_init(&map, c->a, text);
    json_key(out, "dates");
    json_begin_array(out);
    for (size_t i = 0; i < count; i++) {
        const struct date_mention *d = &dates[i];
        json_begin_object(out);
        dump_span(out, &map, d->at);
        json_put_str(out, "text", str_sub(text, d->at.start, d->at.end));
        json_put_str(out, "value", d->value);
        json_put_str(out, "calendar", d->calendar);
        if (d->mod.n)
            json_put_str(out, "mod", d->mod);
        if (c->explain)
            json_put_str_or_null(out, "why", str_from_cstr(d->why));
        json_end_object(out);
    }
    json_end_array(out);
    struct number_mention *numbers;
    numbers_read(c->a, &doc, &numbers, &count);
    put_numbers(c, out, &map, numbers, count);
    return ERR_NONE;
}
