// gazetteer: names and words around names, by class, with the longest match in a text.
//
// The lists are data/gazetteers/*.txt, written for this project; tools/build-gazetteer.c turns them
// into a table of hashes.  A listed word is a hint for the tagger (read/ner.h), never a decision: a
// quarter of the given names are common words too (جمال، سعيد، نور).
#ifndef READ_GAZETTEER_H
#define READ_GAZETTEER_H

#include "text/doc.h"

// X(NAME, name in data/gazetteers).  Order: bits of the table; rebuild it after a change.
#define GAZETTEER_CLASSES(X)                                                                       \
    X(GAZETTEER_GIVEN, "given")                 /* محمد */                                     \
    X(GAZETTEER_FOREIGN_GIVEN, "foreign-given") /* جون */                                       \
    X(GAZETTEER_FAMILY, "family")               /* ترامب، المالكي */                  \
    X(GAZETTEER_PERSON, "person")               /* two words or more: صدام حسين */         \
    X(GAZETTEER_COUNTRY, "country")             /* العراق */                                 \
    X(GAZETTEER_CITY, "city")                   /* بغداد، الأنبار */                  \
    X(GAZETTEER_PLACE, "place")                 /* seas, rivers, regions, continents */            \
    X(GAZETTEER_ORG, "org")                     /* الأمم المتحدة */                    \
    X(GAZETTEER_MEDIA, "media")                 /* رويترز */                                 \
    X(GAZETTEER_COMPANY, "company")             /* مايكروسوفت */                         \
    X(GAZETTEER_CLUB, "club")                   /* ريال مدريد */                          \
    X(GAZETTEER_NATION, "nation")               /* عراقي، العراقيين */              \
    X(GAZETTEER_MISC, "misc")                   /* كأس العالم، الإسلام */         \
    X(GAZETTEER_TITLE, "title")                 /* before a person: الرئيس، وزير */     \
    X(GAZETTEER_KIN, "kin")                     /* شقيق، زوجة، بن */                   \
    X(GAZETTEER_ORG_HEAD, "org-head")           /* حزب، شركة */                            \
    X(GAZETTEER_MEDIA_HEAD, "media-head")       /* صحيفة، قناة */                        \
    X(GAZETTEER_PLACE_HEAD, "place-head")       /* مدينة، نهر */                          \
    X(GAZETTEER_EVENT_HEAD, "event-head")       /* كأس، مهرجان */                        \
    X(GAZETTEER_TIME, "time")                   /* الاثنين، يوليو */                  \
    X(GAZETTEER_CUE, "cue")                     /* قال، أعلن */                            \
    X(GAZETTEER_BODY, "body")                   /* of the state: وزارة الدفاع */        \
    X(GAZETTEER_SUBJECT, "subject")             /* of a ministry: الخارجية */              \
    X(GAZETTEER_PLAYER, "player")               /* اللاعب، الفريق: sport */           \
    X(GAZETTEER_BUILDING, "building")           /* part of the name: مطار */                   \
    X(GAZETTEER_LIKE_PERSON, "like-person")     /* another spelling of a foreign name */           \
    X(GAZETTEER_LIKE_PLACE, "like-place")                                                          \
    X(GAZETTEER_HOUSE, "house") /* الأمويون: ruling families */
enum gazetteer_class {
#define X(name, text) name,
    GAZETTEER_CLASSES(X)
#undef X
        GAZETTEER_CLASS_COUNT
};
#define GAZETTEER_BIT(class) (UINT32_C(1) << (class))
#define GAZETTEER_MORE (UINT32_C(1) << 31)
enum { GAZETTEER_WORDS_MAX = 8 }; // of one entry

// The forms in which a word is looked up: as it stands, then with و ف, ب ل ك taken off (لل as ال).
struct name_forms {
    struct str v[4];                     // folded
    bool preposition[4], conjunction[4]; // taken off
    size_t n;
};
struct name_forms name_forms_of(struct arena *a, struct str folded);
// How a word of that form is shown: without what is written onto it, ال for لل.
struct str name_display(struct arena *a, struct str raw, struct str folded, size_t form);

// Key of a name of which `key` are the first words (0: none) and `folded` the next.
uint32_t gazetteer_key(uint32_t key, struct str folded);
// Key of the consonants of a folded word, under which spellings of a foreign name meet (سيول، سول);
// 0: too few of them.
uint32_t gazetteer_skeleton_key(struct str folded);
// Classes and GAZETTEER_MORE of a key, 0 where there is none.
uint32_t gazetteer_find(uint32_t key);
// Classes of one folded word, clitics taken off where it needs that.
uint32_t gazetteer_word(struct arena *a, struct str folded);

// What is known of one written word before its neighbours are: its forms and what is listed.
struct gazetteer_word {
    uint32_t keys[4], found[4];       // of each form: gazetteer_key(), gazetteer_find()
    uint32_t alike;                   // classes of a word that sounds like it, where none is listed
    uint8_t n;                        // forms
    uint8_t preposition, conjunction; // bit k: taken off in form k
};
struct gazetteer_word gazetteer_word_of(struct arena *a, struct str folded);

// What each token of a doc has to do with the lists.
struct gazetteer_hit {
    uint32_t begin;  // classes of the longest names that begin here
    uint32_t inside; // classes of names that began before and go on here
    uint32_t single; // classes of the word alone
    uint8_t words;   // of the longest name that begins here, in tokens
    uint8_t form;    // which of the forms matched, for `begin`
};
// One for each token of d; words[i] is what is known of token i, NULL where it is no word.  O(n):
// at most GAZETTEER_WORDS_MAX steps for each form of a word.
struct gazetteer_hit *gazetteer_match(struct arena *a, const struct doc *d,
                                      const struct gazetteer_word *const *words);

#endif
