// dateline: a line grammar over parts and separators.
//
// The first words of a line are cut into parts at dashes, strokes, colons and brackets.  Each part
// is looked up (outlet, agency, place, desk, date, person); then the longest run of parts is taken
// that is a dateline as a whole.  One part may be unknown: its role follows from its neighbours (a
// place before an agency in brackets, a reporter or a local outlet before a place).  A place alone
// counts only before a dash or stroke, and only when it is in the list, for "دمشق - أعلن …" and
// "طهران: لن نتفاوض" look alike but for the mark.  Order of the parts is free: agencies differ.
#include "page/dateline.h"

#include "base/utf8.h"
#include "page/names.h"
#include "text/token.h"

enum { READ_BYTES = 240, OPENING_BYTES = 140, MAX_PARTS = 6, MAX_PART_WORDS = 6, MAX_WORDS = 14 };

enum part_kind {
    PART_UNKNOWN,
    PART_OUTLET,
    PART_AGENCY,
    PART_PLACE,
    PART_DESK,
    PART_DATE,
    PART_PERSON
};

struct part {
    enum part_kind kind;
    bool hinted;    // known from this page only
    bool shaped;    // an outlet by the form of its name only
    bool weak;      // known by a word that also means something else
    bool bracketed; // (…)
    bool quoted;    // «…»
    size_t words;
    struct span at;   // with brackets and quotation marks
    struct str inner; // without them
    struct str key;   // names.h
    char separator;   // behind it: '-' '/' ':' '|' ',' ')' or 0 at the end of the line
    size_t after;     // where what follows the separator starts
};

struct reader {
    struct arena *a;
    struct str text; // the whole text
    struct tokens tokens;
    size_t base; // of the tokens' offsets
    size_t line_end;
    bool cut; // the line goes on behind the tokens
    const struct dateline_hints *hints;
    struct part parts[MAX_PARTS];
    size_t part_count;
};

static struct str mark_at(const struct reader *r, size_t i)
{
    const struct token *t = &r->tokens.v[i];
    return str_sub(r->text, r->base + t->start, r->base + t->end);
}

// The class of a separator, 0: none.  A tatweel between blanks is used as a dash.
static char separator_of(const struct reader *r, size_t i)
{
    static const struct {
        struct str mark;
        char class;
    } marks[] = {
        {S_INIT("-"),   '-'},
        {S_INIT("–"), '-'},
        {S_INIT("—"), '-'},
        {S_INIT("―"), '-'},
        {S_INIT("ـ"),  '-'},
        {S_INIT("−"), '-'},
        {S_INIT("_"),   '-'},
        {S_INIT("/"),   '/'},
        {S_INIT("\\"),  '/'},
        {S_INIT("|"),   '|'},
        {S_INIT(":"),   ':'},
        {S_INIT("؛"),  ':'},
        {S_INIT(";"),   ':'},
        {S_INIT("،"),  ','},
        {S_INIT(","),   ','},
        {S_INIT("•"), '|'},
    };
    struct str mark = mark_at(r, i);
    for (size_t k = 0; k < COUNT_OF(marks); k++)
        if (str_eq(mark, marks[k].mark))
            return marks[k].class;
    return 0;
}

static bool is_quote_mark(struct str mark)
{
    return str_eq(mark, S("«")) || str_eq(mark, S("»")) || str_eq(mark, S("\"")) ||
           str_eq(mark, S("“")) || str_eq(mark, S("”"));
}

// A stop inside an abbreviation or a host name: "أ. ف. ب", "العربية.نت".
static bool is_inner_stop(const struct reader *r, size_t i)
{
    if (!str_eq(mark_at(r, i), S(".")) || i == 0)
        return false;
    if (utf8_count(r->tokens.v[i - 1].norm) == 1)
        return true;
    return i + 1 < r->tokens.n && r->tokens.v[i + 1].start == r->tokens.v[i].end &&
           r->tokens.v[i + 1].kind == TOKEN_WORD;
}

