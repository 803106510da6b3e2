// pipeline: see pipeline.h.
//
// Order of reading, and why: the language first, since the Arabic readers have nothing to say about
// other languages; then the dates of the lead, which date the article where the page does not; all
// other readers work on the same tokens and sentences (struct doc).
#include "pipeline.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "page/page.h"
#include "read/entities.h"
#include "read/keyphrases.h"
#include "read/latin_names.h"
#include "read/ner_cache.h"
#include "read/quotes.h"
#include "read/statement.h"
#include "text/dates.h"
#include "text/doc.h"
#include "text/language.h"
#include "text/numbers.h"

struct pipeline {
    struct token_cache *cache;
    struct ner_cache *names;
    struct arena scratch;
    bool explain;
};

struct pipeline *pipeline_new(void)
{
    struct pipeline *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    p->cache = token_cache_new();
    p->names = ner_cache_new(NULL);
    return p;
}

void pipeline_free(struct pipeline *p)
{
    if (!p)
        return;
    token_cache_free(p->cache);
    ner_cache_free(p->names);
    arena_release(&p->scratch);
    free(p);
}

struct token_cache *pipeline_cache(struct pipeline *p)
{
    return p->cache;
}

void pipeline_explain(struct pipeline *p, bool explain)
{
    p->explain = explain;
}

struct page pipeline_page(struct pipeline *p, struct arena *a, const struct page_input *in)
{
    arena_reset(&p->scratch);
    return page_read(a, &p->scratch, in);
}

// Whether something before the mention says that it is no day of publication: منذ 14 تموز 1958، في
// ذكرى 3 آذار.
static bool is_history(const struct doc *d, const struct date_mention *m)
{
    static const struct str words[] = {
        S_INIT("منذ"),   S_INIT("قبل"),    S_INIT("بعد"),   S_INIT("حتي"),     S_INIT("الي"),
        S_INIT("عام"),   S_INIT("ذكري"),   S_INIT("لذكري"), S_INIT("الذكري"),  S_INIT("احداث"),
        S_INIT("هجمات"), S_INIT("ثوره"),   S_INIT("حرب"),   S_INIT("انتفاضه"), S_INIT("مواليد"),
        S_INIT("ولد"),   S_INIT("المولود")};
    size_t at = doc_token_at(d, m->at.start);
    for (size_t i = at; i > 0 && i + 3 > at; i--)
        if (str_is_in(d->tokens.v[i - 1].norm, words, COUNT_OF(words)))
            return true;
    return false;
}

// How well a mention of the lead dates its article: called today, called a day or a weekday, at the
// very start where a date line stands; 0: not at all.
static int dates_article(const struct doc *d, const struct date_mention *m)
{
    enum { DATE_LINE = 6 }; // tokens
    int64_t seconds;
    if (!rfc3339_parse(str_take(m->value, 10), &seconds) || str_has(m->value, S("/")))
        return 0;
    if (m->today)
        return 3;
    if (is_history(d, m))
        return 0;
    struct str text = str_sub(d->text, m->at.start, m->at.end);
    if (m->weekday || str_starts(text, S("يوم ")))
        return 2;
    return doc_token_at(d, m->at.start) < DATE_LINE;
}

// The lead dates an article whose page gives no date: analyses and wire copy say it in their first
// sentence ("مساء اليوم الأربعاء (24 تموز 2024)").
static void date_from_lead(const struct doc *d, struct article *article)
{
    size_t lead_end = d->sentence_count ? d->sentences[0].at.end : 0;
    int best = 0;
    for (size_t i = 0; i < article->reading.date_count; i++) {
        const struct date_mention *m = &article->reading.dates[i];
        int how = m->at.start < lead_end ? dates_article(d, m) : 0;
        if (how <= best)
            continue;
        best = how;
        article->published = (struct sourced){str_take(m->value, 10), S("lead")};
    }
}

static void read_dates(struct arena *a, const struct doc *d, struct article *article)
{
    struct date_context context = {0};
    date_context_anchor(&context, article->published.value);
    struct reading *r = &article->reading;
    dates_read(a, d, &context, &r->dates, &r->date_count);
    if (article->published.value.p)
        return;
    date_from_lead(d, article);
    // Relative expressions can be resolved now.
    if (date_context_anchor(&context, article->published.value))
        dates_read(a, d, &context, &r->dates, &r->date_count);
}

// The document that an article's credit line names: what البيان stands for in its text.
static struct str credited_document(const struct article *article)
{
    for (size_t i = 0; i < article->credit_count; i++)
        for (size_t k = 0; k < article->credits[i].part_count; k++)
            if (article->credits[i].parts[k].kind == CREDIT_DOCUMENT)
                return article->credits[i].parts[k].text;
    return (struct str){0};
}

