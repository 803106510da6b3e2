// dump: see dump.h.
#include "dump.h"

#include "base/utf8.h"
#include "read/compare.h"

#define X(name, text) S_INIT(text),
static const struct str segment_names[] = {SEGMENT_KINDS(X)};
static const struct str credit_names[] = {CREDIT_KINDS(X)};
static const struct str entity_names[] = {ENTITY_TYPES(X)};
static const struct str act_names[] = {ACTS(X)};
#undef X

static const struct str quote_names[] = {S_INIT("direct"), S_INIT("partial"), S_INIT("indirect")};
// Order: enum speaker_kind; none has no name.
static const struct str speaker_names[] = {
    {0}, S_INIT("person"), S_INIT("org"), S_INIT("document"), S_INIT("group"), S_INIT("anonymous")};
// Order: enum cue_class.
static const struct str cue_names[] = {{0},
                                       S_INIT("neutral"),
                                       S_INIT("assertive"),
                                       S_INIT("belief"),
                                       S_INIT("evaluative"),
                                       S_INIT("denial"),
                                       S_INIT("claim"),
                                       S_INIT("request"),
                                       S_INIT("question"),
                                       S_INIT("nominal")};

struct str dump_act(enum act act)
{
    return act_names[act];
}

void dump_span(struct json *j, const struct cpmap *map, struct span at)
{
    json_put_int(j, "start", (int64_t)cpmap_point(map, at.start));
    json_put_int(j, "end", (int64_t)cpmap_point(map, at.end));
}

static struct str span_text(const struct cpmap *map, struct span at)
{
    return str_sub(map->text, at.start, at.end);
}

