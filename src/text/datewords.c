// datewords: see datewords.h.
//
// Most words of an article are no date words, so the way to "no" is short: a filter on the last
// letters, which no clitic touches (four of them, three for words that have no more), turns away
// nearly all before anything is hashed.
// The hash table is made once from the word list and never changes.
#include "text/datewords.h"

#include <pthread.h>
#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"

enum { SLOT_BITS = 11, SLOTS = 1 << SLOT_BITS, FILTER_BITS = 14, SHORT_TAIL = 6, LONG_TAIL = 8 };

struct slot {
    struct str word;
    struct sense sense[2];
};

static struct slot table[SLOTS];
static uint64_t filter[(1 << FILTER_BITS) / 64];
static pthread_once_t table_once = PTHREAD_ONCE_INIT; // TSan does not know call_once

// The place in the filter of the last `bytes` bytes of a word that has as many.
static uint32_t tail_bit(struct str word, size_t bytes)
{
    uint64_t tail = 0;
    memcpy(&tail, word.p + word.n - bytes, bytes);
    return (uint32_t)((tail * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - FILTER_BITS));
}

static bool is_filtered(uint32_t bit)
{
    return !(filter[bit / 64] >> bit % 64 & 1);
}

// Words are short: their first and last eight bytes and their length tell them apart well enough.
static size_t slot_of(struct str word)
{
    uint64_t head = 0, tail = 0;
    size_t n = word.n < 8 ? word.n : 8;
    memcpy(&head, word.p, n);
    memcpy(&tail, word.p + word.n - n, n);
    uint64_t mixed = (head ^ (tail << 29 | tail >> 35) ^ word.n) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(mixed >> (64 - SLOT_BITS));
}

static struct slot *find_slot(struct str word)
{
    size_t at = slot_of(word);
    while (table[at].word.n && !str_eq(table[at].word, word))
        at = (at + 1) % SLOTS;
    return &table[at];
}

static void add_word(struct str word, struct sense sense)
{
    struct slot *slot = find_slot(word);
    slot->sense[slot->word.n != 0] = sense;
    slot->word = word;
    if (word.n < SHORT_TAIL)
        return;
    uint32_t bit = tail_bit(word, word.n < LONG_TAIL ? SHORT_TAIL : LONG_TAIL);
    filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

static void make_table(void)
{
    for (size_t i = 0; i < dateword_row_count; i++) {
        struct str words = str_from_cstr(dateword_rows[i].words), word;
        struct sense sense = {dateword_rows[i].class, dateword_rows[i].value};
        while (words.n) {
            str_cut(words, ' ', &word, &words);
            add_word(word, sense);
        }
    }
}

static bool find_word(struct str word, struct item *it)
{
    const struct slot *slot = find_slot(word);
    if (!slot->word.n)
        return false;
    memcpy(it->sense, slot->sense, sizeof it->sense);
    return true;
}

// Takes a prefix of letters off *word where at least two letters stay.
static bool take_prefix(struct str *word, struct str prefix)
{
    if (word->n < prefix.n + 4 || memcmp(word->p, prefix.p, prefix.n) != 0)
        return false;
    *word = str_drop(*word, prefix.n);
    return true;
}

static bool find_with_article(struct str word, struct item *it)
{
    if (find_word(word, it))
        return true;
    if (!take_prefix(&word, S("ال")))
        return false;
    it->clitics |= CLITIC_THE;
    return find_word(word, it);
}

// Without a conjunction: the word itself, with article, with a preposition and perhaps article.
static bool find_with_preposition(struct str word, struct item *it)
{
    uint8_t before = it->clitics;
    if (find_with_article(word, it))
        return true;
    it->clitics = before;
    struct str rest = word;
    uint8_t clitic = take_prefix(&rest, S("ب"))   ? CLITIC_BI
                     : take_prefix(&rest, S("ل")) ? CLITIC_LI
                     : take_prefix(&rest, S("ك")) ? CLITIC_KA
                                                  : 0;
    if (!clitic)
        return false;
    it->clitics |= clitic;
    if (find_with_article(rest, it))
        return true;
    // "لل" holds an article.
    it->clitics = before | CLITIC_LI | CLITIC_THE;
    if (clitic == CLITIC_LI && take_prefix(&rest, S("ل")) && find_word(rest, it))
        return true;
    it->clitics = before;
    return false;
}

static void classify_word(struct str word, struct item *it)
{
    if (word.n < SHORT_TAIL) {
        find_word(word, it);
        return;
    }
    if (is_filtered(tail_bit(word, SHORT_TAIL)) &&
        (word.n < LONG_TAIL || is_filtered(tail_bit(word, LONG_TAIL)))) {
        // "ومن", "وفي": a short word behind a conjunction.
        if (word.n == SHORT_TAIL && take_prefix(&word, S("و")) && find_word(word, it))
            it->clitics = CLITIC_AND;
        return;
    }
    if (find_with_preposition(word, it))
        return;
    if (take_prefix(&word, S("و")) || take_prefix(&word, S("ف"))) {
        it->clitics = CLITIC_AND;
        if (find_with_preposition(word, it))
            return;
    }
    it->clitics = 0;
}

// "2024", "12.5", "1,250", "1,5", "1.234.567": one point is a decimal point, one comma is one where
// not just three digits follow; everything else parts thousands.
static bool read_number(struct str s, struct item *it)
{
    double value = 0, scale = 1;
    size_t last_dot = s.n;
    for (size_t at = 0; at < s.n; at++) {
        char c = s.p[at];
        if (is_ascii_digit(c)) {
            value = value * 10 + (c - '0');
            scale *= last_dot < s.n ? 10 : 1;
            if (it->dots == 0 && it->digits < UINT8_MAX)
                it->digits++;
        } else if (c == '.' || c == ',') {
            if (it->dots < UINT8_MAX)
                it->dots++;
            last_dot = at;
            scale = 1;
        } else {
            return false;
        }
    }
    bool decimal = it->dots == 1 && (s.p[last_dot] == '.' || s.n - last_dot != 4);
    it->number = decimal ? value / scale : value;
    return s.n > 0;
}

static uint8_t digit_prefix(struct str *s)
{
    static const struct {
        struct str prefix;
        uint8_t clitics;
    } prefixes[] = {
        {S_INIT("و"),   CLITIC_AND},
        {S_INIT("ال"), CLITIC_THE},
        {S_INIT("ب"),   CLITIC_BI },
        {S_INIT("ل"),   CLITIC_LI },
        {S_INIT("t"),    0         },
    };
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        if (str_starts(*s, prefixes[i].prefix)) {
            *s = str_drop(*s, prefixes[i].prefix.n);
            return prefixes[i].clitics;
        }
    }
    return 0;
}

