// err: how a failure of the environment (network, disk, lock, schema) is reported.
//
// Fallible functions return 0 or the code, take `struct err *e` last, and are WARN_UNUSED.  Whoever
// detects the failure writes the full sentence; callers only pass it on.  Untouched on success, so
// calls chain with ||.  Parsers of outside bytes have no error result at all: see docs/STYLE.md.
#ifndef BASE_ERR_H
#define BASE_ERR_H

#define WARN_UNUSED __attribute__((warn_unused_result))

// X(code, text, who reacts)
#define ERR_CODES(X)                                                                               \
    X(ERR_IO, "input/output error") /* the user: disk, permission */                               \
    X(ERR_NOT_FOUND, "not found")   /* the caller may try another place */                         \
    X(ERR_TOO_LARGE, "too large")   /* the document is skipped and reported */                     \
    X(ERR_BAD_INPUT, "bad input")   /* the line or document is skipped and reported */             \
    X(ERR_USAGE, "usage")           /* exit code 2 and a hint at --help */                         \
    X(ERR_BUSY, "busy")             /* retried later: a lock, another writer */                    \
    X(ERR_STORE, "store")           /* the store is damaged or of another version */               \
    X(ERR_NET, "network")           /* retried with back-off */                                    \
    X(ERR_REFUSED, "refused")       /* by policy: private address, robots; not retried */

enum err_code {
    ERR_NONE,
#define ERR_ENUM(code, text) code,
    ERR_CODES(ERR_ENUM)
#undef ERR_ENUM
};

struct err {
    enum err_code code;
    char text[400]; // one line, a fact, no newline at the end
};

// Fills *e (e may be NULL) and returns code.
enum err_code err_set(struct err *e, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
