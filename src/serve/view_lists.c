// view_lists: the front page, the search and the quotations.
#include "base/civil.h"
#include "serve/views.h"
#include "store/names.h"
#include "store/repeats.h"
#include "store/search.h"
#include "store/snippet.h"

enum {
    HOME_ITEMS = 24,
    HOME_LOOKED_AT = 60,
    PAGE_ITEMS = 20,
    HOME_QUOTES = 8,
    NAMED_HITS = 200,
    FACET_NAMES = 14
};

void put_article_link(struct request *r, struct str id)
{
    html_raw(&r->html, "<a href=\"");
    site_path(r, "/a/");
    html_url_part(&r->html, id);
    html_raw(&r->html, "\">");
}

void put_heads(struct request *r, const enum ui_string *heads, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        html_raw(&r->html, "<th scope=\"col\">");
        put_tr(r, heads[i]);
        html_raw(&r->html, "</th>");
    }
}

void put_day(struct request *r, int64_t at)
{
    struct html *h = &r->html;
    char text[UI_DAY_MAX];
    if (at == STORE_NO_TIME) {
        html_raw(h, "<span>");
        put_tr(r, UI_UNDATED);
        html_raw(h, "</span>");
        return;
    }
    struct civil c = civil_from_days(at / 86400 - (at % 86400 < 0));
    html_raw(h, "<time dir=\"auto\""); // a day in English stands among Arabic titles, too
    html_attr(h, "datetime", arena_printf(r->a, "%04d-%02d-%02d", c.year, c.month, c.day));
    html_raw(h, ">");
    html_text(h, ui_day(r->lang, at, text));
    html_raw(h, "</time>");
}

// Titles are headings one below that of their list: `top` where the page's own is above them, else
// that of a panel.
static void put_item_head(struct request *r, const struct record *article, bool top)
{
    struct html *h = &r->html;
    if (top)
        html_raw(h, "<li><h2 class=\"title\" dir=\"auto\">");
    else
        html_raw(h, "<li><h3 class=\"title\" dir=\"auto\">");
    put_article_link(r, article->id);
    html_text(h, article->title.n ? article->title : tr(r, UI_NO_TITLE));
    html_raw(h, "</a>");
    if (top)
        html_raw(h, "</h2>");
    else
        html_raw(h, "</h3>");
    html_raw(h, "<p class=\"meta\"><span class=\"outlet\">");
    html_bdi(h, article->outlet);
    html_raw(h, "</span> ");
    put_day(r, article->published_at);
    html_raw(h, "</p>");
}

// Which hits repeat an earlier one (store/repeats.h): a text stands in a list once.
static const size_t *repeats_of(struct request *r, const struct search_result *found)
{
    const struct record **list = arena_new(r->a, const struct record *, found->hit_count);
    size_t *out = arena_new(r->a, size_t, found->hit_count);
    for (size_t i = 0; i < found->hit_count; i++)
        list[i] = &found->hits[i].article;
    store_repeats(r->store, r->a, list, found->hit_count, out);
    return out;
}

// Whether hit k is the first of its outlet among those that repeat hit i, whose own does not count.
static bool is_new_carrier(const struct search_result *found, const size_t *first, size_t i,
                           size_t k)
{
    struct str outlet = found->hits[k].article.outlet;
    if (first[k] != i || str_eq(outlet, found->hits[i].article.outlet))
        return false;
    for (size_t j = i + 1; j < k; j++)
        if (first[j] == i && str_eq(found->hits[j].article.outlet, outlet))
            return false;
    return true;
}

// Which other outlets have the text of hit i; nothing where none has.
static void put_carriers(struct request *r, const struct search_result *found, const size_t *first,
                         size_t i)
{
    struct html *h = &r->html;
    bool any = false;
    for (size_t k = i + 1; k < found->hit_count; k++) {
        const struct record *other = &found->hits[k].article;
        if (!is_new_carrier(found, first, i, k))
            continue;
        if (any) {
            html_raw(h, " · ");
        } else {
            html_raw(h, "<p class=\"meta carriers\">");
            put_tr(r, UI_ALSO_IN);
            html_raw(h, " ");
        }
        any = true;
        put_article_link(r, other->id);
        html_bdi(h, other->outlet.n ? other->outlet : other->title);
        html_raw(h, "</a>");
    }
    if (any)
        html_raw(h, "</p>");
}

