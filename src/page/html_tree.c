// html_tree: see html_tree.h.
//
// A stack machine over the tokens.  Three things keep it linear on anything: each open element
// knows the one of the same name below it, so that an end tag finds its partner without a search;
// it knows the nearest scope marker and the nearest block below it; and past the depth limit
// elements are only counted, not opened.
// An end tag of a formatting element (</a>, </b> …) that blocks were opened in does not close the
// blocks: its element is marked dead and leaves the stack with its parent.  Text after </a> is
// therefore never link text, whatever the nesting.
// Source: HTML standard, section 13.2.6, in small.
#include "page/html_tree.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/hash.h"
#include "base/limits.h"
#include "base/vec.h"
#include "page/html_text.h"
#include "page/html_tokenizer.h"
#include "text/html_entities.h"

enum {
    KEY_COUNT = TAG_COUNT + 64, // unknown elements share 64 keys
    NONE = -1,
};

struct open_element {
    uint32_t node;
    uint16_t key;
    int16_t same;  // the open element of the same key below, NONE
    int16_t scope; // the nearest scope marker at or below
    int16_t block; // the nearest block or special element at or below
    bool dead;     // its end tag has come
    bool foreign;  // its children are SVG or MathML
};

struct builder {
    struct arena *a;
    struct html_tokenizer *tokens;
    struct str page;
    VEC(struct html_node) nodes;
    VEC(struct html_attr_value) attrs;
    struct str base_href;
    struct open_element open[LIMIT_TREE_DEPTH];
    int depth;               // open elements
    size_t overflow;         // elements past the depth limit that are open
    int16_t last[KEY_COUNT]; // topmost open element of a key
    int link;                // the open <a href>, NONE
    bool space;              // white space was skipped
    bool has_body, has_head;
};

// --- stack --------------------------------------------------------------------------------------

static struct open_element *top(struct builder *b)
{
    return &b->open[b->depth - 1];
}

static int last_of(const struct builder *b, enum html_tag tag)
{
    return b->last[tag];
}

static int max_of(int x, int y)
{
    return x > y ? x : y;
}

static void pop(struct builder *b)
{
    struct open_element *e = top(b);
    b->nodes.v[e->node].end = (uint32_t)b->nodes.n;
    if (!e->dead)
        b->last[e->key] = e->same;
    b->depth--;
    if (b->link == b->depth)
        b->link = NONE;
}

// Closes everything down to and with open[index], and the dead below it.
static void close_to(struct builder *b, int index)
{
    while (b->depth > 1 && (b->depth > index || top(b)->dead))
        pop(b);
}

static void push(struct builder *b, uint32_t node, uint16_t key, bool foreign)
{
    enum html_tag tag = key < TAG_COUNT ? (enum html_tag)key : TAG_UNKNOWN;
    if (b->depth == LIMIT_TREE_DEPTH) {
        b->overflow++;
        b->nodes.v[node].end = node + 1;
        return;
    }
    struct open_element *below = b->depth ? top(b) : NULL;
    int16_t index = (int16_t)b->depth;
    bool block = html_tag_has(tag, HTML_BLOCK | HTML_SPECIAL);
    b->open[b->depth++] = (struct open_element){
        .node = node,
        .key = key,
        .same = b->last[key],
        .scope = html_tag_has(tag, HTML_SCOPE) || !below ? index : below->scope,
        .block = block || !below ? index : below->block,
        .foreign = foreign,
    };
    b->last[key] = index;
}

// --- nodes --------------------------------------------------------------------------------------

static void add_attributes(struct builder *b, uint32_t node)
{
    const struct html_tokenizer *t = b->tokens;
    struct html_node *n = &b->nodes.v[node];
    n->at = (uint32_t)b->attrs.n;
    for (size_t i = 0; i < t->attribute_count; i++) {
        struct html_attribute one = t->attributes[i];
        enum html_attr attr = html_attr_find(one.name);
        if (!attr)
            continue;
        if (attr == ATTR_ITEMPROP)
            n->flags |= HTML_NODE_ITEM;
        *vec_push(b->a, &b->attrs) = (struct html_attr_value){
            (uint8_t)attr, (uint32_t)(one.value.p - b->page.p), (uint32_t)one.value.n};
        n->count++;
    }
}

