// name_key: see name_key.h.
//
// In an Arabic name a long vowel tells words apart (حسن، حسين), in a foreign one it is the editor's
// choice (بايدن، بايدين).  So there are two ways to write a word into the key: an Arabic word keeps
// its letters but for hamza, article and doubled semivowels; a word of a foreign name loses its
// vowels but the last, and letters that transliterations exchange become one (ج غ ق, س ص, ت ط ث).
// Which way is decided for the name as a whole, by its first word (name_words.c), because the same
// first word stands in both spellings of one name.
//
// Source: arabic.md section 4; lists of names in data/gazetteers.  Measured: bench/quality names.
// Limits: a name with a middle name more is another key, as is a name with a word left out.
#include "read/name_key.h"

#include "base/utf8.h"
#include "read/gazetteer.h"
#include "text/background.h"
#include "text/fold.h"

enum { LETTER = 2, WORD_LETTERS = 24, CONSONANTS_ENOUGH = 3, DF_COMMON = 30 };

enum {
    HAMZA = 0x621,
    WAW_HAMZA = 0x624,
    YEH_HAMZA = 0x626,
    ALEF = 0x627,
    TEH = 0x62A,
    THEH = 0x62B,
    GEEM = 0x62C,
    ZAIN = 0x632,
    SEEN = 0x633,
    SHEEN = 0x634,
    SAD = 0x635,
    TAH = 0x637,
    GHAIN = 0x63A,
    QAF = 0x642,
    HEH = 0x647,
    WAW = 0x648,
    YEH = 0x64A
};

// Words that are written with and without an alef, folded and with the article off.  Order: by the
// one it is taken for.
static const struct {
    struct str as, other;
} spellings[] = {
    {S_INIT("ابراهيم"), S_INIT("ابرهيم")},
    {S_INIT("اسحاق"),     S_INIT("اسحق")    },
    {S_INIT("اسماعيل"), S_INIT("اسمعيل")},
    {S_INIT("رحمن"),       S_INIT("رحمان")  },
    {S_INIT("هارون"),     S_INIT("هرون")    },
};

struct letters {
    uint32_t v[WORD_LETTERS];
    size_t n;
};

// The letters of a word with the hamza on its seat or off, and no semivowel twice.
static struct letters letters_of(struct str word)
{
    struct letters l = {0};
    uint32_t c;
    while (l.n < WORD_LETTERS && utf8_next(&word, &c)) {
        c = c == WAW_HAMZA ? WAW : c == YEH_HAMZA ? YEH : c;
        bool twice = (c == WAW || c == YEH) && l.n && l.v[l.n - 1] == c;
        if (c != HAMZA && !twice)
            l.v[l.n++] = c;
    }
    return l;
}

static void add_letters(struct buf *out, const struct letters *l)
{
    for (size_t i = 0; i < l->n; i++)
        buf_add_point(out, l->v[i]);
}

// Without the article, unless that makes a given name of it: الحسن is not حسن.
static struct str without_article(struct str word)
{
    struct str bare = str_drop(word, 2 * LETTER);
    if (!str_starts(word, S("ال")) || bare.n < 3 * LETTER)
        return word;
    uint32_t classes = gazetteer_find(gazetteer_key(0, bare));
    return classes & GAZETTEER_BIT(GAZETTEER_GIVEN) ? word : bare;
}

static void add_plain(struct buf *out, struct str word, bool person)
{
    struct str bare = person ? without_article(word) : word;
    if (!person && str_starts(word, S("ال")) && word.n >= 5 * LETTER)
        bare = str_drop(word, 2 * LETTER);
    bool servant = str_starts(bare, S("عبدال")); // عبدالرحمان
    struct str core = servant ? str_drop(bare, 5 * LETTER) : bare;
    for (size_t i = 0; i < COUNT_OF(spellings); i++)
        if (str_eq(core, spellings[i].other))
            core = spellings[i].as;
    if (servant)
        buf_add(out, S("عبدال"));
    struct letters l = letters_of(core);
    add_letters(out, &l);
}

// The letter that those which transliterations exchange with it are taken for.
static uint32_t exchanged(uint32_t c)
{
    switch (c) {
    case GEEM:
    case QAF:
    case 0x6AF: // گ
        return GHAIN;
    case SAD: return SEEN;
    case TAH:
    case THEH: return TEH;
    case 0x67E: // پ
        return 0x628;
    case 0x686: // چ
        return SHEEN;
    case 0x6A4: // ڤ
        return 0x641;
    default: return c;
    }
}

