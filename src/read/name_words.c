// name_words: a name taken apart; see name_key.h.
//
// What differs between outlets before any letter does: whether a title stands before the name,
// whether عبد is written onto the next word, whether the house (آل سعود) is named behind it.
#include "base/utf8.h"
#include "read/gazetteer.h"
#include "read/name_key.h"
#include "text/fold.h"

enum { LETTER = 2 };

// Titles and forms of address before a person's name, folded; the second part as name_words joins
// it.  A king's or a prince's first name is no full name, hence the title goes and nothing is left.
// Order: by code point.
static const struct str titles[] = {
    S_INIT("ادميرال"),    S_INIT("استاذ"),     S_INIT("الاب"),       S_INIT("الادميرال"),
    S_INIT("الاستاذ"),    S_INIT("الاستاذه"),  S_INIT("الاسقف"),     S_INIT("الاعلامي"),
    S_INIT("الاعلاميه"),  S_INIT("الامام"),    S_INIT("الامبراطور"), S_INIT("الامير"),
    S_INIT("الاميره"),    S_INIT("البارون"),   S_INIT("البروفسور"),  S_INIT("البروفيسور"),
    S_INIT("البطريرك"),   S_INIT("الجنرال"),   S_INIT("الحاج"),      S_INIT("الحاجه"),
    S_INIT("الخليفه"),    S_INIT("الدكتور"),   S_INIT("الدكتوره"),   S_INIT("الرئيس"),
    S_INIT("الرائد"),     S_INIT("الراحل"),    S_INIT("الرييس"),     S_INIT("السفير"),
    S_INIT("السفيره"),    S_INIT("السلطان"),   S_INIT("السيد"),      S_INIT("السيده"),
    S_INIT("السير"),      S_INIT("السيناتور"), S_INIT("الشهيد"),     S_INIT("الشيخ"),
    S_INIT("الشيخه"),     S_INIT("الصحافي"),   S_INIT("الصحفي"),     S_INIT("العقيد"),
    S_INIT("العلامه"),    S_INIT("العماد"),    S_INIT("العميد"),     S_INIT("العهد"),
    S_INIT("الفريق"),     S_INIT("الفنان"),    S_INIT("الفنانه"),    S_INIT("القائد"),
    S_INIT("القاضي"),     S_INIT("القس"),      S_INIT("الكابتن"),    S_INIT("الكاتب"),
    S_INIT("الكاردينال"), S_INIT("الكولونيل"), S_INIT("اللواء"),     S_INIT("اللورد"),
    S_INIT("المتحدث"),    S_INIT("المحامي"),   S_INIT("المحاميه"),   S_INIT("المستشار"),
    S_INIT("المستشاره"),  S_INIT("المشير"),    S_INIT("المطران"),    S_INIT("المقدم"),
    S_INIT("الملا"),      S_INIT("الملازم"),   S_INIT("الملك"),      S_INIT("الملكه"),
    S_INIT("الملكي"),     S_INIT("المهندس"),   S_INIT("المهندسه"),   S_INIT("النائب"),
    S_INIT("النائبه"),    S_INIT("النقيب"),    S_INIT("الوزير"),     S_INIT("الوزيره"),
    S_INIT("ايهالله"),    S_INIT("بروفيسور"),  S_INIT("جلاله"),      S_INIT("جنرال"),
    S_INIT("حجهالاسلام"), S_INIT("د"),         S_INIT("دكتور"),      S_INIT("دكتوره"),
    S_INIT("دوله"),       S_INIT("سعاده"),     S_INIT("سماحه"),      S_INIT("سمو"),
    S_INIT("سموه"),       S_INIT("صاحب"),      S_INIT("غبطه"),       S_INIT("فخامه"),
    S_INIT("فضيله"),      S_INIT("قداسه"),     S_INIT("كولونيل"),    S_INIT("مستر"),
    S_INIT("معالي"),      S_INIT("نيافه"),     S_INIT("ولي"),
};

