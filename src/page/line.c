// line: bullets, numbers, length and end of each line, and its marker.
#include "page/line.h"

#include "base/utf8.h"
#include "page/names.h"
#include "text/fold.h"
#include "text/token.h"

// Longest headline in words: 1 % of the titles of two corpora of news (22,000) are longer.
// A page of more than READ_LINES lines is no news page; hostile ones stay cheap.
enum { TITLE_WORDS = 22, PARAGRAPH_WORDS = 15, READ_LINES = 5000, SHORT_BYTES = 240 };

// --- marks of lists -----------------------------------------------------------------------------

// Signs that are bullets by themselves; dashes and stars only before a blank.
static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {0x2022, 0x2023, 0x2043, 0x25A0, 0x25A1, 0x25AA, 0x25AB,
                                       0x25B6, 0x25BA, 0x25C0, 0x25C4, 0x25C6, 0x25CB, 0x25CF,
                                       0x25E6, 0x2713, 0x2714, 0x27A4, 0x00B7, 0x2605, 0x274F};
    for (size_t i = 0; i < COUNT_OF(bullets); i++)
        if (bullets[i] == c)
            return true;
    return false;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || c == '*' || c == 0x2013 || c == 0x2014 || c == 0x2012 || c == 0x0640;
}

// Bytes of the bullet and the blanks behind it; 0: none.
static size_t bullet_length(struct str s)
{
    struct str rest = s;
    uint32_t c, next;
    if (!utf8_next(&rest, &c) || (!is_bullet(c) && !is_dash(c)))
        return 0;
    struct str behind = rest;
    if (!utf8_next(&behind, &next) || (is_dash(c) && char_class_of(next) != CHAR_SPACE))
        return 0;
    struct str item = str_trim_wide(rest);
    return item.n ? (size_t)(item.p - s.p) : 0;
}

// أولا، ثانيا … عاشرا, folded; the index is the number less one.
static const struct str ordinals[] = {
    S_INIT("اولا"),  S_INIT("ثانيا"), S_INIT("ثالثا"), S_INIT("رابعا"), S_INIT("خامسا"),
    S_INIT("سادسا"), S_INIT("سابعا"), S_INIT("ثامنا"), S_INIT("تاسعا"), S_INIT("عاشرا"),
};

static bool takes_separator(struct str *s)
{
    static const struct str marks[] = {S_INIT(". "), S_INIT(".\u00a0"), S_INIT(")"),
                                       S_INIT("- "), S_INIT("–"),       S_INIT(": "),
                                       S_INIT("/ "), S_INIT("-\u00a0")};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (str_starts(*s, marks[i])) {
            *s = str_drop(*s, marks[i].n);
            return true;
        }
    }
    return false;
}

// "1. ", "٢) ", "(3)", "أولا: ": bytes of it and its value; 0: none.
static size_t number_length(struct str s, size_t *number)
{
    struct str rest = s;
    bool bracket = str_starts(rest, S("("));
    if (bracket)
        rest = str_drop(rest, 1);
    char folded[64];
    struct buf out = {.p = folded, .cap = sizeof folded, .max = sizeof folded};
    struct str head = rest;
    size_t value = 0, digits = 0;
    uint32_t c;
    while (digits < 3 && utf8_next(&head, &c) && char_class_of(c) == CHAR_DIGIT) {
        uint32_t digit = c < 0x80 ? c - '0' : c & 0xF;
        if (digit > 9)
            return 0;
        value = value * 10 + digit;
        digits++;
        rest = head;
    }
    if (digits == 0 && !bracket) {
        size_t end = 0;
        while (end < rest.n && end < 24 && (unsigned char)rest.p[end] >= 0x80)
            end++;
        fold_add(&out, str_take(rest, end));
        for (size_t i = 0; i < COUNT_OF(ordinals); i++)
            if (str_eq(buf_str(&out), ordinals[i]))
                value = i + 1;
        rest = str_drop(rest, end);
        if (value == 0)
            return 0;
    }
    // "1 - ", "أولا : ".
    if (digits == 0 || (!bracket && str_starts(str_trim_wide(rest), S("-"))))
        rest = str_trim_wide(rest);
    if (value == 0 || value > 99 || !takes_separator(&rest))
        return 0;
    rest = str_trim_wide(rest);
    if (rest.n == 0)
        return 0;
    *number = value;
    return (size_t)(rest.p - s.p);
}

