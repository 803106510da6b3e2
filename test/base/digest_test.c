// Digests: the examples of FIPS 180-4 and of RFC 2202 and RFC 4231.
#include "base/digest.h"

#include <stdio.h>

#include "harness.h"

static struct str hex_of(char text[2 * DIGEST_BYTES_MAX + 1], const uint8_t *digest, size_t n)
{
    for (size_t i = 0; i < n; i++)
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    return (struct str){text, 2 * n};
}

TEST(digests_are_those_of_the_standards)
{
    static const struct {
        enum digest which;
        struct str bytes, hex;
    } cases[] = {
        {DIGEST_SHA1,   S_INIT("abc"),                                                      S_INIT("a9993e364706816aba3e25717850c26c9cd0d89d")},
        {DIGEST_SHA1,   S_INIT(""),                                                         S_INIT("da39a3ee5e6b4b0d3255bfef95601890afd80709")},
        {DIGEST_SHA1,   S_INIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
         S_INIT("84983e441c3bd26ebaae4aa1f95129e5e54670f1")                                                                                   },
        {DIGEST_SHA256, S_INIT("abc"),
         S_INIT("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")                                                           },
        {DIGEST_SHA384, S_INIT("abc"),
         S_INIT("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358"
                "baeca134c825a7")                                                                                                             },
    };
    uint8_t digest[DIGEST_BYTES_MAX];
    char text[2 * DIGEST_BYTES_MAX + 1];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        digest_of(cases[i].which, cases[i].bytes, digest);
        CHECK_VIEW(hex_of(text, digest, digest_size(cases[i].which)), cases[i].hex);
    }
}

TEST(hmacs_are_those_of_the_standards)
{
    static const char twenty_0b[] = "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"
                                    "\x0b\x0b\x0b\x0b\x0b";
    static const struct {
        enum digest which;
        struct str key, bytes, hex;
    } cases[] = {
        {DIGEST_SHA1,
         {twenty_0b, 20},
         S_INIT("Hi There"),
         S_INIT("b617318655057264e28bc0b6fb378c8ef146be00")                        },
        {DIGEST_SHA1,   S_INIT("Jefe"), S_INIT("what do ya want for nothing?"),
         S_INIT("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")                        },
        {DIGEST_SHA256, S_INIT("Jefe"), S_INIT("what do ya want for nothing?"),
         S_INIT("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")},
        {DIGEST_SHA384, S_INIT("Jefe"), S_INIT("what do ya want for nothing?"),
         S_INIT("af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b"
                "3239ecfab21649")                                                  },
        {DIGEST_SHA512, S_INIT("Jefe"), S_INIT("what do ya want for nothing?"),
         S_INIT("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d"
                "034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")                  },
    };
    uint8_t digest[DIGEST_BYTES_MAX];
    char text[2 * DIGEST_BYTES_MAX + 1];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        digest_hmac(cases[i].which, cases[i].key, cases[i].bytes, digest);
        CHECK_VIEW(hex_of(text, digest, digest_size(cases[i].which)), cases[i].hex);
    }
    // A key longer than a block is its digest (RFC 2202, case 6: 80 bytes of 0xaa).
    char key[80];
    memset(key, 0xaa, sizeof key);
    digest_hmac(DIGEST_SHA1, (struct str){key, sizeof key},
                S("Test Using Larger Than Block-Size Key - Hash Key First"), digest);
    CHECK_VIEW(hex_of(text, digest, 20), S("aa4ae5e15272d00e95705637ce8a3b55ed402112"));
}