// تش and ش, تس and تز and ز are one sound.
static void join_affricates(struct letters *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        bool before = l->v[i] == TEH && i + 1 < l->n;
        uint32_t next = before ? l->v[i + 1] : 0;
        if (next == SHEEN)
            continue;
        if (next == SEEN || next == ZAIN) {
            l->v[n++] = ZAIN;
            i++;
            continue;
        }
        l->v[n++] = l->v[i];
    }
    l->n = n;
}

// The consonants, the class of a vowel at the beginning and at the end.  The count of consonants.
static size_t skeleton_of(const struct letters *l, struct letters *out)
{
    size_t consonants = 0;
    *out = (struct letters){0};
    for (size_t i = 0; i < l->n; i++) {
        uint32_t c = l->v[i];
        bool last = i + 1 == l->n, vowel = c == ALEF || c == WAW || c == YEH;
        if (vowel && i == 0) {
            bool round = c == ALEF && l->n > 1 && l->v[1] == WAW; // أو
            out->v[out->n++] = round ? WAW : c;
            consonants += c != ALEF;
        } else if (last && (vowel || c == HEH)) {
            out->v[out->n++] = c == HEH ? ALEF : c;
        } else if (!vowel && !(i > 0 && l->v[i - 1] == c)) {
            out->v[out->n++] = c;
            consonants++;
        }
    }
    return consonants;
}

// Without its vowels where `enough` consonants are left.  The count of consonants.
static size_t add_skeleton(struct buf *out, struct str word, size_t enough)
{
    struct letters l = letters_of(word), skeleton;
    for (size_t i = 0; i < l.n; i++)
        l.v[i] = exchanged(l.v[i]);
    join_affricates(&l);
    size_t consonants = skeleton_of(&l, &skeleton);
    buf_add_byte(out, '~');
    add_letters(out, consonants >= enough ? &skeleton : &l);
    return consonants;
}

// A word of the name of a place or body that renders a foreign one: known as such by its
// consonants, or no word of news and of `enough` consonants.
static bool is_rendered(struct str word, size_t enough)
{
    if (name_word_is_arabic(word) || str_has(word, S("ص")) || str_starts(word, S("ال")) ||
        str_ends(word, S("ه")))
        return false;
    if (gazetteer_find(gazetteer_key(0, word)) &
        (GAZETTEER_BIT(GAZETTEER_COMPANY) | GAZETTEER_BIT(GAZETTEER_MEDIA)))
        return true;
    struct buf ignored = {0};
    size_t consonants = add_skeleton(&ignored, word, enough);
    buf_release(&ignored);
    const uint32_t likes =
        GAZETTEER_BIT(GAZETTEER_LIKE_PLACE) | GAZETTEER_BIT(GAZETTEER_LIKE_PERSON);
    if (gazetteer_find(gazetteer_skeleton_key(word)) & likes)
        return consonants >= CONSONANTS_ENOUGH;
    return consonants >= enough && background_word_df(word) < DF_COMMON;
}

static bool is_skeletal(const struct name_words *w, size_t i, bool person)
{
    if (w->latin)
        return false;
    if (!person) {
        // Foreign words come together: هيومن رايتس ووتش.
        bool beside = (i > 0 && is_rendered(w->v[i - 1], CONSONANTS_ENOUGH + 1)) ||
                      (i + 1 < w->n && is_rendered(w->v[i + 1], CONSONANTS_ENOUGH + 1));
        return is_rendered(w->v[i], CONSONANTS_ENOUGH + (beside ? 0 : w->n == 1 ? 2 : 1));
    }
    uint32_t classes = gazetteer_find(gazetteer_key(0, w->v[i]));
    bool arabic = (classes & GAZETTEER_BIT(GAZETTEER_GIVEN)) &&
                  !(classes & GAZETTEER_BIT(GAZETTEER_FOREIGN_GIVEN));
    return w->foreign && !name_word_is_arabic(w->v[i]) && !arabic;
}

struct str name_key_of(struct arena *a, struct str name, bool person)
{
    struct name_words w = name_words_of(a, name, person);
    if (w.n == 0 || (person && w.n < 2))
        return (struct str){0};
    struct buf key = {0};
    for (size_t i = 0; i < w.n; i++) {
        if (i)
            buf_add_byte(&key, ' ');
        if (is_skeletal(&w, i, person))
            add_skeleton(&key, w.v[i], CONSONANTS_ENOUGH + (w.n == 1));
        else
            add_plain(&key, w.v[i], person);
    }
    struct str out = arena_str(a, buf_str(&key));
    buf_release(&key);
    return out;
}
