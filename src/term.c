// term: see term.h.
#include "term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool term_has_colour(FILE *f)
{
    const char *term = getenv("TERM");
    const char *no_colour = getenv("NO_COLOR");
    return isatty(fileno(f)) && term && strcmp(term, "dumb") != 0 && !(no_colour && *no_colour);
}

const char *term_style(FILE *f, enum term_style style)
{
    // Order: enum term_style.
    static const char *const sequences[] = {"\033[0m",  "\033[1m",  "\033[2m", "\033[31m",
                                            "\033[32m", "\033[33m", "\033[36m"};
    return term_has_colour(f) ? sequences[style] : "";
}

size_t term_width(FILE *f)
{
    struct winsize size;
    if (ioctl(fileno(f), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}
