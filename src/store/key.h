// key: the identity of an article: adding it twice changes nothing.
//
// The key is a 128-bit BLAKE2b of the canonical URL, else of outlet and guid, else of the folded
// text; collisions cannot be made on purpose.  What a feed says of an address that is not of its
// own site, or without an address, is keyed at this feed: otherwise the first to claim another's
// address would take its place, and could edit what it has (threats.md P12).
#ifndef STORE_KEY_H
#define STORE_KEY_H

#include "base/arena.h"
#include "store/store.h"

enum { KEY_BYTES = 16 };

struct key {
    unsigned char bytes[KEY_BYTES];
};

// `publisher`: the address of the feed that brought it; empty: somebody who may say anything, such
// as the user who adds a file.
struct key key_of(struct arena *a, const struct record *r, struct str publisher);
// The URL as the key sees it: no scheme, host in lower case without "www.", no fragment, no
// tracking parameters, percent-escapes of text undone.  Empty for what has no host.
struct str url_canonical(struct arena *a, struct str url);
// The first `bytes` bytes of the key in hex.
struct str key_hex(struct arena *a, const struct key *k, size_t bytes);

#endif
