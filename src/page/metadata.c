// metadata: see metadata.h.
//
// One pass over the nodes.  Each source has a rank in one table, and the best rank that is there
// wins: linked data before meta elements before microdata before <time>, because that is how often
// each is right on news pages (the order of htmldate and trafilatura, whose tables of names these
// rows follow in spirit).
#include "page/metadata.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "page/html_hints.h"
#include "page/html_ldjson.h"
#include "page/site_name.h"
#include "text/html_entities.h"

enum field {
    FIELD_TITLE,
    FIELD_SITE,
    FIELD_SECTION,
    FIELD_LANGUAGE,
    FIELD_DESCRIPTION,
    FIELD_IMAGE,
    FIELD_URL,
    FIELD_PUBLISHED,
    FIELD_MODIFIED,
    FIELD_AUTHOR,
    FIELD_KEYWORDS,
    FIELD_COUNT
};

// Order: by name, in lower case, for binary search.  rank: the lower is believed.
static const struct meta_name {
    const char *name;
    enum field field;
    int rank;
} meta_names[] = {
    {"analyticsattributes.articledate", FIELD_PUBLISHED,   5},
    {"article.created",                 FIELD_PUBLISHED,   4},
    {"article.published",               FIELD_PUBLISHED,   2},
    {"article.updated",                 FIELD_MODIFIED,    3},
    {"article:author",                  FIELD_AUTHOR,      3},
    {"article:author_name",             FIELD_AUTHOR,      2},
    {"article:modified",                FIELD_MODIFIED,    2},
    {"article:modified_time",           FIELD_MODIFIED,    1},
    {"article:published",               FIELD_PUBLISHED,   2},
    {"article:published_time",          FIELD_PUBLISHED,   1},
    {"article:section",                 FIELD_SECTION,     1},
    {"article:tag",                     FIELD_KEYWORDS,    1},
    {"article_date_original",           FIELD_PUBLISHED,   3},
    {"author",                          FIELD_AUTHOR,      1},
    {"byl",                             FIELD_AUTHOR,      2},
    {"citation_date",                   FIELD_PUBLISHED,   5},
    {"citation_publication_date",       FIELD_PUBLISHED,   4},
    {"citation_title",                  FIELD_TITLE,       4},
    {"content-language",                FIELD_LANGUAGE,    3},
    {"cxenseparse:recs:publishtime",    FIELD_PUBLISHED,   4},
    {"date",                            FIELD_PUBLISHED,   6},
    {"date_published",                  FIELD_PUBLISHED,   3},
    {"datemodified",                    FIELD_MODIFIED,    3},
    {"datepublished",                   FIELD_PUBLISHED,   3},
    {"dc.creator",                      FIELD_AUTHOR,      3},
    {"dc.date",                         FIELD_PUBLISHED,   6},
    {"dc.date.created",                 FIELD_PUBLISHED,   5},
    {"dc.date.issued",                  FIELD_PUBLISHED,   4},
    {"dc.date.modified",                FIELD_MODIFIED,    4},
    {"dc.description",                  FIELD_DESCRIPTION, 4},
    {"dc.language",                     FIELD_LANGUAGE,    4},
    {"dc.title",                        FIELD_TITLE,       4},
    {"dcterms.created",                 FIELD_PUBLISHED,   5},
    {"dcterms.date",                    FIELD_PUBLISHED,   6},
    {"dcterms.issued",                  FIELD_PUBLISHED,   4},
    {"dcterms.modified",                FIELD_MODIFIED,    4},
    {"description",                     FIELD_DESCRIPTION, 2},
    {"displaydate",                     FIELD_PUBLISHED,   6},
    {"keywords",                        FIELD_KEYWORDS,    3},
    {"last-modified",                   FIELD_MODIFIED,    5},
    {"lastmod",                         FIELD_MODIFIED,    4},
    {"news_keywords",                   FIELD_KEYWORDS,    2},
    {"og:article:author",               FIELD_AUTHOR,      3},
    {"og:article:modified_time",        FIELD_MODIFIED,    2},
    {"og:article:published_time",       FIELD_PUBLISHED,   2},
    {"og:description",                  FIELD_DESCRIPTION, 1},
    {"og:image",                        FIELD_IMAGE,       1},
    {"og:image:url",                    FIELD_IMAGE,       2},
    {"og:locale",                       FIELD_LANGUAGE,    2},
    {"og:published_time",               FIELD_PUBLISHED,   2},
    {"og:site_name",                    FIELD_SITE,        1},
    {"og:title",                        FIELD_TITLE,       1},
    {"og:updated_time",                 FIELD_MODIFIED,    5},
    {"og:url",                          FIELD_URL,         2},
    {"originalpublicationdate",         FIELD_PUBLISHED,   3},
    {"parsely-author",                  FIELD_AUTHOR,      2},
    {"parsely-pub-date",                FIELD_PUBLISHED,   3},
    {"parsely-section",                 FIELD_SECTION,     2},
    {"parsely-title",                   FIELD_TITLE,       3},
    {"pubdate",                         FIELD_PUBLISHED,   3},
    {"publication_date",                FIELD_PUBLISHED,   3},
    {"publish-date",                    FIELD_PUBLISHED,   3},
    {"publish_date",                    FIELD_PUBLISHED,   3},
    {"publishdate",                     FIELD_PUBLISHED,   3},
    {"published-date",                  FIELD_PUBLISHED,   3},
    {"published_at",                    FIELD_PUBLISHED,   3},
    {"published_date",                  FIELD_PUBLISHED,   3},
    {"publisheddate",                   FIELD_PUBLISHED,   3},
    {"revised",                         FIELD_MODIFIED,    5},
    {"sailthru.author",                 FIELD_AUTHOR,      2},
    {"sailthru.date",                   FIELD_PUBLISHED,   3},
    {"sailthru.title",                  FIELD_TITLE,       3},
    {"section",                         FIELD_SECTION,     3},
    {"title",                           FIELD_TITLE,       5},
    {"twitter:description",             FIELD_DESCRIPTION, 3},
    {"twitter:image",                   FIELD_IMAGE,       3},
    {"twitter:title",                   FIELD_TITLE,       2},
};

