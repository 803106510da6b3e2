// json_check: whether bytes are JSON that our own writer could have made.
//
// For readings that come from a process that is not trusted and are handed on as they are: reading
// them into a tree (jansson) costs ten times as much and says no more.
#include "base/json.h"
#include "base/limits.h"

static char peek(const struct str *s)
{
    return s->n ? s->p[0] : 0;
}

static bool take(struct str *s, struct str word)
{
    if (!str_starts(*s, word))
        return false;
    *s = str_drop(*s, word.n);
    return true;
}

static bool take_string(struct str *s)
{
    if (!take(s, S("\"")))
        return false;
    for (size_t i = 0; i < s->n; i++) {
        if (s->p[i] == '"') {
            *s = str_drop(*s, i + 1);
            return true;
        }
        if ((unsigned char)s->p[i] < ' ' || s->p[i] == '<')
            return false;
        if (s->p[i] != '\\')
            continue;
        if (++i == s->n || !memchr("\"\\/bfnrtu", s->p[i], 9))
            return false;
        for (size_t digits = s->p[i] == 'u' ? 4 : 0; digits; digits--)
            if (++i == s->n || hex_value(s->p[i]) < 0)
                return false;
    }
    return false;
}

static bool take_digits(struct str *s)
{
    size_t n = 0;
    while (n < s->n && is_ascii_digit(s->p[n]))
        n++;
    *s = str_drop(*s, n);
    return n > 0;
}

static bool take_number(struct str *s)
{
    take(s, S("-"));
    if (!take(s, S("0")) && !take_digits(s))
        return false;
    if (take(s, S(".")) && !take_digits(s))
        return false;
    if (ascii_lower(peek(s)) == 'e') {
        *s = str_drop(*s, 1);
        if (!take(s, S("-")))
            take(s, S("+"));
        return take_digits(s);
    }
    return true;
}

static bool take_value(struct str *s, int depth);

// What stands between the brackets of an object or array, and the closing one.
static bool take_members(struct str *s, bool is_object, int depth)
{
    struct str close = is_object ? S("}") : S("]");
    if (take(s, close))
        return true;
    do {
        if (is_object && !(take_string(s) && take(s, S(":"))))
            return false;
        if (!take_value(s, depth))
            return false;
    } while (take(s, S(",")));
    return take(s, close);
}

static bool take_value(struct str *s, int depth)
{
    if (depth == 0)
        return false;
    switch (peek(s)) {
    case '{': *s = str_drop(*s, 1); return take_members(s, true, depth - 1);
    case '[': *s = str_drop(*s, 1); return take_members(s, false, depth - 1);
    case '"': return take_string(s);
    case 't': return take(s, S("true"));
    case 'f': return take(s, S("false"));
    case 'n': return take(s, S("null"));
    default: return take_number(s);
    }
}

bool json_is_plain_object(struct str s)
{
    return peek(&s) == '{' && take_value(&s, LIMIT_JSON_DEPTH) && s.n == 0;
}
