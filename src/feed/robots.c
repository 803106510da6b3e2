// robots: see robots.h.
//
// The file is read once for one agent: two lists of rules are kept, those of groups that name the
// agent and those of "*"; at the end one of them counts.  A pattern is matched piece by piece
// between its stars, each piece at the first place it is found, which is enough for a pattern that
// only has stars: no going back, so the time is linear where the obvious recursion is exponential.
// Source: RFC 9309; google/robotstxt (robots.cc), whose test cases are ours.
#include "feed/robots.h"

#include <string.h>

#include "base/vec.h"

struct rules {
    VEC(struct robots_rule) list;
    int64_t delay_ms;
};

struct parser {
    struct arena *a;
    struct str agent;
    struct rules specific, global;
    bool in_specific, in_global; // the group that is open binds the agent, or "*"
    bool rules_seen;             // a rule has followed the group's agents
    bool ever_specific;
    VEC(struct str) sitemaps;
};

// --- lines --------------------------------------------------------------------------------------

enum key { KEY_NONE, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_SITEMAP, KEY_DELAY };

// Keys match as prefixes, with the typos that Google's parser knows.
static const struct {
    struct str name;
    enum key key;
} keys[] = {
    {S_INIT("user-agent"),  KEY_AGENT   },
    {S_INIT("useragent"),   KEY_AGENT   },
    {S_INIT("user agent"),  KEY_AGENT   },
    {S_INIT("disallow"),    KEY_DISALLOW},
    {S_INIT("dissallow"),   KEY_DISALLOW},
    {S_INIT("dissalow"),    KEY_DISALLOW},
    {S_INIT("disalow"),     KEY_DISALLOW},
    {S_INIT("diasllow"),    KEY_DISALLOW},
    {S_INIT("disallaw"),    KEY_DISALLOW},
    {S_INIT("allow"),       KEY_ALLOW   },
    {S_INIT("sitemap"),     KEY_SITEMAP },
    {S_INIT("site-map"),    KEY_SITEMAP },
    {S_INIT("crawl-delay"), KEY_DELAY   },
};

static enum key key_of(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (str_starts_nocase(name, keys[i].name))
            return keys[i].key;
    return KEY_NONE;
}

static size_t find_blank(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t')
        n++;
    return n;
}

// "key: value", or two words where the colon was forgotten.
static bool split_line(struct str line, struct str *name, struct str *value)
{
    line = str_trim(str_take(line, str_find_byte(line, '#')));
    size_t at = str_find_byte(line, ':');
    if (at == line.n) {
        at = find_blank(line);
        struct str rest = str_trim(str_drop(line, at));
        if (!rest.n || find_blank(rest) < rest.n)
            return false;
    }
    *name = str_trim(str_take(line, at));
    *value = str_trim(str_drop(line, at + 1));
    return name->n > 0;
}

static bool is_agent_byte(char c)
{
    return is_ascii_alpha(c) || c == '-' || c == '_';
}

static size_t agent_len(struct str s)
{
    size_t n = 0;
    while (n < s.n && is_agent_byte(s.p[n]))
        n++;
    return n;
}

bool robots_is_agent(struct str agent)
{
    return agent.n > 0 && agent_len(agent) == agent.n;
}

static void add_agent(struct parser *p, struct str value)
{
    if (p->rules_seen)
        p->in_specific = p->in_global = p->rules_seen = false;
    if (value.n && value.p[0] == '*' && (value.n == 1 || is_ascii_space(value.p[1]))) {
        p->in_global = true;
    } else if (p->agent.n && str_eq_nocase(str_take(value, agent_len(value)), p->agent)) {
        p->in_specific = p->ever_specific = true;
    }
}

static void add_rule(struct parser *p, struct str value, bool allow)
{
    if (!p->in_specific && !p->in_global)
        return;
    p->rules_seen = true;
    if (!value.n)
        return;
    struct robots_rule rule = {robots_escape(p->a, value), allow};
    *vec_push(p->a, p->in_specific ? &p->specific.list : &p->global.list) = rule;
}

// "Crawl-delay: 2.5", at most an hour.
static void add_delay(struct parser *p, struct str value)
{
    struct str whole, fraction;
    size_t seconds, tenths = 0;
    str_cut(value, '.', &whole, &fraction);
    if (!str_to_size(whole, 3600, &seconds))
        return;
    str_to_size(str_take(fraction, 1), 9, &tenths);
    int64_t ms = (int64_t)(seconds * 1000 + tenths * 100);
    if (p->in_specific)
        p->specific.delay_ms = ms;
    if (p->in_global)
        p->global.delay_ms = ms;
}

static void read_line(struct parser *p, struct str line)
{
    struct str name, value;
    line = str_take(line, ROBOTS_LINE_MAX);
    if (!split_line(str_take(line, str_find_byte(line, 0)), &name, &value))
        return;
    switch (key_of(name)) {
    case KEY_AGENT: add_agent(p, value); break;
    case KEY_ALLOW: add_rule(p, value, true); break;
    case KEY_DISALLOW: add_rule(p, value, false); break;
    case KEY_DELAY: add_delay(p, value); break;
    case KEY_SITEMAP:
        if (value.n && p->sitemaps.n < ROBOTS_SITEMAPS_MAX)
            *vec_push(p->a, &p->sitemaps) = arena_str(p->a, value);
        break;
    case KEY_NONE: break;
    }
}

