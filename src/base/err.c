// err: see err.h.
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

enum err_code err_set(struct err *e, enum err_code code, const char *format, ...)
{
    if (e) {
        va_list args;
        va_start(args, format);
        vsnprintf(e->text, sizeof e->text, format, args);
        va_end(args);
        e->code = code;
    }
    return code;
}

const char *err_name(enum err_code code)
{
    static const char *const names[] = {"ok",
#define ERR_TEXT(code, text) text,
                                        ERR_CODES(ERR_TEXT)
#undef ERR_TEXT
    };
    return (size_t)code < sizeof names / sizeof names[0] ? names[code] : "unknown";
}
