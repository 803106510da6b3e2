// ner_samples: annotated texts as the trainer reads them, and names to put into them.
// Included by tools/train-ner.c only.
#ifndef TOOLS_NER_SAMPLES_H
#define TOOLS_NER_SAMPLES_H

#include <glob.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "read/ner_cache.h"

struct mention {
    struct span at;
    enum entity_type type;
};

// One text with its names; spans are bytes of `text`.
struct sample {
    struct str text;
    VEC(struct mention) mentions;
};

struct samples {
    struct arena *a;
    VEC(struct sample) v;
};

static bool type_of(struct str name, enum entity_type *out)
{
    static const struct {
        struct str name;
        enum entity_type type;
    } names[] = {
        {S_INIT("PERS"), ENTITY_PERSON},
        {S_INIT("PER"),  ENTITY_PERSON},
        {S_INIT("LOC"),  ENTITY_PLACE },
        {S_INIT("ORG"),  ENTITY_ORG   },
        {S_INIT("MISC"), ENTITY_OTHER },
        {S_INIT("MIS"),  ENTITY_OTHER },
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_starts(name, names[i].name)) {
            *out = names[i].type;
            return true;
        }
    return false;
}

// --- our annotation: offsets into the corpus ---

static void add_offsets(struct samples *s, struct str text, const json_t *spans)
{
    struct sample *x = vec_push(s->a, &s->v);
    x->text = text;
    struct cpmap map;
    cpmap_init(&map, s->a, text);
    size_t i;
    const json_t *one;
    json_array_foreach(spans, i, one)
    {
        struct mention m;
        m.at.start = cpmap_byte(&map, (size_t)json_integer_value(json_array_get(one, 0)));
        m.at.end = cpmap_byte(&map, (size_t)json_integer_value(json_array_get(one, 1)));
        if (type_of(str_from_cstr(json_string_value(json_array_get(one, 2))), &m.type))
            *vec_push(s->a, &x->mentions) = m;
    }
}

static bool read_offsets(struct samples *s, const char *corpus, const char *annotation)
{
    struct line_reader r;
    struct str line;
    struct map index;
    VEC(json_t *) rows = {0};
    map_init(&index, s->a, 0);
    if (lines_open(&r, annotation, NULL))
        return false;
    while (lines_next(&r, &line)) {
        json_t *row = json_line(line, NULL);
        if (!row)
            continue;
        *map_at(&index, json_get_str(row, "id"), 0) = rows.n;
        *vec_push(s->a, &rows) = row;
    }
    lines_close(&r);
    if (lines_open(&r, corpus, NULL))
        return false;
    while (lines_next(&r, &line)) {
        json_t *article = json_line(line, NULL);
        size_t at = article ? map_get(&index, json_get_str(article, "id")) : MAP_NONE;
        if (at != MAP_NONE) {
            add_offsets(s, arena_str(s->a, json_get_str(article, "title")),
                        json_object_get(rows.v[at], "title_entities"));
            add_offsets(s, arena_str(s->a, json_get_str(article, "text")),
                        json_object_get(rows.v[at], "entities"));
        }
        json_decref(article);
    }
    lines_close(&r);
    for (size_t i = 0; i < rows.n; i++)
        json_decref(rows.v[i]);
    return true;
}

// --- a word and its tag on each line, an empty line between sentences ---

struct column_reader {
    struct samples *s;
    struct buf text;
    VEC(struct mention) mentions;
};

static void column_end(struct column_reader *c)
{
    if (c->text.n) {
        struct sample *x = vec_push(c->s->a, &c->s->v);
        x->text = arena_str(c->s->a, buf_str(&c->text));
        for (size_t i = 0; i < c->mentions.n; i++)
            *vec_push(c->s->a, &x->mentions) = c->mentions.v[i];
    }
    c->text.n = 0;
    c->mentions.n = 0;
}

static void column_line(struct column_reader *c, struct str word, struct str tag)
{
    if (c->text.n)
        buf_add_byte(&c->text, ' ');
    size_t start = c->text.n;
    buf_add(&c->text, word);
    struct mention m = {
        {start, c->text.n},
        ENTITY_OTHER
    };
    if (tag.n < 3 || !type_of(str_drop(tag, 2), &m.type))
        return;
    struct mention *last = c->mentions.n ? &c->mentions.v[c->mentions.n - 1] : NULL;
    if (tag.p[0] == 'I' && last && last->at.end + 1 == start && last->type == m.type)
        last->at.end = c->text.n;
    else
        *vec_push(c->s->a, &c->mentions) = m;
}

// `per_text` sentences are put together as one text.
static bool read_columns(struct samples *s, const char *path, size_t per_text)
{
    struct line_reader r;
    struct str line, word;
    struct column_reader c = {.s = s};
    size_t sentences = 0;
    if (lines_open(&r, path, NULL))
        return false;
    while (lines_next(&r, &line)) {
        line = str_trim(line);
        size_t at = line.n;
        while (at > 0 && line.p[at - 1] != ' ' && line.p[at - 1] != '\t')
            at--;
        word = str_trim(str_take(line, at));
        if (word.n)
            column_line(&c, word, str_drop(line, at));
        else if (c.text.n && ++sentences % per_text == 0)
            column_end(&c);
        else if (c.text.n && c.text.p[c.text.n - 1] != '\n')
            buf_add_byte(&c.text, '\n');
    }
    column_end(&c);
    buf_release(&c.text);
    lines_close(&r);
    return true;
}