// Values of itemprop on any element.
static const struct meta_name item_names[] = {
    {"datemodified",  FIELD_MODIFIED,  10},
    {"datepublished", FIELD_PUBLISHED, 10},
    {"dateupdated",   FIELD_MODIFIED,  11},
    {"headline",      FIELD_TITLE,     10},
};

enum {
    RANK_LDJSON = 0,
    RANK_CARD = 5, // of an author
    RANK_TIME = 20,
    RANK_NONE = 1000,
    NAME_MAX_LEN = 40,
    LIST_MAX = 64,
    TIMES_MAX = 64,
    HEADINGS_MAX = 8
};

struct finding {
    struct str value;
    int rank;
};

struct metadata_reader {
    struct arena *a;
    const struct html_tree *t;
    struct finding found[FIELD_COUNT];
    struct ldjson ld;
    struct str page_title; // <title>
    struct str canonical;
    struct str direction; // of <html>, else of <body>
    struct strs authors, keywords;
    int author_rank, keyword_rank;
    bool card_author[2];             // do twitter:data1 and 2 name an author?
    size_t times;                    // <time> elements met
    uint32_t headings[HEADINGS_MAX]; // <h1>
    size_t heading_count;
};

// --- lists --------------------------------------------------------------------------------------

static void list_add(struct arena *a, struct strs *list, struct str s)
{
    s = str_trim_wide(s);
    if (s.n == 0 || list->n == LIST_MAX)
        return;
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], s))
            return;
    if (!list->v)
        list->v = arena_new(a, struct str, LIST_MAX);
    list->v[list->n++] = s;
}