// Without a byte order mark, even a part of one.
static struct str skip_mark(struct str s)
{
    struct str mark = S("\xEF\xBB\xBF");
    size_t n = 0;
    while (n < mark.n && n < s.n && s.p[n] == mark.p[n])
        n++;
    return str_drop(s, n);
}

struct robots robots_parse(struct arena *a, struct str bytes, struct str agent)
{
    struct parser p = {.a = a, .agent = str_trim(str_take(agent, str_find_byte(agent, '/')))};
    struct str rest = skip_mark(str_take(bytes, ROBOTS_BYTES_MAX));
    while (rest.n) {
        size_t n = 0;
        while (n < rest.n && rest.p[n] != '\n' && rest.p[n] != '\r')
            n++;
        read_line(&p, str_take(rest, n));
        rest = str_drop(rest, n + 1);
    }
    // A group of the agent's own stands alone, even where it has no rules.
    const struct rules *binding = p.ever_specific ? &p.specific : &p.global;
    return (struct robots){.rules = binding->list.v,
                           .rule_count = binding->list.n,
                           .delay_ms = binding->delay_ms,
                           .sitemaps = p.sitemaps.v,
                           .sitemap_count = p.sitemaps.n};
}

// --- matching -----------------------------------------------------------------------------------

// Does the pattern match a prefix of the path (all of it, with a '$' at the end)?
static bool matches(struct str path, struct str pattern)
{
    bool anchored = str_ends(pattern, S("$")), first = true, more = true;
    struct str piece;
    pattern.n -= anchored;
    while (more) {
        more = str_cut(pattern, '*', &piece, &pattern);
        if (anchored && !more) {
            if (first)
                return str_eq(path, piece);
            return str_ends(path, piece);
        }
        size_t at = first ? (str_starts(path, piece) ? 0 : path.n + 1) : str_find(path, piece);
        if (at + piece.n > path.n)
            return false;
        path = str_drop(path, at + piece.n);
        first = false;
    }
    return true;
}

// "/dir/index.html" allows "/dir/", too (Google's parser).
static struct str directory_of(struct str pattern)
{
    size_t slash = pattern.n;
    while (slash > 0 && pattern.p[slash - 1] != '/')
        slash--;
    bool is_index = slash > 0 && str_starts(str_drop(pattern, slash), S("index.htm"));
    return is_index ? str_take(pattern, slash) : (struct str){0};
}

bool robots_allowed(const struct robots *r, struct str url)
{
    struct arena scratch = {0};
    struct str path = robots_path_of(&scratch, url);
    size_t allow = 0, disallow = 0; // length of the longest pattern
    for (size_t i = 0; i < r->rule_count; i++) {
        const struct robots_rule *rule = &r->rules[i];
        size_t *longest = rule->allow ? &allow : &disallow;
        if (rule->pattern.n > *longest && matches(path, rule->pattern)) {
            *longest = rule->pattern.n;
        } else if (rule->allow) {
            struct str directory = directory_of(rule->pattern);
            if (directory.n && directory.n + 1 > *longest && str_eq(path, directory))
                *longest = directory.n + 1;
        }
    }
    arena_release(&scratch);
    return disallow <= allow;
}

static size_t find_path(struct str s, size_t from)
{
    while (from < s.n && s.p[from] != '/' && s.p[from] != '?' && s.p[from] != ';')
        from++;
    return from;
}

struct str robots_path_of(struct arena *a, struct str url)
{
    size_t start = str_starts(url, S("//")) ? 2 : 0;
    size_t early = find_path(url, start);
    size_t scheme = start + str_find(str_drop(url, start), S("://"));
    size_t host = scheme < url.n && scheme <= early ? scheme + 3 : start;
    size_t path = find_path(url, host);
    size_t hash = start + str_find_byte(str_drop(url, start), '#');
    if (path >= url.n || hash < path)
        return S("/");
    struct str found = str_sub(url, path, hash);
    return found.p[0] == '/' ? found : arena_printf(a, "/%.*s", STR_ARGS(found));
}

struct str robots_escape(struct arena *a, struct str s)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_alloc_raw(a, 3 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x80) {
            out[n++] = '%';
            out[n++] = digits[c >> 4];
            out[n++] = digits[c & 15];
        } else if (c == '%' && i + 2 < s.n && hex_value(s.p[i + 1]) >= 0 &&
                   hex_value(s.p[i + 2]) >= 0) {
            for (size_t k = 0; k < 3; k++) {
                char h = s.p[i + k];
                out[n++] = h >= 'a' && h <= 'f' ? (char)(h - 'a' + 'A') : h;
            }
            i += 2;
        } else {
            out[n++] = s.p[i];
        }
    }
    return (struct str){out, n};
}
