// xml_value: references, entities and line ends of XML text.
//
// Beside the five references of XML and what the document type declares, the names of HTML are
// known, as feeds use them undeclared; all of them need their ';'.  Numbers are read as HTML reads
// them: 128 to 159 are windows-1252.  An entity is expanded when it is used, at most
// XML_ENTITY_DEPTH deep; a document that expands to more than the limits gets the reference as text
// from there on, so that the bombs of threats.md 1.3 cost what their own size costs.
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "feed/scan.h"
#include "feed/xml.h"
#include "text/html_entities.h"

enum { ENTITIES_MAX = 4096, NAME_MAX_BYTES = 64 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static struct str after_blanks(struct str s)
{
    while (s.n && is_blank(s.p[0]))
        s = str_drop(s, 1);
    return s;
}

// Numbers in the value of an entity are characters from its declaration on; names wait until it is
// used (XML 1.0, section 4.5).
static struct str with_characters(struct xml *x, struct str raw)
{
    struct buf out = {0};
    size_t len;
    char characters[8];
    if (!str_has(raw, S("&#")))
        return raw;
    while (raw.n) {
        size_t n = str_starts(raw, S("&#")) ? html_reference(raw, false, characters, &len) : 0;
        buf_add(&out, n ? (struct str){characters, len} : str_take(raw, 1));
        raw = str_drop(raw, n ? n : 1);
    }
    struct str value = arena_str(x->a, buf_str(&out));
    buf_release(&out);
    return value;
}

// One "<!ENTITY name "value">", s behind "<!ENTITY".  Parameter and external entities are none.
static void read_entity(struct xml *x, struct str s)
{
    size_t n = 0, end;
    s = after_blanks(s);
    while (n < s.n && n < NAME_MAX_BYTES && !is_blank(s.p[n]))
        n++;
    struct str name = str_take(s, n);
    s = after_blanks(str_drop(s, n));
    if (!name.n || str_eq(name, S("%")) || !s.n || (s.p[0] != '"' && s.p[0] != '\''))
        return;
    end = str_find_byte(str_drop(s, 1), s.p[0]);
    if (end + 1 >= s.n || x->entity_count == ENTITIES_MAX)
        return;
    size_t *slot = map_at(&x->entities, name, MAP_NONE);
    if (*slot != MAP_NONE) // the first declaration counts (XML 1.0, section 4.2)
        return;
    *slot = x->entity_count;
    x->entity_values[x->entity_count++] = with_characters(x, str_sub(s, 1, 1 + end));
}

void xml_read_entities(struct xml *x, struct str subset)
{
    if (!x->entity_values)
        x->entity_values = arena_new(x->a, struct str, ENTITIES_MAX);
    for (;;) {
        size_t at = xml_find(subset, S("<!ENTITY"));
        if (at >= subset.n)
            return;
        subset = str_drop(subset, at + 8);
        read_entity(x, subset);
        // The value may hold a '>'; the next declaration is found by its own start.
    }
}

static void add_value(struct xml *x, struct buf *out, struct str raw, int depth);

// May `n` more bytes be expanded?
static bool spend(struct xml *x, size_t n)
{
    size_t total = x->expanded + n;
    if (total > XML_ENTITY_TOTAL ||
        (total > XML_ENTITY_FREE && total > XML_ENTITY_RATIO * x->size)) {
        x->faults |= XML_FAULT_LIMITS;
        return false;
    }
    x->expanded = total;
    return true;
}

// The reference at the start of s ("&…"): adds its characters, returns its length; 0: none.
static size_t add_reference(struct xml *x, struct buf *out, struct str s, int depth)
{
    size_t n = 1, len = 0;
    while (n < s.n && n < NAME_MAX_BYTES && s.p[n] != ';' && s.p[n] != '&' && s.p[n] != '<' &&
           !is_blank(s.p[n]))
        n++;
    if (n >= s.n || s.p[n] != ';' || n < 2) {
        x->faults |= XML_FAULT_REFERENCES;
        return 0;
    }
    struct str reference = str_take(s, n + 1);
    size_t known = x->entity_count ? map_get(&x->entities, str_sub(s, 1, n)) : MAP_NONE;
    if (known != MAP_NONE) {
        struct str value = x->entity_values[known];
        if (depth >= XML_ENTITY_DEPTH)
            x->faults |= XML_FAULT_LIMITS;
        if (depth >= XML_ENTITY_DEPTH || !spend(x, value.n + 1))
            return 0;
        add_value(x, out, value, depth + 1);
        return n + 1;
    }
    char characters[8];
    if (str_eq(reference, S("&apos;"))) {
        buf_add_byte(out, '\'');
        return n + 1;
    }
    if (html_reference(reference, false, characters, &len) != n + 1) {
        x->faults |= XML_FAULT_REFERENCES;
        return 0;
    }
    if (len == 1 && (unsigned char)characters[0] < ' ' && !is_blank(characters[0]))
        x->faults |= XML_FAULT_CHARACTERS;
    else
        buf_add(out, (struct str){characters, len});
    return n + 1;
}

// The references that escaped markup consists of, and an '&' that starts none: how long the one at
// the start of s is (0: neither), and its character.
static size_t simple_reference(struct xml *x, struct str s, char *c)
{
    if (str_starts(s, S("&lt;"))) {
        *c = '<';
        return 4;
    }
    if (str_starts(s, S("&gt;"))) {
        *c = '>';
        return 4;
    }
    if (str_starts(s, S("&amp;"))) {
        *c = '&';
        return 5;
    }
    if (str_starts(s, S("&quot;"))) {
        *c = '"';
        return 6;
    }
    bool may_be_name = s.n > 1 && (is_ascii_alpha(s.p[1]) || s.p[1] == '#' || s.p[1] == '_' ||
                                   s.p[1] == ':' || (unsigned char)s.p[1] >= 0x80);
    if (str_starts(s, S("&")) && !may_be_name) {
        x->faults |= XML_FAULT_REFERENCES;
        *c = '&';
        return 1;
    }
    return 0;
}

// Takes what needs no look-up off the front of *raw: characters and simple references.
static void add_simple(struct xml *x, struct buf *out, struct str *raw)
{
    char *start = buf_room(out, raw->n), *to = start;
    size_t reference = 1;
    while (start && reference) {
        size_t n = scan_copy(to, *raw, '&', '\r');
        *raw = str_drop(*raw, n);
        to += n;
        for (; str_starts(*raw, S("&&")); *raw = str_drop(*raw, 1)) { // long runs are attacks
            x->faults |= XML_FAULT_REFERENCES;
            *to++ = '&';
        }
        reference = simple_reference(x, *raw, to);
        *raw = str_drop(*raw, reference);
        to += reference > 0;
    }
    out->n += (size_t)(to - start);
}

static void add_value(struct xml *x, struct buf *out, struct str raw, int depth)
{
    while (raw.n) {
        add_simple(x, out, &raw);
        if (!raw.n || out->full)
            return;
        size_t used;
        if (raw.p[0] == '\r') {
            if (!str_starts(raw, S("\r\n")))
                buf_add_byte(out, '\n');
            used = 1;
        } else {
            used = add_reference(x, out, raw, depth);
            if (!used) {
                buf_add_byte(out, '&');
                used = 1;
            }
        }
        raw = str_drop(raw, used);
    }
}

static struct str expand(struct xml *x, struct str raw)
{
    buf_reset(&x->scratch);
    add_value(x, &x->scratch, raw, 0);
    return arena_str(x->a, buf_str(&x->scratch));
}

struct str xml_value(struct xml *x, struct str raw)
{
    if (scan_any(raw, '&', x->has_cr ? '\r' : '&', '&', '&') == raw.n)
        return raw;
    return expand(x, raw);
}

// Line ends in a CDATA section.
static struct str literal_text(struct xml *x, struct str raw)
{
    if (!x->has_cr || str_find_byte(raw, '\r') == raw.n)
        return raw;
    char *out = arena_alloc_raw(x->a, raw.n);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] != '\r')
            out[n++] = raw.p[i];
        else if (i + 1 == raw.n || raw.p[i + 1] != '\n')
            out[n++] = '\n';
    return (struct str){out, n};
}

struct str xml_text(struct xml *x)
{
    return x->plain ? x->text : x->literal ? literal_text(x, x->text) : xml_value(x, x->text);
}
