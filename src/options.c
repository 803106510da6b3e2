// options: see options.h.  getopt_long would do the scanning, but not the variables, the help or
// the completions; with a table at hand the scanning is the smallest part.
#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2 };

static void print_help(const struct usage *usage, const struct option_spec *specs, size_t count)
{
    printf("Usage: isnad %s\n\n%s\n\nOptions:\n", usage->synopsis, usage->about);
    for (size_t i = 0; i < count; i++) {
        char left[80];
        snprintf(left, sizeof left, "%s%c%s --%s%s%s", specs[i].letter ? "-" : "",
                 specs[i].letter ? specs[i].letter : ' ', specs[i].letter ? "," : " ",
                 specs[i].name, specs[i].argument ? "=" : "",
                 specs[i].argument ? specs[i].argument : "");
        printf("  %-28s %s\n", left, specs[i].help);
    }
    printf("      --help                   show this text and exit\n");
    if (usage->examples)
        printf("\nExamples:\n%s", usage->examples);
    printf("\nEvery option can be given as a variable: --store is ISNAD_STORE.\n");
}

int options_complain(const struct usage *usage, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("isnad: ", stderr);
    vfprintf(stderr, format, args);
    va_end(args);
    struct str verb, rest;
    str_cut(str_from_cstr(usage->synopsis), ' ', &verb, &rest);
    fprintf(stderr, "\nTry 'isnad %.*s --help'.\n", STR_ARGS(verb));
    return EXIT_USAGE;
}

// False where the value does not fit the option.
static bool set_value(const struct option_spec *spec, const char *value)
{
    switch (spec->kind) {
    case OPTION_FLAG: *(bool *)spec->target = strcmp(value, "0") != 0; return true;
    case OPTION_STRING: *(const char **)spec->target = value; return true;
    case OPTION_NUMBER:
        return str_to_size(str_from_cstr(value), SIZE_MAX / 2, (size_t *)spec->target);
    }
    return false;
}

static bool read_environment(const struct usage *usage, const struct option_spec *specs,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[64];
        snprintf(name, sizeof name, "ISNAD_%s", specs[i].name);
        for (char *p = name; *p; p++)
            *p = *p == '-' ? '_' : *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
        const char *value = getenv(name);
        if (value && *value && !set_value(&specs[i], value)) {
            options_complain(usage, "%s must be a number, not '%s'", name, value);
            return false;
        }
    }
    return true;
}

static const struct option_spec *find_option(const struct option_spec *specs, size_t count,
                                             struct str name, char letter)
{
    for (size_t i = 0; i < count; i++)
        if (letter ? specs[i].letter == letter : str_eq(str_from_cstr(specs[i].name), name))
            return &specs[i];
    return NULL;
}

int options_parse(const struct usage *usage, const struct option_spec *specs, size_t spec_count,
                  int argc, char **argv, int *argument_count)
{
    int kept = 0;
    bool only_arguments = false;
    if (!read_environment(usage, specs, spec_count))
        return EXIT_USAGE;
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        if (only_arguments || arg[0] != '-' || arg[1] == 0) {
            argv[kept++] = argv[i];
            continue;
        }
        if (strcmp(arg, "--") == 0) {
            only_arguments = true;
            continue;
        }
        bool is_long = arg[1] == '-';
        struct str name, value = {0};
        bool has_value = str_cut(str_from_cstr(arg + (is_long ? 2 : 1)), '=', &name, &value);
        if (is_long && str_eq(name, S("help"))) {
            print_help(usage, specs, spec_count);
            return 0;
        }
        const struct option_spec *spec = find_option(specs, spec_count, name, is_long ? 0 : arg[1]);
        const char *text = has_value ? value.p : "1";
        if (!spec || (!is_long && name.n > 1 && spec->kind == OPTION_FLAG))
            return options_complain(usage, "unknown option '%s'", arg);
        if (!is_long && name.n > 1)
            text = arg + 2;
        else if (!has_value && spec->kind != OPTION_FLAG) {
            if (i + 1 >= argc)
                return options_complain(usage, "--%s needs a value (%s)", spec->name,
                                        spec->argument);
            text = argv[++i];
        }
        if (!set_value(spec, text))
            return options_complain(usage, "--%s must be a number, not '%s'", spec->name, text);
    }
    if (!argument_count && kept)
        return options_complain(usage, "no arguments are expected, found '%s'", argv[0]);
    if (argument_count)
        *argument_count = kept;
    return OPTIONS_RUN;
}
