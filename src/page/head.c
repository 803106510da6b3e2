// head: which of the first lines of an article are its headline, byline and dateline.
//
// Before the text stand, in any order and number: a kicker, the headline, a deck, a byline, the
// date, share buttons, a caption, a dateline.  A dateline in a line of its own is the surest sign;
// the line before it is the headline.  Without one, a headline is a short line that is not closed
// before a longer one, and does not read as a sentence; where that fails there is no headline, for
// a wrong one is worse than none.
#include "page/segment_int.h"

#include "page/credit.h"
#include "page/names.h"
#include "text/fold.h"

enum {
    DATELINE_BYTES = 240,
    DATELINE_WORDS = 10,    // of a dateline in a line of its own
    CREDIT_WORDS = 60,      // of a credit line
    CREDIT_BARE_WORDS = 10, // of one without a colon
    SENTENCE_WORDS = 10     // a longer line that starts with a verb of the past is no headline
};

// Is line i a credit?  Fills the value, which may stand in the next line, and how many lines it
// takes.
bool credit_line(const struct builder *b, size_t i, struct span *value, size_t *taken)
{
    const struct line *l = line_at(b, i), *next = line_at(b, i + 1);
    *taken = 1;
    *value = value_of(l);
    struct str rest = view(b, *value);
    if (l->marker.kind == MARKER_DESK)
        return l->words <= BYLINE_WORDS && credit_is_known(b->scratch, rest);
    if (l->marker.kind != MARKER_SOURCE || l->words > CREDIT_WORDS)
        return false;
    if (rest.n == 0) {
        if (!next || next->marker.kind || next->words > BYLINE_WORDS || line_is_paragraph(next))
            return false;
        *value = next->at;
        *taken = 2;
        return true;
    }
    // "مصدر: …" without the article is a speaker, unless a name follows.
    bool speaker = str_starts(str_drop(l->text, l->marker.label_start), S("مص"));
    if (l->marker.separated)
        return !speaker || credit_is_known(b->scratch, rest);
    return l->words <= CREDIT_BARE_WORDS && !l->closed && credit_is_known(b->scratch, rest);
}

struct str byline_before_date(struct arena *scratch, const struct line *l)
{
    struct str none = {0}, word, rest;
    size_t dash = str_find(l->text, S(" - ")), bar = str_find(l->text, S(" | "));
    size_t at = dash < bar ? dash : bar;
    if (l->plain || at == 0 || at >= l->text.n || l->words > BYLINE_WORDS)
        return none;
    struct str name = str_trim_wide(str_take(l->text, at));
    struct line date = {.text = str_trim_wide(str_drop(l->text, at + 3)), .words = l->words};
    if (!line_is_date(scratch, &date) || !str_cut(name, ' ', &word, &rest))
        return none;
    return name_is_given(fold(scratch, word)) ? name : none;
}

bool is_byline(const struct builder *b, const struct line *l)
{
    if (l->words > BYLINE_WORDS || l->closed)
        return false;
    if (l->marker.kind == MARKER_NONE)
        return !l->list && l->block != BLOCK_TITLE &&
               (line_is_person(b->scratch, l) || byline_before_date(b->scratch, l).n);
    if (l->marker.kind == MARKER_BYLINE)
        return value_of(l).end > value_of(l).start;
    // "تحرير: فلان": a desk label with a person behind it.
    struct str rest = view(b, value_of(l));
    return l->marker.kind == MARKER_DESK && rest.n && !credit_is_known(b->scratch, rest);
}

// Could a dateline fill the line?  Looks at its bytes only, for most lines are none.
static bool may_be_dateline(const struct line *l)
{
    static const struct str marks[] = {S_INIT("-"),   S_INIT("–"), S_INIT("—"), S_INIT("/"),
                                       S_INIT("|"),   S_INIT(":"), S_INIT("("), S_INIT("؛"),
                                       S_INIT("،"),   S_INIT("ـ"), S_INIT("«"), S_INIT("\""),
                                       S_INIT(" من ")};
    if (l->plain || l->list || l->block == BLOCK_TITLE || l->words > DATELINE_WORDS ||
        l->text.n > DATELINE_BYTES || l->marker.kind == MARKER_KEYWORDS)
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (str_has(l->text, marks[i]))
            return true;
    return l->words <= 4;
}

