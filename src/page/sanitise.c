// sanitise: see sanitise.h.
//
// Why not clean a tree and serialise it: mutation attacks live in the difference between one
// parser's tree and another's.  Here the output has no element in which any parser changes its mode
// (no raw text, no foreign content, no template, no table repair that matters), so that there is
// nothing to disagree about.
#include "page/sanitise.h"

#include "base/buf.h"
#include "base/escape.h"
#include "base/url.h"
#include "page/html_tokenizer.h"
#include "text/html_entities.h"

enum { DEPTH_MAX = 64 };

enum treatment {
    DROP_TAG,     // the tag goes, its content stays (the default)
    DROP_CONTENT, // the tag goes with all it holds
    KEEP,         // an element with content
    KEEP_VOID,    // br, hr, img
};

// What is not listed is DROP_TAG.  Order: alphabetical within a treatment.
static const struct {
    enum html_tag tag;
    enum treatment treatment;
} treatments[] = {
    {TAG_APPLET,     DROP_CONTENT},
    {TAG_AUDIO,      DROP_CONTENT},
    {TAG_BUTTON,     DROP_CONTENT},
    {TAG_CANVAS,     DROP_CONTENT},
    {TAG_DATALIST,   DROP_CONTENT},
    {TAG_DIALOG,     DROP_CONTENT},
    {TAG_FRAMESET,   DROP_CONTENT},
    {TAG_IFRAME,     DROP_CONTENT},
    {TAG_MATH,       DROP_CONTENT},
    {TAG_NOEMBED,    DROP_CONTENT},
    {TAG_NOFRAMES,   DROP_CONTENT},
    {TAG_NOSCRIPT,   DROP_CONTENT},
    {TAG_OBJECT,     DROP_CONTENT},
    {TAG_SCRIPT,     DROP_CONTENT},
    {TAG_SELECT,     DROP_CONTENT},
    {TAG_STYLE,      DROP_CONTENT},
    {TAG_SVG,        DROP_CONTENT},
    {TAG_TEMPLATE,   DROP_CONTENT},
    {TAG_TEXTAREA,   DROP_CONTENT},
    {TAG_TITLE,      DROP_CONTENT},
    {TAG_VIDEO,      DROP_CONTENT},
    {TAG_XMP,        DROP_CONTENT},

    {TAG_A,          KEEP        },
    {TAG_ABBR,       KEEP        },
    {TAG_B,          KEEP        },
    {TAG_BDI,        KEEP        },
    {TAG_BLOCKQUOTE, KEEP        },
    {TAG_CAPTION,    KEEP        },
    {TAG_CITE,       KEEP        },
    {TAG_CODE,       KEEP        },
    {TAG_DD,         KEEP        },
    {TAG_DEL,        KEEP        },
    {TAG_DIV,        KEEP        },
    {TAG_DL,         KEEP        },
    {TAG_DT,         KEEP        },
    {TAG_EM,         KEEP        },
    {TAG_FIGCAPTION, KEEP        },
    {TAG_FIGURE,     KEEP        },
    {TAG_H1,         KEEP        },
    {TAG_H2,         KEEP        },
    {TAG_H3,         KEEP        },
    {TAG_H4,         KEEP        },
    {TAG_H5,         KEEP        },
    {TAG_H6,         KEEP        },
    {TAG_I,          KEEP        },
    {TAG_INS,        KEEP        },
    {TAG_LI,         KEEP        },
    {TAG_MARK,       KEEP        },
    {TAG_OL,         KEEP        },
    {TAG_P,          KEEP        },
    {TAG_PRE,        KEEP        },
    {TAG_Q,          KEEP        },
    {TAG_S,          KEEP        },
    {TAG_SMALL,      KEEP        },
    {TAG_SPAN,       KEEP        },
    {TAG_STRONG,     KEEP        },
    {TAG_SUB,        KEEP        },
    {TAG_SUP,        KEEP        },
    {TAG_TABLE,      KEEP        },
    {TAG_TBODY,      KEEP        },
    {TAG_TD,         KEEP        },
    {TAG_TFOOT,      KEEP        },
    {TAG_TH,         KEEP        },
    {TAG_THEAD,      KEEP        },
    {TAG_TIME,       KEEP        },
    {TAG_TR,         KEEP        },
    {TAG_U,          KEEP        },
    {TAG_UL,         KEEP        },

    {TAG_BR,         KEEP_VOID   },
    {TAG_HR,         KEEP_VOID   },
    {TAG_IMG,        KEEP_VOID   },
};

