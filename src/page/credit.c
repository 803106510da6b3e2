// credit: a credit line is a list of parts; a part is a head noun that gives its kind, and a name.
//
// Parts are split at + / ، ; and spaced dashes, and at a و that stands before a known outlet or a
// class noun (رويترز ووكالات).  The head decides: بيان، تصريح (document), قسم، مكتب (desk), وكالة
// (agency), موقع، منصة (platform, unless the name is an outlet's), صحيفة، قناة (outlet).  Without a
// head the tables decide, and what they do not know is an outlet.  The names are what is left
// without head, quotation marks and epithets, in their usual spelling, with duals and coordinations
// written out (text/coordinate.h).
#include "page/credit.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "page/names.h"
#include "text/coordinate.h"
#include "text/fold.h"
#include "text/token.h"

static const struct str source_label = S_INIT("المصدر");

enum { MAX_CREDIT_BYTES = 2000, MAX_PARTS = 24, TAIL_BYTES = 200 };

// Heads of documents.
static const struct str document_heads[] = {
    S_INIT("بيان"),  S_INIT("بيانات"), S_INIT("تصريح"),  S_INIT("تصريحات"), S_INIT("بلاغ"),
    S_INIT("خطاب"),  S_INIT("نص"),     S_INIT("رساله"),  S_INIT("وثيقه"),   S_INIT("وثائق"),
    S_INIT("مذكره"), S_INIT("دراسه"),  S_INIT("تقرير"),  S_INIT("كلمه"),    S_INIT("قرار"),
    S_INIT("مرسوم"), S_INIT("كتاب"),   S_INIT("بيانين"), S_INIT("مؤتمر"),   S_INIT("محضر"),
};

// Heads of bodies that issue documents: after "بيان" a ل before them is the preposition.
static const struct str body_heads[] = {
    S_INIT("لجنه"),
    S_INIT("لجان"),
    S_INIT("لواء"),
};

static struct str without_article(struct str word)
{
    return str_starts(word, S("ال")) && word.n > 6 ? str_drop(word, 4) : word;
}

// --- cutting ------------------------------------------------------------------------------------

static struct str trim_marks(struct str s)
{
    static const struct str marks[] = {
        S_INIT("\""), S_INIT("«"), S_INIT("»"), S_INIT("“"), S_INIT("”"), S_INIT("("),
        S_INIT(")"),  S_INIT("["), S_INIT("]"), S_INIT("."), S_INIT("-"), S_INIT("–"),
        S_INIT(":"),  S_INIT("،"), S_INIT("'"), S_INIT("…"),
    };
    for (bool again = true; again;) {
        again = false;
        s = str_trim_wide(s);
        for (size_t i = 0; i < COUNT_OF(marks); i++) {
            if (str_starts(s, marks[i])) {
                s = str_drop(s, marks[i].n);
                again = true;
            } else if (str_ends(s, marks[i])) {
                s.n -= marks[i].n;
                again = true;
            }
        }
    }
    return s;
}

// White space, and the marks that may be trimmed although a part of the name: "أكس" keeps its own.
static struct str trim_part(struct str s)
{
    for (bool again = true; again;) {
        struct str before = s;
        s = str_trim_wide(s);
        if (str_ends(s, S(".")) || str_ends(s, S(":")))
            s.n--;
        if (str_starts(s, S("(")) && str_ends(s, S(")")))
            s = str_sub(s, 1, s.n - 1);
        else if (str_ends(s, S(")")) && !str_has(s, S("(")))
            s.n--;
        else if (str_starts(s, S("(")) && !str_has(s, S(")")))
            s = str_drop(s, 1);
        again = s.n != before.n;
    }
    return s;
}

static bool is_split_mark(struct str text, const struct token *t)
{
    struct str mark = token_text(text, t);
    if (str_eq(mark, S("+")) || str_eq(mark, S("/")) || str_eq(mark, S("،")) ||
        str_eq(mark, S(",")) || str_eq(mark, S("؛")) || str_eq(mark, S(";")) ||
        str_eq(mark, S("&")) || str_eq(mark, S("|")) || str_eq(mark, S("\\")))
        return true;
    bool dash = str_eq(mark, S("-")) || str_eq(mark, S("–")) || str_eq(mark, S("—")) ||
                str_eq(mark, S("ـ"));
    return dash && t->start > 0 && is_ascii_space(text.p[t->start - 1]);
}

