// views: the pages of the site, the API and the feed.  Each reads the request, asks the store, and
// writes r->body.
#ifndef SERVE_VIEWS_H
#define SERVE_VIEWS_H

#include "serve/request.h"

void view_home(struct request *r);
void view_article(struct request *r); // r->rest: the id
void view_search(struct request *r);
void view_quotes(struct request *r);  // ?speaker=
void view_names(struct request *r);   // ?name=; without it, who is named most
void view_compare(struct request *r); // ?a=&b=: ids of two articles
void view_feeds(struct request *r);
void view_asset(struct request *r); // r->rest: the name
void view_feed(struct request *r);  // Atom; ?q= as in the search
void view_health(struct request *r);
void view_metrics(struct request *r);

void api_search(struct request *r);
void api_article(struct request *r); // r->rest: the id
void api_names(struct request *r);   // ?name=
void api_stats(struct request *r);
void api_unknown(struct request *r); // 404, as the API says it

// A list entry: title, outlet, day.
void put_item(struct request *r, const struct record *article);
// `<a href="…">` to an article; the caller closes it.
void put_article_link(struct request *r, struct str id);
// The <th> of columns.
void put_heads(struct request *r, const enum ui_string *heads, size_t count);
// The day of a time, in <time>; what has none says so.
void put_day(struct request *r, int64_t at);
// The path of a search for one value of a field, in the request's language and arena.
struct str search_link(struct request *r, const char *field, struct str value);
// The path of the page of a name, likewise.
struct str name_link(struct request *r, struct str name);

struct search_count;
struct name_form;
// Counts as bars that lead to a search in `field`.
void put_bars(struct request *r, enum ui_string title, const struct search_count *counts, size_t n,
              const char *field);
// Bars of articles a day, month or year.
void put_histogram(struct request *r, const struct search_count *days, size_t n);
// A panel of names with how many articles have them; linked to their pages.
void put_names(struct request *r, enum ui_string title, const struct name_form *list, size_t n,
               bool linked);

struct quoted;
// Where quotations stand: beside something else, on a page of their own, on the page of a name.
enum quotes_place { QUOTES_ASIDE, QUOTES_PAGE, QUOTES_OF_NAME };
// At most `limit` quotations, each once however many articles have it; how many it shows.
size_t put_quotations(struct request *r, const struct quoted *list, size_t n, size_t limit,
                      enum quotes_place place);
// The same with the newest ones, of one speaker or, where `speaker` is empty, of all.
size_t put_recent_quotes(struct request *r, struct str speaker, size_t limit,
                         enum quotes_place place);

// --- parts of an article's page; `reading` is its stored reading, may be NULL --------------------

struct json_t;
// The statement point by point; nothing where it has none.
void put_statement(struct request *r, const struct json_t *reading);
// Copies of the text, what to read next, similar articles, and what to compare a statement with.
void put_related(struct request *r, const struct record *article, const struct json_t *reading);
// An act with its strength, 0 to 6.
void put_act(struct request *r, struct str act, int64_t strength);

#endif
