// clitic: see clitic.h.
//
// Farasa ranks all splits of a word with a trained model; here each clitic is tried from the
// outside in, and is taken for one where the rest is a word of its own that is about as common,
// while the whole does not take the article (بيان, البيان is a noun with ب; بدعم never takes one).
// The thresholds were set on words of Arabic News Texts by hand.  Reading the word as written rules
// out much: إلغاء has no article, since that is never written with hamza, and ة is no pronoun.
// Known limit: a word has one analysis, whatever its sentence (والي, وهم, لدى).
#include "text/clitic.h"

#include <string.h>

#include "base/utf8.h"
#include "gen/word_classes.h"
#include "text/background.h"
#include "text/fold.h"

enum { LETTER = 2, MAX_LETTERS = 24 }; // bytes of a folded Arabic letter

size_t clitic_word_place(struct str word)
{
    size_t slot = background_key(word) % WORD_CLASS_SLOTS;
    for (; word_class_slots[slot]; slot = (slot + 1) % WORD_CLASS_SLOTS)
        if (str_eq(classed_words[word_class_slots[slot] - 1].word, word))
            return word_class_slots[slot] - 1u;
    return SIZE_MAX;
}

static uint16_t classes_of(struct str word)
{
    size_t place = clitic_word_place(word);
    return place == SIZE_MAX ? 0 : classed_words[place].classes;
}

static bool is_function_word(struct str word)
{
    return classes_of(word) & CLASS_FUNCTION;
}

// Names that begin with what looks like the article, where no hamza tells, or like a clitic before
// a word that is known.
static bool is_whole_name(struct str word)
{
    static const struct str names[] = {
        S_INIT("الاباما"),  S_INIT("الاسكا"),  S_INIT("البانيا"), S_INIT("الفونسو"),
        S_INIT("الكسندر"),  S_INIT("الله"),    S_INIT("اللهم"),   S_INIT("المانيا"),
        S_INIT("بالتيمور"), S_INIT("بالي"),    S_INIT("فالنسيا"), S_INIT("كالاس"),
        S_INIT("والاس"),    S_INIT("والدمان"), S_INIT("والكوت"),  S_INIT("والتر")};
    return str_is_in(word, names, COUNT_OF(names));
}

// Words that begin like a conjunction and a function word and are neither.
static const struct str lexical_words[] = {
    S_INIT("فلم"), S_INIT("وحيد"), S_INIT("وفد"), S_INIT("ولي"), S_INIT("وهب"),
};

static bool is_lexical(struct str word)
{
    for (size_t i = 0; i < COUNT_OF(lexical_words); i++)
        if (str_eq(word, lexical_words[i]))
            return true;
    return false;
}

static bool is_letter_of(struct str word, const char *letters)
{
    struct str set = str_from_cstr(letters);
    for (size_t i = 0; i + LETTER <= set.n && word.n >= LETTER; i += LETTER)
        if (memcmp(word.p, set.p + i, LETTER) == 0)
            return true;
    return false;
}

// Only letters of U+0600..06FF, so that one letter is two bytes.
static bool is_arabic_word(struct str word)
{
    if (word.n == 0 || word.n % LETTER || word.n > LETTER * MAX_LETTERS)
        return false;
    for (size_t i = 0; i < word.n; i += LETTER)
        if ((unsigned char)word.p[i] < 0xD8 || (unsigned char)word.p[i] > 0xDB)
            return false;
    return true;
}

// Document frequency of the word with `prefix` before it.
static uint32_t df_with(struct str prefix, struct str word)
{
    char joined[LETTER * (MAX_LETTERS + 4)];
    memcpy(joined, prefix.p, prefix.n);
    memcpy(joined + prefix.n, word.p, word.n);
    return background_word_df((struct str){joined, prefix.n + word.n});
}

static uint32_t df_as_base(struct str word)
{
    return background_word_df(word) + df_with(S("ال"), word) / 2;
}

