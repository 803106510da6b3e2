// site_name: see site_name.h.
//
// "Headline | Site", "Site | Section | Headline": which end of a <title> is the site cannot be told
// from the title alone.  But a site shows its own name in few and always the same places, so an end
// counts if one of them repeats it.  A microdata publisher needs no title.
#include "page/site_name.h"

#include "base/buf.h"
#include "page/html_text.h"

enum {
    NAME_BYTES = 80,       // of a site's name
    COPYRIGHT_BYTES = 400, // of a text with the sign of copyright
    HOME_LEVELS = 4,       // elements between a text and the link around it
    FOOT_NODES = 400,      // nodes at the end of a page where its copyright stands
    PUBLISHER_NODES = 12,
    ENDS = 4,       // names that a title may have
    KIND_WORDS = 4, // of a name with its kind
};

static const struct str separators[] = {
    S_INIT(" | "), S_INIT(" - "), S_INIT(" – "), S_INIT(" — "), S_INIT(" :: "),
    S_INIT(" » "), S_INIT(" « "), S_INIT(" · "), S_INIT(" • "), S_INIT(" : "),
};

// A name without a noun of its kind in front: sites that call themselves "صحيفة X" in the title are
// "X" in their logo.
static struct str without_kind(struct str name)
{
    static const struct str kinds[] = {S_INIT("صحيفة "), S_INIT("جريدة "), S_INIT("موقع "),
                                       S_INIT("مجلة "),  S_INIT("شبكة "),  S_INIT("قناة "),
                                       S_INIT("وكالة "), S_INIT("بوابة ")};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (str_starts(name, kinds[i]) && name.n > kinds[i].n + 2)
            return str_trim_wide(str_drop(name, kinds[i].n));
    return (struct str){0};
}

static size_t words_of(struct str s)
{
    size_t words = 1;
    for (size_t i = 0; i < s.n; i++)
        words += s.p[i] == ' ';
    return words;
}

// Both ends of a title: [0] the last part, [1] the first; [2], [3] the same without their kind.
static void ends_of(struct str title, struct str ends[ENDS])
{
    size_t first = title.n, last = 0;
    for (size_t i = 0; i < COUNT_OF(separators); i++) {
        struct str rest = title;
        for (size_t at; (at = str_find(rest, separators[i])) < rest.n;) {
            size_t start = (size_t)(rest.p - title.p) + at, end = start + separators[i].n;
            first = start < first ? start : first;
            last = end > last ? end : last;
            rest = str_drop(title, end);
        }
    }
    if (!last)
        return;
    ends[0] = str_trim_wide(str_drop(title, last));
    ends[1] = str_trim_wide(str_take(title, first));
    for (int i = 0; i < 2; i++) {
        if (ends[i].n > NAME_BYTES || ends[i].n < 3)
            ends[i] = (struct str){0};
        ends[i + 2] = without_kind(ends[i]);
    }
}

// Does a link around the node lead to the root of the site?
static bool is_in_home_link(const struct html_tree *t, size_t node)
{
    for (int up = 0; up < HOME_LEVELS && node; up++, node = t->nodes[node].parent) {
        if (t->nodes[node].flags & HTML_NODE_TEXT || t->nodes[node].tag != TAG_A)
            continue;
        struct str href = str_trim(html_tree_attr_raw(t, node, ATTR_HREF));
        size_t scheme = str_find(href, S("://"));
        if (scheme < href.n) {
            href = str_drop(href, scheme + 3);
            href = str_drop(href, str_find_byte(href, '/'));
            return href.n <= 1;
        }
        return str_eq(href, S("/")) || str_eq(href, S("/index.php")) ||
               str_eq(href, S("/index.html"));
    }
    return false;
}

// Does a text repeat the name as a whole, or (`within`) among other words?
static void testify(struct str said, bool within, const struct str ends[ENDS], bool found[ENDS])
{
    for (int k = 0; k < ENDS && said.n; k++)
        if (ends[k].n && (within ? str_has(said, ends[k]) : str_eq_nocase(said, ends[k])))
            found[k] = true;
}

static bool is_copyright(struct str raw)
{
    return str_has(raw, S("©")) || str_has(raw, S("&copy;")) || str_has(raw, S("opyright")) ||
           str_has(raw, S("حقوق"));
}

// <link rel=alternate type=application/rss+xml title="Site » Feed">: the name comes first, for the
// feeds of comments name the article, too.
static void hear_feed(struct arena *a, const struct html_tree *t, size_t node,
                      const struct str ends[ENDS], bool found[ENDS])
{
    struct str type = html_tree_attr_raw(t, node, ATTR_TYPE);
    if (!str_has(type, S("rss")) && !str_has(type, S("atom")))
        return;
    struct str title = str_trim_wide(html_tree_attr(a, t, node, ATTR_TITLE));
    for (int k = 0; k < ENDS; k++) {
        if (!ends[k].n || !str_starts_nocase(title, ends[k]))
            continue;
        struct str rest = str_drop(title, ends[k].n);
        for (size_t i = 0; i < COUNT_OF(separators); i++)
            found[k] |= rest.n == 0 || str_starts(rest, separators[i]);
    }
}

