// view_feeds: what is followed and how it fares: the page to look at when an outlet has gone quiet.
#include "serve/views.h"
#include "store/feeds.h"

static enum ui_string state_of(const struct feed_row *f)
{
    return f->gone                        ? UI_STATE_GONE
           : f->tried_at == STORE_NO_TIME ? UI_STATE_NEW
           : f->failures > 0              ? UI_STATE_BAD
                                          : UI_STATE_GOOD;
}

static void put_cell(struct request *r, enum ui_string label)
{
    html_raw(&r->html, "<td");
    html_attr(&r->html, "data-label", tr(r, label));
    html_raw(&r->html, ">");
}

static void put_since(struct request *r, enum ui_string label, int64_t at)
{
    char text[UI_COUNT_MAX];
    put_cell(r, label);
    if (at == STORE_NO_TIME)
        html_raw(&r->html, "–");
    else
        html_text(&r->html, ui_length(r->lang, r->now - at, text));
    html_raw(&r->html, "</td>");
}

static void put_feed(struct request *r, const struct feed_row *f)
{
    struct html *h = &r->html;
    enum ui_string state = state_of(f);
    struct str outlet = f->outlet.n ? f->outlet : f->title; // as articles get it that name none
    html_raw(h, "<tr><th scope=\"row\" dir=\"auto\">");
    if (outlet.n) {
        html_raw(h, "<a");
        html_attr(h, "href", search_link(r, "outlet", outlet));
        html_raw(h, ">");
        html_text(h, outlet);
        html_raw(h, "</a>");
    } else {
        html_text(h, f->url);
    }
    if (outlet.n) {
        html_raw(h, "<br><small><bdi class=\"url\">");
        html_text(h, f->url);
        html_raw(h, "</bdi></small>");
    }
    html_raw(h, "</th>");
    put_cell(r, UI_STATE);
    html_raw(h, "<span class=\"state\" data-state=\"");
    buf_add(&r->body, state == UI_STATE_GOOD  ? S("good")
                      : state == UI_STATE_NEW ? S("new")
                                              : S("bad"));
    html_raw(h, "\">");
    put_tr(r, state);
    html_raw(h, "</span></td>");
    put_cell(r, UI_ITEMS);
    html_number(h, f->items);
    html_raw(h, "</td>");
    put_since(r, UI_SILENT, f->new_at);
    put_since(r, UI_TRIED, f->tried_at);
    put_cell(r, UI_LAST_ERROR);
    if (f->error.n) // an empty cell is left out on narrow screens
        html_bdi(h, f->error);
    html_raw(h, "</td></tr>");
}

static void put_summary(struct request *r, const struct feed_row *feeds, size_t count)
{
    static const enum ui_string states[] = {UI_STATE_GOOD, UI_STATE_NEW, UI_STATE_BAD,
                                            UI_STATE_GONE};
    html_raw(&r->html, "<p class=\"count\">");
    put_count(r, NOUN_FEED, (int64_t)count);
    for (size_t s = 0; s < COUNT_OF(states); s++) {
        int64_t n = 0;
        for (size_t i = 0; i < count; i++)
            n += state_of(&feeds[i]) == states[s];
        if (n == 0)
            continue;
        html_raw(&r->html, " · ");
        put_tr(r, states[s]);
        html_raw(&r->html, " ");
        html_number(&r->html, n);
    }
    html_raw(&r->html, "</p>");
}

void view_feeds(struct request *r)
{
    static const enum ui_string heads[] = {UI_OUTLETS, UI_STATE, UI_ITEMS,
                                           UI_SILENT,  UI_TRIED, UI_LAST_ERROR};
    struct html *h = &r->html;
    struct feed_row *feeds;
    size_t count;
    struct err e = {0};
    if (store_feeds(r->store, r->a, &feeds, &count, &e)) {
        view_problem(r, 500, tr(r, UI_ERROR));
        return;
    }
    layout_begin(r, tr(r, UI_FEEDS));
    html_raw(h, "<section class=\"panel\"><h1 class=\"small\">");
    put_tr(r, UI_FEEDS);
    html_raw(h, "</h1>");
    if (count == 0) {
        html_raw(h, "<p>");
        put_tr(r, UI_FEEDS_NONE);
        put_command(r, "isnad follow URL");
        html_raw(h, "</p></section>");
        layout_end(r);
        return;
    }
    put_summary(r, feeds, count);
    html_raw(h, "<table><thead><tr>");
    put_heads(r, heads, COUNT_OF(heads));
    html_raw(h, "</tr></thead><tbody>");
    for (size_t i = 0; i < count; i++)
        put_feed(r, &feeds[i]);
    html_raw(h, "</tbody></table></section>");
    layout_end(r);
}
