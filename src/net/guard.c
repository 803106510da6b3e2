// guard: see guard.h.
//
// The URL is parsed as the WHATWG standard says and only the parsed form is connected to, so that
// no two parsers can disagree about the host ("http://127.0.0.1#@example.com/").
#include "net/guard.h"

#include "net/address.h"

// Ports where news is served; anything else is more likely a probe of somebody's services.
static const int ports[] = {80, 443, 8080, 8443};

// Names that lead into the machine or the network, whatever the resolver says: exact, or as the
// last labels (".localhost").  Order: alphabetical.
static const struct str inner_names[] = {
    S_INIT("home.arpa"), S_INIT("internal"),     S_INIT("intranet"),    S_INIT("ip6-localhost"),
    S_INIT("lan"),       S_INIT("local"),        S_INIT("localdomain"), S_INIT("localhost"),
    S_INIT("onion"),     S_INIT("ip6-loopback"),
};

static bool is_inner_name(struct str host)
{
    while (host.n && host.p[host.n - 1] == '.')
        host.n--;
    for (size_t i = 0; i < COUNT_OF(inner_names); i++) {
        struct str name = inner_names[i];
        bool tail = host.n > name.n && str_ends(host, name) && host.p[host.n - name.n - 1] == '.';
        if (tail || str_eq(host, name))
            return true;
    }
    return false;
}

static bool is_allowed_port(int port)
{
    for (size_t i = 0; i < COUNT_OF(ports); i++)
        if (ports[i] == port)
            return true;
    return false;
}

const char *guard_url(struct arena *a, struct str text, const struct guard_options *options,
                      struct url *out)
{
    if (!url_parse(a, text, NULL, out))
        return "it is not a URL";
    if (!url_is_http(out))
        return "the scheme is not http or https";
    if (out->host.n == 0)
        return "it names no host";
    if (options->allow_private)
        return NULL;
    bool is_address;
    const char *why = address_refusal_text(out->host, &is_address);
    if (why)
        return arena_printf(a, "the address is not public (%s)", why).p;
    // "127.0.0.1." and other hosts that end like a number are addresses to some resolvers.
    if (!is_address && is_inner_name(out->host))
        return "the name is not public";
    if (!is_allowed_port(url_port(out)))
        return "the port is not one of 80, 443, 8080, 8443";
    return NULL;
}
