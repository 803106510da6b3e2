// stage_names: the adapter of read/name_key and read/name_latin.
#include <jansson.h>

#include "read/name_key.h"
#include "read/name_latin.h"
#include "stage.h"

// Names in one script meet by their keys, names in two are read along each other.
static bool is_same(struct arena *a, struct str x, struct str y, bool person)
{
    bool x_latin = name_words_of(a, x, person).latin, y_latin = name_words_of(a, y, person).latin;
    if (x_latin != y_latin)
        return person && name_is_latin_of(a, x_latin ? y : x, x_latin ? x : y);
    struct str key = name_key_of(a, x, person);
    return key.n && str_eq(key, name_key_of(a, y, person));
}

enum err_code stage_names(struct stage_context *c, const struct json_t *in, struct json *out,
                          struct err *e)
{
    struct str type = json_get_str(in, "type"), name = json_get_str(in, "name");
    bool person = !type.p || str_eq(type, S("PERS"));
    struct str x = json_get_str(in, "a"), y = json_get_str(in, "b");
    if (x.p && y.p) {
        json_put_bool(out, "same", is_same(c->a, x, y, person));
        return ERR_NONE;
    }
    if (!name.p)
        return err_set(e, ERR_BAD_INPUT, "the line has neither \"name\" nor \"a\" and \"b\"");
    json_put_str_or_null(out, "key", name_key_of(c->a, name, person));
    json_put_str_or_null(out, "sound", person ? name_sound(c->a, name) : (struct str){0});
    return ERR_NONE;
}
