// page: chooses how the bytes are read (plain text or HTML) and runs the segmenter over the blocks.
#include "page/page.h"

#include "page/names.h"
#include "page/page_html.h"
#include "page/prescan.h"
#include "page/segment.h"
#include "text/charset.h"

enum { SNIFF = 4096 }; // bytes looked at to tell HTML from text

static bool looks_like_html(struct str bytes)
{
    static const struct str marks[] = {S_INIT("<html"),  S_INIT("<!doctype"), S_INIT("<body"),
                                       S_INIT("<head"),  S_INIT("<div"),      S_INIT("</p>"),
                                       S_INIT("<meta"),  S_INIT("<title"),    S_INIT("<table"),
                                       S_INIT("<script")};
    struct str start = str_take(bytes, SNIFF);
    for (size_t at = 0; at < start.n; at++) {
        if (start.p[at] != '<')
            continue;
        for (size_t i = 0; i < COUNT_OF(marks); i++)
            if (str_starts_nocase(str_drop(start, at), marks[i]))
                return true;
    }
    return false;
}

// "<\0h\0": UTF-16 markup, which only HTML pages are ever sent in.
static bool looks_wide(struct str bytes)
{
    return str_starts(bytes, S("<\0")) || str_starts(bytes, S("\0<")) ||
           str_starts(bytes, S("\xFF\xFE<\0")) || str_starts(bytes, S("\xFE\xFF\0<"));
}

static bool is_html(const struct page_input *in)
{
    if (in->form != PAGE_AUTO)
        return in->form == PAGE_HTML;
    if (str_starts_nocase(str_trim(in->content_type), S("text/html")) ||
        str_has(in->content_type, S("xhtml")))
        return true;
    if (str_starts_nocase(str_trim(in->content_type), S("text/plain")))
        return false;
    return looks_like_html(in->bytes) || looks_wide(in->bytes);
}

static struct str join(struct arena *a, struct strs list)
{
    struct str s = list.n ? list.v[0] : (struct str){0};
    for (size_t i = 1; i < list.n; i++)
        s = arena_printf(a, "%.*s, %.*s", STR_ARGS(s), STR_ARGS(list.v[i]));
    return s;
}

// What the HTML page says about itself becomes the page's and its first article's.
static void adopt_html(struct arena *a, struct page *p, const struct page_html *h)
{
    p->text = h->text;
    p->title = h->title;
    p->site = h->site;
    p->language = h->language;
    p->direction = h->direction;
    if (!p->url.n)
        p->url = h->canonical;
    if (h->blocks.n == 0)
        return;
    p->articles = arena_new(a, struct article, 1);
    p->article_count = 1;
    p->articles[0] = (struct article){
        .title = h->title,
        .byline = join(a, h->authors),
        .outlet = h->site,
        .section = h->section,
        .published = h->published,
        .modified = h->modified,
        .images = h->images,
        .image_count = h->image_count,
        .language = h->language,
    };
}

// Sites sign what they took over, so the segmenter drops an author that is the site; where the text
// names neither another author nor a source, it is the answer after all.  Not so of newspapers and
// agencies.
static void restore_author(struct arena *a, struct page *p, const struct page_html *h)
{
    if (p->article_count != 1 || p->articles[0].byline.n || p->articles[0].credit_count)
        return;
    struct str author = join(a, h->authors), key = name_key(a, author);
    struct str kind = str_take(key, str_find_byte(key, ' '));
    if (!name_find(key, NAME_PUBLISHERS) && !name_class(kind))
        p->articles[0].byline = author;
}

// Adds to *list what it does not have yet.
static void add_missing(struct arena *a, struct strs *list, struct strs more)
{
    struct strs all = {arena_new(a, struct str, list->n + more.n), 0};
    for (size_t i = 0; i < list->n; i++)
        all.v[all.n++] = list->v[i];
    for (size_t i = 0; i < more.n; i++) {
        bool known = false;
        for (size_t k = 0; k < all.n && !known; k++)
            known = str_eq(all.v[k], more.v[i]);
        if (!known)
            all.v[all.n++] = more.v[i];
    }
    *list = all;
}

struct page page_read(struct arena *a, struct arena *scratch, const struct page_input *in)
{
    struct page p = {.url = in->url.p ? arena_str(a, in->url) : (struct str){0}};
    bool html = is_html(in);
    struct str declared = html ? prescan_charset(in->bytes) : (struct str){0};
    struct decoded d = charset_decode(scratch, in->bytes, in->content_type, declared);
    p.charset = d.charset;
    struct blocks blocks;
    struct page_html h = {0};
    if (html) {
        h = page_html_read(a, scratch, d.text, in->url);
        adopt_html(a, &p, &h);
        blocks = h.blocks;
    } else {
        p.text = arena_str(a, d.text);
        blocks = blocks_of_lines(scratch, p.text);
    }
    page_segment(a, scratch, &p, &blocks);
    restore_author(a, &p, &h);
    add_missing(a, &p.keywords, h.keywords);
    add_missing(a, &p.related, h.related);
    return p;
}
