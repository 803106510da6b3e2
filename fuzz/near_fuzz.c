// A stream of articles cut from any bytes: shares stay within 0 and 1, an article is never a copy
// of what came later, and one text added twice is a duplicate.
#include <assert.h>

#include "base/utf8.h"
#include "relate/near.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct near_result add(struct near *n, struct arena *a, struct str text, size_t number)
{
    struct topic *t = arena_new(a, struct topic, 1);
    *t = topic_of(a, NULL, S(""), text, NULL);
    struct near_article in = {.id = arena_printf(a, "%zu", number),
                              .outlet = arena_printf(a, "%zu", number % 3),
                              .topic = t,
                              .prints = fingerprints_of(a, t->in_order),
                              .published_at = (int64_t)number};
    return near_add(n, a, &in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct near *n = near_new(8);
    struct str rest = utf8_repair(&a, (struct str){(const char *)data, size}), line;
    for (size_t i = 0; i < 30 && str_cut(rest, '\n', &line, &rest); i++) {
        struct near_result r = add(n, &a, line, i);
        for (size_t k = 0; k < r.duplicate_count; k++)
            assert(r.duplicates[k].jaccard >= 0.5 && r.duplicates[k].jaccard <= 1);
        for (size_t k = 0; k < r.copy_count; k++)
            assert(r.copies[k].new_in_old <= 1 && r.copies[k].old_in_new <= 1);
        assert(r.story.n > 0);
        struct topic t = topic_of(&a, NULL, S(""), line, NULL);
        struct near_result again = add(n, &a, line, i);
        assert(t.shingles.n == 0 || again.duplicate_count > 0);
    }
    near_free(n);
    arena_release(&a);
    return 0;
}