// --- cutting into parts -------------------------------------------------------------------------

static void part_close(struct reader *r, size_t first, size_t end, char separator)
{
    struct part *p = &r->parts[r->part_count];
    *p = (struct part){.separator = separator};
    while (first < end && is_quote_mark(mark_at(r, first))) {
        p->quoted = true;
        first++;
    }
    size_t last = end;
    while (last > first && is_quote_mark(mark_at(r, last - 1)))
        last--;
    if (last <= first)
        return;
    for (size_t i = first; i < last; i++)
        p->words += r->tokens.v[i].kind != TOKEN_MARK;
    size_t outer_first = p->quoted ? first - 1 : first;
    p->at =
        (struct span){r->base + r->tokens.v[outer_first].start, r->base + r->tokens.v[end - 1].end};
    p->inner =
        str_sub(r->text, r->base + r->tokens.v[first].start, r->base + r->tokens.v[last - 1].end);
    p->key = name_key(r->a, p->inner);
    if (p->words)
        r->part_count++;
}

// Where the token behind i starts; the end of the line where there is none.
static size_t start_behind(const struct reader *r, size_t i)
{
    return i + 1 < r->tokens.n ? r->base + r->tokens.v[i + 1].start : r->line_end;
}

// A bracketed part that starts at token i; returns the token behind it, i where it is none.
static size_t read_bracket(struct reader *r, size_t i)
{
    size_t end = i + 1, words = 0;
    while (end < r->tokens.n && !str_eq(mark_at(r, end), S(")")) && words <= MAX_PART_WORDS)
        words += r->tokens.v[end++].kind != TOKEN_MARK;
    if (end >= r->tokens.n || words == 0 || words > MAX_PART_WORDS)
        return i;
    size_t before = r->part_count;
    part_close(r, i + 1, end, ')');
    if (r->part_count == before)
        return i;
    struct part *p = &r->parts[before];
    p->bracketed = true;
    p->at = (struct span){r->base + r->tokens.v[i].start, r->base + r->tokens.v[end].end};
    // Dashes and colons behind the bracket belong to it.
    while (end + 1 < r->tokens.n && separator_of(r, end + 1) && separator_of(r, end + 1) != ',') {
        end++;
        if (p->separator == ')')
            p->separator = separator_of(r, end);
    }
    p->after = start_behind(r, end);
    return end + 1;
}

// "«الاقتصادية» من الرياض": the من before a place that ends the line.
static bool is_from_place(const struct reader *r, size_t i)
{
    if (r->cut || !str_eq(r->tokens.v[i].norm, S("من")) || i + 1 >= r->tokens.n ||
        r->tokens.n - i > MAX_PART_WORDS)
        return false;
    struct str rest = str_sub(r->text, r->base + r->tokens.v[i + 1].start, r->line_end);
    const struct name_row *row = name_find(name_key(r->a, rest), NAME_BIT(NAME_PLACE));
    return row && !row->weak;
}

// Closes the part of tokens [first, end) and says where what follows its separators starts.
static void part_end(struct reader *r, size_t first, size_t end, char separator, size_t after)
{
    size_t before = r->part_count;
    if (end > first)
        part_close(r, first, end, separator);
    if (r->part_count > before)
        r->parts[before].after = after;
}

// The last of a run of separators that starts at token i: "- -", "–:".
static size_t separators_end(const struct reader *r, size_t i)
{
    while (i + 1 < r->tokens.n && separator_of(r, i + 1) && separator_of(r, i + 1) != ',')
        i++;
    return i;
}

