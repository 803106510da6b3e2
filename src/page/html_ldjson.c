// html_ldjson: see html_ldjson.h.
//
// One pass over the bytes with a stack of the objects that are open, not a JSON tree: of some 10 KB
// of linked data a page we want ten strings, and 1 to 3 % of pages have JSON that a strict parser
// refuses (raw line breaks in strings, trailing commas, comments around it).  Each open object
// keeps the raw strings of the members we know; when it closes, it is handed to its parent
// ("author", "publisher", "image") or, if its @type is an article, to the result. Source:
// schema.org/Article; JSON-LD is read as plain JSON, contexts are not expanded.
#include "page/html_ldjson.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/html_entities.h"

enum member {
    MEMBER_NONE,
    MEMBER_TYPE,
    MEMBER_AUTHOR,
    MEMBER_PUBLISHER,
    MEMBER_IMAGE,
    MEMBER_NAME,
    MEMBER_URL,
    MEMBER_HEADLINE,
    MEMBER_BODY,
    MEMBER_SECTION,
    MEMBER_LANGUAGE,
    MEMBER_DESCRIPTION,
    MEMBER_PUBLISHED,
    MEMBER_MODIFIED,
    MEMBER_KEYWORDS,
    MEMBER_COUNT
};

struct member_name {
    struct str key;
    enum member member;
};

static const struct member_name members[] = {
    {S_INIT("@type"),          MEMBER_TYPE       },
    {S_INIT("articleBody"),    MEMBER_BODY       },
    {S_INIT("articleSection"), MEMBER_SECTION    },
    {S_INIT("author"),         MEMBER_AUTHOR     },
    {S_INIT("contentUrl"),     MEMBER_URL        },
    {S_INIT("creator"),        MEMBER_AUTHOR     },
    {S_INIT("dateCreated"),    MEMBER_PUBLISHED  },
    {S_INIT("dateModified"),   MEMBER_MODIFIED   },
    {S_INIT("datePublished"),  MEMBER_PUBLISHED  },
    {S_INIT("description"),    MEMBER_DESCRIPTION},
    {S_INIT("headline"),       MEMBER_HEADLINE   },
    {S_INIT("image"),          MEMBER_IMAGE      },
    {S_INIT("inLanguage"),     MEMBER_LANGUAGE   },
    {S_INIT("keywords"),       MEMBER_KEYWORDS   },
    {S_INIT("name"),           MEMBER_NAME       },
    {S_INIT("publisher"),      MEMBER_PUBLISHER  },
    {S_INIT("url"),            MEMBER_URL        },
};

// What frameworks and their authors call the same.
static const struct member_name state_members[] = {
    {S_INIT("articleBody"),   MEMBER_BODY       },
    {S_INIT("author"),        MEMBER_AUTHOR     },
    {S_INIT("authors"),       MEMBER_AUTHOR     },
    {S_INIT("body"),          MEMBER_BODY       },
    {S_INIT("bodyHtml"),      MEMBER_BODY       },
    {S_INIT("content"),       MEMBER_BODY       },
    {S_INIT("createdAt"),     MEMBER_PUBLISHED  },
    {S_INIT("created_at"),    MEMBER_PUBLISHED  },
    {S_INIT("date"),          MEMBER_PUBLISHED  },
    {S_INIT("datePublished"), MEMBER_PUBLISHED  },
    {S_INIT("description"),   MEMBER_DESCRIPTION},
    {S_INIT("details"),       MEMBER_BODY       },
    {S_INIT("fullText"),      MEMBER_BODY       },
    {S_INIT("headline"),      MEMBER_HEADLINE   },
    {S_INIT("html"),          MEMBER_BODY       },
    {S_INIT("name"),          MEMBER_NAME       },
    {S_INIT("publishDate"),   MEMBER_PUBLISHED  },
    {S_INIT("publishedAt"),   MEMBER_PUBLISHED  },
    {S_INIT("published_at"),  MEMBER_PUBLISHED  },
    {S_INIT("rendered"),      MEMBER_BODY       },
    {S_INIT("text"),          MEMBER_BODY       },
    {S_INIT("title"),         MEMBER_HEADLINE   },
    {S_INIT("updatedAt"),     MEMBER_MODIFIED   },
    {S_INIT("updated_at"),    MEMBER_MODIFIED   },
};
enum { STATE_BODY_BYTES = 300 }; // of a text that makes its object the article

enum { KIND_OTHER, KIND_PAGE, KIND_ARTICLE, LIST_MAX = 64 };

struct open_object {
    int kind;
    enum member in;                  // the member of the parent that it is the value of
    struct str values[MEMBER_COUNT]; // raw JSON strings
    struct strs authors, keywords;   // raw
};

