// name_latin: see name_latin.h.
//
// Transliterations are many (Qaddafi, Gaddafi, Kadhafi), so nothing is transliterated: each Arabic
// letter has the ways in which it is written in Latin, and the Latin word is read along the Arabic
// one.  Between two consonants one short vowel may stand that Arabic does not write; a long one may
// not.  In names from abroad (name_words.foreign) a long vowel of Arabic may be any vowel, because
// it renders one that Arabic has not.
//
// Source: arabic.md section 4; the usage of English and French news.
// Limits: Turkish and Polish spelling (Recep, Wojciech) is not read; no nicknames.
#include "read/name_latin.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/name_key.h"

enum { ARABIC_MAX = 24, LATIN_MAX = 40 };

enum { ALEF = 0x627, YEH = 0x64A, WAW = 0x648, AIN = 0x639, HEH = 0x647 };

// The ways to write a letter, between spaces; "-" is nothing at all.  `foreign` are more, for names
// from abroad.  Order: of the alphabet.
static const struct letter_row {
    uint32_t letter;
    const char *ways, *foreign;
} letter_rows[] = {
    {0x628, "b bb p pp",            ""      }, // ب
    {0x62A, "t tt th",              ""      }, // ت
    {0x62B, "th t s",               ""      }, // ث
    {0x62C, "j g dj dg gg",         "s z ge"}, // ج
    {0x62D, "h hh",                 ""      }, // ح
    {0x62E, "kh ch h",              "x j"   }, // خ
    {0x62F, "d dd dh",              ""      }, // د
    {0x630, "dh th z d dd",         ""      }, // ذ
    {0x631, "r rr rh",              ""      }, // ر
    {0x632, "z zz s",               "th"    }, // ز
    {0x633, "s ss c z sc sz",       "x ce"  }, // س
    {0x634, "sh ch sch",            "s ss c"}, // ش
    {0x635, "s ss",                 ""      }, // ص
    {0x636, "d dh dd",              ""      }, // ض
    {0x637, "t tt th",              ""      }, // ط
    {0x638, "z dh th d",            ""      }, // ظ
    {0x63A, "gh g gu",              "j"     }, // غ
    {0x641, "f ff v ph vv",         ""      }, // ف
    {0x642, "q k g c kk ck cq qu",  ""      }, // ق
    {0x643, "k c ck ch cc kk q qu", ""      }, // ك
    {0x644, "l ll",                 ""      }, // ل
    {0x645, "m mm",                 ""      }, // م
    {0x646, "n nn",                 "ne gn" }, // ن
    {0x67E, "p pp",                 ""      }, // پ
    {0x686, "ch tch",               "c"     }, // چ
    {0x698, "j zh",                 ""      }, // ژ
    {0x6A4, "v vv",                 ""      }, // ڤ
    {0x6AF, "g gg gu",              ""      }, // گ
};

// Two letters for one sound.
static const struct pair_row {
    uint32_t first, second;
    bool foreign; // in names from abroad only
    const char *ways;
} pair_rows[] = {
    {0x62A, 0x632, false, "z tz"           }, // تز
    {0x62A, 0x633, false, "z tz ts s"      }, // تس
    {0x62A, 0x634, false, "ch tch c tsch"  }, // تش
    {ALEF,  WAW,   true,  "ow ou au o"     }, // براون
    {ALEF,  YEH,   true,  "i y ai ay ei ey"}, // بايدن
    {0x634, 0x62A, true,  "st"             }, // شتاينماير
    {0x643, 0x633, false, "x xx"           }, // كس
    {0x646, 0x628, false, "mb mp"          }, // جنبلاط
};

enum place { PLACE_FIRST, PLACE_MIDDLE, PLACE_LAST };

