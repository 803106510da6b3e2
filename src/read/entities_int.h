// entities_int: what the files of the entity reader share; see entities.h.
#ifndef READ_ENTITIES_INT_H
#define READ_ENTITIES_INT_H

#include "base/vec.h"
#include "read/entities.h"
#include "read/ner_features.h"

struct token_span {
    size_t first, end;
};

// One place where one name stands; two names of a coordination share their place.
struct mention {
    struct span at; // bytes
    enum entity_type type;
    struct str name;      // as shown
    struct role roles[2]; // of a person: before the name and behind it
    size_t role_count;
    struct str why; // what made it; empty where nobody asks
};

struct mentions {
    struct arena *a;
    VEC(struct mention) list; // in the order of the text
    // For --explain, else NULL: the rule that a name begins with, by its first token, where the
    // tagger did not make it, and the tagger's cache.
    const char **rules;
    const struct ner_cache *cache;
};

static inline bool text_is_word(const struct ner_text *t, size_t i)
{
    return t->d->tokens.v[i].kind == TOKEN_WORD;
}

// Whether the lists know the word at i as one of the classes.
static inline bool text_has_class(const struct ner_text *t, size_t i, uint32_t classes)
{
    return text_is_word(t, i) && (t->hits[i].single & classes) != 0;
}

// The tokens as they are shown, the first one without its clitics.
struct str token_span_display(struct arena *a, const struct ner_text *t, struct token_span at);

// The roles stated around the person whose name is at `name`, into m.  O(ROLE_WORDS).
void roles_read(struct arena *a, const struct ner_text *t, const uint8_t *tags,
                struct token_span sentence, struct token_span name, struct mention *m);

// entities_named.c.  The end of an event, treaty or meeting that begins at token i, 0: none does.
size_t named_end(struct arena *a, const struct ner_text *t, size_t i, size_t end);
// A name in quotation marks behind token i, which says that a name follows; empty: none.
struct token_span named_in_marks(const struct ner_text *t, size_t i, size_t end);
// Where a longer name begins that ends with the tagged one at `name` (حكومة السوداني، شمال شرق
// سوريا): an organisation around a person, a place around a place; `name` itself: none does.
size_t named_around(struct arena *a, const struct ner_text *t, const uint8_t *tags, size_t first,
                    size_t name);
// The end of a name without judgements (تنظيم داعش الإرهابي), its first token without the word for
// a medium before a brand (منصة إكس).
size_t without_judgements(const struct ner_text *t, size_t first, size_t end);
size_t without_media_head(const struct ner_text *t, size_t first, size_t end);

// The end of two bodies or more of one kind that are named together from token i on; 0: none are.
size_t pair_end(struct arena *a, const struct ner_text *t, const uint8_t *tags, size_t i,
                size_t end);

// One entity for each name: by key, by last name, by head noun.  O(n).
void entities_merge(struct mentions *m, struct entity **out, size_t *out_count);

#endif