// What the node says that may repeat the name.
static void hear(struct arena *a, const struct html_tree *t, size_t i, const struct str ends[ENDS],
                 bool found[ENDS])
{
    const struct html_node *n = &t->nodes[i];
    if (n->flags & HTML_NODE_TEXT) {
        struct str raw = html_tree_raw(t, i);
        bool foot = i + FOOT_NODES >= t->node_count && raw.n <= COPYRIGHT_BYTES;
        if (foot && is_copyright(raw))
            testify(html_tree_text(a, t, i), true, ends, found);
        else if (n->flags & HTML_NODE_IN_LINK && raw.n <= NAME_BYTES * 2 && is_in_home_link(t, i))
            testify(html_tree_text(a, t, i), false, ends, found);
    } else if (n->tag == TAG_IMG) {
        if (str_has(html_tree_attr_raw(t, i, ATTR_SRC), S("logo")) || is_in_home_link(t, i))
            testify(html_tree_attr(a, t, i, ATTR_ALT), false, ends, found);
    } else if (n->tag == TAG_LINK) {
        hear_feed(a, t, i, ends, found);
    }
}

// <div itemprop=publisher>…<meta itemprop=name content=…>
static struct str publisher(struct arena *a, const struct html_tree *t, size_t node)
{
    for (size_t i = node + 1; i < t->nodes[node].end && i < node + PUBLISHER_NODES; i++) {
        if (!(t->nodes[i].flags & HTML_NODE_ITEM) ||
            !str_eq(html_tree_attr_raw(t, i, ATTR_ITEMPROP), S("name")))
            continue;
        struct str value = html_tree_attr(a, t, i, ATTR_CONTENT);
        value = str_trim_wide(value.n ? value : html_tree_text(a, t, i));
        return value.n <= NAME_BYTES ? value : (struct str){0};
    }
    return (struct str){0};
}

// The name in the title of a page's first feed ("X [RSS]", "X » Feed"), if the copyright names it,
// too, perhaps with a preposition ("لليوم السابع").
static struct str feed_name(struct arena *a, const struct html_tree *t)
{
    static const struct str ends[] = {S_INIT("["),  S_INIT(" »"),   S_INIT(" -"),
                                      S_INIT(" |"), S_INIT(" RSS"), S_INIT(" :")};
    struct str name = {0}, none = {0};
    for (size_t i = 1; i < t->node_count && !name.n; i++) {
        struct str type = html_tree_attr_raw(t, i, ATTR_TYPE);
        if (t->nodes[i].tag == TAG_LINK && (str_has(type, S("rss")) || str_has(type, S("atom"))))
            name = html_tree_attr(a, t, i, ATTR_TITLE);
    }
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        name = str_take(name, str_find(name, ends[i]));
    name = str_trim_wide(name);
    if (name.n < 4 || name.n > NAME_BYTES)
        return none;
    struct str joined = arena_printf(a, "لل%.*s", STR_ARGS(str_drop(name, 4)));
    for (size_t i = t->node_count > FOOT_NODES ? t->node_count - FOOT_NODES : 1; i < t->node_count;
         i++) {
        struct str raw = t->nodes[i].flags & HTML_NODE_TEXT ? html_tree_raw(t, i) : none;
        if (raw.n && raw.n <= COPYRIGHT_BYTES && is_copyright(raw) &&
            (str_has(raw, name) || (str_starts(name, S("ال")) && str_has(raw, joined))))
            return name;
    }
    return none;
}

struct str site_name_find(struct arena *a, const struct html_tree *t, struct str title)
{
    struct str ends[ENDS] = {{0}};
    bool found[ENDS] = {false};
    ends_of(str_trim_wide(title), ends);
    for (size_t i = 1; i < t->node_count; i++) {
        if (t->nodes[i].flags & HTML_NODE_ITEM &&
            str_eq(html_tree_attr_raw(t, i, ATTR_ITEMPROP), S("publisher"))) {
            struct str name = publisher(a, t, i);
            if (name.n)
                return name;
        }
        if (!found[0] && (ends[0].n || ends[1].n))
            hear(a, t, i, ends, found);
    }
    for (int k = 0; k < ENDS; k++)
        if (found[k])
            return ends[k];
    for (int k = 1; k >= 0; k--) // what begins with its kind is a name without a witness
        if (ends[k + 2].n && words_of(ends[k]) <= KIND_WORDS)
            return ends[k];
    return feed_name(a, t);
}
