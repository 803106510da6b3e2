// stage_dates: the adapter of the stage `dates`.
#include "stage.h"

#include <jansson.h>

#include "base/utf8.h"
#include "text/dates.h"

// The zone of an RFC 3339 date-time, in seconds east of UTC.
static int zone_of(struct str s)
{
    if (s.n < 20 || (s.p[s.n - 6] != '+' && s.p[s.n - 6] != '-') || s.p[s.n - 3] != ':')
        return 0;
    size_t hours, minutes;
    if (!str_to_size(str_sub(s, s.n - 5, s.n - 3), 23, &hours) ||
        !str_to_size(str_sub(s, s.n - 2, s.n), 59, &minutes))
        return 0;
    int east = (int)(hours * 3600 + minutes * 60);
    return s.p[s.n - 6] == '-' ? -east : east;
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
    context.has_anchor = anchor.n && rfc3339_parse(anchor, &context.anchor);
    if (anchor.n && !context.has_anchor)
        return err_set(e, ERR_BAD_INPUT, "\"anchor\" is not an RFC 3339 date");
    context.east = context.has_anchor ? zone_of(str_trim(anchor)) : 0;
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
        json_put_int(out, "start", (int64_t)cpmap_point(&map, d->at.start));
        json_put_int(out, "end", (int64_t)cpmap_point(&map, d->at.end));
        json_put_str(out, "text", str_sub(text, d->at.start, d->at.end));
        json_put_str(out, "value", d->value);
        json_put_str(out, "calendar", d->calendar);
        if (d->mod.n)
            json_put_str(out, "mod", d->mod);
        json_end_object(out);
    }
    json_end_array(out);
    return ERR_NONE;
}
