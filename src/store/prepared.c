// prepared: how a prepared article travels from the process that made it (base/wire.h).
//
// All that store_add and store_prepare_rest look at is listed here, and nothing else travels.  Who
// made it may have been taken over by the page it read: what it says of the article may be a lie,
// but it is well formed, within its limits, and cannot make a statement of store_add fail.
#include "base/json.h"
#include "base/limits.h"
#include "base/wire.h"
#include "store/store_int.h"

// Of any one part; the limit of the whole answer is lower.
#define PART_MAX LIMIT_DECODED

static bool text_is_fit(const void *text)
{
    const struct str *s = text;
    return s->p != NULL;
}

static const struct wire_field quoted_fields[] = {
    {WIRE_TEXT, 0, 0, PART_MAX, 0, NULL}
};
static const struct wire_table quoted_table = WIRE_TABLE(struct str, quoted_fields, text_is_fit);

static const struct wire_field keyphrase_fields[] = {
    WIRE_TEXT_OF(struct keyphrase, text, PART_MAX),
    WIRE_REAL_OF(struct keyphrase, score),
};

static bool keyphrase_is_fit(const void *keyphrase)
{
    const struct keyphrase *k = keyphrase;
    return k->text.p != NULL;
}

static const struct wire_table keyphrase_table =
    WIRE_TABLE(struct keyphrase, keyphrase_fields, keyphrase_is_fit);

#define X(name, text) COUNTED_##name,
enum { ENTITY_TYPES(X) ENTITY_TYPE_COUNT };
#undef X

// Of the mentions only the number.
static const struct wire_field entity_fields[] = {
    WIRE_TEXT_OF(struct entity, name, PART_MAX),
    WIRE_NUMBER_OF(struct entity, type, ENTITY_TYPE_COUNT - 1),
    WIRE_NUMBER_OF(struct entity, mentions.n, PART_MAX),
    WIRE_TEXT_OF(struct entity, role, PART_MAX),
};
static const struct wire_table entity_table = WIRE_TABLE(struct entity, entity_fields, NULL);

static const struct wire_field quote_fields[] = {
    WIRE_NUMBER_OF(struct quote, at.start, PART_MAX),
    WIRE_NUMBER_OF(struct quote, at.end, PART_MAX),
    WIRE_NUMBER_OF(struct quote, kind, QUOTE_INDIRECT),
    WIRE_TEXT_OF(struct quote, speaker.name, PART_MAX),
    WIRE_TEXT_OF(struct quote, speaker.role, PART_MAX),
    WIRE_TEXT_OF(struct quote, cue, PART_MAX),
};

static bool quote_is_fit(const void *quote)
{
    const struct quote *q = quote;
    return q->at.start <= q->at.end;
}

static const struct wire_table quote_table = WIRE_TABLE(struct quote, quote_fields, quote_is_fit);

static const struct wire_field name_fields[] = {
    WIRE_TEXT_OF(struct name_id, key, PART_MAX),
    WIRE_TEXT_OF(struct name_id, name, PART_MAX),
    WIRE_TEXT_OF(struct name_id, sound, PART_MAX),
};

static bool name_is_fit(const void *name)
{
    const struct name_id *id = name;
    return !id->key.n || id->name.p;
}

static const struct wire_table name_table = WIRE_TABLE(struct name_id, name_fields, name_is_fit);

#define X(name, text) COUNTED_##name,
enum { ROLE_STATES(X) ROLE_STATE_COUNT };
#undef X

static const struct wire_field role_fields[] = {
    WIRE_NUMBER_OF(struct role_row, entity, PART_MAX),
    WIRE_TEXT_OF(struct role_row, text, PART_MAX),
    WIRE_NUMBER_OF(struct role_row, state, ROLE_STATE_COUNT - 1),
};

static bool role_is_fit(const void *role)
{
    const struct role_row *r = role;
    return r->text.p != NULL;
}

static const struct wire_table role_table = WIRE_TABLE(struct role_row, role_fields, role_is_fit);

