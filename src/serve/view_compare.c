// view_compare: two statements side by side: what was kept, shortened, strengthened, weakened, what
// is new and what was dropped, with the words that differ.
//
// The texts are read again, by the code that `isnad stage compare` runs, because the store keeps
// points as JSON and comparing needs their words.  Matching is points of a x points of b, so that
// both the length of the texts and the number of points are bounded here.
#include "base/map.h"
#include "pipeline.h"
#include "read/compare.h"
#include "serve/views.h"
#include "text/doc.h"

// Official statements have 1 to 12 KB and 5 to 40 points.
enum { TEXT_MAX = 128 * 1024, POINTS_MAX = 400 };

static const char *const acts[] = {
#define X(name, text) text, // in the order of enum act
    ACTS(X)
#undef X
};

static const enum ui_string change_names[] = {
    [CHANGE_KEPT] = CHANGE_NAME_KEPT,
    [CHANGE_SHORTENED] = CHANGE_NAME_SHORTENED,
    [CHANGE_STRENGTHENED] = CHANGE_NAME_STRENGTHENED,
    [CHANGE_WEAKENED] = CHANGE_NAME_WEAKENED,
    [CHANGE_NEW] = CHANGE_NAME_NEW,
    [CHANGE_DROPPED] = CHANGE_NAME_DROPPED,
};

struct side {
    struct record record;
    struct doc doc;
    struct statement statement;
};

static void put_change(struct request *r, enum change change)
{
    html_raw(&r->html, "<span class=\"change\"");
    html_attr(&r->html, "data-change", change_name(change));
    html_raw(&r->html, ">");
    put_tr(r, change_names[change]);
    html_raw(&r->html, "</span>");
}

static struct map stems_of(struct request *r, const struct side *s, struct span at)
{
    struct map stems;
    map_init(&stems, r->a, 0);
    const struct tokens *t = &s->doc.tokens;
    for (size_t i = doc_token_at(&s->doc, at.start); i < t->n && t->v[i].start < at.end; i++)
        *map_at(&stems, t->v[i].stem, 0) = 1;
    return stems;
}

static void put_edge(struct html *h, bool old, bool opens)
{
    if (old && opens)
        html_raw(h, "<del>");
    else if (old)
        html_raw(h, "</del>");
    else if (opens)
        html_raw(h, "<ins>");
    else
        html_raw(h, "</ins>");
}

// The text of a point; words whose stem the other point lacks are marked as gone (`old`) or new.
static void put_words(struct request *r, const struct side *s, struct span at,
                      const struct map *other, bool old)
{
    struct html *h = &r->html;
    const struct tokens *t = &s->doc.tokens;
    size_t done = at.start;
    bool open = false;
    for (size_t i = doc_token_at(&s->doc, at.start); i < t->n && t->v[i].start < at.end; i++) {
        const struct token *token = &t->v[i];
        if (token->kind == TOKEN_MARK)
            continue;
        bool marked = other && map_get(other, token->stem) == MAP_NONE;
        if (open && !marked)
            put_edge(h, old, false);
        html_text(h, str_sub(s->doc.text, done, token->start));
        if (marked && !open)
            put_edge(h, old, true);
        html_text(h, token_text(s->doc.text, token));
        done = token->end;
        open = marked;
    }
    if (open)
        put_edge(h, old, false);
    html_text(h, str_sub(s->doc.text, done, at.end));
}

static void put_side(struct request *r, enum ui_string label, const struct side *s, size_t point,
                     const struct map *other)
{
    struct html *h = &r->html;
    html_raw(h, "<td");
    html_attr(h, "data-label", tr(r, label));
    if (point == COMPARE_NONE) {
        html_raw(h, " class=\"none\">–</td>");
        return;
    }
    const struct point *p = &s->statement.points[point];
    html_raw(h, "><p dir=\"auto\">");
    put_words(r, s, p->at, other, label == UI_EARLIER);
    html_raw(h, "</p><p class=\"meta\">");
    put_act(r, str_from_cstr(acts[p->act]), p->strength);
    html_raw(h, "</p></td>");
}

static void put_pair(struct request *r, const struct side *a, const struct side *b,
                     const struct point_pair *pair)
{
    struct map of_a = {0}, of_b = {0};
    bool both = pair->a != COMPARE_NONE && pair->b != COMPARE_NONE;
    if (both) {
        of_a = stems_of(r, a, a->statement.points[pair->a].at);
        of_b = stems_of(r, b, b->statement.points[pair->b].at);
    }
    html_raw(&r->html, "<tr><th scope=\"row\">");
    put_change(r, pair->change);
    html_raw(&r->html, "</th>");
    put_side(r, UI_EARLIER, a, pair->a, both ? &of_b : NULL);
    put_side(r, UI_LATER, b, pair->b, both ? &of_a : NULL);
    html_raw(&r->html, "</tr>");
}

