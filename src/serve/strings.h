// strings: the words of the interface, in Arabic and English, side by side.
#ifndef SERVE_STRINGS_H
#define SERVE_STRINGS_H

#include "base/str.h"

enum ui_lang { UI_AR, UI_EN };

// X(NAME, Arabic, English)
#define UI_STRINGS(X)                                                                              \
    X(UI_NAME, "إسناد", "Isnad")                                                                   \
    X(UI_TAGLINE, "من قالها، ومن نقلها، وما الذي تغيّر في الطريق",                                  \
      "who said it, who carried it, and what changed on the way")                                  \
    X(UI_OTHER_LANG, "English", "العربية")                                                         \
    X(UI_SEARCH, "بحث", "Search")                                                                  \
    X(UI_SEARCH_HINT, "ابحث في الأخبار…", "Search the news…")                                      \
    X(UI_LATEST, "الأحدث", "Latest")                                                               \
    X(UI_OUTLETS, "المصادر", "Outlets")                                                            \
    X(UI_QUOTED, "قيل", "Quotations")                                                              \
    X(UI_QUOTED_RECENTLY, "من قال ماذا", "Who said what")                                          \
    X(UI_ARTICLES, "مادة", "articles")                                                             \
    X(UI_RESULTS, "نتيجة", "results")                                                              \
    X(UI_NO_RESULTS, "لا نتائج. جرّب كلمات أقل، أو أي كلمة من الكلمات.",                            \
      "Nothing found. Try fewer words, or any of them.")                                           \
    X(UI_EXACT, "اللفظ كما هو", "exact form")                                                      \
    X(UI_ANY, "أي كلمة", "any word")                                                               \
    X(UI_NEWEST, "الأحدث أولا", "newest first")                                                    \
    X(UI_PUBLISHED, "نُشر", "Published")                                                            \
    X(UI_ORIGINAL, "المادة الأصلية", "Original page")                                              \
    X(UI_DATELINE, "الترويسة", "Dateline")                                                         \
    X(UI_BYLINE, "الكاتب", "Byline")                                                               \
    X(UI_CREDITS, "المصدر", "Credits")                                                             \
    X(UI_KEYPHRASES, "عبارات مفتاحية", "Keyphrases")                                               \
    X(UI_QUOTES, "الاقتباسات", "Quotations")                                                       \
    X(UI_DATES, "التواريخ", "Dates")                                                               \
    X(UI_PEOPLE, "أشخاص", "People")                                                                \
    X(UI_PLACES, "أماكن", "Places")                                                                \
    X(UI_ORGS, "جهات", "Organisations")                                                            \
    X(UI_OTHER, "أخرى", "Other")                                                                   \
    X(UI_STATEMENT, "البيان نقطة نقطة", "The statement, point by point")                           \
    X(UI_POINT, "النقطة", "Point")                                                                 \
    X(UI_ACT, "الفعل", "Act")                                                                      \
    X(UI_STRENGTH, "القوة", "Strength")                                                            \
    X(UI_VOICE, "القائل", "Voice")                                                                 \
    X(UI_BURDEN, "المُلزَم", "Burden")                                                               \
    X(UI_JOINT, "الجميع", "all")                                                                   \
    X(UI_READ_ALSO, "اقرأ أيضا", "Read also")                                                      \
    X(UI_SIMILAR, "مواد مشابهة", "Similar")                                                        \
    X(UI_COPY, "نسخة", "copy")                                                                     \
    X(UI_UNKNOWN_SPEAKER, "قائل غير محدد", "speaker not named")                                    \
    X(UI_BY_DAY, "بحسب اليوم", "By day")                                                           \
    X(UI_MORE, "المزيد", "More")                                                                   \
    X(UI_NOT_FOUND, "لا توجد صفحة بهذا العنوان.", "There is no page at this address.")             \
    X(UI_ERROR, "تعذّر عرض الصفحة.", "The page could not be shown.")                                \
    X(UI_BACK_HOME, "إلى الصفحة الأولى", "To the front page")                                      \
    X(UI_EMPTY, "لا مواد بعد. أضف بعضها: isnad add FILE…",                                         \
      "There are no articles yet. Add some: isnad add FILE…")                                      \
    X(UI_LEGEND, "في النص", "In the text")                                                         \
    X(UI_QUOTE_ONE, "اقتباس", "quotation")                                                         \
    X(UI_DATE_ONE, "تاريخ", "date")                                                                \
    X(UI_ENTITY_ONE, "اسم", "name")                                                                \
    X(UI_WORDS, "كلمة", "words")                                                                   \
    X(UI_LANGUAGE, "اللغة", "Language")                                                            \
    X(UI_NO_TITLE, "(بلا عنوان)", "(no title)")                                                    \
    X(UI_FEED, "خلاصة", "Feed")                                                                    \
    X(UI_UNDATED, "بلا تاريخ", "undated")                                                          \
    X(ACT_NAME_DECISION, "قرار", "decision")                                                       \
    X(ACT_NAME_AGREEMENT, "اتفاق", "agreement")                                                    \
    X(ACT_NAME_COMMITMENT, "التزام", "commitment")                                                 \
    X(ACT_NAME_FUTURE_PROMISE, "وعد", "promise")                                                   \
    X(ACT_NAME_EMPHASIS, "تأكيد", "emphasis")                                                      \
    X(ACT_NAME_DISCUSSION, "بحث", "discussion")                                                    \
    X(ACT_NAME_HEDGE, "احتمال", "hedge")                                                           \
    X(ACT_NAME_DEMAND, "مطالبة", "demand")                                                         \
    X(ACT_NAME_NARRATIVE, "سرد", "narrative")

enum ui_string {
#define X(name, ar, en) name,
    UI_STRINGS(X)
#undef X
};

struct str ui_string(enum ui_lang lang, enum ui_string s);
// The interface's name of an act ("decision" …); the name itself where it is unknown.
struct str ui_act(enum ui_lang lang, struct str act);
// "24 يوليو 2024" or "24 July 2024", UTC; for lists.
#define UI_DAY_MAX 64
struct str ui_day(enum ui_lang lang, int64_t seconds, char out[UI_DAY_MAX]);

#endif
