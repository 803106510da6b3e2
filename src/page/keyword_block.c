// keyword_block: splits a keyword list, at its separators if it has any, else by what we know.
//
// Aggregators print the tags of a page one behind the other with blanks only: "قوات الأمن العراقیة
// التعاون الأمنی من العراق".  The split with the least cost is found by dynamic programming over
// the words: a phrase costs one unit, less when the running text holds it as it stands, and each
// join inside it costs what the grammar makes of the two neighbours: nothing where the text has
// them side by side, little in a construct state or between agreeing definite words, much where a
// definite word is followed by an indefinite one, which ends an Arabic noun phrase.  The costs are
// set by hand; they only have to order the cases.
#include "page/keyword_block.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "page/names.h"
#include "text/fold.h"
#include "text/token.h"

// Bytes: a longer list is none; more of the text tells nothing new.
enum { MAX_LIST = 16384, MAX_BODY = 16384 };
enum { MAX_LIST_WORDS = 96, MAX_PHRASE_WORDS = 6, MAX_KEYWORDS = 200 };

// --- spelling -----------------------------------------------------------------------------------

// A final Persian yeh stands for ي or for ى: ى in the words that have it.
static bool ends_in_alef_maqsura(struct str folded)
{
    static const struct str words[] = {
        S_INIT("علي"),   S_INIT("الي"),    S_INIT("متي"),      S_INIT("حتي"),  S_INIT("لدي"),
        S_INIT("مدي"),   S_INIT("مستشفي"), S_INIT("المستشفي"), S_INIT("اقصي"), S_INIT("الاقصي"),
        S_INIT("مصطفي"), S_INIT("موسي"),   S_INIT("عيسي"),     S_INIT("يحيي"), S_INIT("مبني"),
        S_INIT("ذكري"),  S_INIT("كبري"),   S_INIT("الكبري"),   S_INIT("اخري")};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_eq(folded, words[i]))
            return true;
    return false;
}

static void add_word(struct arena *scratch, struct buf *out, struct str word)
{
    bool persian_end = str_ends(word, S("ی"));
    // At the start of a phrase علی is the name, not the preposition.
    bool name = out->n == 0 && str_eq(word, S("علی"));
    bool maqsura = persian_end && !name && ends_in_alef_maqsura(fold(scratch, word));
    struct str rest = word;
    uint32_t point;
    while (utf8_next(&rest, &point)) {
        if (point == 0x06CC)
            point = rest.n == 0 && maqsura ? 0x0649 : 0x064A;
        else if (point == 0x06A9)
            point = 0x0643;
        if (point != 0x0640 && char_class_of(point) != CHAR_INVISIBLE)
            buf_add_point(out, point);
    }
}

// The phrase with single spaces and Arabic letters, without marks at its ends.
static struct str spell(struct arena *a, struct arena *scratch, struct str phrase)
{
    struct buf out = {0};
    struct tokens tokens = tokens_of(scratch, NULL, phrase);
    size_t first = 0, end = tokens.n;
    while (first < end && tokens.v[first].kind == TOKEN_MARK)
        first++;
    while (end > first && tokens.v[end - 1].kind == TOKEN_MARK)
        end--;
    for (size_t i = first; i < end; i++) {
        struct str word = token_text(phrase, &tokens.v[i]);
        // Hashtags join their words by "_".
        bool joint = str_eq(word, S("_"));
        if (i > first && tokens.v[i].start > tokens.v[i - 1].end && out.n &&
            out.p[out.n - 1] != ' ')
            buf_add_byte(&out, ' ');
        if (joint)
            buf_add_byte(&out, ' ');
        else
            add_word(scratch, &out, word);
    }
    struct str s = arena_str(a, buf_str(&out));
    buf_release(&out);
    return s;
}

// --- separators ---------------------------------------------------------------------------------

// The separator at the start of s and its length; 0: none.
static size_t separator_length(struct str s)
{
    static const struct str marks[] = {S_INIT("،"), S_INIT(","),   S_INIT("؛"),   S_INIT(";"),
                                       S_INIT("|"), S_INIT("#"),   S_INIT("•"),   S_INIT("·"),
                                       S_INIT("/"), S_INIT("\n"),  S_INIT("\t"),  S_INIT("▪"),
                                       S_INIT("●"), S_INIT(" - "), S_INIT(" – "), S_INIT(" — "),
                                       S_INIT("*"), S_INIT("+"),   S_INIT("\r")};
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (str_starts(s, marks[i]))
            return marks[i].n;
    return 0;
}

