// entities: who and what a text names, each once, with every place where it is named.
//
// From the tags of read/ner.h, and from grammar where that knows better: bodies of the state
// (وزارة الدفاع العراقية), duals and coordinations, outlets named after places, persons whose last
// name looks like a nationality (حكومة السوداني).
#ifndef READ_ENTITIES_H
#define READ_ENTITIES_H

#include "model.h"
#include "read/ner_features.h"

// The entities of d in the order of their first mention; spans are bytes of d->text.  Adjectives of
// nationality are none.  Everything lives in the arena.  Never fails; O(n), and for names that
// share their last word O(LIMIT) each.
void entities_read(struct arena *a, const struct doc *d, struct entity **out, size_t *out_count);

// The same, and the tags of the tokens of d by the convention of the training data (read/ner.h): no
// state bodies, but nationalities.
void entities_read_tagged(struct arena *a, const struct doc *d, struct entity **out,
                          size_t *out_count, uint8_t **tags);

// The key under which spellings of one name meet: ويلسون and ولسون, إكس and أكس.
struct str entity_key(struct arena *a, struct str name);

#endif
