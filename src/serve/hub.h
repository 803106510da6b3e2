// hub: the site's side of WebSub: it answers what a hub asks at a callback (/hub/TOKEN) and puts
// what a hub sends there into the inbox, from which the collector takes it (decision 0041).
//
// Nothing is kept of what nobody has subscribed to, is not signed with the subscription's secret,
// or is larger than its bounds.  The store itself is only read.
#ifndef SERVE_HUB_H
#define SERVE_HUB_H

#include "serve/request.h"

struct hub_desk;                                  // one for all threads of a server
struct hub_desk *hub_desk_new(const char *where); // as for store_open
void hub_desk_free(struct hub_desk *desk);

// The address of a callback without its token: "/hub/".
bool hub_is_callback(struct str path, struct str *token);

// A route: GET /hub/TOKEN?hub.mode=…
void view_hub(struct request *r);

// POST /hub/TOKEN.  begin: NULL where nothing is expected at this token.
struct hub_delivery;
struct hub_delivery *hub_delivery_begin(struct hub_desk *desk, struct store *s, struct str token);
void hub_delivery_add(struct hub_delivery *d, struct str bytes);
// Keeps it, or not; the status of the answer.  `signature`, `type`: of the head, may be empty.
int hub_delivery_end(struct hub_delivery *d, struct str signature, struct str type);
void hub_delivery_free(struct hub_delivery *d);

#endif