void put_item(struct request *r, const struct record *article)
{
    put_item_head(r, article, false);
    html_raw(&r->html, "</li>");
}

// --- front page ---------------------------------------------------------------------------------

void put_bars(struct request *r, enum ui_string title, const struct search_count *counts, size_t n,
              const char *field)
{
    struct html *h = &r->html;
    size_t most = 1;
    for (size_t i = 0; i < n; i++)
        most = counts[i].count > most ? counts[i].count : most;
    if (n == 0)
        return;
    html_raw(h, "<section class=\"panel\"><h2>");
    put_tr(r, title);
    html_raw(h, "</h2><ul class=\"bars\">");
    for (size_t i = 0; i < n && i < 12; i++) {
        html_raw(h, "<li><a href=\"");
        site_path(r, "/search?q=");
        buf_add(&r->body, str_from_cstr(field));
        html_url_part(h, S(":\""));
        html_url_part(h, counts[i].name);
        html_url_part(h, S("\""));
        html_raw(h, "\">");
        html_bdi(h, counts[i].name);
        html_raw(h, "</a><meter min=\"0\" max=\"");
        html_number(h, (int64_t)most);
        html_raw(h, "\" value=\"");
        html_number(h, (int64_t)counts[i].count);
        html_raw(h, "\"></meter><span>");
        html_number(h, (int64_t)counts[i].count);
        html_raw(h, "</span></li>");
    }
    html_raw(h, "</ul></section>");
}

// Bars of articles a day, as a picture: where people would rather look than read.
void put_histogram(struct request *r, const struct search_count *days, size_t n)
{
    struct html *h = &r->html;
    char text[UI_DAY_MAX];
    if (n < 2)
        return;
    size_t most = 1;
    for (size_t i = 0; i < n; i++)
        most = days[i].count > most ? days[i].count : most;
    html_raw(h, "<figure class=\"histogram\"><svg role=\"img\" preserveAspectRatio=\"none\" "
                "viewBox=\"0 0 ");
    html_number(h, (int64_t)n * 10);
    html_raw(h, " 100\"><title>");
    put_tr(r, UI_BY_DAY);
    html_raw(h, "</title>");
    for (size_t i = 0; i < n; i++) {
        size_t height = days[i].count ? 4 + days[i].count * 96 / most : 0;
        buf_printf(&r->body, "<rect x=\"%zu\" y=\"%zu\" width=\"8\" height=\"%zu\"><title>",
                   i * 10 + 1, 100 - height, height);
        html_text(h, ui_period(r->lang, days[i].name, text));
        buf_printf(&r->body, ": %zu</title></rect>", days[i].count);
    }
    html_raw(h, "</svg><figcaption><span>");
    html_text(h, ui_period(r->lang, days[0].name, text));
    html_raw(h, "</span><span>");
    html_text(h, ui_period(r->lang, days[n - 1].name, text));
    html_raw(h, "</span></figcaption></figure>");
}

void view_home(struct request *r)
{
    struct html *h = &r->html;
    struct search_options options = {
        .query = {.all = true, .now = r->now},
        .sort = SORT_NEWEST,
        .limit = HOME_LOOKED_AT,
        .facets = true,
        .histogram = true
    };
    struct search_result found;
    struct err e = {0};
    if (store_search(r->store, r->a, S(""), &options, &found, &e)) {
        view_problem(r, 500, tr(r, UI_ERROR));
        return;
    }
    layout_begin(r, (struct str){0});
    if (found.hit_count == 0) {
        put_empty(r);
        layout_end(r);
        return;
    }
    html_raw(h, "<div class=\"columns home\"><div class=\"main\"><h1 class=\"small\">");
    put_tr(r, UI_LATEST);
    html_raw(h, " <small>");
    put_count(r, NOUN_ARTICLE, (int64_t)found.total);
    html_raw(h, "</small></h1>");
    put_histogram(r, found.days, found.day_count);
    html_raw(h, "<ul class=\"items cards\">");
    const size_t *first = repeats_of(r, &found);
    for (size_t i = 0, shown = 0; i < found.hit_count && shown < HOME_ITEMS; i++) {
        if (first[i] != i)
            continue;
        put_item_head(r, &found.hits[i].article, true);
        put_carriers(r, &found, first, i);
        html_raw(h, "</li>");
        shown++;
    }
    html_raw(h, "</ul></div><aside>");
    put_bars(r, UI_OUTLETS, found.outlets, found.outlet_count, "outlet");
    html_raw(h, "<section class=\"panel quotes\"><h2>");
    put_tr(r, UI_QUOTED_RECENTLY);
    html_raw(h, "</h2>");
    put_recent_quotes(r, (struct str){0}, HOME_QUOTES, QUOTES_ASIDE);
    html_raw(h, "</section></aside></div>");
    layout_end(r);
}

