// buf: bytes that grow up to a maximum given at the start.
//
// Past the maximum nothing more is added and `full` is set: the writer goes on without checks and
// the owner looks once at the end.  Zeroed is valid and means "no maximum".
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
    char *p;
    size_t n, cap;
    size_t max; // bytes; 0 = none
    bool full;  // something was left out
};

void buf_init(struct buf *b, size_t max);
void buf_release(struct buf *b);
// Empty, memory kept.
void buf_reset(struct buf *b);

void buf_add(struct buf *b, struct str s);
void buf_add_byte(struct buf *b, char c);
// One code point as UTF-8; surrogates and values past U+10FFFF become U+FFFD.
void buf_add_point(struct buf *b, uint32_t point);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Room for n more bytes at the returned place, NULL if that would pass the maximum; the caller adds
// what it wrote to b->n.
char *buf_room(struct buf *b, size_t n);
// A view of the contents, good until the next change.
struct str buf_str(const struct buf *b);

#endif
