// view_article: one article with everything that was read in it: dateline, credits, keyphrases,
// quotations by speaker, dates, names, the statement point by point, what to read next.
#include <jansson.h>

#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "serve/marked_text.h"
#include "serve/views.h"
#include "store/similar.h"

struct article_view {
    struct request *r;
    const struct record *record;
    json_t *reading; // may be NULL
    struct cpmap map;
    int64_t body_start; // code points
};

static json_t *list_of(const struct article_view *v, const char *key)
{
    json_t *list = json_object_get(v->reading, key);
    return json_is_array(list) ? list : NULL;
}

// The bytes of the body that a span of the reading covers; false where it lies outside.
static bool span_of(const struct article_view *v, const json_t *item, size_t *start, size_t *end)
{
    json_int_t first = json_integer_value(json_object_get(item, "start")) - v->body_start;
    json_int_t last = json_integer_value(json_object_get(item, "end")) - v->body_start;
    if (first < 0 || last <= first)
        return false;
    *start = cpmap_byte(&v->map, (size_t)first);
    *end = cpmap_byte(&v->map, (size_t)last);
    return *end > *start;
}

static struct str search_link(struct request *r, const char *field, struct str value)
{
    struct buf b = {0};
    struct html h = {&b};
    buf_printf(&b, "%s/search?q=%s%%3A", r->lang == UI_EN ? "/en" : "", field);
    html_url_part(&h, S("\""));
    html_url_part(&h, value);
    html_url_part(&h, S("\""));
    struct str link = arena_str(r->a, buf_str(&b));
    buf_release(&b);
    return link;
}

struct mark_list {
    struct text_mark *v;
    size_t n, cap;
};

static void add_mark(struct article_view *v, struct mark_list *marks, const json_t *item,
                     struct text_mark m)
{
    if (span_of(v, item, &m.start, &m.end))
        *vec_push(v->r->a, marks) = m;
}

static struct str speaker_name(const json_t *quote)
{
    return json_get_str(json_object_get(quote, "speaker"), "name");
}

static void collect_marks(struct article_view *v, struct mark_list *marks)
{
    size_t i, k;
    json_t *item, *mention;
    json_array_foreach(list_of(v, "quotes"), i, item)
    {
        add_mark(v, marks, item,
                 (struct text_mark){.css_class = "m-quote", .title = speaker_name(item)});
    }
    json_array_foreach(list_of(v, "dates"), i, item)
    {
        struct str value = json_get_str(item, "value");
        add_mark(v, marks, item, (struct text_mark){.css_class = "m-date", .title = value});
    }
    json_array_foreach(list_of(v, "entities"), i, item)
    {
        struct str name = json_get_str(item, "name");
        struct text_mark m = {
            .css_class = "m-name", .title = name, .link = search_link(v->r, "entity", name)};
        json_array_foreach(json_object_get(item, "mentions"), k, mention)
        {
            add_mark(v, marks, mention, m);
        }
    }
}

static void put_body(struct article_view *v)
{
    struct html *h = &v->r->html;
    struct mark_list marks = {0};
    collect_marks(v, &marks);
    html_raw(h, "<div class=\"body\"");
    if (v->record->lang.n)
        html_attr(h, "lang", v->record->lang);
    html_raw(h, ">");
    marked_text(h, v->r->a, v->record->text, marks.v, marks.n);
    html_raw(h, "</div>");
    if (marks.n == 0)
        return;
    html_raw(h, "<p class=\"legend\">");
    put_tr(v->r, UI_LEGEND);
    html_raw(h, ": <span class=\"m-quote\">");
    put_tr(v->r, UI_QUOTE_ONE);
    html_raw(h, "</span> <span class=\"m-date\">");
    put_tr(v->r, UI_DATE_ONE);
    html_raw(h, "</span> <span class=\"m-name\">");
    put_tr(v->r, UI_ENTITY_ONE);
    html_raw(h, "</span></p>");
}

static void put_fact(struct request *r, enum ui_string label, struct str value)
{
    if (value.n == 0)
        return;
    html_raw(&r->html, "<div><dt>");
    put_tr(r, label);
    html_raw(&r->html, "</dt><dd>");
    html_bdi(&r->html, value);
    html_raw(&r->html, "</dd></div>");
}

static void put_credits(struct article_view *v)
{
    struct html *h = &v->r->html;
    size_t i, k;
    json_t *credit, *part;
    json_array_foreach(list_of(v, "credits"), i, credit)
    {
        html_raw(h, "<div><dt>");
        put_tr(v->r, UI_CREDITS);
        html_raw(h, "</dt><dd>");
        json_array_foreach(json_object_get(credit, "parts"), k, part)
        {
            if (k)
                html_raw(h, " + ");
            html_raw(h, "<span class=\"credit\"");
            html_attr(h, "data-kind", json_get_str(part, "kind"));
            html_raw(h, ">");
            html_bdi(h, json_get_str(part, "text"));
            html_raw(h, "</span>");
        }
        html_raw(h, "</dd></div>");
    }
}

