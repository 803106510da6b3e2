// hub: see hub.h.
#include "net/hub.h"

#include <sodium.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/url.h"

// --- signatures ---------------------------------------------------------------------------------

bool hub_signature_matches(struct str header, struct str secret, struct str body)
{
    static const struct {
        struct str name;
        enum digest which;
    } methods[] = {
        {S_INIT("sha1"),   DIGEST_SHA1  },
        {S_INIT("sha256"), DIGEST_SHA256},
        {S_INIT("sha384"), DIGEST_SHA384},
        {S_INIT("sha512"), DIGEST_SHA512},
    };
    struct str name, hex;
    uint8_t ours[DIGEST_BYTES_MAX], theirs[DIGEST_BYTES_MAX];
    str_cut(str_trim(header), '=', &name, &hex);
    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        size_t n = digest_size(methods[i].which);
        if (!str_eq_nocase(name, methods[i].name) || hex.n != 2 * n)
            continue;
        bool is_hex = true;
        for (size_t k = 0; k < n; k++) {
            int high = hex_value(hex.p[2 * k]), low = hex_value(hex.p[2 * k + 1]);
            is_hex &= high >= 0 && low >= 0;
            theirs[k] = (uint8_t)(high * 16 + low);
        }
        digest_hmac(methods[i].which, secret, body, ours);
        return is_hex && sodium_memcmp(ours, theirs, n) == 0;
    }
    return false;
}

// --- links --------------------------------------------------------------------------------------

// Takes one parameter (";rel=\"hub self\"") off the front of *rest, which then begins with the next
// ';', with ',' or is empty.
static void take_param(struct str *rest, struct str *name, struct str *value)
{
    size_t at = 1, n = rest->n;
    while (at < n && rest->p[at] != '=' && rest->p[at] != ';' && rest->p[at] != ',')
        at++;
    *name = str_trim(str_sub(*rest, 1, at));
    *value = (struct str){0};
    if (at < n && rest->p[at] == '=') {
        size_t start = ++at;
        while (at < n && is_ascii_space(rest->p[at]))
            at++;
        if (at < n && rest->p[at] == '"') {
            start = ++at;
            while (at < n && rest->p[at] != '"')
                at += rest->p[at] == '\\' && at + 1 < n ? 2 : 1;
            *value = str_sub(*rest, start, at);
            at = at < n ? at + 1 : n;
        }
        while (at < n && rest->p[at] != ';' && rest->p[at] != ',')
            at++;
        if (!value->p)
            *value = str_trim(str_sub(*rest, start, at));
    }
    *rest = str_drop(*rest, at);
}

// Whether a list of relations, parted by blanks, has one.
static bool has_relation(struct str list, struct str wanted)
{
    struct str one;
    for (list = str_trim(list); list.n; list = str_trim(list)) {
        str_cut(list, ' ', &one, &list);
        if (str_eq_nocase(one, wanted))
            return true;
    }
    return false;
}

struct hub_links hub_links_parse(struct arena *a, struct str links, struct str base)
{
    struct hub_links out = {0};
    struct url parsed, against;
    bool has_base = url_parse(a, base, NULL, &against);
    while (links.n) {
        struct str target, name, value, rest;
        str_cut(links, '<', &name, &rest);
        str_cut(rest, '>', &target, &links);
        links = str_trim(links);
        bool is_hub = false, is_self = false, has_rel = false;
        while (links.n && links.p[0] == ';') {
            take_param(&links, &name, &value);
            if (!str_eq_nocase(name, S("rel")) || has_rel) // the first one counts (RFC 8288, 3.3)
                continue;
            has_rel = true;
            is_hub = has_relation(value, S("hub"));
            is_self = has_relation(value, S("self"));
        }
        if ((!is_hub || out.hub.n) && (!is_self || out.self.n))
            continue;
        if (!url_parse(a, target, has_base ? &against : NULL, &parsed) || !url_is_http(&parsed))
            continue;
        if (is_hub && !out.hub.n)
            out.hub = url_href(a, &parsed);
        if (is_self && !out.self.n)
            out.self = url_href(a, &parsed);
    }
    return out;
}

// --- forms --------------------------------------------------------------------------------------

static void put_field(struct buf *out, const char *name, struct str value)
{
    buf_printf(out, "%s%s=", out->n ? "&" : "", name);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~')
            buf_add_byte(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned char)c);
    }
}

struct str hub_form(struct arena *a, const struct hub_request *r)
{
    struct buf out = {0};
    put_field(&out, "hub.mode", r->mode);
    put_field(&out, "hub.topic", r->topic);
    put_field(&out, "hub.callback", r->callback);
    if (r->secret.n)
        put_field(&out, "hub.secret", r->secret);
    if (r->lease_s)
        put_field(&out, "hub.lease_seconds", arena_printf(a, "%lld", (long long)r->lease_s));
    struct str form = arena_str(a, buf_str(&out));
    buf_release(&out);
    return form;
}
