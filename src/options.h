// options: GNU-style options from a table, with --help, ISNAD_… variables and usage errors.
//
// One table per command feeds the parser, the help text and (tools/) the man page and completions,
// so that they cannot disagree.
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/err.h"
#include "base/str.h"

enum option_kind {
    OPTION_FLAG,   // bool *
    OPTION_STRING, // const char **
    OPTION_NUMBER, // size_t *
};

struct option_spec {
    const char *name; // "limit"; its variable is ISNAD_LIMIT
    char letter;      // 0: none
    enum option_kind kind;
    void *target;
    const char *argument; // "N", NULL for a flag
    const char *help;     // one line
};

struct usage {
    const char *synopsis; // "search [OPTION…] QUERY"
    const char *about;    // a paragraph
    const char *examples; // lines, may be NULL
};

#define OPTIONS_RUN (-1) // the caller goes on

// Reads the environment, then argv[1…].  Arguments that are no options are moved to the front of
// argv and counted in *argument_count ("--" ends the options); NULL: the command takes none.
// OPTIONS_RUN, or the exit code: --help prints and gives 0, a mistake prints one line and gives 2.
WARN_UNUSED int options_parse(const struct usage *usage, const struct option_spec *specs,
                              size_t spec_count, int argc, char **argv, int *argument_count);
// Prints "isnad: …" and the hint at --help; returns 2, the exit code for usage errors.
int options_complain(const struct usage *usage, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
