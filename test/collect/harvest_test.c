// Harvests: what another process makes of an answer is what this one would make of it, and an
// answer that lies is not believed.
#include "collect/harvest.h"

#include "base/wire.h"
#include "harness.h"

#define LONG_TEXT                                                                                                                                                      \
    "قال وزير الموارد المائية سالم الوادي إن السد امتلأ تماما هذا العام بعد الأمطار الأخيرة. " \
    "وأكد رئيس الوزراء أن الحكومة ستبني ثلاثة سدود في البصرة والموصل بكلفة كبيرة هذا العام. "   \
    "وأضافت وكالة رويترز أن الأمم المتحدة ترحب بذلك وتدعو إلى مزيد من العمل في المنطقة كلها. "
#define FULL LONG_TEXT LONG_TEXT LONG_TEXT

static const struct str feed_body = S_INIT(
    "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><title>منفذ</title>"
    "<link>https://a.example/</link><ttl>60</ttl>"
    "<a:link rel='hub' href='https://hub.example/'/><a:link rel='self' href='/feed'/>"
    "<item><guid>1</guid><link>https://a.example/1</link><title>عنوان</title><description>" FULL
    "</description></item>"
    "<item><guid>2</guid><link>https://a.example/2</link><title>موجز</title><author>x@y (كاتب)"
    "</author><pubDate>Mon, 06 Jul 2026 10:00:00 GMT</pubDate><description>قصير"
    "</description></item>"
    "<item><guid>3</guid><link>https://a.example/3</link><title>تغير</title><description>" FULL
    "</description></item>"
    "<item><guid>4</guid><title>بلا رابط</title></item></channel></rss>");
static const struct str index_body =
    S_INIT("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>"
           "https://a.example/m1.xml</loc></sitemap><sitemap><loc>https://a.example/m2.xml</loc>"
           "<lastmod>2026-11-20</lastmod></sitemap></sitemapindex>");
static const struct str map_body = S_INIT(
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/p1"
    "</loc></url><url><loc>https://a.example/p2</loc></url></urlset>");
static const struct str page_body = S_INIT(
    "<html lang=ar><head><title>السد يمتلئ</title></head><body><article><h1>السد يمتلئ</h1><p>" FULL
    "</p></article></body></html>");

static struct feed_item known[2]; // the first and third item of the feed, by guid

// Each harvest, made anew: the work changes it.
static struct harvest make(int which)
{
    struct harvest h = {
        .now = 1800000000,
        .feed = {.feed = 5, .outlet = S("منفذ آخر"), .good_at = STORE_NO_TIME, .interval_s = 1800},
        .answer = {.status = 200,         .url = S("https://a.example/feed"),                           .body = feed_body        },
    };
    struct page_due page = {.page = 8,
                            .feed = 5,
                            .guid = 77,
                            .url = S("https://a.example/9"),
                            .title = S("عنوان الموجز"),
                            .summary = S("قصير"),
                            .published_at = 1790000000};
    switch (which) {
    case 0: break;
    case 1: h.known = known, h.known_count = 2; break;
    case 2: h.answer.body = index_body, h.first = true; break;
    case 3: h.answer.body = map_body, h.depth = 1; break;
    case 4: h.answer.body = S("nothing of the kind"); break;
    default:
        h.kind = HARVEST_PAGE;
        h.page = page;
        h.answer.body = page_body;
        break;
    }
    if (which == 6) { // looked at again
        h.page.row = 44;
        h.page.round = 1;
        h.stored_title = S("السد يمتلئ");
        h.stored_text = S("نص قديم");
    } else if (which == 7) {
        h.answer.status = 404;
    }
    return h;
}

static void dump_str(struct buf *out, const char *name, struct str s)
{
    buf_printf(out, " %s=", name);
    buf_add(out, s.p ? s : S("NULL"));
}

static void dump_item(struct buf *out, const struct harvest_item *i)
{
    const struct page_due *p = &i->page;
    buf_printf(out, "item %llx %llx %lld planned=%d noted=%d edited=%d",
               (unsigned long long)i->item.guid, (unsigned long long)i->item.content,
               (long long)i->item.row, i->planned, i->noted, i->edited);
    dump_str(out, "version", i->version_title);
    dump_str(out, "text", i->version_text);
    if (i->planned) {
        buf_printf(out, "\n page %lld due %lld feed %lld guid %llx at %lld row %lld round %d",
                   (long long)p->page, (long long)p->due_at, (long long)p->feed,
                   (unsigned long long)p->guid, (long long)p->published_at, (long long)p->row,
                   p->round);
        dump_str(out, "url", p->url);
        dump_str(out, "title", p->title);
        dump_str(out, "summary", p->summary);
        dump_str(out, "byline", p->byline);
    }
    buf_add(out, S("\n article "));
    if (i->article) // it has travelled
        wire_write(out, &store_prepared_wire, i->article);
    else
        buf_add(out, i->bytes);
    buf_add_byte(out, '\n');
}

