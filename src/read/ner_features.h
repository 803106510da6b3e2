// ner_features: what the tagger looks at, the same for training and for tagging.
//
// A feature is a 32-bit hash of its template and value.  Most depend on one written word only, and
// on where it stands beside the word to be tagged: what those weigh is remembered with the word
// (read/ner_cache.h).  The others join neighbours, or come from the lists of names.
#ifndef READ_NER_FEATURES_H
#define READ_NER_FEATURES_H

#include "read/gazetteer.h"
#include "text/doc.h"

// The words of a window: two on each side; the middle one is to be tagged.
enum { NER_WINDOW = 5, NER_MIDDLE = 2, NER_INNER = 6 };

// What is known of a word without its neighbours.
struct ner_word {
    uint32_t norm, base, stem;                   // hashes
    uint32_t prefix[4], suffix[4];               // of 1 to 4 letters of the base
    uint32_t inner[NER_INNER];                   // of three letters inside the base, 0: none
    uint32_t pattern;                            // where its weak letters stand
    uint32_t first_letter, last_letter, letters; // as written (أ, ة); letters: both
    uint32_t clitics;      // what is written onto it, and whether it looks like a verb
    uint32_t shape;        // kind, length, article, clitics
    uint32_t rarity;       // how common it is, and whether with the article
    uint16_t fine, coarse; // cluster, 0: none
    bool forgotten;        // in training: taken for a word never seen
    uint8_t form;          // what is written onto the name: see name_forms_of()
};

// A word with what the lists know of it and, in a cache, what its features weigh.
struct ner_type {
    struct ner_word word;
    struct gazetteer_word listed;
    int16_t scores[NER_WINDOW][8]; // at each place of the window: of the tags but NER_OUT
};

struct ner_cache; // read/ner_cache.h

struct ner_text {
    const struct doc *d;
    const struct gazetteer_hit *hits;
    const struct ner_type *const *types; // one a token
    const uint8_t *sport;                // of each token, 0..2: how much its sentence is about it
};
// Everything lives in the arena and, while the next text is not begun, in the cache, which may be
// NULL where nothing is to be tagged.
struct ner_text ner_text_of(struct arena *a, struct ner_cache *cache, const struct doc *d);

// The token as a word; form: SIZE_MAX for the one that is right where the lists know no longer
// name.
void ner_describe(struct arena *a, const struct doc *d, size_t token, size_t form,
                  struct ner_type *out);

// Groups, so that training can leave some out.
enum ner_group { NER_LEXICAL, NER_AFFIX, NER_CONTEXT, NER_CLUSTER, NER_LISTS, NER_SHAPE };
enum { NER_FEATURES_MAX = 256 };
struct ner_features {
    uint32_t v[NER_FEATURES_MAX];
    uint8_t group[NER_FEATURES_MAX]; // enum ner_group
    uint8_t template[NER_FEATURES_MAX];
    size_t n;
};
// What stands around a word.
struct ner_window {
    const struct ner_type *types[NER_WINDOW];
    const struct gazetteer_hit *hits[NER_WINDOW];
    uint32_t sport;
};
// Around token `at` of the sentence of tokens [first, end); `edge` stands beyond its ends.
struct ner_window ner_window_at(const struct ner_text *t, const struct sentence *s, size_t at,
                                const struct ner_type *edge);

// The features of the word in the middle: those of each word alone, those of the lists, and those
// of neighbours together.
void ner_features_of(const struct ner_window *x, struct ner_features *out);
// The first and the last of them; each adds to `out`.
void ner_word_features(const struct ner_word *w, size_t place, struct ner_features *out);
void ner_pair_features(const struct ner_window *x, struct ner_features *out);
// The word that stands beyond the ends of a sentence.
extern const struct ner_type ner_edge;

// The lists as sets of classes: template NER_LIST_FIRST + k, each bit a feature.
enum { NER_LIST_FIRST = 60, NER_LIST_SETS = 7 };
void ner_list_sets(const struct ner_window *x, uint32_t out[NER_LIST_SETS]);
uint32_t ner_list_feature(size_t set, uint32_t bit);
// What a template looks at, in words.
const char *ner_template_name(uint8_t template);

// The cluster of a folded word: 1 + fine + coarse * CLUSTER_FINE; 0: none.
uint16_t ner_cluster(struct str folded);

// Takes from a word what only a seen one has: rarity and clusters.
void ner_word_forget(struct ner_word *w);

#endif
