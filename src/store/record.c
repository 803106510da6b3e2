// record: see record.h.
#include "store/record.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "dump.h"
#include "feed/excerpt.h"
#include "feed/feed.h"
#include "page/page.h"
#include "pipeline.h"
#include "text/fold.h"

// The article object of `read --json`, without its body: the store has that as the text; with the
// keywords and the related titles of its page, which may be NULL.
static struct str reading_json(struct arena *a, struct str text, const struct article *article,
                               const struct page *page)
{
    struct article bare = *article;
    struct cpmap map;
    struct buf out = {0};
    struct json j = {.out = &out};
    bare.body_text = S("");
    cpmap_init(&map, a, text);
    dump_article(&j, &map, &bare, false);
    if (page && (page->keywords.n || page->related.n)) {
        out.n--; // the brace that ends the article
        j.need_comma = true;
        dump_page_lists(&j, page);
        json_end_object(&j);
    }
    struct str json = arena_str(a, buf_str(&out));
    buf_release(&out);
    return json;
}

static struct str first_of(struct str x, struct str y)
{
    return x.n ? x : y;
}

static int64_t time_of(const struct sourced *s)
{
    int64_t seconds;
    return s->value.n && rfc3339_parse(s->value, &seconds) ? seconds : STORE_NO_TIME;
}

struct record record_of_article(struct arena *a, const struct page *page, size_t i)
{
    const struct article *article = &page->articles[i];
    struct record r = {
        .title = article->title,
        .byline = article->byline,
        .outlet = first_of(article->outlet, first_of(article->dateline.outlet, page->site)),
        .lang = first_of(article->reading.language, first_of(article->language, page->language)),
        .text = article->body_text,
        .published_at = time_of(&article->published),
        .facts = article->reading,
        .source = page->text};
    if (i == 0 && page->url.n)
        r.url = page->url;
    else if (page->url.n)
        r.guid = arena_printf(a, "%.*s#%zu", STR_ARGS(page->url), i + 1);
    r.reading = reading_json(a, page->text, article, page);
    return r;
}

// Markup as running text: the page reader on a page that holds nothing else.
static struct str text_of_markup(struct pipeline *p, struct arena *a, struct str markup)
{
    struct buf b = {0};
    buf_add(&b, S("<!doctype html><html><head><meta charset=utf-8></head><body><article>"));
    buf_add(&b, markup);
    buf_add(&b, S("</article></body></html>"));
    struct page_input in = {.bytes = arena_str(a, buf_str(&b)),
                            .form = PAGE_HTML,
                            .content_type = S("text/html; charset=utf-8")};
    buf_release(&b);
    struct page page = pipeline_page(p, a, &in);
    struct str text = str_trim_wide(page.text);
    return text.n ? text : S("");
}

static struct str text_of(struct pipeline *p, struct arena *a, const struct feed_text *t)
{
    if (!t->value.n || t->kind == FEED_TEXT_OTHER)
        return (struct str){0};
    if (t->kind == FEED_TEXT_PLAIN)
        return arena_str(a, str_trim_wide(t->value));
    return text_of_markup(p, a, t->value);
}

// "ar-IQ" is ar.
static struct str language_of(struct arena *a, struct str tag)
{
    struct str head, tail;
    str_cut(tag, '-', &head, &tail);
    return head.n >= 2 && head.n <= 3 ? fold(a, head) : (struct str){0};
}

struct record record_of_item(struct pipeline *p, struct arena *a, const struct feed *feed,
                             const struct feed_entry *item)
{
    struct record r = {.guid = item->id, .url = item->link, .published_at = STORE_NO_TIME};
    r.title = text_of(p, a, &item->title);
    r.outlet = text_of(p, a, &feed->head.title);
    for (size_t i = 0; i < item->content_count && !r.text.n; i++)
        r.text = text_of(p, a, &item->contents[i]);
    if (!r.text.n)
        r.text = text_of(p, a, &item->summary);
    r.text = r.text.n ? excerpt_trim(a, r.text) : S("");
    if (item->author_count)
        r.byline = item->authors[0].name;
    r.lang = language_of(a, first_of(item->language, feed->head.language));
    if (item->published.known)
        r.published_at = item->published.at;
    else if (item->updated.known)
        r.published_at = item->updated.at;
    return r;
}

void record_read(struct pipeline *p, struct arena *a, struct record *r)
{
    struct article article = {
        .title = r->title,
        .byline = r->byline,
        .outlet = r->outlet,
        .language = r->lang,
        .body = {0, r->text.n},
        .body_text = r->text
    };
    if (r->published_at != STORE_NO_TIME) {
        // Relative dates in the text count from it.
        article.published = (struct sourced){rfc3339_str(a, r->published_at), S("given")};
    }
    pipeline_read_article(p, a, r->text, &article);
    r->lang = first_of(r->lang, article.reading.language);
    if (r->published_at == STORE_NO_TIME)
        r->published_at = time_of(&article.published);
    r->facts = article.reading;
    r->source = r->text;
    r->reading = reading_json(a, r->text, &article, NULL);
}
