// key: see key.h.  Two addresses of one page differ in scheme, in "www.", in how Arabic letters are
// escaped and in what was clicked to come there; the path and the other parameters tell pages
// apart and are kept as they are.
#include "store/key.h"

#include <sodium.h>

#include "base/buf.h"
#include "base/url.h"
#include "text/fold.h"

// Parameters that say where a reader came from.  Order: by name; a trailing * matches any ending.
static const struct str tracking[] = {
    S_INIT("_ga"),    S_INIT("dclid"),  S_INIT("fbclid"),  S_INIT("gclid"), S_INIT("igshid"),
    S_INIT("mc_cid"), S_INIT("mc_eid"), S_INIT("msclkid"), S_INIT("ncid"),  S_INIT("ocid"),
    S_INIT("spref"),  S_INIT("utm_*"),  S_INIT("yclid"),
};

static bool is_tracking(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(tracking); i++) {
        struct str t = tracking[i];
        if (t.p[t.n - 1] == '*' ? str_starts_nocase(name, str_take(t, t.n - 1))
                                : str_eq_nocase(name, t))
            return true;
    }
    return false;
}

// RFC 3986 section 2.3: an escaped unreserved character is that character; so is, for us, any byte
// of UTF-8 text.  What stays escaped gets capital digits.
static void add_unescaped(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n && s.p[i] == '%' ? hex_value(s.p[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s.p[i + 2]) : -1;
        if (low < 0) {
            buf_add_byte(out, s.p[i]);
            continue;
        }
        int c = high * 16 + low;
        if (c >= 0x80 || is_ascii_alpha((char)c) || is_ascii_digit((char)c) || c == '-' ||
            c == '.' || c == '_' || c == '~')
            buf_add_byte(out, (char)c);
        else
            buf_printf(out, "%%%02X", (unsigned)c);
        i += 2;
    }
}

static void add_query(struct buf *out, struct str query)
{
    char joint = '?';
    while (query.n) {
        struct str pair, name, value;
        str_cut(query, '&', &pair, &query);
        str_cut(pair, '=', &name, &value);
        if (pair.n == 0 || is_tracking(name))
            continue;
        buf_add_byte(out, joint);
        add_unescaped(out, pair);
        joint = '&';
    }
}

struct str url_canonical(struct arena *a, struct str url)
{
    struct url parsed;
    if (!url_parse(a, url, NULL, &parsed) || parsed.host.n == 0)
        return (struct str){0};
    struct buf b = {0};
    buf_add(&b, str_starts(parsed.host, S("www.")) ? str_drop(parsed.host, 4) : parsed.host);
    if (parsed.port >= 0)
        buf_printf(&b, ":%d", parsed.port);
    if (!str_eq(parsed.path, S("/")))
        add_unescaped(&b, parsed.path);
    add_query(&b, parsed.query);
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

// --- whose address it is ------------------------------------------------------------------------

// Second levels under which names are given to anybody, in domains of two letters.
static const struct str second_levels[] = {
    S_INIT("ac"),  S_INIT("co"),  S_INIT("com"), S_INIT("edu"), S_INIT("gob"), S_INIT("gov"),
    S_INIT("mil"), S_INIT("net"), S_INIT("nom"), S_INIT("or"),  S_INIT("org"), S_INIT("sch"),
};

// Sites that give each of their publishers a host, by the first label of the site.
static const struct str hosting_sites[] = {
    S_INIT("appspot"),    S_INIT("blogspot"),    S_INIT("github"),  S_INIT("gitlab"),
    S_INIT("hatenablog"), S_INIT("livejournal"), S_INIT("netlify"), S_INIT("over-blog"),
    S_INIT("pages"),      S_INIT("substack"),    S_INIT("tumblr"),  S_INIT("typepad"),
    S_INIT("vercel"),     S_INIT("web"),         S_INIT("weebly"),  S_INIT("wixsite"),
    S_INIT("wordpress"),
};

// Sites where many publish side by side at one host.
static const struct str shared_sites[] = {
    S_INIT("facebook"), S_INIT("feedburner"), S_INIT("google"), S_INIT("instagram"),
    S_INIT("medium"),   S_INIT("reddit"),     S_INIT("t"),      S_INIT("telegram"),
    S_INIT("tiktok"),   S_INIT("twitter"),    S_INIT("x"),      S_INIT("youtube"),
};

// Takes the last label off *rest.
static struct str take_label(struct str *rest)
{
    size_t at = rest->n;
    while (at > 0 && rest->p[at - 1] != '.')
        at--;
    struct str label = str_drop(*rest, at);
    *rest = str_take(*rest, at ? at - 1 : 0);
    return label;
}

// The part of a host that one publisher has: the name that can be registered, the whole host where
// a site gives hosts to others, nothing where many share a host.  By rule of thumb and not by the
// list of public suffixes: a mistake joins two publishers or parts one, for this check only.
static struct str site_of(struct str host)
{
    struct str rest = host, top = take_label(&rest), first = take_label(&rest);
    bool is_address = (top.n && is_ascii_digit(top.p[top.n - 1])) || host.p[0] == '[';
    if (is_address || first.n == 0)
        return host;
    if (top.n == 2 && rest.n && str_is_in(first, second_levels, COUNT_OF(second_levels)))
        first = take_label(&rest);
    if (str_is_in(first, shared_sites, COUNT_OF(shared_sites)))
        return (struct str){0};
    if (str_is_in(first, hosting_sites, COUNT_OF(hosting_sites)))
        return host;
    return str_drop(host, (size_t)(first.p - host.p));
}

static bool is_of_site(struct arena *a, struct str url, struct str publisher)
{
    struct url u, p;
    if (!url_parse(a, url, NULL, &u) || !url_parse(a, publisher, NULL, &p) || !u.host.n ||
        !p.host.n)
        return false;
    struct str site = site_of(u.host);
    return site.n && str_eq(site, site_of(p.host));
}

// --- keys ---------------------------------------------------------------------------------------

static void add_part(crypto_generichash_state *h, struct str part)
{
    uint64_t n = part.n;
    crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
    crypto_generichash_update(h, (const unsigned char *)part.p, part.n);
}

struct key key_of(struct arena *a, const struct record *r, struct str publisher)
{
    struct key k;
    crypto_generichash_state h;
    crypto_generichash_init(&h, NULL, 0, KEY_BYTES);
    struct str url = url_canonical(a, r->url);
    if (publisher.n && !(url.n && is_of_site(a, r->url, publisher))) {
        add_part(&h, S("by"));
        add_part(&h, url_canonical(a, publisher));
    }
    if (url.n) {
        add_part(&h, S("url"));
        add_part(&h, url);
    } else if (r->guid.n && r->outlet.n) {
        add_part(&h, S("guid"));
        add_part(&h, r->outlet);
        add_part(&h, r->guid);
    } else {
        // A guid without an outlet may be anybody's "1": the text must be the same too.
        add_part(&h, S("text"));
        add_part(&h, r->guid);
        add_part(&h, fold(a, r->title));
        add_part(&h, fold(a, r->text));
    }
    crypto_generichash_final(&h, k.bytes, KEY_BYTES);
    return k;
}

struct str key_hex(struct arena *a, const struct key *k, size_t bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *p = arena_alloc(a, bytes * 2 + 1);
    for (size_t i = 0; i < bytes; i++) {
        p[2 * i] = digits[k->bytes[i] >> 4];
        p[2 * i + 1] = digits[k->bytes[i] & 15];
    }
    return (struct str){p, bytes * 2};
}