// --- shape --------------------------------------------------------------------------------------

static size_t count_words(struct str s)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        bool blank =
            is_ascii_space(s.p[i]) || (s.p[i] == '\xc2' && i + 1 < s.n && s.p[i + 1] == '\xa0');
        if (!blank && !inside)
            words++;
        inside = !blank;
        if (blank && !is_ascii_space(s.p[i]))
            i++;
    }
    return words;
}

static void read_end(struct line *l)
{
    static const struct str closers[] = {S_INIT("\""), S_INIT("»"), S_INIT("”"),
                                         S_INIT(")"),  S_INIT("]"), S_INIT("'")};
    static const struct str stops[] = {S_INIT("."), S_INIT("؟"), S_INIT("!"),
                                       S_INIT("?"), S_INIT("…"), S_INIT("۔")};
    struct str s = l->text;
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < COUNT_OF(closers); i++) {
            if (str_ends(s, closers[i])) {
                s = str_trim_wide(str_take(s, s.n - closers[i].n));
                again = true;
            }
        }
    }
    for (size_t i = 0; i < COUNT_OF(stops); i++)
        l->closed |= str_ends(s, stops[i]);
    while (str_ends(s, S("-")) || str_ends(s, S("–")))
        s = str_trim_wide(str_take(s, s.n - (str_ends(s, S("-")) ? 1 : 3)));
    l->colon = str_ends(s, S(":"));
}

static void read_list_mark(struct line *l)
{
    if (l->block == BLOCK_BULLET || l->block == BLOCK_NUMBERED) {
        l->list = l->block == BLOCK_BULLET ? LIST_BULLET : LIST_NUMBER;
        return;
    }
    if (l->block == BLOCK_TITLE || l->block == BLOCK_HEADING)
        return;
    size_t n = bullet_length(l->text);
    if (n) {
        l->list = LIST_BULLET;
    } else {
        n = number_length(l->text, &l->number);
        if (n)
            l->list = LIST_NUMBER;
    }
    l->item.start += n;
}

struct lines lines_of_blocks(struct arena *a, struct str text, const struct blocks *blocks)
{
    struct lines out = {arena_new(a, struct line, blocks->n), 0};
    bool gap = false;
    struct marker_index markers;
    marker_index_init(&markers);
    for (size_t i = 0; i < blocks->n; i++) {
        const struct block *b = &blocks->v[i];
        struct str trimmed = str_trim_wide(str_sub(text, b->at.start, b->at.end));
        if (trimmed.n == 0) {
            gap = true;
            continue;
        }
        struct line *l = &out.v[out.n++];
        size_t start = (size_t)(trimmed.p - text.p);
        *l = (struct line){
            .block = b->kind,
            .gap = gap,
            .at = {start, start + trimmed.n},
            .raw_start = b->at.start,
            .text = trimmed,
            .words = count_words(trimmed)
        };
        gap = false;
        l->item = l->at;
        l->plain = out.n > READ_LINES;
        l->closed = l->plain;
        if (l->plain)
            continue;
        read_end(l);
        read_list_mark(l);
        l->marker = marker_of(&markers, a, trimmed);
    }
    return out;
}

bool line_is_title_like(const struct line *l)
{
    if (l->plain)
        return false;
    bool full_stop = l->closed && str_ends(l->text, S(".")) && !str_ends(l->text, S(".."));
    return l->words <= TITLE_WORDS && !full_stop && !l->colon && !str_ends(l->text, S("،"));
}

bool line_is_paragraph(const struct line *l)
{
    return l->words >= PARAGRAPH_WORDS || (l->closed && l->words >= 8);
}

