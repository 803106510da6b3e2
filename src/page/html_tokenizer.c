// html_tokenizer: see html_tokenizer.h.
//
// The standard describes 80 states that eat one character at a time.  Here each construct is one
// function that finds its end by memchr or a short loop, because text, scripts and quoted values,
// nine tenths of a page, then pass at the speed of memory.  Nothing is copied or decoded.
// Source: HTML standard, sections 13.2.5.1 to 13.2.5.71.  Limits: parse errors are not reported;
// the tree builder must say when it is inside foreign content.
#include "page/html_tokenizer.h"

#include <string.h>

#include "text/html_entities.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static size_t find_from(struct str in, size_t from, char c)
{
    const char *p = from < in.n ? memchr(in.p + from, c, in.n - from) : NULL;
    return p ? (size_t)(p - in.p) : in.n;
}

static bool at_string(struct str in, size_t at, struct str want)
{
    return at < in.n && str_starts_nocase(str_drop(in, at), want);
}

void html_tokenizer_init(struct html_tokenizer *t, struct str in)
{
    t->in = in;
    t->at = 0;
    t->mode = HTML_MODE_DATA;
    t->foreign = false;
    t->last_start = (struct str){0};
    t->attribute_count = 0;
}

void html_tokenizer_enter(struct html_tokenizer *t, enum html_tag tag)
{
    if (tag == TAG_SCRIPT)
        t->mode = HTML_MODE_SCRIPT;
    else if (tag == TAG_PLAINTEXT)
        t->mode = HTML_MODE_PLAINTEXT;
    else if (html_tag_has(tag, HTML_RCDATA))
        t->mode = HTML_MODE_RCDATA;
    else if (html_tag_has(tag, HTML_RAW))
        t->mode = HTML_MODE_RAWTEXT;
}

static bool text_token(struct html_tokenizer *t, size_t end, unsigned decode,
                       struct html_token *out)
{
    *out = (struct html_token){
        .kind = HTML_TOKEN_TEXT, .text = str_sub(t->in, t->at, end), .decode = decode};
    t->at = end;
    return true;
}

static bool comment_token(struct html_tokenizer *t, size_t start, size_t end, size_t next,
                          struct html_token *out)
{
    *out = (struct html_token){.kind = HTML_TOKEN_COMMENT, .text = str_sub(t->in, start, end)};
    t->at = next < t->in.n ? next : t->in.n;
    return true;
}

// --- raw text -----------------------------------------------------------------------------------

static bool ends_name(struct str in, size_t at)
{
    return at < in.n && (is_space(in.p[at]) || in.p[at] == '/' || in.p[at] == '>');
}

// Is `</name` with a proper end at `at` (13.2.5.11 "appropriate end tag")?
static bool at_end_tag(struct str in, size_t at, struct str name)
{
    return name.n && at + 1 < in.n && in.p[at + 1] == '/' && at_string(in, at + 2, name) &&
           ends_name(in, at + 2 + name.n);
}

static size_t raw_end(struct str in, size_t at, struct str name)
{
    for (at = find_from(in, at, '<'); at < in.n; at = find_from(in, at + 1, '<'))
        if (at_end_tag(in, at, name))
            break;
    return at;
}

// 13.2.5.15 to 13.2.5.31: inside a script, `<!--` starts a comment in which a whole `<script>` …
// `</script>` may stand without ending the element.
static size_t script_end(struct str in, size_t at, struct str name)
{
    enum { NORMAL, ESCAPED, DOUBLE } state = NORMAL;
    for (;;) {
        if (state == NORMAL)
            at = find_from(in, at, '<');
        else
            while (at < in.n && in.p[at] != '<' && in.p[at] != '-')
                at++;
        if (at >= in.n)
            return in.n;
        if (in.p[at] == '-') {
            if (at_string(in, at, S("-->")))
                state = NORMAL;
            at++;
        } else if (state == DOUBLE) {
            if (at_end_tag(in, at, S("script")))
                state = ESCAPED;
            at++;
        } else if (at_end_tag(in, at, name)) {
            return at;
        } else if (state == NORMAL && at_string(in, at, S("<!--"))) {
            state = ESCAPED;
            at += 2; // the two dashes may belong to a "-->"
        } else if (state == ESCAPED && at_string(in, at, S("<script")) && ends_name(in, at + 7)) {
            state = DOUBLE;
            at++;
        } else {
            at++;
        }
    }
}

// Text up to the end of the raw element; false where there is none and data follows.
static bool raw_token(struct html_tokenizer *t, struct html_token *out)
{
    size_t end = t->in.n, skip = 0;
    unsigned decode = 0;
    switch (t->mode) {
    case HTML_MODE_RCDATA:
        decode = HTML_DECODE_REFERENCES;
        end = raw_end(t->in, t->at, t->last_start);
        break;
    case HTML_MODE_RAWTEXT: end = raw_end(t->in, t->at, t->last_start); break;
    case HTML_MODE_SCRIPT: end = script_end(t->in, t->at, t->last_start); break;
    case HTML_MODE_CDATA:
        decode = HTML_DECODE_KEEP_NUL;
        end = t->at + str_find(str_drop(t->in, t->at), S("]]>"));
        skip = end < t->in.n ? 3 : 0;
        break;
    case HTML_MODE_PLAINTEXT:
    case HTML_MODE_DATA: break;
    }
    t->mode = HTML_MODE_DATA;
    bool some = end > t->at;
    if (some)
        text_token(t, end, decode, out);
    t->at = end + skip;
    return some;
}

