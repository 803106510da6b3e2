// client: many HTTP requests at once in one loop (libcurl's multi interface), politely and safely.
//
// Polite: one request in flight per host and a pause between two; conditional requests; a user
// agent that says who calls.  Safe: each URL passes the guard, each address is judged when its
// socket is about to connect, each redirect is judged like a first request; bodies are bounded as
// they travel and as they unfold, one by one and in sum.  A client belongs to one thread.
#ifndef NET_CLIENT_H
#define NET_CLIENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "net/guard.h"

struct client;

struct client_options {
    struct guard_options guard;
    const char *user_agent; // NULL: "isnad/VERSION (+https://…)", see client.c
    // NULL or "": none, whatever the environment says.  The proxy itself may be anywhere; the names
    // it is to reach are resolved and judged here, but for allow_private.
    const char *proxy;
    size_t parallel;       // requests at once; 0: 256
    int64_t host_delay_ms; // pause between two requests to one host
    int total_timeout_ms;  // of one request with its redirects, from when it is sent; 0: 30 s
    size_t body_bytes;     // of all bodies in flight; 0: LIMIT_IN_FLIGHT
};

struct client *client_new(const struct client_options *options);
void client_free(struct client *c); // cancels what is queued and in flight, without calling back

struct fetch {
    struct str url;
    struct str etag, last_modified; // validators from last time; may be empty
    struct str accept;              // Accept header; may be empty
    struct str form;                // .p not NULL: POST, application/x-www-form-urlencoded
    size_t max_bytes;               // decoded; 0: LIMIT_DECODED
    bool is_page;                   // may take twice the time
    int64_t pause_ms;               // its host's wish (Crawl-delay), beside host_delay_ms; <= 60 s
    void *data;                     // the caller's
};

enum fetch_outcome {
    FETCH_OK,        // an answer came, whatever its status
    FETCH_REFUSED,   // by the guard: never sent
    FETCH_FAILED,    // no connection, time-out, TLS, broken answer
    FETCH_TOO_LARGE, // wire, decoded or ratio limit
    FETCH_PUT_OFF    // never sent: its host has said "too many requests"; retry_after tells when
};

struct fetched {
    enum fetch_outcome outcome;
    int status;       // HTTP; 0: none
    struct str url;   // where the answer came from
    struct str moved; // new address, where every redirect on the way was permanent (301, 308)
    struct str body;  // decoded
    bool end_is_told; // the body has a length or an end; else it ends where the connection did
    struct str content_type, etag, last_modified;
    struct str links;    // values of Link lines, joined by ", "
    int64_t retry_after; // seconds from now; -1: not given
    size_t wire_bytes;
    const char *error; // a sentence part, good as long as the views; NULL: none
    void *data;
};

// Queues a request; its strings are copied.
void client_add(struct client *c, const struct fetch *f);
// Called for each finished request; views are good until it returns.  It may call client_add.
typedef void (*client_done_fn)(void *context, const struct fetched *f);
// Works until something finishes, at most timeout_ms; waits that long where nothing is queued, so
// that an idle loop costs nothing.  Returns how many requests are left.
size_t client_run(struct client *c, int timeout_ms, client_done_fn done, void *context);
// One request, waited for; the strings of the answer live in the arena.  For a client that has
// nothing else in flight.
struct fetched client_fetch_one(struct client *c, struct arena *a, struct str url);
// Calls `drop` for every request that is queued or in flight (outcome FETCH_FAILED) and forgets it.
void client_cancel(struct client *c, client_done_fn drop, void *context);
// Requests queued or in flight at the host of `u`.
size_t client_queued(const struct client *c, const struct url *u);
// While held, no request is started; those in flight go on.  For a caller that has more answers
// than it can take in.
void client_hold(struct client *c, bool hold);
// Bodies in flight may take this many bytes in all from now on; past that their senders wait.  Of
// the bound LIMIT_DECODED are set aside for one that may always go on.
void client_bound(struct client *c, size_t body_bytes);
size_t client_body_bytes(const struct client *c); // what they take now

#endif
