// view_related: what stands beside an article: its copies, what to read next, what is like it, and
// the other statements of the same parties.
#include <jansson.h>

#include "base/json.h"
#include "serve/views.h"
#include "store/similar.h"

enum { SIMILAR_MAX = 8 };

static void begin_items(struct request *r, enum ui_string title, bool *begun)
{
    if (*begun)
        return;
    html_raw(&r->html, "<section class=\"panel\"><h2>");
    put_tr(r, title);
    html_raw(&r->html, "</h2><ul class=\"items\">");
    *begun = true;
}

static void end_items(struct request *r, bool begun)
{
    if (begun)
        html_raw(&r->html, "</ul></section>");
}

// The other copies of the article's text; the heading counts the outlets, its own among them.
static void put_copies(struct request *r, const struct record *own, const struct similar *copies,
                       size_t count)
{
    struct html *h = &r->html;
    if (count == 0)
        return;
    size_t outlets = own->outlet.n > 0;
    for (size_t i = 0; i < count; i++) {
        struct str outlet = copies[i].article.outlet;
        bool known = outlet.n == 0 || str_eq(outlet, own->outlet);
        for (size_t k = 0; k < i && !known; k++)
            known = str_eq(outlet, copies[k].article.outlet);
        outlets += !known;
    }
    html_raw(h, "<section class=\"panel copies\"><h2>");
    if (outlets > 1) {
        put_tr(r, UI_CARRIED);
        html_raw(h, " (");
        html_number(h, (int64_t)outlets);
        html_raw(h, ")");
    } else {
        put_tr(r, UI_COPIES);
    }
    html_raw(h, "</h2><ul class=\"items\">");
    for (size_t i = 0; i < count; i++)
        put_item(r, &copies[i].article);
    html_raw(h, "</ul></section>");
}

static bool has_party(const json_t *parties, struct str id)
{
    size_t i;
    json_t *party;
    json_array_foreach(parties, i, party)
    {
        if (str_eq(json_get_str(party, "id"), id))
            return true;
    }
    return false;
}

// Whether both readings have points, and the same two or more parties.  Ids like P1 are given out
// anew for each text, so that names count as well.
static bool are_of_same_parties(const json_t *x, const json_t *y)
{
    const json_t *a = json_object_get(x, "statement"), *b = json_object_get(y, "statement");
    const json_t *theirs = json_object_get(b, "parties");
    if (!json_array_size(json_object_get(a, "points")) ||
        !json_array_size(json_object_get(b, "points")))
        return false;
    size_t i, shared = 0;
    json_t *party;
    json_array_foreach(json_object_get(a, "parties"), i, party)
    {
        shared += has_party(theirs, json_get_str(party, "id"));
    }
    return shared >= 2;
}

static void put_compare_link(struct request *r, const struct record *own,
                             const struct record *other)
{
    struct html *h = &r->html;
    bool own_first = own->published_at <= other->published_at; // the older text is read first
    html_raw(h, "<li><h3 class=\"title\" dir=\"auto\"><a href=\"");
    site_path(r, "/compare?a=");
    html_url_part(h, own_first ? own->id : other->id);
    html_raw(h, "&amp;b=");
    html_url_part(h, own_first ? other->id : own->id);
    html_raw(h, "\">");
    html_text(h, other->title.n ? other->title : tr(r, UI_NO_TITLE));
    html_raw(h, "</a></h3><p class=\"meta\"><span class=\"outlet\">");
    html_bdi(h, other->outlet);
    html_raw(h, "</span> ");
    put_day(r, other->published_at);
    html_raw(h, "</p></li>");
}

static void put_comparable(struct request *r, const struct record *own, const json_t *reading,
                           const struct similar_result *similar)
{
    bool begun = false;
    if (!json_is_object(json_object_get(reading, "statement")))
        return;
    for (size_t i = 0; i < similar->count; i++) {
        struct record other;
        struct err ignored;
        if (similar->items[i].like.duplicate ||
            store_get_row(r->store, r->a, similar->items[i].article.row, &other, &ignored) ||
            !other.reading.n)
            continue;
        json_t *theirs = json_line(other.reading, &ignored);
        if (are_of_same_parties(reading, theirs)) {
            begin_items(r, UI_COMPARE_WITH, &begun);
            put_compare_link(r, own, &other);
        }
        json_decref(theirs);
    }
    end_items(r, begun);
}

void put_related(struct request *r, const struct record *article, const struct json_t *reading)
{
    struct similar_result similar;
    struct err ignored;
    if (store_similar(r->store, r->a, article->row, SIMILAR_MAX, &similar, &ignored))
        return; // the article is worth showing without them
    put_copies(r, article, similar.copies, similar.copy_count);
    put_comparable(r, article, reading, &similar);
    bool begun = false;
    if (similar.read_also) {
        begin_items(r, UI_READ_ALSO, &begun);
        put_item(r, &similar.read_also->article);
    }
    end_items(r, begun);
    begun = false;
    for (size_t i = 0; i < similar.count; i++) {
        if (&similar.items[i] == similar.read_also || similar.items[i].like.duplicate)
            continue;
        begin_items(r, UI_SIMILAR, &begun);
        put_item(r, &similar.items[i].article);
    }
    end_items(r, begun);
}