// Vowels and ع by their place in the word.
static const struct vowel_row {
    uint32_t letter;
    const char *ways[3], *foreign;
} vowel_rows[] = {
    {AIN,  {"a e i o u aa", "- a aa", "- a aa"},                                 ""           },
    {ALEF, {"a e i o u aa", "a aa e", "a aa ah e"},                              "u o ae au"  },
    {HEH,  {"h", "h hh", "h a ah eh e at"},                                      ""           },
    {WAW,  {"w o ou u", "w o u ou oo au aw ow uo oh", "o u ou oo oe ow w oh"},   "e eu ew oa" },
    {YEH,  {"y i", "y i ee ei ie ey ai ay iy yi yy", "i y ee ie ey iy a yy ya"}, "e a ea j ae"},
};

struct reading {
    uint32_t arabic[ARABIC_MAX];
    size_t n;
    struct str latin;
    bool foreign;
    // [arabic][latin][a short vowel may follow]: known not to match.
    bool failed[ARABIC_MAX + 1][LATIN_MAX + 1][2];
};

static bool is_short(char c)
{
    return c && strchr("aeiou", c);
}

static bool read_on(struct reading *r, size_t i, size_t j, bool may_short);

// One of the ways to write `count` letters at i stands at j, and the rest can be read.
static bool read_ways(struct reading *r, const char *ways, size_t i, size_t count, size_t j,
                      bool vowel)
{
    struct str rest = str_from_cstr(ways), way;
    while (rest.n) {
        str_cut(rest, ' ', &way, &rest);
        if (str_eq(way, S("-")))
            way.n = 0;
        if (!str_starts(str_drop(r->latin, j), way))
            continue;
        // The ى of موسى stands behind a consonant: Moussa, but not علي for Alia.
        if (r->arabic[i] == YEH && i + 1 == r->n && str_eq(way, S("a")) && j &&
            is_short(r->latin.p[j - 1]))
            continue;
        bool glide = way.n && !is_short(way.p[way.n - 1]);
        if (read_on(r, i + count, j + way.n, vowel ? glide : true))
            return true;
    }
    return false;
}

static bool read_vowel(struct reading *r, const struct vowel_row *row, size_t i, size_t j)
{
    uint32_t next = i + 1 < r->n ? r->arabic[i + 1] : 0;
    bool carried = next == WAW || next == YEH || next == ALEF; // أوباما، إيمان، عادل
    if (i == 0 && carried && (row->letter == ALEF || row->letter == AIN) && read_on(r, 1, j, false))
        return true;
    enum place place = i == 0 ? PLACE_FIRST : i + 1 == r->n ? PLACE_LAST : PLACE_MIDDLE;
    if (read_ways(r, row->ways[place], i, 1, j, row->letter != HEH))
        return true;
    bool servant = row->letter == ALEF && i == 3 && next == 0x644; // عبدالـ
    return (r->foreign && place != PLACE_LAST && read_ways(r, row->foreign, i, 1, j, true)) ||
           (servant && read_ways(r, "u", i, 1, j, true));
}

static bool read_letter(struct reading *r, size_t i, size_t j)
{
    for (size_t k = 0; k < COUNT_OF(pair_rows) && i + 1 < r->n; k++)
        if (pair_rows[k].first == r->arabic[i] && pair_rows[k].second == r->arabic[i + 1] &&
            (r->foreign || !pair_rows[k].foreign) &&
            read_ways(r, pair_rows[k].ways, i, 2, j, pair_rows[k].first == ALEF))
            return true;
    for (size_t k = 0; k < COUNT_OF(vowel_rows); k++)
        if (vowel_rows[k].letter == r->arabic[i])
            return read_vowel(r, &vowel_rows[k], i, j);
    for (size_t k = 0; k < COUNT_OF(letter_rows); k++)
        if (letter_rows[k].letter == r->arabic[i])
            return read_ways(r, letter_rows[k].ways, i, 1, j, false) ||
                   (r->foreign && read_ways(r, letter_rows[k].foreign, i, 1, j, false));
    return false;
}

// The vowel that فاعل does not write is an i: Saleh is صالح, Salah is صلاح.
static bool is_active_participle(const struct reading *r, size_t i)
{
    return !r->foreign && r->n == 4 && i == 3 && r->arabic[1] == ALEF;
}