// Takes what stands at token i, of the part that began at *first: a separator or bracket closes the
// part.  Returns the next token; i where no dateline goes on like this.
static size_t read_token(struct reader *r, size_t i, size_t *first)
{
    const struct token *t = &r->tokens.v[i];
    char separator = separator_of(r, i);
    if (str_eq(mark_at(r, i), S("("))) {
        part_end(r, *first, i, '(', r->base + t->start);
        return *first = r->part_count < MAX_PARTS ? read_bracket(r, i) : i;
    }
    if (separator) {
        size_t end = separators_end(r, i);
        part_end(r, *first, i, separator, start_behind(r, end));
        return *first = end + 1;
    }
    if (i > *first && is_from_place(r, i)) {
        part_end(r, *first, i, '-', start_behind(r, i));
        return *first = i + 1;
    }
    bool inner = t->kind != TOKEN_MARK || is_quote_mark(mark_at(r, i)) || is_inner_stop(r, i);
    return inner ? i + 1 : i;
}

// Cuts until something stands there that no dateline has.
static void read_parts(struct reader *r)
{
    size_t first = 0, words = 0;
    for (size_t i = 0; i < r->tokens.n && r->part_count < MAX_PARTS;) {
        size_t part = first, next = read_token(r, i, &first);
        words = first == part ? words + (r->tokens.v[i].kind != TOKEN_MARK) : 0;
        if (next == i || words > MAX_PART_WORDS)
            return;
        i = next;
    }
    if (!r->cut && first < r->tokens.n && r->part_count < MAX_PARTS)
        part_end(r, first, r->tokens.n, 0, r->line_end);
}

// --- what a part is -----------------------------------------------------------------------------

static const struct str weekdays[] = {
    S_INIT("السبت"),    S_INIT("الاحد"),  S_INIT("الاثنين"), S_INIT("الثلاثاء"),
    S_INIT("الاربعاء"), S_INIT("الخميس"), S_INIT("الجمعه"),
};

// Words that make a place of a place: شمال غزة، محافظة نينوى.
static const struct str place_heads[] = {
    S_INIT("شمال"),  S_INIT("جنوب"),  S_INIT("شرق"),   S_INIT("غرب"),  S_INIT("وسط"),
    S_INIT("شمالي"), S_INIT("جنوبي"), S_INIT("شرقي"),  S_INIT("غربي"), S_INIT("محافظه"),
    S_INIT("مدينه"), S_INIT("ولايه"), S_INIT("قطاع"),  S_INIT("مخيم"), S_INIT("ريف"),
    S_INIT("اقليم"), S_INIT("منطقه"), S_INIT("ضاحيه"), S_INIT("بلده"), S_INIT("قريه"),
    S_INIT("مطار"),  S_INIT("ميناء"), S_INIT("جزيره"), S_INIT("قضاء"), S_INIT("ناحيه"),
};

// Words that no name has: a part with one of them is running text.
static const struct str running_words[] = {
    S_INIT("في"),  S_INIT("من"),   S_INIT("الي"),  S_INIT("عن"),    S_INIT("مع"),   S_INIT("ان"),
    S_INIT("قال"), S_INIT("قالت"), S_INIT("اعلن"), S_INIT("اعلنت"), S_INIT("اكد"),  S_INIT("اكدت"),
    S_INIT("كشف"), S_INIT("كشفت"), S_INIT("ذكر"),  S_INIT("ذكرت"),  S_INIT("افاد"), S_INIT("افادت"),
    S_INIT("هذا"), S_INIT("هذه"),  S_INIT("التي"), S_INIT("الذي"),  S_INIT("كما"),  S_INIT("قد"),
    S_INIT("لا"),  S_INIT("لم"),   S_INIT("لن"),   S_INIT("ما"),    S_INIT("هل"),   S_INIT("بين"),
    S_INIT("بعد"), S_INIT("قبل"),  S_INIT("خلال"), S_INIT("عبر"),   S_INIT("حتي"),  S_INIT("منذ"),
    S_INIT("ضد"),  S_INIT("حول"),  S_INIT("كيف"),  S_INIT("لماذا"), S_INIT("او"),
};