// --- essays with {name}P in the text, an empty line between them ---

static bool essay_type(char letter, enum entity_type *out)
{
    static const char letters[] = "PLOM"; // by enum entity_type
    const char *at = letter ? strchr(letters, letter) : NULL;
    if (at)
        *out = (enum entity_type)(at - letters);
    return at != NULL;
}

// One essay, its marks taken out; false where they are wrong.
static bool add_essay(struct samples *s, struct str marked)
{
    struct buf text = {0};
    VEC(struct mention) mentions = {0};
    bool good = true;
    size_t open = SIZE_MAX;
    for (size_t at = 0; at < marked.n; at++) {
        char c = marked.p[at];
        struct mention m = {
            .at = {open, text.n}
        };
        if (c == '{') {
            good &= open == SIZE_MAX;
            open = text.n;
        } else if (c == '}') {
            char letter = ++at < marked.n ? marked.p[at] : 0;
            good &= open < text.n && essay_type(letter, &m.type);
            *vec_push(s->a, &mentions) = m;
            open = SIZE_MAX;
        } else {
            buf_add_byte(&text, c);
        }
    }
    struct sample *x = vec_push(s->a, &s->v);
    x->text = arena_str(s->a, buf_str(&text));
    for (size_t i = 0; i < mentions.n; i++)
        *vec_push(s->a, &x->mentions) = mentions.v[i];
    buf_release(&text);
    return good && open == SIZE_MAX;
}

static bool read_essays(struct samples *s)
{
    glob_t files;
    bool good = glob("data/annotations/essays/*.txt", 0, NULL, &files) == 0;
    for (size_t i = 0; good && i < files.gl_pathc; i++) {
        struct str text, line;
        struct buf essay = {0};
        good = file_read(s->a, files.gl_pathv[i], MIB, &text, NULL) == ERR_NONE;
        while (good && text.n) {
            str_next_line(&text, &line);
            if (!str_starts(line, S("#")) && line.n) {
                buf_add(&essay, line);
                buf_add_byte(&essay, '\n');
            }
            if (essay.n && (!line.n || !text.n)) {
                good = add_essay(s, buf_str(&essay));
                if (!good)
                    fprintf(stderr, "%s: marks are wrong in %.*s", files.gl_pathv[i],
                            STR_ARGS(buf_str(&essay)));
                essay.n = 0;
            }
        }
        buf_release(&essay);
    }
    globfree(&files);
    return good;
}

// The tags of the tokens of d: marks at the ends of a name do not belong to it.
static uint8_t *gold_tags(struct arena *a, const struct sample *x, const struct doc *d)
{
    uint8_t *tags = arena_new(a, uint8_t, d->tokens.n + 1);
    for (size_t m = 0; m < x->mentions.n; m++) {
        struct span at = x->mentions.v[m].at;
        size_t first = doc_token_at(d, at.start), end = first;
        while (end < d->tokens.n && d->tokens.v[end].start < at.end)
            end++;
        while (first < end && d->tokens.v[first].kind == TOKEN_MARK)
            first++;
        while (end > first && d->tokens.v[end - 1].kind == TOKEN_MARK)
            end--;
        for (size_t i = first; i < end; i++)
            tags[i] = (uint8_t)(i == first ? NER_BEGIN(x->mentions.v[m].type)
                                           : NER_INSIDE(x->mentions.v[m].type));
    }
    return tags;
}

// --- names to put in the place of others ---

struct name_lists {
    VEC(struct str) of[GAZETTEER_CLASS_COUNT];
};

static void read_names(struct arena *a, struct name_lists *out)
{
    static const char *const class_names[] = {
#define X(name, text) text,
        GAZETTEER_CLASSES(X)
#undef X
    };
    glob_t files;
    if (glob("data/gazetteers/*.txt", 0, NULL, &files))
        return;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct str text, line, name;
        size_t class = GAZETTEER_CLASS_COUNT;
        char separator = '|';
        if (file_read(a, files.gl_pathv[i], MIB, &text, NULL))
            continue;
        while (str_next_line(&text, &line)) {
            line = str_trim(line);
            if (line.n && line.p[0] == '[') {
                struct str head = str_sub(line, 1, line.n - 1);
                separator = str_ends(head, S(" words")) ? ' ' : '|';
                str_cut(head, ' ', &head, &name);
                for (class = 0; class < GAZETTEER_CLASS_COUNT; class ++)
                    if (str_eq(head, str_from_cstr(class_names[class])))
                        break;
                continue;
            }
            while (line.n && line.p[0] != '#' && class < GAZETTEER_CLASS_COUNT) {
                str_cut(line, separator, &name, &line);
                if (str_trim(name).n)
                    *vec_push(a, &out->of[class]) = str_trim(name);
            }
        }
    }
    globfree(&files);
}

#endif
