// html5lib: runs the tokenizer cases of html5lib and prints how many pass.
//
//     build/release/bench/html5lib FOLDER [-v]
//
// A case is right when the tokens, without parse errors, are those it lists; neighbouring character
// tokens count as one.  Each case runs once for each of its initial states.
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/html_tokenizer.h"
#include "text/html_entities.h"

static struct {
    size_t passed, total;
    bool verbose;
} result;

static const struct {
    const char *name;
    enum html_mode mode;
} states[] = {
    {"Data state",          HTML_MODE_DATA     },
    {"RCDATA state",        HTML_MODE_RCDATA   },
    {"RAWTEXT state",       HTML_MODE_RAWTEXT  },
    {"Script data state",   HTML_MODE_SCRIPT   },
    {"PLAINTEXT state",     HTML_MODE_PLAINTEXT},
    {"CDATA section state", HTML_MODE_CDATA    },
};

// Appends s; with `twice`, \uXXXX in it stands for that code unit (lone surrogates as three bytes).
static void add_unescaped(struct buf *out, struct str s, bool twice)
{
    while (s.n) {
        if (!twice || !str_starts(s, S("\\u")) || s.n < 6) {
            buf_add_byte(out, s.p[0]);
            s = str_drop(s, 1);
            continue;
        }
        char hex[5] = {s.p[2], s.p[3], s.p[4], s.p[5], 0};
        unsigned c = (unsigned)strtoul(hex, NULL, 16);
        if (c >= 0xD800 && c <= 0xDFFF) {
            buf_add_byte(out, (char)0xED);
            buf_add_byte(out, (char)(0x80 | (c >> 6 & 0x3F)));
            buf_add_byte(out, (char)(0x80 | (c & 0x3F)));
        } else {
            buf_add_point(out, c);
        }
        s = str_drop(s, 6);
    }
}

static struct str json_view(const json_t *v)
{
    return v && json_is_string(v) ? (struct str){json_string_value(v), json_string_length(v)}
                                  : (struct str){0};
}

// One line a token: its kind, then its parts, each behind a tab.  Characters join on one line.
static void add_field(struct buf *out, struct str s, bool lower)
{
    buf_add_byte(out, '\t');
    for (size_t i = 0; i < s.n; i++)
        buf_add_byte(out, lower ? ascii_lower(s.p[i]) : s.p[i]);
}

static void begin(struct buf *out, bool *in_text, const char *kind)
{
    if (*in_text)
        buf_add_byte(out, '\n');
    *in_text = false;
    buf_printf(out, "%s", kind);
}

// Attributes in the order of their names; of equal names the first.
static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct html_attribute *)a)->name,
                   ((const struct html_attribute *)b)->name);
}

static void add_attributes(struct buf *out, struct html_attribute *v, size_t n)
{
    qsort(v, n, sizeof *v, by_name);
    for (size_t i = 0; i < n; i++) {
        add_field(out, v[i].name, false);
        add_field(out, v[i].value, false);
    }
}

static void dump_expected(struct buf *out, json_t *tokens, bool twice)
{
    bool in_text = false;
    size_t i;
    json_t *token;
    struct buf part = {0};
    json_array_foreach(tokens, i, token)
    {
        struct str kind = json_view(json_array_get(token, 0));
        struct str name = json_view(json_array_get(token, 1));
        if (str_eq(kind, S("Character"))) {
            add_unescaped(out, name, twice);
            in_text = true;
            continue;
        }
        begin(out, &in_text, kind.p);
        buf_reset(&part);
        add_unescaped(&part, name, twice);
        add_field(out, buf_str(&part), false);
        if (str_eq(kind, S("StartTag"))) {
            struct html_attribute v[64];
            size_t n = 0;
            const char *key;
            json_t *value;
            json_object_foreach(json_array_get(token, 2), key, value)
            {
                v[n++] = (struct html_attribute){str_from_cstr(key), json_view(value)};
            }
            add_attributes(out, v, n);
            if (json_is_true(json_array_get(token, 3)))
                add_field(out, S("/"), false);
        } else if (str_eq(kind, S("DOCTYPE"))) {
            for (size_t k = 2; k < 4; k++) {
                json_t *id = json_array_get(token, k);
                add_field(out, json_is_null(id) ? S("null") : json_view(id), false);
            }
            add_field(out, json_is_true(json_array_get(token, 4)) ? S("ok") : S("quirks"), false);
        }
        buf_add_byte(out, '\n');
    }
    if (in_text)
        buf_add_byte(out, '\n');
    buf_release(&part);
}

