// content: a collected text becomes a struct feed_text (feed_content_finish in reader.h).
//
// Besides what the formats say, two old accidents are repaired, as feedparser does: C1 controls are
// windows-1252 characters that nobody converted, and text that is UTF-8 read as Latin-1 and encoded
// again is turned back, where all of it allows it.
#include <string.h>

#include "base/utf8.h"
#include "feed/markup.h"
#include "feed/reader.h"
#include "feed/scan.h"

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (is_ascii_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// RFC 4648 with white space; s itself where it is none, or no UTF-8.
static struct str base64_decode(struct arena *a, struct str s)
{
    char *out = arena_alloc_raw(a, s.n + 1);
    size_t n = 0, bits = 0;
    uint32_t value = 0;
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int six = base64_value(s.p[i]);
        if (is_ascii_space(s.p[i]))
            continue;
        if (six < 0)
            return s;
        value = value << 6 | (uint32_t)six;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[n++] = (char)(value >> bits & 0xFF);
        }
    }
    struct str decoded = {out, n};
    return utf8_is_valid(decoded) ? decoded : s;
}

// Text whose characters, taken as Latin-1 bytes, are UTF-8 beyond ASCII.
static struct str undo_double_encoding(struct arena *a, struct str s)
{
    size_t first = scan_beyond_ascii(s), n = first;
    // The first character would be the lead byte C2 to F4 of a sequence.
    if (first + 1 >= s.n || (unsigned char)s.p[first] != 0xC3 ||
        (unsigned char)s.p[first + 1] < 0x82)
        return s;
    char *out = arena_alloc_raw(a, s.n);
    memcpy(out, s.p, first);
    for (struct str rest = str_drop(s, first); rest.n;) {
        uint32_t c;
        utf8_next(&rest, &c);
        if (c > 0xFF)
            return s;
        out[n++] = (char)c;
    }
    struct str once = {out, n};
    return utf8_is_valid(once) ? once : s;
}

void feed_content_finish(struct reader *r, struct feed_text *t, struct str text)
{
    bool atom = r->feed->format >= FEED_ATOM && r->feed->format <= FEED_ATOM_10;
    if (r->base64)
        text = base64_decode(r->a, text);
    if (t->kind == FEED_TEXT_PLAIN && !atom && str_eq(t->type, S("text/plain")) &&
        feed_markup_looks_like_html(text)) {
        t->kind = FEED_TEXT_HTML;
        t->type = feed_text_type(FEED_TEXT_HTML);
    }
    if (t->kind == FEED_TEXT_HTML || t->kind == FEED_TEXT_XHTML) {
        if (!r->is_resolved)
            text = feed_markup_resolve(r->a, &r->links, text, &r->edited);
        if (!r->as_xml) // XML has been written with the characters that were meant
            text = feed_markup_repair(r->a, text);
    }
    t->value = undo_double_encoding(r->a, text);
    t->value.p = t->value.p ? t->value.p : "";
}
