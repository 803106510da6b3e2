// coordinate: duals, plurals and coordinated attributes written out as one phrase each.
//
//     وزارتي الدفاع العراقية والأمريكية  →  وزارة الدفاع العراقية، وزارة الدفاع الأمريكية
//     جامعتا القاهرة وشنغهاي الدولية     →  جامعة القاهرة، جامعة شنغهاي الدولية
//     وزيري الخارجية والدفاع العراقيين   →  وزير الخارجية العراقي، وزير الدفاع العراقي
#ifndef TEXT_COORDINATE_H
#define TEXT_COORDINATE_H

#include "base/arena.h"
#include "model.h"

// The phrases that `phrase` (display form) stands for: one, itself with single spaces, where it
// holds no coordination that can be resolved.  Looks at the first 16 words.
struct strs coordinate_expand(struct arena *a, struct str phrase);

// Is the folded word an adjective of a country or city (عراقي، العراقية)?  By table.
bool is_nationality(struct str folded_word);

#endif
