// url: see url.h.  The state machine of the standard is written as one function per part (scheme,
// authority, path, query): each takes its part off the input, so that no state needs to look back.
// Hosts are in url_host.c.
#include "base/url.h"

#include <string.h>

#include "base/buf.h"
#include "base/url_int.h"
#include "base/vec.h"

static const struct {
    struct str scheme;
    int port;
} special_schemes[] = {
    {S_INIT("file"),  0  },
    {S_INIT("ftp"),   21 },
    {S_INIT("http"),  80 },
    {S_INIT("https"), 443},
    {S_INIT("ws"),    80 },
    {S_INIT("wss"),   443},
};

static int special_port(struct str scheme) // -1: not special
{
    for (size_t i = 0; i < COUNT_OF(special_schemes); i++)
        if (str_eq(special_schemes[i].scheme, scheme))
            return special_schemes[i].port;
    return -1;
}

bool url_is_special(const struct url *u)
{
    return special_port(u->scheme) >= 0;
}

bool url_is_http(const struct url *u)
{
    return str_eq(u->scheme, S("http")) || str_eq(u->scheme, S("https"));
}

int url_port(const struct url *u)
{
    int standard = special_port(u->scheme);
    return u->port >= 0 ? u->port : standard > 0 ? standard : 0;
}

static bool is_one_of(char c, const char *set)
{
    while (*set && *set != c)
        set++;
    return *set != 0;
}

// --- percent-encoding ---------------------------------------------------------------------------

// Bytes to be encoded beside controls and everything past '~' (section "percent-encoded bytes").
static const char SET_C0[] = "";
static const char SET_FRAGMENT[] = " \"<>`";
static const char SET_QUERY[] = " \"#<>";
static const char SET_SPECIAL_QUERY[] = " \"#<>'";
static const char SET_PATH[] = " \"#<>?^`{}";
static const char SET_USERINFO[] = " \"#<>?^`{}/:;=@[\\]|";

static bool has_to_be_encoded(unsigned char c, const char *set)
{
    return c < 0x20 || c > 0x7E || is_one_of((char)c, set);
}

static void add_encoded(struct buf *b, struct str s, const char *set)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (has_to_be_encoded(c, set))
            buf_printf(b, "%%%02X", c);
        else
            buf_add_byte(b, s.p[i]);
    }
}