// Does a و-word open a new part: is what follows the و a known name or a class noun?
static bool opens_name(struct arena *scratch, struct str text, const struct tokens *tokens,
                       size_t i)
{
    const struct token *t = &tokens->v[i];
    size_t from = t->start + 2;
    struct str norm = str_drop(t->norm, 2);
    bool alone = str_eq(t->norm, S("و"));
    if (alone) {
        if (i + 1 >= tokens->n)
            return false;
        from = tokens->v[i + 1].start;
        norm = tokens->v[i + 1].norm;
    } else if (!str_starts(t->norm, S("و")) || !str_starts(str_drop(text, t->start), S("و"))) {
        return false;
    }
    if (name_class(norm))
        return true;
    for (size_t last = i + (alone ? 1 : 0), n = 0; last < tokens->n && n < 4; last++, n++) {
        struct str key = name_key(scratch, str_sub(text, from, tokens->v[last].end));
        const struct name_row *row = name_find(key, NAME_PUBLISHERS | NAME_BIT(NAME_PLATFORM));
        if (row && !row->weak)
            return true;
    }
    return false;
}

// --- the kind and the names of a part -----------------------------------------------------------

struct part_reader {
    struct arena *a, *scratch;
    struct str text;      // the part
    struct tokens tokens; // words and marks of it
};

static struct str rest_behind(const struct part_reader *r, size_t token)
{
    return token + 1 < r->tokens.n ? str_drop(r->text, r->tokens.v[token + 1].start)
                                   : (struct str){r->text.p + r->text.n, 0};
}

// What stands between quotation marks, if anything: «بيلد» الألمانية -> بيلد.
static struct str quoted_name(struct str s)
{
    static const struct {
        struct str open, close;
    } pairs[] = {
        {S_INIT("«"),  S_INIT("»") },
        {S_INIT("\""),  S_INIT("\"") },
        {S_INIT("“"), S_INIT("”")}
    };
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        size_t open = str_find(s, pairs[i].open);
        if (open == s.n)
            continue;
        struct str inner = str_drop(s, open + pairs[i].open.n);
        size_t close = str_find(inner, pairs[i].close);
        if (close < inner.n && close > 0)
            return str_trim_wide(str_take(inner, close));
    }
    return (struct str){0};
}

// Without an abbreviation in brackets at the end: "وكالة المغرب العربي للأنباء (ومع)".
static struct str without_bracket(struct str s)
{
    size_t open = str_find(s, S("("));
    return open > 0 && open < s.n && str_ends(s, S(")")) ? str_trim_wide(str_take(s, open)) : s;
}

// Without an epithet of country at the end: واشنطن بوست الأمريكية -> واشنطن بوست, where that is
// known.
static const struct name_row *find_name(struct arena *scratch, struct str name, unsigned kinds)
{
    struct str key = name_key(scratch, name);
    const struct name_row *row = name_find(key, kinds);
    for (int i = 0; !row && i < 2; i++) {
        size_t space = key.n;
        while (space > 0 && key.p[space - 1] != ' ')
            space--;
        if (space == 0 || !str_starts(str_drop(key, space), S("ال")))
            break;
        key = str_take(key, space - 1);
        row = name_find(key, kinds);
    }
    return row;
}

static void add_name(struct arena *a, struct credit_part *part, struct str name)
{
    struct str *grown = arena_new(a, struct str, part->names.n + 1);
    for (size_t i = 0; i < part->names.n; i++)
        grown[i] = part->names.v[i];
    grown[part->names.n] = name;
    part->names.v = grown;
    part->names.n++;
}

static void add_expanded(const struct part_reader *r, struct credit_part *part, struct str phrase)
{
    phrase = trim_marks(phrase);
    if (phrase.n == 0)
        return;
    struct strs names = coordinate_expand(r->a, phrase);
    for (size_t i = 0; i < names.n; i++)
        add_name(r->a, part, names.v[i]);
}

