// entities: who and what a text names, each once, with every place where it is named.
//
// From the tags of read/ner.h, and from grammar where that knows better: bodies of the state
// (وزارة الدفاع العراقية), duals and coordinations, outlets named after places, persons whose last
// name looks like a nationality (حكومة السوداني).
#ifndef READ_ENTITIES_H
#define READ_ENTITIES_H

#include "model.h"
#include "text/doc.h"

// A name that stands before the text and is known already: outlet and place of a dateline.
struct entity_hint {
    struct span at; // bytes of d->text, outside its range
    struct str name;
    enum entity_type type;
};

struct ner_cache;

struct entity_context {
    const struct entity_hint *hints; // in the order of the text
    size_t hint_count;
    bool explain;            // fill `why`
    struct ner_cache *cache; // read/ner_cache.h; NULL: one of its own, much slower
};

// The entities of the hints and of d in the order of their first mention; spans are bytes of
// d->text.  Adjectives of nationality are none.  c may be NULL.  All in the arena.  Never fails;
// O(n).
void entities_read(struct arena *a, const struct doc *d, const struct entity_context *c,
                   struct entity **out, size_t *out_count);

// The same, and the tag of each token of d by the convention of the training data (read/ner.h): no
// bodies of the state, but nationalities.
void entities_read_tagged(struct arena *a, const struct doc *d, const struct entity_context *c,
                          struct entity **out, size_t *out_count, uint8_t **tags);

// The key under which spellings of one name meet: ويلسون and ولسون, إكس and أكس.
struct str entity_key(struct arena *a, struct str name);

#endif
