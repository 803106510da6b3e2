// view_quotes: quotations: the newest ones, those of one speaker, and the lists of them on other
// pages.  A text that several outlets carry brings its quotations once each; a list shows them
// once and says who else has them.
#include "store/quoted.h"

#include "serve/views.h"
#include "text/fold.h"

enum { QUOTE_ITEMS = 40 };

// For each quotation the index of the first with the same words of the same speaker, or its own.
static const size_t *repeats_of(struct request *r, const struct quoted *list, size_t n)
{
    size_t *first = arena_new(r->a, size_t, n);
    struct str *folded = arena_new(r->a, struct str, n);
    for (size_t i = 0; i < n; i++) {
        folded[i] = fold(r->a, list[i].text);
        first[i] = 0;
        while (first[i] < i && !(str_eq(folded[first[i]], folded[i]) &&
                                 str_eq(list[first[i]].speaker, list[i].speaker)))
            first[i]++;
    }
    return first;
}

static void put_source(struct request *r, const struct quoted *q, bool wide)
{
    struct html *h = &r->html;
    html_raw(h, " <small>");
    put_article_link(r, q->article_id);
    html_bdi(h, q->article_title.n ? q->article_title : tr(r, UI_NO_TITLE));
    html_raw(h, "</a>");
    if (wide) {
        html_raw(h, " · ");
        html_bdi(h, q->outlet);
        html_raw(h, " · ");
        put_day(r, q->published_at);
    }
    html_raw(h, "</small>");
}

// Who else has the words of quotation i.
static void put_others(struct request *r, const struct quoted *list, const size_t *first, size_t n,
                       size_t i)
{
    struct html *h = &r->html;
    bool any = false;
    for (size_t k = i + 1; k < n; k++) {
        if (first[k] != i || str_eq(list[k].outlet, list[i].outlet))
            continue;
        if (any) {
            html_raw(h, " · ");
        } else {
            html_raw(h, " <small>");
            put_tr(r, UI_ALSO_IN);
            html_raw(h, " ");
        }
        any = true;
        put_article_link(r, list[k].article_id);
        html_bdi(h, list[k].outlet.n ? list[k].outlet : list[k].article_title);
        html_raw(h, "</a>");
    }
    if (any)
        html_raw(h, "</small>");
}

size_t put_quotations(struct request *r, const struct quoted *list, size_t n, size_t limit,
                      enum quotes_place place)
{
    struct html *h = &r->html;
    const size_t *first = repeats_of(r, list, n);
    size_t shown = 0;
    for (size_t i = 0; i < n && shown < limit; i++) {
        if (first[i] != i)
            continue;
        shown++;
        html_raw(h, "<figure dir=\"auto\"");
        html_attr(h, "data-kind", list[i].kind);
        html_raw(h, "><blockquote>");
        html_text(h, list[i].text);
        html_raw(h, "</blockquote><figcaption>");
        if (place == QUOTES_OF_NAME) {
            html_bdi(h, list[i].role.n ? list[i].role : list[i].speaker);
        } else {
            html_raw(h, "<a href=\"");
            site_path(r, "/quotes?speaker=");
            html_url_part(h, list[i].speaker);
            html_raw(h, "\">");
            html_bdi(h, list[i].speaker);
            html_raw(h, "</a>");
        }
        put_source(r, &list[i], place != QUOTES_ASIDE);
        put_others(r, list, first, n, i);
        html_raw(h, "</figcaption></figure>");
    }
    return shown;
}

size_t put_recent_quotes(struct request *r, struct str speaker, size_t limit,
                         enum quotes_place place)
{
    struct quoted *list;
    size_t n;
    struct err ignored;
    // Twice as many, since some repeat others.
    if (store_quoted(r->store, r->a, speaker, 2 * limit, &list, &n, &ignored))
        return 0; // the page is worth showing without them
    return put_quotations(r, list, n, limit, place);
}

void view_quotes(struct request *r)
{
    struct html *h = &r->html;
    struct str speaker = request_param(r, "speaker");
    layout_begin(r, speaker.n ? speaker : tr(r, UI_QUOTED_RECENTLY));
    html_raw(h, "<section class=\"panel quotes wide\"><h1 class=\"small\" dir=\"auto\">");
    html_text(h, speaker.n ? speaker : tr(r, UI_QUOTED_RECENTLY));
    if (speaker.n) {
        html_raw(h, " <small><a");
        html_attr(h, "href", name_link(r, speaker));
        html_raw(h, ">");
        put_tr(r, UI_NAME_PAGE);
        html_raw(h, "</a></small>");
    }
    html_raw(h, "</h1>");
    if (put_recent_quotes(r, speaker, QUOTE_ITEMS, QUOTES_PAGE) == 0) {
        html_raw(h, "<p>");
        put_tr(r, speaker.n ? UI_NO_QUOTES_OF : UI_NO_QUOTES);
        html_raw(h, "</p>");
    }
    html_raw(h, "</section>");
    layout_end(r);
}