static uint32_t add_node(struct builder *b, enum html_tag tag, unsigned flags)
{
    uint32_t index = (uint32_t)b->nodes.n;
    struct html_node *n = vec_push(b->a, &b->nodes);
    *n = (struct html_node){
        .flags = (uint8_t)flags,
        .tag = (uint8_t)tag,
        .depth = (uint16_t)b->depth,
        .parent = b->depth ? top(b)->node : 0,
        .end = index + 1,
    };
    if (b->space)
        n->flags |= HTML_NODE_SPACE_BEFORE;
    if (b->link != NONE)
        n->flags |= HTML_NODE_IN_LINK;
    b->space = false;
    return index;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// The blanks at the start of s, which is a view of the page: indentation, between most tags.
static size_t blanks_before(struct str page, struct str s)
{
    size_t n = 0;
#ifdef __SSE2__
    size_t at = (size_t)(s.p - page.p);
    for (unsigned blanks = 0xFFFF; blanks == 0xFFFF && n < s.n && at + n + 16 <= page.n;) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.p + n));
        __m128i control = _mm_sub_epi8(v, _mm_set1_epi8('\t'));
        control = _mm_cmpeq_epi8(_mm_min_epu8(control, _mm_set1_epi8('\r' - '\t')), control);
        __m128i blank = _mm_or_si128(control, _mm_cmpeq_epi8(v, _mm_set1_epi8(' ')));
        blanks = (unsigned)_mm_movemask_epi8(blank);
        n += blanks == 0xFFFF ? 16 : (size_t)__builtin_ctz(~blanks);
    }
#endif
    while (n < s.n && is_blank(s.p[n]))
        n++;
    return n < s.n ? n : s.n;
}

static void text(struct builder *b, const struct html_token *token)
{
    struct str s = token->text;
    size_t blank = blanks_before(b->page, s);
    b->space |= blank > 0;
    if (blank == s.n)
        return;
    if (top(b)->key == TAG_HEAD)
        pop(b);
    s = str_drop(s, blank);
    uint32_t node = add_node(b, TAG_UNKNOWN, HTML_NODE_TEXT);
    b->nodes.v[node].at = (uint32_t)(s.p - b->page.p);
    b->nodes.v[node].count = (uint32_t)s.n;
    if (!(token->decode & HTML_DECODE_REFERENCES))
        b->nodes.v[node].flags |= HTML_NODE_LITERAL;
    b->space = is_blank(s.p[s.n - 1]);
}

// --- start tags ---------------------------------------------------------------------------------

static uint16_t key_of(const struct html_token *token)
{
    if (token->tag)
        return (uint16_t)token->tag;
    char lower[32];
    struct str name = str_take(token->text, sizeof lower);
    for (size_t i = 0; i < name.n; i++)
        lower[i] = ascii_lower(name.p[i]);
    return (uint16_t)(TAG_COUNT + hash_str((struct str){lower, name.n}) % (KEY_COUNT - TAG_COUNT));
}

static int last_heading(const struct builder *b)
{
    int found = NONE;
    for (enum html_tag h = TAG_H1; h <= TAG_H6; h++)
        found = max_of(found, last_of(b, h));
    return found;
}

// Closes the nearest of two kinds of element if it is above `barrier`.
static void close_above(struct builder *b, enum html_tag one, enum html_tag other, int barrier)
{
    int index = max_of(last_of(b, one), last_of(b, other));
    if (index > barrier)
        close_to(b, index);
}

// 13.2.6.4.7, 13.2.6.4.9 on: the end tags that a start tag implies.
static void close_implied(struct builder *b, enum html_tag tag)
{
    int scope = top(b)->scope, table = last_of(b, TAG_TABLE);
    switch (tag) {
    case TAG_LI:
        close_above(b, TAG_LI, TAG_LI,
                    max_of(scope, max_of(last_of(b, TAG_UL), last_of(b, TAG_OL))));
        break;
    case TAG_DD:
    case TAG_DT: close_above(b, TAG_DD, TAG_DT, max_of(scope, last_of(b, TAG_DL))); break;
    case TAG_TD:
    case TAG_TH: close_above(b, TAG_TD, TAG_TH, table); break;
    case TAG_TR: close_above(b, TAG_TR, TAG_CAPTION, table); break;
    case TAG_TBODY:
    case TAG_THEAD:
    case TAG_TFOOT:
        close_above(b, TAG_TBODY, TAG_THEAD, table);
        close_above(b, TAG_TFOOT, TAG_CAPTION, table);
        break;
    case TAG_OPTION:
    case TAG_OPTGROUP: close_above(b, TAG_OPTION, TAG_OPTION, last_of(b, TAG_SELECT)); break;
    case TAG_BUTTON: close_above(b, TAG_BUTTON, TAG_BUTTON, scope); break;
    default: break;
    }
    if (html_tag_has(tag, HTML_BLOCK))
        close_above(b, TAG_P, TAG_P, top(b)->scope);
    if (tag >= TAG_H1 && tag <= TAG_H6 && last_heading(b) == b->depth - 1)
        pop(b);
}

