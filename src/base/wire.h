// wire: structs as bytes between two processes of this program, by tables of their fields.
//
// A table lists the fields that travel; one walk writes them, one reads them back.  The reader
// believes nothing: it ends on any bytes, allocates at most a small multiple of what it was given,
// and takes numbers only within their bounds and texts only as UTF-8.  Both sides are one binary,
// so numbers travel as they lie in memory.
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include "base/arena.h"
#include "base/buf.h"

enum wire_kind {
    WIRE_RAW,     // `size` bytes of which any values will do
    WIRE_NUMBER,  // an unsigned number or enum of `size` bytes (1, 4, 8), at most `max`
    WIRE_REAL,    // a finite double
    WIRE_TEXT,    // a struct str: UTF-8 of at most `max` bytes, or missing (.p NULL)
    WIRE_BYTES,   // the same of any bytes
    WIRE_LIST,    // a pointer to as many structs as the size_t at `count` says, at most `max`
    WIRE_ALONG,   // the same, where a WIRE_LIST before it has brought the count
    WIRE_POINTER, // a pointer to one struct, or NULL
};

struct wire_field {
    enum wire_kind kind;
    size_t offset, size, max, count;
    const struct wire_table *of;
};

struct wire_table {
    size_t size; // of the struct
    const struct wire_field *fields;
    size_t field_count;
    bool (*is_fit)(const void *); // what must hold between fields; NULL: nothing
};

#define WIRE_SIZE_OF(S, field) sizeof(((S *)0)->field)
#define WIRE_RAW_OF(S, field)                                                                      \
    {                                                                                              \
        WIRE_RAW, offsetof(S, field), WIRE_SIZE_OF(S, field), 0, 0, NULL                           \
    }
#define WIRE_NUMBER_OF(S, field, max)                                                              \
    {                                                                                              \
        WIRE_NUMBER, offsetof(S, field), WIRE_SIZE_OF(S, field), (max), 0, NULL                    \
    }
#define WIRE_REAL_OF(S, field)                                                                     \
    {                                                                                              \
        WIRE_REAL, offsetof(S, field), sizeof(double), 0, 0, NULL                                  \
    }
#define WIRE_TEXT_OF(S, field, max)                                                                \
    {                                                                                              \
        WIRE_TEXT, offsetof(S, field), 0, (max), 0, NULL                                           \
    }
#define WIRE_BYTES_OF(S, field, max)                                                               \
    {                                                                                              \
        WIRE_BYTES, offsetof(S, field), 0, (max), 0, NULL                                          \
    }
#define WIRE_LIST_OF(S, field, count, max, table)                                                  \
    {                                                                                              \
        WIRE_LIST, offsetof(S, field), 0, (max), offsetof(S, count), (table)                       \
    }
#define WIRE_ALONG_OF(S, field, count, table)                                                      \
    {                                                                                              \
        WIRE_ALONG, offsetof(S, field), 0, 0, offsetof(S, count), (table)                          \
    }
#define WIRE_POINTER_OF(S, field, table)                                                           \
    {                                                                                              \
        WIRE_POINTER, offsetof(S, field), 0, 0, 0, (table)                                         \
    }
#define WIRE_TABLE(S, fields, is_fit)                                                              \
    {                                                                                              \
        sizeof(S), (fields), COUNT_OF(fields), (is_fit)                                            \
    }

// A list of struct str: table for WIRE_LIST_OF.
extern const struct wire_table wire_texts;

void wire_write(struct buf *out, const struct wire_table *t, const void *from);
// Takes a struct off *in into *to, which was zeroed; fields that do not travel stay as they were.
// Texts are views of *in, lists live in the arena.  false: the bytes are no such struct, and *to
// holds rubbish.  O(bytes).
bool wire_read(struct arena *a, struct str *in, const struct wire_table *t, void *to);

#endif
