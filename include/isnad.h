// libisnad: pages into readings, readings into relations, for other programs.
//
// Pure: no file, no network, no clock.  A handle belongs to one thread at a time; use one per
// thread. Texts are UTF-8 (pages: any charset).  JSON is that of `isnad read --json` and the stages
// (docs/API.md); spans in it are Unicode code points.  The version number changes where a field or
// function changes its meaning.
//
//     cc reader.c $(pkg-config --cflags --libs isnad) -o reader
//
//     struct isnad *i = isnad_new();
//     struct isnad_page page = {.bytes = html, .length = strlen(html)};
//     puts(isnad_read(i, &page, NULL));
//     isnad_free(i);
#ifndef ISNAD_H
#define ISNAD_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ISNAD_API_VERSION 1

struct isnad;

// About 10 MB of caches and models; never NULL (out of memory ends the process with a message).
struct isnad *isnad_new(void);
void isnad_free(struct isnad *i); // NULL does nothing

struct isnad_page {
    const char *bytes; // as they came, `length` of them, at most 32 MiB are looked at
    size_t length;
    const char *url;          // where known, else NULL
    const char *content_type; // HTTP header where known, else NULL
};

// Takes a page apart and reads its articles: one JSON object, NUL-terminated, its length in
// *json_length (may be NULL).  Never fails: of any bytes, what could be read is returned.  Linear
// time.  The text belongs to the handle and is good until the next call with it.
const char *isnad_read(struct isnad *i, const struct isnad_page *page, size_t *json_length);

// How alike two articles are.  Titles may be NULL or empty.
struct isnad_likeness {
    double score;          // 0…1: about the same thing
    double a_in_b, b_in_a; // 0…1: share of the word runs of one that the other has
    bool duplicate;        // one text, perhaps with small edits
    bool same_story;       // about one event
};
struct isnad_likeness isnad_compare(struct isnad *i, const char *title_a, const char *text_a,
                                    const char *title_b, const char *text_b);

#ifdef __cplusplus
}
#endif

#endif
