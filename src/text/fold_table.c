// fold_table: U+0600..06FF, which is nearly all of our text, and ASCII.
//
// Classes are the general categories of Unicode 15 (test/text/token_test.c compares them), but
// tatweel is a mark and the Arabic letter mark invisible.  Foldings, one by one:
//   آ أ إ ٱ ٲ ٳ ٵ -> ا    ٶ ٷ -> و    ى ؠ ؽ ؾ ؿ ی ے ۓ ٸ -> ي    ة ۀ ہ ۂ ۃ ھ ە -> ه    ک ڪ -> ك
//   digits of both kinds -> 0..9, ٫ -> .    nothing: harakat, Quranic signs, tatweel, ٰ, ٬
#include "text/fold.h"

enum {
    O = CHAR_OTHER,
    S = CHAR_SPACE,
    L = CHAR_LETTER,
    D = CHAR_DIGIT,
    M = CHAR_MARK,
    I = CHAR_INVISIBLE
};

// clang-format off
const uint8_t ascii_classes[128] = {
    O, O, O, O, O, O, O, O, O, S, S, S, S, S, O, O, // 0000
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, // 0010
    S, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, // 0020
    D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O, // 0030
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0040
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, // 0050
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0060
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, // 0070
};

const uint8_t arabic_classes[256] = {
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, // 0600
    M, M, M, M, M, M, M, M, M, M, M, O, I, O, O, O, // 0610
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0620
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0630
    M, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, // 0640
    M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, // 0650
    D, D, D, D, D, D, D, D, D, D, O, O, O, O, L, L, // 0660
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0670
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0680
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 0690
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 06A0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 06B0
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, // 06C0
    L, L, L, L, O, L, M, M, M, M, M, M, M, O, O, M, // 06D0
    M, M, M, M, M, L, L, M, M, O, M, M, M, M, L, L, // 06E0
    D, D, D, D, D, D, D, D, D, D, L, L, L, O, O, L, // 06F0
};

const uint16_t arabic_folded[256] = {
    0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x606, 0x607, // 0600
    0x608, 0x609, 0x60A, 0x60B, 0x60C, 0x60D, 0x60E, 0x60F, // 0608
        0,     0,     0,     0,     0,     0,     0,     0, // 0610
        0,     0,     0,     0,     0, 0x61D, 0x61E, 0x61F, // 0618
    0x64A, 0x621, 0x627, 0x627, 0x624, 0x627, 0x626, 0x627, // 0620
    0x628, 0x647, 0x62A, 0x62B, 0x62C, 0x62D, 0x62E, 0x62F, // 0628
    0x630, 0x631, 0x632, 0x633, 0x634, 0x635, 0x636, 0x637, // 0630
    0x638, 0x639, 0x63A, 0x63B, 0x63C, 0x64A, 0x64A, 0x64A, // 0638
        0, 0x641, 0x642, 0x643, 0x644, 0x645, 0x646, 0x647, // 0640
    0x648, 0x64A, 0x64A,     0,     0,     0,     0,     0, // 0648
        0,     0,     0,     0,     0,     0,     0,     0, // 0650
        0,     0,     0,     0,     0,     0,     0,     0, // 0658
    0x030, 0x031, 0x032, 0x033, 0x034, 0x035, 0x036, 0x037, // 0660
    0x038, 0x039, 0x66A, 0x02E,     0, 0x66D, 0x66E, 0x66F, // 0668
        0, 0x627, 0x627, 0x627, 0x674, 0x627, 0x648, 0x648, // 0670
    0x64A, 0x679, 0x67A, 0x67B, 0x67C, 0x67D, 0x67E, 0x67F, // 0678
    0x680, 0x681, 0x682, 0x683, 0x684, 0x685, 0x686, 0x687, // 0680
    0x688, 0x689, 0x68A, 0x68B, 0x68C, 0x68D, 0x68E, 0x68F, // 0688
    0x690, 0x691, 0x692, 0x693, 0x694, 0x695, 0x696, 0x697, // 0690
    0x698, 0x699, 0x69A, 0x69B, 0x69C, 0x69D, 0x69E, 0x69F, // 0698
    0x6A0, 0x6A1, 0x6A2, 0x6A3, 0x6A4, 0x6A5, 0x6A6, 0x6A7, // 06A0
    0x6A8, 0x643, 0x643, 0x6AB, 0x6AC, 0x6AD, 0x6AE, 0x6AF, // 06A8
    0x6B0, 0x6B1, 0x6B2, 0x6B3, 0x6B4, 0x6B5, 0x6B6, 0x6B7, // 06B0
    0x6B8, 0x6B9, 0x6BA, 0x6BB, 0x6BC, 0x6BD, 0x647, 0x6BF, // 06B8
    0x647, 0x647, 0x647, 0x647, 0x6C4, 0x6C5, 0x6C6, 0x6C7, // 06C0
    0x6C8, 0x6C9, 0x6CA, 0x6CB, 0x64A, 0x6CD, 0x6CE, 0x6CF, // 06C8
    0x6D0, 0x6D1, 0x64A, 0x64A, 0x6D4, 0x647,     0,     0, // 06D0
        0,     0,     0,     0,     0, 0x6DD, 0x6DE,     0, // 06D8
        0,     0,     0,     0,     0, 0x6E5, 0x6E6,     0, // 06E0
        0, 0x6E9,     0,     0,     0,     0, 0x6EE, 0x6EF, // 06E8
    0x030, 0x031, 0x032, 0x033, 0x034, 0x035, 0x036, 0x037, // 06F0
    0x038, 0x039, 0x6FA, 0x6FB, 0x6FC, 0x6FD, 0x6FE, 0x6FF, // 06F8
};
