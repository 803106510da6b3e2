// fields: see fields.h.
//
// The rules where feeds say a thing twice: a value nearer to the root stands before a deeper one, a
// later one before an earlier one at the same depth; of titles the first one stays.
#include "feed/fields.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "feed/scan.h"

enum {
    ID_MAX = 4096,  // bytes; threats.md 1.1
    URL_MAX = 8192, // bytes
    LINKS_MAX = 64, // of one entry, with enclosures
    CATEGORIES_MAX = 64,
    CONTENTS_MAX = 16,
    CONTENT_MAX = 1 << 20, // bytes of one content
    ITEMS_RESERVED = 64,
};

bool feed_claim(struct reader *r, enum field field)
{
    uint8_t *depth = &r->draft->depth_of[field];
    size_t now = r->depth < 255 ? r->depth : 255;
    if (*depth && now > *depth)
        return false;
    *depth = (uint8_t)now;
    return true;
}

static struct feed_text finish_text(struct reader *r, struct str text)
{
    feed_content_finish(r, &r->content, utf8_take_bytes(text, CONTENT_MAX));
    return r->content;
}

static bool is_web_address(struct str s)
{
    return str_starts_nocase(s, S("http://")) || str_starts_nocase(s, S("https://"));
}

FIELD_START(nothing)
{
    (void)r;
    (void)e;
}

FIELD_END(nothing)
{
    (void)r;
    (void)e;
    (void)text;
}

// --- structure ----------------------------------------------------------------------------------

FIELD_START(rss)
{
    (void)e;
    static const struct {
        struct str version;
        enum feed_format format;
    } versions[] = {
        {S_INIT("0.91"), FEED_RSS_091},
        {S_INIT("0.92"), FEED_RSS_092},
        {S_INIT("0.93"), FEED_RSS_093},
        {S_INIT("0.94"), FEED_RSS_094},
    };
    struct str version = xml_attribute(&r->x, S("version"));
    if (r->feed->format >= FEED_RSS && r->feed->format <= FEED_RSS_20)
        return;
    r->feed->format = str_starts(version, S("2.")) ? FEED_RSS_20 : FEED_RSS;
    for (size_t i = 0; i < COUNT_OF(versions); i++)
        if (str_eq(versions[i].version, version))
            r->feed->format = versions[i].format;
    if (r->feed->format == FEED_RSS_091 && str_has(r->x.doctype, S("Netscape")))
        r->feed->format = FEED_RSS_091N;
    if (r->scope.language.n)
        r->head.e.language = r->scope.language;
}

FIELD_START(feed)
{
    (void)e;
    struct str version = xml_attribute(&r->x, S("version"));
    if (r->feed->format == FEED_UNKNOWN)
        r->feed->format = str_eq(version, S("0.1"))   ? FEED_ATOM_01
                          : str_eq(version, S("0.2")) ? FEED_ATOM_02
                          : str_eq(version, S("0.3")) ? FEED_ATOM_03
                                                      : FEED_ATOM;
    if (r->scope.language.n)
        r->head.e.language = r->scope.language;
}

// What CDF says in attributes.
static void read_cdf(struct reader *r)
{
    struct str href = xml_attribute(&r->x, S("href"));
    struct str modified = xml_attribute(&r->x, S("lastmod"));
    if (modified.n)
        feed_set_time(&r->draft->e.updated, modified);
    if (!href.n)
        return;
    r->draft->e.link = feed_resolve(r, href);
    *feed_draft_push(r->a, &r->draft->links) =
        (struct feed_link){.href = r->draft->e.link, .rel = S("alternate"), .type = S("text/html")};
}

FIELD_START(channel)
{
    (void)e;
    if (r->depth == 1 && r->feed->format == FEED_UNKNOWN)
        r->feed->format = FEED_CDF;
    read_cdf(r);
}

// Room for twice as many items as there would be if all were as long as the first one.
static void reserve_items(struct reader *r)
{
    size_t read = r->x.size - r->x.rest.n, count = 2 * r->x.size / (read + 1) + 1;
    r->items.cap = count < ITEMS_RESERVED ? count : ITEMS_RESERVED;
    r->items.v = arena_alloc_raw(r->a, r->items.cap * sizeof *r->items.v);
}

