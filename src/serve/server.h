// server: the HTTP side of the site (libmicrohttpd), for one store.
//
// It reads the store and cannot fetch: no view opens a connection.  TLS is a reverse proxy's.
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include <stdint.h>

#include "base/err.h"

struct server;

struct server_options {
    const char *store;   // as for store_open
    const char *address; // "127.0.0.1", "::1", "0.0.0.0" …
    uint16_t port;       // 0: any free one
    unsigned threads;    // >= 1
};

// Starts answering.  ERR_USAGE for an address that is none, ERR_NET where it cannot be bound.
WARN_UNUSED enum err_code server_start(struct server **out, const struct server_options *options,
                                       struct err *e);
uint16_t server_port(const struct server *s);
// Finishes what is being answered and frees all.
void server_stop(struct server *s);

#endif
