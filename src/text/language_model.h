// language_model: what text/language.c and its trainer share: scripts and hashed features.
#ifndef TEXT_LANGUAGE_MODEL_H
#define TEXT_LANGUAGE_MODEL_H

#include <stddef.h>

#include "base/str.h"
#include "gen/language_table.h"

enum {
    LANGUAGE_LETTERS = 600,                  // letters looked at
    LANGUAGE_BYTES = 16384,                  // and bytes, where few of them are letters
    LANGUAGE_FEATURES = 8 * LANGUAGE_LETTERS // 4 a letter, 4 a word's end
};

enum script {
    SCRIPT_NONE,
    SCRIPT_ARABIC,
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_ARMENIAN,
    SCRIPT_SYRIAC,
    SCRIPT_DEVANAGARI,
    SCRIPT_BENGALI,
    SCRIPT_THAI,
    SCRIPT_GEORGIAN,
    SCRIPT_ETHIOPIC,
    SCRIPT_TIFINAGH,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
    SCRIPT_COUNT
};

struct language_features {
    enum script script;
    size_t letters; // of that script
    size_t n;
    uint16_t bucket[LANGUAGE_FEATURES];
};

// The most frequent script of the start of the text and, for Arabic and Latin, the buckets of the
// 1- to 4-grams of letters within words, and of the words.
void language_features_of(struct str text, struct language_features *out);

#endif
