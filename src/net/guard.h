// guard: what may be fetched at all, judged from the URL alone.  The address that a name leads to
// is judged again when a socket is about to connect (net/client.c), on every path and every
// redirect.
#ifndef NET_GUARD_H
#define NET_GUARD_H

#include "base/arena.h"
#include "base/url.h"

struct guard_options {
    bool allow_private; // tests and intranets: any address and any port
};

// NULL: allowed, and *out is the URL as it will be connected to.  Else the reason, a sentence part
// ("the scheme is not http or https"), static or in the arena.
const char *guard_url(struct arena *a, struct str text, const struct guard_options *options,
                      struct url *out);

#endif
