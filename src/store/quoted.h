// quoted: quotations across articles, for pages and API.
#ifndef STORE_QUOTED_H
#define STORE_QUOTED_H

#include "store/store.h"

struct quoted {
    struct str text, kind, speaker, role, cue;
    struct str article_id, article_title, outlet;
    int64_t published_at; // STORE_NO_TIME: not known
};

// The newest quotations, at most `limit`: of one speaker (in all spellings of
// the name, store/names.h), or, where `speaker` is
// empty, the direct ones of all speakers who are named.
WARN_UNUSED enum err_code store_quoted(struct store *s, struct arena *a, struct str speaker,
                                       size_t limit, struct quoted **out, size_t *count,
                                       struct err *e);

#endif
