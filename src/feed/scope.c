// scope: what a start tag says for all that stands inside it: namespaces, xml:base, xml:lang.
//
// Hardly any tag says something of the kind, so nothing is kept for an element that does not: the
// outer state is put on a stack by the first attribute that changes it.
#include <string.h>

#include "base/url.h"
#include "feed/reader.h"

enum {
    BINDINGS_MAX =
        128, // in force at one place; looked through for each prefix that is none of them
    BASE_BYTES_MAX = 8192,
};

// --- namespaces ---------------------------------------------------------------------------------

const struct binding *feed_scope_find(const struct reader *r, struct str prefix)
{
    for (size_t i = r->scope.binding_count; i-- > 0;) {
        const struct binding *b = &r->bindings.v[i];
        if (b->prefix.n == prefix.n && (!prefix.n || b->prefix.p[0] == prefix.p[0]) &&
            str_eq(b->prefix, prefix))
            return b;
    }
    return NULL;
}

// A prefix that was never declared counts as the vocabulary that usually has it.
struct str feed_scope_usual(struct reader *r, struct str prefix)
{
    const struct binding *b = feed_scope_find(r, prefix);
    if (b)
        return b->usual;
    if (prefix.n && !str_eq_nocase(prefix, S("xml")))
        r->x.faults |= XML_FAULT_TAGS;
    return str_eq_nocase(prefix, S("atom")) ? S("") : prefix;
}

// Before the first change that the current element makes.
static void save_outer(struct reader *r)
{
    if (r->scope.depth == r->depth)
        return;
    *vec_push(r->a, &r->outer_scopes) = r->scope;
    r->scope.depth = r->depth;
}

static void bind(struct reader *r, struct str prefix, struct str uri)
{
    struct str usual = feed_namespace_prefix(uri);
    enum feed_format format = feed_namespace_format(uri, prefix.n == 0);
    if (r->feed->format == FEED_UNKNOWN)
        r->feed->format = format;
    if (r->scope.binding_count >= BINDINGS_MAX)
        return;
    save_outer(r);
    r->bindings.n = r->scope.binding_count;
    // An unknown default namespace changes nothing: feeds have many of them.
    *vec_push(r->a, &r->bindings) = (struct binding){prefix, usual.p ? usual : prefix, uri};
    r->scope.binding_count = r->bindings.n;
    r->scope.namespaces = ++r->last_namespaces;
}

// --- addresses ----------------------------------------------------------------------------------

struct str feed_resolve(struct reader *r, struct str ref)
{
    ref = str_trim(ref);
    size_t cost = r->scope.base.n + ref.n;
    if (url_scheme_of(ref).n || cost > r->links.budget)
        return ref;
    r->links.budget -= cost;
    return url_resolve(r->a, r->scope.base, ref);
}

// "http:///example.com/" has a slash too many: what follows "//" is the host.
static struct str single_authority(struct arena *a, struct str base)
{
    struct str scheme = url_scheme_of(base), rest = str_drop(base, scheme.n + 1);
    size_t slashes = 0;
    while (slashes < rest.n && rest.p[slashes] == '/')
        slashes++;
    if (!scheme.n || slashes < 3 || str_eq_nocase(scheme, S("file")))
        return base;
    return arena_printf(a, "%.*s://%.*s", STR_ARGS(scheme), STR_ARGS(str_drop(rest, slashes)));
}

static void set_base(struct reader *r, struct str base)
{
    struct str resolved = feed_resolve(r, single_authority(r->a, base));
    struct str scheme = url_scheme_of(resolved);
    bool usable = !scheme.n || str_eq_nocase(scheme, S("http")) ||
                  str_eq_nocase(scheme, S("https")) || str_eq_nocase(scheme, S("ftp"));
    if (!usable || resolved.n > BASE_BYTES_MAX)
        return;
    save_outer(r);
    r->scope.base = resolved;
}

struct str feed_language_tag(struct arena *a, struct str s)
{
    if (str_find_byte(s, '_') == s.n)
        return s;
    char *out = arena_alloc_raw(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        out[i] = s.p[i] == '_' ? '-' : s.p[i];
    return (struct str){out, s.n};
}

// --- start tags ---------------------------------------------------------------------------------

void feed_scope_enter(struct reader *r)
{
    struct str base = {0}, language = {0};
    for (size_t i = 0; i < r->x.attribute_count; i++) {
        struct str name = r->x.attributes[i].name, value = r->x.attributes[i].value;
        char first = ascii_lower(name.p[0]);
        if (first != 'x' && first != 'b' && first != 'l')
            continue;
        if (str_starts(name, S("xmlns"))) {
            if (name.n == 5 || name.p[5] == ':')
                bind(r, str_drop(name, 6), xml_value(&r->x, value));
        } else if (str_eq(name, S("xml:base")) || (str_eq_nocase(name, S("base")) && !base.p)) {
            base = xml_value(&r->x, value);
        } else if (str_eq(name, S("xml:lang")) || (str_eq(name, S("lang")) && !language.p)) {
            language = feed_language_tag(r->a, str_trim(xml_value(&r->x, value)));
            language.p = language.p ? language.p : "";
        }
    }
    if (base.n)
        set_base(r, base);
    if (language.p) {
        save_outer(r);
        r->scope.language = language;
    }
}
