// request: one HTTP request on its way through a view.
//
// A view reads the request and writes the body; it does no I/O but through the store handle, which
// is its own for the time of the request.  Lifetime of everything: the request's arena.
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H

#include "base/arena.h"
#include "serve/html.h"
#include "serve/strings.h"
#include "store/store.h"

struct request_param {
    struct str name, value;
};

struct hub_desk;

struct request {
    struct arena *a;
    struct store *store;
    struct hub_desk *hubs;
    enum ui_lang lang;
    struct str path; // decoded, without the language prefix
    struct str rest; // what the route's "*" matched
    struct request_param *params;
    size_t param_count;
    int64_t now;
    // The answer.
    int status;
    const char *type;
    struct buf body;
    struct html html; // writes into body
};

// The value of a query parameter; the empty view (.p NULL) where there is none.
struct str request_param(const struct request *r, const char *name);
// A number from 0 to max, max for a larger one; `fallback` where it is missing or none.
size_t request_number(const struct request *r, const char *name, size_t fallback, size_t max);

// The head and the foot of every HTML page.  `title` may be empty.
void layout_begin(struct request *r, struct str title);
void layout_end(struct request *r);
// A whole page that says what went wrong.
void view_problem(struct request *r, int status, struct str text);
// A command of the program for the reader to run, left to right.
void put_command(struct request *r, const char *command);
// Says that the store is empty, and how to fill it.
void put_empty(struct request *r);
// An address inside the site, with the language kept: "/search?q=" and so on.  `path` is ours.
void site_path(struct request *r, const char *path);
// The interface's string in the request's language.
struct str tr(const struct request *r, enum ui_string s);
void put_tr(struct request *r, enum ui_string s);
// A count with its noun (strings.h).
void put_count(struct request *r, enum ui_noun noun, int64_t n);

#endif