// Keywords in one value, apart by commas (Latin or Arabic) or semicolons.
static void add_keywords(struct arena *a, struct strs *list, struct str s)
{
    static const struct str marks[] = {S_INIT(","), S_INIT("،"), S_INIT(";"), S_INIT("؛"),
                                       S_INIT("|")};
    while (s.n) {
        size_t at = s.n, len = 0;
        for (size_t i = 0; i < COUNT_OF(marks); i++) {
            size_t k = str_find(str_take(s, at), marks[i]);
            if (k < at) {
                at = k;
                len = marks[i].n;
            }
        }
        list_add(a, list, str_take(s, at));
        s = str_drop(s, at + len);
    }
}

// A name of an author: no address, no "by", not too long.
static void add_author(struct arena *a, struct strs *list, struct str s)
{
    static const struct str starts[] = {S_INIT("by "),   S_INIT("By "),   S_INIT("BY "),
                                        S_INIT("بقلم:"), S_INIT("بقلم "), S_INIT("كتب:"),
                                        S_INIT("كتبت:"), S_INIT("كتب "),  S_INIT("نویسنده:")};
    s = str_trim_wide(s);
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        if (str_starts(s, starts[i]))
            s = str_trim_wide(str_drop(s, starts[i].n));
    if (s.n > 160 || str_has(s, S("://")) || str_has(s, S("@")) || str_starts(s, S("www.")))
        return;
    size_t letters = 0;
    for (size_t i = 0; i < s.n; i++)
        letters += !is_ascii_digit(s.p[i]);
    if (letters) // else a key of a data base
        list_add(a, list, s);
}

// --- nodes --------------------------------------------------------------------------------------

static void offer(struct metadata_reader *r, enum field field, int rank, struct str value)
{
    value = str_trim_wide(value);
    if (value.n == 0 || rank >= r->found[field].rank)
        return;
    if (field == FIELD_PUBLISHED || field == FIELD_MODIFIED)
        value = metadata_date(r->a, value);
    if (value.n)
        r->found[field] = (struct finding){value, rank};
}

