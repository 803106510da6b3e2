// Labels on headlines.
#include "page/title.h"

#include "harness.h"

TEST(title_labels_are_taken_off_and_kept_as_flags)
{
    static const struct {
        struct str title, want, flags;
    } rows[] = {
        {S_INIT("جو ويلسون وحملة ميغا انموذجًا - عاجل"), S_INIT("جو ويلسون وحملة ميغا انموذجًا"),
         S_INIT("breaking")                                                                                                                                               },
        {S_INIT("عاجل | انفجار في المصنع (فيديو وصور)"),   S_INIT("انفجار في المصنع"),
         S_INIT("video photos breaking")                                                                                                                                  },
        {S_INIT("بالفيديو.. لحظة الهبوط"),                          S_INIT("لحظة الهبوط"),                                  S_INIT("video")   },
        {S_INIT("افتتاح معرض صور"),                                      S_INIT("افتتاح معرض صور"),                           S_INIT("")        },
        {S_INIT("الوزير: لا زيادة [صور]"),                            S_INIT("الوزير: لا زيادة"),                          S_INIT("photos")  },
        {S_INIT("عاجل"),                                                          S_INIT("عاجل"),                                               S_INIT("")        },
        {S_INIT("- عاجل"),                                                        S_INIT("- عاجل"),                                             S_INIT("breaking")},
    };
    struct arena a = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct strs flags;
        CHECK_VIEW(title_strip(&a, rows[i].title, &flags), rows[i].want);
        struct buf b = {0};
        for (size_t k = 0; k < flags.n; k++) {
            buf_add(&b, k ? S(" ") : S(""));
            buf_add(&b, flags.v[k]);
        }
        CHECK_VIEW(buf_str(&b), rows[i].flags);
        buf_release(&b);
    }
    arena_release(&a);
}
