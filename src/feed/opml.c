// opml: see opml.h.  An outline is a feed when it has an address in xmlUrl, whatever its type says,
// and else a folder, if anything stands in it; readers agree on that, not on types.
#include "feed/opml.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "feed/xml.h"
#include "text/charset.h"

struct builder {
    struct arena *a;
    struct xml x;
    struct opml *out;
    VEC(struct opml_feed) feeds;
    VEC(struct str) includes;
    struct map seen;
    struct str folders[OPML_DEPTH_MAX]; // folder path by depth of outline
    size_t depth, outlines;
};

static struct str attribute(struct builder *b, struct str name)
{
    struct str value = str_trim_wide(xml_attribute(&b->x, name));
    return utf8_take(value, LIMIT_TITLE_POINTS);
}

enum { FOLDER_BYTES_MAX = 512, FOLDER_POINTS_MAX = 100 };

// The name of a folder, with '/' replaced, appended to the path of its parent; the parent's where
// there is none, or the path would be too long.
static struct str folder_path(struct builder *b, struct str parent, struct str name)
{
    name = utf8_take(name, FOLDER_POINTS_MAX);
    if (!name.n || parent.n > FOLDER_BYTES_MAX)
        return parent;
    struct buf out = {0};
    buf_add(&out, parent);
    if (parent.n)
        buf_add_byte(&out, '/');
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '/')
            buf_add(&out, S("\u2215"));
        else
            buf_add_byte(&out, name.p[i]);
    struct str path = arena_str(b->a, buf_str(&out));
    buf_release(&out);
    return path;
}

// true and the normalised address, where it is one we may fetch.  Relative ones are none: what has
// no scheme is as often a command.
static bool take_address(struct builder *b, struct str written, struct str *out)
{
    struct url u;
    if (!url_parse(b->a, written, NULL, &u) || !url_is_http(&u))
        return false;
    *out = url_href(b->a, &u);
    return true;
}

static void add_feed(struct builder *b, struct str name, struct str written)
{
    struct str url, folder = b->depth ? b->folders[b->depth - 1] : S("");
    if (!take_address(b, written, &url)) {
        b->out->refused++;
        return;
    }
    if (*map_at(&b->seen, url, MAP_NONE) != MAP_NONE) {
        b->out->duplicates++;
        return;
    }
    *map_at(&b->seen, url, 0) = b->feeds.n;
    struct str site = attribute(b, S("htmlurl")), checked = {0};
    if (site.n && !take_address(b, site, &checked))
        checked = (struct str){0};
    *vec_push(b->a, &b->feeds) = (struct opml_feed){
        .title = name,
        .url = url,
        .site = checked,
        .language = attribute(b, S("language")),
        .folder = folder,
    };
}

static void add_include(struct builder *b, struct str written)
{
    struct str url;
    if (!take_address(b, written, &url))
        b->out->refused++;
    else if (b->includes.n < OPML_INCLUDES_MAX)
        *vec_push(b->a, &b->includes) = url;
}

// An outline starts; b->depth is the number of those around it.
static void start_outline(struct builder *b)
{
    struct str name = attribute(b, S("title")), type = attribute(b, S("type"));
    struct str url = xml_attribute(&b->x, S("xmlurl"));
    if (!name.n)
        name = attribute(b, S("text"));
    if (b->outlines++ >= OPML_OUTLINES_MAX) {
        b->out->cut = true;
    } else if (str_trim(url).n) {
        add_feed(b, name, url);
        name = S("");
    } else if (str_eq_nocase(type, S("include")) || str_eq_nocase(type, S("link"))) {
        struct str linked = xml_attribute(&b->x, S("url"));
        if (str_eq_nocase(type, S("include")) || str_ends(linked, S(".opml")))
            add_include(b, linked);
    }
    if (b->depth < OPML_DEPTH_MAX) {
        struct str parent = b->depth ? b->folders[b->depth - 1] : S("");
        b->folders[b->depth] = b->out->cut ? parent : folder_path(b, parent, name);
    } else {
        b->out->cut = true;
    }
    b->depth++;
}