static void dump_harvest(struct buf *out, const struct harvest *h)
{
    buf_printf(out, "no_feed=%d", h->no_feed);
    if (h->kind == HARVEST_FEED && !h->no_feed) {
        buf_printf(out, " interval %lld next %lld", (long long)h->feed.interval_s,
                   (long long)h->feed.next_at);
        dump_str(out, "title", h->feed.title);
        dump_str(out, "site", h->feed.site);
    }
    buf_add_byte(out, '\n');
    for (size_t i = 0; i < h->item_count; i++)
        dump_item(out, &h->items[i]);
    for (size_t i = 0; i < h->child_count; i++)
        dump_str(out, "child", h->children[i]);
    for (size_t i = 0; i < h->mark_count; i++)
        buf_printf(out, " mark %llx forget=%d at %lld", (unsigned long long)h->marks[i].guid,
                   h->marks[i].forget, (long long)h->marks[i].left_at);
    dump_str(out, "hub", h->hub);
    dump_str(out, "self", h->self);
}

static void learn_guids(struct pipeline *p)
{
    struct harvest h = make(0);
    harvest_work(&h, p);
    CHECK_INT(h.item_count, 4);
    CHECK(h.items[0].bytes.n && h.items[1].planned && h.items[2].bytes.n);
    known[0] = (struct feed_item){.guid = h.items[2].item.guid, .content = 17, .row = 33};
    known[1] = (struct feed_item){.guid = h.items[0].item.guid, .content = 17};
    if ((int64_t)known[0].guid > (int64_t)known[1].guid) {
        struct feed_item swap = known[0];
        known[0] = known[1];
        known[1] = swap;
    }
    arena_release(&h.a);
    arena_release(&h.item);
}

TEST(harvest_is_the_same_in_another_process)
{
    struct pipeline *p = harvest_start();
    learn_guids(p);
    for (int which = 0; which < 8; which++) {
        struct harvest here = make(which), there = make(which);
        struct buf job = {0}, answer = {0}, want = {0}, got = {0};
        harvest_work(&here, p);
        harvest_write(&there, &job);
        harvest_serve(p, buf_str(&job), &answer);
        CHECK(harvest_read(&there, buf_str(&answer)));
        dump_harvest(&want, &here);
        dump_harvest(&got, &there);
        CHECK_VIEW(buf_str(&got), buf_str(&want));
        CHECK(want.n > 8);
        buf_release(&job);
        buf_release(&answer);
        buf_release(&want);
        buf_release(&got);
        arena_release(&here.a);
        arena_release(&here.item);
        arena_release(&there.a);
    }
    pipeline_free(p);
}

// The answer to one harvest is read as the answer to another: rows and addresses stay the
// collector's own.
TEST(harvest_believes_no_rows_and_addresses)
{
    struct pipeline *p = harvest_start();
    struct harvest page = make(5), other = make(5), feed = make(0);
    struct buf job = {0}, answer = {0};
    harvest_write(&page, &job);
    harvest_serve(p, buf_str(&job), &answer);
    other.page.row = 99;
    other.page.url = S("https://b.example/");
    other.page.guid = 123;
    CHECK(harvest_read(&other, buf_str(&answer)));
    CHECK_INT(other.items[0].item.row, 99);
    CHECK_INT(other.items[0].item.guid, 123);
    CHECK_STR(other.items[0].page.url, "https://b.example/");
    CHECK(harvest_read(&feed, buf_str(&answer)));
    CHECK_INT(feed.items[0].item.row, 0);
    CHECK(!feed.items[0].edited);
    CHECK(feed.feed.interval_s >= SCHEDULE_MIN_S && feed.feed.next_at >= feed.now);
    // A feed's answer is none to a page.
    struct harvest items = make(0), single = make(5);
    buf_reset(&job);
    buf_reset(&answer);
    harvest_write(&items, &job);
    harvest_serve(p, buf_str(&job), &answer);
    CHECK(!harvest_read(&single, buf_str(&answer)));
    buf_add_byte(&answer, 'x');
    CHECK(!harvest_read(&items, buf_str(&answer)));
    buf_release(&job);
    buf_release(&answer);
    struct harvest *const all[] = {&page, &other, &feed, &items, &single};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        arena_release(&all[i]->a);
    pipeline_free(p);
}

// --- items that have left their feed ------------------------------------------------------------

// The marks of a feed of which `known` are known, as "forget", "left", "back", "touch" by guid.
static struct str marks_of(struct pipeline *p, struct buf *out, struct harvest h)
{
    harvest_work(&h, p);
    buf_reset(out);
    for (size_t i = 0; i < h.mark_count; i++)
        buf_printf(out, "%llx %s;", (unsigned long long)h.marks[i].guid,
                   h.marks[i].forget                     ? "forget"
                   : h.marks[i].left_at == STORE_NO_TIME ? "back"
                   : h.marks[i].left_at == h.now         ? "left"
                                                         : "?");
    arena_release(&h.a);
    arena_release(&h.item);
    return buf_str(out);
}

