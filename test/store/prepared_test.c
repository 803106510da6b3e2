// An article prepared in another process is stored as one prepared in this one.
#include <sqlite3.h>

#include "base/limits.h"
#include "base/wire.h"
#include "harness.h"
#include "page/page.h"
#include "pipeline.h"
#include "store/record.h"
#include "store/store_int.h"

// Something of everything that a reading has.
static const struct str sample = S_INIT(
    "<html lang=ar><head><title>السد يمتلئ</title></head><body><article><h1>السد يمتلئ</h1>"
    "<p>بغداد اليوم - بغداد</p><p>قال وزير الموارد المائية سالم الوادي إن \"السد امتلأ تماما هذا "
    "العام بعد الأمطار الأخيرة\" يوم 24 تموز 2024.</p><p>وأكد رئيس الوزراء محمد السوداني في "
    "بغداد أن الحكومة ستبني ثلاثة سدود في البصرة والموصل بكلفة 40 مليون دولار.</p>"
    "<p>وأضافت وكالة رويترز أن الأمم المتحدة ترحب بذلك.</p></article></body></html>");

static struct prepared *prepare(struct arena *a, struct pipeline *p)
{
    struct page_input in = {.bytes = sample, .url = S("https://news.example/1")};
    struct page page = pipeline_page(p, a, &in);
    pipeline_read(p, a, &page);
    struct record r = record_of_article(a, &page, 0);
    r.added_at = 5;
    CHECK(r.facts.quote_count && r.facts.entity_count && r.facts.keyphrase_count);
    return store_prepare_part(a, pipeline_cache(p), &r);
}

static void dump_rows(struct buf *out, sqlite3 *db, const char *table)
{
    struct arena a = {0};
    sqlite3_stmt *st = NULL;
    struct str sql = arena_printf(&a, "SELECT * FROM \"%s\"", table);
    sqlite3_prepare_v2(db, sql.p, -1, &st, NULL);
    while (st && sqlite3_step(st) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(st); i++) {
            const void *p = sqlite3_column_blob(st, i);
            buf_printf(out, "%s.%s %d ", table, sqlite3_column_name(st, i),
                       sqlite3_column_type(st, i));
            if (p)
                buf_add(out, (struct str){p, (size_t)sqlite3_column_bytes(st, i)});
            buf_add_byte(out, '\n');
        }
    sqlite3_finalize(st);
    arena_release(&a);
}

// All that a store of this one article holds, index and all.
static void dump_store(struct buf *out, const struct prepared *p)
{
    struct store *s;
    struct err e = {0};
    enum added added;
    int64_t row;
    sqlite3_stmt *st = NULL;
    CHECK_INT(store_open(&s, ":memory:", STORE_WRITE, &e), 0);
    CHECK_INT(store_begin(s, &e), 0);
    CHECK_INT(store_add(s, p, &added, &row, &e), 0);
    CHECK_INT(store_commit(s, &e), 0);
    sqlite3_prepare_v2(store_db(s), "SELECT name FROM sqlite_master WHERE type = 'table'", -1, &st,
                       NULL);
    while (st && sqlite3_step(st) == SQLITE_ROW)
        dump_rows(out, store_db(s), (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    store_close(s);
}

static bool travel(struct arena *a, const struct prepared *from, struct prepared *to)
{
    struct buf b = {0};
    wire_write(&b, &store_prepared_wire, from);
    struct str in = arena_str(a, buf_str(&b));
    buf_release(&b);
    *to = (struct prepared){0};
    return wire_read(a, &in, &store_prepared_wire, to) && in.n == 0;
}

TEST(store_prepared_is_the_same_after_its_way)
{
    struct arena a = {0};
    struct pipeline *p = pipeline_new();
    struct prepared *here = prepare(&a, p), there;
    struct buf want = {0}, got = {0};
    CHECK(travel(&a, here, &there));
    store_prepare_rest(&a, here, 5);
    store_prepare_rest(&a, &there, 5);
    dump_store(&want, here);
    dump_store(&got, &there);
    CHECK(want.n > 1000);
    CHECK(str_eq(buf_str(&got), buf_str(&want)));
    buf_release(&want);
    buf_release(&got);
    pipeline_free(p);
    arena_release(&a);
}

TEST(store_prepared_takes_no_lies)
{
    struct arena a = {0};
    struct pipeline *p = pipeline_new();
    struct prepared *here = prepare(&a, p), bad, got;
    bad = *here, bad.record.text = S("no \xFF\xFE text");
    CHECK(!travel(&a, &bad, &got));
    bad = *here, bad.record.reading = S("{\"a\":1},\"b\":2");
    CHECK(!travel(&a, &bad, &got));
    struct quote backwards = {
        .at = {9, 3}
    };
    bad = *here, bad.record.facts.quotes = &backwards, bad.record.facts.quote_count = 1;
    CHECK(!travel(&a, &bad, &got));
    struct role_row of_nobody = {.entity = here->record.facts.entity_count, .text = S("وزير")};
    bad = *here, bad.roles = &of_nobody, bad.role_count = 1;
    CHECK(!travel(&a, &bad, &got));
    struct latin_row as_nobody = {
        .id = {S("a b"), S("A B"), S("b ")},
          .stated = here->record.facts.entity_count + 1
    };
    bad = *here, bad.latin = &as_nobody, bad.latin_count = 1;
    CHECK(!travel(&a, &bad, &got));
    struct keyphrase nameless = {.score = 0.5};
    bad = *here, bad.record.facts.keyphrases = &nameless, bad.record.facts.keyphrase_count = 1;
    CHECK(!travel(&a, &bad, &got));
    struct str long_text = {arena_alloc(&a, LIMIT_ARTICLE_TEXT + 1), LIMIT_ARTICLE_TEXT + 1};
    bad = *here, bad.record.text = long_text;
    CHECK(!travel(&a, &bad, &got));
    pipeline_free(p);
    arena_release(&a);
}