struct opml opml_parse(struct arena *a, struct str bytes)
{
    struct opml out = {0};
    struct builder *b = arena_new(a, struct builder, 1);
    struct decoded d = charset_decode(a, bytes, (struct str){0}, charset_of_xml_declaration(bytes));
    struct str text = d.text.p == bytes.p ? arena_str(a, d.text) : d.text;
    bool in_title = false;
    b->a = a;
    b->out = &out;
    map_init(&b->seen, a, 0);
    xml_init(&b->x, a, text);
    for (enum xml_kind kind; (kind = xml_next(&b->x)) != XML_DONE;) {
        bool outline = str_eq_nocase(b->x.name, S("outline"));
        if (kind == XML_START && outline)
            start_outline(b);
        if (kind == XML_END && outline && b->depth)
            b->depth--;
        if (kind == XML_TEXT && in_title && !out.title.n)
            out.title = utf8_take(str_trim_wide(xml_text(&b->x)), LIMIT_TITLE_POINTS);
        in_title = kind == XML_START && str_eq_nocase(b->x.name, S("title"));
    }
    out.feeds = b->feeds.v;
    out.feed_count = b->feeds.n;
    out.includes = b->includes.v;
    out.include_count = b->includes.n;
    return out;
}

// --- writing ------------------------------------------------------------------------------------

static void add_escaped(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '&')
            buf_add(out, S("&amp;"));
        else if (c == '<')
            buf_add(out, S("&lt;"));
        else if (c == '>')
            buf_add(out, S("&gt;"));
        else if (c == '"')
            buf_add(out, S("&quot;"));
        else
            buf_add_byte(out, (unsigned char)c < ' ' ? ' ' : c);
    }
}

static void add_attribute(struct buf *out, const char *name, struct str value)
{
    if (!value.n)
        return;
    buf_printf(out, " %s=\"", name);
    add_escaped(out, value);
    buf_add_byte(out, '"');
}

static void indent(struct buf *out, size_t depth)
{
    for (size_t i = 0; i < depth + 2; i++)
        buf_add(out, S("  "));
}

static size_t folder_count(struct str folder)
{
    size_t n = folder.n > 0;
    for (size_t i = 0; i < folder.n; i++)
        n += folder.p[i] == '/';
    return n;
}

// How many of the outermost names two folders share.
static size_t folders_shared(struct str a, struct str b)
{
    size_t shared = 0;
    while (a.n && b.n) {
        struct str x, y;
        str_cut(a, '/', &x, &a);
        str_cut(b, '/', &y, &b);
        if (!str_eq(x, y))
            break;
        shared++;
    }
    return shared;
}

static void close_folders(struct buf *out, size_t from, size_t to)
{
    while (from > to) {
        indent(out, --from);
        buf_add(out, S("</outline>\n"));
    }
}

static void open_folders(struct buf *out, struct str folder, size_t skip)
{
    for (size_t depth = 0; folder.n; depth++) {
        struct str name;
        str_cut(folder, '/', &name, &folder);
        if (depth < skip)
            continue;
        indent(out, depth);
        buf_add(out, S("<outline"));
        add_attribute(out, "text", name);
        buf_add(out, S(">\n"));
    }
}

void opml_write(struct buf *out, struct str title, const struct opml_feed *feeds, size_t count)
{
    struct str folder = {0};
    buf_add(out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                   "  <head>\n    <title>"));
    add_escaped(out, title);
    buf_add(out, S("</title>\n  </head>\n  <body>\n"));
    for (size_t i = 0; i < count; i++) {
        const struct opml_feed *f = &feeds[i];
        size_t shared = folders_shared(folder, f->folder);
        close_folders(out, folder_count(folder), shared);
        open_folders(out, f->folder, shared);
        folder = f->folder;
        indent(out, folder_count(folder));
        buf_add(out, S("<outline type=\"rss\""));
        add_attribute(out, "text", f->title.n ? f->title : f->url);
        add_attribute(out, "title", f->title);
        add_attribute(out, "xmlUrl", f->url);
        add_attribute(out, "htmlUrl", f->site);
        add_attribute(out, "language", f->language);
        buf_add(out, S("/>\n"));
    }
    close_folders(out, folder_count(folder), 0);
    buf_add(out, S("  </body>\n</opml>\n"));
}
