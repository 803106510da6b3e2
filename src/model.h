// model: the plain structs that flow between the stages (design.md sections 5 and 8).
//
// Everything lives in the arena of its document and is a view or a plain value; a zeroed struct is
// a valid empty one.  Spans are BYTES [start, end) of the text that the struct belongs to:
//   - of page.text for everything below a struct page (a page's text is the raw text of a text
//     page, and the kept blocks of an HTML page, one to a line),
//   - of the given text for a reader that was called with a text.
// Writers turn them into code points through struct cpmap (base/utf8.h).
#ifndef MODEL_H
#define MODEL_H

#include "base/str.h"

struct span {
    size_t start, end;
};

// A growable list of views or spans, frozen.
struct strs {
    struct str *v;
    size_t n;
};

struct spans {
    struct span *v;
    size_t n;
};

// --- page ---------------------------------------------------------------------------------------

// X(NAME, json name)
#define SEGMENT_KINDS(X)                                                                           \
    X(SEGMENT_TITLE, "title")                                                                      \
    X(SEGMENT_DATELINE, "dateline")                                                                \
    X(SEGMENT_BYLINE, "byline")                                                                    \
    X(SEGMENT_BODY, "body")                                                                        \
    X(SEGMENT_LEAD, "lead_paragraph")                                                              \
    X(SEGMENT_BULLETS, "statement_bullets")                                                        \
    X(SEGMENT_NUMBERED, "numbered_list")                                                           \
    X(SEGMENT_SUBHEADING, "subheading")                                                            \
    X(SEGMENT_SOURCE, "source_line")                                                               \
    X(SEGMENT_KEYWORDS, "keyword_block")                                                           \
    X(SEGMENT_READ_ALSO, "read_also_marker")                                                       \
    X(SEGMENT_RELATED_MARKER, "related_marker")                                                    \
    X(SEGMENT_RELATED, "related_titles")                                                           \
    X(SEGMENT_CAPTION, "caption")                                                                  \
    X(SEGMENT_OTHER, "other")
enum segment_kind {
#define X(name, text) name,
    SEGMENT_KINDS(X)
#undef X
};

struct segment {
    enum segment_kind kind;
    int article; // index into page.articles, -1: of the page
    struct span at;
};

struct dateline {
    struct span at;
    struct str text; // .p == NULL: none
    struct str outlet, place, agency, desk;
};

#define CREDIT_KINDS(X)                                                                            \
    X(CREDIT_OUTLET, "outlet")                                                                     \
    X(CREDIT_AGENCY, "agency")                                                                     \
    X(CREDIT_DESK, "desk")                                                                         \
    X(CREDIT_DOCUMENT, "document")                                                                 \
    X(CREDIT_PLATFORM, "platform")                                                                 \
    X(CREDIT_PERSON, "person")
enum credit_kind {
#define X(name, text) name,
    CREDIT_KINDS(X)
#undef X
};

struct credit_part {
    struct span at;
    struct str text;
    enum credit_kind kind;
    struct strs names; // what it names, duals and coordinations expanded
};

struct credit {
    struct span at;
    struct str text; // the whole line
    struct credit_part *parts;
    size_t part_count;
};

struct list {
    struct span at;
    bool numbered;
    struct span intro;  // the line that introduces it ("… إلى:"); empty: none
    struct spans items; // without their marks
};

// Where a value came from: "json-ld", "meta", "time", "url", "lead", "text", "feed" …
struct sourced {
    struct str value; // .p == NULL: none
    struct str from;
};

struct image {
    struct str url, caption;
};

// --- reading ------------------------------------------------------------------------------------

// `why` says what made a reading (--explain).  A const char * names the rule that fired: rules fill
// it always, since it costs nothing.  A struct str lays out a score: readers that add up evidence
// write it only where they are asked to.

struct keyphrase {
    struct str text; // best surface, clitics off
    double score;    // 0..1 within the article, best first
    struct str why;  // the parts of the score
};

struct date_mention {
    struct span at;
    struct str value;    // TIMEX3/ISO 8601: "2024-07-24", "2024-07", "2024-W30", "PRESENT_REF" …
    struct str calendar; // "gregorian", "hijri", "persian", "" where none is named
    bool today, weekday; // it is called today, a weekday is named
    struct str mod;      // TIMEX3: "START", "MID", "END", "APPROX", "MORE_THAN" …; empty: none
    const char *why;
};

struct number_mention {
    struct span at;
    double value;
    struct str unit; // "%", "شخص", "دولار" … as found, folded; empty: none
    const char *why;
};

#define ENTITY_TYPES(X)                                                                            \
    X(ENTITY_PERSON, "PERS")                                                                       \
    X(ENTITY_PLACE, "LOC")                                                                         \
    X(ENTITY_ORG, "ORG")                                                                           \
    X(ENTITY_OTHER, "MISC")
enum entity_type {
#define X(name, text) name,
    ENTITY_TYPES(X)
#undef X
};

