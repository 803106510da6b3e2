// digest: see digest.h.
//
// SHA-256 and SHA-512 are libsodium's.  SHA-384 is SHA-512 from another start, cut off (FIPS 180-4,
// section 6.5), so libsodium's rounds serve it, too.  SHA-1 is written here: sodium has none, and a
// whole library for it would be too much.
#include "base/digest.h"

#include <sodium.h>

struct sha1 {
    uint32_t h[5];
    uint64_t length; // bytes so far
    uint8_t block[64];
};

struct state {
    enum digest which;
    union {
        struct sha1 sha1;
        crypto_hash_sha256_state sha256;
        crypto_hash_sha512_state sha512;
    } u;
};

// --- SHA-1 --------------------------------------------------------------------------------------

static uint32_t turn(uint32_t x, int n)
{
    return x << n | x >> (32 - n);
}

static void sha1_block(uint32_t h[5], const uint8_t *p)
{
    uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 16; i++, p += 4)
        w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    for (int i = 16; i < 80; i++)
        w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20   ? ((b & c) | (~b & d)) + 0x5A827999
                     : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                     : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                              : (b ^ c ^ d) + 0xCA62C1D6;
        uint32_t next = turn(a, 5) + f + e + w[i];
        e = d;
        d = c;
        c = turn(b, 30);
        b = a;
        a = next;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
}

static void sha1_add(struct sha1 *s, struct str bytes)
{
    size_t at = s->length % 64;
    s->length += bytes.n;
    while (bytes.n) {
        size_t n = 64 - at < bytes.n ? 64 - at : bytes.n;
        memcpy(s->block + at, bytes.p, n);
        bytes = str_drop(bytes, n);
        at += n;
        if (at < 64)
            return;
        sha1_block(s->h, s->block);
        at = 0;
    }
}

static void sha1_end(struct sha1 *s, uint8_t out[20])
{
    static const char padding[64] = {(char)0x80};
    uint64_t bits = s->length * 8;
    size_t at = s->length % 64;
    sha1_add(s, (struct str){padding, (at < 56 ? 56 : 120) - at});
    char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (char)(bits >> (56 - 8 * i));
    sha1_add(s, (struct str){length, 8});
    for (int i = 0; i < 20; i++)
        out[i] = (uint8_t)(s->h[i / 4] >> (24 - 8 * (i % 4)));
}

// --- all of them --------------------------------------------------------------------------------

size_t digest_size(enum digest which)
{
    static const size_t sizes[] = {
        [DIGEST_SHA1] = 20, [DIGEST_SHA256] = 32, [DIGEST_SHA384] = 48, [DIGEST_SHA512] = 64};
    return sizes[which];
}

static void begin(struct state *s, enum digest which)
{
    static const uint32_t first1[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    // FIPS 180-4, section 5.3.4.
    static const uint64_t first384[8] = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
                                         0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
                                         0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
    s->which = which;
    switch (which) {
    case DIGEST_SHA1:
        s->u.sha1 = (struct sha1){0};
        memcpy(s->u.sha1.h, first1, sizeof first1);
        break;
    case DIGEST_SHA256: crypto_hash_sha256_init(&s->u.sha256); break;
    case DIGEST_SHA384:
    case DIGEST_SHA512:
        crypto_hash_sha512_init(&s->u.sha512);
        if (which == DIGEST_SHA384)
            memcpy(s->u.sha512.state, first384, sizeof first384);
        break;
    }
}

static void add(struct state *s, struct str bytes)
{
    const uint8_t *p = (const uint8_t *)(bytes.p ? bytes.p : "");
    switch (s->which) {
    case DIGEST_SHA1: sha1_add(&s->u.sha1, bytes); break;
    case DIGEST_SHA256: crypto_hash_sha256_update(&s->u.sha256, p, bytes.n); break;
    case DIGEST_SHA384:
    case DIGEST_SHA512: crypto_hash_sha512_update(&s->u.sha512, p, bytes.n); break;
    }
}

static void end(struct state *s, uint8_t out[DIGEST_BYTES_MAX])
{
    switch (s->which) {
    case DIGEST_SHA1: sha1_end(&s->u.sha1, out); break;
    case DIGEST_SHA256: crypto_hash_sha256_final(&s->u.sha256, out); break;
    case DIGEST_SHA384:
    case DIGEST_SHA512: crypto_hash_sha512_final(&s->u.sha512, out); break;
    }
}

void digest_of(enum digest which, struct str bytes, uint8_t out[DIGEST_BYTES_MAX])
{
    struct state s;
    begin(&s, which);
    add(&s, bytes);
    end(&s, out);
}

void digest_hmac(enum digest which, struct str key, struct str bytes, uint8_t out[DIGEST_BYTES_MAX])
{
    size_t block = which == DIGEST_SHA1 || which == DIGEST_SHA256 ? 64 : 128;
    uint8_t short_key[DIGEST_BYTES_MAX], inner[128], outer[128];
    struct state s;
    if (key.n > block) {
        digest_of(which, key, short_key);
        key = (struct str){(const char *)short_key, digest_size(which)};
    }
    for (size_t i = 0; i < block; i++) {
        uint8_t k = i < key.n ? (uint8_t)key.p[i] : 0;
        inner[i] = k ^ 0x36;
        outer[i] = k ^ 0x5c;
    }
    begin(&s, which);
    add(&s, (struct str){(const char *)inner, block});
    add(&s, bytes);
    end(&s, out);
    begin(&s, which);
    add(&s, (struct str){(const char *)outer, block});
    uint8_t first[DIGEST_BYTES_MAX];
    memcpy(first, out, sizeof first);
    add(&s, (struct str){(const char *)first, digest_size(which)});
    end(&s, out);
}
