// digest: SHA-1, SHA-256, SHA-384 and SHA-512 (FIPS 180-4), and HMAC over them (RFC 2104): what
// WebSub signs with.  SHA-1 is here for that protocol only; as HMAC it still holds, as a hash of
// things that others make it does not.
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/str.h"

enum digest { DIGEST_SHA1, DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512 };
enum { DIGEST_BYTES_MAX = 64 };

// Bytes of a digest: 20, 32, 48, 64.
size_t digest_size(enum digest which);
// Writes digest_size() bytes.
void digest_of(enum digest which, struct str bytes, uint8_t out[DIGEST_BYTES_MAX]);
void digest_hmac(enum digest which, struct str key, struct str bytes,
                 uint8_t out[DIGEST_BYTES_MAX]);

#endif
