// query: a recursive descent over at most 512 bytes and 50 terms, 16 groups deep.
//
//     or   := and ("OR" and)*          and  := near (("AND")? near | ("NOT" | "-") near)*
//     near := unit ("NEAR" unit)*      unit := "(" or ")" | field value | phrase | word
//
// The tree is rebuilt into an FTS5 expression from our own tokens (search.c), so nothing typed ever
// reaches SQL or the FTS5 parser.  Operators are capital Latin words: و and أو are words that occur
// in titles.
#include "store/query.h"

#include "base/civil.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/fold.h"
#include "text/token.h"

enum lexeme_kind { LEX_END, LEX_OPEN, LEX_CLOSE, LEX_PHRASE, LEX_WORD };

struct lexeme {
    enum lexeme_kind kind;
    struct str text;
    bool minus, exact; // "-" or "=" stood right before it
};

struct parser {
    struct arena *a;
    struct token_cache *cache;
    struct query_options options;
    struct str rest;
    struct lexeme now;
    size_t depth;
    bool title, negated;
    struct query *q;
    VEC(struct query_filter) filters;
};

// Pairs of marks that make a phrase.  A phrase without its end goes on to the end of the query.
static const struct {
    struct str open, close;
} marks[] = {
    {S_INIT("\""),  S_INIT("\"") },
    {S_INIT("«"),  S_INIT("»") },
    {S_INIT("“"), S_INIT("”")},
    {S_INIT("„"), S_INIT("“")},
};

static const struct field_row {
    struct str name;
    enum query_field field;
} fields[] = {
    {S_INIT("outlet:"),  FIELD_OUTLET },
    {S_INIT("lang:"),    FIELD_LANG   },
    {S_INIT("since:"),   FIELD_SINCE  },
    {S_INIT("until:"),   FIELD_UNTIL  },
    {S_INIT("speaker:"), FIELD_SPEAKER},
    {S_INIT("entity:"),  FIELD_ENTITY },
    {S_INIT("place:"),   FIELD_PLACE  },
    {S_INIT("story:"),   FIELD_STORY  },
};

static void complain(struct parser *p, const char *problem)
{
    if (!p->q->problem.p)
        p->q->problem = str_from_cstr(problem);
}

// --- lexemes ------------------------------------------------------------------------------------

static const struct field_row *field_at(struct str s)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (str_starts_nocase(s, fields[i].name))
            return &fields[i];
    return NULL;
}

static bool lex_phrase(struct parser *p, struct lexeme *out)
{
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (!str_starts(p->rest, marks[i].open))
            continue;
        struct str inside = str_drop(p->rest, marks[i].open.n);
        size_t end = str_find(inside, marks[i].close);
        out->kind = LEX_PHRASE;
        out->text = str_take(inside, end);
        p->rest = str_drop(inside, end + marks[i].close.n);
        return true;
    }
    return false;
}

static bool is_word_end(struct str s)
{
    if (s.n == 0 || is_ascii_space(s.p[0]) || s.p[0] == '(' || s.p[0] == ')')
        return true;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (str_starts(s, marks[i].open))
            return true;
    return false;
}

static void lex_word(struct parser *p, struct lexeme *out)
{
    size_t n = 0, colon = str_starts_nocase(p->rest, S("title:")) ? 6 : 0;
    const struct field_row *field = field_at(p->rest);
    colon = field ? field->name.n : colon;
    while (!is_word_end(str_drop(p->rest, n)) && (!colon || n < colon))
        n++;
    out->kind = LEX_WORD;
    out->text = str_take(p->rest, n);
    p->rest = str_drop(p->rest, n);
}

// Moves to the next lexeme.
static void advance(struct parser *p)
{
    struct lexeme out = {0};
    while (p->rest.n && is_ascii_space(p->rest.p[0]))
        p->rest = str_drop(p->rest, 1);
    // A sign counts where it is glued to what follows: " - من هو" is a dash.
    while (p->rest.n && (p->rest.p[0] == '-' || p->rest.p[0] == '=')) {
        char sign = p->rest.p[0];
        p->rest = str_drop(p->rest, 1);
        bool glued = p->rest.n && !is_ascii_space(p->rest.p[0]);
        out.minus |= sign == '-' && glued;
        out.exact |= sign == '=' && glued;
        while (!glued && p->rest.n && is_ascii_space(p->rest.p[0]))
            p->rest = str_drop(p->rest, 1);
    }
    if (p->rest.n == 0) {
        out.kind = LEX_END;
    } else if (p->rest.p[0] == '(' || p->rest.p[0] == ')') {
        out.kind = p->rest.p[0] == '(' ? LEX_OPEN : LEX_CLOSE;
        p->rest = str_drop(p->rest, 1);
    } else if (!lex_phrase(p, &out)) {
        lex_word(p, &out);
    }
    p->now = out;
}

