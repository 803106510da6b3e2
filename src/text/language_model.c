// language_model: see language_model.h.
//
// N-grams stay within words; a word begins and ends with a blank, so that prefixes and endings are
// features of their own.  Up to four symbols of 16 bits are packed into one integer, which is then
// hashed by one multiplication: the whole step costs a few nanoseconds a feature.
#include "text/language_model.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/fold.h"

// Order: by first code point.
static const struct {
    uint32_t first, last;
    enum script script;
} scripts[] = {
    {0x0041,  0x024F,  SCRIPT_LATIN     },
    {0x0370,  0x03FF,  SCRIPT_GREEK     },
    {0x0400,  0x052F,  SCRIPT_CYRILLIC  },
    {0x0531,  0x058F,  SCRIPT_ARMENIAN  },
    {0x0591,  0x05F4,  SCRIPT_HEBREW    },
    {0x0600,  0x06FF,  SCRIPT_ARABIC    },
    {0x0700,  0x074F,  SCRIPT_SYRIAC    },
    {0x0750,  0x077F,  SCRIPT_ARABIC    },
    {0x08A0,  0x08FF,  SCRIPT_ARABIC    },
    {0x0900,  0x097F,  SCRIPT_DEVANAGARI},
    {0x0980,  0x09FF,  SCRIPT_BENGALI   },
    {0x0E00,  0x0E7F,  SCRIPT_THAI      },
    {0x10A0,  0x10FF,  SCRIPT_GEORGIAN  },
    {0x1100,  0x11FF,  SCRIPT_HANGUL    },
    {0x1200,  0x139F,  SCRIPT_ETHIOPIC  },
    {0x1E00,  0x1EFF,  SCRIPT_LATIN     },
    {0x1F00,  0x1FFF,  SCRIPT_GREEK     },
    {0x2D30,  0x2D7F,  SCRIPT_TIFINAGH  },
    {0x3040,  0x30FF,  SCRIPT_KANA      },
    {0x3400,  0x9FFF,  SCRIPT_HAN       },
    {0xAC00,  0xD7AF,  SCRIPT_HANGUL    },
    {0xFB1D,  0xFB4F,  SCRIPT_HEBREW    },
    {0xFB50,  0xFDFF,  SCRIPT_ARABIC    },
    {0xFE70,  0xFEFC,  SCRIPT_ARABIC    },
    {0x20000, 0x2FFFF, SCRIPT_HAN       },
};

static enum script script_of(uint32_t c)
{
    if (c >= 0x600 && c <= 0x6FF)
        return SCRIPT_ARABIC;
    size_t low = 0, high = COUNT_OF(scripts);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (scripts[mid].last < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < COUNT_OF(scripts) && scripts[low].first <= c ? scripts[low].script : SCRIPT_OTHER;
}

const char *language_script_name(enum script script)
{
#define X(name, text) text,
    static const char *const names[] = {LANGUAGE_SCRIPTS(X)};
#undef X
    return names[script];
}

enum { BOUNDARY = 0, SKIPPED = 1 };

// What a code point is to the features of `script`: a symbol, the end of a word, or nothing.
// Skipped are signs without evidence: harakat, tatweel, superscript alef and what cannot be seen.
// The marks U+0653..065F write vowels in Kashmiri, Gilaki and Balochi and count as letters.  ZWNJ
// ends a word, as a blank does.
static uint16_t slow_symbol(uint32_t c, enum script script)
{
    enum char_class class = char_class_of(c);
    if (class == CHAR_INVISIBLE)
        return c == 0x200C ? BOUNDARY : SKIPPED;
    if (class != CHAR_LETTER || script_of(c) != script)
        return BOUNDARY;
    return (uint16_t)(c < 0x250 ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)c) : c);
}

static uint16_t symbol_of(uint32_t c, enum script script)
{
    if (c == ' ')
        return BOUNDARY;
    if (script == SCRIPT_ARABIC && c >= 0x620 && c < 0x6D4) {
        if (c < 0x640)
            return (uint16_t)c;
        if (c < 0x64B)
            return c == 0x640 ? SKIPPED : (uint16_t)c;
        if (c < 0x671)
            return c < 0x653 || c == 0x670 ? SKIPPED : c < 0x660 ? (uint16_t)c : BOUNDARY;
        return c == 0x6CC ? 0x64A : c == 0x6A9 ? 0x643 : (uint16_t)c; // Persian yeh and kaf
    }
    if (c < 0x80)
        return script == SCRIPT_LATIN && is_ascii_alpha((char)c) ? (uint16_t)ascii_lower((char)c)
                                                                 : BOUNDARY;
    return slow_symbol(c, script);
}

static uint16_t bucket_of(uint64_t packed)
{
    packed ^= packed >> 29;
    return (uint16_t)((packed * 0x9E3779B97F4A7C15u) >> (64 - LANGUAGE_BITS));
}

// Adds the n-grams that end in the new symbol.  `window`: the last four symbols of the word, newest
// lowest; 0 where there are fewer.  LANGUAGE_FEATURES has room for all.
static uint64_t push_symbol(struct language_features *f, uint64_t window, uint16_t symbol)
{
    window = window << 16 | symbol;
    uint16_t *out = f->bucket + f->n;
    if (symbol != ' ')
        *out++ = bucket_of(window & 0xFFFF);
    if (window >> 16)
        *out++ = bucket_of(window & 0xFFFFFFFF);
    if (window >> 32)
        *out++ = bucket_of(window & 0xFFFFFFFFFFFF);
    if (window >> 48)
        *out++ = bucket_of(window);
    f->n = (size_t)(out - f->bucket);
    return window;
}

static enum script main_script(struct str text)
{
    size_t counts[SCRIPT_COUNT] = {0}, letters = 0;
    uint32_t c;
    while (letters < LANGUAGE_LETTERS && utf8_next(&text, &c)) {
        if (c >= 0x620 && c < 0x64B)
            counts[SCRIPT_ARABIC]++;
        else if (c == ' ' || char_class_of(c) != CHAR_LETTER)
            continue;
        else
            counts[script_of(c)]++;
        letters++;
    }
    enum script best = SCRIPT_NONE;
    for (size_t i = 1; i < SCRIPT_COUNT; i++)
        if (counts[i] > counts[best])
            best = (enum script)i;
    // Japanese is written in Han and kana.
    return best == SCRIPT_HAN && counts[SCRIPT_KANA] * 8 > counts[SCRIPT_HAN] ? SCRIPT_KANA : best;
}

void language_features_of(struct str text, struct language_features *f)
{
    text = str_take(text, LANGUAGE_BYTES);
    f->script = main_script(text);
    f->letters = f->n = 0;
    if (f->script != SCRIPT_ARABIC && f->script != SCRIPT_LATIN)
        return;
    uint64_t window = 0, word = 0;
    bool more = true;
    while (more && f->letters < LANGUAGE_LETTERS) {
        uint32_t c = ' ';
        more = utf8_next(&text, &c);
        uint16_t symbol = symbol_of(c, f->script);
        if (symbol == SKIPPED)
            continue;
        if (symbol != BOUNDARY) {
            f->letters++;
            window = push_symbol(f, window ? window : ' ', symbol);
            word = (word ^ symbol) * 0x100000001B3u + 1;
        } else if (window) {
            push_symbol(f, window, ' ');
            f->bucket[f->n++] = bucket_of(word | UINT64_C(1) << 63);
            window = word = 0;
        }
    }
}
