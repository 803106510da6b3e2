// df: remembers in how many articles a term occurs, for terms asked before.
#ifndef STORE_DF_H
#define STORE_DF_H

#include "base/str.h"

struct store;
struct df_cache;
struct df_cache *df_cache_new(void);
void df_cache_free(struct df_cache *c);
// Exact at the time the term was first asked, scaled with the number of articles since; forgotten
// when that has grown by an eighth.
double df_of(struct store *s, struct str term, size_t articles);

#endif