// Takes the preposition off the issuer of a document: لوزارتي -> وزارتي, للخارجية -> الخارجية.
static struct str without_preposition(struct arena *a, struct arena *scratch, struct str phrase)
{
    struct str word, rest;
    str_cut(phrase, ' ', &word, &rest);
    struct str norm = fold(a, word);
    if (str_is_in(norm, body_heads, COUNT_OF(body_heads)))
        return phrase;
    if (str_starts(word, S("لل")) && word.n > 8)
        return rest.n ? arena_printf(a, "ال%.*s %.*s", STR_ARGS(str_drop(word, 4)), STR_ARGS(rest))
                      : arena_printf(a, "ال%.*s", STR_ARGS(str_drop(word, 4)));
    static const struct str issuer_heads[] = {
        S_INIT("وزار"), S_INIT("وزير"), S_INIT("رئاس"),  S_INIT("رئيس"), S_INIT("مجلس"),
        S_INIT("هيئ"),  S_INIT("قياد"), S_INIT("جامع"),  S_INIT("حرك"),  S_INIT("حزب"),
        S_INIT("منظم"), S_INIT("شرك"),  S_INIT("مكتب"),  S_INIT("نقاب"), S_INIT("مديري"),
        S_INIT("دائر"), S_INIT("امان"), S_INIT("محافظ"), S_INIT("سفار"), S_INIT("بعث"),
        S_INIT("جيش"),  S_INIT("قوات"), S_INIT("مؤسس"),  S_INIT("حكوم"), S_INIT("بلدي"),
    };
    if (str_starts(norm, S("ل")) &&
        find_name(scratch, str_drop(phrase, 2), NAME_PUBLISHERS | NAME_BIT(NAME_PLACE)))
        return str_drop(phrase, 2);
    if (str_starts(norm, S("ل")))
        for (size_t i = 0; i < COUNT_OF(issuer_heads); i++)
            if (str_starts(str_drop(norm, 2), issuer_heads[i]))
                return str_drop(phrase, 2);
    return phrase;
}

// بيان [مشترك] [صادر] عن X / لـX / X: the issuer.
static void read_document(const struct part_reader *r, struct credit_part *part)
{
    static const struct str fillers[] = {
        S_INIT("المشترك"), S_INIT("مشترك"),    S_INIT("صادر"),  S_INIT("صدر"),     S_INIT("الصادر"),
        S_INIT("عن"),      S_INIT("من"),       S_INIT("رسمي"),  S_INIT("الرسمي"),  S_INIT("صحفي"),
        S_INIT("الصحفي"),  S_INIT("صحافي"),    S_INIT("ختامي"), S_INIT("الختامي"), S_INIT("خاص"),
        S_INIT("الصادره"), S_INIT("المشتركه"), S_INIT("منشور"), S_INIT("نشرته"),   S_INIT("نشره"),
        S_INIT("اصدرته"),  S_INIT("اصدره"),    S_INIT("ل"),     S_INIT("لـ"),
    };
    part->kind = CREDIT_DOCUMENT;
    size_t i = 1;
    while (i < r->tokens.n && (r->tokens.v[i].kind == TOKEN_MARK ||
                               str_is_in(r->tokens.v[i].norm, fillers, COUNT_OF(fillers))))
        i++;
    if (i >= r->tokens.n) {
        add_name(r->a, part, arena_str(r->a, r->text));
        return;
    }
    add_expanded(r, part,
                 without_preposition(r->a, r->scratch, str_drop(r->text, r->tokens.v[i].start)));
}