// X(NAME, json name)
#define ROLE_STATES(X)                                                                             \
    X(ROLE_CURRENT, "current")                                                                     \
    X(ROLE_FORMER, "former") /* السابق */                                                    \
    X(ROLE_ACTING, "acting") /* بالوكالة */                                                \
    X(ROLE_ELECT, "elect")   /* المنتخب */
enum role_state {
#define X(name, text) name,
    ROLE_STATES(X)
#undef X
};

// An office or title, as stated.
struct role {
    struct str text; // clitics off: "وزير الخارجية العراقي السابق"
    enum role_state state;
    struct span at;
    bool is_address; // a form of address only: الدكتور
};

struct entity {
    struct str name; // fullest form in the text, clitics off
    enum entity_type type;
    struct spans mentions;
    struct str role;    // the first of the roles; empty: none
    struct role *roles; // of a person, each text once, in the order of the text
    size_t role_count;
    struct str why;
};

// A name in Latin letters, as it stands.
#define LATIN_NAME_ALONE SIZE_MAX
struct latin_name {
    struct str name;
    struct span at; // where it stands first
    size_t mentions;
    size_t entity; // the one it is said to be, in brackets behind it; LATIN_NAME_ALONE: none
};

enum quote_kind { QUOTE_DIRECT, QUOTE_PARTIAL, QUOTE_INDIRECT };
enum speaker_kind {
    SPEAKER_NONE,
    SPEAKER_PERSON,
    SPEAKER_ORG,
    SPEAKER_DOCUMENT,
    SPEAKER_GROUP,
    SPEAKER_ANONYMOUS
};
// Strength classes of reporting cues (arabic.md section 5).
enum cue_class {
    CUE_NONE,
    CUE_NEUTRAL,
    CUE_ASSERTIVE,
    CUE_BELIEF,
    CUE_EVALUATIVE,
    CUE_DENIAL,
    CUE_CLAIM,
    CUE_REQUEST,
    CUE_QUESTION,
    CUE_NOMINAL
};

struct speaker {
    enum speaker_kind kind;
    struct str name, role;
    struct span at; // of the name; empty where it was resolved from elsewhere
};

struct quote {
    struct span at; // without the marks
    enum quote_kind kind;
    struct speaker speaker;
    struct str cue; // words as found; empty: none
    enum cue_class cue_class;
    int depth;                     // 1: nested in another quote
    const char *why, *speaker_why; // the rules that found the words and the speaker; never NULL
};

#define ACTS(X)                                                                                    \
    X(ACT_DECISION, "decision")                                                                    \
    X(ACT_AGREEMENT, "agreement")                                                                  \
    X(ACT_COMMITMENT, "commitment")                                                                \
    X(ACT_FUTURE_PROMISE, "future_promise")                                                        \
    X(ACT_EMPHASIS, "emphasis")                                                                    \
    X(ACT_DISCUSSION, "discussion")                                                                \
    X(ACT_HEDGE, "hedge")                                                                          \
    X(ACT_DEMAND, "demand")                                                                        \
    X(ACT_NARRATIVE, "narrative")
enum act {
#define X(name, text) name,
    ACTS(X)
#undef X
};

struct party {
    struct str id, name;
    struct strs aliases;
};

struct point {
    struct span at;
    enum act act;
    int strength; // 0..6
    struct str marker;
    struct strs voice, burden; // party ids; "joint" / "both" for all
    struct date_mention *dates;
    size_t date_count;
    struct {
        const char *act, *strength, *voice, *burden;
    } why;
};

struct statement {
    struct party *parties;
    size_t party_count;
    struct point *points;
    size_t point_count;
};

// What read/ makes of an article.
struct reading {
    struct str language; // ISO 639
    double language_confidence;
    struct str language_why;
    struct spans dialect; // sentences of an Arabic text that are in a dialect
    size_t word_count;
    struct keyphrase *keyphrases;
    size_t keyphrase_count;
    struct date_mention *dates;
    size_t date_count;
    struct number_mention *numbers;
    size_t number_count;
    struct entity *entities;
    size_t entity_count;
    struct latin_name *latin_names;
    size_t latin_name_count;
    struct quote *quotes;
    size_t quote_count;
    struct statement statement;
};

struct article {
    struct str title, byline, outlet, section; // .p == NULL: none
    struct strs flags; // labels taken off the title: "breaking", "video" …
    struct dateline dateline;
    struct sourced published, modified; // value: RFC 3339 date or date-time
    struct credit *credits;
    size_t credit_count;
    struct span body;
    struct str body_text; // page.text[body], without what the page set into it (read also …)
    struct list *lists;
    size_t list_count;
    struct image *images;
    size_t image_count;
    struct str language; // as the page declares it; the reading has what we found
    struct reading reading;
};

struct page {
    struct str url, text;
    struct str title, site, language, direction, charset;
    struct segment *segments;
    size_t segment_count;
    struct article *articles; // document order
    size_t article_count;
    struct strs keywords; // theirs, folded form kept apart by the store
    struct strs related;  // titles
};

#endif