// Last words that outlets have and little else has.
static const struct str outlet_endings[] = {
    S_INIT("اليوم"),       S_INIT("نيوز"),       S_INIT("برس"),     S_INIT("بريس"),
    S_INIT("تايمز"),       S_INIT("بوست"),       S_INIT("اونلاين"), S_INIT("الاخباريه"),
    S_INIT("الاخباري"),    S_INIT("نت"),         S_INIT("للانباء"), S_INIT("للاعلام"),
    S_INIT("الاعلاميه"),   S_INIT("الان"),       S_INIT("24"),      S_INIT("21"),
    S_INIT("post"),        S_INIT("news"),       S_INIT("press"),   S_INIT("times"),
    S_INIT("الالكترونيه"), S_INIT("الالكتروني"), S_INIT("تيفي"),    S_INIT("fm"),
    S_INIT("tv"),          S_INIT("الجديد"),     S_INIT("العربي"),  S_INIT("الاخبار"),
    S_INIT("الفضائيه"),
};

static struct str last_word(struct str key)
{
    size_t at = key.n;
    while (at > 0 && key.p[at - 1] != ' ')
        at--;
    return str_drop(key, at);
}

static bool is_listed(const struct strs *keys, struct str key)
{
    for (size_t i = 0; i < keys->n; i++)
        if (str_eq(keys->v[i], key))
            return true;
    return false;
}

// What the credit lines say of the name.  "المصدر: وكالة بغداد اليوم" does not make an outlet an
// agency: what is called as outlets are stays one.
static enum part_kind hinted_kind(const struct reader *r, struct str key)
{
    if (is_listed(&r->hints->outlets, key))
        return PART_OUTLET;
    if (!is_listed(&r->hints->agencies, key))
        return PART_UNKNOWN;
    return str_is_in(last_word(key), outlet_endings, COUNT_OF(outlet_endings)) ? PART_OUTLET
                                                                               : PART_AGENCY;
}

static bool is_running_text(struct str key)
{
    struct str word;
    while (key.n) {
        str_cut(key, ' ', &word, &key);
        if (str_is_in(word, running_words, COUNT_OF(running_words)))
            return true;
    }
    return false;
}

static bool has_digit(struct str key)
{
    for (size_t i = 0; i < key.n; i++)
        if (is_ascii_digit(key.p[i]))
            return true;
    return false;
}

// Places joined by و count too: دمشق وبيروت.
static bool is_place(struct str key, bool *weak)
{
    const struct name_row *row = name_find(key, NAME_BIT(NAME_PLACE));
    if (row) {
        *weak = row->weak;
        return true;
    }
    struct str head, rest;
    if (!str_cut(key, ' ', &head, &rest))
        return false;
    *weak = false;
    if (str_is_in(head, place_heads, COUNT_OF(place_heads)))
        return !is_running_text(rest);
    const struct name_row *first = name_find(head, NAME_BIT(NAME_PLACE));
    if (!first || first->weak)
        return false;
    bool rest_weak;
    return str_starts(rest, S("و")) && is_place(str_drop(rest, 2), &rest_weak);
}

// Several names in one bracket: (رويترز، أ ف ب), (واج - وكالات).
static const struct name_row *first_agency_of(const struct reader *r, struct str inner)
{
    static const struct str marks[] = {S_INIT("،"), S_INIT(","), S_INIT("-"),
                                       S_INIT("–"), S_INIT("/"), S_INIT("+")};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = str_find(inner, marks[i]);
        if (at < inner.n)
            return name_find(name_key(r->a, str_take(inner, at)), NAME_PUBLISHERS);
    }
    return NULL;
}

static void part_set(struct part *p, const struct name_row *row)
{
    static const enum part_kind kinds[] = {PART_OUTLET, PART_AGENCY, PART_PLACE,
                                           PART_DESK,   PART_OUTLET, PART_PERSON};
    p->kind = kinds[row->kind];
    p->weak = row->weak;
}

