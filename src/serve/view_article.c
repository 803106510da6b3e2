// view_article: one article with everything that was read in it: dateline, credits, keyphrases,
// quotations by speaker, dates, names, the statement point by point, what to read next.
#include <jansson.h>

#include "base/civil.h"
#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "serve/marked_text.h"
#include "serve/views.h"
#include "store/phrases.h"

enum { CUT_MAX = 4096 }; // bytes that are looked through for a place that is not where it should be

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

// The bytes of the body that a span of the reading covers; false where it is not there.  What the
// page sets into an article (read also …) is cut out of its body, so that later places lie further
// to the front than the reading says: the nearest one before that has the same words.
static bool span_of(const struct article_view *v, const json_t *item, size_t *start, size_t *end)
{
    json_int_t first = json_integer_value(json_object_get(item, "start")) - v->body_start;
    struct str words = json_get_str(item, "text"), body = v->record->text;
    if (first < 0 || words.n == 0 || words.n > body.n)
        return false;
    size_t at = cpmap_byte(&v->map, (size_t)first);
    at = at > body.n - words.n ? body.n - words.n : at;
    for (size_t tried = 0; tried <= CUT_MAX; tried++) {
        if (str_eq(str_sub(body, at, at + words.n), words)) {
            *start = at;
            *end = at + words.n;
            return true;
        }
        if (at-- == 0)
            break;
    }
    return false;
}

