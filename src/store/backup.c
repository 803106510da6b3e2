// backup: a copy of a store that others are writing.
//
// VACUUM INTO reads one snapshot and writes a file without holes; SQLite's backup interface would
// start again whenever a collector commits.  The copy is made under another name, checked, brought
// to the disk and only then renamed, so that a file of that name is always a good backup.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_int.h"

// The file's bytes, or the folder's entry for it, on the disk.
static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

static enum err_code copy_into(struct store *s, const char *part, struct err *e)
{
    sqlite3_stmt *st = NULL;
    int code = sqlite3_prepare_v2(s->db, "VACUUM INTO ?1", -1, &st, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_text(st, 1, part, -1, SQLITE_STATIC);
        code = sqlite3_step(st);
    }
    enum err_code result = ERR_NONE;
    if (code != SQLITE_DONE)
        result = err_set(e, ERR_STORE, "cannot write %s: %s", part, sqlite3_errmsg(s->db));
    sqlite3_finalize(st);
    return result;
}

static enum err_code check_copy(const char *part, struct err *e)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    bool ok = sqlite3_open_v2(part, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK &&
              sqlite3_step(st) == SQLITE_ROW &&
              strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
    sqlite3_finalize(st);
    sqlite3_close(db);
    return ok ? ERR_NONE : err_set(e, ERR_STORE, "the copy %s is damaged", part);
}

static enum err_code publish(const char *part, const char *path, int64_t *bytes, struct err *e)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + 1 : 0;
    if (n >= sizeof folder)
        return err_set(e, ERR_USAGE, "the name of the copy is too long");
    memcpy(folder, path, n);
    folder[n] = 0;
    struct stat st;
    // link() rather than rename(): it never replaces a file that appeared meanwhile.
    if (!sync_path(part, O_RDWR) || stat(part, &st) != 0 || link(part, path) != 0 ||
        unlink(part) != 0 || !sync_path(n ? folder : ".", O_RDONLY | O_DIRECTORY))
        return err_set(e, ERR_STORE, "cannot finish %s: %s", path, strerror(errno));
    *bytes = st.st_size;
    return ERR_NONE;
}

enum err_code store_backup(struct store *s, const char *path, int64_t *bytes, struct err *e)
{
    char part[4096];
    if (access(path, F_OK) == 0)
        return err_set(e, ERR_USAGE, "%s exists; a backup never replaces a file", path);
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        return err_set(e, ERR_USAGE, "the name of the copy is too long");
    unlink(part); // of a run that was killed
    enum err_code code = copy_into(s, part, e);
    if (!code)
        code = check_copy(part, e);
    if (!code)
        code = publish(part, path, bytes, e);
    if (code)
        unlink(part);
    return code;
}