static struct str lower(struct arena *a, struct str s)
{
    struct str copy = arena_str(a, s);
    char *p = arena_alloc_raw(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = ascii_lower(copy.p[i]);
    return html_decoded(a, (struct str){p, s.n}, 0);
}

static void dump_start_tag(struct arena *a, struct buf *out, const struct html_tokenizer *t,
                           const struct html_token *token)
{
    struct html_attribute v[64];
    size_t n = 0;
    for (size_t i = 0; i < t->attribute_count && n < 64; i++) {
        struct html_attribute one = t->attributes[i];
        one.name = lower(a, one.name);
        one.value = html_decoded(a, one.value, HTML_DECODE_REFERENCES | HTML_DECODE_ATTRIBUTE);
        bool known = false;
        for (size_t k = 0; k < n; k++)
            known |= str_eq(v[k].name, one.name);
        if (!known)
            v[n++] = one;
    }
    add_attributes(out, v, n);
    if (token->self_closing)
        add_field(out, S("/"), false);
}

static void dump_actual(struct arena *a, struct buf *out, struct html_tokenizer *t)
{
    static const char *const kinds[] = {"", "", "StartTag", "EndTag", "Comment", "DOCTYPE"};
    bool in_text = false;
    struct html_token token;
    while (html_tokenizer_next(t, &token)) {
        if (token.kind == HTML_TOKEN_TEXT) {
            buf_add(out, html_decoded(a, token.text, token.decode));
            in_text = true;
            continue;
        }
        begin(out, &in_text, kinds[token.kind]);
        if (token.kind == HTML_TOKEN_COMMENT)
            add_field(out, html_decoded(a, token.text, 0), false);
        else
            add_field(out, lower(a, token.text), false);
        if (token.kind == HTML_TOKEN_START)
            dump_start_tag(a, out, t, &token);
        if (token.kind == HTML_TOKEN_DOCTYPE) {
            struct str none = S("null");
            add_field(out, token.public_id.p ? html_decoded(a, token.public_id, 0) : none, false);
            add_field(out, token.system_id.p ? html_decoded(a, token.system_id, 0) : none, false);
            add_field(out, token.quirks ? S("quirks") : S("ok"), false);
        }
        buf_add_byte(out, '\n');
    }
    if (in_text)
        buf_add_byte(out, '\n');
}

static bool state_wanted(json_t *test, const char *name)
{
    json_t *wanted = json_object_get(test, "initialStates");
    if (!wanted)
        return strcmp(name, "Data state") == 0;
    size_t i;
    json_t *one;
    json_array_foreach(wanted, i, one) if (strcmp(json_string_value(one), name) == 0) return true;
    return false;
}

static void run_test(json_t *test)
{
    static struct html_tokenizer t;
    struct arena a = {0};
    struct buf input = {0}, want = {0}, got = {0};
    bool twice = json_is_true(json_object_get(test, "doubleEscaped"));
    add_unescaped(&input, json_view(json_object_get(test, "input")), twice);
    dump_expected(&want, json_object_get(test, "output"), twice);
    bool ok = true;
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        if (!state_wanted(test, states[i].name))
            continue;
        html_tokenizer_init(&t, buf_str(&input));
        t.mode = states[i].mode;
        t.last_start = json_view(json_object_get(test, "lastStartTag"));
        buf_reset(&got);
        dump_actual(&a, &got, &t);
        if (str_eq(buf_str(&want), buf_str(&got)))
            continue;
        ok = false;
        if (result.verbose)
            printf("%s (%s)\n  input %.*s\n  want %.*s  got  %.*s",
                   json_string_value(json_object_get(test, "description")), states[i].name,
                   STR_ARGS(buf_str(&input)), STR_ARGS(buf_str(&want)), STR_ARGS(buf_str(&got)));
    }
    result.passed += ok;
    result.total++;
    buf_release(&input);
    buf_release(&want);
    buf_release(&got);
    arena_release(&a);
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    result.verbose = argc > 2;
    struct dirent **files;
    int n = scandir(argv[1], &files, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", argv[1], files[i]->d_name);
        json_error_t error;
        if (!str_ends(str_from_cstr(files[i]->d_name), S(".test")))
            continue;
        json_t *file = json_load_file(path, JSON_ALLOW_NUL, &error);
        if (!file) {
            fprintf(stderr, "html5lib: %s: %s\n", path, error.text);
            return 1;
        }
        size_t k;
        json_t *test;
        json_array_foreach(json_object_get(file, "tests"), k, test) run_test(test);
        json_decref(file);
    }
    printf("html5lib tokenizer %.4f (%zu of %zu)\n",
           result.total ? (double)result.passed / (double)result.total : 0.0, result.passed,
           result.total);
    return 0;
}