static const struct meta_name *name_find(const struct meta_name *rows, size_t count, struct str raw)
{
    char lower[NAME_MAX_LEN];
    if (raw.n == 0 || raw.n > sizeof lower)
        return NULL;
    for (size_t i = 0; i < raw.n; i++)
        lower[i] = ascii_lower(raw.p[i]);
    struct str key = {lower, raw.n};
    size_t low = 0, high = count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = str_cmp(str_from_cstr(rows[mid].name), key);
        if (order == 0)
            return &rows[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static void offer_author(struct metadata_reader *r, int rank, struct str value)
{
    if (rank < r->author_rank)
        r->authors.n = 0;
    if (rank <= r->author_rank)
        add_author(r->a, &r->authors, value);
    if (r->authors.n)
        r->author_rank = rank < r->author_rank ? rank : r->author_rank;
}

// twitter:label1 "Written by", twitter:data1 the name: what WordPress and Ghost write.
static void read_card(struct metadata_reader *r, struct str name, struct str value)
{
    static const struct str labels[] = {
        S_INIT("Written by"),   S_INIT("Author"),         S_INIT("كُتب بواسطة"),
        S_INIT("كتب بواسطة"),   S_INIT("الكاتب"),         S_INIT("بقلم"),
        S_INIT("نویسنده"),      S_INIT("نوشته شده توسط"), S_INIT("Écrit par"),
        S_INIT("Verfasst von"), S_INIT("Escrito por"),    S_INIT("Yazan")};
    char digit = name.n ? name.p[name.n - 1] : 0;
    if (digit != '1' && digit != '2')
        return;
    bool *author = &r->card_author[digit - '1'];
    if (str_starts_nocase(name, S("twitter:label")))
        *author = str_is_in(str_trim_wide(value), labels, COUNT_OF(labels));
    else if (*author)
        offer_author(r, RANK_CARD, value);
}

static void read_meta(struct metadata_reader *r, size_t node)
{
    struct str name = html_tree_attr_raw(r->t, node, ATTR_PROPERTY);
    if (!name.n)
        name = html_tree_attr_raw(r->t, node, ATTR_NAME);
    if (!name.n)
        name = html_tree_attr_raw(r->t, node, ATTR_HTTP_EQUIV);
    if (!name.n)
        name = html_tree_attr_raw(r->t, node, ATTR_ITEMPROP);
    if (str_has(name, S("&"))) // "og:article&#x3A;published_time"
        name = html_decoded(r->a, name, HTML_DECODE_REFERENCES);
    if (str_starts_nocase(name, S("twitter:label")) || str_starts_nocase(name, S("twitter:data")))
        read_card(r, name, html_tree_attr(r->a, r->t, node, ATTR_CONTENT));
    const struct meta_name *m = name_find(meta_names, COUNT_OF(meta_names), str_trim(name));
    if (!m)
        return;
    struct str value = html_tree_attr(r->a, r->t, node, ATTR_CONTENT);
    if (m->field == FIELD_AUTHOR) {
        offer_author(r, m->rank, value);
    } else if (m->field == FIELD_KEYWORDS) {
        if (m->rank < r->keyword_rank)
            r->keywords.n = 0;
        if (m->rank <= r->keyword_rank)
            add_keywords(r->a, &r->keywords, value);
        r->keyword_rank = m->rank < r->keyword_rank ? m->rank : r->keyword_rank;
    } else {
        offer(r, m->field, m->rank, value);
    }
}

static void read_link(struct metadata_reader *r, size_t node)
{
    if (!r->canonical.p && str_eq_nocase(html_tree_attr_raw(r->t, node, ATTR_REL), S("canonical")))
        r->canonical = html_tree_attr(r->a, r->t, node, ATTR_HREF);
}

// The value of an element with itemprop, or of a <time>.
static struct str item_value(struct metadata_reader *r, size_t node)
{
    struct str value = html_tree_attr(r->a, r->t, node, ATTR_CONTENT);
    if (!value.n)
        value = html_tree_attr(r->a, r->t, node, ATTR_DATETIME);
    return value.n ? value : html_tree_text(r->a, r->t, node);
}

static void read_item(struct metadata_reader *r, size_t node, struct str itemprop)
{
    const struct meta_name *m = name_find(item_names, COUNT_OF(item_names), str_trim(itemprop));
    if (m && r->t->nodes[node].end - node < 32)
        offer(r, m->field, m->rank, item_value(r, node));
}

// <time datetime>: the first one counts, one that says so more.
static void read_time(struct metadata_reader *r, size_t node)
{
    if (r->times++ >= TIMES_MAX)
        return;
    struct str datetime = html_tree_attr(r->a, r->t, node, ATTR_DATETIME);
    struct str class = html_tree_attr_raw(r->t, node, ATTR_CLASS);
    bool modified = str_has(class, S("updat")) || str_has(class, S("modif"));
    bool marked = html_tree_attr_raw(r->t, node, ATTR_PUBDATE).p || str_has(class, S("publish")) ||
                  str_has(class, S("entry-date"));
    if (modified && !marked)
        offer(r, FIELD_MODIFIED, RANK_TIME, datetime);
    else
        offer(r, FIELD_PUBLISHED, marked ? RANK_TIME : RANK_TIME + 1, datetime);
}

// <abbr class=published title=…>, of blogs (the hAtom microformat).
static void read_abbr(struct metadata_reader *r, size_t node)
{
    struct str class = html_tree_attr_raw(r->t, node, ATTR_CLASS);
    bool published = str_has(class, S("published")), updated = str_has(class, S("updated"));
    if (published || updated)
        offer(r, published ? FIELD_PUBLISHED : FIELD_MODIFIED, RANK_TIME,
              html_tree_attr(r->a, r->t, node, ATTR_TITLE));
}

static void read_node(struct metadata_reader *r, size_t node)
{
    const struct html_node *n = &r->t->nodes[node];
    switch (n->tag) {
    case TAG_META: read_meta(r, node); break;
    case TAG_LINK: read_link(r, node); break;
    case TAG_TIME: read_time(r, node); break;
    case TAG_BODY:
        if (!r->direction.n)
            r->direction = html_tree_attr(r->a, r->t, node, ATTR_DIR);
        break;
    case TAG_ABBR: read_abbr(r, node); break;
    case TAG_H1:
        if (r->heading_count < HEADINGS_MAX)
            r->headings[r->heading_count++] = (uint32_t)node;
        break;
    case TAG_TITLE:
        if (!r->page_title.p && !n->depth)
            break;
        if (!r->page_title.p)
            r->page_title = html_tree_text(r->a, r->t, node);
        break;
    case TAG_SCRIPT:
        if (n->end > node + 1 && str_has(html_tree_attr_raw(r->t, node, ATTR_TYPE), S("ld+json")))
            ldjson_read(r->a, html_tree_raw(r->t, node + 1), &r->ld);
        break;
    default: break;
    }
    if (n->flags & HTML_NODE_ITEM && n->tag != TAG_META)
        read_item(r, node, html_tree_attr_raw(r->t, node, ATTR_ITEMPROP));
}

// --- the title ----------------------------------------------------------------------------------

// Separators between a title and the name of its site.
static const struct str separators[] = {
    S_INIT(" | "), S_INIT(" - "), S_INIT(" – "), S_INIT(" — "), S_INIT(" :: "), S_INIT(" » "),
    S_INIT(" « "), S_INIT(" · "), S_INIT(" • "), S_INIT(" / "), S_INIT(" : "),  S_INIT("|"),
};

struct str metadata_cut_site(struct str title, struct str site)
{
    title = str_trim_wide(title);
    site = str_trim_wide(site);
    if (!title.p || site.n == 0 || site.n >= title.n)
        return title;
    for (size_t i = 0; i < COUNT_OF(separators); i++) {
        struct str sep = separators[i];
        if (title.n <= site.n + sep.n)
            continue;
        struct str tail = str_drop(title, title.n - site.n);
        struct str head = str_take(title, title.n - site.n);
        if (str_eq_nocase(tail, site) && str_ends(head, sep))
            return str_trim_wide(str_take(head, head.n - sep.n));
        if (str_starts_nocase(title, site) && str_starts(str_drop(title, site.n), sep))
            return str_trim_wide(str_drop(title, site.n + sep.n));
    }
    return title;
}

// Of a <title> without other evidence: the longest part, if the site's name is not known.
static struct str longest_part(struct str title)
{
    for (size_t i = 0; i + 5 < COUNT_OF(separators); i++) {
        struct str sep = separators[i], rest = title, best = {0};
        size_t parts = 0;
        for (bool more = true; more; parts++) {
            size_t at = str_find(rest, sep);
            more = at < rest.n;
            struct str part = str_take(rest, at);
            if (part.n > best.n)
                best = part;
            rest = str_drop(rest, at + sep.n);
        }
        if (parts > 1 && best.n * 2 > title.n)
            return str_trim_wide(best);
    }
    return title;
}

// The linked data and a heading say the same: what meta elements say else was written for search
// engines.
static bool is_headline_shown(const struct metadata_reader *r)
{
    for (size_t i = 0; i < r->heading_count && r->ld.article && r->ld.headline.n; i++)
        if (str_eq(html_tree_text(r->a, r->t, r->headings[i]), r->ld.headline))
            return true;
    return false;
}

// "Headline | Site": a bar hardly ever stands inside a headline, so a shorter part behind the last
// one goes, whoever it names.
static struct str cut_behind_bar(struct str title)
{
    const char *bar = title.n ? memrchr(title.p, '|', title.n) : NULL;
    if (!bar)
        return title;
    struct str head = str_trim_wide(str_take(title, (size_t)(bar - title.p)));
    struct str tail = str_trim_wide(str_drop(title, (size_t)(bar - title.p) + 1));
    return tail.n < head.n ? head : title;
}

static struct str choose_title(const struct metadata_reader *r, struct str site)
{
    struct str title = r->found[FIELD_TITLE].value;
    if (is_headline_shown(r) || (!title.n && r->ld.article))
        title = r->ld.headline;
    if (title.n)
        return cut_behind_bar(metadata_cut_site(title, site));
    title = metadata_cut_site(r->page_title, site);
    return title.n == str_trim_wide(r->page_title).n ? longest_part(title) : title;
}

// --- all ----------------------------------------------------------------------------------------

static const char *source_name(int rank)
{
    if (rank == RANK_LDJSON)
        return "json-ld";
    return rank < 10 ? "meta" : rank < RANK_TIME ? "microdata" : "time";
}

static struct sourced sourced_of(const struct metadata_reader *r, enum field field)
{
    const struct finding *f = &r->found[field];
    if (!f->value.n)
        return (struct sourced){0};
    return (struct sourced){f->value, str_from_cstr(source_name(f->rank))};
}

static void adopt_ldjson(struct metadata_reader *r)
{
    const struct ldjson *ld = &r->ld;
    offer(r, FIELD_PUBLISHED, RANK_LDJSON, ld->published);
    offer(r, FIELD_MODIFIED, RANK_LDJSON, ld->modified);
    offer(r, FIELD_SECTION, RANK_LDJSON, ld->section);
    offer(r, FIELD_SITE, 2, ld->publisher);
    offer(r, FIELD_DESCRIPTION, 5, ld->description);
    offer(r, FIELD_IMAGE, 5, ld->image);
    if (ld->article)
        offer(r, FIELD_LANGUAGE, 5, ld->language);
    if (ld->authors.n)
        r->authors.n = 0;
    for (size_t i = 0; i < ld->authors.n; i++)
        add_author(r->a, &r->authors, ld->authors.v[i]);
    if (!r->keywords.n)
        for (size_t i = 0; i < ld->keywords.n; i++)
            add_keywords(r->a, &r->keywords, ld->keywords.v[i]);
}

// "ar_AR" of og:locale as a language tag.
static struct str language_tag(struct arena *a, struct str s)
{
    struct str copy = arena_str(a, str_take(str_trim(s), 16));
    char *p = arena_alloc_raw(a, copy.n + 1);
    for (size_t i = 0; i < copy.n; i++)
        p[i] = copy.p[i] == '_' ? '-' : copy.p[i];
    return (struct str){p, copy.n};
}

struct metadata metadata_read(struct arena *a, const struct html_tree *t, struct str url)
{
    struct metadata_reader r = {
        .a = a, .t = t, .author_rank = RANK_NONE, .keyword_rank = RANK_NONE};
    for (size_t i = 0; i < FIELD_COUNT; i++)
        r.found[i].rank = RANK_NONE;
    offer(&r, FIELD_LANGUAGE, 1, html_tree_attr(a, t, 0, ATTR_LANG));
    r.direction = html_tree_attr(a, t, 0, ATTR_DIR);
    for (size_t i = 1; i < t->node_count; i++)
        if (!(t->nodes[i].flags & HTML_NODE_TEXT))
            read_node(&r, i);
    adopt_ldjson(&r);
    struct metadata m = {
        .site = r.found[FIELD_SITE].value,
        .section = r.found[FIELD_SECTION].value,
        .language = language_tag(a, r.found[FIELD_LANGUAGE].value),
        .direction = r.direction,
        .canonical = r.canonical.n ? r.canonical : r.found[FIELD_URL].value,
        .description = r.found[FIELD_DESCRIPTION].value,
        .image = r.found[FIELD_IMAGE].value,
        .authors = r.authors,
        .keywords = r.keywords,
        .published = sourced_of(&r, FIELD_PUBLISHED),
        .modified = sourced_of(&r, FIELD_MODIFIED),
        .body = r.ld.body,
    };
    m.site = str_trim_wide(str_take(m.site, str_find(m.site, S(" | ")))); // "Name | what it is"
    if (!m.site.n)
        m.site = site_name_find(a, t, r.page_title);
    m.title = utf8_take(choose_title(&r, m.site), LIMIT_TITLE_POINTS);
    struct str address = url.n ? url : m.canonical;
    struct str url_date = metadata_url_date(a, address);
    if (!m.published.value.n && url_date.n)
        m.published = (struct sourced){url_date, S("url")};
    return m;
}
