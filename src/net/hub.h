// hub: what WebSub (W3C Recommendation, 23 January 2018) says on the wire, without sending it.
//
// A subscriber asks a hub to send it what is new at an address (the topic), and gives a callback
// and a secret; what the hub sends later is signed with that secret.
#ifndef NET_HUB_H
#define NET_HUB_H

#include "base/arena.h"

// Whether an X-Hub-Signature ("sha256=<hex>"; also sha1, sha384, sha512) is that of the body.  The
// time it takes tells nothing of the secret.
bool hub_signature_matches(struct str header, struct str secret, struct str body);

// The first rel="hub" and rel="self" of Link headers (RFC 8288), joined by commas; made absolute
// against `base`.  Empty: none.  Never fails, O(n).
struct hub_links {
    struct str hub, self;
};
struct hub_links hub_links_parse(struct arena *a, struct str links, struct str base);

// The form of a request to a hub.
struct hub_request {
    struct str mode; // "subscribe", "unsubscribe"
    struct str callback, topic, secret;
    int64_t lease_s;
};
struct str hub_form(struct arena *a, const struct hub_request *r);

#endif
