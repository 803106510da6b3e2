// fold: the form of Arabic (and other) text in which words are matched.
//
// Folding is for matching, never for display: every span that leaves the program refers to the raw
// text, through the offset map.  What is folded (arabic.md section 1):
//   أ إ آ ٱ -> ا    ى ی -> ي    ة -> ه    ک -> ك    Arabic and Persian digits -> 0-9   ٫ -> .
//   (all of them: fold_table.c)
//   deleted: tatweel, harakat and Quranic marks, ZWNJ, ZWJ, bidi controls, soft hyphen, BOM, ٬
//   presentation forms by NFKC; other letters lower-cased, their accents dropped; NBSP -> space
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

// Most bytes one folded code point can take for each byte of its raw form (U+FDFA: 3 -> 33).
#define FOLD_MAX_GROWTH 12

// Appends the folded form of raw (valid UTF-8).
void fold_add(struct buf *out, struct str raw);
// The folded form of raw, in the arena.  fold(fold(x)) == fold(x).
struct str fold(struct arena *a, struct str raw);

// A folded text with the way back.
struct folded {
    struct str text;
    uint32_t *raw_at; // for each byte of text, and one behind: the raw byte it comes from
};
struct folded fold_text(struct arena *a, struct str raw);

// What a code point is to the tokeniser.
enum char_class { CHAR_OTHER, CHAR_SPACE, CHAR_LETTER, CHAR_DIGIT, CHAR_MARK, CHAR_INVISIBLE };

// fold_table.c: what each code point of ASCII and of U+0600..06FF is, and folds to (0: nothing).
extern const uint8_t ascii_classes[128], arabic_classes[256];
extern const uint16_t arabic_folded[256];

enum char_class char_class_other(uint32_t point);
static inline enum char_class char_class_of(uint32_t point)
{
    if (point - 0x600 < COUNT_OF(arabic_classes))
        return (enum char_class)arabic_classes[point - 0x600];
    if (point < COUNT_OF(ascii_classes))
        return (enum char_class)ascii_classes[point];
    return char_class_other(point);
}
// U+0600..06FF, 0750..077F, 08A0..08FF and the presentation forms.
bool is_arabic_point(uint32_t point);

#endif
