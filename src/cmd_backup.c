// cmd_backup: `isnad backup`, a copy of the store while it is in use.
#include "base/json.h"
#include "cmd.h"
#include "options.h"
#include "store/store.h"

static const struct usage usage = {
    "backup [OPTION…] FILE",
    "Writes a copy of the store to FILE, which must not exist.  Collecting, adding and serving "
    "may\n"
    "go on: the copy is one state of the store, checked, and FILE appears only when it is "
    "complete\n"
    "and on the disk.  The copy is a store: --store=FILE opens it where its name ends in .db; as\n"
    "isnad.db in a folder it takes the place of a lost one.",
    "  isnad backup /backup/isnad-$(date +%F).db\n",
};

int cmd_backup(int argc, char **argv)
{
    const char *where = NULL;
    bool json = false;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "the store to copy"},
        {"json",  'j', OPTION_FLAG,   &json,  NULL,   "one JSON object"  },
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count != 1)
        return options_complain(&usage, "give the file to write");
    struct err e = {0};
    struct store *store = NULL;
    int64_t bytes = 0;
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code)
        code = store_backup(store, argv[0], &bytes, &e);
    store_close(store);
    if (code) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return code == ERR_USAGE ? 2 : 1;
    }
    if (json) {
        struct buf out = {0};
        struct json j = {.out = &out};
        json_begin_object(&j);
        json_put_str(&j, "file", str_from_cstr(argv[0]));
        json_put_int(&j, "bytes", bytes);
        json_end_object(&j);
        printf("%.*s\n", STR_ARGS(buf_str(&out)));
        buf_release(&out);
    } else {
        printf("%.1f MB written to %s\n", (double)bytes / 1e6, argv[0]);
    }
    return 0;
}
