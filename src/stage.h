// stage: the adapters between NDJSON and the pure stages (design.md section 7).
//
// An adapter reads the members it needs from `in` and writes the members of the output object; the
// driver (cmd_stage.c) writes the braces, or {"error": …} in place of the object where the adapter
// returns an error.  Adapters live in src/stage_*.c, one per floor or room.
#ifndef STAGE_H
#define STAGE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"

struct json_t;
struct token_cache;
struct ner_cache;

struct stage_context {
    struct arena *a; // reset between lines
    struct token_cache *cache;
    struct ner_cache *names;
    bool explain; // --explain: readings say what made them
    void *state;  // of a stage that relates lines to each other; made and freed by its row
};

typedef enum err_code (*stage_fn)(struct stage_context *c, const struct json_t *in,
                                  struct json *out, struct err *e);

// The bytes a line is about: its "html" or "text", or the contents of "file" (gzip read through).
WARN_UNUSED enum err_code stage_bytes(struct stage_context *c, const struct json_t *in,
                                      struct str *out, struct err *e);
// The "text" member, repaired to valid UTF-8; an error where it is missing.
WARN_UNUSED enum err_code stage_text(struct stage_context *c, const struct json_t *in,
                                     struct str *out, struct err *e);

enum err_code stage_charset(struct stage_context *c, const struct json_t *in, struct json *out,
                            struct err *e);
enum err_code stage_dates(struct stage_context *c, const struct json_t *in, struct json *out,
                          struct err *e);
enum err_code stage_entities(struct stage_context *c, const struct json_t *in, struct json *out,
                             struct err *e);
enum err_code stage_feed(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e);
enum err_code stage_keyphrases(struct stage_context *c, const struct json_t *in, struct json *out,
                               struct err *e);
enum err_code stage_language(struct stage_context *c, const struct json_t *in, struct json *out,
                             struct err *e);
// `near` relates each line to the ones before it: its state is made and freed by its row.
void stage_near_init(struct stage_context *c);
void stage_near_release(struct stage_context *c);
enum err_code stage_near(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e);
enum err_code stage_page(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e);
// The pipeline that stage_page works with; "read": false in a line leaves the reading out.
void stage_page_init(struct stage_context *c);
void stage_page_release(struct stage_context *c);
enum err_code stage_quotes(struct stage_context *c, const struct json_t *in, struct json *out,
                           struct err *e);
enum err_code stage_similarity(struct stage_context *c, const struct json_t *in, struct json *out,
                               struct err *e);
enum err_code stage_tokens(struct stage_context *c, const struct json_t *in, struct json *out,
                           struct err *e);

enum err_code stage_claims(struct stage_context *c, const struct json_t *in, struct json *out,
                           struct err *e);
enum err_code stage_compare(struct stage_context *c, const struct json_t *in, struct json *out,
                            struct err *e);
enum err_code stage_guard(struct stage_context *c, const struct json_t *in, struct json *out,
                          struct err *e);
enum err_code stage_names(struct stage_context *c, const struct json_t *in, struct json *out,
                          struct err *e);
enum err_code stage_robots(struct stage_context *c, const struct json_t *in, struct json *out,
                           struct err *e);
enum err_code stage_sanitise(struct stage_context *c, const struct json_t *in, struct json *out,
                             struct err *e);
enum err_code stage_statement(struct stage_context *c, const struct json_t *in, struct json *out,
                              struct err *e);
enum err_code stage_warc(struct stage_context *c, const struct json_t *in, struct json *out,
                         struct err *e);

#endif
