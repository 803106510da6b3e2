// ner_explain: what decided about a name, for --explain; see ner_cache.h.
//
// The score of a tag is a sum, so its parts can be told: the features are put together by what they
// look at, and the heaviest parts are named.  What neighbours add through the chain of tags and
// what other places of the word add are not in it.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "read/ner_cache.h"

enum { PARTS_MAX = 64, PARTS_TOLD = 4 };
// Below this a part is not worth a word.
static const float LEAST = 0.25F;

struct part {
    const char *name;
    float weight;
};

static int by_size(const void *a, const void *b)
{
    float x = ((const struct part *)a)->weight, y = ((const struct part *)b)->weight;
    x = x < 0 ? -x : x;
    y = y < 0 ? -y : y;
    return (x < y) - (x > y);
}

static size_t gather(const struct ner_model *m, const struct ner_features *f, int tag,
                     struct part *parts)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        const char *name = ner_template_name(f->template[i]);
        size_t at = 0;
        while (at < n && strcmp(parts[at].name, name) != 0)
            at++;
        if (at == PARTS_MAX)
            continue;
        if (at == n)
            parts[n++] = (struct part){name, 0};
        parts[at].weight += (float)ner_weight(m, f->v[i], tag) * m->scale;
    }
    qsort(parts, n, sizeof *parts, by_size);
    return n;
}

// The classes that the lists of names have for a word.
static void tell_classes(struct buf *out, const char *what, uint32_t classes)
{
    static const char *const names[] = {
#define X(name, text) text,
        GAZETTEER_CLASSES(X)
#undef X
    };
    for (uint32_t bit = 0, told = 0; bit < GAZETTEER_CLASS_COUNT; bit++)
        if (classes >> bit & 1)
            buf_printf(out, "%s %s", told++ ? "," : what, names[bit]);
}

struct str ner_explain(struct arena *a, const struct ner_cache *c, const struct ner_text *t,
                       size_t token, int tag)
{
    static const char *const types[] = {
#define X(name, text) text,
        ENTITY_TYPES(X)
#undef X
    };
    const struct sentence *s = &t->d->sentences[doc_sentence_of(t->d, token)];
    struct ner_window x = ner_window_at(t, s, token, &ner_edge);
    struct ner_features f;
    struct part parts[PARTS_MAX];
    ner_features_of(&x, &f);
    size_t n = gather(ner_cache_tables(c)->model, &f, tag, parts);
    struct buf out = {0};
    float all = 0;
    for (size_t i = 0; i < n; i++)
        all += parts[i].weight;
    buf_printf(&out, "tagger, %s over no name %+.1f:", types[NER_TYPE(tag)], (double)all);
    for (size_t i = 0; i < n && i < PARTS_TOLD; i++)
        if (parts[i].weight > LEAST || parts[i].weight < -LEAST)
            buf_printf(&out, "%s %s %+.1f", i ? "," : "", parts[i].name, (double)parts[i].weight);
    tell_classes(&out, "; listed as", x.hits[NER_MIDDLE]->begin | x.hits[NER_MIDDLE]->inside);
    tell_classes(&out, "; word before:", x.hits[NER_MIDDLE - 1]->single);
    tell_classes(&out, "; word behind:", x.hits[NER_MIDDLE + 1]->single);
    struct str told = arena_str(a, buf_str(&out));
    buf_release(&out);
    return told;
}