enum value_kind { VALUE_TEXT, VALUE_LINK, VALUE_IMAGE, VALUE_NUMBER, VALUE_DIRECTION };

static const struct {
    struct str name;
    enum value_kind kind;
    enum html_tag only; // TAG_UNKNOWN: on any element
} attributes[] = {
    {S_INIT("alt"),      VALUE_TEXT,      TAG_IMG    },
    {S_INIT("cite"),     VALUE_LINK,      TAG_UNKNOWN},
    {S_INIT("colspan"),  VALUE_NUMBER,    TAG_UNKNOWN},
    {S_INIT("datetime"), VALUE_TEXT,      TAG_UNKNOWN},
    {S_INIT("dir"),      VALUE_DIRECTION, TAG_UNKNOWN},
    {S_INIT("height"),   VALUE_NUMBER,    TAG_IMG    },
    {S_INIT("href"),     VALUE_LINK,      TAG_A      },
    {S_INIT("lang"),     VALUE_TEXT,      TAG_UNKNOWN},
    {S_INIT("rowspan"),  VALUE_NUMBER,    TAG_UNKNOWN},
    {S_INIT("src"),      VALUE_IMAGE,     TAG_IMG    },
    {S_INIT("start"),    VALUE_NUMBER,    TAG_OL     },
    {S_INIT("title"),    VALUE_TEXT,      TAG_UNKNOWN},
    {S_INIT("width"),    VALUE_NUMBER,    TAG_IMG    },
};

struct cleaner {
    struct arena *a;
    struct buf out;
    enum html_tag open[DEPTH_MAX];
    size_t depth;
};

static enum treatment treatment_of(enum html_tag tag)
{
    for (size_t i = 0; i < COUNT_OF(treatments); i++)
        if (treatments[i].tag == tag)
            return treatments[i].treatment;
    return DROP_TAG;
}

static void put_name(struct cleaner *c, enum html_tag tag)
{
    buf_add(&c->out, str_from_cstr(html_tag_rows[tag].name));
}

static void close_top(struct cleaner *c)
{
    buf_add(&c->out, S("</"));
    put_name(c, c->open[--c->depth]);
    buf_add(&c->out, S(">"));
}

// Closes down to the innermost open `tag`, which is closed too; nothing where none is open.
static void close_tag(struct cleaner *c, enum html_tag tag)
{
    size_t i = c->depth;
    while (i > 0 && c->open[i - 1] != tag)
        i--;
    while (i > 0 && c->depth >= i)
        close_top(c);
}

// A web or mail address, judged and written by the WHATWG parser, so that "java\tscript:" and the
// like have no second reading.
static bool link_of(struct cleaner *c, struct str value, bool image, struct str *out)
{
    struct url u;
    if (!url_parse(c->a, value, NULL, &u))
        return false;
    if (!url_is_http(&u) && (image || !str_eq(u.scheme, S("mailto"))))
        return false;
    *out = url_href(c->a, &u);
    return true;
}

static bool value_of(struct cleaner *c, enum value_kind kind, struct str value, struct str *out)
{
    size_t number;
    *out = str_trim(value);
    switch (kind) {
    case VALUE_TEXT: return true;
    case VALUE_LINK: return link_of(c, value, false, out);
    case VALUE_IMAGE: return link_of(c, value, true, out);
    case VALUE_NUMBER: return str_to_size(*out, 100000, &number);
    case VALUE_DIRECTION:
        return str_eq(*out, S("rtl")) || str_eq(*out, S("ltr")) || str_eq(*out, S("auto"));
    }
    return false;
}

