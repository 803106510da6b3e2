// str: a view of bytes, the string type of the whole program.
//
// A struct str is passed by value, is not NUL-terminated and owns nothing.  Past page/charset its
// bytes are valid UTF-8.  Parsing consumes a view from the left (str_cut, str_drop).
// Two literal macros: S("x") in expressions, S_INIT("x") in constant tables.  The smallest
// functions are inline: parsers call them for each byte or word.
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p;
    size_t n;
};

#define S(literal) ((struct str){(literal), sizeof(literal) - 1})
#define S_INIT(literal)                                                                            \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
// For printf: printf("%.*s", STR_ARGS(s)).
#define STR_ARGS(s) (int)(s).n, (s).p

// The view of a C string; NULL gives the empty view.
struct str str_from_cstr(const char *s);

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
// Equal when ASCII letters are taken as lower case.
bool str_eq_nocase(struct str a, struct str b);
// Byte order, a shorter prefix first: <0, 0, >0.
int str_cmp(struct str a, struct str b);

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}
bool str_starts_nocase(struct str s, struct str prefix);
static inline bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n &&
           (suffix.n == 0 || memcmp(s.p + (s.n - suffix.n), suffix.p, suffix.n) == 0);
}

// Position of the first occurrence, or s.n where there is none.
size_t str_find(struct str s, struct str needle);
static inline size_t str_find_byte(struct str s, char byte)
{
    const char *at = s.n ? memchr(s.p, byte, s.n) : NULL;
    return at ? (size_t)(at - s.p) : s.n;
}
bool str_has(struct str s, struct str needle);

// s without its first n bytes (empty if n >= s.n); the first n bytes of s (s if n >= s.n).
static inline struct str str_drop(struct str s, size_t n)
{
    size_t k = n < s.n ? n : s.n;
    return (struct str){k ? s.p + k : s.p, s.n - k}; // NULL + 0 is undefined
}
static inline struct str str_take(struct str s, size_t n)
{
    return n < s.n ? (struct str){s.p, n} : s;
}
// Bytes [start, end) of s, clamped to it.
static inline struct str str_sub(struct str s, size_t start, size_t end)
{
    return str_drop(str_take(s, end), start);
}

// Without ASCII white space at both ends.
struct str str_trim(struct str s);
// As str_trim, and also without the white space and invisible marks that Arabic pages carry at the
// ends of lines: NBSP, U+200B..200F, U+202A..202E, U+2060, U+2066..2069, BOM.
struct str str_trim_wide(struct str s);

// Splits at the first `sep`: *head is what stands before it, *tail what follows.  Without `sep`,
// *head is all of s, *tail is empty and the result is false.  head and tail may point to s.
bool str_cut(struct str s, char sep, struct str *head, struct str *tail);
// The next line of *rest, without its LF or CRLF; false when *rest is used up.
bool str_next_line(struct str *rest, struct str *line);

// A decimal number of ASCII digits that fills s, at most `max`; false otherwise.
bool str_to_size(struct str s, size_t max, size_t *out);

// Whether s is one of the `count` strings of a list; for short lists, O(count).
bool str_is_in(struct str s, const struct str *list, size_t count);

static inline bool is_ascii_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
static inline bool is_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}
static inline bool is_ascii_alpha(char c)
{
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}
// The value of a hexadecimal digit, -1 where c is none.
static inline int hex_value(char c)
{
    char lower = ascii_lower(c);
    return is_ascii_digit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

#endif
