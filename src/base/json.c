// json: see json.h.
#include "base/json.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

#include "base/civil.h"
#include "base/limits.h"
#include "base/utf8.h"

static void separate(struct json *j)
{
    if (j->need_comma)
        buf_add_byte(j->out, ',');
    j->need_comma = true;
}

static void open_with(struct json *j, char c)
{
    separate(j);
    buf_add_byte(j->out, c);
    j->need_comma = false;
}

static void close_with(struct json *j, char c)
{
    buf_add_byte(j->out, c);
    j->need_comma = true;
}

void json_begin_object(struct json *j)
{
    open_with(j, '{');
}

void json_end_object(struct json *j)
{
    close_with(j, '}');
}

void json_begin_array(struct json *j)
{
    open_with(j, '[');
}

void json_end_array(struct json *j)
{
    close_with(j, ']');
}

// One code point that may not stand as it is; the caller copies the plain runs.
static void add_escape(struct buf *out, uint32_t c)
{
    switch (c) {
    case '"': buf_add(out, S("\\\"")); break;
    case '\\': buf_add(out, S("\\\\")); break;
    case '\n': buf_add(out, S("\\n")); break;
    case '\r': buf_add(out, S("\\r")); break;
    case '\t': buf_add(out, S("\\t")); break;
    default: buf_printf(out, "\\u%04x", (unsigned)c); break;
    }
}

static void add_quoted(struct buf *out, struct str s)
{
    buf_add_byte(out, '"');
    size_t plain = 0; // bytes at the start of s that can be copied
    while (plain < s.n) {
        unsigned char c = (unsigned char)s.p[plain];
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '<') {
            plain++;
            continue;
        }
        size_t len = 1;
        uint32_t point = c < 0x80 ? c : utf8_decode(str_drop(s, plain), &len);
        bool bad = point == UTF8_REPLACEMENT;
        bool escape = point < 0x80 || point == 0x2028 || point == 0x2029;
        if (!bad && !escape) {
            plain += len;
            continue;
        }
        buf_add(out, str_take(s, plain));
        if (bad)
            buf_add_point(out, UTF8_REPLACEMENT);
        else
            add_escape(out, point);
        s = str_drop(s, plain + len);
        plain = 0;
    }
    buf_add(out, s);
    buf_add_byte(out, '"');
}

void json_key(struct json *j, const char *key)
{
    separate(j);
    add_quoted(j->out, str_from_cstr(key));
    buf_add_byte(j->out, ':');
    j->need_comma = false;
}

void json_add_str(struct json *j, struct str s)
{
    separate(j);
    add_quoted(j->out, s);
}

void json_add_str_or_null(struct json *j, struct str s)
{
    if (s.p)
        json_add_str(j, s);
    else
        json_add_null(j);
}

void json_add_int(struct json *j, int64_t value)
{
    separate(j);
    buf_printf(j->out, "%lld", (long long)value);
}

void json_add_real(struct json *j, double value, int decimals)
{
    if (!isfinite(value)) {
        json_add_null(j);
        return;
    }
    char text[400];
    int n = snprintf(text, sizeof text, "%.*f", decimals, value);
    struct str s = {text, n < 0 ? 0 : (size_t)n};
    if (str_find_byte(s, '.') < s.n) {
        while (s.p[s.n - 1] == '0')
            s.n--;
        if (s.p[s.n - 1] == '.')
            s.n--;
    }
    separate(j);
    buf_add(j->out, str_eq(s, S("-0")) ? S("0") : s);
}

void json_add_bool(struct json *j, bool value)
{
    separate(j);
    buf_add(j->out, value ? S("true") : S("false"));
}

void json_add_null(struct json *j)
{
    separate(j);
    buf_add(j->out, S("null"));
}

void json_put_str(struct json *j, const char *key, struct str s)
{
    json_key(j, key);
    json_add_str(j, s);
}

void json_put_str_or_null(struct json *j, const char *key, struct str s)
{
    json_key(j, key);
    json_add_str_or_null(j, s);
}

void json_put_int(struct json *j, const char *key, int64_t value)
{
    json_key(j, key);
    json_add_int(j, value);
}

void json_put_real(struct json *j, const char *key, double value, int decimals)
{
    json_key(j, key);
    json_add_real(j, value, decimals);
}

void json_put_bool(struct json *j, const char *key, bool value)
{
    json_key(j, key);
    json_add_bool(j, value);
}

void json_put_time(struct json *j, const char *key, int64_t seconds)
{
    struct buf b = {0};
    rfc3339_add(&b, seconds);
    json_put_str_or_null(j, key, buf_str(&b));
    buf_release(&b);
}

struct json_t *json_line(struct str line, struct err *e)
{
    json_error_t why;
    json_t *value = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);
    if (!value) {
        err_set(e, ERR_BAD_INPUT, "not JSON: %.200s", why.text);
        return NULL;
    }
    if (!json_is_object(value)) {
        err_set(e, ERR_BAD_INPUT, "a line must be a JSON object");
        json_decref(value);
        return NULL;
    }
    return value;
}

struct str json_get_str(const struct json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value))
        return (struct str){0};
    return (struct str){json_string_value(value), json_string_length(value)};
}
