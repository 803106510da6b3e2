// Structs as bytes: what is written comes back; lies about lengths, counts and numbers do not.
#include "base/wire.h"

#include "base/json.h"
#include "harness.h"

struct leaf {
    struct str name;
    double score;
};

struct tree {
    int64_t at;
    bool flag;
    uint32_t kind;
    struct str title, bytes;
    struct leaf *leaves;
    size_t leaf_count;
    struct str *along;
    struct leaf *one;
    int stays;
};

static const struct wire_field leaf_fields[] = {
    WIRE_TEXT_OF(struct leaf, name, 100),
    WIRE_REAL_OF(struct leaf, score),
};
static const struct wire_table leaf_table = WIRE_TABLE(struct leaf, leaf_fields, NULL);
static const struct wire_field tree_fields[] = {
    WIRE_RAW_OF(struct tree, at),
    WIRE_NUMBER_OF(struct tree, flag, true),
    WIRE_NUMBER_OF(struct tree, kind, 3),
    WIRE_TEXT_OF(struct tree, title, 10),
    WIRE_BYTES_OF(struct tree, bytes, 10),
    WIRE_LIST_OF(struct tree, leaves, leaf_count, 5, &leaf_table),
    WIRE_ALONG_OF(struct tree, along, leaf_count, &wire_texts),
    WIRE_POINTER_OF(struct tree, one, &leaf_table),
};

static bool is_even(const void *tree)
{
    return ((const struct tree *)tree)->at % 2 == 0;
}

static const struct wire_table tree_table = WIRE_TABLE(struct tree, tree_fields, is_even);

static struct leaf leaves[2] = {
    {S_INIT("ورقة"), 0.5 },
    {{NULL, 0},          -2.0}
};
static struct str along[2] = {
    S_INIT(""), {NULL, 0}
};
static const struct tree sample = {-4,     true, 3,     S_INIT("عنوان"), S_INIT("\xFF\0\x01"),
                                   leaves, 2,    along, &leaves[0],      7};

static bool there_and_back(struct arena *a, const struct tree *from, struct tree *to)
{
    struct buf b = {0};
    wire_write(&b, &tree_table, from);
    struct str in = arena_str(a, buf_str(&b));
    buf_release(&b);
    return wire_read(a, &in, &tree_table, to) && in.n == 0;
}

TEST(wire_brings_back_what_was_written)
{
    struct arena a = {0};
    struct tree got = {.stays = 9};
    CHECK(there_and_back(&a, &sample, &got));
    CHECK_INT(got.at, -4);
    CHECK(got.flag && got.kind == 3);
    CHECK_STR(got.title, "عنوان");
    CHECK_VIEW(got.bytes, sample.bytes);
    CHECK_INT(got.leaf_count, 2);
    CHECK_STR(got.leaves[0].name, "ورقة");
    CHECK(got.leaves[1].name.p == NULL && got.leaves[1].score < -1.9);
    CHECK(got.along[0].p != NULL && got.along[0].n == 0 && got.along[1].p == NULL);
    CHECK(got.one && got.one->score > 0.4);
    CHECK_INT(got.stays, 9);
    struct tree bare = {0}, none = {0};
    CHECK(there_and_back(&a, &bare, &none));
    CHECK(none.one == NULL && none.title.p == NULL && none.leaf_count == 0);
    arena_release(&a);
}

TEST(wire_takes_nothing_out_of_bounds)
{
    struct arena a = {0};
    struct tree got, bad = sample;
    bad.kind = 4;
    CHECK(!there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    bad = sample, bad.at = 3; // not fit
    CHECK(!there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    bad = sample, bad.title = S("\xFFtext");
    CHECK(!there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    bad = sample, bad.title = S("12345678901");
    CHECK(!there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    struct leaf odd = {S("x"), (double)__builtin_inff()};
    bad = sample, bad.one = &odd;
    CHECK(!there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    struct leaf many[6] = {0};
    struct str names[6] = {0};
    bad = sample, bad.leaves = many, bad.along = names, bad.leaf_count = 6;
    CHECK(!there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    bad.leaf_count = 5;
    CHECK(there_and_back(&a, &bad, (got = (struct tree){0}, &got)));
    arena_release(&a);
}

// Cut anywhere, with any byte changed: it ends, and takes little memory.
TEST(wire_ends_on_any_bytes)
{
    struct arena a = {.limit = 4096};
    struct buf b = {0};
    wire_write(&b, &tree_table, &sample);
    for (size_t cut = 0; cut < b.n; cut++) {
        struct str in = {b.p, cut};
        struct tree got = {0};
        CHECK(!wire_read(&a, &in, &tree_table, &got));
        arena_reset(&a);
    }
    for (size_t at = 0; at < b.n; at++)
        for (int value = 0; value < 256; value += 15) {
            char old = b.p[at];
            struct str in = buf_str(&b);
            struct tree got = {0};
            b.p[at] = (char)value;
            if (wire_read(&a, &in, &tree_table, &got))
                CHECK(got.kind <= 3 && got.leaf_count <= 5 && got.title.n <= 10);
            b.p[at] = old;
            arena_reset(&a);
        }
    buf_release(&b);
    arena_release(&a);
}

TEST(json_plain_object_is_what_our_writer_makes)
{
    struct buf b = {0};
    struct json j = {.out = &b};
    json_begin_object(&j);
    json_put_str(&j, "a", S("\"<\\\n\x01 ورقة"));
    json_put_real(&j, "b", -1.25, 3);
    json_put_real(&j, "tiny", 1e-7, 9);
    json_put_int(&j, "c", INT64_MIN);
    json_put_bool(&j, "d", false);
    json_put_str_or_null(&j, "e", (struct str){0});
    json_key(&j, "f");
    json_begin_array(&j);
    json_begin_object(&j);
    json_end_object(&j);
    json_add_int(&j, 0);
    json_end_array(&j);
    json_end_object(&j);
    CHECK(json_is_plain_object(buf_str(&b)));
    for (size_t cut = 0; cut < b.n; cut++)
        CHECK(!json_is_plain_object((struct str){b.p, cut}));
    buf_release(&b);
    static const char *const bad[] = {
        "{}x",           "[]",
        "{\"a\"}",       "{\"a\":}",
        "{\"a\":1,}",    "{\"a\":01}",
        "{\"a\":\"<\"}", "{\"a\":.5}",
        "{\"a\":[1,]}",  "{\"a\":\"\n\"}",
        "{\"a\":tru}",   "{a:1}",
        "{\"a\":1 }",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        CHECK(!json_is_plain_object(str_from_cstr(bad[i])));
    struct buf deep = {0};
    for (int i = 0; i < 100; i++)
        buf_add(&deep, S("{\"a\":"));
    buf_add(&deep, S("1"));
    for (int i = 0; i < 100; i++)
        buf_add(&deep, S("}"));
    CHECK(!json_is_plain_object(buf_str(&deep)));
    buf_release(&deep);
}