// [Title] given name, then anything but a verb of the present, then a family name with the article
// or another given name.
bool line_is_person(struct arena *scratch, const struct line *l)
{
    static const struct str titles[] = {S_INIT("د."),      S_INIT("ا.د."),    S_INIT("م."),
                                        S_INIT("د"),       S_INIT("الدكتور"), S_INIT("الدكتوره"),
                                        S_INIT("المهندس"), S_INIT("الشيخ"),   S_INIT("الاستاذ"),
                                        S_INIT("اللواء")};
    if (l->plain || l->words < 2 || l->words > 6 || l->text.n > SHORT_BYTES ||
        str_starts(l->text, S("على ")))
        return false;
    struct str word, rest = fold(scratch, l->text);
    str_cut(rest, ' ', &word, &rest);
    if (str_is_in(word, titles, COUNT_OF(titles)))
        str_cut(rest, ' ', &word, &rest);
    if (!rest.n || !name_is_given(word))
        return false;
    while (rest.n) {
        str_cut(rest, ' ', &word, &rest);
        bool given = name_is_given(word);
        if (rest.n && str_eq(word, S("بن")))
            return true;
        if (rest.n == 0)
            return given || str_starts(word, S("ال"));
        if (!given && (str_starts(word, S("ي")) || str_starts(word, S("ت")) || word.n <= 2))
            return false;
    }
    return false;
}

bool line_is_date(struct arena *scratch, const struct line *l)
{
    static const struct str words[] = {
        S_INIT("السبت"),    S_INIT("الاحد"),   S_INIT("الاثنين"), S_INIT("الثلاثاء"),
        S_INIT("الاربعاء"), S_INIT("الخميس"),  S_INIT("الجمعه"),  S_INIT("الساعه"),
        S_INIT("الموافق"),  S_INIT("بتوقيت"),  S_INIT("غرينتش"),  S_INIT("gmt"),
        S_INIT("كانون"),    S_INIT("تشرين"),   S_INIT("الاول"),   S_INIT("الثاني"),
        S_INIT("شباط"),     S_INIT("اذار"),    S_INIT("نيسان"),   S_INIT("ايار"),
        S_INIT("حزيران"),   S_INIT("تموز"),    S_INIT("اب"),      S_INIT("ايلول"),
        S_INIT("يناير"),    S_INIT("فبراير"),  S_INIT("مارس"),    S_INIT("ابريل"),
        S_INIT("مايو"),     S_INIT("يونيو"),   S_INIT("يونيه"),   S_INIT("يوليو"),
        S_INIT("يوليه"),    S_INIT("اغسطس"),   S_INIT("سبتمبر"),  S_INIT("اكتوبر"),
        S_INIT("نوفمبر"),   S_INIT("ديسمبر"),  S_INIT("جانفي"),   S_INIT("فيفري"),
        S_INIT("افريل"),    S_INIT("ماي"),     S_INIT("جوان"),    S_INIT("جويليه"),
        S_INIT("اوت"),      S_INIT("يوليوز"),  S_INIT("غشت"),     S_INIT("شتنبر"),
        S_INIT("نونبر"),    S_INIT("دجنبر"),   S_INIT("محرم"),    S_INIT("صفر"),
        S_INIT("ربيع"),     S_INIT("الاخر"),   S_INIT("جمادي"),   S_INIT("الاولي"),
        S_INIT("الاخره"),   S_INIT("الثانيه"), S_INIT("رجب"),     S_INIT("شعبان"),
        S_INIT("رمضان"),    S_INIT("شوال"),    S_INIT("ذو"),      S_INIT("ذي"),
        S_INIT("القعده"),   S_INIT("الحجه"),   S_INIT("ه"),       S_INIT("م"),
        S_INIT("ص"),        S_INIT("صباحا"),   S_INIT("مساء"),    S_INIT("في"),
        S_INIT("يوم"),      S_INIT("اليوم"),
    };
    if (l->plain || l->words > 14 || l->text.n > SHORT_BYTES)
        return false;
    struct tokens tokens = tokens_of(scratch, NULL, l->text);
    size_t numbers = 0, named = 0;
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.v[i];
        if (t->kind == TOKEN_MARK)
            continue;
        if (t->norm.n && is_ascii_digit(t->norm.p[0]))
            numbers++;
        else if (t->norm.n && str_is_in(t->norm, words, COUNT_OF(words)))
            named++;
        else if (t->norm.n)
            return false;
    }
    return numbers > 0 && numbers + named >= 2;
}