// Is the line a dateline and nothing else?  Each line is asked for again and again as others look
// ahead, so the answer is kept.
bool is_dateline(const struct builder *b, size_t i, bool opening)
{
    struct line *l = i < b->lines.n ? &b->lines.v[i] : NULL;
    if (!l || !may_be_dateline(l))
        return false;
    if (l->dateline[opening] == 0) {
        struct dateline_reading r =
            dateline_read(b->scratch, b->page->text, l->at, true, opening, &b->hints);
        l->dateline[opening] = r.line.text.p ? 1 : -1;
    }
    return l->dateline[opening] > 0;
}

// A dateline in front of the text of line i.
struct dateline_reading dateline_before_text(const struct builder *b, size_t i, bool opening)
{
    const struct line *l = line_at(b, i);
    if (!l || l->plain || l->list || l->marker.kind || l->block == BLOCK_TITLE ||
        l->block == BLOCK_HEADING)
        return (struct dateline_reading){0};
    return dateline_read(b->scratch, b->page->text, l->at, false, opening, &b->hints);
}

// Does a paragraph in the middle of a text open another article?  Only place and publisher together
// are evidence enough.
bool opens_in_text(const struct builder *b, size_t i)
{
    const struct line *l = line_at(b, i);
    if (!line_is_paragraph(l) || !dateline_may_open(l->text))
        return false;
    struct dateline_reading r = dateline_before_text(b, i, false);
    return r.line.place.p && (r.line.agency.p || r.line.outlet.p);
}

// Text without headlines starts with the verb: أعلن، قال، كشفت.  Headlines start with a noun, or
// with a verb of the present.
static bool starts_as_sentence(const struct builder *b, const struct line *l)
{
    static const struct str verbs[] = {
        S_INIT("قال"),   S_INIT("اعلن"),  S_INIT("اكد"),   S_INIT("كشف"),   S_INIT("افاد"),
        S_INIT("ذكر"),   S_INIT("نفي"),   S_INIT("شهد"),   S_INIT("وصل"),   S_INIT("استقبل"),
        S_INIT("بحث"),   S_INIT("عقد"),   S_INIT("اعرب"),  S_INIT("دعا"),   S_INIT("طالب"),
        S_INIT("شدد"),   S_INIT("اوضح"),  S_INIT("اشار"),  S_INIT("تمكن"),  S_INIT("القي"),
        S_INIT("قرر"),   S_INIT("وافق"),  S_INIT("انطلق"), S_INIT("افتتح"), S_INIT("شارك"),
        S_INIT("توفي"),  S_INIT("لقي"),   S_INIT("قتل"),   S_INIT("اصيب"),  S_INIT("تعرض"),
        S_INIT("نجح"),   S_INIT("حقق"),   S_INIT("سجل"),   S_INIT("ارتفع"), S_INIT("انخفض"),
        S_INIT("بدا"),   S_INIT("انتهي"), S_INIT("اختتم"), S_INIT("نظم"),   S_INIT("اصدر"),
        S_INIT("فاز"),   S_INIT("خسر"),   S_INIT("تم"),    S_INIT("اقر"),   S_INIT("غادر"),
        S_INIT("اختار"), S_INIT("اعتبر"), S_INIT("صرح"),   S_INIT("حذر"),   S_INIT("ادان"),
        S_INIT("توقع"),  S_INIT("تسلم"),  S_INIT("احتفل"), S_INIT("دشن"),   S_INIT("كرم"),
        S_INIT("زار"),   S_INIT("التقي"), S_INIT("جري"),   S_INIT("جرت"),   S_INIT("حصل"),
        S_INIT("صدر"),   S_INIT("تقدم"),  S_INIT("احرز"),  S_INIT("دارت"),  S_INIT("تجاوز"),
        S_INIT("انعقد"), S_INIT("شرع"),   S_INIT("تحول"),  S_INIT("عبر"),
    };
    struct str word, rest;
    str_cut(str_take(l->text, 64), ' ', &word, &rest);
    struct str norm = fold(b->scratch, word);
    if (str_starts(norm, S("و")) && norm.n > 8)
        norm = str_drop(norm, 2);
    for (size_t i = 0; i < COUNT_OF(verbs); i++)
        if (str_starts(norm, verbs[i]) && norm.n <= verbs[i].n + 2)
            return true;
    return false;
}