struct reader {
    struct arena *a;
    struct str rest;
    struct ldjson *out;
    struct open_object stack[LIMIT_JSON_DEPTH];
    bool is_object[LIMIT_JSON_DEPTH]; // of each open bracket
    size_t depth;                     // open brackets
    size_t objects;                   // of these, objects
    enum member member;               // of the innermost object, that comes next
    bool state;                       // no linked data, but a framework's
    size_t state_body;                // bytes of the longest text that was adopted
};

// JSON escapes and character references decoded.
static struct str decode(struct arena *a, struct str raw)
{
    struct buf out = {0};
    while (raw.n) {
        size_t run = str_find_byte(raw, '\\');
        buf_add(&out, str_take(raw, run));
        raw = str_drop(raw, run);
        if (raw.n < 2)
            break;
        char c = raw.p[1];
        uint32_t point = 0;
        size_t used = 2;
        if (c == 'u' && raw.n >= 6) {
            char hex[9] = {raw.p[2], raw.p[3], raw.p[4], raw.p[5], 0};
            point = (uint32_t)strtoul(hex, NULL, 16);
            used = 6;
            if (point >= 0xD800 && point < 0xDC00 && raw.n >= 12 && raw.p[6] == '\\') {
                char low[5] = {raw.p[8], raw.p[9], raw.p[10], raw.p[11], 0};
                point = 0x10000 + ((point - 0xD800) << 10) +
                        (((uint32_t)strtoul(low, NULL, 16) - 0xDC00) & 0x3FF);
                used = 12;
            }
            buf_add_point(&out, point);
        } else {
            const char *from = strchr("nrtbf", c);
            buf_add_byte(&out, c && from ? " \n\t  \n"[from - "nrtbf" + 1] : c);
        }
        raw = str_drop(raw, used);
    }
    struct str s = utf8_repair(a, arena_str(a, buf_str(&out)));
    buf_release(&out);
    return str_trim_wide(html_decoded(a, s, HTML_DECODE_REFERENCES));
}

static void list_add(struct arena *a, struct strs *list, struct str s)
{
    if (s.n == 0 || list->n == LIST_MAX)
        return;
    if (!list->v)
        list->v = arena_new(a, struct str, LIST_MAX);
    list->v[list->n++] = s;
}

static int kind_of(struct str type)
{
    if (str_ends(type, S("Article")) || str_ends(type, S("Posting")) || str_eq(type, S("Report")) ||
        str_eq(type, S("Review")) || str_eq(type, S("Blog")))
        return KIND_ARTICLE;
    return str_ends(type, S("Page")) || str_eq(type, S("VideoObject")) ? KIND_PAGE : KIND_OTHER;
}

static void take(struct arena *a, struct str *to, struct str raw)
{
    if (!to->n && raw.n)
        *to = decode(a, raw);
}

// An article (or, for lack of one, a page) was described.
static void adopt(struct reader *r, const struct open_object *o)
{
    struct ldjson *out = r->out;
    if (o->kind == KIND_ARTICLE && !out->article) {
        // An article outranks the page that was read before it.
        struct ldjson fresh = {.article = true};
        struct ldjson old = *out;
        *out = fresh;
        struct open_object again = *o;
        adopt(r, &again);
        take(r->a, &out->headline, old.headline);
        if (!out->published.n)
            out->published = old.published;
        if (!out->modified.n)
            out->modified = old.modified;
        if (!out->publisher.n)
            out->publisher = old.publisher;
        return;
    }
    if (o->kind == KIND_PAGE && out->article)
        return;
    take(r->a, &out->headline,
         o->values[o->values[MEMBER_HEADLINE].n ? MEMBER_HEADLINE : MEMBER_NAME]);
    take(r->a, &out->body, o->values[MEMBER_BODY]);
    take(r->a, &out->section, o->values[MEMBER_SECTION]);
    take(r->a, &out->language, o->values[MEMBER_LANGUAGE]);
    take(r->a, &out->description, o->values[MEMBER_DESCRIPTION]);
    take(r->a, &out->url, o->values[MEMBER_URL]);
    take(r->a, &out->image, o->values[MEMBER_IMAGE]);
    take(r->a, &out->published, o->values[MEMBER_PUBLISHED]);
    take(r->a, &out->modified, o->values[MEMBER_MODIFIED]);
    take(r->a, &out->publisher, o->values[MEMBER_PUBLISHER]);
    if (!out->authors.n)
        for (size_t i = 0; i < o->authors.n; i++)
            list_add(r->a, &out->authors, decode(r->a, o->authors.v[i]));
    if (!out->keywords.n)
        for (size_t i = 0; i < o->keywords.n; i++)
            list_add(r->a, &out->keywords, decode(r->a, o->keywords.v[i]));
}

static struct open_object *innermost(struct reader *r)
{
    return r->objects ? &r->stack[r->objects - 1] : NULL;
}

