// speaker_table: the weights of the choice among speakers (read/choice.h), a row for each context.
#ifndef GEN_SPEAKER_TABLE_H
#define GEN_SPEAKER_TABLE_H

#include <stdint.h>

enum { SPEAKER_CONTEXTS = 4, SPEAKER_FEATURES = 192 };

extern const int16_t speaker_weights[SPEAKER_CONTEXTS][SPEAKER_FEATURES];

#endif