// Two blanks or more, of any kind.
static size_t wide_gap_length(struct str s)
{
    size_t n = 0, blanks = 0;
    for (;;) {
        if (n < s.n && s.p[n] == ' ')
            n++;
        else if (str_starts(str_drop(s, n), S("\u00a0")))
            n += 2;
        else
            break;
        blanks++;
    }
    return blanks >= 2 ? n : 0;
}

typedef size_t (*separator_fn)(struct str s);

static bool has_separator(struct str list, separator_fn length)
{
    list = str_trim_wide(list);
    for (size_t i = 1; i < list.n; i++)
        if (length(str_drop(list, i)))
            return true;
    return false;
}

static struct strs split(struct arena *a, struct str list, separator_fn length)
{
    VEC(struct str) out = {0};
    size_t first = 0;
    for (size_t i = 0; i <= list.n && out.n < MAX_KEYWORDS;) {
        size_t n = i < list.n ? length(str_drop(list, i)) : 1;
        if (!n) {
            i++;
            continue;
        }
        struct str part = str_trim_wide(str_sub(list, first, i));
        if (part.n)
            *vec_push(a, &out) = part;
        i += n;
        first = i;
    }
    return (struct strs){out.v, out.n};
}

// --- lists without separators -------------------------------------------------------------------

struct splitter {
    struct tokens words; // of the list
    struct strs body;    // its folded words
    // matches[i][n]: how often the n + 1 words from i stand in the body.
    uint32_t matches[MAX_LIST_WORDS][MAX_PHRASE_WORDS];
};

// Is the body word the list word, perhaps with a clitic in front of it (only of the first)?
static bool same_word(struct str body, struct str word, bool first)
{
    if (str_eq(body, word))
        return true;
    if (!first || body.n <= word.n || body.n > word.n + 4 || !str_ends(body, word))
        return false;
    static const struct str clitics[] = {S_INIT("و"), S_INIT("ف"),  S_INIT("ب"),  S_INIT("ل"),
                                         S_INIT("ك"), S_INIT("ال"), S_INIT("وب"), S_INIT("ول")};
    struct str front = str_take(body, body.n - word.n);
    for (size_t i = 0; i < COUNT_OF(clitics); i++)
        if (str_eq(front, clitics[i]))
            return true;
    return false;
}

// The folded words of a text, without marks.
static struct strs words_of(struct arena *a, struct str text)
{
    struct str rest = fold(a, text);
    VEC(struct str) out = {0};
    const char *start = NULL;
    while (rest.n) {
        const char *at = rest.p;
        uint32_t point;
        utf8_next(&rest, &point);
        enum char_class class = char_class_of(point);
        bool word = class == CHAR_LETTER || class == CHAR_DIGIT || class == CHAR_MARK;
        if (word && !start)
            start = at;
        if (!word && start) {
            *vec_push(a, &out) = (struct str){start, (size_t)(at - start)};
            start = NULL;
        }
    }
    if (start)
        *vec_push(a, &out) = (struct str){start, (size_t)(rest.p - start)};
    return (struct strs){out.v, out.n};
}

static void count_matches(struct splitter *s)
{
    for (size_t i = 0; i < s->words.n; i++) {
        for (size_t at = 0; at < s->body.n; at++) {
            for (size_t n = 0; n < MAX_PHRASE_WORDS; n++) {
                if (i + n >= s->words.n || at + n >= s->body.n ||
                    !same_word(s->body.v[at + n], s->words.v[i + n].norm, n == 0))
                    break;
                s->matches[i][n]++;
            }
        }
    }
}

static bool is_definite(struct str norm)
{
    return str_starts(norm, S("ال"));
}

// Ends as adjectives of relation do: ي، ية.
static bool is_attribute(struct str norm)
{
    return str_ends(norm, S("ي")) || str_ends(norm, S("يه"));
}

static bool is_preposition(struct str norm)
{
    static const struct str words[] = {S_INIT("من"),  S_INIT("في"),  S_INIT("علي"), S_INIT("الي"),
                                       S_INIT("عن"),  S_INIT("مع"),  S_INIT("بين"), S_INIT("ضد"),
                                       S_INIT("حول"), S_INIT("بعد"), S_INIT("قبل"), S_INIT("و")};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_eq(norm, words[i]))
            return true;
    return false;
}