static void finish_item(struct reader *r)
{
    if (!r->items.cap)
        reserve_items(r);
    if (!r->item.e.summary.value.p)
        r->item.e.summary = r->item.media_description;
    struct feed_entry *e = vec_push(r->a, &r->items);
    feed_draft_finish(&r->item, e);
    if (!e->published.known && e->updated.known)
        e->published = e->updated;
}

FIELD_START(item)
{
    (void)e;
    if (r->in_item) // the last one was never closed
        finish_item(r);
    r->in_item = false;
    if (r->items.n == LIMIT_FEED_ITEMS) { // ends the reading
        r->feed->cut = true;
        return;
    }
    r->item = (struct draft){0};
    r->in_item = true;
    r->draft = &r->item;
    for (size_t i = 0; i < r->x.attribute_count; i++)
        if (str_ends(r->x.attributes[i].name, S(":about")))
            r->item.e.id = str_trim(xml_value(&r->x, r->x.attributes[i].value));
    read_cdf(r);
}

FIELD_END(item)
{
    (void)e;
    (void)text;
    if (r->in_item)
        finish_item(r);
    r->in_item = false;
}

FIELD_START(source)
{
    (void)e;
    struct str url = xml_attribute(&r->x, S("url"));
    r->source = (struct draft){0};
    r->draft = &r->source;
    if (url.n) // RSS: the text is the title, the attribute the feed
        *feed_draft_push(r->a, &r->source.links) =
            (struct feed_link){.href = feed_resolve(r, url), .rel = S("self")};
}

FIELD_END(source)
{
    (void)e;
    struct feed_entry *source = arena_new(r->a, struct feed_entry, 1);
    feed_draft_finish(&r->source, source);
    if (text.n)
        source->title = (struct feed_text){.value = text, .kind = FEED_TEXT_PLAIN};
    if (r->in_item)
        r->item.e.source = source;
}

FIELD_START(image)
{
    (void)e;
    r->image = (struct draft){0};
    r->draft = &r->image;
    r->in_image = true;
}

static struct str extra_value(const struct draft *d, struct str name)
{
    for (size_t i = 0; i < d->extras.n; i++)
        if (str_eq(d->extras.v[i].name, name))
            return d->extras.v[i].value;
    return (struct str){0};
}

static struct feed_image image_of(const struct draft *d)
{
    return (struct feed_image){
        .url = d->e.logo,
        .title = d->e.title.value,
        .link = d->e.link,
        .description = d->e.subtitle.value,
        .width = extra_value(d, S("width")),
        .height = extra_value(d, S("height")),
        .name = extra_value(d, S("name")),
    };
}

FIELD_END(image)
{
    (void)e;
    (void)text;
    struct feed_image image = image_of(&r->image);
    r->in_image = false;
    if (!r->in_item)
        r->head.e.image = image;
    else if (image.url.n)
        r->item.e.image = image;
}

// Only one list of chapters is allowed (podlove.org/simple-chapters): what stands in another one is
// nobody's.
FIELD_START(chapters)
{
    for (size_t i = 0; i < r->draft->extras.n; i++) {
        if (!str_eq(r->draft->extras.v[i].name, e->name))
            continue;
        r->ignored = (struct draft){0};
        r->draft = &r->ignored;
        return;
    }
    feed_keep_attributes(r);
    feed_draft_add_extra(r, e->name, S(""));
}

FIELD_START(text_input)
{
    (void)e;
    r->text_input = (struct draft){0};
    r->draft = &r->text_input;
}

FIELD_END(text_input)
{
    (void)e;
    (void)text;
    r->feed->text_input = image_of(&r->text_input);
}

// --- texts --------------------------------------------------------------------------------------

