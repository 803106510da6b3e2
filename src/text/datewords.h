// datewords: the words that dates and numbers are made of, classified by their folded form.
//
// One table serves dates.h and numbers.h.  A word is looked up as it stands, then without its
// conjunction (و ف), preposition (ب ل ك) and article, so that والأربعاء, للأربعاء and أربعاء are
// one entry.  A word may have two senses (خميس is a day, ربيع a season and a month).
#ifndef TEXT_DATEWORDS_H
#define TEXT_DATEWORDS_H

#include "text/doc.h"

enum word_class {
    W_NONE,
    W_MONTH,       // Gregorian month 1..12; + W_WEAK_MONTH for words that mean other things too
    W_WEAK_MONTH,  // the same, needs a day or a year beside it
    W_HALF_MONTH,  // كانون 1, تشرين 2: needs الأول or الثاني
    W_OLD_MONTH,   // Libya 1986-2011: needs a day and a year
    W_HIJRI,       // month 1..12
    W_HALF_HIJRI,  // ربيع 3, جمادى 5, ذو 11: needs its second word
    W_JALALI,      // month 1..12
    W_WEEKDAY,     // 0 = Sunday
    W_UNIT,        // enum grain
    W_DUAL,        // the same, two of them
    W_PLURAL,      // the same, several
    W_CARDINAL,    // 0..19, 20, 30 … 900
    W_TEN,         // عشر behind a unit
    W_POWER,       // thousands: 1 = ألف, 2 = مليون, 3 = مليار, 4 = تريليون
    W_POWERS,      // the plural: آلاف
    W_TWO_POWERS,  // ألفين, مليونين
    W_ORDINAL,     // 1..10, 20, 30 … 90; -1 = last
    W_FRACTION,    // denominator; two of them: negative
    W_SHARE,       // how many of it make a year (Maghreb): ثلاثي 4, سداسي 2
    W_DAY_SHIFT,   // أمس -1, غدا 1
    W_TODAY,       // 0
    W_NEXT,        // adjective
    W_LAST,        // adjective
    W_RECENT,      // الأخير: last of a row, or recent
    W_CURRENT,     // adjective
    W_THIS,        // demonstrative
    W_PART,        // enum day_part of a noun: مساء
    W_PART_ADV,    // the same of an adverb: ليلا
    W_EDGE,        // مطلع, أوائل 1; منتصف 2; أواخر 3; بقية 4
    W_SEASON,      // 1 spring … 4 winter
    W_FEW,         // بضع, القليلة 3; عدة 0
    W_FULL,        // كامل
    W_ALL,         // طوال
    W_EVERY,       // كل
    W_EACH,        // adverbs of sets: يوميا; enum grain
    W_DECADE,      // السبعينيات: 20 … 90
    W_VAGUE,       // حاليا 0, مؤخرا -1
    W_PREP,        // enum prep
    W_APPROX,      // نحو, حوالي 1; أكثر من 2; أقل من 3
    W_ERA,         // enum era
    W_MERIDIEM,    // ص 0, م 12
    W_CORRESPONDS, // الموافق
    W_HOLIDAY,     // first word of a feast
    W_PERIOD,      // الفترة, المرحلة …: vague, with an adjective
    W_TIME_WORD,   // enum time_word
    W_ZONE,        // minutes east of UTC
    W_MEDIA,       // وكالة, صحيفة …: what follows is a name
    W_TITLE,       // الأمين, المدعي …: العام behind it is no year
    W_COUNTED,     // what is counted; enum counted
    W_TWO_COUNTED, // two of them: شخصين; 0: of a noun without a kind
    W_EVENT,       // ثورة, شارع …: a day behind it is a name
    W_REPORT,      // قال, أعلن …
    W_FUTURE,      // سوف, المقرر …
    W_DIGITS,      // a number token; item.number
    W_MARK,        // a mark; value is its ASCII form
};

enum grain {
    GRAIN_SECOND = 1,
    GRAIN_MINUTE,
    GRAIN_HOUR,
    GRAIN_DAY,
    GRAIN_WEEK,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY,
    GRAINS
};

enum day_part { PART_NONE, PART_MORNING, PART_NOON, PART_AFTERNOON, PART_EVENING, PART_NIGHT };

// In the order of the names in numbers.c.
enum counted {
    COUNTED_KILLED = 1,
    COUNTED_WOUNDED,
    COUNTED_MARTYR,
    COUNTED_MISSING,
    COUNTED_PERSON,
    COUNTED_DOLLAR,
    COUNTED_EURO,
    COUNTED_DINAR,
    COUNTED_DIRHAM,
    COUNTED_RIYAL,
    COUNTED_POUND,
    COUNTED_LIRA,
    COUNTED_TON,
    COUNTED_BARREL,
    COUNTED_METRE,
    COUNTED_KILOMETRE,
    COUNTED_KILOGRAM,
    COUNTED_DEGREE,
    COUNTED_POINT,
    COUNTED_KINDS
};

enum prep {
    PREP_FROM = 1, // من
    PREP_TO,       // إلى
    PREP_UNTIL,    // حتى, لغاية
    PREP_BETWEEN,  // بين
    PREP_IN,       // في
    PREP_BEFORE,   // قبل
    PREP_AFTER,    // بعد
    PREP_SINCE,    // منذ, مذ
    PREP_DURING,   // خلال, أثناء
    PREP_AT,       // عند
    PREP_ON,       // على
    PREP_EXCEPT,   // إلا
    PREP_AND,      // و standing alone
    PREP_FOR,      // لمدة, مدة
    PREP_WHICH,    // الذي, اللي
    PREP_ABOUT,    // عن
    PREP_WITH,     // مع
};

enum time_word { TIME_ZONE = 1, TIME_MOMENT, TIME_NOW, TIME_EARLY, TIME_LATE, TIME_LUNCH };

enum era { ERA_HIJRI = 1, ERA_GREGORIAN, ERA_PERSIAN };

enum { CLITIC_AND = 1, CLITIC_BI = 2, CLITIC_LI = 4, CLITIC_KA = 8, CLITIC_THE = 16 };

struct sense {
    uint8_t class;
    int16_t value;
};

// One for each token of the document.
struct item {
    struct sense sense[2]; // W_NONE: no date word
    uint8_t clitics;
    uint8_t digits; // W_DIGITS: how many digits stand before a point or comma
    uint8_t dots;   // W_DIGITS: points and commas inside
    bool tanwin;    // W_POWER: written with a tanwin, so it is no dual before a noun
    bool glued;     // no blank between this token and the one before
    double number;  // W_DIGITS
};

// The items of all tokens of d, and one empty item behind them.
struct item *datewords_of(struct arena *a, const struct doc *d);
// Bytes of the first `count` letters of a raw word, with the marks and tatweel behind them; 0 where
// nothing else would be left.
size_t clitic_bytes(struct str raw, int count);

// Whether the item has a sense of that class; *value gets its value (may be NULL).
static inline bool item_is(const struct item *it, enum word_class class, int *value)
{
    for (size_t k = 0; k < 2; k++) {
        if (it->sense[k].class == class) {
            if (value)
                *value = it->sense[k].value;
            return true;
        }
    }
    return false;
}

// The table: words separated by blanks.
struct dateword_row {
    uint8_t class;
    int16_t value;
    const char *words;
};
extern const struct dateword_row dateword_rows[];
extern const size_t dateword_row_count;

#endif