// قسم X في OUTLET: the outlet, else the desk itself.
static void read_desk(const struct part_reader *r, struct credit_part *part)
{
    part->kind = CREDIT_DESK;
    for (size_t i = 1; i + 1 < r->tokens.n; i++) {
        struct str norm = r->tokens.v[i].norm;
        if (str_eq(norm, S("في")) || str_eq(norm, S("ب")) || str_eq(norm, S("لدي"))) {
            add_expanded(r, part, rest_behind(r, i));
            return;
        }
    }
    // مكتب الجزيرة, قسم الترجمة ببغداد اليوم: a known outlet at the end.
    for (size_t i = 1; i < r->tokens.n; i++) {
        struct str tail = str_drop(r->text, r->tokens.v[i].start);
        const struct name_row *row = find_name(r->scratch, tail, NAME_BIT(NAME_OUTLET));
        if (!row && str_starts(tail, S("ب")))
            row = find_name(r->scratch, str_drop(tail, 2), NAME_BIT(NAME_OUTLET));
        if (row) {
            add_name(r->a, part, row->name);
            return;
        }
    }
    add_name(r->a, part, arena_str(r->a, r->text));
}

// A class noun and a name: وكالة رويترز، صحيفة "بيلد" الألمانية، موقع إكس.
static void read_classed(const struct part_reader *r, struct credit_part *part,
                         const struct class_noun *class)
{
    static const enum credit_kind kinds[] = {CREDIT_OUTLET, CREDIT_AGENCY,   CREDIT_OUTLET,
                                             CREDIT_DESK,   CREDIT_PLATFORM, CREDIT_PERSON};
    struct str name = rest_behind(r, 0);
    struct str quoted = quoted_name(name);
    part->kind = kinds[class->kind];
    const struct name_row *row =
        find_name(r->scratch, r->text, NAME_PUBLISHERS | NAME_BIT(NAME_PLATFORM));
    if (!row)
        row = find_name(r->scratch, quoted.n ? quoted : name,
                        NAME_PUBLISHERS | NAME_BIT(NAME_PLATFORM));
    if (row) {
        if (class->kind == NAME_PLATFORM)
            part->kind = kinds[row->kind];
        add_name(r->a, part, row->name);
        return;
    }
    // "صفحة الوزارة على فيسبوك": the platform stands at the end.
    for (size_t i = 1; class->kind == NAME_PLATFORM && i < r->tokens.n; i++) {
        row =
            find_name(r->scratch, str_drop(r->text, r->tokens.v[i].start), NAME_BIT(NAME_PLATFORM));
        if (row) {
            add_name(r->a, part, row->name);
            return;
        }
    }
    // "قناتي العربية والحدث".
    struct strs both = coordinate_expand(r->a, r->text);
    for (size_t i = 0; both.n > 1 && i < both.n; i++) {
        struct str noun, one;
        if (str_cut(both.v[i], ' ', &noun, &one))
            add_name(r->a, part, one);
    }
    if (both.n > 1)
        return;
    // "موقع النشرة الإخباري" is an outlet of its own.
    static const struct str news_words[] = {S_INIT("الاخباري"), S_INIT("اخباري"),
                                            S_INIT("الاخباريه"), S_INIT("نيوز")};
    for (size_t i = 1; class->kind == NAME_PLATFORM && i < r->tokens.n; i++)
        if (str_is_in(r->tokens.v[i].norm, news_words, COUNT_OF(news_words)))
            part->kind = CREDIT_OUTLET;
    // "وكالة الأنباء العراقية" is a name as a whole; so is a class noun with the article.
    struct str next = r->tokens.n > 1 ? r->tokens.v[1].norm : (struct str){0};
    bool whole = str_eq(next, S("الانباء")) || str_eq(next, S("انباء")) ||
                 str_eq(next, S("الصحافه")) || str_starts(r->tokens.v[0].norm, S("ال"));
    if (quoted.n)
        add_name(r->a, part, arena_str(r->a, quoted));
    else if (whole || name.n == 0)
        add_name(r->a, part, arena_str(r->a, r->text));
    else
        add_expanded(r, part, name);
}