struct str search_link(struct request *r, const char *field, struct str value)
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
                 (struct text_mark){.css_class = "m-quote",
                                    .title = speaker_name(item),
                                    .id = arena_printf(v->r->a, "q%zu", i + 1)});
    }
    json_array_foreach(list_of(v, "dates"), i, item)
    {
        char text[UI_DAY_MAX];
        struct str value = json_get_str(item, "value");
        struct str title = arena_str(v->r->a, ui_period(v->r->lang, value, text));
        add_mark(v, marks, item, (struct text_mark){.css_class = "m-date", .title = title});
    }
    json_array_foreach(list_of(v, "entities"), i, item)
    {
        struct str name = json_get_str(item, "name");
        struct text_mark m = {.css_class = "m-name", .title = name, .link = name_link(v->r, name)};
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

// Where a date was found, in the reader's words; the empty view where that says nothing.
static struct str source_name(const struct request *r, struct str from)
{
    static const struct {
        struct str from;
        enum ui_string name;
    } names[] = {
        {S_INIT("json-ld"), UI_FROM_DATA},
        {S_INIT("lead"),    UI_FROM_LEAD},
        {S_INIT("meta"),    UI_FROM_DATA},
        {S_INIT("text"),    UI_FROM_TEXT},
        {S_INIT("time"),    UI_FROM_DATA},
        {S_INIT("url"),     UI_FROM_URL },
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_eq(names[i].from, from))
            return tr(r, names[i].name);
    return (struct str){0};
}

// The day with the hour as the page gives it, and where it was found.  `at` stands in for a value
// that is missing.
static void put_when(struct article_view *v, enum ui_string label, const char *key, int64_t at)
{
    struct html *h = &v->r->html;
    const json_t *found = json_object_get(v->reading, key);
    struct str value = json_get_str(found, "value"), from = json_get_str(found, "from");
    if (value.n && !rfc3339_parse(value, &at) && !rfc3339_parse(str_take(value, 10), &at))
        value.n = 0;
    if (at == STORE_NO_TIME)
        return;
    // The day that the page names, not that of UTC.
    int64_t day;
    bool has_hour = value.n >= 16 && value.p[10] == 'T';
    html_raw(h, "<div><dt>");
    put_tr(v->r, label);
    html_raw(h, "</dt><dd>");
    put_day(v->r, rfc3339_parse(str_take(value, 10), &day) ? day : at);
    if (has_hour) {
        html_raw(h, " <bdi class=\"hour\">");
        html_text(h, str_sub(value, 11, 16));
        html_raw(h, "</bdi>");
    }
    struct str source = source_name(v->r, from);
    if (source.n) {
        html_raw(h, " <small>(");
        html_text(h, source);
        html_raw(h, ")</small>");
    }
    html_raw(h, "</dd></div>");
}

static void put_facts(struct article_view *v)
{
    struct request *r = v->r;
    struct html *h = &r->html;
    html_raw(h, "<dl class=\"facts\">");
    put_when(v, UI_PUBLISHED, "published", v->record->published_at);
    put_when(v, UI_MODIFIED, "modified", STORE_NO_TIME);
    put_fact(r, UI_DATELINE, json_get_str(json_object_get(v->reading, "dateline"), "text"));
    put_fact(r, UI_BYLINE, v->record->byline);
    put_credits(v);
    struct str url = v->record->url;
    if (str_starts_nocase(url, S("http://")) || str_starts_nocase(url, S("https://"))) {
        html_raw(h, "<div><dt>");
        put_tr(r, UI_ORIGINAL);
        html_raw(h, "</dt><dd><a rel=\"noopener noreferrer nofollow\"");
        html_href(h, url);
        html_raw(h, "><bdi class=\"url\">");
        html_text(h, url);
        html_raw(h, "</bdi></a></dd></div>");
    }
    html_raw(h, "</dl>");
}

static void put_keyphrases(struct article_view *v)
{
    struct html *h = &v->r->html;
    struct keyphrase *phrases;
    size_t count;
    struct err ignored;
    if (store_keyphrases(v->r->store, v->r->a, v->record->row, &phrases, &count, &ignored) ||
        count == 0)
        return;
    html_raw(h, "<section class=\"panel\"><h2>");
    put_tr(v->r, UI_KEYPHRASES);
    html_raw(h, "</h2><ul class=\"chips\">");
    for (size_t i = 0; i < count && i < 10; i++) {
        html_raw(h, "<li><a href=\"");
        site_path(v->r, "/search?q=");
        html_url_part(h, S("\""));
        html_url_part(h, phrases[i].text);
        html_url_part(h, S("\""));
        html_raw(h, "\">");
        html_bdi(h, phrases[i].text);
        html_raw(h, "</a></li>");
    }
    html_raw(h, "</ul></section>");
}

// What the page itself says, kept apart from what we read: a list of plain texts under a heading.
static void put_theirs(struct article_view *v, const char *key, const char *member,
                       enum ui_string title, size_t max)
{
    struct html *h = &v->r->html;
    size_t i, shown = 0;
    json_t *item;
    json_array_foreach(list_of(v, key), i, item)
    {
        struct str text = json_is_string(item)
                              ? (struct str){json_string_value(item), json_string_length(item)}
                              : json_get_str(item, member);
        if (text.n == 0 || shown == max)
            continue;
        if (shown++ == 0) {
            html_raw(h, "<section class=\"panel theirs\"><h2>");
            put_tr(v->r, title);
            html_raw(h, "</h2><ul>");
        }
        html_raw(h, "<li dir=\"auto\">");
        html_text(h, text);
        html_raw(h, "</li>");
    }
    if (shown)
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
            html_attr(h, "href", name_link(v->r, name));
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
        struct str role = json_get_str(json_object_get(item, "speaker"), "role");
        html_raw(h, "<figure dir=\"auto\"");
        html_attr(h, "data-kind", json_get_str(item, "kind"));
        html_raw(h, "><blockquote>");
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
        if (role.n && !str_eq(role, name)) {
            html_raw(h, " <small class=\"role\">");
            html_bdi(h, role);
            html_raw(h, "</small>");
        }
        if (cue.n) {
            html_raw(h, " <small>");
            html_bdi(h, cue);
            html_raw(h, "</small>");
        }
        size_t start, end;
        if (span_of(v, item, &start, &end)) {
            html_raw(h, " <a class=\"place\" href=\"#q");
            html_number(h, (int64_t)i + 1);
            html_raw(h, "\"");
            html_attr(h, "title", tr(r, UI_IN_TEXT));
            html_raw(h, ">");
            put_tr(r, UI_LEGEND);
            html_raw(h, "</a>");
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
        // Lengths of time and what is now are marked in the text; they are no days to list.
        if (value.n == 0 || !is_ascii_digit(value.p[0]) || shown == 12)
            continue;
        if (shown++ == 0) {
            html_raw(h, "<section class=\"panel\"><h2>");
            put_tr(v->r, UI_DATES);
            html_raw(h, "</h2><dl class=\"pairs\">");
        }
        html_raw(h, "<div><dt>");
        html_bdi(h, json_get_str(item, "text"));
        html_raw(h, "</dt><dd>");
        int64_t day;
        char text[UI_DAY_MAX];
        struct str period = ui_period(v->r->lang, value, text);
        if (rfc3339_parse(str_take(value, 10), &day)) {
            put_day(v->r, day);
        } else if (period.p != value.p) {
            html_text(h, period);
        } else {
            html_raw(h, "<bdi class=\"code\">");
            html_text(h, value);
            html_raw(h, "</bdi>");
        }
        html_raw(h, "</dd></div>");
    }
    if (shown)
        html_raw(h, "</dl></section>");
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
    if (record.outlet.n) {
        html_raw(h, "<a");
        html_attr(h, "href", search_link(r, "outlet", record.outlet));
        html_raw(h, ">");
        html_bdi(h, record.outlet);
        html_raw(h, "</a>");
    }
    html_raw(h, "</p><h1 dir=\"auto\">");
    html_text(h, title);
    html_raw(h, "</h1>");
    put_facts(&v);
    html_raw(h, "</header><div class=\"columns\"><div class=\"main\">");
    put_body(&v);
    put_quotes(&v);
    put_statement(r, v.reading);
    html_raw(h, "</div><aside>");
    put_keyphrases(&v);
    put_related(r, &record, v.reading);
    put_entities(&v);
    put_dates(&v);
    put_theirs(&v, "images", "caption", UI_PICTURES, 8);
    put_theirs(&v, "page_keywords", NULL, UI_THEIR_KEYWORDS, 20);
    put_theirs(&v, "related", "title", UI_THEIR_RELATED, 10);
    html_raw(h, "</aside></div></article>");
    layout_end(r);
    json_decref(v.reading);
}