// Letter `at` of the raw word, marks not counted; 0 past the end.
static uint32_t raw_letter(struct str raw, size_t at)
{
    uint32_t c;
    while (utf8_next(&raw, &c))
        if (char_class_of(c) == CHAR_LETTER && at-- == 0)
            return c;
    return 0;
}

static uint32_t raw_last(struct str raw)
{
    uint32_t c, last = 0;
    while (utf8_next(&raw, &c))
        if (char_class_of(c) == CHAR_LETTER)
            last = c;
    return last;
}

// Order: longest first.
static const struct str pronouns[] = {S_INIT("هما"), S_INIT("ها"), S_INIT("هم"), S_INIT("هن"),
                                      S_INIT("نا"),  S_INIT("كم"), S_INIT("ه")};

// ال is part of the word in التزام، التقاء, which take the article again: الالتزام.
static bool has_article(struct str word, uint32_t first_raw)
{
    if (word.n < 4 * LETTER || !str_starts(word, S("ال")) || first_raw != 0x627 ||
        is_whole_name(word))
        return false;
    if (!is_letter_of(str_drop(word, 2 * LETTER), "تهق"))
        return true;
    if (df_with(S("ال"), word) > 0 || (classes_of(word) & CLASS_COMMON_VERB))
        return false;
    for (size_t i = 0; i < COUNT_OF(pronouns); i++)
        if (str_ends(word, pronouns[i]) &&
            df_with(S("ال"), str_take(word, word.n - pronouns[i].n)) > 0)
            return false;
    return true;
}

// Document frequency of what stands before the pronoun, as a word of its own; 0 where that is too
// short.
static uint32_t df_before_pronoun(struct str word, struct str pronoun)
{
    struct str base = str_take(word, word.n - pronoun.n);
    if (base.n < (pronoun.n > LETTER && !str_eq(pronoun, S("نا")) ? 2u : 3u) * LETTER)
        return 0;
    uint32_t df = df_as_base(base);
    if (str_ends(base, S("ت"))) { // حكومتها is حكومة + ها
        char noun[LETTER * MAX_LETTERS];
        memcpy(noun, base.p, base.n);
        memcpy(noun + base.n - LETTER, "ه", LETTER);
        df += df_as_base((struct str){noun, base.n});
    }
    return df;
}

static uint32_t df_without_pronoun(struct str word)
{
    for (size_t i = 0; i < COUNT_OF(pronouns); i++)
        if (str_ends(word, pronouns[i]))
            return df_before_pronoun(word, pronouns[i]);
    return 0;
}

// A word that the background does not know, by its form: conjugated present, plural in وا, and the
// derived past (اشتمل, انطلق), which has no alif before its last letter as its noun has (اشتمال).
static int8_t leaning_by_form(struct str word)
{
    size_t letters = word.n / LETTER;
    if (letters < 4 || df_with(S("ال"), word) > 0)
        return 0;
    if (str_ends(word, S("وا")))
        return 60;
    struct str before_last = str_sub(word, word.n - 2 * LETTER, word.n - LETTER);
    if (is_letter_of(word, "يت") && !is_letter_of(before_last, "يا"))
        return is_letter_of(word, "ي") || str_ends(word, S("ون")) ? 40 : 26;
    struct str second = str_drop(word, LETTER), third = str_drop(word, 2 * LETTER);
    bool derived = letters >= 5 && is_letter_of(word, "ا") &&
                   (is_letter_of(second, "ن") || is_letter_of(third, "ت"));
    return derived && !is_letter_of(before_last, "اوي") ? 40 : 0;
}

// Whether an unknown noun is rather Arabic than foreign: بالنفيضة and بالقرجاني are places behind ب
// and the article, بالتيمور is none.  Letters that transliterations hardly ever need tell.
static bool looks_native(struct str noun, uint32_t last_raw)
{
    if (last_raw == 0x629 || (is_letter_of(noun, "م") && noun.n >= 4 * LETTER))
        return true;
    for (; noun.n; noun = str_drop(noun, LETTER))
        if (is_letter_of(noun, "قعحضطصظثذخغ"))
            return true;
    return false;
}