static void read_unclassed(const struct part_reader *r, struct credit_part *part)
{
    static const enum credit_kind kinds[] = {CREDIT_OUTLET, CREDIT_AGENCY,   CREDIT_OUTLET,
                                             CREDIT_DESK,   CREDIT_PLATFORM, CREDIT_PERSON};
    struct str quoted = quoted_name(r->text);
    struct str name = quoted.n ? quoted : r->text;
    const struct name_row *row = find_name(
        r->scratch, name, NAME_PUBLISHERS | NAME_BIT(NAME_PLATFORM) | NAME_BIT(NAME_DESK));
    if (row) {
        part->kind = kinds[row->kind];
        add_name(r->a, part, row->name);
        return;
    }
    part->kind = CREDIT_OUTLET;
    if (r->tokens.n >= 2 && r->tokens.n <= 4 && name_is_given(r->tokens.v[0].norm))
        part->kind = CREDIT_PERSON;
    add_expanded(r, part, name);
}

// "ترجمة: بغداد اليوم": a desk word and whose it is.  False: there is none.
static bool read_desk_word(const struct part_reader *r, struct credit_part *part)
{
    const struct name_row *desk = name_find(r->tokens.v[0].norm, NAME_BIT(NAME_DESK));
    if (!desk || desk->weak || r->tokens.n < 2)
        return false;
    struct str rest = trim_marks(rest_behind(r, 0));
    const struct name_row *row = find_name(r->scratch, rest, NAME_PUBLISHERS);
    part->kind = CREDIT_DESK;
    if (row)
        add_name(r->a, part, row->name);
    else
        add_expanded(r, part, rest);
    return true;
}

static void part_read(struct arena *a, struct arena *scratch, struct credit_part *part)
{
    struct part_reader r = {.a = a, .scratch = scratch, .text = without_bracket(part->text)};
    r.tokens = tokens_of(scratch, NULL, r.text);
    // Marks in front ("«الحياة»") are no head.
    if (r.tokens.n == 0 || r.tokens.v[0].kind == TOKEN_MARK) {
        read_unclassed(&r, part);
        return;
    }
    struct str head = without_article(r.tokens.v[0].norm);
    const struct class_noun *class = name_class(head);
    if (str_is_in(head, document_heads, COUNT_OF(document_heads)) && r.tokens.n > 1)
        read_document(&r, part);
    else if (class && class->kind == NAME_DESK)
        read_desk(&r, part);
    else if (class)
        read_classed(&r, part, class);
    else if (!read_desk_word(&r, part))
        read_unclassed(&r, part);
}

// --- lines --------------------------------------------------------------------------------------

struct credit credit_read(struct arena *a, struct arena *scratch, struct str text, struct span line,
                          struct span value)
{
    struct credit c = {.at = line, .text = str_sub(text, line.start, line.end)};
    struct str v = str_take(str_sub(text, value.start, value.end), MAX_CREDIT_BYTES);
    struct tokens tokens = tokens_of(scratch, NULL, v);
    VEC(struct credit_part) parts = {0};
    size_t first = 0;
    for (size_t i = 0; i <= tokens.n && parts.n < MAX_PARTS; i++) {
        size_t end = v.n, next = v.n;
        if (i < tokens.n) {
            const struct token *t = &tokens.v[i];
            if (is_split_mark(v, t)) {
                end = t->start;
                next = t->end;
            } else if (i > 0 && t->start > first && t->kind == TOKEN_WORD &&
                       opens_name(scratch, v, &tokens, i)) {
                end = t->start;
                next = t->start + 2;
            } else {
                continue;
            }
        }
        struct str part = trim_part(str_sub(v, first, end));
        first = next;
        if (part.n == 0)
            continue;
        size_t start = (size_t)(part.p - text.p);
        struct credit_part *p = vec_push(a, &parts);
        *p = (struct credit_part){
            .at = {start, start + part.n},
              .text = part
        };
        part_read(a, scratch, p);
    }
    c.parts = parts.v;
    c.part_count = parts.n;
    return c;
}

