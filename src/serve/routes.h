// routes: which view answers which path.  What is not in the table does not exist.
#ifndef SERVE_ROUTES_H
#define SERVE_ROUTES_H

#include "serve/request.h"

// Answers r (path with its language prefix still on, params set): sets status, type and body.
void route_request(struct request *r);

#endif
