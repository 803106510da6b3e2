// url_int: what the files of url share.
#ifndef BASE_URL_INT_H
#define BASE_URL_INT_H

#include "base/url.h"

// The host parser of the standard.  `host` is percent-encoded text without port and userinfo.
bool url_parse_host(struct arena *a, struct str host, bool special, struct str *out);
// s with controls, what lies past '~' and the bytes of `set` percent-encoded.
struct str url_encode(struct arena *a, struct str s, const char *set);

#endif