static void put_attributes(struct cleaner *c, enum html_tag tag, const struct html_tokenizer *t)
{
    bool linked = false;
    for (size_t i = 0; i < COUNT_OF(attributes); i++) {
        if (attributes[i].only != TAG_UNKNOWN && attributes[i].only != tag)
            continue;
        for (size_t k = 0; k < t->attribute_count; k++) {
            struct str value;
            if (!str_eq_nocase(t->attributes[k].name, attributes[i].name))
                continue;
            struct str decoded = html_decoded(c->a, t->attributes[k].value,
                                              HTML_DECODE_REFERENCES | HTML_DECODE_ATTRIBUTE);
            if (!value_of(c, attributes[i].kind, decoded, &value))
                break;
            buf_printf(&c->out, " %.*s=\"", STR_ARGS(attributes[i].name));
            escape_html(&c->out, value);
            buf_add(&c->out, S("\""));
            linked |= tag == TAG_A && attributes[i].kind == VALUE_LINK;
            break; // the first of a name counts
        }
    }
    if (linked)
        buf_add(&c->out, S(" rel=\"noopener noreferrer nofollow\""));
}

static bool has_image(const struct cleaner *c, const struct html_tokenizer *t)
{
    struct cleaner probe = {.a = c->a};
    struct str ignored;
    for (size_t k = 0; k < t->attribute_count; k++)
        if (str_eq_nocase(t->attributes[k].name, S("src")))
            return link_of(&probe,
                           html_decoded(c->a, t->attributes[k].value,
                                        HTML_DECODE_REFERENCES | HTML_DECODE_ATTRIBUTE),
                           true, &ignored);
    return false;
}

static void put_start(struct cleaner *c, enum html_tag tag, const struct html_tokenizer *t)
{
    enum treatment treatment = treatment_of(tag);
    if (tag == TAG_IMG && !has_image(c, t))
        return;
    if (tag == TAG_A || tag == TAG_P || tag == TAG_LI)
        for (size_t i = c->depth; i > 0; i--) {
            // A second one closes the first, but not through a list or cell that holds it.
            if (c->open[i - 1] == tag) {
                close_tag(c, tag);
                break;
            }
            if (c->open[i - 1] == TAG_UL || c->open[i - 1] == TAG_OL || c->open[i - 1] == TAG_TD)
                break;
        }
    if (treatment == KEEP && c->depth == DEPTH_MAX)
        return;
    buf_add(&c->out, S("<"));
    put_name(c, tag);
    put_attributes(c, tag, t);
    buf_add(&c->out, S(">"));
    if (treatment == KEEP)
        c->open[c->depth++] = tag;
}

// Passes over everything up to the end tag that closes `tag`, which was just opened.
static void skip_content(struct html_tokenizer *t, enum html_tag tag)
{
    struct html_token token;
    size_t depth = 1;
    html_tokenizer_enter(t, tag);
    while (depth > 0 && html_tokenizer_next(t, &token)) {
        if (token.tag != tag)
            continue;
        if (token.kind == HTML_TOKEN_START && !token.self_closing)
            depth++;
        else if (token.kind == HTML_TOKEN_CLOSE)
            depth--;
    }
}

struct str sanitise(struct arena *a, struct str html)
{
    struct cleaner c = {.a = a};
    struct html_tokenizer *t = arena_new(a, struct html_tokenizer, 1);
    struct html_token token;
    html_tokenizer_init(t, html);
    while (html_tokenizer_next(t, &token)) {
        if (token.kind == HTML_TOKEN_TEXT) {
            escape_html(&c.out, html_decoded(a, token.text, token.decode));
        } else if (token.kind == HTML_TOKEN_START) {
            enum treatment treatment = treatment_of(token.tag);
            if (treatment == DROP_CONTENT && !(token.self_closing && token.tag == TAG_SVG))
                skip_content(t, token.tag);
            else if (treatment == KEEP || treatment == KEEP_VOID)
                put_start(&c, token.tag, t);
        } else if (token.kind == HTML_TOKEN_CLOSE && treatment_of(token.tag) == KEEP) {
            close_tag(&c, token.tag);
        }
    }
    while (c.depth > 0)
        close_top(&c);
    struct str result = arena_str(a, buf_str(&c.out));
    buf_release(&c.out);
    return result;
}
