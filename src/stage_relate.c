// stage_relate: adapters for the stages of relate/.
#include "stage.h"

#include <jansson.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "relate/near.h"
#include "relate/topic.h"

// {"title", "text"} as a topic; an error where the member is no object with one of them.
static enum err_code topic_member(struct stage_context *c, const json_t *in, const char *key,
                                  struct topic *out, struct err *e)
{
    const json_t *member = json_object_get(in, key);
    struct str title = json_get_str(member, "title"), text = json_get_str(member, "text");
    if (!title.p && !text.p)
        return err_set(e, ERR_BAD_INPUT, "\"%s\" must be an object with a title and a text", key);
    *out = topic_of(c->a, c->cache, utf8_repair(c->a, title), utf8_repair(c->a, text), NULL);
    return ERR_NONE;
}

enum err_code stage_similarity(struct stage_context *c, const json_t *in, struct json *out,
                               struct err *e)
{
    struct topic a, b;
    enum err_code code = topic_member(c, in, "a", &a, e);
    if (!code)
        code = topic_member(c, in, "b", &b, e);
    if (code)
        return code;
    struct likeness l = likeness_of(&a, &b);
    json_put_real(out, "score", l.score, 4);
    json_put_bool(out, "duplicate", l.duplicate);
    json_put_bool(out, "same_story", l.same_story);
    json_key(out, "containment");
    json_begin_array(out);
    json_add_real(out, l.a_in_b, 4);
    json_add_real(out, l.b_in_a, 4);
    json_end_array(out);
    json_put_real(out, "jaccard", l.jaccard, 4);
    return ERR_NONE;
}

// --- near ---------------------------------------------------------------------------------------

// Half of it, the least that is kept, is a week of 7,000 articles a day; some 650 MB when full.
enum { NEAR_WINDOW = 100000 };

void stage_near_init(struct stage_context *c)
{
    c->state = near_new(NEAR_WINDOW);
}

void stage_near_release(struct stage_context *c)
{
    near_free(c->state);
}

static void put_matches(struct json *out, const char *key, const struct near_match *v, size_t n)
{
    json_key(out, key);
    json_begin_array(out);
    for (size_t i = 0; i < n; i++) {
        json_begin_object(out);
        json_put_str(out, "id", v[i].id);
        json_put_real(out, "jaccard", v[i].jaccard, 4);
        json_key(out, "containment");
        json_begin_array(out);
        json_add_real(out, v[i].new_in_old, 4);
        json_add_real(out, v[i].old_in_new, 4);
        json_end_array(out);
        json_end_object(out);
    }
    json_end_array(out);
}

enum err_code stage_near(struct stage_context *c, const json_t *in, struct json *out, struct err *e)
{
    const json_t *given = json_object_get(in, "id");
    struct str id = json_get_str(in, "id"), title = json_get_str(in, "title"), text;
    if (json_is_integer(given))
        id = arena_printf(c->a, "%lld", (long long)json_integer_value(given));
    if (!id.p)
        return err_set(e, ERR_BAD_INPUT, "the line has no \"id\"");
    enum err_code code = stage_text(c, in, &text, e);
    if (code)
        return code;
    struct rarity rarity = near_rarity(c->state);
    struct topic topic = topic_of(c->a, c->cache, utf8_repair(c->a, title), text, &rarity);
    struct near_article article = {.id = id,
                                   .outlet = json_get_str(in, "outlet"),
                                   .topic = &topic,
                                   .published_at = NEAR_NO_TIME};
    article.prints = fingerprints_of(c->a, topic.in_order);
    if (!rfc3339_parse(json_get_str(in, "published"), &article.published_at))
        article.published_at = NEAR_NO_TIME;
    struct near_result r = near_add(c->state, c->a, &article);
    if (json_is_integer(given))
        json_put_int(out, "id", json_integer_value(given));
    else
        json_put_str(out, "id", id);
    put_matches(out, "duplicates", r.duplicates, r.duplicate_count);
    put_matches(out, "overlaps", r.copies, r.copy_count);
    json_put_str_or_null(out, "copy_of", r.copy_of);
    json_put_str(out, "story", r.story);
    return ERR_NONE;
}
