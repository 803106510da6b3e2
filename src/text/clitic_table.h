// clitic_table: words of known classes, for text/clitic.c and the generators.
#ifndef TEXT_CLITIC_TABLE_H
#define TEXT_CLITIC_TABLE_H

#include "text/clitic.h"

struct classed_word {
    struct str word;
    uint16_t classes; // enum clitic_class
};
extern const struct classed_word classed_words[];
extern const size_t classed_word_count;

// The place of a word in the table, SIZE_MAX where it is not in it.
size_t classed_word_place(struct str word);

#endif