// The end tag of a formatting element; blocks that were opened in it stay open.
static void close_formatting(struct builder *b, int index)
{
    struct open_element *e = &b->open[index];
    if (top(b)->block <= index) {
        close_to(b, index);
        return;
    }
    e->dead = true;
    b->last[e->key] = e->same;
    if (b->link == index)
        b->link = NONE;
}

static bool in_foreign(struct builder *b)
{
    return top(b)->foreign;
}

// 13.2.6.5: does this element end foreign content?  Then it is closed.
static void leave_foreign(struct builder *b, enum html_tag tag)
{
    if (html_tag_has(tag, HTML_BREAKOUT))
        while (in_foreign(b))
            pop(b);
}

// Are the children of a foreign element HTML again (integration points)?
static bool is_integration_point(enum html_tag tag)
{
    switch (tag) {
    case TAG_FOREIGNOBJECT:
    case TAG_DESC:
    case TAG_TITLE:
    case TAG_MI:
    case TAG_MN:
    case TAG_MO:
    case TAG_MS:
    case TAG_MTEXT: return true;
    default: return false;
    }
}

// <html>, <head> and <body> come once; what a second one says is ignored.
static bool page_part(struct builder *b, enum html_tag tag)
{
    if (tag == TAG_HTML) {
        if (b->nodes.v[0].count == 0)
            add_attributes(b, 0);
        return true;
    }
    if (tag == TAG_HEAD && !b->has_head && !b->has_body) {
        b->has_head = true;
        return false;
    }
    if (top(b)->key == TAG_HEAD && !html_tag_has(tag, HTML_METADATA))
        pop(b);
    if (tag == TAG_BODY && !b->has_body && b->depth == 1) {
        b->has_body = true;
        return false;
    }
    return tag == TAG_BODY || tag == TAG_HEAD;
}

static bool is_json(struct builder *b, uint32_t node)
{
    struct html_tree t = {.page = b->page, .nodes = b->nodes.v, .attrs = b->attrs.v};
    struct str type = html_tree_attr_raw(&t, node, ATTR_TYPE);
    return str_has(type, S("ld+json")) || str_starts(type, S("application/json"));
}

// Reads over the content of a raw element.  Only what somebody wants becomes a node: the title, and
// data in scripts.
static void raw_content(struct builder *b, enum html_tag tag, uint32_t node)
{
    struct html_token token;
    html_tokenizer_enter(b->tokens, tag);
    bool keep = tag == TAG_TITLE || tag == TAG_XMP || tag == TAG_PLAINTEXT ||
                (tag == TAG_SCRIPT && is_json(b, node));
    keep &= b->depth < LIMIT_TREE_DEPTH;
    while (html_tokenizer_next(b->tokens, &token) && token.kind == HTML_TOKEN_TEXT) {
        if (keep) {
            push(b, node, (uint16_t)tag, false);
            text(b, &token);
            pop(b);
        }
    } // the token that ends the loop is the element's end tag
}

static void start_foreign(struct builder *b, const struct html_token *token)
{
    uint32_t node = add_node(b, token->tag, 0);
    add_attributes(b, node);
    if (!token->self_closing)
        push(b, node, key_of(token), !is_integration_point(token->tag));
}

static void start_tag(struct builder *b, const struct html_token *token)
{
    enum html_tag tag = token->tag == TAG_IMAGE ? TAG_IMG : token->tag;
    leave_foreign(b, tag);
    if (in_foreign(b)) {
        start_foreign(b, token);
        return;
    }
    if (page_part(b, tag))
        return;
    close_implied(b, tag);
    if (tag == TAG_A && last_of(b, TAG_A) > top(b)->scope)
        close_formatting(b, last_of(b, TAG_A));
    uint32_t node = add_node(b, tag, 0);
    add_attributes(b, node);
    struct html_tree view = {.page = b->page, .nodes = b->nodes.v, .attrs = b->attrs.v};
    if (tag == TAG_BASE && !b->base_href.p)
        b->base_href = html_tree_attr_raw(&view, node, ATTR_HREF);
    if (html_tag_has(tag, HTML_VOID))
        return;
    if (html_tag_has(tag, HTML_RAW | HTML_RCDATA) || tag == TAG_PLAINTEXT) {
        raw_content(b, tag, node);
        return;
    }
    bool foreign = html_tag_has(tag, HTML_FOREIGN);
    if (foreign && token->self_closing)
        return;
    push(b, node, key_of(token), foreign);
    if (tag == TAG_A && b->overflow == 0 && html_tree_attr_raw(&view, node, ATTR_HREF).p)
        b->link = b->depth - 1;
}