// A class noun in front settles the kind: وكالة …، صحيفة …، مكتب ….
static bool read_class_noun(struct part *p)
{
    struct str head, rest;
    if (!str_cut(p->key, ' ', &head, &rest) || is_running_text(rest))
        return false;
    const struct class_noun *class = name_class(head);
    if (!class || (class->kind == NAME_PLATFORM && !str_eq(head, S("موقع"))))
        return false;
    p->kind = class->kind == NAME_AGENCY ? PART_AGENCY
              : class->kind == NAME_DESK ? PART_DESK
                                         : PART_OUTLET;
    return true;
}

static bool looks_like_person(const struct part *p)
{
    static const struct str titles[] = {S_INIT("كتب"),   S_INIT("كتبت"), S_INIT("بقلم"),
                                        S_INIT("مراسل"), S_INIT("د"),    S_INIT("حاوره")};
    static const struct str links[] = {S_INIT("بن"), S_INIT("بنت"), S_INIT("ال")};
    struct str head, rest;
    // على folds to the name علي.
    if (p->words < 2 || p->words > 5 || str_starts(p->inner, S("على ")) || is_running_text(p->key))
        return false;
    str_cut(p->key, ' ', &head, &rest);
    if (str_is_in(head, titles, COUNT_OF(titles)) || name_is_given(head))
        return true;
    struct str last = last_word(p->key);
    for (struct str word; rest.n;) {
        str_cut(rest, ' ', &word, &rest);
        if (rest.n && str_is_in(word, links, COUNT_OF(links)))
            return true;
    }
    // A family name: الزهراني, behind a word without the article.
    return p->words <= 3 && !str_starts(head, S("ال")) && str_starts(last, S("ال")) &&
           str_ends(last, S("ي")) && !str_is_in(last, outlet_endings, COUNT_OF(outlet_endings));
}

// "لندن 24 يوليو", "أبوظبي في 12 يونيو": the place leads, the date is left out of it.
static void take_place_before_date(const struct reader *r, struct part *p)
{
    for (size_t end = p->inner.n; end > 0; end--) {
        if (p->inner.p[end - 1] != ' ')
            continue;
        struct str place = str_trim_wide(str_take(p->inner, end));
        bool weak;
        if (is_place(name_key(r->a, place), &weak) && !weak) {
            p->kind = PART_PLACE;
            p->inner = place;
            return;
        }
    }
}

// An outlet by the form of its name: in quotation marks, or with an ending that outlets have.
static bool is_shaped_outlet(const struct part *p)
{
    if (is_running_text(p->key))
        return false;
    return (p->quoted && p->words <= 3) ||
           (p->words >= 2 && p->words <= 4 &&
            str_is_in(last_word(p->key), outlet_endings, COUNT_OF(outlet_endings)));
}

static void part_classify(const struct reader *r, struct part *p)
{
    const struct name_row *publisher = name_find(p->key, NAME_PUBLISHERS);
    const struct name_row *desk = name_find(p->key, NAME_BIT(NAME_DESK));
    bool weak_place = false;
    bool place = is_place(p->key, &weak_place);
    struct str head, rest;
    str_cut(p->key, ' ', &head, &rest);
    enum part_kind hinted = hinted_kind(r, p->key);
    if (hinted) {
        p->kind = hinted;
        p->hinted = true;
    } else if (publisher && (!publisher->weak || p->quoted)) {
        part_set(p, publisher);
        p->weak = false;
    } else if (place && !weak_place) {
        p->kind = PART_PLACE;
    } else if (desk && !desk->weak) {
        p->kind = PART_DESK;
    } else if (read_class_noun(p)) {
        return;
    } else if (publisher || desk || place) {
        if (publisher)
            part_set(p, publisher);
        else
            p->kind = desk ? PART_DESK : PART_PLACE;
        p->weak = true;
    } else if (has_digit(p->key) || str_is_in(head, weekdays, COUNT_OF(weekdays))) {
        // A bare number is no date.
        p->kind = str_find_byte(p->key, ' ') < p->key.n ? PART_DATE : PART_UNKNOWN;
        take_place_before_date(r, p);
    } else if (p->bracketed && first_agency_of(r, p->inner)) {
        part_set(p, first_agency_of(r, p->inner));
        p->weak = false;
    } else if (looks_like_person(p)) {
        p->kind = PART_PERSON;
    } else if (is_shaped_outlet(p)) {
        p->kind = PART_OUTLET;
        p->weak = p->shaped = true;
    }
}