// Whether `noun` (what stands behind و ف ب ك and the article) is one: known, or of Arabic letters.
static bool is_noun_behind_article(struct str noun, uint32_t last_raw)
{
    enum { SHORT_KNOWN = 5 };
    uint32_t with_article = df_with(S("ال"), noun);
    if (noun.n <= 2 * LETTER) // الحق, not the ما of بالما
        return with_article >= SHORT_KNOWN;
    return with_article + background_word_df(noun) > 0 || looks_native(noun, last_raw);
}

// Whether the word is one in و or ف with an ending of number or case: وكيلي and وكيلا are وكيل,
// which takes the article (الوكيل), not و + كيلي; وردا is و + ردا, which is commoner than الورد.
static bool is_ending_of_whole(struct str word, uint32_t part)
{
    static const struct str endings[] = {S_INIT("ان"), S_INIT("ين"), S_INIT("ون"),
                                         S_INIT("ات"), S_INIT("ا"),  S_INIT("ي")};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct str base = str_take(word, word.n - endings[i].n);
        if (str_ends(word, endings[i]) && base.n >= 3 * LETTER && df_with(S("ال"), base) > part)
            return true;
    }
    return false;
}

// و or ف at the start of `word`?
static bool is_conjunction(struct str word, uint32_t last_raw)
{
    bool fa = is_letter_of(word, "ف");
    if (word.n < 3 * LETTER || !(fa || is_letter_of(word, "و")) || is_lexical(word))
        return false;
    struct str rest = str_drop(word, LETTER);
    if (is_function_word(rest))
        return true;
    uint32_t whole = background_word_df(word), part = background_word_df(rest);
    if (rest.n >= 4 * LETTER &&
        (str_starts(rest, S("ال")) || str_starts(rest, S("لل")) || str_starts(rest, S("بال"))))
        return part > 0 || (fa && str_starts(rest, S("ال")) // فالفيردي
                                ? is_noun_behind_article(str_drop(rest, 2 * LETTER), last_raw)
                                : whole == 0 || rest.n >= 6 * LETTER);
    uint32_t with_article = df_with(S("ال"), word);
    if (rest.n < 3 * LETTER)
        return part > whole && whole < 20 && with_article == 0 && !fa; // not وطن
    part += df_with(S("ال"), rest) / 2;
    if (!fa && (classes_of(rest) & CLASS_COMMON_VERB)) // واضاف stands oftener than اضاف
        return true;
    if (with_article * 10 > whole || is_ending_of_whole(word, part))
        return false;
    if (whole == 0 && part == 0) { // وسيادته, وبقواته, واستكشف, not ويلسون
        bool behind_preposition =
            is_letter_of(rest, "بلك") && df_without_pronoun(str_drop(rest, LETTER)) > 0;
        bool derived = is_letter_of(rest, "ا") && leaning_by_form(rest) > 0;
        return !fa && (df_without_pronoun(rest) > 0 || behind_preposition || derived ||
                       str_starts(rest, S("است")));
    }
    return whole == 0 ? part > 0 : fa ? part >= 2 * whole : part * 4 >= whole;
}

// لل at the start: the article behind a preposition (للبيان), the preposition before a noun in ل
// (للبنان), or both (للجنة is ل + اللجنة).
static bool split_double_lam(struct clitics *c, struct str word)
{
    struct str noun = str_drop(word, 2 * LETTER), lam_noun = str_drop(word, LETTER);
    uint32_t whole = background_word_df(word);
    bool short_unknown = word.n < 5 * LETTER && df_as_base(noun) + df_as_base(lam_noun) == 0;
    if (df_with(S("ال"), word) > 0 || (whole > 0 && short_unknown))
        return false;
    c->preposition = LETTER;
    uint32_t definite = df_with(S("ال"), lam_noun);
    if (df_as_base(lam_noun) > 2 * df_as_base(noun)) {
        c->swallowed = definite * 4 >= background_word_df(lam_noun);
        return true;
    }
    c->article = LETTER;
    return true;
}

