// countries: see countries.h.  The table is short and read a few times per statement, so it is
// scanned; clitics are tried in one place.
#include "text/countries.h"

#define C(code, name, nisba, other)                                                                \
    {                                                                                              \
        S_INIT(code), S_INIT(name), S_INIT(nisba), S_INIT(other)                                   \
    }

// Order: Arab countries, neighbours, the rest by how often news name them.
static const struct country countries[] = {
    C("IQ", "العراق", "عراقي", "بغداد"),
    C("SY", "سوريا", "سوري", "دمشق"),
    C("LB", "لبنان", "لبناني", "بيروت"),
    C("JO", "الأردن", "اردني", "عمان"),
    C("PS", "فلسطين", "فلسطيني", ""),
    C("EG", "مصر", "مصري", "القاهره"),
    C("SD", "السودان", "سوداني", "الخرطوم"),
    C("LY", "ليبيا", "ليبي", "طرابلس"),
    C("TN", "تونس", "تونسي", ""),
    C("DZ", "الجزائر", "جزائري", ""),
    C("MA", "المغرب", "مغربي", "الرباط"),
    C("MR", "موريتانيا", "موريتاني", "نواكشوط"),
    C("SA", "السعودية", "سعودي", "الرياض"),
    C("AE", "الإمارات", "اماراتي", "ابوظبي"),
    C("QA", "قطر", "قطري", "الدوحه"),
    C("KW", "الكويت", "كويتي", ""),
    C("BH", "البحرين", "بحريني", "المنامه"),
    C("OM", "سلطنة عمان", "عماني", "مسقط"),
    C("YE", "اليمن", "يمني", "صنعاء"),
    C("SO", "الصومال", "صومالي", "مقديشو"),
    C("DJ", "جيبوتي", "جيبوتي", ""),
    C("TR", "تركيا", "تركي", "انقره"),
    C("IR", "إيران", "ايراني", "طهران"),
    C("IL", "إسرائيل", "اسرائيلي", "تل"),
    C("US", "الولايات المتحدة", "امريكي", "واشنطن"),
    C("US", "أمريكا", "اميركي", "امريكا"),
    C("GB", "بريطانيا", "بريطاني", "لندن"),
    C("FR", "فرنسا", "فرنسي", "باريس"),
    C("DE", "ألمانيا", "الماني", "برلين"),
    C("IT", "إيطاليا", "ايطالي", "روما"),
    C("ES", "إسبانيا", "اسباني", "مدريد"),
    C("RU", "روسيا", "روسي", "موسكو"),
    C("UA", "أوكرانيا", "اوكراني", "كييف"),
    C("CN", "الصين", "صيني", "بكين"),
    C("JP", "اليابان", "ياباني", "طوكيو"),
    C("IN", "الهند", "هندي", "نيودلهي"),
    C("PK", "باكستان", "باكستاني", ""),
    C("AF", "أفغانستان", "افغاني", "كابل"),
    C("ET", "إثيوبيا", "اثيوبي", ""),
    C("TD", "تشاد", "تشادي", ""),
    C("GR", "اليونان", "يوناني", "اثينا"),
    C("CY", "قبرص", "قبرصي", "نيقوسيا"),
};

static const struct str clitics[] = {S_INIT("وال"), S_INIT("بال"), S_INIT("ولل"),
                                     S_INIT("لل"),  S_INIT("ال"),  S_INIT("و"),
                                     S_INIT("ب"),   S_INIT("ل"),   S_INIT("")};
// Endings of a nisba; ة is ه after folding.
static const struct str endings[] = {S_INIT(""),   S_INIT("ه"),  S_INIT("ون"),  S_INIT("ين"),
                                     S_INIT("ان"), S_INIT("ات"), S_INIT("تان"), S_INIT("تين")};

static bool is_nisba_form(struct str word, struct str nisba)
{
    if (!str_starts(word, nisba))
        return false;
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (str_eq(str_drop(word, nisba.n), endings[i]))
            return true;
    return false;
}

const struct country *country_of_nisba(struct str folded)
{
    for (size_t k = 0; k < COUNT_OF(clitics); k++) {
        if (!str_starts(folded, clitics[k]))
            continue;
        for (size_t i = 0; i < COUNT_OF(countries); i++)
            if (is_nisba_form(str_drop(folded, clitics[k].n), countries[i].nisba))
                return &countries[i];
    }
    return NULL;
}

// The folded spelling of a raw name's letters that differ: only hamzas and ة occur in the table.
static bool is_folded_name(struct str folded, struct str name)
{
    struct str head, tail;
    str_cut(name, ' ', &head, &tail);
    size_t i = 0, k = 0;
    while (i < folded.n && k + 1 < head.n) {
        struct str raw = str_sub(head, k, k + 2), to = raw;
        if (str_eq(raw, S("أ")) || str_eq(raw, S("إ")))
            to = S("ا");
        else if (str_eq(raw, S("ة")))
            to = S("ه");
        if (!str_eq(str_sub(folded, i, i + 2), to))
            return false;
        i += 2;
        k += 2;
    }
    return i == folded.n && k == head.n;
}

const struct country *country_of_name(struct str folded)
{
    for (size_t k = 0; k < COUNT_OF(clitics); k++) {
        if (!str_starts(folded, clitics[k]))
            continue;
        struct str rest = str_drop(folded, clitics[k].n);
        for (size_t i = 0; i < COUNT_OF(countries); i++) {
            struct str name = countries[i].name;
            bool article = str_starts(name, S("ال")); // للعراق, بالعراق have lost theirs
            if (is_folded_name(rest, name) ||
                (article && is_folded_name(rest, str_drop(name, 4))) ||
                (countries[i].other.n && str_eq(rest, countries[i].other)))
                return &countries[i];
        }
    }
    return NULL;
}