static void string_value(struct reader *r, struct str raw)
{
    struct open_object *o = innermost(r);
    if (!o)
        return;
    if (r->member == MEMBER_TYPE) {
        int kind = kind_of(raw);
        o->kind = kind > o->kind ? kind : o->kind;
    } else if (r->member == MEMBER_AUTHOR) {
        list_add(r->a, &o->authors, raw);
    } else if (r->member == MEMBER_KEYWORDS) {
        list_add(r->a, &o->keywords, raw);
    } else if (!o->values[r->member].n) {
        o->values[r->member] = raw;
    }
}

static void open_bracket(struct reader *r, bool object)
{
    r->is_object[r->depth++] = object;
    if (object) {
        r->stack[r->objects++] = (struct open_object){.in = r->member};
        r->member = MEMBER_NONE;
    }
}

static void adopt_state(struct reader *r, const struct open_object *o)
{
    struct str body = o->values[MEMBER_BODY];
    if (body.n < STATE_BODY_BYTES || body.n <= r->state_body)
        return;
    r->state_body = body.n;
    *r->out = (struct ldjson){.article = true};
    adopt(r, o);
}

// Articles inside an article (entries of a live page, reviews) are parts of it.
static bool is_inside_article(const struct reader *r)
{
    for (size_t i = 0; i < r->objects; i++)
        if (r->stack[i].kind == KIND_ARTICLE)
            return true;
    return false;
}

static void close_bracket(struct reader *r)
{
    if (r->depth == 0 || !r->is_object[--r->depth])
        return;
    struct open_object *o = &r->stack[--r->objects];
    struct open_object *parent = innermost(r);
    r->member = o->in; // in an array, more of the same may follow
    if (r->state)
        adopt_state(r, o);
    else if (o->kind != KIND_OTHER && !is_inside_article(r))
        adopt(r, o);
    if (!parent)
        return;
    if (o->in == MEMBER_AUTHOR)
        list_add(r->a, &parent->authors, o->values[MEMBER_NAME]);
    else if (o->in == MEMBER_PUBLISHER && !parent->values[MEMBER_PUBLISHER].n)
        parent->values[MEMBER_PUBLISHER] = o->values[MEMBER_NAME];
    else if (o->in == MEMBER_IMAGE && !parent->values[MEMBER_IMAGE].n)
        parent->values[MEMBER_IMAGE] = o->values[MEMBER_URL];
}

static enum member member_of(const struct reader *r, struct str key)
{
    const struct member_name *names = r->state ? state_members : members;
    size_t count = r->state ? COUNT_OF(state_members) : COUNT_OF(members);
    for (size_t i = 0; i < count; i++)
        if (str_eq(names[i].key, key))
            return names[i].member;
    return MEMBER_NONE;
}

// The string at the start of rest (behind its quote), without the quotes; moves behind it.
static struct str scan_string(struct reader *r)
{
    size_t n = 0;
    for (;; n++) {
        n += str_find_byte(str_drop(r->rest, n), '"');
        size_t slashes = 0;
        while (slashes < n && r->rest.p[n - 1 - slashes] == '\\')
            slashes++;
        if (n >= r->rest.n || slashes % 2 == 0)
            break; // else the quote is a part of the string
    }
    struct str s = str_take(r->rest, n);
    r->rest = str_drop(r->rest, n + 1);
    return s;
}

static void start(struct reader *r, struct arena *a, struct str json, struct ldjson *out)
{
    r->a = a;
    r->rest = json;
    r->out = out;
    r->depth = r->objects = r->state_body = 0;
    r->member = MEMBER_NONE;
    r->state = false;
}

static void read_all(struct reader *r)
{
    while (r->rest.n) {
        char c = r->rest.p[0];
        r->rest = str_drop(r->rest, 1);
        if (c == '{' || c == '[') {
            if (r->depth == LIMIT_JSON_DEPTH)
                return;
            open_bracket(r, c == '{');
        } else if (c == '}' || c == ']') {
            close_bracket(r);
        } else if (c == '"') {
            struct str s = scan_string(r);
            r->rest = str_trim(r->rest);
            bool key = r->depth && r->is_object[r->depth - 1] && r->rest.n && r->rest.p[0] == ':';
            if (key)
                r->member = member_of(r, s);
            else
                string_value(r, s);
        }
    }
    while (r->depth) // what a broken end left open
        close_bracket(r);
}

// The reader lives on the stack, its entries unset until they are opened: a page may have very many
// scripts.
void ldjson_read(struct arena *a, struct str json, struct ldjson *out)
{
    struct reader r;
    start(&r, a, json, out);
    read_all(&r);
}

void ldjson_read_state(struct arena *a, struct str json, struct ldjson *out)
{
    struct reader r;
    start(&r, a, json, out);
    r.state = true;
    r.state_body = out->body.n;
    read_all(&r);
}