FIELD_END(title)
{
    struct draft *d = r->draft;
    bool media = str_starts(e->name, S("media:"));
    uint8_t depth = (uint8_t)(r->depth < 255 ? r->depth : 255);
    struct feed_text t = finish_text(r, text);
    if (t.value.n > LIMIT_TITLE_POINTS)
        t.value = utf8_take(t.value, LIMIT_TITLE_POINTS);
    // The first one stays, but for one that is deeper, or media's, which any title replaces.
    if (d->depth_of[FIELD_TITLE] && depth >= d->depth_of[FIELD_TITLE])
        return;
    if (!t.value.n && d->e.title.value.p)
        return;
    d->e.title = t;
    if (t.value.n && !media)
        d->depth_of[FIELD_TITLE] = depth;
}

// A second description is the content: the first one was the summary.
static void start_second(struct reader *r)
{
    r->summary_to_content =
        r->in_item && r->draft == &r->item && r->item.e.summary.value.p && !r->item.has_content;
    if (r->summary_to_content)
        r->item.has_content = true;
}

FIELD_START(description)
{
    (void)e;
    start_second(r);
}

FIELD_START(summary)
{
    (void)e;
    start_second(r);
}

static void add_content(struct reader *r, const struct feed_text *t)
{
    struct draft *d = r->draft;
    if (d->contents.n < CONTENTS_MAX)
        *feed_draft_push(r->a, &d->contents) = *t;
    if (!d->e.summary.value.p && t->kind != FEED_TEXT_OTHER)
        d->e.summary = *t;
}

FIELD_END(description)
{
    struct feed_text t = finish_text(r, text);
    struct draft *d = r->draft;
    if (r->summary_to_content) {
        r->summary_to_content = false;
        add_content(r, &t);
        return;
    }
    bool of_head = d != &r->item;
    bool is_summary = str_eq(e->name, S("summary")) || str_eq(e->name, S("itunes:summary"));
    if (!feed_claim(r, of_head && !is_summary ? FIELD_SUBTITLE : FIELD_SUMMARY))
        return;
    if (of_head && !is_summary)
        d->e.subtitle = t;
    else
        d->e.summary = t;
}

FIELD_END(media_description)
{
    (void)e;
    r->draft->media_description = finish_text(r, text);
}

FIELD_END(subtitle)
{
    (void)e;
    struct feed_text t = finish_text(r, text);
    if (feed_claim(r, FIELD_SUBTITLE))
        r->draft->e.subtitle = t;
}

FIELD_END(rights)
{
    (void)e;
    r->draft->e.rights = finish_text(r, text);
}

FIELD_END(info)
{
    (void)e;
    r->draft->e.info = finish_text(r, text);
}

FIELD_START(content)
{
    (void)e;
    r->draft->has_content = true;
}

FIELD_END(content)
{
    (void)e;
    struct feed_text t = finish_text(r, text);
    if (t.value.n || t.src.n)
        add_content(r, &t);
}

// --- addresses ----------------------------------------------------------------------------------

FIELD_START(link)
{
    (void)e;
    struct draft *d = r->draft;
    struct feed_link link = {
        .href = xml_attribute(&r->x, S("href")),
        .rel = xml_attribute(&r->x, S("rel")),
        .type = xml_attribute(&r->x, S("type")),
        .title = xml_attribute(&r->x, S("title")),
        .hreflang = xml_attribute(&r->x, S("hreflang")),
        .length = xml_attribute(&r->x, S("length")),
    };
    struct str resource = xml_attribute(&r->x, S("resource"));
    struct str url = xml_attribute(&r->x, S("url"));
    url = url.n ? url : xml_attribute(&r->x, S("uri"));
    if (!link.href.n && url.n && (is_web_address(url) || !url_scheme_of(url).n))
        link.href = url;
    if (!link.href.n && resource.n)
        link.href = resource;
    link.rel = link.rel.n ? link.rel : S("alternate");
    if (!link.type.n)
        link.type = str_eq(link.rel, S("self")) ? S("application/atom+xml") : S("text/html");
    if (link.href.p) // an empty one is the base itself (RFC 3986, section 5.2)
        link.href = feed_resolve(r, link.href);
    bool html = str_eq_nocase(link.type, S("text/html")) ||
                str_eq_nocase(link.type, S("application/xhtml+xml"));
    if (str_eq(link.rel, S("alternate")) && html && link.href.n)
        d->e.link = link.href;
    if (r->draft == &r->head && str_eq(link.rel, S("hub")) && !r->feed->hub.n)
        r->feed->hub = link.href;
    if (r->draft == &r->head && str_eq(link.rel, S("self")) && !r->feed->self.n)
        r->feed->self = link.href;
    if (d->links.n < LINKS_MAX)
        *feed_draft_push(r->a, &d->links) = link;
}

