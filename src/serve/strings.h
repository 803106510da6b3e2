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
    X(UI_QUOTED_RECENTLY, "من قال ماذا", "Who said what")                                          \
    X(UI_NO_RESULTS, "لا نتائج. جرّب كلمات أقل، أو أي كلمة من الكلمات.",                            \
      "Nothing found. Try fewer words, or any of them.")                                           \
    X(UI_QUERY_PROBLEM, "لم يُفهم هذا البحث:", "This search was not understood:")                   \
    X(UI_EXACT, "اللفظ كما هو", "exact form")                                                      \
    X(UI_ANY, "أي كلمة", "any word")                                                               \
    X(UI_NEWEST, "الأحدث أولا", "newest first")                                                    \
    X(UI_SINCE, "من", "from")                                                                      \
    X(UI_UNTIL, "إلى", "to")                                                                       \
    X(UI_ONLY_TELLS, "جمل تروي ولا تُلزم أحدا", "Sentences that only tell")                         \
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
    X(UI_ALSO_IN, "وأيضا:", "Also:")                                                               \
    X(UI_COPIES, "نسخ من هذا النص", "Copies of this text")                                         \
    X(UI_UNKNOWN_SPEAKER, "قائل غير محدد", "speaker not named")                                    \
    X(UI_BY_DAY, "بحسب اليوم", "By day")                                                           \
    X(UI_MORE, "المزيد", "More")                                                                   \
    X(UI_NOT_FOUND, "لا توجد صفحة بهذا العنوان.", "There is no page at this address.")             \
    X(UI_ERROR, "تعذّر عرض الصفحة.", "The page could not be shown.")                                \
    X(UI_BACK_HOME, "إلى الصفحة الأولى", "To the front page")                                      \
    X(UI_EMPTY, "لا مواد بعد. تجلبها المتابعة أو إضافة الملفات:",                                  \
      "There are no articles yet. Following outlets or adding files brings them:")                 \
    X(UI_NO_QUOTES, "لا اقتباسات بعد.", "There are no quotations yet.")                            \
    X(UI_NO_QUOTES_OF, "لا اقتباس لهذا الاسم.", "Nothing is quoted under this name.")              \
    X(UI_LEGEND, "في النص", "In the text")                                                         \
    X(UI_QUOTE_ONE, "اقتباس", "quotation")                                                         \
    X(UI_DATE_ONE, "تاريخ", "date")                                                                \
    X(UI_ENTITY_ONE, "اسم", "name")                                                                \
    X(UI_WORDS, "كلمة", "words")                                                                   \
    X(UI_LANGUAGE, "اللغة", "Language")                                                            \
    X(UI_NO_TITLE, "(بلا عنوان)", "(no title)")                                                    \
    X(UI_FEED, "خلاصة هذا الموقع", "Feed of this site")                                            \
    X(UI_UNDATED, "بلا تاريخ", "undated")                                                          \
    X(UI_SKIP, "إلى المحتوى", "Skip to the content")                                               \
    X(UI_SITE_LINKS, "أقسام الموقع", "Sections")                                                   \
    X(UI_MODIFIED, "عُدّل", "Modified")                                                              \
    X(UI_THEIR_KEYWORDS, "الكلمات الدلالية في الصفحة", "Keywords given by the page")               \
    X(UI_THEIR_RELATED, "عناوين ذات صلة في الصفحة", "Related titles on the page")                  \
    X(UI_PICTURES, "تعليقات الصور", "Captions of pictures")                                        \
    X(UI_CARRIED, "المصادر التي نشرت هذا النص", "Outlets that carried this text")                  \
    X(UI_IN_TEXT, "موضعه في النص", "Its place in the text")                                        \
    X(UI_COMPARE_WITH, "قارنه ببيان للأطراف أنفسهم",                                               \
      "Compare with a statement of the same parties")                                              \
    X(UI_COMPARE, "مقارنة بيانين", "Two statements compared")                                      \
    X(UI_COMPARE_HOW, "المقارنة تحتاج إلى مادتين: ‎/compare?a=ID&b=ID",    \
      "A comparison needs two articles: /compare?a=ID&b=ID")                                       \
    X(UI_COMPARE_LONG, "النص أطول من أن يُقارن.", "A text is too long to be compared.")             \
    X(UI_COMPARE_NONE, "لا نقاط تُقارن في هذين النصين.", "There are no points to compare.")         \
    X(UI_CHANGE, "التغيير", "Change")                                                              \
    X(UI_EARLIER, "الأول", "First")                                                                \
    X(UI_LATER, "الثاني", "Second")                                                                \
    X(UI_SWAP, "بالترتيب المعاكس", "The other way round")                                          \
    X(UI_FEEDS, "الخلاصات المتابَعة", "Feeds followed")                                             \
    X(UI_FEEDS_SHORT, "الخلاصات", "Feeds")                                                         \
    X(UI_FEEDS_NONE, "لا خلاصات متابَعة بعد:", "No feed is followed yet:")                          \
    X(UI_STATE, "الحال", "State")                                                                  \
    X(UI_STATE_GOOD, "سليمة", "good")                                                              \
    X(UI_STATE_BAD, "متعثرة", "failing")                                                           \
    X(UI_STATE_GONE, "متوقفة", "gone")                                                             \
    X(UI_STATE_NEW, "جديدة", "new")                                                                \
    X(UI_ITEMS, "المواد", "Items")                                                                 \
    X(UI_SILENT, "صامتة منذ", "Silent for")                                                        \
    X(UI_TRIED, "آخر محاولة قبل", "Last try, ago")                                                 \
    X(UI_LAST_ERROR, "آخر خطأ", "Last error")                                                      \
    X(UI_FROM_DATA, "من بيانات الصفحة", "from the page's data")                                    \
    X(UI_FROM_TEXT, "من نص الصفحة", "from the page's text")                                        \
    X(UI_FROM_LEAD, "من مطلع النص", "from the first sentence")                                     \
    X(UI_FROM_URL, "من عنوان الصفحة", "from the address")                                          \
    X(UI_NAMES, "أسماء", "Names")                                                                  \
    X(UI_NAMES_RECENT, "الأكثر ذكرا في أحدث المواد", "named most in the newest articles")          \
    X(UI_PERSON, "شخص", "Person")                                                                  \
    X(UI_ORG, "جهة", "Organisation")                                                               \
    X(UI_PLACE, "مكان", "Place")                                                                   \
    X(UI_ROLES, "الصفات والمناصب كما وردت", "Roles and offices, as stated")                        \
    X(UI_ROLE, "الصفة", "Role")                                                                    \
    X(UI_FIRST_STATED, "أول ذكر", "First stated")                                                  \
    X(UI_LAST_STATED, "آخر ذكر", "Last stated")                                                    \
    X(UI_ARTICLES, "المواد", "Articles")                                                           \
    X(UI_ROLE_CURRENT, "حالي", "current")                                                          \
    X(UI_ROLE_FORMER, "سابق", "former")                                                            \
    X(UI_ROLE_ACTING, "بالوكالة أو مكلف", "acting")                                                \
    X(UI_ROLE_ELECT, "منتخب", "elect")                                                             \
    X(UI_SPELLINGS, "صور الاسم", "Forms of the name")                                              \
    X(UI_MAY_BE, "أسماء قريبة، قد يكون أحدها هو", "Close names: one may be the same")              \
    X(UI_BEARERS, "من قد يكون المقصود", "Who may be meant")                                        \
    X(UI_NAMED_WITH, "ذُكر معه", "Named beside it")                                                 \
    X(UI_NAMES_FOUND, "أسماء في النتائج", "Names in the results")                                  \
    X(UI_NO_NAME, "لا مادة تذكر هذا الاسم.", "No article has this name.")                          \
    X(UI_NAME_PAGE, "صفحة الاسم", "The name's page")                                               \
    X(CHANGE_NAME_KEPT, "بقيت", "kept")                                                            \
    X(CHANGE_NAME_SHORTENED, "اختُصرت", "shortened")                                                \
    X(CHANGE_NAME_STRENGTHENED, "اشتدت", "strengthened")                                           \
    X(CHANGE_NAME_WEAKENED, "ضعفت", "weakened")                                                    \
    X(CHANGE_NAME_NEW, "جديدة", "new")                                                             \
    X(CHANGE_NAME_DROPPED, "سقطت", "dropped")                                                      \
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
// A count with its noun in the number that the language asks for: "مادتان", "3 مواد", "11 مادة".
enum ui_noun { NOUN_ARTICLE, NOUN_RESULT, NOUN_MINUTE, NOUN_HOUR, NOUN_DAY, NOUN_FEED };
#define UI_COUNT_MAX 64
struct str ui_count(enum ui_lang lang, enum ui_noun noun, int64_t n, char out[UI_COUNT_MAX]);
// A length of time in its largest unit: "3 أيام"; less than a minute is one.
struct str ui_length(enum ui_lang lang, int64_t seconds, char out[UI_COUNT_MAX]);
// "24 يوليو 2024" or "24 July 2024", UTC; for lists.
#define UI_DAY_MAX 64
struct str ui_day(enum ui_lang lang, int64_t seconds, char out[UI_DAY_MAX]);
// A TIMEX3 date (model.h) for readers: a day, "تموز/يوليو 2024", "صيف 2024", "2024".  What is none
// of these, such as a week, is `value` itself.
struct str ui_period(enum ui_lang lang, struct str value, char out[UI_DAY_MAX]);

#endif