// The cost of keeping words i and i + 1 in one phrase.
static double join_cost(const struct splitter *s, size_t i)
{
    struct str a = s->words.v[i].norm, b = s->words.v[i + 1].norm;
    if (is_preposition(a))
        return 0.05;
    if (is_preposition(b))
        return 0.6;
    if (s->matches[i][1])
        return 0.1;
    if (!s->words.v[i].arabic && !s->words.v[i + 1].arabic)
        return 0.3;
    if (name_is_given(a) && !is_definite(a))
        return 0.3;
    if (is_definite(a) && !is_definite(b))
        return 1.5;
    if (is_definite(a) && is_definite(b)) {
        // A noun behind an attribute starts anew: الأمن الغذائي | الموانئ.
        bool after_attribute = is_attribute(a) && !is_attribute(b);
        return str_ends(a, S("ه")) == str_ends(b, S("ه")) && !after_attribute ? 0.7 : 1.2;
    }
    // A place by name has no complement: وهران | القطب الجامعي.
    const struct name_row *place = is_definite(b) ? name_find(a, NAME_BIT(NAME_PLACE)) : NULL;
    if (place && !place->weak && !is_attribute(b))
        return 1.1;
    return is_definite(b) ? 0.4 : 0.6;
}

static double phrase_cost(struct arena *scratch, const struct splitter *s, size_t first, size_t end,
                          struct str list)
{
    size_t n = end - first;
    double cost = 1;
    if (n > 1 && s->matches[first][n - 1])
        return s->matches[first][n - 1] > 1 ? 0.55 : 0.65;
    if (n > 1) {
        struct str text = str_sub(list, s->words.v[first].start, s->words.v[end - 1].end);
        if (name_find(name_key(scratch, text), ~0u))
            return 0.5;
    }
    for (size_t i = first; i + 1 < end; i++)
        cost += join_cost(s, i);
    return cost + (n > 4 ? 0.4 * (double)(n - 4) : 0);
}

static struct strs split_by_knowledge(struct arena *a, struct arena *scratch, struct str list,
                                      struct str body)
{
    struct splitter *s = arena_new(scratch, struct splitter, 1);
    s->words = tokens_of(scratch, NULL, list);
    size_t n = 0;
    for (size_t i = 0; i < s->words.n && n < MAX_LIST_WORDS; i++)
        if (s->words.v[i].kind != TOKEN_MARK)
            s->words.v[n++] = s->words.v[i];
    s->words.n = n;
    s->body = words_of(scratch, body);
    count_matches(s);
    double best[MAX_LIST_WORDS + 1] = {0};
    size_t from[MAX_LIST_WORDS + 1] = {0};
    for (size_t end = 1; end <= n; end++) {
        best[end] = 1e9;
        for (size_t len = 1; len <= MAX_PHRASE_WORDS && len <= end; len++) {
            double cost = best[end - len] + phrase_cost(scratch, s, end - len, end, list);
            if (cost < best[end]) {
                best[end] = cost;
                from[end] = end - len;
            }
        }
    }
    struct strs out = {arena_new(a, struct str, n + 1), 0};
    for (size_t end = n; end > 0; end = from[end])
        out.v[out.n++] = str_sub(list, s->words.v[from[end]].start, s->words.v[end - 1].end);
    for (size_t i = 0; i < out.n / 2; i++) {
        struct str swap = out.v[i];
        out.v[i] = out.v[out.n - 1 - i];
        out.v[out.n - 1 - i] = swap;
    }
    return out;
}

struct strs keyword_block_read(struct arena *a, struct arena *scratch, struct str list,
                               struct str body)
{
    struct strs parts;
    list = utf8_take_bytes(list, MAX_LIST);
    body = utf8_take_bytes(body, MAX_BODY);
    if (has_separator(list, separator_length))
        parts = split(scratch, list, separator_length);
    else if (has_separator(list, wide_gap_length))
        parts = split(scratch, list, wide_gap_length);
    else
        parts = split_by_knowledge(scratch, scratch, list, body);
    struct map seen;
    map_init(&seen, scratch, 0);
    struct strs out = {arena_new(a, struct str, parts.n + 1), 0};
    for (size_t i = 0; i < parts.n; i++) {
        struct str phrase = spell(a, scratch, parts.v[i]);
        if (phrase.n == 0 || *map_at(&seen, fold(scratch, phrase), out.n) != out.n)
            continue;
        out.v[out.n++] = phrase;
    }
    return out;
}
