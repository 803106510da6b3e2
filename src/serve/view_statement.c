// view_statement: a statement point by point, as a table that becomes a list on narrow screens.
#include <jansson.h>

#include "base/json.h"
#include "serve/views.h"

enum { STRENGTH_MAX = 6 };

static void put_parties(struct request *r, const json_t *ids, const json_t *parties)
{
    size_t i, k;
    json_t *id, *party;
    json_array_foreach(ids, i, id)
    {
        struct str name = {json_string_value(id), json_string_length(id)};
        if (str_eq(name, S("joint")))
            name = tr(r, UI_JOINT);
        json_array_foreach(parties, k, party)
        {
            if (str_eq(json_get_str(party, "id"), name))
                name = json_get_str(party, "name");
        }
        if (i)
            html_text(&r->html, r->lang == UI_AR ? S("، ") : S(", "));
        html_bdi(&r->html, name);
    }
}

void put_act(struct request *r, struct str act, int64_t strength)
{
    struct html *h = &r->html;
    html_raw(h, "<span class=\"act\"");
    html_attr(h, "data-act", act);
    html_raw(h, ">");
    html_text(h, ui_act(r->lang, act));
    html_raw(h, "</span> <span class=\"strength\"><meter min=\"0\" max=\"6\" value=\"");
    html_number(h, strength);
    html_raw(h, "\"");
    html_attr(h, "aria-label", tr(r, UI_STRENGTH));
    html_raw(h, "></meter><bdi>");
    buf_printf(&r->body, "%lld/%d", (long long)strength, STRENGTH_MAX);
    html_raw(h, "</bdi></span>");
}

static void put_cell(struct request *r, enum ui_string label)
{
    html_raw(&r->html, "<td");
    html_attr(&r->html, "data-label", tr(r, label));
    html_raw(&r->html, ">");
}

static void put_point(struct request *r, const json_t *point, const json_t *parties, size_t i)
{
    struct html *h = &r->html;
    struct str act = json_get_str(point, "act");
    html_raw(h, "<tr");
    html_attr(h, "data-act", act);
    html_raw(h, "><th scope=\"row\">");
    html_number(h, (int64_t)i + 1);
    html_raw(h, "</th><td dir=\"auto\">");
    html_text(h, json_get_str(point, "text"));
    html_raw(h, "</td>");
    put_cell(r, UI_ACT);
    put_act(r, act, json_integer_value(json_object_get(point, "strength")));
    html_raw(h, "</td>");
    put_cell(r, UI_VOICE);
    put_parties(r, json_object_get(point, "voice"), parties);
    html_raw(h, "</td>");
    put_cell(r, UI_BURDEN);
    put_parties(r, json_object_get(point, "burden"), parties);
    html_raw(h, "</td></tr>");
}

void put_statement(struct request *r, const struct json_t *reading)
{
    static const enum ui_string heads[] = {UI_POINT, UI_ACT, UI_VOICE, UI_BURDEN};
    struct html *h = &r->html;
    json_t *statement = json_object_get(reading, "statement"), *point;
    json_t *points = json_object_get(statement, "points");
    json_t *parties = json_object_get(statement, "parties");
    size_t i;
    if (json_array_size(points) == 0)
        return;
    html_raw(h, "<section class=\"statement\"><h2>");
    put_tr(r, UI_STATEMENT);
    html_raw(h, "</h2><table class=\"points\"><thead><tr><td></td>");
    put_heads(r, heads, COUNT_OF(heads));
    html_raw(h, "</tr></thead><tbody>");
    json_array_foreach(points, i, point)
    {
        put_point(r, point, parties, i);
    }
    html_raw(h, "</tbody></table></section>");
}