static void put_facts(struct article_view *v)
{
    struct request *r = v->r;
    struct html *h = &r->html;
    char day[UI_DAY_MAX];
    html_raw(h, "<dl class=\"facts\">");
    if (v->record->published_at != STORE_NO_TIME)
        put_fact(r, UI_PUBLISHED, ui_day(r->lang, v->record->published_at, day));
    put_fact(r, UI_DATELINE, json_get_str(json_object_get(v->reading, "dateline"), "text"));
    put_fact(r, UI_BYLINE, v->record->byline);
    put_credits(v);
    if (v->record->url.n) {
        html_raw(h, "<div><dt>");
        put_tr(r, UI_ORIGINAL);
        html_raw(h, "</dt><dd><a rel=\"noopener noreferrer nofollow\"");
        html_href(h, v->record->url);
        html_raw(h, "><bdi class=\"url\">");
        html_text(h, v->record->url);
        html_raw(h, "</bdi></a></dd></div>");
    }
    html_raw(h, "</dl>");
}

static void put_keyphrases(struct article_view *v)
{
    struct html *h = &v->r->html;
    json_t *list = list_of(v, "keyphrases"), *item;
    size_t i;
    if (json_array_size(list) == 0)
        return;
    html_raw(h, "<section class=\"panel\"><h2>");
    put_tr(v->r, UI_KEYPHRASES);
    html_raw(h, "</h2><ul class=\"chips\">");
    json_array_foreach(list, i, item)
    {
        if (i == 10)
            break;
        struct str phrase = json_get_str(item, "text");
        html_raw(h, "<li><a href=\"");
        site_path(v->r, "/search?q=");
        html_url_part(h, S("\""));
        html_url_part(h, phrase);
        html_url_part(h, S("\""));
        html_raw(h, "\">");
        html_bdi(h, phrase);
        html_raw(h, "</a></li>");
    }
    html_raw(h, "</ul></section>");
}

static void put_entities(struct article_view *v)
{
    static const struct {
        const char *type;
        enum ui_string label;
    } kinds[] = {
        {"PERS", UI_PEOPLE},
        {"ORG",  UI_ORGS  },
        {"LOC",  UI_PLACES},
        {"MISC", UI_OTHER }
    };
    struct html *h = &v->r->html;
    size_t i;
    json_t *item;
    for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
        size_t shown = 0;
        json_array_foreach(list_of(v, "entities"), i, item)
        {
            struct str name = json_get_str(item, "name");
            if (!str_eq(json_get_str(item, "type"), str_from_cstr(kinds[kind].type)) || shown == 14)
                continue;
            if (shown++ == 0) {
                html_raw(h, "<section class=\"panel\"><h2>");
                put_tr(v->r, kinds[kind].label);
                html_raw(h, "</h2><ul class=\"chips\">");
            }
            html_raw(h, "<li><a");
            html_attr(h, "href", search_link(v->r, "entity", name));
            struct str role = json_get_str(item, "role");
            if (role.n)
                html_attr(h, "title", role);
            html_raw(h, ">");
            html_bdi(h, name);
            html_raw(h, "</a></li>");
        }
        if (shown)
            html_raw(h, "</ul></section>");
    }
}

static void put_quotes(struct article_view *v)
{
    struct request *r = v->r;
    struct html *h = &r->html;
    json_t *list = list_of(v, "quotes"), *item;
    size_t i;
    if (json_array_size(list) == 0)
        return;
    html_raw(h, "<section class=\"panel quotes\"><h2>");
    put_tr(r, UI_QUOTES);
    html_raw(h, "</h2>");
    json_array_foreach(list, i, item)
    {
        struct str name = speaker_name(item), cue = json_get_str(item, "cue");
        html_raw(h, "<figure");
        html_attr(h, "data-kind", json_get_str(item, "kind"));
        html_raw(h, "><blockquote dir=\"auto\">");
        html_text(h, json_get_str(item, "text"));
        html_raw(h, "</blockquote><figcaption>");
        if (name.n) {
            html_raw(h, "<a href=\"");
            site_path(r, "/quotes?speaker=");
            html_url_part(h, name);
            html_raw(h, "\">");
            html_bdi(h, name);
            html_raw(h, "</a>");
        } else {
            put_tr(r, UI_UNKNOWN_SPEAKER);
        }
        if (cue.n) {
            html_raw(h, " <small>");
            html_bdi(h, cue);
            html_raw(h, "</small>");
        }
        html_raw(h, "</figcaption></figure>");
    }
    html_raw(h, "</section>");
}