static bool read_on(struct reading *r, size_t i, size_t j, bool may_short)
{
    struct str rest = str_drop(r->latin, j);
    if (i == r->n)
        return rest.n == 0 || (may_short && str_eq(rest, S("e")));
    if (r->failed[i][j][may_short])
        return false;
    bool read = read_letter(r, i, j);
    if (!read && may_short && rest.n && is_short(rest.p[0]) &&
        !(is_active_participle(r, i) && rest.p[0] != 'i' && rest.p[0] != 'e'))
        read = read_on(r, i, j + 1, false);
    r->failed[i][j][may_short] = !read;
    return read;
}

static bool word_is_latin_of(struct str arabic, struct str latin, bool foreign)
{
    // The و of عمرو is silent and tells it from عمر.
    static const struct str amr[] = {S_INIT("amr"), S_INIT("amro"), S_INIT("amrou"),
                                     S_INIT("amru")};
    if (str_is_in(latin, amr, COUNT_OF(amr)) || str_eq(arabic, S("عمرو")))
        return str_is_in(latin, amr, COUNT_OF(amr)) && str_eq(arabic, S("عمرو"));
    struct reading r = {.latin = latin, .foreign = foreign};
    struct str bare = str_starts(arabic, S("ال")) && arabic.n >= 10 ? str_drop(arabic, 4) : arabic;
    uint32_t c;
    while (utf8_next(&bare, &c) && r.n < ARABIC_MAX) {
        c = c == 0x624 ? WAW : c == 0x626 ? YEH : c;
        bool twice = r.n && r.arabic[r.n - 1] == c && (c == WAW || c == YEH);
        if (c != 0x621 && !twice)
            r.arabic[r.n++] = c;
    }
    return bare.n == 0 && latin.n <= LATIN_MAX && r.n && read_on(&r, 0, 0, false);
}

bool name_is_latin_of(struct arena *a, struct str arabic, struct str latin)
{
    struct name_words x = name_words_of(a, arabic, true), y = name_words_of(a, latin, true);
    if (x.latin || !y.latin || x.n != y.n || x.n < 2)
        return false;
    for (size_t i = 0; i < x.n; i++) {
        bool foreign = x.foreign && !name_word_is_arabic(x.v[i]);
        if (!word_is_latin_of(x.v[i], y.v[i], foreign))
            return false;
    }
    return true;
}

// --- buckets --------------------------------------------------------------------------------

// The class of a letter: lips, l, r, nose.  0: all others, which come and go or have many
// spellings.
static char sound_of(uint32_t c)
{
    switch (c) {
    case 'b':
    case 'f':
    case 'p':
    case 'v':
    case 0x628: // ب
    case 0x641: // ف
    case 0x67E: // پ
    case 0x6A4: // ڤ
        return 'b';
    case 'l':
    case 0x644: // ل
        return 'l';
    case 'r':
    case 0x631: // ر
        return 'r';
    case 'm':
    case 'n':
    case 0x645: // م
    case 0x646: // ن
        return 'n';
    default: return 0;
    }
}

struct str name_sound(struct arena *a, struct str name)
{
    struct name_words w = name_words_of(a, name, true);
    struct buf out = {0};
    size_t sounds = 0;
    for (size_t i = 0; i < w.n; i++) {
        struct str word = w.v[i];
        char last = 0;
        if (str_starts(word, S("ال")) && word.n >= 10)
            word = str_drop(word, 4);
        for (uint32_t c; utf8_next(&word, &c);) {
            char sound = sound_of(c);
            if (sound && sound != last) {
                buf_add_byte(&out, sound);
                sounds++;
            }
            last = sound ? sound : last;
        }
        buf_add_byte(&out, i + 1 < w.n ? ' ' : '.');
    }
    struct str sound = {0};
    if (w.n >= 2 && sounds)
        sound = arena_str(a, str_take(buf_str(&out), out.n - 1));
    buf_release(&out);
    return sound;
}
