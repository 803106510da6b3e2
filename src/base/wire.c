// wire: see wire.h.
//
// A text is its length plus one (0: missing) in four bytes and its bytes, a list its count in four
// bytes and its structs, a pointer one byte and its struct.  Tables nest, but never in a circle, so
// the depth is that of the tables.
#include "base/wire.h"

#include <assert.h>
#include <math.h>

#include "base/utf8.h"

static const struct wire_field text_fields[] = {
    {WIRE_TEXT, 0, 0, UINT32_MAX - 1, 0, NULL}
};
const struct wire_table wire_texts = {sizeof(struct str), text_fields, COUNT_OF(text_fields), NULL};

// --- out ----------------------------------------------------------------------------------------

static void write_raw(struct buf *out, const void *p, size_t n)
{
    buf_add(out, (struct str){p, n});
}

static void write_length(struct buf *out, size_t n)
{
    uint32_t length = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    write_raw(out, &length, sizeof length);
}

static void write_structs(struct buf *out, const struct wire_table *t, const char *first, size_t n)
{
    for (size_t i = 0; i < n; i++)
        wire_write(out, t, first + i * t->size);
}

static void write_field(struct buf *out, const struct wire_field *f, const char *from)
{
    const char *at = from + f->offset;
    const struct str *text = (const void *)at;
    const char *const *first = (const void *)at;
    const size_t *count = (const void *)(from + f->count);
    switch (f->kind) {
    case WIRE_RAW:
    case WIRE_NUMBER: write_raw(out, at, f->size); break;
    case WIRE_REAL: write_raw(out, at, sizeof(double)); break;
    case WIRE_TEXT:
    case WIRE_BYTES:
        write_length(out, text->p ? text->n + 1 : 0);
        buf_add(out, text->p ? *text : S(""));
        break;
    case WIRE_LIST:
        write_length(out, *count);
        write_structs(out, f->of, *first, *count);
        break;
    case WIRE_ALONG: write_structs(out, f->of, *first, *count); break;
    case WIRE_POINTER:
        buf_add_byte(out, *first != NULL);
        write_structs(out, f->of, *first, *first != NULL);
        break;
    }
}

void wire_write(struct buf *out, const struct wire_table *t, const void *from)
{
    for (size_t i = 0; i < t->field_count; i++)
        write_field(out, &t->fields[i], from);
}

// --- in -----------------------------------------------------------------------------------------

static bool read_raw(struct str *in, void *to, size_t n)
{
    if (in->n < n)
        return false;
    memcpy(to, in->p, n);
    *in = str_drop(*in, n);
    return true;
}

static bool read_length(struct str *in, size_t *n)
{
    uint32_t length;
    if (!read_raw(in, &length, sizeof length))
        return false;
    *n = length;
    return true;
}

static bool read_number(struct str *in, const struct wire_field *f, void *to)
{
    uint8_t small;
    uint32_t middle;
    uint64_t value = 0;
    const struct str bytes = str_take(*in, f->size);
    if (!read_raw(in, to, f->size))
        return false;
    switch (f->size) {
    case sizeof small: memcpy(&small, bytes.p, sizeof small), value = small; break;
    case sizeof middle: memcpy(&middle, bytes.p, sizeof middle), value = middle; break;
    default: memcpy(&value, bytes.p, sizeof value); break;
    }
    return value <= f->max;
}

static bool read_real(struct str *in, double *to)
{
    return read_raw(in, to, sizeof *to) && isfinite(*to);
}

static bool read_str(struct str *in, const struct wire_field *f, struct str *to)
{
    size_t n;
    if (!read_length(in, &n) || n > in->n + 1 || n > f->max + 1)
        return false;
    *to = n ? (struct str){in->p, n - 1} : (struct str){0};
    *in = str_drop(*in, to->n);
    return f->kind == WIRE_BYTES || utf8_is_valid(*to);
}

// The fewest bytes that a struct takes, so that a count can be judged before memory is taken.
static size_t least_bytes(const struct wire_table *t)
{
    static const size_t of_kind[] = {[WIRE_REAL] = sizeof(double),
                                     [WIRE_TEXT] = sizeof(uint32_t),
                                     [WIRE_BYTES] = sizeof(uint32_t),
                                     [WIRE_LIST] = sizeof(uint32_t),
                                     [WIRE_POINTER] = 1};
    size_t n = 0;
    for (size_t i = 0; i < t->field_count; i++)
        n += t->fields[i].size ? t->fields[i].size : of_kind[t->fields[i].kind];
    return n;
}

static bool read_structs(struct arena *a, struct str *in, const struct wire_table *t, size_t n,
                         char **first)
{
    size_t least = least_bytes(t);
    assert(least > 0);
    if (n > in->n / least)
        return false;
    *first = arena_alloc_array(a, n, t->size);
    for (size_t i = 0; i < n; i++)
        if (!wire_read(a, in, t, *first + i * t->size))
            return false;
    return true;
}

static bool read_field(struct arena *a, struct str *in, const struct wire_field *f, char *to)
{
    void *at = to + f->offset;
    size_t *count = (void *)(to + f->count);
    uint8_t there;
    switch (f->kind) {
    case WIRE_RAW: return read_raw(in, at, f->size);
    case WIRE_NUMBER: return read_number(in, f, at);
    case WIRE_REAL: return read_real(in, at);
    case WIRE_TEXT:
    case WIRE_BYTES: return read_str(in, f, at);
    case WIRE_LIST:
        return read_length(in, count) && *count <= f->max && read_structs(a, in, f->of, *count, at);
    case WIRE_ALONG: return read_structs(a, in, f->of, *count, at);
    case WIRE_POINTER:
        if (!read_raw(in, &there, 1) || there > 1)
            return false;
        return !there || read_structs(a, in, f->of, 1, at);
    }
    return false;
}

bool wire_read(struct arena *a, struct str *in, const struct wire_table *t, void *to)
{
    for (size_t i = 0; i < t->field_count; i++)
        if (!read_field(a, in, &t->fields[i], to))
            return false;
    return !t->is_fit || t->is_fit(to);
}
