// discover: see discover.h.  The page is read with the scanner for feeds: all that matters are the
// attributes of start tags, and those it finds in HTML, too.
#include "feed/discover.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "feed/xml.h"

// Media types of feeds.
static const struct str feed_types[] = {
    S_INIT("application/atom+xml"), S_INIT("application/feed+json"),
    S_INIT("application/json"),     S_INIT("application/rdf+xml"),
    S_INIT("application/rss+xml"),  S_INIT("application/x.atom+xml"),
    S_INIT("text/rss+xml"),
};

// Where feeds of news sites are most often: WordPress, Drupal, Joomla, Ghost, Hugo, Blogger and the
// systems of Arabic newspapers; most frequent first.
static const struct str common_paths[] = {
    S_INIT("/feed/"),
    S_INIT("/rss.xml"),
    S_INIT("/rss"),
    S_INIT("/feed.xml"),
    S_INIT("/atom.xml"),
    S_INIT("/index.xml"),
    S_INIT("/feeds/posts/default"),
    S_INIT("/rss/all"),
    S_INIT("/ar/rss"),
    S_INIT("/ar/feed/"),
    S_INIT("/rssfeed"),
    S_INIT("/RSS"),
    S_INIT("/rss.php"),
    S_INIT("/rss.aspx"),
    S_INIT("/?feed=rss2"),
    S_INIT("/index.php?format=feed&type=rss"),
    S_INIT("/feed.json"),
};

enum { TRIED_MAX = 1000 }; // addresses looked at in one page, most of them the same ones

struct finder {
    struct arena *a;
    struct url base;
    bool based;
    VEC(struct feed_candidate) found;
    size_t tried;
};

static void add(struct finder *f, struct str written, struct str title, enum feed_clue clue)
{
    struct url u;
    if (f->found.n >= FEED_CANDIDATES_MAX || !written.n || f->tried++ >= TRIED_MAX ||
        !url_parse(f->a, written, f->based ? &f->base : NULL, &u) || !url_is_http(&u))
        return;
    u.fragment = (struct str){0};
    struct str url = url_href(f->a, &u);
    for (size_t i = 0; i < f->found.n; i++)
        if (str_eq(f->found.v[i].url, url))
            return;
    *vec_push(f->a, &f->found) =
        (struct feed_candidate){url, utf8_take(str_trim_wide(title), LIMIT_TITLE_POINTS), clue};
}

static bool is_feed_type(struct str type)
{
    struct str media, parameters;
    str_cut(type, ';', &media, &parameters);
    for (size_t i = 0; i < COUNT_OF(feed_types); i++)
        if (str_eq_nocase(str_trim(media), feed_types[i]))
            return true;
    return false;
}

// Is `word` one of the blank-separated words of s?
static bool has_word(struct str s, struct str word)
{
    for (struct str one; s.n;) {
        str_cut(s, ' ', &one, &s);
        if (str_eq_nocase(str_trim(one), word))
            return true;
    }
    return false;
}

static bool is_of_comments(struct str href, struct str title)
{
    return str_has(href, S("comments")) || str_has(title, S("Comments")) ||
           str_has(title, S("تعليقات"));
}

static void read_link(struct finder *f, struct xml *x)
{
    struct str rel = xml_attribute(x, S("rel")), type = xml_attribute(x, S("type"));
    bool alternate = has_word(rel, S("alternate")) || has_word(rel, S("feed"));
    if (!alternate || !is_feed_type(type))
        return;
    struct str href = xml_attribute(x, S("href")), title = xml_attribute(x, S("title"));
    // WordPress offers its JSON API under the type of JSON Feed.
    if (str_has(href, S("/wp-json/")) || str_has(href, S("oembed")))
        return;
    add(f, href, title, is_of_comments(href, title) ? FEED_CLUE_COMMENTS : FEED_CLUE_ALTERNATE);
}

static bool looks_like_feed(struct str href)
{
    static const struct str ends[] = {S_INIT("/feed"),    S_INIT("/feed/"),    S_INIT("/rss"),
                                      S_INIT("/rss/"),    S_INIT(".rss"),      S_INIT("/rss.xml"),
                                      S_INIT(".rdf"),     S_INIT("/feed.xml"), S_INIT("/atom.xml"),
                                      S_INIT("/rss.php"), S_INIT("/rss.aspx"), S_INIT("feed=rss2")};
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (href.n >= ends[i].n && str_eq_nocase(str_drop(href, href.n - ends[i].n), ends[i]))
            return true;
    return false;
}

static void sort_by_clue(struct feed_candidate *v, size_t n)
{
    for (size_t i = 1; i < n; i++) { // few, and those of one clue keep their order
        struct feed_candidate c = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1].clue > c.clue; k--)
            v[k] = v[k - 1];
        v[k] = c;
    }
}

size_t feed_discover(struct arena *a, struct str html, struct str url, struct feed_candidate **out)
{
    struct finder f = {.a = a};
    struct xml *x = arena_new(a, struct xml, 1);
    f.based = url_parse(a, url, NULL, &f.base);
    xml_init(x, a, html);
    x->html = true;
    for (enum xml_kind kind; (kind = xml_next(x)) != XML_DONE;) {
        if (kind != XML_START)
            continue;
        if (str_eq_nocase(x->name, S("base"))) {
            struct url base;
            if (url_parse(a, xml_attribute(x, S("href")), f.based ? &f.base : NULL, &base)) {
                f.base = base;
                f.based = true;
            }
        } else if (str_eq_nocase(x->name, S("link"))) {
            read_link(&f, x);
        } else if (str_eq_nocase(x->name, S("a"))) {
            struct str href = str_trim(xml_attribute(x, S("href")));
            if (looks_like_feed(href) && f.found.n < FEED_CANDIDATES_MAX / 2)
                add(&f, href, xml_attribute(x, S("title")),
                    is_of_comments(href, S("")) ? FEED_CLUE_COMMENTS : FEED_CLUE_ANCHOR);
        }
    }
    for (size_t i = 0; i < COUNT_OF(common_paths); i++)
        add(&f, common_paths[i], S(""), FEED_CLUE_PATH);
    sort_by_clue(f.found.v, f.found.n);
    *out = f.found.v;
    return f.found.n;
}