static bool at_word(const struct parser *p, const char *word)
{
    return p->now.kind == LEX_WORD && !p->now.exact && str_eq(p->now.text, str_from_cstr(word));
}

// NEAR or NEAR/n.
static bool at_near(const struct parser *p, size_t *distance)
{
    *distance = 10;
    if (p->now.kind != LEX_WORD || !str_starts(p->now.text, S("NEAR")))
        return false;
    struct str rest = str_drop(p->now.text, 4);
    return rest.n == 0 || (rest.p[0] == '/' && str_to_size(str_drop(rest, 1), 1000, distance));
}

// --- tree ---------------------------------------------------------------------------------------

static struct query_node *node_of(struct parser *p, enum query_kind kind, struct query_node *left,
                                  struct query_node *right)
{
    if (!left || !right)
        return left ? left : right;
    bool joins = left->kind == kind && kind != QUERY_NOT;
    size_t count = joins ? left->child_count : 1;
    struct query_node *node = arena_new(p->a, struct query_node, 1);
    *node = (struct query_node){.kind = kind,
                                .child = arena_new(p->a, struct query_node *, count + 1),
                                .child_count = count + 1};
    for (size_t i = 0; i < count; i++)
        node->child[i] = joins ? left->child[i] : left;
    node->child[count] = right;
    return node;
}

static struct query_node *term_of(struct parser *p, struct str text, bool exact)
{
    struct tokens tokens = tokens_of(p->a, p->cache, text);
    VEC(struct query_word) words = {0};
    for (size_t i = 0; i < tokens.n; i++)
        if (tokens.v[i].kind != TOKEN_MARK && tokens.v[i].norm.n && tokens.v[i].stem.n)
            *vec_push(p->a, &words) = (struct query_word){tokens.v[i].stem, tokens.v[i].norm};
    if (words.n == 0)
        return NULL;
    if (p->q->term_count == LIMIT_QUERY_TERMS) {
        complain(p, "a query may have at most 50 words and phrases");
        return NULL;
    }
    struct query_node *node = arena_new(p->a, struct query_node, 1);
    *node = (struct query_node){.kind = QUERY_TERM,
                                .words = words.v,
                                .word_count = words.n,
                                .title = p->title,
                                .exact = exact || p->options.exact,
                                .negated = p->negated,
                                .prefix = str_ends(text, S("*"))};
    p->q->terms[p->q->term_count++] = node;
    return node;
}

static bool read_number(struct str *s, size_t digits, int *out)
{
    size_t value;
    if (!str_to_size(str_take(*s, digits), 9999, &value) || s->n < digits)
        return false;
    *s = str_drop(*s, digits);
    *out = (int)value;
    return true;
}

// 2024, 2024-07, 2024-07-24, RFC 3339; 7d, 2w, 3m, 1y before now.
static bool time_of(struct str s, int64_t now, bool until, int64_t *seconds)
{
    static const struct {
        char unit;
        int days;
    } units[] = {
        {'d', 1  },
        {'w', 7  },
        {'m', 30 },
        {'y', 365},
    };
    size_t count;
    for (size_t i = 0; s.n && i < COUNT_OF(units); i++) {
        if (s.p[s.n - 1] == units[i].unit && str_to_size(str_take(s, s.n - 1), 36500, &count)) {
            *seconds = now - (int64_t)count * units[i].days * 86400;
            return true;
        }
    }
    if (s.n > 10)
        return rfc3339_parse(s, seconds);
    struct civil first = {0, 1, 1};
    if (!read_number(&s, 4, &first.year))
        return false;
    struct civil next = {first.year + 1, 1, 1};
    if (s.n && s.p[0] == '-') {
        s = str_drop(s, 1);
        if (!read_number(&s, 2, &first.month))
            return false;
        next = first.month == 12 ? next : (struct civil){first.year, first.month + 1, 1};
    }
    bool day = s.n && s.p[0] == '-';
    if (day) {
        s = str_drop(s, 1);
        if (!read_number(&s, 2, &first.day))
            return false;
    }
    if (s.n || !civil_is_valid(first))
        return false;
    int64_t end = day ? civil_to_days(first) + 1 : civil_to_days(next);
    *seconds = until ? end * 86400 - 1 : civil_to_days(first) * 86400;
    return true;
}