struct str url_encode(struct arena *a, struct str s, const char *set)
{
    struct buf b = {0};
    size_t plain = 0;
    while (plain < s.n && !has_to_be_encoded((unsigned char)s.p[plain], set))
        plain++;
    if (plain == s.n) // nearly all
        return arena_str(a, s);
    add_encoded(&b, s, set);
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

// --- path ---------------------------------------------------------------------------------------

struct path {
    VEC(struct str) segments; // decoded form of "/a/b": {"a", "b"}
};

static bool is_dot(struct str s)
{
    return str_eq(s, S(".")) || str_eq_nocase(s, S("%2e"));
}

static bool is_dot_dot(struct str s)
{
    return str_eq(s, S("..")) || str_eq_nocase(s, S(".%2e")) || str_eq_nocase(s, S("%2e.")) ||
           str_eq_nocase(s, S("%2e%2e"));
}

// "C:" or "C|"
static bool is_drive(struct str s)
{
    return s.n == 2 && is_ascii_alpha(s.p[0]) && (s.p[1] == ':' || s.p[1] == '|');
}

static bool starts_with_drive(struct str s)
{
    return is_drive(str_take(s, 2)) && (s.n == 2 || is_one_of(s.p[2], "/\\?#"));
}

static void shorten(struct path *p, const struct url *u)
{
    bool drive = str_eq(u->scheme, S("file")) && p->segments.n == 1 && is_drive(p->segments.v[0]) &&
                 p->segments.v[0].p[1] == ':';
    if (p->segments.n > 0 && !drive)
        p->segments.n--;
}

static void path_from(struct arena *a, struct path *p, struct str text)
{
    struct str rest = str_drop(text, 1), segment;
    if (text.n == 0)
        return;
    while (str_cut(rest, '/', &segment, &rest))
        *vec_push(a, &p->segments) = segment;
    *vec_push(a, &p->segments) = segment;
}

static struct str path_text(struct arena *a, const struct path *p)
{
    struct buf b = {0};
    for (size_t i = 0; i < p->segments.n; i++) {
        buf_add_byte(&b, '/');
        buf_add(&b, p->segments.v[i]);
    }
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

// "Path state", with rest behind the first slash.
static void parse_segments(struct arena *a, struct url *u, struct path *p, struct str rest)
{
    bool special = url_is_special(u), more = true;
    while (more) {
        size_t n = 0;
        while (n < rest.n && rest.p[n] != '/' && !(special && rest.p[n] == '\\'))
            n++;
        struct str segment = str_take(rest, n);
        more = n < rest.n;
        rest = str_drop(rest, n + 1);
        if (is_dot_dot(segment)) {
            shorten(p, u);
            if (!more)
                *vec_push(a, &p->segments) = S("");
        } else if (is_dot(segment)) {
            if (!more)
                *vec_push(a, &p->segments) = S("");
        } else {
            struct str encoded = url_encode(a, segment, SET_PATH);
            if (str_eq(u->scheme, S("file")) && p->segments.n == 0 && is_drive(encoded))
                encoded = arena_printf(a, "%c:", encoded.p[0]);
            *vec_push(a, &p->segments) = encoded;
        }
    }
}

// --- the parts behind the authority -------------------------------------------------------------

static void parse_tail(struct arena *a, struct url *u, struct str tail)
{
    if (tail.n && tail.p[0] == '?') {
        struct str query = str_drop(tail, 1), fragment;
        bool has_fragment = str_cut(query, '#', &query, &fragment);
        u->query = url_encode(a, query, url_is_special(u) ? SET_SPECIAL_QUERY : SET_QUERY);
        tail = has_fragment ? (struct str){fragment.p - 1, fragment.n + 1} : (struct str){0};
    }
    if (tail.n && tail.p[0] == '#')
        u->fragment = url_encode(a, str_drop(tail, 1), SET_FRAGMENT);
}

static size_t tail_start(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != '?' && s.p[n] != '#')
        n++;
    return n;
}

static bool is_slash(const struct url *u, struct str s)
{
    return s.n && (s.p[0] == '/' || (s.p[0] == '\\' && url_is_special(u)));
}

// "Path state" and what follows; `p` holds what the base contributes.
static bool finish_path(struct arena *a, struct url *u, struct path *p, struct str rest)
{
    size_t n = tail_start(rest);
    struct str text = str_take(rest, n);
    if (is_slash(u, text))
        text = str_drop(text, 1);
    parse_segments(a, u, p, text);
    u->path = path_text(a, p);
    parse_tail(a, u, str_drop(rest, n));
    return true;
}

// "Path start state".
static bool start_path(struct arena *a, struct url *u, struct str rest)
{
    struct path p = {0};
    if (!url_is_special(u) && tail_start(rest) == 0) {
        u->path = S("");
        parse_tail(a, u, rest);
        return true;
    }
    return finish_path(a, u, &p, rest);
}

static void parse_userinfo(struct arena *a, struct url *u, struct str info)
{
    struct str name, password;
    str_cut(info, ':', &name, &password);
    u->username = url_encode(a, name, SET_USERINFO);
    u->password = url_encode(a, password, SET_USERINFO);
}

static bool parse_port(struct url *u, struct str digits)
{
    size_t port;
    u->port = -1;
    if (digits.n == 0)
        return true;
    if (!str_to_size(digits, 65535, &port))
        return false;
    if ((int)port != special_port(u->scheme))
        u->port = (int)port;
    return true;
}

// "Authority state" to "port state".
static bool parse_authority(struct arena *a, struct url *u, struct str rest)
{
    size_t end = 0, at = SIZE_MAX, colon = SIZE_MAX;
    bool special = url_is_special(u), bracket = false;
    while (end < rest.n && !is_one_of(rest.p[end], "/?#") && !(special && rest.p[end] == '\\')) {
        if (rest.p[end] == '@')
            at = end;
        end++;
    }
    struct str authority = str_take(rest, end);
    if (at != SIZE_MAX) {
        parse_userinfo(a, u, str_take(authority, at));
        authority = str_drop(authority, at + 1);
        if (authority.n == 0)
            return false;
    }
    for (size_t i = 0; i < authority.n && colon == SIZE_MAX; i++) {
        bracket = authority.p[i] == '[' || (bracket && authority.p[i] != ']');
        if (authority.p[i] == ':' && !bracket)
            colon = i;
    }
    struct str host = str_take(authority, colon);
    if ((host.n == 0 && (special || colon == 0)) || !url_parse_host(a, host, special, &u->host))
        return false;
    if (colon != SIZE_MAX && !parse_port(u, str_drop(authority, colon + 1)))
        return false;
    return start_path(a, u, str_drop(rest, end));
}

static bool parse_special_authority(struct arena *a, struct url *u, struct str rest)
{
    while (rest.n && (rest.p[0] == '/' || rest.p[0] == '\\'))
        rest = str_drop(rest, 1);
    return parse_authority(a, u, rest);
}

static void copy_authority(struct url *u, const struct url *base)
{
    u->username = base->username;
    u->password = base->password;
    u->host = base->host;
    u->port = base->port;
}

// Copies the path of the base and goes on with rest: the common end of the relative and file
// states.
static bool relative_path(struct arena *a, struct url *u, const struct url *base, struct str rest)
{
    struct path p = {0};
    path_from(a, &p, base->path);
    if (tail_start(rest) == 0) {
        u->path = base->path;
        u->query = rest.n && rest.p[0] == '?' ? (struct str){0} : base->query;
        parse_tail(a, u, rest);
        return true;
    }
    if (str_eq(u->scheme, S("file")) && starts_with_drive(rest))
        p.segments.n = 0;
    else
        shorten(&p, u);
    size_t n = tail_start(rest);
    parse_segments(a, u, &p, str_take(rest, n));
    u->path = path_text(a, &p);
    parse_tail(a, u, str_drop(rest, n));
    return true;
}

// "Relative state", "relative slash state".
static bool parse_relative(struct arena *a, struct url *u, const struct url *base, struct str rest)
{
    u->scheme = base->scheme;
    if (is_slash(u, rest)) {
        struct str next = str_drop(rest, 1);
        if (url_is_special(u) && is_slash(u, next))
            return parse_special_authority(a, u, next);
        if (next.n && next.p[0] == '/')
            return parse_authority(a, u, str_drop(next, 1));
        copy_authority(u, base);
        struct path p = {0};
        return finish_path(a, u, &p, rest);
    }
    copy_authority(u, base);
    return relative_path(a, u, base, rest);
}

// "File host state".
static bool parse_file_host(struct arena *a, struct url *u, struct str rest)
{
    struct path p = {0};
    size_t n = 0;
    while (n < rest.n && !is_one_of(rest.p[n], "/\\?#"))
        n++;
    struct str host = str_take(rest, n);
    if (is_drive(host))
        return finish_path(a, u, &p, rest);
    if (host.n && !url_parse_host(a, host, true, &u->host))
        return false;
    if (str_eq(u->host, S("localhost")))
        u->host = S("");
    return start_path(a, u, str_drop(rest, n));
}

// "File state", "file slash state".
static bool parse_file(struct arena *a, struct url *u, const struct url *base, struct str rest)
{
    struct path p = {0};
    bool from_base = base && str_eq(base->scheme, S("file"));
    u->scheme = S("file");
    u->host = S("");
    if (is_slash(u, rest)) {
        struct str next = str_drop(rest, 1);
        if (is_slash(u, next))
            return parse_file_host(a, u, str_drop(next, 1));
        if (from_base) {
            u->host = base->host;
            struct path of_base = {0};
            path_from(a, &of_base, base->path);
            if (!starts_with_drive(next) && of_base.segments.n && is_drive(of_base.segments.v[0]) &&
                of_base.segments.v[0].p[1] == ':')
                *vec_push(a, &p.segments) = of_base.segments.v[0];
        }
        return finish_path(a, u, &p, rest);
    }
    if (!from_base)
        return finish_path(a, u, &p, rest);
    u->host = base->host;
    return relative_path(a, u, base, rest);
}

static bool parse_opaque(struct arena *a, struct url *u, struct str rest)
{
    size_t n = tail_start(rest);
    struct str path = str_take(rest, n);
    bool space = n < rest.n && path.n && path.p[path.n - 1] == ' ';
    struct str encoded = url_encode(a, str_take(path, path.n - space), SET_C0);
    u->path = space ? arena_printf(a, "%.*s%%20", STR_ARGS(encoded)) : encoded;
    u->opaque_path = true;
    parse_tail(a, u, str_drop(rest, n));
    return true;
}

// --- whole URLs ---------------------------------------------------------------------------------

// Without controls and spaces at the ends, tabs and line ends anywhere.
static struct str clean_input(struct arena *a, struct str s)
{
    while (s.n && (unsigned char)s.p[0] <= ' ')
        s = str_drop(s, 1);
    while (s.n && (unsigned char)s.p[s.n - 1] <= ' ')
        s.n--;
    size_t n = 0;
    char *out = arena_alloc_raw(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r')
            out[n++] = s.p[i];
    return (struct str){out, n};
}

struct str url_scheme_of(struct str s)
{
    size_t n = str_starts(s, S("http")) ? 4 : 0; // most of them
    while (n < s.n &&
           (is_ascii_alpha(s.p[n]) ||
            (n > 0 && (is_ascii_digit(s.p[n]) || s.p[n] == '+' || s.p[n] == '-' || s.p[n] == '.'))))
        n++;
    return n > 0 && n < s.n && s.p[n] == ':' ? str_take(s, n) : (struct str){0};
}

static struct str lower(struct arena *a, struct str s)
{
    char *out = arena_alloc_raw(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        out[i] = ascii_lower(s.p[i]);
    return (struct str){out, s.n};
}

bool url_parse(struct arena *a, struct str input, const struct url *base, struct url *out)
{
    struct url u = {.port = -1, .username = S(""), .password = S(""), .path = S("")};
    input = clean_input(a, input);
    struct str scheme = url_scheme_of(input);
    struct str rest = scheme.n ? str_drop(input, scheme.n + 1) : input;
    bool ok;
    if (!scheme.n) {
        if (!base || (base->opaque_path && !(input.n && input.p[0] == '#')))
            return false;
        if (base->opaque_path) {
            u = *base;
            u.fragment = (struct str){0};
            parse_tail(a, &u, input);
            ok = true;
        } else {
            ok = str_eq(base->scheme, S("file")) ? parse_file(a, &u, base, rest)
                                                 : parse_relative(a, &u, base, rest);
        }
    } else {
        u.scheme = lower(a, scheme);
        if (str_eq(u.scheme, S("file")))
            ok = parse_file(a, &u, base, rest);
        else if (url_is_special(&u))
            ok = base && str_eq(base->scheme, u.scheme) && !str_starts(rest, S("//"))
                     ? parse_relative(a, &u, base, rest)
                     : parse_special_authority(a, &u, rest);
        else if (str_starts(rest, S("//")))
            ok = parse_authority(a, &u, str_drop(rest, 2));
        else
            ok = rest.n && rest.p[0] == '/' ? start_path(a, &u, rest) : parse_opaque(a, &u, rest);
    }
    if (ok)
        *out = u;
    return ok;
}

struct str url_href(struct arena *a, const struct url *u)
{
    struct buf b = {0};
    buf_add(&b, u->scheme);
    buf_add_byte(&b, ':');
    if (u->host.p) {
        buf_add(&b, S("//"));
        buf_add(&b, u->username);
        if (u->password.n) {
            buf_add_byte(&b, ':');
            buf_add(&b, u->password);
        }
        if (u->username.n || u->password.n)
            buf_add_byte(&b, '@');
        buf_add(&b, u->host);
        if (u->port >= 0)
            buf_printf(&b, ":%d", u->port);
    } else if (!u->opaque_path && str_starts(u->path, S("//"))) {
        buf_add(&b, S("/."));
    }
    buf_add(&b, u->path);
    if (u->query.p) {
        buf_add_byte(&b, '?');
        buf_add(&b, u->query);
    }
    if (u->fragment.p) {
        buf_add_byte(&b, '#');
        buf_add(&b, u->fragment);
    }
    struct str out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return out;
}

// --- RFC 3986 -----------------------------------------------------------------------------------

static char *copy_to(char *to, struct str s)
{
    if (s.n)
        memcpy(to, s.p, s.n);
    return to + s.n;
}

// Section 5.2.4, on a path that starts with '/'; writes at most its bytes, returns the end.
static char *remove_dots(char *const start, struct str path)
{
    char *to = start;
    while (path.n) {
        size_t n = 1 + str_find_byte(str_drop(path, 1), '/');
        struct str segment = str_take(path, n);
        path = str_drop(path, n);
        bool dots = str_eq(segment, S("/.."));
        if (dots)
            while (to > start && *--to != '/')
                ;
        if (!dots && !str_eq(segment, S("/.")))
            to = copy_to(to, segment);
        else if (!path.n)
            *to++ = '/';
    }
    return to;
}

struct str url_resolve(struct arena *a, struct str base, struct str ref)
{
    ref = str_trim(ref);
    struct str scheme = url_scheme_of(base);
    if (!scheme.n || url_scheme_of(ref).n)
        return ref;
    struct str rest = str_drop(base, scheme.n + 1);
    if (!ref.n)
        return str_take(base, str_find_byte(base, '#'));
    if (!str_starts(rest, S("/"))) // opaque: nothing is relative to it
        return ref;
    size_t authority = str_starts(rest, S("//")) ? 2 : 0;
    while (authority && authority < rest.n && rest.p[authority] != '/' &&
           rest.p[authority] != '?' && rest.p[authority] != '#')
        authority++;
    struct str path = str_drop(rest, authority);
    size_t path_end = tail_start(path), ref_path = tail_start(ref);
    char *out = arena_alloc_raw(a, base.n + ref.n + 2);
    char *to = copy_to(out, str_take(base, scheme.n + 1));
    if (str_starts(ref, S("//")))
        return (struct str){out, (size_t)(copy_to(to, ref) - out)};
    to = copy_to(to, str_take(rest, authority));
    if (ref_path == 0) {
        to = copy_to(to, str_take(path, ref.p[0] == '?' ? path_end : str_find_byte(path, '#')));
    } else {
        struct str merged = str_take(ref, ref_path);
        if (ref.p[0] != '/') {
            path = str_take(path, path_end);
            while (path.n && path.p[path.n - 1] != '/')
                path.n--;
            char *joined = arena_alloc_raw(a, path.n + merged.n + 1), *end = joined;
            end = copy_to(end, path.n ? path : S("/"));
            end = copy_to(end, merged);
            merged = (struct str){joined, (size_t)(end - joined)};
        }
        to = remove_dots(to, merged);
    }
    to = copy_to(to, str_drop(ref, ref_path));
    return (struct str){out, (size_t)(to - out)};
}