static const struct str latin_titles[] = {
    S_INIT("ambassador"), S_INIT("ayatollah"), S_INIT("chancellor"), S_INIT("col"),
    S_INIT("crown"),      S_INIT("dr"),        S_INIT("emir"),       S_INIT("foreign"),
    S_INIT("former"),     S_INIT("gen"),       S_INIT("general"),    S_INIT("gov"),
    S_INIT("governor"),   S_INIT("imam"),      S_INIT("king"),       S_INIT("lord"),
    S_INIT("lt"),         S_INIT("maj"),       S_INIT("minister"),   S_INIT("mr"),
    S_INIT("mrs"),        S_INIT("ms"),        S_INIT("president"),  S_INIT("prime"),
    S_INIT("prince"),     S_INIT("princess"),  S_INIT("queen"),      S_INIT("rep"),
    S_INIT("secretary"),  S_INIT("sen"),       S_INIT("senator"),    S_INIT("sheikh"),
    S_INIT("sir"),        S_INIT("sultan"),    S_INIT("the"),
};

// Names that mean one place or body.  Folded, the first of a row is the key.
static const struct {
    struct str key, other;
} aliases[] = {
    {S_INIT("الولايات المتحده"), S_INIT("امريكا")                                      },
    {S_INIT("الولايات المتحده"), S_INIT("اميركا")                                      },
    {S_INIT("الولايات المتحده"), S_INIT("الولايات المتحده الامريكيه")},
    {S_INIT("الولايات المتحده"), S_INIT("الولايات المتحده الاميركيه")},
    {S_INIT("السعوديه"),                S_INIT("المملكه العربيه السعوديه")    },
    {S_INIT("الامارات"),                S_INIT("الامارات العربيه المتحده")    },
    {S_INIT("سوريا"),                      S_INIT("سوريه")                                        },
    {S_INIT("داعش"),                        S_INIT("تنظيم الدوله الاسلاميه")        },
    {S_INIT("الامم المتحده"),       S_INIT("منظمه الامم المتحده")              },
    {S_INIT("الامم المتحده"),       S_INIT("هيئه الامم المتحده")                },
};

struct str name_alias(struct str folded)
{
    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        if (str_eq(folded, aliases[i].other))
            return aliases[i].key;
    return folded;
}

static bool is_latin(struct str s)
{
    return s.n && is_ascii_alpha(s.p[0]);
}

// The folded text cut at whatever is neither letter nor digit.  An apostrophe ends no word
// (Sa'ad), but 's does.
static void cut_words(struct arena *a, struct str folded, struct name_words *w)
{
    struct buf word = {0};
    for (size_t at = 0, len; at <= folded.n && w->n < NAME_WORDS_MAX; at += len) {
        len = 1;
        uint32_t c = at < folded.n ? utf8_decode(str_drop(folded, at), &len) : ' ';
        enum char_class class = char_class_of(c);
        bool mark = c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC;
        if (class == CHAR_LETTER || class == CHAR_DIGIT) {
            buf_add(&word, str_sub(folded, at, at + len));
            continue;
        }
        struct str rest = str_drop(folded, at + len);
        if (mark && str_starts(rest, S("s")) && (rest.n == 1 || rest.p[1] == ' ')) {
            len++;
            mark = false;
        }
        if (mark || class == CHAR_MARK || class == CHAR_INVISIBLE || !word.n)
            continue;
        w->v[w->n++] = arena_str(a, buf_str(&word));
        buf_reset(&word);
    }
    buf_release(&word);
}

static void drop_word(struct name_words *w, size_t at, size_t count)
{
    for (size_t i = at; i + count < w->n; i++)
        w->v[i] = w->v[i + count];
    w->n -= count;
}

static void join_words(struct arena *a, struct name_words *w, size_t at)
{
    w->v[at] = arena_printf(a, "%.*s%.*s", STR_ARGS(w->v[at]), STR_ARGS(w->v[at + 1]));
    drop_word(w, at + 1, 1);
}