static void put_head(struct request *r, enum ui_string label, const struct side *s)
{
    struct html *h = &r->html;
    html_raw(h, "<th scope=\"col\"><small>");
    put_tr(r, label);
    html_raw(h, "</small><br>");
    put_article_link(r, s->record.id);
    html_bdi(h, s->record.title.n ? s->record.title : tr(r, UI_NO_TITLE));
    html_raw(h, "</a><p class=\"meta\"><span class=\"outlet\">");
    html_bdi(h, s->record.outlet);
    html_raw(h, "</span> ");
    put_day(r, s->record.published_at);
    html_raw(h, "</p></th>");
}

// Whether a pair only tells, on either side: no news for who compares what was promised.
static bool only_tells(const struct side *a, const struct side *b, const struct point_pair *p)
{
    return (p->a == COMPARE_NONE || a->statement.points[p->a].act == ACT_NARRATIVE) &&
           (p->b == COMPARE_NONE || b->statement.points[p->b].act == ACT_NARRATIVE);
}

// How many pairs of each change there are, those that only tell left out.
static void put_summary(struct request *r, const struct side *a, const struct side *b,
                        const struct comparison *c)
{
    html_raw(&r->html, "<ul class=\"chips changes\">");
    for (enum change change = CHANGE_KEPT; change <= CHANGE_DROPPED; change++) {
        int64_t n = 0;
        for (size_t i = 0; i < c->pair_count; i++)
            n += c->pairs[i].change == change && !only_tells(a, b, &c->pairs[i]);
        if (n == 0)
            continue;
        html_raw(&r->html, "<li>");
        put_change(r, change);
        html_raw(&r->html, " ");
        html_number(&r->html, n);
        html_raw(&r->html, "</li>");
    }
    html_raw(&r->html, "</ul>");
}

// The pairs that only tell (`telling`), or the others.
static void put_pairs(struct request *r, const struct side *a, const struct side *b,
                      const struct comparison *c, bool telling)
{
    struct html *h = &r->html;
    html_raw(h, "<table class=\"compare\"><thead><tr><th scope=\"col\">");
    put_tr(r, UI_CHANGE);
    html_raw(h, "</th>");
    put_head(r, UI_EARLIER, a);
    put_head(r, UI_LATER, b);
    html_raw(h, "</tr></thead><tbody>");
    for (size_t i = 0; i < c->pair_count; i++)
        if (only_tells(a, b, &c->pairs[i]) == telling)
            put_pair(r, a, b, &c->pairs[i]);
    html_raw(h, "</tbody></table>");
}

static void put_comparison(struct request *r, const struct side *a, const struct side *b)
{
    struct html *h = &r->html;
    struct comparison c = statements_compare(r->a, &a->doc, &a->statement, &b->doc, &b->statement);
    size_t telling = 0;
    for (size_t i = 0; i < c.pair_count; i++)
        telling += only_tells(a, b, &c.pairs[i]);
    layout_begin(r, tr(r, UI_COMPARE));
    html_raw(h, "<section class=\"statement\"><h1 class=\"small\">");
    put_tr(r, UI_COMPARE);
    html_raw(h, "</h1>");
    put_summary(r, a, b, &c);
    put_pairs(r, a, b, &c, false);
    if (telling) {
        html_raw(h, "<details><summary>");
        put_tr(r, UI_ONLY_TELLS);
        html_raw(h, " <small>");
        html_number(h, (int64_t)telling);
        html_raw(h, "</small></summary>");
        put_pairs(r, a, b, &c, true);
        html_raw(h, "</details>");
    }
    html_raw(h, "<p class=\"more\"><a href=\"");
    site_path(r, "/compare?a=");
    html_url_part(h, b->record.id);
    html_raw(h, "&amp;b=");
    html_url_part(h, a->record.id);
    html_raw(h, "\">");
    put_tr(r, UI_SWAP);
    html_raw(h, "</a></p></section>");
    layout_end(r);
}

// Reads the article `id` as a statement; false: the answer, a problem, is written.
static bool read_side(struct request *r, struct str id, struct side *s)
{
    struct err e = {0};
    enum err_code code = store_get(r->store, r->a, id, &s->record, &e);
    if (code) {
        bool missing = code == ERR_NOT_FOUND;
        view_problem(r, missing ? 404 : 500, tr(r, missing ? UI_NOT_FOUND : UI_ERROR));
        return false;
    }
    if (s->record.text.n > TEXT_MAX) {
        view_problem(r, 422, tr(r, UI_COMPARE_LONG));
        return false;
    }
    s->statement =
        pipeline_statement(r->a, store_cache(r->store), s->record.text, s->record.title, &s->doc);
    if (s->statement.point_count > POINTS_MAX) {
        view_problem(r, 422, tr(r, UI_COMPARE_LONG));
        return false;
    }
    return true;
}

void view_compare(struct request *r)
{
    struct str a = request_param(r, "a"), b = request_param(r, "b");
    struct side sides[2] = {0};
    if (!a.n || !b.n) {
        view_problem(r, 400, tr(r, UI_COMPARE_HOW));
        return;
    }
    if (!read_side(r, a, &sides[0]) || !read_side(r, b, &sides[1]))
        return;
    if (!sides[0].statement.point_count && !sides[1].statement.point_count)
        view_problem(r, 422, tr(r, UI_COMPARE_NONE));
    else
        put_comparison(r, &sides[0], &sides[1]);
}
