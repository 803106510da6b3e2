// cmd_follow: `isnad follow`, `unfollow` and `feeds`: what is collected, and how it fares.
#include <jansson.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd.h"
#include "collect/catalogue.h"
#include "collect/find.h"
#include "collect/schedule.h"
#include "feed/opml.h"
#include "options.h"
#include "store/feeds.h"
#include "term.h"

struct follow {
    struct arena a;
    struct store *store;
    struct finder *finder; // NULL: addresses are taken as they are
    const char *outlet;
    size_t added, known, failed;
};

static void add_feed(struct follow *f, struct feed_row row)
{
    bool known = false;
    struct err e = {0};
    row.added_at = row.next_at = (int64_t)time(NULL); // due at once
    row.interval_s = SCHEDULE_START_S;
    if (f->outlet)
        row.outlet = str_from_cstr(f->outlet);
    if (store_feed_add(f->store, &row, &known, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        f->failed++;
        return;
    }
    f->added += !known;
    f->known += known;
    printf("%s %.*s", known ? "known   " : "followed", STR_ARGS(row.url));
    if (row.title.n)
        printf("  %.*s", STR_ARGS(row.title));
    putchar('\n');
}

static void follow_opml(struct follow *f, struct str bytes)
{
    struct opml list = opml_parse(&f->a, bytes);
    for (size_t i = 0; i < list.feed_count; i++) {
        const struct opml_feed *feed = &list.feeds[i];
        add_feed(f, (struct feed_row){.url = feed->url, .title = feed->title, .site = feed->site});
    }
    if (list.refused)
        fprintf(stderr, "isnad: %zu outlines have no web address and were left out\n",
                list.refused);
    for (size_t i = 0; i < list.include_count; i++)
        fprintf(stderr, "isnad: the list includes %.*s; follow that one by itself\n",
                STR_ARGS(list.includes[i]));
    if (list.feed_count == 0)
        f->failed++;
}

static void follow_catalogue(struct follow *f, struct str country)
{
    size_t before = f->added + f->known;
    for (size_t i = 0; i < catalogue_count; i++) {
        const struct catalogue_row *row = &catalogue[i];
        if (!str_eq(country, S("all")) && !str_has(row->countries, country))
            continue;
        add_feed(f, (struct feed_row){.url = row->url, .title = row->outlet});
    }
    if (f->added + f->known > before) {
        fprintf(stderr, "isnad: the catalogue is unchecked; 'isnad feeds' shows which answer\n");
        return;
    }
    fprintf(stderr,
            "isnad: the catalogue has nothing for '%.*s'; try all, iraq, egypt, morocco …\n",
            STR_ARGS(country));
    f->failed++;
}

// What is meant as a file and no address: its mistakes are told as those of a file.
static bool is_file_name(struct str s)
{
    return !str_has(s, S("://")) && (str_starts(s, S("/")) || str_starts(s, S("./")) ||
                                     str_starts(s, S("../")) || str_ends(s, S(".opml")));
}

static void follow_argument(struct follow *f, const char *argument)
{
    struct str bytes;
    struct err e = {0};
    // A file is an OPML list; what is no file is an address.
    if (file_read(&f->a, argument, LIMIT_DECODED, &bytes, &e) == 0) {
        follow_opml(f, bytes);
        return;
    }
    struct feed_row row = {.url = str_from_cstr(argument)};
    if (is_file_name(row.url) || (f->finder && find_feed(f->finder, &f->a, row.url, &row, &e))) {
        bool web = !str_has(row.url, S("://")) || str_starts_nocase(row.url, S("http"));
        fprintf(stderr, "isnad: %s%s\n", e.text,
                e.code == ERR_REFUSED && web ? " (--allow-private is for intranets)" : "");
        f->failed++;
        return;
    }
    add_feed(f, row);
}

int cmd_follow(int argc, char **argv)
{
    static const struct usage usage = {
        "follow [OPTION…] URL|FILE…",
        "Follows feeds: URL is a feed or a site (its feed is looked for), FILE an OPML list.\n"
        "'isnad collect' then fetches them.",
        "  isnad follow https://example.org\n"
        "  isnad follow subscriptions.opml\n"
        "  isnad follow --catalogue=iraq\n",
    };
    const char *store = NULL, *country = NULL;
    bool allow_private = false, unchecked = false, no_sandbox = false;
    struct follow f = {0};
    const struct option_spec specs[] = {
        {"store",         's', OPTION_STRING, &store,         "PATH",    "the store (default: $XDG_DATA_HOME/isnad)"},
        {"catalogue",     'c', OPTION_STRING, &country,       "COUNTRY",
         "follow outlets of the built-in list, or 'all'"                                                            },
        {"outlet",        'o', OPTION_STRING, &f.outlet,      "NAME",
         "name of the outlet, else the feed's title"                                                                },
        {"unchecked",     0,   OPTION_FLAG,   &unchecked,     NULL,      "take addresses as feeds without a look"   },
        {"allow-private", 0,   OPTION_FLAG,   &allow_private, NULL,
         "addresses of this network too (intranets)"                                                                },
        {"no-sandbox",    0,   OPTION_FLAG,   &no_sandbox,    NULL,      "do without Landlock and seccomp"          },
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    if (count == 0 && !country)
        return options_complain(&usage, "give an address, an OPML file or --catalogue");
    struct err e = {0};
    const struct client_options client = {.guard = {allow_private}};
    if ((!unchecked && count && finder_new(&f.finder, &client, !no_sandbox, &e)) ||
        store_open(&f.store, store, STORE_WRITE, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        finder_free(f.finder);
        return 1;
    }
    if (country)
        follow_catalogue(&f, str_from_cstr(country));
    for (int i = 0; i < count; i++)
        follow_argument(&f, argv[i]);
    finder_free(f.finder);
    store_close(f.store);
    arena_release(&f.a);
    return f.failed > 0;
}

int cmd_unfollow(int argc, char **argv)
{
    static const struct usage usage = {
        "unfollow [OPTION…] URL…",
        "Stops following feeds, by their address as 'isnad feeds' shows it.  Their articles stay.",
        NULL,
    };
    const char *where = NULL;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where, "PATH", "the store (default: $XDG_DATA_HOME/isnad)"},
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    status = 0;
    if (count == 0)
        return options_complain(&usage, "give the address of a feed");
    struct store *store;
    struct err e = {0};
    if (store_open(&store, where, STORE_WRITE, &e)) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        if (store_feed_remove(store, str_from_cstr(argv[i]), &e) == 0)
            continue;
        fprintf(stderr, "isnad: %s\n", e.text);
        status = 1;
    }
    store_close(store);
    return status;
}

// --- feeds --------------------------------------------------------------------------------------

static double items_a_day(const struct feed_row *f, int64_t now)
{
    int64_t days = (now - f->added_at) / 86400;
    return (double)f->items / (double)(days > 0 ? days : 1);
}

static void put_feed_json(const struct feed_row *f, int64_t now)
{
    struct buf out = {0};
    struct json j = {.out = &out};
    json_begin_object(&j);
    json_put_str(&j, "url", f->url);
    json_put_str_or_null(&j, "title", f->title);
    json_put_str_or_null(&j, "outlet", f->outlet);
    json_put_int(&j, "status", f->status);
    json_put_int(&j, "failures", f->failures);
    json_put_str_or_null(&j, "error", f->error);
    json_put_bool(&j, "gone", f->gone);
    json_put_time(&j, "last_good", f->good_at);
    json_put_time(&j, "last_new", f->new_at);
    json_put_time(&j, "next_due", f->next_at);
    json_put_int(&j, "interval_s", f->interval_s);
    json_put_time(&j, "pushed_until", f->pushed_until);
    json_put_int(&j, "items", f->items);
    json_put_real(&j, "items_a_day", items_a_day(f, now), 1);
    json_end_object(&j);
    printf("%.*s\n", STR_ARGS(buf_str(&out)));
    buf_release(&out);
}

// "5 min", "3 h", "2 d"
static void put_span(int64_t seconds)
{
    if (seconds < 0)
        printf("now");
    else if (seconds < 7200)
        printf("%lld min", (long long)seconds / 60);
    else if (seconds < 2 * 86400)
        printf("%lld h", (long long)seconds / 3600);
    else
        printf("%lld d", (long long)seconds / 86400);
}

static void put_feed(const struct feed_row *f, int64_t now)
{
    bool bad = f->failures > 0 || f->gone;
    printf("%s%s%s %.*s", term_style(stdout, bad ? TERM_RED : TERM_GREEN),
           f->gone                       ? "gone"
           : bad                         ? "bad "
           : f->good_at == STORE_NO_TIME ? "new "
                                         : "good",
           term_style(stdout, TERM_PLAIN), STR_ARGS(f->url));
    if (f->title.n)
        printf("  %.*s", STR_ARGS(f->title));
    printf("\n     %lld items, %.1f a day", (long long)f->items, items_a_day(f, now));
    if (f->new_at != STORE_NO_TIME) {
        printf(", silent for ");
        put_span(now - f->new_at);
    }
    if (!f->gone) {
        printf(", next in ");
        put_span(f->next_at - now);
    }
    if (f->pushed_until > now)
        printf(", sent by its hub");
    if (f->error.n)
        printf(", %s%.*s%s (%d in a row)", term_style(stdout, TERM_RED), STR_ARGS(f->error),
               term_style(stdout, TERM_PLAIN), f->failures);
    putchar('\n');
}

static void put_opml(struct arena *a, const struct feed_row *feeds, size_t count)
{
    struct opml_feed *list = arena_new(a, struct opml_feed, count);
    for (size_t i = 0; i < count; i++)
        list[i] =
            (struct opml_feed){.title = feeds[i].title, .url = feeds[i].url, .site = feeds[i].site};
    struct buf out = {0};
    opml_write(&out, S("Isnad"), list, count);
    fwrite(out.p, 1, out.n, stdout);
    buf_release(&out);
}

int cmd_feeds(int argc, char **argv)
{
    static const struct usage usage = {
        "feeds [OPTION…]",
        "Shows what is followed and how it fares: good, bad, gone or new; items a day; how long "
        "it\n"
        "has been silent; when it is looked at next; the last error.",
        "  isnad feeds --json | jq 'select(.failures > 3).url'\n"
        "  isnad feeds --opml > subscriptions.opml\n",
    };
    const char *where = NULL;
    bool as_json = false, as_opml = false;
    const struct option_spec specs[] = {
        {"store", 's', OPTION_STRING, &where,   "PATH", "the store (default: $XDG_DATA_HOME/isnad)"},
        {"json",  'j', OPTION_FLAG,   &as_json, NULL,   "one object per feed"                      },
        {"opml",  0,   OPTION_FLAG,   &as_opml, NULL,   "as an OPML 2.0 list"                      },
    };
    int count, status = options_parse(&usage, specs, COUNT_OF(specs), argc, argv, &count);
    if (status != OPTIONS_RUN)
        return status;
    struct store *store;
    struct arena a = {0};
    struct err e = {0};
    struct feed_row *feeds = NULL;
    size_t feed_count = 0;
    enum err_code code = store_open(&store, where, STORE_READ, &e);
    if (!code) {
        code = store_feeds(store, &a, &feeds, &feed_count, &e);
        store_close(store);
    }
    if (code) {
        fprintf(stderr, "isnad: %s\n", e.text);
        return 1;
    }
    int64_t now = (int64_t)time(NULL);
    if (as_opml)
        put_opml(&a, feeds, feed_count);
    for (size_t i = 0; i < feed_count && !as_opml; i++) {
        if (as_json)
            put_feed_json(&feeds[i], now);
        else
            put_feed(&feeds[i], now);
    }
    if (feed_count == 0 && !as_json && !as_opml)
        printf("nothing is followed yet; try 'isnad follow URL'\n");
    arena_release(&a);
    return 0;
}