// Starts with a joining و ("وأضاف …"): what stands before it is text, not a headline.
static bool continues(const struct builder *b, const struct line *l)
{
    static const struct str waw_words[] = {
        S_INIT("وز"),   S_INIT("وصل"),  S_INIT("وقع"),  S_INIT("وافق"), S_INIT("وجه"),
        S_INIT("وكال"), S_INIT("وفد"),  S_INIT("وسط"),  S_INIT("وضع"),  S_INIT("وصف"),
        S_INIT("ولد"),  S_INIT("ولاي"), S_INIT("واصل"), S_INIT("واجه"), S_INIT("وعد"),
        S_INIT("ودع"),  S_INIT("وقف"),  S_INIT("وحد")};
    struct str word, rest;
    if (!str_starts(l->text, S("و")))
        return false;
    str_cut(str_take(l->text, 64), ' ', &word, &rest);
    struct str norm = fold(b->scratch, word);
    for (size_t i = 0; i < COUNT_OF(waw_words); i++)
        if (str_starts(norm, waw_words[i]))
            return false;
    return true;
}

// "… (تصوير: فلان)": a caption.
static bool names_photographer(const struct line *l)
{
    return l->words <= BYLINE_WORDS &&
           (str_has(l->text, S("تصوير:")) || str_has(l->text, S("(تصوير")));
}

// What stands between headline and text and is neither: bylines, dates, share buttons, captions.
static bool is_between(const struct builder *b, const struct line *l)
{
    return l->marker.kind == MARKER_FURNITURE || l->marker.kind == MARKER_CAPTION ||
           l->block == BLOCK_CAPTION || line_is_date(b->scratch, l) || is_byline(b, l) ||
           names_photographer(l);
}

// The first line behind i that is neither byline nor furniture.
size_t text_behind(const struct builder *b, size_t i)
{
    size_t behind = i + 1;
    while (behind < i + HEAD_LINES && line_at(b, behind) && is_between(b, line_at(b, behind)))
        behind++;
    return behind;
}

// May line i be a headline?  `text` is the line where the running text would start.
bool is_headline(const struct builder *b, size_t i, size_t text)
{
    const struct line *l = line_at(b, i), *t = line_at(b, text);
    if (l->block == BLOCK_TITLE || l->block == BLOCK_HEADING)
        return true;
    if (l->list || l->marker.kind || !line_is_title_like(l) || !t || t->list ||
        t->words < l->words + 5)
        return false;
    return !continues(b, t) && (l->words <= SENTENCE_WORDS || !starts_as_sentence(b, l));
}

// A line that may stand in a head: no list, no marker, and no running text.
static bool is_head_line(const struct line *l)
{
    return l->block == BLOCK_TITLE || l->block == BLOCK_HEADING ||
           (!l->marker.kind && !l->list && line_is_title_like(l));
}

// The headline among lines [first, end): the last before a dateline, else the first that can be
// one; a kicker of one or two words only where there is no other.
static size_t title_in_head(const struct builder *b, size_t first, size_t end, bool dateline)
{
    size_t title = SIZE_MAX, kicker = SIZE_MAX;
    bool text = line_at(b, end) && !line_at(b, end)->marker.kind;
    for (size_t k = first; k < end; k++) {
        const struct line *l = line_at(b, k);
        if (l->block == BLOCK_TITLE)
            return k;
        if (is_between(b, l) || !is_head_line(l) ||
            (!dateline && !is_headline(b, k, text ? end : text_behind(b, k))))
            continue;
        if (l->words < 3)
            kicker = k;
        else if (title == SIZE_MAX || dateline)
            title = k;
    }
    return title < SIZE_MAX ? title : kicker;
}

// Looks for a headline and a dateline of its own in the lines of a head, and where the text starts.
struct head head_of(const struct builder *b, size_t first)
{
    struct head h = {SIZE_MAX, first, SIZE_MAX};
    size_t end = first;
    for (; end < b->lines.n && end < first + HEAD_LINES; end++) {
        const struct line *l = line_at(b, end);
        bool desk = l->marker.kind == MARKER_DESK;
        if ((!l->marker.kind || desk) && is_dateline(b, end, true)) {
            h.dateline = end;
            break;
        }
        if (!is_between(b, l) && !is_head_line(l))
            break;
    }
    h.title = title_in_head(b, first, end, h.dateline < SIZE_MAX);
    if (h.dateline < SIZE_MAX) {
        h.text = h.dateline + 1;
        // A headline may stand behind the dateline.
        const struct line *next = line_at(b, h.text);
        if (h.title == SIZE_MAX && next && next->words >= 3 && next->block != BLOCK_PARA &&
            is_headline(b, h.text, text_behind(b, h.text)))
            h.title = h.text++;
    } else if (h.title < SIZE_MAX) {
        h.text = h.title + 1;
    }
    while (h.text > first && h.text < end && is_between(b, line_at(b, h.text)))
        h.text++;
    return h;
}
