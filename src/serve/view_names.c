// view_names: who is named, and the page of a name: its spellings, its roles by day, what it said,
// and the articles that name it.
#include "base/vec.h"
#include "serve/views.h"
#include "store/names.h"
#include "store/quoted.h"
#include "store/search.h"

enum { NAME_ARTICLES = 20, NAME_QUOTES = 12, LIST_NAMES = 40, BESIDE_NAMES = 12, NAMED_HITS = 200 };

struct str name_link(struct request *r, struct str name)
{
    struct buf b = {0};
    struct html h = {&b};
    buf_printf(&b, "%s/names?name=", r->lang == UI_EN ? "/en" : "");
    html_url_part(&h, name);
    struct str link = arena_str(r->a, buf_str(&b));
    buf_release(&b);
    return link;
}

static void put_name(struct request *r, struct str name)
{
    struct html *h = &r->html;
    html_raw(h, "<a");
    html_attr(h, "href", name_link(r, name));
    html_raw(h, ">");
    html_bdi(h, name);
    html_raw(h, "</a>");
}

void put_names(struct request *r, enum ui_string title, const struct name_form *list, size_t n,
               bool linked)
{
    struct html *h = &r->html;
    if (n == 0)
        return;
    html_raw(h, "<section class=\"panel\"><h2>");
    put_tr(r, title);
    html_raw(h, "</h2><dl class=\"pairs names\">");
    for (size_t i = 0; i < n; i++) {
        html_raw(h, "<div><dt>");
        if (linked)
            put_name(r, list[i].name);
        else
            html_bdi(h, list[i].name);
        html_raw(h, "</dt><dd>");
        html_number(h, (int64_t)list[i].articles);
        html_raw(h, "</dd></div>");
    }
    html_raw(h, "</dl></section>");
}

// --- who is named -------------------------------------------------------------------------------

static const struct name_kind {
    const char *type;
    enum ui_string many, one;
} name_kinds[] = {
    {"PERS", UI_PEOPLE, UI_PERSON},
    {"ORG",  UI_ORGS,   UI_ORG   },
    {"LOC",  UI_PLACES, UI_PLACE },
    {"MISC", UI_OTHER,  UI_OTHER },
};

static void view_all_names(struct request *r)
{
    struct html *h = &r->html;
    layout_begin(r, tr(r, UI_NAMES));
    html_raw(h, "<h1 class=\"small\">");
    put_tr(r, UI_NAMES);
    html_raw(h, " <small>");
    put_tr(r, UI_NAMES_RECENT);
    html_raw(h, "</small></h1><div class=\"thirds\">");
    size_t shown = 0;
    for (size_t i = 0; i < COUNT_OF(name_kinds) - 1; i++) {
        struct name_form *list;
        size_t n;
        struct err ignored;
        struct str type = str_from_cstr(name_kinds[i].type);
        if (store_names_recent(r->store, r->a, type, LIST_NAMES, &list, &n, &ignored))
            continue; // the other lists are worth showing without it
        put_names(r, name_kinds[i].many, list, n, true);
        shown += n;
    }
    html_raw(h, "</div>");
    if (!shown) {
        put_empty(r);
    }
    layout_end(r);
}

// --- one name ---------------------------------------------------------------------------------

static enum ui_string state_name(struct str state)
{
    return str_eq(state, S("former"))   ? UI_ROLE_FORMER
           : str_eq(state, S("acting")) ? UI_ROLE_ACTING
           : str_eq(state, S("elect"))  ? UI_ROLE_ELECT
                                        : UI_ROLE_CURRENT;
}

static void put_role_day(struct request *r, enum ui_string label, int64_t at, struct str id)
{
    struct html *h = &r->html;
    html_raw(h, "<td");
    html_attr(h, "data-label", tr(r, label));
    html_raw(h, ">");
    put_article_link(r, id);
    put_day(r, at);
    html_raw(h, "</a></td>");
}

static void put_roles(struct request *r, const struct name_page *page)
{
    struct html *h = &r->html;
    static const enum ui_string heads[] = {UI_ROLE, UI_STATE, UI_FIRST_STATED, UI_LAST_STATED,
                                           UI_ARTICLES};
    if (!page->role_count)
        return;
    html_raw(h, "<section class=\"panel roles\"><h2>");
    put_tr(r, UI_ROLES);
    html_raw(h, "</h2><table><thead><tr>");
    put_heads(r, heads, COUNT_OF(heads));
    html_raw(h, "</tr></thead><tbody>");
    for (size_t i = 0; i < page->role_count; i++) {
        const struct name_role *role = &page->roles[i];
        html_raw(h, "<tr");
        html_attr(h, "data-state", role->state);
        html_raw(h, "><th scope=\"row\">");
        html_bdi(h, role->role);
        html_raw(h, "</th><td");
        html_attr(h, "data-label", tr(r, UI_STATE));
        html_raw(h, "><span class=\"state\"");
        html_attr(h, "data-state", role->state);
        html_raw(h, ">");
        put_tr(r, state_name(role->state));
        html_raw(h, "</span></td>");
        put_role_day(r, UI_FIRST_STATED, role->first, role->first_id);
        put_role_day(r, UI_LAST_STATED, role->last, role->last_id);
        html_raw(h, "<td");
        html_attr(h, "data-label", tr(r, UI_ARTICLES));
        html_raw(h, ">");
        html_number(h, (int64_t)role->articles);
        html_raw(h, "</td></tr>");
    }
    html_raw(h, "</tbody></table></section>");
}

