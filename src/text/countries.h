// countries: names and adjectives of origin (nisba) of countries, in Arabic.
//
// Written for Isnad, 2026-11; names and codes are facts (ISO 3166-1).
#ifndef TEXT_COUNTRIES_H
#define TEXT_COUNTRIES_H

#include "base/str.h"

struct country {
    struct str code;  // ISO 3166-1 alpha-2
    struct str name;  // as shown: "العراق"
    struct str nisba; // folded, masculine, without the article: "عراقي"
    struct str other; // another folded name or capital: "بغداد"; may be empty
};

// The country whose nisba the folded word is, in any gender and number, with or without و ب ل and
// the article (العراقية، والعراقيون، للعراقيين); NULL: none.
const struct country *country_of_nisba(struct str folded);
// The country whose name (or capital) the folded word is, with or without clitics; NULL: none.
// Names of two words are found by their first: "الولايات", "السعودية".
const struct country *country_of_name(struct str folded);

#endif