// --- search -------------------------------------------------------------------------------------

static void put_switch(struct request *r, const char *name, enum ui_string label)
{
    struct html *h = &r->html;
    html_raw(h, "<label><input type=\"checkbox\" value=\"1\"");
    html_attr(h, "name", str_from_cstr(name));
    if (request_param(r, name).n)
        html_raw(h, " checked");
    html_raw(h, "> ");
    put_tr(r, label);
    html_raw(h, "</label> ");
}

static void put_snippet(struct request *r, const struct search_hit *hit, const struct query *query)
{
    struct html *h = &r->html;
    struct record full;
    struct err ignored;
    if (store_get_row(r->store, r->a, hit->article.row, &full, &ignored) == 0) {
        struct snippet s = snippet_of(r->a, store_cache(r->store), full.text, query, 36);
        html_raw(h, "<p class=\"snippet\" dir=\"auto\">");
        if (s.cut_before)
            html_raw(h, "… ");
        size_t at = 0;
        for (size_t i = 0; i < s.marks.n; i++) {
            html_text(h, str_sub(s.text, at, s.marks.v[i].start));
            html_raw(h, "<mark>");
            html_text(h, str_sub(s.text, s.marks.v[i].start, s.marks.v[i].end));
            html_raw(h, "</mark>");
            at = s.marks.v[i].end;
        }
        html_text(h, str_drop(s.text, at));
        if (s.cut_after)
            html_raw(h, " …");
        html_raw(h, "</p>");
    }
}

// The first and the last day of a search: parameters of the page, filters of the query language.
static const struct {
    const char *field;
    enum ui_string label;
} days[] = {
    {"since", UI_SINCE},
    {"until", UI_UNTIL},
};

// "2024-07-24"; empty where the parameter is none.
static struct str day_param(const struct request *r, const char *name)
{
    struct str s = request_param(r, name);
    bool ok = s.n == 10;
    for (size_t i = 0; ok && i < s.n; i++)
        ok = i == 4 || i == 7 ? s.p[i] == '-' : is_ascii_digit(s.p[i]);
    return ok ? s : S("");
}

// What was asked, with the days as filters.
static struct str query_of(const struct request *r)
{
    struct str q = request_param(r, "q");
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        struct str day = day_param(r, days[i].field);
        if (day.n)
            q = arena_printf(r->a, "%.*s %s:%.*s", STR_ARGS(q), days[i].field, STR_ARGS(day));
    }
    return q;
}

static void put_more_link(struct request *r, size_t page)
{
    struct html *h = &r->html;
    html_raw(h, "<p class=\"more\"><a href=\"");
    site_path(r, "/search?q=");
    html_url_part(h, request_param(r, "q"));
    static const char *const kept[] = {"exact", "any", "newest"};
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        if (request_param(r, kept[i]).n)
            buf_printf(&r->body, "&amp;%s=1", kept[i]);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        struct str day = day_param(r, days[i].field);
        if (day.n)
            buf_printf(&r->body, "&amp;%s=%.*s", days[i].field, STR_ARGS(day));
    }
    buf_printf(&r->body, "&amp;page=%zu\">", page);
    put_tr(r, UI_MORE);
    html_raw(h, "</a></p>");
}

