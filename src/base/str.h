// str: a view of bytes, the string type of the whole program.
//
// A struct str is passed by value, is not NUL-terminated and owns nothing.  Past page/charset its
// bytes are valid UTF-8.  Parsing consumes a view from the left (str_cut, str_drop).
// Two literal macros: S("x") in expressions, S_INIT("x") in constant tables.
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

bool str_eq(struct str a, struct str b);
// Equal when ASCII letters are taken as lower case.
bool str_eq_nocase(struct str a, struct str b);
// Byte order, a shorter prefix first: <0, 0, >0.
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

// Position of the first occurrence, or s.n where there is none.
size_t str_find(struct str s, struct str needle);
size_t str_find_byte(struct str s, char byte);
bool str_has(struct str s, struct str needle);

// s without its first n bytes (empty if n >= s.n); the first n bytes of s (s if n >= s.n).
struct str str_drop(struct str s, size_t n);
struct str str_take(struct str s, size_t n);
// Bytes [start, end) of s, clamped to it.
struct str str_sub(struct str s, size_t start, size_t end);

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

bool is_ascii_space(char c);
bool is_ascii_digit(char c);
bool is_ascii_alpha(char c);
char ascii_lower(char c);

#endif
