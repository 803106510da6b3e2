// file: see file.h.  libdeflate inflates whole buffers (2-3 times as fast as zlib, html.md 3b);
// zlib reads streams of lines.
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/limits.h"

static bool is_gzip(struct str s)
{
    return s.n >= 18 && (unsigned char)s.p[0] == 0x1F && (unsigned char)s.p[1] == 0x8B;
}

static enum err_code slurp(FILE *f, const char *path, size_t max, struct buf *b, struct err *e)
{
    for (;;) {
        char *p = buf_room(b, 64 * KIB);
        if (!p)
            return err_set(e, ERR_TOO_LARGE, "%s is larger than %zu MiB", path, max / MIB);
        size_t n = fread(p, 1, 64 * KIB, f);
        b->n += n;
        if (n == 0)
            break;
    }
    return ferror(f) ? err_set(e, ERR_IO, "cannot read %s: %s", path, strerror(errno)) : ERR_NONE;
}

enum err_code file_read(struct arena *a, const char *path, size_t max, struct str *out,
                        struct err *e)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rb");
    if (!f)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s: %s", path,
                       strerror(errno));
    struct buf b;
    buf_init(&b, max + 64 * KIB);
    enum err_code code = slurp(f, path, max, &b, e);
    if (!standard)
        fclose(f);
    if (!code && is_gzip(buf_str(&b)))
        code = gzip_inflate(a, buf_str(&b), max, out, e);
    else if (!code)
        *out = arena_str(a, buf_str(&b));
    buf_release(&b);
    return code;
}

enum err_code gzip_inflate(struct arena *a, struct str in, size_t max, struct str *out,
                           struct err *e)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d)
        return err_set(e, ERR_IO, "out of memory");
    struct buf b;
    buf_init(&b, max);
    enum err_code code = ERR_NONE;
    size_t guess = in.n * 6 + 1024; // mean ratio of real pages: 5.1 to 6.3 (html.md 3b)
    bool any = false;
    while (!code && is_gzip(in)) {
        size_t left = max - b.n;
        size_t room = guess < left ? guess : left;
        char *p = buf_room(&b, room);
        size_t used = 0, made = 0;
        enum libdeflate_result r =
            p ? libdeflate_gzip_decompress_ex(d, in.p, in.n, p, room, &used, &made)
              : LIBDEFLATE_INSUFFICIENT_SPACE;
        if (r == LIBDEFLATE_SUCCESS) {
            b.n += made;
            in = str_drop(in, used);
            any = true;
        } else if (r == LIBDEFLATE_INSUFFICIENT_SPACE && room < left) {
            guess *= 4;
        } else if (r == LIBDEFLATE_INSUFFICIENT_SPACE) {
            code = err_set(e, ERR_TOO_LARGE, "inflates to more than %zu MiB", max / MIB);
        } else {
            break;
        }
    }
    if (!code && !any)
        code = err_set(e, ERR_BAD_INPUT, "damaged gzip data");
    if (!code)
        *out = arena_str(a, buf_str(&b));
    buf_release(&b);
    libdeflate_free_decompressor(d);
    return code;
}

enum err_code file_map(const char *path, struct str *out, struct err *e)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        enum err_code code = errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
        err_set(e, code, "cannot open %s: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return code;
    }
    size_t n = (size_t)st.st_size;
    void *p = n ? mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    close(fd);
    if (p == MAP_FAILED)
        return err_set(e, ERR_IO, "cannot map %s: %s", path, strerror(errno));
    *out = (struct str){p, n};
    return ERR_NONE;
}

void file_unmap(struct str mapped)
{
    if (mapped.n)
        munmap((void *)(uintptr_t)mapped.p, mapped.n);
}

enum err_code lines_open(struct line_reader *r, const char *path, struct err *e)
{
    struct stat st;
    bool standard = strcmp(path, "-") == 0;
    if (!standard && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return err_set(e, ERR_IO, "cannot read %s: it is a folder", path);
    gzFile gz = standard ? gzdopen(fileno(stdin), "rb") : gzopen(path, "rb");
    if (!gz)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "cannot open %s: %s", path,
                       strerror(errno));
    gzbuffer(gz, 256 * 1024);
    r->gz = gz;
    buf_init(&r->line, LIMIT_NDJSON_LINE);
    return ERR_NONE;
}

bool lines_next(struct line_reader *r, struct str *line)
{
    buf_reset(&r->line);
    char chunk[64 * 1024];
    bool any = false;
    while (gzgets(r->gz, chunk, sizeof chunk)) {
        // gzgets cannot tell a NUL byte from its own end; such a line is cut there, as JSON
        // forbids NUL anyway.
        struct str s = str_from_cstr(chunk);
        any = true;
        bool end = s.n && s.p[s.n - 1] == '\n';
        buf_add(&r->line, end ? str_take(s, s.n - 1) : s);
        if (end)
            break;
    }
    *line = buf_str(&r->line);
    if (line->n && line->p[line->n - 1] == '\r')
        line->n--;
    return any;
}

enum err_code lines_end(const struct line_reader *r, const char *path, struct err *e)
{
    int code;
    const char *why = gzerror(r->gz, &code);
    if (code == Z_OK || code == Z_STREAM_END)
        return ERR_NONE;
    return err_set(e, ERR_IO, "%s: %s", path,
                   code == Z_BUF_ERROR    ? "the gzip data are cut off"
                   : code == Z_DATA_ERROR ? "the gzip data are damaged"
                   : code == Z_ERRNO      ? strerror(errno)
                                          : why);
}

void lines_close(struct line_reader *r)
{
    if (r->gz)
        gzclose(r->gz);
    r->gz = NULL;
    buf_release(&r->line);
}