static void put_dates(struct article_view *v)
{
    struct html *h = &v->r->html;
    json_t *list = list_of(v, "dates"), *item;
    size_t i, shown = 0;
    json_array_foreach(list, i, item)
    {
        struct str value = json_get_str(item, "value");
        if (value.n == 0 || str_ends(value, S("_REF")) || shown == 12)
            continue;
        if (shown++ == 0) {
            html_raw(h, "<section class=\"panel\"><h2>");
            put_tr(v->r, UI_DATES);
            html_raw(h, "</h2><dl class=\"pairs\">");
        }
        html_raw(h, "<div><dt>");
        html_bdi(h, json_get_str(item, "text"));
        html_raw(h, "</dt><dd><bdi class=\"code\">");
        html_text(h, value);
        html_raw(h, "</bdi></dd></div>");
    }
    if (shown)
        html_raw(h, "</dl></section>");
}

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
            html_raw(&r->html, "، ");
        html_bdi(&r->html, name);
    }
}

static void put_statement(struct article_view *v)
{
    struct request *r = v->r;
    struct html *h = &r->html;
    json_t *statement = json_object_get(v->reading, "statement"), *item;
    json_t *points = json_object_get(statement, "points");
    json_t *parties = json_object_get(statement, "parties");
    size_t i;
    if (json_array_size(points) == 0)
        return;
    static const enum ui_string heads[] = {UI_POINT, UI_ACT, UI_STRENGTH, UI_VOICE, UI_BURDEN};
    html_raw(h, "<section class=\"statement\"><h2>");
    put_tr(r, UI_STATEMENT);
    html_raw(h, "</h2><div class=\"scroll\"><table><thead><tr>");
    for (size_t k = 0; k < COUNT_OF(heads); k++) {
        html_raw(h, "<th scope=\"col\">");
        put_tr(r, heads[k]);
        html_raw(h, "</th>");
    }
    html_raw(h, "</tr></thead><tbody>");
    json_array_foreach(points, i, item)
    {
        struct str act = json_get_str(item, "act");
        json_int_t strength = json_integer_value(json_object_get(item, "strength"));
        html_raw(h, "<tr><td dir=\"auto\">");
        html_text(h, json_get_str(item, "text"));
        html_raw(h, "</td><td><span class=\"act\"");
        html_attr(h, "data-act", act);
        html_raw(h, ">");
        html_text(h, ui_act(r->lang, act));
        html_raw(h, "</span></td><td><meter min=\"0\" max=\"6\" value=\"");
        html_number(h, strength);
        html_raw(h, "\">");
        html_number(h, strength);
        html_raw(h, "</meter></td><td>");
        put_parties(r, json_object_get(item, "voice"), parties);
        html_raw(h, "</td><td>");
        put_parties(r, json_object_get(item, "burden"), parties);
        html_raw(h, "</td></tr>");
    }
    html_raw(h, "</tbody></table></div></section>");
}

static void put_related(struct article_view *v)
{
    struct request *r = v->r;
    struct html *h = &r->html;
    struct similar_result similar;
    struct err ignored;
    if (store_similar(r->store, r->a, v->record->row, 8, &similar, &ignored))
        return; // the article is worth showing without them
    if (similar.read_also) {
        html_raw(h, "<section class=\"panel read-also\"><h2>");
        put_tr(r, UI_READ_ALSO);
        html_raw(h, "</h2><ul class=\"items\">");
        put_item(r, &similar.read_also->article);
        html_raw(h, "</ul></section>");
    }
    bool begun = false;
    for (size_t i = 0; i < similar.count; i++) {
        if (&similar.items[i] == similar.read_also)
            continue;
        if (!begun) {
            html_raw(h, "<section class=\"panel\"><h2>");
            put_tr(r, UI_SIMILAR);
            html_raw(h, "</h2><ul class=\"items\">");
            begun = true;
        }
        put_item(r, &similar.items[i].article);
    }
    if (begun)
        html_raw(h, "</ul></section>");
}

void view_article(struct request *r)
{
    struct record record;
    struct err e = {0};
    enum err_code code = store_get(r->store, r->a, r->rest, &record, &e);
    if (code) {
        bool missing = code == ERR_NOT_FOUND;
        view_problem(r, missing ? 404 : 500, tr(r, missing ? UI_NOT_FOUND : UI_ERROR));
        return;
    }
    struct article_view v = {.r = r, .record = &record};
    if (record.reading.n)
        v.reading = json_line(record.reading, &e);
    v.body_start = json_integer_value(json_object_get(v.reading, "body_start"));
    cpmap_init(&v.map, r->a, record.text);
    struct str title = record.title.n ? record.title : tr(r, UI_NO_TITLE);
    struct html *h = &r->html;
    layout_begin(r, title);
    html_raw(h, "<article><header><p class=\"kicker\">");
    html_bdi(h, record.outlet);
    html_raw(h, "</p><h1 dir=\"auto\">");
    html_text(h, title);
    html_raw(h, "</h1>");
    put_facts(&v);
    html_raw(h, "</header><div class=\"columns\"><div class=\"main\">");
    put_body(&v);
    put_statement(&v);
    html_raw(h, "</div><aside>");
    put_keyphrases(&v);
    put_entities(&v);
    put_dates(&v);
    put_related(&v);
    html_raw(h, "</aside></div>");
    put_quotes(&v);
    html_raw(h, "</article>");
    layout_end(r);
    json_decref(v.reading);
}