// ب, ل or ك, alone or before the article, at the start of `word`: sets preposition and article.
static void split_preposition(struct clitics *c, struct str word, uint32_t first_raw,
                              uint32_t last_raw)
{
    if (has_article(word, first_raw)) {
        c->article = 2 * LETTER;
        return;
    }
    if (word.n < 4 * LETTER || !is_letter_of(word, "بلك"))
        return;
    struct str rest = str_drop(word, LETTER);
    uint32_t whole = background_word_df(word), with_article = df_with(S("ال"), word);
    if (str_starts(word, S("لل")) && split_double_lam(c, word))
        return;
    if (str_starts(rest, S("ال")) && rest.n >= 4 * LETTER && with_article * 4 <= whole &&
        is_noun_behind_article(str_drop(rest, 2 * LETTER), last_raw)) {
        c->preposition = LETTER;
        c->article = 2 * LETTER;
        return;
    }
    uint32_t part = df_as_base(rest);
    // برتبة: a noun in ة would take the article somewhere.
    bool feminine = last_raw == 0x629 && with_article == 0 && part * 2 >= whole;
    bool common =
        with_article * 8 <= whole && part >= whole && (rest.n > 3 * LETTER || part >= 2 * whole);
    if (part > 0 && (feminine || common))
        c->preposition = LETTER;
}

static bool is_pronoun(struct str word, struct str pronoun, uint32_t last_raw)
{
    // دوره and عمله, written with ه: the counts of the folded form are those of دورة and عملة.
    struct str base = str_take(word, word.n - pronoun.n);
    if (last_raw == 0x647 && str_eq(pronoun, S("ه")) && base.n >= 3 * LETTER &&
        df_as_base(base) >= 3)
        return true;
    if (base.n == 2 * LETTER && df_with(S("ال"), base) == 0) // not مرهم
        return false;
    uint32_t whole = background_word_df(word), part = df_before_pronoun(word, pronoun);
    return part > 0 && part * 2 >= whole && df_with(S("ال"), word) * 10 <= whole;
}

static void split_pronoun(struct clitics *c, struct str word, uint32_t last_raw)
{
    if (last_raw == 0x629) // ة
        return;
    for (size_t i = 0; i < COUNT_OF(pronouns); i++) {
        if (!str_ends(word, pronouns[i]))
            continue;
        if (word.n > pronouns[i].n && is_pronoun(word, pronouns[i], last_raw))
            c->pronoun = (uint8_t)pronouns[i].n;
        return;
    }
}

static bool is_future(struct str word)
{
    if (word.n < 4 * LETTER || !is_letter_of(word, "س") || df_with(S("ال"), word) > 0)
        return false;
    struct str rest = str_drop(word, LETTER);
    if (background_word_df(word) == 0 && rest.n >= 4 * LETTER)
        return is_letter_of(rest, "ين"); // سنهدم: not seen, but hardly anything else
    return is_letter_of(rest, "يتنا") && background_word_df(rest) * 3 > background_word_df(word);
}

static int8_t verb_leaning(const struct clitics *c, struct str word, uint32_t last_raw)
{
    if (c->future)
        return 100;
    bool purpose = c->preposition && !c->article && is_letter_of(word, "ل");
    if (purpose && is_letter_of(str_drop(word, LETTER), "ي"))
        return (int8_t)background_leaning(str_drop(word, LETTER)); // ليبحث
    if (c->article || c->preposition || last_raw == 0x629)
        return -100;
    if (classes_of(word) & CLASS_COMMON_VERB)
        return 90;
    int known = background_leaning(word);
    struct str base = str_take(word, word.n - c->pronoun);
    if (known == 0 && c->pronoun)
        known = background_leaning(base);
    if (known == 0 && str_ends(base, S("ت")) && base.n > 3 * LETTER) {
        known = background_leaning(str_take(base, base.n - LETTER)); // اشتملت
        known = known > 0 ? known : 0;
    }
    return known ? (int8_t)known : leaning_by_form(base);
}

