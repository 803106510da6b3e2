// address: which IP addresses a fetcher may connect to.
//
// Only global unicast addresses are allowed.  Everything that a hostile page could use to reach
// into the operator's network is refused: loopback, private, link-local, shared, multicast,
// documentation and reserved ranges, and IPv6 forms that carry an IPv4 address inside (unwrapped
// and looked at again).  The list is that of RFC 6890 and its registries.
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include <stdint.h>

#include "base/str.h"

struct sockaddr;

// NULL where the address is allowed, else the reason in a few words ("loopback", "private" …).
const char *address_refusal_v4(uint32_t host_order);
// The same for what a socket is about to connect to; other families are refused.
const char *address_refusal(const struct sockaddr *address);
// Reads "1.2.3.4", "::1" or "[::1]"; *known is false where the text is no address.
const char *address_refusal_text(struct str text, bool *known);

#endif