// --- what the parts are together ----------------------------------------------------------------

struct tally {
    size_t strong[PART_PERSON + 1], weak[PART_PERSON + 1];
    size_t unknown; // index of the unknown part
};

static struct tally tally_of(const struct reader *r, size_t count)
{
    struct tally t = {.unknown = count};
    for (size_t i = 0; i < count; i++) {
        const struct part *p = &r->parts[i];
        if (p->weak)
            t.weak[p->kind]++;
        else
            t.strong[p->kind]++;
        if (p->kind == PART_UNKNOWN)
            t.unknown = i;
    }
    return t;
}

// One part on its own.
static bool single_is_dateline(const struct reader *r, bool whole, bool opening)
{
    const struct part *p = &r->parts[0];
    char s = p->separator;
    size_t rest = r->line_end - p->after;
    switch (p->kind) {
    case PART_OUTLET:
    case PART_AGENCY:
        if (p->weak)
            return p->bracketed && p->kind == PART_AGENCY && (opening || s == '-');
        return whole ? opening : s != ',' && s != '(' && s != '|' && rest > 40;
    case PART_DESK:
        return !p->weak && opening && (whole ? p->bracketed || s == ':' : s == ':' || s == '-');
    case PART_PLACE:
        if (p->weak || !opening)
            return false;
        // In front of running text the mark decides; in a line of its own it must be there.
        return whole ? s == '-' || s == '/' : s == '-' || s == '/' || (s == ':' && rest > 120);
    case PART_UNKNOWN:
    case PART_DATE:
    case PART_PERSON: break;
    }
    return false;
}

// May the unknown part be a name at all?
static bool unknown_is_nameable(const struct part *p)
{
    size_t digits = 0;
    while (digits < p->key.n && is_ascii_digit(p->key.p[digits]))
        digits++;
    return p->words <= 4 && digits < p->key.n && !is_running_text(p->key) && !p->weak &&
           !str_has(p->inner, S(":"));
}

static bool ends_firmly(const struct part *p)
{
    return p->separator == '-' || p->separator == ':' || p->separator == '/' ||
           p->separator == '|' || p->separator == ')';
}

// All parts are known.
static bool known_are_dateline(const struct reader *r, const struct tally *t, size_t count,
                               bool opening)
{
    size_t publishers = t->strong[PART_OUTLET] + t->strong[PART_AGENCY];
    size_t weak_publishers = t->weak[PART_OUTLET] + t->weak[PART_AGENCY];
    size_t firm = publishers + t->strong[PART_PLACE] + t->strong[PART_DESK];
    // "تحرير: فلان" is a byline.
    if (r->parts[0].kind == PART_DESK && t->strong[PART_DESK] + t->strong[PART_PERSON] == count)
        return false;
    // Places and nothing else may be a headline: only where an article opens.
    if (publishers + weak_publishers + t->strong[PART_PERSON] + t->strong[PART_DESK] == 0)
        return opening && t->strong[PART_PLACE] > 0 && r->parts[count - 1].separator != ',';
    if (!opening && publishers + t->strong[PART_DESK] == 0)
        return false;
    if (weak_publishers && t->strong[PART_PERSON])
        return opening;
    return firm >= 1 || weak_publishers + t->weak[PART_PLACE] + t->weak[PART_DESK] >= 2;
}

// "الإسكندرية (الفرقدين) - …": a name in brackets behind a place signs the text.
static bool is_unknown_agency(const struct part *p, size_t index)
{
    return index > 0 && p->bracketed && p[-1].kind == PART_PLACE && !p[-1].weak;
}

