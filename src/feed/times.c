// times: when a feed and its items were written, and how often to come back (fields.h).
#include "feed/date.h"
#include "feed/fields.h"

void feed_set_time(struct feed_time *t, struct str text)
{
    t->text = text;
    t->known = feed_date_parse(text, &t->at);
}

FIELD_END(time)
{
    struct feed_entry *entry = &r->draft->e;
    if (!feed_claim(r, e->field))
        return;
    feed_set_time(e->field == FIELD_PUBLISHED ? &entry->published
                  : e->field == FIELD_UPDATED ? &entry->updated
                  : e->field == FIELD_CREATED ? &entry->created
                                              : &entry->expired,
                  text);
}

// "start=2002-10-13T09:00+01:00;end=…" (DCMI Period).
FIELD_END(valid)
{
    feed_draft_add_extra(r, e->name, text);
    for (struct str part; text.n;) {
        str_cut(text, ';', &part, &text);
        part = str_trim(part);
        if (str_starts_nocase(part, S("end=")))
            feed_set_time(&r->draft->e.expired, str_trim(str_drop(part, 4)));
    }
}

// Minutes (RSS 2.0).
FIELD_END(ttl)
{
    (void)e;
    size_t minutes;
    if (str_to_size(text, 60 * 24 * 366, &minutes))
        r->feed->ttl_s = (int64_t)minutes * 60;
}

FIELD_END(update_period)
{
    (void)e;
    static const struct {
        struct str name;
        int seconds;
    } periods[] = {
        {S_INIT("hourly"),  3600       },
        {S_INIT("daily"),   86400      },
        {S_INIT("weekly"),  604800     },
        {S_INIT("monthly"), 30 * 86400 },
        {S_INIT("yearly"),  365 * 86400},
    };
    for (size_t i = 0; i < COUNT_OF(periods); i++)
        if (str_eq_nocase(periods[i].name, text))
            r->update_period_s = periods[i].seconds;
}

FIELD_END(update_frequency)
{
    (void)e;
    size_t times;
    if (str_to_size(text, 10000, &times) && times > 0)
        r->update_frequency = (double)times;
}

FIELD_END(hour)
{
    (void)e;
    size_t hour;
    if (str_to_size(text, 24, &hour))
        r->feed->skip_hours |= (uint32_t)1 << (hour % 24);
}

FIELD_END(day)
{
    (void)e;
    static const struct str days[] = {
        S_INIT("sunday"),   S_INIT("monday"), S_INIT("tuesday"),  S_INIT("wednesday"),
        S_INIT("thursday"), S_INIT("friday"), S_INIT("saturday"),
    };
    for (size_t i = 0; i < COUNT_OF(days); i++)
        if (str_eq_nocase(days[i], text))
            r->feed->skip_days |= (uint8_t)(1 << i);
}