// --- comments and doctypes ----------------------------------------------------------------------

// 13.2.5.43 to 13.2.5.52: t->at is behind "<!--".
static bool comment(struct html_tokenizer *t, struct html_token *out)
{
    struct str in = t->in;
    size_t start = t->at;
    if (at_string(in, start, S(">")))
        return comment_token(t, start, start, start + 1, out);
    if (at_string(in, start, S("->")))
        return comment_token(t, start, start, start + 2, out);
    for (size_t at = find_from(in, start, '-'); at < in.n; at = find_from(in, at + 1, '-')) {
        if (at_string(in, at, S("-->")))
            return comment_token(t, start, at, at + 3, out);
        if (at_string(in, at, S("--!>")))
            return comment_token(t, start, at, at + 4, out);
    }
    static const struct str tails[] = {S_INIT("--!"), S_INIT("--"), S_INIT("-")};
    struct str rest = str_drop(in, start);
    for (size_t i = 0; i < COUNT_OF(tails); i++)
        if (str_ends(rest, tails[i]))
            return comment_token(t, start, in.n - tails[i].n, in.n, out);
    return comment_token(t, start, in.n, in.n, out);
}

static bool bogus_comment(struct html_tokenizer *t, size_t start, struct html_token *out)
{
    size_t end = find_from(t->in, start, '>');
    return comment_token(t, start, end, end + 1, out);
}

static inline void skip_space(struct html_tokenizer *t)
{
    while (t->at < t->in.n && is_space(t->in.p[t->at]))
        t->at++;
}

// A quoted identifier of a doctype at t->at; false where the doctype ends inside or before it.
static bool doctype_id(struct html_tokenizer *t, struct str *id)
{
    char quote = t->in.p[t->at];
    size_t start = ++t->at;
    while (t->at < t->in.n && t->in.p[t->at] != quote && t->in.p[t->at] != '>')
        t->at++;
    *id = str_sub(t->in, start, t->at);
    if (t->at >= t->in.n || t->in.p[t->at] == '>')
        return false;
    t->at++;
    skip_space(t);
    return true;
}

static bool at_quote(const struct html_tokenizer *t)
{
    return t->at < t->in.n && (t->in.p[t->at] == '"' || t->in.p[t->at] == '\'');
}

static bool at_greater(const struct html_tokenizer *t)
{
    return t->at < t->in.n && t->in.p[t->at] == '>';
}

// The public and system identifiers; false where the doctype is wrong.
static bool doctype_ids(struct html_tokenizer *t, struct html_token *out)
{
    bool public = at_string(t->in, t->at, S("public"));
    if (!public && !at_string(t->in, t->at, S("system")))
        return false;
    t->at += 6;
    skip_space(t);
    if (!at_quote(t) || !doctype_id(t, public ? &out->public_id : &out->system_id))
        return false;
    if (public && at_quote(t) && !doctype_id(t, &out->system_id))
        return false;
    if (public && !out->system_id.p && !at_greater(t))
        return false;
    return t->at < t->in.n;
}

// 13.2.5.53 to 13.2.5.68: t->at is behind "<!doctype".
static bool doctype(struct html_tokenizer *t, struct html_token *out)
{
    *out = (struct html_token){.kind = HTML_TOKEN_DOCTYPE};
    skip_space(t);
    size_t start = t->at;
    while (t->at < t->in.n && t->in.p[t->at] != '>' && !is_space(t->in.p[t->at]))
        t->at++;
    if (t->at > start)
        out->text = str_sub(t->in, start, t->at);
    skip_space(t);
    if (at_greater(t))
        out->quirks = !out->text.p;
    else
        out->quirks = !doctype_ids(t, out);
    t->at = find_from(t->in, t->at, '>') + 1;
    if (t->at > t->in.n)
        t->at = t->in.n;
    return true;
}

// 13.2.5.42: t->at is behind "<!".  false: no token of its own.
static bool markup_declaration(struct html_tokenizer *t, struct html_token *out)
{
    if (str_starts(str_drop(t->in, t->at), S("--"))) {
        t->at += 2;
        return comment(t, out);
    }
    if (at_string(t->in, t->at, S("doctype"))) {
        t->at += 7;
        return doctype(t, out);
    }
    if (t->foreign && str_starts(str_drop(t->in, t->at), S("[CDATA["))) {
        t->at += 7;
        t->mode = HTML_MODE_CDATA;
        return false;
    }
    return bogus_comment(t, t->at, out);
}

// --- tags ---------------------------------------------------------------------------------------

