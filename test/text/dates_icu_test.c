// What ICU writes in every Arab locale is read back: an oracle of month names, orders and digits.
#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "harness.h"
#include "text/dates.h"

// Writes the moment in the style; false where ICU cannot.
static bool format_moment(const char *locale, UDateFormatStyle time, UDateFormatStyle date,
                          double millis, char *out, int32_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *f = udat_open(time, date, locale, u"UTC", -1, NULL, 0, &status);
    UChar text[200];
    int32_t n = udat_format(f, millis, text, 200, NULL, &status);
    u_strToUTF8(out, size, NULL, text, n, &status);
    udat_close(f);
    return U_SUCCESS(status) && n > 0;
}

static int check_locale(const char *locale, UDateFormatStyle style)
{
    int failed = 0;
    struct arena a = {0};
    // 2010-12-20 on, every 83 days for 16 years: all months, all weekdays.
    for (int i = 0; i < 70; i++) {
        double millis = (14963.0 + 83 * i) * 86400e3 + ((i * 7) % 24 * 60 + (i * 13) % 60) * 60e3;
        char text[400];
        if (!format_moment(locale, UDAT_SHORT, style, millis, text, sizeof text))
            return -1;
        struct doc d = doc_of_text(&a, NULL, str_from_cstr(text));
        struct date_context c = {0};
        struct date_mention *m;
        size_t count;
        dates_read(&a, &d, &c, &m, &count);
        struct buf want = {0};
        rfc3339_add(&want, (int64_t)(millis / 1000));
        if (count != 1 || !str_eq(m[0].value, buf_str(&want))) {
            failed++;
            if (failed == 1)
                check_str(count ? m[0].value : S("nothing"), buf_str(&want), text, locale, i);
        }
        buf_release(&want);
        arena_reset(&a);
    }
    arena_release(&a);
    return failed;
}

TEST(dates_as_icu_writes_them_in_every_arab_locale_are_read)
{
    static const char *const extensions[] = {"", "-u-nu-latn", "-u-nu-arab",
                                             "-u-ca-islamic-umalqura"};
    static const UDateFormatStyle styles[] = {UDAT_FULL, UDAT_LONG, UDAT_MEDIUM};
    int locales = 0;
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        const char *id = uloc_getAvailable(i);
        if (strncmp(id, "ar", 2) != 0 || (id[2] != '\0' && id[2] != '_'))
            continue;
        locales++;
        for (size_t e = 0; e < COUNT_OF(extensions); e++) {
            char tag[80], locale[80];
            snprintf(tag, sizeof tag, "ar%s%s%s", id[2] ? "-" : "", id[2] ? id + 3 : "",
                     extensions[e]);
            UErrorCode status = U_ZERO_ERROR;
            uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
            for (size_t s = 0; s < COUNT_OF(styles); s++)
                CHECK_INT(check_locale(locale, styles[s]), 0);
        }
    }
    CHECK(locales > 15);
}