// عبد الرحمن, أبو مازن; صلاح الدين, نصر الله.
static void join_arabic(struct arena *a, struct name_words *w)
{
    static const struct str before[] = {S_INIT("عبد"), S_INIT("ابا"), S_INIT("ابو"), S_INIT("ابي")};
    static const struct str behind[] = {S_INIT("الاسلام"), S_INIT("الدين"), S_INIT("الله"),
                                        S_INIT("اللهي"), S_INIT("ربه")};
    for (size_t i = 0; i < w->n; i++) {
        if (str_eq(w->v[i], S("ابن")))
            w->v[i] = S("بن");
        if (str_eq(w->v[i], S("ابا")) || str_eq(w->v[i], S("ابي")))
            w->v[i] = S("ابو");
        if (i + 1 < w->n && str_is_in(w->v[i], before, COUNT_OF(before)))
            join_words(a, w, i);
        if (i + 1 < w->n && str_is_in(w->v[i + 1], behind, COUNT_OF(behind)))
            join_words(a, w, i);
    }
}

// آل سعود is one word, marked as the name of a house.
static void join_house(struct arena *a, struct name_words *w)
{
    for (size_t i = 1; i + 1 < w->n; i++) {
        if (!str_eq(w->v[i], S("ال")))
            continue;
        w->v[i] = arena_printf(a, "+%.*s", STR_ARGS(w->v[i + 1]));
        drop_word(w, i + 1, 1);
    }
}

// Abdel Fattah, Abd al-Fattah, Abu Akleh, Nour al-Din; articles go, ibn and ben are bin.
static void join_latin(struct arena *a, struct name_words *w)
{
    static const struct str articles[] = {S_INIT("al"), S_INIT("el")};
    static const struct str servants[] = {S_INIT("abd"), S_INIT("abdal"), S_INIT("abdel"),
                                          S_INIT("abdul")};
    static const struct str fathers[] = {S_INIT("abi"), S_INIT("abo"), S_INIT("abou"),
                                         S_INIT("abu")};
    static const struct str faiths[] = {S_INIT("addin"), S_INIT("aldin"), S_INIT("allah"),
                                        S_INIT("din"),   S_INIT("eddin"), S_INIT("eddine"),
                                        S_INIT("uddin")};
    for (size_t i = 0; i < w->n; i++) {
        bool article = str_is_in(w->v[i], articles, COUNT_OF(articles));
        if (article && i > 0 && i + 1 < w->n && str_eq(w->v[i - 1], S("abd"))) {
            w->v[--i] = S("abdal");
            drop_word(w, i + 1, 1);
        } else if (article && i > 0 && i + 1 < w->n) {
            drop_word(w, i--, 1);
            continue;
        }
        if (str_eq(w->v[i], S("ibn")) || str_eq(w->v[i], S("ben")))
            w->v[i] = i > 0 && i + 1 < w->n ? S("bin") : w->v[i];
    }
    for (size_t i = 0; i + 1 < w->n; i++) {
        if (str_is_in(w->v[i], servants, COUNT_OF(servants)) ||
            str_is_in(w->v[i], fathers, COUNT_OF(fathers)) ||
            str_is_in(w->v[i + 1], faiths, COUNT_OF(faiths)))
            join_words(a, w, i);
    }
}

static void drop_titles(struct name_words *w)
{
    const struct str *list = w->latin ? latin_titles : titles;
    size_t count = w->latin ? COUNT_OF(latin_titles) : COUNT_OF(titles), n = 0;
    while (n < w->n && str_is_in(w->v[n], list, count))
        n++;
    drop_word(w, 0, n);
    // An initial in the middle: جون ف. كينيدي.
    for (size_t i = 1; i + 1 < w->n; i++)
        if (w->v[i].n <= (w->latin ? 1 : LETTER))
            drop_word(w, i--, 1);
}