static void read_statement(struct arena *a, const struct doc *d, struct article *article)
{
    struct reading *r = &article->reading;
    if (!statement_is_likely(d, article->title))
        return;
    struct statement_context context = {article->title, r->quotes, r->quote_count, r->dates,
                                        r->date_count};
    r->statement = statement_read(a, d, &context);
}

// The outlet, place and agency of the dateline are named by the article too.
static void read_entities(struct pipeline *p, struct arena *a, const struct doc *d,
                          struct article *article)
{
    const struct dateline *line = &article->dateline;
    const struct entity_hint parts[] = {
        {{0}, line->outlet, ENTITY_ORG  },
        {{0}, line->place,  ENTITY_PLACE},
        {{0}, line->agency, ENTITY_ORG  },
    };
    struct entity_hint hints[COUNT_OF(parts)];
    struct entity_context context = {.hints = hints, .explain = p->explain, .cache = p->names};
    size_t from = 0; // the outlet's name may hold that of the place
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        struct str rest = str_drop(line->text, from);
        size_t at = parts[i].name.n ? str_find(rest, parts[i].name) : rest.n;
        if (at == rest.n)
            continue;
        struct entity_hint *hint = &hints[context.hint_count++];
        *hint = parts[i];
        hint->at.start = line->at.start + from + at;
        hint->at.end = hint->at.start + parts[i].name.n;
        from += at + parts[i].name.n;
    }
    entities_read(a, d, &context, &article->reading.entities, &article->reading.entity_count);
}

static void read_keyphrases(struct pipeline *p, struct arena *a, const struct doc *d,
                            struct article *article)
{
    struct reading *r = &article->reading;
    struct keyphrases_context context = {
        .title = article->title,
        .entities = r->entities,
        .entity_count = r->entity_count,
        .explain = p->explain,
    };
    keyphrases_read(a, d, &context, &r->keyphrases, &r->keyphrase_count);
}

// What is read of a body: as much as is stored of it, which is more than any article has; a book in
// one page would take minutes and gigabytes.
static struct span read_part(struct str text, struct span body)
{
    struct str part = str_sub(text, body.start, body.end);
    return (struct span){body.start, body.start + utf8_take_bytes(part, LIMIT_ARTICLE_TEXT).n};
}

void pipeline_read_article(struct pipeline *p, struct arena *a, struct str text,
                           struct article *article)
{
    struct span part = read_part(text, article->body);
    struct doc d = doc_of(a, p->cache, text, part);
    struct reading *r = &article->reading;
    struct str body = str_sub(text, part.start, part.end);
    struct language language = language_of(body);
    r->language = language.code;
    r->language_confidence = (double)language.confidence;
    if (p->explain)
        r->language_why = language_explain(a, body);
    for (size_t i = 0; i < d.tokens.n; i++)
        r->word_count += d.tokens.v[i].kind != TOKEN_MARK;
    read_dates(a, &d, article);
    if (!str_eq(r->language, S("ar"))) {
        latin_names_read(a, &d, NULL, 0, &r->latin_names, &r->latin_name_count);
        return; // the cue grammar and the lexicons below are Arabic
    }
    r->dialect = language_dialect(a, &d);
    numbers_read(a, &d, &r->numbers, &r->number_count);
    read_entities(p, a, &d, article);
    latin_names_read(a, &d, r->entities, r->entity_count, &r->latin_names, &r->latin_name_count);
    struct quote_context context = {r->entities, r->entity_count, credited_document(article), NULL};
    quotes_read(a, &d, &context, &r->quotes, &r->quote_count);
    read_statement(a, &d, article);
    read_keyphrases(p, a, &d, article);
}

void pipeline_read(struct pipeline *p, struct arena *a, struct page *page)
{
    for (size_t i = 0; i < page->article_count; i++)
        pipeline_read_article(p, a, page->text, &page->articles[i]);
    // What the first article is written in; a page's own claim is often its template's.
    if (page->article_count && page->articles[0].reading.language.p)
        page->language = page->articles[0].reading.language;
}

struct statement pipeline_statement(struct arena *a, struct token_cache *cache, struct str text,
                                    struct str title, struct doc *d)
{
    *d = doc_of_text(a, cache, text);
    struct statement_context context = {.title = title};
    struct date_mention *dates;
    dates_read(a, d, &(struct date_context){0}, &dates, &context.date_count);
    context.dates = dates;
    struct quote *quotes;
    quotes_read(a, d, NULL, &quotes, &context.quote_count);
    context.quotes = quotes;
    return statement_read(a, d, &context);
}
