// speakers: who speaks in an article, by the fullest name that the article gives.
#ifndef READ_SPEAKERS_H
#define READ_SPEAKERS_H

#include "read/phrases.h"

// Finds everything introduced in the article (r->known).  At most SPEAKERS_MAX are kept.
void speakers_collect(struct quote_reader *r);
#define SPEAKERS_MAX 256
// They and the persons of the entity reader (r->named).
void speakers_gather(struct quote_reader *r);
// The phrase that r->named.v[i] stands for.
const struct phrase *speaker_named(struct quote_reader *r, size_t i);

// The phrase that `p` stands for: the full name for a last name, the ministry for "the ministry",
// the person for a role; p itself where nothing fits.
struct phrase speaker_resolve(const struct quote_reader *r, struct phrase p);
// Who speaks through a verb at token `at` that has no subject: a subject of the same sentence, else
// the last speaker that agrees with the verb form (FORM_*); false: nobody.
bool speaker_carried(const struct quote_reader *r, unsigned form, size_t sentence_first, size_t at,
                     struct phrase *out);
// Remembers p as a speaker; as the subject of another verb.
void speaker_remember(struct quote_reader *r, struct phrase p);
void topic_remember(struct quote_reader *r, struct phrase p);
// As it leaves the program.
struct speaker speaker_of(const struct quote_reader *r, const struct phrase *p);

#endif
