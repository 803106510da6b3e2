// body_witness: the article's text as linked data give it, as a witness for the choice of runs.
#ifndef PAGE_BODY_WITNESS_H
#define PAGE_BODY_WITNESS_H

#include "page/main_text.h"

// Takes runs out of main->kept that `body` (articleBody, decoded) does not have, if the two agree
// in most of the text.  What stands behind the last run that it has stays where the body is cut
// short.
void body_witness_ask(struct arena *a, const struct html_tree *t, const struct html_runs *runs,
                      struct main_text *main, struct str body);
// Is `body` so much longer than the kept text that it should stand in its place?
bool body_witness_stands_in(const struct main_text *main, struct str body);

#endif