// "زليج بريس - تالوين": no list has either, but one is formed as outlets are.
static bool has_shaped_outlet(const struct reader *r, size_t count)
{
    return count == 2 && (r->parts[0].shaped || r->parts[1].shaped);
}

// One part is unknown.
static bool unknown_is_dateline(const struct reader *r, const struct tally *t, size_t count,
                                bool whole, bool opening)
{
    const struct part *unknown = &r->parts[t->unknown], *last = &r->parts[count - 1];
    size_t publishers = t->strong[PART_OUTLET] + t->strong[PART_AGENCY];
    size_t places = t->strong[PART_PLACE];
    if (!unknown_is_nameable(unknown))
        return false;
    // A reporter and a place that no list has.
    // "إخراج: فلان" is a credit of a film.
    bool labelled = t->unknown == 0 && unknown->separator == ':';
    bool reporter = !labelled && t->strong[PART_PERSON] == 1 && count == 2 &&
                    unknown->words <= (unknown->bracketed ? 3 : 2);
    if (!opening && places + t->strong[PART_DESK] == 0)
        return false;
    bool shaped = unknown->words <= 2 && has_shaped_outlet(r, count);
    if (whole)
        return publishers > 0 || t->strong[PART_DESK] > 0 ||
               (opening && (places > 0 || reporter || shaped ||
                            (t->weak[PART_OUTLET] && last->separator == ':')));
    // In front of running text the unknown part must be closed by a firm mark.
    if (!opening)
        return false;
    if (unknown == last)
        return unknown->words <= 3 && ((last->separator == ':' && (publishers > 0 || reporter)) ||
                                       is_unknown_agency(unknown, t->unknown));
    return publishers > 0 || (last->separator == ':' && (places > 0 || reporter));
}

static bool several_are_dateline(const struct reader *r, size_t count, bool whole, bool opening)
{
    struct tally t = tally_of(r, count);
    if (!whole && !ends_firmly(&r->parts[count - 1]))
        return false;
    if (t.strong[PART_UNKNOWN] > 1 || t.strong[PART_DATE] > 1)
        return false;
    return t.strong[PART_UNKNOWN] ? unknown_is_dateline(r, &t, count, whole, opening)
                                  : known_are_dateline(r, &t, count, opening);
}

// The role of the unknown part, from what else there is.
static enum part_kind role_of_unknown(const struct reader *r, const struct tally *t, size_t count)
{
    const struct part *p = &r->parts[t->unknown];
    const struct part *next = t->unknown + 1 < count ? p + 1 : NULL;
    size_t outlets = t->strong[PART_OUTLET] + t->weak[PART_OUTLET];
    size_t agencies = t->strong[PART_AGENCY] + t->weak[PART_AGENCY];
    bool place = t->strong[PART_PLACE] + t->weak[PART_PLACE] > 0;
    if (outlets + agencies == 0 && is_unknown_agency(p, t->unknown))
        return PART_AGENCY;
    if (t->strong[PART_PERSON])
        return place ? PART_OUTLET : PART_PLACE;
    // "أنيسي (فرنسا): …"
    if (next && next->kind == PART_PLACE && next->bracketed && p->words == 1 && count > 2)
        return PART_PLACE;
    // "الوئام - وكالات": the agencies are not the outlet.
    if (agencies && !outlets && !place && next && !next->bracketed && t->unknown == 0 &&
        str_starts(r->parts[count - 1].key, S("وكالات")))
        return PART_OUTLET;
    if (outlets + agencies == 0)
        // "نيودلهي: براكريتي غوبتا": behind a colon stands the reporter.
        return t->unknown > 0 && p[-1].separator == ':' && p->words > 1 &&
                       !str_starts(p->key, S("ال"))
                   ? PART_PERSON
                   : PART_OUTLET;
    if (place || p->words > 3)
        return PART_PERSON;
    return agencies || p->words == 1 || t->unknown > 0 ? PART_PLACE : PART_PERSON;
}

