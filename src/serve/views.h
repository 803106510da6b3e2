// views: the pages of the site, the API and the feed.  Each reads the request, asks the store, and
// writes r->body.
#ifndef SERVE_VIEWS_H
#define SERVE_VIEWS_H

#include "serve/request.h"

void view_home(struct request *r);
void view_article(struct request *r); // r->rest: the id
void view_search(struct request *r);
void view_quotes(struct request *r); // ?speaker=
void view_asset(struct request *r);  // r->rest: the name
void view_feed(struct request *r);   // Atom; ?q= as in the search
void view_health(struct request *r);
void view_metrics(struct request *r);

void api_search(struct request *r);
void api_article(struct request *r); // r->rest: the id
void api_stats(struct request *r);

// A list entry: title, outlet, day.
void put_item(struct request *r, const struct record *article);

#endif
