// dates_visible: the date line of a web page ("28 آب/اغسطس 2013 - 14:05"), by the date reader.
#include "base/utf8.h"
#include "text/dates_scan.h"

enum { VISIBLE_BYTES = 400 };

static void set_time(const struct when *w, struct visible_date *out)
{
    out->hour = out->minute = out->second = -1;
    out->has_zone = w->has_zone;
    out->east = w->zone;
    if (!(w->has & HAS_TIME))
        return;
    out->hour = w->hour % 24;
    out->minute = w->minute > 0 ? w->minute : 0;
    out->second = w->second > 0 ? w->second : 0;
}

// A time that stands apart from the date ("14:05 | الأربعاء 24 تموز 2024").
static void take_lone_time(const struct when *w, struct visible_date *out)
{
    if (out->hour < 0 && (w->has & ~(uint32_t)HAS_PART) == HAS_TIME && w->minute >= 0)
        set_time(w, out);
}

static bool read_visible(struct arena *a, struct str text, struct visible_date *out)
{
    // A date line is no prose: full stops end nothing in it.
    struct doc d = doc_of_text(a, NULL, text);
    struct date_context context = {0};
    struct reader r = reader_of(a, &d, &context);
    struct found f = {0}, lone = {0};
    bool dated = false;
    for (size_t at = 0; scan_next(&r, &at, &f);) {
        int64_t day;
        when_complete(&r, &f.from);
        if (!dated && when_day(&f.from, &day)) {
            dated = true;
            out->date = civil_from_days(day);
            set_time(&f.from, out);
            take_lone_time(&lone.from, out);
        } else if (dated) {
            take_lone_time(&f.from, out);
        } else if (f.from.has & HAS_TIME && f.from.minute >= 0) {
            lone = f;
        }
    }
    return dated;
}

bool date_parse_visible(struct str text, struct visible_date *out)
{
    *out = (struct visible_date){.hour = -1, .minute = -1, .second = -1};
    struct arena a = {0};
    bool found = read_visible(&a, utf8_repair(&a, utf8_take_bytes(text, VISIBLE_BYTES)), out);
    arena_release(&a);
    return found && civil_is_valid(out->date);
}

struct str date_visible_value(struct arena *a, struct str text)
{
    struct visible_date v;
    if (!date_parse_visible(text, &v))
        return (struct str){0};
    struct civil c = v.date;
    if (v.hour < 0)
        return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
    struct str time = arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day,
                                   v.hour, v.minute, v.second);
    if (!v.has_zone)
        return time;
    if (v.east == 0)
        return arena_printf(a, "%.*sZ", STR_ARGS(time));
    int minutes = (v.east < 0 ? -v.east : v.east) / 60;
    return arena_printf(a, "%.*s%c%02d:%02d", STR_ARGS(time), v.east < 0 ? '-' : '+', minutes / 60,
                        minutes % 60);
}