// "1445ه", "2024م", "8ص": an era or half of the day written to the digits.
static struct sense suffix_sense(struct str *s, size_t digits)
{
    struct str suffix = str_drop(*s, digits);
    struct sense sense = {0};
    if (str_eq(suffix, S("ه")))
        sense = (struct sense){W_ERA, ERA_HIJRI};
    else if (str_eq(suffix, S("ص")) || str_eq(suffix, S("am")))
        sense = (struct sense){W_MERIDIEM, 0};
    else if (str_eq(suffix, S("pm")) || (str_eq(suffix, S("م")) && digits < 3))
        sense = (struct sense){W_MERIDIEM, 12};
    else if (str_eq(suffix, S("م")))
        sense = (struct sense){W_ERA, ERA_GREGORIAN};
    bool english = str_eq(suffix, S("th")) || str_eq(suffix, S("st")) || str_eq(suffix, S("nd")) ||
                   str_eq(suffix, S("rd"));
    if (sense.class || english)
        *s = str_take(*s, digits);
    return sense;
}

// "ديسمبر2014": a month with its year, or its day, written to it.
static bool classify_month_number(struct str s, struct item *it)
{
    size_t letters = 0;
    while (letters < s.n && !is_ascii_digit(s.p[letters]))
        letters++;
    struct item number = {0}, month = {.glued = it->glued};
    if (letters < SHORT_TAIL || !read_number(str_drop(s, letters), &number) || number.dots)
        return false;
    classify_word(str_take(s, letters), &month);
    if (month.sense[0].class != W_MONTH)
        return false;
    *it = month;
    it->number = number.number;
    it->digits = number.digits;
    return true;
}

static void classify_number(struct str s, struct item *it)
{
    if (classify_month_number(s, it))
        return;
    it->clitics = digit_prefix(&s);
    size_t digits = 0;
    while (digits < s.n && is_ascii_digit(s.p[digits]))
        digits++;
    if (digits > 0)
        it->sense[1] = suffix_sense(&s, digits);
    if (read_number(s, it))
        it->sense[0].class = W_DIGITS;
    else
        *it = (struct item){.glued = it->glued};
}

// The ASCII form of a mark, 0 for one that means nothing here.
static int16_t mark_of(struct str raw)
{
    size_t len;
    switch (utf8_decode(raw, &len)) {
    case '/':
    case '-':
    case '(':
    case ')':
    case ':':
    case '.':
    case ',':
    case '%':
    case '[':
    case ']':
    case '+':
    case '"':
    case '\'': return (int16_t)raw.p[0];
    case 0x060C: return ',';
    case 0x066A: return '%';
    case 0x2013:
    case 0x2014:
    case 0x2012:
    case 0x2212: return '-';
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D: return '"';
    case '|': return '|';
    default: return 0;
    }
}

static inline bool is_digit(char c)
{
    return (unsigned)c - '0' < 10;
}

static void classify(const struct doc *d, const struct token *t, struct item *it)
{
    if (t->kind == TOKEN_MARK) {
        int16_t mark = mark_of(token_text(d->text, t));
        if (mark)
            it->sense[0] = (struct sense){W_MARK, mark};
        return;
    }
    if (t->norm.n == 0)
        return;
    if (t->kind == TOKEN_NUMBER || is_digit(t->norm.p[t->norm.n - 1]) || is_digit(t->norm.p[0]))
        classify_number(t->norm, it);
    else
        classify_word(t->norm, it);
}

struct item *datewords_of(struct arena *a, const struct doc *d)
{
    pthread_once(&table_once, make_table);
    struct item *items = arena_new(a, struct item, d->tokens.n + 1);
    for (size_t i = 0; i < d->tokens.n; i++) {
        items[i].glued = i > 0 && d->tokens.v[i].start == d->tokens.v[i - 1].end;
        classify(d, &d->tokens.v[i], &items[i]);
        if (items[i].sense[0].class == W_POWER)
            items[i].tanwin = str_has(token_text(d->text, &d->tokens.v[i]), S("\u064B"));
    }
    return items;
}

size_t clitic_bytes(struct str raw, int count)
{
    size_t bytes = 0, len;
    while (count-- > 0 && bytes < raw.n) {
        utf8_decode(str_drop(raw, bytes), &len);
        bytes += len;
        while (bytes < raw.n) {
            uint32_t c = utf8_decode(str_drop(raw, bytes), &len);
            if (c != 0x0640 && char_class_of(c) != CHAR_MARK)
                break;
            bytes += len;
        }
    }
    return bytes < raw.n ? bytes : 0;
}
