// byline: see byline.h.
//
// Sites without linked data mark their bylines by rel=author, itemprop=author or a class; the line
// itself holds the name among labels, dates and social links.  So: the first marked element around
// the title, its text up to the first thing that is no name, without the words that introduce it.
#include "page/byline.h"

#include "page/html_hints.h"

enum {
    NODES_BEFORE = 150, // nodes above the title that are searched
    NODES_AFTER = 400,  // and below
    LINE_BYTES = 400,
    NAME_BYTES = 120,
    NAME_WORDS = 6,
    NAMES = 8,
    LABEL_BYTES = 40,
};

// Words in front of a name.  Order: the longer before its own beginning.
static const struct str labels[] = {
    S_INIT("written and reported by"),
    S_INIT("medically reviewed by"),
    S_INIT("written by"),
    S_INIT("posted by"),
    S_INIT("published by"),
    S_INIT("contributed by"),
    S_INIT("reported by"),
    S_INIT("reviewed by"),
    S_INIT("article by"),
    S_INIT("text by"),
    S_INIT("author(s)"),
    S_INIT("authors"),
    S_INIT("author"),
    S_INIT("by:"),
    S_INIT("by"),
    S_INIT("from"),
    S_INIT("rss"),
    S_INIT("words by"),
    S_INIT("story by"),
    S_INIT("كتب بواسطة"),
    S_INIT("كُتب بواسطة"),
    S_INIT("نشر بواسطة"),
    S_INIT("نُشر بواسطة"),
    S_INIT("مرسلة بواسطة"),
    S_INIT("مرسل بواسطة"),
    S_INIT("بواسطة"),
    S_INIT("بقلم الكاتب"),
    S_INIT("بقلم"),
    S_INIT("كتب/"),
    S_INIT("كتبت/"),
    S_INIT("كتب"),
    S_INIT("كتبت"),
    S_INIT("كتبه"),
    S_INIT("الكاتبة"),
    S_INIT("الكاتب"),
    S_INIT("إعداد"),
    S_INIT("اعداد"),
    S_INIT("تحرير"),
    S_INIT("المؤلف"),
    S_INIT("نویسنده"),
};

// What ends the names of a line.
static const struct str ends[] = {
    S_INIT("|"),         S_INIT("•"),       S_INIT("·"),       S_INIT(" - "),
    S_INIT(" – "),       S_INIT(" — "),     S_INIT("\n"),      S_INIT("("),
    S_INIT(" on "),      S_INIT("updated"), S_INIT("Updated"), S_INIT("Published"),
    S_INIT("published"), S_INIT("Follow"),  S_INIT("@"),
};

// "ByAmal Writer" is two elements without a blank between.
static bool is_label_end(struct str rest)
{
    return !rest.p || rest.n == 0 || rest.p[0] == ' ' || rest.p[0] == ':' || rest.p[0] == ',' ||
           (rest.p[0] & 0x80) ||
           (rest.p[0] >= 'A' && rest.p[0] <= 'Z' && rest.p[-1] >= 'a' && rest.p[-1] <= 'z');
}

static struct str drop_labels(struct str s)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < COUNT_OF(labels) && !again; i++) {
            struct str rest = str_drop(s, labels[i].n);
            if (!str_starts_nocase(s, labels[i]))
                continue;
            bool whole = is_ascii_alpha(labels[i].p[0])
                             ? is_label_end(rest)
                             : !rest.p || rest.n == 0 || !(rest.p[0] & 0x80);
            if (!whole)
                continue;
            s = str_trim_wide(rest);
            while (s.p && s.n && (s.p[0] == ':' || s.p[0] == '/' || s.p[0] == ','))
                s = str_trim_wide(str_drop(s, 1));
            again = true;
        }
    }
    return s;
}

// Lines of a byline's surroundings that read as names but are none.
static const struct str no_names[] = {
    S_INIT("full bio"),    S_INIT("bio"),
    S_INIT("read more"),   S_INIT("read bio"),
    S_INIT("follow"),      S_INIT("view profile"),
    S_INIT("see bio"),     S_INIT("about"),
    S_INIT("contact"),     S_INIT("insights from"),
    S_INIT("all posts"),   S_INIT("updated"),
    S_INIT("guest"),       S_INIT("undefined"),
    S_INIT("null"),        S_INIT("editorial policies"),
    S_INIT("المزيد"),      S_INIT("تابعنا"),
    S_INIT("المصدر"),      S_INIT("عرض الأرشيف"),
    S_INIT("الأرشيف"),     S_INIT("متابعة"),
    S_INIT("وكالات"),      S_INIT("كل المقالات"),
    S_INIT("اقرأ المزيد"),
};

