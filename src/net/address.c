// address: see address.h.
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

// Order: by network.  A row covers the addresses whose first `bits` bits are those of `network`.
static const struct range_v4 {
    uint32_t network;
    int bits;
    const char *why;
} ranges_v4[] = {
    {0x00000000, 8,  "this network"        }, // 0/8, RFC 791
    {0x0A000000, 8,  "private"             }, // 10/8, RFC 1918
    {0x64400000, 10, "shared address space"}, // 100.64/10, RFC 6598
    {0x7F000000, 8,  "loopback"            }, // 127/8
    {0xA9FE0000, 16, "link-local"          }, // 169.254/16: cloud metadata lives here
    {0xAC100000, 12, "private"             }, // 172.16/12
    {0xC0000000, 24, "protocol assignments"}, // 192.0.0/24
    {0xC0000200, 24, "documentation"       }, // 192.0.2/24
    {0xC0586300, 24, "6to4 relay"          }, // 192.88.99/24
    {0xC0A80000, 16, "private"             }, // 192.168/16
    {0xC6120000, 15, "benchmarking"        }, // 198.18/15
    {0xC6336400, 24, "documentation"       }, // 198.51.100/24
    {0xCB007100, 24, "documentation"       }, // 203.0.113/24
    {0xE0000000, 4,  "multicast"           }, // 224/4
    {0xF0000000, 4,  "reserved"            }, // 240/4, with broadcast
};

// IPv6 inside 2000::/3 that is refused all the same; everything outside 2000::/3 is.
static const struct range_v6 {
    uint8_t network[4];
    int bits;
    const char *why;
} ranges_v6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 32, "Teredo"       }, // 2001::/32
    {{0x20, 0x01, 0x0D, 0xB8}, 32, "documentation"}, // 2001:db8::/32
    {{0x3F, 0xFF, 0x00, 0x00}, 20, "documentation"}, // 3fff::/20
};

const char *address_refusal_v4(uint32_t a)
{
    for (size_t i = 0; i < COUNT_OF(ranges_v4); i++)
        if ((a ^ ranges_v4[i].network) >> (32 - ranges_v4[i].bits) == 0)
            return ranges_v4[i].why;
    return NULL;
}

static uint32_t read_v4(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool is_zero(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

// An IPv4 address that the IPv6 one stands for; false: none.
static bool unwrap_v4(const uint8_t b[16], uint32_t *v4)
{
    static const uint8_t nat64[12] = {0x00, 0x64, 0xFF, 0x9B}; // 64:ff9b::/96
    bool mapped = is_zero(b, 10) && b[10] == 0xFF && b[11] == 0xFF;
    if (mapped || memcmp(b, nat64, 12) == 0) {
        *v4 = read_v4(b + 12);
        return true;
    }
    if (b[0] == 0x20 && b[1] == 0x02) { // 6to4, 2002::/16
        *v4 = read_v4(b + 2);
        return true;
    }
    return false;
}

static const char *address_refusal_v6(const uint8_t b[16])
{
    uint32_t v4;
    if (is_zero(b, 15) && b[15] <= 1)
        return b[15] ? "loopback" : "unspecified";
    // 6to4 and NAT64 are refused even for public addresses inside: their gateways may sit in the
    // operator's network, and no outlet is reached by them.
    if (unwrap_v4(b, &v4)) {
        const char *why = address_refusal_v4(v4);
        return why ? why : "an IPv4 address in IPv6 form";
    }
    if ((b[0] & 0xE0) != 0x20)
        return b[0] == 0xFF                            ? "multicast"
               : (b[0] & 0xFE) == 0xFC                 ? "private"
               : b[0] == 0xFE && (b[1] & 0xC0) == 0x80 ? "link-local"
                                                       : "not global unicast";
    for (size_t i = 0; i < COUNT_OF(ranges_v6); i++) {
        uint32_t difference = read_v4(b) ^ read_v4(ranges_v6[i].network);
        if (difference >> (32 - ranges_v6[i].bits) == 0)
            return ranges_v6[i].why;
    }
    return NULL;
}

const char *address_refusal(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return address_refusal_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return address_refusal_v6(v6.sin6_addr.s6_addr);
    }
    return "not an Internet address";
}

const char *address_refusal_text(struct str text, bool *known)
{
    char copy[64];
    struct in_addr v4;
    struct in6_addr v6;
    if (text.n > 2 && text.p[0] == '[' && text.p[text.n - 1] == ']')
        text = str_sub(text, 1, text.n - 1);
    *known = false;
    if (text.n == 0 || text.n >= sizeof copy)
        return NULL;
    memcpy(copy, text.p, text.n);
    copy[text.n] = 0;
    *known = true;
    if (inet_pton(AF_INET, copy, &v4) == 1)
        return address_refusal_v4(ntohl(v4.s_addr));
    if (inet_pton(AF_INET6, copy, &v6) == 1)
        return address_refusal_v6(v6.s6_addr);
    *known = false;
    return NULL;
}
