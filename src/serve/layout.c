// layout: the frame of every page: head, search box, foot; and what views share.
#include "serve/request.h"

struct str request_param(const struct request *r, const char *name)
{
    for (size_t i = 0; i < r->param_count; i++)
        if (str_eq(r->params[i].name, str_from_cstr(name)))
            return r->params[i].value;
    return (struct str){0};
}

size_t request_number(const struct request *r, const char *name, size_t fallback, size_t max)
{
    struct str value = request_param(r, name);
    size_t n, digits = 0;
    if (str_to_size(value, max, &n))
        return n;
    while (digits < value.n && is_ascii_digit(value.p[digits]))
        digits++;
    return value.n && digits == value.n ? max : fallback;
}

struct str tr(const struct request *r, enum ui_string s)
{
    return ui_string(r->lang, s);
}

void put_tr(struct request *r, enum ui_string s)
{
    html_text(&r->html, tr(r, s));
}

void put_count(struct request *r, enum ui_noun noun, int64_t n)
{
    char text[UI_COUNT_MAX];
    html_text(&r->html, ui_count(r->lang, noun, n, text));
}

void site_path(struct request *r, const char *path)
{
    if (r->lang == UI_EN)
        html_raw(&r->html, "/en");
    buf_add(&r->body, str_from_cstr(path));
}

// The same page in the other language.
static void put_other_language(struct request *r)
{
    struct html *h = &r->html;
    html_raw(h, "<a class=\"lang\"");
    html_attr(h, "lang", r->lang == UI_AR ? S("en") : S("ar"));
    html_attr(h, "hreflang", r->lang == UI_AR ? S("en") : S("ar"));
    html_raw(h, " href=\"");
    if (r->lang == UI_AR)
        html_raw(h, "/en");
    // The path is decoded; its separators stay as they are.
    struct str rest = r->path, part;
    bool first = true;
    while (str_cut(rest, '/', &part, &rest) || part.n) {
        if (!first || part.n) {
            html_raw(h, "/");
            html_url_part(h, part);
        }
        first = false;
    }
    if (str_eq(r->path, S("/")))
        html_raw(h, "/");
    for (size_t i = 0; i < r->param_count; i++) {
        buf_add(&r->body, i ? S("&amp;") : S("?"));
        html_url_part(h, r->params[i].name);
        html_raw(h, "=");
        html_url_part(h, r->params[i].value);
    }
    html_raw(h, "\">");
    put_tr(r, UI_OTHER_LANG);
    html_raw(h, "</a>");
}

static void put_search_box(struct request *r)
{
    struct html *h = &r->html;
    html_raw(h, "<form class=\"search\" role=\"search\" action=\"");
    site_path(r, "/search");
    html_raw(h, "\"><input type=\"search\" name=\"q\" maxlength=\"512\"");
    html_attr(h, "placeholder", tr(r, UI_SEARCH_HINT));
    html_attr(h, "aria-label", tr(r, UI_SEARCH));
    struct str q = request_param(r, "q");
    if (q.n) {
        html_raw(h, " dir=\"auto\""); // an empty box with it would be left to right everywhere
        html_attr(h, "value", q);
    }
    html_raw(h, "><button>");
    put_tr(r, UI_SEARCH);
    html_raw(h, "</button></form>");
}

void layout_begin(struct request *r, struct str title)
{
    struct html *h = &r->html;
    bool ar = r->lang == UI_AR;
    html_raw(h, "<!DOCTYPE html>\n<html");
    html_attr(h, "lang", ar ? S("ar") : S("en"));
    html_attr(h, "dir", ar ? S("rtl") : S("ltr"));
    html_raw(h, "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\"><title>");
    if (title.n) {
        html_text(h, title);
        html_raw(h, " · ");
    }
    put_tr(r, UI_NAME);
    html_raw(h, "</title><link rel=\"stylesheet\" href=\"/assets/style.css\">"
                "<link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">"
                "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/feed.atom\"");
    html_attr(h, "title", tr(r, UI_LATEST));
    html_raw(h, "></head><body><a class=\"skip\" href=\"#main\">");
    put_tr(r, UI_SKIP);
    html_raw(h, "</a><header class=\"top\"><a class=\"brand\" href=\"");
    site_path(r, "/");
    html_raw(h, "\"><img src=\"/assets/icon.svg\" alt=\"\" width=\"34\" height=\"34\"><span>");
    put_tr(r, UI_NAME);
    html_raw(h, "</span></a>");
    put_search_box(r);
    html_raw(h, "<nav");
    html_attr(h, "aria-label", tr(r, UI_SITE_LINKS));
    html_raw(h, "><a href=\"");
    site_path(r, "/quotes");
    html_raw(h, "\">");
    put_tr(r, UI_QUOTED_RECENTLY);
    html_raw(h, "</a><a href=\"");
    site_path(r, "/names");
    html_raw(h, "\">");
    put_tr(r, UI_NAMES);
    html_raw(h, "</a><a href=\"");
    site_path(r, "/feeds");
    html_raw(h, "\">");
    put_tr(r, UI_FEEDS_SHORT);
    html_raw(h, "</a>");
    put_other_language(r);
    html_raw(h, "</nav></header><main id=\"main\">");
}

void layout_end(struct request *r)
{
    struct html *h = &r->html;
    html_raw(h, "</main><footer><b>");
    put_tr(r, UI_NAME);
    html_raw(h, "</b> <span>");
    put_tr(r, UI_TAGLINE);
    html_raw(h, "</span> <a href=\"/feed.atom\">");
    put_tr(r, UI_FEED);
    html_raw(h, "</a></footer></body></html>\n");
}

void put_command(struct request *r, const char *command)
{
    html_raw(&r->html, " <code dir=\"ltr\">");
    html_text(&r->html, str_from_cstr(command));
    html_raw(&r->html, "</code>");
}

void put_empty(struct request *r)
{
    html_raw(&r->html, "<section class=\"problem\"><p>");
    put_tr(r, UI_EMPTY);
    html_raw(&r->html, "</p><p>");
    put_command(r, "isnad follow URL");
    html_raw(&r->html, "</p><p>");
    put_command(r, "isnad add FILE…");
    html_raw(&r->html, "</p></section>");
}

void view_problem(struct request *r, int status, struct str text)
{
    struct html *h = &r->html;
    r->status = status;
    buf_reset(&r->body);
    layout_begin(r, text);
    html_raw(h, "<section class=\"problem\"><h1>");
    html_number(h, status);
    html_raw(h, "</h1><p>");
    html_text(h, text);
    html_raw(h, "</p><p><a href=\"");
    site_path(r, "/");
    html_raw(h, "\">");
    put_tr(r, UI_BACK_HOME);
    html_raw(h, "</a></p></section>");
    layout_end(r);
}