FIELD_END(link)
{
    (void)e;
    struct draft *d = r->draft;
    struct feed_link *last = d->links.n ? &d->links.v[d->links.n - 1] : NULL;
    if (!last || last->href.n)
        return;
    if (!text.n) {
        d->links.n--;
        return;
    }
    last->href = feed_resolve(r, utf8_take_bytes(text, URL_MAX));
    if (str_eq(last->rel, S("alternate")))
        d->e.link = last->href;
}

FIELD_START(guid)
{
    (void)e;
    struct str permalink = xml_attribute(&r->x, S("ispermalink"));
    r->draft->e.id_is_link = !permalink.p || str_eq_nocase(permalink, S("true"));
}

FIELD_END(id)
{
    (void)e;
    struct feed_entry *entry = &r->draft->e;
    if (!feed_claim(r, FIELD_ID))
        return;
    entry->id = utf8_take_bytes(text, ID_MAX);
    if (!entry->id_is_link)
        return;
    if (str_find_byte(text, '/') < text.n) // a word alone is a name, no address
        entry->id = feed_resolve(r, entry->id);
    entry->id_is_link = !entry->link.p;
    if (!entry->link.p && is_web_address(entry->id))
        entry->link = entry->id;
}

FIELD_START(enclosure)
{
    (void)e;
    struct str url = xml_attribute(&r->x, S("url"));
    struct feed_link link = {
        .href = url.n ? url : xml_attribute(&r->x, S("href")),
        .rel = S("enclosure"),
        .type = xml_attribute(&r->x, S("type")),
        .title = xml_attribute(&r->x, S("title")),
        .length = xml_attribute(&r->x, S("length")),
    };
    link.href = feed_resolve(r, link.href);
    if (link.href.n && r->draft->links.n < LINKS_MAX)
        *feed_draft_push(r->a, &r->draft->links) = link;
}

static void add_license(struct reader *r, struct str href)
{
    if (r->draft->links.n < LINKS_MAX)
        *feed_draft_push(r->a, &r->draft->links) =
            (struct feed_link){.href = href, .rel = S("license")};
}

FIELD_START(license)
{
    (void)e;
    struct str resource = xml_attribute(&r->x, S("resource"));
    if (resource.n)
        add_license(r, resource);
}

FIELD_END(license)
{
    (void)e;
    if (text.n)
        add_license(r, text);
}

FIELD_START(image_href)
{
    (void)e;
    struct str href = xml_attribute(&r->x, S("href"));
    href = href.n ? href : xml_attribute(&r->x, S("url"));
    if (href.n && !r->draft->e.image.url.n)
        r->draft->e.image.url = feed_resolve(r, href);
}

FIELD_START(media_content)
{
    struct str medium = xml_attribute(&r->x, S("medium")), type = xml_attribute(&r->x, S("type"));
    if (str_eq_nocase(medium, S("image")) || str_starts_nocase(type, S("image/")))
        feed_start_image_href(r, e);
}

FIELD_END(comments)
{
    (void)e;
    if (text.n && feed_claim(r, FIELD_COMMENTS))
        r->draft->e.comments = feed_resolve(r, text);
}

// An address that has no field of its own.
FIELD_END(address)
{
    (void)e;
    if (text.n)
        feed_draft_add_extra(r, e->name, feed_resolve(r, text));
}

FIELD_END(icon)
{
    (void)e;
    r->draft->e.icon = feed_resolve(r, text);
}

FIELD_END(logo)
{
    (void)e;
    r->draft->e.logo = feed_resolve(r, text);
}