static const struct wire_field latin_fields[] = {
    WIRE_TEXT_OF(struct latin_row, id.key, PART_MAX),
    WIRE_TEXT_OF(struct latin_row, id.name, PART_MAX),
    WIRE_TEXT_OF(struct latin_row, id.sound, PART_MAX),
    WIRE_NUMBER_OF(struct latin_row, mentions, PART_MAX),
    WIRE_NUMBER_OF(struct latin_row, stated, PART_MAX),
};

static bool latin_is_fit(const void *latin)
{
    const struct latin_row *l = latin;
    return l->id.key.n && l->id.name.p;
}

static const struct wire_table latin_table =
    WIRE_TABLE(struct latin_row, latin_fields, latin_is_fit);

static const struct wire_field prepared_fields[] = {
    WIRE_TEXT_OF(struct prepared, record.guid, LIMIT_GUID),
    WIRE_TEXT_OF(struct prepared, record.url, LIMIT_URL),
    WIRE_TEXT_OF(struct prepared, record.title, 4 * LIMIT_TITLE_POINTS),
    WIRE_TEXT_OF(struct prepared, record.outlet, 4 * LIMIT_NAME_POINTS),
    WIRE_TEXT_OF(struct prepared, record.byline, 4 * LIMIT_NAME_POINTS),
    WIRE_TEXT_OF(struct prepared, record.lang, PART_MAX),
    WIRE_RAW_OF(struct prepared, record.published_at),
    WIRE_RAW_OF(struct prepared, key),
    WIRE_RAW_OF(struct prepared, id_key),
    WIRE_TEXT_OF(struct prepared, record.text, LIMIT_ARTICLE_TEXT),
    WIRE_TEXT_OF(struct prepared, record.reading, LIMIT_NDJSON_LINE),
    WIRE_TEXT_OF(struct prepared, terms.title, PART_MAX),
    WIRE_TEXT_OF(struct prepared, terms.body, PART_MAX),
    WIRE_NUMBER_OF(struct prepared, terms.words, PART_MAX),
    WIRE_RAW_OF(struct prepared, terms.signature),
    WIRE_LIST_OF(struct prepared, record.facts.keyphrases, record.facts.keyphrase_count, PART_MAX,
                 &keyphrase_table),
    WIRE_LIST_OF(struct prepared, record.facts.entities, record.facts.entity_count, PART_MAX,
                 &entity_table),
    WIRE_ALONG_OF(struct prepared, folded_names, record.facts.entity_count, &wire_texts),
    WIRE_LIST_OF(struct prepared, record.facts.quotes, record.facts.quote_count, PART_MAX,
                 &quote_table),
    WIRE_ALONG_OF(struct prepared, folded_speakers, record.facts.quote_count, &wire_texts),
    WIRE_ALONG_OF(struct prepared, quoted, record.facts.quote_count, &quoted_table),
    WIRE_ALONG_OF(struct prepared, names, record.facts.entity_count, &name_table),
    WIRE_ALONG_OF(struct prepared, speakers, record.facts.quote_count, &name_table),
    WIRE_LIST_OF(struct prepared, roles, role_count, PART_MAX, &role_table),
    WIRE_LIST_OF(struct prepared, latin, latin_count, PART_MAX, &latin_table),
};

// Roles and Latin names are said of entities that there are, and that have a key.
static bool names_are_fit(const struct prepared *p)
{
    size_t n = p->record.facts.entity_count;
    for (size_t i = 0; i < p->role_count; i++)
        if (p->roles[i].entity >= n || !p->names[p->roles[i].entity].key.n)
            return false;
    for (size_t i = 0; i < p->latin_count; i++)
        if (p->latin[i].stated > n)
            return false;
    return true;
}

// Readings are shown as they are.
static bool prepared_is_fit(const void *prepared)
{
    const struct prepared *p = prepared;
    const struct str *reading = &p->record.reading;
    return (reading->n == 0 || json_is_plain_object(*reading)) && names_are_fit(p);
}

const struct wire_table store_prepared_wire =
    WIRE_TABLE(struct prepared, prepared_fields, prepared_is_fit);

struct prepared *store_prepared_new(struct arena *a, struct str *in)
{
    struct prepared *p = arena_new(a, struct prepared, 1);
    return wire_read(a, in, &store_prepared_wire, p) ? p : NULL;
}