void dump_spans(struct json *j, const struct cpmap *map, const struct spans *list)
{
    json_begin_array(j);
    for (size_t i = 0; i < list->n; i++) {
        json_begin_object(j);
        dump_span(j, map, list->v[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

void dump_strs(struct json *j, const struct strs *list)
{
    json_begin_array(j);
    for (size_t i = 0; i < list->n; i++)
        json_add_str(j, list->v[i]);
    json_end_array(j);
}

// The member "why" of a reading by rule.
static void put_rule(struct json *j, const char *why, bool explain)
{
    if (explain)
        json_put_str_or_null(j, "why", str_from_cstr(why));
}

static void put_why(struct json *j, struct str why)
{
    if (why.n)
        json_put_str(j, "why", why);
}

void dump_dates(struct json *j, const struct cpmap *map, const struct date_mention *v, size_t n,
                bool explain)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        dump_span(j, map, v[i].at);
        json_put_str(j, "text", span_text(map, v[i].at));
        json_put_str_or_null(j, "value", v[i].value);
        json_put_str_or_null(j, "calendar", v[i].calendar);
        put_rule(j, v[i].why, explain);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_numbers(struct json *j, const struct cpmap *map, const struct number_mention *v,
                         size_t n, bool explain)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        dump_span(j, map, v[i].at);
        json_put_str(j, "text", span_text(map, v[i].at));
        json_put_real(j, "value", v[i].value, 6);
        json_put_str_or_null(j, "unit", v[i].unit.n ? v[i].unit : (struct str){0});
        put_rule(j, v[i].why, explain);
        json_end_object(j);
    }
    json_end_array(j);
}

void dump_keyphrases(struct json *j, const struct keyphrase *v, size_t n)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        json_put_str(j, "text", v[i].text);
        json_put_real(j, "score", v[i].score, 4);
        put_why(j, v[i].why);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_roles(struct json *j, const struct cpmap *map, const struct entity *e)
{
    static const struct str states[] = {
#define X(name, text) S_INIT(text),
        ROLE_STATES(X)
#undef X
    };
    json_key(j, "roles");
    json_begin_array(j);
    for (size_t i = 0; i < e->role_count; i++) {
        json_begin_object(j);
        dump_span(j, map, e->roles[i].at);
        json_put_str(j, "text", e->roles[i].text);
        json_put_str(j, "state", states[e->roles[i].state]);
        json_end_object(j);
    }
    json_end_array(j);
}

void dump_entities(struct json *j, const struct cpmap *map, const struct entity *v, size_t n)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        json_put_str(j, "name", v[i].name);
        json_put_str(j, "type", entity_names[v[i].type]);
        json_put_str_or_null(j, "role", v[i].role.n ? v[i].role : (struct str){0});
        if (v[i].role_count)
            dump_roles(j, map, &v[i]);
        put_why(j, v[i].why);
        json_key(j, "mentions");
        json_begin_array(j);
        for (size_t k = 0; k < v[i].mentions.n; k++) {
            json_begin_object(j);
            dump_span(j, map, v[i].mentions.v[k]);
            json_put_str(j, "text", span_text(map, v[i].mentions.v[k]));
            json_end_object(j);
        }
        json_end_array(j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_speaker(struct json *j, const struct speaker *s)
{
    if (s->kind == SPEAKER_NONE) {
        json_add_null(j);
        return;
    }
    json_begin_object(j);
    json_put_str_or_null(j, "name", s->name.n ? s->name : (struct str){0});
    json_put_str_or_null(j, "role", s->role.n ? s->role : (struct str){0});
    json_put_str(j, "kind", speaker_names[s->kind]);
    json_end_object(j);
}

static void put_quote_why(struct json *j, const struct quote *q)
{
    json_key(j, "why");
    json_begin_object(j);
    json_put_str_or_null(j, "quote", str_from_cstr(q->why));
    json_put_str_or_null(j, "speaker", str_from_cstr(q->speaker_why));
    json_end_object(j);
}

void dump_quotes(struct json *j, const struct cpmap *map, const struct quote *v, size_t n,
                 bool explain)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        dump_span(j, map, v[i].at);
        json_put_str(j, "text", span_text(map, v[i].at));
        json_put_str(j, "kind", quote_names[v[i].kind]);
        json_key(j, "speaker");
        dump_speaker(j, &v[i].speaker);
        json_put_str_or_null(j, "cue", v[i].cue.n ? v[i].cue : (struct str){0});
        json_put_str_or_null(j, "cue_class", cue_names[v[i].cue_class]);
        json_put_int(j, "depth", v[i].depth);
        if (explain)
            put_quote_why(j, &v[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_point_why(struct json *j, const struct point *p)
{
    json_key(j, "why");
    json_begin_object(j);
    json_put_str_or_null(j, "act", str_from_cstr(p->why.act));
    json_put_str_or_null(j, "strength", str_from_cstr(p->why.strength));
    json_put_str_or_null(j, "voice", str_from_cstr(p->why.voice));
    json_put_str_or_null(j, "burden", str_from_cstr(p->why.burden));
    json_end_object(j);
}

void dump_points(struct json *j, const struct cpmap *map, const struct statement *s, bool explain)
{
    json_begin_array(j);
    for (size_t i = 0; i < s->point_count; i++) {
        const struct point *p = &s->points[i];
        json_begin_object(j);
        dump_span(j, map, p->at);
        json_put_str(j, "text", span_text(map, p->at));
        json_put_str(j, "act", act_names[p->act]);
        json_put_int(j, "strength", p->strength);
        json_put_str_or_null(j, "marker", p->marker.n ? p->marker : (struct str){0});
        json_key(j, "voice");
        dump_strs(j, &p->voice);
        json_key(j, "burden");
        dump_strs(j, &p->burden);
        json_key(j, "dates");
        dump_dates(j, map, p->dates, p->date_count, explain);
        if (explain)
            put_point_why(j, p);
        json_end_object(j);
    }
    json_end_array(j);
}

// How often each party stands in one list of the points: {"joint":12,"IQ":1}, in order of first
// appearance.  Statements have a handful of parties, so the quadratic count is fine.
static void dump_tally(struct json *j, const struct statement *s, bool burden)
{
    enum { IDS_MAX = 64 }; // the reader knows fewer parties
    struct str ids[IDS_MAX];
    int64_t counts[IDS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < s->point_count; i++) {
        const struct strs *list = burden ? &s->points[i].burden : &s->points[i].voice;
        for (size_t k = 0; k < list->n; k++) {
            size_t at = 0;
            while (at < n && !str_eq(ids[at], list->v[k]))
                at++;
            if (at == IDS_MAX)
                continue;
            if (at == n) {
                ids[n] = list->v[k];
                counts[n++] = 0;
            }
            counts[at]++;
        }
    }
    json_begin_object(j);
    for (size_t i = 0; i < n; i++) {
        char key[64];
        snprintf(key, sizeof key, "%.*s", STR_ARGS(str_take(ids[i], 60)));
        json_put_int(j, key, counts[i]);
    }
    json_end_object(j);
}

void dump_statement_members(struct json *j, const struct cpmap *map, const struct statement *s,
                            bool explain)
{
    json_key(j, "parties");
    json_begin_array(j);
    for (size_t i = 0; i < s->party_count; i++) {
        json_begin_object(j);
        json_put_str(j, "id", s->parties[i].id);
        json_put_str(j, "name", s->parties[i].name);
        json_key(j, "aliases");
        dump_strs(j, &s->parties[i].aliases);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "points");
    dump_points(j, map, s, explain);
    json_key(j, "voice");
    dump_tally(j, s, false);
    json_key(j, "burden");
    dump_tally(j, s, true);
}

static void dump_statement(struct json *j, const struct cpmap *map, const struct statement *s,
                           bool explain)
{
    json_begin_object(j);
    dump_statement_members(j, map, s, explain);
    json_end_object(j);
}

static void dump_index(struct json *j, const char *key, size_t index)
{
    json_key(j, key);
    if (index == COMPARE_NONE)
        json_add_null(j);
    else
        json_add_int(j, (int64_t)index);
}

void dump_comparison_members(struct json *j, struct arena *scratch,
                             const struct dumped_statement *a, const struct dumped_statement *b,
                             const struct comparison *c, bool explain)
{
    struct cpmap map;
    cpmap_init(&map, scratch, a->doc->text);
    json_key(j, "points_a");
    dump_points(j, &map, a->statement, explain);
    cpmap_init(&map, scratch, b->doc->text);
    json_key(j, "points_b");
    dump_points(j, &map, b->statement, explain);
    json_key(j, "pairs");
    json_begin_array(j);
    for (size_t i = 0; i < c->pair_count; i++) {
        json_begin_object(j);
        dump_index(j, "a", c->pairs[i].a);
        dump_index(j, "b", c->pairs[i].b);
        json_put_str(j, "change", change_name(c->pairs[i].change));
        json_key(j, "words");
        dump_strs(j, &c->pairs[i].words);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_dateline(struct json *j, const struct dateline *d)
{
    if (!d->text.p) {
        json_add_null(j);
        return;
    }
    json_begin_object(j);
    json_put_str(j, "text", d->text);
    json_put_str_or_null(j, "outlet", d->outlet);
    json_put_str_or_null(j, "place", d->place);
    json_put_str_or_null(j, "agency", d->agency);
    json_put_str_or_null(j, "desk", d->desk);
    json_end_object(j);
}

static void dump_credits(struct json *j, const struct credit *v, size_t n)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        json_put_str(j, "text", v[i].text);
        json_key(j, "parts");
        json_begin_array(j);
        for (size_t k = 0; k < v[i].part_count; k++) {
            const struct credit_part *part = &v[i].parts[k];
            json_begin_object(j);
            json_put_str(j, "text", part->text);
            json_put_str(j, "kind", credit_names[part->kind]);
            json_key(j, "names");
            dump_strs(j, &part->names);
            json_end_object(j);
        }
        json_end_array(j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_sourced(struct json *j, const struct sourced *s)
{
    if (!s->value.p) {
        json_add_null(j);
        return;
    }
    json_begin_object(j);
    json_put_str(j, "value", s->value);
    json_put_str_or_null(j, "from", s->from);
    json_end_object(j);
}

static void dump_lists(struct json *j, const struct cpmap *map, const struct list *v, size_t n)
{
    json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(j);
        dump_span(j, map, v[i].at);
        json_put_bool(j, "numbered", v[i].numbered);
        bool introduced = v[i].intro.end > v[i].intro.start;
        json_put_str_or_null(j, "intro", introduced ? span_text(map, v[i].intro) : (struct str){0});
        json_key(j, "items");
        json_begin_array(j);
        for (size_t k = 0; k < v[i].items.n; k++)
            json_add_str(j, span_text(map, v[i].items.v[k]));
        json_end_array(j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_latin_names(struct json *j, const struct cpmap *map, const struct reading *r)
{
    json_begin_array(j);
    for (size_t i = 0; i < r->latin_name_count; i++) {
        const struct latin_name *name = &r->latin_names[i];
        json_begin_object(j);
        dump_span(j, map, name->at);
        json_put_str(j, "name", name->name);
        json_put_int(j, "mentions", (int64_t)name->mentions);
        if (name->entity < r->entity_count)
            json_put_str(j, "beside", r->entities[name->entity].name);
        json_end_object(j);
    }
    json_end_array(j);
}

static void dump_reading(struct json *j, const struct cpmap *map, const struct reading *r,
                         bool explain)
{
    json_key(j, "keyphrases");
    dump_keyphrases(j, r->keyphrases, r->keyphrase_count);
    json_key(j, "dates");
    dump_dates(j, map, r->dates, r->date_count, explain);
    json_key(j, "numbers");
    dump_numbers(j, map, r->numbers, r->number_count, explain);
    json_key(j, "entities");
    dump_entities(j, map, r->entities, r->entity_count);
    json_key(j, "latin_names");
    dump_latin_names(j, map, r);
    json_key(j, "quotes");
    dump_quotes(j, map, r->quotes, r->quote_count, explain);
    json_key(j, "statement");
    if (r->statement.point_count)
        dump_statement(j, map, &r->statement, explain);
    else
        json_add_null(j);
}

static void dump_images(struct json *j, const struct article *a)
{
    json_begin_array(j);
    for (size_t i = 0; i < a->image_count; i++) {
        json_begin_object(j);
        json_put_str(j, "url", a->images[i].url);
        json_put_str_or_null(j, "caption", a->images[i].caption);
        json_end_object(j);
    }
    json_end_array(j);
}

void dump_article(struct json *j, const struct cpmap *map, const struct article *a, bool explain)
{
    json_begin_object(j);
    json_put_str_or_null(j, "title", a->title);
    json_key(j, "flags");
    dump_strs(j, &a->flags);
    json_put_str_or_null(j, "byline", a->byline);
    json_put_str_or_null(j, "outlet", a->outlet);
    json_put_str_or_null(j, "section", a->section);
    json_key(j, "dateline");
    dump_dateline(j, &a->dateline);
    json_key(j, "published");
    dump_sourced(j, &a->published);
    json_key(j, "modified");
    dump_sourced(j, &a->modified);
    json_key(j, "credits");
    dump_credits(j, a->credits, a->credit_count);
    json_put_int(j, "body_start", (int64_t)cpmap_point(map, a->body.start));
    json_put_str(j, "body", a->body_text);
    json_key(j, "lists");
    dump_lists(j, map, a->lists, a->list_count);
    json_key(j, "images");
    dump_images(j, a);
    struct str language = a->reading.language.p ? a->reading.language : a->language;
    json_put_str_or_null(j, "language", language);
    if (a->reading.language_why.n)
        json_put_str(j, "language_why", a->reading.language_why);
    json_put_int(j, "words", (int64_t)a->reading.word_count);
    json_key(j, "dialect");
    dump_spans(j, map, &a->reading.dialect);
    dump_reading(j, map, &a->reading, explain);
    json_end_object(j);
}

void dump_page_lists(struct json *j, const struct page *p)
{
    json_key(j, "page_keywords");
    dump_strs(j, &p->keywords);
    json_key(j, "related");
    json_begin_array(j);
    for (size_t i = 0; i < p->related.n; i++) {
        json_begin_object(j);
        json_put_str(j, "title", p->related.v[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

void dump_page(struct json *j, struct arena *scratch, const struct page *p, bool explain)
{
    struct cpmap map;
    cpmap_init(&map, scratch, p->text);
    json_put_str_or_null(j, "url", p->url);
    json_put_str_or_null(j, "language", p->language);
    json_put_str_or_null(j, "direction", p->direction);
    json_put_str_or_null(j, "title", p->title);
    json_put_str_or_null(j, "site", p->site);
    json_put_str_or_null(j, "charset", p->charset);
    json_key(j, "segments");
    json_begin_array(j);
    for (size_t i = 0; i < p->segment_count; i++) {
        json_begin_object(j);
        json_put_str(j, "kind", segment_names[p->segments[i].kind]);
        json_key(j, "article");
        if (p->segments[i].article >= 0)
            json_add_int(j, p->segments[i].article);
        else
            json_add_null(j);
        dump_span(j, &map, p->segments[i].at);
        json_end_object(j);
    }
    json_end_array(j);
    json_key(j, "articles");
    json_begin_array(j);
    for (size_t i = 0; i < p->article_count; i++)
        dump_article(j, &map, &p->articles[i], explain);
    json_end_array(j);
    dump_page_lists(j, p);
    json_put_str(j, "text", p->text);
}