static void resolve_unknown(struct reader *r, size_t count)
{
    struct tally t = tally_of(r, count);
    if (t.unknown < count)
        r->parts[t.unknown].kind = role_of_unknown(r, &t, count);
}

static void set_once(struct str *field, const struct reader *r, const struct part *p,
                     const struct part *previous)
{
    if (!field->p)
        *field = p->inner;
    else if (previous && previous->kind == p->kind && !p->bracketed)
        // Neighbours of one kind stay together: "واشنطن - بغداد".
        *field = str_sub(r->text, (size_t)(field->p - r->text.p),
                         (size_t)(p->inner.p - r->text.p) + p->inner.n);
}

static struct dateline_reading reading_of(struct reader *r, size_t count)
{
    resolve_unknown(r, count);
    const struct part *last = &r->parts[count - 1];
    struct dateline_reading out = {.rest = last->after};
    out.line.at = (struct span){r->parts[0].at.start, last->at.end};
    out.line.text = str_sub(r->text, out.line.at.start, out.line.at.end);
    for (size_t i = 0; i < count; i++) {
        const struct part *p = &r->parts[i], *previous = i ? &r->parts[i - 1] : NULL;
        switch (p->kind) {
        case PART_OUTLET: set_once(&out.line.outlet, r, p, previous); break;
        case PART_AGENCY: set_once(&out.line.agency, r, p, previous); break;
        case PART_PLACE: set_once(&out.line.place, r, p, previous); break;
        case PART_DESK: set_once(&out.line.desk, r, p, previous); break;
        case PART_PERSON: set_once(&out.reporter, r, p, previous); break;
        case PART_UNKNOWN:
        case PART_DATE: break;
        }
    }
    return out;
}

// The lead bytes of U+0600..06FF; datelines of other scripts are not read.
static bool has_arabic(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0xD8 && (unsigned char)s.p[i] <= 0xDB)
            return true;
    return false;
}

struct dateline_reading dateline_read(struct arena *scratch, struct str text, struct span at,
                                      bool whole, bool opening, const struct dateline_hints *hints)
{
    struct str line = str_sub(text, at.start, at.end);
    if (!has_arabic(str_take(line, OPENING_BYTES)))
        return (struct dateline_reading){0};
    struct reader r = {.a = scratch, .text = text, .base = at.start, .hints = hints};
    r.line_end = at.end;
    if (line.n > READ_BYTES) {
        if (whole)
            return (struct dateline_reading){0};
        r.cut = true;
        line = utf8_take_bytes(line, READ_BYTES);
    }
    r.tokens = tokens_of(scratch, NULL, line);
    read_parts(&r);
    for (size_t i = 0; i < r.part_count; i++) {
        struct part *p = &r.parts[i];
        part_classify(&r, p);
        // "الإسكندرية (الفرقدين)": in brackets behind a place stands who signs, whatever a credit
        // line without class noun made of it.
        if (p->hinted && p->kind == PART_OUTLET && p->bracketed && i > 0 &&
            p[-1].kind == PART_PLACE)
            p->kind = PART_AGENCY;
    }
    for (size_t count = r.part_count; count > 0; count--) {
        bool fills = r.parts[count - 1].after >= r.line_end;
        if (whole ? !fills || count < r.part_count : fills)
            continue;
        if (count == 1 ? single_is_dateline(&r, whole, opening)
                       : several_are_dateline(&r, count, whole, opening))
            return reading_of(&r, count);
    }
    return (struct dateline_reading){0};
}

bool dateline_may_open(struct str line)
{
    static const struct str marks[] = {S_INIT("-"), S_INIT("–"), S_INIT("—"), S_INIT(":"),
                                       S_INIT("/"), S_INIT("("), S_INIT("|"), S_INIT("ـ"),
                                       S_INIT("؛"), S_INIT("―"), S_INIT("−"), S_INIT("_")};
    struct str head = str_take(line, OPENING_BYTES);
    if (!has_arabic(head))
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (str_has(head, marks[i]))
            return true;
    return false;
}