bool credit_is_known(struct arena *scratch, struct str phrase)
{
    struct tokens tokens = tokens_of(scratch, NULL, str_take(phrase, TAIL_BYTES));
    size_t first = 0;
    while (first < tokens.n && tokens.v[first].kind == TOKEN_MARK)
        first++;
    if (first < tokens.n && name_class(tokens.v[first].norm))
        return true;
    for (size_t end = first + 1; end <= tokens.n && end <= first + 5; end++) {
        struct str key =
            name_key(scratch, str_sub(phrase, tokens.v[first].start, tokens.v[end - 1].end));
        const struct name_row *row = name_find(key, NAME_PUBLISHERS | NAME_BIT(NAME_PLATFORM));
        if (row && (!row->weak || end == tokens.n))
            return true;
    }
    return false;
}

// The last "(…)" or "-…-" of the paragraph, if the paragraph ends with it.
static struct span enclosed_at_end(struct str text, struct span paragraph, struct span *value)
{
    struct span none = {0};
    struct str s = str_trim_wide(str_sub(text, paragraph.start, paragraph.end));
    if (str_ends(s, S(".")))
        s = str_trim_wide(str_take(s, s.n - 1));
    char close = s.n ? s.p[s.n - 1] : 0;
    char open = close == ')' ? '(' : close == '-' ? '-' : 0;
    if (!open)
        return none;
    size_t at = s.n - 1;
    while (at > 0 && s.n - at < TAIL_BYTES && s.p[at - 1] != open)
        at--;
    if (at == 0 || s.p[at - 1] != open)
        return none;
    size_t start = (size_t)(s.p - text.p) + at;
    size_t end = (size_t)(s.p - text.p) + s.n;
    *value = (struct span){start, end - 1};
    return (struct span){start - 1, end};
}

// Closes a sentence, so that what follows is not part of it.
static bool ends_sentence(struct str s)
{
    static const struct str ends[] = {S_INIT("."), S_INIT("\""), S_INIT("»"), S_INIT("!"),
                                      S_INIT("؟"), S_INIT(")"),  S_INIT("-")};
    for (size_t i = 0; i < COUNT_OF(ends); i++)
        if (str_ends(s, ends[i]))
            return true;
    return s.n == 0;
}

// "(المصدر: …)", or a known name that fills the brackets, perhaps behind the label: "المصدر (وات)".
static struct span bracketed_credit(struct arena *scratch, struct str text, struct span paragraph,
                                    struct span *value)
{
    struct span none = {0}, at = enclosed_at_end(text, paragraph, value);
    if (at.end <= at.start)
        return none;
    struct str inner = str_sub(text, value->start, value->end);
    size_t colon = str_find(inner, S(":"));
    if (str_starts(inner, source_label) && colon < inner.n) {
        value->start += colon + 1;
        return at;
    }
    const struct name_row *row = name_find(name_key(scratch, inner), NAME_PUBLISHERS);
    struct str before = str_trim_wide(str_sub(text, paragraph.start, at.start));
    if (!row || (row->weak && !ends_sentence(before)))
        return none;
    if (str_ends(before, source_label))
        at.start = (size_t)(before.p - text.p) + before.n - source_label.n;
    return at;
}

// "… . المصدر: X" within the last bytes of the paragraph.
static struct span labelled_credit(struct str text, struct span paragraph, struct span *value)
{
    struct span none = {0};
    struct str s = str_sub(text, paragraph.start, paragraph.end);
    if (!s.p)
        return none;
    size_t from = s.n > TAIL_BYTES ? s.n - TAIL_BYTES : 0;
    while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
        from++;
    struct str tail = str_drop(s, from);
    size_t label = str_find(tail, source_label);
    if (label == tail.n || from + label == 0)
        return none;
    struct str behind = str_trim_wide(str_drop(tail, label + source_label.n));
    if (!str_starts(behind, S(":")) || !ends_sentence(str_trim_wide(str_take(s, from + label))))
        return none;
    struct str v = str_trim_wide(str_drop(behind, 1));
    value->start = (size_t)(v.p - text.p);
    value->end = value->start + v.n;
    return (struct span){paragraph.start + from + label, paragraph.end};
}

struct span credit_at_end(struct arena *scratch, struct str text, struct span paragraph,
                          struct span *value)
{
    *value = (struct span){0};
    struct span at = bracketed_credit(scratch, text, paragraph, value);
    return at.end > at.start ? at : labelled_credit(text, paragraph, value);
}
