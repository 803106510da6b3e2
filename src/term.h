// term: colours and width of a terminal.  Colours are on only where the stream is a terminal, TERM
// is not "dumb" and NO_COLOR is not set (no-color.org).
#ifndef TERM_H
#define TERM_H

#include <stdbool.h>
#include <stdio.h>

enum term_style { TERM_PLAIN, TERM_BOLD, TERM_DIM, TERM_RED, TERM_GREEN, TERM_YELLOW, TERM_CYAN };

bool term_has_colour(FILE *f);
// The escape sequence that starts a style on f, "" where f has no colours.
const char *term_style(FILE *f, enum term_style style);
// Columns of the terminal behind f; 80 where unknown.
size_t term_width(FILE *f);

#endif
