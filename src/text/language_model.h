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

// X(NAME, name)
#define LANGUAGE_SCRIPTS(X)                                                                        \
    X(SCRIPT_NONE, "no letters")                                                                   \
    X(SCRIPT_ARABIC, "Arabic")                                                                     \
    X(SCRIPT_LATIN, "Latin")                                                                       \
    X(SCRIPT_CYRILLIC, "Cyrillic")                                                                 \
    X(SCRIPT_GREEK, "Greek")                                                                       \
    X(SCRIPT_HEBREW, "Hebrew")                                                                     \
    X(SCRIPT_ARMENIAN, "Armenian")                                                                 \
    X(SCRIPT_SYRIAC, "Syriac")                                                                     \
    X(SCRIPT_DEVANAGARI, "Devanagari")                                                             \
    X(SCRIPT_BENGALI, "Bengali")                                                                   \
    X(SCRIPT_THAI, "Thai")                                                                         \
    X(SCRIPT_GEORGIAN, "Georgian")                                                                 \
    X(SCRIPT_ETHIOPIC, "Ethiopic")                                                                 \
    X(SCRIPT_TIFINAGH, "Tifinagh")                                                                 \
    X(SCRIPT_KANA, "kana")                                                                         \
    X(SCRIPT_HAN, "Han")                                                                           \
    X(SCRIPT_HANGUL, "Hangul")                                                                     \
    X(SCRIPT_OTHER, "another script")
enum script {
#define X(name, text) name,
    LANGUAGE_SCRIPTS(X)
#undef X
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

// The name of a script: "Arabic".
const char *language_script_name(enum script script);

#endif
