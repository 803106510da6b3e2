// versions: the later texts of an article that was edited where it was published.
#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "relate/word_diff.h"
#include "store/store.h"

struct version {
    int64_t seen_at;        // seconds UTC; of the first: when the article was added
    struct str title, text; // an empty text: the page is gone
    // What changed in the text since the version before, in order; none for the first.
    struct word_change *changes;
    size_t change_count;
};

// Keeps a later text; within a transaction.
WARN_UNUSED enum err_code store_version_add(struct store *s, int64_t row, int64_t seen_at,
                                            struct str title, struct str text, struct err *e);
// The newest later text; false: there is none, the article is as it was.  Without changes.
bool store_version_latest(struct store *s, struct arena *a, int64_t row, struct version *out);
// The article as it was added, then its later versions, oldest first.  ERR_NOT_FOUND: no such
// article.  Time and memory of the comparison are linear in the texts (relate/word_diff.h).
WARN_UNUSED enum err_code store_versions(struct store *s, struct arena *a, int64_t row,
                                         struct version **out, size_t *count, struct err *e);

#endif