static void add_filter(struct parser *p, enum query_field field, bool negated)
{
    struct query_filter f = {
        .field = field, .value = str_trim(p->now.text), .negated = negated != p->negated};
    f.folded = fold(p->a, f.value);
    if ((field == FIELD_SINCE || field == FIELD_UNTIL) &&
        !time_of(f.folded, p->options.now, field == FIELD_UNTIL, &f.seconds)) {
        complain(p, "since: and until: take a date such as 2024, 2024-07, 2024-07-24, or 7d");
        return;
    }
    if (p->filters.n == LIMIT_QUERY_TERMS)
        complain(p, "a query may have at most 50 filters");
    else if (f.value.n)
        *vec_push(p->a, &p->filters) = f;
}

static struct query_node *parse_or(struct parser *p);

static struct query_node *parse_group(struct parser *p)
{
    struct query_node *node = NULL;
    advance(p);
    if (++p->depth > LIMIT_QUERY_DEPTH)
        complain(p, "a query may have at most 16 groups inside each other");
    else
        node = parse_or(p);
    p->depth--;
    if (p->now.kind == LEX_CLOSE)
        advance(p);
    return node;
}

// NULL where the unit gives no words: a filter, a mark.
static struct query_node *parse_unit(struct parser *p)
{
    struct lexeme unit = p->now;
    if (unit.kind == LEX_OPEN)
        return parse_group(p);
    bool title = unit.kind == LEX_WORD && str_eq_nocase(unit.text, S("title:"));
    const struct field_row *field = unit.kind == LEX_WORD ? field_at(unit.text) : NULL;
    advance(p);
    if (title) {
        bool outer = p->title;
        p->title = true;
        struct query_node *node = p->now.kind == LEX_END ? NULL : parse_unit(p);
        p->title = outer;
        return node;
    }
    if (field) {
        if (p->now.kind == LEX_WORD || p->now.kind == LEX_PHRASE) {
            add_filter(p, field->field, false);
            advance(p);
        }
        return NULL;
    }
    return term_of(p, unit.text, unit.exact);
}

static struct query_node *parse_near(struct parser *p)
{
    struct query_node *left = parse_unit(p);
    size_t distance;
    while (at_near(p, &distance)) {
        advance(p);
        if (p->now.kind == LEX_END || p->now.kind == LEX_CLOSE)
            break;
        struct query_node *right = parse_unit(p);
        bool terms = left && right && right->kind == QUERY_TERM &&
                     (left->kind == QUERY_TERM || left->kind == QUERY_NEAR);
        left = node_of(p, terms ? QUERY_NEAR : QUERY_AND, left, right);
        if (terms)
            left->distance = distance;
    }
    return left;
}

static struct query_node *parse_and(struct parser *p)
{
    struct query_node *with = NULL, *without = NULL;
    while (p->now.kind != LEX_END && !at_word(p, "OR")) {
        if (p->now.kind == LEX_CLOSE) {
            if (p->depth)
                break;
            advance(p);
            continue;
        }
        bool joined = at_word(p, "AND"), negated = p->now.minus;
        if (joined)
            advance(p);
        if (at_word(p, "NOT")) {
            negated = true;
            advance(p);
        }
        if (p->now.kind == LEX_END || p->now.kind == LEX_CLOSE || at_word(p, "OR"))
            continue;
        bool outer = p->negated;
        p->negated = outer != negated;
        struct query_node *node = parse_near(p);
        p->negated = outer;
        if (negated)
            without = node_of(p, QUERY_OR, without, node);
        else
            with = node_of(p, p->options.any && !joined ? QUERY_OR : QUERY_AND, with, node);
    }
    if (!without)
        return with;
    if (with)
        return node_of(p, QUERY_NOT, with, without);
    complain(p, "NOT needs a word before it: what must occur");
    return NULL;
}

static struct query_node *parse_or(struct parser *p)
{
    struct query_node *left = parse_and(p);
    while (at_word(p, "OR")) {
        advance(p);
        left = node_of(p, QUERY_OR, left, parse_and(p));
    }
    return left;
}

struct query query_parse(struct arena *a, struct token_cache *cache, struct str text,
                         struct query_options options)
{
    struct query q = {0};
    struct parser p = {.a = a, .cache = cache, .options = options, .q = &q};
    p.rest = utf8_repair(a, str_trim_wide(text));
    if (p.rest.n > LIMIT_QUERY_BYTES) {
        complain(&p, "a query may have at most 512 bytes");
        p.rest = utf8_take(p.rest, LIMIT_QUERY_BYTES / 4);
    }
    advance(&p);
    q.root = parse_or(&p);
    q.filters = p.filters.v;
    q.filter_count = p.filters.n;
    if (!q.root && q.filter_count == 0 && !options.all)
        complain(&p, "the query has no words");
    return q;
}