FIELD_END(url)
{
    (void)e;
    struct str url = text.n ? feed_resolve(r, text) : text;
    if (r->person)
        r->person->url = url;
    else if (r->draft == &r->image || r->draft == &r->text_input)
        r->draft->e.logo = url;
}

FIELD_END(new_feed_url)
{
    (void)e;
    if (r->draft == &r->head && is_web_address(text))
        r->feed->moved_to = text;
}

// --- categories, language, generator ------------------------------------------------------------

static void add_category(struct reader *r, struct feed_category c)
{
    struct draft *d = r->draft;
    if ((!c.term.n && !c.scheme.n && !c.label.n) || d->categories.n >= CATEGORIES_MAX)
        return;
    for (size_t i = 0; i < d->categories.n; i++) {
        const struct feed_category *known = &d->categories.v[i];
        if (str_eq(known->term, c.term) && str_eq(known->scheme, c.scheme) &&
            str_eq(known->label, c.label))
            return;
    }
    *feed_draft_push(r->a, &d->categories) = c;
}

FIELD_START(category)
{
    struct str scheme = xml_attribute(&r->x, S("scheme"));
    if (!scheme.p)
        scheme = xml_attribute(&r->x, S("domain"));
    if (!scheme.p && str_eq(e->name, S("media:category")))
        scheme = S("http://search.yahoo.com/mrss/category_schema");
    add_category(r, (struct feed_category){.term = xml_attribute(&r->x, S("term")),
                                           .scheme = scheme,
                                           .label = xml_attribute(&r->x, S("label"))});
}

FIELD_END(category)
{
    (void)e;
    struct draft *d = r->draft;
    struct feed_category *last = d->categories.n ? &d->categories.v[d->categories.n - 1] : NULL;
    if (!text.n)
        return;
    if (last && !last->term.n)
        last->term = text;
    else
        add_category(r, (struct feed_category){.term = text});
}

// Where the first comma stands, Latin or Arabic (U+060C), and how long it is.
static size_t find_comma(struct str s, size_t *len)
{
    size_t at = 0;
    for (;; at++) {
        at += scan_any(str_drop(s, at), ',', '\xD8', ',', ',');
        struct str comma = str_sub(s, at, at + 2);
        *len = str_starts(comma, S(",")) ? 1 : str_eq(comma, S("،")) ? 2 : 0;
        if (*len || at >= s.n)
            return at;
    }
}

static void add_list(struct reader *r, struct str text, struct str scheme)
{
    while (text.n) {
        size_t len, end = find_comma(text, &len);
        struct str term = str_trim(str_take(text, end));
        text = str_drop(text, end + len);
        if (term.n)
            add_category(r, (struct feed_category){.term = term, .scheme = scheme});
    }
}

FIELD_END(keywords)
{
    (void)e;
    add_list(r, text, (struct str){0});
}

FIELD_END(itunes_keywords)
{
    (void)e;
    add_list(r, text, S("http://www.itunes.com/"));
}

FIELD_START(itunes_category)
{
    (void)e;
    struct str text = xml_attribute(&r->x, S("text"));
    if (text.n)
        add_category(r,
                     (struct feed_category){.term = text, .scheme = S("http://www.itunes.com/")});
}

FIELD_END(language)
{
    (void)e;
    if (text.n)
        r->draft->e.language = feed_language_tag(r->a, text);
}

FIELD_START(generator)
{
    (void)e;
    struct str url = xml_attribute(&r->x, S("uri"));
    url = url.n ? url : xml_attribute(&r->x, S("url"));
    url = url.n ? url : xml_attribute(&r->x, S("href"));
    r->draft->e.generator.url = url.n ? feed_resolve(r, url) : url;
    r->draft->e.generator.version = xml_attribute(&r->x, S("version"));
}

FIELD_END(generator)
{
    (void)e;
    r->draft->e.generator.name = text;
}

FIELD_START(generator_agent)
{
    (void)e;
    struct str resource = xml_attribute(&r->x, S("resource"));
    r->draft->e.generator.name = r->draft->e.generator.url = resource;
}