struct clitics clitics_of(struct str raw, struct str folded)
{
    struct clitics c = {0};
    if (!is_arabic_word(folded))
        return c;
    // علي written with a dotted yeh is more often the name than the preposition.
    bool name = str_eq(raw, S("علي"));
    if (name || folded.n <= LETTER || is_function_word(folded)) {
        c.classes = name ? CLASS_GIVEN_NAME : CLASS_FUNCTION | classes_of(folded);
        return c;
    }
    struct str rest = folded;
    uint32_t last = raw_last(raw);
    if (!is_whole_name(rest) && is_conjunction(rest, last)) {
        c.conjunction = LETTER;
        rest = str_drop(rest, LETTER);
        if (is_function_word(rest)) {
            c.classes = classes_of(rest);
            return c;
        }
    }
    uint32_t first_raw = raw_letter(raw, c.conjunction / LETTER);
    if (is_future(rest))
        c.future = LETTER;
    else if (!is_whole_name(rest))
        split_preposition(&c, rest, first_raw, last);
    if (c.preposition && !c.article && !c.swallowed && is_function_word(str_drop(rest, LETTER))) {
        c.classes = CLASS_FUNCTION;
        return c;
    }
    struct str word = str_drop(rest, c.future);
    rest = str_drop(rest, (size_t)c.preposition + c.article + c.future);
    if (!c.article && !c.swallowed)
        split_pronoun(&c, rest, last);
    c.verb = verb_leaning(&c, word, last);
    c.classes = classes_of(str_take(rest, rest.n - c.pronoun));
    if (c.article) { // العراق and القاهرة are places, a عراق is none
        char joined[LETTER * (MAX_LETTERS + 2)] = "ال";
        memcpy(joined + 2 * LETTER, rest.p, rest.n);
        c.classes =
            (uint16_t)((c.classes & ~CLASS_PLACE) |
                       (classes_of((struct str){joined, rest.n + 2 * LETTER}) & CLASS_PLACE));
    }
    return c;
}

struct str clitic_base(struct str folded, const struct clitics *c)
{
    size_t before = (size_t)c->conjunction + c->preposition + c->future + c->article;
    return str_sub(folded, before, folded.n - c->pronoun);
}

// Only the plain letters U+0621..063F and U+0641..064A: shown as written.
static bool is_plain(struct str raw)
{
    for (size_t i = 0; i + 1 < raw.n; i += LETTER) {
        unsigned char lead = (unsigned char)raw.p[i], next = (unsigned char)raw.p[i + 1];
        if (!(lead == 0xD8 && next >= 0xA1) && !(lead == 0xD9 && next >= 0x81 && next <= 0x8A))
            return false;
    }
    return raw.n % LETTER == 0;
}

void clitic_add_display(struct buf *out, struct str raw, const struct clitics *c)
{
    size_t skip = ((size_t)c->conjunction + c->preposition + c->future) / LETTER;
    if (c->swallowed)
        buf_add(out, S("ال"));
    else if (c->preposition && c->article == LETTER)
        buf_add(out, S("ا"));
    if (is_plain(raw)) {
        buf_add(out, str_drop(raw, skip * LETTER));
        return;
    }
    uint32_t point;
    while (utf8_next(&raw, &point)) {
        enum char_class class = char_class_of(point);
        if (class == CHAR_MARK || class == CHAR_INVISIBLE)
            continue;
        if (skip > 0)
            skip--;
        else
            buf_add_point(out, point == 0x6CC ? 0x64A : point == 0x6A9 ? 0x643 : point);
    }
}

struct str clitic_display(struct arena *a, struct str raw, const struct clitics *c)
{
    struct buf b = {0};
    clitic_add_display(&b, raw, c);
    struct str shown = arena_str(a, buf_str(&b));
    buf_release(&b);
    return shown;
}
