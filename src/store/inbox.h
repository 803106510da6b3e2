// inbox: what hubs have sent, between the site that receives it and the collector that takes it up
// (decision 0041).
//
// A database of its own beside the store, so that the site needs no right to write the store and
// never waits for its writer.  A letter is safe once it is put; the collector drops it after what
// it brought is committed, so a crash means a letter read twice, which changes nothing.
#ifndef STORE_INBOX_H
#define STORE_INBOX_H

#include "base/arena.h"
#include "base/err.h"

enum letter_kind {
    LETTER_CONFIRMED, // the hub has asked whether we want the subscription, and was told so
    LETTER_LEFT,      // the same for its end
    LETTER_DENIED,    // the hub will not, or not any more
    LETTER_CONTENT
};

struct letter {
    int64_t letter; // its number, growing
    enum letter_kind kind;
    struct str token; // of the subscription
    int64_t lease_s;  // LETTER_CONFIRMED
    struct str type;  // LETTER_CONTENT: Content-Type; LETTER_DENIED: the reason; may be empty
    struct str body;
};

enum {
    INBOX_BODY_MAX = 5 << 20,   // bytes of one letter
    INBOX_BYTES_MAX = 64 << 20, // of all letters that wait
    INBOX_LETTERS_MAX = 4096,
    INBOX_OF_ONE_MAX = 64 // letters that wait of one subscription
};

struct inbox;

// `where` as for store_open.  Makes it where `make` is set, else ERR_NOT_FOUND.  One thread at a
// time may use it.
WARN_UNUSED enum err_code inbox_open(struct inbox **out, const char *where, bool make,
                                     struct err *e);
void inbox_close(struct inbox *inbox);
// ERR_TOO_LARGE where it is full: the hub may try again.
WARN_UNUSED enum err_code inbox_put(struct inbox *inbox, const struct letter *l, struct err *e);
// Letters behind number `after`, oldest first: at most `limit`, and no more once their bodies have
// reached `bytes`.
WARN_UNUSED enum err_code inbox_read(struct inbox *inbox, struct arena *a, int64_t after,
                                     size_t limit, size_t bytes, struct letter **out, size_t *count,
                                     struct err *e);
// Drops all letters of these numbers.
WARN_UNUSED enum err_code inbox_drop(struct inbox *inbox, const int64_t *letters, size_t count,
                                     struct err *e);

#endif