// --- end tags -----------------------------------------------------------------------------------

// Does the partner of an end tag count, seen from the top of the stack?
static bool is_reachable(struct builder *b, enum html_tag tag, int index)
{
    if (index <= 0)
        return false;
    switch (tag) {
    case TAG_TABLE: return true;
    case TAG_TR:
    case TAG_TBODY:
    case TAG_THEAD:
    case TAG_TFOOT: return index > last_of(b, TAG_TABLE);
    default: return index >= top(b)->scope;
    }
}

static void end_tag(struct builder *b, const struct html_token *token)
{
    enum html_tag tag = token->tag;
    if (b->overflow) {
        b->overflow--;
        return;
    }
    if (tag == TAG_BR || (tag == TAG_P && last_of(b, TAG_P) < top(b)->scope)) {
        add_node(b, tag, 0); // </br> is a <br>, a stray </p> an empty paragraph
        return;
    }
    if (tag == TAG_BODY || tag == TAG_HTML)
        return;
    int index = b->last[key_of(token)];
    if (tag >= TAG_H1 && tag <= TAG_H6)
        index = last_heading(b); // any heading is closed by any
    if (!is_reachable(b, tag, index))
        return;
    if (html_tag_has(tag, HTML_FORMATTING))
        close_formatting(b, index);
    else if (html_tag_has(tag, HTML_BLOCK | HTML_SPECIAL) || top(b)->block <= index ||
             b->open[index].foreign)
        close_to(b, index);
}

// --- the page -----------------------------------------------------------------------------------

struct html_tree html_tree_of(struct arena *a, struct str page)
{
    struct builder *b = arena_new(a, struct builder, 1);
    b->a = a;
    b->page = page;
    b->link = NONE;
    memset(b->last, 0xFF, sizeof b->last);
    b->tokens = arena_alloc_raw(a, sizeof *b->tokens);
    html_tokenizer_init(b->tokens, page);
    b->nodes.cap = page.n / 24 + 64; // a page has a node for each 50 to 100 bytes
    b->nodes.v = arena_alloc_raw(a, b->nodes.cap * sizeof *b->nodes.v);
    push(b, add_node(b, TAG_HTML, 0), TAG_HTML, false);
    struct html_token token;
    while (b->nodes.n < LIMIT_TREE_NODES && html_tokenizer_next(b->tokens, &token)) {
        if (token.kind == HTML_TOKEN_TEXT)
            text(b, &token);
        else if (token.kind == HTML_TOKEN_START)
            start_tag(b, &token);
        else if (token.kind == HTML_TOKEN_CLOSE)
            end_tag(b, &token);
        b->tokens->foreign = in_foreign(b);
    }
    while (b->depth)
        pop(b);
    return (struct html_tree){page, b->nodes.v, b->nodes.n, b->attrs.v, b->attrs.n, b->base_href};
}

struct str html_tree_attr_raw(const struct html_tree *t, size_t node, enum html_attr attr)
{
    const struct html_node *n = &t->nodes[node];
    if (n->flags & HTML_NODE_TEXT)
        return (struct str){0};
    for (size_t i = n->at; i < (size_t)n->at + n->count; i++)
        if (t->attrs[i].attr == attr)
            return (struct str){t->page.p + t->attrs[i].at, t->attrs[i].count};
    return (struct str){0};
}

struct str html_tree_attr(struct arena *a, const struct html_tree *t, size_t node,
                          enum html_attr attr)
{
    return html_decoded(a, html_tree_attr_raw(t, node, attr),
                        HTML_DECODE_REFERENCES | HTML_DECODE_ATTRIBUTE);
}

struct str html_tree_raw(const struct html_tree *t, size_t node)
{
    return (struct str){t->page.p + t->nodes[node].at, t->nodes[node].count};
}

struct str html_tree_text(struct arena *a, const struct html_tree *t, size_t node)
{
    struct buf out = {0};
    for (size_t i = node; i < t->nodes[node].end; i++) {
        const struct html_node *n = &t->nodes[i];
        if (n->flags & HTML_NODE_SPACE_BEFORE || html_tag_has(n->tag, HTML_BLOCK | HTML_SPECIAL))
            html_text_space(&out);
        if (n->flags & HTML_NODE_TEXT)
            html_text_add(&out, html_tree_raw(t, i), !(n->flags & HTML_NODE_LITERAL));
    }
    struct str s = arena_str(a, str_trim_wide(buf_str(&out)));
    buf_release(&out);
    return s;
}