static void put_search_form(struct request *r)
{
    struct html *h = &r->html;
    html_raw(h, "<form class=\"switches\" action=\"");
    site_path(r, "/search");
    html_raw(h, "\"><input type=\"hidden\" name=\"q\"");
    html_attr(h, "value", request_param(r, "q"));
    html_raw(h, ">");
    put_switch(r, "exact", UI_EXACT);
    put_switch(r, "any", UI_ANY);
    put_switch(r, "newest", UI_NEWEST);
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        html_raw(h, "<label>");
        put_tr(r, days[i].label);
        html_raw(h, " <input type=\"date\"");
        html_attr(h, "name", str_from_cstr(days[i].field));
        html_attr(h, "value", day_param(r, days[i].field));
        html_raw(h, "></label> ");
    }
    html_raw(h, "<button>");
    put_tr(r, UI_SEARCH);
    html_raw(h, "</button></form>");
}

// Who the best hits are about.
static void put_names_found(struct request *r, const struct search_result *found)
{
    struct name_form *list;
    size_t n;
    struct err ignored;
    if (store_names_in(r->store, r->a, found, FACET_NAMES, &list, &n, &ignored) == 0)
        put_names(r, UI_NAMES_FOUND, list, n, true);
}

void view_search(struct request *r)
{
    struct html *h = &r->html;
    struct str q = request_param(r, "q"), asked = query_of(r);
    size_t page = request_number(r, "page", 0, LIMIT_RESULTS / PAGE_ITEMS - 1);
    struct search_options options = {
        .query = {.any = request_param(r, "any").n,
                  .exact = request_param(r, "exact").n,
                  .all = true,
                  .now = r->now},
        .sort = request_param(r, "newest").n || q.n == 0 ? SORT_NEWEST : SORT_RELEVANCE,
        .limit = page == 0 ? NAMED_HITS : PAGE_ITEMS, // the names are counted in more than is shown
        .offset = page * PAGE_ITEMS,
        .facets = true,
        .histogram = true,
    };
    struct search_result found = {0};
    struct err e = {0};
    enum err_code code = store_search(r->store, r->a, asked, &options, &found, &e);
    if (code && code != ERR_USAGE) {
        view_problem(r, 500, tr(r, UI_ERROR));
        return;
    }
    struct search_result all = found;
    found.hit_count = found.hit_count < PAGE_ITEMS ? found.hit_count : PAGE_ITEMS;
    layout_begin(r, q);
    html_raw(h, "<div class=\"columns\"><div class=\"main\"><h1 class=\"small\">");
    put_tr(r, UI_SEARCH);
    if (q.n) {
        html_raw(h, ": ");
        html_bdi(h, q);
    }
    html_raw(h, "</h1>");
    put_search_form(r);
    html_raw(h, "<p class=\"count\" role=\"status\">");
    if (code) {
        r->status = 400;
        put_tr(r, UI_QUERY_PROBLEM);
        html_raw(h, " <bdi lang=\"en\">");
        html_text(h, str_from_cstr(e.text));
        html_raw(h, "</bdi>");
    } else if (found.total == 0) {
        put_tr(r, UI_NO_RESULTS);
    } else {
        put_count(r, NOUN_RESULT, (int64_t)found.total);
    }
    html_raw(h, "</p>");
    put_histogram(r, found.days, found.day_count);
    html_raw(h, "<ul class=\"items\">");
    const size_t *first = repeats_of(r, &found);
    for (size_t i = 0; i < found.hit_count; i++) {
        if (first[i] != i)
            continue;
        put_item_head(r, &found.hits[i].article, true);
        put_snippet(r, &found.hits[i], &found.query);
        put_carriers(r, &found, first, i);
        html_raw(h, "</li>");
    }
    html_raw(h, "</ul>");
    if (found.total > (page + 1) * PAGE_ITEMS)
        put_more_link(r, page + 1);
    html_raw(h, "</div><aside>");
    put_bars(r, UI_OUTLETS, found.outlets, found.outlet_count, "outlet");
    put_names_found(r, &all);
    html_raw(h, "</aside></div>");
    layout_end(r);
}