static bool is_no_name(struct str s)
{
    for (size_t i = 0; i < COUNT_OF(no_names); i++)
        if (str_eq_nocase(s, no_names[i]))
            return true;
    return false;
}

static bool is_name(struct str s)
{
    size_t words = 1;
    if (is_no_name(s))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        words += s.p[i] == ' ';
        if (is_ascii_digit(s.p[i]) || s.p[i] == ':' || s.p[i] == '?' || s.p[i] == '!')
            return false;
    }
    return s.n >= 3 && s.n <= NAME_BYTES && words <= NAME_WORDS;
}

struct strs byline_names(struct arena *a, struct str line)
{
    static const struct str joins[] = {S_INIT(" and "), S_INIT(" & "), S_INIT(","), S_INIT("،"),
                                       S_INIT(" و ")};
    struct strs names = {arena_new(a, struct str, NAMES), 0};
    line = drop_labels(str_trim_wide(str_take(line, LINE_BYTES)));
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        line = str_take(line, str_find(line, ends[i]));
    for (size_t i = 0; i < line.n; i++)
        if (is_ascii_digit(line.p[i]))
            line = str_take(line, i);
    while (line.n && names.n < NAMES) {
        size_t at = line.n, len = 0;
        for (size_t i = 0; i < COUNT_OF(joins); i++) {
            size_t k = str_find(line, joins[i]);
            if (k < at) {
                at = k;
                len = joins[i].n;
            }
        }
        struct str name = drop_labels(str_trim_wide(str_take(line, at)));
        if (!is_name(name))
            break;
        names.v[names.n++] = arena_str(a, name);
        line = str_drop(line, at + len);
    }
    return names;
}

bool byline_is_label(struct str line)
{
    line = str_trim_wide(line);
    return line.n > 0 && line.n < LABEL_BYTES && drop_labels(line).n == 0;
}

// Does a link lead to what an author has written?
static bool is_author_link(const struct html_tree *t, uint32_t node)
{
    static const struct str parts[] = {S_INIT("/author/"),
                                       S_INIT("/authors/"),
                                       S_INIT("/writer/"),
                                       S_INIT("/writers/"),
                                       S_INIT("/writer?"),
                                       S_INIT("/kottab/"),
                                       S_INIT("/%D9%83%D8%A7%D8%AA%D8%A8/"),
                                       S_INIT("/كاتب/")};
    struct str href = html_tree_attr_raw(t, node, ATTR_HREF);
    for (size_t i = 0; i < COUNT_OF(parts) && t->nodes[node].tag == TAG_A; i++)
        if (str_has(href, parts[i]))
            return true;
    return false;
}

// How sure an element is a byline: 0 not at all.
static int byline_rank(const struct html_tree *t, const uint32_t *hints, uint32_t node)
{
    const struct html_node *n = &t->nodes[node];
    if (n->flags & HTML_NODE_TEXT || n->count == 0 || n->end - node > 40)
        return 0;
    struct str rel = html_tree_attr_raw(t, node, ATTR_REL);
    struct str itemprop = html_tree_attr_raw(t, node, ATTR_ITEMPROP);
    if (str_eq(rel, S("author")) || str_eq(itemprop, S("author")))
        return 3;
    return hints[node] & HINT_AUTHOR ? 2 : is_author_link(t, node) ? 1 : 0;
}

// The first link or itemprop=name inside, which mostly is the name alone; the element itself else.
static struct strs names_of(struct arena *a, const struct html_tree *t, uint32_t node)
{
    struct strs names = {0};
    for (uint32_t i = node + 1; i < t->nodes[node].end && !names.n; i++) {
        bool element = !(t->nodes[i].flags & HTML_NODE_TEXT);
        if (element && (t->nodes[i].tag == TAG_A ||
                        str_eq(html_tree_attr_raw(t, i, ATTR_ITEMPROP), S("name"))))
            names = byline_names(a, html_tree_text(a, t, i));
    }
    return names.n ? names : byline_names(a, html_tree_text(a, t, node));
}

struct strs byline_find(struct arena *a, const struct html_tree *t, const uint32_t *hints,
                        uint32_t title)
{
    struct strs best = {0};
    int best_rank = 0;
    uint32_t from = title > NODES_BEFORE ? title - NODES_BEFORE : 0;
    uint32_t to = title + NODES_AFTER;
    for (uint32_t i = from; i < to && i < t->node_count; i++) {
        if (i > title && hints[i] & (HINT_COMMENT | HINT_RELATED)) {
            i = t->nodes[i].end - 1; // other people's names
            continue;
        }
        int rank = byline_rank(t, hints, i);
        if (rank <= best_rank)
            continue;
        struct strs names = names_of(a, t, i);
        if (names.n) {
            best = names;
            best_rank = rank;
        }
    }
    return best;
}
