// json: writes JSON into a buf.  (Reading is jansson's, through json_line below.)
//
// One writer for everything that leaves the program as JSON: NDJSON, API, LD+JSON.  It keeps the
// commas itself, escapes what RFC 8259 section 7 asks for, and U+2028/2029 and '<' too, so that its
// output may stand inside a script element.  Ill-formed UTF-8 becomes U+FFFD.
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"
#include "base/err.h"

struct json_t; // jansson's

struct json {
    struct buf *out;
    bool need_comma;
};

void json_begin_object(struct json *j);
void json_end_object(struct json *j);
void json_begin_array(struct json *j);
void json_end_array(struct json *j);
void json_key(struct json *j, const char *key);

void json_add_str(struct json *j, struct str s);
// null where s.p is NULL, else the string.
void json_add_str_or_null(struct json *j, struct str s);
void json_add_int(struct json *j, int64_t value);
// At most `decimals` (0..9) digits behind the point, no trailing zeros; NaN and infinities: null.
void json_add_real(struct json *j, double value, int decimals);
void json_add_bool(struct json *j, bool value);
void json_add_null(struct json *j);

// Key and value in one call.
void json_put_str(struct json *j, const char *key, struct str s);
void json_put_str_or_null(struct json *j, const char *key, struct str s);
void json_put_int(struct json *j, const char *key, int64_t value);
void json_put_real(struct json *j, const char *key, double value, int decimals);
void json_put_bool(struct json *j, const char *key, bool value);
// RFC 3339, seconds UTC; null for TIME_NONE (base/civil.h).
void json_put_time(struct json *j, const char *key, int64_t seconds);

// Reads one JSON object; NULL, with e filled, where it is none.  The caller json_decref()s it.
struct json_t *json_line(struct str line, struct err *e);
// The string member `key` of an object, the empty view (.p NULL) where there is none.  A view into
// the object.
struct str json_get_str(const struct json_t *object, const char *key);

// Whether s is one object as this writer makes them: no blanks between values, no '<', at most
// LIMIT_JSON_DEPTH deep.  O(n); that it is UTF-8 is looked at elsewhere.
bool json_is_plain_object(struct str s);

#endif