TEST(harvest_forgets_items_a_month_after_they_left_the_feed)
{
    struct pipeline *p = harvest_start();
    struct buf out = {0};
    learn_guids(p);
    int64_t now = make(0).now, day = 86400;
    uint64_t here = known[0].guid;
    struct feed_item items[] = {
        {.guid = 1,    .left_at = STORE_NO_TIME },
        {.guid = 2,    .left_at = now - 29 * day},
        {.guid = 3,    .left_at = now - 31 * day},
        {.guid = here, .left_at = now - 40 * day},
    };
    size_t last = COUNT_OF(items) - 1;
    if ((int64_t)here < 0) { // in order of guid, as signed numbers
        struct feed_item first = items[last];
        memmove(items + 1, items, last * sizeof *items);
        items[0] = first;
    }
    struct harvest h = make(0);
    h.known = items;
    h.known_count = COUNT_OF(items);
    struct buf want = {0};
    unsigned long long first = here;
    if ((int64_t)here < 0)
        buf_printf(&want, "%llx back;1 left;3 forget;", first);
    else
        buf_printf(&want, "1 left;3 forget;%llx back;", first);
    struct str got = marks_of(p, &out, h);
    CHECK_VIEW(got, buf_str(&want));
    h.pushed = true; // what a hub sends is no whole document
    got = marks_of(p, &out, h);
    CHECK_VIEW(got, S(""));
    buf_release(&want);
    buf_release(&out);
    pipeline_free(p);
}

TEST(harvest_touches_items_of_sitemaps_below_an_index_once_a_day)
{
    struct pipeline *p = harvest_start();
    struct buf out = {0};
    struct harvest h = make(3), index = make(2);
    harvest_work(&h, p);
    if (CHECK_INT(h.item_count, 2)) {
        uint64_t guid = h.items[0].item.guid;
        CHECK_INT(h.items[0].item.left_at, h.now);
        struct feed_item items[] = {
            {.guid = guid, .left_at = h.now - 3600}
        };
        struct harvest again = make(3);
        again.known = index.known = items;
        again.known_count = index.known_count = 1;
        CHECK_INT(marks_of(p, &out, again).n, 0);
        items[0].left_at = h.now - 90000;
        CHECK(str_ends(marks_of(p, &out, again), S(" left;"))); // that is: seen now
        CHECK_INT(marks_of(p, &out, index).n, 0);
        items[0].left_at = h.now - 31 * 86400;
        CHECK(str_ends(marks_of(p, &out, index), S(" forget;")));
    }
    arena_release(&h.a);
    arena_release(&h.item);
    buf_release(&out);
    pipeline_free(p);
}

// --- sitemaps -----------------------------------------------------------------------------------

TEST(harvest_takes_the_newest_200_pages_of_a_new_sitemap_and_notes_the_rest)
{
    enum { PAGES = 300 };
    struct pipeline *p = harvest_start();
    struct buf map = {0};
    buf_add(&map, S("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"));
    for (int i = 0; i < PAGES; i++) // oldest first
        buf_printf(&map,
                   "<url><loc>https://a.example/%d</loc><lastmod>2026-%02d-%02d</lastmod></url>", i,
                   1 + i / 28, 1 + i % 28);
    buf_add(&map, S("</urlset>"));
    struct harvest h = make(3);
    h.depth = 0;
    h.first = true;
    h.answer.body = buf_str(&map);
    harvest_work(&h, p);
    size_t planned = 0, noted = 0, wrong = 0;
    CHECK_INT(h.item_count, PAGES);
    for (size_t i = 0; i < h.item_count; i++) {
        planned += h.items[i].planned;
        noted += h.items[i].noted;
        wrong += h.items[i].planned != (i < 200);
    }
    CHECK_INT(planned, 200);
    CHECK_INT(noted, PAGES - 200);
    CHECK_INT(wrong, 0);
    CHECK_STR(h.items[0].page.url, "https://a.example/299");
    arena_release(&h.a);
    arena_release(&h.item);
    // Later all that is new is taken, but what is older than items are remembered.
    struct harvest later = make(3);
    later.depth = 0;
    later.now = 1796000000; // 2026-11-30
    later.answer.body = buf_str(&map);
    harvest_work(&later, p);
    planned = 0;
    for (size_t i = 0; i < later.item_count; i++)
        planned += later.items[i].planned;
    CHECK_INT(planned, 20); // since 2026-10-31
    arena_release(&later.a);
    arena_release(&later.item);
    buf_release(&map);
    pipeline_free(p);
}