// Bytes that end the name of a tag or of an attribute, or an unquoted value, and blanks, as bits.
enum { ENDS_TAG = 1, ENDS_NAME = 2, ENDS_VALUE = 4, IS_SPACE = 8 };
static const uint8_t ends[256] = {
    ['\t'] = 15, ['\n'] = 15, ['\f'] = 15, ['\r'] = 15, [' '] = 15, ['>'] = 7, ['/'] = 3, ['='] = 2,
};

static inline size_t run_to(struct str in, size_t at, unsigned what)
{
    while (at < in.n && !(ends[(unsigned char)in.p[at]] & what))
        at++;
    return at;
}

static inline size_t space_end(struct str in, size_t at)
{
    while (at < in.n && ends[(unsigned char)in.p[at]] & IS_SPACE)
        at++;
    return at;
}

// 13.2.5.37 to 13.2.5.39: the value behind '='.  Returns where it ends.
static size_t attribute_value(struct str in, size_t at, struct str *value)
{
    at = space_end(in, at);
    char quote = at < in.n ? in.p[at] : 0;
    if (quote != '"' && quote != '\'') {
        size_t end = run_to(in, at, ENDS_VALUE);
        *value = (struct str){in.p + at, end - at};
        return end;
    }
    // A value that never ends takes its tag with it.
    size_t end = find_from(in, at + 1, quote);
    *value = (struct str){in.p + at + 1, end - (at + 1)};
    return end < in.n ? end + 1 : in.n;
}

// 13.2.5.33 to 13.2.5.35: one attribute.  Returns where it ends.
static size_t attribute(struct html_tokenizer *t, size_t at)
{
    struct str in = t->in;
    size_t end = run_to(in, at + 1, ENDS_NAME); // an '=' in front belongs to the name
    struct html_attribute one = {
        .name = {in.p + at, end - at},
          .value = {in.p + at, 0       }
    };
    at = space_end(in, end);
    if (at < in.n && in.p[at] == '=')
        at = attribute_value(in, at + 1, &one.value);
    if (t->attribute_count < LIMIT_ATTRIBUTES)
        t->attributes[t->attribute_count++] = one;
    return at;
}

// 13.2.5.32, 13.2.5.40: attributes up to '>'.  false where the page ends before.
static bool attributes(struct html_tokenizer *t, bool *self_closing)
{
    struct str in = t->in;
    size_t at = t->at;
    while (at < in.n && in.p[at] != '>') {
        *self_closing = in.p[at] == '/' && at + 1 < in.n && in.p[at + 1] == '>';
        if (in.p[at] == '/' || ends[(unsigned char)in.p[at]] & IS_SPACE)
            at++;
        else
            at = attribute(t, at);
    }
    t->at = at < in.n ? at + 1 : in.n;
    return at < in.n;
}

// t->at is at the first letter of the name.
static bool tag(struct html_tokenizer *t, enum html_token_kind kind, struct html_token *out)
{
    size_t start = t->at;
    t->at = run_to(t->in, start, ENDS_TAG);
    *out = (struct html_token){
        .kind = kind, .text = {t->in.p + start, t->at - start}
    };
    t->attribute_count = 0;
    if (at_greater(t)) // most tags: nothing but a name
        t->at++;
    else if (!attributes(t, &out->self_closing))
        return false; // the page ends inside the tag, which is dropped
    out->tag = html_tag_find(out->text);
    if (kind == HTML_TOKEN_START)
        t->last_start = out->text;
    return true;
}

// 13.2.5.6, 13.2.5.7: what the '<' at t->at opens.  false: nothing, go on.
static bool markup(struct html_tokenizer *t, struct html_token *out)
{
    char next = t->in.p[t->at + 1];
    if (next == '!') {
        t->at += 2;
        return markup_declaration(t, out);
    }
    if (next == '?')
        return bogus_comment(t, t->at + 1, out);
    if (next != '/') {
        t->at++;
        return tag(t, HTML_TOKEN_START, out);
    }
    t->at += 2;
    if (at_greater(t)) { // </> is nothing
        t->at++;
        return false;
    }
    if (is_ascii_alpha(t->in.p[t->at]))
        return tag(t, HTML_TOKEN_CLOSE, out);
    return bogus_comment(t, t->at, out);
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

// Does the '<' at `at` open anything?
static bool opens_markup(struct str in, size_t at)
{
    if (at + 1 >= in.n)
        return false;
    char next = in.p[at + 1];
    return is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < in.n);
}

bool html_tokenizer_next(struct html_tokenizer *t, struct html_token *out)
{
    for (;;) {
        if (t->mode != HTML_MODE_DATA && raw_token(t, out))
            return true;
        if (t->at >= t->in.n) {
            *out = (struct html_token){.kind = HTML_TOKEN_END};
            return false;
        }
        size_t at = t->in.p[t->at] == '<' ? t->at : find_from(t->in, t->at, '<');
        while (at < t->in.n && !opens_markup(t->in, at))
            at = find_from(t->in, at + 1, '<');
        if (at > t->at)
            return text_token(t, at, HTML_DECODE_REFERENCES | HTML_DECODE_KEEP_NUL, out);
        if (markup(t, out))
            return true;
    }
}
