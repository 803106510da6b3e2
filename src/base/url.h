// url: addresses.  Two readers, for two needs:
//   url_parse    the WHATWG URL standard (url.spec.whatwg.org, "URL parsing"): what a browser would
//                connect to.  For everything that is fetched, compared or used as a key.
//   url_resolve  RFC 3986 section 5.2 on the text alone, which leaves absolute references as they
//                were written.  For what a feed or page says, before anybody follows it.
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"

struct url {
    struct str scheme;             // lower case, without ':'
    struct str username, password; // percent-encoded, may be empty
    struct str host;               // serialised: ASCII domain, IPv4, "[IPv6]"; .p NULL: no host
    int port;                      // -1: none, or the default of the scheme
    struct str path;               // "/a/b", or anything where opaque_path
    struct str query, fragment;    // without '?' and '#'; .p NULL: none
    bool opaque_path;              // "mailto:x", "data:…"
};

// Parses `input` against `base` (may be NULL).  false: not a URL.  Views live in the arena (or in
// base).  O(n); the result is at most 3 n + constant bytes, but for internationalised hosts.
bool url_parse(struct arena *a, struct str input, const struct url *base, struct url *out);
// The serialised URL.
struct str url_href(struct arena *a, const struct url *u);
// ftp, file, http, https, ws, wss.
bool url_is_special(const struct url *u);
bool url_is_http(const struct url *u); // http or https
// The port that would be connected to, 0 where the scheme has none.
int url_port(const struct url *u);

// `ref` resolved against `base` by text (see above): an absolute ref comes back as it is, trimmed;
// an empty base gives ref.
struct str url_resolve(struct arena *a, struct str base, struct str ref);
// The scheme of a reference, empty where it is relative.
struct str url_scheme_of(struct str ref);

#endif
