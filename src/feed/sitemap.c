// sitemap: see sitemap.h.  Elements are known by their local names, as many sites leave out or
// misspell the namespaces; those of image and video sitemaps have names of their own, but for
// "image:loc" and "video:…", whose prefix is looked at.
#include "feed/sitemap.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "feed/date.h"
#include "feed/xml.h"
#include "text/charset.h"

enum { URL_BYTES_MAX = 8192, TEXT_BYTES_MAX = 16384, BASE_BYTES_MAX = 2048 };

struct builder {
    struct arena *a;
    struct url base;
    bool based;
    struct sitemap out;
    VEC(struct sitemap_entry) entries;
    struct sitemap_entry entry;
    bool in_entry;
};

static struct str absolute(struct builder *b, struct str written)
{
    struct url u;
    bool ok = written.n && written.n <= URL_BYTES_MAX &&
              url_parse(b->a, written, b->based ? &b->base : NULL, &u) && url_is_http(&u);
    return ok ? url_href(b->a, &u) : (struct str){0};
}

static void add_entry(struct builder *b)
{
    if (b->in_entry && b->entries.n == SITEMAP_ENTRIES_MAX)
        b->out.cut = true;
    else if (b->in_entry && b->entry.url.n)
        *vec_push(b->a, &b->entries) = b->entry;
    b->entry = (struct sitemap_entry){0};
    b->in_entry = false;
}

static void read_field(struct builder *b, struct str prefix, struct str local, struct str text)
{
    struct sitemap_entry *e = &b->entry;
    bool other = str_eq_nocase(prefix, S("image")) || str_eq_nocase(prefix, S("video"));
    if (other)
        return;
    if (str_eq_nocase(local, S("loc")) && !e->url.n && b->entries.n < SITEMAP_ENTRIES_MAX)
        e->url = absolute(b, text);
    else if (str_eq_nocase(local, S("lastmod")))
        e->has_modified = feed_date_parse(text, &e->modified_at);
    else if (str_eq_nocase(local, S("publication_date")))
        e->has_published = feed_date_parse(text, &e->published_at);
    else if (str_eq_nocase(local, S("title")))
        e->title = utf8_take(text, LIMIT_TITLE_POINTS);
    else if (str_eq_nocase(local, S("name")))
        e->outlet = utf8_take(text, LIMIT_TITLE_POINTS);
    else if (str_eq_nocase(local, S("language")))
        e->language = text;
}

static void read_xml(struct builder *b, struct str text)
{
    struct xml *x = arena_new(b->a, struct xml, 1);
    struct str prefix, local;
    struct buf pieces; // the text since the last tag
    buf_init(&pieces, TEXT_BYTES_MAX);
    xml_init(x, b->a, text);
    for (enum xml_kind kind; (kind = xml_next(x)) != XML_DONE;) {
        if (kind == XML_TEXT) {
            buf_add(&pieces, xml_text(x));
            continue;
        }
        xml_split_name(x->name, &prefix, &local);
        bool is_url = str_eq_nocase(local, S("url")), is_map = str_eq_nocase(local, S("sitemap"));
        if (kind == XML_END && b->in_entry)
            read_field(b, prefix, local, arena_str(b->a, str_trim(buf_str(&pieces))));
        if (is_url || is_map) {
            add_entry(b);
            b->in_entry = kind == XML_START;
            b->out.is_index |= is_map;
        }
        buf_reset(&pieces);
    }
    buf_release(&pieces);
    add_entry(b);
}

static void read_lines(struct builder *b, struct str text)
{
    for (struct str line; str_next_line(&text, &line);) {
        line = str_trim_wide(line);
        if (!str_starts_nocase(line, S("http")))
            continue;
        b->in_entry = true;
        if (b->entries.n < SITEMAP_ENTRIES_MAX)
            b->entry.url = absolute(b, line);
        add_entry(b);
    }
}

struct sitemap sitemap_parse(struct arena *a, struct str bytes, struct str url)
{
    struct builder b = {.a = a};
    struct err e;
    if (str_starts(bytes, S("\x1F\x8B")) &&
        gzip_inflate(a, bytes, SITEMAP_BYTES_MAX, &bytes, &e) != ERR_NONE)
        return b.out;
    // A long base would be copied into each entry.
    b.based = url.n <= BASE_BYTES_MAX && url_parse(a, url, NULL, &b.base);
    struct decoded d = charset_decode(a, str_take(bytes, SITEMAP_BYTES_MAX), (struct str){0},
                                      charset_of_xml_declaration(bytes));
    struct str text = d.text.p == bytes.p ? arena_str(a, d.text) : d.text;
    if (str_starts(str_trim(str_take(text, 512)), S("<")))
        read_xml(&b, text);
    else
        read_lines(&b, text);
    b.out.entries = b.entries.v;
    b.out.entry_count = b.entries.n;
    return b.out;
}