bool name_word_is_arabic(struct str word)
{
    static const struct str letters[] = {S_INIT("ء"), S_INIT("ؤ"), S_INIT("ح"),
                                         S_INIT("ض"), S_INIT("ظ"), S_INIT("ع")};
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        if (str_has(word, letters[i]))
            return true;
    return false;
}

// Classes of a word, of زكرياء those of زكريا.
static uint32_t classes_of(struct str word)
{
    uint32_t classes = gazetteer_find(gazetteer_key(0, word));
    if (!classes && str_ends(word, S("ء")))
        classes = gazetteer_find(gazetteer_key(0, str_take(word, word.n - LETTER)));
    return classes;
}

// The first name decides where it is known; else the others must not speak against it.
static bool is_foreign(const struct name_words *w)
{
    const uint32_t given = GAZETTEER_BIT(GAZETTEER_GIVEN),
                   foreign = GAZETTEER_BIT(GAZETTEER_FOREIGN_GIVEN);
    uint32_t first = classes_of(w->v[0]);
    if (name_word_is_arabic(w->v[0]))
        return false;
    if ((first & foreign) || (first & given))
        return !(first & given);
    for (size_t i = 0; i < w->n; i++) {
        bool particle = str_starts(w->v[i], S("عبد")) || str_eq(w->v[i], S("بن")) ||
                        str_starts(w->v[i], S("ابو")) || str_starts(w->v[i], S("ال"));
        bool listed = (classes_of(w->v[i]) & given) != 0;
        if (particle || listed || name_word_is_arabic(w->v[i]))
            return false;
    }
    return true;
}

// What a body is, before a name of its own: حركة حماس, شركة غوغل, تنظيم القاعدة; but جامعة بغداد is
// no other name of بغداد, nor حزب الأمة one of الأمة.
static void drop_kind(struct name_words *w)
{
    static const struct str kinds[] = {
        S_INIT("تطبيق"), S_INIT("جماعه"),   S_INIT("حركه"),  S_INIT("حزب"),    S_INIT("شبكه"),
        S_INIT("شركه"),  S_INIT("صحيفه"),   S_INIT("قناه"),  S_INIT("مجموعه"), S_INIT("منصه"),
        S_INIT("موقع"),  S_INIT("ميليشيا"), S_INIT("وكاله"),
    };
    const uint32_t others = GAZETTEER_BIT(GAZETTEER_COUNTRY) | GAZETTEER_BIT(GAZETTEER_CITY) |
                            GAZETTEER_BIT(GAZETTEER_PLACE) | GAZETTEER_BIT(GAZETTEER_GIVEN) |
                            GAZETTEER_BIT(GAZETTEER_NATION);
    if (w->n > 2 &&
        (str_eq(w->v[w->n - 1], S("الارهابي")) || str_eq(w->v[w->n - 1], S("الارهابيه"))))
        w->n--;
    if (w->n < 2)
        return;
    bool organisation = str_eq(w->v[0], S("تنظيم"));
    if (!organisation && !str_is_in(w->v[0], kinds, COUNT_OF(kinds)))
        return;
    for (size_t i = 1; i < w->n && !organisation; i++)
        if (str_starts(w->v[i], S("ال")) || (classes_of(w->v[i]) & others))
            return;
    drop_word(w, 0, 1);
}

struct name_words name_words_of(struct arena *a, struct str name, bool person)
{
    struct name_words w = {0};
    struct str folded = fold(a, name);
    cut_words(a, person ? folded : name_alias(folded), &w);
    w.latin = w.n && is_latin(w.v[0]);
    if (w.latin) {
        join_latin(a, &w);
    } else {
        join_arabic(a, &w);
        if (person)
            join_house(a, &w);
    }
    if (person)
        drop_titles(&w);
    else if (!w.latin)
        drop_kind(&w);
    w.foreign = person && w.n && !w.latin && is_foreign(&w);
    return w;
}