static void put_quotes_of(struct request *r, const struct name_page *page)
{
    struct html *h = &r->html;
    struct quoted *list;
    size_t n;
    struct err ignored;
    if (store_quoted(r->store, r->a, page->name, NAME_QUOTES, &list, &n, &ignored) || n == 0)
        return;
    html_raw(h, "<section class=\"panel quotes\"><h2>");
    put_tr(r, UI_QUOTES);
    html_raw(h, " <small>");
    html_number(h, (int64_t)page->quotes);
    html_raw(h, "</small></h2>");
    put_quotations(r, list, n, n, QUOTES_OF_NAME);
    if (page->quotes > n) {
        html_raw(h, "<p class=\"more\"><a href=\"");
        site_path(r, "/quotes?speaker=");
        html_url_part(h, page->name);
        html_raw(h, "\">");
        put_tr(r, UI_MORE);
        html_raw(h, "</a></p>");
    }
    html_raw(h, "</section>");
}

static void put_articles_of(struct request *r, const struct name_page *page,
                            const struct search_result *found)
{
    struct html *h = &r->html;
    html_raw(h, "<section class=\"panel\"><h2>");
    put_tr(r, UI_ARTICLES);
    html_raw(h, "</h2><ul class=\"items\">");
    for (size_t i = 0; i < found->hit_count && i < NAME_ARTICLES; i++)
        put_item(r, &found->hits[i].article);
    html_raw(h, "</ul>");
    if (found->total > NAME_ARTICLES) {
        html_raw(h, "<p class=\"more\"><a");
        html_attr(h, "href", search_link(r, "entity", page->name));
        html_raw(h, ">");
        put_tr(r, UI_MORE);
        html_raw(h, "</a></p>");
    }
    html_raw(h, "</section>");
}

// Names that the same articles have, without the name itself.
static void put_beside(struct request *r, const struct name_page *page,
                       const struct search_result *found)
{
    struct name_form *list;
    size_t n, kept = 0;
    struct err ignored;
    if (store_names_in(r->store, r->a, found, BESIDE_NAMES + 4, &list, &n, &ignored))
        return;
    for (size_t i = 0; i < n; i++) {
        bool own = false;
        for (size_t k = 0; k < page->form_count; k++)
            own |= str_eq(list[i].name, page->forms[k].name);
        if (!own && kept < BESIDE_NAMES)
            list[kept++] = list[i];
    }
    put_names(r, UI_NAMED_WITH, list, kept, true);
}

static void put_head(struct request *r, const struct name_page *page, size_t total)
{
    struct html *h = &r->html;
    html_raw(h, "<header class=\"name\"><p class=\"kicker\"><a href=\"");
    site_path(r, "/names");
    html_raw(h, "\">");
    for (size_t i = 0; i < COUNT_OF(name_kinds); i++)
        if (str_eq(page->type, str_from_cstr(name_kinds[i].type)))
            put_tr(r, name_kinds[i].one);
    html_raw(h, "</a></p><h1>");
    html_bdi(h, page->name);
    for (size_t i = 0; i < page->form_count; i++)
        if (page->forms[i].latin && !str_eq(page->forms[i].name, page->name)) {
            html_raw(h, " <small>");
            html_bdi(h, page->forms[i].name);
            html_raw(h, "</small>");
            break;
        }
    html_raw(h, "</h1>");
    const struct name_role *role = page->role_count ? &page->roles[0] : NULL;
    if (role) {
        html_raw(h, "<p class=\"role\">");
        html_bdi(h, role->role);
        if (str_eq(role->state, S("former"))) {
            html_raw(h, " <small>");
            put_tr(r, UI_ROLE_FORMER);
            html_raw(h, "</small>");
        }
        html_raw(h, "</p>");
    }
    html_raw(h, "<p class=\"meta\"><a");
    html_attr(h, "href", search_link(r, "entity", page->name));
    html_raw(h, ">");
    put_count(r, NOUN_ARTICLE, (int64_t)total);
    html_raw(h, "</a></p></header>");
}

static void view_one_name(struct request *r, struct str name)
{
    struct html *h = &r->html;
    struct name_page page;
    struct err e = {0};
    enum err_code code = store_name(r->store, r->a, name, &page, &e);
    if (code) {
        view_problem(r, code == ERR_NOT_FOUND ? 404 : 500,
                     tr(r, code == ERR_NOT_FOUND ? UI_NO_NAME : UI_ERROR));
        return;
    }
    struct search_options options = {
        .query = {.all = true, .now = r->now},
        .sort = SORT_NEWEST,
        .limit = NAMED_HITS,
        .facets = true,
        .histogram = true
    };
    struct search_result found = {0};
    if (store_search(r->store, r->a, name_query(r->a, page.name), &options, &found, &e)) {
        view_problem(r, 500, tr(r, UI_ERROR));
        return;
    }
    layout_begin(r, page.name);
    html_raw(h, "<div class=\"columns\"><div class=\"main\">");
    put_head(r, &page, found.total);
    put_histogram(r, found.days, found.day_count);
    put_roles(r, &page);
    put_quotes_of(r, &page);
    put_articles_of(r, &page, &found);
    html_raw(h, "</div><aside>");
    put_names(r, UI_SPELLINGS, page.forms, page.form_count, false);
    put_names(r, str_has(page.name, S(" ")) ? UI_MAY_BE : UI_BEARERS, page.others, page.other_count,
              true);
    put_beside(r, &page, &found);
    put_bars(r, UI_OUTLETS, found.outlets, found.outlet_count, "outlet");
    html_raw(h, "</aside></div>");
    layout_end(r);
}

void view_names(struct request *r)
{
    struct str name = request_param(r, "name");
    if (name.n)
        view_one_name(r, name);
    else
        view_all_names(r);
}
